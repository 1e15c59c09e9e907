//! Tables as spreadsheets write them: RFC 4180, with their separators, and their marks before the header.

use crate::diagnostic::Diagnostic;
use crate::parse::fields::listed;
use crate::source::{Source, Span};
use crate::suggest::nearest;

use crate::handbook::private::Cell;

/// A table: its header and its rows, each with its line and its place.
pub(super) struct PeopleTable {
    pub header: Vec<String>,
    pub header_line: u64,
    pub rows: Vec<TableRow>,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct TableRow {
    pub line: u64,
    pub cells: Vec<String>,
}

impl PeopleTable {
    /// Reads a table whose first line is its header.
    pub fn read(source: &Source) -> PeopleTable {
        PeopleTable::below(rows(source), 0)
    }

    /// Makes a table of rows, of which that at `header` is its header; titles may stand above it.
    pub fn below(mut rows: Vec<TableRow>, header: usize) -> PeopleTable {
        let mut rows = rows.split_off(header.min(rows.len())).into_iter();
        let header = rows.next().unwrap_or_default();
        let header_line = header.line.max(1);
        PeopleTable { header: header.cells, header_line, rows: rows.collect(), diagnostics: Vec::new() }
    }

    /// Returns the index of a column by any of its names.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|cell| names.iter().any(|name| cell.eq_ignore_ascii_case(name)))
    }

    /// Reports which columns nobody knows, without repeating what stands in them, and which are missing.
    pub fn columns(&mut self, source: &Source, code: &'static str, known: &[&str], needed: &[&str]) {
        let place = Span::whole(&source.path);
        let absent: Vec<&str> = known.iter().copied().filter(|name| self.column(&[name]).is_none()).collect();
        let mut missing: Vec<&str> = needed.iter().copied().filter(|name| absent.contains(name)).collect();
        for (number, cell) in self.header.iter().enumerate() {
            if cell.is_empty() || known.iter().any(|name| name.eq_ignore_ascii_case(cell)) {
                continue;
            }
            // Only a near miss is reported: anything else may be a private word, or a column for the group's own use.
            if let Some(near) = nearest(cell, absent.iter().copied()) {
                missing.retain(|name| *name != near);
                let message = format!("Column {} has an unknown name. Did you mean `{near}`?", number + 1);
                let help = format!("Write `{near}` in the first line.");
                self.diagnostics.push(Diagnostic::error(code, place.clone(), message).help(help));
            }
        }
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("The first line has no column {}.", listed(&names, "and no"));
            let help = format!("Begin the file with the line `{}`.", known.join(","));
            self.diagnostics.push(Diagnostic::error(code, place, message).help(help));
        }
    }
}

impl TableRow {
    pub fn cell(&self, column: Option<usize>) -> Option<String> {
        self.cells.get(column?).filter(|cell| !cell.is_empty()).cloned()
    }

    /// Returns the cell where a column meets this row.
    pub fn place(&self, column: Option<usize>) -> Cell {
        Cell { line: self.line, column: column.map_or(1, |column| column + 1) }
    }
}

/// Reads the rows of a table that are not empty, each with its line.
pub(super) fn rows(source: &Source) -> Vec<TableRow> {
    // The reader of tables counts a line end of two signs to the line after it.
    let text = source.text.replace("\r\n", "\n");
    let (delimiter, skipped) = delimiter(&text);
    let rows: Vec<TableRow> = cells(&text, delimiter).into_iter().filter(|row| row.line > skipped).collect();
    // Whole lines within quotes: a table that was saved as one column.
    let of_line = |row: &TableRow| {
        let whole = row.cells.first().filter(|_| row.cells.iter().skip(1).all(String::is_empty))?;
        Some(TableRow { line: row.line, cells: cells(whole, delimiter_of(whole)?).pop()?.cells })
    };
    let lines: Option<Vec<TableRow>> = rows.iter().map(of_line).collect();
    lines.unwrap_or(rows)
}

fn cells(text: &str, delimiter: u8) -> Vec<TableRow> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // The text is UTF-8 and rows may be of any length, so there is nothing that could fail. Empty lines before a row count to
    // it.
    let rows = reader.records().flatten().map(|record| {
        let start = record.position().map_or(0, csv::Position::byte);
        let before = text.get(usize::try_from(start).unwrap_or_default()..).unwrap_or_default();
        let empty = before.len() - before.trim_start_matches('\n').len();
        let line = record.position().map_or(0, csv::Position::line) + empty as u64;
        TableRow { line, cells: record.iter().map(str::to_owned).collect() }
    });
    rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// Returns the sign between the cells, and how many lines at the beginning only say so. Excel writes `sep=;`; otherwise
/// it is that of the most lines, since a title may hold another.
fn delimiter(text: &str) -> (u8, u64) {
    let is_written = |line: &str| {
        let mark = line.trim_end().strip_prefix("sep=")?;
        [b',', b';', b'\t'].into_iter().find(|sign| mark.as_bytes() == [*sign])
    };
    if let Some(sign) = text.lines().next().and_then(is_written) {
        return (sign, 1);
    }
    let found = || text.lines().take(LOOKED_AT).filter_map(delimiter_of);
    let lines = |sign: u8| found().filter(|found| *found == sign).count();
    // Of as many lines, the later in this list.
    (*[b',', b';', b'\t'].iter().max_by_key(|sign| lines(**sign)).unwrap_or(&b','), 0)
}

/// The lines at the beginning that show which sign stands between the cells.
const LOOKED_AT: usize = 100;

/// Returns the sign between the cells of a line, if there is any.
fn delimiter_of(line: &str) -> Option<u8> {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // Between digits it may be the mark before cents.
    let commas = line.match_indices(',').filter(|(at, _)| !(*at > 0 && is_digit(at - 1) && is_digit(at + 1))).count();
    let signs = [(b'\t', line.contains('\t')), (b';', line.matches(';').count() > commas), (b',', line.contains(','))];
    signs.into_iter().find(|(_, is_there)| *is_there).map(|(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_line() {
        for text in ["a,b\n1,2\n\n3,4\n", "a;b\r\n1;2\r\n\r\n3;4\r\n", "a\tb\n1\t2\n\t\n3\t4\n", "sep=;\n1;2\n\n3;4"] {
            let source = Source { path: "private/a.csv".into(), text: text.into() };
            let rows: Vec<(u64, String)> = rows(&source).iter().map(|row| (row.line, row.cells.join(" "))).collect();
            let expected = [(1, "a b"), (2, "1 2"), (4, "3 4")].map(|(line, cells)| (line, cells.to_owned()));
            let first = usize::from(text.starts_with("sep"));
            assert_eq!(rows, expected[first..], "{text:?}");
        }
    }

    #[test]
    fn a_title_and_quotes_around_lines_hide_no_cell() {
        let first = |text: &str| {
            let rows = rows(&Source { path: "private/a.csv".into(), text: text.into() });
            (rows.len(), rows[rows.len() - 1].line, rows[rows.len() - 1].cells.join("|"))
        };
        assert_eq!(first("Kasse, Kreis\n\nTag;Betrag\n1;2,5\n"), (3, 4, "1|2,5".to_owned()));
        assert_eq!(first("\"Name,Date\"\n\"A,1\"\n"), (2, 2, "A|1".to_owned()));
        assert_eq!(first("name\n\"Lind, Ana\"\n"), (2, 2, "Lind, Ana".to_owned()));
    }
}
