//! Holds the guide's promises about the files that an author writes, in the built site.

use crate::support::{Folder, run};
use scraper::{Html, Selector};

const COMMUNITY: &str = "name: The Lantern Circle\ntimezone: America/Halifax\nlanguage: en\n";

fn built(community: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(&[("community.yml", community)]);
    for (path, text) in files {
        folder.write(path, text);
    }
    folder.build().well();
    folder
}

fn page(folder: &Folder, path: &str) -> Html {
    Html::parse_document(&folder.read(&format!("public/{path}")))
}

/// Returns the text of each element that `selector` finds, without doubled blanks.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    page.select(&selector).map(|element| text(element).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn session(head: &str, body: &str) -> String {
    format!("---\ntitle: First evening\ndate: 2026-12-10\ntime: 18:30 - 20:00\nwhere: online\n{head}---\n{body}")
}

#[test]
fn dates_and_clock_times_follow_the_language_on_pages_and_in_the_feed() {
    let agenda = session("", "We meet.\n\n## Agenda\n\n- 30 min: Ankommen\n- 60 min: Gespräch\n");
    let german = COMMUNITY.replace("language: en", "language: de");
    let folder = built(&german, &[("sessions/01.md", &agenda)]);
    let first = page(&folder, "sessions/01.html");
    assert_eq!(texts(&first, ".facts .key time"), ["Donnerstag, 10. Dezember 2026, 18:30–20:00 Uhr"]);
    assert_eq!(texts(&first, ".clock strong"), ["18:30", "19:00"]);
    let marked = Selector::parse("time[lang], .clock strong[lang]").expect("a selector");
    assert_eq!(first.select(&marked).count(), 0, "what is German is not marked as English");
    assert!(folder.read("public/calendar.ics").contains("18:30  Ankommen"));
    let over =
        session("", "We met.\n\n## What happened\n\n### We tried\n\nEin Lied.\n").replace("2026-12-10", "2026-09-10");
    let before = built(&german, &[("sessions/01.md", &over), ("sessions/02.md", &agenda)]);
    let between = page(&before, "between.html");
    assert_eq!(texts(&between, ".entry time"), ["10. September 2026"]);
    assert_eq!(between.select(&marked).count(), 0, "nor on the page between sessions");
    let english = built(COMMUNITY, &[("sessions/01.md", &agenda)]);
    let first = page(&english, "sessions/01.html");
    assert_eq!(texts(&first, ".facts .key time"), ["Thursday 10 December 2026, 6:30–8:00 pm"]);
    // For an unknown language, dates are English and say so.
    let klingon = built(&COMMUNITY.replace("language: en", "language: tlh"), &[("sessions/01.md", &agenda)]);
    let first = page(&klingon, "sessions/01.html");
    assert_eq!(first.select(&marked).count(), 3);
}

#[test]
fn a_part_that_is_nothing_but_its_method_has_the_method_s_title_and_minutes() {
    let joy = "---\ntitle: Show and tell joy\nminutes: 20\nkind: everyone\n---\nOne by one.\n";
    for agenda in [
        "- Use: joy\n- 30 min: Talk [talk]\n",
        "- Use: [the joy one](../methods/joy.md)\n- 30 min: Talk [talk]\n",
        "### Use: joy\n\n### 30 min: Talk [talk]\n",
        "| Minutes | What |\n|---|---|\n| 20 | Use: joy |\n| 30 | Talk [talk] |\n",
        "- 20 min\n  - Use: joy\n- 30 min: Talk [talk]\n",
    ] {
        let files = [("sessions/01.md", &*session("", &format!("## Agenda\n\n{agenda}"))), ("methods/joy.md", joy)];
        let folder = built(COMMUNITY, &files);
        let first = page(&folder, "sessions/01.html");
        let titles = texts(&first, ".agenda h3");
        assert_eq!(titles, ["Show and tell joy", "Talk"], "{agenda}");
        assert_eq!(texts(&first, ".clock strong"), ["6:30 pm", "6:50 pm"], "{agenda}");
        let said = run(&["check".as_ref(), folder.root().as_os_str()]);
        assert!(!said.stdout.contains("missing-minutes"), "{agenda}: {}", said.stdout);
    }
}

