//! The assets of a theme under names that carry a fingerprint, so that a browser may keep each of them for good.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use twox_hash::XxHash3_128;

use crate::handbook::index::ends_in;

/// Assets under the names they have in the site.
pub(super) struct Assets {
    /// The name in the site (`assets/hearth.3f2a9c1b.css`), for each that people write (`assets/hearth.css`).
    pub names: BTreeMap<String, String>,
    /// By their names in the site, sorted by them; style sheets name each other and their pictures so.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Names each of `plain` by its content. The name of a style sheet covers all that it leads to as well, since it is
/// another one when the name of its picture is.
pub(super) fn named(plain: &BTreeMap<String, Vec<u8>>) -> Assets {
    let references: BTreeMap<&str, Vec<(Range<usize>, String)>> = plain
        .iter()
        .filter(|(path, _)| ends_in(path, &[".css"]))
        .map(|(path, bytes)| (path.as_str(), references(path, &String::from_utf8_lossy(bytes), plain)))
        .collect();
    let prints: BTreeMap<&str, u128> =
        plain.iter().map(|(path, bytes)| (path.as_str(), XxHash3_128::oneshot(bytes))).collect();
    let name = |path: &String| {
        let mut reached = BTreeSet::from([path.as_str()]);
        let mut open = vec![path.as_str()];
        while let Some(next) = open.pop() {
            let leads_to = references.get(next).into_iter().flatten();
            open.extend(leads_to.map(|(_, other)| other.as_str()).filter(|other| reached.insert(other)));
        }
        let print = if reached.len() == 1 {
            prints.get(path.as_str()).copied().unwrap_or_default()
        } else {
            let all = reached.iter().filter_map(|path| prints.get(path));
            XxHash3_128::oneshot(&all.flat_map(|print| print.to_le_bytes()).collect::<Vec<u8>>())
        };
        with_print(path, print)
    };
    let names: BTreeMap<String, String> = plain.keys().map(|path| (path.clone(), name(path))).collect();
    let file = |(path, bytes): (&String, &Vec<u8>)| {
        let bytes = match references.get(path.as_str()) {
            Some(found) if !found.is_empty() => rewritten(&String::from_utf8_lossy(bytes), found, &names).into_bytes(),
            _ => bytes.clone(),
        };
        (names.get(path).unwrap_or(path).clone(), bytes)
    };
    let mut files: Vec<(String, Vec<u8>)> = plain.iter().map(file).collect();
    files.sort_unstable();
    Assets { names, files }
}

/// Returns the first eight digits of a fingerprint, by which people and addresses tell versions apart.
fn short_print(print: u128) -> String {
    format!("{:08x}", print >> 96)
}

/// Returns `assets/hearth.css` with its fingerprint before the ending.
fn with_print(path: &str, print: u128) -> String {
    let print = short_print(print);
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.get(name..).unwrap_or_default().rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, ending) = path.split_at(name + dot);
            format!("{stem}.{print}{ending}")
        }
        _ => format!("{path}.{print}"),
    }
}

/// Finds where the style sheet `text` at `path` names one of `known`: the bytes that name the file itself, without
/// folders and without what follows `?` or `#`, and which it is.
fn references(path: &str, text: &str, known: &BTreeMap<String, Vec<u8>>) -> Vec<(Range<usize>, String)> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let reference = |address: Range<usize>| {
        let written = text.get(address.clone())?;
        let bare = written.split(['?', '#']).next().unwrap_or_default();
        let target = joined(folder, bare).filter(|target| known.contains_key(target))?;
        let start = address.start + bare.rfind('/').map_or(0, |slash| slash + 1);
        Some((start..address.start + bare.len(), target))
    };
    addresses(text).into_iter().filter_map(reference).collect()
}

/// Finds the addresses in the style sheet `text`: in `url(...)`, and in quotation marks after `@import`.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let after = |word: &'static str| small.match_indices(word).map(move |(at, _)| at + word.len());
    let mut found: Vec<Range<usize>> = after("url(").filter_map(|at| address(text, at, ')')).collect();
    let quoted = |at: &usize| text.get(*at..).is_some_and(|rest| rest.trim_start().starts_with(['"', '\'']));
    found.extend(after("@import").filter(quoted).filter_map(|at| address(text, at, ';')));
    found.sort_unstable_by_key(|range| range.start);
    found
}

