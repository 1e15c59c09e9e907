//! A dated session as schema.org describes events, for search engines and for programs that take dates off pages.
//!
//! One event a sitting, as Google's guidelines for events ask. A session that repeats is an `EventSeries` with all its
//! occurrences: `eventSchedule` would forbid the dates themselves, and few programs can expand a rule.

use jiff::Zoned;
use serde::Serialize;

use crate::handbook::schedule::{self, Sitting};
use crate::handbook::session::{Meeting, Status, When};
use crate::handbook::{Role, Session};

use super::context::PageContext;
use super::reschedule::{self, RescheduleView};

/// The most letters of a description; a summary may be a whole page.
const DESCRIPTION: usize = 500;

const CONTEXT: &str = "https://schema.org";

/// Several events of one page.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<SchemaEvent<'a>>,
}

/// <https://schema.org/Event>, as far as a handbook knows.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the names are schema.org's")]
struct SchemaEvent<'a> {
    /// The context, where the event stands alone.
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    start_date: String,
    end_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    door_time: Option<String>,
    event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "OneOrMore::is_empty")]
    location: OneOrMore<SchemaLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<SchemaThing<'a>>,
    #[serde(skip_serializing_if = "OneOrMore::is_empty")]
    super_event: OneOrMore<SchemaThing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sub_event: Vec<SchemaEvent<'a>>,
}

/// A value that JSON-LD writes as it is where there is one, and as a list where there are more.
#[derive(Clone)]
struct OneOrMore<T>(Vec<T>);

impl<T> OneOrMore<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        OneOrMore(Vec::new())
    }
}

impl<T: Serialize> Serialize for OneOrMore<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            all => all.serialize(serializer),
        }
    }
}

#[derive(Clone, Serialize)]
#[serde(tag = "@type")]
enum SchemaLocation<'a> {
    Place {
        name: &'a str,
        address: &'a str,
    },
    /// The address is the public link, or the page with how to join.
    VirtualLocation {
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
}

/// An organization, or an event that this one is a part of.
#[derive(Clone, Serialize)]
struct SchemaThing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Returns the text of the block for `session`; `url` is the page's own absolute address. `None` while the date is
/// open.
pub(super) fn json_ld(at: &PageContext<'_>, session: &Session, url: Option<&str>) -> Option<String> {
    let (site, book) = (at.site, at.site.book);
    let community = book.community.as_ref();
    let zone = book.zone(session);
    let mut sittings = schedule::sittings(session, zone).into_iter();
    let first = sittings.next()?;

    let told = description(session);
    let base = SchemaEvent {
        name: &session.meta.title,
        url,
        description: told.as_deref(),
        in_language: Some(&community.language.value),
        organizer: Some(SchemaThing {
            kind: "Organization",
            name: community.organization.as_deref().unwrap_or(&community.name),
            url: community.website.as_ref().map(|website| website.value.clone()),
        }),
        super_event: OneOrMore(super_events(at, session)),
        ..bare(at, session, url)
    };
    let mut events = Vec::new();
    match &session.when.value {
        When::On(meeting) if session.repeats.is_some() => {
            let day = |date| schedule::sitting(&Meeting { date, ..*meeting }, session, 1, zone);
            let occurrences: Vec<Sitting> = site.days(session).into_iter().filter_map(day).collect();
            if let (Some(first), Some(last)) = (occurrences.first(), occurrences.last()) {
                let sub_event = occurrences.iter().map(|one| on(bare(at, session, url), one, None)).collect();
                let (start_date, end_date) = (instant(&first.start), instant(&last.end));
                events.push(SchemaEvent { kind: "EventSeries", start_date, end_date, sub_event, ..base.clone() });
            }
        }
        _ => events.push(on(base.clone(), &first, reschedule::reschedule(site, session).as_ref())),
    }
    events.extend(sittings.map(|further| on(base.clone(), &further, None)));
    let text = if events.len() > 1 {
        serde_json::to_string(&Graph { context: CONTEXT, graph: events })
    } else {
        serde_json::to_string(&SchemaEvent { context: Some(CONTEXT), ..events.pop()? })
    };
    Some(for_script(&text.ok()?))
}

