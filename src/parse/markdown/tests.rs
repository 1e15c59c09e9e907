//! Markdown and its HTML, with the smallest texts that show it.

use crate::diagnostic::Diagnostic;
use crate::handbook::Role;
use crate::handbook::prose::shown;

use super::{MarkdownText, RenderedText, body, no_roles, scenario, session_roles, value_text, values};

fn text(text: &str) -> MarkdownText<'_> {
    MarkdownText { file: "a.md".into(), text: text.into(), places: vec![(0, 0)] }
}

pub(super) fn written(markdown: &str) -> RenderedText {
    body(&text(markdown), session_roles, None)
}

pub(super) fn html(markdown: &str) -> String {
    shown(&written(markdown).body.summary)
}

/// Returns each diagnostic as `code: what it points at: message | help`.
pub(super) fn said(markdown: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let one = |d: &Diagnostic| {
        let at = d.span.as_ref().map_or("", |span| &markdown[span.range()]);
        format!("{}: {at}: {} | {}", d.code, d.message, d.help.as_deref().unwrap_or_default())
    };
    diagnostics.iter().map(one).collect()
}

pub(super) fn says(markdown: &str) -> Vec<String> {
    said(markdown, &written(markdown).diagnostics)
}

#[test]
fn paragraphs_lists_and_smart_punctuation() {
    assert_eq!(
        html("a *b* **c** `d<` \"e\" -- f's...\ng  \nh"),
        "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> “e” – f’s…\ng<br>\nh</p>"
    );
    assert_eq!(html("- a\n- b\n\n3. c"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n</ol>");
    assert_eq!(html("a\n: b"), "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>");
    assert_eq!(
        html("```rust\na < b\n```"),
        "<pre tabindex=\"0\"><code class=\"language-rust\">a &lt; b\n</code></pre>"
    );
    assert_eq!(html("> a\n> > b"), "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>");
}

#[test]
fn links_lead_inside_or_outside() {
    let written = written("[a](b%20c.md#d \"t\") [e](https://f.org/?g&h) <i@j.org> ![k](l.png)");
    assert_eq!(
        shown(&written.body.summary),
        "<p><a href=\"{b c.md#d}\" title=\"t\">a</a> <a href=\"https://f.org/?g&amp;h\">e</a> \
         <a href=\"mailto:i@j.org\">i@j.org</a> <img src=\"{l.png}\" alt=\"k\"></p>"
    );
    let link = written.body.summary.links().next().expect("a link");
    assert_eq!(link.span.range(), 4..14);
    assert!(written.diagnostics.is_empty());
}

#[test]
fn bare_addresses_for_mail_become_links() {
    let link = |address: &str| format!("<a href=\"mailto:{address}\">{address}</a>");
    assert_eq!(
        html("Ask wren_h_b@example.org or https://a.org/?to=b@c.org, *tobias@example.org*."),
        format!(
            "<p>Ask {} or <a href=\"https://a.org/?to=b@c.org\">https://a.org/?to=b@c.org</a>, <em>{}</em>.</p>",
            link("wren_h_b@example.org"),
            link("tobias@example.org")
        )
    );
    let mail = link("a@b.org");
    let site = |site: &str| format!("<a href=\"https://{site}\">{site}</a>");
    assert_eq!(
        html("a@b.org www.c.org a@b.org a@b.org www.d.org, www.e.org a@b.org"),
        format!(
            "<p>{mail} {} {mail} {mail} {}, {} {mail}</p>",
            site("www.c.org"),
            site("www.d.org"),
            site("www.e.org")
        )
    );
    for same in ["`wren@example.org`", "@wren@example.social", "wren at example.org"] {
        assert!(!html(same).contains("mailto"), "{same}");
    }
    assert_eq!(html("[wren@example.org](https://a.org)"), "<p><a href=\"https://a.org\">wren@example.org</a></p>");
}

#[test]
fn bare_addresses_become_links() {
    assert_eq!(
        html("See https://a.org/b_c_d?e&f. Or (www.g.org)"),
        "<p>See <a href=\"https://a.org/b_c_d?e&amp;f\">https://a.org/b_c_d?e&amp;f</a>. Or \
         (<a href=\"https://www.g.org\">www.g.org</a>)</p>"
    );
    assert_eq!(
        html("[https://a.org](https://b.org) `https://c.org`"),
        "<p><a href=\"https://b.org\">https://a.org</a> <code>https://c.org</code></p>"
    );
    assert_eq!(
        html("https://a.org--b *https://c.org*"),
        "<p><a href=\"https://a.org--b\">https://a.org--b</a> <em><a href=\"https://c.org\">https://c.org</a></em></p>"
    );
}

#[test]
fn a_scheme_that_does_not_pass_is_an_error() {
    assert_eq!(html("[a](javascript:b)"), "<p>a</p>");
    assert_eq!(
        says("[a](javascript:b) [c](//d.org)"),
        [
            "link-scheme: javascript:b: Links may not begin with `javascript:`, so readers could not follow this one. | \
             Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.",
            "link-scheme: //d.org: This address begins with `//`, so its first part is missing. | \
             Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.",
        ]
    );
}

#[test]
fn pictures_are_described_and_lie_in_the_folder() {
    assert_eq!(html("![](a.png \"decorative\")"), "<p><img src=\"{a.png}\" alt=\"\"></p>");
    assert!(says("![decorative](a.png)").is_empty());
    assert_eq!(
        says("![](a.png) ![b](https://c.org/d.png)"),
        [
            "picture-described: a.png: This picture has no description, so people who cannot see it learn nothing from \
             it. | Say in the square brackets what it shows, or write `decorative` there if it says nothing.",
            "outside-picture: https://c.org/d.png: This picture is on another site, and that site could record everyone who opens the page. | Save the picture beside this file and write its file name here.",
        ]
    );
}

#[test]
fn files_of_the_authors_own_computer() {
    assert_eq!(
        says("![b](C:\\Users\\me\\x.jpg) ![c](file:///home/me/x.jpg) [d](C:/x.pdf)"),
        [
            "missing-picture: C:\\Users\\me\\x.jpg: This picture is on your own computer, where readers' browsers cannot fetch it. | Save the picture beside this file and write its file name here.",
            "missing-picture: file:///home/me/x.jpg: This picture is on your own computer, where readers' browsers cannot fetch it. | Save the picture beside this file and write its file name here.",
            "link-scheme: C:/x.pdf: This file is on your own computer, where readers cannot reach it. | Copy it into the handbook, for example into `files/`, and write the path to it here.",
        ]
    );
}

#[test]
fn a_picture_inside_the_text_is_told_how_to_get_out() {
    let help = "Save the picture as a file beside this one and write `![what it shows](name.png)`. From Google Docs you get \
                the pictures as files with File > Download > Web page (.html, zipped).";
    let message =
        "This picture is not a file: all its data is inside the text, as Google Docs and other programs export it.";
    let markdown = "![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>\n";
    assert_eq!(says(markdown), [format!("picture-in-text: ![][image1]: {message} | {help}")]);
    assert_eq!(
        says("![Soup](data:image/gif;base64,R0lGOD==)\n"),
        [format!("picture-in-text: data:image/gif;base64,R0lGOD==: {message} | {help}")]
    );
    assert!(says("![Soup](https://example.org/a.png)\n")[0].starts_with("outside-picture"));
    assert_eq!(says("![Soup](data.png)\n"), [""; 0]);
}

#[test]
fn a_line_break_in_html_is_one() {
    assert_eq!(html("a<br>b<br/>c <BR />\nd<br clear=\"all\">e"), "<p>a<br>\nb<br>\nc <br>\n\nd<br>\ne</p>");
    assert_eq!(html("- a<br>b\n"), "<ul>\n<li>a<br>\nb</li>\n</ul>");
    assert!(html("| a |\n|---|\n| b<br>c |\n").contains("<td>b<br>\nc</td>"));
    assert_eq!(html("a\n\n<br>\n\nb\n"), "<p>a</p>\n<p>b</p>");
    assert_eq!(html("`<br>` \\<br>"), "<p><code>&lt;br&gt;</code> &lt;br&gt;</p>");
    for fine in ["a<br>b\n", "| a |\n|---|\n| b<br>c |\n", "a\n\n<br>\n<br/>\n\nb\n", "<br>\n**a**\n", "`<br>`\n"] {
        assert_eq!(says(fine), [""; 0], "{fine}");
    }
    assert_eq!(says("a <brx>").len(), 1);
}

#[test]
fn a_removed_comment_leaves_a_list_as_it_was() {
    let nested = "<ol>\n<li>Task reports\n<ol>\n<li>Garden</li>\n</ol>\n</li>\n</ol>";
    assert_eq!(html("1. Task reports\n    <!-- old -->\n    1. Garden\n"), nested);
    assert!(html("1. Task reports\n    <!-- 1. old -->\n    2. Garden\n").contains("<ol start=\"2\">\n<li>Garden"));
    assert_eq!(html("1. a\n<!-- old -->\n2. b\n"), "<ol>\n<li>a</li>\n<li>b</li>\n</ol>");
}

#[test]
fn a_film_that_is_embedded_is_to_be_a_link() {
    for tag in ["<iframe src=\"https://a.example\"></iframe>", "<video src=\"f.mp4\"></video>"] {
        let said = says(tag);
        assert!(
            said[0].ends_with(
                "| Write a link instead, such as `[The film](https://...)`: pages show nothing from another site."
            ),
            "{said:?}"
        );
    }
}

#[test]
fn raw_html_is_shown_with_one_warning_a_pair() {
    assert_eq!(html("a <b>c</b> <hr>"), "<p>a &lt;b&gt;c&lt;/b&gt; &lt;hr&gt;</p>");
    assert_eq!(html("<div class=\"x\">\na\n</div>"), "<p>&lt;div class=\"x\"&gt;\na\n&lt;/div&gt;</p>");
    let help = "Take the tag out and use Markdown, such as `**bold**`, `*italic*` or a blank line.";
    assert_eq!(
        says("a <b>c</b> <hr>\n\n<div class=\"x\">\n\nd\n\n</div>"),
        [
            format!("raw-html: <b>: `<b>` is HTML, and readers will see it just as you wrote it. | {help}"),
            format!("raw-html: <hr>: `<hr>` is HTML, and readers will see it just as you wrote it. | {help}"),
            format!(
                "raw-html: <div class=\"x\">: `<div ...>` is HTML, and readers will see it just as you wrote it. | {help}"
            ),
        ]
    );
}

#[test]
fn comments_vanish() {
    assert_eq!(html("a <!-- b\n\nc --> d"), "<p>a  d</p>");
    assert!(says("<!-- a <b> [c](javascript:d) -->").is_empty());
}

#[test]
fn alerts_tables_and_tasks() {
    assert_eq!(
        html("> [!NOTE]\n> a\n\n> [!tip] b"),
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">{note_alert}</p>\n<p>a</p>\n</div>\n\
         <div class=\"alert alert-tip\" role=\"note\"><p class=\"alert-title\">{tip_alert}</p>\n<p>b</p>\n</div>"
    );
    assert_eq!(
        html("|  | a |\n|---|--:|\n| b | c |"),
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{table_scrolls}\"><table><thead><tr><td></td>\
         <th scope=\"col\" class=\"align-right\">a</th></tr></thead><tbody>\n<tr><td>b</td>\
         <td class=\"align-right\">c</td></tr>\n</tbody></table></div>"
    );
    assert_eq!(
        html("- [x] a\n- [ ] b"),
        "<ul>\n<li class=\"task done\"><span class=\"box\" role=\"img\" aria-label=\"{done}\"></span> a</li>\n\
         <li class=\"task\"><span class=\"box\" role=\"img\" aria-label=\"{to_do}\"></span> b</li>\n</ul>"
    );
}

#[test]
fn footnotes_are_gathered_from_all_sections() {
    let written = written("a[^x]\n\n## B\n\nc[^y] d[^x] e[^z]\n\n[^x]: one\n[^y]: two");
    assert_eq!(
        shown(&written.body.sections[0].prose),
        "<p>c<sup class=\"footnote-reference\"><a id=\"fnref-y\" href=\"#fn-y\" role=\"doc-noteref\">2</a></sup> \
         d<sup class=\"footnote-reference\"><a id=\"fnref-x-2\" href=\"#fn-x\" role=\"doc-noteref\">1</a></sup> e[^z]</p>"
    );
    assert_eq!(
        shown(&written.body.footnotes),
        "<ol class=\"footnotes\">\n\
         <li id=\"fn-x\">\n<p>one <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-x\" aria-label=\"{back_to_text}\">↩</a></p>\n</li>\n\
         <li id=\"fn-y\">\n<p>two <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-y\" aria-label=\"{back_to_text}\">↩</a></p>\n</li>\n\
         </ol>"
    );
}

#[test]
fn headings_cut_sections_and_have_anchors() {
    let written = body(&text("# A b\n\nc\n\n### D\n\n## A b {#own}\n\n## A b"), no_roles, None);
    assert_eq!(written.anchors, ["a-b", "d", "own", "a-b-1"]);
    assert_eq!(written.body.sections.len(), 3);
    assert_eq!(shown(&written.body.sections[0].prose), "<p>c</p>\n<h3 id=\"d\">D</h3>");
    assert_eq!(written.body.sections[0].heading.level, 1);
    assert_eq!(written.body.headings[1], (3, "D".into(), "d".into()));
    assert_eq!(written.body.sections[0].heading.span.range(), 0..5);
}

#[test]
fn known_headings_are_one_section_whatever_their_words() {
    let written = written(
        "## **Homework:**\na\n\n## Other\n\n## Between  Sessions\nb\n\n## Notes\nc\n### Themes\nd\n### More\ne",
    );
    let section = written.body.section(Role::BetweenSessions).unwrap();
    assert_eq!(shown(&section.prose), "<p>a</p>\n<span id=\"between--sessions\"></span>\n<p>b</p>");
    let notes = written.body.section(Role::WhatHappened).unwrap();
    assert_eq!(shown(&notes.prose), "<p>c</p>");
    assert_eq!(shown(&notes.part(Role::Themes).unwrap().prose), "<p>d</p>");
    assert_eq!(notes.parts.len(), 2);
}

#[test]
fn facilitator_callouts_are_taken_out() {
    for markdown in [
        "a\n\n> [!facilitator]\n> SECRET\nlazy SECRET\n\nb",
        "a\n\n> [!Facilitator] SECRET *SECRET*\n\nb",
        "a\n\n> [!facilitator]: SECRET\n> SECRET\n\nb",
        "a\n\n> [!facilitator]\n> ## SECRET\n> [x]: SECRET\n>\n> [^s]: SECRET\n\nb",
        "a\n\n> [!facilitator]\n> > [!facilitator] SECRET\n\nb",
        "a\n\n> [!facilitator] [SECRET](SECRET.md) ![SECRET](SECRET.png)\n\nb",
    ] {
        let written = written(markdown);
        assert_eq!(html(markdown), "<p>a</p>\n<p>b</p>", "{markdown}");
        assert!(!format!("{:?}{:?}", written.body, written.anchors).contains("SECRET"), "{markdown}");
        assert!(written.diagnostics.is_empty());
        assert_eq!(written.callouts.len(), 1);
    }
    let written = written("> [!facilitator] Go\n> first.\n>\n> - a");
    assert_eq!(shown(&written.callouts[0].prose), "<p>Go\nfirst.</p>\n<ul>\n<li>a</li>\n</ul>");
    assert_eq!(written.callouts[0].span.range(), 0..36);
}

#[test]
fn what_would_publish_a_callout_is_an_error() {
    let words = "Write `[!facilitator]`, `[!note]`, `[!tip]`, `[!important]`, `[!warning]` or `[!caution]`, or a quote without brackets.";
    let quote = "Leave a blank line before it and begin it, and each line that belongs to it, with `> `.";
    assert_eq!(
        says("> [!facilitators] a"),
        [format!(
            "unknown-callout: [!facilitators]: `[!facilitators]` is not a known kind of callout; did you mean `[!facilitator]`? | {words}"
        )]
    );
    assert_eq!(
        says("> [!zebra] a"),
        [format!("unknown-callout: [!zebra]: `[!zebra]` is not a known kind of callout. | {words}")]
    );
    let astray = format!(
        "unknown-callout: [!facilitator]: `[!facilitator]` does not begin a quote here, so the text after it would be published. | {quote}"
    );
    for markdown in [
        "[!facilitator] a",
        "> a\n> [!facilitator] b",
        "- [!facilitator] a",
        "    > [!facilitator] a",
        "```\n> [!facilitator] a",
        "<div>\n> [!facilitator] a\n</div>",
        "## [!facilitator] a",
    ] {
        assert_eq!(
            says(markdown).iter().filter(|said| !said.starts_with("raw-html")).collect::<Vec<_>>(),
            [&astray],
            "{markdown}"
        );
    }
    assert!(says("`> [!facilitator]`\n\n```\n> [!facilitator] a\n```").is_empty());
}

#[test]
fn a_line_that_lost_its_sign_below_a_callout_is_an_error() {
    assert_eq!(
        says("> [!facilitator]\n> ## a\nb c\n\nd"),
        [
            "unknown-callout: b c: This line stands directly below a facilitator callout but does not begin with `>`, so it would be published. | \
          Begin it with `> ` if it belongs to the callout; otherwise leave a blank line before it."
        ]
    );
    assert!(says("> [!facilitator]\n> a\n\nb\n\n> [!facilitator]\n> a\n## c").is_empty());
    assert!(says("- a\n\n  > [!facilitator]\n  > a\n\n  b\n- c").is_empty());
}

#[test]
fn a_link_may_not_lead_to_an_address_in_a_callout() {
    let markdown = "[a]\n\n> [!facilitator]\n>\n> [a]: https://b.org";
    assert_eq!(html(markdown), "<p>a</p>");
    assert_eq!(
        says(markdown),
        [
            "link-not-public: [a]: The address of `[a]` is written inside a facilitator callout, which is never published. | \
          Write the address where the link is, or move its definition out of the callout."
        ]
    );
}

#[test]
fn values_have_a_long_form_and_a_rest() {
    let written = values(&text("a\n\n## B c\nd\n\ne\n\n## F"));
    assert_eq!(shown(&written.intro), "<p>a</p>");
    let item = &written.items[0];
    assert_eq!((item.id.as_str(), item.title.as_str()), ("b-c", "B c"));
    assert_eq!((shown(&item.long_form), shown(&item.rest)), ("<p>d</p>".into(), "<p>e</p>".into()));
    assert_eq!(written.items.len(), 2);
    let titled = values(&text("# Ours\n\na\n\n## B\n\n## C"));
    assert_eq!((titled.items.len(), titled.anchors), (2, vec!["ours".to_owned(), "b".into(), "c".into()]));
    let under =
        |title| shown(&crate::parse::markdown::opened(titled.opening.clone().unwrap(), titled.intro.clone(), title));
    assert_eq!(under("Ours"), "<span id=\"ours\"></span>\n<p>a</p>");
    assert_eq!(under("Values"), "<h2 id=\"ours\">Ours</h2>\n<p>a</p>");
    assert_eq!(values(&text("# B\n\n# C")).items.len(), 2);
    let (first, rest, ..) = value_text(&text("a\n\n- b"));
    assert_eq!((shown(&first), shown(&rest)), ("<p>a</p>".into(), "<ul>\n<li>b</li>\n</ul>".into()));
}

#[test]
fn a_scenario_has_asks_and_rounds() {
    let (written, asks, rounds) = scenario(&text(
        "## The story\na\n## The question\nb\n## What we would like from you\n1. c\n2. If you can, d\n## Round 2 question\ne\n## Summary of round 1\nf\n### Themes\n- g",
    ));
    assert!(written.diagnostics.is_empty());
    assert_eq!(
        asks.iter().map(|ask| (shown(&ask.prose), ask.optional)).collect::<Vec<_>>(),
        [("c".into(), false), ("If you can, d".into(), true)]
    );
    assert_eq!(
        rounds.iter().map(|r| (r.number, r.question.is_some(), r.summary.is_some())).collect::<Vec<_>>(),
        [(1, true, true), (2, true, false)]
    );
}

#[test]
fn missing_scenario_headings_are_one_message() {
    let (written, ..) = scenario(&text("## The question\nb"));
    assert_eq!(
        said("", &written.diagnostics),
        [
            "missing-heading: : This scenario has no headings `## The story` and `## What we would like from you`, so readers would not know what you ask of them. | \
          Add each of them on a line of its own, with its text below."
        ]
    );
}

#[test]
fn a_path_with_a_blank_is_no_link() {
    assert_eq!(
        says("See [the form](../files/my form.pdf)."),
        [
            "broken-link: ../files/my form.pdf: This path has a space in it, so it is not a link yet. Readers would see it as you wrote it. | Put `<` and `>` around it: `(<../files/my form.pdf>)`."
        ]
    );
    for fine in
        ["[a](<my form.pdf>)", "`[a](my form.pdf)`", "[a](b.md \"my form.pdf\")", "[a](see below)", "[x](one. two)"]
    {
        assert!(says(fine).is_empty(), "{fine}: {:?}", says(fine));
    }
}

#[test]
fn what_is_nested_beyond_reading_is_one_message_at_its_place() {
    for sign in ["- ", "1. ", "> ", ">"] {
        let said = says(&format!("{}x\n", sign.repeat(20_000)));
        assert!(matches!(&said[..], [one] if one.starts_with("unreadable-file")), "{sign}: {said:?}");
    }
    assert!(says(&format!("{}x\n", "- ".repeat(30))).is_empty());
}

#[test]
fn items_between_sessions_may_begin_with_a_day() {
    let between = |items: &str| {
        let text = format!("## Between sessions\n{items}");
        let written = written(&text);
        (shown(&written.body.sections[0].prose), written.diagnostics.len())
    };
    assert_eq!(
        between("- 2026-11-12: Answer <https://a.example>\n- Rest"),
        (
            "<ul>\n<li><strong>{2026-11-12}</strong> Answer <a href=\"https://a.example\">https://a.example</a></li>\n\
             <li>Rest</li>\n</ul>"
                .to_owned(),
            0
        )
    );
    let (html, _) = between("- [ ] by 2026-11-12: See www.a.example");
    assert!(html.contains("</span> <strong>{2026-11-12}</strong> See <a href=\"https://www.a.example\">"), "{html}");
    let (html, said) = between("- 2026-11-31: Answer");
    assert!(html.contains("<li>2026-11-31: Answer</li>") && said == 1, "{html}");
    // A day inside of a sentence, or below another heading, is a day.
    assert!(!between("- We met on 2026-11-12: it rained").0.contains("<strong>"));
    assert!(!html_of("## Purpose\n- 2026-11-12: Answer").contains("<strong>"));
}

fn html_of(text: &str) -> String {
    shown(&written(text).body.sections[0].prose)
}

#[test]
fn a_quotation_says_whose_words_it_has() {
    let figure = "<figure class=\"quotation\">\n<blockquote>\n<p>It rained.</p>\n</blockquote>\n\
                  <figcaption>\u{2014} Pelo, <a href=\"{../readings/pelo.md}\">A book</a>, page 29</figcaption></figure>";
    assert_eq!(html("> It rained.\n>\n> \u{2014} Pelo, [A book](../readings/pelo.md), page 29"), figure);
    assert_eq!(html("> It rained.\n> \u{2014} Pelo, [A book](../readings/pelo.md), page 29"), figure);
    for talk in ["> \u{2014} It rained.\n> \u{2014} It did.", "> \u{2014} It rained.", "> It rained."] {
        assert!(html(talk).starts_with("<blockquote>"), "{talk}");
    }
    let after = html("> It rained.\n> -- Pelo\n\nAnd then?");
    assert!(after.contains("<figcaption>\u{2013} Pelo</figcaption></figure>\n<p>And then?</p>"), "{after}");
}
