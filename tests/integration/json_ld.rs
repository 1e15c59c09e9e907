//! The data of session pages for search engines, read from the built pages as they read it.

use crate::support;
use crate::support::Folder;
use scraper::{Html, Selector};
use serde_json::{Value, json};

const COMMUNITY: &str = "name: The Lantern Circle\ntimezone: America/Halifax\nlanguage: en\n\
                         website: https://lantern.example/circle\norganization: Lantern Network\n";
const HALL: &str = "- id: hall\n  name: The Hall\n  address: 9 Wharf Road, Port Arden\n";

/// Returns the block of the page of `sessions/01.md`, whose front matter is `fields` below its title.
fn block(fields: &str) -> Option<Value> {
    of(&[("sessions/01.md", &format!("---\ntitle: First evening\n{fields}---\nWe meet.\n"))], "sessions/01.html")
}

fn of(files: &[(&str, &str)], page: &str) -> Option<Value> {
    let folder = Folder::new(&[("community.yml", COMMUNITY), ("venues.yml", HALL)]);
    for (path, text) in files {
        folder.write(path, text);
    }
    in_page(&folder, page)
}

fn in_page(folder: &Folder, page: &str) -> Option<Value> {
    folder.build().well();
    let page = Html::parse_document(&folder.read(&format!("public/{page}")));
    let blocks = Selector::parse("script:not([src])").expect("a selector");
    let mut blocks = page.select(&blocks);
    let block = blocks.next()?;
    assert_eq!(blocks.next(), None, "one block a page");
    assert_eq!(block.value().attr("type"), Some("application/ld+json"));
    Some(serde_json::from_str(&block.inner_html()).expect("JSON"))
}

fn schema(name: &str) -> Value {
    json!(format!("https://schema.org/{name}"))
}

#[test]
fn a_session_is_an_event_with_all_that_is_known_of_it() {
    let event = block("date: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: hall\n");
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "First evening",
        "startDate": "2026-12-03T18:30:00-04:00",
        "endDate": "2026-12-03T20:00:00-04:00",
        "doorTime": "2026-12-03T18:15:00-04:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": { "@type": "Place", "name": "The Hall", "address": "9 Wharf Road, Port Arden" },
        "url": "https://lantern.example/circle/sessions/01.html",
        "description": "We meet.",
        "inLanguage": "en",
        "organizer": {
            "@type": "Organization", "name": "Lantern Network", "url": "https://lantern.example/circle"
        },
    });
    assert_eq!(event, Some(expected));
}

#[test]
fn a_handbook_without_an_address_gives_no_addresses() {
    let folder = Folder::new(support::SMALLEST);
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "First evening",
        "startDate": "2026-12-03T18:30:00-04:00",
        "endDate": "2026-12-03T20:00:00-04:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "description": "We meet.",
        "inLanguage": "en",
        "organizer": { "@type": "Organization", "name": "The Lantern Circle" },
    });
    assert_eq!(in_page(&folder, "sessions/01-first-evening.html"), Some(expected));
}

#[test]
fn offsets_are_those_of_the_day_in_the_sessions_own_zone() {
    let at = |zone: &str, day: &str| {
        let event = block(&format!("timezone: {zone}\ndate: {day}\ntime: 18:00-19:00\n")).expect("an event");
        event["startDate"].as_str().map(str::to_owned)
    };
    for (zone, day, start) in [
        // British Columbia stays on summer time from 2026 on.
        ("America/Vancouver", "2026-12-15", "2026-12-15T18:00:00-07:00"),
        ("Europe/Dublin", "2027-07-15", "2027-07-15T18:00:00+01:00"),
        ("Asia/Kathmandu", "2026-12-15", "2026-12-15T18:00:00+05:45"),
        ("Australia/Lord_Howe", "2026-12-15", "2026-12-15T18:00:00+11:00"),
        ("Etc/UTC", "2026-12-15", "2026-12-15T18:00:00+00:00"),
    ] {
        assert_eq!(at(zone, day).as_deref(), Some(start), "{zone}");
    }
}

