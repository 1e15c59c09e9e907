//! Diagnostics for people: each with its line and a caret below what is meant.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::Severity;
use super::show::{Position, Shown};

/// The colours of the reader's terminal, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalStyle {
    Plain,
    Coloured,
}

/// Writes all of `diagnostics`, a blank line after each.
#[must_use]
pub fn text(diagnostics: &[Shown], style: TerminalStyle) -> String {
    let renderer = match style {
        TerminalStyle::Plain => Renderer::plain(),
        TerminalStyle::Coloured => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for shown in diagnostics {
        out.push_str(&renderer.render(&[report(shown)]));
        out.push_str("\n\n");
    }
    out
}

fn report(shown: &Shown) -> Group<'_> {
    let level = match shown.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Nudge => Level::INFO.with_name("nudge"),
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(normalize_untrusted_str(&shown.message)).id(shown.code));
    if let Some(place) = &shown.place {
        group = lines(group, place, AnnotationKind::Primary, None);
    }
    for (place, words) in &shown.related {
        group = lines(group, place, AnnotationKind::Context, Some(words));
    }
    if let Some(help) = &shown.help {
        group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    group
}

/// Adds to `group` the lines of `place` and a mark below what is meant, or the file's name alone.
fn lines<'a>(group: Group<'a>, place: &'a Position, kind: AnnotationKind, words: Option<&'a String>) -> Group<'a> {
    let words = words.map(|words| normalize_untrusted_str(words));
    let Some(excerpt) = &place.excerpt else {
        let group = group.element(Origin::path(&*place.file));
        return match words {
            Some(words) => group.element(Level::NOTE.message(words)),
            None => group,
        };
    };
    let mark = kind.span(excerpt.marked.clone()).label(words);
    let snippet = Snippet::source(&*excerpt.text).line_start(place.line).annotation(mark);
    let before = excerpt.text.get(..excerpt.marked.start).unwrap_or_default();
    if before.chars().count() + 1 == place.column {
        group.element(snippet.path(&*place.file))
    } else {
        // A piece of a line: its columns are not those of the file.
        let origin = Origin::path(&*place.file).line(place.line).char_column(place.column);
        group.element(origin).element(snippet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::show::show;
    use crate::source::Span;

    const SESSION: &str = "---\ntitle: One\nwhere: bellwod-library\n---\n";

    fn written(diagnostic: Diagnostic) -> String {
        text(&show(vec![diagnostic], &|_| Some(SESSION.to_owned())), TerminalStyle::Plain)
    }

    fn unknown() -> Diagnostic {
        Diagnostic::error("unknown-name", Span::new(&"sessions/01.md".into(), 22..37), "No such place.")
    }

    #[test]
    fn a_line_with_its_caret_and_help() {
        assert_eq!(
            written(unknown().help("Write `bellwood-library`.")),
            "\
error[unknown-name]: No such place.
 --> sessions/01.md:3:8
  |
3 | where: bellwod-library
  |        ^^^^^^^^^^^^^^^
  |
  = help: Write `bellwood-library`.

"
        );
    }

    #[test]
    fn a_related_place_with_its_words() {
        assert_eq!(
            written(unknown().also(Span::new(&"venues.yml".into(), 4..9), "the nearest one")),
            "\
error[unknown-name]: No such place.
 --> sessions/01.md:3:8
  |
3 | where: bellwod-library
  |        ^^^^^^^^^^^^^^^
  |
 ::: venues.yml:2:1
  |
2 | title: One
  | ----- the nearest one

"
        );
    }

    #[test]
    fn a_file_as_a_whole_and_no_file_at_all() {
        let mut diagnostic = Diagnostic::warning("x", Span::whole(&"a.md".into()), "So.").help("Do.");
        assert_eq!(written(diagnostic.clone()), "warning[x]: So.\n--> a.md\n = help: Do.\n\n");
        diagnostic.span = None;
        diagnostic.severity = Severity::Nudge;
        assert_eq!(written(diagnostic), "nudge[x]: So.\n |\n = help: Do.\n\n");
    }

    #[test]
    fn an_author_cannot_paint_the_terminal() {
        let escape = unknown();
        let said = written(Diagnostic { message: "\u{1b}[31mred".into(), ..escape });
        assert!(!said.contains('\u{1b}'), "{said}");
    }

    #[test]
    fn colours_only_when_asked() {
        let shown = show(vec![unknown()], &|_| Some(SESSION.to_owned()));
        assert!(text(&shown, TerminalStyle::Coloured).contains('\u{1b}'));
        assert!(!text(&shown, TerminalStyle::Plain).contains('\u{1b}'));
    }
}
