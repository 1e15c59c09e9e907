//! Finds which lines, rows or headings are the parts of an agenda.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::handbook::Spelling;
use crate::parse::markdown::{MarkdownEvent, ProseReader, names_the_agenda, plain};
use crate::parse::time::{Expression, is_day, is_half_of_day};

use super::blocks::{self, Block, Headed, LABEL, blocks, first_line, headings, kind_of};
use super::details::{self, Below};
use super::line::{self, WordList, lines};
use super::possible::{CLOSINGS, OPENINGS, begins_with_one_of, number};
use super::written::{self, Hours, PartTimes, WrittenTimes};
use super::{AgendaItem, Part, list, parts_of, table, title, written_of};

/// The parts of an agenda with the text between them.
pub struct AgendaParts<'p, 't> {
    pub spelling: Spelling,
    pub items: Vec<AgendaItem<'p, 't>>,
    /// Whether there is a list with times beside the table that was read; it is shown as text.
    pub is_mixed: bool,
    /// Lines that may be the parts, where it is not certain which of them are.
    pub unsure: Option<Vec<String>>,
}

/// A block with the parts that it would give.
struct Candidate<'p, 't> {
    /// The index of the block among all pieces.
    at: usize,
    block: &'p [MarkdownEvent<'t>],
    kind: Block,
    items: Vec<AgendaItem<'p, 't>>,
}

impl Candidate<'_, '_> {
    fn timed(&self) -> usize {
        parts_of(&self.items).filter(|part| part.is_timed()).count()
    }
}

/// The blocks whose lines may be the parts.
type BlockFilter = fn(&Block) -> bool;

/// Finds the parts of the agenda in `pieces`. Headings with times win over tables, tables over lists, lists over lines
/// of a paragraph, and these over code, unless the latter cover a good deal more of the session.
pub fn parts<'p, 't>(
    reader: &mut ProseReader<'t>,
    pieces: &'p [MarkdownEvent<'t>],
    hours: Option<Hours>,
) -> AgendaParts<'p, 't> {
    let mut parts = as_written(reader, pieces, hours);
    // `15-minute plan` above its lines is no part of a quarter of an hour.
    let first = parts.items.iter_mut().find(|item| matches!(item, AgendaItem::Part(_)));
    if let Some(item) = first
        && let AgendaItem::Part(part) = &*item
        && names_the_whole(part, hours)
    {
        *item = AgendaItem::Between(Cow::Owned([&*part.as_text(), &*part.rest].concat()));
    }
    // `I. Opening`, `II. Reports`.
    let mut own: Vec<_> = parts
        .items
        .iter_mut()
        .filter_map(|item| if let AgendaItem::Part(part) = item { Some(part) } else { None })
        .collect();
    let numbers: Vec<_> = own.iter().map(|part| title::roman_number(&plain(&part.title))).collect();
    if numbers.iter().flatten().count() * 2 > numbers.len().max(3) {
        own.iter_mut().zip(numbers).for_each(|(part, number)| part.found.number = number);
    }
    parts
}

/// Returns whether a part is called as agendas are, and lasts as long as the session.
fn names_the_whole(part: &Part<'_, '_>, hours: Option<Hours>) -> bool {
    let length = part.expressions().find_map(|one| one.length).map(|length| length.value);
    length.is_some()
        && length == hours.and_then(|hours| hours.minutes)
        && names_the_agenda(part.found.words(&plain(&part.title)).trim().to_lowercase().as_str())
}

