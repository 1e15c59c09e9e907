//! The fields of `community.yml`.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::handbook::Community;
use crate::handbook::community::{
    Calendar, Channel, ClockFormat, CommunityStatus, Contact, FeedTimes, Funder, HouseWords, Mentor, ThemeChoice,
};
use crate::parse::fields::{FieldReader, Fields, IsBroken};
use crate::parse::front_matter::fields_of_file;
use crate::parse::yaml::Tree;
use crate::parse::{Entry, Parsed};
use crate::source::{Located, Source, Span};

use super::session::JOIN_LINK;
use super::{checks, slug};

/// Reads `community.yml`. What cannot be read holds its default, so that all else is still checked.
#[must_use]
pub fn community(source: &Source) -> Parsed {
    let reader = FieldReader::new(source);
    let (pairs, broken) = fields_of_file(source, &reader, "name: The Tidepool Circle");
    let whole = Span::whole(&source.path);
    let broken = if broken { IsBroken::Yes } else { IsBroken::No };
    let mut fields = Fields::new(&reader, &pairs, "community", whole, broken);
    let community = read(&mut fields);
    fields.finish();
    let entries = vec![Entry::Community(Arc::new(community))];
    Parsed { entries, diagnostics: reader.finish(), ..Parsed::default() }
}

fn read(fields: &mut Fields<'_>) -> Community {
    let name = fields.required_text("name");
    let written = fields.text("id").map(|id| calendar_id(fields, id));
    let zone = fields.require("timezone").and_then(|node| fields.reader.zone(node, "timezone"));
    Community {
        id_written: written.is_some(),
        id_span: written.as_ref().map_or(&name.span, |id| &id.span).clone(),
        id: written.map_or_else(|| slug(&name.value), |id| id.value),
        timezone: zone.unwrap_or_else(|| Located::new(TimeZone::UTC, fields.place().clone())),
        language: language(fields),
        tagline: fields.words("tagline"),
        organization: fields.words("organization").or_else(|| fields.words("organisation")),
        website: website(fields),
        contact: contact(fields),
        about: fields.paragraphs("about"),
        we_hope_to: fields.texts("we_hope_to"),
        group_size_span: fields.name_span("group_size"),
        group_size: fields.group_size("group_size"),
        facilitators: fields.people("facilitators").unwrap_or_default(),
        mentor: mentor(fields),
        where_we_talk: channels(fields),
        funder: funder(fields),
        publish_totals: fields.yes_no("publish_totals"),
        snack_rota: fields.things("snack_rota"),
        sister_calendars: fields.links("sister_calendars"),
        words: words(fields),
        calendar: calendar(fields),
        clock: clock(fields),
        theme: theme(fields),
        status: fields
            .choice(
                "status",
                &[
                    ("active", CommunityStatus::Active),
                    ("resting", CommunityStatus::Resting),
                    ("closed", CommunityStatus::Closed),
                ],
            )
            .unwrap_or_default(),
        checks: checks::checks(fields),
        updated: fields.date("updated").map(|date| date.value),
        owner: fields.text("owner"),
        review_by: fields.date("review_by"),
        span: name.span,
        name: name.value,
    }
}

/// Returns an id that can stand in every calendar entry: `tide pool` would be `tide-pool`.
fn calendar_id(fields: &Fields<'_>, id: Located<String>) -> Located<String> {
    if id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return id;
    }
    let plain = slug(&deunicode::deunicode(&id.value));
    fields.reader.report(
        Diagnostic::error(
            "wrong-type",
            id.span.clone(),
            "The `id` of a handbook has letters from a to z, digits and hyphens.",
        )
        .help(format!("Write `id: {plain}`. It is part of every calendar entry, so never change it.")),
    );
    Located::new(plain, id.span)
}

/// Reads a language tag (BCP 47), by its form: `en`, `pt-BR`.
fn language(fields: &mut Fields<'_>) -> Located<String> {
    let english = Located::new("en".to_owned(), fields.place().clone());
    let Some(node) = fields.take("language") else { return english };
    let Some(mut tag) = fields.reader.text(node, "language") else { return english };
    tag.value = tag.value.replace('_', "-");
    let mut parts = tag.value.split('-');
    let first = parts.next().unwrap_or_default();
    let fits = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !fits {
        fields.reader.wrong(node, "language", "the short code of a language, such as `en` or `pt-BR`", "language: en");
        return english;
    }
    tag
}

/// Reads the site's own address, without a slash at its end.
fn website(fields: &mut Fields<'_>) -> Option<Located<String>> {
    let node = fields.take("website")?;
    let mut address = fields.reader.address(node, "website")?;
    if !address.value.starts_with("http://") && !address.value.starts_with("https://") {
        let host = address.value.split('/').next().unwrap_or_default();
        let is_site = host.contains('.') && !host.contains(['@', ':', ' ']) && !host.starts_with('.');
        let meant = if is_site { &address.value } else { "tidepool.example.org" };
        let example = format!("website: https://{meant}");
        fields.reader.wrong(node, "website", "an address that begins with https", &example);
        return None;
    }
    address.value.truncate(address.value.trim_end_matches('/').len());
    Some(address)
}

