//! Events into session files: one each, one that repeats, or a series of them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar::reader::{Component, Field};

use super::days::{Days, changes_its_clocks, dates, days};
use super::groups::{Group, revision};
use super::names::{SESSIONS, slug};
use super::report::Kind;
use super::times::{self, Meeting};
use super::{Desk, File, describe, front, online, place};

/// What an event without a title is called.
const UNTITLED: &str = "Untitled event";

/// Counts above this are no revisions but stamps of time, which some programs write.
const REVISIONS_AT_MOST: u32 = 10_000;

/// How a session stands to others.
#[derive(Default)]
struct Ties<'a> {
    uid: &'a str,
    series: Option<&'a str>,
    repeats: Option<String>,
    occurrence_of: Option<String>,
}

/// Writes the sessions of one group.
pub fn sessions(group: &Group<'_>, desk: &mut Desk<'_>) {
    let own = |desk: &Desk<'_>| desk.known.contains(&group.uid);
    if !group.uid.is_empty() && own(desk) {
        let first = group.events().next().map(title).unwrap_or_default();
        return desk.report.note_many(Kind::AlreadyHere, 1, &first);
    }
    let Some(master) = group.master else {
        // A part of a series was handed out: one day keeps the UID.
        return strays(&group.overrides, &group.uid, desk);
    };
    let Some(meeting) = times::meeting(master, &title(master), &mut desk.zones, &mut desk.report) else {
        desk.report.note(Kind::NoStart, &title(master));
        return strays(&group.overrides, &group.uid, desk);
    };
    let repeats = ["RRULE", "RDATE"].iter().any(|name| master.get(name).is_some());
    if repeats {
        repeating(group, master, meeting, desk);
    } else {
        session(master, &meeting, &Ties { uid: &group.uid, ..Ties::default() }, desk);
        strays(&group.overrides, "", desk);
    }
}

/// Days that take the place of none: each a session of its own, the first with `uid`.
fn strays(events: &[&Component], uid: &str, desk: &mut Desk<'_>) {
    for (place, event) in events.iter().enumerate() {
        let title = title(event);
        let Some(meeting) = times::meeting(event, &title, &mut desk.zones, &mut desk.report) else {
            desk.report.note(Kind::NoStart, &title);
            continue;
        };
        let uid = if place == 0 { uid } else { "" };
        if uid.is_empty() {
            desk.report.note(Kind::Stray, &title);
        }
        session(event, &meeting, &Ties { uid, ..Ties::default() }, desk);
    }
}

fn repeating(group: &Group<'_>, master: &Component, mut meeting: Meeting, desk: &mut Desk<'_>) {
    let name = title(master);
    if master.get("DTSTART").is_some_and(times::is_utc) && changes_its_clocks(&meeting.start) {
        // Its hour is the same in UTC all year, and no other zone could say so.
        meeting.start = meeting.start.with_time_zone(TimeZone::get("Etc/UTC").unwrap_or(TimeZone::UTC));
        desk.report.note(Kind::UtcRule, &name);
    }
    let zone = meeting.start.time_zone().clone();
    let Days { days, every } = days(master, &meeting, desk);
    let excepted: Vec<Date> = dates(master, "EXDATE", &zone, desk);
    let mut stands_for: Vec<(Date, &Component)> = Vec::new();
    let mut strayed = Vec::new();
    for event in &group.overrides {
        let day =
            event.get("RECURRENCE-ID").and_then(|field| times::days(field, &zone, &mut desk.zones).first().copied());
        match day.filter(|day| days.contains(day) && !stands_for.iter().any(|(taken, _)| taken == day)) {
            Some(day) => stands_for.push((day, event)),
            None => strayed.push(*event),
        }
    }
    let except: Vec<Date> = days.iter().copied().filter(|day| excepted.contains(day)).collect();
    if except.len() == days.len() && stands_for.is_empty() {
        desk.report.note(Kind::NoStart, &name);
        return strays(&strayed, "", desk);
    }
    let on = |day: Date| {
        Some(Meeting { start: zone.to_zoned(day.to_datetime(meeting.start.time())).ok()?, ..meeting.clone() })
    };
    match every.filter(|_| except.len() < days.len()) {
        Some(every) if days.len() > 1 => {
            let Some((first, last)) = days.first().zip(days.last()) else { return };
            let mut says = format!("{{every: {every}, until: {last}");
            if !except.is_empty() {
                let left_out: Vec<String> = except.iter().map(Date::to_string).collect();
                says += &format!(", except: [{}]", left_out.join(", "));
            }
            let ties = Ties { uid: &group.uid, repeats: Some(says + "}"), ..Ties::default() };
            let Some(meeting) = on(*first) else { return };
            let id = session(master, &meeting, &ties, desk);
            for (day, event) in stands_for {
                let Some(meeting) = times::meeting(event, &title(event), &mut desk.zones, &mut desk.report) else {
                    desk.report.note(Kind::NoStart, &title(event));
                    continue;
                };
                let same = meeting.start.date() == day;
                let of = if same { id.clone() } else { format!("{{id: {id}, date: {day}}}") };
                session(event, &meeting, &Ties { occurrence_of: Some(of), ..Ties::default() }, desk);
            }
        }
        _ => one_by_one(group, master, &days, &except, &stands_for, &on, desk),
    }
    strays(&strayed, "", desk);
}

