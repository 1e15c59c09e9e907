//! What the records say of a period: the sessions held, who came, how many hours, what was spent. Facilitators alone see
//! it.

mod names;
mod sittings;
mod spending;
mod spreadsheet;

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::{Date, DateTime};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::handbook::normalize::NormalizedText;
use crate::handbook::private::{AttendanceMark, Cell, MeetingReport, Participant, ReportTime};
use crate::handbook::session::Status;
use crate::handbook::timeline::timeline;
use crate::handbook::{Book, Handbook, Id, SegmentKind};
use crate::source::FilePath;

use names::{MemberNames, NamedPerson};

pub use sittings::{DatedSitting, Unplaced, dated_sittings, placed, sittings_named};
pub use spending::{Spending, dated_expenses};
pub use spreadsheet::spreadsheet;

use sittings::{ReportPlacement, Stayed};
use spending::spending;

/// The minutes in the meeting from which on a report's participant was there.
const LEAST_MINUTES: u32 = 10;

/// The days that records are of, both of them included.
#[derive(Debug, Clone, Copy, Default)]
pub struct Period {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Period {
    fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Everything that the records of a period come to.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// In the order of their starts.
    pub held: Vec<HeldSitting>,
    /// Everybody who came at least once, sorted by name.
    pub people: Vec<PersonRecord>,
    /// One for each currency.
    pub spending: Vec<Spending>,
    pub open: OpenQuestions,
}

/// A sitting that was held, and the marks in its list.
#[derive(Debug, Clone)]
pub struct HeldSitting {
    pub session: Id,
    pub title: String,
    pub date: Date,
    /// From its scheduled start to its end, elapsed.
    pub minutes: u32,
    /// Of these, the minutes of breaks.
    pub breaks: u32,
    /// `None` where no list has it.
    pub marks: Option<Marks>,
    /// Those who came for the first time in the period.
    pub first_timers: usize,
}

/// How many came to one sitting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    pub present: usize,
    /// Of these, late.
    pub late: usize,
    /// Of these, online.
    pub online: usize,
}

/// One who came.
#[derive(Debug, Clone)]
pub struct PersonRecord {
    pub name: String,
    /// Whether the roster has them; whoever left is counted, and no more than that.
    pub is_member: bool,
    /// The places of the sittings in [`Records::held`].
    pub sittings: Vec<usize>,
}

/// What somebody has to look at.
#[derive(Debug, Clone, Default)]
pub struct OpenQuestions {
    /// Columns and lines that name a session held several times, of different lengths or as one of a row.
    pub which_sitting: Vec<(FilePath, Cell)>,
    /// Lines of reports that are no member's.
    pub unknown: Vec<(FilePath, u64)>,
    /// Lines of reports that were read as a member by a first name, and the member.
    pub read_as: Vec<(FilePath, u64, String)>,
    /// Lines of reports of members who were there for less than ten minutes.
    pub too_short: Vec<(FilePath, u64)>,
    /// Reports of which it is not known what they are of.
    pub reports: Vec<FilePath>,
    /// How many lines of reports are of a time at which the group did not meet.
    pub elsewhere: BTreeMap<FilePath, usize>,
    /// Names of the group's own list that the roster does not have.
    pub not_in_roster: usize,
    /// Sums too large to be counted.
    pub too_large: usize,
    /// How many lines of tables of expenses are money that was received, and are not counted.
    pub came_in: BTreeMap<FilePath, usize>,
    /// How many are money that changed hands within the group, or balances, and are not counted.
    pub moved: BTreeMap<FilePath, usize>,
    /// How many have a minus, and are counted as money that was given back.
    pub came_back: BTreeMap<FilePath, usize>,
}

impl Records {
    /// Returns how many times somebody came to something.
    #[must_use]
    pub fn attendances(&self) -> usize {
        self.held.iter().filter_map(|held| held.marks).map(|marks| marks.present).sum()
    }

