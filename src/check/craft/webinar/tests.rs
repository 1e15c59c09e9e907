//! What a meeting is called.

use super::super::fixture::of_files;
use super::{without_quotes, words};

const NONE: [&str; 0] = [];

fn of_text(title: &str, text: &str) -> Vec<String> {
    let session = format!("---\ntitle: {title}\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n{text}");
    let readings = "- {id: w, cite: \"Moreau, K. (2019). From webinar to wonder. Northshore Press.\"}\n";
    of_files("not-a-webinar", "", &[("readings.yml", readings), ("sessions/a.md", &session)])
}

#[test]
fn a_title_that_calls_it_so_is_told() {
    assert_eq!(
        of_text("Webinar 2", "Our webinar begins.\n"),
        [
            "sessions/a.md \"Webinar 2\" nudge[not-a-webinar]: “Webinar 2” calls a meeting a webinar. People come to a webinar \
          to listen, and to a community to take part (Fishman, ZERO TO THREE). / Call it a session, or say what you will do \
          together."
        ]
    );
    for title in ["The WEBINAR series", "Fall webinars", "Webinaire d'hiver", "Play-based webinar"] {
        assert_eq!(of_text(title, "").len(), 1, "{title}");
    }
}

#[test]
fn so_is_what_is_below_it_where_it_stands() {
    for (text, place) in [
        ("## After the webinar\nWe talk.\n", "## After the webinar"),
        ("## Tea\n\n### Webinar rules\nWe talk.\n", "## Tea"),
        ("## Tea\nThank you for joining our webinar!\n", "## Tea"),
        ("Tonight's webinar has a break.\n", "A"),
        ("## Agenda\n- 5 min: Webinar welcome\n", "5 min: Webinar welcome"),
        ("## Agenda\n- 5 min: Tea\n- 5 min: Hello\n  - In this webinar we talk.\n", "5 min: Hello"),
    ] {
        let told = of_text("A", text);
        assert!(told.len() == 1 && told[0].starts_with(&format!("sessions/a.md {place:?} ")), "{text} {told:?}");
    }
}

#[test]
fn an_address_code_a_quotation_and_a_reading_are_silent() {
    for text in [
        "<https://zoom.example/webinar/123> and [our room](https://a.example/our-webinar).\n",
        "## Join at zoom.example/webinar\nWe talk.\n",
        "Type `our webinar` there.\n\n```\nour webinar\n```\n",
        "> Thank you for our webinar.\n",
        "## The page *After the webinar*\nWe talk.\n",
        "## What “webinar” does to people\nWe talk.\n",
        "## From webinar to wonder\nWe read it.\n",
        "Watch the webinar by the province, or a recording of this webinar.\n",
        "The word webinar is for something else. This is not our webinar.\n",
    ] {
        assert_eq!(of_text("A", text), NONE, "{text}");
    }
    for title in ["Not a webinar", "Why we left webinars behind", "\"From webinar to wonder: chapter 1\"", "Seminar"] {
        assert_eq!(of_text(title, ""), NONE, "{title}");
    }
    // Readings, people and places have the names that they have.
    let files = [("readings/webinar.md", "---\ncite: \"Moreau (2019). The webinar.\"\n---\nOur webinar.\n")];
    assert_eq!(of_files("not-a-webinar", "", &files), NONE);
}

#[test]
fn the_word_of_the_house_is_told_and_suggested() {
    let told = of_files("not-a-webinar", "words: {session: webinar}\n", &[]);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Everywhere in this handbook a meeting is called “webinar”."), "{told:?}");
    let page = ("pages/about.md", "---\ntitle: Our webinars\n---\nHello.\n");
    let told = of_files("not-a-webinar", "words: {session: circle}\n", &[page]);
    assert!(told[0].ends_with("/ Call it a circle, or say what you will do together."), "{told:?}");
    assert_eq!(
        of_files("not-a-webinar", "words: {session: circle}\n", &[("pages/about.md", "---\ntitle: A\n---\nB\n")]),
        NONE
    );
}

#[test]
fn what_is_over_or_hidden_is_left_as_it_was() {
    let session = |fields: &str| format!("---\ntitle: Webinar\ntime: 6:30-8 pm\n{fields}---\n");
    for fields in ["date: 2026-11-03\n", "date: 2026-12-03\nstatus: cancelled\n", "date: 2026-12-03\ndraft: true\n"] {
        assert_eq!(of_files("not-a-webinar", "", &[("sessions/a.md", &session(fields))]), NONE, "{fields}");
    }
}

#[test]
fn only_the_author_s_own_words_are_read() {
    assert_eq!(words("<p>A <code>b</code> c &amp; d</p>\n<blockquote><p>e</p></blockquote><p>f"), "A  c & d\n\n\nf");
    assert_eq!(without_quotes("a “b” c \"d\" e «f» „g“ h “i"), "a  c  e   h i");
}
