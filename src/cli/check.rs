//! `handbound check`: the diagnostics of a handbook, all or some of them, in several forms.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::arguments::{Common, MinimumSeverity, OutputFormat};
use super::{ExitStatus, default_output, harmless, prepare, published, shown, style, summary};
use crate::check::{codes, craft};
use crate::diagnostic::github::github;
use crate::diagnostic::json::json;
use crate::diagnostic::show::Shown;
use crate::diagnostic::text::{TerminalStyle, text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::schedule::is_coming;
use crate::handbook::session::{Status, When};
use crate::handbook::{Book, Handbook, Session};
use crate::pipeline::{self, Prepared};
use crate::redact::{Drafts, hidden};
use crate::source::FilePath;
use crate::suggest::nearest;
use crate::{external_links, read};

/// The options of the command.
pub(super) struct CheckOptions<'a> {
    pub common: &'a Common,
    pub previous: Option<&'a Path>,
    pub format: OutputFormat,
    /// The codes to show besides all errors; everything where it is empty.
    pub only: &'a [String],
    pub level: MinimumSeverity,
    pub links: Links,
}

/// The test of links to other sites. A build never does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Asked,
    Left,
}

/// Checks the handbook, and reports what is in it.
pub(super) fn check(order: &CheckOptions<'_>) -> anyhow::Result<(ExitStatus, String)> {
    known(order.only)?;
    let folder = &order.common.folder;
    let (prepared, settings) = prepare(order.common, &default_output(folder), Drafts::Left)?;
    let previous = order.previous.map(|path| published(path, settings.today)).transpose()?;
    let mut outcome = match &previous {
        Some(previous) => pipeline::check_beside(&prepared, settings, previous)?,
        None => pipeline::check(&prepared, settings)?,
    };
    if let (Links::Asked, Some(handbook)) = (order.links, &prepared.handbook) {
        let text = |file: &FilePath| read::text_again(&prepared.folder, file);
        let context = craft::Context::new(handbook, settings.today, settings.drafts, &[]);
        let asked = external_links::check_links(handbook, settings.drafts, &text);
        outcome.diagnostics.extend(craft::without_ignored_later(&context, asked));
    }
    // An error is never hidden: nothing is published because of it.
    let is_meant = |found: &Diagnostic| {
        let is_asked = order.only.is_empty() || order.only.iter().any(|id| id == found.code);
        found.severity == Severity::Error || (order.level.takes(found.severity) && is_asked)
    };
    let searched = summary::searched(outcome.searched.as_ref());
    let found: Vec<Diagnostic> = outcome.diagnostics.into_iter().filter(is_meant).collect();
    let ended = if pipeline::is_barred(&found, settings.bar) { ExitStatus::HasErrors } else { ExitStatus::Success };
    let shown = shown(&prepared, found);
    let words = match order.format {
        OutputFormat::Text => {
            let next = prepared.handbook.as_ref().and_then(|handbook| next(&shown, &handbook.book, settings.today));
            let last = summary::checked(&shown, prepared.folder.files.len(), next.map(harmless).as_deref());
            let most = if order.only.is_empty() { MOST_ALIKE } else { usize::MAX };
            let checklist = match &prepared.handbook {
                Some(handbook) if order.only.is_empty() && order.level == MinimumSeverity::Note => {
                    next_list(handbook, settings.today, folder)
                }
                _ => String::new(),
            };
            report(&shown, &prepared, style(), most) + &searched + &checklist + &last + "\n"
        }
        OutputFormat::Json => json(&shown) + "\n",
        OutputFormat::Github => github(&shown, &way_to(folder)),
    };
    std::mem::forget(prepared);
    Ok((ended, words))
}

/// Refuses a name that no diagnostic has.
fn known(only: &[String]) -> anyhow::Result<()> {
    let Some(unknown) = only.iter().find(|name| !codes::all().any(|code| code == name.as_str())) else { return Ok(()) };
    let checklist = craft::checklist::ITEMS.iter().any(|item| item.id == unknown);
    let hint = match nearest(unknown, codes::all()) {
        _ if checklist => " It is on the checklist, which `--explain SESSION` shows.".to_owned(),
        Some(near) => format!(" Did you mean `{near}`?"),
        None => {
            " Each message has its name in square brackets; `handbound check --list` shows the names of all advice."
                .to_owned()
        }
    };
    bail!("{}", harmless(&format!("There is no message called `{unknown}`.{hint}")));
}

/// The most times that one piece of advice is shown; whoever read it three times knows it.
const MOST_ALIKE: usize = 3;

