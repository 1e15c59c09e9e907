//! The facilitators' kit: what it shows, what it keeps from whom, and where it may not lie.

use std::collections::BTreeMap;
use std::path::Path;

use handbound::calendar::read;

use crate::support::canaries::Canaries;
use crate::support::{Folder, Ran, ending, handbound, percent_decoded, repository, run, tree};

fn example() -> Folder {
    Folder::copy_of(&repository("example-community"))
}

fn kit(folder: &Folder) -> Ran {
    run(&[Path::new("kit"), &folder.root()])
}

fn files(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    tree(&folder.root().join("private/kit"))
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&String, &str)> {
    let pages = files.iter().filter(|(path, _)| ending(path) == "html");
    pages.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("a page is UTF-8")))
}

#[test]
fn the_example_has_a_kit() {
    let folder = example();
    kit(&folder).well();
    let files = files(&folder);
    // The drafts themselves are read in tests/mail.
    let is_listed = |path: &&String| !path.starts_with("assets/") && ending(path) != "eml";
    let paths: Vec<&String> = files.keys().filter(is_listed).collect();
    assert_eq!(
        paths,
        [
            ".gitignore",
            ".handbound",
            "READ-ME-FIRST.txt",
            "agreements.html",
            "certificates.html",
            "facilitator.ics",
            "index.html",
            "journal.html",
            "last-debrief.html",
            "pairs.html",
            "poster.html",
            "questionnaire.html",
            "records.html",
            "report.csv",
            "scenario-mail.html",
            "scenarios.html",
            "sessions/03-bodies-in-small-rooms/mail.html",
            "sessions/03-bodies-in-small-rooms/run-sheet.html",
            "sessions/03-bodies-in-small-rooms/run.html",
            "sessions/03-bodies-in-small-rooms/sheets.html",
            "sessions/04-whose-voice-is-missing/mail.html",
            "sessions/04-whose-voice-is-missing/run-sheet.html",
            "sessions/04-whose-voice-is-missing/run.html",
            "sessions/04-whose-voice-is-missing/session.ics",
            "sessions/04-whose-voice-is-missing/sheets.html",
            "sessions/05-when-a-family-disagrees/mail.html",
            "sessions/05-when-a-family-disagrees/run-sheet.html",
            "sessions/05-when-a-family-disagrees/run.html",
            "sessions/05-when-a-family-disagrees/session.ics",
            "sessions/05-when-a-family-disagrees/sheets.html",
            "sessions/06-book-night/session.ics",
            "sessions/book-1-opening-the-book/mail.html",
            "sessions/book-1-opening-the-book/run-sheet.html",
            "sessions/book-1-opening-the-book/run.html",
            "sessions/book-1-opening-the-book/sheets.html",
            "sessions/book-2-an-ordinary-moment/mail.html",
            "sessions/book-2-an-ordinary-moment/run-2026-12-09-2.html",
            "sessions/book-2-an-ordinary-moment/run-sheet-2026-12-09-2.html",
            "sessions/book-2-an-ordinary-moment/run-sheet.html",
            "sessions/book-2-an-ordinary-moment/run.html",
            "sessions/book-2-an-ordinary-moment/session.ics",
            "sessions/book-2-an-ordinary-moment/sheets-2026-12-09-2.html",
            "sessions/book-2-an-ordinary-moment/sheets.html",
            "sessions/book-3-a-winter-chapter/mail.html",
            "sessions/kettle-hour/mail-2026-12-08-1.html",
            "sessions/kettle-hour/mail-2027-01-19-1.html",
            "sessions/kettle-hour/mail.html",
            "sessions/kettle-hour/run-2026-12-08-1.html",
            "sessions/kettle-hour/run-2027-01-19-1.html",
            "sessions/kettle-hour/run-sheet-2026-12-08-1.html",
            "sessions/kettle-hour/run-sheet-2027-01-19-1.html",
            "sessions/kettle-hour/run-sheet.html",
            "sessions/kettle-hour/run.html",
            "sessions/kettle-hour/session.ics",
            "sessions/kettle-hour/sheets-2026-12-08-1.html",
            "sessions/kettle-hour/sheets-2027-01-19-1.html",
            "sessions/kettle-hour/sheets.html",
            "tags.html",
        ]
    );
    assert_eq!(files[".gitignore"], b"*\n");
}

