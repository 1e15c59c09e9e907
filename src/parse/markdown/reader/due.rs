//! The day with which an item begins, below `## Between sessions`: `- 2026-11-12: Answer the scenario`, or
//! `- by 2026-11-12: ...`. It is the day until which that is to be done.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::prose::{ProseElement, ProseNode};
use crate::parse::time::{self, DateProblem};

use super::builder::ProseBuilder;
use super::{MarkdownEvent, ProseReader};

/// The length of a day, as in 2026-11-12.
const DAY: usize = 10;

impl<'t> ProseReader<'t> {
    /// Writes the day with which the item begins whose first words stand at `at`; returns the words behind it.
    pub(super) fn due<'w>(
        &mut self,
        text: &'w str,
        pieces: &[MarkdownEvent<'t>],
        at: usize,
        builder: &mut ProseBuilder,
    ) -> &'w str {
        if !begins_item(pieces, at) {
            return text;
        }
        let Some((written, rest)) = split(text) else { return text };
        match time::date(written) {
            Ok(day) => {
                builder.open(ProseElement::Strong);
                builder.out.push(ProseNode::Due(day));
                builder.close();
                builder.text(" ");
                rest
            }
            Err(problem) => {
                let from = pieces[at].1.start + text.find(written).unwrap_or(0);
                self.diagnostics.push(no_such_day(written, &problem, self.text.span(from..from + written.len())));
                text
            }
        }
    }
}

fn begins_item(pieces: &[MarkdownEvent<'_>], at: usize) -> bool {
    let before = pieces[..at].iter().rev().map(|(event, _)| event);
    let mut before =
        before.skip_while(|event| matches!(event, Event::TaskListMarker(_) | Event::Start(Tag::Paragraph)));
    matches!(before.next(), Some(Event::Start(Tag::Item)))
}

/// Returns `2026-11-12` and `Answer it` of `by 2026-11-12: Answer it`.
fn split(text: &str) -> Option<(&str, &str)> {
    let start = text.trim_start();
    let by = start.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    let start = by.map_or(start, |by| start[by.len()..].trim_start());
    let written = start.get(..DAY)?;
    let is_day = written.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let rest = start[DAY..].trim_start().strip_prefix(':')?;
    is_day.then_some((written, rest.trim_start()))
}

fn no_such_day(written: &str, problem: &DateProblem, span: crate::source::Span) -> Diagnostic {
    let ends = match problem {
        DateProblem::NoSuchDay { last_of_month: Some(last) } => format!("that month ends on {last}"),
        _ => "a year has months 01 to 12".to_owned(),
    };
    Diagnostic::error("impossible-date", span, format!("There is no day `{written}`; {ends}."))
        .help("Write the day as year, month, day: `2026-11-19`.")
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_day_stands_before_a_colon() {
        assert_eq!(split("2026-11-12: Answer it"), Some(("2026-11-12", "Answer it")));
        assert_eq!(split("By 2026-11-12 : Answer it"), Some(("2026-11-12", "Answer it")));
        for text in ["2026-11-12 was a Thursday", "by then: do it", "20261112: x", "2026-11-1: x", "Grüße: x"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
