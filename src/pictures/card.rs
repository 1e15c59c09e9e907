//! The picture that goes with a shared link, and the icons: a sun over water in the community's colours, or its logo.
//!
//! There is no text in them: it would need a font, and would be in one language. Everything is drawn with sums,
//! products and square roots, which are the same on any machine.

use image::imageops;
use image::{DynamicImage, RgbaImage};

use super::flat::{self, Rgb};
use super::smaller::shrink;

/// The size in pixels that most services ask for (1.91 : 1).
pub const CARD: (u32, u32) = (1200, 630);
/// Apple's icon for the home screen.
pub const TOUCH: u32 = 180;
/// The icon in a browser's tab, at twice the size that it shows.
pub const ICON: u32 = 32;

/// The colours that a drawing is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colours {
    pub ground: Rgb,
    pub accent: Rgb,
    pub warm: Rgb,
}

/// A logo of pixels, ready to be drawn.
pub struct Logo(RgbaImage);

impl Logo {
    /// Reads the logo in the picture `clean`, which has no metadata any more; `None` for a drawing, or a damaged
    /// picture.
    #[must_use]
    pub fn read(clean: &[u8]) -> Option<Logo> {
        super::size(clean).filter(super::Size::is_drawable)?;
        let picture = super::turn::decoded(clean)?.into_rgba8();
        Some(Logo(picture))
    }

    /// Returns it as large as fits into a square of `side`, and never larger than it is.
    fn fitted(&self, side: u32) -> RgbaImage {
        let (width, height) = self.0.dimensions();
        let most = width.max(height).max(1);
        if most <= side {
            return self.0.clone();
        }
        let scaled = |length: u32| (length * side / most).max(1);
        shrink(&DynamicImage::from(self.0.clone()), scaled(width), scaled(height)).into_rgba8()
    }
}

/// Draws the preview card, a PNG.
#[must_use]
pub fn card(colours: &Colours, logo: Option<&Logo>) -> Vec<u8> {
    let (width, height) = CARD;
    let mut canvas = Canvas::new(width, height, mixed(colours.ground, colours.accent, 0.06));
    let (middle, sun) = (width_of(width) / 2.0, mixed(colours.warm, colours.ground, 0.12));
    let paler = |share| mixed(colours.accent, colours.ground, share);
    // A glow, the sun, and four waves that come nearer.
    canvas.disc((middle, 300.0), 292.0, mixed(colours.warm, canvas.ground, 0.82));
    canvas.disc((middle, 300.0), 236.0, mixed(colours.warm, canvas.ground, 0.62));
    canvas.disc((middle, 300.0), 180.0, if logo.is_some() { [255; 3] } else { sun });
    for (top, rise, length, start, share) in [
        (405.0, 20.0, 620.0, 90.0, 0.66),
        (455.0, 24.0, 540.0, 410.0, 0.44),
        (508.0, 26.0, 700.0, 260.0, 0.22),
        (562.0, 24.0, 580.0, 30.0, 0.0),
    ] {
        let lower = if logo.is_some() { 62.0 } else { 0.0 };
        canvas.water(|x| top + lower * (630.0 - top) / 225.0 + rise * wave((x + start) / length), paler(share));
    }
    if let Some(logo) = logo {
        canvas.place(&logo.fitted(236), (600, 300));
    }
    flat::png(width, height, &canvas.pixels)
}

/// Draws the icon for a telephone's home screen, which rounds its corners by itself.
#[must_use]
pub fn touch_icon(colours: &Colours, logo: Option<&Logo>) -> Vec<u8> {
    let mut canvas = Canvas::new(TOUCH, TOUCH, if logo.is_some() { [255; 3] } else { colours.accent });
    if let Some(logo) = logo {
        canvas.place(&logo.fitted(TOUCH - 24), (TOUCH / 2, TOUCH / 2));
    } else {
        canvas.disc((90.0, 66.0), 30.0, colours.warm);
        let rise = mixed(colours.ground, colours.accent, 0.35);
        canvas.water(|x| 112.0 + 9.0 * wave((x + 20.0) / 120.0), rise);
        canvas.water(|x| 134.0 + 9.0 * wave((x + 75.0) / 120.0), colours.ground);
    }
    flat::png(TOUCH, TOUCH, &canvas.pixels)
}

/// Draws the icon for a browser's tab, of a logo: clear where the logo is.
#[must_use]
pub fn tab_icon(logo: &Logo) -> Vec<u8> {
    let mut square = RgbaImage::new(ICON, ICON);
    let fitted = logo.fitted(ICON);
    let left = |length: u32| i64::from((ICON - length.min(ICON)) / 2);
    imageops::overlay(&mut square, &fitted, left(fitted.width()), left(fitted.height()));
    let mut out = Vec::new();
    // Writing into memory cannot fail.
    let _ = super::turn::encode(&square.into(), image::codecs::png::PngEncoder::new(&mut out), None);
    out
}

/// Mixes a share of `other` into `colour`.
#[must_use]
pub fn mixed(colour: Rgb, other: Rgb, share: f32) -> Rgb {
    let mix = |a: u8, b: u8| {
        let value = f32::from(a) + (f32::from(b) - f32::from(a)) * share.clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let byte = value.round() as u8;
        byte
    };
    [mix(colour[0], other[0]), mix(colour[1], other[1]), mix(colour[2], other[2])]
}

