//! Notes for the author on the feeds: where they write a time in another form than its zone.

use std::collections::BTreeMap;

use super::context::changing_zones;
use super::recurrence::replaced;
use crate::diagnostic::Diagnostic;
use crate::handbook::community::FeedTimes;
use crate::handbook::session::When;
use crate::handbook::{Book, Session};
use crate::redact::Public;
use crate::source::Span;

/// Returns a note for each zone whose rules change between its first and its last session: some readers hold only one
/// rule for each half of the year (MS-OXCICAL 2.1.3.1.1.19.3), so what does not repeat is written in UTC.
#[must_use]
pub fn notes(public: &Public) -> Vec<Diagnostic> {
    let book = public.book();
    let changing = changing_zones(book);
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    for session in book.sessions.iter().filter(|session| matches!(session.when.value, When::On(_))) {
        let Some(zone) = book.zone(session).iana_name().filter(|zone| changing.contains(zone)) else { continue };
        let place = place(session, book);
        let found = uses.entry(zone).or_insert(Use { place, once: 0, again: 0 });
        found.place = found.place.min(place);
        if session.repeats.is_some() || replaced(session, book).is_some() {
            found.again += 1;
            found.once += session.also_offered.len();
        } else {
            found.once += 1;
        }
    }
    let times = book.community.calendar.times;
    uses.into_iter().filter_map(|(zone, found)| note(zone, &found, times)).collect()
}

/// The uses of a zone by sessions.
struct Use<'a> {
    /// The place where the zone is written, the most general one first.
    place: (usize, &'a Span),
    /// Events in UTC.
    once: usize,
    /// Events that keep the zone.
    again: usize,
}

/// Returns where the zone of a session is written, and how special that place is.
fn place<'a>(session: &'a Session, book: &'a Book) -> (usize, &'a Span) {
    let series = || session.series.as_deref().and_then(|id| book.series(id)?.timezone.as_ref());
    let own = session.timezone.as_ref().map(|zone| (2, &zone.span));
    own.or_else(|| series().map(|zone| (1, &zone.span))).unwrap_or((0, &book.community.timezone.span))
}

fn note(zone: &str, found: &Use, times: FeedTimes) -> Option<Diagnostic> {
    let told = times == FeedTimes::Zoned && found.once > 0;
    let seen = format!(
        "`{zone}` gets new rules for its clocks between your first and your last session there. Some calendars, \
         Outlook among them, know only one set of rules."
    );
    let once = "The feeds therefore give single sessions in UTC, and every calendar shows the right hour.";
    let again = "A session that repeats has to keep its zone, so a calendar may show it at a wrong hour.";
    let (message, help) = match (told, found.again > 0) {
        (false, false) => return None,
        (true, false) => (
            format!("{seen} {once}"),
            "You need not change anything. The line `times: utc` under `calendar:` in `community.yml` says that this is what you \
             want, and hides this note.",
        ),
        (told, true) => (
            if told { format!("{seen} {once} {again}") } else { format!("{seen} {again}") },
            "If members use Outlook, write each day of a repeating session as a session of its own.",
        ),
    };
    Some(Diagnostic::note("zone-changes-rules", found.place.1.clone(), message).help(help))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::handbook::fixture;
    use crate::handbook::session::{Every, Repeats};
    use crate::redact::{Drafts, redact};
    use crate::source::FilePath;

    fn file() -> FilePath {
        "sessions/test.md".into()
    }

    /// Returns a session on the fifth of a month of 2026, in which Vancouver and Casablanca give up changing their
    /// clocks.
    fn west(id: &str, month: i8, zone: &str) -> Session {
        let mut session = fixture::session_on(id, date(2026, month, 5));
        session.timezone = Some(fixture::located(fixture::zone(zone), &format!("sessions/{id}.md").as_str().into()));
        session
    }

    fn said(sessions: Vec<Session>, times: FeedTimes) -> Vec<String> {
        let mut book = fixture::book(sessions);
        Arc::make_mut(&mut book.community).calendar.times = times;
        let found = notes(&redact(&fixture::handbook(book), Drafts::Left));
        let shown = |note: Diagnostic| {
            let file = note.span.map(|span| span.file.to_string()).unwrap_or_default();
            let tokens = [("UTC,", "once"), ("repeats has", "again"), ("Vancouver", "west"), ("Casablanca", "south")];
            let words = tokens.iter().filter(|(token, _)| note.message.contains(token)).map(|(_, word)| *word);
            format!("{file} {}", words.collect::<Vec<_>>().join(" "))
        };
        found.into_iter().map(shown).collect()
    }

    #[test]
    fn a_zone_whose_rules_stay_needs_no_note() {
        let halifax = || vec![west("a", 10, "America/Halifax"), west("b", 12, "America/Halifax")];
        assert!(said(halifax(), FeedTimes::Zoned).is_empty());
        assert!(said(vec![west("a", 12, "America/Vancouver")], FeedTimes::Zoned).is_empty(), "one rule is left");
    }

    #[test]
    fn one_note_a_zone_where_it_is_written_first() {
        let both = ["America/Vancouver", "Africa/Casablanca"];
        let sessions = || {
            let of = |(at, zone): (usize, &&str)| {
                [west(&format!("a{at}"), 1, zone), west(&format!("b{at}"), 6, zone), west(&format!("c{at}"), 12, zone)]
            };
            both.iter().enumerate().flat_map(of).collect()
        };
        let expected = ["sessions/a1.md once south", "sessions/a0.md once west"];
        assert_eq!(said(sessions(), FeedTimes::Zoned), expected);
        assert!(said(sessions(), FeedTimes::Utc).is_empty(), "asked for");
    }

    #[test]
    fn what_repeats_keeps_its_zone_and_the_note_says_what_that_means() {
        let repeating = || {
            let mut weekly = west("weekly", 1, "America/Vancouver");
            let repeats = Repeats { every: Every::Weeks(1), until: date(2026, 12, 31), except: Vec::new() };
            weekly.repeats = Some(fixture::located(repeats, &file()));
            weekly
        };
        assert_eq!(said(vec![repeating()], FeedTimes::Zoned), ["sessions/weekly.md again west"]);
        assert_eq!(said(vec![repeating()], FeedTimes::Utc), ["sessions/weekly.md again west"]);
        let with_one = vec![repeating(), west("once", 11, "America/Vancouver")];
        assert_eq!(said(with_one, FeedTimes::Zoned), ["sessions/once.md once again west"]);
    }
}
