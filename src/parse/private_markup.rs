//! Words that are for nobody's eyes in a field, where no callout and no comment keeps them from the page.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

use super::classify::is_yaml;
use super::fields::FieldReader;
use super::markdown::facilitator_markers;
use super::yaml::{Node, Tree};

/// Reports every `[!facilitator]` and every HTML comment in the fields below `node`, since its text would be published.
/// The one field that is Markdown is the `text` of an entry in a list.
pub fn report(node: &Node, reader: &FieldReader<'_>) {
    if !reader.text.contains('!') {
        return;
    }
    let mut published = Vec::new();
    fields(node, is_yaml(&reader.file), reader, &mut published);
    for range in published {
        let text = reader.text.get(range.clone()).unwrap_or_default();
        for place in facilitator_markers(text) {
            let seen = text.get(place.clone()).unwrap_or_default().trim();
            let message = format!(
                "`{seen}` does not hide anything in a field: notes for facilitators only work in the text of a page. This \
                 text would be published."
            );
            let help = "Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.";
            let span = reader.span(range.start + place.start..range.start + place.end);
            reader.report(Diagnostic::error("unknown-callout", span, message).help(help));
        }
        if let Some(at) = text.find("<!--") {
            let message = "A comment does not hide anything in a field: this text would be published.";
            let help = "Take it out; in a header, a line that begins with `#` is a comment.";
            let end = text[at..].find("-->").map_or(at + "<!--".len(), |end| at + end + "-->".len());
            let span = reader.span(range.start + at..range.start + end);
            reader.report(Diagnostic::error("comment-in-field", span, message).help(help));
        }
    }
}

/// Finds the places of all values below `node` that are no Markdown. What stands between brackets counts as a whole,
/// since `[!facilitator the key]` is a list to YAML.
fn fields(node: &Node, has_text: bool, reader: &FieldReader<'_>, found: &mut Vec<Range<usize>>) {
    let inline = reader.text.get(node.range.clone()).is_some_and(|text| text.starts_with(['[', '{']));
    match &node.tree {
        Tree::List(items) if !inline => items.iter().for_each(|item| fields(item, has_text, reader, found)),
        Tree::Map(pairs) if !inline => {
            for pair in pairs.iter().filter(|pair| !(has_text && pair.name.trim().eq_ignore_ascii_case("text"))) {
                found.push(pair.name_range.clone());
                fields(&pair.value, has_text, reader, found);
            }
        }
        Tree::Scalar(_) | Tree::List(_) | Tree::Map(_) => found.push(node.range.clone()),
    }
}