#[test]
fn every_page_of_the_example_says_that_it_is_private_and_leads_somewhere() {
    let folder = example();
    kit(&folder).well();
    let files = files(&folder);
    for (path, page) in pages(&files) {
        for needed in ["Private: not for publishing", "content=\"noindex\"", "Content-Security-Policy", "no-referrer"] {
            assert!(page.contains(needed), "{path} has no {needed}");
        }
        let document = scraper::Html::parse_document(page);
        let selector = scraper::Selector::parse("[href], [src]").expect("a selector");
        for element in document.select(&selector) {
            let link = element.attr("href").or(element.attr("src")).unwrap_or_default();
            let is_outside = link.starts_with("https://tidepool.example.org/") || link.starts_with("mailto:");
            if is_outside || link.starts_with('#') {
                continue;
            }
            let here = Path::new("/").join(path);
            let mut target = here.parent().expect("a folder").to_path_buf();
            let (link, part) = link.split_once('#').unwrap_or((link, ""));
            for part in percent_decoded(link).split('/') {
                if part == ".." {
                    target.pop();
                } else {
                    target.push(part);
                }
            }
            let target = target.strip_prefix("/").expect("inside the kit").to_string_lossy().into_owned();
            assert!(files.contains_key(&target), "{path} leads to {link}");
            let anchor = format!("id=\"{part}\"");
            assert!(
                part.is_empty() || String::from_utf8_lossy(&files[&target]).contains(&anchor),
                "{path}: {link}#{part}"
            );
        }
    }
}

#[test]
fn the_calendar_of_tasks_is_read_and_names_nobody() {
    let folder = example();
    kit(&folder).well();
    let bytes = &files(&folder)["facilitator.ics"];
    let text = String::from_utf8_lossy(bytes).replace("\r\n ", "");
    let calendar = read(bytes);
    assert_eq!(calendar.problems, []);
    assert!(calendar.events.len() > 20, "{}", calendar.events.len());
    assert_eq!(text.matches("BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:").count(), calendar.events.len());
    // The reminder two days before 10 December at nine in Halifax, which is four hours behind.
    assert!(text.contains("UID:reminder-2.04-whose-voice-is-missing@tidepool-circle\r\nDTSTAMP:20"), "{text}");
    assert!(text.contains("DTSTART:20261208T130000Z"), "{text}");
    for word in ["Priya", "Nambiar", "ATTENDEE", "METHOD", "https://meet"] {
        assert!(!text.contains(word), "{word}");
    }
    let mut uids: Vec<&str> = text.lines().filter(|line| line.starts_with("UID:")).collect();
    let moved =
        folder.read("sessions/season-one/04-whose-voice-is-missing.md").replace("date: 2026-12-10", "date: 2026-12-11");
    folder.write("sessions/season-one/04-whose-voice-is-missing.md", moved);
    kit(&folder).well();
    let after = String::from_utf8_lossy(&files(&folder)["facilitator.ics"]).replace("\r\n ", "");
    let mut after: Vec<&str> = after.lines().filter(|line| line.starts_with("UID:")).collect();
    uids.sort_unstable();
    after.sort_unstable();
    assert_eq!(uids, after);
}

#[test]
fn notes_stand_in_their_own_part_of_the_run_sheet() {
    let folder = example();
    run(&["kit", &folder.root().to_string_lossy(), "--session", "02-what-a-corner-says"]).well();
    let page =
        String::from_utf8(files(&folder)["sessions/02-what-a-corner-says/run-sheet.html"].clone()).expect("UTF-8");
    let row = page.split("<tr>").find(|row| row.contains("Rooms stay the same")).expect("the note");
    assert!(row.contains("What does this corner say to a child?") && row.contains("7:05 pm"), "{row}");
    // The rows are those of the page: doors, each part, the end.
    folder.build().well();
    let site = folder.site();
    let public = String::from_utf8_lossy(&site["sessions/02-what-a-corner-says.html"]).into_owned();
    // The last part has nothing behind it, and nobody speaks in quiet writing.
    assert_eq!(page.matches("Who has not spoken yet?").count() + 2, public.matches("id=\"_segment-").count());
    assert!(!public.contains("Rooms stay the same"));
}

#[test]
fn the_report_names_nobody_and_a_certificate_one_member() {
    let folder = example();
    kit(&folder).well();
    let files = files(&folder);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let report = text("records.html");
    for number in ["<dd>51</dd>", "<dd>15</dd>", "<dd>81.75</dd>", "<dd>79.25</dd>", "Spent: 241.11", "<td>90.65</td>"]
    {
        assert!(report.contains(number), "{number}");
    }
    assert!(!report.contains("To look at") && !report.contains("The funder asks for"));
    assert!(!report.contains("Nambiar") && !text("report.csv").contains("Nambiar"));
    // Dale came on 17 September (two hours, ten minutes of them soup) and on 15 October (an hour and a half).
    let certificates = text("certificates.html");
    let dale = certificates.split("<section").find(|one| one.contains("Dale Wetherby")).expect("a certificate");
    assert!(dale.contains("<strong>3.33 hours</strong>") && !dale.contains("Opening the book"), "{dale}");
}

