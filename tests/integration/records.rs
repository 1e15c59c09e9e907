//! Records as people have them, and what they come to: worked out by hand, to the minute and the cent.

use handbound::handbook::records::{Period, Records, records};
use handbound::pipeline;
use handbound::source::FilePath;

use crate::support::{Folder, TODAY, repository, run};

/// Returns what the records of a folder come to, and what its private files have wrong.
fn come_to(folder: &Folder) -> (Records, Vec<String>) {
    let prepared = pipeline::prepare(&folder.root(), None).expect("the folder can be read");
    let handbook = prepared.handbook.as_ref().expect("a handbook");
    let mut found = prepared.diagnostics.clone();
    found.extend(handbound::check::records::unknown_names(handbook, handbound::redact::Drafts::Left));
    found.extend(handbound::check::records::unplaced_reports(handbook, handbound::redact::Drafts::Left));
    found.extend(handbound::check::records::unclear_days(handbook, handbound::redact::Drafts::Left));
    let found = found.iter().map(|found| format!("{}: {}", found.code, found.message)).collect();
    (records(handbook, Period::default(), TODAY.parse().expect("a day")), found)
}

/// Returns the name, and how many times each came.
fn who(records: &Records) -> Vec<(&str, usize)> {
    records.people.iter().map(|person| (person.name.as_str(), person.sittings.len())).collect()
}

#[test]
fn the_year_of_the_example() {
    let ran = run(&["records", &repository("example-community").to_string_lossy()]).well();
    // 15 marks at 120 minutes, 14 at 90, 9 at 75 and 13 at 90; a break of ten minutes in the first sitting.
    for line in [
        "Held: 4 sittings, 6 h 15 min",
        "2026-09-17  Finding each other             2 h 00 min  15 came (2 late, 15 for the first time)",
        "Attendances: 51 (",
        "People: 15 (each counted once); 15 came more than once",
        "Contact hours: 79.25 without breaks, 81.75 with them",
        "Spent: 241.11\n  access     60.00\n  food       58.40\n  materials  90.65\n  postage    32.06\n",
    ] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("To look at"), "{}", ran.stdout);
    let table = run(&["records", &repository("example-community").to_string_lossy(), "--format", "csv"]).well().stdout;
    assert!(
        table.contains("\r\n2026-10-15,\"02-what-a-corner-says\",\"What a corner says to a child\",90,0,14,0,2,0\r\n")
    );
    assert!(table.contains("\r\n\"all\",241.11,\"\"\r\n"), "{table}");
}

/// A watch in the night in which the clocks go back, offered twice: seven hours and six.
const NIGHT: &[(&str, &str)] = &[
    ("community.yml", "name: The Night Watch\ntimezone: Europe/Berlin\n"),
    (
        "sessions/01-watch.md",
        "---\ntitle: Night watch\ndate: 2026-10-24\ntime: 22:00 - 4:00\nalso_offered:\n  - date: 2026-11-07\n    time: 22:00 - 4:00\n---\n\
         ## Agenda\n- 90 min: Round [everyone]\n- 30 min: Soup [break]\n",
    ),
    ("private/roster.csv", "name\nAnna Berg\nBela Krüger\nCem Aydın\n"),
    (
        "private/records/attendance.csv",
        "name;24.10.2026;07.11.2026\nAnna Berg;x;x\nBela Krüger;ja;-\nAydın, Cem;;verspätet\n",
    ),
];

