//! The members' feed: how to join is there and nowhere else, at an address that nothing published names.

use crate::support;
use crate::support::Folder;
use crate::support::canaries::Canaries;

const SECRET: &str = "0123456789abcdefghjkmnpqrs";

/// Returns an evening online that shows how to join as `shown` says, or as the community does.
fn online(canaries: &mut Canaries, place: &str, shown: &str) -> String {
    let text = format!(
        "---\ntitle: Evening for {place}\ndate: 2026-12-10\ntime: 6:30 pm - 8:00 pm\nwhere: online\n{shown}join: https://meet.example/{{join}}\ndial_in: \"902 555 0100 {{dial in}}\"\n---\n"
    );
    canaries.fill(place, &text)
}

#[test]
fn how_to_join_stands_in_the_members_feed_alone() {
    let mut canaries = Canaries::new(6);
    let folder = Folder::new(support::SMALLEST);
    let community = "name: The Lantern Circle\ntimezone: America/Halifax\nwebsite: https://lantern.example.org\ncalendar:\n  show_join_link: members\n";
    folder.write("community.yml", community);
    folder.write("sessions/spring/02-online.md", online(&mut canaries, "members", ""));
    folder.write("sessions/03-mail.md", online(&mut canaries, "mail", "show_join_link: mail\n"));
    folder.write("sessions/04-draft.md", online(&mut canaries, "draft", "draft: true\n"));

    folder.build().well();
    assert!(canaries.found_in(&folder.site()).is_empty(), "without a secret there is no such feed");

    folder.write("private/calendar.yml", format!("secret: {SECRET}\n"));
    let ran = folder.build().well();
    assert!(ran.stdout.contains(" feeds (one for members) into "), "{}", ran.stdout);
    let site = folder.site();
    let path = format!("calendar/members-{SECRET}.ics");
    let found = canaries.found_in(&site);
    assert!(found.iter().all(|found| found.starts_with(&path) && found.contains("from members")), "{found:?}");
    let feed = String::from_utf8_lossy(&site[&path]).replace("\r\n ", "");
    for line in
        ["CONFERENCE;VALUE=URI:https://meet.example/zq", "LOCATION:Online: https://meet.example/zq", "DESCRIPTION:"]
    {
        assert!(feed.contains(&format!("\r\n{line}")), "{line} in {feed}");
    }
    assert!(feed.contains("Dial in: 902 555 0100 zq") && feed.contains("SUMMARY:Evening for mail"), "{feed}");

    // Nothing else that is published knows the address, the list of published files included.
    for (other, bytes) in site.iter().filter(|(other, _)| **other != path) {
        let text = String::from_utf8_lossy(bytes).replace("\r\n ", "");
        assert!(!text.contains(SECRET) && !text.contains("members-0"), "{other}");
    }
    assert!(site.contains_key("calendar/index.html"), "a host would list the folder");

    // Pages say where to look, and no more.
    let page = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    assert!(page("sessions/02-online.html").contains("The link is in the calendar for members."));
    assert!(page("sessions/03-mail.html").contains("The link comes by mail."));

    // The same sessions under the same UIDs, so that a member may change from one feed to the other.
    let uids = |text: &str| {
        let mut uids: Vec<String> = text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    assert_eq!(uids(&feed), uids(&String::from_utf8_lossy(&site["calendar.ics"])));
    assert_eq!(uids(&feed).len(), 3);
}

#[test]
fn a_new_secret_takes_the_old_feed_away() {
    let mut canaries = Canaries::new(7);
    let folder = Folder::new(support::SMALLEST);
    folder.write("sessions/02-online.md", online(&mut canaries, "members", "show_join_link: members\n"));
    let feeds = |folder: &Folder| -> Vec<String> {
        folder.site().into_keys().filter(|path| path.starts_with("calendar/members-")).collect()
    };
    folder.write("private/calendar.yml", format!("secret: {SECRET}\n"));
    folder.build().well();
    assert_eq!(feeds(&folder), [format!("calendar/members-{SECRET}.ics")]);
    let again = folder.build().well();
    assert!(again.stdout.contains("(0 files new, 0 changed, 0 removed)"), "{}", again.stdout);
    folder.write("private/calendar.yml", format!("secret: {}\n", "z".repeat(26)));
    folder.build().well();
    assert_eq!(feeds(&folder), [format!("calendar/members-{}.ics", "z".repeat(26))]);
    folder.remove("private/calendar.yml");
    folder.build().well();
    assert_eq!(feeds(&folder), Vec::<String>::new());
    assert!(canaries.found_in(&folder.site()).is_empty());
}

#[test]
fn with_mail_how_to_join_is_in_no_feed_with_or_without_a_secret() {
    let mut canaries = Canaries::new(8);
    let folder = Folder::new(support::SMALLEST);
    folder.write("sessions/02-online.md", online(&mut canaries, "mail", ""));
    folder.write("private/calendar.yml", format!("secret: {SECRET}\n"));
    folder.build().well();
    let site = folder.site();
    assert!(canaries.found_in(&site).is_empty());
    assert!(!site.keys().any(|path| path.contains("members-")), "nobody asked for it");
}

#[test]
fn the_secret_is_made_once_and_honestly() {
    let folder = Folder::new(support::SMALLEST);
    let secret = || -> support::Ran {
        support::handbound().arg("secret").arg(folder.root()).output().expect("the program runs").into()
    };
    let said = secret().well().stdout;
    let file = folder.read("private/calendar.yml");
    let letters = file.lines().find_map(|line| line.strip_prefix("secret: ")).expect("a secret").to_owned();
    assert_eq!(letters.len(), 26);
    assert!(
        said.contains(&format!("\n  calendar/members-{letters}.ics\n")) && said.contains("hard to guess, not secret"),
        "{said}"
    );
    assert!(said.contains("There is no such calendar yet: write `show_join_link: members`"), "{said}");

    folder.write("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\nwebsite: https://lantern.example.org/\ncalendar:\n  show_join_link: members\n");
    let again = secret().well().stdout;
    assert!(again.starts_with("`private/calendar.yml` already holds a secret; nothing was changed."), "{again}");
    assert!(again.contains(&format!("\n  https://lantern.example.org/calendar/members-{letters}.ics\n")), "{again}");
    assert_eq!(folder.read("private/calendar.yml"), file);
    folder.build().well();
    assert!(folder.site().contains_key(&format!("calendar/members-{letters}.ics")), "it is where it was promised");

    folder.remove("private/calendar.yml");
    secret().well();
    assert_ne!(folder.read("private/calendar.yml"), file, "two secrets are never the same");

    folder.write("private/calendar.yml", "secret: short\n");
    let broken = secret().with(1).stdout;
    assert!(broken.contains("shorter than 26") && folder.read("private/calendar.yml") == "secret: short\n", "{broken}");

    let elsewhere = Folder::new(&[("notes.txt", "")]);
    let ran: support::Ran =
        support::handbound().arg("secret").arg(elsewhere.root()).output().expect("the program runs").into();
    assert!(ran.with(2).stdout.contains("There is no `community.yml`"));
    assert!(!elsewhere.root().join("private").exists());
}