#[test]
fn where_it_is_decides_how_one_attends() {
    let at = |place: &str| {
        let event = block(&format!("date: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: {place}\n")).expect("an event");
        (event["eventAttendanceMode"].clone(), event["location"].clone(), event["doorTime"].clone())
    };
    let room = json!({ "@type": "Place", "name": "The Hall", "address": "9 Wharf Road, Port Arden" });
    // The page shows how to join to whoever comes online.
    let online = json!({ "@type": "VirtualLocation", "url": "https://lantern.example/circle/sessions/01.html" });
    let doors = json!("2026-12-03T18:15:00-04:00");
    assert_eq!(at("hall"), (schema("OfflineEventAttendanceMode"), room.clone(), doors.clone()));
    assert_eq!(at("online"), (schema("OnlineEventAttendanceMode"), online.clone(), Value::Null));
    assert_eq!(at("[hall, online]"), (schema("MixedEventAttendanceMode"), json!([room, online]), doors));
}

#[test]
fn a_link_to_the_online_room_stands_there_only_where_it_is_public() {
    let url = |shown: &str| {
        let fields = "date: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: online\njoin: https://meet.example/room-77";
        let event = block(&format!("{fields}\nshow_join_link: {shown}\n")).expect("an event");
        (event["location"]["url"].as_str().map(str::to_owned), event.to_string().contains("room-77"))
    };
    let page = "https://lantern.example/circle/sessions/01.html";
    assert_eq!(url("mail"), (Some(page.to_owned()), false));
    assert_eq!(url("members"), (Some(page.to_owned()), false));
    assert_eq!(url("public"), (Some("https://meet.example/room-77".to_owned()), true));
}

#[test]
fn a_moved_session_tells_when_it_was_before_where_that_is_written() {
    let of = |changes: &str| {
        let event = block(&format!("date: 2026-12-03\ntime: 6:30 pm - 8:00 pm\n{changes}")).expect("an event");
        (event["eventStatus"].clone(), event["previousStartDate"].clone(), event["startDate"].clone())
    };
    let start = json!("2026-12-03T18:30:00-04:00");
    let moved = |from: Value| (schema("EventRescheduled"), from, start.clone());
    assert_eq!(of("changes:\n  - 2026-11-02: {moved_from: 2026-11-12}\n"), moved(json!("2026-11-12")));
    assert_eq!(
        of("changes:\n  - 2026-10-02: {moved_from: 2026-10-29 18:30}\n"),
        moved(json!("2026-10-29T18:30:00-03:00"))
    );
    let as_planned = (schema("EventScheduled"), Value::Null, start.clone());
    assert_eq!(of("changes:\n  - 2026-11-02: moved from 12 November\n"), as_planned);
    let cancelled = (schema("EventCancelled"), Value::Null, start.clone());
    assert_eq!(of("status: cancelled\nchanges:\n  - 2026-11-02: {moved_from: 2026-11-12}\n"), cancelled);
}

#[test]
fn each_sitting_is_an_event() {
    let block = block(
        "date: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nalso_offered: {date: 2026-12-05, time: 10 am - noon}\n\
         changes:\n  - 2026-11-02: {moved_from: 2026-11-12}\n",
    )
    .expect("a block");
    let starts: Vec<_> = block["@graph"].as_array().expect("a list").iter().map(|event| &event["startDate"]).collect();
    assert_eq!(starts, ["2026-12-03T18:30:00-04:00", "2026-12-05T10:00:00-04:00"]);
    // Nobody wrote which of the two moved.
    assert!(!block.to_string().contains("Rescheduled"));
}

const EVERY: &str = "---\ntitle: Kettle hour\ndate: 2026-10-20\ntime: 12:15 pm - 1 pm\nwhere: hall\n\
                     repeats: {every: 2 weeks, until: 2026-12-15, except: [2026-11-17]}\n---\n";

