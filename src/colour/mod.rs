//! A colour: how it is written, how far it stands out from another, and its lighter and darker kin.

mod names;
mod oklch;
mod written;

pub use names::{PALETTES, Palette, nearest_name};
pub use oklch::Oklch;
pub use written::{meant, read};

/// Returns the palette that `text` names, or the one that belongs to the colour it means.
#[must_use]
pub fn chosen(text: &str) -> Option<Palette> {
    let name = text.trim();
    let named = PALETTES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, palette)| *palette);
    named.or_else(|| read(name).map(Palette::of))
}

/// A colour of sRGB, without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    /// Makes the colour that is written `#rrggbb`, from its number.
    #[must_use]
    pub const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Colour { red, green, blue }
    }

    /// Returns the relative luminance: WCAG 2.2, "relative luminance".
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Returns the three channels from 0 to 1, as much light as they give (IEC 61966-2-1).
    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }
}

impl std::fmt::Display for Colour {
    /// Writes it as CSS does: `#aa3355`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// Returns the contrast of two colours, from 1 to 21: WCAG 2.2, "contrast ratio".
#[must_use]
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_wcag_says() {
        let [black, white, grey] = [0x00_0000, 0xff_ffff, 0x76_7676].map(Colour::of);
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
        // The lightest grey that may be text on white.
        assert!((contrast(white, grey) - 4.542).abs() < 0.001);
        assert!(contrast(white, Colour::of(0x77_7777)) < 4.5);
    }

    #[test]
    fn a_colour_is_written_as_css_does() {
        assert_eq!(Colour::of(0x0a_3355).to_string(), "#0a3355");
    }
}
