//! The themes inside the binary by name, and a file of one of them as a community takes it over into its own `theme/`.

use super::{COMMON, THEMES, USUAL, contract, embedded, names, style};
use crate::suggest;

/// A theme inside the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeInfo {
    pub name: &'static str,
    /// One line for people.
    pub description: String,
}

/// The reason why a file cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// There is no theme of that name.
    NoTheme { name: String, meant: Option<String> },
    /// The theme has no file of that name; these it has.
    NoFile { theme: String, meant: Option<String>, all: Vec<String> },
}

/// A file of a theme, ready to be a community's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EjectedFile {
    /// In the handbook's folder: `theme/session.html`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Returns every theme there is, the usual one first.
#[must_use]
pub fn themes() -> Vec<ThemeInfo> {
    let mut all: Vec<ThemeInfo> =
        names().map(|name| ThemeInfo { name, description: contract(name).description }).collect();
    all.sort_by_key(|theme| (theme.name != USUAL, theme.name));
    all
}

/// Returns the file `file` of a theme: a template (`session.html`), the sheet (`hearth.css`) or a script or picture.
/// The theme is the one that stands before the name (`ledger/session.html`), or else `chosen`, or else the usual one. A
/// text begins with a line that says what it was made from. A common file that the theme replaces with its own is found
/// by `common/base.html`.
///
/// # Errors
///
/// Where there is no such theme or file.
pub fn eject(chosen: Option<&str>, file: &str) -> Result<EjectedFile, NotTaken> {
    let file = file.replace('\\', "/");
    let file = file.trim_start_matches("./").trim_start_matches("theme/");
    let named = names().chain([COMMON]).find_map(|name| Some((name, file.strip_prefix(name)?.strip_prefix('/')?)));
    let (theme, file) = named.unwrap_or((chosen.unwrap_or(USUAL), file));
    let meant = |written: &str, all: &[String]| {
        suggest::nearest(written, all.iter().map(String::as_str)).map(ToOwned::to_owned)
    };
    if !names().chain([COMMON]).any(|name| name == theme) {
        let all: Vec<String> = names().map(ToOwned::to_owned).collect();
        return Err(NotTaken::NoTheme { name: theme.to_owned(), meant: meant(theme, &all) });
    }
    let file = ["templates/", "assets/", "styles/"].iter().find_map(|part| file.strip_prefix(part)).unwrap_or(file);
    let Some(bytes) = built_in(theme, file) else {
        let all = all(theme);
        return Err(NotTaken::NoFile { theme: theme.to_owned(), meant: meant(file, &all), all });
    };
    let mut all = head(theme, file).into_bytes();
    all.extend(bytes);
    Ok(EjectedFile { path: format!("theme/{file}"), bytes: all })
}

/// Lists what may be taken over of a theme: templates, then the sheet, then all else.
fn all(theme: &str) -> Vec<String> {
    let templates = embedded(theme, "templates").into_keys();
    templates.chain([format!("{theme}.css")]).chain(embedded(theme, "assets").into_keys()).collect()
}

/// Returns the bytes of a file of a theme, as they are inside the binary.
fn built_in(theme: &str, file: &str) -> Option<Vec<u8>> {
    if file.strip_suffix(".css") == Some(theme) {
        return Some(style(&THEMES, theme).into_bytes());
    }
    let of = |part: &str| embedded(theme, part).remove(file).map(<[u8]>::to_vec);
    of("templates").or_else(|| of("assets"))
}

/// Returns the line that says what a text was made from, as a remark in its own language; nothing for what is no text.
fn head(theme: &str, file: &str) -> String {
    let (open, close) = match file.rsplit_once('.') {
        Some((_, "html")) => ("{#- ", " -#}"),
        Some((_, "css")) => ("/* ", " */"),
        Some((_, "js")) => ("// ", ""),
        _ => return String::new(),
    };
    format!("{open}from {theme}/{file} of Handbound {}{close}\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_says_what_it_is() {
        let all = themes();
        assert_eq!(all.first().map(|theme| theme.name), Some("hearth"));
        assert_eq!(all.len(), names().count());
    }

    #[test]
    fn every_file_can_be_taken_over_and_says_what_it_is_from() {
        for theme in names() {
            for file in all(theme) {
                let taken = eject(Some(theme), &file).expect("it is there");
                assert_eq!(taken.path, format!("theme/{file}"));
                let bytes = built_in(theme, &file).expect("it is there");
                assert!(taken.bytes.ends_with(&bytes));
                if crate::handbook::index::ends_in(&file, &[".html", ".css", ".js"]) {
                    let text = String::from_utf8(taken.bytes).expect("a text");
                    let head = format!("from {theme}/{file} of Handbound {}", env!("CARGO_PKG_VERSION"));
                    assert!(text.lines().next().is_some_and(|line| line.contains(&head)), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_file_is_found_under_the_names_people_give_it() {
        let path = |chosen, file: &str| eject(chosen, file).map(|taken| taken.path);
        for file in ["session.html", "./theme/session.html", "templates/session.html", "hearth/session.html"] {
            assert_eq!(path(None, file), Ok("theme/session.html".to_owned()), "{file}");
        }
        let Err(NotTaken::NoFile { theme, meant, all }) = eject(None, "sesion.html") else { panic!("a slip") };
        assert_eq!((theme.as_str(), meant.as_deref()), ("hearth", Some("session.html")));
        assert!(all.contains(&"hearth.css".to_owned()));
        let missing = eject(Some("heart"), "session.html");
        assert_eq!(missing, Err(NotTaken::NoTheme { name: "heart".into(), meant: Some("hearth".into()) }));
    }
}
