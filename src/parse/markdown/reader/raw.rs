//! Raw HTML, which is shown as it was typed: one warning for each pair of tags.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::ProseReader;
use super::builder::ProseBuilder;

impl ProseReader<'_> {
    pub(super) fn raw_inline(&mut self, html: &str, range: &Range<usize>, builder: &mut ProseBuilder) {
        let name = tag_name(html);
        if html.starts_with("</") {
            if let Some(open) = builder.raw_html.iter().rposition(|open| *open == name) {
                builder.raw_html.truncate(open);
                return;
            }
        } else {
            builder.raw_html.push(name);
        }
        self.diagnostics.push(raw_html(self.text.span(range.clone()), html));
    }

    pub(super) fn raw_block(&mut self, range: &Range<usize>) {
        let source = &self.text.text[range.clone()];
        let blanks = source.len() - source.trim_start().len();
        let html = source.trim_start();
        let length = html.find('>').map_or(html.lines().next().map_or(0, str::len), |n| n + 1);
        let start = range.start + blanks;
        // Comments were dropped; and the end of a block has been named at its beginning.
        if !html.starts_with("</") && !html.starts_with("<!--") {
            self.diagnostics.push(raw_html(self.text.span(start..start + length), &html[..length]));
        }
    }
}

fn tag_name(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

fn raw_html(span: Span, html: &str) -> Diagnostic {
    let tag = html.split_whitespace().next().unwrap_or(html);
    let tag = if tag.len() < html.len() { format!("{tag} ...>") } else { tag.to_owned() };
    let plays = matches!(tag_name(html).as_str(), "iframe" | "video" | "audio" | "embed" | "object");
    let help = if plays {
        "Write a link instead, such as `[The film](https://...)`: pages show nothing from another site."
    } else {
        "Take the tag out and use Markdown, such as `**bold**`, `*italic*` or a blank line."
    };
    Diagnostic::warning("raw-html", span, format!("`{tag}` is HTML, and readers will see it just as you wrote it."))
        .help(help)
}
