//! What open pages are told: that the site has changed, and which problems there are.
//!
//! A page that was opened in the preview carries a script of ours, in a file, and the fingerprint of what it shows.
//! The script listens. Every event is the whole [`PreviewState`], so that a page which missed ten is right after the
//! next, also when it slept or when Handbound was started again meanwhile. Whether a page has changed is not said: a page
//! asks for itself by its fingerprint, and only the reader's own page is ever made for that.

mod state;
#[cfg(test)]
mod tests;

use twox_hash::XxHash3_128;

use super::server::ServedFile;
use super::server::mime::media_type;
use crate::check::craft::checklist::{ChecklistLine, checklist};
use crate::handbook::Private;
use crate::handbook::agenda_explanation::{AgendaExplanation, explained};
use crate::render::Renderer;
use crate::text::percent;

pub use state::{PreviewState, state_json};

const HEAD_END: &[u8] = b"</head>";

/// The fingerprints of what pages need beside their text. One that differs tells open pages to load it anew. Style
/// sheets have theirs in their names, so that a page with another style sheet is another page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AssetFingerprints {
    pub scripts: u128,
    /// Pictures and downloads: any number that differs when one of them does.
    pub pictures: u128,
}

impl AssetFingerprints {
    /// Returns those of the assets of a theme, in their order, and of `pictures`.
    pub fn of<'a>(assets: impl IntoIterator<Item = (&'a str, &'a [u8])>, pictures: u128) -> Self {
        let mut scripts = XxHash3_128::new();
        for (path, bytes) in assets.into_iter().filter(|(path, _)| media_type(path).starts_with("text/javascript")) {
            // With its length, so that no two lists of files give the same bytes.
            scripts.write(path.as_bytes());
            scripts.write(&[0]);
            scripts.write(&(bytes.len() as u64).to_le_bytes());
            scripts.write(bytes);
        }
        Self { scripts: scripts.finish_128(), pictures }
    }
}

/// What a page that is sent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageRole {
    /// The page that was asked for.
    Requested,
    /// Another one, because that does not exist or cannot be made.
    Substitute,
}

/// Writes a fingerprint as entity tags and pages have it.
fn hex(fingerprint: u128) -> String {
    format!("{fingerprint:032x}")
}

/// Returns the page `built` as the preview sends it: with our script in its head, and nothing else changed. Its
/// fingerprint is that of the page as it was built, so that it is the same page as long as its author would say so.
#[must_use]
pub fn add_script(built: &[u8], assets: AssetFingerprints, role: PageRole) -> ServedFile {
    let fingerprint = XxHash3_128::oneshot(built);
    let bytes = with_script(built, fingerprint, assets, role).into();
    ServedFile { media_type: media_type("a.html"), bytes, fingerprint }
}

fn with_script(page: &[u8], fingerprint: u128, assets: AssetFingerprints, role: PageRole) -> Vec<u8> {
    let AssetFingerprints { scripts, pictures } = assets;
    let another = match role {
        PageRole::Requested => "",
        PageRole::Substitute => " data-another",
    };
    let [fingerprint, scripts, pictures] = [fingerprint, scripts, pictures].map(hex);
    let script = format!(
        "<script type=\"module\" src=\"/_handbound/preview.js\" data-handbound=\"{fingerprint}\" \
         data-scripts=\"{scripts}\" data-pictures=\"{pictures}\"{another}></script>\n"
    );
    // Where a theme gives its pages no head, the script comes last.
    let at = page.windows(HEAD_END.len()).position(|part| part.eq_ignore_ascii_case(HEAD_END)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, script.as_bytes(), after].concat()
}

/// Returns the script or style sheet at `/_handbound/NAME`.
#[must_use]
pub fn script_file(name: &str) -> Option<ServedFile> {
    let bytes: &[u8] = match name {
        "preview.js" => include_bytes!("../page/preview.js"),
        "bar.js" => include_bytes!("../page/bar.js"),
        "morph.js" => include_bytes!("../page/morph.js"),
        "connect.js" => include_bytes!("../page/connect.js"),
        "worker.js" => include_bytes!("../page/worker.js"),
        "preview.css" => include_bytes!("../page/preview.css"),
        _ => return None,
    };
    Some(ServedFile::new(media_type(name), bytes))
}

/// The facts about one page, for `/_handbound/page`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct PageFacts<'a> {
    /// The file that an author opens to change the page; `None` for one that is gathered from many.
    pub source: Option<&'a str>,
    /// The agenda as it was read.
    pub agenda: Option<AgendaExplanation>,
    /// The checklist of a session.
    pub checklist: Vec<ChecklistLine>,
}

/// Returns the facts about the page at `path` in the site; `None` where there is none.
#[must_use]
pub fn page_facts<'p>(renderer: &'p Renderer, private: &Private, path: &str) -> Option<PageFacts<'p>> {
    let book = renderer.public().book();
    renderer.pages().any(|page| page == path).then(|| PageFacts {
        source: renderer.source(path).map(|file| &**file),
        agenda: renderer.session(path).and_then(|session| explained(session, book, renderer.words())),
        checklist: renderer.session(path).map(|session| checklist(session, book, private)).unwrap_or_default(),
    })
}

impl PageFacts<'_> {
    #[must_use]
    pub fn json(&self) -> String {
        // Text and lists alone: there is nothing in it that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Returns the path in the site that is meant by the query `path=/sessions/`, as a browser writes it.
pub(super) fn requested_page(query: &str) -> Option<String> {
    let value = query.split('&').find_map(|part| part.strip_prefix("path="))?;
    // Once because it stands in a query, and once because it is an address.
    let path = percent::decode_strictly(&percent::decode_strictly(value)?)?;
    let path = path.strip_prefix('/').unwrap_or(&path);
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    Some(format!("{path}{index}"))
}
