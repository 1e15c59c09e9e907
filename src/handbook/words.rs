//! The string table: every word of the interface, by language.

use std::collections::BTreeMap;

/// The words of one language. Keys are plain names (`next_session`); a value may have places in braces
/// (`everyone_speaks_from: "everyone speaks from minute {minute}"`).
#[derive(Debug, Clone, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Words {
    pub table: BTreeMap<String, String>,
}

impl Words {
    /// The words for `key`. A test holds that every key that the code uses stands in the English table, so the
    /// key itself, which is returned for a missing one, is never seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// The words for `key` with each `{name}` replaced by its value; one without a value stays as it is.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut filled = String::with_capacity(rest.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = after.split_once('}');
            let known = place.and_then(|(place, after)| {
                values.iter().find(|(name, _)| *name == place).map(|(_, value)| (*value, after))
            });
            let (words, after) = known.unwrap_or(("{", after));
            filled.push_str(words);
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The words for a number of things: the key `KEY_one` for 1, else `KEY_other`, with `{count}` filled in.
    #[must_use]
    pub fn count(&self, key: &str, count: u32) -> String {
        let form = if count == 1 { "one" } else { "other" };
        self.fill(&format!("{key}_{form}"), &[("count", &count.to_string())])
    }
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
