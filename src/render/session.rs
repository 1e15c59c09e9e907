//! The page of a session: first when and where, then everything else that it has.

use serde::Serialize;
use tera::Value;

use crate::handbook::session::{ReadingUse, SignUp, Status};
use crate::handbook::{EntryKind, Role, Section, Session, Venue, Words, date_words};

use super::agenda::{self, AgendaView};
use super::context::{LinkView, PageContext, PersonCard, SectionView};
use super::copy_links;
use super::date_view::{self, WhenView};
use super::excerpt;
use super::json_ld;
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::repeats::{self, Instead, RepeatsView};
use super::reschedule::{self, ChangeView};
use super::sections::SiteSection;

/// The headings that have a place of their own on the page, in its order. What happened has two, and so does not
/// determine where another heading stands.
const KNOWN: [Role; 6] =
    [Role::Purpose, Role::Prepare, Role::Bring, Role::Agenda, Role::JournalPrompt, Role::BetweenSessions];

/// A heading of the author's own: before the next one that has a place on the page, otherwise behind the one before.
#[derive(Debug, Serialize)]
pub(super) struct Own<Section> {
    /// The place on the page that it stands before: that of `agenda` ..., or `end`.
    pub before: &'static str,
    pub section: Section,
}

/// The fields that `session.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SessionPage<'a> {
    pub series: Option<LinkView<'a>>,
    pub status: &'a str,
    pub cancelled: bool,
    pub coming: bool,
    pub when: WhenView,
    /// Further sittings of the same session.
    pub also: Vec<WhenView>,
    pub repeats: Option<RepeatsView<'a>>,
    /// The repeating session that this one replaces once.
    pub replaces: Option<LinkView<'a>>,
    pub replaces_date: Option<String>,
    /// The coming days of a session that repeats for which another one stands.
    pub instead: Vec<Instead<'a>>,
    /// The newest first.
    pub changes: Vec<ChangeView>,
    pub place: PlaceView<'a>,
    /// Its own feed, to take a copy from.
    pub feed: Option<String>,
    /// The forms of web calendars, filled in.
    pub copy_links: Vec<LinkView<'a>>,
    /// The way to subscribe, where one can.
    pub subscribe: Option<String>,
    pub facilitators: Vec<PersonCard<'a>>,
    pub guests: Vec<PersonCard<'a>>,
    pub summary: Value,
    pub purpose: Option<SectionView<'a>>,
    pub prepare: Option<SectionView<'a>>,
    pub bring: Option<SectionView<'a>>,
    pub bring_items: &'a [String],
    pub snack: &'a [String],
    /// The one whose turn it is to bring something to eat.
    pub snack_turn: Option<&'a str>,
    /// The words on what to do once the doors are open.
    pub doors_words: Option<&'a str>,
    /// Whether it is online and still to come.
    pub before_you_join: bool,
    pub ways_to_take_part: Option<&'a str>,
    /// The agreements, for the first session of a series while it is to come.
    pub first_time: Vec<LinkView<'a>>,
    /// The title of the agreements: the first time of all, or the first online.
    pub first_time_title: &'a str,
    pub sign_up: Option<SignUpView<'a>>,
    pub live_notes: Vec<LinkView<'a>>,
    pub readings: Vec<SessionReading<'a>>,
    pub scenarios: Vec<LinkView<'a>>,
    pub guidance: Vec<LinkView<'a>>,
    pub agenda: Option<AgendaView<'a>>,
    pub journal: Option<SectionView<'a>>,
    pub between: Option<SectionView<'a>>,
    pub happened: Option<SectionView<'a>>,
    /// In the author's order.
    pub own: Vec<Own<SectionView<'a>>>,
    pub carried: Option<CarriedOver<'a>>,
    pub notes: Vec<LinkView<'a>>,
    pub recording: Vec<LinkView<'a>>,
    pub slides: Vec<LinkView<'a>>,
    pub footnotes: Value,
    /// The session for search engines, ready to stand in its block.
    pub json_ld: Option<Value>,
}

/// The sign-up, while one can.
#[derive(Debug, Serialize)]
pub(super) struct SignUpView<'a> {
    pub link: LinkView<'a>,
    /// Whether its author gave it words.
    pub is_named: bool,
    /// "until 12 November 2026".
    pub until: Option<String>,
    /// "16 places".
    pub places: Option<String>,
}

/// The place of a session, and how to join as far as it may be shown.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView<'a> {
    pub announced: bool,
    pub venue: Option<VenueFacts<'a>>,
    /// The text on the venue's page before its first heading.
    pub about: Value,
    pub online: bool,
    pub join: Option<&'a str>,
    /// Whether the members' calendar has what is not shown here.
    pub join_in_members_calendar: bool,
    pub dial_in: Option<&'a str>,
    pub tech_help: Option<LinkView<'a>>,
}

