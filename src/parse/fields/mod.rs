//! Fields by their types: each reader takes what is forgivable and reports what is not. A field that nobody asked for
//! is unknown, so the list of a kind's fields is the code that reads them.

mod countries;
mod link;
mod text;
mod time;
mod zone;

use std::borrow::Borrow;
use std::cell::RefCell;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::handbook::rooms;
use crate::source::{FilePath, Source, Span};
use crate::suggest::nearest;

use super::yaml::{KeyValue, Node, Tree};

/// One file while it is read, and the messages about it so far.
#[derive(Debug)]
pub struct FieldReader<'s> {
    pub file: FilePath,
    pub text: &'s str,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'s> FieldReader<'s> {
    /// Returns a reader of `source` without messages.
    #[must_use]
    pub fn new(source: &'s Source) -> Self {
        FieldReader { file: source.path.clone(), text: &source.text, diagnostics: RefCell::default() }
    }

    /// Returns a place in the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.file, range)
    }

    /// Keeps `diagnostic`.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Returns all messages.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// Reports that the value of `name` is not what it should be: "`date` should be a day, not a list."
    pub fn wrong(&self, node: &Node, name: &str, should: &str, example: &str) {
        self.report(wrong_type(self.span(node.range.clone()), name, should, &described(node), example));
    }
}

/// Makes a `wrong-type`, from what `name` should be and what was seen instead.
#[must_use]
pub fn wrong_type(span: Span, name: &str, should: &str, seen: &str, example: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", span, format!("`{name}` should be {should}, not {seen}."))
        .help(format!("Write it like this: `{example}`."))
}

/// Describes a value, for a sentence.
fn described(node: &Node) -> String {
    match &node.tree {
        Tree::Scalar(_) if node.is_empty() => "nothing".into(),
        Tree::Scalar(scalar) => format!("`{}`", shortened(scalar.text.trim())),
        Tree::List(_) => "a list".into(),
        Tree::Map(pairs) if pairs.len() == 1 => "a field of its own".into(),
        Tree::Map(_) => "a group of fields".into(),
    }
}

/// Returns the first line of `text`, or what fits into a message.
#[must_use]
pub fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// The fields of one entry, or of one value that has fields of its own. Ask for each with its reader, then
/// [`finish`](Fields::finish).
#[derive(Debug)]
pub struct Fields<'a> {
    pub reader: &'a FieldReader<'a>,
    pairs: &'a [KeyValue],
    used: Vec<bool>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    /// The thing that has these fields, for messages: "session".
    thing: &'a str,
    /// Whether that is the name of a field, whose value has these.
    is_field: bool,
    /// The place of a message about missing fields.
    place: Span,
    /// Whether a message already says that the fields cannot be read, so that none is reported as missing.
    broken: IsBroken,
}

/// The other names that people write for a field; the first field that an entry has is meant.
const OTHER_NAMES: [(&str, &[&str]); 17] = [
    ("where", &["location", "place", "venue", "address", "room"]),
    ("facilitators", &["host", "hosts", "led_by", "leader", "leaders", "lead", "who", "presenter", "presenters"]),
    ("time", &["start", "starts", "start_time", "begins", "from", "end", "ends", "end_time", "until", "to", "hours"]),
    ("address", &["location", "place", "where", "street"]),
    ("length", &["duration", "minutes"]),
    ("date", &["when", "day", "start_date"]),
    ("join", &["link", "url", "zoom", "zoom_link", "meeting_link", "meeting_url", "teams", "meet"]),
    ("website", &["url", "site", "homepage", "web", "address", "link"]),
    ("language", &["locale", "lang"]),
    ("link", &["url", "website", "address", "web"]),
    ("title", &["name", "heading", "subject", "topic"]),
    ("name", &["title", "full_name"]),
    ("readings", &["books", "book", "texts", "to_read"]),
    ("bring", &["materials", "supplies", "what_to_bring"]),
    ("every", &["frequency", "interval", "how_often", "each"]),
    ("until", &["end", "ends", "end_date", "last", "to"]),
    ("about", &["description", "summary"]),
];

/// Fields that stand below another one, where an entry has that: `logo` below `theme:`.
const BELOW: [(&str, &[&str]); 3] = [
    ("theme", &["colour", "color", "logo", "font", "density"]),
    ("calendar", &["show_join_link", "reminders", "times"]),
    ("contact", &["email", "phone"]),
];

