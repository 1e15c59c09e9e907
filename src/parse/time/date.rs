//! Days as people write them; `2026-11-19` is the one form that is read.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use rustc_hash::{FxHashMap, FxHashSet};

use super::time;

/// The reason why a date cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// A text that is no date at all.
    NotADate,
    /// A text that looks like a date of a day that does not exist; the last day of that month where the month exists.
    NoSuchDay { last_of_month: Option<Date> },
}

/// Reads `2026-11-19`, the one form for dates.
///
/// # Errors
///
/// Returns what is wrong with it.
pub fn date(text: &str) -> Result<Date, DateProblem> {
    let mut numbers = text.trim().splitn(3, ['-', '‐', '‑', '–']);
    let mut number = |least: usize, most: usize| {
        let digits = numbers.next().filter(|part| (least..=most).contains(&part.len()))?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    let parts = (number(4, 4), number(1, 2), number(1, 2));
    let (Some(year), Some(month), Some(day)) = parts else { return Err(DateProblem::NotADate) };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(DateProblem::NotADate) };
    Date::new(year, month, day)
        .map_err(|_| DateProblem::NoSuchDay { last_of_month: Date::new(year, month, 1).ok().map(Date::last_of_month) })
}

/// Returns the days that `text` may mean, written as people write them: `December 2, 2026`, `2nd of December 2026`,
/// `2.12.2026`. Two where day and month cannot be distinguished; none without a year.
#[must_use]
pub fn meant_dates(text: &str) -> Vec<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.to_lowercase();
    let mut month = None;
    let mut numbers: Vec<(usize, i16)> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        if let Some(number) = word.get(..digits).and_then(|digits| digits.parse().ok()) {
            numbers.push((digits, number));
        } else if let Some(at) = MONTHS.iter().position(|name| word.starts_with(name)) {
            month = i16::try_from(at + 1).ok();
        }
    }
    let orders: Vec<(i16, i16, i16)> = match (month, numbers.as_slice()) {
        (Some(month), [(4, year), (_, day)] | [(_, day), (4, year)]) => vec![(*year, month, *day)],
        (None, [(4, year), (_, month), (_, day)]) => vec![(*year, *month, *day)],
        (None, [(_, one), (_, other), (4, year)]) => vec![(*year, *other, *one), (*year, *one, *other)],
        _ => Vec::new(),
    };
    let day =
        |(year, month, day): (i16, i16, i16)| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let mut days: Vec<Date> = orders.into_iter().filter_map(day).collect();
    days.dedup();
    days
}

/// Returns the day that `text` begins with, and what follows it: `2026-12-17`, `Thursday 17 December: why`. Without a
/// year it is the one nearest to `beside`.
#[must_use]
pub fn day_at_start(text: &str, beside: Date) -> Option<(Date, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).take(5);
    let starts: Vec<(&str, &str)> = ends.map(|end| text.split_at(end)).collect();
    let only = |text: &str| meant_dates(text).into_iter().min_by_key(|day| day.duration_since(beside).abs());
    let whole = |start: &str| date(start.trim_end_matches([',', '.', ':', ';'])).ok().or_else(|| only(start));
    let nearest = |start: &str| {
        let words: Vec<&str> = start.split(' ').filter(|word| !["of", "the"].contains(word)).collect();
        let years = [-1, 0, 1].map(|apart| beside.year().saturating_add(apart));
        let days = years.into_iter().filter_map(|year| only(&format!("{start} {year}")));
        let is_named = words.last_chunk::<2>().is_some_and(|last| is_day(&last.join(" ")));
        if is_named { days.min_by_key(|day| day.duration_since(beside).abs()) } else { None }
    };
    let found = |day: &dyn Fn(&str) -> Option<Date>| starts.iter().find_map(|(start, rest)| Some((day(start)?, *rest)));
    found(&whole).or_else(|| found(&nearest))
}

/// The weekdays in several languages, in small letters.
static WEEKDAYS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    const ALL: &str = "monday, tuesday, wednesday, thursday, friday, saturday, sunday, montag, dienstag, mittwoch, \
                         donnerstag, freitag, samstag, sonntag, lundi, mardi, mercredi, jeudi, vendredi, samedi, \
                         lunes, martes, miércoles, jueves, viernes, sábado, domingo, dimanche, sonnabend, maandag, dinsdag, \
                         woensdag, donderdag, vrijdag, zaterdag, zondag, lunedì, martedì, mercoledì, giovedì, venerdì, sabato, \
                         domenica, måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag, mandag, tirsdag, lørdag, søndag, \
                         poniedziałek, wtorek, środa, czwartek, piątek, sobota, niedziela, dilluns, dimarts, dimecres, \
                         dijous, divendres, dissabte, diumenge";
    ALL.split(", ").collect()
});