fn as_written<'p, 't>(
    reader: &mut ProseReader<'t>,
    pieces: &'p [MarkdownEvent<'t>],
    hours: Option<Hours>,
) -> AgendaParts<'p, 't> {
    let is_half = |block: &[MarkdownEvent<'_>]| is_half_of_day(&plain(block));
    let heads = headings(pieces);
    let timed = timed_level(reader, pieces, &heads);
    let candidates = candidates(reader, pieces, hours);
    let is_list: BlockFilter = |kind| matches!(kind, Block::List { .. });
    let is_table: BlockFilter = |kind| *kind == Block::Table;
    let is_line: BlockFilter = |kind| *kind == Block::Paragraph;
    let is_code: BlockFilter = |kind| *kind == Block::Code;
    // A table goes on in lines where a rule ends it.
    let is_row: BlockFilter = |kind| matches!(kind, Block::Table | Block::Paragraph);
    let own = |is_meant: BlockFilter| candidates.iter().filter(move |one| is_meant(&one.kind));
    let number_of = |is_meant: BlockFilter| own(is_meant).map(Candidate::timed).sum::<usize>();
    let covered_by = |is_meant: BlockFilter| {
        let parts = own(is_meant).flat_map(|one| parts_of(&one.items));
        written::covered(&parts.map(|part| part.written(0)).collect::<Vec<_>>(), hours)
    };
    let mut ways: Vec<BlockFilter> = vec![is_table, is_list, is_line, is_code];
    ways.retain(|is_meant| number_of(*is_meant) > 0);
    if [is_table, is_line].iter().all(|is_meant| number_of(*is_meant) > 0) {
        ways.push(is_row);
    }
    // Lines between lists, each later than the one above: `13:00 Lunch` between the points of two halves of a day.
    let is_point: BlockFilter = |kind| matches!(kind, Block::List { .. } | Block::Paragraph);
    let are_in_order = || {
        let points = own(is_point).filter(|one| one.timed() > 0).flat_map(|one| &one.items);
        let resolved = written::resolve(&written_of(points, hours.and_then(|hours| hours.date)), hours).parts;
        // Hours of the whole session say when it is.
        let is_whole = |times: &PartTimes| {
            times.start == Some(0) && times.end.is_some() && times.end == hours.and_then(Hours::end)
        };
        resolved.iter().all(|times| times.start.is_some() && !is_whole(times))
            && resolved.windows(2).all(|pair| pair[0].start <= pair[1].start)
    };
    if number_of(is_list) >= 2 && number_of(is_line) > 0 && are_in_order() {
        ways = vec![is_point];
    }
    let best = ways.into_iter().reduce(|best, other| {
        let is_first_of_several = number_of(best) < 2 && number_of(other) >= 2;
        let is_better = is_first_of_several || is_a_good_deal_more(covered_by(other), covered_by(best));
        if is_better { other } else { best }
    });
    let timed = timed.filter(|(_, times, _)| {
        best.is_none_or(|best| {
            number_of(best) < 2
                || (times.len() >= 2 && !is_a_good_deal_more(covered_by(best), written::covered(times, hours)))
        })
    });
    // Headings that fill the session need none of the level above.
    let planned = hours.and_then(|hours| hours.minutes);
    let is_full = |times: &Vec<WrittenTimes>| Some(written::covered(times, hours)) >= planned.or(Some(u32::MAX));
    let is_twofold = timed.as_ref().is_some_and(|(_, times, is_twofold)| *is_twofold && !is_full(times));
    let timed = timed.map(|(level, ..)| level);
    let is_untimed_table =
        timed.is_none() && best.is_none() && candidates.iter().any(|one| is_table(&one.kind) && !one.items.is_empty());
    // `Morning` above a list only says when.
    let is_head = |one: &&Candidate| matches!(one.kind, Block::Heading(_)) && !is_half(one.block);
    let first = candidates.iter().find(|one| is_list(&one.kind) || is_head(one));
    let begins_with_heading = first.is_some_and(|first| !is_list(&first.kind));
    if timed.is_some() || (best.is_none() && !is_untimed_table && begins_with_heading) {
        let level = timed.or_else(|| heads.iter().map(|head| head.level).min()).unwrap_or(3);
        // The headings may be the parts, or the points below them.
        let of_level = || heads.iter().filter(|head| head.level == level);
        let has_points = |head: &&Headed| {
            let lists = candidates.iter().filter(|one| head.content.contains(&one.at) && is_list(&one.kind));
            lists.map(|one| parts_of(&one.items).count()).sum::<usize>() >= 1
        };
        let is_numbered = |head: &&Headed| number(&plain(&pieces[head.words()])).is_some();
        let unsure = timed.is_none()
            && of_level().filter(has_points).count() * 2 >= of_level().count()
            && of_level().filter(is_numbered).count() * 2 <= of_level().count();
        let unsure = (unsure || is_twofold)
            .then(|| of_level().map(|head| plain(&pieces[head.words()]).trim().to_owned()).collect());
        let first = start_of(&heads, level, pieces.len());
        let before = candidates.into_iter().take_while(|one| one.at < first).collect();
        let mut items = match timed {
            Some(_) => gathered(reader, before, |kind| matches!(kind, Block::List { .. } | Block::Table), true),
            None => vec![AgendaItem::Between(Cow::Borrowed(&pieces[..first]))],
        };
        items.extend(under_headings(reader, pieces, &heads, level, hours));
        return AgendaParts { spelling: Spelling::Headings, items, is_mixed: false, unsure };
    }
    let is_meant = best.unwrap_or(if is_untimed_table { is_table } else { is_list });
    let is_tables = is_meant(&Block::Table);
    let spelling = if is_tables { Spelling::Table } else { Spelling::List };
    let is_mixed = is_tables && number_of(is_list) >= 2;
    // A few times among many points, outside of the session's hours, are about something else.
    let points = || own_lists(&candidates).flat_map(|one| parts_of(&one.items));
    let (timed, all) = (points().filter(|part| part.is_timed()).count(), points().count());
    let is_outside = || {
        let end = hours.and_then(Hours::end).unwrap_or(written::HALF_A_DAY);
        let as_written: Vec<WrittenTimes> = points().map(|part| part.written(0)).collect();
        let starts = written::resolve(&as_written, hours).parts.into_iter().filter_map(|times| times.start);
        starts.into_iter().any(|start| !(-written::EARLIEST..=end).contains(&start))
    };
    let unsure = is_meant(&Block::List { is_ordered: false })
        && timed > 0
        && timed * 3 <= all
        && hours.is_some()
        && is_outside();
    let unsure = unsure.then(|| points().map(|part| plain(&part.title).trim().to_owned()).collect());
    AgendaParts { spelling, items: gathered(reader, candidates, is_meant, false), is_mixed, unsure }
}

/// Returns the lists among `candidates`.
fn own_lists<'c, 'p, 't>(candidates: &'c [Candidate<'p, 't>]) -> impl Iterator<Item = &'c Candidate<'p, 't>> {
    candidates.iter().filter(|one| matches!(one.kind, Block::List { .. }))
}

