//! The heading that an anchor means, as it is written here or as another program makes it of the same heading: with its
//! capitals (wikis, `HackMD`), with `_` for blanks, with one `-` for several (GitLab), with signs encoded or made into
//! `-`, without the number at its beginning (Jekyll).

use rustc_hash::FxHashMap;

use crate::text::percent;

/// Finds the one of `known` that `anchor` means; `None` where it may mean several.
pub fn meant<'a>(anchor: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let same = known.clone().find(|known| *known == anchor).map(str::to_owned);
    same.or_else(|| AnchorNames::new(known).meant(anchor).map(str::to_owned))
}

/// The anchors of a page by all names that they may have.
#[derive(Debug, Clone, Default)]
pub struct AnchorNames(FxHashMap<(Form, String), Option<String>>);

/// The spelling of an anchor, the nearest to its own name first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Same,
    Dashed,
    Bare,
    WithoutNumber,
}

impl AnchorNames {
    pub fn new<'a>(known: impl Iterator<Item = &'a str>) -> Self {
        let mut names: FxHashMap<(Form, String), Option<String>> = FxHashMap::default();
        for anchor in known {
            names.insert((Form::Same, anchor.to_owned()), Some(anchor.to_owned()));
            let without_number = bare(anchor.trim_start_matches(|c: char| !c.is_alphabetic()));
            for (form, name) in
                [(Form::Dashed, dashed(anchor)), (Form::Bare, bare(anchor)), (Form::WithoutNumber, without_number)]
            {
                // A name that several anchors have means none of them.
                names.entry((form, name)).and_modify(|known| *known = None).or_insert_with(|| Some(anchor.to_owned()));
            }
        }
        AnchorNames(names)
    }

    /// Finds the one that `anchor` means; `None` where it may mean several.
    #[must_use]
    pub fn meant(&self, anchor: &str) -> Option<&str> {
        let named = |form, name: String| self.0.get(&(form, name))?.as_deref();
        if let Some(same) = named(Form::Same, anchor.to_owned()) {
            return Some(same);
        }
        let decoded = percent::decode(anchor);
        let bare = bare(&decoded);
        if bare.is_empty() {
            return None;
        }
        named(Form::Dashed, dashed(&decoded))
            .or_else(|| named(Form::Bare, bare.clone()))
            .or_else(|| named(Form::WithoutNumber, bare))
    }
}

/// Returns the anchor in lower case, with one `-` for each run of other signs than letters and digits.
fn dashed(anchor: &str) -> String {
    let lower = anchor.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Returns its letters and digits, in lower case.
fn bare(anchor: &str) -> String {
    anchor.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::meant;

    const KNOWN: [&str; 7] = ["repeat", "whats-new", "2-the-second-round", "a----b", "été-ici", "in-put", "input"];

    #[test]
    fn the_same_heading_as_other_programs_name_it() {
        for (anchor, expected) in [
            ("repeat", "repeat"),
            ("Repeat", "repeat"),
            ("What%E2%80%99s-new", "whats-new"),
            ("what-s-new", "whats-new"),
            ("whats_new", "whats-new"),
            ("the-second-round", "2-the-second-round"),
            ("a-b", "a----b"),
            ("%C3%89t%C3%A9_ici", "été-ici"),
            ("In_Put", "in-put"),
        ] {
            assert_eq!(meant(anchor, KNOWN.into_iter()).as_deref(), Some(expected), "{anchor}");
        }
    }

    #[test]
    fn another_heading_is_not_meant() {
        for anchor in ["", "-", "repeats", "second-round", "2", "in-p-ut", "new"] {
            assert_eq!(meant(anchor, KNOWN.into_iter()), None, "{anchor}");
        }
    }
}
