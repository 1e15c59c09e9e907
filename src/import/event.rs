//! From events to session files: one each, one that repeats, or a series of them.

use jiff::civil::Date;
use jiff::tz::AmbiguousOffset;

use crate::calendar::reader::values;
use crate::calendar::reader::zones::{ZoneMeaning, utc};
use crate::calendar::reader::{Component, Field};
use crate::handbook::rhythm::most;

use super::days::{Days, Occurrence, changes_its_clocks, days, meant};
use super::groups::{EventGroup, revision};
use super::names::{SESSIONS, slug};
use super::report::{ImportReport, ReportKind};
use super::times::{self, EventTime};
use super::{ImportedFile, Importer, describe, front, online, place};

/// The title of an event without one.
const UNTITLED: &str = "Untitled event";

/// The last count of revisions after which there is room to count on: numbers of iCalendar end a little above. Some
/// programs write the seconds since 1970; programs that have seen them take nothing with a lower count.
const REVISIONS_AT_MOST: u32 = 2_100_000_000;

/// The relations of a session to others.
#[derive(Default)]
struct SeriesTies<'a> {
    uid: &'a str,
    series: Option<&'a str>,
    repeats: Option<String>,
    occurrence_of: Option<String>,
    end: front::EndField,
}

/// Writes the sessions of one group.
pub fn sessions(group: &EventGroup<'_>, importer: &mut Importer<'_>) {
    if importer.known.contains(&group.uid) {
        let first = group.events().next().map(title).unwrap_or_default();
        return importer.report.note_many(ReportKind::AlreadyHere, 1, &first);
    }
    let Some(master) = group.master else {
        // A part of a series was handed out: one day keeps the UID.
        return strays(&group.overrides, &group.uid, importer);
    };
    let Some(meeting) = times::meeting(master, &title(master), &mut importer.zones, &mut importer.report) else {
        importer.report.note(ReportKind::NoStart, &title(master));
        return strays(&group.overrides, &group.uid, importer);
    };
    let repeats = ["RRULE", "RDATE"].iter().any(|name| master.get(name).is_some());
    if repeats {
        repeating(group, master, meeting, importer);
    } else {
        session(master, &meeting, &SeriesTies { uid: &group.uid, ..SeriesTies::default() }, importer);
        strays(&group.overrides, "", importer);
    }
}

/// Writes days that replace none: each a session of its own, the first with `uid`.
fn strays(events: &[&Component], uid: &str, importer: &mut Importer<'_>) {
    for (place, event) in events.iter().enumerate() {
        let title = title(event);
        let Some(meeting) = times::meeting(event, &title, &mut importer.zones, &mut importer.report) else {
            importer.report.note(ReportKind::NoStart, &title);
            continue;
        };
        let uid = if place == 0 { uid } else { "" };
        if uid.is_empty() {
            importer.report.note(ReportKind::Stray, &title);
        }
        session(event, &meeting, &SeriesTies { uid, ..SeriesTies::default() }, importer);
    }
}