/// The help for a field that would let in whoever reads it.
const WHERE_A_WAY_IN_BELONGS: &str = "It belongs after `dial_in:` of its session, such as `dial_in: \"+1 902 555 0100, \
                                      meeting 812 3456 7890, passcode 4711\"`, or into a `> [!facilitator]` box. Neither is \
                                      published.";

/// Returns whether a value lets its reader into an online room.
fn is_way_in(value: &Node) -> bool {
    value.scalar().is_some_and(|scalar| !rooms::ways_in(&scalar.text).is_empty())
}

/// Whether the fields could be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsBroken {
    Yes,
    No,
}

impl<'a> Fields<'a> {
    /// Returns the fields `pairs` of a `thing` at `place`.
    #[must_use]
    pub fn new(
        reader: &'a FieldReader<'a>,
        pairs: &'a [KeyValue],
        thing: &'a str,
        place: Span,
        broken: IsBroken,
    ) -> Self {
        let used = vec![false; pairs.len()];
        let (asked, missing, is_field) = (Vec::with_capacity(40), Vec::new(), false);
        Fields { reader, pairs, used, asked, missing, thing, is_field, place, broken }
    }

    /// Returns the fields of a value that has some of its own.
    #[must_use]
    pub fn within(reader: &'a FieldReader<'a>, node: &'a Node, pairs: &'a [KeyValue], name: &'a str) -> Self {
        let fields = Fields::new(reader, pairs, name, reader.span(node.range.clone()), IsBroken::No);
        Fields { is_field: true, ..fields }
    }

