//! Advice on content and addresses, given and not given.

use crate::check::craft::fixture::{COMMUNITY, of_files, of_season, only, said};

const NONE: [&str; 0] = [];

#[test]
fn a_page_that_nothing_links_to_is_noted() {
    let linked = |n: usize, to: usize| format!("---\ntitle: P{n}\n---\nSee [the next](p{to}.md).\n");
    let pages = |texts: [String; 6]| {
        let paths = ["pages/p1.md", "pages/p2.md", "pages/p3.md", "pages/p4.md", "pages/p5.md", "pages/p6.md"];
        let files: Vec<(&str, &str)> = paths.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        of_files("page-unlinked", "", &files)
    };
    let all = [linked(1, 2), linked(2, 3), linked(3, 4), linked(4, 5), linked(5, 1), linked(6, 1)];
    assert_eq!(
        pages(all.clone()),
        ["pages/p6.md \"P6\" note[page-unlinked]: No other page links to “P6”. Readers find a page by the links \
             to it. / Link to it from where it is needed, such as a session or another page, or take it out."]
    );
    let mut round = all.clone();
    round[4] = linked(5, 6);
    assert_eq!(pages(round), NONE, "each is linked");
    let mut draft = all.clone();
    draft[5] = draft[5].replace("title", "draft: true\ntitle");
    assert_eq!(pages(draft), NONE, "five are few");
    assert_eq!(pages([1, 2, 3, 4, 5, 6].map(|n| linked(n, n))), NONE, "nothing is linked here");
}

#[test]
fn a_review_that_is_due_names_its_owner() {
    let page = |fields: &str| {
        let text = format!("---\ntitle: A\n{fields}---\nText.\n");
        let people = "- {id: ana, name: Ana Reyes, role: facilitator}\n";
        of_files("review-overdue", "", &[("pages/a.md", &text), ("people.yml", people)])
    };
    assert_eq!(
        page("owner: ana\nreview_by: 2026-11-02\n"),
        ["pages/a.md \"2026-11-02\" nudge[review-overdue]: Ana Reyes was going to look this through by 2 November \
             2026 (20 days ago). Members plan by what is written. / Read it once, mend what is no longer so, and \
             move `review_by` to the next day for it."]
    );
    assert!(
        page("review_by: 2026-11-21\n")[0].contains(
            ": Somebody was going to look this through by 21 November 2026 (1 day ago), and it has no owner."
        )
    );
    for fields in ["review_by: 2026-11-22\n", "owner: ana\n", "draft: true\nreview_by: 2020-01-01\n"] {
        assert_eq!(page(fields), NONE, "{fields}");
    }
    let community = format!("{COMMUNITY}review_by: 2026-10-01\nowner: The network\n");
    let found = only("review-overdue", said(&[("community.yml", &community)]));
    assert!(
        found[0].contains(": The network was going to look this through by 1 October 2026 (52 days ago)."),
        "{found:?}"
    );
}

#[test]
fn a_reading_has_an_author_and_a_year() {
    let reading =
        |fields: &str| of_files("reading-uncitable", "", &[("readings.yml", &format!("- {{id: a, {fields}}}\n"))]);
    assert_eq!(
        reading("title: Slow looking"),
        ["readings.yml \"Slow looking\" note[reading-uncitable]: This reading has no author and no year. A \
             reference is for those who want to find the text again (facilitators' guide). / Add what is missing, \
             `authors: [\"Family name, A.\"]` (of a tool or a site, who runs it) and `year: 2018`, or paste the whole reference as `cite`."]
    );
    assert!(reading("title: Why?, year: 2019")[0].contains(": This reading has no author."));
    assert!(reading("title: Slow looking, authors: [Moreau]")[0].contains(": This reading has no year."));
    assert!(reading("cite: \"Moreau, Slow looking\"")[0].contains(": This reading has no year."));
    for fields in [
        "cite: \"Moreau, K. (2019). Slow looking.\"",
        "cite: \"Moreau, Slow looking, Northshore 2019\"",
        "cite: \"Moreau, K. (n.d.). Slow looking.\"",
        "cite: \"Moreau, K. (in press). Slow looking.\"",
        "title: Slow looking, authors: [Moreau], year: 2019",
        "title: Framework, publisher: The province, year: 2019",
    ] {
        assert_eq!(reading(fields), NONE, "{fields}");
    }
}

#[test]
fn an_address_in_capitals_is_noted() {
    let page = "---\ntitle: A\n---\nText.\n";
    assert_eq!(
        of_files("mixed-case-address", "", &[("pages/FAQ.md", page)]),
        [
            "pages/FAQ.md \"A\" note[mixed-case-address]: The address `pages/FAQ.html` has capital letters. People type addresses in lower case, and on many servers that is another page. / \
             Rename the file in lower case and add `was: FAQ` to it, so that the old address still leads there."
        ]
    );
    assert_eq!(of_files("mixed-case-address", "", &[("pages/Our-Year.md", page), ("pages/FAQ.md", page)]).len(), 2);
    let draft = "---\ntitle: A\ndraft: true\n---\nText.\n";
    for (path, text) in
        [("pages/faq.md", page), ("pages/Faq.md", draft), ("readings.yml", "- {id: Pelo, cite: \"Pelo (2018). A.\"}\n")]
    {
        assert_eq!(of_files("mixed-case-address", "", &[(path, text)]), NONE, "{path}");
    }
}