#[test]
fn a_night_of_seven_hours_and_one_of_six() {
    let folder = Folder::new(NIGHT);
    let (records, found) = come_to(&folder);
    assert_eq!(found, ["attendance-broken: Line 4: the mark in column 3 must say present or absent."]);
    folder.write("private/records/attendance.csv", NIGHT[3].1.replace("verspätet", "late"));
    let (mended, found) = come_to(&folder);
    assert_eq!(found, [""; 0]);
    assert_eq!(records.attendances(), 3);
    assert_eq!(mended.held.iter().map(|held| (held.minutes, held.breaks)).collect::<Vec<_>>(), [(420, 30), (360, 30)]);
    assert_eq!(who(&mended), [("Anna Berg", 2), ("Bela Krüger", 1), ("Cem Aydın", 1)]);
    // Two at 420 minutes and two at 360; of each half an hour is soup.
    assert_eq!((mended.minutes(), mended.attendances(), mended.contact_minutes()), (780, 4, (1440, 1560)));
    assert_eq!(mended.held.iter().map(|held| held.first_timers).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(mended.came_back(), 1);

    // By its name alone it is not known which of the two was meant, since they are not equally long.
    folder.write("private/records/attendance.csv", "name,01-watch\nAnna Berg,x\n");
    let (unclear, found) = come_to(&folder);
    assert_eq!((found.len(), unclear.attendances(), unclear.open.which_sitting.len()), (0, 0, 1));
}

#[test]
fn a_treasurer_s_table_from_excel_in_german() {
    let folder = Folder::new(&NIGHT[..3]);
    // As Excel saves it: Windows-1252, semicolons, and a line that says so.
    let table = "sep=;\r\nDatum;Beschreibung;Kategorie;Betrag;Beleg\r\n\
                 24.10.2026;Suppe f\u{fc}r alle;Essen;1.234,50 \u{80};r1\r\n\
                 03.11.2026;Brot;Essen;89,99 \u{80};\r\n\
                 04.11.2026;Pfand zur\u{fc}ck;Essen;(12,50 \u{80});r3\r\n\
                 05.11.2026;Saal;Miete;1.000 \u{80};r4\r\n\
                 06.11.2026;Zeit von Freiwilligen;in-kind;300 \u{80};\r\n\
                 07.11.2026;Fahrkarte;Fahrt;JPY 1500;r5\r\n";
    let bytes: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Windows-1252")).collect();
    folder.write("private/records/expenses.csv", &bytes);
    let (records, found) = come_to(&folder);
    assert_eq!(found, [""; 0]);
    let sums: Vec<String> = records.spending.iter().map(|spending| spending.total.to_string()).collect();
    // 1234.50 + 89.99 - 12.50 + 1000.00; what was given is no part of it, and yen are no euros.
    assert_eq!(sums, ["2311.99 EUR", "1500 JPY"]);
    let euros = &records.spending[0];
    let by_category: Vec<String> =
        euros.by_category.iter().map(|(category, sum)| format!("{category} {sum}")).collect();
    assert_eq!(by_category, ["Essen 1311.99 EUR", "Miete 1000.00 EUR"]);
    assert_eq!(
        (euros.in_kind.as_ref().map(ToString::to_string).as_deref(), euros.without_receipt),
        (Some("300.00 EUR"), 1)
    );

    folder.write("private/records/expenses.csv", "date,item,amount\n3/4/2026,tea,\"1,250\"\n5/4/2026,bread,7\n");
    let (_, found) = come_to(&folder);
    assert_eq!(
        found,
        [
            "expenses-broken: Line 2: the `date` may be two days: nothing in its column says whether the day or the month comes first.",
            "expenses-broken: Line 3: the `date` may be two days: nothing in its column says whether the day or the month comes first.",
        ]
    );
    folder.write("private/records/expenses.csv", "date,item,amount\n3/14/2026,tea,\"1,250\"\n5/4/2026,bread,7\n");
    let (_, found) = come_to(&folder);
    assert_eq!(
        found,
        [
            "expenses-broken: Line 2: the `amount` has two readings: its mark may stand before cents or between thousands."
        ]
    );
}

/// An evening online, and one two weeks before it.
const ONLINE: &[(&str, &str)] = &[
    ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
    ("sessions/01-first.md", "---\ntitle: First\ndate: 2026-10-01\ntime: 6:30-8 pm\nwhere: online\n---\n"),
    ("sessions/02-second.md", "---\ntitle: Second\ndate: 2026-10-15\ntime: 6:30-8 pm\nwhere: online\n---\n"),
    ("people/mara.md", "---\nname: Mara Lind\nrole: facilitator\n---\n"),
    (
        "private/roster.csv",
        "name,email,also\nPriya Nambiar,priya@example.org,\nBrian Smith,,\nAna-Luisa Ferrão,,Ana at Quay;ana@work.example\nMei-Lin Tsao,,\n",
    ),
];

/// The people of the second evening as a meeting program writes them: Brian came in twice and with two devices, Mei-Lin
/// stayed for five minutes, one is not a member, and Mara is the host.
const ZOOM: &str = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Mara Lind,mara@example.org,10/15/2026 06:10:00 PM,10/15/2026 08:05:00 PM,115,No,No
P. N.,priya@example.org,10/15/2026 06:28:00 PM,10/15/2026 08:01:00 PM,93,No,No
Brian Smith,,10/15/2026 06:20:00 PM,10/15/2026 06:34:00 PM,14,Yes,Yes
iPhone (Brian Smith),,10/15/2026 06:31:00 PM,10/15/2026 06:37:00 PM,6,Yes,No
Brian Smith,,10/15/2026 06:35:00 PM,10/15/2026 06:42:00 PM,7,Yes,No
Ana at Quay (she/her),,10/15/2026 06:31:00 PM,10/15/2026 08:00:00 PM,89,Yes,No
Mei-Lin Tsao,,10/15/2026 06:31:00 PM,10/15/2026 06:36:00 PM,5,Yes,No
Nobody We Know,,10/15/2026 06:31:00 PM,10/15/2026 08:00:00 PM,89,Yes,No
";

const CAME: [(&str, usize); 3] = [("Ana-Luisa Ferrão", 1), ("Brian Smith", 1), ("Priya Nambiar", 1)];

fn with_report(name: &str, bytes: impl AsRef<[u8]>) -> (Records, Vec<String>) {
    let folder = Folder::new(ONLINE);
    folder.write(&format!("private/records/attendance/{name}"), bytes);
    come_to(&folder)
}

#[test]
fn a_report_is_read_as_it_is_downloaded() {
    let meeting = "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n\
                   812 3456 7890,Second,10/15/2026 06:18:00 PM,10/15/2026 08:04:00 PM,mara@example.org,106,14\n\n";
    let german = ZOOM
        .replace("10/15/2026", "15.10.2026")
        .replace("06:", "18:")
        .replace("08:", "20:")
        .replace(":00 PM", ":00")
        .replace(
            "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room",
            "Name (ursprünglicher Name),E-Mail,Beitrittszeit,Austrittszeit,Dauer (Minuten),Gast,Im Warteraum",
        )
        .replace(",Yes\n", ",Ja\n");
    let teams = "1. Summary\nMeeting title\tSeason one, second\nAttended participants\t6\nStart time\t10/15/26, 6:18:11 PM\n\
                 End time\t10/15/26, 8:04:02 PM\n\n2. Participants\n\
                 Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n\
                 P. N.\t10/15/26, 6:28:11 PM\t10/15/26, 8:01:02 PM\t1h 32m 51s\tpriya@example.org\t\tPresenter\n\
                 Smith, Brian\t10/15/26, 6:31:11 PM\t10/15/26, 6:42:02 PM\t10m 51s\t\t\tAttendee\n\
                 Ana\t10/15/26, 6:31:11 PM\t10/15/26, 8:00:02 PM\t1h 28m 51s\tana@work.example\t\tAttendee\n\
                 Mei-Lin Tsao\t10/15/26, 6:31:11 PM\t10/15/26, 6:36:02 PM\t4m 51s\t\t\tAttendee\n\
                 Nobody We Know\t10/15/26, 6:31:11 PM\t10/15/26, 8:00:02 PM\t1h 28m 51s\t\t\tAttendee\n\n\
                 3. In-Meeting Activities\nName\tJoin time\tLeave time\tDuration\tEmail\tRole\n\
                 Mei-Lin Tsao\t10/15/26, 6:31:11 PM\t10/15/26, 8:36:02 PM\t2h 4m 51s\t\tAttendee\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(teams.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files: [(&str, Vec<u8>); 5] = [
        ("participants_81234567890.csv", format!("\u{feff}{ZOOM}").into_bytes()),
        ("zoom with meeting data.csv", format!("{meeting}{ZOOM}").into_bytes()),
        ("teilnehmer.csv", german.replace(',', ";").into_bytes()),
        ("teams.csv", utf16),
        ("02-second zoom.txt", ZOOM.as_bytes().to_vec()),
    ];
    for (name, bytes) in files {
        let (records, found) = with_report(name, bytes);
        assert_eq!(found, [""; 0], "{name}");
        assert_eq!(who(&records), CAME, "{name}");
        assert_eq!(records.held[1].marks.map(|marks| (marks.present, marks.online)), Some((3, 3)), "{name}");
        assert_eq!(records.held[0].marks, None, "{name}");
        assert_eq!((records.open.unknown.len(), records.open.too_short.len()), (1, 1), "{name}");
    }
}