/// The facts that one needs to get into a venue.
#[derive(Debug, Serialize)]
pub(super) struct VenueFacts<'a> {
    pub name: &'a str,
    pub url: String,
    pub address: &'a str,
    pub room: Option<&'a str>,
    pub parking: Option<&'a str>,
    pub getting_in: Option<&'a str>,
    pub accessible: Option<&'a str>,
    pub map: Option<LinkView<'a>>,
    pub draft: bool,
}

/// A reading as this session uses it.
#[derive(Debug, Serialize)]
pub(super) struct SessionReading<'a> {
    pub citation: &'a str,
    pub url: String,
    pub part: Option<&'a str>,
    pub access: Option<&'a str>,
    pub time: Option<&'a str>,
    pub link: Option<String>,
}

/// The tasks that the session before set.
#[derive(Debug, Serialize)]
pub(super) struct CarriedOver<'a> {
    pub from: LinkView<'a>,
    pub html: Value,
}

/// Makes the page of the session at `place` in the book.
pub(super) fn page<'a>(at: PageContext<'a>, place: usize, session: &'a Session) -> Ready<'a> {
    let (site, book, words) = (at.site, at.site.book, at.site.words);
    let body = &session.body;
    let series = session.series.as_deref().and_then(|id| book.series(id));
    let when = date_view::when(&at, session);
    let agenda = session.agenda.as_ref().filter(|agenda| !agenda.segments.is_empty() || !agenda.intro.is_empty());
    let agenda = agenda.map(|agenda| agenda::agenda(&at, session, agenda, when.sitting.as_ref()));
    let has_prompt = agenda.as_ref().is_some_and(|agenda| agenda.segments.iter().any(|one| one.prompt.is_some()));
    let around = site.around.get(place).copied().unwrap_or_default();
    let neighbour = |place: Option<usize>| place.and_then(|place| book.sessions.get(place)).map(|s| at.link(&s.meta));

    let is_ahead = site.is_coming(session) && session.status != Status::Cancelled;
    // A session beside the series of a group is nobody's first.
    let is_of_group = session.series.is_some() || book.series.is_empty();
    let is_first = is_ahead && is_of_group && around.previous.is_none();
    let is_first_online = is_ahead && is_of_group && site.first_online.contains(&place);

    let mut here = PageMeta::entry(&at, &session.meta);
    here.crumbs.extend(series.map(|series| at.link(&series.meta)));
    here.previous = neighbour(around.previous);
    here.next = neighbour(around.next);
    here.description = Some(description(&when.first, session, words));
    let feed = site.feed(place).map(|path| at.href(&path));
    here.feed = feed.clone().map(|url| LinkView { title: session.meta.title.as_str().into(), url: Some(url) });

    let view = SessionPage {
        series: series.map(|series| at.link(&series.meta)),
        status: status(session, words),
        cancelled: session.status == Status::Cancelled,
        coming: site.is_coming(session),
        also: when.others,
        repeats: repeats::repeats(&at, place, session),
        replaces: session.occurrence_of.as_ref().and_then(|of| at.session(&of.session)),
        replaces_date: session
            .occurrence_of
            .as_ref()
            .and_then(|of| of.date)
            .map(|date| date_words::long_date(date, words)),
        instead: repeats::instead(&at, place).into_iter().filter(|other| !other.past).collect(),
        changes: reschedule::changes(&at, session),
        place: place_view(&at, session),
        copy_links: copy_links::copy_links(&at, session, when.sitting.as_ref()),
        subscribe: book.community.website.as_ref().map(|_| at.href(SiteSection::Calendar.path())),
        feed,
        facilitators: at.people(book.facilitators(session)),
        guests: at.people(&session.guests),
        summary: at.opening(&body.summary),
        purpose: at.part(body, Role::Purpose),
        prepare: at.part(body, Role::Prepare),
        bring: at.part(body, Role::Bring),
        bring_items: &session.bring,
        snack: &session.snack,
        snack_turn: site.snack_turns.get(place).and_then(Option::as_deref).filter(|_| is_ahead),
        doors_words: session.doors_words.as_deref(),
        before_you_join: is_ahead && session.place.as_ref().is_some_and(|place| place.online),
        ways_to_take_part: session.ways_to_take_part.as_deref().filter(|_| is_ahead),
        first_time: if is_first || is_first_online { agreements(&at) } else { Vec::new() },
        first_time_title: words.get(if is_first { "first_time" } else { "first_time_online" }),
        sign_up: session.sign_up.as_ref().filter(|_| is_ahead).and_then(|sign_up| sign_up_view(&at, sign_up)),
        live_notes: at.links(&session.live_notes),
        readings: session.readings.iter().filter_map(|used| reading(&at, used)).collect(),
        scenarios: scenarios(&at, place),
        guidance: session
            .guidance
            .iter()
            .filter_map(|id| book.named(EntryKind::Guidance, &id.value))
            .map(|guide| at.link(guide))
            .collect(),
        journal: at.part(body, Role::JournalPrompt).filter(|_| !has_prompt),
        agenda,
        between: at.part(body, Role::BetweenSessions),
        happened: at.part(body, Role::WhatHappened),
        own: own(session, |section| at.section(section)),
        carried: around.carried.and_then(|place| carried(&at, book.sessions.get(place)?)),
        notes: at.links(&session.notes),
        recording: at.links(&session.recording),
        slides: at.links(&session.slides),
        footnotes: at.prose(&body.footnotes),
        json_ld: json_ld::json_ld(&at, session, here.canonical.as_deref()).map(|text| Value::safe_string(&text)),
        when: when.first,
    };
    let here = here.with_lines(contents(&view, session, words));
    Ready::new("session.html", here, &view)
}