/// Returns a soft up and down between -1 and 1, once in every whole number: half a parabola up, half a one down.
fn wave(at: f32) -> f32 {
    let part = at - at.floor();
    if part < 0.5 { -16.0 * part * (0.5 - part) } else { 16.0 * (part - 0.5) * (1.0 - part) }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn width_of(pixels: u32) -> f32 {
    pixels as f32
}

/// The pixels that are drawn on.
struct Canvas {
    width: u32,
    height: u32,
    ground: Rgb,
    pixels: Vec<Rgb>,
}

impl Canvas {
    fn new(width: u32, height: u32, ground: Rgb) -> Self {
        let count = usize::try_from(u64::from(width) * u64::from(height)).unwrap_or_default();
        Canvas { width, height, ground, pixels: vec![ground; count] }
    }

    /// Returns the pixels of the row `y` from `from` on, up to `to`.
    fn row(&mut self, y: u32, from: u32, to: u32) -> impl Iterator<Item = (u32, &mut Rgb)> {
        let start = usize::try_from(u64::from(y) * u64::from(self.width) + u64::from(from)).unwrap_or(usize::MAX);
        let count = usize::try_from(to.min(self.width).saturating_sub(from)).unwrap_or_default();
        (from..).zip(self.pixels.get_mut(start..start + count).unwrap_or_default())
    }

    fn disc(&mut self, (middle, centre): (f32, f32), radius: f32, colour: Rgb) {
        for y in 0..self.height {
            let down = width_of(y) + 0.5 - centre;
            if down.abs() > radius + 1.0 {
                continue;
            }
            for (x, pixel) in self.row(y, 0, u32::MAX) {
                let across = width_of(x) + 0.5 - middle;
                let inside = radius * radius - across * across - down * down;
                // Only the edge needs the root.
                if inside > 2.0 * radius {
                    *pixel = colour;
                } else if inside > -2.0 * radius {
                    let covered = radius + 0.5 - (across * across + down * down).sqrt();
                    *pixel = mixed(*pixel, colour, covered);
                }
            }
        }
    }

    /// Fills everything below the line that `top` gives for each column.
    fn water(&mut self, top: impl Fn(f32) -> f32, colour: Rgb) {
        let tops: Vec<f32> = (0..self.width).map(|x| top(width_of(x) + 0.5)).collect();
        for y in 0..self.height {
            let lower = width_of(y) + 1.0;
            for ((_, pixel), top) in self.row(y, 0, u32::MAX).zip(&tops) {
                if lower >= top + 1.0 {
                    *pixel = colour;
                } else if lower > *top {
                    *pixel = mixed(*pixel, colour, lower - top);
                }
            }
        }
    }

    /// Draws a picture around a point.
    fn place(&mut self, picture: &RgbaImage, (middle, centre): (u32, u32)) {
        let (left, top) = (middle.saturating_sub(picture.width() / 2), centre.saturating_sub(picture.height() / 2));
        for (y, line) in (top..self.height).zip(picture.rows()) {
            for ((_, pixel), over) in self.row(y, left, left + picture.width()).zip(line) {
                let [red, green, blue, alpha] = over.0;
                *pixel = mixed(*pixel, [red, green, blue], f32::from(alpha) / 255.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: Colours =
        Colours { ground: [0xfc, 0xfa, 0xf5], accent: [0x17, 0x60, 0x5c], warm: [0xf2, 0xb8, 0x72] };

    fn logo() -> Logo {
        Logo(RgbaImage::from_fn(500, 250, |x, y| {
            let [.., red] = (x / 2).to_be_bytes();
            let [.., green] = y.to_be_bytes();
            image::Rgba([red, green, 90, if x < 20 { 0 } else { 255 }])
        }))
    }

    #[test]
    fn the_card_has_the_size_that_services_ask_for_and_is_small() {
        for (card, most) in [(card(&COLOURS, None), 15_000), (card(&COLOURS, Some(&logo())), 30_000)] {
            let read = image::load_from_memory(&card).unwrap();
            assert_eq!((read.width(), read.height()), CARD);
            assert!(card.len() < most, "{} bytes", card.len());
        }
    }

    #[test]
    fn icons_are_square_and_keep_the_logo_whole() {
        let touch = image::load_from_memory(&touch_icon(&COLOURS, Some(&logo()))).unwrap().to_rgb8();
        assert_eq!(touch.dimensions(), (TOUCH, TOUCH));
        assert_eq!((touch.get_pixel(90, 20).0, touch.get_pixel(90, 90).0[2]), ([255; 3], 90));
        let tab = image::load_from_memory(&tab_icon(&logo())).unwrap().to_rgba8();
        assert_eq!((tab.dimensions(), tab.get_pixel(16, 2).0[3], tab.get_pixel(16, 16).0[3]), ((32, 32), 0, 255));
        assert!(image::load_from_memory(&touch_icon(&COLOURS, None)).is_ok());
    }
}
