//! What facilitators said after the last meeting: to be read before the next one, and to be asked on.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Debrief;
use crate::handbook::records::{DatedSitting, sittings_named};
use crate::handbook::{Book, date_words};
use crate::parse::markdown::{self, MarkdownText};
use crate::render::{BodyView, Output, PageContext, Renderer};

use super::KitSettings;
use super::run_sheet::site_address;

/// The path of the page.
pub(super) const PAGE: &str = "last-debrief.html";

#[derive(Serialize)]
struct DebriefView<'a> {
    title: &'a str,
    date: String,
    body: BodyView<'a>,
    notes: Vec<Value>,
}

/// Makes the page of the debrief of the last meeting that has one; earlier ones are no part of a kit.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(
    renderer: &Renderer,
    debriefs: &[Debrief],
    all: &[DatedSitting<'_>],
    settings: &KitSettings<'_>,
) -> Result<Option<Output>, Vec<Diagnostic>> {
    let book = renderer.public().book();
    let last = debriefs.iter().filter_map(|debrief| {
        let over = places(debrief, all, book).into_iter().filter(|place| all[*place].date() <= settings.today);
        Some((over.max()?, debrief))
    });
    let Some((place, debrief)) = last.max_by_key(|(place, _)| *place) else { return Ok(None) };
    let dated = &all[place];
    let elsewhere = site_address(PAGE, settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path: PAGE };
    // What could be said of a text that is published is not said of this one.
    let places = vec![(0, debrief.span.range().start)];
    let text = MarkdownText { file: debrief.span.file.clone(), text: debrief.text.as_str().into(), places };
    let written = markdown::body(&text, markdown::no_roles, None);
    let view = DebriefView {
        title: &dated.session.meta.title,
        date: date_words::long_date(dated.date(), site.words),
        body: at.body(&written.body),
        notes: written.callouts.iter().map(|note| at.prose(&note.prose)).collect(),
    };
    renderer.other_page(PAGE, "kit-last-debrief.html", site.words.get("kit_last_debrief"), &view).map(Some)
}

/// Returns the sittings that a debrief is of. Of a session that repeats it is the one on the day that the file's name
/// begins with; otherwise nobody knows which.
pub(super) fn places(debrief: &Debrief, all: &[DatedSitting<'_>], book: &Book) -> Vec<usize> {
    let Some(session) = &debrief.session else { return Vec::new() };
    let places = sittings_named(all, book, &session.value);
    let name = debrief.span.file.rsplit('/').next().unwrap_or_default();
    let of_day = |place: &usize| name.starts_with(&all[*place].date().to_string());
    let repeats = places.iter().any(|place| all[*place].session.repeats.is_some());
    if repeats && places.len() > 1 { places.into_iter().filter(of_day).collect() } else { places }
}
