//! The mails: which there are, and what each says.

use jiff::civil::Date;

use crate::calendar;
use crate::handbook::session::{Place, Status, WhatChanged};
use crate::handbook::tasks::{Task, TaskKind};
use crate::handbook::{Role, Scenario, date_words};

use super::mail_text::{MailContext, MailMeeting, MailText, one_line};
use super::{Addressees, MailDraft};

/// The days before a meeting in which a change to it is news.
const DAYS_OF_NEWS: i32 = 30;

/// Welcomes everyone to the first meeting of a group.
pub(super) fn welcome(at: MailContext<'_>, meeting: &MailMeeting<'_>) -> MailDraft {
    let (words, book) = (at.words, at.book);
    let (community, session) = (&book.community, meeting.dated.session);
    let mut mail = MailText::new(at);
    mail.say("mail_welcome", &[]);
    let about = community.about.as_deref().and_then(|about| about.split("\n\n").next()).map(one_line);
    mail.text(about.or_else(|| community.tagline.as_deref().map(one_line)).unwrap_or_default());
    let title = words.fill("mail_our_first", &[("title", &one_line(&session.meta.title))]);
    mail.when_and_where(Some(title), meeting);
    mail.preparation(session);
    if let Some(agreements) = &book.agreements {
        let items = agreements.items.iter().map(|item| {
            let whole = calendar::plain(&item.long_form, at.feeds);
            format!("- {}", words.fill("mail_agreement", &[("title", &item.title), ("text", &one_line(&whole))]))
        });
        mail.part(one_line(&agreements.meta.title), items.collect::<Vec<_>>().join("\n"));
    }
    let channels = community.where_we_talk.iter().map(|channel| {
        let notes: Vec<&String> = [&channel.purpose, &channel.reply_within].into_iter().flatten().collect();
        let link = channel.link.as_ref().map(|link| format!(" {}", link.value)).unwrap_or_default();
        format!("- {}{link}", at.noted(&channel.name, &notes))
    });
    mail.part(words.get("mail_where_we_talk").to_owned(), channels.collect::<Vec<_>>().join("\n"));
    let is_only_online = session.place.as_ref().is_some_and(Place::is_only_online);
    mail.say(if is_only_online { "mail_anything_easier_online" } else { "mail_anything_easier" }, &[]);
    let name = one_line(&community.name);
    let subject = words.fill("mail_welcome_subject", &[("community", &name), ("date", &at.day(meeting.dated))]);
    let mut draft = mail.draft(
        "welcome".to_owned(),
        words.get("kit_mail_welcome").to_owned(),
        None,
        Addressees::Everyone,
        &subject,
    );
    draft.attached = Some(session.meta.id.clone());
    draft
}

/// Reminds of a meeting. Long before, it says what to prepare; the last one says how to get there.
pub(super) fn reminder(at: MailContext<'_>, meeting: &MailMeeting<'_>, days: u32, send_on: Date) -> MailDraft {
    let (words, session) = (at.words, meeting.dated.session);
    let mut mail = MailText::new(at);
    mail.say("mail_see_you", &[("title", &one_line(&session.meta.title)), ("date", &at.day(meeting.dated))]);
    mail.when_and_where(None, meeting);
    let is_news = |date: Date| date.until(meeting.dated.date()).is_ok_and(|span| span.get_days() <= DAYS_OF_NEWS);
    let changes = session.changes.iter().filter(|_| is_told_of(meeting));
    for change in changes.filter(|change| is_news(change.date)) {
        let what = date_words::change(change, session, at.clock, words);
        let date = date_words::date(change.date, words);
        mail.say("event_changed", &[("date", &date), ("what", &one_line(&what))]);
    }
    mail.text(calendar::plain(&session.body.summary, at.feeds));
    mail.part(words.get("mail_about").to_owned(), mail.under(session, Role::Purpose));
    mail.preparation(session);
    if let Some(before) = meeting.carried {
        mail.part(words.get("event_carried").to_owned(), mail.under(before, Role::BetweenSessions));
    }
    mail.say("mail_cannot_come", &[]);
    let values = at.book.chosen_values().map(|value| value.title.as_str()).collect::<Vec<_>>().join(" · ");
    if !values.is_empty() {
        mail.say("mail_values", &[("values", &one_line(&values))]);
    }
    let time = date_words::clock_time(meeting.dated.sitting.start.time(), at.clock, words);
    let named = [("date", at.day(meeting.dated)), ("time", time), ("title", session.meta.title.clone())];
    let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
    let subject = words.fill("mail_reminder_subject", &named);
    let title = words.fill("kit_mail_reminder", &[("days", &days.to_string())]);
    let mut draft = mail.draft(format!("reminder-{days}"), title, Some(send_on), Addressees::Everyone, &subject);
    draft.attached = Some(session.meta.id.clone());
    draft
}