/// Returns the fields of every event of the session, an occurrence too: search engines ask for name and place with each
/// date.
fn bare<'a>(at: &PageContext<'a>, session: &'a Session, url: Option<&'a str>) -> SchemaEvent<'a> {
    let place = session.place.as_ref();
    let venue = place.and_then(|place| place.venue.as_ref()).and_then(|id| at.site.book.venue(&id.value));
    let online = place.is_some_and(|place| place.online);
    let link = at.site.public.join(&session.meta.id).and_then(|join| join.link.as_ref());
    let rooms = venue.map(|venue| SchemaLocation::Place { name: &venue.meta.title, address: &venue.address });
    let online_room = || SchemaLocation::VirtualLocation { url: link.map(|link| link.value.as_str()).or(url) };
    SchemaEvent {
        kind: "Event",
        name: &session.meta.title,
        event_status: match session.status {
            Status::Cancelled => "https://schema.org/EventCancelled",
            Status::Planned | Status::Confirmed | Status::Done => "https://schema.org/EventScheduled",
        },
        event_attendance_mode: match (venue.is_some(), online) {
            (true, false) => Some("https://schema.org/OfflineEventAttendanceMode"),
            (false, true) => Some("https://schema.org/OnlineEventAttendanceMode"),
            (true, true) => Some("https://schema.org/MixedEventAttendanceMode"),
            (false, false) => None,
        },
        location: OneOrMore(rooms.into_iter().chain(online.then(online_room)).collect()),
        url,
        ..SchemaEvent::default()
    }
}

/// Returns `event` at the time of `sitting`. A cancelled one keeps its date and has no earlier one.
fn on<'a>(event: SchemaEvent<'a>, sitting: &Sitting, moved: Option<&RescheduleView<'_>>) -> SchemaEvent<'a> {
    let moved = moved.filter(|_| event.event_status.ends_with("EventScheduled"));
    let in_a_room = event.location.0.iter().any(|location| matches!(location, SchemaLocation::Place { .. }));
    SchemaEvent {
        start_date: instant(&sitting.start),
        end_date: instant(&sitting.end),
        door_time: (in_a_room && sitting.doors < sitting.start).then(|| instant(&sitting.doors)),
        event_status: if moved.is_some() { "https://schema.org/EventRescheduled" } else { event.event_status },
        previous_start_date: moved.and_then(previous),
        ..event
    }
}

/// Returns the start that it had before: an instant, or a day where nobody wrote the time.
fn previous(moved: &RescheduleView<'_>) -> Option<String> {
    let from = moved.from;
    let Some(time) = from.time else { return Some(from.date.to_string()) };
    from.date.to_datetime(time).to_zoned(moved.zone.clone()).ok().map(|start| instant(&start))
}

/// Returns the folder that the session is in, and the session that repeats for which it stands.
fn super_events<'a>(at: &PageContext<'a>, session: &'a Session) -> Vec<SchemaThing<'a>> {
    let book = at.site.book;
    let series = session.series.as_deref().and_then(|id| book.series(id)).map(|series| &series.meta);
    let of = session.occurrence_of.as_ref().and_then(|of| book.session(&of.session.value)).map(|of| &of.meta);
    let named = |meta: &'a crate::handbook::Meta| SchemaThing {
        kind: "EventSeries",
        name: &meta.title,
        url: PageContext { path: &meta.address, ..*at }.address(),
    };
    of.into_iter().chain(series).map(named).collect()
}

/// Returns what the session is about, in plain words: its summary, or else its purpose.
pub(super) fn description(session: &Session) -> Option<String> {
    let purpose = || session.body.section(Role::Purpose).map(|section| section.prose.plain());
    shortened(&Some(session.body.summary.plain()).filter(|told| !told.is_empty()).or_else(purpose)?)
}

/// Returns `told` in one line and no longer than a description may be; `None` where it is empty.
pub(super) fn shortened(told: &str) -> Option<String> {
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = told.char_indices().nth(DESCRIPTION) else { return Some(told).filter(|it| !it.is_empty()) };
    let whole = told[..cut].rsplit_once(' ').map_or(&told[..cut], |(whole, _)| whole);
    Some(format!("{}…", whole.trim_end_matches([',', ';', ':', '.'])))
}

/// Returns an instant with the offset written out, so that nobody needs to know the zone (ISO 8601).
fn instant(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Returns `data` as JSON for a `<script>` of a page.
pub(crate) fn data_block(data: &impl Serialize) -> Option<tera::Value> {
    let json = serde_json::to_string(data).ok()?;
    Some(tera::Value::safe_string(&for_script(&json)))
}

/// Returns JSON that can stand in a `<script>`: no `</script>` or `<!--` can come of it, whatever a title holds. All of
/// these signs can only stand inside JSON strings.
fn for_script(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        match letter {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::for_script;

    #[test]
    fn nothing_in_the_block_can_end_it() {
        let written = for_script("{\"name\":\"</script><!-- & \u{2028}\u{2029} é\"}");
        assert_eq!(written, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029 é"}"#);
    }
}
