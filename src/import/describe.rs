//! An event's description as a body: what is for everybody, and how to join as a note for facilitators.

use crate::calendar::reader::{Component, Field};

use crate::parse::markdown::names_the_agenda;
use crate::parse::time;

use super::html;
use super::markdown::{DescriptionLine, LineKind, body, plain_line};
use super::online;
use super::report::{ImportReport, ReportKind};

/// Properties in which programs keep the address of a room.
const ROOMS: [&str; 5] = [
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
];

/// A description that was read.
#[derive(Debug, Default)]
pub struct Described {
    /// The lines for everybody.
    lines: Vec<DescriptionLine>,
    /// The lines on how to join.
    keys: Vec<DescriptionLine>,
    /// The room that is named first.
    pub room: Option<String>,
}

/// Reads the description of `event`. `aside` holds the ways to join in its title and place.
pub fn described(event: &Component, title: &str, aside: &[String], report: &mut ImportReport) -> Described {
    let mut lines = Vec::new();
    if let Some(text) = description(event) {
        let (text, mail) = online::without_mail(&text);
        report.note_many(ReportKind::Mail, mail, "");
        // Google Calendar adds its part as plain text even to HTML.
        let (text, added) = text.find("-::~:~").map_or((text.as_str(), ""), |at| text.split_at(at));
        if html::is_html(text) {
            let read = html::lines(text);
            read.lost.iter().for_each(|lost| report.note(ReportKind::Markup, &format!("{title}: {lost}")));
            lines = read.lines;
        } else {
            lines = plain(text);
        }
        lines.extend(plain(added));
    }
    let mut stated = ROOMS.iter().filter_map(|name| event.get(name)).map(|field| field.text().trim().to_owned());
    let stated = stated.find(|room| room.starts_with("https://") || room.starts_with("http://"));
    let mut described = Described { room: stated, ..Described::default() };
    let page = event.get("URL").map(|field| online::without_mail(field.raw.trim()).0);
    if let Some(page) = page.filter(|page| online::addresses(page).first() == Some(&page.as_str())) {
        let known = lines.iter().any(|line| line.plain.contains(&page));
        if !known {
            lines.push(plain_line(&page, LineKind::Paragraph));
        }
    }
    lines.extend(aside.iter().map(|line| plain_line(line, LineKind::Paragraph)));
    let secrets = secrets(event);
    let mut inside = framed(&lines);
    for (inside, line) in inside.iter_mut().zip(&lines) {
        *inside |= online::is_key(&line.plain)
            || aside.iter().any(|aside| line.plain.contains(aside))
            || online::holds(&line.plain, &secrets);
    }
    let beside = |at: usize| at > 0 && inside[at - 1] || inside.get(at + 1).is_some_and(|inside| *inside);
    let rest: Vec<bool> = (0..lines.len()).map(|at| online::is_rest(&lines[at].plain) && beside(at)).collect();
    let mut begins = false;
    for ((mut line, is_key), is_rest) in lines.into_iter().zip(inside).zip(rest) {
        if online::is_frame(&line.plain) || is_rest {
            begins = true;
            continue;
        }
        if is_key {
            let room = online::addresses(&line.plain).into_iter().find(|address| online::is_room(address));
            described.room = described.room.or_else(|| room.map(online::unwrapped));
            begins |= line.kind != LineKind::Broken;
            line.kind = if described.keys.is_empty() { LineKind::Paragraph } else { LineKind::Broken };
            described.keys.push(line);
            continue;
        }
        // What stood before it went elsewhere.
        if begins && line.kind == LineKind::Broken {
            line.kind = LineKind::Paragraph;
        }
        begins = false;
        described.lines.push(line);
    }
    mark_agenda(&mut described.lines);
    described
}

/// Makes a list of the lines that begin with a time below one that names the agenda: programs keep them apart by line
/// ends alone.
fn mark_agenda(lines: &mut [DescriptionLine]) {
    let is_timed = |line: &DescriptionLine| time::leading(&line.plain).is_some_and(|(found, _)| found.is_timed());
    let names_it = |line: &DescriptionLine| names_the_agenda(&line.plain.trim_end_matches([':', ' ']).to_lowercase());
    let Some(at) = lines.windows(2).position(|pair| names_it(&pair[0]) && is_timed(&pair[1])) else { return };
    let goes_on =
        |line: &&DescriptionLine| is_timed(line) || matches!(line.kind, LineKind::Broken | LineKind::Item { .. });
    let end = at + 1 + lines[at + 1..].iter().take_while(goes_on).count();
    if lines[at + 1..end].iter().filter(|line| is_timed(line)).count() < 2 {
        return;
    }
    lines[at] = plain_line(lines[at].plain.trim_end_matches([':', ' ']), LineKind::Agenda);
    for line in lines[at + 1..end].iter_mut().filter(|line| is_timed(line)) {
        if !matches!(line.kind, LineKind::Item { .. }) {
            line.kind = LineKind::Item { depth: 0, number: None };
        }
    }
}

impl Described {
    /// Returns the body of a session whose `join` is `room`.
    pub fn body(&self, room: Option<&str>) -> String {
        let mut out = body(&self.lines);
        let says_more = self.keys.iter().any(|line| Some(line.plain.as_str()) != room);
        if says_more {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str("> [!facilitator]\n");
            for line in body(&self.keys).lines() {
                out.extend([">", if line.is_empty() { "" } else { " " }, line, "\n"]);
            }
        }
        out
    }

    /// Returns whether anything but `home` is kept from everybody.
    pub fn has_keys_beside(&self, home: Option<&str>) -> bool {
        self.keys.iter().any(|line| home.is_none_or(|home| !line.plain.contains(home)))
    }
}

/// Returns the secrets of each room that `event` names anywhere.
pub fn secrets(event: &Component) -> Vec<String> {
    let names = ["SUMMARY", "LOCATION", "URL", "DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"];
    let mut found = Vec::new();
    for field in names.iter().chain(&ROOMS).flat_map(|name| event.all(name)) {
        for address in online::addresses(&field.text()) {
            let address = online::unwrapped(address);
            let address = address.replace("&amp;", "&");
            if online::is_room(&address) || ROOMS.contains(&field.name.as_str()) {
                found.extend(online::secrets(&address));
            }
        }
    }
    found
}

/// Returns DESCRIPTION, or the other properties in which it may stand.
pub fn description(event: &Component) -> Option<String> {
    let names = ["DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"];
    names.iter().flat_map(|name| event.all(name)).map(Field::text).find(|text| !text.trim().is_empty())
}

/// Returns which lines stand in a part that a program framed, if that part has how to join.
fn framed(lines: &[DescriptionLine]) -> Vec<bool> {
    let mut inside = vec![false; lines.len()];
    let frames: Vec<usize> = (0..lines.len()).filter(|at| online::is_programs_frame(&lines[*at].plain)).collect();
    let ends = frames.iter().skip(1).copied().chain([lines.len()]);
    for (from, to) in frames.iter().copied().zip(ends) {
        if lines[from..to].iter().any(|line| online::is_key(&line.plain)) {
            inside[from..to].fill(true);
        }
    }
    inside
}

fn plain(text: &str) -> Vec<DescriptionLine> {
    let mut lines = Vec::new();
    let mut kind = LineKind::Paragraph;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        if line.trim().is_empty() {
            kind = LineKind::Paragraph;
        } else {
            lines.push(plain_line(line, kind));
            kind = LineKind::Broken;
        }
    }
    lines
}
