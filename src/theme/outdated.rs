//! A community's own file that was made from an older version of a theme's, and what has come and gone since.

use std::collections::BTreeSet;

use super::eject::{built_in, origin, version};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// More names than this help nobody.
const NAMED: usize = 12;

/// What there is to say of `own`, a text in the community's `theme/`, where its head names another version than the one
/// that `theme` has of it today.
pub(super) fn outdated(theme: &str, own: &Source) -> Option<Diagnostic> {
    let (_, file, written, place) = origin(&own.text)?;
    let path = &own.path;
    let Some(today) = built_in(theme, file) else {
        let message =
            format!("`{path}` was made from `{file}`, which the theme `{theme}` has no longer; nothing asks for it.");
        let help = "Take the file away, unless a template of yours uses it.";
        return Some(Diagnostic::warning("template-outdated", own.span(place), message).help(help));
    };
    let now = version(&today);
    if now == written {
        return None;
    }
    let (today, yours) = (things(file, &String::from_utf8_lossy(&today)), things(file, &own.text));
    let mut message =
        format!("`{path}` was made from another version of `{theme}/{file}` ({written}; today's is {now}).");
    for (who, only) in [
        ("Today's has, and yours has not", today.difference(&yours)),
        ("Yours has, and today's has not", yours.difference(&today)),
    ] {
        let only: Vec<&str> = only.map(|thing| thing.1.as_str()).collect();
        if !only.is_empty() {
            let more = only.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            message += &format!(" {who}: {}{more}.", only.get(..NAMED).unwrap_or(&only).join(", "));
        }
    }
    let help = format!(
        "Run `handbound theme eject {theme}/{file} ../compare` to see today's, take over what you want of it, and then write \
         `version {now}` into the first line of yours."
    );
    Some(Diagnostic::warning("template-outdated", own.span(place), message).help(help))
}

/// What a text can be asked about, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Block,
    Component,
    Field,
    Asset,
    Token,
    Class,
}

type Thing = (Kind, String);

/// What can be named in `text`: of a template its blocks, components, the fields it shows, its assets and its classes; of
/// a sheet its tokens and classes.
fn things(file: &str, text: &str) -> BTreeSet<Thing> {
    match file.rsplit_once('.') {
        Some((_, "html")) => of_template(text),
        Some((_, "css")) => of_sheet(text),
        _ => BTreeSet::new(),
    }
}

fn of_template(text: &str) -> BTreeSet<Thing> {
    let mut all = BTreeSet::new();
    let mut markup = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        markup.push_str(before);
        let close = match after.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                markup.push('{');
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
        };
        let end = after.find(close).map_or(after.len(), |end| end + close.len());
        let (tag, after) = after.split_at(end);
        if close != "#}" {
            of_tag(tag, &mut all);
        }
        // What stands on both sides of an expression is no one word.
        markup.push('\u{0}');
        rest = after;
    }
    markup.push_str(rest);
    for value in markup.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let whole = value.split(['\u{0}', ' ']).filter(|class| !class.is_empty() && !class.ends_with('-'));
        all.extend(whole.map(|class| (Kind::Class, format!("class `{class}`"))));
    }
    all
}

/// Adds what one `{{ ... }}` or `{% ... %}` names.
fn of_tag(tag: &str, all: &mut BTreeSet<Thing>) {
    let name = |text: &str| -> String {
        text.chars().take_while(|letter| letter.is_alphanumeric() || "_-.".contains(*letter)).collect()
    };
    let inner = tag.trim_start_matches(['{', '%', '-', ' ']);
    if let Some(block) = inner.strip_prefix("block ") {
        all.insert((Kind::Block, format!("block `{}`", name(block.trim_start()))));
    }
    for component in [inner.strip_prefix("component "), inner.strip_prefix('<')].into_iter().flatten() {
        all.insert((Kind::Component, format!("component `{}`", name(component.trim_start()))));
    }
    for root in ["page.", "here.", "site."] {
        let own = |(at, _): (usize, &str)| {
            !tag.get(..at)
                .unwrap_or_default()
                .ends_with(|letter: char| letter.is_alphanumeric() || "_.".contains(letter))
        };
        for (at, _) in tag.match_indices(root).filter(|found| own(*found)) {
            all.insert((Kind::Field, format!("`{}`", name(tag.get(at..).unwrap_or_default()))));
        }
    }
    for path in tag.split("asset(path=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        all.insert((Kind::Asset, format!("asset `{path}`")));
    }
}

