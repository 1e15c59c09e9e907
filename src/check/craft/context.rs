//! A handbook as the checks read it: what is to come, each agenda laid out once, and words for messages.

use jiff::civil::{Date, Time};
use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::community::{CheckSettings, CommunityStatus};
use crate::handbook::schedule::{Sitting, is_coming, sitting};
use crate::handbook::session::{Status, When};
use crate::handbook::timeline::{Timed, Timeline, timeline};
use crate::handbook::{
    Agenda, Book, Handbook, Meta, Scenario, Segment, SegmentKind, Session, Spelling, Voice, date_words,
};
use crate::parse::words;
use crate::redact::{Drafts, hidden};
use crate::source::FilePath;

/// The input of a check.
pub struct Context<'a> {
    pub handbook: &'a Handbook,
    pub book: &'a Book,
    pub today: Date,
    pub drafts: Drafts,
    /// The numbers at which advice begins.
    pub numbers: &'a CheckSettings,
    /// The sessions that readers see, those called off left out, by start; past ones too.
    pub sessions: Vec<&'a Session>,
    /// The agendas of those that are still to come.
    pub plans: Vec<SessionPlan<'a>>,
    /// The files that could not be read wholly: what they lack may well be in them.
    pub broken: FxHashSet<FilePath>,
}

/// The agenda of one coming session, laid out.
pub struct SessionPlan<'a> {
    pub session: &'a Session,
    pub agenda: &'a Agenda,
    pub laid: Timeline,
    /// The first sitting, where the session has a day and a time.
    pub sitting: Option<Sitting>,
    /// Whether it is the first session of its series; in a handbook without series, of all.
    pub is_first: bool,
    /// Whether every line of it could be read.
    pub is_read: bool,
}

impl<'a> Context<'a> {
    /// Reads `handbook` as of that day. `said` holds its diagnostics so far: an agenda that could not be read wholly is
    /// no ground for advice on what it lacks, and the same holds for a file.
    #[must_use]
    pub fn new(handbook: &'a Handbook, today: Date, drafts: Drafts, said: &[Diagnostic]) -> Self {
        let book = &handbook.book;
        let is_unread = |code: &str| ["missing-minutes", "unknown-kind"].contains(&code) || code.starts_with("agenda-");
        let unread = said.iter().filter(|said| is_unread(said.code));
        let unread: FxHashSet<&FilePath> = unread.filter_map(|said| Some(&said.span.as_ref()?.file)).collect();
        let is_shown = |session: &&Session| session.status != Status::Cancelled && !hidden(book, &session.meta, drafts);
        let sessions: Vec<&Session> = book.sessions.iter().map(AsRef::as_ref).filter(is_shown).collect();
        let mut begun = FxHashSet::default();
        let mut plans = Vec::new();
        for session in &sessions {
            let starts_series = begun.insert(session.series.as_deref());
            let agenda = session.agenda.as_ref().filter(|agenda| !agenda.segments.is_empty());
            let Some(agenda) = agenda.filter(|_| is_coming(session, today)) else { continue };
            let sitting = match &session.when.value {
                When::On(first) => sitting(first, session, 1, book.zone(session)),
                When::WeekOf { .. } | When::Undecided { .. } => None,
            };
            plans.push(SessionPlan {
                session,
                agenda,
                laid: timeline(agenda, sitting.as_ref(), book.community.group_size, book),
                sitting,
                is_first: starts_series && (session.series.is_some() || book.series.is_empty()),
                is_read: !unread.contains(&session.meta.file),
            });
        }
        let is_broken = |code: &str| {
            ["front-matter-broken", "front-matter-unclosed", "not-utf8", "unreadable-file"].contains(&code)
        };
        let broken = said.iter().filter(|said| is_broken(said.code));
        let broken = broken.filter_map(|said| Some(said.span.as_ref()?.file.clone())).collect();
        Context { handbook, book, today, drafts, numbers: &book.community.checks, sessions, plans, broken }
    }

    /// Returns the sessions that are still to come, whether they have an agenda or not.
    pub(super) fn coming(&self) -> impl Iterator<Item = &'a Session> + '_ {
        self.sessions.iter().copied().filter(|session| is_coming(session, self.today))
    }

    /// Returns the scenarios that readers see.
    pub(super) fn scenarios(&self) -> impl Iterator<Item = &'a Scenario> + '_ {
        self.book.scenarios.iter().map(AsRef::as_ref).filter(|scenario: &&Scenario| !self.is_hidden(&scenario.meta))
    }

