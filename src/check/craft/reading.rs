//! A handbook as the checks read it: what is to come, each agenda laid out once, and the numbers that hold.

use std::cell::OnceCell;

use jiff::civil::{Date, Time};
use rustc_hash::{FxHashMap, FxHashSet};

pub use super::numbers::Numbers;
use crate::diagnostic::Diagnostic;
use crate::handbook::community::Clock;
use crate::handbook::schedule::{is_coming, sitting};
use crate::handbook::session::{Status, When};
use crate::handbook::timeline::{Timed, Timeline, timeline};
use crate::handbook::visit::Part;
use crate::handbook::{
    Agenda, Book, EntryKind, Handbook, Meta, Role, Section, Segment, SegmentKind, Session, Spelling, Voice,
};
use crate::public::{Drafts, hidden};
use crate::source::FilePath;

/// What a check gets to see.
pub struct Reading<'a> {
    pub handbook: &'a Handbook,
    /// The handbook's book, which nearly every check is about.
    pub book: &'a Book,
    pub today: Date,
    pub drafts: Drafts,
    pub numbers: Numbers,
    /// The sessions that readers see, those called off left out, by start; past ones too.
    pub sessions: Vec<&'a Session>,
    /// Those of them that are still to come and have an agenda: what has none is not planned yet.
    pub outlines: Vec<Outline<'a>>,
}

/// A session's agenda, laid out.
pub struct Outline<'a> {
    pub session: &'a Session,
    pub agenda: &'a Agenda,
    /// Without clock times, which take longer to work out than all else.
    pub laid: Timeline,
    /// The length that is planned, in elapsed minutes, where the session has a day and a time.
    pub planned: Option<u32>,
    /// Whether it is the first session of its series; in a handbook without series, of all.
    pub is_first: bool,
    /// Whether all of it could be read.
    pub is_read: bool,
    texts: OnceCell<Vec<String>>,
}

impl<'a> Reading<'a> {
    /// Reads `handbook` as it stands on that day. `said` is what was said of it already: an agenda that could not be
    /// read wholly is no ground for advice on what it lacks.
    #[must_use]
    pub fn new(handbook: &'a Handbook, today: Date, drafts: Drafts, said: &[Diagnostic]) -> Self {
        let book = &handbook.book;
        let unread = said.iter().filter(|said| ["missing-minutes", "unknown-kind"].contains(&said.code));
        let unread: FxHashSet<&FilePath> = unread.filter_map(|said| Some(&said.span.as_ref()?.file)).collect();
        let is_shown = |session: &&Session| session.status != Status::Cancelled && !hidden(book, &session.meta, drafts);
        let sessions: Vec<&Session> = book.sessions.iter().map(AsRef::as_ref).filter(is_shown).collect();
        let mut begun = FxHashSet::default();
        let mut outlines = Vec::new();
        for session in &sessions {
            let starts_series = begun.insert(session.series.as_deref());
            let is_first = starts_series && (session.series.is_some() || book.series.is_empty());
            let planned = session.agenda.as_ref().filter(|agenda| !agenda.segments.is_empty());
            if let Some(agenda) = planned.filter(|_| is_coming(session, today)) {
                let is_read = !unread.contains(&session.meta.file);
                outlines.push(Outline { is_first, is_read, ..outline(session, agenda, book) });
            }
        }
        Reading { handbook, book, today, drafts, numbers: Numbers::of(&book.community.checks), sessions, outlines }
    }

    /// Those [`Reading::outlines`] in which something can be missed.
    pub fn finished(&self) -> impl Iterator<Item = &Outline<'a>> {
        self.outlines.iter().filter(|outline| outline.is_finished())
    }

    /// Those of them of which enough is understood to say what they lack.
    pub fn understood(&self) -> impl Iterator<Item = &Outline<'a>> {
        self.finished().filter(|outline| outline.is_understood())
    }

    /// A time as the community writes it: `8:05 pm`, `20:05`.
    #[must_use]
    pub fn clock(&self, time: Time) -> String {
        let community = &self.book.community;
        let is_english = community.language.value.to_lowercase().starts_with("en");
        let form = match community.clock {
            Some(Clock::TwentyFour) => "%H:%M",
            None if !is_english => "%H:%M",
            Some(Clock::Twelve) | None => "%-I:%M %P",
        };
        time.strftime(form).to_string()
    }

    /// The sessions that are still to come, whether they have an agenda or not.
    pub fn coming(&self) -> impl Iterator<Item = &'a Session> + '_ {
        self.sessions.iter().copied().filter(|session| is_coming(session, self.today))
    }
}