#[test]
fn the_run_view_reckons_with_instants_and_says_no_more_than_its_table() {
    let folder = example();
    run(&["kit", &folder.root().to_string_lossy(), "--session", "02-what-a-corner-says"]).well();
    let files = files(&folder);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let page = text("sessions/02-what-a-corner-says/run.html");
    let block =
        page.split("id=\"_run-data\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("the data");
    let data: serde_json::Value = serde_json::from_str(block).expect("JSON");
    // Half past six in Halifax, three hours behind; since 1 November at six in UTC it is four.
    assert_eq!(
        (&data["start"], &data["doors"], &data["end"]),
        (&1_792_099_800.into(), &1_792_099_200.into(), &1_792_105_200.into())
    );
    let offsets = data["offsets"].as_array().expect("a list");
    assert!(offsets.contains(&serde_json::json!([1_793_509_200, -14_400])), "{offsets:?}");
    assert_eq!(data["hours"][18], serde_json::json!(["6:00 pm", "6:{minute} pm"]));
    assert_eq!(data["hours"][12], serde_json::json!(["noon", "12:{minute} pm"]));
    let parts = data["parts"].as_array().expect("a list");
    let lengths: Vec<_> = parts.iter().filter_map(|part| part["minutes"].as_i64()).collect();
    assert_eq!(lengths, [15, 5, 15, 20, 10, 10, 10, 5]);
    assert_eq!(parts[3]["start"], 1_792_101_900);
    let kinds: Vec<_> = parts.iter().filter_map(|part| part["kind"].as_str()).filter(|kind| !kind.is_empty()).collect();
    assert_eq!(kinds, ["breakout", "quiet", "close"]);
    // Notes, links and names are in the table alone, where the run sheet has them too.
    for word in ["Rooms stay the same", "meet.example.org", "902-555-0178", "Priya"] {
        assert!(!block.contains(word), "{word}");
    }
    let table = |page: &str| {
        page.split("<table class=\"kit-run").nth(1).and_then(|rest| rest.split("</table>").next()).map(str::to_owned)
    };
    let sheet = text("sessions/02-what-a-corner-says/run-sheet.html");
    assert!(table(&page).is_some() && table(&page) == table(&sheet));
    assert!(!page.contains("Priya") && sheet.contains("Priya"));
    // What it needs is in no site.
    folder.build().well();
    assert!(files.keys().any(|path| path.starts_with("assets/kit-run.")));
    assert!(!folder.site().keys().any(|path| path.starts_with("assets/kit")));
}

#[test]
fn a_run_view_without_times_says_so() {
    let folder = Folder::new(&[
        ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
        (
            "sessions/01-open.md",
            "---\ntitle: Open\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\n---\n## Agenda\n- Hello\n- Talk\n",
        ),
        ("sessions/02-bare.md", "---\ntitle: Bare\ndate: 2026-12-04\ntime: 6:30 pm - 8:00 pm\n---\nA walk.\n"),
    ]);
    kit(&folder).well();
    for session in ["01-open", "02-bare"] {
        let page = String::from_utf8_lossy(&files(&folder)[&format!("sessions/{session}/run.html")]).into_owned();
        assert!(page.contains("There is nothing to count here") && !page.contains("_run-data"), "{page}");
        assert_eq!(page.contains("<table"), session == "01-open");
    }
}

#[test]
fn the_report_counts_what_somebody_has_to_look_at() {
    let folder = example();
    let expenses = folder.read("private/records/expenses.csv");
    let head = expenses.lines().find(|line| line.contains("amount")).expect("a head").split(',').count();
    let line = |day: &str, what: &str, rest: &str| {
        format!("{day},,{what},{rest}").split(',').take(head).collect::<Vec<_>>().join(",")
    };
    folder.write(
        "private/records/expenses.csv",
        format!(
            "{}\n{}\n{}\n{}\n",
            expenses.trim_end(),
            line("2026-11-20", "Fee of Dale Wetherby", "Income,100.00,"),
            line("2026-11-20", "Opening balance", ",500.00,"),
            line("2026-11-20", "Glue came back", "materials,(2.00),"),
        ),
    );
    folder.write(
        "private/records/attendance/2026-11-19 zoom.csv",
        "Name,Duration (Minutes)\nDale Wetherby,4\nNobody We Know,80\nDale,90\n",
    );
    kit(&folder).well();
    let report = String::from_utf8_lossy(&files(&folder)["records.html"]).into_owned();
    let notes = report.split("To look at").nth(1).expect("what is to look at");
    for (what, number) in [
        ("Lines of reports that are no member’s, not counted", 1),
        ("Lines of reports that were read as a member by a first name", 1),
        ("Lines of money that came in, no part of what was spent", 1),
        ("Lines of money that changed hands among you, or of balances, no part of what was spent", 1),
        ("Lines of money that was given back, taken off what was spent", 1),
    ] {
        assert!(notes.contains(&format!("<dt>{what}</dt>")), "{what} {notes}");
        let told = notes.split(&format!("<dt>{what}</dt>")).nth(1).and_then(|rest| rest.split("</dd>").next());
        assert_eq!(told.map(str::trim), Some(&*format!("<dd>{number}")), "{what}");
    }
    assert_eq!(notes.matches("<dt>").count(), 5, "{notes}");
    assert!(!report.contains("Wetherby") && !report.contains("Nobody We Know"));
}

#[test]
fn a_message_has_the_link_and_no_empty_line() {
    let folder = example();
    kit(&folder).well();
    let page = String::from_utf8(files(&folder)["index.html"].clone()).expect("UTF-8");
    let messages: Vec<&str> = page.split("<pre").skip(1).filter_map(|part| part.split("</pre>").next()).collect();
    assert!(messages.len() > 3);
    for message in &messages {
        let text = message.split_once('>').expect("an element").1;
        assert!(text.lines().all(|line| !line.trim().is_empty() && !line.trim_end().ends_with(':')), "{text}");
        assert_eq!(text.contains("Join: https://"), text.contains("Please do not pass it on"), "{text}");
    }
}

#[test]
fn each_part_shows_only_what_it_may() {
    let mut canaries = Canaries::new(14);
    let secret = |canaries: &mut Canaries, place: &str| canaries.plant(place);
    let (here, other, debrief, diet, family, item, link) = (
        secret(&mut canaries, "its own note"),
        secret(&mut canaries, "another session's note"),
        secret(&mut canaries, "debrief"),
        secret(&mut canaries, "diet"),
        secret(&mut canaries, "family name"),
        secret(&mut canaries, "expense"),
        secret(&mut canaries, "link"),
    );
    let session = |day: &str, note: &str| {
        format!(
            "---\ntitle: Evening {day}\ndate: 2026-12-{day}\ntime: 6:30 pm - 8:00 pm\nwhere: online\njoin: https://meet.example/{link}\n---\n\
             ## Agenda\n- 10 min: Hello\n\n  > [!facilitator]\n  > Mind the {note} please.\n\n- 20 min: Talk\n"
        )
    };
    let folder = Folder::new(&[
        ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
        ("sessions/01-first.md", &session("03", &here)),
        ("sessions/02-second.md", &session("10", &other)),
        ("private/roster.csv", &format!("name,email,diet\nPriya {family},{family}@example.org,{diet}\nDale,,\n")),
        (
            "private/debriefs/1.md",
            &format!("---\nsession: 01-first\n---\nIt was {debrief} and hard to bear for us all.\n"),
        ),
        ("private/records/expenses.csv", &format!("date,item,amount\n2026-11-01,{item},3.00\n")),
    ]);
    kit(&folder).well();
    folder.build().well();
    assert_eq!(canaries.found_in(&folder.site()), [""; 0]);
    // In either order.
    kit(&folder).well();
    let files = files(&folder);
    // A long line of a mail goes on behind an equals sign.
    let text = |path: &str| String::from_utf8_lossy(&files[path]).replace("=\r\n", "");
    let holds = |path: &str, word: &String| text(path).contains(word.as_str());
    let is_mail = |path: &str| ending(path) == "eml" || path.ends_with("/mail.html");
    for path in files.keys() {
        // The last debrief has a page of its own.
        assert_eq!(holds(path, &debrief), path == "last-debrief.html", "{path}");
        for word in [&diet, &item] {
            // An expense shows its amount and its category alone.
            assert!(!holds(path, word), "{path} has a {}", canaries.planted[word]);
        }
        // Whole names stand on tags and in pairs, addresses in mails. Online nobody signs a list.
        let names = ["tags.html", "pairs.html"].contains(&path.as_str());
        assert_eq!(holds(path, &family), names || is_mail(path), "{path}");
        assert_eq!(holds(path, &format!("{family}@example.org")), is_mail(path), "{path}");
        assert!(!holds(path, &format!("Priya {family}")) || !is_mail(path), "{path}");
        for note in [&here, &other] {
            let is_run = path.ends_with("/run-sheet.html") || path.ends_with("/run.html");
            assert!(!holds(path, note) || is_run, "{path} has a note");
        }
    }
    let (first, second) = ("sessions/01-first/run-sheet.html", "sessions/02-second/run-sheet.html");
    assert!(holds(first, &here) && !holds(first, &other) && holds(second, &other) && !holds(second, &here));
    let papers = "sessions/01-first/sheets.html";
    assert!(!holds(papers, &here) && !holds(papers, &link));
    assert!(holds(first, &link) && holds("index.html", &link) && !holds("facilitator.ics", &link));
    assert!(!holds("index.html", &here) && !holds("facilitator.ics", &here));
    assert!(String::from_utf8_lossy(&files[first]).contains("Priya"));
    let (first, second) = ("sessions/01-first/run.html", "sessions/02-second/run.html");
    assert!(holds(first, &here) && !holds(first, &other) && holds(second, &other) && !holds(second, &here));
    assert!(holds(first, &link) && !String::from_utf8_lossy(&files[first]).contains("Priya"));
}

#[test]
fn a_kit_and_a_site_never_lie_in_one_another() {
    let folder = example();
    folder.build().well();
    let site = folder.site();
    let refused = |arguments: &[&str], words: &str| {
        let ran = run(arguments).with(2);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains(words), "{said}");
    };
    let root = folder.root().to_string_lossy().into_owned();
    let at = |path: &str| folder.root().join(path).to_string_lossy().into_owned();
    refused(&["kit", &root, "--out", &at("public")], "is a published site");
    refused(&["kit", &root, "--out", &at("public/kit")], "is a published site");
    refused(&["kit", &root, "--out", &at("sessions/kit")], "is inside a folder for your own texts");
    refused(&["kit", &root, "--out", &at("files")], "is inside a folder for your own texts");
    refused(&["kit", &root, "--out", &at("private")], "is inside a folder for your own texts");
    refused(&["kit", &root, "--out", &root], "is the handbook's own folder");
    kit(&folder).well();
    let made = files(&folder);
    refused(&["build", &root, "--out", &at("private/kit")], "is a kit for facilitators");
    let elsewhere = folder.beside("kit").to_string_lossy().into_owned();
    run(&["kit", &root, "--out", &elsewhere]).well();
    refused(&["build", &root, "--out", &format!("{elsewhere}/site")], "is a kit for facilitators");
    refused(&["build", &root, "--out", &elsewhere], "is a kit for facilitators");
    assert_eq!(made, files(&folder));
    folder.build().well();
    assert_eq!(site, folder.site());
    // Above a site that lies elsewhere, and through a link.
    let other = folder.beside("other").to_string_lossy().into_owned();
    run(&["build", &root, "--out", &format!("{other}/site")]).well();
    refused(&["kit", &root, "--out", &other], "holds files that Handbound did not make");
    #[cfg(unix)]
    {
        let link = format!("{other}/site-link");
        std::os::unix::fs::symlink(format!("{other}/site"), &link).expect("a link");
        refused(&["kit", &root, "--out", &link], "is a link to another place");
        refused(&["kit", &root, "--out", &format!("{link}/kit")], "is a published site");
    }
    // What is made of the kit is never read as the handbook.
    let ran = run(&["check", &root]).well();
    assert!(!ran.stdout.contains("private/kit"), "{}", ran.stdout);
}

