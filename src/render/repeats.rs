//! A session that repeats: its rule in words, and each day that the rule gives.

use jiff::civil::Date;
use serde::Serialize;

use crate::handbook::schedule::{nth_of_month, rule_dates};
use crate::handbook::session::{Every, Repeats, Status, When};
use crate::handbook::{Session, Words, date_words};

use super::context::{LinkView, PageContext};
use super::site;

/// The last ordinal that the string table has a word for.
const ORDINALS: u32 = 4;

/// The repetition of a session.
#[derive(Debug, Serialize)]
pub(super) struct RepeatsView<'a> {
    /// "every second Thursday until 17 December, except 26 November".
    pub rule: String,
    /// "11 dates": those on which it takes place, be it on another day.
    pub count: String,
    /// Every day that the rule gives, in order.
    pub days: Vec<RepeatDay<'a>>,
}

/// One day that the rule gives.
#[derive(Debug, Serialize)]
pub(super) struct RepeatDay<'a> {
    pub date: String,
    pub iso: String,
    pub past: bool,
    /// Whether nothing takes place on it: left out, moved to another day, or cancelled.
    pub off: bool,
    pub instead: Option<Instead<'a>>,
}

/// The session that stands for this one on one of its days.
#[derive(Debug, Serialize)]
pub(super) struct Instead<'a> {
    /// The day for which it stands.
    pub date: String,
    pub session: LinkView<'a>,
    /// Its own day, where that is another one.
    pub moved_to: Option<String>,
    pub cancelled: bool,
    pub past: bool,
    #[serde(skip)]
    day: Date,
}

/// Returns how the session at `place` in the book repeats; `None` where it does not.
pub(super) fn repeats<'a>(at: &PageContext<'a>, place: usize, session: &Session) -> Option<RepeatsView<'a>> {
    let (When::On(meeting), Some(repeats)) = (&session.when.value, &session.repeats) else { return None };
    let words = at.site.words;
    let repeats = &repeats.value;
    let mut instead = instead(at, place);
    let dates = rule_dates(meeting.date, repeats);
    let day = |date: &Date| {
        let instead = instead.iter().position(|other| other.day == *date).map(|found| instead.swap_remove(found));
        let elsewhere = instead.as_ref().map(|other| other.cancelled || other.moved_to.is_some());
        RepeatDay {
            date: date_words::long_date(*date, words),
            iso: date.to_string(),
            past: *date < at.site.today,
            off: elsewhere.unwrap_or_else(|| repeats.except.iter().any(|except| except.value == *date)),
            instead,
        }
    };
    let days: Vec<RepeatDay<'a>> = dates.iter().map(day).collect();
    let takes_place = |day: &&RepeatDay<'_>| !day.off || day.instead.as_ref().is_some_and(|other| !other.cancelled);
    let count = u32::try_from(days.iter().filter(takes_place).count()).unwrap_or(u32::MAX);
    Some(RepeatsView { rule: rule(meeting.date, repeats, words), count: words.count("dates", count), days })
}

/// Returns the sessions that stand for the one at `place`, the earliest day first.
pub(super) fn instead<'a>(at: &PageContext<'a>, place: usize) -> Vec<Instead<'a>> {
    let (site, words) = (at.site, at.site.words);
    let others = site.of_sessions.replaced_by.get(place).into_iter().flatten();
    let others = others.filter_map(|place| site.book.sessions.get(*place));
    let mut all: Vec<Instead<'a>> = others
        .filter_map(|other| {
            let (day, now) = (site::replaced_day(other)?, site.day(other));
            Some(Instead {
                date: date_words::date(day, words),
                session: at.link(&other.meta),
                moved_to: now.filter(|now| *now != day).map(|now| date_words::long_date(now, words)),
                cancelled: other.status == Status::Cancelled,
                past: day < site.today,
                day,
            })
        })
        .collect();
    all.sort_by_key(|other| other.day);
    all
}

/// Returns a rule in words: "every second Thursday until 17 December, except 26 November"; with years where they are
/// not all the same.
fn rule(first: Date, repeats: &Repeats, words: &Words) -> String {
    let except = || repeats.except.iter().map(|date| date.value);
    let one_year = except().chain([repeats.until]).all(|date| date.year() == first.year());
    let say = |date| if one_year { date_words::day(date, words) } else { date_words::date(date, words) };
    let (every, until) = (every(first, repeats.every, words), say(repeats.until));
    let mut except: Vec<String> = except().map(say).collect();
    let Some(last) = except.pop() else {
        return words.fill("repeats_until", &[("every", &every), ("until", &until)]);
    };
    let listed = except.join(words.get("list_comma"));
    let except = if except.is_empty() { last } else { words.fill("list_and", &[("list", &listed), ("last", &last)]) };
    words.fill("repeats_except", &[("every", &every), ("until", &until), ("except", &except)])
}

/// Returns "every second Thursday", "every first Tuesday of the month".
pub(super) fn every(first: Date, every: Every, words: &Words) -> String {
    let weekday = &*date_words::weekday(first, words);
    let ordinal = |number: u32| words.get(&["nth_", &number.to_string()].concat()).to_owned();
    let nth = u32::try_from(nth_of_month(first)).unwrap_or(1).min(ORDINALS + 1);
    match every {
        Every::Weeks(0 | 1) => words.fill("every_weekday", &[("weekday", weekday)]),
        Every::Weeks(weeks) if weeks <= ORDINALS => {
            words.fill("every_nth_weekday", &[("nth", &ordinal(weeks)), ("weekday", weekday)])
        }
        Every::Weeks(weeks) => words.fill("every_weeks", &[("count", &weeks.to_string()), ("weekday", weekday)]),
        Every::Months(0 | 1) => words.fill("every_month", &[("nth", &ordinal(nth)), ("weekday", weekday)]),
        Every::Months(months) => {
            let values = [("count", &*months.to_string()), ("nth", &ordinal(nth)), ("weekday", weekday)];
            words.fill("every_months", &values)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::handbook::fixture;
    use crate::parse::words::words;

    fn said(first: Date, every: Every, until: Date, except: &[Date]) -> String {
        let except = except.iter().map(|day| fixture::located(*day, &"01.md".into())).collect();
        rule(first, &Repeats { every, until, except }, &words("en").0)
    }

    #[test]
    fn a_rule_in_words() {
        let (thursday, december) = (date(2026, 11, 12), date(2026, 12, 17));
        assert_eq!(said(thursday, Every::Weeks(1), december, &[]), "every Thursday until 17 December");
        assert_eq!(
            said(thursday, Every::Weeks(2), december, &[date(2026, 11, 26)]),
            "every second Thursday until 17 December, except 26 November"
        );
        assert_eq!(
            said(thursday, Every::Weeks(3), december, &[date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10)]),
            "every third Thursday until 17 December, except 26 November, 3 December and 10 December"
        );
        assert_eq!(said(thursday, Every::Weeks(6), december, &[]), "every 6 weeks on Thursday until 17 December");
        assert_eq!(
            said(date(2026, 12, 1), Every::Months(1), date(2027, 6, 1), &[date(2027, 1, 5)]),
            "every first Tuesday of the month until 1 June 2027, except 5 January 2027"
        );
        assert_eq!(
            said(date(2026, 1, 28), Every::Months(2), december, &[]),
            "every 2 months on the fourth Wednesday until 17 December"
        );
    }
}