#[test]
fn the_first_heading_of_a_page_is_its_title_where_none_is_written() {
    let folder = built(
        COMMUNITY,
        &[
            ("pages/faq2.md", "# Frequently asked questions\n\nAsk us.\n"),
            ("guidance/open.md", "# How we open\n\nSlowly.\n"),
            ("pages/rules.md", "---\ntitle: Written\n---\n# Another\n"),
        ],
    );
    for (path, title) in [("pages/faq2.html", "Frequently asked questions"), ("guidance/open.html", "How we open")] {
        let page = page(&folder, path);
        assert_eq!(texts(&page, "h1"), [title]);
        assert!(!texts(&page, "main h2").contains(&title.to_owned()), "{path} says its title twice");
    }
    assert_eq!(texts(&page(&folder, "pages/rules.html"), "h1"), ["Written"]);
}

#[test]
fn own_headings_of_a_session_stay_where_they_were_written() {
    let body = "## Getting there\n\nBy boat.\n\n## Agenda\n\n- 90 min: Talk\n\n## After the talk\n\nTea.\n\n\
                ## Journal prompt\n\nWhat now?\n\n## Between sessions\n\nTry it.\n\n## Getting home\n\nBy boat.\n";
    let folder = built(COMMUNITY, &[("sessions/01.md", &session("", body))]);
    let first = page(&folder, "sessions/01.html");
    let own = ["Getting there", "Agenda", "After the talk", "Journal prompt", "Between sessions", "Getting home"];
    let headings: Vec<String> = texts(&first, "main h2").into_iter().filter(|text| own.contains(&&**text)).collect();
    assert_eq!(headings, own);
    let listed: Vec<String> = texts(&first, ".contents a").into_iter().filter(|text| own.contains(&&**text)).collect();
    assert!(listed.is_empty() || listed == own, "{listed:?}");
}

#[test]
fn films_and_sounds_of_one_s_own_play_and_no_other_page_may_load_any() {
    let text = "# Films\n\n![The shore](f.mp4)\n\n![](talk.mp3)\n";
    let folder =
        Folder::new(&[("community.yml", COMMUNITY), ("pages/films.md", text), ("pages/other.md", "# Other\n")]);
    folder.write("pages/f.mp4", b"film");
    folder.write("pages/talk.mp3", b"talk");
    folder.build().well();
    let films = page(&folder, "pages/films.html");
    let video = films.select(&Selector::parse("video[controls][preload=metadata]").expect("a selector")).next();
    assert_eq!(video.and_then(|video| video.value().attr("src")), Some("f.mp4"));
    assert_eq!(films.select(&Selector::parse("audio[controls][src='talk.mp3']").expect("a selector")).count(), 1);
    assert_eq!(texts(&films, ".player a"), ["The shore", "talk.mp3"]);
    assert_eq!(folder.site().get("pages/f.mp4").map(Vec::as_slice), Some(&b"film"[..]));
    let policy = |path: &str| folder.read(&format!("public/{path}")).contains("media-src 'self'");
    assert!(policy("pages/films.html") && policy("_headers") && !policy("pages/other.html"));
    // A missing file is reported, and one of another site is a link.
    let broken = Folder::new(&[
        ("community.yml", COMMUNITY),
        ("pages/a.md", "# A\n\n![Gone](gone.mp4)\n\n![Film](https://films.example/f.mp4)\n"),
    ]);
    let said = broken.build().with(1);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert!(said.contains("gone.mp4") && said.contains("This film is on another site"), "{said}");
}

