//! Flaws in a text for those who hear it read aloud: links without words of their own, headings that skip a level,
//! tables whose columns have no names. And headings that are nearly known ones.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::Role;
use crate::suggest::slip;

use super::plain::{end_of, plain};
use super::{MarkdownEvent, MarkdownText, Roles};

/// Words of a link that say nothing about where it leads.
const NOTHING: &[&str] = &[
    "click here",
    "click",
    "here",
    "see here",
    "link",
    "this link",
    "the link",
    "this",
    "this page",
    "this site",
    "this website",
    "more",
    "more here",
    "read more",
    "see more",
    "learn more",
];

/// Returns the messages about the whole text, `private` parts left out.
pub fn remarks(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>], private: &[Range<usize>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut depth, mut level, mut has_skipped) = (0_usize, 1, false);
    for (at, (event, range)) in pieces.iter().enumerate() {
        let is_public = || !private.iter().any(|callout| callout.contains(&range.start));
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Link { title, .. } if title.is_empty() && is_public() => {
                        found.extend(says_nothing(text, pieces, at));
                    }
                    Tag::Heading { level: own, .. } if depth == 0 => {
                        let own = *own as u8;
                        if own > level + 1 && !has_skipped {
                            has_skipped = true;
                            found.push(skips(text, range, level, own));
                        }
                        // A level-1 heading is shown one level down.
                        level = own.max(2);
                    }
                    Tag::TableHead if is_public() => found.extend(nameless(text, pieces, at)),
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

fn says_nothing(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>], at: usize) -> Option<Diagnostic> {
    let inner = pieces.get(at + 1..end_of(pieces, at))?;
    if inner.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. }))) {
        return None;
    }
    let words = plain(inner).to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    NOTHING.contains(&words).then(|| {
        let message = format!("The words of this link, “{words}”, do not say where it leads.");
        Diagnostic::nudge("link-says-nothing", text.span(pieces[at].1.clone()), message)
            .help("Put the name of what is there between the square brackets, such as `[the room's map](...)`.")
    })
}

fn skips(text: &MarkdownText<'_>, range: &Range<usize>, level: u8, own: u8) -> Diagnostic {
    let line = text.text.get(range.clone()).map_or(0, |line| line.trim_end().len());
    let [above, should, is] = [level, level + 1, own].map(|level| "#".repeat(usize::from(level)));
    let message = if level == 1 {
        format!("The first heading of this text has level {own} (`{is}`), but the title above it has level 1.")
    } else {
        format!("This heading of level {own} (`{is}`) follows one of level {level} (`{above}`).")
    };
    Diagnostic::nudge("heading-skips", text.span(range.start..range.start + line), message)
        .help(format!("Begin it with `{should}`: readers who listen to the page find their way by the levels."))
}

fn nameless(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>], at: usize) -> Option<Diagnostic> {
    let end = end_of(pieces, at);
    let is_empty = |pieces: &[MarkdownEvent<'_>]| {
        plain(pieces).trim().is_empty()
            && !pieces.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })))
    };
    let rest = pieces.get(end + 1..)?;
    let rows = rest.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Table))).unwrap_or(rest.len());
    if !is_empty(&pieces[at..end]) || is_empty(&rest[..rows]) {
        return None;
    }
    let range = pieces[at].1.clone();
    let line = text.text.get(range.clone()).map_or(0, |line| line.trim_end().len());
    let message = "The first row of this table is empty, so its columns have no names.";
    Some(
        Diagnostic::nudge("table-without-headers", text.span(range.start..range.start + line), message)
            .help("Write the name of each column there: the row above the line of dashes is the header."),
    )
}

/// The headings of level 2 that have a meaning somewhere, in five letters or more.
const KNOWN: &[&str] = &[
    "Purpose",
    "Agenda",
    "Outline",
    "Schedule",
    "Program",
    "Prepare",
    "Before",
    "Bring",
    "Journal prompt",
    "Reflection",
    "Between sessions",
    "Homework",
    "What happened",
    "Notes",
    "Summary",
    "Invitation",
    "Set-up",
    "Who takes part",
    "Steps",
    "The story",
    "The question",
    "What we would like from you",
    "Where and how to answer",
    "A response to get us started",
];

