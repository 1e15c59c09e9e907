//! Pictures without their metadata: no place, no owner, no camera reaches the site.
//!
//! The first bytes of a file tell its format: telephones call a HEIC picture `.jpg` now and then. Each format has a
//! reader that copies the parts a reader sees and leaves out all others, unknown ones included. Colour profiles stay.
//! Only a photo that was held sideways is encoded anew, since the note that says so is metadata too.

mod card;
mod exif;
mod flat;
mod gif;
mod jpeg;
mod png;
mod sizes;
mod smaller;
mod svg;
mod svg_size;
mod turn;
mod webp;

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Span};

use turn::PictureFormat;

pub use card::{CARD, Colours, Logo, TOUCH, card, mixed, tab_icon, touch_icon};
pub use sizes::{PictureFrames, Size, size};
pub use smaller::smaller;

/// A picture, or any other file, that may be published.
#[derive(Debug, PartialEq, Eq)]
pub enum CleanFile {
    /// A picture with nothing to take out, or a file that is no picture.
    AsItWas,
    Without(Vec<u8>),
    /// A drawing that lost something its readers may miss, with the warning that says so.
    Incomplete(Vec<u8>, Box<Diagnostic>),
}

/// The parts of a picture that stay.
struct KeptParts {
    bytes: Vec<u8>,
    /// The way in which the picture has to be turned, by Exif's number for it (tag 0x0112): 1 is upright.
    orientation: u8,
}

/// A problem of an SVG.
enum SvgProblem {
    /// A script, or a way to one, at these bytes.
    Script(Range<usize>),
    Broken,
}

/// An element of an SVG that is not published as it was, and is seen in a browser.
struct MissedElement {
    name: String,
    /// The beginning of its tag.
    place: Range<usize>,
}

/// The way in which pictures are made of others. Another number makes another name of each, for those who kept the old
/// ones.
pub const WAY: u64 = 1;

/// Returns whether `bytes` are a picture from which smaller ones can be made here.
#[must_use]
pub fn is_of_pixels(bytes: &[u8]) -> bool {
    matches!(photo(bytes), Some(Photo::Jpeg | Photo::Png | Photo::WebP))
}

/// Takes the metadata out of the picture `bytes` of `file`.
///
/// # Errors
///
/// A diagnostic where that cannot be done, or where an SVG holds a script.
pub fn clean(file: &FilePath, bytes: &[u8]) -> Result<CleanFile, Box<Diagnostic>> {
    match kind(file, bytes) {
        PictureKind::Other => Ok(CleanFile::AsItWas),
        PictureKind::Foreign(name) => Err(Box::new(foreign(file, name))),
        PictureKind::Svg => match svg::clean(bytes) {
            Ok((clean, missed)) => Ok(match incomplete(file, &missed) {
                Some(warning) => CleanFile::Incomplete(clean, Box::new(warning)),
                None => changed(bytes, clean),
            }),
            Err(SvgProblem::Broken) => Err(Box::new(broken(file))),
            Err(SvgProblem::Script(range)) => Err(Box::new(script(file, range))),
        },
        PictureKind::Photo | PictureKind::Unknown => clean_photo(bytes).ok_or_else(|| Box::new(broken(file))),
    }
}

/// Returns a photo without its metadata; `None` where it is none.
fn clean_photo(bytes: &[u8]) -> Option<CleanFile> {
    let clean = match photo(bytes)? {
        Photo::Gif => gif::clean(bytes),
        Photo::Jpeg => jpeg::clean(bytes).and_then(|kept| upright(kept, PictureFormat::Jpeg)),
        Photo::Png => png::clean(bytes).and_then(|kept| upright(kept, PictureFormat::Png)),
        Photo::WebP => webp::clean(bytes).and_then(|kept| upright(kept, PictureFormat::WebP)),
    };
    clean.map(|clean| changed(bytes, clean))
}

fn changed(before: &[u8], after: Vec<u8>) -> CleanFile {
    if before == after { CleanFile::AsItWas } else { CleanFile::Without(after) }
}

fn upright(kept: KeptParts, format: PictureFormat) -> Option<Vec<u8>> {
    if kept.orientation == 1 { Some(kept.bytes) } else { turn::upright(&kept.bytes, format, kept.orientation) }
}