    /// Returns whether three sessions have an agenda. Until then a handbook may add its parts one by one.
    pub(super) fn is_grown(&self) -> bool {
        self.sessions.iter().filter(|session| session.agenda.is_some()).count() >= SEASON
    }

    /// Returns whether the community meets at present.
    pub(super) fn is_active(&self) -> bool {
        self.book.community.status == CommunityStatus::Active
    }

    /// Returns whether readers do not see an entry.
    pub(super) fn is_hidden(&self, meta: &Meta) -> bool {
        hidden(self.book, meta, self.drafts)
    }

    /// Writes a time as the pages do.
    pub(super) fn clock(&self, time: Time) -> String {
        let community = &self.book.community;
        let (words, _) = words::words(&community.language.value);
        date_words::clock_time(time, date_words::clock(community, &words), &words)
    }
}

impl<'a> SessionPlan<'a> {
    /// Returns each part of the agenda with its timing.
    pub(super) fn parts(&self) -> impl DoubleEndedIterator<Item = (&'a Segment, &Timed)> + ExactSizeIterator {
        self.agenda.segments.iter().zip(&self.laid.segments)
    }

    /// Returns whether a part is in that voice.
    pub(super) fn has_voice(&self, voice: Voice) -> bool {
        self.laid.segments.iter().any(|timed| timed.voice == voice)
    }

    /// Returns whether enough is written for something to be missed. An agenda of one or two parts, without lengths, or
    /// of less than half of the session's minutes, is still a sketch; and what could not be read may hold anything.
    pub(super) fn is_finished(&self) -> bool {
        let is_long = |planned: u32| self.laid.total.saturating_mul(2) >= planned;
        self.is_read
            && self.laid.total > 0
            && self.agenda.segments.len() > 2
            && (self.laid.incomplete || self.laid.scheduled.is_none_or(is_long))
    }

    /// Returns whether every part has a kind, so that the marks can say what is missing.
    pub(super) fn is_wholly_marked(&self) -> bool {
        self.is_finished() && self.laid.segments.iter().all(Timed::is_known)
    }

    /// Returns the part in which the equipment is tried at the beginning of a session that can be joined online, and
    /// the minutes of all such parts.
    pub(super) fn tech_first(&self) -> Option<(&'a Segment, u32)> {
        self.session.place.as_ref().filter(|place| place.online)?;
        let is_early =
            |timed: &Timed| matches!(timed.kind, Some(SegmentKind::Tech | SegmentKind::Welcome | SegmentKind::Break));
        let early = self.parts().take_while(|(_, timed)| is_early(timed));
        let mut tech = early.filter(|(_, timed)| timed.kind == Some(SegmentKind::Tech)).peekable();
        let (first, _) = *tech.peek()?;
        Some((first, tech.filter_map(|(_, timed)| timed.minutes).fold(0, u32::saturating_add)))
    }

    /// Writes a line as its author would add it to this agenda.
    pub(super) fn line(&self, minutes: u32, title: &str, kind: &str) -> String {
        match self.agenda.spelling {
            Spelling::List => format!("`- {minutes} min: {title} [{kind}]`"),
            Spelling::Headings => format!("`### {minutes} min - {title} [{kind}]`"),
            Spelling::Table => format!("a row with {minutes} minutes and `{title} [{kind}]`"),
        }
    }
}

/// The fewest sessions that make a season in which something can be missed.
pub const SEASON: usize = 3;

/// Returns whether a session has a rhythm of its own: it repeats, or stands in for one that does.
pub fn is_drop_in(session: &Session) -> bool {
    session.repeats.is_some() || session.occurrence_of.is_some()
}

/// Returns every entry but the community.
pub fn entries(book: &Book) -> Vec<&Meta> {
    let mut entries = Vec::new();
    book.each_entry(&mut |meta, _| entries.push(meta));
    entries
}

/// Returns the days from `first` to `second`.
pub fn days(first: Date, second: Date) -> i32 {
    first.until(second).map_or(0, |span| span.get_days())
}

/// Writes a day as a message says it: `19 November 2026`.
pub fn words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Returns the words of those `things` that are missing.
pub fn missing<'w>(things: &[(&'w str, bool)]) -> Vec<&'w str> {
    things.iter().filter(|(_, is_missing)| *is_missing).map(|(words, _)| *words).collect()
}

/// Writes a number with its noun: `1 minute`, `5 minutes`.
pub fn count(number: impl Into<i64>, noun: &str) -> String {
    let number = number.into();
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
