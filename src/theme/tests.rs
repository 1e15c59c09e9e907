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
