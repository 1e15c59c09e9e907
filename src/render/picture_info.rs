//! Measurements of the pictures on pages: how large they are, and under which names there are smaller ones.
//!
//! Rendering reads no file. The caller, who has read them, reports here what was measured, when a page asks for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::handbook::links::{self, LinkTarget};
use crate::handbook::references::OutgoingReference;
use crate::pictures::{PictureFrames, Size};
use crate::redact::Public;
use crate::source::{FilePath, Located};

/// The folder of the pictures that are made of the community's own. No file of a folder or a theme can lie there, since
/// names that begin with `_` are left out.
const MADE: &str = "assets/_/";

/// The measurements of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureInfo {
    pub size: Size,
    /// A fingerprint of its bytes, so that a smaller one has another name when it is another picture.
    pub print: u64,
}

/// A function from a path in the folder to what is known of the file; `None` where it is no picture.
pub type PictureLookup = Arc<dyn Fn(&str) -> Option<PictureInfo> + Send + Sync>;

/// The pictures of a site, as far as pages need to know them.
#[derive(Clone, Default)]
pub struct Pictures {
    pub look: Option<PictureLookup>,
    pub marks: Option<IconPaths>,
}

/// The pictures that stand for the community as a whole, by their paths in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconPaths {
    /// The card of a shared link, where the site's address is known.
    pub card: Option<String>,
    /// The icon for a telephone's home screen.
    pub touch: String,
    /// The icon for a browser's tab, with its media type.
    pub icon: (String, &'static str),
}

impl IconPaths {
    /// Returns those that are made, and not a file of the folder.
    pub(super) fn assets(&self) -> impl Iterator<Item = &str> {
        let all = self.card.iter().chain([&self.touch, &self.icon.0]).map(String::as_str);
        all.filter(|path| path.starts_with("assets/"))
    }
}

/// Returns the path in the site of the picture `file` in the given width.
#[must_use]
pub fn smaller_path(file: &str, width: u32, print: u64) -> String {
    let folder = file.rfind('/').map_or(0, |slash| slash + 1);
    let dot = file[folder..].rfind('.').map_or(file.len(), |dot| folder + dot);
    let (stem, ending) = file.split_at(dot);
    format!("{MADE}{stem}-{width}.{print:016x}{ending}")
}

/// Returns the picture of which the one at `path` in the site is made, its width and the fingerprint: the way back from
/// [`smaller_path`].
#[must_use]
pub fn made_of(path: &str) -> Option<(String, u32, u64)> {
    let path = path.strip_prefix(MADE)?;
    let folder = path.rfind('/').map_or(0, |slash| slash + 1);
    let parted = |print: &str, stem: &str, ending: &str| {
        let print =
            Some(print).filter(|print| print.len() == 16).and_then(|print| u64::from_str_radix(print, 16).ok())?;
        let (stem, width) = stem.rsplit_once('-')?;
        Some((format!("{stem}{ending}"), width.parse().ok()?, print))
    };
    let dot = folder + path[folder..].rfind('.')?;
    let (rest, ending) = path.split_at(dot);
    let with_ending = rest.rsplit_once('.').and_then(|(stem, print)| parted(print, stem, ending));
    // A picture without an ending has its fingerprint there.
    with_ending.or_else(|| parted(ending.get(1..)?, rest, ""))
}

/// Returns the pictures of the folder that pages show, with the frames in which they do.
#[must_use]
pub fn shown(public: &Public) -> BTreeMap<FilePath, PictureFrames> {
    let book = public.book();
    let mut all: BTreeMap<FilePath, PictureFrames> = BTreeMap::new();
    let mut add = |to: &Located<String>, frame: fn(&mut PictureFrames)| {
        if links::is_outside(&to.value) {
            return;
        }
        if let Ok(LinkTarget::File { path }) = links::resolve(book, &to.span.file, &to.value) {
            frame(all.entry(path.into()).or_default());
        }
    };
    book.each_part(&mut |_, part| match part {
        OutgoingReference::Picture(to) => add(to, |frames| frames.small = true),
        OutgoingReference::Prose(prose) => {
            prose.pictures().for_each(|to| add(to, |frames| frames.text = true));
        }
        OutgoingReference::Link(_) | OutgoingReference::Reference(..) | OutgoingReference::Lead(_) => {}
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_smaller_picture_leads_back() {
        for file in ["pictures/beach.jpg", "beach.JPG", "a.b/no-ending", "a-480.0123456789abcdef.png", "é/.x", "a.b"] {
            let path = smaller_path(file, 480, 0xfe);
            assert_eq!(made_of(&path), Some((file.to_owned(), 480, 0xfe)), "{path}");
        }
        assert_eq!(smaller_path("pictures/beach.jpg", 960, 1), "assets/_/pictures/beach-960.0000000000000001.jpg");
        for none in [
            "pictures/beach-480.00000000000000fe.jpg",
            "assets/_/a.jpg",
            "assets/_/a-x.00000000000000fe.jpg",
            "assets/_/",
        ] {
            assert_eq!(made_of(none), None);
        }
    }
}
