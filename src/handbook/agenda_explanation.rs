//! The reading of a session's agenda, line by line, for the facilitator who wrote it.

use serde::Serialize;

use super::agenda::{KindSource, Segment};
use super::timeline::{Timed, timeline};
use super::{Book, Session, Words, agenda_words, date_words, schedule};

/// The reading of a whole agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AgendaExplanation {
    /// One for each segment, in order.
    pub segments: Vec<ExplainedSegment>,
    /// The length altogether, beside the planned length where that is another.
    pub total: Option<String>,
    /// "Everyone speaks from minute 5".
    pub first_voice: Option<String>,
    /// The zone of the clock times: "Halifax time (AST)".
    pub zone: Option<String>,
    /// Lines that look like an agenda and are not read as one.
    pub unread: Vec<String>,
}

/// The reading of one segment. Everything is plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedSegment {
    pub title: String,
    /// The sub-heading that it begins, and the time before it in which nothing is planned.
    pub before: Vec<String>,
    /// Whether it runs beside the segment before.
    pub is_beside: bool,
    pub kind: Option<String>,
    /// The source of the kind, in words; none where it was marked.
    pub kind_source: Option<String>,
    pub group: Option<String>,
    /// The number of rooms that the grouping makes, and of seconds that each person has.
    pub sizes: Vec<String>,
    pub length: Option<String>,
    /// Its start and its end.
    pub clock: Option<String>,
    /// The people who speak; none where that is not known.
    pub voice: Option<String>,
    pub leads: Vec<String>,
    /// The title of the method that it uses.
    pub method: Option<String>,
}

/// Returns how the agenda of `session` was read; `None` where it has none and nothing looks like one. The clock times
/// are those of its first sitting.
#[must_use]
pub fn explained(session: &Session, book: &Book, words: &Words) -> Option<AgendaExplanation> {
    let Some(agenda) = session.agenda.as_ref() else {
        let unread = AgendaExplanation { unread: session.unread.clone(), ..AgendaExplanation::default() };
        return Some(unread).filter(|read| !read.unread.is_empty());
    };
    let sitting = schedule::sittings(session, book.zone(session)).into_iter().next();
    let laid = timeline(agenda, sitting.as_ref(), book.community.group_size, book);
    let segments = agenda.segments.iter().zip(&laid.segments);
    Some(AgendaExplanation {
        segments: segments.map(|(segment, timed)| line(segment, timed, book, words)).collect(),
        total: (laid.total > 0).then(|| agenda_words::total(&laid, words)),
        first_voice: laid.first_voice.map(|minute| agenda_words::first_voice(minute, words)),
        zone: sitting.map(|sitting| date_words::zone(&sitting.start, words)),
        unread: session.unread.clone(),
    })
}

