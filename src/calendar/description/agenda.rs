//! The agenda of an event: a line a segment with the clock time at which it begins.

use jiff::SignedDuration;
use jiff::civil::Time;

use super::{Paragraphs, is_only_online};
use crate::calendar::almanac::Almanac;
use crate::handbook::schedule::Sitting;
use crate::handbook::timeline::offsets;
use crate::handbook::{Agenda, Minutes, Session};

/// Tells the agenda: doors first, or from when the room is online, the end last. Without an agenda only the former.
pub fn agenda(session: &Session, sitting: &Sitting, almanac: &Almanac, told: &mut Paragraphs) {
    let phrases = &almanac.phrases;
    let zone = almanac.zone_name(sitting.start.time_zone());
    let doors = almanac.faces.at(sitting.doors.time());
    let online = is_only_online(session);
    let Some(agenda) = session.agenda.as_ref().filter(|agenda| !agenda.segments.is_empty()) else {
        let opens = if online { &phrases.room_opens_at } else { &phrases.doors_open_at };
        told.add(&opens.fill(&[("time", doors), ("zone", &zone)]));
        return;
    };
    told.add(&phrases.agenda.fill(&[("zone", &zone)]));
    let row = |told: &mut Paragraphs, time: &str, title: &str| {
        told.line(|out| phrases.item_without_length.write(&[("time", time), ("title", title)], out));
    };
    row(told, doors, if online { phrases.room_opens } else { phrases.doors_open });
    segments(agenda, sitting, almanac, told);
    row(told, almanac.faces.at(sitting.end.time()), phrases.ends);
}

fn segments(agenda: &Agenda, sitting: &Sitting, almanac: &Almanac, told: &mut Paragraphs) {
    let phrases = &almanac.phrases;
    let clock = WallClock::new(sitting, agenda, almanac);
    for (segment, (begins, minutes)) in agenda.segments.iter().zip(offsets(agenda, almanac.book)) {
        let title = segment.title.plain();
        let time = begins.and_then(|begins| clock.after(begins)).map(|time| almanac.faces.at(time));
        let length = minutes.map(|minutes| length(minutes, almanac));
        let title = ("title", title.as_str());
        told.line(|out| match (time, length.as_deref()) {
            (Some(time), Some(length)) => phrases.item.write(&[("time", time), title, ("length", length)], out),
            (Some(time), None) => phrases.item_without_length.write(&[("time", time), title], out),
            (None, Some(length)) => phrases.item_without_time.write(&[title, ("length", length)], out),
            (None, None) => out.push_str(title.1),
        });
    }
}

/// "12 min", "about 30 min".
fn length(minutes: Minutes, almanac: &Almanac) -> String {
    let length = almanac.phrases.minutes.fill(&[("count", &minutes.value.to_string())]);
    if minutes.about { almanac.phrases.about.fill(&[("what", &length)]) } else { length }
}

/// The clock on the wall while a session lasts.
struct WallClock<'a> {
    sitting: &'a Sitting,
    /// Minutes of the day at the start, where the clocks are not changed before the last segment has begun: then the
    /// rest is a sum.
    steady: Option<u32>,
}

impl<'a> WallClock<'a> {
    fn new(sitting: &'a Sitting, agenda: &Agenda, almanac: &Almanac) -> Self {
        let last = offsets(agenda, almanac.book).filter_map(|(begins, _)| begins).last().unwrap_or(0);
        let start = &sitting.start;
        let then = start.timestamp().saturating_add(SignedDuration::from_mins(i64::from(last)));
        let is_steady = then.is_ok_and(|then| start.time_zone().to_offset(then) == start.offset());
        // Only offsets of whole minutes keep the seconds at zero.
        let steady = (is_steady && start.second() == 0)
            .then(|| u32::try_from(i32::from(start.hour()) * 60 + i32::from(start.minute())).ok());
        WallClock { sitting, steady: steady.flatten() }
    }

    /// What it shows so many minutes after the start.
    fn after(&self, minutes: u32) -> Option<Time> {
        let Some(start) = self.steady else {
            let then = self.sitting.start.checked_add(SignedDuration::from_mins(i64::from(minutes)));
            return Some(then.ok()?.time());
        };
        let minute = start.saturating_add(minutes) % (24 * 60);
        Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()
    }
}
