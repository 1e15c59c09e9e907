//! The feed by itself: the processor's time that events and `calendar.ics` take, from a handbook in memory.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use handbound::calendar::{Event, events, feed, feed_context, session_feed};
use handbound::handbook::community::HouseWords;
use handbound::redact::Drafts;
use handbound::{parse, read, redact};
use rayon::prelude::*;

use super::{TODAY, shown};

/// The number of sessions of the bar's handbook.
pub const SESSIONS: usize = 5000;
/// The bar for events and `calendar.ics` together.
const BAR: Duration = Duration::from_millis(50);
/// The kernel counts in hundredths of a second, so each measure is the mean of many rounds.
const ROUNDS: u32 = 40;

/// Prints the cost of the feeds of the handbook in `folder`.
pub fn print(folder: &Path) -> io::Result<()> {
    let list = read::list(folder, None)?;
    let is_text = |file: &str| [".md", ".yml", ".csv"].iter().any(|ending| file.ends_with(ending));
    let (texts, others): (Vec<_>, Vec<_>) = list.files.iter().cloned().partition(|file| is_text(file));
    let sources = texts.par_iter().filter_map(|file| read::text(&list, file).ok());
    let parsed: Vec<_> = sources.map(|source| parse::parse(&source)).collect();
    let (handbook, _) = parse::assemble(&parsed, others);
    let handbook = handbook.ok_or_else(|| io::Error::other("the handbook has no community.yml"))?;
    let public = redact::redact(&handbook, Drafts::Left);
    let words = parse::words::house(parse::words::words("en").0, &HouseWords::default());
    let today = TODAY.parse().map_err(io::Error::other)?;

    let sessions = &public.book().sessions;
    let written = || -> Vec<Vec<Event>> {
        let almanac = feed_context(&public, &words, today);
        sessions.par_iter().map(|session| events(session, &almanac)).collect()
    };
    let almanac = feed_context(&public, &words, today);
    let all = written();
    let octets = feed(all.iter().flatten().cloned().collect(), &almanac).len();
    println!("\nThe feed of {} sessions, {} KB, mean of {ROUNDS}:", sessions.len(), octets / 1000);
    let made = Cost::of(&written)?;
    let whole = Cost::of(&|| feed(written().into_iter().flatten().collect(), &almanac))?;
    let own = Cost::of(&|| {
        let both = sessions.par_iter().zip(&all);
        both.filter_map(|(session, events)| session_feed(session, events, &almanac))
            .map(|text| text.len())
            .sum::<usize>()
    })?;
    println!("  the events       {made}");
    println!("  and calendar.ics {whole} (bar {} of the processor)", shown(BAR));
    println!("  each session's   {own}");
    Ok(())
}

/// The cost of a piece of work: time on all processors together, and time on the clock.
struct Cost {
    processor: Duration,
    clock: Duration,
}

impl Cost {
    fn of<T>(work: &impl Fn() -> T) -> io::Result<Self> {
        let (processor, clock) = (processor()?, Instant::now());
        for _ in 0..ROUNDS {
            std::hint::black_box(work());
        }
        let clock = clock.elapsed() / ROUNDS;
        Ok(Cost { processor: self::processor()?.saturating_sub(processor) / ROUNDS, clock })
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:>9} of the processor, {:>9} on the clock", shown(self.processor), shown(self.clock))
    }
}

/// Returns the time that all threads of this process have spent on their own work: `utime` in proc(5), in hundredths.
fn processor() -> io::Result<Duration> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The name in brackets may hold blanks; the text after it does not.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().nth(11).and_then(|ticks| ticks.parse::<u64>().ok());
    let ticks = ticks.ok_or_else(|| io::Error::other("no time in /proc/self/stat"))?;
    Ok(Duration::from_millis(ticks * 10))
}