fn line(segment: &Segment, timed: &Timed, book: &Book, words: &Words) -> ExplainedSegment {
    let clock = date_words::clock(&book.community, words);
    let ends = timed.start.zip(timed.end);
    let start = || timed.start.map(|start| date_words::clock_time(start, clock, words));
    let (kind, group) = agenda_words::kind_and_group(timed.kind, timed.group, words);
    let name = |written: &str| book.who(written).map_or_else(|| written.to_owned(), |who| who.meta.title.clone());
    let method = segment.method.as_ref().and_then(|id| book.method(&id.value));
    let kind_source = match timed.kind_source {
        Some(KindSource::Method) => Some("kind_from_method"),
        Some(KindSource::Title) => Some("kind_from_title"),
        Some(KindSource::Bracket | KindSource::Column) | None => None,
    };
    ExplainedSegment {
        title: segment.title.plain(),
        before: segment.heading.iter().cloned().chain(agenda_words::gap(timed, clock, words)).collect(),
        is_beside: timed.placed.is_beside,
        kind,
        kind_source: kind_source.map(|key| words.get(key).to_owned()),
        group,
        sizes: agenda_words::sizes(timed, words).collect(),
        length: timed.minutes.map(|minutes| agenda_words::length(minutes, timed.about, words)),
        clock: ends.map(|(start, end)| date_words::clock_range(start, end, clock, words)).or_else(start),
        voice: timed.is_known().then(|| agenda_words::voice_words(timed.voice, words).to_owned()),
        leads: segment.leads.iter().map(|lead| name(&lead.value)).collect(),
        method: method.map(|method| method.meta.title.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{self, words::words};
    use crate::source::Source;

    const COMMUNITY: &str =
        "name: The Tidepool Circle\ntimezone: America/Halifax\nlanguage: en\ngroup_size: 12 to 16\n";

    fn read(session: &str) -> Option<AgendaExplanation> {
        let texts = [
            ("community.yml", COMMUNITY),
            ("people/tobias.md", "---\nname: Tobias Achterberg\nrole: facilitator\n---\n"),
            ("methods/slow-looking.md", "---\ntitle: Slow looking\nminutes: 20\nkind: discussion\n---\nLook.\n"),
            ("sessions/a.md", session),
        ];
        let source = |(path, text): (&str, &str)| Source { path: path.into(), text: text.to_owned() };
        let parsed = texts.map(|text| parse::parse(&source(text)));
        let files = texts.iter().map(|(path, _)| (*path).into()).collect();
        let (handbook, _) = parse::assemble(&parsed, files);
        let book = handbook.expect("a community").book;
        explained(&book.sessions[0], &book, &words("en").0)
    }

    fn lines(explained: &AgendaExplanation) -> Vec<String> {
        let line = |line: &ExplainedSegment| {
            let guessed = if line.kind_source.is_some() { "?" } else { "" };
            let read = [&line.kind, &line.group, &line.length, &line.clock].map(|part| part.as_deref().unwrap_or("-"));
            let who = [line.sizes.join(" and "), line.leads.join(" and ")].join("; ");
            let voice = line.voice.as_deref().unwrap_or("-");
            format!("{}{guessed}: {}: {voice}; {who}", line.title, read.join(", "))
        };
        explained.segments.iter().map(line).collect()
    }

    #[test]
    fn every_line_says_how_it_was_read() {
        let explained = read(
            "---\ntitle: A\ndate: 2026-11-19\ntime: 6:30-8 pm\n---\n## Agenda\n- 5 min: Welcome <b>all</b>\n\
             - 25 min: Breakout groups of 4 - redesign *the hall* [breakout]\n  - Lead: tobias\n\
             - Look closely\n  - Use: slow-looking\n- Stay\n- 10 min: Close\n",
        )
        .expect("an agenda");
        assert_eq!(
            lines(&explained),
            [
                "Welcome <b>all</b>: -, -, 5 min, 6:30–6:35 pm: -; ; ",
                "Breakout groups of 4 - redesign the hall: breakout, groups of 4, 25 min, 6:35–7:00 pm: Small groups; \
                 3 to 4 rooms; Tobias Achterberg",
                "Look closely?: discussion, -, 20 min, 7:00–7:20 pm: Whole group; ; ",
                "Stay: -, -, -, 7:20 pm: -; ; ",
                "Close?: close, -, 10 min, -: Facilitator; ; ",
            ]
        );
        assert_eq!(explained.segments[2].method.as_deref(), Some("Slow looking"));
        assert_eq!(explained.total.as_deref(), Some("1 hour of 1 hour 30 minutes planned"));
        assert_eq!(explained.first_voice, None, "a fifth of the minutes and more has no kind");
        assert_eq!(explained.zone.as_deref(), Some("Halifax time (AST)"));
    }

    #[test]
    fn without_a_date_there_are_no_clock_times() {
        let explained = read("---\ntitle: A\ndate: to be decided\n---\n## Agenda\n- 5 min: Tea [break]\n");
        let explained = explained.expect("an agenda");
        assert_eq!(lines(&explained), ["Tea: break, -, 5 min, -: Break; ; "]);
        assert_eq!(explained.zone, None);
    }

    #[test]
    fn a_session_without_an_agenda_has_nothing_to_explain() {
        assert_eq!(read("---\ntitle: A\ndate: to be decided\n---\nHello.\n"), None);
    }
}
