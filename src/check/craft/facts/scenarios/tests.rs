//! Advice on scenarios and on what happens with the answers.

use crate::check::craft::fixture::of_files;

const NONE: [&str; 0] = [];
const PEOPLE: &str = "- {id: ana, name: Ana Reyes}\n- {id: tobias, name: Tobias Oke}\n";
const FIELDS: &str =
    "opens: 2026-11-20\ncloses: 2026-12-08\nwhere: Forum\nseeded_by: [ana, tobias]\nreply_within: 1 day\n";
const ASKS: &str = "## What we would like from you\n1. Describe one thing.\n2. Say why.\n";
const HOW: &str = "## Where and how to answer\nOn the forum, about 150 words, by Friday.\n";
const MODEL: &str = "## A response to get us started\nI would ask.\n";

fn told(id: &str, fields: &str, text: &str) -> Vec<String> {
    let scenario = format!("---\ntitle: Boots\n{fields}---\n## The story\na\n## The question\nb\n{text}");
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n";
    of_files(id, "", &[("people.yml", PEOPLE), ("scenarios/boots.md", &scenario), ("sessions/a.md", session)])
}

const ALL: [&str; 4] = ["scenario-asks", "scenario-model", "scenario-two-responders", "scenario-how"];

fn any(fields: &str, text: &str) -> Vec<String> {
    ALL.iter().flat_map(|id| told(id, fields, text)).collect()
}

#[test]
fn one_missing_thing_is_told_by_its_own_check() {
    let one_ask = ASKS.replace("2. Say why.\n", "");
    assert_eq!(
        any(FIELDS, &format!("{one_ask}{HOW}{MODEL}")),
        ["scenarios/boots.md \"## What we would like from you\" nudge[scenario-asks]: This scenario has 1 \
             ask. People answer sooner when they see what an answer is (facilitators' guide). / Write two or three, \
             each on a line of its own (`1. Describe ...`)."]
    );
    assert_eq!(
        any(FIELDS, &format!("{ASKS}{HOW}")),
        ["scenarios/boots.md \"Boots\" nudge[scenario-model]: This scenario shows no response. A first answer \
             shows how long and how open the others may be (facilitators' guide). / Add `## A response to get us \
             started` with a few lines as you hope for them."]
    );
    assert_eq!(
        any(&FIELDS.replace("[ana, tobias]", "[ana]"), &format!("{ASKS}{HOW}{MODEL}")),
        ["scenarios/boots.md \"Boots\" nudge[scenario-two-responders]: This scenario names one person who answers \
             first. Nobody likes to go first (facilitators' guide). / Add two people who promise to answer in the \
             first days (`seeded_by: [one, two]`)."]
    );
    assert_eq!(
        any(&FIELDS.replace("where: Forum\n", ""), &format!("{ASKS}{MODEL}")),
        [
            "scenarios/boots.md \"Boots\" nudge[scenario-how]: This scenario does not say where to answer. People who have to guess where an answer goes do not write it (facilitators' guide). / Add \
             `## Where and how to answer`, such as “On the forum, about 150 words, by Friday”."
        ]
    );
}

#[test]
fn several_missing_things_are_told_each_by_its_check() {
    let bare = "## What we would like from you\nTell us.\n";
    let told = any("", bare);
    let seen =
        ["has no list of asks.", "shows no response.", "names nobody who", "not say where to answer and until when."];
    assert!(told.len() == 4 && told.iter().zip(seen).all(|(told, seen)| told.contains(seen)), "{told:?}");
    assert_eq!(any("ignore: {scenario-asks: one is enough}\n", bare), told[1..]);
}

#[test]
fn a_whole_scenario_is_not_told_whatever_its_shape() {
    let text = format!("{ASKS}{HOW}{MODEL}");
    assert_eq!(any(FIELDS, &text), NONE);
    // The end is in the text; the place and the end in the fields; both asks are one choice.
    assert_eq!(any(&FIELDS.replace("closes: 2026-12-08\n", ""), &text), NONE);
    assert_eq!(any(&FIELDS.replace("where: Forum\n", ""), &text), NONE);
    assert_eq!(any(FIELDS, &format!("{ASKS}{MODEL}")), NONE);
    assert_eq!(any(FIELDS, &format!("{}{HOW}{MODEL}", ASKS.replace("Say why", "If you can, add a sketch"))), NONE);
    // Talked about in a session.
    assert_eq!(any("for_session: a\n", &format!("{ASKS}{MODEL}")), NONE);
}