#[test]
fn a_kit_is_the_same_every_time_and_forgets_who_left() {
    let folder = example();
    kit(&folder).well();
    let first = files(&folder);
    for threads in ["1", "3"] {
        let mut command = handbound();
        command.env("RAYON_NUM_THREADS", threads).env("TZ", "Asia/Kathmandu");
        let ran: Ran = command
            .args([Path::new("kit"), &folder.root(), Path::new("--today"), Path::new(crate::support::TODAY)])
            .output()
            .expect("the program runs")
            .into();
        ran.well();
        assert_eq!(first, files(&folder));
    }
    let roster = folder.read("private/roster.csv");
    folder.write(
        "private/roster.csv",
        roster.lines().filter(|line| !line.contains("Theodora")).collect::<Vec<_>>().join("\n"),
    );
    kit(&folder).well();
    assert!(files(&folder).values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Theodora")));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_kit() {
    use std::os::unix::fs::PermissionsExt;

    let folder = example();
    let bits = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    for _ in 0..2 {
        kit(&folder).well();
        let root = folder.root().join("private/kit");
        for entry in walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("it can be read")) {
            let expected = if entry.file_type().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(bits(entry.path()), expected, "{}", entry.path().display());
        }
        // Whatever somebody did to it since.
        std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        std::fs::set_permissions(root.join("index.html"), std::fs::Permissions::from_mode(0o644)).expect("it is ours");
    }
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = example();
    let root = folder.root().to_string_lossy().into_owned();
    let ran = run(&["kit", &root, "--session", "04-whose-voice-is-mising"]).with(2);
    assert!(format!("{}{}", ran.stdout, ran.stderr).contains("Did you mean `04-whose-voice-is-missing`?"));
    let ran = run(&["kit", &root, "--session", "book-5-choosing-the-next-book"]).with(2);
    assert!(format!("{}{}", ran.stdout, ran.stderr).contains("it has no date yet, or it is a draft"));
    folder.write("sessions/broken.md", "---\ntitle: [\n---\n");
    let ran = kit(&folder).with(1);
    assert!(ran.stdout.ends_with("No kit was made. Mend these first.\n"), "{}", ran.stdout);
    assert!(!folder.root().join("private/kit").exists());
}

