//! Tests of themes, overrides and the diagnostics of a template that does not work.

use super::*;
use crate::handbook::index::ends_in;
use crate::source::Located;

fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

/// Returns the theme `name`, with no other choice.
fn named(name: &str) -> ThemeChoice {
    ThemeChoice {
        name: Some(Located::new(name.into(), Span::whole(&"community.yml".into()))),
        ..ThemeChoice::default()
    }
}

fn coloured(colour: &str) -> ThemeChoice {
    ThemeChoice { colour: Some(Located::new(colour.into(), Span::whole(&"community.yml".into()))), ..named("hearth") }
}

fn made(choice: &ThemeChoice, own: Vec<Source>, assets: Vec<(String, Vec<u8>)>) -> Theme {
    theme(choice, own, assets).map_err(|found| found[0].message.clone()).expect("a theme")
}

/// Returns the bytes of the asset that people call `path`, such as `own.css`: there is one, with a fingerprint in its
/// name.
fn asset_of<'t>(theme: &'t Theme, path: &str) -> Option<&'t [u8]> {
    let (stem, ending) = path.rsplit_once('.')?;
    let is_it = |known: &str| {
        let inner = known.strip_prefix("assets/")?.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(ending)?;
        let print = inner.strip_suffix('.')?;
        (print.len() == 8 && print.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(())
    };
    theme.assets.iter().find(|(known, _)| is_it(known).is_some()).map(|(_, bytes)| bytes.as_slice())
}

/// Returns the message for `text` as `theme/redirect.html`, with the place it points at.
fn said(text: &str) -> (String, Option<String>) {
    let own = vec![source("theme/redirect.html", text)];
    let found = theme(&named("hearth"), own, Vec::new()).err().expect("a mistake");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "template");
    let place = found[0].span.as_ref().and_then(|span| text.get(span.range())).map(str::to_owned);
    (found[0].message.clone(), place)
}

#[test]
fn the_themes_inside_the_binary_are_whole() {
    for name in names() {
        let theme = made(&named(name), Vec::new(), Vec::new());
        assert!(theme.templates.contains_template("session.html"));
        let sheet = asset_of(&theme, &format!("{name}.css")).expect("a sheet");
        assert!(sheet.starts_with(b":root{color-scheme:light dark;--accent:#"), "{name} begins with its colours");
        assert_eq!(theme.stylesheets.len(), 1);
        let said = THEMES.get_file(format!("{name}/theme.yml")).expect("theme.yml").contents_utf8().expect("a text");
        let contract = Contract::read(said).expect("it can be read");
        assert!(!contract.description.is_empty());
        assert!(crate::colour::chosen(&contract.colour).is_some());
        for scheme in [contract::Scheme::Light, contract::Scheme::Dark] {
            let line = |line: &&str| line.contains(": \"#");
            assert_eq!(contract.fixed(scheme).len(), said.lines().filter(line).count() / 2, "{name}, {scheme:?}");
        }
    }
}

#[test]
fn an_unknown_theme_is_named_with_the_one_that_was_meant() {
    let found = theme(&named("heart"), Vec::new(), Vec::new()).err().expect("a mistake");
    assert_eq!(found[0].code, "theme-unknown");
    assert_eq!(found[0].message, "There is no theme called `heart`. Did you mean `hearth`?");
    let help = found[0].help.as_deref().unwrap_or_default();
    assert!(help.starts_with("Write one of these after `name:` under `theme:`: `hearth`"), "{help}");
}

#[test]
fn a_template_may_extend_what_it_replaces() {
    let own = vec![source(
        "theme/404.html",
        r#"{% extends "hearth/404.html" %}{% block main %}ours, then {{ super() }}{% endblock %}"#,
    )];
    made(&named("hearth"), own, Vec::new());
}

#[test]
fn one_name_is_the_theme_s_own_template_in_every_theme() {
    let text = r#"{% extends "original/404.html" %}{% block main %}ours, then {{ super() }}{% endblock %}"#;
    for name in ["hearth", "Ledger"] {
        made(&named(name), vec![source("theme/404.html", text)], Vec::new());
    }
    let own = vec![source("theme/404.html", &text.replace("original/", "hearth/"))];
    let found = theme(&named("ledger"), own, Vec::new()).err().unwrap();
    assert_eq!(
        found[0].help.as_deref(),
        Some("Write `{% extends \"original/404.html\" %}`, which is the theme's own file in every theme.")
    );
}