#[test]
fn what_is_closed_or_a_draft_is_left_as_it_is() {
    let bare = "## What we would like from you\nTell us.\n";
    assert_eq!(any("closes: 2026-11-21\n", bare), NONE);
    assert_eq!(any("draft: true\n", bare), NONE);
    assert_eq!(any("audience: facilitators\n", bare), NONE);
    assert_eq!(any("closes: 2026-11-22\n", bare).len(), 4);
}

const TEXT: &str = "## The story\na\n## The question\nb\n## What we would like from you\n1. c\n2. d\n";

fn answered(id: &str, community: &str, fields: &str, more: &str) -> Vec<String> {
    let scenario = format!("---\ntitle: Boots\n{fields}---\n{TEXT}{more}");
    of_files(id, community, &[("scenarios/boots.md", &scenario)])
}

fn chain(fields: &str, more: &str) -> Vec<String> {
    answered("scenario-chain", "", fields, more)
}

#[test]
fn a_round_without_a_summary_of_the_one_before_is_told() {
    assert_eq!(
        chain("opens: 2026-11-01\n", "## Round 2 question\ne\n"),
        ["scenarios/boots.md \"## Round 2 question\" nudge[scenario-chain]: Round 2 has its question, and round 1 \
             is not summed up yet. People who see what became of their answer write again (facilitators' guide). / \
             Add `## Summary of round 1` with what people said, without their names."]
    );
}

#[test]
fn a_scenario_that_closed_without_a_summary_is_told() {
    assert_eq!(
        chain("closes: 2026-11-07\n", ""),
        ["scenarios/boots.md \"2026-11-07\" nudge[scenario-chain]: This closed 15 days ago, on 7 November 2026, \
             and its answers are not summed up. People who see what became of their answer write again \
             (facilitators' guide). / Add `## Summary of round 1` with what people said, without their names."]
    );
    let second = chain("closes: 2026-11-07\n", "## Summary of round 1\ne\n## Round 2 question\nf\n");
    assert!(second.len() == 1 && second[0].contains("`## Summary of round 2`"), "{second:?}");
}

#[test]
fn a_chain_that_holds_or_may_still_is_not() {
    for (fields, more) in [
        ("closes: 2026-11-08\n", ""),
        ("closes: 2026-12-08\n", ""),
        ("", ""),
        ("closes: 2026-10-07\n", "## Summary of round 1\ne\n"),
        ("closes: 2026-10-07\n", "## Summary of round 1\ne\n## Round 2 question\nf\n## Summary of round 2\ng\n"),
        ("closes: 2026-10-07\ndraft: true\n", ""),
        ("closes: 2025-10-07\n", ""),
    ] {
        assert_eq!(chain(fields, more), NONE, "{fields} {more}");
    }
}

const OPEN: &str = "opens: 2026-11-20\ncloses: 2026-12-08\n";

fn reply(community: &str, fields: &str) -> Vec<String> {
    answered("reply-promise", community, &format!("{OPEN}{fields}"), "")
}

#[test]
fn an_open_scenario_without_a_promise_is_noted() {
    assert_eq!(
        reply("", ""),
        ["scenarios/boots.md \"Boots\" note[reply-promise]: This scenario is open, and does not say when somebody \
             replies. People who get no reply do not write again (facilitators' guide). / Promise a reply \
             within a day, `reply_within: 1 day`, and take turns."]
    );
    assert_eq!(
        reply("", "reply_within: 3 days\n"),
        ["scenarios/boots.md \"3 days\" note[reply-promise]: Replies are promised within 3 days. People who get \
             no reply do not write again (facilitators' guide). / Promise a reply within a day, `reply_within: 1 day`, \
             and take turns."]
    );
    assert_eq!(reply("", "reply_within: a week\n").len(), 1);
}

#[test]
fn a_promise_of_a_day_in_any_words_is_none() {
    for fields in ["1 day", "same day", "24 hours", "a few hours", "a day or so", "one day"] {
        assert_eq!(reply("", &format!("reply_within: {fields}\n")), NONE, "{fields}");
    }
    let channels = "where_we_talk: [{name: Online forum, reply_within: 1 day}, {name: Mail}]\n";
    assert_eq!(reply(channels, "where: the online forum\n"), NONE);
    assert_eq!(reply(channels, "where: Forum\n"), NONE);
    assert_eq!(reply(channels, "where: Mail\n").len(), 1);
    // Not open today.
    for fields in ["", "opens: 2026-11-23\n", "opens: 2026-11-01\ncloses: 2026-11-21\n", "closes: 2026-12-08\n"] {
        assert_eq!(answered("reply-promise", "", fields, ""), NONE, "{fields}");
    }
}