/// Writes the report for people: what is to be mended in order of place, then the advice, session by session, each
/// piece of it `most` times at the most.
fn report(shown: &[Shown], prepared: &Prepared, style: TerminalStyle, most: usize) -> String {
    let (advice, facts): (Vec<&Shown>, Vec<&Shown>) =
        shown.iter().partition(|shown| craft::is_advice(shown.code, shown.severity));
    let mut out = texts(&facts, style);
    let book = prepared.handbook.as_ref().map(|handbook| &handbook.book);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (heading, mut advice) in by_session(&advice, book) {
        advice.retain(|shown| {
            let times = times.entry(shown.code).or_default();
            *times += 1;
            *times <= most
        });
        if advice.is_empty() {
            continue;
        }
        let heading = harmless(&heading);
        out.push_str(&format!("{heading}\n{}\n\n", "-".repeat(heading.chars().count())));
        out.push_str(&texts(&advice, style));
    }
    times.retain(|_, times| *times > most);
    let more: Vec<String> = times.iter().map(|(code, times)| format!("{code} {} more times", times - most)).collect();
    if let Some((code, _)) = times.first_key_value() {
        let more = more.join(", ").replace(" 1 more times", " once more");
        out.push_str(&format!("Not shown again: {more}. To see every place of one, add `--only {code}`.\n\n"));
    }
    if let Some(first) = advice.iter().find(|shown| craft::check(shown.code).is_some()) {
        let code = first.code;
        out.push_str(&format!(
            "To leave advice out, give your reason: `ignore: {{{code}: \"...\"}}` in the header of its file, or for the \
             whole handbook below `checks:` in `community.yml`.\n"
        ));
    }
    out
}

/// Returns the title of the next session with diagnostics.
fn next<'a>(shown: &[Shown], book: &'a Book, today: Date) -> Option<&'a str> {
    let is_told =
        |file: &FilePath| shown.iter().any(|shown| shown.place.as_ref().is_some_and(|place| place.file == *file));
    let mut coming = book.sessions.iter().filter(|session| is_coming(session, today));
    coming.find(|session| is_told(&session.meta.file)).map(|session| session.meta.title.as_str())
}

/// Writes one line about the checklist of the next session, where something on it was not seen.
fn next_list(handbook: &Handbook, today: Date, folder: &Path) -> String {
    let book = &handbook.book;
    let is_next = |session: &&Arc<Session>| {
        is_coming(session, today) && session.status != Status::Cancelled && !hidden(book, &session.meta, Drafts::Left)
    };
    let Some(session) = book.sessions.iter().find(is_next) else { return String::new() };
    let list = craft::checklist::checklist(session, book, &handbook.private);
    let seen = list.iter().filter(|line| line.is_seen).count();
    if seen == list.len() {
        return String::new();
    }
    harmless(&summary::listed(seen, list.len(), session, folder))
}

fn texts(shown: &[&Shown], style: TerminalStyle) -> String {
    let shown: Vec<Shown> = shown.iter().map(|shown| (*shown).clone()).collect();
    text(&shown, style)
}

/// Groups `advice` below headings: the sessions by date, then the rest.
fn by_session<'s>(advice: &[&'s Shown], book: Option<&Book>) -> Vec<(String, Vec<&'s Shown>)> {
    let mut groups: Vec<(String, Vec<&Shown>)> = Vec::new();
    let mut places: FxHashMap<&FilePath, usize> = FxHashMap::default();
    for session in book.iter().flat_map(|book| &book.sessions) {
        // Sessions in one list share their file, and so their group.
        places.entry(&session.meta.file).or_insert_with(|| {
            let day = match &session.when.value {
                When::On(first) => first.date.strftime(", %-d %B %Y").to_string(),
                When::WeekOf { date, .. } => date.strftime(", week of %-d %B %Y").to_string(),
                When::Undecided { .. } => String::new(),
            };
            groups.push((format!("{}{day}", session.meta.title), Vec::new()));
            groups.len() - 1
        });
    }
    let rest = groups.len();
    groups.push(("The rest of the handbook".to_owned(), Vec::new()));
    for shown in advice {
        let place = shown.place.as_ref().and_then(|place| places.get(&place.file)).copied().unwrap_or(rest);
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(shown);
        }
    }
    groups.retain(|(_, advice)| !advice.is_empty());
    groups
}

/// Returns the path to the handbook from where the program runs, which for a workflow is the top of the repository.
fn way_to(folder: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| folder.strip_prefix(here).ok()).unwrap_or(folder);
    let way = inside.to_string_lossy().replace('\\', "/");
    let way = way.trim_start_matches("./").trim_end_matches('/');
    if way.is_empty() || way == "." { String::new() } else { format!("{way}/") }
}

impl MinimumSeverity {
    fn takes(self, severity: Severity) -> bool {
        let least = match self {
            MinimumSeverity::Error => Severity::Error,
            MinimumSeverity::Warning => Severity::Warning,
            MinimumSeverity::Nudge => Severity::Nudge,
            MinimumSeverity::Note => Severity::Note,
        };
        severity <= least
    }
}
