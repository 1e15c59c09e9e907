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
        "name;24.10.2026;07.11.2026\nAnna Berg;x;x\nBela Krüger;ja;-\nAydın, Cem;;meist\n",
    ),
];

#[test]
fn a_night_of_seven_hours_and_one_of_six() {
    let folder = Folder::new(NIGHT);
    let (records, found) = come_to(&folder);
    assert_eq!(found, ["attendance-broken: Line 4: the mark in column 3 must say present or absent."]);
    folder.write("private/records/attendance.csv", NIGHT[3].1.replace("meist", "verspätet"));
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
        euros.by_category.iter().map(|category| format!("{} {}", category.name, category.spent)).collect();
    assert_eq!(by_category, ["Essen 1311.99 EUR", "Miete 1000.00 EUR"]);
    assert_eq!(
        (euros.in_kind.as_ref().map(ToString::to_string).as_deref(), euros.without_receipt),
        (Some("300.00 EUR"), 1)
    );

    folder.write(
        "private/records/expenses.csv",
        "date,item,amount\n3/4/2026,tea,\"1,250\"\n5/4/2026,bread,7\n6/4/2026,jam,2\n",
    );
    let (_, found) = come_to(&folder);
    assert_eq!(
        found,
        [
            "expenses-broken: Line 2: the `amount` has two readings: its mark may stand before cents or between thousands.",
            "expenses-broken: Line 3: the `date` may be two days, and so may 1 more: neither its column nor the days on which you met \
             say whether the day or the month comes first.",
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

/// Returns the sums of a table of expenses, what is open about it, and what is wrong with it.
fn spent(table: &str) -> (String, [usize; 3], Vec<String>) {
    let folder = Folder::new(ONLINE);
    folder.write("private/records/expenses.csv", table);
    let (records, found) = come_to(&folder);
    let sums: Vec<String> = records.spending.iter().map(|spending| spending.total.to_string()).collect();
    let open = [&records.open.came_in, &records.open.moved, &records.open.came_back].map(|lines| lines.values().sum());
    (sums.join(", "), open, found)
}

#[test]
fn what_came_in_is_no_spending() {
    for (table, sums, open) in [
        (
            "Datum;Text;Soll;Haben;Waehrung\n15.10.2026;Saal;120,00;;EUR\n16.10.2026;Beitrag;;20,00;EUR\n",
            "120.00 EUR",
            [1, 0, 0],
        ),
        (
            "Date,Details,Paid out,Paid in,Balance\n2026-10-15,Hall,-120.00,0.00,5\n2026-10-16,Fee,,20.00,25\n",
            "120.00",
            [1, 0, 0],
        ),
        (
            "Date,Type,Category,Amount\n2026-10-15,Expense,Food,12\n2026-10-16,Income,Fees,100\n2026-10-17,Transfer,,5\n",
            "12.00",
            [1, 1, 0],
        ),
        ("Date,Text,Debit/Credit,Amount\n2026-10-15,Hall,D,12\n2026-10-16,Fee,C,100\n", "12.00", [1, 0, 0]),
        ("Date,Text,Amount\n2026-10-15,Hall,12.00 DR\n2026-10-16,Fee,100.00 CR\n", "12.00", [1, 0, 0]),
        ("Date,Category,Amount\n2026-10-15,Food,12\n2026-10-16,Income,100\n", "12.00", [1, 0, 0]),
        ("Date,Text,amount (minus is spent)\n2026-10-15,Hall,-12\n2026-10-16,Fee,+100\n", "12.00", [1, 0, 0]),
        ("Date,Text,amount (minus came back)\n2026-10-15,Hall,12\n2026-10-16,Deposit,-2\n", "10.00", [0, 0, 1]),
        ("date,item,amount\n2026-10-15,Hall,12\n2026-10-16,Tea,5\n2026-10-17,Deposit,(2)\n", "15.00", [0, 0, 1]),
        ("Date;Libellé;Débit euros;Crédit euros\n2026-10-15;Salle;12,00;\n", "12.00 EUR", [0; 3]),
        ("Date,Text,Paid out,Paid in\n2026-10-15,Fee,,12\n", "", [1, 0, 0]),
        ("date,payee,memo,outflow,inflow\n2026-10-15,Hall,rent,12,0\n", "12.00", [0; 3]),
        ("Date,Category,Amount,Balance\n2026-10-15,Income,100,100\n2026-10-16,Hall,-12,88\n", "12.00", [1, 0, 0]),
    ] {
        assert_eq!(spent(table), (sums.to_owned(), open, Vec::new()), "{table}");
    }
    let minus = "may be what was spent, as banks write it, or what came back.";
    for (table, asked) in [
        (
            "Date,Description,Amount\n2026-10-15,Hall,-12\n2026-10-16,Fee,100\n2026-10-17,Fee,100\n",
            format!("Some amounts have a minus (line 2) and others none (line 3): it {minus}"),
        ),
        (
            "date,item,amount,balance\n2026-10-15,Fee,12\n2026-10-16,Fee,5\n2026-10-17,Hall,-2\n",
            format!("Some amounts have a minus (line 4) and others none (line 2): it {minus}"),
        ),
        (
            "date,item,amount\n2026-10-15,Hall,-12\n2026-10-16,Tea,-5\n",
            format!("Every amount has a minus, from line 2 on: it {minus}"),
        ),
        (
            "Date,Text,Type,Amount\n2026-10-15,Hall,Sale,-12\n2026-10-16,Thank you,Payment,12\n",
            format!("Some amounts have a minus (line 2) and others none (line 3): it {minus}"),
        ),
        (
            "Date,Text,Amount,Balance\n2026-10-15,Hall,12,20\n",
            "This table has a balance, and no amount has a minus: they may be what was spent or what was received."
                .to_owned(),
        ),
        (
            "Date,Text,Debit,Credit\n2026-10-15,Hall,12,5\n",
            "Line 2: money went out and came in, both in one line.".to_owned(),
        ),
        (
            "Date,Text,Amount,Total\n2026-10-15,Hall,12,14\n",
            "Columns 3 and 4 may both be the `amount`, and differ.".to_owned(),
        ),
        (
            "Date,Text,Amount,Currency\n2026-10-15,Hall,12,pounds sterling\n",
            "Line 2: the `currency` should be a code or a sign.".to_owned(),
        ),
    ] {
        assert_eq!(spent(table), (String::new(), [0; 3], vec![format!("expenses-broken: {asked}")]), "{table}");
    }
}

#[test]
fn sums_and_payments_among_members_are_no_spending() {
    for (table, sums, open) in [
        (
            "Date,Description,Category,Cost,Currency,Ann,Bob\n\n2026-10-15,Tea,Food,12.00,EUR,6.00,-6.00\n\
             2026-10-16,Ann paid Bob,Payment,6.00,EUR,-6.00,6.00\n\n2026-10-17,Total balance, , ,EUR,0.00,0.00\n",
            "12.00 EUR",
            [0, 1, 0],
        ),
        ("Date,Text,Amount\n2026-10-15,Tea,12\n2026-10-16,Hall,8\nTotal,,20\n", "20.00", [0; 3]),
        ("Date,Text,Amount\n2026-10-15,Tea,12\n2026-10-16,Hall,8\n2026-10-17,Total:,20\n", "20.00", [0; 3]),
        ("Date,Text,Amount\n2026-10-15,Tea,12\n2026-10-16,Hall,8\n,,20\n", "20.00", [0; 3]),
        ("Date,Text,Amount\n2026-10-14,Opening balance,500\n2026-10-15,Tea,12\n", "12.00", [0, 1, 0]),
    ] {
        assert_eq!(spent(table), (sums.to_owned(), open, Vec::new()), "{table}");
    }
    let (sums, _, found) = spent("Date,Text,Amount\n2026-10-15,Tea,12\n2026-10-16,Total,21\n");
    let asked = "expenses-broken: Line 3: this may be a sum of other lines, and does not come to what they are.";
    assert_eq!((sums.as_str(), found), ("12.00", vec![asked.to_owned()]));
}

#[test]
fn currencies_and_days_are_read_in_other_languages() {
    for (table, sums) in [
        ("Data;Opis;Kwota;Waluta\n2026-10-15;Chleb;12,50;PLN\n2026-10-16;Kawa;10,00;EUR\n", "10.00 EUR, 12.50 PLN"),
        ("Cercle, automne\n\nDate;Libellé;Montant (CHF)\n15.10.2026;Salle;+1234,56\n", "1234.56 CHF"),
        ("Date,What,Amount in CAD\n01-Oct-2026,Tea,5\n\"October 2, 2026\",Jam,$7\n20261015,Hall,1\n", "13.00 CAD"),
        ("Date,What,Amount\n2026-10-15 14:22:01,Tea,5\n15/10/2026,Jam,7\n", "12.00"),
        // Both days of the group, with the month first, and neither with the day first.
        ("Date,What,Amount\n10/1/2026,Tea,5\n10/4/2026,Jam,7\n", "12.00"),
    ] {
        assert_eq!(spent(table), (sums.to_owned(), [0; 3], Vec::new()), "{table}");
    }
    let (_, _, found) = spent("when,item,amount\n2026-10-15,Tea,5\n");
    assert_eq!(found, ["expenses-broken: The first line has no column `date`."]);
    let (_, _, found) = spent("date,item,amout,temi\n2026-10-15,Tea,5,x\n");
    assert_eq!(found, ["expenses-broken: Column 3 has an unknown name. Did you mean `amount`?"]);
}

/// Returns who came to the two evenings by the group's own list, and what is wrong with it.
fn by_own_list(list: &str) -> ([Option<usize>; 2], Vec<String>) {
    let folder = Folder::new(ONLINE);
    folder.write("private/records/attendance.csv", list);
    let (records, found) = come_to(&folder);
    ([0, 1].map(|place| records.held[place].marks.map(|marks| marks.present)), found)
}

#[test]
fn the_group_s_own_list_has_many_shapes() {
    for list in [
        "The Lantern Circle,,\nAutumn,,\nName,2026-10-01,2026-10-15\nBrian Smith,x,x\nZora Quill,,x\n",
        "Student Name,Student ID,10/1/2026,\"October 15, 2026\",Total\nBrian Smith,1,P,P,2\nZora Quill,2,A,L,1\nTotal,,1,2,3\n",
        "Name,Date,Status\nBrian Smith,2026-10-01,Present\nZora Quill,2026-10-01,Excused\nBrian Smith,2026-10-15,present\nZora Quill,2026-10-15,Tardy\n",
        "player_first_name,player_last_name,Date\nBrian,Smith,2026-10-01\nBrian,Smith,2026-10-15\nZora,Quill,2026-10-15\n",
        "Date,Brian Smith,Zora Quill,Notes\n1/10/2026,x,,rain\n15/10/2026,x,x,\nTotal,2,1,\n",
        "\"Name,2026-10-01,2026-10-15\"\n\"Brian Smith,x,x\"\n\"Zora Quill,-,x\"\n",
    ] {
        assert_eq!(by_own_list(list), ([Some(1), Some(2)], Vec::new()), "{list}");
    }
    for (list, asked) in [
        ("Choir\nBrian Smith\nZora Quill\n", "This list has no column of marks for a session."),
        ("Name,Maths,Physics\nBrian Smith,38,40\n", "This list has no column of marks for a session."),
        (
            "Brian Smith,present,2026-10-01\nZora Quill,present,2026-10-01\n",
            "This list has no line with the names of its columns.",
        ),
        (
            "Date,Group,Week 1\n2026-10-01,A,P\n2026-10-01,B,P\n",
            "Line 1: column 3 is neither a session nor the date of one.",
        ),
        ("id,date,status\n7,2026-10-01,present\n", "This list has no column of names."),
        (
            "Name,Date,Status\nBrian Smith,2026-10-01,None\nZora Quill,2026-10-01,Injured\n",
            "Lines 2 and 3: this mark must say present or absent.",
        ),
        (
            "Name,a1,b2,c3,d4\nBrian Smith,x,x,x,x\n",
            "Line 1: 4 columns, column 2 the first of them, are neither sessions nor the dates of any.",
        ),
        (
            "Name,1/10/2026,15/10/2026,3,4\nBrian Smith,w,w,w,w\n",
            "4 marks say neither present nor absent; the first stands in line 2, column 2.",
        ),
    ] {
        let (came, found) = by_own_list(list);
        assert!(
            found.contains(&format!("attendance-broken: {asked}")) || found == [format!("unknown-name: {asked}")],
            "{list} {found:?}"
        );
        assert!(came.iter().all(|came| came.is_none_or(|came| came == 0)), "{list}");
    }
}

#[test]
fn a_list_of_joining_and_leaving_is_timed() {
    let list = "Full Name\tUser Action\tTimestamp\nBrian Smith\tJoined before\t10/15/2026, 6:28:11 PM\n\
                Mei-Lin Tsao\tJoined\t10/15/2026, 6:31:02 PM\nMei-Lin Tsao\tLeft\t10/15/2026, 6:32:30 PM\n\
                Priya Nambiar\tJoined\t10/15/2026, 7:01:02 PM\nPriya Nambiar\tLeft\t10/15/2026, 7:31:02 PM\n\
                Ana-Luisa Ferr\u{e3}o\tJoined\t10/15/2026, 7:31:02 PM\n";
    let (records, found) = with_report("meetingAttendanceList.csv", list);
    assert_eq!(found, [""; 0]);
    assert_eq!((who(&records), records.open.too_short.len()), (CAME.to_vec(), 1));
    // Of two meetings in one file nobody stays from the one to the other.
    let both = format!("{list}Zora Quill\tJoined\t10/1/2026, 6:31:02 PM\n");
    let folder = Folder::new(&ONLINE[..3]);
    folder.write("private/records/attendance/both.csv", both);
    let present = come_to(&folder).0.held.iter().map(|held| held.marks.map(|marks| marks.present)).collect::<Vec<_>>();
    assert_eq!(present, [Some(1), Some(3)]);
    let (_, found) = with_report("meetingAttendanceList.csv", list.replace("Joined before", "Raised a hand"));
    assert_eq!(found, ["attendance-broken: Line 2: it does not say whether somebody joined or left."]);
}

#[test]
fn instants_and_clock_times_below_a_day_are_placed() {
    // Half past six in Halifax is half past nine in Greenwich.
    let instants = "Name,Join Time,Leave Time\nBrian Smith,2026-10-15T21:28:00Z,2026-10-15T23:00:00Z\n\
                    Priya Nambiar,2026-10-15T21:28:00Z,2026-10-15T21:49:00Z\nAna-Luisa Ferr\u{e3}o,2026-10-15T20:28:00-02:00,2026-10-15T23:00:00Z\n\
                    Mei-Lin Tsao,2026-10-15T21:00:00Z,2026-10-15T21:32:00Z\n";
    let meet = "Meeting code,abc-defg-hij,\nCreated on,2026-10-15 18:20:11,\n\nFirst name,Last name,Duration,Time joined,Time exited\n\
                Brian,Smith,PT1H5M,6:28 PM,7:33 PM\nPriya,Nambiar,1 hr,6:28 PM,7:28 PM\nAna-Luisa,Ferr\u{e3}o,1 hr,6:28 PM,7:28 PM\n\
                Mei-Lin,Tsao,9 min,6:28 PM,6:37 PM\n";
    for (name, text) in [("meet.csv", instants), ("report.csv", meet)] {
        let (records, found) = with_report(name, text);
        assert_eq!(found, [""; 0], "{name}");
        assert_eq!((who(&records), records.open.too_short.len()), (CAME.to_vec(), 1), "{name}");
    }
}

#[test]
fn a_report_of_two_evenings_counts_for_both() {
    let first = ZOOM.replace("10/15/2026", "10/01/2026");
    let rows = first.split_once('\n').expect("a header").1;
    for text in [format!("{ZOOM}{rows}"), format!("{ZOOM}\n{first}")] {
        let (records, found) = with_report("zoom.csv", &text);
        assert_eq!(found, [""; 0]);
        assert_eq!(who(&records), CAME.map(|(name, _)| (name, 2)));
        // Of a file that is named after one evening, the lines of the other are not counted, and that is said.
        let (records, _) = with_report("2026-10-15 zoom.csv", &text);
        assert_eq!((who(&records), records.open.elsewhere.values().sum::<usize>()), (CAME.to_vec(), 7));
    }
    let (records, found) = with_report("2026-10-01 zoom.csv", ZOOM);
    assert_eq!(found, ["attendance-broken: The name of this file says 2026-10-01, and the times in it 2026-10-15."]);
    assert_eq!(records.attendances(), 0);
}

#[test]
fn two_sittings_of_a_day_are_told_apart_by_their_times() {
    let folder = Folder::new(ONLINE);
    folder.write(
        "sessions/02-second.md",
        "---\ntitle: Second\ndate: 2026-10-15\ntime: 10-11 am\nalso_offered:\n  - date: 2026-10-15\n    time: 6:30-8 pm\n---\n",
    );
    let morning = ZOOM.replace("06:", "09:").replace("08:0", "11:0").replace(" PM", " AM");
    folder.write("private/records/attendance/02-second zoom.csv", ZOOM);
    let (records, found) = come_to(&folder);
    assert_eq!(found, [""; 0]);
    assert_eq!(records.held.iter().map(|held| held.marks.is_some()).collect::<Vec<_>>(), [false, false, true]);
    folder.write("private/records/attendance/02-second.csv", morning);
    let (records, _) = come_to(&folder);
    assert_eq!(records.held.iter().map(|held| held.marks.is_some()).collect::<Vec<_>>(), [false, true, true]);
    folder.write("private/records/attendance/02-second.csv", "Name\nBrian Smith\n");
    let (_, found) = come_to(&folder);
    assert_eq!(found, ["attendance-broken: This report may be of several sessions."]);
}

#[test]
fn facilitators_choose_from_which_minute_on_somebody_was_there() {
    let folder = Folder::new(ONLINE);
    folder.write("private/records/attendance/zoom.csv", ZOOM);
    // Mei-Lin was there for five minutes, and Brian for eleven once the waiting room is over.
    for (chosen, came, short) in [("5 minutes", 4, 0), ("6 min", 3, 1), ("11 minutes", 3, 1), ("12", 2, 3)] {
        folder.write("private/kit.yml", format!("present_from: {chosen}\n"));
        let (records, found) = come_to(&folder);
        assert_eq!((records.attendances(), records.open.too_short.len(), found.len()), (came, short, 0), "{chosen}");
    }
    let said = |minutes: &str| format!("line 8: was there for less than {minutes}, and is not counted.");
    let ran = run(&["records", &folder.root().to_string_lossy()]).well();
    assert!(ran.stdout.contains(&said("12 minutes")), "{}", ran.stdout);
    folder.remove("private/kit.yml");
    let ran = run(&["records", &folder.root().to_string_lossy()]).well();
    assert!(ran.stdout.contains(&said("10 minutes")), "{}", ran.stdout);
    folder.write("private/kit.yml", "present_from: a while\n");
    let (_, found) = come_to(&folder);
    assert_eq!(found, ["wrong-type: `present_from` should be a length such as 90 minutes, not `a while`."]);
}

/// Returns the sums of a table of expenses in a group of a currency, and what is wrong with it.
fn spent_in(currency: &str, table: &str) -> (String, Vec<String>) {
    let folder = Folder::new(ONLINE);
    folder.write("private/kit.yml", format!("currency: {currency}\n"));
    folder.write("private/records/expenses.csv", format!("date,item,amount\n{table}"));
    let (records, found) = come_to(&folder);
    let sums: Vec<String> = records.spending.iter().map(|spending| spending.total.to_string()).collect();
    (sums.join(", "), found)
}

#[test]
fn amounts_without_a_currency_are_in_the_group_s() {
    let too_many = "the `amount` has more digits behind its mark than its currency has.";
    for (currency, table, sums, found) in [
        ("cad", "2026-10-15,Tea,5\n2026-10-16,Jam,$7.50\n2026-10-16,Hall,€ 12\n", "12.50 CAD, 12.00 EUR", ""),
        ("EUR", "2026-10-15,Tea,5\n2026-10-16,Jam,$7.50\n", "7.50 $, 5.00 EUR", ""),
        ("JPY", "2026-10-15,Tea,500\n2026-10-16,Hall,\"1,250\"\n2026-10-16,Jam,2.00\n", "1752 JPY", ""),
        ("JPY", "2026-10-15,Tea,500\n2026-10-16,Jam,7.50\n", "500 JPY", "Line 3: "),
        ("KWD", "2026-10-15,Tea,0.125\n2026-10-16,Jam,7.5\n", "7.625 KWD", ""),
        ("CAD", "2026-10-15,Tea,0.125\n2026-10-16,Jam,7.5\n", "7.50 CAD", "Line 2: "),
    ] {
        let wrong: Vec<String> = [found]
            .iter()
            .filter(|line| !line.is_empty())
            .map(|line| format!("expenses-broken: {line}{too_many}"))
            .collect();
        assert_eq!(spent_in(currency, table), (sums.to_owned(), wrong), "{currency} {table}");
    }
    let (_, found) = spent_in("loonies", "");
    assert_eq!(found, ["wrong-type: `currency` should be the code of a currency, not `loonies`."]);
}

#[test]
fn a_new_currency_is_noticed_while_somebody_writes() {
    let folder = Folder::new(ONLINE);
    folder.write("private/records/expenses.csv", "date,item,amount\n2026-10-15,Tea,0.125\n");
    let mut workspace = pipeline::Workspace::default();
    let mut look = || {
        let prepared = workspace.look(&folder.root(), None).expect("the folder can be read");
        let handbook = prepared.handbook.expect("a handbook");
        let sums = records(&handbook, Period::default(), TODAY.parse().expect("a day")).spending;
        (sums.iter().map(|spending| spending.total.to_string()).collect::<String>(), prepared.diagnostics.len())
    };
    assert_eq!(look(), (String::new(), 1));
    for (choices, sum) in
        [("currency: KWD\n", ("0.125 KWD", 0)), ("currency: BHD\n", ("0.125 BHD", 0)), ("currency: CAD\n", ("", 1))]
    {
        folder.write("private/kit.yml", choices);
        assert_eq!(look(), (sum.0.to_owned(), sum.1), "{choices}");
    }
    folder.write("private/kit.yml", "currency: KWD\n");
    look();
    folder.remove("private/kit.yml");
    assert_eq!(look(), (String::new(), 1));
}

#[test]
fn a_budget_stands_beside_what_was_spent() {
    let folder = Folder::new(ONLINE);
    let root = folder.root().to_string_lossy().into_owned();
    folder.write(
        "private/records/expenses.csv",
        "date,item,category,amount\n2026-10-15,Tea,Food,58.40\n2026-10-15,Jam,food,1.60\n2026-10-16,Paper,materials,220.5\n2026-10-16,Bus,,5\n\
         2026-10-16,Time,in-kind,300\n",
    );
    let text = || run(&["records", &root]).well().stdout;
    let table = || run(&["records", &root, "--format", "csv"]).well().stdout;
    assert!(table().contains("\"spent on\",\"amount\",\"currency\"\r\n") && !text().contains("budget"));

    let budgets = "materials: 200, food: \"1,000.00\", travel: 40";
    for choices in [
        format!("currency: CAD\nbudget: {{ {budgets} }}\n"),
        "currency: CAD\nbudget:\n  - materials: 200 CAD\n  - food: 1000\n  - travel: $40\n".to_owned(),
    ] {
        folder.write("private/kit.yml", &choices);
        let expected = "\nSpent: 285.50 CAD\n  without a category    5.00  no budget\n\
                        \x20 food                 60.00  of 1000.00: 940.00 left\n\
                        \x20 materials           220.50  of 200.00: 20.50 over\n\
                        \x20 travel                0.00  of 40.00: 40.00 left\n\
                        Given and not paid (in kind), not in the sum: 300.00 CAD\n";
        assert!(text().contains(expected), "{choices}{}", text());
        for line in [
            "\"spent on\",\"amount\",\"currency\",\"budget\",\"left\"",
            "\"without a category\",5.00,\"CAD\"",
            "\"materials\",220.50,\"CAD\",200.00,-20.50",
            "\"travel\",0.00,\"CAD\",40.00,40.00",
            "\"all\",285.50,\"CAD\"",
        ] {
            assert!(table().contains(&format!("\r\n{line}\r\n")) || table().contains(&format!("{line}\r\n")), "{line}");
        }
    }
    run(&["kit", &root]).well();
    let page = folder.read("private/kit/records.html");
    let cells = |row: &str| {
        let row = page.split("<tr>").find(|part| part.contains(&format!("{row}</th>"))).expect("a row");
        row.split("<td").skip(1).filter_map(|cell| cell.split(['>', '<']).nth(1)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(cells("materials"), ["220.50", "200.00", "20.50 over"]);
    assert_eq!(cells("travel"), ["0.00", "40.00", "40.00 left"]);
    assert_eq!(cells("without a category"), ["5.00", "no budget"]);

    // Nothing was spent yet, or nobody knows in which currency.
    let expenses = folder.read("private/records/expenses.csv");
    folder.write("private/kit.yml", "budget: {travel: 40}\n");
    folder.write("private/records/expenses.csv", expenses.replace("amount", "amount (EUR)"));
    let said = "1 budget is not compared, because not all amounts have a currency.";
    assert!(text().contains(said) && !text().contains("travel"), "{}", text());
    folder.write("private/kit.yml", "budget: {travel: 40 EUR}\n");
    assert!(text().contains("\n  travel                0.00  of 40.00: 40.00 left\n"), "{}", text());
    folder.write("private/records/expenses.csv", expenses);
    assert!(text().contains(said), "{}", text());
    folder.remove("private/records/expenses.csv");
    assert!(text().contains("\nSpent: 0.00 EUR\n  travel  0.00  of 40.00: 40.00 left\n"), "{}", text());
}

#[test]
fn a_budget_that_cannot_be_read_is_an_error() {
    let folder = Folder::new(ONLINE);
    for (budget, wrong) in [
        ("{food: much}", "This is no amount of money."),
        ("{food: -5}", "This is no amount of money."),
        ("{food: \"1,250\"}", "This amount has two readings: its mark may stand before cents or between thousands."),
        ("{food: 0.125}", "This amount has more digits behind its mark than its currency has."),
        ("[{food: 5}, {Food: 6}]", "This category has two budgets."),
        ("{In-kind: 5}", "What is given and not paid has no budget."),
        ("5", "`budget` should be categories, each with an amount, not `5`."),
    ] {
        folder.write("private/kit.yml", format!("bcc: no\nbudget: {budget}\n"));
        let prepared = pipeline::prepare(&folder.root(), None).expect("the folder can be read");
        let found = prepared.diagnostics;
        assert_eq!(found.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), [wrong], "{budget}");
        let span = found[0].span.as_ref().expect("a place");
        assert_eq!((span.file.as_ref(), span.range().start > 8), ("private/kit.yml", true));
    }
}

#[test]
fn what_the_funder_asks_for_and_nobody_wrote_down_comes_first() {
    let folder = Folder::new(ONLINE);
    let root = folder.root().to_string_lossy().into_owned();
    let community = format!(
        "{}funder:\n  name: The Harbour Fund\n  needs: [attendance, contact hours, Expenses & receipts, budget, outcomes]\n",
        ONLINE[0].1
    );
    folder.write("community.yml", community);
    let asked = || {
        let text = run(&["records", &root]).well().stdout;
        run(&["kit", &root]).well();
        let page = folder.read("private/kit/records.html");
        let list = page.split("does not have it").nth(1).or_else(|| page.split("do not have it").nth(1));
        let first = page.find("<dl").expect("the numbers");
        assert!(page.find("do not have it").is_none_or(|at| at < first));
        let items = list.map(|list| list.split("</ul>").next().unwrap_or_default().to_owned()).unwrap_or_default();
        let items: Vec<String> = items
            .split("<li>")
            .skip(1)
            .filter_map(|item| item.split("</li>").next())
            .map(|item| item.replace("&amp;", "&"))
            .collect();
        let lines = text.split("\n\n").nth(1).unwrap_or_default().lines();
        let lines: Vec<String> = lines.filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect();
        (if text.contains("The Harbour Fund asks for this") { lines } else { Vec::new() }, items)
    };
    let (lines, items) = asked();
    assert_eq!(
        lines,
        [
            "attendance: 2 of 2 sittings without a list of who came",
            "contact hours: 2 of 2 sittings without a list of who came",
            "Expenses & receipts: no expenses are written down (private/records/expenses.csv)",
            "budget: no budget is written down (`budget` in private/kit.yml)",
            "outcomes: Handbound cannot tell whether you have this",
        ]
    );
    assert_eq!(items.len(), 5, "{items:?}");
    folder.write("private/records/attendance.csv", "name,2026-10-01\nBrian Smith,x\n");
    folder.write(
        "private/records/expenses.csv",
        "date,item,amount,receipt\n2026-10-01,Tea,5,r1\n2026-10-01,Jam,5,\n2026-10-01,Bun,5,\n",
    );
    folder.write("private/kit.yml", "budget: {food: 40}\n");
    let (lines, items) = asked();
    assert_eq!(
        lines,
        [
            "attendance: 1 of 2 sittings without a list of who came",
            "contact hours: 1 of 2 sittings without a list of who came",
            "Expenses & receipts: 2 lines without a receipt",
            "outcomes: Handbound cannot tell whether you have this",
        ]
    );
    assert_eq!(
        items,
        [
            "attendance: 1 of 2 sittings without a list of who came",
            "contact hours: 1 of 2 sittings without a list of who came",
            "Expenses & receipts: lines without a receipt: 2",
            "outcomes: Handbound cannot tell whether you have this",
        ]
    );
    // What is there is not named.
    folder.write(
        "community.yml",
        format!("{}funder: {{name: The Harbour Fund, needs: [expenses, budget]}}\n", ONLINE[0].1),
    );
    assert_eq!(asked(), (Vec::new(), Vec::new()));
}
