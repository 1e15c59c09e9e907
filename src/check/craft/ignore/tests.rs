//! Advice that is left out, and advice that cannot be.

use super::*;
use crate::check::craft::fixture::{COMMUNITY, handbook, said};
use crate::redact::Drafts;
use crate::source::Span;

const NONE: [&str; 0] = [];
/// An agenda that begins late, and gives no other advice.
const SLOW: &str =
    "We draw.\n\n## Agenda\n- 14 min: Lecture\n- 36 min: Check-in\n- 20 min: Quiet writing\n- 20 min: Share back\n";

/// Returns the diagnostics of a session with these `fields` in a handbook with those `checks`.
fn told(fields: &str, checks: &str) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n{fields}---\n{SLOW}");
    let community = format!("{COMMUNITY}{checks}");
    let before = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    let files = [("community.yml", &*community), ("sessions/0.md", before), ("sessions/a.md", &session)];
    let code = |text: String| text.split("]: ").next().unwrap_or_default().to_owned() + "]";
    said(&files).into_iter().map(code).collect()
}

#[test]
fn a_reason_beside_it_or_for_all_silences_it() {
    assert_eq!(told("", ""), ["sessions/a.md \"14 min: Lecture\" nudge[long-introduction]"]);
    assert_eq!(told("ignore: {long-introduction: we like news}\n", ""), NONE);
    assert_eq!(told("", "checks: {ignore: {long-introduction: we like news}}\n"), NONE);
    assert_eq!(
        told("ignore: {long-introduction: here}\n", "checks: {ignore: {long-introduction: everywhere}}\n"),
        ["community.yml \"long-introduction\" note[silence-unused]"]
    );
}

#[test]
fn what_silences_nothing_is_told() {
    let other = "ignore: {no-reflection: we draw}\n";
    assert_eq!(
        told(&other.replace("no-", "long-introduction: news, no-"), ""),
        ["sessions/a.md \"no-reflection\" note[silence-unused]"]
    );
    assert_eq!(
        told("ignore: {long-introduction: news, no-reflexion: x}\n", ""),
        ["sessions/a.md \"no-reflexion\" warning[silence-unknown]"]
    );
    // Not while it is hidden, and not when it is over.
    assert_eq!(told(&format!("draft: true\n{other}"), ""), NONE);
    assert_eq!(told(&format!("status: cancelled\n{other}"), ""), NONE);
}

#[test]
fn what_takes_an_item_off_the_checklist_is_no_mistake() {
    assert_eq!(told("ignore: {no-reading: we sing, long-introduction: news}\n", ""), NONE);
}

#[test]
fn a_mark_is_not_looked_for_while_there_are_none() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\nignore: {no-reflection: rest}\n---\nWe draw.\n\n\
                   ## Agenda\n- 30 min: A\n- 30 min: B\n- 30 min: C\n";
    let found = said(&[("community.yml", COMMUNITY), ("sessions/a.md", session)]);
    assert!(!found.iter().any(|text| text.contains("[silence-unused]")), "{found:?}");
}

#[test]
fn what_is_told_on_request_may_be_silenced_and_need_not_be_told() {
    assert_eq!(told("ignore: {link-dead: moving, long-introduction: news}\n", ""), NONE);
    let unknown = told("ignore: {link-ded: moving, long-introduction: news}\n", "");
    assert_eq!(unknown, ["sessions/a.md \"link-ded\" warning[silence-unknown]"]);
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\nignore: {link-unsure: people only}\n---\n";
    let (handbook, _) = handbook(&[("community.yml", COMMUNITY), ("sessions/a.md", session)]);
    let context = Context::new(&handbook, jiff::civil::date(2026, 11, 22), Drafts::Left, &[]);
    let at = |code, file: &str| Diagnostic::note(code, Span::whole(&file.into()), "");
    let said =
        vec![at("link-unsure", "sessions/a.md"), at("link-unsure", "community.yml"), at("link-dead", "sessions/a.md")];
    let left = without_ignored_later(&context, said);
    assert_eq!(left.iter().map(|found| found.code).collect::<Vec<_>>(), ["link-unsure", "link-dead"]);
}

#[test]
fn an_item_of_a_list_silences_itself_alone() {
    let body = SLOW.replace('\n', "\n    ");
    let item = |id: &str, ignore: &str| {
        format!(
            "- id: {id}\n  title: Session {id}\n  date: 2026-12-0{id}\n  time: 6:30-8 pm\n{ignore}  text: |\n    {body}\n"
        )
    };
    let list = item("1", "") + &item("2", "  ignore: {long-introduction: news}\n") + &item("3", "");
    let before = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    let files = [("community.yml", COMMUNITY), ("sessions/0.md", before), ("sessions.yml", &*list)];
    let told = said(&files);
    assert_eq!(told.iter().filter(|text| text.contains("[long-introduction]")).count(), 2, "{told:#?}");
    assert_eq!(told.iter().filter(|text| text.contains("[silence-unused]")).count(), 0, "{told:#?}");
}
