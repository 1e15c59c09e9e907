//! Clock times that stand alone, as in a header: `6.30 pm`, `18:30 to 20:30`, `6:30-8:00 pm`, `noon`.

use jiff::civil::Time;

use super::{Half, WallTime, in_four_digits, leading, whole};

/// Reads a clock time: `18:30`, `6.30 pm`, `7 p.m.`, `noon`, `18h30`.
#[must_use]
pub fn time(text: &str) -> Option<Time> {
    let written = written(&folded(text))?;
    match written.half {
        None if !written.is_plain => None,
        half => in_half(written, half),
    }
}

/// Reads a start and, where it is given, an end: `6:30-8:00 pm` (one am/pm goes for both ends unless the start would
/// then come after the end), `18:30 to 20:30`, `18:30`.
#[must_use]
pub fn range(text: &str) -> Option<(Time, Option<Time>)> {
    let (start, end) = written_range(&folded(text))?;
    let Some(end) = end else { return Some((in_half(start, start.half)?, None)) };
    if start.half.is_none() && end.half.is_none() {
        return Some((in_half(start, None)?, Some(in_half(end, None)?)));
    }
    let (one, other) = match (start.half, end.half) {
        (Some(half), None) => {
            let from = in_half(start, Some(half))?;
            return Some((from, Some(later(end, half, |end| end >= from)?)));
        }
        (None, Some(half)) => {
            let to = in_half(end, Some(half))?;
            (later(start, half, |start| start <= to)?, to)
        }
        (from, to) => (in_half(start, from)?, in_half(end, to)?),
    };
    Some((one, Some(other)))
}

/// The two ways to write a time so that it says which half of the day it is in.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The time as one of the afternoon or evening.
    pub later: String,
    /// The time as it is read now.
    pub kept: String,
}

/// Finds a start, with its end or without, that is one of the small hours only because nothing says otherwise:
/// `6:30-8:00` has no am or pm, no `0` before its hour, and no end past noon.
#[must_use]
pub fn unclear(text: &str) -> Option<Unclear> {
    let (from, to) = range(text)?;
    let (start, end) = written_range(&folded(text))?;
    let is_bare = |time: WallTime| time.half.is_none() && time.hour <= 12;
    let begins_with_zero = text.trim_start_matches(|c: char| !c.is_ascii_digit()).starts_with('0');
    let is_small = (1..=6).contains(&from.hour()) && !begins_with_zero;
    if !is_small || !is_bare(start) || !end.is_none_or(is_bare) {
        return None;
    }
    let half_a_day = jiff::Span::new().hours(12);
    let meant = (from.wrapping_add(half_a_day), to.map(|to| to.wrapping_add(half_a_day)));
    let show = |(from, to): (Time, Option<Time>), form: &str| {
        let (from, to) = (from.strftime(form), to.map(|to| to.strftime(form)));
        to.map_or_else(|| from.to_string(), |to| format!("{from} - {to}"))
    };
    let typed = format!("{} pm", text.trim());
    let later = if range(&typed) == Some(meant) { typed } else { show(meant, "%-I:%M %P") };
    Some(Unclear { later, kept: show((from, to), "%H:%M") })
}

/// Returns the start and end that were probably meant by `text`, which is none: am or pm left out or cut short, `and`
/// between the two, or words too many at its end, such as a time zone's.
#[must_use]
pub fn meant_range(text: &str) -> Option<String> {
    let text = text.trim();
    let shorter = leading(text).map(|(_, length)| text[..length].trim_end().to_owned());
    let half = text.to_lowercase().ends_with(['a', 'p']).then(|| format!("{text}m"));
    [half, Some(format!("{text} pm")), Some(text.replace(" and ", " - ")), shorter]
        .into_iter()
        .flatten()
        .find(|meant| matches!(range(meant), Some((_, Some(_)))))
}

/// Returns the part of `text` that has the form of a clock time, though there is no such time: `25:00`.
#[must_use]
pub fn impossible(text: &str) -> Option<String> {
    let text = folded(text);
    let text = text.strip_prefix("from ").unwrap_or(&text);
    let (start, end) = ends(text).map_or((text, None), |(start, end)| (start, Some(end)));
    let all = [Some(start), end].into_iter().flatten();
    all.map(str::trim)
        .find(|time| written(time).is_some_and(|time| in_half(time, time.half).is_none()))
        .map(str::to_owned)
}

