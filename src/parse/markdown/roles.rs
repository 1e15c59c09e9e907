//! Which headings have a meaning, with all their synonyms.

use crate::handbook::Role;

/// The meaning of a session's headings, with all synonyms.
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

/// Whether a heading is one that an agenda stands under: one of its names, alone or as people lengthen it (`Our agenda`,
/// `📋 Agenda`, `Agenda items (draft)`, `Agenda for 3 March`, `Plan for the evening`, `Order of the day`).
fn names_the_agenda(text: &str) -> bool {
    const NAMES: [&str; 24] = [
        "agenda",
        "outline",
        "schedule",
        "plan",
        "program",
        "programme",
        "running order",
        "timetable",
        "run of show",
        "tagesordnung",
        "ablauf",
        "programm",
        "zeitplan",
        "ordre du jour",
        "déroulé",
        "déroulement",
        "orden del día",
        "programa",
        "pauta",
        "ordine del giorno",
        "programma",
        "scaletta",
        "dagorde",
        "agendapunten",
    ];
    const BEFORE: [&str; 18] = [
        "the",
        "our",
        "today's",
        "tonight's",
        "draft",
        "proposed",
        "meeting",
        "session",
        "workshop",
        "class",
        "call",
        "course",
        "detailed",
        "tentative",
        "preliminary",
        "suggested",
        "full",
        "daily",
    ];
    const ALONE: [&str; 7] =
        ["tagesordnung", "ablauf", "ordre du jour", "déroulé", "déroulement", "orden del día", "ordine del giorno"];
    const MEETINGS: [&str; 7] = ["day", "morning", "afternoon", "evening", "night", "session", "meeting"];
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let text = text.rsplit_once(" (").filter(|_| text.ends_with(')')).map_or(text, |(before, _)| before);
    let text = text.strip_suffix(" items").unwrap_or(text);
    let mut text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| BEFORE.contains(word)) {
        text = rest;
    }
    if NAMES.contains(&text) {
        return true;
    }
    if ALONE.iter().any(|name| text.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))) {
        return true;
    }
    // Whatever an agenda is for, and whoever's it is, it is one.
    if text.strip_suffix(" agenda").is_some_and(|whose| whose.split(' ').count() <= 6) {
        return true;
    }
    if text.split_once(" agenda ").is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    if let Some(rest) = text.strip_prefix("agenda") {
        let rest = rest.trim_start();
        let signs = ["for ", "of ", "- ", "– ", "— ", ": ", "| "];
        return signs.iter().any(|sign| rest.starts_with(sign)) || rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let joined = [" of the ", " for the ", " of our ", " for our ", " for this ", " for "];
    let Some((name, of)) = joined.iter().find_map(|word| text.split_once(word)) else { return false };
    (name == "order" || NAMES.contains(&name)) && (MEETINGS.contains(&of) || matches!(of, "today" | "tonight"))
}

/// The meaning of a method's headings.
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

/// The meaning of a scenario's headings.
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

/// For entries whose headings are all just content.
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
