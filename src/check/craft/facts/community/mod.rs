//! Checks of `community.yml` and `values.md`: values, a contact, a place to talk, how many people the community is.

use crate::check::craft::{Check, Context, SessionPlan, count, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::{CommunityStatus, Mentor};
use crate::handbook::values::ValuesStatus;
use crate::handbook::{EntryKind, SegmentKind};
use crate::source::Span;

pub fn values_page_missing(context: &Context, check: &Check) -> Option<Diagnostic> {
    let book = context.book;
    let has_page = book.values.is_some() || book.index.unread.kinds.contains(&EntryKind::Values);
    if has_page || !context.is_active() || !context.is_grown() {
        return None;
    }
    let mend = "Write it with a heading and a sentence for each value, such as `## Curiosity before judgement`; it may say \
                `status: draft` until the group has chosen.";
    Some(check.say(&book.community.span, "This handbook has no `values.md`.", mend))
}

/// The minutes in which a group can agree, more than a look at an agreement.
const TO_AGREE: u32 = 10;

pub fn values_not_agreed(context: &Context, check: &Check) -> Option<Diagnostic> {
    let values = context.book.values.as_ref().filter(|values| !context.is_hidden(&values.meta))?;
    let first = context.sessions.iter().filter_map(|session| session.day()).min().filter(|day| *day < context.today)?;
    let is_draft = values.status == Some(ValuesStatus::Draft) && values.agreed_on.is_none();
    let is_planned = |plan: &SessionPlan| {
        let mut values = plan.laid.segments.iter().filter(|timed| timed.kind == Some(SegmentKind::Values));
        values.any(|timed| timed.minutes.is_some_and(|minutes| minutes >= TO_AGREE))
    };
    if !is_draft || values.agreed_at.is_some() || context.plans.iter().any(is_planned) {
        return None;
    }
    let seen = format!("The first session was on {}, and these values are still a draft.", words(first));
    let mend = "Give them ten minutes of the next session, and write `status: agreed` here when they are.";
    Some(check.say(&values.meta.span, &seen, mend))
}

pub fn group_size(context: &Context, check: &Check) -> Option<Diagnostic> {
    let community = &context.book.community;
    let good = context.numbers.group_size;
    if !context.is_active() || !context.is_grown() {
        return None;
    }
    let Some(size) = community.group_size else {
        let good = format!("`group_size: {} to {}`", good.least, good.most);
        let mend = format!("Write how many people you are or want to be, such as {good}; rooms and rounds need it.");
        let found = check.say(&community.span, "`community.yml` has no `group_size`.", mend);
        return Some(Diagnostic { severity: Severity::Note, ..found });
    };
    let (most, least, good) = (size.most, good.least, good.most);
    let mend = match most {
        many if many > good => "two groups that share a handbook",
        few if few < least => "who else might come",
        _ => return None,
    };
    let seen = format!("This group has up to {most} people, and {least} to {good} make a good group.");
    let mend = format!("Consider {mend}; or set your own number: `checks: {{group_size: {most}}}`.");
    Some(check.say(community.group_size_span.as_ref().unwrap_or(&community.span), &seen, mend))
}

pub fn no_contact(context: &Context, check: &Check) -> Option<Diagnostic> {
    let community = &context.book.community;
    let by_contact =
        community.contact.as_ref().is_some_and(|contact| contact.email.is_some() || contact.phone.is_some());
    // Whoever has a file that cannot be read may have an address there.
    let is_known = by_contact
        || community.facilitators.iter().any(|who| match context.book.who(&who.value) {
            Some(who) => who.email.is_some() || context.broken.contains(&who.meta.file),
            None => context.book.index.unread.may_hold(EntryKind::Person, &who.value),
        });
    if is_known || community.status == CommunityStatus::Closed || !context.is_grown() {
        return None;
    }
    let seen = "Neither `contact` nor a facilitator has an email address or a phone number.";
    let mend = "Write it in `community.yml`: `contact: {name: ..., email: ...}`; an address for the group will do.";
    Some(check.say(&community.span, seen, mend))
}

pub fn no_channel(context: &Context, check: &Check) -> Option<Diagnostic> {
    let book = context.book;
    let coming = context.coming().count();
    let is_told = !book.community.where_we_talk.is_empty() || book.scenarios.iter().any(|one| one.place.is_some());
    if is_told || coming < 2 || !context.is_active() || !context.is_grown() {
        return None;
    }
    let seen = format!("{coming} sessions are to come, and `community.yml` has no `where_we_talk`.");
    let mend =
        "Name the place where members talk in between, such as `where_we_talk: [{name: Email list, use: reminders}]`.";
    Some(check.say(&book.community.span, &seen, mend))
}

pub fn no_mentor(context: &Context, check: &Check) -> Option<Diagnostic> {
    let community = &context.book.community;
    let has_mentor = !matches!(community.mentor, Mentor::Unsaid)
        || context.book.people.iter().any(|person| person.role.to_lowercase().contains("mentor"));
    if has_mentor || community.facilitators.is_empty() || !context.is_active() {
        return None;
    }
    let mend = "Write who it is, `mentor: NAME`, or `mentor: none`.";
    Some(check.say(&community.span, "`community.yml` has no `mentor` for the facilitators.", mend))
}

pub fn reminder_two_days(context: &Context, check: &Check) -> Option<Diagnostic> {
    let least = context.numbers.reminder_days;
    let first = context.book.community.calendar.reminders.iter().max_by_key(|reminder| reminder.value)?;
    let seen = match first.value {
        days if days >= least || !context.is_active() => return None,
        0 => "Members are reminded only on the day of a session.".to_owned(),
        days => format!("Members are first reminded {} before a session.", count(days, "day")),
    };
    Some(check.say(&first.span, &seen, format!("Write `reminders: [7 days, {least} days]` below `calendar:`.")))
}

/// Looks for the word in titles of sessions and series and in the community's own words.
pub fn not_a_webinar(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let words = &book.community.words;
    let has = |text: &str| {
        let is_word = |word: &str| ["webinar", "webinars"].contains(&word.to_lowercase().as_str());
        // Text between quotation marks is the name of something else.
        !text.contains(['“', '"', '«', '„']) && text.split(|c: char| !c.is_alphanumeric()).any(is_word)
    };
    let house = [&words.session, &words.sessions].into_iter().flatten().map(|word| (&book.community.span, word));
    let series = book.series.iter().map(|series| &series.meta).filter(|meta| !context.is_hidden(meta));
    let titles = context.coming().map(|session| &session.meta).chain(series).map(|meta| (&meta.span, &meta.title));
    let say = |(span, text): (&Span, &String)| {
        let mend = "Use another word, such as session or circle.";
        check.say(span, &format!("The name “{text}” has the word webinar in it."), mend)
    };
    house.chain(titles).filter(|(_, text)| has(text)).map(say).collect()
}

#[cfg(test)]
mod tests;