#[test]
fn a_report_without_days_is_of_the_session_that_its_name_begins_with() {
    let unique = "Name (Original Name),User Email,Total Duration (Minutes),Guest\nP. N.,priya@example.org,93,No\n\
                  Brian Smith,,11,Yes\nMei-Lin Tsao,,5,Yes\nAna-Luisa Ferrao,,89,Yes\n";
    let meet = "First name,Last name,Email,Duration,Time joined,Time exited\nPriya,Nambiar,,1 hr 33 min,6:28 PM,8:01 PM\n\
                Brian,Smith,,11 min,6:31 PM,6:42 PM\nMei-Lin,Tsao,,5 min,6:31 PM,6:36 PM\nAna-Luisa,Ferrão,,89 min,6:31 PM,8:00 PM\n";
    let form = "Timestamp,What is your name?,Name\n2026-10-15 18:31:00,,Priya Nambiar\n2026-10-15 18:32:00,,Brian Smith\n\
                2026-10-15 18:33:00,,Ana-Luisa Ferrão\n";
    let list = "Name,Present\nPriya Nambiar,x\nBrian Smith,yes\nMei-Lin Tsao,\nAna-Luisa Ferrão,x\n";
    for (name, text) in
        [("2026-10-15 zoom.csv", unique), ("02-second.csv", meet), ("15.10.2026.csv", form), ("2026-10-15.csv", list)]
    {
        let (records, found) = with_report(name, text);
        assert_eq!(found, [""; 0], "{name}");
        assert_eq!(who(&records), CAME, "{name}");
        assert!(records.held[1].marks.is_some() && records.held[0].marks.is_none(), "{name}");
    }
    for name in ["zoom.csv", "03-third.csv"] {
        let (records, found) = with_report(name, unique);
        assert_eq!(found, ["attendance-broken: Handbound cannot see which session this report is of."], "{name}");
        assert_eq!(records.attendances(), 0);
        assert_eq!(records.open.reports, [FilePath::from(format!("private/records/attendance/{name}"))]);
    }
    let (_, found) = with_report("2026-10-15.csv", "a,b\n1,2\n");
    assert_eq!(
        found,
        [
            "attendance-broken: This file is no list of people: none of its lines has the heads of columns, such as `Name`."
        ]
    );
}

#[test]
fn whoever_came_in_two_lists_came_once() {
    let folder = Folder::new(ONLINE);
    folder.write(
        "private/records/attendance.csv",
        "name,email,2026-10-01,10/15/2026\nBrian Smith,b@example.org,x,late\nZora Quill,,x,\n",
    );
    folder.write("private/records/attendance/zoom.csv", ZOOM);
    let (records, found) = come_to(&folder);
    assert_eq!(found, [""; 0]);
    let expected = [("Ana-Luisa Ferrão", 1), ("Brian Smith", 2), ("Priya Nambiar", 1), ("Zora Quill", 1)];
    assert_eq!(who(&records), expected);
    let second = records.held[1].marks.map(|marks| (marks.present, marks.late, marks.online));
    assert_eq!((second, records.open.not_in_roster), (Some((3, 1, 2)), 1));
}
