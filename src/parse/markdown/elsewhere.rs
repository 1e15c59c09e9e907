//! Notations of other programs, which this one shows as they are written: footnotes and links without an end to them,
//! wiki links, comments of Obsidian. One message a kind and text, at the first, with the others beside it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::suggest::nearest;

use super::{MarkdownEvent, MarkdownText};

/// The number of places shown beside the first.
const MOST_PLACES: usize = 5;

/// Returns the messages about the whole text, `private` parts left out.
pub fn remarks(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>], private: &[Range<usize>]) -> Vec<Diagnostic> {
    let source = &*text.text;
    // Nearly every text has none of these signs.
    if !source.contains("[^") && !source.contains("[[") && !source.contains("][") && !source.contains("%%") {
        return Vec::new();
    }
    let is_public = |at: &Range<usize>| !private.iter().any(|callout| callout.contains(&at.start));
    let runs: Vec<Range<usize>> = runs(source, pieces).into_iter().filter(is_public).collect();
    let in_runs = |find: fn(&str, usize) -> Option<Range<usize>>| -> Vec<Range<usize>> {
        let starts = runs.iter().flat_map(|run| {
            let signs = source[run.clone()].match_indices('[');
            signs.filter_map(|(at, _)| find(&source[..run.end], run.start + at)).collect::<Vec<_>>()
        });
        starts.collect()
    };
    // A slip in a name is one mistake and not two.
    let mut lost_notes = in_runs(lost_note);
    lost_notes.truncate(MOST_PLACES + 1);
    let notes: Vec<&str> = definitions(pieces).filter(|(_, at)| is_public(at)).map(|(name, _)| name).collect();
    let meant = |lost: &Range<usize>| nearest(name(&source[lost.clone()]), notes.iter().copied());
    let all_meant: Vec<&str> = lost_notes.iter().filter_map(meant).collect();
    let mut unused_notes = notes_unused(text, pieces, &is_public);
    unused_notes.retain(|note| !all_meant.contains(&name(&source[note.clone()])));
    let lost = |span: Span, written: &str| lost(span, written, nearest(name(written), notes.iter().copied()));
    let kinds: [(Vec<Range<usize>>, Say<'_>); 6] = [
        (lost_notes, &lost),
        (notes_twice(text, pieces, &is_public), &twice),
        (unused_notes, &unused),
        (in_runs(wiki_link), &wiki),
        (in_runs(lost_link), &undefined),
        (comments(source, &runs), &comment),
    ];
    let say = |(places, say): (Vec<Range<usize>>, Say<'_>)| {
        let mut places = places.into_iter();
        let first = places.next()?;
        let said = say(text.span(first.clone()), &source[first]);
        Some(places.take(MOST_PLACES).fold(said, |said, place| said.also(text.span(place), "and here")))
    };
    kinds.into_iter().filter_map(say).collect()
}

type Say<'a> = &'a dyn Fn(Span, &str) -> Diagnostic;

/// Returns the source of each unbroken run of plain text outside of code, links and pictures.
fn runs(source: &str, pieces: &[MarkdownEvent<'_>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut inside = 0_usize;
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock) => inside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(_) if inside == 0 => match runs.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                // A sign behind a backslash is none.
                _ if source[..range.start].ends_with('\\') => {
                    let first = source[range.start..].chars().next().map_or(0, char::len_utf8);
                    runs.push(range.start + first..range.end);
                }
                _ => runs.push(range.clone()),
            },
            _ => {}
        }
    }
    runs
}