/// Tells of a meeting that is at another time, or is not held.
pub(super) fn changed(at: MailContext<'_>, meeting: &MailMeeting<'_>) -> Option<MailDraft> {
    let (words, session) = (at.words, meeting.dated.session);
    let is_cancelled = session.status == Status::Cancelled;
    let newest = session.changes.last().filter(|_| is_told_of(meeting));
    if newest.is_none() && !is_cancelled {
        return None;
    }
    let title = one_line(&session.meta.title);
    let mut mail = MailText::new(at);
    let day = at.day(meeting.dated);
    let named = [("title", title.as_str()), ("date", day.as_str())];
    let is_moved = newest.is_some_and(|change| matches!(change.what, WhatChanged::Moved { .. }));
    let news = match (is_cancelled, is_moved) {
        (true, _) => "mail_cancelled",
        (false, true) => "mail_moved",
        (false, false) => "mail_changed",
    };
    mail.say(news, &named);
    if let Some(change) = newest {
        let what = date_words::change(change, session, at.clock, words);
        let date = date_words::date(change.date, words);
        mail.say("event_changed", &[("date", &date), ("what", &one_line(&what))]);
    }
    if is_cancelled {
        mail.next(meeting);
    } else {
        mail.when_and_where(Some(words.get("mail_as_it_is_now").to_owned()), meeting);
    }
    if at.website.is_some() {
        mail.say("mail_calendar_changes", &[]);
    }
    let (key, heading) = if is_cancelled {
        ("mail_cancelled_subject", "kit_mail_cancelled")
    } else {
        ("mail_changed_subject", "kit_mail_changed")
    };
    let subject = words.fill(key, &named);
    let mut draft =
        mail.draft("changed".to_owned(), words.get(heading).to_owned(), None, Addressees::Everyone, &subject);
    draft.attached = (!is_cancelled).then(|| session.meta.id.clone());
    Some(draft)
}

/// Thanks those who came, or everyone where no list says who did.
pub(super) fn follow_up(
    at: MailContext<'_>,
    meeting: &MailMeeting<'_>,
    addressees: Addressees,
    send_on: Date,
) -> MailDraft {
    let (words, session) = (at.words, meeting.dated.session);
    let title = one_line(&session.meta.title);
    let is_one = at.offered(meeting.dated).len() == 1;
    // Where members chose one of several days, the meeting is told by its name.
    let day = if is_one { at.day(meeting.dated) } else { words.fill("mail_title", &[("title", &title)]) };
    let mut mail = MailText::new(at);
    let is_for_all = addressees == Addressees::Everyone;
    let key = match (is_for_all, is_one) {
        (true, true) => "mail_thanks_all",
        (true, false) => "mail_thanks_all_to",
        (false, true) => "mail_thanks",
        (false, false) => "mail_thanks_to",
    };
    mail.say(key, &[("date", &day), ("title", &title)]);
    if is_for_all && meeting.is_over {
        mail.miss("mail_missing_attendance", &"private/records/attendance.csv".into());
    }
    mail.trial("mail_to_try", session);
    mail.next(meeting);
    if session.body.section(Role::WhatHappened).is_some() {
        match at.page(&session.meta.address) {
            Some(address) => mail.say("mail_on_the_page", &[("address", &address)]),
            None => mail.miss("mail_missing_website", &"community.yml".into()),
        }
    }
    mail.say("mail_write_to_us", &[]);
    let tries = session.body.section(Role::BetweenSessions).is_some();
    let next = meeting.next.map(|next| at.day(next)).unwrap_or_default();
    let key = match (tries, meeting.next) {
        (true, Some(_)) => "mail_thanks_subject_try_until",
        (true, None) => "mail_thanks_subject_try",
        (false, _) => "mail_thanks_subject",
    };
    let subject = words.fill(key, &[("date", &day), ("next", &next)]);
    let (name, title) =
        if is_for_all { ("follow-up", "kit_mail_follow_up") } else { ("follow-up-came", "kit_mail_came") };
    let mut draft = mail.draft(name.to_owned(), words.get(title).to_owned(), Some(send_on), addressees, &subject);
    draft.attached = meeting.next.map(|next| next.session.meta.id.clone());
    draft
}

/// Tells those who were missed what there was, as an offer.
pub(super) fn missed(at: MailContext<'_>, meeting: &MailMeeting<'_>, send_on: Date) -> MailDraft {
    let (words, session) = (at.words, meeting.dated.session);
    let mut mail = MailText::new(at);
    mail.say("mail_missed", &[]);
    let purpose = mail.under(session, Role::Purpose);
    mail.part(words.fill("mail_missed_what", &[("title", &one_line(&session.meta.title))]), purpose);
    mail.trial("mail_missed_try", session);
    mail.next(meeting);
    mail.say("mail_missed_in_the_way", &[]);
    let title = one_line(&session.meta.title);
    let is_one = at.offered(meeting.dated).len() == 1;
    let key = if is_one { "mail_missed_subject" } else { "mail_missed_subject_title" };
    let subject = words.fill(key, &[("date", &at.day(meeting.dated)), ("title", &title)]);
    let title = words.get("kit_mail_missed").to_owned();
    let mut draft = mail.draft("follow-up-missed".to_owned(), title, Some(send_on), Addressees::Missed, &subject);
    draft.attached = meeting.next.map(|next| next.session.meta.id.clone());
    draft
}

