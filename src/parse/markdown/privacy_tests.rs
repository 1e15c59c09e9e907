//! Tests that what facilitators keep for themselves stays out of the page, however it is nested and whatever stands
//! around it.

use proptest::prelude::*;

use crate::diagnostic::has_errors;

use super::tests::{html, says};
use super::{MarkdownText, RenderedText, body, session_roles};

const CANARY: &str = "CANARY";

#[derive(Debug, Clone)]
enum PlantedNode {
    Words,
    Heading(usize),
    Definition,
    Footnote,
    Table,
    List(Vec<PlantedNode>),
    Quote(Vec<PlantedNode>),
    Alert(Vec<PlantedNode>),
    /// A callout with words on the marker's line, and with lines that lazily belong to the last paragraph.
    Callout(bool, bool, Vec<PlantedNode>),
}

fn node() -> impl Strategy<Value = PlantedNode> {
    let leaf = prop_oneof![
        4 => Just(PlantedNode::Words),
        1 => (2_usize..5).prop_map(PlantedNode::Heading),
        1 => Just(PlantedNode::Definition),
        1 => Just(PlantedNode::Footnote),
        1 => Just(PlantedNode::Table),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let many = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            many().prop_map(PlantedNode::List),
            many().prop_map(PlantedNode::Quote),
            many().prop_map(PlantedNode::Alert),
            (any::<bool>(), any::<bool>(), many())
                .prop_map(|(same, lazy, nodes)| PlantedNode::Callout(same, lazy, nodes)),
        ]
    })
}

/// Returns the lines of a node; secret words are canaries.
fn lines(node: &PlantedNode, secret: bool) -> Vec<String> {
    let word = if secret { CANARY } else { "public" };
    let all = |nodes: &[PlantedNode], secret: bool| -> Vec<String> {
        let blocks: Vec<_> = nodes.iter().map(|node| lines(node, secret)).collect();
        blocks.join(&String::new())
    };
    let quoted = |lines: Vec<String>| lines.into_iter().map(|line| format!("> {line}")).collect::<Vec<_>>();
    match node {
        PlantedNode::Words => {
            vec![format!("{word} *{word}* [{word}]({word}.md) `{word}`"), format!("https://{word}.org [x] [^x]")]
        }
        PlantedNode::Heading(level) => vec![format!("{} {word}", "#".repeat(*level))],
        PlantedNode::Definition => vec![format!("[x]: https://{word}.org")],
        PlantedNode::Footnote => vec![format!("[^x]: {word}")],
        PlantedNode::Table => vec![format!("| {word} | b |"), "|---|---|".into(), format!("| {word} | d |")],
        PlantedNode::List(nodes) => {
            let mut item = all(nodes, secret).into_iter();
            let first = format!("- {}", item.next().unwrap_or_default());
            std::iter::once(first).chain(item.map(|line| format!("  {line}"))).collect()
        }
        PlantedNode::Quote(nodes) => quoted(all(nodes, secret)),
        PlantedNode::Alert(nodes) => quoted(std::iter::once("[!note]".to_owned()).chain(all(nodes, secret)).collect()),
        PlantedNode::Callout(same, lazy, nodes) => {
            let marker = if *same { format!("[!Facilitator] {CANARY}") } else { "[!facilitator]".to_owned() };
            let mut inside = vec![marker, String::new()];
            inside.extend(all(nodes, true));
            let mut lines = quoted(inside);
            if *lazy {
                lines.push(format!("> {CANARY}"));
                lines.push(format!("{CANARY} lazy"));
            }
            lines
        }
    }
}

fn written(markdown: &str) -> RenderedText {
    body(&MarkdownText { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] }, session_roles, None)
}

/// Returns everything a page could be made of, without the callouts.
fn published(written: &RenderedText) -> String {
    let mut all = format!("{:?} {:?} {:?}", written.body, written.agenda, written.anchors);
    for section in &written.body.sections {
        all.push_str(&section.prose.plain());
    }
    all.to_uppercase()
}

proptest! {
    #[test]
    fn nested_callouts_never_reach_the_page(nodes in prop::collection::vec(node(), 1..5), heading in any::<bool>()) {
        let heading = if heading { "## Agenda\n\n" } else { "" };
        let blocks: Vec<_> = nodes.iter().map(|node| lines(node, false).join("\n")).collect();
        let markdown = format!("{heading}{}\n\n[x] [^x]", blocks.join("\n\n"));
        let written = written(&markdown);
        let leaked = published(&written).contains(CANARY);
        prop_assert!(!leaked || has_errors(&written.diagnostics), "{}", markdown);
        if markdown.contains(CANARY) && !has_errors(&written.diagnostics) {
            prop_assert!(!written.callouts.is_empty());
        }
    }

    /// Tests broken Markdown of any sort: a marker's line is private, or the build stops.
    #[test]
    fn a_marker_hides_its_line_or_is_an_error(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "> ", ">", "\n", "\n", "\n\n", "- ", "1. ", "    ", "\t", "# ", "## Agenda\n", "[!facilitator] CANARY",
                "> [!facilitator] CANARY", "word", "5 min: ", "<div>", "<b>", "<!--", "-->", "|", "|---|\n", "\\", "*",
                "**", "[^a]: ", "[a]: ", "[", "]", "](x)", "!", "Lead: ", ": ", "é", "[!note]", "---\n",
            ]),
            0..24,
        )
    ) {
        let markdown = parts.concat();
        let written = written(&markdown);
        prop_assert!(!published(&written).contains(CANARY) || has_errors(&written.diagnostics), "{:?}", markdown);
    }

    #[test]
    fn any_text_is_survived(markdown in "\\PC{0,40}(\n\\PC{0,20}){0,4}") {
        let written = written(&markdown);
        for diagnostic in &written.diagnostics {
            let range = diagnostic.span.as_ref().map_or(0..0, crate::source::Span::range);
            prop_assert!(markdown.get(range).is_some());
        }
    }
}

#[test]
fn a_marker_that_is_nearly_one_keeps_its_quote_private_and_is_an_error() {
    for marker in [
        "[facilitators]",
        "![facilitator]",
        "! [facilitator]",
        "!\\[facilitator\\]",
        "(!facilitator)",
        "!facilitator",
        "**[!facilitator]**",
    ] {
        let markdown = format!("a\n\n> {marker}\n> SECRET\n\nb");
        assert_eq!(
            says(&markdown),
            [format!(
                "unknown-callout: {marker}: `{marker}` is not a known kind of callout; did you mean `[!facilitator]`? | \
                 Write `> [!facilitator]` if it is for facilitators only; if all may read it, begin the quote with other words."
            )]
        );
        assert_eq!(html(&markdown), "<p>a</p>\n<p>b</p>");
    }
}

#[test]
fn a_facilitator_callout_without_words_is_an_error() {
    for markdown in ["> [!facilitator]\n\na", "> [!facilitator]\n>\n\n> a", "> [!facilitator]:"] {
        assert_eq!(
            says(markdown),
            [
                "unknown-callout: [!facilitator]: This facilitator callout is empty. Handbound publishes the lines below it that do not begin with `>`. | \
                 Begin each line that belongs to it with `> `, also the blank lines between them, or take it out."
            ],
            "{markdown}"
        );
    }
}
