//! Reads the agenda as a table: columns by their contents and by their names.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use crate::handbook::KindSource;
use crate::parse::markdown::{MarkdownEvent, ProseReader, plain};
use crate::parse::time::{self, Expression, is_day};

use super::blocks::{blocks, covered, inside, items, paragraph};
use super::details::{self, Below, is_nothing};
use super::line::{PlainLine, WordList};
use super::segment::{take_kind, take_names};
use super::title::TimeFound;
use super::written::{Hours, minute_of};
use super::{AgendaItem, Part, kinds};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Clock times, lengths, or both.
    Time,
    /// Lengths alone, whose `0:30` is half an hour and whose `10` is ten minutes.
    Length,
    What,
    Kind,
    Lead,
    Bring,
    /// Rooms and places, which are nobody's title.
    Place,
    /// Days or dates, each written once or in every row.
    Day,
    Other,
}

impl Column {
    fn is_of_times(self) -> bool {
        matches!(self, Column::Time | Column::Length)
    }
}

/// Returns the column that a heading cell's words name: `Project/Topic` is one of topics.
fn column(heading: &str) -> Column {
    let all = heading.split('/').map(|part| column_called(&part.to_lowercase()));
    all.reduce(|one, other| if one == Column::Other { other } else { one }).unwrap_or(Column::Other)
}

/// What columns are called: a line for each of [`CALLED`], in their order.
const COLUMNS: &str = include_str!("words/columns.txt");
const CALLED: [Column; 8] =
    [Column::Length, Column::Time, Column::What, Column::Place, Column::Kind, Column::Day, Column::Lead, Column::Bring];

fn column_called(heading: &str) -> Column {
    let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = words.next().unwrap_or_default();
    let is_called =
        |line: &str| line.split_once(": ").is_some_and(|(_, names)| names.split(", ").any(|name| name == word));
    std::iter::zip(COLUMNS.lines(), CALLED)
        .find(|(line, _)| is_called(line))
        .map_or(Column::Other, |(_, column)| column)
}

/// The cells of a row.
pub type Cells<'p, 't> = Vec<&'p [MarkdownEvent<'t>]>;

/// A table that is an agenda.
pub struct AgendaTable<'p, 't> {
    head: Cells<'p, 't>,
    columns: Vec<Column>,
    rows: Vec<(Cells<'p, 't>, Range<usize>)>,
}

