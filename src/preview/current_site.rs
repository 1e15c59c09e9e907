//! The site that is shown just now, from which the server answers.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::live::{self, AssetFingerprints, PageRole};
use super::server::mime::media_type;
use super::server::{Exposure, Lookup, ServedFile, SiteSource};
use crate::diagnostic::Diagnostic;
use crate::handbook::index::ends_in;
use crate::handbook::prose::attribute;
use crate::kit::{self, KitSettings};
use crate::pipeline::SiteSnapshot;
use crate::render::Output;
use crate::suggest;

/// The file name of the page of a folder, or of the site.
const INDEX: &str = "index.html";

/// A snapshot of the site, with the fingerprints of its assets.
pub(super) struct ShownSite {
    edition: SiteSnapshot,
    assets: AssetFingerprints,
    /// The files of the facilitators' kit, once one was asked for.
    kit: OnceLock<Result<Vec<Output>, Vec<Diagnostic>>>,
}

impl ShownSite {
    pub fn new(edition: SiteSnapshot, assets: AssetFingerprints) -> Self {
        ShownSite { edition, assets, kit: OnceLock::new() }
    }
}

/// The snapshot that is shown. An answer is made from one of them, also while another takes its place.
pub(super) struct CurrentSite {
    shown: RwLock<Option<Arc<ShownSite>>>,
    /// Whether the facilitators' kit is shown too: to this computer alone.
    shows_kit: bool,
}

/// The folder of the kit in the preview. A file of the site of that name is not to be had meanwhile.
const KIT: &str = "kit/";

impl CurrentSite {
    /// Makes a place for what will be shown to `exposure`.
    pub fn new(exposure: Exposure) -> Self {
        CurrentSite { shown: RwLock::default(), shows_kit: exposure == Exposure::Local }
    }

    /// Shows `next` from now on, and returns what was shown before.
    pub fn replace(&self, next: ShownSite) -> Option<Arc<ShownSite>> {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.replace(Arc::new(next))
    }

    fn shown(&self) -> Option<Arc<ShownSite>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the facts about the page at `path`, as JSON.
    fn page_facts(&self, path: &str) -> Option<String> {
        let shown = self.shown()?;
        live::page_facts(shown.edition.renderer(), shown.edition.private(), path).map(|facts| facts.json())
    }
}

impl SiteSource for CurrentSite {
    fn find(&self, path: &str) -> Lookup {
        let Some(shown) = self.shown() else {
            return Lookup::Broken(notice(
                "There is no handbook here yet",
                "<p>This page updates by itself as soon as Handbound can read the handbook. The corner below says what is \
                 wrong.</p>",
            ));
        };
        if let Some(path) = path.strip_prefix(KIT).filter(|_| self.shows_kit) {
            return of_kit(&shown, path);
        }
        match shown.edition.output(path) {
            Some(Ok(bytes)) if is_page(path) => {
                Lookup::File(live::add_script(&bytes, shown.assets, PageRole::Requested))
            }
            Some(Ok(bytes)) => Lookup::File(ServedFile::new(media_type(path), bytes)),
            Some(Err(mistakes)) => Lookup::Broken(failed_page(path, &mistakes)),
            None => Lookup::Missing { nearest: nearest(&shown, path) },
        }
    }

    fn not_found_page(&self) -> Option<ServedFile> {
        let shown = self.shown()?;
        let page = shown.edition.renderer().missing().ok()?;
        Some(live::add_script(&page.bytes, shown.assets, PageRole::Substitute))
    }

    fn own_file(&self, name: &str, query: &str) -> Option<ServedFile> {
        match name {
            "page" => {
                let facts = self.page_facts(&live::requested_page(query)?)?;
                Some(ServedFile::new(media_type("page.json"), facts.into_bytes()))
            }
            name => live::script_file(name),
        }
    }
}

/// Finds a file of the kit, which is made when the first one is asked for. Its pages follow every save, but for the run
/// view: that stays as it is while a meeting runs by it.
fn of_kit(shown: &ShownSite, path: &str) -> Lookup {
    let edition = &shown.edition;
    let settings = KitSettings { today: edition.today(), session: None, site: Some("..") };
    match shown.kit.get_or_init(|| kit::kit(edition.renderer(), edition.handbook(), &settings)) {
        Ok(files) => match files.iter().find(|file| file.path == path) {
            Some(page) if is_page(path) && !kit::is_run_view(path) => {
                Lookup::File(live::add_script(&page.bytes, shown.assets, PageRole::Requested))
            }
            Some(file) => Lookup::File(ServedFile::new(media_type(path), file.bytes.clone())),
            None => Lookup::Missing { nearest: Some(format!("{KIT}{INDEX}")) },
        },
        Err(mistakes) => Lookup::Broken(failed_page(path, mistakes)),
    }
}

fn is_page(path: &str) -> bool {
    ends_in(path, &[".html"])
}

/// Returns the page that may be meant by `path`: one of nearly the same name, or the list that it would be in.
fn nearest(shown: &ShownSite, path: &str) -> Option<String> {
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let renderer = shown.edition.renderer();
    // The folder is the same for all of them, so only what comes after it is compared.
    let siblings = renderer.pages().filter(|page| *page != "404.html").filter_map(|page| page.strip_prefix(folder));
    let meant = suggest::nearest(&path[folder.len()..], siblings).map(|name| format!("{folder}{name}"));
    let list = || Some(format!("{folder}{INDEX}")).filter(|list| renderer.pages().any(|page| page == list));
    meant.or_else(list).or_else(|| Some(INDEX.to_owned()))
}

/// Returns the page for one that cannot be made, because its template fails or its file cannot be read.
fn failed_page(path: &str, mistakes: &[Diagnostic]) -> ServedFile {
    let mut body = String::new();
    for mistake in mistakes {
        body.push_str("<p>");
        attribute(&mistake.message, &mut body);
        body.push_str("</p>");
    }
    if is_page(path) {
        notice("This page cannot be made just now", &body)
    } else {
        notice("This file cannot be read just now", &body)
    }
}

/// Returns a page of the preview's own, which is shown only until the handbook is mended.
fn notice(title: &str, body: &str) -> ServedFile {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n\
         </body>\n</html>\n"
    );
    live::add_script(page.as_bytes(), AssetFingerprints::default(), PageRole::Substitute)
}
