//! The agenda of an event: a line a segment with the clock time at which it begins.

use super::{Paragraphs, is_only_online};
use crate::calendar::context::FeedContext;
use crate::handbook::schedule::Sitting;
use crate::handbook::timeline::{SessionClock, minutes, placed};
use crate::handbook::{Agenda, Minutes, Session};

/// Adds the agenda: doors first, or from when the room is online, the end last. Without an agenda only the former.
pub fn agenda(session: &Session, sitting: &Sitting, context: &FeedContext, told: &mut Paragraphs) {
    let phrases = &context.phrases;
    let zone = context.zone_name(sitting.start.time_zone());
    let doors = context.faces.at(sitting.doors.time());
    let online = is_only_online(session);
    let with_words = |opens: &str| match &session.doors_words {
        Some(words) => phrases.doors_with_words.fill(&[("doors", opens), ("words", words)]),
        None => opens.to_owned(),
    };
    let Some(agenda) = session.agenda.as_ref().filter(|agenda| !agenda.segments.is_empty()) else {
        let opens = if online { &phrases.room_opens_at } else { &phrases.doors_open_at };
        told.add(&with_words(&opens.fill(&[("time", doors), ("zone", &zone)])));
        return;
    };
    told.add(&phrases.agenda.fill(&[("zone", &zone)]));
    let row = |told: &mut Paragraphs, time: &str, title: &str| {
        told.line(|out| phrases.item_without_length.write(&[("time", time), ("title", title)], out));
    };
    let opens = if online { phrases.room_opens } else { phrases.doors_open };
    row(told, doors, &with_words(opens));
    segments(agenda, sitting, context, told);
    row(told, context.faces.at(sitting.end.time()), phrases.ends);
}

fn segments(agenda: &Agenda, sitting: &Sitting, context: &FeedContext, told: &mut Paragraphs) {
    let phrases = &context.phrases;
    let clock = SessionClock::new(agenda, Some(sitting));
    let placed = placed(agenda, Some(sitting), context.book);
    for (segment, placed) in agenda.segments.iter().zip(placed) {
        if let Some(heading) = &segment.heading {
            told.line(|out| out.push_str(heading));
        }
        if let Some((from, to)) =
            placed.gap_start().zip(placed.start).and_then(|(from, to)| clock.at(from).zip(clock.at(to)))
        {
            let values = [("from", context.faces.at(from)), ("to", context.faces.at(to))];
            told.line(|out| phrases.gap.write(&values, out));
        }
        let title = segment.title.plain();
        let time = placed.start.and_then(|start| clock.at(start)).map(|time| context.faces.at(time));
        let written = minutes(segment, context.book);
        let minutes = written.or_else(|| placed.minutes().map(|value| Minutes { value, about: false }));
        let length = minutes.map(|minutes| length(minutes, context));
        let title = ("title", title.as_str());
        told.line(|out| match (time, length.as_deref()) {
            (Some(time), Some(length)) => phrases.item.write(&[("time", time), title, ("length", length)], out),
            (Some(time), None) => phrases.item_without_length.write(&[("time", time), title], out),
            (None, Some(length)) => phrases.item_without_time.write(&[title, ("length", length)], out),
            (None, None) => out.push_str(title.1),
        });
    }
}

/// Returns a length in words: "12 min", "about 30 min".
fn length(minutes: Minutes, context: &FeedContext) -> String {
    let length = context.phrases.minutes.fill(&[("count", &minutes.value.to_string())]);
    if minutes.about { context.phrases.about.fill(&[("what", &length)]) } else { length }
}