fn description(when: &WhenView, session: &Session, words: &Words) -> String {
    let when = match &when.time {
        Some(time) => words.fill("date_and_time", &[("date", &when.date), ("time", time)]),
        None => when.date.clone(),
    };
    match session.status {
        Status::Cancelled => words.fill("cancelled_title", &[("title", &when)]),
        Status::Planned | Status::Confirmed | Status::Done => when,
    }
}

/// Returns the words of a list elsewhere on a session: when it takes place and what it is about.
pub(super) fn told_in_lists(at: &PageContext<'_>, session: &Session) -> String {
    let when = description(&date_view::when(at, session).first, session, at.site.words);
    match json_ld::description(session) {
        Some(about) => format!("{when}. {about}"),
        None => when,
    }
}

fn status<'a>(session: &Session, words: &'a Words) -> &'a str {
    match session.status {
        Status::Confirmed => words.get("confirmed"),
        // That it is cancelled is shown above everything else.
        Status::Planned | Status::Cancelled | Status::Done => "",
    }
}

/// Returns the sections that are just content.
fn own<'a, View>(session: &'a Session, view: impl Fn(&'a Section) -> View) -> Vec<Own<View>> {
    const BEFORE: [&str; 7] = ["purpose", "prepare", "bring", "agenda", "journal", "between", "end"];
    let sections = &session.body.sections;
    let place = |section: &Section| KNOWN.iter().position(|known| section.role == Some(*known));
    let is_own = |section: &Section| place(section).is_none() && section.role != Some(Role::WhatHappened);
    // What follows the last heading that has a place stands behind it; where none has one, all stands between what was
    // planned and what is to be tried.
    let behind = sections.iter().rev().find_map(place).map_or(5, |last| last + 1);
    let mut before = BEFORE.get(behind).copied().unwrap_or("end");
    let mut own = Vec::new();
    for section in sections.iter().rev() {
        match place(section) {
            Some(place) => before = BEFORE[place],
            None if is_own(section) => own.push(Own { before, section: view(section) }),
            None => {}
        }
    }
    own.reverse();
    own
}

/// Returns the headings in the order of the page, the theme's own among them. It is not the author's: what happened
/// comes first once it has.
fn contents<'a>(view: &SessionPage<'a>, session: &'a Session, words: &'a Words) -> Vec<Content<'a>> {
    let written = |role: Role| session.body.section(role).map(line);
    let own = |is_there: bool, id: &'static str, key| is_there.then(|| Content::new(2, id, words.get(key)));
    let happened = || written(Role::WhatHappened);
    let afterwards = [&view.notes, &view.recording, &view.slides].iter().any(|links| !links.is_empty());
    let mut others = self::own(session, line);
    let mut before = |place: &str| -> Vec<Content<'a>> {
        others.extract_if(.., |own| own.before == place).map(|own| own.section).collect()
    };
    let one = |line: Option<Content<'a>>| Vec::from_iter(line);
    let lines = [
        one(happened().filter(|_| !view.coming)),
        before("purpose"),
        one(written(Role::Purpose)),
        one(own(view.carried.is_some(), "_carried", "we_said_we_would_try")),
        before("prepare"),
        one(written(Role::Prepare)),
        one(own(view.before_you_join, "_join", "before_you_join")),
        one((!view.first_time.is_empty()).then(|| Content::new(2, "_first", view.first_time_title))),
        one(own(!view.readings.is_empty() || !view.guidance.is_empty(), "_readings", "to_read")),
        one(own(!view.scenarios.is_empty(), "_scenarios", "scenarios_here")),
        before("bring"),
        one(written(Role::Bring).or_else(|| own(!view.bring_items.is_empty(), "_bring", "please_bring"))),
        before("agenda"),
        one(written(Role::Agenda).filter(|_| view.agenda.is_some())),
        before("journal"),
        one(written(Role::JournalPrompt)
            .map(|line| if view.journal.is_none() { Content { level: 3, ..line } } else { line })),
        before("between"),
        one(written(Role::BetweenSessions)),
        before("end"),
        one(happened().filter(|_| view.coming)),
        one(own(afterwards, "_afterwards", "afterwards")),
    ];
    lines.into_iter().flatten().collect()
}