#[test]
fn an_asset_takes_the_place_of_the_theme_s_and_keeps_its_colours() {
    let own = vec![("theme/hearth.css".to_owned(), b"a{}".to_vec()), ("theme/shore.png".to_owned(), vec![1])];
    let theme = made(&named("hearth"), Vec::new(), own);
    let sheet = String::from_utf8_lossy(asset_of(&theme, "hearth.css").expect("a sheet")).into_owned();
    assert_eq!(sheet, format!("{}a{{}}", tokens::css(&theme.tokens)));
    assert_eq!(asset_of(&theme, "shore.png"), Some([1].as_slice()));
    assert!(asset_of(&theme, "favicon.svg").is_some());
}

#[test]
fn sheets_of_a_community_come_last_and_name_what_lies_beside_them() {
    let own = vec![
        ("theme/own.css".to_owned(), b"main{background:url(shore.svg)}".to_vec()),
        ("theme/shore.svg".to_owned(), b"<svg/>".to_vec()),
    ];
    let text = r#"<img src="{{ asset(path="shore.svg") }}">{% for sheet in site %}{% endfor %}"#;
    let theme = made(&named("hearth"), vec![source("theme/redirect.html", text)], own);
    let [first, second] = theme.stylesheets.as_slice() else { panic!("two sheets") };
    assert!(first.starts_with("assets/hearth.") && second.starts_with("assets/own."));
    let shore = theme.assets.iter().find(|(path, _)| path.starts_with("assets/shore.")).expect("a picture").0.clone();
    let name = shore.strip_prefix("assets/").expect("in assets");
    assert_eq!(asset_of(&theme, "own.css"), Some(format!("main{{background:url({name})}}").as_bytes()));
    let mut context = tera::Context::new();
    context.insert("site", &Vec::<String>::new());
    assert_eq!(theme.templates.render("redirect.html", &context).expect("a page"), format!("<img src=\"{shore}\">"));
}

#[test]
fn an_asset_by_its_plain_name_in_a_template_is_a_mistake() {
    let own = vec![source("theme/redirect.html", "<img src=\"{{ root }}assets/shore.svg\">")];
    let assets = vec![("theme/shore.svg".to_owned(), Vec::new()), ("theme/shore.svgz".to_owned(), Vec::new())];
    let found = theme(&named("hearth"), own, assets).err().expect("a mistake");
    assert_eq!(
        found[0].help.as_deref(),
        Some("Write `{{ root }}{{ asset(path=\"shore.svg\") }}`, which gives its address.")
    );
    assert_eq!(found[0].span.as_ref().map(Span::range), Some(20..36));
}

#[test]
fn any_colour_may_be_chosen_and_one_that_is_too_light_is_told() {
    assert_eq!(made(&coloured("Heather"), Vec::new(), Vec::new()).remarks, []);
    assert_eq!(made(&coloured("#a33"), Vec::new(), Vec::new()).remarks, []);
    let theme = made(&coloured("#ffcc00"), Vec::new(), Vec::new());
    let [note] = theme.remarks.as_slice() else { panic!("one note") };
    let accent = theme.tokens.light["accent"];
    assert_eq!(
        note.message,
        format!(
            "`#ffcc00` is too light for text on the theme's light background (1.2 : 1, but text needs 4.5). Links and buttons are `{accent}` there, and `#ffcc00` on the dark background."
        )
    );
    let quiet = made(&coloured(&accent.to_string()), Vec::new(), Vec::new());
    assert_eq!(quiet.remarks, [], "as the help says");
}

#[test]
fn what_is_no_colour_is_told() {
    let theme = made(&coloured("seagrass"), Vec::new(), Vec::new());
    assert_eq!(theme.tokens, made(&named("hearth"), Vec::new(), Vec::new()).tokens);
    let found = theme.remarks;
    assert_eq!((found.len(), found[0].code, found[0].severity), (1, "theme-unknown", Severity::Error));
    assert_eq!(found[0].message, "The theme has no colour called `seagrass`. Did you mean `seaglass`?");
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
        "The template `theme/redirect.html` does not work: it extends `hearth/bas.html`, which does not exist."
    );
}

