//! Anchors of headings, by the rule of code forges, each one once in its file.

use rustc_hash::FxHashMap;

/// The anchors given so far in one file.
#[derive(Debug, Default)]
pub struct Ids {
    given: FxHashMap<String, u32>,
}

impl Ids {
    /// Returns `wanted`, or `wanted-1`, `wanted-2` ... where it is taken.
    pub fn give(&mut self, wanted: String) -> String {
        let Some(count) = self.given.get_mut(&wanted) else {
            self.given.insert(wanted.clone(), 0);
            return wanted;
        };
        let mut number = *count;
        let id = loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if !self.given.contains_key(&id) {
                break id;
            }
        };
        self.given.insert(wanted, number);
        self.given.insert(id.clone(), 0);
        id
    }
}

/// Returns the anchor of a heading with that text: lower case, punctuation dropped, each blank a `-`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '-' | '_' => slug.push(c),
            _ if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if c.is_whitespace() => slug.push('-'),
            _ if c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn slugs_follow_code_forges() {
        assert_eq!(slug("Why brave, not safe?"), "why-brave-not-safe");
        assert_eq!(slug("a -- b"), "a----b");
        assert_eq!(slug("Élan & Œuvre_2"), "élan--œuvre_2");
    }

    #[test]
    fn repeats_are_numbered_past_what_is_taken() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["a", "a", "a-1", "a"].map(|id| ids.give(id.to_owned())).into();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2"]);
    }
}
