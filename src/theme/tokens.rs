//! The colours of a theme in both schemes, for the colour that a community chose: as they are where that can be, and
//! otherwise moved in lightness until every pair can be told apart.

use std::collections::BTreeMap;

use super::contract::{Contract, ContrastPair, DerivedToken, Scheme};
use crate::colour::{Colour, Oklch, Palette, contrast};

/// A step in lightness that nobody sees.
const STEP: f64 = 0.004;

/// The colours of a theme, by their names in its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    pub light: BTreeMap<String, Colour>,
    pub dark: BTreeMap<String, Colour>,
}

/// A colour that could not be used as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct AdjustedColour {
    /// The least of its contrasts by day, where 4.5 is needed.
    pub contrast: f64,
    pub light: Colour,
    pub dark: Colour,
}

/// Returns the tokens of `contract` for `palette`, and how its colour was adjusted where it is too light for the light
/// scheme. In the dark, a lighter kin always stands for it: no colour can be read both on nearly white and on nearly
/// black.
pub(super) fn tokens(contract: &Contract, palette: Palette) -> (Tokens, Option<AdjustedColour>) {
    let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| colours(contract, palette, scheme));
    let accent = |of: &BTreeMap<String, Colour>| of.get("accent").copied().unwrap_or(palette.colour);
    let adjusted = (accent(&light) != palette.colour).then(|| {
        let with = |name: &str| if name == "accent" { Some(palette.colour) } else { light.get(name).copied() };
        let of_accent = contract.pairs().filter(|pair| [pair.front, pair.ground].contains(&"accent"));
        let least = of_accent.filter_map(|pair| Some(contrast(with(pair.front)?, with(pair.ground)?)));
        AdjustedColour { contrast: least.fold(21.0, f64::min), light: accent(&light), dark: accent(&dark) }
    });
    (Tokens { light, dark }, adjusted)
}

fn colours(contract: &Contract, palette: Palette, scheme: Scheme) -> BTreeMap<String, Colour> {
    let fixed = contract.fixed(scheme);
    let mut all: BTreeMap<String, Colour> = fixed.iter().map(|(name, colour)| ((*name).to_owned(), *colour)).collect();
    let paper = fixed.get("paper").copied().unwrap_or(match scheme {
        Scheme::Light => Colour::of(0xff_ffff),
        Scheme::Dark => Colour::of(0),
    });
    let seed = Oklch::from(palette.colour);
    // The accent stands on the soft background, so that this comes first.
    if contract.made.contains(&DerivedToken::Soft) {
        let soft = settled(contract, &all, "soft", soft(seed, paper.into(), scheme), Oklch::from(paper).lightness);
        all.insert("soft".into(), soft);
    }
    if contract.made.contains(&DerivedToken::Warm) {
        let warm = Oklch::from(palette.warm);
        let warm = match scheme {
            Scheme::Light => palette.warm,
            Scheme::Dark => Oklch { lightness: warm.lightness - 0.18, ..warm }.shown(),
        };
        all.insert("warm".into(), warm);
    }
    if contract.made.contains(&DerivedToken::Accent) {
        let holds = |colour: Colour| shortfalls(contract, &with(&all, "accent", colour)).next().is_none();
        let accent = match scheme {
            _ if holds(palette.colour) => palette.colour,
            Scheme::Light => settled(contract, &all, "accent", seed, 0.0),
            Scheme::Dark => settled(contract, &all, "accent", pastel(seed), 1.0),
        };
        all.insert("accent".into(), accent);
    }
    all
}

/// Returns a background that is a breath of the colour.
fn soft(seed: Oklch, paper: Oklch, scheme: Scheme) -> Oklch {
    let (step, share, most) = match scheme {
        Scheme::Light => (-0.055, 0.3, 0.03),
        Scheme::Dark => (0.105, 0.4, 0.045),
    };
    Oklch { lightness: paper.lightness + step, chroma: (seed.chroma * share).min(most), hue: seed.hue }
}

/// Returns the kin of a colour that is restful on a dark background.
fn pastel(seed: Oklch) -> Oklch {
    Oklch { lightness: seed.lightness.max(0.82), chroma: seed.chroma.min(0.095), ..seed }
}

/// Returns `colour`, moved in lightness towards `end` until `name` can be told from all that is there already.
fn settled(contract: &Contract, all: &BTreeMap<String, Colour>, name: &str, mut colour: Oklch, end: f64) -> Colour {
    let step = if end < colour.lightness { -STEP } else { STEP };
    loop {
        let shown = colour.shown();
        let is_at_end = (end - colour.lightness).abs() < STEP;
        if is_at_end || shortfalls(contract, &with(all, name, shown)).next().is_none() {
            return shown;
        }
        colour.lightness += step;
    }
}

fn with(all: &BTreeMap<String, Colour>, name: &str, colour: Colour) -> BTreeMap<String, Colour> {
    let mut all = all.clone();
    all.insert(name.to_owned(), colour);
    all
}

