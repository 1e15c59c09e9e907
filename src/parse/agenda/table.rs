//! The agenda as a table: columns by their names, minutes as numbers, durations or clock times.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::handbook::{Agenda, KindSource, Minutes, Prose, Segment};
use crate::parse::markdown::{Piece, Walk, end_of, plain};
use crate::parse::{clock, duration};

use super::clocks::{self, Clock, Hours};
use super::{details, kinds, line::Line, segment, title};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Minutes,
    What,
    Kind,
    Lead,
    Bring,
    Other,
}

/// What a heading cell's first word says of its column.
fn column(heading: &str) -> Column {
    let heading = heading.to_lowercase();
    match heading.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default() {
        "minutes" | "minute" | "min" | "mins" | "duration" | "time" | "times" | "length" => Column::Minutes,
        "what" | "activity" | "activities" | "topic" | "topics" | "agenda" | "item" | "segment" => Column::What,
        "kind" => Column::Kind,
        "lead" | "leads" | "who" | "owner" | "presenter" => Column::Lead,
        "bring" | "materials" | "material" => Column::Bring,
        _ => Column::Other,
    }
}

type Cells<'p, 't> = Vec<&'p [Piece<'t>]>;

struct Table<'p, 't> {
    head: Cells<'p, 't>,
    columns: Vec<Column>,
    rows: Vec<(Cells<'p, 't>, Range<usize>)>,
}

/// The rows of the table in `pieces` (from its start to its end), its head first.
fn rows<'p, 't>(pieces: &'p [Piece<'t>]) -> impl Iterator<Item = (Cells<'p, 't>, Range<usize>)> {
    let starts = pieces.iter().enumerate();
    let rows = starts.filter(|(_, (event, _))| matches!(event, Event::Start(Tag::TableHead | Tag::TableRow)));
    rows.map(|(start, (_, range))| {
        let row = &pieces[start + 1..end_of(pieces, start)];
        let cells = row.iter().enumerate().filter(|(_, (event, _))| matches!(event, Event::Start(Tag::TableCell)));
        (cells.map(|(at, _)| &row[at + 1..end_of(row, at).max(at + 1)]).collect(), range.clone())
    })
}

/// What the columns below `head` hold, where they are those of an agenda. A column of clock times or lengths is the one
/// for the time, whatever it is called.
fn columns(head: &Cells<'_, '_>, rows: &[(Cells<'_, '_>, Range<usize>)]) -> Option<Vec<Column>> {
    let mut columns: Vec<_> = head.iter().map(|cell| column(&plain(cell))).collect();
    if !columns.contains(&Column::Minutes)
        && let Some(times) = (0..columns.len()).find(|n| columns[*n] == Column::Other && holds_times(rows, *n))
    {
        columns[times] = Column::Minutes;
    }
    if !columns.contains(&Column::What) {
        if !columns.contains(&Column::Minutes) {
            return None;
        }
        let other = columns.iter().position(|column| *column == Column::Other)?;
        columns[other] = Column::What;
    }
    Some(columns)
}

/// Whether each row says a time at `column`, or nothing, and two at least say one. A number alone could be anything.
fn holds_times(rows: &[(Cells<'_, '_>, Range<usize>)], column: usize) -> bool {
    let cells = rows.iter().filter_map(|(row, _)| row.get(column)).map(|cell| plain(cell));
    let mut times = 0;
    for text in cells.filter(|text| !text.trim().is_empty()) {
        if duration::whole(text.trim()).is_none() && clock::range(text.trim()).is_none() {
            return false;
        }
        times += 1;
    }
    times >= 2
}

/// The rows of the table in `pieces`, each as one line with its time first; none where it is no table with times.
pub fn lines_of(pieces: &[Piece<'_>]) -> Option<Vec<String>> {
    let table = open(pieces)?;
    let time = table.columns.iter().position(|column| *column == Column::Minutes)?;
    let line = |(cells, _): &(Cells<'_, '_>, Range<usize>)| {
        let text = cells.get(time).map(|cell| plain(cell)).unwrap_or_default();
        let text = text.trim();
        let unit = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) { " min" } else { "" };
        format!("{text}{unit} ...")
    };
    Some(table.rows.iter().map(line).collect())
}

