//! The string table: every word of the interface, by language.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

/// The words of one language. Keys are plain names (`next_session`); a value may have places in braces
/// (`everyone_speaks_from: "everyone speaks from minute {minute}"`).
#[derive(Debug, Clone, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Words {
    pub table: FxHashMap<String, String>,
    /// The patterns of dates and clock times of a language that has no table of its own: by the same keys, instead of
    /// those of the table. Empty where the table has them.
    #[serde(skip)]
    pub dates: FxHashMap<String, String>,
}

impl Words {
    /// Returns the words for `key`. A test holds that every key that the code uses stands in the English table, so the
    /// key itself, which is returned for a missing one, is never seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// Returns the words of a date or a clock time.
    #[must_use]
    pub fn date<'a>(&'a self, key: &'a str) -> &'a str {
        self.dates.get(key).map_or_else(|| self.get(key), String::as_str)
    }

    /// Returns the words for `key` with each `{name}` replaced by its value; one without a value stays as it is.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value =
            |place: &str| values.iter().find(|(name, _)| *name == place).map(|(_, value)| Cow::Borrowed(*value));
        filled(self.get(key), value)
    }

    /// Returns the words for a number of things: the key `KEY_one` for 1, else `KEY_other`, with `{count}` filled in.
    #[must_use]
    pub fn count(&self, key: &str, count: u32) -> String {
        let form = if count == 1 { "one" } else { "other" };
        self.fill(&format!("{key}_{form}"), &[("count", &count.to_string())])
    }
}

/// Returns `text` with each `{name}` replaced by what `value` has for it; one that it has nothing for stays as it is.
#[must_use]
pub fn filled<'a>(text: &str, value: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut rest = text;
    let mut filled = String::with_capacity(2 * text.len());
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        let known = place.and_then(|(place, after)| Some((value(place)?, after)));
        let (words, after) = known.unwrap_or((Cow::Borrowed("{"), after));
        filled.push_str(&words);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        let mut words = Words::default();
        words.table.insert("key".into(), "{a} and {b}, {c} {a} {".into());
        let fill = |key, values: &[(&str, &str)]| words.fill(key, values);
        assert_eq!(fill("key", &[("a", "{b}"), ("b", "é")]), "{b} and é, {c} {b} {");
        assert_eq!(fill("none", &[]), "none");
    }
}
