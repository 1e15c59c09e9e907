//! A colour as people write it: `#a33`, `aa3355`, `rgb(170, 51, 85)`, `hsl(345 54% 43%)`, `teal`, `Dark Green`.

use super::oklch::byte;
use super::{Colour, Oklch, PALETTES, names};
use crate::suggest;

/// Reads the colour that `text` means: a name of CSS, or numbers in any of CSS's forms, with or without their signs.
/// Its transparency is left out.
#[must_use]
pub fn read(text: &str) -> Option<Colour> {
    let text = text.trim().trim_end_matches(';').trim_matches(['"', '\'', '“', '”', '‘', '’', ' ']).to_lowercase();
    let name: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).collect();
    if let Some(colour) = names::named(&name) {
        return Some(colour);
    }
    if let Some(colour) = hexadecimal(&text) {
        return Some(colour);
    }
    let (form, numbers) = match text.split_once('(') {
        Some((form, numbers)) => (form.trim(), numbers.trim_end_matches(')')),
        None => ("rgb", text.as_str()),
    };
    let numbers: Option<Vec<Number>> =
        numbers.split([',', ' ', '/']).filter(|part| !part.trim().is_empty()).map(number).collect();
    let numbers = numbers?;
    let ([first, second, third] | [first, second, third, _]) = numbers.as_slice() else { return None };
    match form {
        "rgb" | "rgba" => {
            let channel = |number: &Number| match number {
                Number::Plain(value) => (0.0..=255.0).contains(value).then(|| byte(value / 255.0)),
                Number::Percent(share) => (0.0..=1.0).contains(share).then(|| byte(*share)),
            };
            Some(Colour { red: channel(first)?, green: channel(second)?, blue: channel(third)? })
        }
        "hsl" | "hsla" => Some(hsl(first.value(), second.of(100.0)?, third.of(100.0)?)),
        "oklch" => {
            let chroma = if let Number::Percent(share) = second { share * 0.4 } else { second.value() };
            let lightness = first.of(1.0)?;
            (0.0..=0.5).contains(&chroma).then(|| {
                let hue = third.value().to_radians();
                Oklch { lightness, chroma, hue }.shown()
            })
        }
        _ => None,
    }
}

/// Returns the name of a palette or of CSS that was probably meant by `text`.
#[must_use]
pub fn meant(text: &str) -> Option<&'static str> {
    suggest::nearest(text, PALETTES.iter().map(|(name, _)| *name).chain(names::all()))
}

/// Reads `#a33`, `#aa3355`, both with two or one more digits for transparency, and all of them without the sign.
fn hexadecimal(text: &str) -> Option<Colour> {
    let digits = text.trim_start_matches('#').trim_start();
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let wide: String = match digits.len() {
        3 | 4 => digits.chars().take(3).flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits.chars().take(6).collect(),
        _ => return None,
    };
    u32::from_str_radix(&wide, 16).ok().map(Colour::of)
}

#[derive(Debug, Clone, Copy)]
enum Number {
    Plain(f64),
    /// From 0 to 1.
    Percent(f64),
}

impl Number {
    fn value(self) -> f64 {
        let (Number::Plain(value) | Number::Percent(value)) = self;
        value
    }

    /// Returns a value from 0 to 1, where a number without `%` counts up to `whole`.
    fn of(self, whole: f64) -> Option<f64> {
        let share = match self {
            Number::Plain(value) => value / whole,
            Number::Percent(share) => share,
        };
        (0.0..=1.0).contains(&share).then_some(share)
    }
}

fn number(text: &str) -> Option<Number> {
    let text = text.trim();
    let number = match text.strip_suffix('%') {
        Some(share) => Number::Percent(share.trim().parse::<f64>().ok()? / 100.0),
        None => Number::Plain(text.trim_end_matches("deg").trim_end_matches('°').parse().ok()?),
    };
    number.value().is_finite().then_some(number)
}

/// Converts HSL to sRGB (CSS Color 4, §7.1).
fn hsl(hue: f64, saturation: f64, lightness: f64) -> Colour {
    let channel = |from: f64| {
        let place = (from + hue / 30.0).rem_euclid(12.0);
        let reach = saturation * lightness.min(1.0 - lightness);
        byte(lightness - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0))
    };
    Colour { red: channel(0.0), green: channel(8.0), blue: channel(4.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_the_forms_people_write() {
        let same = [
            "#aa3355",
            "#A35",
            "a35",
            "AA3355",
            "#aa3355ff",
            "0xaa3355",
            "'#aa3355';",
            "rgb(170, 51, 85)",
            "rgb(170 51 85)",
            "RGBA(170,51,85,.5)",
            "rgb(66.67% 20% 33.33% / 1)",
            "170, 51, 85",
            "hsl(343 53.85% 43.33%)",
            "# aa3355",
        ];
        for text in same {
            assert_eq!(read(text), Some(Colour::of(0xaa_3355)), "{text}");
        }
        assert_eq!(read("Dark Green"), Some(Colour::of(0x00_6400)));
        assert_eq!(read("rebecca-purple"), Some(Colour::of(0x66_3399)));
        assert_eq!(read("oklch(44.027% 0.1603 303.37)"), Some(Colour::of(0x66_3399)));
        assert_eq!(read("hsl(-240deg, 100%, 50%)"), Some(Colour::of(0x00_ff00)));
    }

    #[test]
    fn nonsense_is_no_colour() {
        let nonsense = [
            "",
            "#",
            "#a",
            "#aa333",
            "#ggg",
            "seagrass",
            "rgb(1,2)",
            "rgb(300,0,0)",
            "rgb(a,b,c)",
            "hsl(0 200% 50%)",
            "rgb(nan nan nan)",
            "1,2,3,4,5",
            "blue-ish",
            "ä35",
            "lab(1 2 3)",
            "rgb(inf,0,0)",
            "#é33",
        ];
        for text in nonsense {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_slip_in_a_name_is_understood() {
        assert_eq!(meant("seagrass"), Some("seaglass"));
        assert_eq!(meant("tael"), Some("teal"));
        assert_eq!(meant("quux"), None);
    }
}