/// Returns the text in lower case, with one kind of blank and no dots in `p.m.`.
fn folded(text: &str) -> String {
    let text = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}', '\u{2009}', '\t'], " ");
    text.replace("a.m.", "am").replace("p.m.", "pm").replace("a.m", "am").replace("p.m", "pm")
}

/// Returns the start and the end that are the whole of `text`.
fn written_range(text: &str) -> Option<(WallTime, Option<WallTime>)> {
    let of_four_digits = || in_four_digits(text.trim())?.clock;
    whole(text).and_then(|one| one.clock).or_else(of_four_digits)
}

/// Returns the text before and after the sign between two times.
fn ends(text: &str) -> Option<(&str, &str)> {
    let at_word = [" to ", " until ", " till "].iter().find_map(|word| text.split_once(word));
    at_word.or_else(|| text.split_once(['-', '–', '—', '−', '‐', '‑']))
}

/// Returns the clock time that is the whole of `text`, `7` included.
fn written(text: &str) -> Option<WallTime> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(WallTime { hour: text.parse().ok()?, minute: 0, half: None, is_plain: false, is_of_24: false });
    }
    match whole(text)?.clock? {
        (time, None) => Some(time),
        _ => None,
    }
}

/// Returns the clock time, where there is one: hours past 12 need no half of the day and keep their own.
fn in_half(written: WallTime, half: Option<Half>) -> Option<Time> {
    let hour = match (written.hour, half) {
        (hour @ 1..=12, Some(half)) => hour % 12 + if half == Half::Pm { 12 } else { 0 },
        (13.., Some(Half::Am)) => return None,
        (hour, _) => hour,
    };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(written.minute).ok()?, 0, 0).ok()
}

