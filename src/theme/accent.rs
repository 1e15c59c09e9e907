//! The colour that a community chose, and the diagnostics about it.

use super::contract::Contract;
use super::tokens::AdjustedColour;
use crate::colour::{self, PALETTES, Palette};
use crate::diagnostic::Diagnostic;
use crate::source::Located;

/// Returns the palette of the colour that a community chose. Where none is recognized, the usual one of the theme with
/// a diagnostic: the preview still shows the community's own theme.
pub(super) fn palette(contract: &Contract, chosen: Option<&Located<String>>) -> (Palette, Option<Diagnostic>) {
    let usual = colour::chosen(&contract.colour).unwrap_or(PALETTES[0].1);
    let Some(written) = chosen else { return (usual, None) };
    colour::chosen(&written.value).map_or_else(|| (usual, Some(unknown(written))), |palette| (palette, None))
}

fn unknown(chosen: &Located<String>) -> Diagnostic {
    let meant = colour::meant(&chosen.value).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    let palettes: Vec<String> = PALETTES.iter().map(|(name, _)| format!("`{name}`")).collect();
    let help = format!(
        "After `colour:` write {}, or any colour in quotation marks, such as `\"#17605c\"`, or take the line out.",
        palettes.join(", ")
    );
    let message = format!("The theme has no colour called `{}`.{meant}", chosen.value);
    Diagnostic::error("theme-unknown", chosen.span.clone(), message).help(help)
}

/// Returns the diagnostic for a colour that is too light to be read by day.
pub(super) fn adjusted(chosen: &Located<String>, adjusted: AdjustedColour) -> Diagnostic {
    let AdjustedColour { contrast, light, dark } = adjusted;
    let written = &chosen.value;
    // Rounded down, so that what falls short never looks like enough.
    let ratio = (contrast * 10.0).floor() / 10.0;
    let message = format!(
        "`{written}` is too light for text on the theme's light background ({ratio:.1} : 1, but text needs 4.5). Links and \
         buttons are `{light}` there, and `{dark}` on the dark background."
    );
    let help = format!("Everything is readable. To hide this note, write `colour: \"{light}\"`.");
    Diagnostic::note("colour-adjusted", chosen.span.clone(), message).help(help)
}
