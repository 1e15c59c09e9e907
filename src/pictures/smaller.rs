//! Smaller pictures for smaller screens, made of one that is upright and without metadata.
//!
//! Only sums, products and rounding go into them, so that they are the same bytes on any machine.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::sizes::Size;
use super::turn::{PictureFormat, encode, is_for};

/// Small pictures are looked at, not worked on: half the bytes of the quality that a turned photo keeps.
const QUALITY: u8 = 80;

/// Makes the picture `clean` in each of `widths`, which ascend. Where it cannot be decoded it stands for all of them,
/// since pages name them already; browsers show as much of a damaged picture as they can.
#[must_use]
pub fn smaller(clean: &[u8], size: &Size, widths: &[u32]) -> Vec<Vec<u8>> {
    try_smaller(clean, size, widths).unwrap_or_else(|| widths.iter().map(|_| clean.to_vec()).collect())
}

fn try_smaller(clean: &[u8], size: &Size, widths: &[u32]) -> Option<Vec<Vec<u8>>> {
    let format = size.smaller?;
    let kind = match format {
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::WebP => return None,
    };
    let mut decoder = ImageReader::with_format(Cursor::new(clean), kind).into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = eight_bits(DynamicImage::from_decoder(decoder).ok()?);
    let profile = profile.filter(|profile| is_for(profile, &picture));
    // From the widest on, since a narrower one begins with the same halves.
    let made = widths.iter().rev().map(|width| {
        let height = size.height_at(*width);
        picture = halved(&picture, *width, height).unwrap_or_else(|| std::mem::take(&mut picture));
        let small = picture.resize_exact(*width, height, FilterType::CatmullRom);
        let mut out = Vec::with_capacity(clean.len() / 4);
        match format {
            PictureFormat::Png => encode(&small, PngEncoder::new(&mut out), profile.clone()),
            _ => encode(&small, JpegEncoder::new_with_quality(&mut out, QUALITY), profile.clone()),
        }?;
        Some(out)
    });
    let mut made = made.collect::<Option<Vec<_>>>()?;
    made.reverse();
    Some(made)
}

/// Converts a picture to as many bits as screens show.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma16(_) => picture.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) | DynamicImage::ImageLumaA8(_) | DynamicImage::ImageRgba16(_) => {
            picture.into_rgba8().into()
        }
        DynamicImage::ImageRgb16(_) => picture.into_rgb8().into(),
        other => other,
    }
}

/// Shrinks a picture first by halves, which is quick and takes little memory, and in the last step with care.
pub(super) fn shrink(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    halved(picture, width, height).as_ref().unwrap_or(picture).resize_exact(width, height, FilterType::CatmullRom)
}

/// Halves the picture as long as it stays as wide and high; `None` where it is too small already.
fn halved(picture: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let mut now = None;
    loop {
        let before = now.as_ref().unwrap_or(picture);
        if before.width() < width.saturating_mul(2) || before.height() < height.saturating_mul(2) {
            return now;
        }
        let Some(smaller) = half(before) else { return now };
        now = Some(smaller);
    }
}

/// Makes one pixel of each four.
fn half(picture: &DynamicImage) -> Option<DynamicImage> {
    let channels = usize::from(picture.color().channel_count());
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    let row = usize::try_from(picture.width()).ok()? * channels;
    let wide = usize::try_from(width).ok()? * 2 * channels;
    let is_clear = picture.color().has_alpha();
    let mut pixels = Vec::with_capacity(wide * usize::try_from(height).ok()?);
    for two in picture.as_bytes().chunks_exact(row * 2) {
        let (upper, lower) = two.split_at(row);
        let (upper, lower) = (upper.get(..wide)?, lower.get(..wide)?);
        for (upper, lower) in upper.chunks_exact(2 * channels).zip(lower.chunks_exact(2 * channels)) {
            let (a, b) = upper.split_at(channels);
            let (c, d) = lower.split_at(channels);
            blend([a, b, c, d], is_clear, &mut pixels);
        }
    }
    Some(match picture {
        DynamicImage::ImageLuma8(_) => image::GrayImage::from_raw(width, height, pixels)?.into(),
        DynamicImage::ImageRgb8(_) => image::RgbImage::from_raw(width, height, pixels)?.into(),
        DynamicImage::ImageRgba8(_) => image::RgbaImage::from_raw(width, height, pixels)?.into(),
        _ => return None,
    })
}

/// Returns the average of four pixels. A clear pixel has no colour to give.
fn blend(four: [&[u8]; 4], is_clear: bool, out: &mut Vec<u8>) {
    let alpha = |pixel: &[u8]| pixel.last().copied().map_or(255, u32::from);
    let weights = if is_clear { four.map(alpha) } else { [1; 4] };
    let all: u32 = weights.iter().sum();
    let channels = four[0].len();
    for channel in 0..channels {
        let value = |pixel: &[u8]| pixel.get(channel).copied().map_or(0, u32::from);
        let middle = if is_clear && channel + 1 == channels {
            (all + 2) / 4
        } else {
            let sum: u32 = four.iter().zip(weights).map(|(pixel, weight)| value(pixel) * weight).sum();
            (sum + all / 2) / all.max(1)
        };
        out.push(u8::try_from(middle).unwrap_or(u8::MAX));
    }
}
