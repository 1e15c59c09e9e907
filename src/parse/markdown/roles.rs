//! The headings that have a meaning, with all their synonyms.

use crate::handbook::Role;

use super::agenda_heading::names_the_agenda;

/// Returns the meaning of a session's heading, with all synonyms.
#[must_use]
pub fn session_roles(level: u8, text: &str, around: Option<Role>) -> Option<Role> {
    if level > 2 {
        return if around == Some(Role::WhatHappened) { notes_roles(text) } else { None };
    }
    if names_the_agenda(text) {
        return Some(Role::Agenda);
    }
    match text {
        "purpose" | "goals" | "goal" | "why" => Some(Role::Purpose),
        "prepare" | "before" | "how to prepare" => Some(Role::Prepare),
        "bring" => Some(Role::Bring),
        "journal prompt" | "reflection" => Some(Role::JournalPrompt),
        "between sessions" | "homework" | "after" | "to try" => Some(Role::BetweenSessions),
        "what happened" | "notes" | "summary" => Some(Role::WhatHappened),
        _ => None,
    }
}

/// Returns the meaning of a method's heading.
#[must_use]
pub fn method_roles(level: u8, text: &str, _around: Option<Role>) -> Option<Role> {
    match (level, text) {
        (2, "invitation") => Some(Role::Invitation),
        (2, "set-up" | "set up" | "setup") => Some(Role::SetUp),
        (2, "who takes part") => Some(Role::WhoTakesPart),
        (2, "steps") => Some(Role::Steps),
        _ => None,
    }
}

/// Returns the meaning of a scenario's heading.
pub fn scenario_roles(level: u8, text: &str, around: Option<Role>) -> Option<Role> {
    if level > 2 {
        return if matches!(around, Some(Role::Summary(_))) { notes_roles(text) } else { None };
    }
    match text {
        "the story" | "story" => Some(Role::Story),
        "the question" | "question" => Some(Role::Question),
        "what we would like from you" | "what we'd like from you" => Some(Role::Asks),
        "where and how to answer" => Some(Role::HowToAnswer),
        "a response to get us started" => Some(Role::Response),
        _ => {
            let round = |rest: Option<&str>| rest.and_then(number);
            round(text.strip_prefix("summary of round "))
                .map(Role::Summary)
                .or_else(|| round(text.strip_prefix("round ")?.strip_suffix(" summary")).map(Role::Summary))
                .or_else(|| round(text.strip_prefix("round ")?.strip_suffix(" question")).map(Role::RoundQuestion))
        }
    }
}

/// Returns no meaning, for entries whose headings are all just content.
#[must_use]
pub fn no_roles(_level: u8, _text: &str, _around: Option<Role>) -> Option<Role> {
    None
}

fn notes_roles(text: &str) -> Option<Role> {
    match text {
        "themes" => Some(Role::Themes),
        "connections" => Some(Role::Connections),
        "ideas and links" | "ideas & links" => Some(Role::IdeasAndLinks),
        "we tried" | "what we tried" => Some(Role::WeTried),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    match text {
        "one" => Some(1),
        "two" => Some(2),
        "three" => Some(3),
        "four" => Some(4),
        "five" => Some(5),
        _ => text.parse().ok().filter(|n| *n > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::{scenario_roles, session_roles};
    use crate::handbook::Role;

    #[test]
    fn an_agenda_is_called_by_many_names() {
        for name in [
            "agenda",
            "our plan",
            "running order",
            "order of the morning",
            "plan for tonight",
            "schedule of the day",
            "📋 agenda",
            "agenda items",
            "agenda (draft)",
            "agenda for 3 march",
            "meeting agenda",
            "workshop schedule",
            "stage 9: week 1 kickoff meeting agenda",
            "agenda 03.12",
            "tagesordnung",
            "workshop-agenda",
            "moss meeting schedule",
            "programma dag 1",
            "au programme de la soirée :",
            "vorlage tagesordnung",
        ] {
            assert_eq!(session_roles(2, name, None), Some(Role::Agenda), "{name}");
        }
        for name in [
            "order",
            "order of the books",
            "plan of the house",
            "the plan we drew",
            "for the evening",
            "plan b",
            "agendas",
            "schedule of fees",
            "bus schedule",
            "programme of works",
            "au programme des travaux",
            "day plan b",
        ] {
            assert_eq!(session_roles(2, name, None), None, "{name}");
        }
    }

    #[test]
    fn synonyms_and_rounds() {
        assert_eq!(session_roles(2, "homework", None), Some(Role::BetweenSessions));
        assert_eq!(session_roles(3, "themes", Some(Role::WhatHappened)), Some(Role::Themes));
        assert_eq!(session_roles(3, "themes", None), None);
        assert_eq!(scenario_roles(2, "summary of round 2", None), Some(Role::Summary(2)));
        assert_eq!(scenario_roles(2, "round two question", None), Some(Role::RoundQuestion(2)));
        assert_eq!(scenario_roles(2, "round of applause", None), None);
    }
}