fn is_empty(cell: &[MarkdownEvent<'_>]) -> bool {
    plain(cell).trim().is_empty()
}

/// Opens the table in `pieces`, where it is an agenda: where one of its columns holds times, or has the name of one for
/// what happens.
pub fn open<'p, 't>(pieces: &'p [MarkdownEvent<'t>], hours: Option<Hours>) -> Option<AgendaTable<'p, 't>> {
    let rows = blocks(inside(pieces)).filter_map(|row| Some((items(row).collect::<Cells>(), row.first()?.1.clone())));
    let mut rows = rows.peekable();
    let (mut head, _) = rows.next()?;
    // Word and Google Docs write an empty head, and the names of the columns into the first row.
    let is_name = |cell: &&[MarkdownEvent<'_>]| is_empty(cell) || times(&plain(cell), Column::Other).is_none();
    if head.iter().all(|cell| is_empty(cell))
        && let Some((row, _)) = rows.next_if(|(row, _)| row.iter().all(is_name))
    {
        head = row;
    }
    let columns = head.iter().map(|cell| column(&plain(cell))).collect();
    let mut table = AgendaTable { head, columns, rows: rows.collect() };
    table.find_times();
    table.leave_other_zones(hours);
    let has_times = table.columns.iter().any(|column| column.is_of_times());
    // Days without hours are those of a season.
    let days = (0..table.columns.len()).filter(|n| table.columns[*n] == Column::Day);
    if !has_times && days.flat_map(|n| table.cells(n)).filter(|day| !day.is_empty()).count() >= 3 {
        return None;
    }
    if let Some(what) = table.columns.iter().position(|column| *column == Column::What) {
        if let Some(name) = table.names_before(what) {
            (table.columns[name], table.columns[what]) = (Column::What, Column::Other);
        }
        return Some(table);
    }
    // The first column with words, where most rows have some.
    let words = |n: usize| table.cells(n).filter(|text| text.contains(char::is_alphabetic)).count();
    let others = || (0..table.columns.len()).filter(|n| table.columns[*n] == Column::Other);
    let most = others().map(words).max().unwrap_or(0);
    let lead = || table.columns.iter().position(|one| *one == Column::Lead);
    let what = others().find(|n| words(*n) * 2 > most).or_else(lead).filter(|_| has_times)?;
    table.columns[what] = Column::What;
    Some(table)
}

impl<'p, 't> AgendaTable<'p, 't> {
    /// Returns the texts of a column, top down.
    fn cells(&self, n: usize) -> impl Iterator<Item = String> + '_ {
        self.rows.iter().map(move |(row, _)| row.get(n).map_or_else(String::new, |cell| plain(cell).trim().to_owned()))
    }

    /// Returns the column beside the times and before that of what happens, in which each row has a short name of its
    /// own: `Time | Block | Activity`, `Step | Time | What for`.
    fn names_before(&self, what: usize) -> Option<usize> {
        let is_of_times = |n: usize| self.columns.get(n).is_some_and(|column| column.is_of_times());
        let is_beside_times = |n: &usize| is_of_times(n + 1) || n.checked_sub(1).is_some_and(is_of_times);
        let has_names = |n: &usize| {
            let is_short = |name: &String| name.contains(char::is_alphabetic) && name.split_whitespace().count() <= 6;
            let names: Option<FxHashSet<String>> = self.cells(*n).map(|name| Some(name).filter(is_short)).collect();
            let is_called_part = plain(self.head[*n]).trim().eq_ignore_ascii_case("part");
            // The same speaker or a second round may come again below `Part`.
            let least = if is_called_part { (self.rows.len() * 2).div_ceil(3) } else { self.rows.len() };
            names.is_some_and(|names| names.len() > 1 && names.len() >= least)
        };
        let others = (0..what).filter(|n| self.columns[*n] == Column::Other);
        others.filter(is_beside_times).find(has_names)
    }

    /// Makes a column of times of each that holds nothing else, whatever its name, and none of one that holds none.
    fn find_times(&mut self) {
        for n in 0..self.columns.len() {
            let texts = self.cells(n).filter(|text| text.contains(|c: char| c.is_ascii_digit()));
            let (found, others): (Vec<_>, Vec<_>) =
                texts.map(|text| times(&text, self.columns[n])).partition(Option::is_some);
            let (with, without) = (found.len(), others.len());
            let is_length = |times: &&Vec<Expression>| times.iter().all(|one| one.clock.is_none());
            let lengths = found.iter().flatten().filter(is_length).count();
            match self.columns[n] {
                Column::Other if with >= 2 && with > without * 4 => self.columns[n] = Column::Time,
                // `Time | 10`: numbers alone are minutes below a heading that says so.
                Column::Time => {
                    let is_number = |text: &String| text.len() < 4 && time::length(&format!("{text} min")).is_some();
                    let lengths = lengths + self.cells(n).filter(is_number).count();
                    if lengths > 0 && lengths * 2 >= with {
                        self.columns[n] = Column::Length;
                    } else if with == 0 {
                        self.columns[n] = Column::Other;
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps that of several columns of starts (`PT | ET | UTC`) which is in the zone of this session. A second column
    /// is that of the ends where no part ends after the next one begins.
    fn leave_other_zones(&mut self, hours: Option<Hours>) {
        let times: Vec<usize> = (0..self.columns.len()).filter(|n| self.columns[*n] == Column::Time).collect();
        let [one, other, ..] = times.as_slice() else { return };
        let minute = |n: usize| -> Vec<Option<i32>> {
            let clock = |text: String| {
                let (start, _) = time::whole(&text)?.clock.filter(|(_, end)| end.is_none())?;
                let is_pm = start.half == Some(time::Half::Pm) && start.hour < 12;
                Some(start.minutes() + if is_pm { 12 * 60 } else { 0 })
            };
            self.cells(n).map(clock).collect()
        };
        let (starts, ends) = (minute(*one), minute(*other));
        let passes = |a: i32, b: i32| (b - a).rem_euclid(12 * 60);
        let wrong = (0..starts.len()).filter(|n| match (starts[*n], ends[*n], starts.get(n + 1).copied().flatten()) {
            (Some(start), Some(end), Some(next)) if next != start => passes(start, end) > passes(start, next),
            _ => false,
        });
        if wrong.count() * 3 <= starts.iter().flatten().count() {
            return;
        }
        let within = |n: &usize| {
            let Some(hours) = hours else { return 0 };
            let begins = minute_of(hours.starts);
            let length = hours.end().unwrap_or(0);
            minute(*n).iter().flatten().filter(|minute| (**minute - begins).rem_euclid(12 * 60) <= length).count()
        };
        let kept = times.iter().copied().reduce(|best, n| if within(&n) > within(&best) { n } else { best });
        for n in times.iter().copied().filter(|n| Some(*n) != kept) {
            self.columns[n] = Column::Other;
        }
    }

    /// Reads the rows: each is a part, or text between the parts.
    pub fn read(&self, reader: &mut ProseReader<'t>) -> Vec<AgendaItem<'p, 't>> {
        let mut read = Vec::new();
        let mut day = String::new();
        for (row, range) in &self.rows {
            let is_bare = row.iter().all(|cell| !plain(cell).contains(char::is_alphabetic));
            let is_sum = row.iter().any(|cell| is_total(&plain(cell).trim().to_lowercase()));
            // The names of the columns may be written again.
            let is_head = std::iter::zip(row, &self.head).all(|(cell, name)| plain(cell) == plain(name));
            if row.iter().all(|cell| is_empty(cell)) || is_sum || is_head {
                continue;
            }
            let filled = || row.iter().zip(&self.columns).filter(|(cell, _)| !is_empty(cell));
            let cells = filled().filter(|(_, column)| column.is_of_times());
            let times: Vec<_> =
                cells.clone().filter_map(|(cell, column)| times(&plain(cell), *column)).flatten().collect();
            let begun =
                cells.filter(|(_, column)| times.is_empty() && **column == Column::Time && filled().count() > 1);
            let begun: Vec<_> = begun.filter_map(|(cell, _)| clock_before_words(&plain(cell))).collect();
            let times = if begun.is_empty() { times } else { begun };
            // Only its number is there.
            if times.is_empty() && is_bare {
                continue;
            }
            // `| **Day 2** | | |`, `| | **ONE HOUR MARK** |`.
            let is_alone = filled().count() == 1 && times.is_empty() && self.columns.len() > 1;
            let is_timed = self.columns.iter().any(|column| column.is_of_times());
            let is_bold = |cell: &[MarkdownEvent<'_>]| covered(cell, |tag| matches!(tag, Tag::Strong));
            if is_alone && filled().all(|(cell, column)| column.is_of_times() || (is_timed && is_bold(cell))) {
                let line = told(row);
                let is_day = is_day(&plain(&line));
                read.push(AgendaItem::Heading(Cow::Owned(line), is_day));
                continue;
            }
            if times.is_empty() && self.names_tracks(row) {
                read.push(AgendaItem::Between(Cow::Owned(told(row))));
                continue;
            }
            let mut days = filled().filter(|(_, column)| **column == Column::Day);
            if let Some(new) = days.next().map(|(cell, _)| plain(cell).trim().to_owned()).filter(|new| *new != day) {
                read.push(AgendaItem::Heading(Cow::Borrowed(&[]), true));
                day = new;
            }
            read.push(AgendaItem::Part(Box::new(self.part(reader, row, range, times))));
        }
        read
    }

    fn part(
        &self,
        reader: &mut ProseReader<'t>,
        row: &Cells<'p, 't>,
        range: &Range<usize>,
        times: Vec<Expression>,
    ) -> Part<'p, 't> {
        let has_words = |n: &usize| row.get(*n).is_some_and(|cell| !is_empty(cell));
        let of = |wanted: Column| (0..row.len()).filter(move |n| self.columns.get(*n) == Some(&wanted));
        // Of several tracks the first one with words.
        let what = of(Column::What).find(has_words).or_else(|| of(Column::Other).find(has_words));
        let what = what.or_else(|| of(Column::Lead).find(has_words));
        let line = reader.text.text[range.clone()].trim_end().len();
        let mut below = Below::at(reader.text.span(range.start..range.start + line));
        let mut rest: Vec<MarkdownEvent<'t>> = Vec::new();
        for (n, cell) in row.iter().enumerate().filter(|(n, cell)| Some(*n) != what && !is_nothing(&plain(cell))) {
            let head = self.head.get(n).copied().unwrap_or_default();
            cell_into(reader, self.columns.get(n).copied().unwrap_or(Column::Other), cell, head, &mut below, &mut rest);
        }
        // Text after a colon and a break within the cell says more about it.
        let cell = what.and_then(|n| row.get(n)).copied().unwrap_or_default();
        let is_break = |(event, _): &MarkdownEvent<'_>| matches!(event, Event::HardBreak);
        let (title, more) = match cell.iter().position(is_break) {
            Some(at) if plain(&cell[..at]).trim_end().ends_with(':') => (&cell[..at], &cell[at + 1..]),
            _ => (cell, &[][..]),
        };
        if !is_empty(more) {
            rest.splice(0..0, paragraph(more));
        }
        let mut part = Part { row: Some(row.clone()), ..Part::new(Cow::Borrowed(title), below, Cow::Owned(rest)) };
        // A column says more than a title, which may still say how long.
        let has_length = times.iter().any(|one| one.length.is_some() && one.clock.is_none());
        // `16:15-17:00 | 5 minutes for each group` is no part of five minutes.
        let clock = times.iter().find_map(|one| one.clock);
        let lasts = clock.and_then(|(start, end)| Some((end?.minutes() - start.minutes()).rem_euclid(12 * 60)));
        let agrees = |one: &Expression| {
            let length = one.length.and_then(|length| i32::try_from(length.value).ok());
            (one.clock.is_none() || one.length.is_some())
                && lasts.is_none_or(|lasts| length.is_none_or(|length| length == lasts))
        };
        // `Questions (10 min), closing` gives the length of one of two things.
        let end = plain(title).trim_end().len();
        let is_of_all = |time: &TimeFound| time.cuts.iter().all(|cut| cut.start == 0 || cut.end >= end);
        part.found
            .times
            .retain(|time| times.is_empty() || (!has_length && is_of_all(time) && agrees(&time.expression)));
        part.below.times = times;
        part
    }

    /// Returns whether a row without a time names the columns below it: a word or two in each of three and more.
    fn names_tracks(&self, row: &Cells<'_, '_>) -> bool {
        let of_tracks =
            row.iter().zip(&self.columns).filter(|(_, column)| matches!(column, Column::What | Column::Other));
        let counts = of_tracks.map(|(cell, _)| plain(cell).split_whitespace().count()).filter(|count| *count > 0);
        let filled: Vec<usize> = counts.collect();
        let is_timed = self.columns.iter().any(|column| column.is_of_times());
        is_timed && filled.len() >= 3 && filled.iter().all(|count| *count <= 2)
    }
}

/// Returns a row as a line: `6:45 pm · Doors open`.
pub fn told<'t>(row: &Cells<'_, 't>) -> Vec<MarkdownEvent<'t>> {
    let mut pieces: Vec<MarkdownEvent<'t>> = Vec::new();
    for cell in row.iter().filter(|cell| !is_empty(cell)) {
        if let Some((_, first)) = pieces.first() {
            // Not as typed, so its place is empty.
            pieces.push((Event::Text(CowStr::Borrowed(" · ")), first.start..first.start));
        }
        pieces.extend_from_slice(cell);
    }
    paragraph(&pieces)
}

/// Reads one cell into `below`, or as a line into `rest`.
fn cell_into<'t>(
    reader: &mut ProseReader<'t>,
    column: Column,
    cell: &[MarkdownEvent<'t>],
    head: &[MarkdownEvent<'t>],
    below: &mut Below,
    rest: &mut Vec<MarkdownEvent<'t>>,
) {
    let line = PlainLine::new(cell);
    let text = line.plain.trim();
    let segment = &mut below.segment;
    match column {
        Column::Lead => take_names(line.names(reader.text, 0..line.plain.len()), KindSource::Column, segment),
        Column::Bring => {
            // A line of a cell is a thing of its own.
            let lines = cell.split(|(event, _)| matches!(event, Event::HardBreak));
            segment.bring.extend(lines.flat_map(|line| details::things(&plain(line)).collect::<Vec<_>>()));
        }
        Column::Kind => {
            let inner = text.trim_start_matches('[').trim_end_matches(']');
            let start = line.plain.find(inner).unwrap_or(0);
            take_kind(reader, &line, start, &kinds::read(inner), KindSource::Column, segment);
        }
        Column::Time | Column::Length if times(text, column).is_some() => {}
        _ => {
            let mut line = Vec::new();
            if !is_empty(head) {
                let place = cell.first().map_or(0..0, |(_, range)| range.clone());
                line.push((Event::Start(Tag::Strong), place.clone()));
                line.extend_from_slice(head);
                line.push((Event::End(TagEnd::Strong), place.clone()));
                // Not as typed, so its place is empty.
                line.push((Event::Text(CowStr::Borrowed(": ")), place.start..place.start));
            }
            line.extend_from_slice(cell);
            rest.extend(paragraph(&line));
        }
    }
}

/// Returns whether a text is `total`, `total time:`, `total: 90 min`, in lower case.
fn is_total(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("totals").or_else(|| text.strip_prefix("total")) else {
        return false;
    };
    let rest = rest.trim_start();
    let rest = ["time", "minutes", "length"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start_matches([':', '=', '-', '–', ' ']).trim();
    rest.is_empty() || times(rest, Column::Length).is_some()
}

/// Returns the clock time with which a cell begins that goes on in words: `5:45 - 6:30 PM (optional)`. None where the words name
/// another one beside it.
fn clock_before_words(text: &str) -> Option<Expression> {
    static BESIDE: WordList = WordList::new("or, and, oder, und, ou, et, o, y, e, of, en");
    let text = text.trim();
    let (first, length) = time::leading(text).filter(|(one, _)| one.clock.is_some() && one.length.is_none())?;
    let rest = text[length..].strip_prefix(' ')?.trim_start();
    let word = rest.split_whitespace().next()?.to_lowercase();
    (rest.starts_with(|c: char| c == '(' || c.is_alphabetic()) && !BESIDE.has(&word)).then_some(first)
}

/// Returns the times that are all of a cell: `15`, `15 min`, `10-15`, `6:30pm`, `07:40 - 08:00`, `9:00 (15 min)`.
fn times(text: &str, column: Column) -> Option<Vec<Expression>> {
    let text = text.trim().trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '`' | '*'));
    if text.is_empty() {
        return None;
    }
    let is_length = column == Column::Length;
    if is_length && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '–' | ' ' | '~')) {
        return Some(vec![time::whole(&format!("{text} min"))?]);
    }
    if let Some(clock) = time::in_four_digits(text) {
        return Some(vec![clock]);
    }
    let (first, length) = time::leading(text)?;
    let rest =
        text[length..].trim().trim_start_matches(['(', '|', ',', '/', '-', '–', '=', '+']).trim_end_matches(')').trim();
    let mut all = vec![first];
    if !rest.is_empty() {
        all.push(time::whole(rest)?);
    }
    for one in all.iter_mut().filter(|_| is_length) {
        // `0:30` below Duration.
        if let (Some((start, None)), None) = (one.clock, one.length) {
            *one = Expression::lasting(u32::try_from(start.minutes()).ok()?);
        }
    }
    Some(all)
}
