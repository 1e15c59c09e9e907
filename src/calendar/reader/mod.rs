//! The one place that reads calendars of others: any bytes in, a plain decoded model and what was not understood out.
//!
//! The `ical` crate's reader reads each content line. What it cannot do is done around it: lines are unfolded and
//! decoded first (`lines`), a line reaches it alone and never with its value (`field`), and components are kept
//! apart here, since it refuses a whole calendar for one that it does not know. So one bad line costs one line.
//!
//! What the lines say of time is read here too, for all who ask: dates and times (`values`), the zones that they name
//! (`zones`), and rules of repeating (`rule`).

mod field;
mod lines;
pub(crate) mod rule;
#[cfg(test)]
mod tests;
pub(crate) mod values;
mod windows;
pub(crate) mod zones;

use std::collections::BTreeMap;

pub use field::Field;
use lines::{ContentLine, lines};

/// The depth of components inside components; deeper ones are not looked at. The standard needs three.
const DEEPEST: usize = 16;

/// The problems that are kept word for word. A file that is no calendar at all has one on every line.
const MOST_PROBLEMS: usize = 100;

/// A calendar file as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarFile {
    /// Whether there is a calendar at all: a `BEGIN:VCALENDAR`, or an event that stands alone.
    pub is_calendar: bool,
    /// The calendar's own properties; those of all calendars where the file holds several.
    pub properties: Vec<Field>,
    pub events: Vec<Component>,
    pub zones: Vec<TimezoneComponent>,
    /// The number of each other component, by its name in capitals (`VTODO`); those inside events too.
    pub others: BTreeMap<String, usize>,
    /// In the order of their lines.
    pub problems: Vec<CalendarProblem>,
    /// The number of further problems.
    pub unsaid: usize,
}

/// An event, or one of a zone's observances.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Component {
    /// The line where its `BEGIN` stands, counted from 1.
    pub line: usize,
    pub properties: Vec<Field>,
    /// The number of components of each name inside it (`VALARM`).
    pub inner: BTreeMap<String, usize>,
}

/// A VTIMEZONE (RFC 5545 §3.6.5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimezoneComponent {
    pub line: usize,
    pub properties: Vec<Field>,
    pub standard: Vec<Component>,
    pub daylight: Vec<Component>,
}

/// A line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarProblem {
    /// Counted from 1.
    pub line: usize,
    /// A full sentence.
    pub message: String,
}

impl CalendarFile {
    /// Returns the calendar's first property of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        get(&self.properties, name)
    }

    fn say(&mut self, line: usize, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(CalendarProblem { line, message: message.into() });
        } else {
            self.unsaid += 1;
        }
    }
}

impl Component {
    /// Returns the first property of that name, in capitals.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        get(&self.properties, name)
    }

    /// Returns every property of that name, in capitals.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.properties.iter().filter(move |field| field.name == name)
    }
}

impl TimezoneComponent {
    /// Returns the first property of that name, in capitals.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        get(&self.properties, name)
    }
}

fn get<'a>(properties: &'a [Field], name: &str) -> Option<&'a Field> {
    properties.iter().find(|field| field.name == name)
}

/// Reads `bytes`, whatever they are. What cannot be understood is in [`CalendarFile::problems`].
#[must_use]
pub fn read(bytes: &[u8]) -> CalendarFile {
    let mut reader = CalendarReader::default();
    for line in lines(bytes) {
        reader.line(&line);
    }
    reader.finish()
}

/// A component whose `END` has not been seen.
struct OpenComponent {
    name: String,
    component: Component,
    standard: Vec<Component>,
    daylight: Vec<Component>,
}

#[derive(Default)]
struct CalendarReader {
    read: CalendarFile,
    open: Vec<OpenComponent>,
    /// The number of open components deeper than [`DEEPEST`].
    too_deep: usize,
    said_encoding: bool,
    said_outside: bool,
}

impl CalendarReader {
    fn line(&mut self, line: &ContentLine<'_>) {
        if line.guessed && !self.said_encoding {
            self.said_encoding = true;
            let message =
                "This line is not in UTF-8. Handbound read it as Windows-1252, so check letters with accents.";
            self.read.say(line.number, message);
        }
        let field = match field::field(&line.text, line.number) {
            Ok(field) => field,
            Err(message) => return self.stray(line, message),
        };
        match field.name.as_str() {
            "BEGIN" => self.begin(&field),
            "END" => self.end(&field),
            _ if self.too_deep > 0 => {}
            _ => match self.open.last_mut() {
                Some(open) => open.component.properties.push(field),
                None => self.outside(line.number),
            },
        }
    }

