//! The parts of a reference, for programs that keep references: the author's own fields, and of a pasted reference the
//! parts that are certain. The rest stays together as a note, so that nothing is claimed that nobody wrote.

use crate::handbook::Reading;

/// A reference in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CitedWork {
    /// The key by which it is cited; it never changes while the reading's id does not.
    pub key: String,
    pub kind: WorkKind,
    /// "Pelo, A.", or the name of an organization.
    pub authors: Vec<String>,
    pub year: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    /// "12-20".
    pub pages: Option<String>,
    pub doi: Option<String>,
    pub isbn: Option<String>,
    pub link: Option<String>,
    /// The text that could not be taken apart.
    pub note: Option<String>,
}

/// The kind of a work.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkKind {
    Book,
    Booklet,
    Article,
    Report,
    Web,
    Video,
    Sound,
    #[default]
    Other,
}

/// The words in which authors name a kind, as they may stand in a longer name.
const KINDS: [(&str, WorkKind); 12] = [
    ("booklet", WorkKind::Booklet),
    ("book", WorkKind::Book),
    ("article", WorkKind::Article),
    ("journal", WorkKind::Article),
    ("report", WorkKind::Report),
    ("web", WorkKind::Web),
    ("blog", WorkKind::Web),
    ("video", WorkKind::Video),
    ("film", WorkKind::Video),
    ("podcast", WorkKind::Sound),
    ("audio", WorkKind::Sound),
    ("radio", WorkKind::Sound),
];

/// The parts of a pasted reference in the style of the American Psychological Association (7th edition, chapter 9).
#[derive(Debug, PartialEq, Eq)]
struct PastedReference<'a> {
    authors: Vec<String>,
    year: Option<&'a str>,
    title: &'a str,
    /// The text after the title.
    rest: &'a str,
}

/// Returns the reference of `reading`.
pub(super) fn reference(reading: &Reading) -> CitedWork {
    let kind = kind(reading);
    let written = |field: &Option<String>| field.as_ref().map(|text| one_line(text)).filter(|text| !text.is_empty());
    let has_fields = reading.title.is_some() || !reading.authors.is_empty();
    let mut found = CitedWork {
        key: key(&reading.meta.id),
        kind,
        authors: reading.authors.iter().map(|author| one_line(author)).collect(),
        year: written(&reading.year),
        title: written(&reading.title),
        publisher: written(&reading.publisher),
        pages: written(&reading.pages),
        doi: written(&reading.doi).map(|doi| bare_doi(&doi).to_owned()),
        isbn: written(&reading.isbn),
        link: reading.link.as_ref().map(|link| link.value.clone()).filter(|link| link.starts_with("http")),
        note: None,
    };
    let cited = one_line(&reading.citation);
    match parse_citation(&cited) {
        Some(told) if !has_fields => add(&mut found, &told),
        None if !has_fields => found.note = Some(cited),
        _ => {}
    }
    found
}

/// Adds the parts of a pasted reference.
fn add(found: &mut CitedWork, told: &PastedReference<'_>) {
    found.authors.clone_from(&told.authors);
    found.year = found.year.take().or_else(|| told.year.map(str::to_owned));
    found.title = Some(told.title.to_owned());
    let mut rest = told.rest.to_owned();
    if let Some((before, address)) = told.rest.rsplit_once("http") {
        let address = format!("http{}", address.trim_end_matches('.'));
        if !address.contains(' ') {
            match address.split_once("doi.org/") {
                Some((_, doi)) => found.doi = found.doi.take().or_else(|| Some(doi.to_owned())),
                None => found.link = found.link.take().or(Some(address)),
            }
            before.trim().clone_into(&mut rest);
        }
    }
    let rest = rest.trim_end_matches('.').trim();
    if rest.is_empty() {
        return;
    }
    // One name without numbers after the title of a book is its publisher; anything else may be anything.
    let is_name = !rest.contains(". ") && !rest.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | '['));
    if matches!(found.kind, WorkKind::Book | WorkKind::Booklet | WorkKind::Report)
        && is_name
        && found.publisher.is_none()
    {
        found.publisher = Some(rest.to_owned());
    } else if found.publisher.as_deref() != Some(rest) {
        found.note = Some(rest.to_owned());
    }
}

/// Returns the parts of `cite`, where they are beyond doubt: `Pelo, A., & Carter, M. (2018). Title. Rest.`
fn parse_citation(cite: &str) -> Option<PastedReference<'_>> {
    let (authors, rest) = cite.split_once(" (")?;
    let (year, rest) = rest.split_once("). ")?;
    let is_year = year.len() >= 4 && year.bytes().take(4).all(|byte| byte.is_ascii_digit());
    if !is_year && !year.starts_with("n.d.") {
        return None;
    }
    let end = rest.match_indices(['.', '?', '!']).find(|(at, _)| {
        let after = rest.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with(' ')
    })?;
    let title = if end.1 == "." { rest.get(..end.0)? } else { rest.get(..=end.0)? };
    Some(PastedReference {
        authors: names(authors)?,
        year: year.get(..4).filter(|_| is_year),
        title,
        rest: rest.get(end.0 + 1..).unwrap_or_default().trim(),
    })
}

