//! The colour of a calendar, as a name that CSS knows (RFC 7986 §5.9): the nearest to the colour of the site.

use crate::handbook::community::ThemeChoice;

/// What the theme's own colours are near to. The first is the theme's usual one.
const NEAREST: [(&str, &str); 5] = [
    ("seaglass", "teal"),
    ("heather", "purple"),
    ("clay", "saddlebrown"),
    ("harbour", "steelblue"),
    ("lichen", "darkolivegreen"),
];

/// The name for the colour that a community chose, or else for the theme's usual one.
pub fn name(theme: &ThemeChoice) -> &'static str {
    let chosen = theme.colour.as_ref().map_or("", |colour| colour.value.as_str());
    let found = NEAREST.iter().find(|(own, _)| own.eq_ignore_ascii_case(chosen));
    found.map_or(NEAREST[0].1, |(_, css)| css)
}