/// Returns the text between the `[` at `at` and its `]`: no bracket, no line break, and something to read.
fn bracket(text: &str, at: usize) -> Option<&str> {
    let inner = text.get(at..)?.strip_prefix('[')?;
    let end = inner.find(['[', ']', '\n'])?;
    inner[end..].starts_with(']').then_some(&inner[..end])
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Finds `[^name]` without a definition, which Markdown leaves as text.
fn lost_note(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = bracket(text, at)?;
    let name = inner.strip_prefix('^')?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(at..at + inner.len() + 2)
}

/// Returns the name in `[^name]` and `[^name]:`.
fn name(written: &str) -> &str {
    written.trim_start_matches("[^").trim_end_matches(':').trim_end_matches(']')
}

fn lost(span: Span, written: &str, meant: Option<&str>) -> Diagnostic {
    let seen = format!("There is no footnote `{written}`, so readers will see these signs as you wrote them.");
    let (message, help) = match meant {
        Some(meant) => (format!("{seen} Did you mean `[^{meant}]`?"), format!("Write `[^{meant}]`, or add a note")),
        None => (seen, "Write the note".to_owned()),
    };
    Diagnostic::warning("footnote-missing", span, message)
        .help(format!("{help} on a line of its own: `{written}: ...`; or take the reference out."))
}

/// Finds `[[Page]]`, `[[Page|words]]` and `![[picture.png]]`.
fn wiki_link(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = bracket(text, at + 1)?;
    let end = at + inner.len() + 3;
    let is_link = has_letters(inner) && text[at..].starts_with("[[") && text[end..].starts_with(']');
    let start = if text[..at].ends_with('!') { at - 1 } else { at };
    is_link.then_some(start..end + 1)
}

fn wiki(span: Span, written: &str) -> Diagnostic {
    let inner = written.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
    let (target, words) = inner.split_once('|').unwrap_or((inner, inner));
    let (target, words) = (target.trim(), words.trim());
    let message = "This form of link works only in wikis and in Obsidian. Here readers will see it as you wrote it.";
    let help = if written.starts_with('!') {
        format!("Write `![what it shows]({})`, with the path from this file to the other one.", address(target, ""))
    } else {
        format!("Write `[{words}]({})`, with the path from this file to the other one.", address(target, ".md"))
    };
    Diagnostic::warning("wiki-link", span, message).help(help)
}

/// Returns a wiki's page as the address of a file, such as `<Our page.md>`.
fn address(target: &str, ending: &str) -> String {
    let (page, heading) = target.split_once('#').unwrap_or((target, ""));
    let ending = if page.is_empty() || page.contains('.') { "" } else { ending };
    let anchor = if heading.is_empty() { String::new() } else { format!("#{}", super::ids::slug(heading)) };
    let address = format!("{page}{ending}{anchor}");
    if address.contains(' ') { format!("<{address}>") } else { address }
}

/// Finds `[words][label]` and `[words][]` without a definition. `a[i][j]` is code that nobody marked, `[1][2]` are
/// sources.
fn lost_link(text: &str, at: usize) -> Option<Range<usize>> {
    let words = bracket(text, at)?;
    let second = at + words.len() + 2;
    let label = bracket(text, second)?;
    let is_free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | '_' | '['));
    let ends = !text[second + label.len() + 2..].starts_with(['[', '(', ']']);
    let is_picture = words.is_empty() && text[..at].ends_with('!') && has_letters(label);
    let is_link = (has_letters(words) || is_picture) && !words.starts_with('^') && !label.starts_with('^');
    (is_free && ends && is_link).then_some(at..second + label.len() + 2)
}

fn undefined(span: Span, written: &str) -> Diagnostic {
    let (words, label) = written[1..written.len() - 1].split_once("][").unwrap_or((written, ""));
    let label = if label.is_empty() { words } else { label };
    let message = format!("`[{label}]` has no address, so this is not a link. Readers will see the brackets.");
    Diagnostic::warning("link-undefined", span, message).help(format!(
        "Write the address on a line of its own, `[{label}]: https://...`, or right here: `[{words}](https://...)`."
    ))
}