#[test]
fn a_public_join_link_is_told_once_with_the_choices() {
    let session = |n: u8, fields: &str| {
        format!(
            "---\ntitle: S{n}\ndate: 2026-12-0{n}\ntime: 6-8 pm\nwhere: online\njoin: https://meet.example/{n}\n{fields}---\n"
        )
    };
    let public = "show_join_link: public\n";
    let two = [session(1, public), session(2, public)];
    assert_eq!(
        of_files("join-link-public", "", &[("sessions/1.md", &two[0]), ("sessions/2.md", &two[1])]),
        ["sessions/1.md \"S1\" warning[join-link-public]: The links into the online rooms of 2 sessions are \
             published. Strangers can then come in (facilitators' guide). / Choose who sees it, `show_join_link`: \
             `mail` for those you write to, `members` for the members' calendar, or `public` for everybody, with \
             your reason: `ignore: {join-link-public: \"...\"}`."]
    );
    for fields in ["", "show_join_link: mail\n", "show_join_link: members\n", "show_join_link: public\ndraft: true\n"] {
        assert_eq!(of_files("join-link-public", "", &[("sessions/1.md", &session(1, fields))]), NONE, "{fields}");
    }
    let without = session(1, public).replace("join: https://meet.example/1\n", "");
    assert_eq!(of_files("join-link-public", "", &[("sessions/1.md", &without)]), NONE);
}

#[test]
fn facilitators_say_who_they_are() {
    let bare = ("people/ana.md", "---\nname: Ana\nrole: facilitator\n---\n");
    assert_eq!(
        of_season("no-bio", "facilitators: [ana]\n", "", &[bare]),
        [
            "people/ana.md \"Ana\" nudge[no-bio]: The page of Ana, who facilitates, has no text and no picture. People come more easily when they know a face (facilitators' guide). / Add what is \
             missing: two or three sentences, a picture or a drawing (`photo: NAME.jpg` with `photo_description: \
             ...`)."
        ]
    );
    let faceless = ("people/ana.md", "---\nname: Ana\nrole: facilitator\n---\nAna likes soup.\n");
    assert!(
        of_season("no-bio", "facilitators: [ana]\n", "", &[faceless])[0]
            .contains("note[no-bio]: The page of Ana, who facilitates, has no picture.")
    );
    let photo = "---\nname: Ana\nrole: facilitator\nphoto: ana.svg\nphoto_description: Ana\n---\n";
    assert!(
        of_season("no-bio", "facilitators: [ana]\n", "", &[("people/ana.md", photo)])[0]
            .contains("nudge[no-bio]: The page of Ana, who facilitates, has no text")
    );
    // Guests, drafts and those who are whole.
    assert_eq!(of_season("no-bio", "", "", &[bare]), NONE);
    let draft = ("people/ana.md", "---\nname: Ana\nrole: facilitator\ndraft: true\n---\n");
    assert_eq!(of_season("no-bio", "facilitators: [ana]\n", "", &[draft]), NONE);
    let whole = format!("{photo}Ana likes soup.\n");
    assert_eq!(of_season("no-bio", "facilitators: [ana]\n", "", &[("people/ana.md", &whole)]), NONE);
}

#[test]
fn whoever_has_a_page_is_named_somewhere() {
    let ana = ("people/ana.md", "---\nname: Ana Reyes\nrole: guest\n---\nSee [me](ana.md).\n");
    assert_eq!(
        of_season("person-unused", "", "", &[ana]),
        ["people/ana.md \"Ana Reyes\" note[person-unused]: Nothing in this handbook names Ana Reyes. Members \
             learn from such a page whom they meet, and where. / Name them where they take part, such as `guests: \
             [NAME]` in a session, or take the page out."]
    );
    for fields in ["facilitators: [ana]\n", "contact: {name: Ana Reyes}\n", "owner: ana\n", "mentor: ana\n"] {
        assert_eq!(of_season("person-unused", fields, "", &[ana]), NONE, "{fields}");
    }
    for (path, text) in [
        ("sessions/b.md", "---\ntitle: B\ndate: to be decided\nguests: [ana]\n---\n"),
        ("pages/b.md", "---\ntitle: B\n---\nAsk [Ana](../people/ana.md).\n"),
        ("pages/b.md", "---\ntitle: B\nowner: Ana Reyes\n---\nB.\n"),
        ("sessions/b.md", "---\ntitle: B\ndate: to be decided\n---\n## Agenda\n- 5 min: Tea\n  - Lead: Ana\n"),
    ] {
        assert_eq!(of_season("person-unused", "", "", &[ana, (path, text)]), NONE, "{text}");
    }
    let mentor = ("people/ana.md", "---\nname: Ana\nrole: mentor\n---\n");
    assert_eq!(of_season("person-unused", "", "", &[mentor]), NONE);
}
