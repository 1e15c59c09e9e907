//! Themes, overrides and what is said of a template that does not work.

use super::*;

fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

/// What is said of `text` as `theme/redirect.html`, with the place it points at.
fn said(text: &str) -> (String, Option<String>) {
    let own = vec![source("theme/redirect.html", text)];
    let found = theme("hearth", own, Vec::new()).err().expect("a mistake");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "template");
    let place = found[0].span.as_ref().and_then(|span| text.get(span.range())).map(str::to_owned);
    (found[0].message.clone(), place)
}

#[test]
fn the_theme_inside_the_binary_is_whole() {
    let theme = theme("hearth", Vec::new(), Vec::new()).map_err(|found| found[0].message.clone()).expect("a theme");
    assert!(theme.templates.contains_template("session.html"));
    assert!(theme.assets.iter().any(|(path, _)| path == "assets/hearth.css"));
}

#[test]
fn an_unknown_theme_is_named_with_the_one_that_was_meant() {
    let found = theme("heart", Vec::new(), Vec::new()).err().expect("a mistake");
    assert_eq!(found[0].code, "theme-unknown");
    assert_eq!(found[0].message, "There is no theme called `heart`. Did you mean `hearth`?");
    assert_eq!(found[0].help.as_deref(), Some("Write one of these after `name:` under `theme:`: `hearth`."));
}

#[test]
fn a_template_may_extend_what_it_replaces() {
    let own = vec![source(
        "theme/404.html",
        r#"{% extends "hearth/404.html" %}{% block main %}ours, then {{ super() }}{% endblock %}"#,
    )];
    assert!(theme("hearth", own, Vec::new()).is_ok());
}

#[test]
fn an_asset_takes_the_place_of_the_theme_s() {
    let own = vec![("theme/hearth.css".to_owned(), b"a{}".to_vec()), ("theme/shore.png".to_owned(), vec![1])];
    let theme = theme("hearth", Vec::new(), own).map_err(|found| found[0].message.clone()).expect("a theme");
    let of = |path: &str| theme.assets.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone());
    assert_eq!(of("assets/hearth.css"), Some(b"a{}".to_vec()));
    assert_eq!(of("assets/shore.png"), Some(vec![1]));
    assert!(of("assets/favicon.svg").is_some());
}

#[test]
fn broken_grammar_is_shown_where_it_stands() {
    let (message, place) = said("<p>{{ page.title </p>");
    assert!(message.starts_with("The template `theme/redirect.html` does not work: "), "{message}");
    assert!(place.is_some());
}

#[test]
fn an_unknown_filter_and_a_missing_parent_are_shown() {
    let (message, place) = said("<p>\n  {{ page.title | loud }}</p>");
    assert_eq!(message, "The template `theme/redirect.html` does not work: Unknown filter `loud`.");
    assert_eq!(place.as_deref(), Some("loud"));
    let (message, _) = said(r#"{% extends "hearth/bas.html" %}"#);
    assert_eq!(
        message,
        "The template `theme/redirect.html` does not work: it extends `hearth/bas.html`, which is not there."
    );
}

/// The templates' own text: everything outside tags of HTML, and the attributes that people read; expressions and
/// statements of the engine are gone.
fn read_text(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let end = match after.get(..2) {
            Some("{{") => after.find("}}"),
            Some("{%") => after.find("%}"),
            Some("{#") => after.find("#}"),
            _ => None,
        };
        rest = end.map_or("", |end| &after[end + 2..]);
    }
    text.push_str(rest);

    let mut shown = String::new();
    for piece in text.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        shown.push_str(after);
        for attribute in [" alt=\"", " title=\"", " aria-label=\"", " placeholder=\""] {
            let value = tag.split_once(attribute).and_then(|(_, value)| value.split('"').next());
            shown.push_str(value.unwrap_or_default());
        }
    }
    shown
}

/// Every template inside the binary, by its path.
fn all_templates() -> Vec<(String, &'static str)> {
    let text = |(path, bytes): (String, &'static [u8])| Some((path, std::str::from_utf8(bytes).ok()?));
    files(&THEMES).into_iter().filter(|(path, _)| path.contains("/templates/")).filter_map(text).collect()
}

#[test]
fn no_template_holds_a_word_of_its_own() {
    for (path, text) in all_templates() {
        let words: String = read_text(text).chars().filter(|letter| letter.is_alphabetic()).collect();
        assert!(words.is_empty(), "{path} says {words:?}: it belongs into themes/words/en.yml");
    }
}

/// The source texts of the program, tests among them.
fn sources(folder: &std::path::Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

/// The plain name at the start of `text`.
fn name(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn every_word_that_is_asked_for_is_there_and_every_word_is_asked_for() {
    let table = crate::parse::words::words("en").0.table;
    let templates = all_templates();
    let mut asked = std::collections::BTreeSet::new();
    for (path, text) in &templates {
        for key in text.split("words.").skip(1).map(name) {
            assert!(table.contains_key(key), "{path} asks for the words `{key}`, which themes/words/en.yml has not");
            asked.insert(key);
        }
    }
    let mut code = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    for call in ["words.get(\"", "words.fill(\"", "Word(\""] {
        // Unit tests make small tables of their own, in which words have names that nobody else uses.
        for key in code.split(call).skip(1).map(name).filter(|key| key.len() > 1 && !["next", "all"].contains(key)) {
            assert!(table.contains_key(key), "the code asks for the words `{key}`, which themes/words/en.yml has not");
        }
    }
    for key in code.split("words.count(\"").skip(1).map(name) {
        let forms = [format!("{key}_one"), format!("{key}_other")];
        assert!(forms.iter().all(|form| table.contains_key(form)), "{key} lacks a form in themes/words/en.yml");
    }
    // The code names a word as a whole, or by the stem to which it adds a number or a form.
    let stem = |key: &str| key.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
    let named = |name: &str| code.contains(&format!("\"{name}\"")) || code.contains(&format!("\"{name}_"));
    let unasked = |key: &&String| {
        let bare = ["_one", "_other", "_range"].iter().find_map(|form| key.strip_suffix(form)).unwrap_or(key);
        !asked.contains(key.as_str()) && !named(key) && !named(bare) && !named(&stem(key))
    };
    let unasked: Vec<&String> = table.keys().filter(unasked).collect();
    assert!(unasked.is_empty(), "nobody asks for these words: {unasked:?}");
}
