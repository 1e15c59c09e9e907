//! What a session is for.

use super::reading::{Reading, is_drop_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Role, Session};

pub const PURPOSE_MISSING: Check = Check {
    id: "purpose-missing",
    level: Severity::Nudge,
    subject: Subject::Session,
    rule: "A session says what it is for: a line at its beginning, or `## Purpose`. Where three or more of a season say \
           nothing, it is told once.",
    silent: "The agenda is still a sketch, the session repeats, something else is written before it, or its title is a question.",
    why: "People give an evening more gladly when they know what it is for",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(purpose_missing),
};

fn purpose_missing(reading: &Reading) -> Vec<Diagnostic> {
    let lacks = |session: &Session| {
        let text = &session.body.summary.html;
        // A picture alone says nothing of what for.
        let has_words = text.contains("<p>") && !(text.starts_with("<p><img") && text.matches("<p>").count() == 1);
        let is_told = |role: Option<Role>| !matches!(role, Some(Role::Agenda | Role::Bring | Role::WhatHappened));
        let told = session.body.sections.iter().take_while(|section| section.role != Some(Role::Agenda));
        let explained = session.body.section(Role::Purpose).is_some()
            || told.into_iter().any(|section| is_told(section.role) && !section.prose.is_empty())
            || session.agenda.as_ref().is_some_and(|agenda| !agenda.intro.is_empty());
        !has_words && text_is_no_list(text) && !explained && !session.meta.title.contains('?')
    };
    let lacking: Vec<&Session> = reading
        .finished()
        .map(|outline| outline.session)
        .filter(|session| !is_drop_in(session) && lacks(session))
        .collect();
    let seen = |_: &Session, count| match count {
        1 => "This session does not say what it is for.".to_owned(),
        count => format!("{count} coming sessions of this season do not say what they are for."),
    };
    let mend = "Begin with one line that says so, or write `## Purpose` with one or two lines below.";
    PURPOSE_MISSING.say_by_season(&lacking, seen, mend)
}

/// Whether nothing is listed there either: goals are often points.
fn text_is_no_list(html: &str) -> bool {
    !html.contains("<li")
}

#[cfg(test)]
mod tests;
