//! Rows of a table that hold more cells than its header: Markdown drops what is too much without a word.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::diagnostic::Diagnostic;

use super::{MarkdownEvent, MarkdownText};

/// Reports each row whose last words would vanish. Cells too many but empty are no loss.
pub fn lost_cells(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>]) -> Vec<Diagnostic> {
    let mut lost = Vec::new();
    let mut cell_end = 0;
    for (event, range) in pieces {
        match event {
            Event::End(TagEnd::TableCell) => cell_end = range.end,
            Event::End(TagEnd::TableRow) => lost.extend(lost_in(text, range, cell_end)),
            _ => {}
        }
    }
    lost
}

fn lost_in(text: &MarkdownText<'_>, row: &Range<usize>, cell_end: usize) -> Option<Diagnostic> {
    let rest = text.text.get(cell_end..row.end)?;
    let words = rest.trim_matches(|c: char| c.is_whitespace() || c == '|');
    if words.is_empty() {
        return None;
    }
    let line = text.text.get(row.clone())?.trim_end().len();
    let message = format!("This row has more cells than the header of its table, so `{words}` would be lost.");
    Some(Diagnostic::error("table-cells", text.span(row.start..row.start + line), message).help(
        "Give the header and the line of dashes below it as many cells as this row. Write a `|` that is part of a text as `\\|`.",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::says;

    #[test]
    fn words_in_a_cell_too_many_are_not_lost_silently() {
        let help = "Give the header and the line of dashes below it as many cells as this row. Write a `|` that is part of a text as `\\|`.";
        for (row, lost) in
            [("| c | d | é [f](g.md) |", "é [f](g.md)"), ("c | d || e", "e"), ("| `c | d` | e | f", "e | f")]
        {
            for before in ["", "> ", "## Agenda\n"] {
                let quote = before.strip_prefix("## Agenda\n").unwrap_or(before);
                let markdown = format!("{before}| What | b |\n{quote}|---|---|\n{quote}{row}\n{quote}| g | h |\n");
                assert_eq!(
                    says(&markdown),
                    [format!(
                        "table-cells: {row}: This row has more cells than the header of its table, so `{lost}` would be lost. | {help}"
                    )],
                    "{markdown}"
                );
            }
        }
        assert!(says("| a | b |\n|---|---|\n| c | d | | |\n| e \\| f | g |\n| h |\n").is_empty());
    }
}