/// The number of each month by its names in several languages, in small letters.
static MONTHS: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| {
    const NAMES: [&str; 12] = [
        "january jan januar janvier enero gennaio januari janeiro stycznia gener",
        "february feb februar février febrero febbraio februari fevereiro lutego febrer",
        "march mar märz mär mars marzo maart março marca març marts",
        "april apr avril abril aprile kwietnia",
        "may mai mayo maggio mei maio maja maj maig",
        "june jun juni juin junio giugno junho czerwca juny",
        "july juli juillet julio luglio julho lipca juliol",
        "august aug août agosto augustus augusti sierpnia agost",
        "september sep sept septembre septiembre settembre setembro września setembre",
        "october oct oktober okt octobre octubre ottobre outubro października",
        "november nov novembre noviembre novembro listopada",
        "december dec dezember dez décembre diciembre dicembre dezembro grudnia desembre",
    ];
    (1..).zip(NAMES).flat_map(|(month, names)| names.split(' ').map(move |name| (name, month))).collect()
});

/// Returns the number of a day of a month: `3`, `3rd`, `1er`.
fn day_of_month(word: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number.parse().ok().filter(|day| (1..=31).contains(day))
}

/// Returns the day of the year that `text` names anywhere: `Day 2 - Wednesday, August 11`, `Lunes, 7 de junio`. Without
/// a year it is the one nearest to `beside`.
#[must_use]
pub fn day_within(text: &str, beside: Date) -> Option<Date> {
    let text = text.to_lowercase();
    let is_join = |word: &&str| word.is_empty() || matches!(*word, "de" | "of" | "di");
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_join(word)).collect();
    let of = |month: &str, day: &str| Some((*MONTHS.get(month)?, day_of_month(day)?));
    let at = words.windows(2).position(|pair| of(pair[0], pair[1]).or_else(|| of(pair[1], pair[0])).is_some())?;
    let (month, day) = of(words[at], words[at + 1]).or_else(|| of(words[at + 1], words[at]))?;
    // `22.-25. April`, `April 22-25` are several days.
    let beside_it =
        if MONTHS.contains_key(words[at]) { words.get(at + 2) } else { at.checked_sub(1).map(|before| &words[before]) };
    if beside_it.is_some_and(|word| day_of_month(word).is_some()) {
        return None;
    }
    let written = words.iter().filter(|word| word.len() == 4).find_map(|word| word.parse::<i16>().ok());
    let years =
        written.map_or_else(|| [-1, 0, 1].map(|apart| beside.year().saturating_add(apart)).to_vec(), |year| vec![year]);
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|day| day.duration_since(beside).abs())
}

/// Returns whether `text` names a day: `Day 2`, `Tuesday`, `Jour 1`, `3 March`, `2026-12-04`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `Day1`.
    if let Some(number) = words.first().and_then(|word| word.strip_prefix("day")).filter(|number| !number.is_empty()) {
        words.splice(0..1, ["day", number]);
    }
    // `Freitags` is a Friday.
    let is_name =
        |name: &&str| WEEKDAYS.contains(*name) || name.strip_suffix('s').is_some_and(|name| WEEKDAYS.contains(name));
    // `Segunda-feira` is a Monday, and `Segunda parte` a second part.
    if words.first().is_some_and(is_name) || words.get(1) == Some(&"feira") {
        return true;
    }
    // `Second day`, `Full day (Saturday)`, `Opening Day (mostly Friday)`.
    let has_day = words.iter().take(3).any(|word| matches!(*word, "day" | "days"));
    let is_ordinal = |word: &str| {
        const ORDINALS: &str =
            "first second third fourth fifth last final opening closing other next full arrival departure";
        ORDINALS.split(' ').any(|ordinal| ordinal == word)
    };
    if has_day && words.len() <= 7 && (words.last().is_some_and(is_name) || is_ordinal(words[0])) {
        return true;
    }
    let is_day = |word| matches!(word, "day" | "tag" | "jour" | "día" | "dia" | "dag" | "giorno" | "journée");
    let is_number = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word, "one" | "two" | "three" | "four" | "five")
    };
    let is_date = |word: &str| date(word.trim_matches(|c: char| !c.is_alphanumeric())).is_ok();
    let is_month = |word: &str| MONTHS.contains_key(word);
    let is_of_month = |word: &str| day_of_month(word).is_some();
    // `20 de enero`, `3rd of March`.
    words.retain(|word| !matches!(*word, "de" | "of" | "di"));
    let is_date_in_words =
        |pair: &[&str]| (is_month(pair[0]) && is_of_month(pair[1])) || (is_of_month(pair[0]) && is_month(pair[1]));
    words.windows(2).any(is_date_in_words)
        || words.windows(2).any(|pair| is_day(pair[0]) && is_number(pair[1]))
        || text.split_whitespace().any(is_date)
}