/// Returns whether one form of an agenda covers so many more minutes of the session than another that it must be the
/// one.
fn is_a_good_deal_more(minutes: u32, than: u32) -> bool {
    u64::from(minutes) * 4 > u64::from(than) * 5
}

/// Returns where the first heading of `level` or above begins.
fn start_of<'h>(heads: impl IntoIterator<Item = &'h Headed>, level: u8, end: usize) -> usize {
    heads.into_iter().find(|head| head.level <= level).map_or(end, |head| head.heading.start)
}

/// Returns the level at which most headings have a time of their own, and their times; and whether those of a level
/// above have times, too.
fn timed_level(
    reader: &ProseReader<'_>,
    pieces: &[MarkdownEvent<'_>],
    heads: &[Headed],
) -> Option<(u8, Vec<WrittenTimes>, bool)> {
    let mut counts: [Vec<WrittenTimes>; 8] = Default::default();
    for head in heads.iter().filter(|head| !is_half_of_day(&plain(&pieces[head.words()]))) {
        let words = plain(&pieces[head.words()]);
        let found = title::find(&words);
        let mut below = Below::at(reader.text.span(0..0));
        details::take_blocks(reader.text, &pieces[head.content.clone()], &mut below);
        if is_day(&found.words(&words)) {
            continue;
        }
        if !found.times.is_empty() || found.bracket.is_some() || !below.times.is_empty() {
            let expressions = found.expressions().chain(below.times).collect();
            counts[usize::from(head.level)].push(WrittenTimes { expressions, ..WrittenTimes::default() });
        }
    }
    let best = (1..8_u8).rev().max_by_key(|level| counts[usize::from(*level)].len())?;
    let is_twofold =
        (1..best).any(|level| counts[usize::from(level)].len() * 2 > counts[usize::from(best)].len().max(3));
    let times = std::mem::take(&mut counts[usize::from(best)]);
    (!times.is_empty()).then_some((best, times, is_twofold))
}

/// Returns every block with the parts that it would give. Of several code blocks only those with the most parts are an
/// agenda.
fn candidates<'p, 't>(
    reader: &mut ProseReader<'t>,
    pieces: &'p [MarkdownEvent<'t>],
    hours: Option<Hours>,
) -> Vec<Candidate<'p, 't>> {
    let paragraphs = blocks(pieces).filter(|block| {
        matches!(kind_of(block), Block::Paragraph | Block::Label) && list::begins_part(&lines(blocks::inside(block)))
    });
    let begins = |item: &[MarkdownEvent<'_>]| list::begins_with_time(blocks::opening(item).0);
    let is_timed_list = |block: &[MarkdownEvent<'_>]| {
        matches!(kind_of(block), Block::List { .. }) && blocks::items(block).filter(|item| begins(item)).count() >= 2
    };
    // A single line could be anything.
    let least = if paragraphs.count() >= 2 || blocks(pieces).any(is_timed_list) { 1 } else { 2 };
    let mut all = Vec::new();
    let mut at = 0;
    for block in blocks(pieces) {
        let mut kind = kind_of(block);
        let items = match kind {
            Block::List { .. } if list::is_of_facts(block) || list::is_of_dates(block) => Vec::new(),
            Block::List { .. } => {
                let mut items = list::list(reader.text, block);
                list::take_bare_minutes(&mut items, hours);
                items
            }
            Block::Table => table::open(block, hours).map_or_else(Vec::new, |table| table.read(reader)),
            Block::Paragraph | Block::Label => {
                let lines = list::timed_lines(reader.text, block, least);
                let points = if lines.is_empty() { list::roman_lines(reader.text, block) } else { Vec::new() };
                if points.is_empty() {
                    lines
                } else {
                    kind = Block::List { is_ordered: true };
                    points
                }
            }
            Block::Code => list::literal(reader.text, block),
            _ => Vec::new(),
        };
        let kind = if kind == Block::Label && !items.is_empty() { Block::Paragraph } else { kind };
        all.push(Candidate { at, block, kind, items });
        at += block.len();
    }
    let is_code = |one: &Candidate| one.kind == Block::Code;
    let most = all.iter().filter(|one| is_code(one)).map(Candidate::timed).max().unwrap_or(0);
    // Each half of a day has a block of its own.
    let mut is_of_day = false;
    for one in &mut all {
        let has_day = one.items.iter().any(|item| matches!(item, AgendaItem::Heading(_, true)));
        if is_code(one) && one.timed() * 2 <= most && !(is_of_day || has_day) {
            one.items.clear();
        }
        let text = plain(one.block);
        is_of_day = matches!(one.kind, Block::Heading(_) | Block::Label) && (is_half_of_day(&text) || is_day(&text));
    }
    all
}

/// Returns the parts in those blocks that `is_meant` takes. Of the lists below several sub-headings only those with
/// times are the agenda, where any has or where they need them; and so is it with lists beside each other.
fn gathered<'p, 't>(
    reader: &ProseReader<'t>,
    candidates: Vec<Candidate<'p, 't>>,
    is_meant: fn(&Block) -> bool,
    needs_times: bool,
) -> Vec<AgendaItem<'p, 't>> {
    // A line of signs below it belongs to it.
    let has_letter = |word: &&str| word.contains(char::is_alphanumeric);
    let is_short = |block: &[MarkdownEvent<'_>]| plain(block).split_whitespace().filter(has_letter).count() <= 4;
    let is_head = |one: &Candidate| {
        matches!(one.kind, Block::Heading(_) | Block::Label)
            // A paragraph that is nothing but a day: `Thursday 3`.
            || (one.kind == Block::Paragraph && one.items.is_empty() && is_short(one.block) && is_day(&plain(one.block)))
            || (one.kind == Block::Code && !is_meant(&Block::Code) && list::ends_with_day(one.block))
    };
    let is_of_day = |one: &Candidate| is_day(&plain(one.block)) || one.kind == Block::Code;
    let timed = |one: &Candidate| if is_meant(&one.kind) { one.timed() } else { 0 };
    let is_any_timed = candidates.iter().any(|one| timed(one) > 0);
    let parts = || candidates.iter().filter(|one| is_meant(&one.kind)).flat_map(|one| parts_of(&one.items));
    let by_clock = parts().any(Part::has_plain_clock);
    let titles: FxHashSet<String> = parts().map(|part| plain(&part.title).trim().to_owned()).collect();
    // Where most lines of a list have times, one with few is about something else.
    let is_full = |one: &Candidate| timed(one) * 2 > one.items.len();
    let is_any_full = candidates.iter().any(is_full);
    // Where nothing is timed, the block right below the heading of the agenda is it, and no list further down.
    let is_first_own = !is_any_timed && !needs_times && {
        let mut first = candidates.iter().take_while(|one| !is_head(one));
        first.any(|one| is_meant(&one.kind) && !one.items.is_empty())
    };
    let mut is_first = true;
    // For each block, whether its group (up to the next sub-heading) has times, and whether an earlier block of it has.
    let mut items: Vec<AgendaItem<'p, 't>> = Vec::new();
    let mut rest = candidates.into_iter().peekable();
    while rest.peek().is_some() {
        let mut group = Vec::new();
        while let Some(next) = rest.next_if(|next| group.is_empty() || !is_head(next)) {
            group.push(next);
        }
        let has_day = group.first().is_some_and(|one| is_head(one) && is_of_day(one));
        let is_further = !std::mem::take(&mut is_first) && is_first_own;
        let is_agenda = !(is_any_timed || needs_times || is_further)
            || group.iter().any(|one| if is_any_full && !has_day { is_full(one) } else { timed(one) > 0 });
        // What is told at length further down is no further part.
        let is_new = |part: &Part| {
            (part.has_plain_clock() || !by_clock) && !titles.contains(part.found.words(&plain(&part.title)).trim())
        };
        if !group.iter().any(|one| timed(one) > 0)
            && let Some(part) = timed_heading(reader, &group).filter(is_new)
        {
            items.push(AgendaItem::Part(Box::new(part)));
            continue;
        }
        // `### Lunch (13:00 - 15:00)` above `15:00 Walk`.
        let first_clock = |mut expressions: Vec<Expression>| expressions.drain(..).find_map(|one| one.clock);
        let below =
            first_clock(group.iter().flat_map(|one| parts_of(&one.items)).flat_map(Part::expressions).collect());
        if let Some((next, _)) = below.filter(|_| group.len() > 1)
            && let Some(part) = timed_heading(reader, &group[..1]).filter(is_new)
            && first_clock(part.expressions().collect())
                .is_some_and(|(_, end)| end.is_some_and(|end| next.minutes() >= end.minutes()))
        {
            items.push(AgendaItem::Part(Box::new(part)));
            group.remove(0);
        }
        let mut last_timed: Option<Block> = None;
        let mut is_beside = false;
        for one in group {
            let is_part = is_meant(&one.kind) && is_agenda && !one.items.is_empty();
            let goes_on = is_beside || one.kind == Block::List { is_ordered: true };
            is_beside = is_part && (timed(&one) > 0 || !is_any_timed || (goes_on && last_timed == Some(one.kind)));
            match items.last_mut() {
                _ if is_beside => {
                    last_timed = Some(one.kind);
                    items.extend(one.items);
                }
                // A list of another sort right below a part: its points are details, only not indented.
                Some(AgendaItem::Part(part)) if is_part && last_timed.is_some() => {
                    part.rest.to_mut().extend_from_slice(one.block);
                }
                // The points below a line with its time are of that line.
                Some(AgendaItem::Part(part))
                    if matches!(one.kind, Block::List { .. }) && is_meant(&Block::Paragraph) =>
                {
                    let points = details::take_blocks(reader.text, one.block, &mut part.below);
                    part.rest.to_mut().extend_from_slice(&points);
                }
                _ if is_head(&one) && (one.items.is_empty() || one.kind == Block::Code) => {
                    items.push(AgendaItem::Heading(Cow::Borrowed(one.block), is_of_day(&one)));
                }
                // The days of lines that are no parts are those of the parts below them.
                _ if one.items.iter().any(|item| matches!(item, AgendaItem::Heading(_, true))) => {
                    items.extend(one.items.into_iter().map(|item| match item {
                        AgendaItem::Part(part) => {
                            AgendaItem::Between(Cow::Owned([&*part.as_text(), &*part.rest].concat()))
                        }
                        other => other,
                    }));
                }
                _ => items.push(AgendaItem::Between(Cow::Borrowed(one.block))),
            }
        }
    }
    items
}

/// Returns a sub-heading with a time of its own above blocks without any, as a part.
fn timed_heading<'p, 't>(reader: &ProseReader<'t>, group: &[Candidate<'p, 't>]) -> Option<Part<'p, 't>> {
    let (head, below_it) = group.split_first()?;
    let is_heading = matches!(head.kind, Block::Heading(_));
    let found = title::find(&plain(head.block));
    if !(is_heading || head.kind == Block::Label) || found.times.is_empty() || is_day(&found.words(&plain(head.block)))
    {
        return None;
    }
    let content = Cow::Owned(below_it.iter().flat_map(|one| one.block).cloned().collect());
    let heading = is_heading.then_some(head.block);
    let below = Below::at(reader.text.span(0..0));
    Some(Part { heading, ..with_details(reader, blocks::inside(head.block), content, below) })
}

/// Returns the part with that title, above `content`; `below` is what is known of it.
fn with_details<'p, 't>(
    reader: &ProseReader<'t>,
    title: &'p [MarkdownEvent<'t>],
    content: Cow<'p, [MarkdownEvent<'t>]>,
    mut below: Below,
) -> Part<'p, 't> {
    let rest = match content {
        Cow::Borrowed(content) => details::take_blocks(reader.text, content, &mut below),
        Cow::Owned(content) => Cow::Owned(details::take_blocks(reader.text, &content, &mut below).into_owned()),
    };
    Part::new(Cow::Borrowed(title), below, rest)
}

