//! The page of a meeting's mails, and the files of its drafts.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{self, FeedContext};
use crate::diagnostic::Diagnostic;
use crate::handbook::neighbours::around;
use crate::handbook::private::{KitPreferences, mail_address};
use crate::handbook::records::{DatedSitting, HeldSitting, Records};
use crate::handbook::session::Status;
use crate::handbook::tasks::{Task, TaskKind, TaskSubject, next_of_group};
use crate::handbook::{Id, Words, date_words};
use crate::render::{Output, Renderer, direction};

use super::draft_file::{DraftFile, draft_file};
use super::drafts;
use super::mail_text::{MailContext, MailMeeting};
use super::recipients::{MailMember, recipients};
use super::{Addressees, MailDraft, writers};

/// The inputs of all mails of a kit.
pub(in crate::kit) struct MailInputs<'a> {
    /// Knows every way to join.
    pub feeds: &'a FeedContext<'a>,
    pub members: &'a [MailMember],
    pub preferences: &'a KitPreferences,
    pub records: &'a Records,
    pub joins: &'a std::collections::BTreeMap<Id, crate::handbook::private::Join>,
    /// Every dated sitting, in order.
    pub sittings: &'a [DatedSitting<'a>],
    pub tasks: &'a [Task<'a>],
    pub today: Date,
}

#[derive(Serialize)]
struct MailView<'a> {
    date: Option<String>,
    drafts: Vec<DraftView<'a>>,
}

#[derive(Serialize)]
struct DraftView<'a> {
    name: String,
    title: String,
    send_on: Option<String>,
    to: Option<&'a str>,
    /// Addresses that nobody else may see, parted by commas.
    hidden: String,
    /// Names of those whom it does not reach.
    unreached: String,
    /// What to look at before it is sent.
    cautions: Vec<&'a str>,
    subject: String,
    text: String,
    missing: Vec<String>,
    /// Opens a mail program.
    link: String,
    /// Whether the link holds the text.
    is_whole: bool,
    file: String,
    /// The calendar file that goes with it, as seen from the page.
    calendar: Option<String>,
}

/// Makes the page at `path` of the mails about one sitting, and their files beside it.
///
/// # Errors
///
/// When the template fails.
pub(in crate::kit) fn page(
    renderer: &Renderer,
    dated: &DatedSitting<'_>,
    path: &str,
    inputs: &MailInputs<'_>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let at = context(renderer, inputs);
    let book = at.book;
    let is_own = |other: &DatedSitting<'_>| other.is_same(dated) || dated.is_offered_with(other);
    let place = inputs.sittings.iter().position(is_own).unwrap_or_default();
    let last = inputs.sittings.iter().rposition(is_own).unwrap_or(place);
    let later = inputs.sittings.get(last + 1..).unwrap_or_default();
    let is_held = |other: &&DatedSitting<'_>| other.session.status != Status::Cancelled;
    let held: Vec<DatedSitting<'_>> = later.iter().filter(is_held).cloned().collect();
    let session_place = book.sessions.iter().position(|session| std::ptr::eq(&raw const **session, dated.session));
    let carried = session_place.and_then(|place| around(&book.sessions).get(place)?.carried);
    let meeting = MailMeeting {
        dated,
        join: inputs.joins.get(&dated.session.meta.id),
        next: next_of_group(&held, dated.session),
        carried: carried.and_then(|place| book.sessions.get(place)).map(|session| &**session),
        is_over: inputs.sittings.get(last).is_some_and(|last| last.date() < inputs.today),
    };
    let is_of = |held: &HeldSitting| {
        held.session == dated.session.meta.id && at.offered(dated).iter().any(|own| own.date() == held.date)
    };
    let held = &inputs.records.held;
    let has_list = held.iter().any(|held| is_of(held) && held.marks.is_some());
    let came = |member: &MailMember| {
        let mut people = inputs.records.people.iter().filter(|person| person.is_member && person.name == member.name);
        people.any(|person| person.sittings.iter().any(|place| held.get(*place).is_some_and(is_of)))
    };
    let mut all: Vec<MailDraft> = Vec::new();
    if !meeting.is_over {
        all.extend(drafts::changed(at, &meeting));
    }
    if dated.session.status != Status::Cancelled {
        let before: Vec<DatedSitting<'_>> = inputs.sittings[..place].iter().filter(is_held).cloned().collect();
        let is_of_group = dated.session.series.is_some() || book.series.is_empty();
        if !meeting.is_over && is_of_group && next_of_group(&before, dated.session).is_none() {
            all.push(drafts::welcome(at, &meeting));
        }
        let is_due = |task: &&Task<'_>| !(meeting.is_over && matches!(task.kind, TaskKind::Reminder(_)));
        let own: Vec<&Task<'_>> = inputs.tasks.iter().filter(|task| is_about(task, &is_own)).filter(is_due).collect();
        all.extend(drafts::of_tasks(at, &meeting, &own, has_list));
    }
    let title = renderer.words().fill("kit_mail_title", &[("title", &dated.session.meta.title)]);
    let date = Some(date_words::long_date(dated.date(), renderer.words()));
    written(renderer, path, &title, date, &all, inputs, &came)
}