/// Reports the definitions of footnotes whose name was taken before them.
fn notes_twice(
    text: &MarkdownText<'_>,
    pieces: &[MarkdownEvent<'_>],
    is_public: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let mut names: FxHashSet<String> = FxHashSet::default();
    let second = definitions(pieces).filter(|(_, range)| is_public(range));
    let second = second.filter(|(name, _)| !names.insert(name.to_lowercase()));
    second.map(|(name, range)| head(text, name, range)).collect()
}

fn twice(span: Span, written: &str) -> Diagnostic {
    let name = written.trim_end_matches(':');
    let message = format!("There is already a footnote `{name}`, and every reference leads to that one.");
    Diagnostic::warning("footnote-twice", span, message)
        .help("Give this one another name, here and where the text refers to it.")
}

/// Reports the definitions of footnotes that nothing refers to.
fn notes_unused(
    text: &MarkdownText<'_>,
    pieces: &[MarkdownEvent<'_>],
    is_public: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let mut names: FxHashSet<String> = FxHashSet::default();
    names.extend(pieces.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(name) => Some(name.to_lowercase()),
        _ => None,
    }));
    // The second of one name has a message of its own.
    let unused = definitions(pieces).filter(|(_, range)| is_public(range));
    let unused = unused.filter(|(name, _)| names.insert(name.to_lowercase()));
    unused.map(|(name, range)| head(text, name, range)).collect()
}

fn unused(span: Span, written: &str) -> Diagnostic {
    let name = written.trim_end_matches(':');
    let message =
        format!("Nothing in the text refers to the footnote `{name}`; readers will find it below all others.");
    Diagnostic::warning("footnote-unused", span, message)
        .help(format!("Write `{name}` where it belongs, or take the note out."))
}

fn definitions<'p>(pieces: &'p [MarkdownEvent<'_>]) -> impl Iterator<Item = (&'p str, &'p Range<usize>)> {
    pieces.iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::FootnoteDefinition(name)) => Some((&**name, range)),
        _ => None,
    })
}

/// Returns `[^name]:` at the beginning of a definition.
fn head(text: &MarkdownText<'_>, name: &str, range: &Range<usize>) -> Range<usize> {
    let length = text.text[range.clone()].find("]:").map_or(name.len(), |end| end + 2);
    range.start..range.start + length
}