fn of_sheet(text: &str) -> BTreeSet<Thing> {
    let is_name = |letter: char| letter.is_alphanumeric() || "_-".contains(letter);
    let names = |sign: &'static str| {
        text.match_indices(sign).filter_map(move |(at, _)| {
            let name: String = text.get(at + sign.len()..)?.chars().take_while(|letter| is_name(*letter)).collect();
            // `.5em` and `1.5em` are numbers.
            name.starts_with(|letter: char| letter.is_alphabetic()).then_some(name)
        })
    };
    let tokens = names("--").map(|name| (Kind::Token, format!("`--{name}`")));
    tokens.chain(names(".").map(|name| (Kind::Class, format!("class `{name}`")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::eject::eject;

    fn said(path: &str, text: &str) -> Option<(String, String)> {
        let own = Source { path: path.into(), text: text.into() };
        let found = outdated("hearth", &own)?;
        assert_eq!(found.code, "template-outdated");
        Some((found.message, found.help.expect("a mend")))
    }

    #[test]
    fn what_was_made_from_today_s_is_left_alone() {
        for file in ["session.html", "hearth.css"] {
            let taken = eject(Some("hearth"), file).expect("it is there");
            let text = String::from_utf8(taken.bytes).expect("a text");
            assert_eq!(said(&taken.path, &format!("{text}<p>ours</p>")), None);
        }
        assert_eq!(said("theme/session.html", "<p>from page.title, version 1</p>"), None);
    }

    #[test]
    fn what_came_and_went_is_named() {
        let today = String::from_utf8(built_in("hearth", "series.html").expect("it is there")).expect("a text");
        let now = version(today.as_bytes());
        let old = format!(
            "{{#- from hearth/series.html, version 00000000 -#}}\n{}<p class=\"grid {{{{ page.old }}}}\">{{{{ asset(path=\"a.js\") }}}}</p>",
            today.replace("page.sessions", "page.meetings").replace("block main", "block body")
        );
        let (message, help) = said("theme/series.html", &old).expect("a warning");
        let begin = format!(
            "`theme/series.html` was made from another version of `hearth/series.html` (00000000; today's is {now}). "
        );
        let rest = message.strip_prefix(&begin).unwrap_or_else(|| panic!("{message}"));
        assert!(rest.starts_with("Today's has, and yours has not: block `main`"), "{rest}");
        assert!(rest.contains("Yours has, and today's has not: block `body`"), "{rest}");
        assert!(rest.ends_with("`page.old`, asset `a.js`, class `grid`."), "{rest}");
        assert_eq!(
            help,
            format!(
                "Run `handbound theme eject hearth/series.html ../compare` to see today's, take over what you want of it, and \
                 then write `version {now}` into the first line of yours."
            )
        );
    }

    #[test]
    fn a_file_that_is_gone_is_told() {
        let (message, _) =
            said("theme/tree.html", "{#- from hearth/tree.html, version 1a2b3c4d -#}").expect("a warning");
        assert_eq!(
            message,
            "`theme/tree.html` was made from `tree.html`, which the theme `hearth` has no longer; nothing asks for it."
        );
    }

    #[test]
    fn sheets_are_asked_about_tokens_and_classes() {
        let all = of_sheet("a.b:hover{--c:1.5em;color:var(--c)}.d-e{margin:.5em}");
        let names: Vec<&str> = all.iter().map(|thing| thing.1.as_str()).collect();
        assert_eq!(names, ["`--c`", "class `b`", "class `d-e`"]);
    }
}
