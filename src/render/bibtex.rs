//! A reference as an entry of BibTeX.

use super::reference::{CitedWork, WorkKind};

/// Returns the entry, with a line break at its end.
pub(super) fn entry(reference: &CitedWork) -> String {
    // An article without a journal is none to BibTeX.
    let (entry, publisher) = match reference.kind {
        WorkKind::Book => ("book", "publisher"),
        WorkKind::Booklet => ("booklet", "howpublished"),
        WorkKind::Article if reference.publisher.is_some() => ("article", "journal"),
        WorkKind::Report => ("techreport", "institution"),
        WorkKind::Article | WorkKind::Web | WorkKind::Video | WorkKind::Sound | WorkKind::Other => {
            ("misc", "howpublished")
        }
    };
    let authors: Vec<String> = reference.authors.iter().map(|author| name(author)).collect();
    let authors = (!authors.is_empty()).then(|| authors.join(" and "));
    let words = |text: &Option<String>| text.as_ref().map(|text| escaped(text));
    // Braces within keep the capitals that the title has.
    let title = words(&reference.title).map(|title| format!("{{{title}}}"));
    let pages = reference.pages.as_ref().map(|pages| escaped(pages).replace(['–', '-'], "--").replace("----", "--"));
    let fields = [
        ("author", authors),
        ("title", title),
        (publisher, words(&reference.publisher)),
        ("year", words(&reference.year)),
        ("pages", pages),
        ("doi", reference.doi.as_deref().map(address)),
        ("isbn", words(&reference.isbn)),
        ("url", reference.link.as_deref().map(address)),
        ("note", words(&reference.note)),
    ];
    let mut out = format!("@{entry}{{{}", reference.key);
    for (name, value) in fields {
        if let Some(value) = value {
            out.push_str(&format!(",\n  {name} = {{{value}}}"));
        }
    }
    out.push_str("\n}\n");
    out
}

/// Returns a name; one that is no person's in braces, so that it is not taken apart.
fn name(author: &str) -> String {
    let is_person = author.contains(", ") || author.split(' ').count() <= 2;
    let words = author.split(' ');
    let is_list = words.clone().any(|word| word == "and");
    if is_person && !is_list { escaped(author) } else { format!("{{{}}}", escaped(author)) }
}

/// Escapes what TeX takes for a command. Braces count even behind a backslash, so they get a name.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '$' | '&' | '#' | '_' | '%' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Returns an address as it is, but for what would end the field (RFC 3986 §2.1).
fn address(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(char::is_whitespace, "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the fields of an entry, read as BibTeX reads them: braces are counted, commands are words.
    fn read(entry: &str) -> (String, String, Vec<(String, String)>) {
        let (kind, rest) = entry.strip_prefix('@').and_then(|rest| rest.split_once('{')).expect("an entry");
        let (key, mut rest) = rest.split_once(",\n").expect("a field");
        let mut fields = Vec::new();
        while let Some((name, value)) = rest.split_once(" = {") {
            let mut depth = 1;
            let end = value.char_indices().find(|(_, letter)| {
                depth += i32::from(*letter == '{') - i32::from(*letter == '}');
                depth == 0
            });
            let (end, _) = end.expect("braces in pairs");
            fields.push((name.trim_start_matches([',', '\n', ' ']).to_owned(), plain(&value[..end])));
            rest = &value[end + 1..];
        }
        assert_eq!(rest, "\n}\n");
        (kind.to_owned(), key.to_owned(), fields)
    }

    fn plain(value: &str) -> String {
        let named = [
            ("backslash", "\u{1}"),
            ("braceleft", "\u{2}"),
            ("braceright", "\u{3}"),
            ("asciitilde", "~"),
            ("asciicircum", "^"),
        ];
        let mut text = value.to_owned();
        for (name, letter) in named {
            text = text.replace(&format!("{{\\text{name}}}"), letter);
        }
        let text = text.replace(['{', '}', '\\'], "");
        text.replace('\u{1}', "\\").replace('\u{2}', "{").replace('\u{3}', "}")
    }

    #[test]
    fn every_letter_comes_back_from_an_entry() {
        let wild = "50 % of $x_1 & #2 {open ~ ^ \\ } grüße";
        let reference = CitedWork {
            key: "little-tide".into(),
            kind: WorkKind::Book,
            authors: vec!["Halloran, W.".into(), "Rock and Tide Centre of Learning".into()],
            title: Some(wild.into()),
            pages: Some("1-12".into()),
            link: Some("https://a.example/{x}_y".into()),
            ..CitedWork::default()
        };
        let (kind, key, fields) = read(&entry(&reference));
        assert_eq!((kind.as_str(), key.as_str()), ("book", "little-tide"));
        let of = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!(of("author"), Some("Halloran, W. and Rock and Tide Centre of Learning"));
        assert_eq!(of("title"), Some(wild));
        assert_eq!((of("pages"), of("url")), (Some("1--12"), Some("https://a.example/%7Bx%7D_y")));
        assert!(entry(&reference).contains("and {Rock and Tide Centre of Learning}"));
    }

    #[test]
    fn an_article_without_a_journal_is_something_else() {
        let reference = CitedWork {
            key: "a".into(),
            kind: WorkKind::Article,
            note: Some("eceLINK, 13".into()),
            ..CitedWork::default()
        };
        assert_eq!(entry(&reference), "@misc{a,\n  note = {eceLINK, 13}\n}\n");
    }
}
