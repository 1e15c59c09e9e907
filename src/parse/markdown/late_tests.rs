//! Tests of what only a second look keeps from the page: comments after a fence that is none, notes that only callouts
//! mention, addresses that decode to something else.

use super::tests::{html, said, written};
use crate::handbook::prose::shown;

#[test]
fn comments_vanish_where_only_markdown_sees_that_they_are_no_code() {
    for markdown in ["1. Step\n\n   ```\n   code\n\nText\n\n<!-- ZQ -->", "> ```\n> code\n\n<!-- ZQ\n-->\n\nText"] {
        let found = written(markdown);
        assert!(!html(markdown).contains("ZQ"), "{markdown}");
        assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
        assert!(html(markdown).contains("Text"));
    }
}

#[test]
fn a_note_that_only_a_callout_mentions_stays_with_the_callouts() {
    let found = written("Hi[^b]\n\n> [!facilitator]\n> see[^a]\n\n[^a]: ZQ\n\n[^b]: open");
    assert!(shown(&found.body.footnotes).contains("open") && !shown(&found.body.footnotes).contains("ZQ"));
    assert!(found.callouts.iter().any(|callout| shown(&callout.prose).contains("ZQ")));
    let alone = written("> [!facilitator]\n> see[^a]\n\n[^a]: ZQ");
    assert!(alone.body.footnotes.is_empty());
}

#[test]
fn an_address_is_judged_by_what_it_decodes_to() {
    for (markdown, message) in [
        ("[x](javascript%3Aalert(1))", "Links may not begin with `javascript:`, so readers could not follow this one."),
        ("[x](https%3A//a.org)", "Links may not begin with `https:`, so readers could not follow this one."),
        ("[x](%2F%2Fa.org/x)", "This address begins with `//`, so its first part is missing."),
    ] {
        let found = said(markdown, &written(markdown).diagnostics);
        assert!(found.len() == 1 && found[0].contains(message), "{found:?}");
        assert!(!html(markdown).contains("href"), "{}", html(markdown));
    }
}

#[test]
fn what_stands_directly_below_a_callout_would_be_published() {
    for below in ["- ZQ", "1. ZQ", "```\nZQ\n```"] {
        let markdown = format!("> [!facilitator]\n> Watch out:\n{below}");
        let found = said(&markdown, &written(&markdown).diagnostics);
        assert!(found.iter().any(|said| said.starts_with("unknown-callout")), "{below}: {found:?}");
    }
    // The next part of an agenda may follow at once.
    assert!(written("## A\n> [!facilitator]\n> Go first.\n### 5 min - Next").diagnostics.is_empty());
}