#[test]
fn a_session_that_repeats_is_a_series_of_its_dates() {
    let files = [
        ("sessions/kettle.md", EVERY),
        (
            "sessions/beach.md",
            "---\ntitle: On the beach\ndate: 2026-12-16\ntime: 2 pm - 3 pm\n\
             occurrence_of: {id: kettle, date: 2026-12-15}\n---\n",
        ),
    ];
    let series = of(&files, "sessions/kettle.html").expect("a block");
    assert_eq!(series["@type"], "EventSeries");
    let each: Vec<_> = series["subEvent"].as_array().expect("a list").iter().collect();
    let starts: Vec<_> = each.iter().map(|event| &event["startDate"]).collect();
    // The clocks go back on 1 November; the 17th is left out, and another session stands for the 15th.
    assert_eq!(starts, ["2026-10-20T12:15:00-03:00", "2026-11-03T12:15:00-04:00", "2026-12-01T12:15:00-04:00"]);
    assert_eq!((&series["startDate"], &series["endDate"]), (starts[0], &json!("2026-12-01T13:00:00-04:00")));
    for event in each {
        assert_eq!((&event["@type"], &event["name"]), (&json!("Event"), &json!("Kettle hour")));
        assert_eq!((&event["location"]["name"], &event["doorTime"].is_null()), (&json!("The Hall"), &false));
    }

    let beach = of(&files, "sessions/beach.html").expect("a block");
    assert_eq!(beach["eventStatus"], schema("EventRescheduled"));
    assert_eq!(beach["previousStartDate"], "2026-12-15T12:15:00-04:00");
    let kettle = "https://lantern.example/circle/sessions/kettle.html";
    assert_eq!(beach["superEvent"], json!({ "@type": "EventSeries", "name": "Kettle hour", "url": kettle }));
}

#[test]
fn a_folder_is_the_series_that_a_session_is_part_of() {
    let session = "---\ntitle: First\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\n---\n";
    let files = [("sessions/autumn/01.md", session), ("sessions/autumn/series.md", "---\ntitle: Autumn\n---\n")];
    let event = of(&files, "sessions/01.html").expect("a block");
    let url = "https://lantern.example/circle/sessions/series/autumn.html";
    assert_eq!(event["superEvent"], json!({ "@type": "EventSeries", "name": "Autumn", "url": url }));
}

#[test]
fn a_session_without_a_date_and_all_other_pages_have_none() {
    assert_eq!(block("date: to be decided\n"), None);
    assert_eq!(block("date: week of 2026-12-07\n"), None);
    let session = [("sessions/01.md", "---\ntitle: One\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n")];
    for page in ["index.html", "sessions/index.html", "venues/hall.html", "404.html"] {
        assert_eq!(of(&session, page), None, "{page}");
    }
}

#[test]
fn no_title_can_end_the_block() {
    let title = "'</script><script>alert(1)</script> & \u{2028} \"so\"'";
    let text = format!("---\ntitle: {title}\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\nA </script> in the summary.\n");
    let event = of(&[("sessions/01.md", &text)], "sessions/01.html").expect("a block");
    let name = event["name"].as_str().unwrap_or_default();
    assert!(name.starts_with("</script><script>alert(1)</script> &") && name.ends_with("\"so\""), "{name}");
    assert_eq!(event["description"], "A </script> in the summary.");
}

#[test]
fn a_long_summary_is_cut_between_words() {
    let summary = "Straße, ".repeat(100);
    let text = format!("---\ntitle: Long\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n{summary}\n");
    let event = of(&[("sessions/01.md", &text)], "sessions/01.html").expect("a block");
    let told = event["description"].as_str().unwrap_or_default();
    assert!(told.ends_with("Straße, Straße…"), "{told}");
    assert!((450..=501).contains(&told.chars().count()), "{}", told.chars().count());
}