/// Returns the headings of `level` as parts.
fn under_headings<'p, 't>(
    reader: &mut ProseReader<'t>,
    pieces: &'p [MarkdownEvent<'t>],
    heads: &[Headed],
    level: u8,
    hours: Option<Hours>,
) -> Vec<AgendaItem<'p, 't>> {
    let mut items = Vec::new();
    // The heading that was taken for the title of the one before.
    let mut passed = None;
    for head in heads.iter().filter(|head| head.level <= level) {
        let block = &pieces[head.heading.clone()];
        if head.level < level {
            items.push(AgendaItem::Heading(Cow::Borrowed(block), is_day(&plain(block))));
            let later = heads.iter().filter(|next| next.heading.start > head.heading.start);
            let end = start_of(later, level, pieces.len()).min(head.content.end);
            items.push(AgendaItem::Between(Cow::Borrowed(&pieces[head.content.start..end])));
            continue;
        }
        if passed == Some(head.heading.start) {
            continue;
        }
        let mut title = &pieces[head.words()];
        let mut content = Cow::Borrowed(&pieces[head.content.clone()]);
        let mut below = Below::at(reader.text.span(0..0));
        let found = title::find(&plain(title));
        // A heading that is nothing but a time, above the title.
        if found.is_only_time(&plain(title))
            && let Some((real, below_it, at)) = title_below(pieces, heads, head)
        {
            below.times = found.expressions().collect();
            (title, content, passed) = (real, below_it, Some(at));
        }
        let part = with_details(reader, title, content, below);
        if part.below.times.is_empty() && is_day(&part.found.words(&plain(title))) {
            items.push(AgendaItem::Heading(Cow::Borrowed(block), true));
            items.push(AgendaItem::Between(part.rest));
            continue;
        }
        let heading = (head.level < LABEL).then_some(block);
        items.push(AgendaItem::Part(Box::new(Part { heading, ..part })));
    }
    without_other_sections(items, pieces, heads, level, hours)
}

