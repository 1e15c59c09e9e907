//! Words that show where a private text was published.

use std::collections::BTreeMap;

/// Words that nobody else writes, each with the place of it. The same ones on every run.
pub struct Canaries {
    seed: u64,
    pub planted: BTreeMap<String, String>,
}

impl Canaries {
    pub fn new(seed: u64) -> Self {
        Canaries { seed, planted: BTreeMap::new() }
    }

    /// Returns a new word for `place`.
    pub fn plant(&mut self, place: &str) -> String {
        let mut word = String::from("zq");
        for _ in 0..10 {
            self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            word.push(char::from(b"aeioubdfgklmnprst"[usize::try_from(self.seed >> 33).unwrap_or_default() % 17]));
        }
        self.planted.insert(word.clone(), place.to_owned());
        word
    }

    /// Returns a text in which every `{...}` is a word of its own; the text in the braces says more of the place.
    pub fn fill(&mut self, place: &str, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (detail, after) = after.split_once('}').expect("a closing brace");
            filled += before;
            filled += &self.plant(format!("{place} {detail}").trim());
            rest = after;
        }
        filled + rest
    }

    /// Returns the places where any of the words turned up in `site`.
    pub fn found_in(&self, site: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let mut found = Vec::new();
        for (path, bytes) in site {
            // A word has only letters, so that no escaping can hide it; only a folded line can.
            let mut text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
            if super::ending(path) == "ics" {
                text = text.replace("\r\n ", "");
            }
            if text.contains("zq") {
                let here = self.planted.iter().filter(|(word, _)| text.contains(*word));
                found.extend(here.map(|(word, place)| format!("{path}: {word}, from {place}")));
            }
        }
        found
    }
}