    /// Takes a line that is no property. Programs that forget to fold break descriptions off; what follows one is its
    /// text.
    fn stray(&mut self, line: &ContentLine<'_>, message: String) {
        let last = self.open.last_mut().filter(|_| self.too_deep == 0);
        if last.is_none() {
            return self.outside(line.number);
        }
        match last.and_then(|open| open.component.properties.last_mut()) {
            Some(field) if matches!(field.name.as_str(), "DESCRIPTION" | "COMMENT") => {
                field.raw.push_str("\\n");
                field.raw.push_str(line.text.trim_end());
                self.read.say(
                    line.number,
                    "This line is not a calendar property. Handbound read it as part of the text above it.",
                );
            }
            _ => self.read.say(line.number, message),
        }
    }

    fn outside(&mut self, line: usize) {
        if !self.said_outside {
            self.said_outside = true;
            self.read.say(line, "From here on, the text is outside any calendar, so Handbound did not read it.");
        }
    }

    fn begin(&mut self, field: &Field) {
        let name = field.raw.trim().to_ascii_uppercase();
        if self.too_deep > 0 || self.open.len() >= DEEPEST {
            if self.too_deep == 0 {
                self.read
                    .say(field.line, "From here on, components are nested too deeply, so Handbound did not read them.");
            }
            self.too_deep += 1;
            return;
        }
        // None of these stands inside itself or another of them: an END was forgotten.
        let top = ["VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"];
        if top.contains(&name.as_str()) {
            while let Some(open) = self.open.pop_if(|open| open.name != "VCALENDAR" || name == "VCALENDAR") {
                let message = format!("`END:{}` is missing before `BEGIN:{name}`.", shown(&open.name));
                self.read.say(field.line, message);
                self.close(open);
            }
        }
        let component = Component { line: field.line, ..Component::default() };
        self.open.push(OpenComponent { name, component, standard: Vec::new(), daylight: Vec::new() });
    }

    fn end(&mut self, field: &Field) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let name = field.raw.trim().to_ascii_uppercase();
        let Some(depth) = self.open.iter().rposition(|open| open.name == name) else {
            let message = format!("`END:{}` has no `BEGIN:` before it.", shown(&name));
            return self.read.say(field.line, message);
        };
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            if open.name != name {
                self.read.say(field.line, format!("`END:{}` is missing before `END:{name}`.", shown(&open.name)));
            }
            self.close(open);
        }
    }

    fn finish(mut self) -> CalendarFile {
        while let Some(open) = self.open.pop() {
            let message = format!("`END:{}` is missing: the part that begins here never ends.", shown(&open.name));
            self.read.say(open.component.line, message);
            self.close(open);
        }
        self.read
    }

    /// Puts what was read where it belongs.
    fn close(&mut self, open: OpenComponent) {
        let OpenComponent { name, component, standard, daylight } = open;
        match name.as_str() {
            "VCALENDAR" => {
                self.read.is_calendar = true;
                self.read.properties.extend(component.properties);
            }
            "VEVENT" => {
                self.read.is_calendar = true;
                self.read.events.push(component);
            }
            "VTIMEZONE" => {
                let Component { line, properties, .. } = component;
                self.read.zones.push(TimezoneComponent { line, properties, standard, daylight });
            }
            _ => match (name.as_str(), self.open.last_mut()) {
                ("STANDARD", Some(zone)) if zone.name == "VTIMEZONE" => zone.standard.push(component),
                ("DAYLIGHT", Some(zone)) if zone.name == "VTIMEZONE" => zone.daylight.push(component),
                (_, parent) => {
                    if let Some(parent) = parent {
                        *parent.component.inner.entry(name.clone()).or_default() += 1;
                    }
                    *self.read.others.entry(name).or_default() += 1;
                }
            },
        }
    }
}

/// Returns a component's name as far as a message should hold it.
fn shown(name: &str) -> String {
    name.chars().filter(|character| !character.is_control()).take(40).collect()
}
