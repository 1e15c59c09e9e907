//! The agenda's three spellings into one model. Called by [`markdown`](super::markdown) for the section under an
//! Agenda heading.