/// Splits `Pelo, A., & Carter, M.`; an organization stays as it is; `None` where it is neither for certain.
fn names(written: &str) -> Option<Vec<String>> {
    let listed = written.replace(", & ", ", ").replace(" & ", ", ").replace(", and ", ", ");
    let pieces: Vec<&str> = listed.split(", ").collect();
    if let [one] = pieces.as_slice() {
        let one = one.trim_end_matches('.').trim();
        return (!one.is_empty() && one == written.trim_end_matches('.').trim()).then(|| vec![one.to_owned()]);
    }
    let (pairs, []) = pieces.as_chunks::<2>() else { return None };
    let name = |[family, initials]: &[&str; 2]| {
        (!family.is_empty() && are_initials(initials)).then(|| format!("{family}, {initials}"))
    };
    pairs.iter().map(name).collect()
}

/// Returns whether `text` is initials: `W. C. M.`, `J.-P.`
fn are_initials(text: &str) -> bool {
    let is_initial = |part: &str| {
        part.strip_suffix('.').is_some_and(|letter| {
            (1..=2).contains(&letter.chars().count()) && letter.chars().next().is_some_and(char::is_uppercase)
        })
    };
    let mut parts = text.split([' ', '-']).peekable();
    parts.peek().is_some() && parts.all(is_initial)
}

fn kind(reading: &Reading) -> WorkKind {
    let said = reading.kind.as_deref().unwrap_or_default().to_lowercase();
    KINDS.iter().find(|(word, _)| said.contains(word)).map_or(WorkKind::Other, |(_, kind)| *kind)
}

/// Returns an id in the letters that every program takes in a key. Others become their number, so that two ids never
/// share one.
fn key(id: &str) -> String {
    let mut key = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            key.push(letter);
        } else {
            key.push_str(&format!("u{:x}", u32::from(letter)));
        }
    }
    key
}

fn bare_doi(doi: &str) -> &str {
    let doi = doi.rsplit_once("doi.org/").map_or(doi, |(_, number)| number);
    doi.trim_start_matches("doi:").trim()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::fixture;

    fn pasted(cite: &str, kind: &str) -> CitedWork {
        reference(&Reading { citation: cite.into(), kind: Some(kind.into()), ..fixture::reading("a") })
    }

    #[test]
    fn a_pasted_reference_gives_what_is_beyond_doubt() {
        let book = pasted(
            "Curtis, D., Cividanes, W. C. M., & Carter, M. (2013). Reflecting: A workbook. Redleaf Press.",
            "book",
        );
        assert_eq!(book.authors, ["Curtis, D.", "Cividanes, W. C. M.", "Carter, M."]);
        assert_eq!((book.year.as_deref(), book.title.as_deref()), (Some("2013"), Some("Reflecting: A workbook")));
        assert_eq!((book.publisher.as_deref(), book.note), (Some("Redleaf Press"), None));
        let framework = pasted("Ministry of Education. (2019). Early learning framework.", "framework");
        assert_eq!(framework.authors, ["Ministry of Education"]);
        let article = pasted("Holmes, A. (2015, Summer). Why talk? eceLINK, 13. Association.", "article");
        assert_eq!(
            (article.title.as_deref(), article.note.as_deref()),
            (Some("Why talk?"), Some("eceLINK, 13. Association"))
        );
        let online = pasted("Fishman, D. M. (n.d.). Creating. https://doi.org/10.1/x.", "web page");
        assert_eq!((online.year, online.doi.as_deref(), online.note), (None, Some("10.1/x"), None));
    }

    #[test]
    fn what_cannot_be_told_stays_together() {
        for cite in
            ["Some notes (2020)", "Pelo and Carter (2018). Thinking.", "Ann (with Bea) (2001). x. y.", "(1999). x.", ""]
        {
            let found = pasted(cite, "book");
            let told = (found.authors.len(), found.title.as_deref(), found.note.as_deref());
            // Two first names joined by "and" are one name to a program, as they were to the author.
            let joined = cite.starts_with("Pelo and");
            assert_eq!(told, if joined { (1, Some("Thinking"), None) } else { (0, None, Some(cite)) });
        }
    }

    #[test]
    fn fields_are_believed_before_anything_pasted() {
        let reading = Reading {
            citation: "Wrong, A. (1900). Other.".into(),
            title: Some("The little\n tide".into()),
            authors: vec!["Halloran, W.".into()],
            doi: Some("https://doi.org/10.1/y".into()),
            ..fixture::reading("über uns")
        };
        let found = reference(&reading);
        assert_eq!((found.title.as_deref(), found.year, found.note), (Some("The little tide"), None, None));
        assert_eq!((found.key.as_str(), found.doi.as_deref()), ("ufcberu20uns", Some("10.1/y")));
    }
}
