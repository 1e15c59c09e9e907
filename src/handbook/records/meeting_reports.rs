//! The marks in what meeting programs and forms wrote down of who came.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::DateTime;

use crate::handbook::Handbook;
use crate::handbook::normalize::NormalizedText;
use crate::handbook::private::{AttendanceMark, MeetingReport, Participant, ReportTime};
use crate::source::FilePath;

use super::names::{MemberNames, NamedPerson};
use super::sittings::{DatedSitting, ReportPlacement, Stayed, placed};
use super::{Gathered, OpenQuestions, PersonKey};

pub(super) type SittingReports<'a> = Vec<(&'a MeetingReport, Rc<ReportPlacement<'a>>)>;

/// Returns the reports of each sitting. Several of one sitting are one: a room that was opened twice writes two.
pub(super) fn reports_by_sitting<'a>(
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
pub(super) fn reported(
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
    let least = handbook.private.preferences.present_from.min(dated.sitting.minutes());
    for (key, name, stay) in members.chain(others) {
        if stay.is_untimed || stay.minutes().is_none_or(|minutes| minutes >= least) {
            marks.entry(key.clone()).or_insert(AttendanceMark::Online);
            gathered.names.entry(key).or_insert(name);
        } else {
            gathered.open.too_short.extend(stay.lines);
        }
    }
}
