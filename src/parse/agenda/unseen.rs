//! What looks like an agenda below a heading that is none of its names (`What we will do`), and so is shown as text.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::parse::duration;
use crate::parse::markdown::{Piece, plain};
use crate::source::Span;

use super::clocks::{self, Clock, Hours};
use super::{blocks, is_list, items, line::lines, opening, table, title};

/// So many lines with times are an agenda.
const LINES: usize = 3;

/// The note on what stands below the heading `name` at `place`, where that looks like an agenda: three lines or more say
/// when they begin or how long they last, within the session, and fill half of it at least.
#[must_use]
pub fn note(pieces: &[Piece<'_>], name: &str, place: &Span, hours: Option<Hours>) -> Option<Diagnostic> {
    let hours = hours?;
    let times: Vec<(Option<Clock>, Option<u32>)> = timed(pieces);
    let is_of_session = |clock: &Clock| clocks::is_in(clock.0, hours);
    if times.len() < LINES
        || !times.iter().filter_map(|(clock, _)| clock.as_ref()).all(is_of_session)
        || filled(&times, hours).saturating_mul(2) < hours.minutes()
    {
        return None;
    }
    let message = format!(
        "This looks like an agenda, but its heading is “{name}”, so no clock times, packing list or calendar text are \
         made of it."
    );
    Some(Diagnostic::note("agenda-unseen", place.clone(), message).help("Call it `## Agenda`."))
}

/// The lines, rows and headings of `pieces` that have a time, each with its clock time and its minutes.
fn timed(pieces: &[Piece<'_>]) -> Vec<(Option<Clock>, Option<u32>)> {
    let mut texts: Vec<String> = Vec::new();
    for block in blocks(pieces) {
        if is_list(block) {
            texts.extend(items(block).map(|item| plain(opening(item).0)));
        } else if matches!(block.first(), Some((Event::Start(Tag::Table(_)), _))) {
            texts.extend(table::lines_of(block).into_iter().flatten());
        } else {
            let inside = block.get(1..block.len().saturating_sub(1)).unwrap_or_default();
            if matches!(block.first(), Some((Event::Start(_), _))) {
                texts.extend(lines(inside).into_iter().map(plain));
            }
        }
    }
    let time = |text: &String| {
        let clock = clocks::of(text);
        let leading = duration::leading(text.trim_start()).map(|(minutes, _)| minutes.value);
        let minutes = leading.or_else(|| title::find(text).minutes.map(|found| found.value));
        (clock.is_some() || minutes.is_some()).then_some((clock, minutes))
    };
    texts.iter().filter_map(time).collect()
}

/// The minutes that such lines fill: their lengths, or from the first clock time to the last, and to the session's end.
fn filled(times: &[(Option<Clock>, Option<u32>)], hours: Hours) -> u32 {
    let written = times.iter().filter_map(|(_, minutes)| *minutes).fold(0, u32::saturating_add);
    let clocks: Vec<Option<Clock>> = times.iter().map(|(clock, _)| *clock).collect();
    let by_clock = (0..clocks.len()).filter_map(|place| clocks::length(&clocks, place, Some(hours)));
    written.max(by_clock.fold(0, |sum, minutes| sum.saturating_add(minutes.value)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::Hours;
    use crate::parse::markdown::{Text, body, session_roles};

    /// What is said of a session from 7 to 8 pm.
    fn told(markdown: &str) -> Vec<String> {
        let hours = Hours { starts: time(19, 0, 0, 0), ends: time(20, 0, 0, 0) };
        let text = Text { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] };
        let said = body(&text, session_roles, Some(hours)).diagnostics;
        said.into_iter().filter(|said| said.code == "agenda-unseen").map(|said| said.message).collect()
    }

    #[test]
    fn an_agenda_by_another_name_is_told() {
        for lines in [
            "- 10 min: Names\n- 20 min: Talk\n- 30 min: Soup\n",
            "- 7.00 Names\n- 7.10 Talk\n- 7.40 Soup\n",
            "1. Names (10 min)\n2. Talk (10 min)\n3. Soup (10 min)\n",
            "| Hour | What |\n|---|---|\n| 19:00 | Names |\n| 19:10 | Talk |\n| 19:40 | Soup |\n",
            "**19:00** Names\n\n**19:10** Talk\n\n**19:40** Soup\n",
        ] {
            assert_eq!(
                told(&format!("We meet.\n\n## What we will do\n{lines}")),
                [
                    "This looks like an agenda, but its heading is “What we will do”, so no clock times, packing list or \
                  calendar text are made of it."
                ],
                "{lines}"
            );
        }
    }

    #[test]
    fn anything_else_is_not() {
        const LINES: &str = "- 10 min: Names\n- 20 min: Talk\n- 30 min: Soup\n";
        for fine in [
            // It has one, or is taken for one already.
            format!("## Agenda\n{LINES}"),
            format!("## Agenda\n{LINES}## What we will do\n{LINES}"),
            format!("## Agneda\n{LINES}"),
            format!("## Homework\n{LINES}"),
            // Two lines, a few minutes, times of something else.
            "## What we will do\n- 30 min: Names\n- 30 min: Talk\n".to_owned(),
            "## To watch\n- A song (4 min)\n- A dance (5 min)\n- A joke (1 min)\n".to_owned(),
            "## Getting home\n- 20:10 bus 3\n- 20:40 bus 7\n- 23:10 night bus\n".to_owned(),
            "## What to bring\n- 3 eggs\n- 20 pins\n- 30 sheets\n".to_owned(),
        ] {
            assert_eq!(told(&fine), [""; 0], "{fine}");
        }
    }
}