fn contact(fields: &mut Fields<'_>) -> Option<Contact> {
    let mut inner = fields.group("contact", "contact: {name: Marisol Quennell, email: name@example.org}")?;
    let contact = Contact { name: inner.words("name"), email: inner.words("email"), phone: inner.words("phone") };
    inner.finish();
    Some(contact)
}

fn mentor(fields: &mut Fields<'_>) -> Mentor {
    match fields.id("mentor") {
        None => Mentor::Unsaid,
        Some(id) if id.value.eq_ignore_ascii_case("none") => Mentor::None,
        Some(id) => Mentor::Person(id),
    }
}

fn channels(fields: &mut Fields<'_>) -> Vec<Channel> {
    let name = "where_we_talk";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let reader = fields.reader;
    let items = match &node.tree {
        Tree::List(items) => items.as_slice(),
        Tree::Scalar(_) | Tree::Map(_) => std::slice::from_ref(node),
    };
    let mut channels = Vec::new();
    for item in items {
        if let Tree::Map(pairs) = &item.tree {
            let mut inner = Fields::new(reader, pairs, "place to talk", reader.span(item.range.clone()), IsBroken::No);
            let channel = Channel {
                name: inner.required_text("name").value,
                purpose: inner.words("use"),
                reply_within: inner.words("reply_within"),
                link: inner.address("link"),
            };
            inner.finish();
            channels.push(channel);
        } else if let Some(text) = reader.text(item, name) {
            channels.push(Channel { name: text.value, purpose: None, reply_within: None, link: None });
        }
    }
    channels
}

fn funder(fields: &mut Fields<'_>) -> Option<Funder> {
    let node = fields.take("funder")?;
    let Tree::Map(pairs) = &node.tree else {
        let name = fields.reader.text(node, "funder")?.value;
        return Some(Funder { name, needs: Vec::new() });
    };
    let mut inner = Fields::within(fields.reader, node, pairs, "funder");
    let funder = Funder { name: inner.required_text("name").value, needs: inner.texts("needs") };
    inner.finish();
    Some(funder)
}

fn words(fields: &mut Fields<'_>) -> HouseWords {
    let Some(mut inner) = fields.group("words", "words: {session: gathering, member: member}") else {
        return HouseWords::default();
    };
    let words = HouseWords {
        session: inner.words("session"),
        sessions: inner.words("sessions"),
        member: inner.words("member"),
        members: inner.words("members"),
    };
    inner.finish();
    words
}

fn calendar(fields: &mut Fields<'_>) -> Calendar {
    let Some(mut inner) = fields.group("calendar", "calendar: {reminders: [7 days, 2 days]}") else {
        return Calendar::default();
    };
    let calendar = Calendar {
        show_join_link: inner.choice("show_join_link", &JOIN_LINK).unwrap_or_default(),
        reminders: reminders(&mut inner),
        times: inner.choice("times", &[("zoned", FeedTimes::Zoned), ("utc", FeedTimes::Utc)]).unwrap_or_default(),
    };
    inner.finish();
    calendar
}

/// Reads days before a session: `7 days`, `1 week`, `2`; `1 hour` is the same day.
fn reminders(fields: &mut Fields<'_>) -> Vec<Located<u32>> {
    let name = "reminders";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let items = match &node.tree {
        Tree::List(items) => items.as_slice(),
        Tree::Scalar(_) | Tree::Map(_) => std::slice::from_ref(node),
    };
    let mut reminders = Vec::new();
    for item in items {
        match item.scalar().and_then(|scalar| days(&scalar.text)) {
            Some(days) => reminders.push(Located::new(days, fields.reader.span(item.range.clone()))),
            None => fields.reader.wrong(item, name, "a number of days before", "reminders: [7 days, 2 days]"),
        }
    }
    reminders
}

fn days(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let text = text.strip_suffix("before").unwrap_or(&text).trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u32 = text.get(..digits)?.parse().ok()?;
    match text.get(digits..)?.trim() {
        "" | "day" | "days" => Some(number),
        "week" | "weeks" => number.checked_mul(7),
        "hour" | "hours" | "h" => Some(number / 24),
        "minute" | "minutes" | "min" | "mins" => Some(number / (24 * 60)),
        _ => None,
    }
    .filter(|days| *days <= 366)
}

/// Reads `12` or `24`.
fn clock(fields: &mut Fields<'_>) -> Option<ClockFormat> {
    let node = fields.take("clock")?;
    let hours = node.scalar().map(|scalar| scalar.text.trim_end_matches(|c: char| !c.is_ascii_digit()));
    match hours {
        Some("12") => Some(ClockFormat::Twelve),
        Some("24") => Some(ClockFormat::TwentyFour),
        _ => {
            fields.reader.wrong(node, "clock", "`12` or `24`", "clock: 24");
            None
        }
    }
}

fn theme(fields: &mut Fields<'_>) -> ThemeChoice {
    let Some(node) = fields.take("theme") else { return ThemeChoice::default() };
    let Tree::Map(pairs) = &node.tree else {
        return ThemeChoice { name: fields.reader.text(node, "theme"), ..ThemeChoice::default() };
    };
    let mut inner = Fields::within(fields.reader, node, pairs, "theme");
    let theme = ThemeChoice {
        name: inner.text("name"),
        colour: inner.text("colour").or_else(|| inner.text("color")),
        logo: inner.address("logo"),
        font: inner.text("font"),
        density: inner.text("density"),
    };
    inner.finish();
    theme
}
