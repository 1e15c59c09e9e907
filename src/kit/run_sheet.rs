//! The run sheet: an evening minute by minute on one or two pages, with what only facilitators know. The run view is the
//! same for a screen.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Callout;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Place;
use crate::handbook::{Role, Segment, Session, date_words};
use crate::render::{AgendaView, Output, PageContext, Renderer, agenda};

use super::{KitSettings, KitTexts, run_view};

/// The columns of the map of voices for a group without a roster.
const VOICES: u32 = 12;
const VOICES_AT_MOST: u32 = 60;

/// The lines of two pages in the usual size, roughly: more are set smaller.
const LINES: usize = 72;
/// The words of a line.
const LINE_WORDS: usize = 14;

/// A sitting, and the path of its run sheet in the kit.
pub(super) struct SheetPath<'s> {
    pub dated: &'s DatedSitting<'s>,
    pub path: String,
    /// What the names of its papers end with.
    day: String,
}

impl SheetPath<'_> {
    /// Returns the path of another of its papers, such as `sheets`.
    pub(super) fn paper(&self, name: &str) -> String {
        format!("sessions/{}/{name}{}.html", self.dated.session.meta.id, self.day)
    }
}

/// Returns the run sheets of `near`. The first sitting of a session has plain names, others their day.
pub(super) fn paths<'s>(near: &[&'s DatedSitting<'s>]) -> Vec<SheetPath<'s>> {
    let mut sheets: Vec<SheetPath<'s>> = Vec::with_capacity(near.len());
    for dated in near {
        let is_further = sheets.iter().any(|sheet| sheet.dated.session.meta.id == dated.session.meta.id);
        let day = if is_further { format!("-{}-{}", dated.date(), dated.sitting.number) } else { String::new() };
        let mut sheet = SheetPath { dated, path: String::new(), day };
        sheet.path = sheet.paper("run-sheet");
        sheets.push(sheet);
    }
    sheets
}

/// Returns where the site's pages lie for the page at `path` in the kit.
pub(super) fn site_address(path: &str, settings: &KitSettings<'_>) -> String {
    match settings.site {
        Some(site) if site.starts_with("..") => "../".repeat(path.matches('/').count()) + site,
        Some(site) => site.to_owned(),
        None => "#".to_owned(),
    }
}

#[derive(Serialize)]
struct RunSheetView<'a> {
    date: String,
    time: String,
    zone: String,
    doors: Option<String>,
    end: String,
    venue: Option<SheetVenue<'a>>,
    link: Option<&'a str>,
    dial_in: Option<&'a str>,
    purpose: Option<Value>,
    /// The values of the group, in short.
    values: Vec<&'a str>,
    agreements: Vec<&'a str>,
    /// Whether a room opens, and no doors.
    is_only_online: bool,
    agenda: Option<AgendaView<'a>>,
    /// By a segment's place: the facilitators' notes in it.
    notes: Vec<Vec<Value>>,
    /// The notes that stand outside the agenda's segments.
    other_notes: Vec<Value>,
    bring: &'a [String],
    snack: &'a [String],
    /// The names in the map of voices.
    voices: Vec<String>,
    /// Whether it is set smaller, so that it ends on the second page.
    is_long: bool,
    today: &'static str,
    /// What the script of the run view reckons with; `None` on paper, and where not every part has its place on the
    /// clock.
    run: Option<Value>,
}

#[derive(Serialize)]
struct SheetVenue<'a> {
    name: &'a str,
    address: &'a str,
    getting_in: Option<&'a str>,
    room: Option<&'a str>,
    parking: Option<&'a str>,
}

