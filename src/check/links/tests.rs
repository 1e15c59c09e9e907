//! Diagnostics of links and pictures.

use std::sync::Arc;

use super::*;
use crate::check::fixture::texts;
use crate::handbook::private::Callout;
use crate::handbook::{Audience, fixture};
use crate::source::FilePath;

fn handbook(links: &[&str], pictures: &[&str]) -> Handbook {
    let file: FilePath = "sessions/01.md".into();
    let mut session = fixture::session("01");
    session.body = fixture::linking(&file, links);
    session.body.footnotes = fixture::picturing(&file, pictures).summary;
    session.meta.anchors = vec!["agenda".into()];
    let mut draft = fixture::session("02");
    draft.meta.draft = true;
    let mut book = fixture::book(vec![session, draft]);
    book.people.push(Arc::new(fixture::person("wren", "Wren Halloran")));
    let mut guide = fixture::guidance("hosting");
    guide.meta.audience = Audience::Facilitators;
    book.guidance.push(Arc::new(guide));
    book.files = vec!["people/wren.svg".into()];
    fixture::handbook(book)
}

fn said_of_link(link: &str) -> String {
    let mut said = texts(broken_links(&handbook(&[link], &[]), Drafts::Left));
    assert!(said.len() <= 1);
    said.pop().unwrap_or_default()
}

fn said_of_picture(picture: &str) -> String {
    let mut said = texts(broken_links(&handbook(&[], &[picture]), Drafts::Left));
    assert!(said.len() <= 1);
    said.pop().unwrap_or_default()
}

#[test]
fn links_that_lead_somewhere_are_fine() {
    for link in
        ["../people/wren.md", "#agenda", "../people/", "../people/wren.svg", "https://example.org", "mailto:a@b.c"]
    {
        assert_eq!(said_of_link(link), "", "{link}");
    }
}

#[test]
fn what_was_meant_is_looked_for_so_many_times_and_no_more() {
    let links = vec!["../people/wern.md"; NEAREST + 50];
    let said = texts(broken_links(&handbook(&links, &[]), Drafts::Left));
    assert_eq!(said.len(), links.len());
    assert_eq!(said.iter().filter(|said| said.contains("Did you mean")).count(), NEAREST);
}

#[test]
fn a_broken_link_says_what_was_meant() {
    assert_eq!(
        said_of_link("../people/wern.md"),
        "sessions/01.md:100 error[broken-link]: The file `../people/wern.md` does not exist. Did you mean `../people/wren.md`? / \
         Use the path from this file, with the same capital letters as the file name."
    );
    assert_eq!(
        said_of_link("../venues/zzz.md"),
        "sessions/01.md:100 error[broken-link]: The file `../venues/zzz.md` does not exist. / Use the path from this file, such as `../people/wren.md`, or take the link out."
    );
    assert_eq!(
        said_of_link("www.example.org/page"),
        "sessions/01.md:100 error[broken-link]: The handbook has no file called `www.example.org/page`. / For a website write `https://www.example.org/page`."
    );
    assert_eq!(
        said_of_link("wren@example.org"),
        "sessions/01.md:100 error[broken-link]: The handbook has no file called `wren@example.org`. / \
         For an email address write `mailto:wren@example.org`."
    );
    assert_eq!(
        said_of_link("../../notes.md"),
        "sessions/01.md:100 error[broken-link]: `../../notes.md` is outside the handbook's folder. / Copy the file into \
         the handbook, for example into `files/`, and link to it there."
    );
}

#[test]
fn a_broken_anchor_says_which_heading_was_meant() {
    assert_eq!(
        said_of_link("#agends"),
        "sessions/01.md:100 error[broken-anchor]: This file has no heading with the name `#agends`. Did you mean \
         `#agenda`? / Write `#agenda`, or take the `#` part out."
    );
    assert_eq!(
        said_of_link("../people/wren.md#bio"),
        "sessions/01.md:100 error[broken-anchor]: `../people/wren.md` has no heading with the name `#bio`. / A heading's name is its text in lower case with `-` for spaces. Write the name of a heading that exists, or take the `#` part out."
    );
}

#[test]
fn a_picture_inside_the_text_is_told_from_one_elsewhere() {
    let help = "Save the picture as a file beside this one and write `![what it shows](name.png)`. From Google Docs you get \
                the pictures as files with File > Download > Web page (.html, zipped).";
    assert_eq!(
        said_of_picture("data:image/png;base64,iVBORw0KGgo="),
        format!(
            "sessions/01.md:100 error[picture-in-text]: This picture is not a file: all its data is inside the text, as Google Docs and other programs export it. / {help}"
        )
    );
    assert!(said_of_picture("https://example.org/data:a.png").contains("[outside-picture]"));
}

