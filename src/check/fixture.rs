//! Writes diagnostics as texts for tests of checks.

use crate::diagnostic::{Diagnostic, Severity};

/// Returns each diagnostic as `file:byte severity[code]: message / help`, in order of place.
pub(super) fn texts(mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
    diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
    let text = |d: &Diagnostic| {
        let place = d.span.as_ref().map_or(String::new(), |span| format!("{}:{}", span.file, span.start));
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Nudge => "nudge",
            Severity::Note => "note",
        };
        format!("{place} {severity}[{}]: {} / {}", d.code, d.message, d.help.as_deref().unwrap_or_default())
    };
    diagnostics.iter().map(text).collect()
}
