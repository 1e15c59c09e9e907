//! The papers of an evening: the list to sign, a card for each breakout, and the questions to think back with.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::handbook::community::{GroupSize, Mentor};
use crate::handbook::private::Member;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Place;
use crate::handbook::timeline::{Timed, timeline};
use crate::handbook::{Book, SegmentKind, date_words};
use crate::render::{Output, PageContext, Renderer};

use super::KitSettings;
use super::code::{CodeView, code};
use super::run_sheet::{SheetPath, site_address};

/// The empty lines for those who are not in the roster.
const GUESTS: usize = 4;
/// The lines of a list for a group without a roster.
const LINES: u32 = 16;
const LINES_AT_MOST: u32 = 200;
/// The most cards for the rooms of one breakout.
const ROOMS_AT_MOST: u32 = 40;

#[derive(Serialize)]
struct SheetsView<'a> {
    title: &'a str,
    date: String,
    time: String,
    place: Option<&'a str>,
    values: Vec<&'a str>,
    /// Whether there is no room in which a list could go round.
    is_only_online: bool,
    /// Whole names by first name, then empty ones.
    names: Vec<&'a str>,
    funder: Option<&'a str>,
    /// The breakouts, each with its rooms.
    breakouts: Vec<BreakoutView>,
    mentor: Option<&'a str>,
    /// The parts with the minutes planned for them.
    parts: Vec<PlannedPart>,
}

#[derive(Serialize)]
struct PlannedPart {
    title: Value,
    length: Option<String>,
}

#[derive(Serialize)]
struct BreakoutView {
    title: Value,
    details: Value,
    /// The session's page, to read the task on a phone.
    code: Option<CodeView>,
    /// "7:05–7:25 pm".
    time: Option<String>,
    length: Option<String>,
    rooms: Vec<u32>,
}

/// Makes the papers of a sitting. Of members it is given the roster's names, and shows nothing else of them.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(
    renderer: &Renderer,
    sheet: &SheetPath<'_>,
    roster: &[Member],
    settings: &KitSettings<'_>,
) -> Result<Output, Vec<Diagnostic>> {
    let DatedSitting { session, sitting } = sheet.dated;
    let book = renderer.public().book();
    let path = sheet.paper("sheets");
    let elsewhere = site_address(&path, settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path: &path };
    let words = site.words;
    let laid = session.agenda.as_ref().map(|agenda| timeline(agenda, Some(sitting), group_size(roster, book), book));
    let timed: Vec<&Timed> = laid.iter().flat_map(|laid| &laid.segments).collect();
    let segments = || session.agenda.iter().flat_map(|agenda| &agenda.segments).zip(timed.iter().copied());
    let venue = session.place.as_ref().and_then(|place| place.venue.as_ref()).and_then(|id| book.venue(&id.value));
    let view = SheetsView {
        title: &session.meta.title,
        date: date_words::long_date(sitting.start.date(), words),
        time: date_words::clock_range(sitting.start.time(), sitting.end.time(), site.clock, words),
        place: venue.map(|venue| venue.meta.title.as_str()),
        values: book.chosen_values().map(|item| item.title.as_str()).collect(),
        is_only_online: session.place.as_ref().is_some_and(Place::is_only_online),
        names: names(roster, book),
        funder: book.community.funder.as_ref().map(|funder| funder.name.as_str()),
        breakouts: segments()
            .filter(|(_, timed)| timed.kind == Some(SegmentKind::Breakout))
            .map(|(segment, timed)| BreakoutView {
                title: at.prose(&segment.title),
                details: at.prose(&segment.details),
                code: code(book, &session.meta.address),
                time: timed
                    .start
                    .zip(timed.end)
                    .map(|(start, end)| date_words::clock_range(start, end, site.clock, words)),
                length: timed.minutes.map(|minutes| date_words::duration(minutes, words)),
                rooms: (1..=timed.rooms.map_or(1, |(_, most)| most.min(ROOMS_AT_MOST))).collect(),
            })
            .collect(),
        mentor: match &book.community.mentor {
            Mentor::Person(person) => book.person(&person.value).map(|person| person.meta.title.as_str()),
            Mentor::Unsaid | Mentor::None => None,
        },
        parts: segments()
            .map(|(segment, timed)| PlannedPart {
                title: at.prose(&segment.title),
                length: timed.minutes.map(|minutes| date_words::duration(minutes, words)),
            })
            .collect(),
    };
    renderer.other_page(&path, "kit-sheets.html", words.get("kit_sheets"), &view)
}

/// Returns how many people rooms are for: what is written, otherwise all of the roster.
fn group_size(roster: &[Member], book: &Book) -> Option<GroupSize> {
    let members = u32::try_from(roster.len()).ok().filter(|members| *members > 0);
    book.community.group_size.or(members.map(|members| GroupSize { least: members, most: members }))
}

/// Returns the names of a list to sign, sorted as people look for them: by the first letter. Then there are empty ones.
fn names<'a>(roster: &'a [Member], book: &Book) -> Vec<&'a str> {
    let mut names: Vec<&str> = roster.iter().map(|member| member.name.as_str()).collect();
    names.sort_by_cached_key(|name| crate::handbook::normalize::NormalizedText::of(name));
    let group = book.community.group_size.map_or(LINES, |size| size.most.min(LINES_AT_MOST)) as usize;
    let lines = if names.is_empty() { group } else { names.len() } + GUESTS;
    names.resize(lines, "");
    names
}
