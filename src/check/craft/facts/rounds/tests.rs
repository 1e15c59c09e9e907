//! What happens with the answers.

use crate::check::craft::fixture::of_files;

const NONE: [&str; 0] = [];
const TEXT: &str = "## The story\na\n## The question\nb\n## What we would like from you\n1. c\n2. d\n";

fn told(id: &str, community: &str, fields: &str, more: &str) -> Vec<String> {
    let scenario = format!("---\ntitle: Boots\n{fields}---\n{TEXT}{more}");
    of_files(id, community, &[("scenarios/boots.md", &scenario)])
}

fn chain(fields: &str, more: &str) -> Vec<String> {
    told("scenario-chain", "", fields, more)
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
    told("reply-promise", community, &format!("{OPEN}{fields}"), "")
}

#[test]
fn an_open_scenario_without_a_promise_is_noted() {
    assert_eq!(
        reply("", ""),
        ["scenarios/boots.md \"Boots\" note[reply-promise]: This scenario is open, and does not say when somebody \
             replies. People who get no reply do not write again (facilitators' guide). / Write `reply_within: 1 \
             day`, and take turns."]
    );
    assert_eq!(
        reply("", "reply_within: 3 days\n"),
        ["scenarios/boots.md \"3 days\" note[reply-promise]: Replies are promised within 3 days. People who get \
             no reply do not write again (facilitators' guide). / Promise a day: `reply_within: 1 day`, and take \
             turns."]
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
        assert_eq!(told("reply-promise", "", fields, ""), NONE, "{fields}");
    }
}