#[test]
fn the_current_season_stands_first_and_those_that_are_over_behind_it() {
    let dated = |day: &str| format!("---\ntitle: On {day}\ndate: {day}\ntime: 18:30 - 20:00\n---\nWe meet.\n");
    let days = ["2024-10-10", "2024-11-14", "2025-10-09", "2026-10-08", "2026-11-12", "2026-12-10"];
    let folder = Folder::new(&[("community.yml", COMMUNITY)]);
    for day in days {
        folder.write(&format!("sessions/season-{}/{day}.md", &day[..4]), dated(day));
    }
    folder.build().well();
    let season = page(&folder, "season.html");
    let months = texts(&season, ".season h2");
    let current = ["October 2026", "November 2026", "December 2026"];
    assert_eq!(months, [&current[..], &["October 2024", "November 2024", "October 2025"]].concat());
    let series = texts(&season, ".season-of a");
    assert_eq!(series[1..], ["Season 2026", "Season 2025", "Season 2024"]);
}

#[test]
fn people_may_be_called_by_any_part_of_their_name_that_nobody_else_bears() {
    let person = |name: &str| format!("---\nname: {name}\nrole: facilitator\n---\nHello.\n");
    let people = [("people/linh.md", person("Đào Thị Linh")), ("people/minh.md", person("Đào Văn Minh"))];
    let files = |who: &str| {
        let folder = Folder::new(&[("community.yml", &format!("{COMMUNITY}facilitators: [{who}]\n"))]);
        for (path, text) in &people {
            folder.write(path, text);
        }
        folder.write("sessions/01.md", session("guests: Minh\n", "We meet.\n"));
        folder
    };
    let folder = files("Thị Linh");
    folder.build().well();
    let names = texts(&page(&folder, "sessions/01.html"), ".facts dd a[href*=people]");
    assert_eq!(names, ["Đào Thị Linh", "Đào Văn Minh"]);
    // Where two have the name, both are named.
    let said = files("Đào").build().with(1);
    assert!(format!("{}{}", said.stdout, said.stderr).contains("`Đào` may be Đào Thị Linh or Đào Văn Minh."));
}

#[test]
fn things_to_bring_are_parted_alike_in_the_header_and_in_the_agenda() {
    let folder = built(
        COMMUNITY,
        &[("sessions/01.md", &session("bring: sticky notes, markers, wall paper\n", "## Agenda\n\n- 90 min: X\n"))],
    );
    let things = texts(&page(&folder, "sessions/01.html"), "#_bring ~ ul li");
    assert_eq!(things, ["sticky notes", "markers", "wall paper"]);
}

#[test]
fn notes_of_a_value_with_a_colon_are_told_by_check_and_not_at_every_build() {
    let folder =
        built(COMMUNITY, &[("sessions/01.md", &session("", "We meet.\n").replace("evening", "evening?: voices"))]);
    let said = folder.build().well();
    assert!(!format!("{}{}", said.stdout, said.stderr).contains("colon-quoted"));
    let said = run(&["check".as_ref(), folder.root().as_os_str()]);
    assert!(said.stdout.contains("note[colon-quoted]"), "{}", said.stdout);
}

#[test]
fn the_id_of_a_handbook_is_plain() {
    for (id, plain) in [("tide pool", "tide-pool"), ("été", "ete")] {
        let folder = Folder::new(&[("community.yml", &format!("{COMMUNITY}id: {id}\n"))]);
        let said = folder.build().with(1);
        let said = format!("{}{}", said.stdout, said.stderr);
        assert!(
            said.contains("has letters from a to z, digits and hyphens") && said.contains(&format!("`id: {plain}`")),
            "{said}"
        );
    }
}

#[test]
fn advice_names_no_profession() {
    let said = run(&["check", "--list"]).well().stdout.to_lowercase();
    // The name at the end is the true name of the two guides.
    let (advice, _) = said.split_once("creating virtual").expect("the guides' names");
    for word in ["childhood", "educator", "teacher", "nurse", "early learning", "pelo"] {
        assert!(!advice.contains(word), "{word}");
    }
    assert!(advice.contains("facilitators' guide"));
}
