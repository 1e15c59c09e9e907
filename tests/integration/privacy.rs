//! Plants a word that exists nowhere else in every private place there is, builds, and searches every published byte.

use std::path::Path;

use crate::support;
use crate::support::canaries::Canaries;
use crate::support::{Folder, run, tree};

/// Facilitators' words in every shape that Markdown gives a quote.
const CALLOUTS: &str = "\
We begin.

> [!facilitator]
> {plain} words

> [!FACILITATOR] {on the same line}
{lazy continuation}

> [!Facilitator]
> ### {heading}
> - {list}
>   1. {nested list}
>
> ```
> {code}
> ```
>
> | {table head} | b |
> |---|---|
> | {table cell} | d |
>
> [{link words}](https://example.org/{address} \"{link title}\") and `{inline code}` and **{strong}**
>
> > {quote in the quote}

> > [!facilitator]
> > {inside a quote}

- An item
  > [!facilitator]
  > {inside a list}

  - A deeper item

    > [!facilitator]
    > {deep inside a list}
- [ ] A task
  > [!facilitator]
  > {inside a task}

Words with a note.[^a]

[^a]: The note.

    > [!facilitator]
    > {inside a footnote}

Between <!-- {inline comment} --> words.

<!-- {block comment}
over {several} lines

and a {blank} one -->

We go on.
";

#[expect(clippy::too_many_lines, reason = "a list of places, read from top to bottom")]
/// Returns a whole handbook with a secret in every place that can hold one.
fn handbook(canaries: &mut Canaries) -> Folder {
    let folder = Folder::new(&[]);
    let mut put = |path: &str, text: &str| {
        let filled = canaries.fill(path, text);
        let path =
            if path.contains("SECRET") { path.replace("SECRET", &canaries.plant(path)) } else { path.to_owned() };
        folder.write(&path, filled);
    };
    put(
        "community.yml",
        "# {a comment}\nname: The Lantern Circle\nid: lantern-circle\ntimezone: America/Halifax\nfacilitators: [ana-public]\n\
         website: https://lantern.example.org\n",
    );
    put(
        "values.md",
        &format!("---\ntitle: What we value # {{comment}}\n---\n{CALLOUTS}\n## Curiosity\nWe ask.\n\n{CALLOUTS}"),
    );
    put("agreements.yml", "- title: On time\n  text: |\n    We start.\n\n    > [!facilitator]\n    > {text}\n");

    let session = |extra: &str, body: &str| {
        format!("---\ntitle: An evening\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\n{extra}---\n{body}")
    };
    put(
        "sessions/01-open.md",
        &session("readings: [open-book]\nwhere: open-hall\n", &format!("{CALLOUTS}\n## Purpose\n{CALLOUTS}")),
    );
    put(
        "sessions/02-agenda-list.md",
        &session(
            "",
            &format!(
                "## Agenda\n\n- 10 min: Check-in [everyone]\n\n  > [!facilitator]\n  > {{in a segment}}\n\n  - detail\n\n    > [!facilitator]\n    > {{in a detail}}\n- 20 min: Talk <!-- {{comment}} --> [talk]\n\n> [!facilitator]\n> {{after the list}}\n\n## Homework\n{CALLOUTS}"
            ),
        ),
    );
    put(
        "sessions/03-agenda-headings.md",
        &session(
            "",
            &format!(
                "## Agenda\n> [!facilitator]\n> {{before the first}}\n\n### 25 min - Values [values]\nLead: Ana\n\n{CALLOUTS}\n### 10 min - Close [close]\n> [!facilitator]\n> {{in the last}}\n\n## What happened\n### Themes\n- One\n\n{CALLOUTS}"
            ),
        ),
    );
    put(
        "sessions/04-agenda-table.md",
        &session(
            "",
            "## Agenda\n| Minutes | What we do | Kind |\n|---|---|---|\n| 10 | Hello <!-- {in a cell} --> | everyone |\n\n> [!facilitator]\n> {after the table}\n",
        ),
    );
    put(
        "sessions/05-online.md",
        &session(
            "where: online\njoin: https://meet.example/{join}\ndial_in: \"902 555 0100 {dial in}\"\ntech_help: ana-public\n",
            "",
        ),
    );
    put(
        "sessions/06-members.md",
        &session(
            "where: online\nshow_join_link: members\njoin: https://meet.example/{join for members}\ndial_in: \"{dial in for members}\"\n",
            "",
        ),
    );
    put("sessions/autumn/series.md", &format!("---\ntitle: Autumn\n---\n{CALLOUTS}"));
    put("sessions/autumn/07-autumn.md", &session("join: https://meet.example/{join without online}\n", CALLOUTS));

    put(
        "people/ana-public.md",
        &format!("---\nname: Ana Public\nrole: facilitator\nphoto: ana.png\nphoto_description: Ana\n---\n{CALLOUTS}"),
    );
    put(
        "people.yml",
        "- id: bo-public\n  name: Bo Public\n  role: guest # {comment}\n  text: |\n    Bakes.\n\n    > [!facilitator]\n    > {text}\n",
    );
    put("venues/open-hall.md", &format!("---\nname: Open Hall\naddress: 4 Quay Street\n---\n{CALLOUTS}"));
    put("readings/open-book.md", &format!("---\ncite: \"Ovenden, R. (2015). Bread.\"\n---\n{CALLOUTS}"));
    put(
        "scenarios/open-question.md",
        &format!(
            "---\ntitle: A question\n---\n## The story\n{CALLOUTS}\n## The question\nWhat?\n\n{CALLOUTS}\n## What we would like from you\n1. Say.\n   > [!facilitator]\n   > {{in an ask}}\n2. Hear.\n\n## Summary of round 1\n### Themes\n- One\n\n{CALLOUTS}"
        ),
    );
    put(
        "methods/open-way.md",
        &format!("---\ntitle: A way\nminutes: 10\n---\n## Invitation\n{CALLOUTS}\n## Steps\n1. One\n\n{CALLOUTS}"),
    );
    put("guidance/open-guide.md", &format!("---\ntitle: A guide\n---\n{CALLOUTS}\n## Part\n{CALLOUTS}"));
    put("pages/open-page.md", &format!("---\ntitle: A page\n---\n{CALLOUTS}"));

    // Whole entries, with their names.
    for (kind, header) in [
        (
            "sessions",
            "title: {title}\ndate: 2026-12-10\ntime: 6:30 pm - 8:00 pm\nbring: {bring}\nsnack: {snack}\nchanges:\n  - 2026-11-01: {change}\n",
        ),
        ("people", "name: {name}\nrole: guest\nemail: {mail}@example.org\n"),
        ("venues", "name: {name}\naddress: {address}\nparking: {parking}\n"),
        ("readings", "cite: \"{cite}\"\naccess: {access}\n"),
        ("scenarios", "title: {title}\nopens: 2026-11-01\n"),
        ("methods", "title: {title}\nminutes: 5\n"),
        ("guidance", "title: {title}\n"),
        ("pages", "title: {title}\n"),
    ] {
        let body = if kind == "scenarios" {
            "## The story\n{story}\n\n## The question\n{question}\n\n## What we would like from you\n1. {ask}\n2. {other ask}\n"
        } else {
            "{body}\n\n## {heading}\n{section}\n"
        };
        put(&format!("{kind}/hidden-SECRET.md"), &format!("---\n{header}audience: facilitators\n---\n{body}"));
        put(&format!("{kind}/draft-SECRET.md"), &format!("---\n{header}draft: true\n---\n{body}"));
        put(&format!("{kind}/_aside-SECRET.md"), &format!("---\n{header}---\n{body}"));
        put(&format!("{kind}/.unseen-SECRET.md"), &format!("---\n{header}---\n{body}"));
    }
    put(
        "readings.yml",
        "- id: quiet-book\n  cite: \"{cite of a hidden one}\"\n  audience: facilitators\n- id: early-book\n  cite: \"{cite of a draft}\"\n  draft: true\n",
    );

    put(
        "private/roster.csv",
        "name,pronouns,email,setting,diet\nZora {last name},{pronouns},{mail}@example.org,{setting},{diet}\n{first name} Amble,she/her,,,\n",
    );
    put("private/records/attendance.csv", "session,name,present\n01-open,{name} Amble,yes\n");
    put(
        "private/records/expenses.csv",
        "date,session,item,category,amount,receipt\n2026-12-03,01-open,{item},{category},4.20,{receipt}.jpg\n",
    );
    put(
        "sessions/00-past.md",
        &session(
            "updated: 2026-11-08\nchanges:\n  - 2026-11-01:\n      moved_from: 2026-10-29\n",
            &format!(
                "{CALLOUTS}\n![The shore](shore.jpg)\n\n## What happened\n{CALLOUTS}\n### Themes\n- Tide\n\n{CALLOUTS}"
            ),
        )
        .replace("2026-12-03", "2026-11-05"),
    );
    put(
        "scenarios/open-thread.md",
        &format!(
            "---\ntitle: An open thread\nopens: 2026-11-02\nupdated: 2026-11-20\n---\n## The story\n{CALLOUTS}\n## The question\n{CALLOUTS}\n## What we would like from you\n1. Write.\n\n## Summary of round 1\n{CALLOUTS}"
        ),
    );
    put("private/debriefs/2026-12-03.md", "---\nsession: 01-open\n---\n# {heading}\n{body}\n");
    put("private/SECRET.md", "{anything else}\n");
    put("private/SECRET.txt", "{a text file}\n");
    put("_attic/SECRET.md", "{in a folder of asides}\n");
    put("files/_SECRET.txt", "{an aside among the files}\n");
    put("files/.SECRET.txt", "{an unseen file}\n");
    put(
        "sessions/unused-SECRET.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{a picture nobody shows}</title></svg>",
    );
    put("pages/unused-SECRET.pdf", "%PDF {a download nobody refers to}");
    put(
        "files/hall.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><!-- {comment} --><metadata>{metadata}</metadata><path d=\"M0 0h4v4z\"/></svg>",
    );

    let mut secret = |place: &str| canaries.plant(place).into_bytes();
    folder.write(
        "people/ana.png",
        png(&[
            (*b"tEXt", secret("a picture's text")),
            (*b"eXIf", secret("a picture's EXIF")),
            (*b"iTXt", secret("a picture's long text")),
        ]),
    );
    folder.write("sessions/shore.jpg", large_photo(&secret("a large photo's EXIF")));
    folder.write("files/hall.png", png(&[(*b"tEXt", secret("a file's text"))]));
    folder.write(
        "files/hall.jpg",
        jpeg(&[
            (0xE1, secret("a photo's EXIF")),
            (0xED, secret("a photo's IPTC")),
            (0xFE, secret("a photo's comment")),
        ]),
    );
    folder
}

/// Returns the smallest picture, with `chunks` after its header.
fn png(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        bytes.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        let body = [name.as_slice(), data].concat();
        bytes.extend(&body);
        bytes.extend(crc32(&body).to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    for (name, text) in chunks {
        chunk(name, &[b"Comment\0".as_slice(), text].concat());
    }
    // One black pixel: a stored block and its checksum.
    chunk(b"IDAT", &[0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]);
    chunk(b"IEND", &[]);
    bytes
}

/// Returns a photo of which smaller ones are made.
fn large_photo(exif: &[u8]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let photo = image::RgbImage::from_pixel(1300, 700, image::Rgb([20, 80, 90]));
    photo.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a photo");
    let bytes = bytes.into_inner();
    let length = u16::try_from(exif.len() + 8).expect("short").to_be_bytes();
    [&bytes[..2], b"\xff\xe1", &length, b"Exif\0\0", exif, &bytes[2..]].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// Returns a photo of one grey pixel, with `segments` at its start.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, data: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend(u16::try_from(data.len() + 2).expect("short").to_be_bytes());
        bytes.extend(data);
    };
    for (marker, text) in segments {
        let start: &[u8] = if *marker == 0xE1 { b"Exif\0\0" } else { b"" };
        segment(*marker, &[start, text].concat());
    }
    let table = |class: u8| [&[class, 0, 1], [0; 14].as_slice(), &[0]].concat();
    segment(0xDB, &[&[0], [1; 64].as_slice()].concat());
    segment(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    segment(0xC4, &table(0x00));
    segment(0xC4, &table(0x10));
    segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    bytes.extend([0x3F, 0xFF, 0xD9]);
    bytes
}

#[test]
fn no_private_word_is_published() {
    let mut canaries = Canaries::new(20_261_122);
    let folder = handbook(&mut canaries);
    let ran = folder.build();
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let site = folder.site();
    let found = canaries.found_in(&site);
    assert!(canaries.planted.len() > 400, "{} words were planted", canaries.planted.len());
    assert!(found.is_empty(), "private words were published:\n{}", found.join("\n"));
    // The public text was published, so the search has searched something.
    for path in
        ["sessions/01-open.html", "people/ana-public.html", "methods/open-way.html", "people/ana.png", "calendar.ics"]
    {
        assert!(site.contains_key(path), "{path} is missing: {:?}", site.keys());
    }
    let feed = String::from_utf8_lossy(&site["changes.xml"]).into_owned();
    for told in ["Moved from", "What happened: An evening", "A new scenario", "What came together", "Coming up"] {
        assert!(feed.contains(told), "{told} is not in the feed: {feed}");
    }
    assert!(site.keys().filter(|path| path.starts_with("assets/_/sessions/shore-")).count() == 2, "{:?}", site.keys());
    let page = String::from_utf8_lossy(&site["guidance/open-guide.html"]).into_owned();
    assert_eq!(page.matches("We begin.").count(), 2, "the words around the callouts stay: {page}");
    assert_eq!(page.matches("We go on.").count(), 2, "{page}");
}

#[test]
fn drafts_bring_nothing_private_with_them() {
    let mut canaries = Canaries::new(3);
    let folder = handbook(&mut canaries);
    let out = folder.beside("with-drafts");
    run(&[Path::new("build"), &folder.root(), Path::new("--drafts"), Path::new("--out"), &out]).well();
    let found: Vec<String> =
        canaries.found_in(&tree(&out)).into_iter().filter(|leak| !leak.contains("draft")).collect();
    assert!(found.is_empty(), "private words were published:\n{}", found.join("\n"));
}

#[test]
fn a_join_link_is_shown_where_that_was_chosen() {
    let mut canaries = Canaries::new(4);
    let folder = Folder::new(support::SMALLEST);
    let open = canaries.fill(
        "open",
        "---\ntitle: Online\ndate: 2026-12-10\ntime: 6:30 pm - 8:00 pm\nwhere: online\nshow_join_link: public\njoin: https://meet.example/{join}\n---\n",
    );
    folder.write("sessions/02-online.md", open);
    folder.build().well();
    let found = canaries.found_in(&folder.site());
    assert!(found.iter().any(|place| place.starts_with("sessions/02-online.html")), "{found:?}");
    assert!(found.iter().any(|place| place.starts_with("calendar.ics")), "{found:?}");
}

/// Holds that a callout in a field, which is plain text and so has no meaning there, is not published; it may be an
/// error.
#[test]
fn a_callout_in_a_field_is_not_published() {
    let mut canaries = Canaries::new(5);
    let folder = Folder::new(support::SMALLEST);
    let text = "name: The Lantern Circle\ntimezone: America/Halifax\nabout: |\n  We meet.\n\n  > [!facilitator]\n  > {about}\n";
    folder.write("community.yml", canaries.fill("community.yml", text));
    folder.build();
    let public = folder.root().join("public");
    let found = if public.exists() { canaries.found_in(&tree(&public)) } else { Vec::new() };
    assert!(found.is_empty(), "private words were published:\n{}", found.join("\n"));
}

/// Plants what the types keep off the pages where an author can still write it, or put into a file.
#[test]
fn a_private_thing_in_public_leaves_the_last_site_as_it_was() {
    let folder = Folder::new(support::SMALLEST);
    folder.write("private/roster.csv", "name\nPriya Nambiar\n");
    let debrief = "Two of them left early together and nobody has asked them why.";
    folder.write("private/debriefs/1.md", debrief);
    folder.write("files/plan.csv", "day,what\nMonday,we meet\n");
    let said = folder.build().well().stdout;
    assert!(said.contains(" for 1 private string and 1 name: none found\nBuilt "), "{said}");
    let before = folder.site();
    for (path, text) in [
        ("files/plan.csv", "day,who\nMonday,\"Nambiar\"\nTuesday,PRIYA  NAMBIAR\n"),
        ("files/Priya-Nambiar.txt", "A recipe"),
        (
            "sessions/02-second.md",
            &format!("---\ntitle: Second\ndate: 2026-12-10\ntime: 6 pm - 7 pm\n---\n{debrief}\n"),
        ),
    ] {
        let file = folder.root().join(path);
        let kept = std::fs::read(&file).ok();
        folder.write(path, text);
        let ran = folder.build().with(1);
        assert!(ran.stdout.contains("error[private-leak]") && ran.stdout.contains(": 1 found\n"), "{}", ran.stdout);
        assert!(!ran.stdout.contains("left early") && !ran.stdout.to_lowercase().contains("nambiar"), "{}", ran.stdout);
        assert_eq!(folder.site(), before, "{path}");
        match kept {
            Some(bytes) => folder.write(path, bytes),
            None => folder.remove(path),
        }
    }
    folder.build().well();
}

/// Holds that a download may be saved in an encoding in which nothing else of a handbook is.
#[test]
fn a_download_is_read_in_any_encoding() {
    let room = "R\u{e9}union: https://zoom.us/j/81234567890\n";
    let narrow = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Latin 1")).collect();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(room.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let table: Vec<u8> = narrow("name,email\nZo\u{eb} Vale,zoe@example.org\n");
    for (path, bytes, code) in [
        ("files/a.txt", narrow(room), "way-in-told"),
        ("files/b.txt", wide, "way-in-told"),
        ("files/c.csv", table, "names-astray"),
    ] {
        let folder = Folder::new(support::SMALLEST);
        folder.write(path, bytes);
        let ran = folder.build().with(1);
        assert!(ran.stdout.contains(&format!("error[{code}]")) && ran.stdout.contains(path), "{}", ran.stdout);
    }
}

/// Holds that late checks are made even where an early one has found something.
#[test]
fn a_check_searches_despite_other_mistakes() {
    let folder = Folder::new(support::SMALLEST);
    folder.write("private/roster.csv", "name\nPriya Nambiar\n");
    folder.write(
        "sessions/02-second.md",
        "---\ntitle: Second\ndate: 2026-12-32\ntime: 6 pm - 7 pm\n---\nPriya Nambiar came.\n",
    );
    let ran = run(&[Path::new("check"), &folder.root()]).with(1);
    assert!(
        ran.stdout.contains("error[impossible-date]") && ran.stdout.contains("error[member-named]"),
        "{}",
        ran.stdout
    );
}

/// A group of five, one of whom came to a meeting of the facilitators alone, too.
const COUNTED: &[(&str, &str)] = &[
    ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
    ("sessions/01-first.md", "---\ntitle: First\ndate: 2026-10-01\ntime: 6:30-8 pm\n---\n"),
    ("sessions/02-second.md", "---\ntitle: Second\ndate: 2026-10-15\ntime: 6:30-8 pm\n---\n"),
    ("sessions/03-inner.md", "---\ntitle: Inner\ndate: 2026-10-20\ntime: 10:00-17:00\naudience: facilitators\n---\n"),
    ("sessions/04-off.md", "---\ntitle: Off\ndate: 2026-10-22\ntime: 6:30-8 pm\nstatus: cancelled\n---\n"),
    ("private/roster.csv", "name\nAda Quill\nBo Quill\nCem Quill\nDee Quill\nEli Quill\nFay Quill\n"),
    (
        "private/records/attendance.csv",
        "name,01-first,02-second,03-inner\nAda Quill,x,x,x\nBo Quill,x,x,\nCem Quill,x,x,\nDee Quill,x,,\nEli Quill,,,x\n",
    ),
    ("private/records/expenses.csv", "date,item,category,amount\n2026-10-01,Soup,food,871.23\n"),
];

/// Returns what the home page says of the records.
fn totals(folder: &Folder) -> Vec<String> {
    folder.build().well();
    totals_of(&String::from_utf8_lossy(&folder.site()["index.html"]))
}

fn totals_of(page: &str) -> Vec<String> {
    let lines = page.split("<p>").filter_map(|part| part.split("</p>").next());
    lines.filter(|line| line.contains("in all.")).map(str::to_owned).collect()
}

#[test]
fn totals_are_published_only_where_a_community_chose_so() {
    let (folder, without) = (Folder::new(COUNTED), Folder::new(&COUNTED[..5]));
    assert_eq!(totals(&folder), [""; 0]);
    without.build().well();
    assert_eq!(folder.site(), without.site());

    let before = folder.site();
    folder.write("community.yml", format!("{}publish_totals: yes\n", COUNTED[0].1));
    // Four came to what is public, which is too few to be told.
    assert_eq!(totals(&folder), ["So far we have held 2 sessions, 3 hours in all."]);
    folder.write("private/records/attendance.csv", COUNTED[6].1.replace("Eli Quill,,,x", "Eli Quill,,x,x"));
    let told = ["So far we have held 2 sessions, 3 hours in all.", "5 people have come, 8 times in all."];
    assert_eq!(totals(&folder), told);
    let site = folder.site();
    let differ = site.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path.as_str());
    assert_eq!(differ.collect::<Vec<_>>(), ["index.html"]);
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Quill") && !text.contains("871") && !text.contains("Inner"), "{path}");
    }
    folder.write("community.yml", format!("{}publish_totals: no\n", COUNTED[0].1));
    assert_eq!(totals(&folder), [""; 0]);
    assert_eq!(folder.site(), before);
}

#[test]
fn the_preview_notices_new_records() {
    let folder = Folder::new(COUNTED);
    folder.write("community.yml", format!("{}publish_totals: yes\n", COUNTED[0].1));
    let settings = handbound::pipeline::BuildSettings {
        today: support::TODAY.parse().expect("a day"),
        drafts: handbound::redact::Drafts::Left,
        bar: handbound::pipeline::FailOn::Errors,
    };
    let mut workspace = handbound::pipeline::Workspace::default();
    let mut look = || {
        let prepared = workspace.look(&folder.root(), None).expect("the folder can be read");
        let snapshot = prepared.snapshot(settings).expect("a site");
        let page = snapshot.output("index.html").expect("a home page").expect("it can be made");
        (totals_of(&String::from_utf8_lossy(&page)).len(), prepared.changed)
    };
    assert_eq!(look().0, 1);
    assert_eq!(look(), (1, Vec::new()));
    let list = "private/records/attendance.csv";
    folder.write(list, COUNTED[6].1.replace("Eli Quill,,,x", "Eli Quill,x,,x"));
    assert_eq!(look(), (2, vec![list.into()]));
}
