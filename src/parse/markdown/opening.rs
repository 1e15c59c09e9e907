//! A heading with which a body opens and which only says the entry's title again.

use crate::handbook::prose::{ProseElement, ProseNode};
use crate::handbook::{Body, Heading, RichText};

/// Takes a level-1 heading at the very start of `body` out of sight where it says the same as `title`, which the
/// page shows already. What stands under it opens the body; links to the heading still arrive.
pub fn without_title(body: &mut Body, title: &str) {
    let again = body.sections.first().is_some_and(|first| {
        first.heading.level == 1 && first.role.is_none() && says_the_same(&first.heading.text, title)
    });
    if !again || !body.summary.is_empty() {
        return;
    }
    let first = body.sections.remove(0);
    body.headings.retain(|(_, _, id)| *id != first.heading.id);
    body.summary = RichText::anchor(&first.heading.id);
    body.summary.append(first.prose);
}

/// Returns `intro` below `heading`, which is shown unless it says the same as `title`.
#[must_use]
pub fn opened(heading: Heading, intro: RichText, title: &str) -> RichText {
    let mut prose = RichText::anchor(&heading.id);
    if !says_the_same(&heading.text, title) {
        prose = RichText::default();
        let id = prose.keep(&heading.id);
        prose.push(ProseNode::Open(ProseElement::Heading(2, id)));
        prose.append(heading.prose);
        prose.push(ProseNode::Close);
    }
    prose.append(intro);
    prose
}

/// Returns whether two lines have the same words; a curly apostrophe or a question mark makes no other title.
fn says_the_same(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).flat_map(char::to_lowercase);
        letters.collect::<String>().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let one = words(one);
    !one.is_empty() && one == words(other)
}

#[cfg(test)]
mod tests {
    use crate::handbook::prose::shown;
    use crate::parse::markdown::{MarkdownText, body, no_roles};

    use super::without_title;

    /// Returns the summary's HTML and the headings' anchors of `markdown`, on a page with that title.
    fn opened(markdown: &'static str, title: &str) -> (String, Vec<String>) {
        let text = MarkdownText { file: "pages/a.md".into(), text: markdown.into(), places: vec![(0, 0)] };
        let mut body = body(&text, no_roles, None).body;
        without_title(&mut body, title);
        let anchors = body.headings.iter().map(|(_, _, id)| id.clone()).collect();
        (shown(&body.summary), anchors)
    }

    #[test]
    fn a_title_that_is_written_again_is_only_an_anchor() {
        let (summary, anchors) = opened("# About us\n\nWe meet.\n\n### More\n\n## Who", "About us");
        let expected = "<span id=\"about-us\"></span>\n<p>We meet.</p>\n<h3 id=\"more\">More</h3>";
        assert_eq!((summary.as_str(), anchors), (expected, vec!["more".to_owned(), "who".into()]));
        let (summary, anchors) = opened("<!-- draft -->\nWho's  *here*?\n===\n", "who’s here");
        assert_eq!((summary.as_str(), anchors), ("<span id=\"whos--here\"></span>", Vec::new()));
    }

    #[test]
    fn any_other_heading_is_shown() {
        for (markdown, title) in
            [("# About", "About us"), ("## About us", "About us"), ("Hello.\n\n# About us", "About us"), ("# ?", "!")]
        {
            assert_eq!(opened(markdown, title).1.len(), 1, "{markdown}");
        }
    }
}
