//! Dates in numbers alone, as spreadsheets and meeting programs write them by the language that they are set to. One
//! text may be two dates: whoever knows the days on which a group met decides.

use jiff::civil::Date;

/// The order of a date's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    YearFirst,
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    pub const ALL: [DateOrder; 3] = [DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst];
}

/// Reads the date that `text` begins with, its numbers in `order`: `2026-10-15`, `15.10.2026`, `10/15/26`. Returns what
/// follows it as well. A year of two digits is of this century.
#[must_use]
pub fn numeric_date(text: &str, order: DateOrder) -> Option<(Date, &str)> {
    let text = text.trim_start();
    let (first, rest) = number(text)?;
    // `20261015`, as banks write it.
    if order == DateOrder::YearFirst && first.len() == 8 && (first.starts_with("19") || first.starts_with("20")) {
        let part = |range| first.get(range).and_then(|digits: &str| digits.parse::<i16>().ok());
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        return Some((Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, rest));
    }
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let (second, rest) = number(rest.strip_prefix(mark)?.trim_start())?;
    let (third, rest) = number(rest.strip_prefix(mark)?.trim_start())?;
    let is_year = |digits: &str| matches!(digits.len(), 2 | 4);
    let (year, month, day) = match order {
        DateOrder::YearFirst if first.len() == 4 => (first, second, third),
        DateOrder::DayFirst if is_year(third) => (third, second, first),
        DateOrder::MonthFirst if is_year(third) => (third, first, second),
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let century = if year.len() == 2 { 2000 } else { 0 };
    let date = Date::new(century + year.parse::<i16>().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((date, rest))
}

/// Returns each date that the whole of `text` can be, none of them twice.
#[must_use]
pub fn numeric_dates(text: &str) -> Vec<Date> {
    let whole = |order| numeric_date(text, order).filter(|(_, rest)| rest.trim().is_empty()).map(|(date, _)| date);
    let mut dates: Vec<Date> = DateOrder::ALL.into_iter().filter_map(whole).collect();
    dates.dedup();
    dates
}

fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_two_dates() {
        let read = |text: &str| numeric_dates(text).iter().map(Date::to_string).collect::<Vec<_>>().join(" ");
        for (text, dates) in [
            ("2026-10-15", "2026-10-15"),
            ("15.10.2026", "2026-10-15"),
            ("10/15/26", "2026-10-15"),
            ("3/4/2026", "2026-04-03 2026-03-04"),
            ("4. 3. 2026", "2026-03-04 2026-04-03"),
            ("5/5/2026", "2026-05-05"),
            ("20261015", "2026-10-15"),
            ("20102026", ""),
            ("31/2/2026", ""),
            ("2026-10", ""),
            ("10/15", ""),
            ("15-10/2026", ""),
            ("15.10.2026 18:30", ""),
            ("99999999999/1/2026", ""),
        ] {
            assert_eq!(read(text), dates, "{text}");
        }
    }
}
