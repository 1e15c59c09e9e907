//! The colour of a calendar, as a name that CSS knows (RFC 7986 §5.9): the nearest to the colour of the site.

use crate::colour::{self, PALETTES, nearest_name};
use crate::handbook::community::ThemeChoice;

/// Returns the name for the colour that a community chose, or else for the usual one.
pub fn name(theme: &ThemeChoice) -> &'static str {
    let chosen = theme.colour.as_ref().and_then(|chosen| colour::chosen(&chosen.value));
    nearest_name(chosen.unwrap_or(PALETTES[0].1).colour)
}
