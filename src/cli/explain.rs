//! `handbound check --explain`: how the agenda of one session was read, and its checklist.

use anyhow::bail;

use super::arguments::Common;
use super::{ExitStatus, default_output, harmless, read_folder};
use crate::check::craft::checklist::{self, checklist};
use crate::handbook::agenda_explanation::{ExplainedSegment, explained};
use crate::handbook::normalize::NormalizedText;
use crate::handbook::timeline::{Packed, timeline};
use crate::handbook::{Book, Session};
use crate::source::nfc;
use crate::{parse, suggest};

/// The most sessions that are named to somebody who asked for one that is not there.
const MOST_NAMED: usize = 12;

/// Explains how the agenda of the session `asked` was read.
pub(super) fn explain(common: &Common, asked: &str) -> anyhow::Result<(ExitStatus, String)> {
    let prepared = read_folder(&common.folder, &default_output(&common.folder))?;
    let Some(handbook) = &prepared.handbook else {
        bail!("There is no `community.yml` in `{}`.", common.folder.display());
    };
    let book = &handbook.book;
    // A shell on a Mac may complete a file's name with its accents apart.
    let asked = &*nfc(asked);
    let Some(session) = find(book, asked)? else { bail!("{}", harmless(&unknown(book, asked))) };
    let list = checklist(session, book, &handbook.private);
    Ok((ExitStatus::Success, harmless(&(explanation(session, book) + &listed(&list)))))
}

/// Finds a session by its id, by its file as a shell completes it, by its title, or by a part of these that no other
/// session has.
pub(super) fn find<'a>(book: &'a Book, asked: &str) -> anyhow::Result<Option<&'a Session>> {
    if let Some(session) = book.session(asked).or_else(|| book.session(stem(asked))) {
        return Ok(Some(session));
    }
    let title = NormalizedText::of(asked);
    let mut titled = book.sessions.iter().filter(|session| NormalizedText::of(&session.meta.title) == title);
    let (first, others) = (titled.next(), titled.map(|session| &*session.meta.id).collect::<Vec<_>>());
    if let (Some(first), false) = (first, others.is_empty()) {
        let ids = format!("`{}` and `{}`", first.meta.id, others.join("`, `"));
        bail!("{}", harmless(&format!("Several sessions have the title “{asked}”: {ids}. Ask for one of them.")));
    }
    let is_part = |text: &str| NormalizedText::of(text).windows(title.len()).any(|part| part == title);
    let mut parted = book.sessions.iter().filter(|session| is_part(&session.meta.id) || is_part(&session.meta.title));
    let part = parted.next().filter(|_| parted.next().is_none());
    Ok(first.or(part).map(|session| &**session))
}

fn stem(asked: &str) -> &str {
    let stem = asked.rsplit(['/', '\\']).next().unwrap_or(asked);
    stem.strip_suffix(".md").unwrap_or(stem)
}

pub(super) fn unknown(book: &Book, asked: &str) -> String {
    let none = format!("There is no session called `{asked}`.");
    let ids = || book.sessions.iter().map(|session| &*session.meta.id);
    let titles = book.sessions.iter().map(|session| session.meta.title.as_str());
    let by_title = suggest::nearest(asked, titles).filter(|_| asked.contains(' '));
    let near = by_title.or_else(|| suggest::nearest(stem(asked), ids()));
    if let Some(near) = near {
        return format!("{none} Did you mean `{near}`?");
    }
    let known: Vec<&str> = ids().take(MOST_NAMED).collect();
    match (known.as_slice(), book.sessions.len() - known.len()) {
        ([], _) => format!("{none} This handbook has no sessions yet."),
        (known, 0) => format!("{none} There are `{}`.", known.join("`, `")),
        (known, more) => format!("{none} There are `{}` and {more} more.", known.join("`, `")),
    }
}

fn explanation(session: &Session, book: &Book) -> String {
    let (words, _) = parse::words::words(&book.community.language.value);
    let words = parse::words::house(words, &book.community.words);
    let mut out = format!("{}\n\n", session.meta.title);
    let Some(read) = explained(session, book, &words) else {
        return out + "This session has no agenda yet.\n";
    };
    let widest = |column: fn(&ExplainedSegment) -> Option<&String>| {
        read.segments.iter().filter_map(column).map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let (clock, length) = (widest(|line| line.clock.as_ref()), widest(|line| line.length.as_ref()));
    for line in &read.segments {
        line.before.iter().for_each(|before| out.push_str(&format!("{before}\n")));
        let column = |text: &Option<String>, width| format!("{:width$}", text.as_deref().unwrap_or_default());
        let before = format!("{}  {}", column(&line.clock, clock), column(&line.length, length));
        out.push_str(&format!("{before}  {}\n", line.title));
        out.push_str(&format!("{:width$}  {}\n", "", how(line), width = clock + length + 2));
    }
    if !read.segments.is_empty() {
        out.push('\n');
    }
    for said in [&read.total, &read.first_voice, &read.zone].into_iter().flatten() {
        out.push_str(&format!("{said}\n"));
    }
    if !read.unread.is_empty() {
        out.push_str("These lines look like an agenda, but Handbound did not read them:\n");
        read.unread.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
    }
    let packing = session.agenda.as_ref().map(|agenda| timeline(agenda, None, None, book).packing).unwrap_or_default();
    if !packing.is_empty() {
        out.push_str("\nTo bring\n");
    }
    for Packed { thing, segments } in packing {
        let parts: Vec<&str> =
            segments.iter().filter_map(|at| read.segments.get(*at)).map(|line| line.title.as_str()).collect();
        out.push_str(&format!("  {thing}: {}\n", parts.join("; ")));
    }
    out
}

/// Writes the checklist.
fn listed(list: &[checklist::ChecklistLine]) -> String {
    let mut out = "\nChecklist\n".to_owned();
    for line in list {
        let seen = if line.is_seen { "seen    " } else { "not seen" };
        out.push_str(&format!("  {seen}  {} ({})\n", line.what, line.looked_for));
    }
    out
}

/// Describes the kind that a line was read as, and who speaks in it.
fn how(line: &ExplainedSegment) -> String {
    let kind = match &line.kind {
        Some(kind) => match &line.kind_source {
            Some(source) => format!("{kind} ({source})"),
            None => kind.clone(),
        },
        None => "no kind".to_owned(),
    };
    let mut parts = vec![kind];
    parts.extend(line.group.clone());
    if line.is_beside {
        parts.push("at the same time as the part before".to_owned());
    }
    parts.extend(line.voice.iter().map(|voice| format!("who speaks: {voice}")));
    parts.extend(line.sizes.iter().cloned());
    if !line.leads.is_empty() {
        parts.push(format!("led by {}", line.leads.join(", ")));
    }
    parts.extend(line.method.iter().map(|method| format!("uses {method}")));
    parts.join(" · ")
}
