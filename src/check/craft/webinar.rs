//! What a meeting is called: a name that says that people take part.

use super::reading::Reading;
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Agenda, Body, Meta, Prose, Section};
use crate::public::hidden;
use crate::source::Span;

pub const NOT_A_WEBINAR: Check = Check {
    id: "not-a-webinar",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "No title, heading or word of the house calls a meeting a webinar, and no sentence speaks of “our webinar”.",
    silent: "It stands in an address, in code, in a quotation, in a name (in italics, between quotation marks, or that of a \
             reading), is somebody else's (`watch the webinar by ...`), or is denied (`not a webinar`). Each page is told \
             once, and what is over is left as it was.",
    why: "People come to a webinar to listen, and to a community to take part",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(not_a_webinar),
};

fn not_a_webinar(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let word = book.community.words.session.as_deref().filter(|word| !speaks(word)).unwrap_or("session");
    let names = Names {
        cited: reading
            .book
            .readings
            .iter()
            .map(|reading| &*reading.citation)
            .filter(|text| speaks(text))
            .map(str::to_lowercase)
            .collect(),
    };
    let mut told = Vec::new();
    let words = &book.community.words;
    if let Some(written) = [&words.session, &words.sessions].into_iter().flatten().find(|word| speaks(word)) {
        let seen = format!("Everywhere in this handbook a meeting is called “{written}”.");
        told.push(NOT_A_WEBINAR.say(
            &book.community.span,
            &seen,
            "Write `session: circle` below `words:`, or whatever you say to each other.",
        ));
    }
    for written in written(reading) {
        if hidden(book, &written.meta, reading.drafts) {
            continue;
        }
        if let Some((span, seen)) = written.calls(&names) {
            let mend = format!("Call it a {word}, or say what you will do together.");
            told.push(NOT_A_WEBINAR.say(span, &seen, mend));
        }
    }
    told
}

/// An entry with what is written in it.
struct Written<'a> {
    meta: &'a Meta,
    body: &'a Body,
    agenda: Option<&'a Agenda>,
}

/// What is about meetings: people, places and readings have the names that they have.
fn written<'a>(reading: &Reading<'a>) -> Vec<Written<'a>> {
    let book = reading.book;
    let mut all = Vec::new();
    let sessions = reading.coming();
    all.extend(sessions.map(|it| Written { meta: &it.meta, body: &it.body, agenda: it.agenda.as_ref() }));
    let mut add = |meta: &'a Meta, body: &'a Body| all.push(Written { meta, body, agenda: None });
    book.series.iter().for_each(|it| add(&it.meta, &it.body));
    book.scenarios.iter().for_each(|it| add(&it.meta, &it.body));
    book.methods.iter().for_each(|it| add(&it.meta, &it.body));
    book.guidance.iter().for_each(|it| add(&it.meta, &it.body));
    book.pages.iter().for_each(|it| add(&it.meta, &it.body));
    all
}

impl<'a> Written<'a> {
    /// Where it calls a meeting a webinar for the first time: the place, and what was seen.
    fn calls(&self, names: &Names) -> Option<(&'a Span, String)> {
        let title = |text: &str| format!("“{text}” calls a meeting a webinar.");
        if names.name(&self.meta.title) {
            return Some((&self.meta.span, title(&self.meta.title)));
        }
        if speaks_of_ours(&self.body.summary) {
            return Some((&self.meta.span, "The first lines speak of your meeting as a webinar.".to_owned()));
        }
        for segment in self.agenda.iter().flat_map(|agenda| &agenda.segments) {
            let text = words(&segment.title.html);
            if names.name(&text) {
                return Some((&segment.span, title(&text)));
            }
            if speaks_of_ours(&segment.details) {
                return Some((&segment.span, "This part speaks of your meeting as a webinar.".to_owned()));
            }
        }
        self.body.sections.iter().find_map(|section| calls(section, names))
    }
}

/// The same of a section.
fn calls<'a>(section: &'a Section, names: &Names) -> Option<(&'a Span, String)> {
    let heading = words(&section.heading.prose.html);
    let span = &section.heading.span;
    if names.name(&heading) {
        return Some((span, format!("“{heading}” calls a meeting a webinar.")));
    }
    // Headings further down stand in the text.
    for level in ["<h3", "<h4", "<h5", "<h6"].into_iter().filter(|_| speaks(&section.prose.html)) {
        for (at, _) in section.prose.html.match_indices(level) {
            let deeper = section.prose.html[at..].split_once("</h").map_or("", |(heading, _)| heading);
            let deeper = words(deeper);
            if names.name(&deeper) {
                return Some((span, format!("“{deeper}” calls a meeting a webinar.")));
            }
        }
    }
    if speaks_of_ours(&section.prose) {
        return Some((span, "The text below this heading speaks of your meeting as a webinar.".to_owned()));
    }
    section.parts.iter().find_map(|part| calls(part, names))
}