/// Asks half-way to the next meeting what people have tried.
pub(super) fn between(at: MailContext<'_>, meeting: &MailMeeting<'_>, send_on: Date) -> Option<MailDraft> {
    let (words, session) = (at.words, meeting.dated.session);
    let next = meeting.next?;
    let has_scenario = at.book.scenarios.iter().any(|scenario| is_open(scenario, send_on));
    if session.body.section(Role::BetweenSessions).is_none() && !has_scenario {
        return None;
    }
    let mut mail = MailText::new(at);
    mail.say("mail_between", &[("date", &at.day(next))]);
    mail.trial("mail_between_try", session);
    for scenario in at.book.scenarios.iter().filter(|scenario| is_open(scenario, send_on)) {
        let until = scenario.closes.as_ref().map(|day| date_words::date_of_year(day.value, words));
        let title = match &until {
            Some(day) => words.fill("mail_scenario_until", &[("title", &scenario.meta.title), ("date", day)]),
            None => words.fill("mail_scenario", &[("title", &scenario.meta.title)]),
        };
        let question = scenario.body.section(Role::Question);
        let mut lines: Vec<String> = question.map(|one| calendar::plain(&one.prose, at.feeds)).into_iter().collect();
        lines.extend(at.page(&scenario.meta.address));
        mail.part(one_line(&title), lines.join("\n"));
    }
    mail.say("mail_one_sentence", &[]);
    let subject = words.fill("mail_between_subject", &[("date", &at.day(next))]);
    let title = words.get("kit_mail_between").to_owned();
    Some(mail.draft("in-between".to_owned(), title, Some(send_on), Addressees::Everyone, &subject))
}

/// Asks two people to be the first who answer a scenario.
pub(super) fn line_up(at: MailContext<'_>, scenario: &Scenario, opens: Date, send_on: Date) -> MailDraft {
    let words = at.words;
    let title = one_line(&scenario.meta.title);
    let mut mail = MailText::new(at);
    let opens = date_words::date_of_year(opens, words);
    mail.say("mail_line_up", &[("title", &title), ("date", &opens)]);
    let question = scenario.body.section(Role::Question).map(|one| calendar::plain(&one.prose, at.feeds));
    mail.part(words.get("mail_line_up_question").to_owned(), question.unwrap_or_default());
    let asks = scenario
        .asks
        .iter()
        .zip(1..)
        .map(|(ask, number)| format!("{number}. {}", one_line(&calendar::plain(&ask.prose, at.feeds))));
    mail.part(words.get("mail_line_up_asks").to_owned(), asks.collect::<Vec<_>>().join("\n"));
    mail.text(scenario.place.as_deref().map(one_line).unwrap_or_default());
    mail.text(at.page(&scenario.meta.address).unwrap_or_default());
    let subject = words.fill("mail_line_up_subject", &[("title", &title)]);
    mail.draft(format!("first-{}", scenario.meta.id), title, Some(send_on), Addressees::Chosen, &subject)
}

/// Returns the mails that the tasks of a meeting ask for, in their order.
pub(super) fn of_tasks(
    at: MailContext<'_>,
    meeting: &MailMeeting<'_>,
    tasks: &[&Task<'_>],
    has_list: bool,
) -> Vec<MailDraft> {
    let mut drafts = Vec::new();
    for task in tasks {
        let day = task.at.date();
        match task.kind {
            TaskKind::Reminder(days) => drafts.push(reminder(at, meeting, days, day)),
            TaskKind::FollowUp if has_list => {
                drafts.push(follow_up(at, meeting, Addressees::Came, day));
                drafts.push(missed(at, meeting, day));
            }
            TaskKind::FollowUp => drafts.push(follow_up(at, meeting, Addressees::Everyone, day)),
            TaskKind::TouchBase => drafts.extend(between(at, meeting, day)),
            _ => {}
        }
    }
    drafts
}

/// Returns whether the changes of a session are about this meeting: of one that repeats they are about its first day.
fn is_told_of(meeting: &MailMeeting<'_>) -> bool {
    let session = meeting.dated.session;
    session.repeats.is_none() || session.day() == Some(meeting.dated.date())
}

/// Returns whether a scenario can be answered on a day.
fn is_open(scenario: &Scenario, day: Date) -> bool {
    let has_opened = scenario.opens.as_ref().is_some_and(|opens| opens.value <= day);
    has_opened && scenario.closes.as_ref().is_none_or(|closes| day <= closes.value)
}