#[test]
fn a_mail_goes_to_the_list_or_to_hidden_members() {
    let folder = example();
    kit(&folder).well();
    let reminder = "sessions/04-whose-voice-is-missing/reminder-2.eml";
    let mail = |folder: &Folder, path: &str| String::from_utf8_lossy(&files(folder)[path]).replace("\r\n ", " ");
    let head = |mail: &str| mail.split("\r\n\r\n").next().unwrap_or_default().to_owned();
    let usual = head(&mail(&folder, reminder));
    assert!(usual.contains("\r\nTo: <tidepool@saltmarsh-network.example>\r\nBcc: <priya@example.org>, "), "{usual}");
    folder.write("private/kit.yml", "list: circle@lists.example.org\n");
    kit(&folder).well();
    let listed = head(&mail(&folder, reminder));
    assert!(listed.contains("\r\nTo: <circle@lists.example.org>\r\nReply-To: "), "{listed}");
    let missed = "sessions/03-bodies-in-small-rooms/follow-up-missed.eml";
    assert!(head(&mail(&folder, missed)).contains("Bcc: <dale@example.org>, <yusuf@example.org>"));
    folder.write("private/kit.yml", "bcc: no\ntasks_at: 8:30 pm\n");
    kit(&folder).well();
    assert!(!head(&mail(&folder, missed)).contains("Bcc"));
    let page = String::from_utf8_lossy(&files(&folder)["sessions/03-bodies-in-small-rooms/mail.html"]).into_owned();
    assert!(page.contains("dale@example.org, yusuf@example.org"), "to copy by hand");
    let calendar = String::from_utf8_lossy(&files(&folder)["facilitator.ics"]).into_owned();
    // Half past eight in Halifax, where winter time holds.
    assert!(calendar.contains("DTSTART:20261204T003000Z"), "{calendar}");
    folder.write("private/kit.yml", "list: everyone\nbudget: 3\n");
    let ran = kit(&folder).with(1);
    for said in ["`list` should be one e-mail address", "private/kit.yml:1", "`budget`"] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
}