/// The table in `pieces`, where it is an agenda.
fn open<'p, 't>(pieces: &'p [Piece<'t>]) -> Option<Table<'p, 't>> {
    let mut rows = rows(pieces);
    let (head, _) = rows.next()?;
    let rows: Vec<_> = rows.collect();
    Some(Table { columns: columns(&head, &rows)?, head, rows })
}

/// Whether the table in `pieces` is an agenda.
pub fn is_agenda(pieces: &[Piece<'_>]) -> bool {
    open(pieces).is_some()
}

/// Reads the table in `pieces` into segments. What is over when the session starts, or only begins when it ends, is told
/// around the agenda: it takes none of its time.
pub fn read<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], hours: Option<Hours>, agenda: &mut Agenda) {
    let Some(mut table) = open(pieces) else {
        return;
    };
    let empty = |row: &Cells<'_, '_>| row.iter().all(|cell| plain(cell).trim().is_empty());
    let clocks = table.clocks();
    let early = if agenda.segments.is_empty() { clocks::before_the_start(&clocks, hours) } else { 0 };
    let last = table.rows.len().saturating_sub(1);
    for (n, (row, range)) in std::mem::take(&mut table.rows).iter().enumerate() {
        if empty(row) || table.is_sum(row) {
            continue;
        }
        if n < early {
            agenda.intro.append(told(walk, row));
            continue;
        }
        if n == last && n > 0 && clocks::is_after_the_end(clocks[n], hours) {
            agenda.outro.append(told(walk, row));
            continue;
        }
        let what = table.columns.iter().position(|column| *column == Column::What).and_then(|n| row.get(n));
        let title = title::read(walk, what.copied().unwrap_or_default());
        let mut segment = segment(title);
        let line = walk.text.text[range.clone()].trim_end().len();
        segment.span = walk.text.span(range.start..range.start + line);
        for ((cell, column), head) in row.iter().zip(&table.columns).zip(&table.head) {
            table_cell(walk, *column, cell, head, &mut segment);
        }
        if segment.minutes.is_none() {
            segment.minutes = clocks::length(&clocks, n, hours);
        }
        agenda.segments.push(segment);
    }
}

/// A row as a line: `6:45 pm · Doors open`.
fn told<'t>(walk: &mut Walk<'t>, row: &Cells<'_, 't>) -> Prose {
    let place = row.iter().find_map(|cell| cell.first()).map_or(0..0, |(_, range)| range.clone());
    let mut pieces = vec![(Event::Start(Tag::Paragraph), place.clone())];
    for cell in row.iter().filter(|cell| !plain(cell).trim().is_empty()) {
        if pieces.len() > 1 {
            // Not as typed, so its place is empty.
            pieces.push((Event::Text(CowStr::Borrowed(" · ")), place.start..place.start));
        }
        pieces.extend_from_slice(cell);
    }
    pieces.push((Event::End(TagEnd::Paragraph), place));
    walk.prose(&pieces)
}