/// A paragraph of more words is no title.
const LONGEST: usize = 30;

/// A title, the content below it, and where they begin.
type TitleBelow<'p, 't> = (&'p [MarkdownEvent<'t>], Cow<'p, [MarkdownEvent<'t>]>, usize);

/// Finds the title of a part whose heading is nothing but a time: a heading that follows at once, or the first line of
/// the text below.
fn title_below<'p, 't>(pieces: &'p [MarkdownEvent<'t>], heads: &[Headed], head: &Headed) -> Option<TitleBelow<'p, 't>> {
    let next = heads.iter().find(|next| next.heading.start == head.heading.end);
    if let Some(next) = next.filter(|next| title::find(&plain(&pieces[next.words()])).times.is_empty()) {
        return Some((&pieces[next.words()], Cow::Borrowed(&pieces[next.content.clone()]), next.heading.start));
    }
    let block = blocks(&pieces[head.content.clone()]).next()?;
    let rest = &pieces[head.content.start + block.len()..head.content.end];
    let (title, content) = match kind_of(block) {
        Block::Paragraph | Block::Label if first_line(block).len() + 2 == block.len() => {
            (first_line(block), Cow::Borrowed(rest))
        }
        // A short line above a sentence of its own, or a title that is wrapped.
        Block::Paragraph if plain(block).split_whitespace().count() <= LONGEST => {
            let inside = blocks::inside(block);
            let all = lines(inside);
            let is_own = plain(all[0]).split_whitespace().count() <= list::SHORT
                && all.get(1).is_some_and(|next| plain(next).starts_with(|c: char| !c.is_lowercase()));
            let end = if is_own { 1 } else { all.len() };
            let more = inside.get(line::start_of(&all, end)..).filter(|more| !more.is_empty()).map(blocks::paragraph);
            let title = if is_own { all[0] } else { inside };
            (title, Cow::Owned([more.as_deref().unwrap_or_default(), rest].concat()))
        }
        Block::List { .. } => {
            let item = blocks(blocks::inside(block)).next()?;
            let (title, more) = blocks::opening(blocks::inside(item));
            let others = [&block[..1], &block[1 + item.len()..]].concat();
            let others = if others.len() > 2 { others.as_slice() } else { &[] };
            (title, Cow::Owned([more, others, rest].concat()))
        }
        _ => return None,
    };
    (!title.is_empty()).then_some((title, content, head.content.start))
}