fn repeating(group: &EventGroup<'_>, master: &Component, mut meeting: EventTime, importer: &mut Importer<'_>) {
    let name = title(master);
    let Some(counted) = times::counted(master, &mut importer.zones) else { return };
    let is_utc = matches!(&counted.clock, ZoneMeaning::Zone(zone) if *zone == utc()) && !counted.whole_days;
    if is_utc && changes_its_clocks(&meeting.start) {
        // Its hour is the same in UTC all year, and no other zone could say so.
        meeting.start = meeting.start.with_time_zone(utc());
        importer.report.note(ReportKind::UtcRule, &name);
    }
    let zone = meeting.start.time_zone().clone();
    let Days { days, mut every } = days(master, &meeting, &counted, &zone, importer);
    if days.is_empty() {
        importer.report.note(ReportKind::Ended, &name);
        return strays(&group.overrides, "", importer);
    }
    let named = |field, importer: &mut Importer<'_>| times::named(field, &counted, &zone, &mut importer.zones);
    let excepted: Vec<usize> =
        master.all("EXDATE").flat_map(|field| named(field, importer)).flat_map(|named| meant(named, &days)).collect();
    let mut stands_for: Vec<(usize, &Component)> = Vec::new();
    let mut onwards: Vec<(usize, &Component)> = Vec::new();
    let mut strayed = Vec::new();
    for event in &group.overrides {
        let field = event.get("RECURRENCE-ID");
        let place = field.and_then(|field| meant(named(field, importer).first().copied()?, &days).first().copied());
        match place.filter(|place| !stands_for.iter().any(|(taken, _)| taken == place)) {
            Some(place) => {
                stands_for.push((place, event));
                let range = field.and_then(|field| field.param("RANGE")).unwrap_or_default();
                if range.eq_ignore_ascii_case("THISANDFUTURE") {
                    onwards.push((place, event));
                    every = None;
                }
            }
            None => strayed.push(*event),
        }
    }
    onwards.sort_by_key(|(place, _)| *place);
    let except: Vec<usize> = (0..days.len()).filter(|place| excepted.contains(place)).collect();
    if except.len() == days.len() && stands_for.is_empty() {
        importer.report.note(ReportKind::AllTakenOut, &name);
        return strays(&strayed, "", importer);
    }
    match every.filter(|_| except.len() < days.len()) {
        Some(every) if days.len() > 1 => {
            let Some((first, last)) = days.first().zip(days.last()) else { return };
            let mut says = format!("{{every: {every}, until: {}", last.start.date());
            if !except.is_empty() {
                let left_out: Vec<String> = except.iter().map(|place| days[*place].start.date().to_string()).collect();
                says += &format!(", except: [{}]", left_out.join(", "));
            }
            let ties =
                SeriesTies { uid: &group.uid, repeats: Some(says + "}"), end: end_of(&days), ..SeriesTies::default() };
            let meeting = EventTime { start: first.start.clone(), minutes: usual_minutes(&days) };
            let id = session(master, &meeting, &ties, importer);
            let of_day = |id: &str, day: Date| Some(format!("{{id: {id}, date: {day}}}"));
            // A whole day has 23 or 25 hours where the clocks are changed.
            let is_unlike = |place: &usize| {
                days[*place].minutes != meeting.minutes
                    && !except.contains(place)
                    && !stands_for.iter().any(|(taken, _)| taken == place)
            };
            for day in (0..days.len()).filter(is_unlike).map(|place| &days[place]) {
                let ties = SeriesTies { occurrence_of: of_day(&id, day.start.date()), ..SeriesTies::default() };
                session(master, &EventTime { start: day.start.clone(), minutes: day.minutes }, &ties, importer);
            }
            for (place, event) in stands_for {
                let Some(meeting) = times::meeting(event, &title(event), &mut importer.zones, &mut importer.report)
                else {
                    importer.report.note(ReportKind::NoStart, &title(event));
                    continue;
                };
                let day = days[place].start.date();
                let same = meeting.start.date() == day;
                let of = if same { Some(id.clone()) } else { of_day(&id, day) };
                session(event, &meeting, &SeriesTies { occurrence_of: of, ..SeriesTies::default() }, importer);
            }
        }
        _ => one_by_one(group, master, &RecurringDays { days, except, stands_for, onwards }, importer),
    }
    strays(&strayed, "", importer);
}

/// Returns how the end of what repeats on `days` is written: not by the clock where the clock jumps over it on one of
/// them.
fn end_of(days: &[Occurrence]) -> front::EndField {
    let Some(first) = days.first() else { return front::EndField::OnTheClock };
    let end = first.start.checked_add(jiff::SignedDuration::from_mins(first.minutes)).unwrap_or(first.start.clone());
    let length = first.start.datetime().duration_until(end.datetime());
    let is_skipped = |day: &Occurrence| {
        let end = day.start.datetime().checked_add(length).ok();
        let offset = end.map(|end| day.start.time_zone().to_ambiguous_zoned(end).offset());
        matches!(offset, Some(AmbiguousOffset::Gap { .. }))
    };
    if days.iter().any(is_skipped) { front::EndField::AsLength } else { front::EndField::OnTheClock }
}

/// Returns the minutes that most of `days` last.
fn usual_minutes(days: &[Occurrence]) -> i64 {
    most(days.iter().map(|day| day.minutes)).map_or(0, |(minutes, _)| minutes)
}

