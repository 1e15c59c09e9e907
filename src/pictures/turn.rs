//! Turns a picture upright, which is the one reason to encode it anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};

/// The format of a picture, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureFormat {
    Jpeg,
    Png,
    WebP,
}

/// The quality at which nobody sees the difference to the first encoding.
const QUALITY: u8 = 92;

/// Turns the picture by Exif's number `orientation`, and keeps its colour profile. `None` where it cannot be decoded.
pub(super) fn upright(bytes: &[u8], format: PictureFormat, orientation: u8) -> Option<Vec<u8>> {
    let kind = match format {
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::WebP => ImageFormat::WebP,
    };
    // The reader's own limits keep a small file from asking for all memory there is.
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), kind).into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(Orientation::from_exif(orientation)?);

    let mut out = Vec::with_capacity(bytes.len());
    let profile = profile.filter(|profile| is_for(profile, &picture));
    match format {
        PictureFormat::Jpeg => encode(&picture, JpegEncoder::new_with_quality(&mut out, QUALITY), profile),
        PictureFormat::Png => encode(&picture, PngEncoder::new(&mut out), profile),
        PictureFormat::WebP => encode(&picture, WebPEncoder::new_lossless(&mut out), profile),
    }?;
    Some(out)
}

/// Decodes the photo `bytes`, of any of the formats; `None` where it cannot be decoded.
pub(super) fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.decode().ok()
}

/// Encodes `picture` with the colour profile that it is meant in. `None` where that cannot be done.
pub(super) fn encode(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> Option<()> {
    if let Some(profile) = profile {
        // Without it the colours are a little off, which is better than no picture.
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder).ok()
}

/// Returns whether a colour profile still describes the colours that the decoder gave: it turns CMYK into RGB (ICC.1
/// §7.2.6).
pub(super) fn is_for(profile: &[u8], picture: &DynamicImage) -> bool {
    let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
    profile.get(16..20) == Some(space)
}
