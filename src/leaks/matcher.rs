//! Searches a text once for the first bytes of every wanted text.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous;
use aho_corasick::{Anchored, BuildError, dfa};

/// The most keys for the automaton with a table; with more, the slower and much smaller one is taken.
const MOST_IN_TABLE: usize = 4_000;

/// Finds keys in a text, all of them at once.
pub(super) enum Keys {
    Table(dfa::DFA),
    Small(contiguous::NFA),
}

impl Keys {
    /// Builds the automaton for `keys`.
    ///
    /// # Errors
    ///
    /// Where there are more states than 32 bits can number.
    pub(super) fn new(keys: &[&[u8]]) -> Result<Self, BuildError> {
        if keys.len() > MOST_IN_TABLE {
            contiguous::NFA::builder().prefilter(false).build(keys).map(Keys::Small)
        } else {
            dfa::DFA::builder().prefilter(false).build(keys).map(Keys::Table)
        }
    }

    /// Calls `found` with the number of each key and where it begins in `text`.
    pub(super) fn each(&self, text: &[u8], found: &mut impl FnMut(usize, usize)) {
        match self {
            Keys::Table(automaton) => each(automaton, text, found),
            Keys::Small(automaton) => each(automaton, text, found),
        }
    }
}

/// Calls `found` for each match. The automaton is stepped here and not by its own search, which asks at every byte what
/// it is asked for.
fn each(automaton: &impl Automaton, text: &[u8], found: &mut impl FnMut(usize, usize)) {
    let Ok(mut state) = automaton.start_state(Anchored::No) else { return };
    for (at, byte) in text.iter().enumerate() {
        state = automaton.next_state(Anchored::No, state, *byte);
        if automaton.is_special(state) && automaton.is_match(state) {
            for index in 0..automaton.match_len(state) {
                let key = automaton.match_pattern(state, index);
                found(key.as_usize(), at + 1 - automaton.pattern_len(key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(keys: &[&[u8]], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        Keys::new(keys).expect("few keys").each(text.as_bytes(), &mut |key, start| all.push((key, start)));
        all
    }

    #[test]
    fn keys_are_found_inside_one_another_and_where_they_overlap() {
        let keys: [&[u8]; 4] = [b"ana lu", b"ana", b"na", b"lui"];
        assert_eq!(found(&keys, "ana luis"), [(1, 0), (2, 1), (0, 0), (3, 4)]);
        assert_eq!(found(&keys, "an"), []);
    }

    #[test]
    fn both_automata_find_the_same() {
        let many: Vec<String> = (0..=MOST_IN_TABLE).map(|number| format!(" {number:05} ")).collect();
        let many: Vec<&[u8]> = many.iter().map(String::as_bytes).collect();
        let text = "a 00007 00999 99999 04000 b";
        assert!(matches!(Keys::new(&many), Ok(Keys::Small(_))));
        assert!(matches!(Keys::new(&many[1..]), Ok(Keys::Table(_))));
        assert_eq!(found(&many, text), [(7, 1), (999, 7), (4000, 19)]);
        assert_eq!(found(&many[1..], text), [(6, 1), (998, 7), (3999, 19)]);
    }
}
