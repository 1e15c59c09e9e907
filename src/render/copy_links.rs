//! Links that open the form of a calendar on the web, filled in with one session. The entry saved there is a copy.

use jiff::Zoned;

use crate::handbook::Session;
use crate::handbook::links::query_value;
use crate::handbook::schedule::Sitting;
use crate::handbook::session::Status;

use super::context::{LinkView, PageContext};

const GOOGLE: &str = "https://calendar.google.com/calendar/render?action=TEMPLATE";
const OUTLOOK: &str = "https://outlook.live.com/calendar/0/deeplink/compose?rru=addevent";
const OUTLOOK_WORK: &str = "https://outlook.office.com/calendar/0/deeplink/compose?rru=addevent";

/// Returns links to the forms of the web calendars, for `session` at `sitting`, for the session's own page; none where
/// nobody is to come any more, or where one entry would not be all of it.
pub(super) fn copy_links<'a>(
    at: &PageContext<'a>,
    session: &'a Session,
    sitting: Option<&Sitting>,
) -> Vec<LinkView<'a>> {
    let words = at.site.words;
    let is_one = session.repeats.is_none() && session.also_offered.is_empty();
    let is_on = session.status != Status::Cancelled && at.site.is_coming(session);
    let Some(sitting) = sitting.filter(|_| is_one && is_on) else { return Vec::new() };
    let title = session.meta.title.as_str();
    let page = at.address().unwrap_or_default();
    let place = place(at, session);
    let times = [&sitting.start, &sitting.end].map(Zoned::timestamp);
    let [start, end] = times.map(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let dates = times.map(|time| time.strftime("%Y%m%dT%H%M%SZ").to_string()).join("/");
    let zone = sitting.start.time_zone().iana_name().unwrap_or_default();
    let google = [("text", title), ("dates", &dates), ("details", &page), ("location", &place), ("ctz", zone)];
    let outlook = [("startdt", &*start), ("enddt", &end), ("subject", title), ("body", &page), ("location", &place)];
    let link =
        |key, form, parts: &[(&str, &str)]| LinkView { title: words.get(key).into(), url: Some(filled(form, parts)) };
    vec![
        link("google_calendar", GOOGLE, &google),
        link("outlook_private", OUTLOOK, &outlook),
        link("outlook_work", OUTLOOK_WORK, &outlook),
    ]
}

/// Returns `form` with each part that is not empty.
fn filled(form: &str, parts: &[(&str, &str)]) -> String {
    let mut address = form.to_owned();
    for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
        for piece in ["&", name, "=", &query_value(value)] {
            address.push_str(piece);
        }
    }
    address
}

/// Returns the place in one line, as the feed has it; how to join online stays on the page.
fn place(at: &PageContext<'_>, session: &Session) -> String {
    let (book, words) = (at.site.book, at.site.words);
    let Some(place) = &session.place else { return String::new() };
    let venue = place.venue.as_ref().and_then(|id| book.venue(&id.value));
    let Some(venue) = venue else {
        return if place.online { words.get("online").to_owned() } else { String::new() };
    };
    let whole = format!("{}, {}", venue.meta.title, venue.address);
    let whole = whole.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    if place.online { words.fill("place_also_online", &[("place", &whole)]) } else { whole }
}
