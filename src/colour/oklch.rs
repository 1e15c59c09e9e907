//! Colours by lightness, chroma and hue as people see them (OKLCH, CSS Color 4 §9), so that a colour can be made
//! lighter or darker and stays the same colour.

use super::Colour;

/// A colour as people see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oklch {
    /// The lightness from 0, black, to 1, white.
    pub lightness: f64,
    /// The chroma from 0, grey, to about 0.3.
    pub chroma: f64,
    /// The hue as an angle, in radians.
    pub hue: f64,
}

impl From<Colour> for Oklch {
    fn from(colour: Colour) -> Self {
        let [red, green, blue] = colour.linear();
        // What the three kinds of cones in an eye answer.
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let reddish = 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short;
        let yellowish = 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short;
        Oklch {
            lightness: 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            chroma: reddish.hypot(yellowish),
            hue: yellowish.atan2(reddish),
        }
    }
}

impl Oklch {
    /// Returns the nearest colour that a screen can show: lightness and hue stay, chroma is lowered.
    #[must_use]
    pub fn shown(self) -> Colour {
        if let Some(colour) = self.exactly() {
            return colour;
        }
        // Grey can always be shown, so that there is a border between what can and what cannot.
        let (mut shown, mut too_much) = (0.0, self.chroma);
        for _ in 0..20 {
            let middle = f64::midpoint(shown, too_much);
            let fits = Oklch { chroma: middle, ..self }.exactly().is_some();
            *(if fits { &mut shown } else { &mut too_much }) = middle;
        }
        let channels = Oklch { chroma: shown, ..self }.linear();
        rounded(channels)
    }

    /// Returns the same colour in sRGB; `None` where a screen cannot show it.
    fn exactly(self) -> Option<Colour> {
        // Half of the smallest step that a byte can tell.
        const SLACK: f64 = 0.000_15;
        let channels = self.linear();
        channels.iter().all(|channel| (-SLACK..=1.0 + SLACK).contains(channel)).then(|| rounded(channels))
    }

    fn linear(self) -> [f64; 3] {
        let (reddish, yellowish) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let long = (self.lightness + 0.396_337_777_4 * reddish + 0.215_803_757_3 * yellowish).powi(3);
        let middle = (self.lightness - 0.105_561_345_8 * reddish - 0.063_854_172_8 * yellowish).powi(3);
        let short = (self.lightness - 0.089_484_177_5 * reddish - 1.291_485_548_0 * yellowish).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
    }
}

fn rounded(linear: [f64; 3]) -> Colour {
    let [red, green, blue] = linear.map(|light| {
        let light = light.clamp(0.0, 1.0);
        let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        byte(value)
    });
    Colour { red, green, blue }
}

/// Converts a value from 0 to 1 to a byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a byte can hold")]
pub(super) fn byte(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_again() {
        for number in (0..0x100_0000).step_by(4_111) {
            let colour = Colour::of(number);
            assert_eq!(Oklch::from(colour).shown(), colour);
        }
    }

    #[test]
    fn the_first_steps_are_the_ones_that_css_gives() {
        // CSS Color 4: rebeccapurple is oklch(44.027% 0.1603 303.37).
        let purple = Oklch::from(Colour::of(0x66_3399));
        assert!((purple.lightness - 0.440_27).abs() < 1e-4, "{purple:?}");
        assert!((purple.chroma - 0.1603).abs() < 1e-4, "{purple:?}");
        assert!((purple.hue.to_degrees().rem_euclid(360.0) - 303.37).abs() < 0.05, "{purple:?}");
    }

    #[test]
    fn what_no_screen_shows_gives_way_in_chroma() {
        let red = Oklch::from(Colour::of(0xff_0000));
        let pale = Oklch::from(Oklch { lightness: 0.95, ..red }.shown());
        assert!((pale.lightness - 0.95).abs() < 0.01 && pale.chroma < red.chroma, "{pale:?}");
        assert!((pale.hue - red.hue).abs() < 0.1, "{pale:?}");
    }
}