    /// Returns the minutes of all sittings held.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        self.held.iter().map(|held| u64::from(held.minutes)).sum()
    }

    /// Returns the minutes of all who came together, without the breaks and with them.
    #[must_use]
    pub fn contact_minutes(&self) -> (u64, u64) {
        let of = |minutes: &dyn Fn(&HeldSitting) -> u32| {
            let each = self.held.iter().filter_map(|held| Some((held.marks?.present as u64, u64::from(minutes(held)))));
            each.map(|(present, minutes)| present * minutes).sum()
        };
        (of(&|held| held.minutes.saturating_sub(held.breaks)), of(&|held| held.minutes))
    }

    /// Returns how many came more than once.
    #[must_use]
    pub fn came_back(&self) -> usize {
        self.people.iter().filter(|person| person.sittings.len() > 1).count()
    }
}

/// Returns hours with two digits behind the point, as funders add them.
#[must_use]
pub fn hours(minutes: u64) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Somebody, however often the lists name them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PersonKey {
    Member(usize),
    /// A name that the roster does not have, as it is compared.
    Named(Vec<u8>),
}

/// The marks of all sittings while they are gathered.
#[derive(Debug, Default)]
struct Gathered {
    /// By the sitting's place.
    marks: BTreeMap<usize, FxHashMap<PersonKey, AttendanceMark>>,
    names: FxHashMap<PersonKey, String>,
    open: OpenQuestions,
}

/// Returns what the records of `period` come to, on the day `today`: a sitting of that day is not held yet.
#[must_use]
pub fn records(handbook: &Handbook, period: Period, today: Date) -> Records {
    let (book, private) = (&handbook.book, &handbook.private);
    let all = dated_sittings(book);
    let names = MemberNames::of(&private.roster, book);
    let mut gathered = Gathered::default();
    own_lists(handbook, &all, &names, &mut gathered);
    for (place, reports) in reports_by_sitting(handbook, &all, &mut gathered.open) {
        reported(handbook, &all[place], place, &reports, &names, &mut gathered);
    }
    let spending = spending(handbook, &all, period, &mut gathered.open);
    held(book, &all, gathered, spending, |dated| {
        let is_held = dated.session.status != Status::Cancelled && !dated.session.meta.draft;
        is_held && dated.date() < today && period.holds(dated.date())
    })
}