    /// Takes the value of `name`, where one is written.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.asked.push(name);
        let mut found: Option<&'a KeyValue> = None;
        for (pair, used) in self.pairs.iter().zip(&mut self.used) {
            if *used || !same_name(&pair.name, name) {
                continue;
            }
            *used = true;
            match found {
                None => found = Some(pair),
                Some(first) => self.reader.report(
                    Diagnostic::error(
                        "key-twice",
                        self.reader.span(pair.name_range.clone()),
                        format!("`{name}` is written twice."),
                    )
                    .help("Keep the one that is right and take the other out.")
                    .also(self.reader.span(first.name_range.clone()), "first written here"),
                ),
            }
        }
        found.map(|pair| &pair.value).filter(|value| !value.is_empty())
    }

    /// Takes the value of `name`; where none is written, it is missing.
    pub fn require(&mut self, name: &'static str) -> Option<&'a Node> {
        let value = self.take(name);
        if value.is_none() {
            self.miss(name);
        }
        value
    }

    /// Counts `name` among what is missing.
    pub fn miss(&mut self, name: &'static str) {
        self.missing.push(name);
    }

    /// Returns whether `name` is written, readable or not.
    #[must_use]
    pub fn is_written(&self, name: &str) -> bool {
        self.pairs.iter().any(|pair| same_name(&pair.name, name) && !pair.value.is_empty())
    }

    /// Returns the place where `name` is written.
    #[must_use]
    pub fn name_span(&self, name: &str) -> Option<Span> {
        let pair = self.pairs.iter().find(|pair| same_name(&pair.name, name))?;
        Some(self.reader.span(pair.name_range.clone()))
    }

    /// Returns the place of a message about all of it.
    #[must_use]
    pub fn place(&self) -> &Span {
        &self.place
    }

    /// Reads the fields that a value of `name` has; `None` with a message where it is no group of fields.
    pub fn group(&mut self, name: &'static str, example: &str) -> Option<Fields<'a>> {
        let node = self.take(name)?;
        if let Tree::Map(pairs) = &node.tree {
            return Some(Fields::within(self.reader, node, pairs, name));
        }
        self.reader.wrong(node, name, "a group of fields", example);
        None
    }

    /// Returns "A session", "This session"; a field's own name in backquotes.
    fn whose(&self, article: &str) -> String {
        let thing = self.thing;
        match article {
            _ if self.is_field => format!("`{thing}`"),
            "A" if thing.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("An {thing}"),
            _ => format!("{article} {thing}"),
        }
    }

    /// Reports what is missing, in one message, and which fields nobody knows.
    pub fn finish(mut self) {
        let mut said: Vec<(&str, Diagnostic)> = Vec::new();
        for (pair, used) in self.pairs.iter().zip(&self.used) {
            if *used {
                continue;
            }
            let span = self.reader.span(pair.name_range.clone());
            if pair.name.trim().is_empty() {
                let message = "This line should be a field: a name, a colon, a space and a value.";
                let help = "Write `name: value`, or take the line out.";
                self.reader.report(Diagnostic::error("front-matter-broken", span, message).help(help));
                continue;
            }
            let name = shortened(&pair.name);
            let written = plain_name(&pair.name);
            let dial_in = ["dial_in"].into_iter().find(|name| rooms::is_label(&written) && self.asked.contains(name));
            let known = dial_in.or_else(|| self.meant(&written));
            // A start and an end for one time are one mistake.
            if let Some((_, one)) = said.iter_mut().find(|(other, _)| known == Some(other)) {
                *one = one.clone().also(span, "this belongs there too");
                continue;
            }
            let folded = written.replace('_', "");
            let is_it = |field: &&&str| field.replace('_', "") == folded;
            let below = BELOW.iter().filter(|(above, _)| known.is_none() && self.asked.contains(above));
            let mut below = below.filter_map(|(above, fields)| Some((above, fields.iter().find(is_it)?)));
            if let Some((above, field)) = below.next() {
                let value = pair.value.scalar().map_or("...", |scalar| scalar.text.trim());
                let message = format!("`{name}` belongs below `{above}:`, not beside it.");
                let value = shortened(value);
                let help = format!("Write a line `{above}:` and below it, indented by two spaces, `{field}: {value}`.");
                said.push(("", Diagnostic::error("unknown-field", span, message).help(help)));
                continue;
            }
            let message = match known {
                Some(known) => format!("{} has no field `{name}`. Did you mean `{known}`?", self.whose("A")),
                None => format!("{} has no field `{name}`.", self.whose("A")),
            };
            let help = match known {
                // A way in may not stand in the text either.
                known if known != Some("join") && (rooms::is_label(&written) || is_way_in(&pair.value)) => {
                    WHERE_A_WAY_IN_BELONGS.to_owned()
                }
                Some("time") => "Write start and end on one line, such as `time: 6:30 pm - 8:00 pm`.".to_owned(),
                Some(known) => format!("Write `{known}:`, or take the line out."),
                None => "Take the line out, or put what it says into the text.".to_owned(),
            };
            said.push((known.unwrap_or_default(), Diagnostic::error("unknown-field", span, message).help(help)));
            // A misspelt field is one mistake: it is not missing as well.
            self.missing.retain(|missing| Some(*missing) != known);
        }
        for (_, diagnostic) in said {
            self.reader.report(diagnostic);
        }
        if self.missing.is_empty() || self.broken == IsBroken::Yes {
            return;
        }
        let names: Vec<String> = self.missing.iter().map(|name| format!("no `{name}`")).collect();
        let lines: Vec<String> = self.missing.iter().map(|name| format!("`{name}: ...`")).collect();
        let message = format!("{} has {}.", self.whose("This"), listed(&names, "and"));
        let help = if self.place.end == 0 && super::classify::is_markdown(&self.reader.file) {
            format!(
                "Begin the file with a line `---`, then {}, each on its own line, then another line `---`.",
                listed(&lines, "and")
            )
        } else {
            format!("Add {} to its fields.", listed(&lines, "and"))
        };
        self.reader.report(Diagnostic::error("missing-field", self.place, message).help(help));
    }

    /// Returns the field that somebody who wrote `written` probably meant.
    fn meant(&self, written: &str) -> Option<&'static str> {
        let is_plural =
            |known: &str| known.strip_suffix('s') == Some(written) || written.strip_suffix('s') == Some(known);
        let asked = || self.asked.iter().copied();
        let usual = || OTHER_NAMES.iter().filter(|(_, others)| others.contains(&written)).map(|(known, _)| *known);
        let other = || usual().find(|known| self.asked.contains(known) && !self.is_written(known));
        asked().find(|known| is_plural(known)).or_else(other).or_else(|| nearest(written, asked()))
    }
}

/// Writes `a`, `a WORD b`, `a, b WORD c`.
#[must_use]
pub fn listed<S: Borrow<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.borrow().to_owned(),
        [most @ .., last] => format!("{} {word} {}", most.join(", "), last.borrow()),
    }
}

/// Returns a field's name as it is compared: any case, blanks and hyphens as `_`.
fn plain_name(written: &str) -> String {
    written.trim().to_lowercase().replace([' ', '-', '\u{a0}'], "_")
}

/// Returns whether `written` is the field `name`, as [`plain_name`] compares, without making a text of it.
fn same_name(written: &str, name: &str) -> bool {
    let written = written.trim();
    written.len() == name.len()
        && written.bytes().zip(name.bytes()).all(|(written, name)| {
            written.to_ascii_lowercase() == name || (name == b'_' && matches!(written, b' ' | b'-'))
        })
}