/// Returns the range of the address that begins at `at`, after blanks: in quotation marks, or until `end`.
fn address(text: &str, at: usize, end: char) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + (rest.len() - rest.trim_start().len());
    let rest = text.get(start..)?;
    let (start, rest, end) = match rest.chars().next()? {
        quote @ ('"' | '\'') => (start + 1, rest.get(1..)?, quote),
        _ => (start, rest, end),
    };
    let address = rest.get(..rest.find(end)?)?.trim_end();
    Some(start..start + address.len())
}

/// Resolves `address` from `folder`; `None` where it leads out, or to another site.
fn joined(folder: &str, address: &str) -> Option<String> {
    if address.is_empty() || address.starts_with('/') || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/").replace("%20", " "))
}

/// Returns `text` with the `references` in it by their names in the site.
fn rewritten(text: &str, references: &[(Range<usize>, String)], names: &BTreeMap<String, String>) -> String {
    let mut fresh = String::with_capacity(text.len() + references.len() * 9);
    let mut done = 0;
    for (range, target) in references {
        let name = names.get(target).map_or("", |name| name.rsplit('/').next().unwrap_or_default());
        fresh.push_str(text.get(done..range.start).unwrap_or_default());
        fresh.push_str(&name.replace(' ', "%20"));
        done = range.end;
    }
    fresh.push_str(text.get(done..).unwrap_or_default());
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> Assets {
        named(&files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }

    fn text<'a>(assets: &'a Assets, path: &str) -> &'a str {
        let name = &assets.names[path];
        let (_, bytes) = assets.files.iter().find(|(known, _)| known == name).expect("it is there");
        std::str::from_utf8(bytes).expect("a text")
    }

    #[test]
    fn a_name_carries_the_fingerprint_of_its_bytes() {
        let one = assets(&[("assets/own.css", "a{}"), ("assets/LICENCE", "free"), ("assets/a.b/c.min.js", "")]);
        let print = short_print(XxHash3_128::oneshot(b"a{}"));
        assert_eq!(print.len(), 8);
        assert_eq!(one.names["assets/own.css"], format!("assets/own.{print}.css"));
        let print = short_print(XxHash3_128::oneshot(b"free"));
        assert_eq!(one.names["assets/LICENCE"], format!("assets/LICENCE.{print}"));
        let print = short_print(XxHash3_128::oneshot(b""));
        assert_eq!(one.names["assets/a.b/c.min.js"], format!("assets/a.b/c.min.{print}.js"));
        assert!(one.files.is_sorted());
        let other = assets(&[("assets/own.css", "a{b:c}")]);
        assert_ne!(one.names["assets/own.css"], other.names["assets/own.css"]);
    }

    #[test]
    fn a_sheet_names_its_pictures_as_the_site_does() {
        let sheet = "@import 'more/b.css';a{b:url( \"shore.svg#x\" )}c{d:url(./my%20hall.png?1) url(data:a,b) url(shore.svg)}\
                     e{f:url(https://a.example/shore.svg) url(none.svg) url(../assets/shore.svg";
        let files = [
            ("assets/own.css", sheet),
            ("assets/more/b.css", "é{b:URL('../shore.svg')}"),
            ("assets/shore.svg", "<svg/>"),
            ("assets/my hall.png", "png"),
        ];
        let made = assets(&files);
        let print = |text: &str| short_print(XxHash3_128::oneshot(text.as_bytes()));
        let (svg, png) = (print("<svg/>"), print("png"));
        let more = made.names["assets/more/b.css"].strip_prefix("assets/more/").expect("it stays in its folder");
        assert_eq!(
            text(&made, "assets/own.css"),
            format!(
                "@import 'more/{more}';a{{b:url( \"shore.{svg}.svg#x\" )}}c{{d:url(./my%20hall.{png}.png?1) url(data:a,b) \
                 url(shore.{svg}.svg)}}e{{f:url(https://a.example/shore.svg) url(none.svg) url(../assets/shore.svg"
            )
        );
        assert_eq!(text(&made, "assets/more/b.css"), format!("é{{b:URL('../shore.{svg}.svg')}}"));
    }

    #[test]
    fn a_sheet_is_another_when_what_it_leads_to_is() {
        let of = |svg: &str| {
            let sheets =
                [("assets/a.css", "@import \"b.css\";"), ("assets/b.css", "a{b:url(c.svg)}"), ("assets/c.svg", svg)];
            assets(&sheets).names["assets/a.css"].clone()
        };
        assert_ne!(of("<svg/>"), of("<svg></svg>"));
        // Two that lead to each other have a name all the same.
        let round = assets(&[("assets/a.css", "@import 'b.css';"), ("assets/b.css", "@import 'a.css';")]);
        assert!(text(&round, "assets/a.css").contains(".css'"));
    }
}