/// Returns the templates' own text: everything outside tags of HTML, and the attributes that people read; expressions
/// and statements of the engine are gone.
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

/// Returns every template inside the binary, by its path.
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

/// Returns the class names in the `class` attributes of `template` that are not put together from values.
fn classes(template: &str) -> Vec<String> {
    let mut html = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (tag, after) = after.split_once('}').unwrap_or((after, ""));
        html += before;
        html += if tag.starts_with('%') { " " } else { "?" };
        rest = after.trim_start_matches('}');
    }
    html += rest;
    let values = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.flat_map(str::split_whitespace).filter(|name| !name.contains('?')).map(str::to_owned).collect()
}

#[test]
fn every_class_of_a_sheet_is_in_a_page() {
    let mut pages = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut pages);
    for (path, bytes) in files(&THEMES).into_iter().filter(|(path, _)| ends_in(path, &[".html", ".js"])) {
        pages += std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is no text"));
    }
    let is_there = |name: &str| {
        let is_made = |dash: usize| pages.contains(&format!("{}{{{{", &name[..=dash]));
        name.match_indices('-').any(|(dash, _)| is_made(dash))
            || pages.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == name)
    };
    for (path, bytes) in files(&MINIFIED).into_iter().filter(|(path, _)| ends_in(path, &[".css"])) {
        let sheet = String::from_utf8_lossy(bytes);
        let names = sheet
            .split('.')
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default());
        for name in names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())) {
            assert!(is_there(name), "{path} styles the class `{name}`, which no page has");
        }
    }
}

#[test]
fn every_class_of_a_template_is_for_a_sheet_or_a_script() {
    let mut users = String::new();
    for (_, bytes) in files(&THEMES).into_iter().filter(|(path, _)| ends_in(path, &[".css", ".js"])) {
        users += &String::from_utf8_lossy(bytes);
    }
    let mut unused = Vec::new();
    for (path, text) in all_templates() {
        let is_unused =
            |name: &String| !users.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == name);
        unused.extend(classes(text).into_iter().filter(is_unused).map(|name| (path.clone(), name)));
    }
    // Ledger sets every list with a class without marks.
    unused.retain(|(_, name)| name != "theme-index");
    assert!(unused.is_empty(), "no sheet and no script asks for these classes: {unused:?}");
}

/// Appends the source texts of the program, tests among them.
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

/// Returns the plain name at the start of `text`.
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
        // The form of a date names months and weekdays: `{weekday_short} {day} {month_short}`.
        let place = format!("{{{}}}", stem(key).trim_end_matches('_'));
        let is_in_a_form = table.values().any(|form| form.contains(&place));
        !asked.contains(key.as_str()) && !named(key) && !named(bare) && !named(&stem(key)) && !is_in_a_form
    };
    let unasked: Vec<&String> = table.keys().filter(unasked).collect();
    assert!(unasked.is_empty(), "nobody asks for these words: {unasked:?}");
}

/// The minified sheets keep the spaces around `+` and `-` inside a sum, without which a browser drops the declaration (CSS
/// Values and Units Level 4, §10.1).
#[test]
fn minified_sheets_keep_their_sums() {
    let sums = |sheet: &str| {
        let plain: String =
            sheet.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        let mut depth = 0_usize;
        let places = plain.char_indices().filter(|(at, sign)| {
            match sign {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0 && [" + ", " - "].iter().any(|sum| plain[*at..].starts_with(sum))
        });
        places.count()
    };
    let sheets = files(&THEMES).into_iter().filter(|(path, _)| ends_in(path, &[".css"]));
    let mut found = 0;
    for (path, source) in sheets {
        let (_, minified) =
            files(&MINIFIED).into_iter().find(|(name, _)| *name == path).expect("each sheet is minified");
        let [source, minified] = [source, minified].map(|bytes| sums(&String::from_utf8_lossy(bytes)));
        assert_eq!(source, minified, "{path}");
        found += source;
    }
    assert!(found > 3, "the sheets have sums");
}