/// Makes the run sheet of a sitting and its run view.
///
/// # Errors
///
/// When a template fails.
pub(super) fn pages(
    renderer: &Renderer,
    sheet: &SheetPath<'_>,
    texts: &KitTexts<'_>,
    settings: &KitSettings<'_>,
) -> Result<[Output; 2], Vec<Diagnostic>> {
    let DatedSitting { session, sitting } = sheet.dated;
    let book = renderer.public().book();
    let elsewhere = site_address(&sheet.path, settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path: &sheet.path };
    let words = site.words;
    let clock = |time| date_words::clock_time(time, site.clock, words);
    let own: Vec<&Callout> =
        texts.callouts.iter().filter(|note| note.span.file == session.meta.file).map(|note| &**note).collect();
    let (notes, others) = placed(session, &own);
    let html = |notes: Vec<&Callout>| notes.into_iter().map(|note| at.prose(&note.prose)).collect::<Vec<Value>>();
    let join = texts.joins.get(&session.meta.id);
    let venue = session.place.as_ref().and_then(|place| place.venue.as_ref()).and_then(|id| book.venue(&id.value));
    let short = |values: &'_ Option<std::sync::Arc<crate::handbook::Values>>| {
        values.iter().flat_map(|values| values.items.iter().map(|item| item.title.clone())).collect::<Vec<String>>()
    };
    let (values, agreements) = (short(&book.values), short(&book.agreements));
    let group = book.community.group_size.map_or(VOICES, |size| size.most.min(VOICES_AT_MOST));
    let voices: Vec<String> = if texts.names.is_empty() {
        (1..=group).map(|number| number.to_string()).collect()
    } else {
        texts.names.iter().map(|name| (*name).to_owned()).collect()
    };
    let mut view = RunSheetView {
        date: date_words::long_date(sitting.start.date(), words),
        time: date_words::clock_range(sitting.start.time(), sitting.end.time(), site.clock, words),
        zone: date_words::zone(&sitting.start, words),
        doors: (sitting.doors < sitting.start).then(|| clock(sitting.doors.time())),
        end: clock(sitting.end.time()),
        venue: venue.map(|venue| SheetVenue {
            name: &venue.meta.title,
            address: &venue.address,
            getting_in: venue.getting_in.as_deref(),
            room: venue.room.as_deref(),
            parking: venue.parking.as_deref(),
        }),
        link: join.and_then(|join| join.link.as_ref()).map(|link| link.value.as_str()),
        dial_in: join.and_then(|join| join.dial_in.as_ref()).map(|number| number.value.as_str()),
        purpose: session.body.section(Role::Purpose).map(|section| at.prose(&section.prose)),
        values: values.iter().map(String::as_str).collect(),
        agreements: agreements.iter().map(String::as_str).collect(),
        is_only_online: session.place.as_ref().is_some_and(Place::is_only_online),
        agenda: session.agenda.as_ref().map(|written| agenda(&at, session, written, Some(sitting))),
        notes: notes.into_iter().map(html).collect(),
        other_notes: html(others),
        is_long: lines(session, &own) + voices.len() > LINES,
        bring: &session.bring,
        snack: &session.snack,
        voices,
        today: "index.html",
        run: None,
    };
    let on_paper = renderer.other_page(&sheet.path, "kit-run-sheet.html", &session.meta.title, &view)?;
    view.run = run_view::data(sheet.dated, book, site.clock, words);
    let on_screen = renderer.other_page(&sheet.paper("run"), "kit-run.html", &session.meta.title, &view)?;
    Ok([on_paper, on_screen])
}

/// Returns the lines that an agenda takes, roughly: five a segment, its texts, and a line for what it needs.
fn lines(session: &Session, notes: &[&Callout]) -> usize {
    let segments = session.agenda.as_ref().map_or(&[][..], |agenda| &agenda.segments);
    let details = segments.iter().map(|segment| &segment.details).chain(notes.iter().map(|note| &note.prose));
    let words: usize = details.map(|prose| prose.plain().split_whitespace().count()).sum();
    let bring: usize = segments.iter().map(|segment| segment.bring.len()).sum();
    segments.len() * 5 + words / LINE_WORDS + bring
}

/// Returns the notes of each segment, which are those below its title, and those of no segment. All of them are of the
/// session's file.
fn placed<'c>(session: &Session, notes: &[&'c Callout]) -> (Vec<Vec<&'c Callout>>, Vec<&'c Callout>) {
    let segments = session.agenda.as_ref().map_or(&[][..], |agenda| &agenda.segments);
    let sections = session.body.sections.iter().filter(|section| section.role != Some(Role::Agenda));
    let headings: Vec<usize> = sections.map(|section| section.heading.span.range().start).collect();
    let mut inside: Vec<Vec<&Callout>> = vec![Vec::new(); segments.len()];
    let mut others = Vec::new();
    for note in notes {
        let at = note.span.range().start;
        let is_above = |segment: &Segment| segment.span.range().start < at;
        // A heading of another section between them ends the segment.
        let is_of =
            |segment: &Segment| !headings.iter().any(|heading| (segment.span.range().start..at).contains(heading));
        match segments.iter().rposition(is_above).filter(|place| is_of(&segments[*place])) {
            Some(place) => inside[place].push(*note),
            None => others.push(*note),
        }
    }
    (inside, others)
}
