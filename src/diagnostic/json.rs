//! Diagnostics for programs: one JSON object, also when there is nothing to say.

use serde::Serialize;

use super::Severity;
use super::show::{Shown, count};

#[derive(Serialize)]
struct JsonReport<'a> {
    diagnostics: Vec<JsonDiagnostic<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    nudges: usize,
    notes: usize,
}

/// Writes `{"diagnostics": [...], "summary": {...}}`, indented, without a line end. Unknown values are `null`.
#[must_use]
pub fn json(diagnostics: &[Shown]) -> String {
    let items = diagnostics.iter().map(|shown| {
        let place = shown.place.as_ref();
        JsonDiagnostic {
            code: shown.code,
            severity: shown.severity,
            message: &shown.message,
            help: shown.help.as_deref(),
            file: place.map(|place| &*place.file),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_line: place.map(|place| place.end_line),
            end_column: place.map(|place| place.end_column),
        }
    });
    let report = JsonReport {
        diagnostics: items.collect(),
        summary: Summary {
            errors: count(diagnostics, Severity::Error),
            warnings: count(diagnostics, Severity::Warning),
            nudges: count(diagnostics, Severity::Nudge),
            notes: count(diagnostics, Severity::Note),
        },
    };
    // Text and numbers alone, as map keys too: there is nothing in it that could fail.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::show::show;
    use crate::source::Span;

    #[test]
    fn nothing_to_say_is_said_too() {
        let compact: String = json(&[]).split_whitespace().collect();
        assert_eq!(compact, r#"{"diagnostics":[],"summary":{"errors":0,"warnings":0,"nudges":0,"notes":0}}"#);
    }

    #[test]
    fn every_field_is_there() {
        let at = Diagnostic::error("x", Span::new(&"a.md".into(), 1..2), "No").help("Do");
        let nowhere = Diagnostic { span: None, help: None, ..Diagnostic::note("y", Span::whole(&"a".into()), "So") };
        let shown = show(vec![at, nowhere], &|_| Some("abc".to_owned()));
        assert_eq!(
            json(&shown),
            r#"{
  "diagnostics": [
    {
      "code": "y",
      "severity": "note",
      "message": "So",
      "help": null,
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null
    },
    {
      "code": "x",
      "severity": "error",
      "message": "No",
      "help": "Do",
      "file": "a.md",
      "line": 1,
      "column": 2,
      "end_line": 1,
      "end_column": 3
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "nudges": 0,
    "notes": 1
  }
}"#
        );
    }
}