/// The kind of a file.
enum PictureKind {
    Photo,
    Svg,
    /// A picture that no browser, or not every browser, shows, and that this module cannot clean.
    Foreign(&'static str),
    /// Called a picture by its name, and none by its bytes.
    Unknown,
    /// No picture: published as it is.
    Other,
}

/// The formats that can be cleaned.
enum Photo {
    Jpeg,
    Png,
    Gif,
    WebP,
}

fn photo(bytes: &[u8]) -> Option<Photo> {
    let at = |from: usize, what: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(what));
    if at(0, b"\xff\xd8\xff") {
        Some(Photo::Jpeg)
    } else if at(0, png::SIGNATURE) {
        Some(Photo::Png)
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some(Photo::Gif)
    } else {
        (at(0, b"RIFF") && at(8, b"WEBP")).then_some(Photo::WebP)
    }
}

fn kind(file: &FilePath, bytes: &[u8]) -> PictureKind {
    let at = |from: usize, what: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(what));
    let brand = if at(4, b"ftyp") { bytes.get(8..12) } else { None };
    match brand {
        Some(b"avif" | b"avis") => return PictureKind::Foreign("AVIF"),
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
            return PictureKind::Foreign("HEIC");
        }
        _ => {}
    }
    if photo(bytes).is_some() {
        PictureKind::Photo
    } else if at(0, b"II*\0") || at(0, b"MM\0*") || at(0, b"II+\0") || at(0, b"MM\0+") {
        PictureKind::Foreign("TIFF or raw camera")
    } else if at(0, b"\xff\x0a") || at(4, b"JXL ") {
        PictureKind::Foreign("JPEG XL")
    } else if at(4, b"jP  ") {
        PictureKind::Foreign("JPEG 2000")
    } else if at(0, b"8BPS") {
        PictureKind::Foreign("Photoshop")
    } else {
        kind_by_name(file)
    }
}

fn kind_by_name(file: &FilePath) -> PictureKind {
    let ending = Path::new(&**file).extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("svg") => PictureKind::Svg,
        Some("svgz") => PictureKind::Foreign("packed SVG"),
        Some(
            "jpg" | "jpeg" | "jpe" | "png" | "apng" | "gif" | "webp" | "heic" | "heif" | "avif" | "tif" | "tiff"
            | "dng" | "jxl" | "psd",
        ) => PictureKind::Unknown,
        _ => PictureKind::Other,
    }
}

fn foreign(file: &FilePath, name: &str) -> Diagnostic {
    let message = format!(
        "This is a {name} picture. Handbound cannot remove from it where and by whom it was taken, and not every browser \
         shows it."
    );
    let help = "Open it in a picture program, save it as JPEG (a drawing as PNG or SVG), and use that file.";
    Diagnostic::error("picture-format", Span::whole(file), message).help(help)
}

fn broken(file: &FilePath) -> Diagnostic {
    let message = "Handbound cannot read this file as a picture. It may be damaged, or may not be a picture.";
    let help = "Open it in a picture program and save it again, or get a new copy of it.";
    Diagnostic::error("picture-broken", Span::whole(file), message).help(help)
}

fn script(file: &FilePath, range: Range<usize>) -> Diagnostic {
    let message = "This drawing holds a script, which would run in the browsers of those who open it.";
    let help = "Remove it here, or open the drawing in a picture program and save it as plain SVG.";
    Diagnostic::error("picture-script", Span::new(file, range), message).help(help)
}

fn incomplete(file: &FilePath, missed: &[MissedElement]) -> Option<Diagnostic> {
    let first = missed.first()?;
    let mut names: Vec<String> = missed.iter().map(|element| format!("`{}`", element.name)).collect();
    names.sort();
    names.dedup();
    let names = names.join(", ");
    let message = format!("Handbound leaves out what in this drawing holds HTML or leads out of it (in {names}).");
    let help = "Save the drawing with its text as plain SVG text and its pictures inside it, or save it as PNG.";
    let span = Span::new(file, first.place.clone());
    Some(Diagnostic::warning("picture-incomplete", span, message).help(help))
}

#[cfg(test)]
mod tests;
