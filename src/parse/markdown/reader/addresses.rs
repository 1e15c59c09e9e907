//! Links, pictures and bare web addresses: those that stand, those that become placeholders, and those that may not be.

use pulldown_cmark::{Event, LinkType, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::links::is_on_own_computer;
use crate::handbook::player::player;
use crate::handbook::prose::{Destination, InlineLink, InlinePicture, ProseElement, ProseNode};
use crate::source::{Located, Span};
use crate::text::percent;

use super::super::MarkdownEvent;
use super::super::links::{self, Address};
use super::super::plain::{end_of, plain};
use super::ProseReader;
use super::builder::{ProseBuilder, RunAudience};

/// The longest address for mail there may be, in bytes (RFC 5321, 4.5.3.1).
const LONGEST_MAIL: usize = 320;

impl<'t> ProseReader<'t> {
    #[allow(clippy::too_many_arguments)] // a link has that many parts
    pub(super) fn link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        label: &str,
        pieces: &[MarkdownEvent<'t>],
        at: usize,
        builder: &mut ProseBuilder,
    ) {
        let range = &pieces[at].1;
        let inner_end = pieces[at + 1..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link)))
            .map(|(_, range)| range.end)
            .last()
            .unwrap_or(range.start);
        let place = match link_type {
            LinkType::Autolink | LinkType::Email => range.start + 1..range.end.saturating_sub(1),
            _ => links::destination(&self.text.text, range, inner_end),
        };
        let span = self.text.span(place);
        builder.in_link = true;
        let private = builder.audience == RunAudience::Anyone
            && !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email)
            && self.private_labels.iter().any(|private| *private == label.to_lowercase());
        if private {
            self.diagnostics.push(
                Diagnostic::error(
                    "link-not-public",
                    span,
                    format!(
                        "The address of `[{label}]` is written inside a facilitator callout, which is never published."
                    ),
                )
                .help("Write the address where the link is, or move its definition out of the callout."),
            );
            builder.pass();
            return;
        }
        // A path of this folder is written decoded, so what it decodes to is judged too: `javascript%3A` is no path.
        let decoded = as_browsers_read(&percent::decode(address));
        let sorted = match links::sort(address) {
            Address::Inside => match links::sort(&decoded) {
                Address::Outside => Address::Scheme(decoded.split(':').next().unwrap_or_default()),
                sorted => sorted,
            },
            sorted => sorted,
        };
        match sorted {
            Address::Outside => builder.open_link(address, title),
            _ if link_type == LinkType::Email => builder.open_link(&format!("mailto:{address}"), title),
            Address::Inside => {
                let link = InlineLink { to: Destination::Inside(Located::new(decoded, span)), title: title.to_owned() };
                builder.open(ProseElement::Link(Box::new(link)));
            }
            Address::Scheme(_) if is_on_own_computer(address) => {
                self.diagnostics.push(links::on_own_computer(span));
                builder.pass();
            }
            Address::Scheme(scheme) => {
                let message = format!("Links may not begin with `{scheme}:`, so readers could not follow this one.");
                self.diagnostics.push(link_scheme(span, message));
                builder.pass();
            }
            Address::WithoutScheme => {
                let message = "This address begins with `//`, so its first part is missing.";
                self.diagnostics.push(link_scheme(span, message.to_owned()));
                builder.pass();
            }
        }
    }

    pub(super) fn picture(
        &mut self,
        address: &str,
        title: &str,
        pieces: &[MarkdownEvent<'t>],
        at: usize,
        builder: &mut ProseBuilder,
    ) -> usize {
        let end = end_of(pieces, at);
        let inner = &pieces[at + 1..end];
        let range = &pieces[at].1;
        let span = self.text.span(links::destination(
            &self.text.text,
            range,
            inner.last().map_or(range.start + 1, |(_, range)| range.end),
        ));
        let described = plain(inner);
        let described = described.trim();
        let decorative = described.eq_ignore_ascii_case("decorative") || title.eq_ignore_ascii_case("decorative");
        let decoded = as_browsers_read(&percent::decode(address));
        if links::is_in_text(address) {
            self.diagnostics.push(links::picture_in_text(span));
            builder.text(described);
            return end + 1;
        }
        if [address, &decoded].into_iter().any(|address| links::sort(address) != Address::Inside) {
            let (code, message) = if let Some(player) = player(&decoded) {
                let what = player.what();
                let message =
                    format!("This {what} is on another site, and that site could record everyone who opens the page.");
                let help =
                    format!("Delete the `!`. You then have a link to the {what}, and readers can choose to follow it.");
                self.diagnostics.push(Diagnostic::error("outside-picture", span, message).help(help));
                builder.text(described);
                return end + 1;
            } else if is_on_own_computer(address) {
                ("missing-picture", "This picture is on your own computer, where readers' browsers cannot fetch it.")
            } else {
                (
                    "outside-picture",
                    "This picture is on another site, and that site could record everyone who opens the page.",
                )
            };
            let help = "Save the picture beside this file and write its file name here.";
            self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
            builder.text(described);
            return end + 1;
        }
        if player(&decoded).is_some() {
            // Below a player stands a link to the file, which has to say something.
            let name = decoded.rsplit('/').next().unwrap_or_default();
            let described = if described.is_empty() { name } else { described }.to_owned();
            let played = InlinePicture { described, title: String::new(), file: Located::new(decoded, span) };
            builder.out.push(ProseNode::Player(Box::new(played)));
            return end + 1;
        }
        if described.is_empty() && !decorative {
            self.diagnostics.push(
                Diagnostic::warning(
                    "picture-described",
                    span.clone(),
                    "This picture has no description, so people who cannot see it learn nothing from it.",
                )
                .help("Say in the square brackets what it shows, or write `decorative` there if it says nothing."),
            );
        }
        let described = if decorative { "" } else { described }.to_owned();
        let title = if title.eq_ignore_ascii_case("decorative") { "" } else { title }.to_owned();
        let picture = InlinePicture { file: Located::new(decoded, span), described, title };
        builder.out.push(ProseNode::Picture(Box::new(picture)));
        end + 1
    }

    /// Writes a piece of text, with bare addresses of sites and for mail made into links.
    pub(super) fn words(&mut self, text: &str, pieces: &[MarkdownEvent<'t>], at: usize, builder: &mut ProseBuilder) {
        let range = &pieces[at].1;
        let mut text = text;
        let mut from = range.start;
        if builder.hidden.contains(&from) {
            // A piece that is hidden in part; one that is not as typed (a smart quote) is hidden in full.
            let Some(rest) = (text.len() == range.len()).then(|| text.get(builder.hidden.end - from..)).flatten()
            else {
                return;
            };
            text = rest;
            from = builder.hidden.end;
        }
        if builder.after_marker {
            builder.after_marker = false;
            from += text.len() - text.trim_start().len();
            text = text.trim_start();
        }
        if self.addresses && !builder.in_link && !builder.in_code && text.len() == range.end - from {
            // Searched again only where it was passed: a text without sites is searched once, however many mail
            // addresses it has.
            let mut next_site = links::bare(text).map(|site| from + site);
            loop {
                // Markdown cuts text at signs such as `_` and `&`; an address goes on across the cuts.
                let run = |longest: usize| {
                    let run = pieces[at + 1..].iter().scan(range.end, |end, (event, range)| {
                        (matches!(event, Event::Text(_)) && range.start == *end && range.start - from < longest)
                            .then(|| *end = range.end)
                            .map(|()| *end)
                    });
                    from..run.last().unwrap_or(range.end)
                };
                let source = &*self.text.text;
                if next_site.is_some_and(|site| site < from) {
                    next_site = links::bare(text).map(|site| from + site);
                }
                let site = next_site.map(|site| site - from);
                // Only one that stands before the site; the text after it is searched in a later turn.
                let place = site.map_or_else(|| run(text.len() + LONGEST_MAIL), |site| from..from + site);
                let mail = links::mail(source, place).filter(|mail| mail.start < range.end);
                let (start, address, scheme) = match (mail, site) {
                    (Some(mail), _) => (mail.start - from, &source[mail], "mailto:"),
                    (None, Some(site)) => {
                        let rest = &source[from + site..];
                        let longest = rest.find(char::is_whitespace).unwrap_or(rest.len());
                        let typed = &source[from + site..run(site + longest).end];
                        let address = &typed[..links::bare_length(typed)];
                        (site, address, if address.starts_with("www.") { "https://" } else { "" })
                    }
                    (None, None) => break,
                };
                builder.text(&text[..start]);
                let written = address.replace("&amp;", "&");
                builder.open_link(&format!("{scheme}{written}"), "");
                builder.text(&written);
                builder.close();
                let end = from + start + address.len();
                builder.hidden = from..end;
                if end >= range.end {
                    return;
                }
                text = &text[end - from..];
                from = end;
            }
        }
        builder.text(text);
    }
}

fn link_scheme(span: Span, message: String) -> Diagnostic {
    Diagnostic::error("link-scheme", span, message)
        .help("Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.")
}

/// Returns an address without control characters. Browsers drop line breaks and tabs before they look for a scheme
/// (WHATWG URL, "basic URL parser"), so `java%0Ascript:` would be one; no file has such a name.
fn as_browsers_read(decoded: &str) -> String {
    decoded.chars().filter(|letter| !letter.is_control()).collect()
}
