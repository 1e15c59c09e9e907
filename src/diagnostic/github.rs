//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use super::Severity;
use super::show::Shown;

/// Writes `::warning file=...,line=...,title=...::message`, a line each. `folder` is the way from the top of the
/// repository to the handbook, empty or with a `/` at its end.
#[must_use]
pub fn github(diagnostics: &[Shown], folder: &str) -> String {
    diagnostics.iter().map(|shown| command(shown, folder)).collect()
}

fn command(shown: &Shown, folder: &str) -> String {
    let (command, name) = match shown.severity {
        Severity::Error => ("error", "error"),
        Severity::Warning => ("warning", "warning"),
        // GitHub knows three weights.
        Severity::Nudge => ("notice", "nudge"),
        Severity::Note => ("notice", "note"),
    };
    let mut line = format!("::{command} ");
    if let Some(place) = &shown.place {
        line.push_str(&format!("file={},", property(&format!("{folder}{}", place.file))));
        // A file as a whole has no line.
        if place.excerpt.is_some() {
            line.push_str(&format!("line={},endLine={},", place.line, place.end_line));
            // Columns over several lines mean nothing there.
            if place.line == place.end_line {
                line.push_str(&format!("col={},endColumn={},", place.column, place.end_column));
            }
        }
    }
    let help = shown.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let title = property(&format!("{name}: {}", shown.code));
    line + &format!("title={title}::{}\n", message(&format!("{}{help}", shown.message)))
}

/// Escapes the text of a command, which is one line.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a value, which ends at a comma or a colon.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::show::show;
    use crate::source::Span;

    #[test]
    fn each_on_its_line_with_what_would_end_it_escaped() {
        let file = "sessions/a,b:c.md".into();
        let diagnostics = vec![
            Diagnostic::error("x", Span::new(&file, 1..2), "100 % of it\r\nis gone: a, b"),
            Diagnostic::warning("y", Span::new(&file, 1..5), "Two lines.").help("Make one."),
            Diagnostic::new(Severity::Nudge, "z", Span::whole(&file), "A nudge."),
            Diagnostic { span: None, ..Diagnostic::note("no", Span::whole(&file), "Nowhere.") },
        ];
        assert_eq!(
            github(&show(diagnostics, &|_| Some("abc\ndef".to_owned())), "book/"),
            "::notice title=note%3A no::Nowhere.\n\
             ::notice file=book/sessions/a%2Cb%3Ac.md,title=nudge%3A z::A nudge.\n\
             ::error file=book/sessions/a%2Cb%3Ac.md,line=1,endLine=1,col=2,endColumn=3,title=error%3A x::100 %25 of \
             it%0D%0Ais gone: a, b\n\
             ::warning file=book/sessions/a%2Cb%3Ac.md,line=1,endLine=2,title=warning%3A y::Two lines.%0AMake one.\n"
        );
        assert_eq!(github(&[], ""), "");
    }
}