#[test]
fn an_anchor_as_other_programs_make_it_is_mended() {
    for (written, how) in [("#Agenda", "Agenda"), ("#_agenda", "_agenda"), ("01.md#AGENDA", "AGENDA")] {
        let place = if written.starts_with('#') { "This file" } else { "`01.md`" };
        assert_eq!(
            said_of_link(written),
            format!(
                "sessions/01.md:100 warning[anchor-mended]: {place} has no heading with the name `#{how}`; the link leads to \
                 `#agenda`. / Write `#agenda`: a heading's name is its text in lower case with `-` for spaces."
            )
        );
    }
    for fine in ["#agenda", "01.md#agenda", "#%61genda", "01.md"] {
        assert_eq!(said_of_link(fine), "", "{fine}");
    }
}

#[test]
fn a_public_page_links_to_nothing_hidden() {
    assert_eq!(
        said_of_link("02.md"),
        "sessions/01.md:100 error[link-not-public]: `02.md` is a draft, so readers of this page could not see it. / Take \
         it out here, or publish it by taking `draft: true` out of `sessions/02.md`."
    );
    assert_eq!(
        said_of_link("../guidance/hosting.md"),
        "sessions/01.md:100 error[link-not-public]: `../guidance/hosting.md` is for facilitators only, so readers of this \
         page could not see it. / Take it out here, or let everyone see it by taking `audience` out of \
         `guidance/hosting.md`."
    );
    assert_eq!(
        said_of_link("../guidance/"),
        "sessions/01.md:100 error[link-not-public]: `../guidance/` has nothing for readers yet, so they could not see it. / Take the link out until there is something to show."
    );
    assert_eq!(
        said_of_link("../private/roster.csv"),
        "sessions/01.md:100 error[link-not-public]: `../private/roster.csv` is private and never published, so readers \
         could not follow this link. / Take the link out, or move what everyone may see to `files/` or `pages/`."
    );
    assert!(broken_links(&handbook(&["02.md"], &[]), Drafts::Shown).is_empty());
}

#[test]
fn facilitators_may_follow_more() {
    let mut handbook = handbook(&[], &[]);
    let file: FilePath = "sessions/01.md".into();
    let links = ["02.md", "../private/roster.csv", "03.md"];
    let prose = fixture::linking(&file, &links).summary;
    handbook.private.callouts.push(std::sync::Arc::new(Callout { prose, span: fixture::at(&file, 90) }));
    let said = texts(broken_links(&handbook, Drafts::Left));
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("sessions/01.md:102 error[broken-link]"), "{said:?}");
}

#[test]
fn a_missing_picture_is_said() {
    assert_eq!(said_of_picture("../people/wren.svg"), "");
    assert_eq!(
        said_of_picture("../people/wren.png"),
        "sessions/01.md:100 error[missing-picture]: There is no picture `../people/wren.png`. Did you mean \
         `../people/wren.svg`? / Save the picture there, or correct the path. Use the same capital letters as the file name."
    );
    assert_eq!(
        said_of_picture("hall.jpg"),
        "sessions/01.md:100 error[missing-picture]: There is no picture `hall.jpg`. / Save the picture there, or correct the path. Use the same capital letters as the file name."
    );
    assert_eq!(
        said_of_picture("02.md"),
        "sessions/01.md:100 error[missing-picture]: `02.md` is a page, not a picture. / Save the picture there, or correct the path. Use the same capital letters as the file name."
    );
    assert_eq!(
        said_of_picture("../../hall.jpg"),
        "sessions/01.md:100 error[missing-picture]: Handbound does not publish the place where the picture `../../hall.jpg` is. / Copy it \
         into the handbook's folder, beside this file."
    );
    assert_eq!(
        said_of_picture("https://example.org/hall.jpg"),
        "sessions/01.md:100 error[outside-picture]: The picture `https://example.org/hall.jpg` is on another site. / Save it beside this file and write its name here. Readers' browsers then do not contact the other site."
    );
    assert_eq!(
        said_of_picture("C:/Users/me/hall.jpg"),
        "sessions/01.md:100 error[missing-picture]: The picture `C:/Users/me/hall.jpg` is on your own computer, where readers' browsers cannot fetch it. / Save it beside this file and write its name here."
    );
}

#[test]
fn a_photo_and_a_logo_are_pictures_too() {
    let mut handbook = handbook(&[], &[]);
    let file: FilePath = "people/wren.md".into();
    Arc::make_mut(&mut handbook.book.people[0]).photo = Some(fixture::located("wren.jpg".into(), &file));
    let logo = fixture::located("people/wren.svg".into(), &"community.yml".into());
    Arc::make_mut(&mut handbook.book.community).theme.logo = Some(logo);
    assert_eq!(
        texts(broken_links(&handbook, Drafts::Left)),
        [
            "people/wren.md:20 error[missing-picture]: There is no picture `wren.jpg`. Did you mean `wren.svg`? / Save the picture there, or correct the path. Use the same capital letters as the file name."
        ]
    );
}

#[test]
fn a_list_that_could_not_be_read_breaks_no_links() {
    let mut handbook = handbook(&["../readings/holmes.md"], &[]);
    Arc::make_mut(&mut handbook.book.index).unread.kinds.push(EntryKind::Reading);
    assert!(broken_links(&handbook, Drafts::Left).is_empty());
}