fn line(section: &Section) -> Content<'_> {
    Content::new(2, &section.heading.id, &section.heading.text)
}

fn place_view<'a>(at: &PageContext<'a>, session: &'a Session) -> PlaceView<'a> {
    let book = at.site.book;
    let join = at.site.public.join(&session.meta.id);
    let place = session.place.as_ref();
    let venue = place.and_then(|place| place.venue.as_ref()).and_then(|id| book.venue(&id.value));
    let help = session.tech_help.as_ref().and_then(|id| book.person(&id.value));
    PlaceView {
        announced: place.is_some(),
        venue: venue.map(|venue| facts(at, venue)),
        about: venue.map_or_else(|| "".into(), |venue| excerpt::prose(at, &venue.body.summary, &venue.meta)),
        online: place.is_some_and(|place| place.online),
        join: join.and_then(|join| join.link.as_ref()).map(|link| link.value.as_str()),
        join_in_members_calendar: at.site.public.is_join_told_to_members(&session.meta.id),
        dial_in: join.and_then(|join| join.dial_in.as_ref()).map(|dial| dial.value.as_str()),
        tech_help: help.map(|person| at.link(&person.meta)),
    }
}

/// Returns a venue's facts.
pub(super) fn facts<'a>(at: &PageContext<'a>, venue: &'a Venue) -> VenueFacts<'a> {
    VenueFacts {
        name: &venue.meta.title,
        url: at.href(&venue.meta.address),
        address: &venue.address,
        room: venue.room.as_deref(),
        parking: venue.parking.as_deref(),
        getting_in: venue.getting_in.as_deref(),
        accessible: venue.accessible.as_deref(),
        draft: venue.meta.draft,
        map: venue.map.as_ref().and_then(|map| at.links(std::slice::from_ref(map)).pop()),
    }
}

fn reading<'a>(at: &PageContext<'a>, used: &'a ReadingUse) -> Option<SessionReading<'a>> {
    let reading = at.site.book.reading(&used.reading.value)?;
    Some(SessionReading {
        citation: &reading.citation,
        url: at.href(&reading.meta.address),
        part: used.part.as_deref(),
        access: reading.access.as_deref(),
        time: reading.time_to_read.as_deref(),
        link: reading.link.as_ref().and_then(|link| at.file(link)),
    })
}

/// Returns the headings of what has been agreed.
fn agreements<'a>(at: &PageContext<'a>) -> Vec<LinkView<'a>> {
    let Some(agreements) = at.site.book.agreements.as_deref() else { return Vec::new() };
    let page = at.href(&agreements.meta.address);
    let line = |agreement: &'a crate::handbook::Value| LinkView {
        title: agreement.title.as_str().into(),
        url: Some(format!("{page}#{}", agreement.id)),
    };
    agreements.items.iter().map(line).collect()
}

/// Returns how to sign up; nothing once the last day is over.
fn sign_up_view<'a>(at: &PageContext<'a>, sign_up: &'a SignUp) -> Option<SignUpView<'a>> {
    if sign_up.until.is_some_and(|until| until < at.site.today) {
        return None;
    }
    let words = at.site.words;
    let until = sign_up.until.map(|until| date_words::date(until, words));
    Some(SignUpView {
        link: at.links(std::slice::from_ref(&sign_up.link)).pop()?,
        is_named: sign_up.link.title.is_some(),
        until: until.map(|until| words.fill("sign_up_until", &[("date", &until)])),
        places: sign_up.places.map(|places| words.count("places", places)),
    })
}

/// Returns its own scenarios, and those that name it as theirs.
fn scenarios<'a>(at: &PageContext<'a>, place: usize) -> Vec<LinkView<'a>> {
    let places = at.site.of_sessions.scenarios.get(place).into_iter().flatten();
    places.filter_map(|place| at.site.book.scenarios.get(*place)).map(|scenario| at.link(&scenario.meta)).collect()
}

fn carried<'a>(at: &PageContext<'a>, before: &'a Session) -> Option<CarriedOver<'a>> {
    let section = before.body.section(Role::BetweenSessions)?;
    Some(CarriedOver { from: at.link(&before.meta), html: excerpt::prose(at, &section.prose, &before.meta) })
}
