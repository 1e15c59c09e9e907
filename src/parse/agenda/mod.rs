//! The agenda's three spellings into one model. Called by [`markdown`](super::markdown) for the section under an
//! Agenda heading.
use super::markdown::{Piece, Walk};
use crate::handbook::{Agenda, Prose, Spelling};
use crate::source::Span;
use jiff::civil::Time;
pub(super) fn read<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], span: Span, ends: Option<Time>) -> Agenda {
    let _ = ends;
    let intro = walk.prose(pieces);
    Agenda { spelling: Spelling::List, intro, segments: Vec::new(), outro: Prose::default(), span }
}
