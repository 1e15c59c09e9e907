//! What the records say of a period: the sessions held, who came, how many hours, what was spent. Facilitators alone see
//! it.

mod meeting_reports;
mod names;
mod needs;
mod sittings;
mod spending;
mod spreadsheet;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::handbook::normalize::NormalizedText;
use crate::handbook::private::{AttendanceMark, Cell};
use crate::handbook::session::Status;
use crate::handbook::timeline::timeline;
use crate::handbook::{Book, Handbook, Id, SegmentKind};
use crate::source::FilePath;

use meeting_reports::{reported, reports_by_sitting};
use names::{MemberNames, NamedPerson};

pub use names::given_and_family;
use spending::spending;

pub use needs::{Lack, OpenNeed, open_needs};
pub use sittings::{DatedSitting, Unplaced, dated_sittings, placed, sittings_named};
pub use spending::{BudgetState, CategorySpending, Spending, dated_expenses, is_category, is_in_kind};
pub use spreadsheet::spreadsheet;

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
    /// The minutes from which on whoever a report names was there.
    pub present_from: u32,
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
    /// Lines of reports of members who were there for less than [`Records::present_from`].
    pub too_short: Vec<(FilePath, u64)>,
    /// Reports of which it is not known what they are of.
    pub reports: Vec<FilePath>,
    /// How many lines of reports are of a time at which the group did not meet.
    pub elsewhere: BTreeMap<FilePath, usize>,
    /// Names of the group's own list that the roster does not have.
    pub not_in_roster: usize,
    /// Sums too large to be counted.
    pub too_large: usize,
    /// Budgets that cannot stand beside what was spent, since one of the two has no currency.
    pub budgets_without_currency: usize,
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

    /// Returns how many sittings were held of which no list says who came.
    #[must_use]
    pub fn without_a_list(&self) -> usize {
        self.held.iter().filter(|held| held.marks.is_none()).count()
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
    let present_from = private.preferences.present_from;
    let records = Records { spending, present_from, open: std::mem::take(&mut gathered.open), ..Records::default() };
    held(book, &all, &gathered, records, |dated| {
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

/// Puts what was gathered of the sittings that `is_held` into `records`.
fn held(
    book: &Book,
    all: &[DatedSitting<'_>],
    gathered: &Gathered,
    mut records: Records,
    is_held: impl Fn(&DatedSitting<'_>) -> bool,
) -> Records {
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