fn outline<'a>(session: &'a Session, agenda: &'a Agenda, book: &Book) -> Outline<'a> {
    let planned = match &session.when.value {
        When::On(first) => sitting(first, session, 1, book.zone(session)).map(|sitting| sitting.minutes()),
        When::WeekOf { .. } | When::Undecided { .. } => None,
    };
    Outline {
        session,
        agenda,
        laid: timeline(agenda, None, book.community.group_size, book),
        planned,
        is_first: false,
        is_read: true,
        texts: OnceCell::new(),
    }
}

impl<'a> Outline<'a> {
    /// Each part of the agenda with how it is laid out.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = (&'a Segment, &Timed)> + ExactSizeIterator {
        self.agenda.segments.iter().zip(&self.laid.segments)
    }

    /// Whether enough is written for something to be missed. An agenda of one or two parts, without lengths, or of less than
    /// half of the session's minutes, is still a sketch; and what could not be read may hold anything.
    pub fn is_finished(&self) -> bool {
        let is_long = |planned: u32| self.laid.total.saturating_mul(2) >= planned;
        self.is_read
            && self.laid.total > 0
            && self.agenda.segments.len() > 2
            && (self.laid.incomplete || self.planned.is_none_or(is_long))
    }

    /// Whether it is known who speaks in half of the parts at least. Where it is not, the words of this agenda are others than
    /// those that are known here, and what seems to be missing may well stand in them.
    pub fn is_understood(&self) -> bool {
        let parts = &self.laid.segments;
        parts.iter().filter(|timed| is_known(timed)).count() * 2 >= parts.len()
    }

    /// Whether people do something for most of the time, instead of talking about it.
    pub fn is_mostly_practice(&self) -> bool {
        let practice = self.laid.segments.iter().filter(|timed| timed.kind == Some(SegmentKind::Practice));
        let minutes = practice.filter_map(|timed| timed.minutes).fold(0, u32::saturating_add);
        minutes > 0 && minutes.saturating_mul(2) >= self.laid.total
    }

    /// Trying out the equipment before anything but a welcome, in a session that can be joined online: the part, and
    /// the minutes of all such parts.
    pub fn tech_first(&self) -> Option<(&'a Segment, u32)> {
        self.session.place.as_ref().filter(|place| place.online)?;
        let is_early =
            |timed: &Timed| matches!(timed.kind, Some(SegmentKind::Tech | SegmentKind::Welcome | SegmentKind::Break));
        let early = self.parts().take_while(|(_, timed)| is_early(timed));
        let mut tech = early.filter(|(_, timed)| timed.kind == Some(SegmentKind::Tech)).peekable();
        let (first, _) = *tech.peek()?;
        Some((first, tech.filter_map(|(_, timed)| timed.minutes).fold(0, u32::saturating_add)))
    }

    /// Whether members meet on a screen and nowhere else.
    pub fn is_only_online(&self) -> bool {
        self.session.place.as_ref().is_some_and(crate::handbook::session::Place::is_only_online)
    }

    /// Whether one of `words` stands somewhere in the agenda's titles and details. They are lower case, and the
    /// beginning of a word is enough.
    pub fn mentions(&self, words: &[&str]) -> bool {
        self.texts().iter().any(|text| stands_in(text, words))
    }

    /// Whether one of `words` stands below the agenda: at its end, or below a heading without a meaning of its own
    /// (`## Until we meet again`), which counts too.
    pub fn mentions_below(&self, words: &[&str]) -> bool {
        let sections = self.session.body.sections.iter();
        let mut below = sections.skip_while(|section| section.role != Some(Role::Agenda));
        let says = |section: &Section| {
            stands_in(&section.heading.text.to_lowercase(), words)
                || stands_in(&section.prose.html.to_lowercase(), words)
        };
        stands_in(&self.agenda.outro.html.to_lowercase(), words)
            || below.any(|section| section.role.is_none() && says(section))
    }

    /// The same for the part at `place`.
    pub fn mentions_at(&self, place: usize, words: &[&str]) -> bool {
        self.texts().get(place).is_some_and(|text| stands_in(text, words))
    }

    /// The title and the details of each part in lower case, made when they are first asked for. They are HTML still:
    /// a word that only an address holds keeps a check silent, which does no harm.
    fn texts(&self) -> &[String] {
        self.texts.get_or_init(|| {
            let text = |segment: &Segment| format!("{} {}", segment.title.html, segment.details.html).to_lowercase();
            self.agenda.segments.iter().map(text).collect()
        })
    }

    /// A line as its author would add it to this agenda.
    pub fn line(&self, minutes: u32, title: &str, kind: &str) -> String {
        match self.agenda.spelling {
            Spelling::List => format!("`- {minutes} min: {title} [{kind}]`"),
            Spelling::Headings => format!("`### {minutes} min - {title} [{kind}]`"),
            Spelling::Table => format!("a row with {minutes} minutes and `{title} [{kind}]`"),
        }
    }
}