#[test]
fn what_is_cancelled_has_a_mail_and_no_paper() {
    let folder = example();
    let path = "sessions/season-one/04-whose-voice-is-missing.md";
    let written = std::fs::read_to_string(folder.root().join(path)).expect("a session");
    folder.write(path, written.replace("status: confirmed", "status: cancelled"));
    kit(&folder).well();
    let files = files(&folder);
    let of_it: Vec<&str> =
        files.keys().filter_map(|path| path.strip_prefix("sessions/04-whose-voice-is-missing/")).collect();
    assert_eq!(of_it, ["changed.eml", "mail.html"]);
    let page = String::from_utf8_lossy(&files["sessions/04-whose-voice-is-missing/mail.html"]).into_owned();
    assert!(page.contains("Whose voice is missing?” on Thursday 10 December is cancelled."), "{page}");
    assert!(page.contains("We meet again: When a family disagrees with us"));
    assert!(!page.contains("18 Bellwood Lane"), "nothing that would send someone there");
}

#[test]
fn no_private_word_reaches_a_site_in_any_order() {
    let mut canaries = Canaries::new(400);
    let mut secret = |place: &str| canaries.plant(place);
    let mut roster = "name,pronouns,email,setting,diet,also\n".to_owned();
    for _ in 0..50 {
        let [name, pronouns, email, setting, diet, also] =
            ["family name", "pronouns", "address", "setting", "diet", "also"].map(&mut secret);
        roster += &format!("Ana {name},{pronouns},{email}@example.org,{setting},{diet},{also}\n");
    }
    let mut lines = |count, line: &str, kinds: &[&str]| {
        let mut text = String::new();
        for _ in 0..count {
            text += &kinds.iter().fold(line.to_owned(), |line, kind| line.replacen("{}", &secret(kind), 1));
        }
        text
    };
    let notes = lines(40, "> [!facilitator]\n> Mind the {} in the room please.\n\n", &["note"]);
    let debriefs = lines(30, "It was {} and hard to bear for us all.\n\n", &["debrief"]);
    let spent = lines(14, "2026-11-01,{},3.00,{}\n", &["item", "category"]);
    let link = format!("https://meet.example/{}", secret("link"));
    let session = format!(
        "---\ntitle: An evening\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: online\njoin: {link}\n---\n## Agenda\n\n- 10 min: Hello\n\n{notes}"
    );
    let preferences = format!("list: {}@lists.example.org\n", secret("list"));
    assert_eq!(canaries.planted.len(), 400);
    let folder = Folder::new(&[
        ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
        ("sessions/01-first.md", &session),
        ("private/roster.csv", &roster),
        ("private/debriefs/1.md", &format!("---\nsession: 01-first\n---\n{debriefs}")),
        ("private/records/expenses.csv", &format!("date,item,amount,category\n{spent}")),
        ("private/kit.yml", &preferences),
    ]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (root, kit_there, site_there) = (folder.root(), elsewhere.path().join("kit"), elsewhere.path().join("site"));
    let to = |command: &str, out: &Path| run(&[Path::new(command), &root, Path::new("--out"), out]).well();
    kit(&folder).well();
    folder.build().well();
    assert_eq!(canaries.found_in(&folder.site()), [""; 0]);
    kit(&folder).well();
    to("kit", &kit_there);
    to("build", &site_there);
    assert_eq!(canaries.found_in(&tree(&site_there)), [""; 0]);
    assert_eq!(tree(&site_there), folder.site());
    // They are in the kit, or the test would hold of an empty one.
    let files = tree(&kit_there);
    let whole: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).replace("=\r\n", "")).collect();
    let kinds: BTreeMap<&str, usize> = canaries.planted.iter().filter(|(word, _)| whole.contains(word.as_str())).fold(
        BTreeMap::new(),
        |mut kinds, (_, kind)| {
            *kinds.entry(kind.as_str()).or_default() += 1;
            kinds
        },
    );
    // Pronouns and places of work stand on name tags. An address goes to the list, and so to nobody by itself.
    let shown = [
        ("category", 14),
        ("family name", 50),
        ("link", 1),
        ("list", 1),
        ("note", 40),
        ("pronouns", 50),
        ("setting", 50),
    ];
    assert_eq!(kinds, BTreeMap::from(shown));
}

