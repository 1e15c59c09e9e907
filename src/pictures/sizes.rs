//! Measures how large a picture is, as a reader sees it, and which smaller ones are worth making of it.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader};

use super::{Photo, gif, jpeg, photo, png, svg_size, turn::PictureFormat, webp};

/// The size of a picture, known before it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The width in pixels of the upright picture.
    pub width: u32,
    pub height: u32,
    /// The format in which smaller ones are made; `None` where they would not be smaller files, or would stand still.
    pub(super) smaller: Option<PictureFormat>,
}

/// The places in which pages show a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PictureFrames {
    /// Whether it is in the text, as wide as the column.
    pub text: bool,
    /// Whether it is beside a name: a portrait, the logo.
    pub small: bool,
}

/// The widths in pixels that phones and desktops ask for: one, two and three pixels to each of the column's.
const TEXT: [u32; 3] = [480, 960, 1600];

const SMALL: [u32; 2] = [240, 480];

/// The most pixels of a picture that is decoded, those of the largest cameras in telephones: a small file may claim to
/// be larger, and would take all memory there is.
const MOST_PIXELS: u64 = 64 * 1024 * 1024;

/// Measures the picture `bytes`, metadata and all; `None` where it is none, or says nothing of its size.
#[must_use]
pub fn size(bytes: &[u8]) -> Option<Size> {
    let Some(kind) = photo(bytes) else { return svg_size::size(bytes) };
    let (kept, format) = match kind {
        Photo::Gif => return gif::size(bytes).map(|(width, height)| Size { width, height, smaller: None }),
        Photo::Jpeg => (jpeg::clean(bytes)?, ImageFormat::Jpeg),
        Photo::Png => (png::clean(bytes)?, ImageFormat::Png),
        Photo::WebP => (webp::clean(bytes)?, ImageFormat::WebP),
    };
    let decoder = ImageReader::with_format(Cursor::new(&kept.bytes), format).into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let smaller = match kind {
        Photo::Jpeg => Some(PictureFormat::Jpeg),
        // Drawings of few colours would gain some by being blended, and be larger.
        Photo::Png => {
            (!png::is_of_few_colours(&kept.bytes) && !png::is_animated(&kept.bytes)).then_some(PictureFormat::Png)
        }
        // Only WebP without loss can be written here, and that is larger than what photos are kept in.
        Photo::WebP | Photo::Gif => None,
    };
    // From 5 on a picture lies on its side (Exif 2.32 §4.6.4).
    let (width, height) = if kept.orientation >= 5 { (height, width) } else { (width, height) };
    let size = Size { width, height, smaller };
    Some(if size.is_drawable() { size } else { Size { smaller: None, ..size } })
}

impl Size {
    /// Returns whether it is small enough to be decoded.
    #[must_use]
    pub(super) fn is_drawable(&self) -> bool {
        u64::from(self.width) * u64::from(self.height) <= MOST_PIXELS
    }

    /// Returns the widths of the smaller pictures to make, ascending: only where there is something to gain by it.
    pub fn widths(&self, frames: PictureFrames) -> impl Iterator<Item = u32> + use<> {
        let (own, is_made) = (self.width, self.smaller.is_some());
        let asked = |width: &u32| (frames.text && TEXT.contains(width)) || (frames.small && SMALL.contains(width));
        let all = [240, 480, 960, 1600].into_iter().filter(asked).collect::<Vec<u32>>();
        all.into_iter().filter(move |width| is_made && u64::from(*width) * 5 <= u64::from(own) * 4)
    }

    /// Returns the height of this picture at that width.
    pub(super) fn height_at(&self, width: u32) -> u32 {
        let height =
            (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2) / u64::from(self.width.max(1));
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }
}