/// Returns the time in the `half` that the other end gave, or in the other half where it would stand on the wrong side.
fn later(written: WallTime, half: Half, fits: impl Fn(Time) -> bool) -> Option<Time> {
    if written.hour == 0 || written.hour > 12 {
        return in_half(written, None);
    }
    let other = if half == Half::Pm { Half::Am } else { Half::Pm };
    let time = in_half(written, Some(half))?;
    if fits(time) { Some(time) } else { in_half(written, Some(other)) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time as at;
    use proptest::prelude::*;

    use super::super::{date, meant_dates};
    use super::*;

    #[test]
    fn one_am_or_pm_goes_for_both_ends() {
        let from_to = |a, b, c, d| Some((at(a, b, 0, 0), Some(at(c, d, 0, 0))));
        assert_eq!(range("6:30-8:00 pm"), from_to(18, 30, 20, 0));
        assert_eq!(range("6:30 pm – 8:00 pm"), from_to(18, 30, 20, 0));
        assert_eq!(range("18:30 to 20:30"), from_to(18, 30, 20, 30));
        assert_eq!(range("6.30 p.m. until 8 p.m."), from_to(18, 30, 20, 0));
        assert_eq!(range("11:30-1:00 pm"), from_to(11, 30, 13, 0));
        assert_eq!(range("11-1 pm"), from_to(11, 0, 13, 0));
        assert_eq!(range("6:30 pm - 8:00"), from_to(18, 30, 20, 0));
        assert_eq!(range("11 pm - 1"), from_to(23, 0, 1, 0));
        assert_eq!(range("noon to 1:30 pm"), from_to(12, 0, 13, 30));
        assert_eq!(range("10:30 am - 12:00 noon"), from_to(10, 30, 12, 0));
        assert_eq!(range("10am-12noon"), from_to(10, 0, 12, 0));
        assert_eq!(range("12.00 midday to 1 pm"), from_to(12, 0, 13, 0));
        assert_eq!(range("9 pm - 12 midnight"), from_to(21, 0, 0, 0));
        assert_eq!(range("10 am - 11 noon"), None);
        assert_eq!(range("12-1 pm"), from_to(12, 0, 13, 0));
        assert_eq!(range("10 pm - midnight"), from_to(22, 0, 0, 0));
        assert_eq!(range("18:30"), Some((at(18, 30, 0, 0), None)));
        assert_eq!(range("7 - 9"), None);
        for text in [
            "11:00 tot 16:30",
            "van 11u tot 16u30",
            "de 11h à 16h30",
            "das 11h às 16h30",
            "1100-1630",
            "11 Uhr bis 16.30 Uhr",
        ] {
            assert_eq!(range(text), from_to(11, 0, 16, 30), "{text}");
        }
        assert_eq!(range("à partir de 19h"), Some((at(19, 0, 0, 0), None)));
    }

    #[test]
    fn a_start_and_an_end_that_were_meant() {
        assert_eq!(meant_range("7 - 9").as_deref(), Some("7 - 9 pm"));
        assert_eq!(meant_range("7:30 pm and 8:45 pm").as_deref(), Some("7:30 pm - 8:45 pm"));
        assert_eq!(meant_range("7:30 pm - 8:45 pm AST").as_deref(), Some("7:30 pm - 8:45 pm"));
        assert_eq!(meant_range("16:00 - 17:30 UTC, call opens 15:50").as_deref(), Some("16:00 - 17:30"));
        assert_eq!(meant_range("6:30 – 8 p").as_deref(), Some("6:30 – 8 pm"));
        assert_eq!(meant_range("soon"), None);
    }

    #[test]
    fn small_hours_without_am_or_pm_are_unclear() {
        let said = |text: &str| unclear(text).map(|said| (said.later, said.kept));
        let two = |later: &str, kept: &str| Some((later.to_owned(), kept.to_owned()));
        assert_eq!(said("1:00 - 2:30"), two("1:00 - 2:30 pm", "01:00 - 02:30"));
        assert_eq!(said("6:30-8:00"), two("6:30-8:00 pm", "06:30 - 08:00"));
        assert_eq!(said("6:30 to 12:30"), two("6:30 pm - 12:30 am", "06:30 - 12:30"));
        assert_eq!(said("6:30"), two("6:30 pm", "06:30"));
        for text in
            ["06:30-08:00", "6:30-8:00 am", "6:30 am - 8:00", "7:00-8:30", "6:30-14:00", "0:30-1:30", "18:30", "1 - 2"]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in ["25:00", "18:60", "13:00 am", "7", "", "soon", "6:5 pm", "６:30"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert_eq!(impossible("25:00").as_deref(), Some("25:00"));
        assert_eq!(impossible("6:75 pm - 8:00 pm").as_deref(), Some("6:75 pm"));
        assert_eq!(impossible("18:30 - 24:30").as_deref(), Some("24:30"));
        assert_eq!(impossible("soon"), None);
        assert_eq!(impossible("18:30"), None);
    }

    fn in_style(time: Time, style: usize) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let half = if hour < 12 { "am" } else { "pm" };
        match style {
            0 => format!("{hour}:{minute:02}"),
            1 => format!("{hour:02}:{minute:02}"),
            2 => format!("{twelve}:{minute:02} {half}"),
            3 => format!("{twelve}.{minute:02}{half}"),
            4 => format!("{twelve}:{minute:02}\u{a0}{}.M.", half.to_uppercase().trim_end_matches('M')),
            _ => format!("{hour}h{minute:02}"),
        }
    }

    proptest! {
        #[test]
        fn any_time_in_any_style_is_read_back(hour in 0i8..24, minute in 0i8..60, style in 0usize..6) {
            let wanted = at(hour, minute, 0, 0);
            prop_assert_eq!(time(&in_style(wanted, style)), Some(wanted));
        }

        #[test]
        fn any_two_times_in_any_style_are_read_back(
            from in (0i8..24, 0i8..60), to in (0i8..24, 0i8..60), style in 0usize..6, mark in 0usize..4,
        ) {
            let (from, to) = (at(from.0, from.1, 0, 0), at(to.0, to.1, 0, 0));
            let mark = [" - ", "-", " – ", " to "][mark];
            let text = format!("{}{mark}{}", in_style(from, style), in_style(to, style));
            prop_assert_eq!(range(&text), Some((from, Some(to))));
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC*") {
            let _ = (time(&text), range(&text), date(&text).is_ok(), impossible(&text), meant_dates(&text), unclear(&text));
        }
    }
}
