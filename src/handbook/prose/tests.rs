//! Prose as HTML, as plain text and in parts.

use std::borrow::Cow;

use jiff::civil::Date;

use super::RichText;
use super::html::{self, ProsePage};
use crate::handbook::fixture::prose;
use crate::source::Located;

/// A page that shows in braces what it would know.
#[derive(Default)]
struct Braces {
    home: Option<&'static str>,
}

impl ProsePage for Braces {
    fn link(&self, to: &Located<String>) -> String {
        format!("{{{}}}", to.value)
    }

    fn word(&self, key: &'static str) -> Cow<'_, str> {
        format!("{{{key}}}").into()
    }

    fn due(&self, day: Date) -> String {
        format!("{{{day}}}")
    }

    fn frame(&mut self, _: &Located<String>, _: &mut String) {}

    fn home(&self) -> Option<&str> {
        self.home
    }
}

/// Returns the HTML with `{...}` for each address, word and day.
pub(crate) fn shown(prose: &RichText) -> String {
    prose.html(&mut Braces::default())
}

fn plain(markdown: &str) -> String {
    prose(markdown).plain()
}

#[test]
fn the_page_gives_addresses_and_words() {
    assert_eq!(
        shown(&prose("a [b](c.md)\n\n- [ ] d\n\n> [!NOTE]\n> e\n\n[f](https://a.org/?b&c='d')")),
        "<p>a <a href=\"{c.md}\">b</a></p>\n<ul>\n<li class=\"task\"><span class=\"box\" role=\"img\" \
         aria-label=\"{to_do}\"></span> d</li>\n</ul>\n<div class=\"alert alert-note\" role=\"note\">\
         <p class=\"alert-title\">{note_alert}</p>\n<p>e</p>\n</div>\n<p><a href=\"https://a.org/?b&amp;c='d'\">f</a></p>"
    );
}

#[test]
fn text_and_attributes_are_escaped() {
    let escaped = |escape: fn(&str, &mut String), text: &str| {
        let mut out = String::new();
        escape(text, &mut out);
        out
    };
    assert_eq!(escaped(html::text, "a < b & \"c\" > é\0"), "a &lt; b &amp; \"c\" &gt; é\u{FFFD}");
    assert_eq!(escaped(html::attribute, "\"<é>\""), "&quot;&lt;é&gt;&quot;");
}

#[test]
fn anchors_of_an_excerpt_stay_at_home() {
    let excerpt = |markdown: &str| prose(markdown).html(&mut Braces { home: Some("sessions/01.html") });
    assert_eq!(
        excerpt("### A\n\nb < c[^n] [d](https://a.example/#x)\n\n[^n]: e"),
        "<h3>A</h3>\n<p>b &lt; c<sup class=\"footnote-reference\"><a href=\"sessions/01.html#fn-n\" role=\"doc-noteref\">1\
         </a></sup> <a href=\"https://a.example/#x\">d</a></p>"
    );
    let mut anchored = RichText::anchor("x");
    anchored.append(prose("f"));
    assert_eq!(shown(&anchored), "<span id=\"x\"></span>\n<p>f</p>");
    assert_eq!(anchored.html(&mut Braces { home: Some("a.html") }), "<p>f</p>");
}

#[test]
fn appended_prose_keeps_its_places() {
    let mut one = prose("a **b**\n\n### c");
    one.append(prose("d `e` [f](g.md)\n\n### h"));
    assert_eq!(
        shown(&one),
        "<p>a <strong>b</strong></p>\n<h3 id=\"c\">c</h3>\n<p>d <code>e</code> <a href=\"{g.md}\">f</a></p>\n\
         <h3 id=\"h\">h</h3>"
    );
    let mut none = RichText::default();
    none.append(prose("a"));
    none.append(RichText::default());
    assert_eq!(shown(&none), "<p>a</p>");
}

#[test]
fn text_around_the_one_list_is_parted_from_it() {
    let around = |markdown: &str| prose(markdown).around_list().map(|(before, after)| (shown(&before), shown(&after)));
    let found = around("a\n\n1. b\n   - c\n\nd *e*");
    assert_eq!(found, Some(("<p>a</p>".to_owned(), "<p>d <em>e</em></p>".to_owned())));
    assert_eq!(around("1. a\n\n- b"), None);
    assert_eq!(around("a"), None);
}

#[test]
fn items_are_those_of_the_outermost_lists() {
    let items = prose("x\n\n1. a [y](z.md)\n2. b\n   - c\n\n- d").items();
    assert_eq!(
        items.iter().map(shown).collect::<Vec<_>>(),
        ["a <a href=\"{z.md}\">y</a>", "b\n<ul>\n<li>c</li>\n</ul>", "d"]
    );
    assert_eq!(items[0].links().map(|to| &*to.value).collect::<Vec<_>>(), ["z.md"]);
}

#[test]
fn a_line_across_is_no_heading() {
    assert!(prose("a\n\n### b").has_heading() && !prose("a\n\n---\n\nb").has_heading());
}

#[test]
fn links_and_pictures_are_found() {
    let prose = prose("![a](b.png) ![c](d.mp4) [e](f.md#g) [h](https://i.org) <j@k.org>");
    let paths = |found: Vec<&Located<String>>| found.into_iter().map(|to| to.value.clone()).collect::<Vec<_>>();
    assert_eq!(paths(prose.links().collect()), ["d.mp4", "f.md#g"]);
    assert_eq!(paths(prose.pictures().collect()), ["b.png"]);
    assert_eq!(prose.outside_links().collect::<Vec<_>>(), ["https://i.org", "mailto:j@k.org"]);
}

#[test]
fn each_block_is_a_paragraph_and_what_is_quoted_is_none() {
    let markdown =
        "### Why\n\nTwo *left* &amp;\nwent.\n\n- One\n-\n  Two\n\n  x\n\n> Said **before**\n\n| a | b |\n|---|---|";
    assert_eq!(prose(markdown).paragraphs(), ["Two left &\nwent.", "One", "Two", "x", "a", "b"]);
    assert_eq!(prose("").paragraphs(), [""; 0]);
}

#[test]
fn plain_paragraphs_links_and_signs() {
    assert_eq!(
        plain("a \\<b>\nc\n\nSee [here](https://a.org/?b&c) or [x](x.md)"),
        "a <b> c\n\nSee here (https://a.org/?b&c) or x"
    );
    assert_eq!(plain("<a@b.org> [in](x.md)"), "a@b.org in");
    let with = prose("[x](x.md), <https://a.org>")
        .plain_with(|to| Some(format!("https://b.org/{}", to.value)), |_| String::new());
    assert_eq!(with, "x (https://b.org/x.md), https://a.org");
}

#[test]
fn white_space_counts_once_but_in_code() {
    assert_eq!(RichText::words(" a  b \n\tc &  <d> e&amp;\u{a0}f ").plain(), "a b c & <d> e&amp;\u{a0}f");
    assert_eq!(plain("one * two * three `a  b` *  c*"), "one * two * three a b * c*");
    assert_eq!(plain("```\na  <b>\n  c\n```"), "a  <b>\n  c");
    let note = "### a\n\nnote[^1] end\n\n[^1]: b";
    assert_eq!(plain(note), "a\n\nnote[1] end");
}

#[test]
fn plain_lists() {
    assert_eq!(plain("x\n\n3. a\n4. b\n   - [x] c\n\ny"), "x\n\n3. a\n4. b\n  - [x] c\n\ny");
    assert_eq!(plain("- a\n\n- b"), "- a\n- b");
    assert_eq!(plain("- [ ] a. \n\n  b\n- - c"), "- [ ] a.\n\nb\n-\n  - c");
}

#[test]
fn plain_tables_code_pictures_and_terms() {
    assert_eq!(plain("| a | b |\n|---|---|\n| 1 | 2 |"), "a | b\n1 | 2");
    assert_eq!(plain("```\na\n  b\n```"), "a\n  b");
    assert_eq!(plain("![a  b](c.png) ![decorative](d.png)\ne<br>f\n\ng\n: h"), "a b e\nf\n\ng\nh");
}
