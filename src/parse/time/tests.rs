//! Tests of what is read, what is not, and that whatever is printed is read back.

use proptest::prelude::*;

use super::{Expression, is_day, leading, length, whole};
use crate::handbook::Minutes;

fn exactly(value: u32) -> Minutes {
    Minutes { value, about: false }
}

fn about(value: u32) -> Minutes {
    Minutes { value, about: true }
}

/// Returns the readings of `text` in short: `19:30` or `9-10` for clock times, `45` or `~45` for a length, `@10-30` for
/// a span.
fn read(text: &str) -> String {
    let Some(Expression { clock, length, span }) = whole(text) else { return String::new() };
    let mut out = Vec::new();
    if let Some((start, end)) = clock {
        let show = |time: super::WallTime| {
            let half = time.half.map_or("", |half| if half == super::Half::Am { "am" } else { "pm" });
            format!("{}:{:02}{half}", time.hour, time.minute)
        };
        out.push(end.map_or(show(start), |end| format!("{}-{}", show(start), show(end))));
    }
    out.extend(length.map(|length| format!("{}{}", if length.about { "~" } else { "" }, length.value)));
    out.extend(span.map(|(from, to)| format!("@{from}-{to}")));
    out.join(" ")
}

#[test]
fn a_time_may_be_so_ish() {
    let all = ["7ish", "12:15-ish", "7pm-ish", "19h30ish", "10 min-ish", "2h-ish"].map(read);
    assert_eq!(all, ["7:00", "12:15", "7:00pm", "19:30 1170", "~10", "~120"]);
}

#[test]
fn lengths() {
    for (text, value) in [
        ("12 min", 12),
        ("12 minutes", 12),
        ("5m", 5),
        ("90 mins", 90),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("15\u{A0}min", 15),
        ("15'", 15),
        ("15 Min.", 15),
        ("20 Minuten", 20),
        ("20 minutos", 20),
        ("1/2 hour", 30),
        ("½ hour", 30),
        ("1/3 hour", 20),
        ("1 1/2 hours", 90),
        ("2x10 min", 20),
        ("3 × 5 min", 15),
        ("15 + 5 min", 20),
        ("20 min + 10 min", 30),
        ("5-minute", 5),
        ("10 minute(s)", 10),
    ] {
        assert_eq!(length(text), Some(exactly(value)), "{text}");
    }
    for (text, value) in [
        ("30+ minutes", 30),
        ("20-30 min", 30),
        ("20 – 30 min", 30),
        ("20 to 30 min", 30),
        ("~30m", 30),
        ("<= 15m", 15),
        ("up to 20 minutes", 20),
        ("30 minutes max", 30),
        ("5 min?", 5),
        ("ca. 45 Min.", 45),
        ("environ 45 minutes", 45),
        ("<10 mins", 10),
        ("10' - 15'", 15),
    ] {
        assert_eq!(length(text), Some(about(value)), "{text}");
    }
}

#[test]
fn clock_times() {
    for (text, readings) in [
        ("18:30", "18:30"),
        ("6.30 pm", "6:30pm"),
        ("7 p.m.", "7:00pm"),
        ("noon", "12:00"),
        ("6:30-8:00 pm", "6:30-8:00pm"),
        ("7-8pm", "7:00-8:00pm"),
        ("from 10:30 am to 12:00 noon", "10:30am-12:00pm"),
        ("18.55 Uhr", "18:55"),
        ("19.00 – 19.30 Uhr", "19:00-19:30"),
        ("ca. 10.30", "10:30"),
        ("0:10 - 0:30", "0:10-0:30"),
        ("09:00:00", "9:00"),
        ("11 pm - 1", "11:00pm-1:00"),
    ] {
        assert_eq!(read(text), readings, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_keeps_both() {
    for (text, readings) in [
        ("19h00", "19:00 1140"),
        ("19 h", "19:00 1140"),
        ("19h00 - 19h30", "19:00-19:30 ~1170"),
        ("1h30", "1:30 90"),
        ("1h30'", "1:30 90"),
        ("2h40min", "2:40 160"),
        ("1 h 15", "1:15 75"),
        ("1 hr 15", "1:15 75"),
        ("1 Std. 15", "1:15 75"),
        ("1 h 15 min", "1:15 75"),
        ("1 hour and 30 minutes", "1:30 90"),
        ("9.30 h", "9:30 570"),
        ("10-30 min", "~30 @10-30"),
        ("0-10", "@0-10"),
        ("Minutos 10-30", "@10-30"),
    ] {
        assert_eq!(read(text), readings, "{text}");
    }
}

#[test]
fn where_an_expression_ends() {
    for (text, ends) in [
        ("1 h 15: Suite", "1 h 15"),
        ("1 h 30 people", "1 h"),
        ("9:00 - 10 min: Hellos", "9:00"),
        ("9:00 - 10 questions", "9:00"),
        ("9:00 - Hellos", "9:00"),
        ("10 min - 2 rounds", "10 min"),
        ("20 Min. - Tee", "20 Min."),
        ("10 min.", "10 min."),
        ("5'Neill", ""),
        ("12 people", ""),
        ("2026-12-03", ""),
        ("2 minutes each: your name", ""),
        ("3 min/person", ""),
        ("12-B", ""),
        ("3.2.1 Rules", ""),
        ("999999 min", ""),
    ] {
        let length = leading(text).map_or(0, |(_, length)| length);
        assert_eq!(&text[..length], ends, "{text}");
    }
}

#[test]
fn what_is_no_expression() {
    for text in ["", "12", "12 mice", "12 minds", "min", "groups of 4", "4 people", "5/6 hour", "soon", "~", "at"] {
        assert_eq!(read(text), "", "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_printed_is_read_back(value in 1_u32..1000, hours in 1_u32..24, minutes in 0_u32..60) {
        for unit in [" min", " mins", "m", " minutes", "min", "\u{A0}min", "′"] {
            prop_assert_eq!(length(&format!("{value}{unit}")), Some(exactly(value)));
            prop_assert_eq!(length(&format!("{value}+{unit}")), Some(about(value)));
            prop_assert_eq!(length(&format!("{}-{value}{unit}", value / 2)), Some(about(value)));
        }
        let sum = hours * 60 + minutes;
        for text in [
            format!("{hours}h{minutes:02}"),
            format!("{hours} h {minutes} min"),
            format!("{hours} hours {minutes} minutes"),
            format!("{hours} hrs and {minutes}m"),
        ] {
            prop_assert_eq!(length(&text), Some(exactly(sum)), "{}", text);
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC*") {
        if let Some((_, length)) = leading(&text) {
            prop_assert!(text.get(..length).is_some());
        }
    }

    #[test]
    fn any_expression_is_survived(text in "[0-9h:.x+/~ -]{0,12}(min|pm|h|Uhr|each)?[ :-]{0,2}[0-9]{0,3}") {
        if let Some((_, length)) = leading(&text) {
            prop_assert!(text.get(..length).is_some());
        }
    }
}

#[test]
fn days_are_told_from_parts() {
    for text in ["Friday", "Freitags", "Day1", "Day 2", "3 maart", "Sexta-feira, 18h", "2026-12-04"] {
        assert!(is_day(text), "{text}");
    }
    for text in ["Segunda parte", "Daylight", "Day care", "Three songs", "Martian songs"] {
        assert!(!is_day(text), "{text}");
    }
}
