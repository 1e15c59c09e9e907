//! The heading that an anchor means, as it is written here or as another program makes it of the same heading: with its
//! capitals (wikis, `HackMD`), with `_` for blanks, with one `-` for several (GitLab), with signs encoded or made into `-`,
//! without the number at its beginning (Jekyll).

use crate::handbook::percent;

/// The one of `known` that `anchor` means. Where it may mean several, none.
pub fn meant<'a>(anchor: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    if let Some(same) = known.clone().find(|known| *known == anchor) {
        return Some(same);
    }
    let decoded = percent::decode(anchor);
    let (dashed, bare) = (dashed(&decoded), bare(&decoded));
    if bare.is_empty() {
        return None;
    }
    let without_number = |known: &str| {
        let rest = self::bare(known.trim_start_matches(|c: char| !c.is_alphabetic()));
        rest == bare
    };
    only(known.clone().filter(|known| self::dashed(known) == dashed))
        .or_else(|| only(known.clone().filter(|known| self::bare(known) == bare)))
        .or_else(|| only(known.filter(|known| without_number(known))))
}

fn only<'a>(mut found: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// In lower case, one `-` for each run of other signs than letters and digits.
fn dashed(anchor: &str) -> String {
    let lower = anchor.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Its letters and digits, in lower case.
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
            assert_eq!(meant(anchor, KNOWN.into_iter()), Some(expected), "{anchor}");
        }
    }

    #[test]
    fn another_heading_is_not_meant() {
        for anchor in ["", "-", "repeats", "second-round", "2", "in-p-ut", "new"] {
            assert_eq!(meant(anchor, KNOWN.into_iter()), None, "{anchor}");
        }
    }
}
