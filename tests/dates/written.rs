//! Writes the dates and clock times of the languages that it is given, a line each, for `agree.mjs` to compare with ICU's.

use std::io::{self, BufRead, Write};

use handbound::handbook::Words;
use handbound::handbook::community::ClockFormat;
use handbound::handbook::date_words::{
    clock_range, clock_time, date, date_of_year, day, day_of_month, long_date, month, short_date,
};
use handbound::parse::words::for_readers;
use jiff::civil::{Date, Time, time};

/// A form of a date and the key of its pattern.
type Form = (&'static str, fn(Date, &Words) -> String);

const FORMS: [Form; 7] = [
    ("date_long", long_date),
    ("date_plain", date),
    ("date_of_year", date_of_year),
    ("date_short", short_date),
    ("day_of_year", day),
    ("day_of_month", day_of_month),
    ("month_of_year", month),
];

const CLOCKS: [(&str, ClockFormat); 2] = [("clock_12", ClockFormat::Twelve), ("clock_24", ClockFormat::TwentyFour)];

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for tag in io::stdin().lock().lines() {
        let tag = tag?;
        let words = for_readers(&tag);
        // Every day of the month, every month and every weekday come by.
        let days = (0..31).filter_map(|step| Date::new(2026, step % 12 + 1, step % 28 + 1).ok());
        for day in days.chain((29..=31).filter_map(|day| Date::new(2026, 1, day).ok())) {
            for (form, write) in FORMS {
                writeln!(out, "{tag}\t{form}\t{day}\t{}", write(day, &words))?;
            }
        }
        for (form, clock) in CLOCKS {
            for hour in 0..24 {
                let at = time(hour, (hour % 12) * 5, 0, 0);
                writeln!(out, "{tag}\t{form}\t{}\t{}", plain(at), clock_time(at, clock, &words))?;
            }
            for [start, end] in
                [[9, 11], [10, 12], [18, 20], [13, 23]].map(|ends| ends.map(|hour| time(hour, hour, 0, 0)))
            {
                let range = clock_range(start, end, clock, &words);
                writeln!(out, "{tag}\t{form}\t{} {}\t{range}", plain(start), plain(end))?;
            }
        }
    }
    Ok(())
}

fn plain(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