/// Whether one of `words` stands anywhere in what is written of a session. They are lower case, and the beginning of a
/// word is enough.
#[must_use]
pub fn speaks_of(session: &Session, words: &[&str]) -> bool {
    let mut found = false;
    session.parts(&mut |part| {
        if let Part::Prose(prose) = part {
            found = found || stands_in(&prose.html.to_lowercase(), words);
        }
    });
    found
}

/// The day of a session's first sitting, where that is decided.
#[must_use]
pub fn day(session: &Session) -> Option<Date> {
    match &session.when.value {
        When::On(meeting) => Some(meeting.date),
        When::WeekOf { .. } | When::Undecided { .. } => None,
    }
}

/// Every entry but the community.
#[must_use]
pub fn entries(book: &Book) -> Vec<&Meta> {
    let mut places: Vec<(EntryKind, usize)> = Vec::new();
    book.each_entry(&mut |meta, place| places.push((meta.kind, place)));
    places.into_iter().filter_map(|(kind, place)| book.entry(kind, place)).collect()
}

/// Days from `first` to `second`.
#[must_use]
pub fn days(first: Date, second: Date) -> i32 {
    first.until(second).map_or(0, |span| span.get_days())
}

/// A day as a message says it: `19 November 2026`.
#[must_use]
pub fn words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Several things as a sentence lists them: `one, two and three`.
#[must_use]
pub fn list(things: &[&str]) -> String {
    match things.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => things.concat(),
    }
}

/// Whether a session is one of a rhythm of its own: it repeats, or stands in for one that does.
#[must_use]
pub fn is_drop_in(session: &Session) -> bool {
    session.repeats.is_some() || session.occurrence_of.is_some()
}

/// So many sessions make a season in which something can be missed.
pub(super) const SEASON: usize = 3;

/// Of the sessions that lack what the check `id` looks for, those that are told, each with how many it stands for: one
/// for itself, or the first for all where three or more of a season lack it. Where a session is left out with a reason,
/// it stands for itself, so that the reason finds what it silences.
#[must_use]
pub fn by_season<'a>(id: &str, lacking: &[&'a Session]) -> Vec<(&'a Session, usize)> {
    let is_left_out = |session: &Session| session.meta.ignore.iter().any(|(check, _)| check.value == id);
    let mut seasons: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    for session in lacking.iter().filter(|session| !is_left_out(session)) {
        *seasons.entry(session.series.as_deref()).or_default() += 1;
    }
    let mut told = Vec::new();
    for session in lacking {
        match seasons.get_mut(&session.series.as_deref()) {
            Some(count) if !is_left_out(session) => match std::mem::take(count) {
                // The others are told by the first.
                0 => {}
                few if few < SEASON => {
                    *count = few;
                    told.push((*session, 1));
                }
                all => told.push((*session, all)),
            },
            _ => told.push((*session, 1)),
        }
    }
    told
}

/// Whether one of `words` stands in `text` as the beginning of a word.
#[must_use]
pub fn stands_in(text: &str, words: &[&str]) -> bool {
    let starts = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    words.iter().any(|word| text.match_indices(word).any(|(at, _)| starts(at)))
}

/// Whether it is known who speaks: the kind was written, or given away by the title's words. Where it is not, whole
/// group is assumed for the bar, and nothing is held against it.
#[must_use]
pub fn is_known(timed: &Timed) -> bool {
    timed.kind.is_some() || timed.group.is_some()
}

/// Whether the group itself has the floor: a round, pairs, small groups.
#[must_use]
pub fn is_of_the_group(timed: &Timed) -> bool {
    matches!(timed.voice, Voice::Everyone | Voice::SmallGroups)
}

/// Whether nobody is asked to listen yet: people arrive, or the equipment is tried.
#[must_use]
pub fn is_before_it_begins(timed: &Timed) -> bool {
    matches!(timed.kind, Some(SegmentKind::Break | SegmentKind::Tech))
}