/// Finds what stands between two `%%`, also over several paragraphs: the first line of each, with its signs.
fn comments(source: &str, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let signs = runs.iter().flat_map(|run| source[run.clone()].match_indices("%%").map(|(at, _)| run.start + at));
    let signs: Vec<usize> = signs.collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let [open, close, ..] = signs[at..] {
        let begins = source[..open].chars().next_back().is_none_or(|c| c.is_whitespace() || "([“\"*_".contains(c));
        let ends = source[close + 2..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if begins && ends && has_letters(&source[open + 2..close]) {
            let comment = &source[open..close + 2];
            found.push(open..open + comment.find('\n').unwrap_or(comment.len()));
            at += 2;
        } else {
            at += 1;
        }
    }
    found
}

fn comment(span: Span, _: &str) -> Diagnostic {
    let message = "Only Obsidian hides text between `%%`. Handbound publishes it, and everyone can read it.";
    Diagnostic::warning("comment-shown", span, message)
        .help("Write `<!--` before it and `-->` after it to keep it from readers, or take it out.")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{html, says, written};

    #[test]
    fn a_footnote_is_there_once_and_referred_to() {
        assert_eq!(
            says("One[^zzz], two[^yy].\n"),
            [
                "footnote-missing: [^zzz]: There is no footnote `[^zzz]`, so readers will see these signs as you wrote them. | Write \
              the note on a line of its own: `[^zzz]: ...`; or take the reference out."
            ]
        );
        assert_eq!(
            says("One[^homles].\n\n[^holmes]: Page 12.\n"),
            [
                "footnote-missing: [^homles]: There is no footnote `[^homles]`, so readers will see these signs as you wrote them. \
              Did you mean `[^holmes]`? | Write `[^holmes]`, or add a note on a line of its own: `[^homles]: ...`; or take \
              the reference out."
            ]
        );
        assert_eq!(written("One[^zzz], two[^yy].\n").diagnostics[0].related.len(), 1);
        assert_eq!(html("One[^zzz].\n"), "<p>One[^zzz].</p>");
        assert_eq!(
            says("One[^1].\n\n[^1]: First.\n\n[^1]: Second.\n"),
            [
                "footnote-twice: [^1]:: There is already a footnote `[^1]`, and every reference leads to that one. | Give \
              this one another name, here and where the text refers to it."
            ]
        );
        assert_eq!(
            says("One.\n\n[^late]: Nobody.\n"),
            [
                "footnote-unused: [^late]:: Nothing in the text refers to the footnote `[^late]`; readers will find it below \
              all others. | Write `[^late]` where it belongs, or take the note out."
            ]
        );
        for fine in [
            "One[^1], again[^1].\n\n[^1]: First[^b].\n\n[^B]: Second.\n",
            "`[^zzz]`\n",
            "```\n[^zzz]\n```\n",
            "\\[^zzz]\n",
            "> [!facilitator]\n> One[^1] and[^2].\n\n[^1]: For us.\n\n[^2]: Too.\n",
            "[^ ]\n",
        ] {
            assert_eq!(says(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn a_wiki_link_is_no_link() {
        let says_of = |markdown: &str, at: &str, help: &str| {
            assert_eq!(
                says(markdown),
                [format!(
                    "wiki-link: {at}: This form of link works only in wikis and in Obsidian. Here readers will see it as you wrote it. | {help}"
                )]
            );
        };
        let way = "with the path from this file to the other one.";
        says_of("See [[wiki link]].\n", "[[wiki link]]", &format!("Write `[wiki link](<wiki link.md>)`, {way}"));
        says_of(
            "- [[Soup#The Pot|the pot]]\n",
            "[[Soup#The Pot|the pot]]",
            &format!("Write `[the pot](Soup.md#the-pot)`, {way}"),
        );
        says_of("![[room.png]]\n", "![[room.png]]", &format!("Write `![what it shows](room.png)`, {way}"));
        assert_eq!(html("See [[wiki link]].\n"), "<p>See [[wiki link]].</p>");
        for fine in [
            "`[[wiki link]]`\n",
            "    [[ -f x ]]\n",
            "\\[[wiki link]]\n",
            "[[1]]\n",
            "[[a]](https://example.org)\n",
            "[[a]]\n\n[a]: https://example.org\n",
            "- [x] done\n- [ ] [to do]\n",
        ] {
            assert_eq!(says(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn a_link_has_an_address() {
        assert_eq!(
            says("Read [the *map* of][missing] or [x][missing].\n"),
            [
                "link-undefined: [x][missing]: `[missing]` has no address, so this is not a link. Readers will see the brackets. | Write the address on a line of its own, `[missing]: https://...`, or right here: \
              `[x](https://...)`."
            ]
        );
        assert!(says("Read [the map][].\n")[0].contains("`[the map]` has no address"));
        assert!(says("![][image1]\n")[0].starts_with("link-undefined: [][image1]: `[image1]` has no address"));
        for fine in [
            "[x][known], [known][], [known]\n\n[known]: https://example.org\n",
            "[x] alone, [1] and [2][3], [see]\n",
            "- [x] [done]\n- [ ] a\n",
            "`[a][b]` and a[i][j]\n",
            "```\n[a][b]\n```\n",
            "\\[a][b]\n",
            "> [!facilitator]\n> [a][b]\n",
            "## Agenda\n- 5 min: Tea [break]\n",
        ] {
            assert_eq!(says(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn a_comment_of_obsidian_is_published() {
        let said = |at: &str| {
            format!(
                "comment-shown: {at}: Only Obsidian hides text between `%%`. Handbound publishes it, and everyone can read it. | Write `<!--` before it and `-->` after it to keep it from readers, or take it out."
            )
        };
        assert_eq!(says("Soup. %%Ask *Ana* first%%\n"), [said("%%Ask *Ana* first%%")]);
        assert_eq!(says("%%\nNot yet.\n\nSoup.\n%%\n"), [said("%%")]);
        assert_eq!(html("Soup. %%Ana%%\n"), "<p>Soup. %%Ana%%</p>");
        for fine in ["100%% sure\n", "5%% or 6%% of them\n", "`%%a%%`\n", "%% Section\n", "%%%%\n", "```\n%%a%%\n```\n"]
        {
            assert_eq!(says(fine), [""; 0], "{fine}");
        }
    }
}