/// Each day a session of its own; several of them a series.
fn one_by_one(
    group: &Group<'_>,
    master: &Component,
    days: &[Date],
    except: &[Date],
    stands_for: &[(Date, &Component)],
    on: &dyn Fn(Date) -> Option<Meeting>,
    desk: &mut Desk<'_>,
) {
    let name = title(master);
    let instead = |day: &Date| stands_for.iter().find(|(of, _)| of == day).map(|(_, event)| *event);
    let kept: Vec<Date> = days.iter().copied().filter(|day| !except.contains(day) || instead(day).is_some()).collect();
    let series = (kept.len() > 1).then(|| {
        desk.report.note(Kind::OneByOne, &name);
        desk.report.series += 1;
        let series = desk.names.new_name(SESSIONS, &name, "series");
        let text = front::entry(&[("title", front::text(&name))], "");
        desk.files.push(File { path: format!("sessions/{series}/series.md"), text });
        series
    });
    for (place, day) in kept.into_iter().enumerate() {
        let event = instead(&day);
        let meeting = match event {
            Some(event) => times::meeting(event, &title(event), &mut desk.zones, &mut desk.report),
            None => on(day),
        };
        let Some(meeting) = meeting else {
            desk.report.note(Kind::NoStart, &name);
            continue;
        };
        let uid = if place == 0 { group.uid.as_str() } else { "" };
        session(event.unwrap_or(master), &meeting, &Ties { uid, series: series.as_deref(), ..Ties::default() }, desk);
    }
}

/// Writes one session and gives its id.
fn session(event: &Component, meeting: &Meeting, ties: &Ties<'_>, desk: &mut Desk<'_>) -> String {
    let raw = |name: &str| event.get(name).map(|field| field.raw.trim().to_ascii_uppercase()).unwrap_or_default();
    let cancelled = raw("STATUS") == "CANCELLED";
    let secret = matches!(raw("CLASS").as_str(), "PRIVATE" | "CONFIDENTIAL");
    let mut name = title(event);
    if cancelled {
        name = without_cancelled(&name, desk);
    }
    let mail = event.get("SUMMARY").map_or(0, |field| online::without_mail(&field.text()).1);
    desk.report.note_many(Kind::Mail, mail, "");

    let described = describe::described(event, &name, &mut desk.report);
    let written = event.get("LOCATION").map(Field::text).unwrap_or_default();
    let location = place::location(&written, &desk.words);
    desk.report.note_many(Kind::Mail, location.mail, "");
    let room = location.room.clone().or_else(|| described.room.clone());
    if room.is_some() || described.has_keys() {
        desk.report.note(Kind::Join, &name);
    }

    let mut fields = vec![("title", front::text(&name))];
    fields.extend(front::when(meeting, &desk.zones.home, desk.clock));
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
            places.push(venue_id(venue, desk));
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
    let revision = revision(event);
    let keeps_uid = !ties.uid.is_empty() || ties.occurrence_of.is_some();
    if keeps_uid && (1..=REVISIONS_AT_MOST).contains(&revision) {
        fields.push(("sequence", revision.to_string()));
        desk.report.note(Kind::Sequence, "");
    }
    if keeps_uid {
        fields.extend(updated(event, desk).map(|day| ("updated", day.to_string())));
    }
    if secret {
        fields.push(("draft", "true".to_owned()));
        desk.report.note(Kind::Secret, "");
    }

    let id = desk.names.new_name(SESSIONS, &format!("{} {}", meeting.start.date(), slug(&name)), "session");
    let folder = ties.series.map_or_else(|| "sessions".to_owned(), |series| format!("sessions/{series}"));
    desk.files.push(File { path: format!("{folder}/{id}.md"), text: front::entry(&fields, &body) });
    desk.report.sessions += 1;
    desk.report.repeating += usize::from(ties.repeats.is_some());
    id
}

/// The day on which an event was last changed: its stamp in the feed must not go back. `None` for the stamp that this
/// program writes where it knows of no change.
fn updated(event: &Component, desk: &Desk<'_>) -> Option<Date> {
    let mut fields = ["LAST-MODIFIED", "DTSTAMP"].iter().filter_map(|name| event.get(name));
    let day = fields.find_map(|field| times::local(&field.raw))?.date();
    (day > jiff::civil::date(2020, 1, 1)).then(|| day.min(desk.settings.today))
}

/// The venue that `text` says; a new one is written.
fn venue_id(text: &str, desk: &mut Desk<'_>) -> String {
    let (id, new) = desk.venues.venue(text, &mut desk.names);
    if let Some(venue) = new {
        let fields = [("name", front::text(&venue.name)), ("address", front::text(&venue.address))];
        desk.files.push(File { path: format!("venues/{id}.md"), text: front::entry(&fields, "") });
        desk.report.note(Kind::Venue, &venue.name);
        desk.report.venues += 1;
    }
    id
}

/// The title of an event, on one line and without mail addresses.
pub(super) fn title(event: &Component) -> String {
    let summary = event.get("SUMMARY").map(Field::text).unwrap_or_default();
    let plain: String =
        online::without_mail(&summary).0.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() { UNTITLED.to_owned() } else { plain }
}

/// A title without the word for "cancelled" that programs put before it; the feed adds its own.
fn without_cancelled(title: &str, desk: &Desk<'_>) -> String {
    let own = desk.words.get("cancelled_title").split('{').next().unwrap_or_default().trim().to_lowercase();
    let marks = [own.as_str(), "cancelled:", "canceled:", "cancelled -", "canceled -", "[cancelled]", "[canceled]"];
    let folded = title.to_lowercase();
    let mark = marks.into_iter().find(|mark| !mark.is_empty() && folded.starts_with(mark));
    let rest = mark.and_then(|mark| title.get(mark.len()..)).map(str::trim).filter(|rest| !rest.is_empty());
    rest.unwrap_or(title).to_owned()
}