/// Leaves out headings without a time before the first and after the last one that has one, where those with times fill
/// the session: goals, resources, links.
fn without_other_sections<'p, 't>(
    mut items: Vec<AgendaItem<'p, 't>>,
    pieces: &'p [MarkdownEvent<'t>],
    heads: &[Headed],
    level: u8,
    hours: Option<Hours>,
) -> Vec<AgendaItem<'p, 't>> {
    let is_timed =
        |item: &AgendaItem| matches!(item, AgendaItem::Part(part) if part.is_timed() || part.found.bracket.is_some());
    let (Some(first), Some(last)) = (items.iter().position(is_timed), items.iter().rposition(is_timed)) else {
        return items;
    };
    let lengths = parts_of(&items).filter_map(|part| part.expressions().find_map(|one| one.length));
    let planned = hours.and_then(|hours| hours.minutes).unwrap_or(0);
    let is_full = lengths.fold(0_u32, |sum, length| sum.saturating_add(length.value)) >= planned;
    if !is_full && !parts_of(&items).any(Part::has_plain_clock) {
        return items;
    }
    // Parts that open or close a session may need no time.
    let frames = |place: usize, words: &WordList| matches!(items.get(place), Some(AgendaItem::Part(part)) if begins_with_one_of(&plain(&part.title), words));
    let first = first - usize::from(first > 0 && frames(first - 1, &OPENINGS));
    let last = last + usize::from(frames(last + 1, &CLOSINGS));
    let mut own = heads.iter().filter(|head| head.level <= level);
    for (place, item) in items.iter_mut().enumerate().filter(|(_, item)| !matches!(item, AgendaItem::Between(_))) {
        let head = own.next().filter(|_| matches!(item, AgendaItem::Part(_)) && !(first..=last).contains(&place));
        if let Some(head) = head {
            *item = AgendaItem::Between(Cow::Borrowed(&pieces[head.heading.start..head.content.end]));
        }
    }
    items
}