/// Makes the page at `path` of the mails to those who answer a scenario first, for all that open from today on.
///
/// # Errors
///
/// When the template fails.
pub(in crate::kit) fn for_scenarios(
    renderer: &Renderer,
    path: &str,
    inputs: &MailInputs<'_>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let at = context(renderer, inputs);
    let draft = |task: &Task<'_>| {
        let TaskSubject::Scenario(scenario) = &task.subject else { return None };
        let opens = scenario.opens.as_ref()?.value;
        (opens >= inputs.today).then(|| drafts::line_up(at, scenario, opens, task.at.date()))
    };
    let all: Vec<MailDraft> = inputs.tasks.iter().filter_map(draft).collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    written(renderer, path, renderer.words().get("kit_mail_line_up"), None, &all, inputs, &|_| false)
}

/// Returns the calendar file of a session, with how to join it.
fn calendar_of(id: &Id, inputs: &MailInputs<'_>) -> Option<String> {
    let session = inputs.sittings.iter().find(|dated| dated.session.meta.id == *id)?.session;
    calendar::session_feed(session, &calendar::events(session, inputs.feeds), inputs.feeds)
}

fn context<'a>(renderer: &'a Renderer, inputs: &MailInputs<'a>) -> MailContext<'a> {
    let (book, words) = (renderer.public().book(), renderer.words());
    let website = book.community.website.as_ref().map(|website| website.value.trim_end_matches('/'));
    MailContext {
        book,
        words,
        clock: date_words::clock(&book.community, words),
        website,
        sittings: inputs.sittings,
        feeds: inputs.feeds,
    }
}

fn is_about(task: &Task<'_>, is_own: &dyn Fn(&DatedSitting<'_>) -> bool) -> bool {
    matches!(&task.subject, TaskSubject::Sitting(of) if is_own(of))
}

/// Makes the page of `drafts` and their files, which lie beside it.
fn written(
    renderer: &Renderer,
    path: &str,
    title: &str,
    date: Option<String>,
    drafts: &[MailDraft],
    inputs: &MailInputs<'_>,
    came: &dyn Fn(&MailMember) -> bool,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let community = &renderer.public().book().community;
    let language = community.language.value.as_str();
    let reply_to = community.contact.as_ref().and_then(|contact| mail_address(contact.email.as_deref()?));
    let root = "../".repeat(path.matches('/').count());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // What tells the page of a further sitting apart tells its drafts apart.
    let further = path.rsplit_once("/mail").map_or("", |(_, rest)| rest.trim_end_matches(".html"));
    let mut outputs = Vec::with_capacity(drafts.len() + 1);
    let mut views = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut whom = recipients(draft.addressees, inputs.members, came, inputs.preferences, community);
        let (text, html) = (writers::text(draft), writers::html(draft, language, direction(language)));
        let calendar = draft.attached.as_ref().and_then(|id| calendar_of(id, inputs));
        let calendar =
            calendar.zip(draft.attached.as_ref()).map(|(text, id)| (format!("sessions/{id}/session.ics"), text));
        let (hidden, members) = (whom.hidden.join(", "), whom.hidden.len());
        if !inputs.preferences.bcc {
            whom.hidden.clear();
        }
        let file = format!("{}{further}.eml", draft.name);
        let content = DraftFile {
            subject: &draft.subject,
            recipients: &whom,
            reply_to,
            language,
            text: &text,
            html: &html,
            calendar: calendar.as_ref().map(|(_, text)| text.as_str()),
        };
        let place = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
        outputs.push(Output { path: place, bytes: draft_file(&content) });
        outputs.extend(calendar.clone().map(|(path, text)| Output { path, bytes: text.into_bytes() }));
        let (link, is_whole) = writers::link(whom.to, &draft.subject, &text);
        views.push(DraftView {
            name: draft.name.clone(),
            title: draft.title.clone(),
            send_on: draft.send_on.clone(),
            to: whom.to,
            hidden,
            unreached: whom.unreached.join("; "),
            cautions: cautions(draft, members, inputs, renderer.words()),
            subject: draft.subject.clone(),
            text,
            missing: draft.missing.clone(),
            link,
            is_whole,
            file,
            calendar: calendar.as_ref().map(|(path, _)| format!("{root}{path}")),
        });
    }
    let view = MailView { date, drafts: views };
    outputs.push(renderer.other_page(path, "kit-mail.html", title, &view)?);
    Ok(outputs)
}

/// Returns what to look at before a draft is sent to so many members.
fn cautions<'a>(draft: &MailDraft, members: usize, inputs: &MailInputs<'_>, words: &'a Words) -> Vec<&'a str> {
    let mut cautions = Vec::new();
    if draft.is_unready {
        cautions.push(words.get("kit_mail_not_ready"));
    }
    match draft.addressees {
        Addressees::Chosen => cautions.push(words.get("kit_mail_chosen")),
        Addressees::Everyone if members == 0 && inputs.preferences.list.is_none() => {
            cautions.push(words.get("kit_mail_nobody"));
        }
        Addressees::Missed if !inputs.records.open.unknown.is_empty() || inputs.records.open.not_in_roster > 0 => {
            cautions.push(words.get("kit_mail_unsure"));
        }
        Addressees::Everyone | Addressees::Came | Addressees::Missed => {}
    }
    cautions
}