/// The names of readings that speak of webinars, in lower case.
struct Names {
    cited: Vec<String>,
}

impl Names {
    /// Whether `text`, a title or a heading, names a meeting of this group a webinar.
    fn name(&self, text: &str) -> bool {
        if !speaks(text) {
            return false;
        }
        let text = without_quotes(&text.to_lowercase());
        let is_cited = || {
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let mut pairs = words.windows(2).filter(|pair| pair.iter().any(|word| is_webinar(word)));
            pairs.any(|pair| self.cited.iter().any(|cited| cited.contains(&pair.join(" "))))
        };
        tokens(&text).any(is_webinar) && !is_denied(&text) && !is_of_others(&text) && !is_cited()
    }
}

/// A quick look that nearly every text ends with.
fn speaks(text: &str) -> bool {
    text.contains("ebina") || text.contains("EBINA")
}

/// The word in the languages that took it over.
fn is_webinar(token: &str) -> bool {
    token.strip_prefix("webina").is_some_and(|rest| rest.starts_with(['r', 'i', 'á']))
}

/// The words of a text, without addresses.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let is_address = |token: &&str| {
        token.contains("://")
            || token.contains('@')
            || (token.contains('/') && token.contains('.'))
            || token.starts_with("www.")
    };
    text.split_whitespace()
        .filter(move |token| !is_address(token))
        .flat_map(|token| token.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()))
}

/// What says that it is none.
const DENIED: &[&str] = &[
    "not", "no", "never", "without", "instead", "than", "isn", "isn’t", "don", "beyond", "versus", "vs", "nor",
    "unlike", "why",
];

fn is_denied(text: &str) -> bool {
    tokens(text).any(|word| DENIED.contains(&word))
}

/// What says that somebody else holds it.
const OF_OTHERS: &[&str] = &[
    "watch",
    "watching",
    "watched",
    "by",
    "recording",
    "recorded",
    "their",
    "free",
    "external",
    "from",
    "register",
    "other",
];

fn is_of_others(text: &str) -> bool {
    tokens(text).any(|word| OF_OTHERS.contains(&word))
}

/// What makes a meeting ours in a sentence.
const OURS: &[&str] = &["our", "this", "tonight", "today", "join"];

/// Whether a text speaks of the group's own meeting as a webinar.
fn speaks_of_ours(prose: &Prose) -> bool {
    if !speaks(&prose.html) {
        return false;
    }
    let text = without_quotes(&words(&prose.html).to_lowercase());
    text.split(['.', '!', '?', '\n']).any(|sentence| {
        let words: Vec<&str> = tokens(sentence).collect();
        let is_ours = |pair: &[&str]| is_webinar(pair[1]) && OURS.contains(&pair[0]);
        // "tonight's webinar", "this month's webinar"
        let is_todays = |three: &[&str]| {
            is_webinar(three[2])
                && three[1] == "s"
                && ["tonight", "today", "month", "week", "evening"].contains(&three[0])
        };
        (words.windows(2).any(is_ours) || words.windows(3).any(is_todays))
            && !is_denied(sentence)
            && !is_of_others(sentence)
    })
}

/// The words of our own HTML, without tags and without what is not the author's own: code, quotations, names in italics.
fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut inside = 0_u32;
    while let Some((text, after)) = rest.split_once('<') {
        if inside == 0 {
            out.push_str(text);
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        match name {
            "code" | "pre" | "blockquote" | "em" | "cite" | "q" if tag.starts_with('/') => {
                inside = inside.saturating_sub(1)
            }
            "code" | "pre" | "blockquote" | "em" | "cite" | "q" => inside += 1,
            "p" | "li" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "br" if !tag.starts_with('/') => out.push('\n'),
            _ => {}
        }
        rest = after;
    }
    if inside == 0 {
        out.push_str(rest);
    }
    let out = out.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    out.trim().to_owned()
}

/// `text` without what stands between quotation marks: a word that is talked about.
fn without_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['“', '"', '«', '„']) {
        let (before, quoted) = rest.split_at(at);
        out.push_str(before);
        let open = quoted.chars().next().map_or(1, char::len_utf8);
        match quoted[open..].find(['”', '"', '»', '“']) {
            Some(end) => {
                let close = quoted[open + end..].chars().next().map_or(1, char::len_utf8);
                rest = &quoted[open + end + close..];
            }
            None => {
                out.push_str(&quoted[open..]);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