#[test]
fn tags_and_pairs_follow_the_choices() {
    let folder = example();
    folder.write("private/roster.csv", "name,call,pronouns,email,setting,diet\nNguyễn Thị Phương Thảo,Thảo,she/her,t@example.org,Quay,nuts\nBo Lind,,,,,\nCy Day,,,,,\nDi Ek,,,,,\n");
    let page = |path: &str| String::from_utf8_lossy(&files(&folder)[path]).into_owned();
    kit(&folder).well();
    let tags = page("tags.html");
    assert!(
        tags.contains("kit-labels-letter") && tags.contains(">Thảo</p><p dir=\"auto\">Nguyễn Thị Phương Thảo</p>"),
        "{tags}"
    );
    assert!(tags.contains(">she/her<") && !tags.contains("nuts") && !tags.contains("t@example.org"));
    // The two facilitators have tags too, and there are four for guests.
    assert_eq!(tags.matches("class=\"kit-tag\"").count(), 4 + 2 + 4);
    let together = |one: &str, other: &str| {
        let pairs = page("pairs.html");
        let lists: Vec<&str> =
            pairs.split("<li>").skip(1).map(|item| item.split("</li>").next().unwrap_or_default()).collect();
        lists.iter().filter(|item| item.contains(one) && item.contains(other)).count()
    };
    assert!(together("Bo Lind", "Cy Day") > 0);
    folder.write("private/kit.yml", "paper: a4\ntags: plain\napart: [[Bo Lind, cy day], [Bo Lind, Nobody]]\n");
    kit(&folder).well();
    assert_eq!(together("Bo Lind", "Cy Day"), 0);
    assert!(page("pairs.html").contains("Nobody"), "who is not in the roster is named");
    assert!(page("tags.html").contains("kit-labels kit-cut kit-cut-a4"));
    // A code stands where the site has an address.
    assert!(page("journal.html").contains("aria-label=\"https://tidepool.example.org/\""));
    let community = std::fs::read_to_string(folder.root().join("community.yml")).expect("a file");
    folder.write("community.yml", community.replace("website: https://tidepool.example.org", ""));
    kit(&folder).well();
    assert!(!page("journal.html").contains("kit-code"));
}

#[test]
fn a_kit_in_a_folder_that_others_may_see_says_so() {
    let folder = example();
    let elsewhere = tempfile::tempdir().expect("a folder");
    for (place, said) in [
        ("public_html/kit", Some("web servers publish")),
        ("OneDrive - Ward 4/kit", Some("copies it to other computers")),
        ("drive/kit", None),
    ] {
        let out = elsewhere.path().join(place);
        std::fs::create_dir_all(out.parent().expect("a folder above")).expect("a folder");
        let ran = run(&[Path::new("kit"), &folder.root(), Path::new("--out"), &out]);
        assert_eq!(ran.stdout.contains("`--out` puts it elsewhere"), said.is_some(), "{}", ran.stdout);
        assert!(ran.stdout.contains(said.unwrap_or_default()));
    }
}

#[test]
fn the_last_debrief_alone_is_shown_and_on_one_page() {
    let folder = example();
    kit(&folder).well();
    for (path, page) in pages(&files(&folder)) {
        assert_eq!(page.contains("The dog lay down exactly"), path == "last-debrief.html", "{path}");
    }
    let written = std::fs::read_to_string(folder.root().join("private/debriefs/2026-10-15.md")).expect("a debrief");
    let earlier = written.lines().find(|line| line.len() > 40).expect("a line");
    assert!(!pages(&files(&folder)).any(|(_, page)| page.contains(earlier)), "{earlier}");
}

#[test]
fn a_list_to_sign_is_for_a_room() {
    let folder = example();
    kit(&folder).well();
    let files = files(&folder);
    let sheets = |id: &str| String::from_utf8_lossy(&files[&format!("sessions/{id}/sheets.html")]).into_owned();
    let (room, online) = (sheets("04-whose-voice-is-missing"), sheets("05-when-a-family-disagrees"));
    assert!(room.contains("Priya Nambiar") && room.contains("id=\"_sign-in\""));
    assert!(
        !online.contains("Priya Nambiar") && !online.contains("id=\"_sign-in\"") && online.contains("id=\"_debrief\"")
    );
}

