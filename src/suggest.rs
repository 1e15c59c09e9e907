//! "Did you mean": finds the nearest of some names.

/// The least likeness of a slip; a name that is less like is another name.
const LEAST_LIKENESS: f64 = 0.82;

/// The least share of equal letters of two names, where one is a slip for the other.
const LEAST_SHARED: f64 = 0.6;

/// Returns the name nearest to `written`, where one is near enough to be meant; letter case aside. Of two that are
/// equally near the first is taken.
#[must_use]
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let likeness = likeness(&written, &name.to_lowercase());
        if likeness > LEAST_LIKENESS && best.is_none_or(|(so_far, _)| likeness > so_far) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Returns the likeness from 0 to 1. A name that begins with a whole word of the other (`marisol` and
/// `marisol-quennell`) is near.
fn likeness(written: &str, name: &str) -> f64 {
    let near = strsim::jaro_winkler(written, name);
    let (short, long) = if written.len() < name.len() { (written, name) } else { (name, written) };
    let whole_word = short.chars().count() > 2
        && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['-', ' ', '_', '.']));
    // Names that only begin alike are no slips of each other.
    let differs = || strsim::normalized_damerau_levenshtein(written, name) < LEAST_SHARED;
    match whole_word {
        true => near.max(0.9),
        false if near > LEAST_LIKENESS && differs() => 0.0,
        false => near,
    }
}

/// Returns the name that differs from `written` by a letter too few or too many, or by two that changed places; in
/// names of six letters or more also by another letter. Plurals and another letter at the beginning are other words.
#[must_use]
pub fn slip<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = written.trim().to_lowercase().chars().take(64).collect();
    names.into_iter().find(|name| {
        let name: Vec<char> = name.to_lowercase().chars().collect();
        written.first() == name.first() && is_slip(&written, &name)
    })
}

fn is_slip(written: &[char], name: &[char]) -> bool {
    let same = written.iter().zip(name).take_while(|(a, b)| a == b).count();
    let (rest, of_name) = (&written[same..], &name[same..]);
    match (rest, of_name) {
        ([more, after @ ..], _) if after == of_name => !(after.is_empty() && *more == 's'),
        (_, [missing, after @ ..]) if rest == after => !(after.is_empty() && *missing == 's'),
        ([a, b, after @ ..], [c, d, of_name @ ..]) if a == d && b == c => after == of_name,
        ([_, after @ ..], [_, of_name @ ..]) => name.len() > 5 && after == of_name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest, slip};

    #[test]
    fn a_slip_is_one_letter() {
        let names = ["Agenda", "Bring", "Reflection", "Lead"];
        for (written, meant) in
            [("Brng", "Bring"), ("Birng", "Bring"), ("agneda", "Agenda"), ("Agendo", "Agenda"), ("Laed", "Lead")]
        {
            assert_eq!(slip(written, names), Some(meant), "{written}");
        }
        for other in ["Bring", "Reflections", "Being", "Leads", "Ready", "Things to bring", "Dear", "", "Plant"] {
            assert_eq!(slip(other, names), None, "{other}");
        }
    }

    #[test]
    fn a_slip_is_understood_and_a_stranger_is_not() {
        let names = ["bellwood-library", "marisol-quennell", "tobias-achterberg"];
        assert_eq!(nearest("belwood-libary", names), Some("bellwood-library"));
        assert_eq!(nearest("Marisol-Quenell", names), Some("marisol-quennell"));
        assert_eq!(nearest("tobias", names), Some("tobias-achterberg"));
        assert_eq!(nearest("wren", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn a_common_beginning_is_no_likeness() {
        let names = ["examples-of-lesson-narratives", "how-we-meet-in-the-garden"];
        assert_eq!(nearest("examples-of-public-repositories", names), None);
        assert_eq!(nearest("how-we-met-in-the-garden", names), Some("how-we-meet-in-the-garden"));
        assert_eq!(nearest("example-of-lesson-narrative", names), Some("examples-of-lesson-narratives"));
    }

    #[test]
    fn the_first_of_two_equals_is_taken() {
        assert_eq!(nearest("session-3", ["session-1", "session-2"]), Some("session-1"));
    }
}
