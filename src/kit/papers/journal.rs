//! A journal to write in: a page for each coming meeting, in half of the paper's size, in the order of reading. A print
//! dialog makes a booklet of it.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Status;
use crate::handbook::{Role, Session, date_words};
use crate::render::{Output, PageContext, Renderer};

use super::super::code::{CodeView, code};
use super::super::run_sheet::site_address;
use super::PaperInputs;

/// The most pages of meetings: a booklet of more does not fold.
const ENTRIES: usize = 15;

#[derive(Serialize)]
struct JournalView<'a> {
    paper: &'static str,
    community: &'a str,
    code: Option<CodeView>,
    entries: Vec<EntryView<'a>>,
    /// Pages with nothing but lines, so that four go into the whole.
    empty: usize,
}

#[derive(Serialize)]
struct EntryView<'a> {
    title: &'a str,
    date: String,
    prompt: Option<Value>,
    /// Citation, and part.
    readings: Vec<(&'a str, Option<&'a str>)>,
    to_try: Option<Value>,
}

/// Makes the page; none where nothing is planned.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let (book, words, path) = (renderer.public().book(), renderer.words(), "journal.html");
    let elsewhere = site_address(path, inputs.settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path };
    let under = |session: &Session, role| session.body.section(role).map(|section| at.prose(&section.prose));
    let entry = |dated: &DatedSitting<'_>| {
        let session = dated.session;
        let readings = session.readings.iter();
        EntryView {
            title: book.session(&session.meta.id).map_or("", |session| &session.meta.title),
            date: date_words::long_date(dated.date(), words),
            prompt: under(session, Role::JournalPrompt),
            readings: readings
                .filter_map(|used| {
                    let reading = book.reading(&used.reading.value)?;
                    let part = book
                        .session(&session.meta.id)?
                        .readings
                        .iter()
                        .find(|own| own.reading.value == used.reading.value);
                    Some((reading.citation.as_str(), part.and_then(|own| own.part.as_deref())))
                })
                .collect(),
            to_try: under(session, Role::BetweenSessions),
        }
    };
    let entries: Vec<EntryView<'_>> =
        inputs.sittings.iter().filter(|dated| is_meant(dated, inputs)).take(ENTRIES).map(entry).collect();
    if entries.is_empty() {
        return Ok(None);
    }
    let view = JournalView {
        paper: inputs.paper(renderer),
        community: &book.community.name,
        code: code(book, ""),
        empty: (4 - (entries.len() + 1) % 4) % 4,
        entries,
    };
    renderer.other_page(path, "kit-journal.html", words.get("kit_journal"), &view).map(Some)
}

/// Returns whether a sitting has a page: the first one of each coming meeting of the group.
fn is_meant(dated: &DatedSitting<'_>, inputs: &PaperInputs<'_>) -> bool {
    let is_first = dated.sitting.number == 1 || dated.session.repeats.is_some();
    let is_coming = dated.date() >= inputs.settings.today && dated.session.status != Status::Cancelled;
    is_first && is_coming && inputs.is_of_group(dated)
}
