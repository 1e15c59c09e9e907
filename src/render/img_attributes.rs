//! The attributes of an `<img>` beside its address: the size of the picture, its smaller ones, and when to load it.

use crate::handbook::links::{self, LinkTarget};
use crate::handbook::prose::attribute;
use crate::pictures::PictureFrames;
use crate::source::Located;

use super::context::PageContext;

/// The time when a browser loads a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loading {
    /// When a reader comes near.
    Later,
    FirstAtOnce,
}

/// The width of the column of text on any screen.
const COLUMN: &str = "(min-width: 40rem) 38rem, 94vw";

impl PageContext<'_> {
    /// Writes the attributes beside the address of a picture in the text: its size, so that nothing jumps when it comes,
    /// smaller ones for smaller screens, and when to load it.
    pub fn frame(&self, written: &Located<String>, loading: Loading, out: &mut String) {
        if let Some(path) = self.path_of(written)
            && let Some(known) = self.site.pictures.look.as_ref().and_then(|look| look(&path))
        {
            out.push_str(&format!(" width=\"{}\" height=\"{}\"", known.size.width, known.size.height));
            if let Some(smaller) = self.smaller(&path, PictureFrames { text: true, small: false }) {
                out.push_str(" srcset=\"");
                attribute(&smaller, out);
                out.extend(["\" sizes=\"", COLUMN, "\""]);
            }
        }
        out.push_str(" decoding=\"async\"");
        if loading == Loading::Later {
            out.push_str(" loading=\"lazy\"");
        }
    }

    /// Returns the smaller pictures of the one at `path`, as `srcset` lists them; itself among them, where it is not
    /// much larger than the largest of these.
    pub fn smaller(&self, path: &str, frames: PictureFrames) -> Option<String> {
        let own = self.site.pictures.look.as_ref().and_then(|look| look(path))?.size.width;
        let mut all = self.site.smaller(path, frames);
        let largest = all.last()?.0;
        if own < largest.saturating_mul(2) {
            all.push((own, path.to_owned()));
        }
        Some(all.iter().map(|(width, path)| format!("{} {width}w", self.href(path))).collect::<Vec<_>>().join(", "))
    }

    /// Returns the path in the folder of a file that an author named.
    pub fn path_of(&self, written: &Located<String>) -> Option<String> {
        if links::is_outside(&written.value) {
            return None;
        }
        match links::resolve(self.site.book, &written.span.file, &written.value).ok()? {
            LinkTarget::File { path } => Some(path),
            LinkTarget::Page { .. } => None,
        }
    }
}