/// Gathers the marks of the group's own lists.
fn own_lists(handbook: &Handbook, all: &[DatedSitting<'_>], names: &MemberNames, gathered: &mut Gathered) {
    let mut meant: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    let mut asked: FxHashSet<(&FilePath, Cell)> = FxHashSet::default();
    let mut strangers: FxHashSet<PersonKey> = FxHashSet::default();
    for row in &handbook.private.attendance {
        let place = *meant.entry(&row.session.value).or_insert_with(|| one_of(all, &handbook.book, &row.session.value));
        let Some(place) = place else {
            // A word that names nothing at all is an error of the check.
            let is_known = !sittings_named(all, &handbook.book, &row.session.value).is_empty();
            let file = &row.session.span.file;
            if is_known && asked.insert((file, row.cell)) {
                gathered.open.which_sitting.push((file.clone(), row.cell));
            }
            continue;
        };
        let marks = gathered.marks.entry(place).or_default();
        if row.mark == AttendanceMark::Absent {
            continue;
        }
        let (key, name) = match names.person(&row.member, None) {
            NamedPerson::Member(place) | NamedPerson::ReadAs(place) => {
                (PersonKey::Member(place), handbook.private.roster[place].name.clone())
            }
            NamedPerson::OfPeople | NamedPerson::Unknown => {
                let key = PersonKey::Named(NormalizedText::of(&row.member));
                if !handbook.private.roster.is_empty() && strangers.insert(key.clone()) {
                    gathered.open.not_in_roster += 1;
                }
                (key, row.member.clone())
            }
        };
        marks.entry(key.clone()).or_insert(row.mark);
        gathered.names.entry(key).or_insert(name);
    }
}

/// Returns the one sitting that a word names. Sittings of one session that last equally long count as its first: it does
/// not matter which of them somebody came to. Of a session that repeats it does.
fn one_of(all: &[DatedSitting<'_>], book: &Book, word: &str) -> Option<usize> {
    let places = sittings_named(all, book, word);
    let (first, others) = places.split_first()?;
    let one = &all[*first];
    let is_alike = |other: &usize| {
        let other = &all[*other];
        std::ptr::eq(one.session, other.session) && one.sitting.minutes() == other.sitting.minutes()
    };
    (others.is_empty() || (one.session.repeats.is_none() && others.iter().all(is_alike))).then_some(*first)
}

type SittingReports<'a> = Vec<(&'a MeetingReport, Rc<ReportPlacement<'a>>)>;

/// Returns the reports of each sitting. Several of one sitting are one: a room that was opened twice writes two.
fn reports_by_sitting<'a>(
    handbook: &'a Handbook,
    all: &[DatedSitting<'_>],
    open: &mut OpenQuestions,
) -> BTreeMap<usize, SittingReports<'a>> {
    let mut by_sitting: BTreeMap<usize, SittingReports<'a>> = BTreeMap::new();
    for report in &handbook.private.reports {
        let Ok(placement) = placed(all, &handbook.book, report) else {
            open.reports.push(report.file.clone());
            continue;
        };
        let is_one = placement.sittings.len() == 1;
        let untimed =
            |number: usize| placement.times.is_none_or(|times| times.stays.get(number).is_none_or(Option::is_none));
        let elsewhere = placement
            .entered
            .iter()
            .enumerate()
            .filter(|(number, place)| place.is_none() && !(is_one && untimed(*number)));
        let elsewhere = elsewhere.count();
        if elsewhere > 0 {
            *open.elsewhere.entry(report.file.clone()).or_default() += elsewhere;
        }
        let placement = Rc::new(placement);
        for place in &placement.sittings {
            by_sitting.entry(*place).or_default().push((report, Rc::clone(&placement)));
        }
    }
    by_sitting
}

/// What reports say of one person at one sitting.
#[derive(Debug, Default)]
struct Stay {
    within: Vec<(DateTime, DateTime)>,
    minutes: Option<u32>,
    lines: Vec<(FilePath, u64)>,
    /// Whether a report names them without saying how long they were there.
    is_untimed: bool,
}

impl Stay {
    /// Returns the minutes in the sitting: of all times together, since somebody may be there with two devices.
    fn minutes(&self) -> Option<u32> {
        if self.within.is_empty() {
            return self.minutes;
        }
        let mut within = self.within.clone();
        within.sort_unstable();
        let (mut seconds, mut until) = (0, DateTime::MIN);
        for (from, to) in within {
            seconds += to.duration_since(from.max(until)).as_secs().max(0);
            until = until.max(to);
        }
        u32::try_from(seconds / 60).ok()
    }
}

/// What a line of a report says of one sitting.
enum SittingStay {
    Within(DateTime, DateTime),
    Lasting(u32),
    Untimed,
}

/// Returns what a participant's line says of the sitting at `place`; `None` where it is of another.
fn sitting_stay(
    placement: &ReportPlacement<'_>,
    number: usize,
    participant: &Participant,
    dated: &DatedSitting<'_>,
    place: usize,
) -> Option<SittingStay> {
    let has_come_in = placement.entered.get(number).copied().flatten() == Some(place);
    let Some(stay) = placement.times.and_then(|times| *times.stays.get(number)?) else {
        let is_one = placement.sittings.len() == 1;
        return is_one.then(|| participant.minutes.map_or(SittingStay::Untimed, SittingStay::Lasting));
    };
    let stayed = Stayed::of(stay, participant);
    match stayed.within(dated) {
        Some(_) if !has_come_in && stay.to == Some(ReportTime::NEVER_LEFT) => None,
        Some((from, to)) if from < to => Some(SittingStay::Within(from, to)),
        Some(_) => has_come_in.then_some(SittingStay::Lasting(0)),
        None => has_come_in.then_some(SittingStay::Untimed),
    }
}

/// Gathers the marks of the reports of one sitting.
fn reported(
    handbook: &Handbook,
    dated: &DatedSitting<'_>,
    place: usize,
    reports: &SittingReports<'_>,
    names: &MemberNames,
    gathered: &mut Gathered,
) {
    let roster = &handbook.private.roster;
    let mut stays: BTreeMap<usize, Stay> = BTreeMap::new();
    let mut strangers: Vec<(String, Stay)> = Vec::new();
    let open = &mut gathered.open;
    for (report, placement) in reports {
        for (number, participant) in report.participants.iter().enumerate() {
            let Some(stayed) = sitting_stay(placement, number, participant, dated, place) else { continue };
            let line = (report.file.clone(), participant.line);
            let stay = match names.person(&participant.name, participant.email.as_deref()) {
                NamedPerson::Member(member) => stays.entry(member).or_default(),
                NamedPerson::ReadAs(member) => {
                    open.read_as.push((line.0.clone(), line.1, roster[member].name.clone()));
                    stays.entry(member).or_default()
                }
                NamedPerson::OfPeople => continue,
                NamedPerson::Unknown => {
                    if !roster.is_empty() {
                        open.unknown.push(line);
                        continue;
                    }
                    let known = strangers.iter().position(|(name, _)| *name == participant.name);
                    let place = known.unwrap_or_else(|| {
                        strangers.push((participant.name.clone(), Stay::default()));
                        strangers.len() - 1
                    });
                    &mut strangers[place].1
                }
            };
            stay.lines.push(line);
            match stayed {
                SittingStay::Within(from, to) => stay.within.push((from, to)),
                SittingStay::Lasting(minutes) => stay.minutes = stay.minutes.max(Some(minutes)),
                SittingStay::Untimed => stay.is_untimed = true,
            }
        }
    }
    let members =
        stays.into_iter().map(|(member, stay)| (PersonKey::Member(member), roster[member].name.clone(), stay));
    let others = strangers.into_iter().map(|(name, stay)| (PersonKey::Named(NormalizedText::of(&name)), name, stay));
    let marks = gathered.marks.entry(place).or_default();
    let least = LEAST_MINUTES.min(dated.sitting.minutes());
    for (key, name, stay) in members.chain(others) {
        if stay.is_untimed || stay.minutes().is_none_or(|minutes| minutes >= least) {
            marks.entry(key.clone()).or_insert(AttendanceMark::Online);
            gathered.names.entry(key).or_insert(name);
        } else {
            gathered.open.too_short.extend(stay.lines);
        }
    }
}

/// Puts together what was gathered of the sittings that `is_held`.
fn held(
    book: &Book,
    all: &[DatedSitting<'_>],
    gathered: Gathered,
    spending: Vec<Spending>,
    is_held: impl Fn(&DatedSitting<'_>) -> bool,
) -> Records {
    let mut records = Records { spending, open: gathered.open, ..Records::default() };
    let mut came: FxHashMap<PersonKey, Vec<usize>> = FxHashMap::default();
    for (place, dated) in all.iter().enumerate().filter(|(_, dated)| is_held(dated)) {
        let marks = gathered.marks.get(&place);
        let number = records.held.len();
        let mut first_timers = 0;
        for key in marks.into_iter().flat_map(FxHashMap::keys) {
            let sittings = came.entry(key.clone()).or_default();
            first_timers += usize::from(sittings.is_empty());
            sittings.push(number);
        }
        let count = |mark: AttendanceMark| {
            marks.into_iter().flat_map(FxHashMap::values).filter(|found| **found == mark).count()
        };
        let session = dated.session;
        records.held.push(HeldSitting {
            session: session.meta.id.clone(),
            title: session.meta.title.clone(),
            date: dated.date(),
            minutes: dated.sitting.minutes(),
            breaks: breaks(dated, book),
            marks: marks.map(|marks| Marks {
                present: marks.len(),
                late: count(AttendanceMark::Late),
                online: count(AttendanceMark::Online),
            }),
            first_timers,
        });
    }
    let names = &gathered.names;
    records.people = came
        .into_iter()
        .map(|(key, sittings)| PersonRecord {
            name: names.get(&key).cloned().unwrap_or_default(),
            is_member: matches!(key, PersonKey::Member(_)),
            sittings,
        })
        .collect();
    records
        .people
        .sort_by_cached_key(|person| (NormalizedText::of(&person.name), person.name.clone(), person.sittings.clone()));
    records
}

/// Returns the minutes of breaks in a sitting.
fn breaks(dated: &DatedSitting<'_>, book: &Book) -> u32 {
    let Some(agenda) = &dated.session.agenda else { return 0 };
    let timeline = timeline(agenda, Some(&dated.sitting), None, book);
    let breaks = timeline.segments.iter().filter(|timed| timed.kind == Some(SegmentKind::Break));
    breaks.filter_map(|timed| timed.minutes).sum::<u32>().min(dated.sitting.minutes())
}