/// Returns the pairs of `contract` that cannot be told apart well enough in `colours`, of those that are there already.
pub(super) fn shortfalls<'c>(
    contract: &'c Contract,
    colours: &BTreeMap<String, Colour>,
) -> impl Iterator<Item = ContrastPair<'c>> {
    contract.pairs().filter(|pair| match (colours.get(pair.front), colours.get(pair.ground)) {
        (Some(front), Some(ground)) => contrast(*front, *ground) < pair.least,
        _ => false,
    })
}

/// Returns the tokens as the first lines of a sheet. The scheme is the reader's system's, or the one that a switch
/// wrote on `<html>` as `data-scheme`; paper has the light one. `:where` leaves every token as easy to replace as in
/// `:root`.
pub(super) fn css(tokens: &Tokens) -> String {
    let list = |colours: &mut dyn Iterator<Item = (&String, &Colour)>| -> String {
        colours.fold(String::new(), |all, (name, colour)| format!("{all};--{name}:{}", short(*colour)))
    };
    let light = list(&mut tokens.light.iter());
    let dark = list(&mut tokens.dark.iter().filter(|(name, colour)| tokens.light.get(*name) != Some(colour)));
    format!(
        ":root{{color-scheme:light dark{light}}}\n\
         :root:where([data-scheme=light]){{color-scheme:light}}\n\
         @media screen{{:root:where([data-scheme=dark]){{color-scheme:dark{dark}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:where(:not([data-scheme=light])){{color-scheme:dark{dark}}}}}\n"
    )
}

/// Shortens `#aa3355` to `#a35`.
fn short(colour: Colour) -> String {
    let Colour { red, green, blue } = colour;
    if [red, green, blue].iter().all(|channel| channel / 16 == channel % 16) {
        return format!("#{:x}{:x}{:x}", red % 16, green % 16, blue % 16);
    }
    colour.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::colour::PALETTES;
    use crate::theme::{contract, names};

    /// Returns every pair that cannot be told apart in some theme, for `palette`.
    fn faint(palette: Palette) -> Vec<String> {
        let mut found = Vec::new();
        for name in names() {
            let contract = contract(name);
            let (Tokens { light, dark }, _) = tokens(&contract, palette);
            for (scheme, colours) in [("light", light), ("dark", dark)] {
                for ContrastPair { front, ground, least } in contract.pairs() {
                    let ratio = contrast(colours[front], colours[ground]);
                    if ratio < least {
                        found.push(format!("{name}, {scheme}: {front} on {ground} is {ratio:.2}, not {least}"));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_palette_can_be_read_as_it_is() {
        for (name, palette) in PALETTES {
            assert_eq!(faint(palette), Vec::<String>::new(), "{name}");
            for theme in names() {
                assert_eq!(tokens(&contract(theme), palette).1, None, "{name} in {theme}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_pair_of_every_theme_holds_for_any_colour(number in 0u32..0x100_0000) {
            prop_assert_eq!(faint(Palette::of(Colour::of(number))), Vec::<String>::new());
        }
    }

    #[test]
    fn a_colour_keeps_its_hue_when_it_is_moved() {
        let contract = contract("hearth");
        let yellow = Colour::of(0xff_cc00);
        let (tokens, adjusted) = tokens(&contract, Palette::of(yellow));
        let adjusted = adjusted.expect("yellow is too light");
        assert!(adjusted.contrast < 1.6, "{adjusted:?}");
        assert_eq!(adjusted.dark, yellow, "it is fine in the dark");
        let hue = |colour| Oklch::from(colour).hue;
        assert!((hue(tokens.light["accent"]) - hue(yellow)).abs() < 0.05, "{adjusted:?}");
        let paper = contrast(tokens.light["accent"], tokens.light["paper"]);
        assert!((4.5..5.6).contains(&paper), "no darker than needed: {paper}");
    }

    #[test]
    fn a_colour_that_can_be_read_is_left_as_it_is() {
        let brick = Colour::of(0xaa_3333);
        let (tokens, adjusted) = tokens(&contract("hearth"), Palette::of(brick));
        assert_eq!((tokens.light["accent"], adjusted), (brick, None));
        assert_ne!(tokens.dark["accent"], brick);
    }

    #[test]
    fn the_sheet_knows_both_schemes_and_the_switch() {
        let of =
            |list: &[(&str, u32)]| list.iter().map(|(name, number)| ((*name).into(), Colour::of(*number))).collect();
        let tokens =
            Tokens { light: of(&[("ink", 0), ("paper", 0xff_ffff)]), dark: of(&[("ink", 0), ("paper", 0x10_2030)]) };
        let expected = "\
            :root{color-scheme:light dark;--ink:#000;--paper:#fff}\n\
            :root:where([data-scheme=light]){color-scheme:light}\n\
            @media screen{:root:where([data-scheme=dark]){color-scheme:dark;--paper:#102030}}\n\
            @media screen and (prefers-color-scheme:dark){:root:where(:not([data-scheme=light])){color-scheme:dark;--paper:#102030}}\n";
        assert_eq!(css(&tokens), expected);
    }
}