/// Halves of a day in several languages, in small letters.
const HALVES: &str = "morning, afternoon, evening, vormittag, nachmittag, abend, matin, matinée, après, soir, soirée, mañana, \
                      tarde, manhã, noite, ochtend, middag, avond, mattina, pomeriggio, sera";

/// Returns the words that name a day, without those that name a half of it: `samedi 13 mai` of `Samedi 13 mai matin`.
#[must_use]
pub fn day_named(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_half = |word: &&str| *word == "midi" || HALVES.split(", ").any(|half| half == *word);
    words.filter(|word| !is_half(word)).collect::<Vec<_>>().join(" ")
}

/// Returns whether `text` names a half of a day, alone or with its times: `Morning`,
/// `Afternoon block (2:00 - 5:00 pm)`.
#[must_use]
pub fn is_half_of_day(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_half = words.next().is_some_and(|word| HALVES.split(", ").any(|half| half == word));
    is_half
        && words.all(|word| matches!(word, "block" | "session" | "part" | "midi" | "am" | "pm" | "uhr" | "h" | "to"))
}

/// Reads a day and, after a space or a `T`, a clock time: `2026-12-16 18:30:00`, as spreadsheets write them.
#[must_use]
pub fn day_and_time(text: &str) -> Option<(Date, Time)> {
    let text = text.trim();
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    let hour = rest.trim_start_matches([' ', ',', 'T', 't']);
    // A zone or parts of a second are no part of what stands in `time`.
    let shown: String = hour.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    let clock = time(hour).or_else(|| time(&shown))?;
    (hour.len() < rest.len()).then_some((date(day).ok()?, clock))
}

#[cfg(test)]
mod tests {
    use jiff::civil::time as at;

    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date("2026-11-19"), Ok(jiff::civil::date(2026, 11, 19)));
        assert_eq!(
            date("2026-02-30"),
            Err(DateProblem::NoSuchDay { last_of_month: Some(jiff::civil::date(2026, 2, 28)) })
        );
        assert_eq!(date("2026-13-01"), Err(DateProblem::NoSuchDay { last_of_month: None }));
        assert_eq!(date("19 November"), Err(DateProblem::NotADate));
    }

    #[test]
    fn dates_as_people_write_them() {
        let second = jiff::civil::date(2026, 12, 2);
        for text in ["December 2, 2026", "Wed, 2nd of Dec. 2026", "2026/12/02", "2026 Dec 2"] {
            assert_eq!(meant_dates(text), [second], "{text}");
        }
        assert_eq!(meant_dates("2.12.2026"), [second, jiff::civil::date(2026, 2, 12)]);
        assert_eq!(meant_dates("12/19/2026"), [jiff::civil::date(2026, 12, 19)]);
        assert_eq!(meant_dates("3/3/2026"), [jiff::civil::date(2026, 3, 3)]);
        for text in ["19 November", "soon", "", "99999999999 May 2026", "31 February 2026"] {
            assert!(meant_dates(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_day_at_the_start_of_words() {
        let at = |text| day_at_start(text, jiff::civil::date(2027, 1, 7));
        let day = jiff::civil::date(2026, 12, 17);
        for (text, rest) in [
            ("2026-12-17", ""),
            ("17 December", ""),
            ("Thursday, December 17th", ""),
            ("the 17th of December: why", " why"),
            ("Thursday 17 December 2026, 6:30 pm", " 6:30 pm"),
            ("17 Dec, to stay", " to stay"),
        ] {
            assert_eq!(at(text), Some((day, rest)), "{text}");
        }
        for text in ["the library", "Thursday to Friday", "3 separate rooms", "November", "12.11.", "31 November", ""] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_within_a_heading() {
        let of = |text| day_within(text, jiff::civil::date(2027, 4, 22));
        for text in
            ["Day 2 - Friday, April 23", "Freitag, 23. April 2027", "Vendredi 23 avril matin", "viernes 23 de abril"]
        {
            assert_eq!(of(text), Some(jiff::civil::date(2027, 4, 23)), "{text}");
        }
        for text in ["from 22.-25. April 2027", "April 22-25", "Friday", "Day 2", "31 April"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_with_its_hour() {
        let second = jiff::civil::date(2026, 12, 2);
        for text in ["2026-12-02 18:30:00", "2026-12-02T18:30:00Z", "2026-12-02 18:30", "2026-12-02, 6:30 pm"] {
            assert_eq!(day_and_time(text), Some((second, at(18, 30, 0, 0))), "{text}");
        }
        for text in
            ["2026-12-02", "2026-12-02 evening", "2026-12-0218:30", "2026-02-30 18:30", "18:30", "2026-12-02 25:00"]
        {
            assert_eq!(day_and_time(text), None, "{text}");
        }
    }
}