/// The days of what repeats, and the changes of each; all by its place in `days`.
struct RecurringDays<'a> {
    days: Vec<Occurrence>,
    except: Vec<usize>,
    stands_for: Vec<(usize, &'a Component)>,
    /// The events that change their day and all after it, in their order.
    onwards: Vec<(usize, &'a Component)>,
}

/// Writes each day as a session of its own; several of them as a series.
fn one_by_one(group: &EventGroup<'_>, master: &Component, parts: &RecurringDays<'_>, importer: &mut Importer<'_>) {
    let name = title(master);
    let instead = |place: usize| parts.stands_for.iter().find(|(of, _)| *of == place).map(|(_, event)| *event);
    let all = 0..parts.days.len();
    let kept: Vec<usize> = all.filter(|place| !parts.except.contains(place) || instead(*place).is_some()).collect();
    let series = (kept.len() > 1).then(|| {
        importer.report.note(ReportKind::OneByOne, &name);
        importer.report.series += 1;
        let series = importer.names.new_name(SESSIONS, &name, "series");
        let text = front::entry(&[("title", front::text(&name))], "");
        importer.files.push(ImportedFile { path: format!("sessions/{series}/series.md"), text });
        series
    });
    for (number, place) in kept.into_iter().enumerate() {
        let day = &parts.days[place];
        let onwards = parts.onwards.iter().rev().find(|(from, _)| *from < place);
        let (event, meeting) = match (instead(place), onwards) {
            (Some(event), _) => {
                (event, times::meeting(event, &title(event), &mut importer.zones, &mut importer.report))
            }
            (None, Some((from, event))) => (*event, moved(day, &parts.days[*from], event, importer)),
            (None, None) => (master, Some(EventTime { start: day.start.clone(), minutes: day.minutes })),
        };
        let Some(meeting) = meeting else {
            importer.report.note(ReportKind::NoStart, &name);
            continue;
        };
        let uid = if number == 0 { group.uid.as_str() } else { "" };
        session(event, &meeting, &SeriesTies { uid, series: series.as_deref(), ..SeriesTies::default() }, importer);
    }
}

/// Returns a day moved as far as `event` moves the day `from`.
fn moved(day: &Occurrence, from: &Occurrence, event: &Component, importer: &mut Importer<'_>) -> Option<EventTime> {
    // The event itself was reported on its own day.
    let then = times::meeting(event, &title(event), &mut importer.zones, &mut ImportReport::default())?;
    let zone = from.start.time_zone();
    let by = from.start.datetime().duration_until(then.start.with_time_zone(zone.clone()).datetime());
    let start = zone.to_zoned(day.start.datetime().checked_add(by).ok()?).ok()?;
    Some(EventTime { start, minutes: then.minutes })
}

/// Writes one session and returns its id.
fn session(event: &Component, meeting: &EventTime, ties: &SeriesTies<'_>, importer: &mut Importer<'_>) -> String {
    let raw = |name: &str| event.get(name).map(|field| field.raw.trim().to_ascii_uppercase()).unwrap_or_default();
    let cancelled = raw("STATUS") == "CANCELLED";
    let secret = matches!(raw("CLASS").as_str(), "PRIVATE" | "CONFIDENTIAL");
    let mut name = title(event);
    if cancelled {
        name = without_cancelled(&name, importer);
    }
    let mail = event.get("SUMMARY").map_or(0, |field| online::without_mail(&field.text()).1);
    importer.report.note_many(ReportKind::Mail, mail, "");

    let written = event.get("LOCATION").map(Field::text).unwrap_or_default();
    let secrets = describe::secrets(event);
    let told = describe::description(event).unwrap_or_default();
    let mut location = place::location(&written, &importer.words);
    // A page that everybody may read of is no room.
    if location.room.as_ref().is_some_and(|room| !online::is_room(room) && told.contains(room.as_str())) {
        location = place::EventLocation { mail: location.mail, ..place::EventLocation::default() };
    }
    let mut aside = Vec::new();
    let home = location.venue.take_if(|venue| place::is_home(venue));
    let home = home.map(|home| home.split_whitespace().collect::<Vec<_>>().join(" "));
    if let Some(home) = &home {
        importer.report.note(ReportKind::Home, &name);
        aside.push(home.clone());
    }
    if let Some((venue, true)) = location.venue.as_ref().map(|venue| online::without_keys(venue, &secrets)) {
        aside.push(online::without_mail(&written).0.split_whitespace().collect::<Vec<_>>().join(" "));
        location.online = true;
        location.venue = Some(venue).filter(|venue| !online::is_nowhere(venue) && !online::is_rest(venue));
    }
    let summary = event.get("SUMMARY").map(Field::text).unwrap_or_default();
    if online::without_keys(&summary, &secrets).1 {
        aside.push(online::without_mail(&summary).0.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let described = describe::described(event, &name, &aside, &mut importer.report);
    importer.report.note_many(ReportKind::Mail, location.mail, "");
    let room = location.room.clone().or_else(|| described.room.clone());
    if room.is_some() || described.has_keys_beside(home.as_deref()) {
        importer.report.note(ReportKind::Join, &name);
    }

    let mut fields = vec![("title", front::text(&name))];
    fields.extend(front::when(meeting, ties.end, &importer.zones.home, importer.clock));
    let mut body = described.body(room.as_deref());
    let mut places = Vec::new();
    if let Some(venue) = &location.venue {
        if secret {
            // A venue's page would be public.
            body = format!(
                "{}\n{body}",
                super::markdown::plain_line(venue, super::markdown::LineKind::Paragraph).markdown
            );
        } else {
            places.push(venue_id(venue, importer));
        }
    }
    if location.online || room.is_some() {
        places.push("online".to_owned());
    }
    match places.as_slice() {
        [] => {}
        [one] => fields.push(("where", one.clone())),
        several => fields.push(("where", format!("[{}]", several.join(", ")))),
    }
    fields.extend(room.map(|room| ("join", front::text(&room))));
    if cancelled {
        fields.push(("status", "cancelled".to_owned()));
    }
    fields.extend(ties.repeats.clone().map(|repeats| ("repeats", repeats)));
    fields.extend(ties.occurrence_of.clone().map(|of| ("occurrence_of", of)));
    if !ties.uid.is_empty() {
        fields.push(("uid", front::text(ties.uid)));
    }
    let keeps_uid = !ties.uid.is_empty() || ties.occurrence_of.is_some();
    if keeps_uid {
        let revision = Some(revision(event)).filter(|revision| *revision <= REVISIONS_AT_MOST).unwrap_or(0);
        let (updated, is_earlier) = updated(event, importer);
        let sequence = revision + u32::from(is_earlier);
        if sequence > 0 {
            fields.push(("sequence", sequence.to_string()));
        }
        importer.report.note_many(ReportKind::Sequence, usize::from(revision > 0), "");
        fields.extend(updated.map(|day| ("updated", day.to_string())));
    }
    if secret {
        fields.push(("draft", "true".to_owned()));
        importer.report.note(ReportKind::Secret, "");
    }

    let id = importer.names.new_name(SESSIONS, &format!("{} {}", meeting.start.date(), slug(&name)), "session");
    let folder = ties.series.map_or_else(|| "sessions".to_owned(), |series| format!("sessions/{series}"));
    importer.files.push(ImportedFile { path: format!("{folder}/{id}.md"), text: front::entry(&fields, &body) });
    importer.report.sessions += 1;
    importer.report.repeating += usize::from(ties.repeats.is_some());
    id
}

/// Returns the day on which an event was last changed, `None` for the stamp that this program writes where it knows of
/// no change; and whether that day begins before the event's own stamp: then only a higher SEQUENCE makes calendars
/// take it in.
fn updated(event: &Component, importer: &Importer<'_>) -> (Option<Date>, bool) {
    let mut fields = ["LAST-MODIFIED", "DTSTAMP"].iter().filter_map(|name| event.get(name));
    let Some(stamp) = fields.find_map(|field| values::local(&field.raw)) else { return (None, false) };
    let undated = jiff::civil::date(2020, 1, 1);
    let day = Some(stamp.date().min(importer.settings.today)).filter(|day| *day > undated);
    (day, stamp > day.unwrap_or(undated).at(0, 0, 0, 0))
}

/// Returns the id of the venue that `text` names; a new one is written.
fn venue_id(text: &str, importer: &mut Importer<'_>) -> String {
    let (id, new) = importer.venues.venue(text, &mut importer.names);
    if let Some(venue) = new {
        let fields = [("name", front::text(&venue.name)), ("address", front::text(&venue.address))];
        importer.files.push(ImportedFile { path: format!("venues/{id}.md"), text: front::entry(&fields, "") });
        importer.report.note(ReportKind::Venue, &venue.name);
        importer.report.venues += 1;
    }
    id
}

/// Returns the title of an event, on one line and without mail addresses.
pub(super) fn title(event: &Component) -> String {
    let summary = event.get("SUMMARY").map(Field::text).unwrap_or_default();
    let summary = online::without_keys(&summary, &describe::secrets(event)).0;
    let plain: String =
        online::without_mail(&summary).0.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() { UNTITLED.to_owned() } else { plain }
}

/// Returns a title without the word for "cancelled" that programs put before it; the feed adds its own.
fn without_cancelled(title: &str, importer: &Importer<'_>) -> String {
    let own = importer.words.get("cancelled_title").split('{').next().unwrap_or_default().trim().to_lowercase();
    let marks = [own.as_str(), "cancelled:", "canceled:", "cancelled -", "canceled -", "[cancelled]", "[canceled]"];
    let folded = title.to_lowercase();
    let mark = marks.into_iter().find(|mark| !mark.is_empty() && folded.starts_with(mark));
    let rest = mark.and_then(|mark| title.get(mark.len()..)).map(str::trim).filter(|rest| !rest.is_empty());
    rest.unwrap_or(title).to_owned()
}