/// Returns the known heading that was meant by `heading`, which is none, where `has` no section with that meaning.
pub fn meant(heading: &str, roles: Roles, has: impl Fn(Role) -> bool) -> Option<&'static str> {
    let known = KNOWN.iter().copied();
    let known = known.filter(|name| roles(2, &name.to_lowercase(), None).is_some_and(|role| !has(role)));
    slip(heading, known)
}

#[cfg(test)]
mod tests {
    use super::super::tests::says;

    fn told(markdown: &str) -> Vec<String> {
        says(markdown)
    }

    #[test]
    fn a_link_says_where_it_leads() {
        assert_eq!(
            told("For the map [Click here](https://example.org).\n"),
            ["link-says-nothing: [Click here](https://example.org): The words of this link, “click here”, do not say \
                 where it leads. | Put the name of what is there between the square brackets, such as `[the room's \
                 map](...)`."]
        );
        assert_eq!(told("[**More** »](https://example.org)\n").len(), 1);
        for fine in [
            "[The map](https://example.org)\n",
            "[More soup](https://example.org)\n",
            "[here](https://example.org \"The map\")\n",
            "> [!facilitator]\n> See [here](https://example.org).\n",
            "Click here: <https://example.org>\n",
            "`[here](https://example.org)`\n",
        ] {
            assert_eq!(told(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn headings_go_down_one_by_one() {
        assert_eq!(
            told("## Soup\n#### Bread\n##### Salt\n#### Tea\n"),
            [
                "heading-skips: #### Bread: This heading of level 4 (`####`) follows one of level 2 (`##`). | Begin it with \
                 `###`: readers who listen to the page find their way by the levels."
            ]
        );
        assert!(told("### Soup\n")[0].contains("The first heading of this text has level 3 (`###`)"));
        for fine in [
            "## Soup\n### Bread\n#### Salt\n## Tea\n",
            "# Soup\n### Bread\n",
            "> #### Bread\n",
            "## Soup\n```\n#### Bread\n```\n",
            "> [!facilitator]\n> #### Bread\n",
        ] {
            assert_eq!(told(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn columns_have_names() {
        assert_eq!(
            told("| | |\n|---|---|\n| soup | Ana |\n"),
            [
                "table-without-headers: | | |: The first row of this table is empty, so its columns have no names. | Write the name of each column there: the row above the line of dashes is the header."
            ]
        );
        for fine in [
            "| | Who |\n|---|---|\n| soup | Ana |\n",
            "| | |\n|---|---|\n| | |\n",
            "> [!facilitator]\n> | | |\n> |---|---|\n> | a | b |\n",
        ] {
            assert_eq!(told(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn a_heading_that_is_nearly_known_is_named() {
        assert_eq!(
            told("## Agneda\n- 5 min: Tea\n"),
            [
                "nearly-known: ## Agneda: `Agneda` has no meaning here, so it is shown as ordinary text. Did you mean `Agenda`? | If you mean that, write `## Agenda`; Handbound then knows what the text below it is."
            ]
        );
        assert_eq!(told("## Purposes\n"), [""; 0]);
        for fine in ["## Being\n", "## Plant\n", "## Agneda\n## Agenda\n- 5 min: Tea\n", "## Storytelling\n"] {
            assert_eq!(told(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn a_detail_line_that_is_nearly_known_is_named() {
        assert_eq!(
            told("## Agenda\n- 5 min: Tea\n  - Brng: cups\n"),
            [
                "nearly-known: Brng: `Brng:` has no meaning here, so it is shown as ordinary text. Did you mean `Bring:`? | Write `Bring:`, \
                 and what follows is read as such."
            ]
        );
        for fine in ["Being: here", "Brings: cups", "We bring: cups", "Ready: set", "Load: none"] {
            assert_eq!(told(&format!("## Agenda\n- 5 min: Tea\n  - {fine}\n")), [""; 0], "{fine}");
        }
    }
}