#[test]
fn a_meeting_that_is_offered_twice_is_one_in_mails_and_tasks() {
    let folder = example();
    folder.write("private/records/attendance/2026-12-02 list.csv", "Name,Email\nPriya Nambiar,priya@example.org\n");
    folder.write("private/records/attendance/2026-12-09 list.csv", "Name,Email\nDale Wetherby,dale@example.org\n");
    let root = folder.root().to_string_lossy().into_owned();
    Ran::from(handbound().args(["kit", &root, "--today", "2026-12-10"]).output().expect("it runs")).well();
    let files = files(&folder);
    let of_it: Vec<&String> = files.keys().filter(|path| path.contains("book-2-an-ordinary-moment/mail")).collect();
    assert_eq!(of_it.len(), 1, "{of_it:?}");
    let mail = |name: &str| {
        let path = format!("sessions/book-2-an-ordinary-moment/{name}.eml");
        String::from_utf8_lossy(&files[&path]).replace("\r\n ", " ").replace("=\r\n", "")
    };
    let (came, missed) = (mail("follow-up-came"), mail("follow-up-missed"));
    assert!(came.contains("<priya@example.org>, <dale@example.org>"), "{came}");
    assert!(!missed.contains("priya@example.org") && !missed.contains("dale@example.org"));
    assert!(came.contains("Thank you for coming to") && !came.contains("We meet again: An ordinary moment"), "{came}");
    let today = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert_eq!(today.matches("Thank everyone: An ordinary moment").count(), 1);
    assert_eq!(today.matches("Write down who came: An ordinary moment").count(), 0, "both have their lists");
}

/// Clock time, length, title and kind of each part, in the element `row` of a page whose clock time, length and title are
/// the elements `cells`.
fn parts(page: &str, row: &str, cells: [&str; 4]) -> Vec<[String; 4]> {
    let selector = |text: &str| scraper::Selector::parse(text).expect("a selector");
    let document = scraper::Html::parse_document(page);
    let text = |row: scraper::ElementRef<'_>, cell: &str| {
        let words =
            row.select(&selector(cell)).next().map(|found| found.text().collect::<String>()).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    document.select(&selector(row)).map(|row| cells.map(|cell| text(row, cell))).collect()
}

#[test]
fn a_run_sheet_has_the_parts_of_the_page_in_each_spelling() {
    let session = |day: &str, agenda: &str| {
        format!("---\ntitle: Evening\ndate: 2026-12-{day}\ntime: 6:30 pm - 7:30 pm\n---\n## Agenda\n{agenda}")
    };
    let folder = Folder::new(&[
        ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
        (
            "sessions/headings.md",
            &session(
                "03",
                "### 10 min - Hello [everyone]\n\n> [!facilitator]\n> Mind the heater.\n\n### 20 min - Talk [pairs]\n\n### 30 min - Close [close]\n",
            ),
        ),
        (
            "sessions/list.md",
            &session(
                "04",
                "- 10 min: Hello [everyone]\n\n  > [!facilitator]\n  > Mind the heater.\n\n- 20 min: Talk [pairs]\n- 30 min: Close [close]\n",
            ),
        ),
        (
            "sessions/table.md",
            &session(
                "05",
                "| Time | What |\n| --- | --- |\n| 10 min | Hello [everyone] |\n| 20 min | Talk [pairs] |\n| 30 min | Close [close] |\n",
            ),
        ),
    ]);
    kit(&folder).well();
    folder.build().well();
    let (files, site) = (files(&folder), folder.site());
    let page = |files: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    for id in ["headings", "list", "table"] {
        let sheet = page(&files, &format!("sessions/{id}/run-sheet.html"));
        let public = page(&site, &format!("sessions/{id}.html"));
        let on_paper =
            parts(&sheet, "tr[id^=_part-]", ["td:nth-child(1)", "td:nth-child(2)", "td strong", "td .kit-kind"]);
        let on_page = parts(&public, "li[id^=_segment-]", ["strong", "span", "h3", ".kind"]);
        assert_eq!(on_paper.len(), 3, "{id}");
        for (paper, page) in on_paper.iter().zip(&on_page) {
            assert_eq!(paper[..3], page[..3], "{id}");
            // The page leaves out a kind that is its title again.
            assert!(paper[3].to_lowercase().starts_with(&page[3].to_lowercase()), "{id}: {paper:?}, {page:?}");
        }
        assert_eq!(on_paper[1][..3], ["6:40 pm", "20 min", "Talk"], "{id}");
        let first = sheet.split("<tr id=\"_part-2").next().unwrap_or_default();
        assert_eq!(first.contains("Mind the heater"), id != "table", "{id}");
    }
}