/// Takes what one cell says into `segment`.
fn table_cell<'t>(walk: &mut Walk<'t>, column: Column, cell: &[Piece<'t>], head: &[Piece<'t>], segment: &mut Segment) {
    let line = Line::new(cell);
    let text = line.plain.trim();
    if text.is_empty() {
        return;
    }
    match column {
        Column::Minutes => segment.minutes = minutes(text).or(segment.minutes),
        Column::Lead => {
            for name in line.names(walk.text, 0..line.plain.len()) {
                match kinds::kind(&name.value) {
                    // `Who: pairs` says more than a word of the title.
                    Some(kind) if segment.kind.is_none() => {
                        segment.group = segment.group.or_else(|| kinds::group(&name.value));
                        segment.kind = Some(kind);
                        segment.kind_source = Some(KindSource::Column);
                    }
                    _ => segment.leads.push(name),
                }
            }
        }
        Column::Bring => segment.bring.extend(details::things(&line.plain)),
        Column::Kind => {
            let inner = text.trim_start_matches('[').trim_end_matches(']');
            let start = line.plain.find(inner).unwrap_or(0);
            let written = kinds::read(inner);
            for unknown in &written.unknown {
                let place = start + unknown.start..start + unknown.end;
                let span = line.span(walk.text, place.clone());
                walk.diagnostics.push(title::unknown_kind(&line.plain[place], span));
            }
            if written.kind.is_some() {
                segment.kind = written.kind;
                segment.kind_source = Some(KindSource::Column);
                segment.group = written.group;
            }
        }
        Column::Other => {
            let place = cell.first().map_or(0..0, |(_, range)| range.clone());
            let mut pieces =
                vec![(Event::Start(Tag::Paragraph), place.clone()), (Event::Start(Tag::Strong), place.clone())];
            pieces.extend_from_slice(head);
            pieces.push((Event::End(TagEnd::Strong), place.clone()));
            // Not as typed, so its place is empty.
            pieces.push((Event::Text(CowStr::Borrowed(": ")), place.start..place.start));
            pieces.extend_from_slice(cell);
            pieces.push((Event::End(TagEnd::Paragraph), place));
            let more: Prose = walk.prose(&pieces);
            segment.details.append(more);
        }
        Column::What => {}
    }
}

impl Table<'_, '_> {
    /// The clock times in each row's time column. A start alone says something only beside other starts: `0:20` among
    /// `10 min` and `30` is a length in a form that cannot be read.
    fn clocks(&self) -> Vec<Option<Clock>> {
        let mut clocks = vec![None; self.rows.len()];
        for n in (0..self.columns.len()).filter(|n| self.columns[*n] == Column::Minutes) {
            let mut lengths = 0;
            let mut times = Vec::with_capacity(self.rows.len());
            for (row, _) in &self.rows {
                let text = row.get(n).map_or_else(String::new, |cell| plain(cell));
                let length = minutes(&text).is_some();
                lengths += usize::from(length && !self.is_sum(row));
                times.push(if length { None } else { clock::range(text.trim()) });
            }
            let starts = times.iter().flatten().filter(|(_, end)| end.is_none()).count();
            for (clock, time) in clocks.iter_mut().zip(times) {
                *clock = clock.or(time.filter(|(_, end)| end.is_some() || starts > lengths));
            }
        }
        clocks
    }

    /// Whether a row only says when it ends, or how long it all is.
    fn is_sum(&self, row: &Cells<'_, '_>) -> bool {
        let texts = || row.iter().map(|cell| plain(cell).trim().to_lowercase());
        let what = self.columns.iter().position(|column| *column == Column::What).and_then(|n| texts().nth(n));
        let is_end = |text: &str| text.trim_end_matches(':') == "end";
        texts().any(|text| is_total(&text))
            || what
                .filter(|what| !what.is_empty())
                .map_or_else(|| texts().any(|text| is_end(&text)), |what| is_end(&what))
    }
}

/// `total`, `total time:`, `total: 90 min`, in lower case.
fn is_total(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("totals").or_else(|| text.strip_prefix("total")) else {
        return false;
    };
    let rest = rest.trim_start();
    let rest = ["time", "minutes", "length"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start_matches([':', '=', '-', '–', ' ']).trim();
    rest.is_empty() || minutes(rest).is_some()
}

/// `15`, `15 min`, `10-15`, `30+`.
fn minutes(text: &str) -> Option<Minutes> {
    let text = text.trim().trim_matches(['(', ')']);
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '–' | ' '));
    if plain { duration::whole(&format!("{text} min")) } else { duration::whole(text) }
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn minutes_in_a_column() {
        assert_eq!(minutes("15").unwrap().value, 15);
        assert_eq!(minutes("10-15").map(|m| (m.value, m.about)), Some((15, true)));
        assert_eq!(minutes("30+").map(|m| (m.value, m.about)), Some((30, true)));
        assert_eq!(minutes("6:30"), None);
        assert_eq!(minutes("6.30"), None);
    }
}
