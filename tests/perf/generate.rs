//! Makes a big handbook: many seasons of one community, of any size, the same for the same size on every machine.
//!
//! Shared by the example `big_handbook` and the bench `stages`.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use rayon::prelude::*;

/// The sessions of one series: a season of weekly evenings.
const SEASON: usize = 24;

/// Writes a handbook of `sessions` sessions into `folder`, which must not hold one already.
pub fn write(folder: &Path, sessions: usize) -> io::Result<()> {
    let size = Size::of(sessions);
    for part in ["people", "venues", "readings", "scenarios", "methods", "guidance", "pages", "private/records"] {
        std::fs::create_dir_all(folder.join(part))?;
    }
    for season in 0..sessions.div_ceil(SEASON) {
        let series = folder.join("sessions").join(series_id(season));
        std::fs::create_dir_all(&series)?;
        std::fs::write(series.join("series.md"), series_text(season, &size))?;
    }
    std::fs::write(folder.join("community.yml"), community(&size))?;
    std::fs::write(folder.join("values.md"), values())?;
    std::fs::write(folder.join("agreements.md"), agreements())?;
    std::fs::write(folder.join("private/roster.csv"), roster())?;
    let kinds: [(&str, usize, Make); 7] = [
        ("people", size.people, person),
        ("venues", size.venues, venue),
        ("readings", size.readings, reading),
        ("scenarios", size.scenarios, scenario),
        ("methods", METHODS.len(), method),
        ("guidance", GUIDANCE.len(), guidance),
        ("pages", PAGES.len(), page),
    ];
    for (kind, count, make) in kinds {
        (0..count).into_par_iter().try_for_each(|number| {
            let (id, text) = make(number, &size);
            std::fs::write(folder.join(kind).join(format!("{id}.md")), text)
        })?;
    }
    (0..size.people).try_for_each(|number| {
        std::fs::write(folder.join("people").join(format!("{}.svg", person_id(number))), portrait(number))
    })?;
    (0..sessions).into_par_iter().try_for_each(|number| {
        let path = format!("sessions/{}/{}.md", series_id(number / SEASON), session_id(number));
        std::fs::write(folder.join(path), session(number, &size))
    })
}

/// Makes the entry of a number: its id and its text.
type Make = fn(usize, &Size) -> (String, String);

/// The number of entries of each kind that go with a number of sessions.
struct Size {
    sessions: usize,
    people: usize,
    venues: usize,
    readings: usize,
    scenarios: usize,
}

impl Size {
    fn of(sessions: usize) -> Self {
        Size {
            sessions,
            people: (sessions / 40).clamp(4, FIRST_NAMES.len() * LAST_NAMES.len()),
            venues: (sessions / 100).clamp(2, 60),
            readings: (sessions / 10).max(5),
            scenarios: (sessions / 50).max(2),
        }
    }
}

/// A small generator of numbers that are the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    /// Returns the dice of one entry, so that its text does not change with the size of the handbook.
    fn of(kind: u64, number: usize) -> Self {
        Dice((kind << 48) ^ (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn slug(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn community(size: &Size) -> String {
    format!(
        "name: The Long Shore Circle\nid: long-shore-circle\ntimezone: America/Halifax\nlanguage: en\n\
         tagline: Educators along the shore who learn from one another\norganization: Long Shore Learning Network\n\
         website: https://longshore.example.org/\ncontact: {{ name: {}, email: circle@longshore.example }}\n\
         about: >\n  We meet, read and try small things with young children.\n\
         we_hope_to: [meet colleagues along the shore, try one small idea between sessions]\n\
         group_size: 12 to 16\nfacilitators: [{}, {}]\nmentor: {}\n\
         where_we_talk:\n  - {{ name: Message group, use: \"photos, quick questions\", reply_within: same day }}\n",
        person_name(0),
        person_id(0),
        person_id(1),
        person_id(2 % size.people),
    )
}

fn values() -> String {
    let mut dice = Dice::of(1, 0);
    let titles =
        ["Curiosity before judgement", "Small is enough", "Every voice in the room", "Kind and plain", "We try things"];
    let mut text = String::from("---\ntitle: What we value\nstatus: agreed\n---\n");
    for title in titles {
        let _ = write!(text, "## {title}\n{}\n\n{}\n\n", sentence(&mut dice), paragraph(&mut dice, 3));
    }
    text
}

fn agreements() -> String {
    let mut dice = Dice::of(2, 0);
    let titles = ["Start and end on time", "One person speaks", "What is said here stays here", "Step up, step back"];
    let mut text = String::new();
    for title in titles {
        let _ = write!(text, "## {title}\n{}\n\n", sentence(&mut dice));
    }
    text
}

fn roster() -> String {
    let mut text = String::from("name,pronouns,email,setting,diet\n");
    for number in 0..14 {
        let (first, last) = (MEMBERS[number], MEMBERS[(number * 5 + 3) % MEMBERS.len()]);
        let _ = writeln!(text, "{first} {last}shaw,she/her,{}@members.example,home,", first.to_lowercase());
    }
    text
}

fn person_name(number: usize) -> String {
    let first = FIRST_NAMES[number % FIRST_NAMES.len()];
    let last = LAST_NAMES[(number / FIRST_NAMES.len() + number) % LAST_NAMES.len()];
    format!("{first} {last}")
}

fn person_id(number: usize) -> String {
    slug(&person_name(number))
}

fn person(number: usize, size: &Size) -> (String, String) {
    let mut dice = Dice::of(3, number);
    let role = ["facilitator", "co-facilitator", "mentor", "guest"][number % 4];
    let text = format!(
        "---\nname: {}\nrole: {role}\npronouns: {}\nphoto: {}.svg\nphoto_description: A drawing of a face\n---\n{}\n\n\
         {} See [{}](../readings/{}.md) and [{}](../pages/{}.md).\n",
        person_name(number),
        dice.one(&["she/her", "he/him", "they/them"]),
        person_id(number),
        paragraph(&mut dice, 4),
        paragraph(&mut dice, 2),
        dice.one(&["what we read", "a favourite", "the book"]),
        reading_id(number % size.readings),
        PAGES[number % PAGES.len()].to_lowercase(),
        slug(PAGES[number % PAGES.len()]),
    );
    (person_id(number), text)
}

/// Draws a person, each in another colour.
fn portrait(number: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 80\"><circle cx=\"40\" cy=\"40\" r=\"38\" \
         fill=\"hsl({} 30% 60%)\"/><path d=\"M24 48q16 16 32 0\" stroke=\"#333\" fill=\"none\"/></svg>\n",
        number * 37 % 360
    )
}

fn venue_id(number: usize) -> String {
    format!(
        "{}-{}",
        slug(PLACES[number % PLACES.len()]),
        ["hall", "library", "school", "loft"][number / PLACES.len() % 4]
    )
}

fn venue(number: usize, _: &Size) -> (String, String) {
    let mut dice = Dice::of(4, number);
    let id = venue_id(number);
    let text = format!(
        "---\nname: {}\naddress: {} Quay Street, Port Arden\nparking: behind the building\ngetting_in: ring the {} bell\n\
         accessible: level from the car park\nroom: {}\n---\n{}\n",
        capital(&id.replace('-', " ")),
        number + 1,
        dice.one(&["left", "upper", "brass"]),
        dice.one(&["the long room", "upstairs", "the kitchen"]),
        paragraph(&mut dice, 2),
    );
    (id, text)
}

fn reading_id(number: usize) -> String {
    format!("{}-{}-{number}", slug(LAST_NAMES[number % LAST_NAMES.len()]), 1970 + number * 7 % 55)
}

fn reading(number: usize, _: &Size) -> (String, String) {
    let mut dice = Dice::of(5, number);
    let text = format!(
        "---\ncite: \"{}, {}. ({}). {}. Shoreline Press.\"\nkind: {}\nlink: https://example.org/library/{number}\n\
         time_to_read: {} minutes\n---\n{}\n\n> {}\n\n{}\n",
        LAST_NAMES[number % LAST_NAMES.len()],
        &FIRST_NAMES[dice.below(FIRST_NAMES.len())][..1],
        1970 + number * 7 % 55,
        capital(&topic(&mut dice)),
        dice.one(&["book", "article", "chapter"]),
        10 + dice.below(5) * 5,
        paragraph(&mut dice, 4),
        sentence(&mut dice),
        paragraph(&mut dice, 4),
    );
    (reading_id(number), text)
}

fn scenario_id(number: usize) -> String {
    format!("{}-{number}", slug(&topic(&mut Dice::of(6, number))))
}

fn scenario(number: usize, size: &Size) -> (String, String) {
    let id = scenario_id(number);
    let mut dice = Dice::of(6, number);
    let title = capital(&topic(&mut dice));
    let text = format!(
        "---\ntitle: {title}\nseeded_by: [{}, {}]\nreply_within: a day\n---\n## The story\n{}\n\n{}\n\n## The question\n{}\n\n\
         ## Where and how to answer\nIn the message group, about 100 words, by Friday.\n\n\
         ## A response to get us started\n{}\n\n## What we would like from you\n1. Tell us what you would say first.\n2. Answer one colleague.\n3. If you can, try it and tell us.\n\n\
         ## Summary of round 1\n{}\n\n### Themes\n- {}\n- {}\n\n## Round 2 question\n{}\n",
        person_id(number % size.people),
        person_id((number + 1) % size.people),
        paragraph(&mut dice, 6),
        paragraph(&mut dice, 5),
        question(&mut dice),
        paragraph(&mut dice, 3),
        paragraph(&mut dice, 4),
        sentence(&mut dice),
        sentence(&mut dice),
        question(&mut dice),
    );
    (id, text)
}

fn method(number: usize, _: &Size) -> (String, String) {
    let mut dice = Dice::of(7, number);
    let title = METHODS[number];
    let text = format!(
        "---\ntitle: {title}\nkind: {}\nminutes: {}\ngroup: {}\nworks: [in person, online]\n---\n## Invitation\n{}\n\n\
         ## Set-up\n{}\n\n## Who takes part\n{}\n\n## Steps\n1. {}\n2. {}\n3. {}\n",
        ["everyone", "pairs", "breakout", "reflection"][number % 4],
        10 + number % 4 * 5,
        ["whole group", "pairs", "groups of 4"][number % 3],
        question(&mut dice),
        sentence(&mut dice),
        sentence(&mut dice),
        sentence(&mut dice),
        sentence(&mut dice),
        sentence(&mut dice),
    );
    (slug(title), text)
}

fn guidance(number: usize, _: &Size) -> (String, String) {
    let mut dice = Dice::of(8, number);
    let title = GUIDANCE[number];
    let reader = ["facilitators", "members", "mentors", "organizers"][number % 4];
    let mut text = format!("---\ntitle: {title}\nfor: {reader}\n---\n{}\n\n", paragraph(&mut dice, 3));
    for heading in ["Before", "On the day", "Afterwards"] {
        let _ = write!(text, "## {heading}\n{}\n\n", paragraph(&mut dice, 4));
        for _ in 0..4 {
            let _ = writeln!(text, "- [ ] {}", sentence(&mut dice));
        }
        text.push('\n');
    }
    (slug(title), text)
}

fn page(number: usize, _: &Size) -> (String, String) {
    let mut dice = Dice::of(9, number);
    let mut text = format!("---\ntitle: {}\norder: {}\n---\n", PAGES[number], number + 1);
    for _ in 0..5 {
        let _ = write!(
            text,
            "## {}\n{}\n\n{}\n\n",
            capital(&topic(&mut dice)),
            paragraph(&mut dice, 4),
            paragraph(&mut dice, 3)
        );
    }
    (slug(PAGES[number]), text)
}

/// Returns the start of a season, in autumn or in spring; where there are many, several groups meet in the same season.
fn series_start(season: usize) -> Date {
    let year = 2012 + i16::try_from(season / 2 % 18).unwrap_or_default();
    let weekday = i64::try_from(season / 36 % 5).unwrap_or_default();
    let month = if season.is_multiple_of(2) { 9 } else { 2 };
    date(year, month, 2).saturating_add(weekday.days())
}

fn series_id(season: usize) -> String {
    let group = PLACES[season / 36 % PLACES.len()];
    let half = if season.is_multiple_of(2) { "autumn" } else { "spring" };
    format!("{}-{half}-{}", series_start(season).year(), slug(group)) + &again(season / 36 / PLACES.len())
}

fn again(round: usize) -> String {
    if round == 0 { String::new() } else { format!("-{}", round + 1) }
}

fn series_text(season: usize, size: &Size) -> String {
    let mut dice = Dice::of(10, season);
    format!(
        "---\ntitle: {}\nfacilitators: [{}]\norder: {season}\n---\n{}\n",
        capital(&series_id(season).replace('-', " ")),
        person_id(season % size.people),
        paragraph(&mut dice, 3),
    )
}

fn session_title(number: usize) -> String {
    capital(&topic(&mut Dice::of(11, number)))
}

fn session_id(number: usize) -> String {
    format!("{number:05}-{}", slug(&session_title(number)))
}

/// Writes a session of some 700 words.
fn session(number: usize, size: &Size) -> String {
    let title = session_title(number);
    let mut dice = Dice::of(12, number);
    let (season, week) = (number / SEASON, number % SEASON);
    let day = series_start(season).saturating_add(Span::new().weeks(i64::try_from(week).unwrap_or_default()));
    let lead = person_id((season + week) % size.people);
    let readings = [reading_id(dice.below(size.readings)), reading_id(dice.below(size.readings))];
    let mut text = format!(
        "---\ntitle: {title}\ndate: {day}\ntime: 6:30 pm - 8:30 pm\nwhere: {}\nfacilitators: [{lead}, {}]\nreadings: [{}]\n\
         scenarios: [{}]\nbring: a cup; {}\nsnack: {}\n---\n{}\n\n## Purpose\n{}\n\n",
        venue_id(season % size.venues),
        person_id((season + week + 1) % size.people),
        if readings[0] == readings[1] { readings[0].clone() } else { readings.join(", ") },
        scenario_id(dice.below(size.scenarios)),
        dice.one(&["a story", "a picture", "a question", "wool socks"]),
        dice.one(&["soup and bread", "fruit", "tea and cake"]),
        paragraph(&mut dice, 3),
        paragraph(&mut dice, 2),
    );
    match number % 3 {
        0 => agenda_list(&mut text, &mut dice),
        1 => agenda_headings(&mut text, &mut dice, &lead),
        _ => agenda_table(&mut text, &mut dice),
    }
    let other = dice.below(size.sessions);
    let _ = write!(
        text,
        "\n## Prepare\n{} Look again at [{}](../{}/{}.md) and at [how we start](../../guidance/{}.md#on-the-day).\n\n{}\n\n\
         ## {}\n{}\n\n> {}\n\n{}\n\n",
        paragraph(&mut dice, 3),
        session_title(other),
        series_id(other / SEASON),
        session_id(other),
        slug(GUIDANCE[number % GUIDANCE.len()]),
        paragraph(&mut dice, 3),
        capital(&topic(&mut dice)),
        paragraph(&mut dice, 4),
        sentence(&mut dice),
        paragraph(&mut dice, 4),
    );
    material_table(&mut text, &mut dice);
    let _ = write!(text, "\n## Journal prompt\n{}\n\n## Between sessions\n", question(&mut dice));
    for _ in 0..3 {
        let _ = writeln!(text, "- {}", sentence(&mut dice));
    }
    let _ = write!(
        text,
        "\n## What happened\n{}\n\n### Themes\n- {}\n- {}\n\n### Connections\n- With [{}](../../readings/{}.md)\n\n### We tried\n- {}\n",
        paragraph(&mut dice, 4),
        sentence(&mut dice),
        sentence(&mut dice),
        dice.one(&["a book we keep coming back to", "last month's pages", "an old friend"]),
        readings[0],
        sentence(&mut dice),
    );
    text
}

/// Minutes of the middle segments; with the first two and the last they make 120.
const MIDDLE: &[(u32, &str)] =
    &[(25, "groups of 4"), (15, "reflection"), (15, "break"), (25, "discussion"), (10, "pairs")];

fn agenda_list(text: &mut String, dice: &mut Dice) {
    text.push_str("## Agenda\n- 12 min: Check-in - one word for the week [everyone]\n- 3 min: Our values [values]\n");
    for (minutes, kind) in MIDDLE {
        let _ = writeln!(text, "- {minutes} min: {} [{kind}]\n  - {}", capital(&topic(dice)), question(dice));
    }
    text.push_str("- 15 min: Close and thank-yous [close]\n");
}

fn agenda_headings(text: &mut String, dice: &mut Dice, lead: &str) {
    let _ = write!(
        text,
        "## Agenda\n### 12 min - Check-in [everyone]\nLead: {lead}\n\n{}\n\n### 3 min - Our values [values]\nWe read them aloud.\n\n",
        sentence(dice)
    );
    for (minutes, kind) in MIDDLE {
        let title = capital(&topic(dice));
        let _ = write!(text, "### {minutes} min - {title} [{kind}]\nBring: {}\n\n", dice.one(THINGS));
        // Unlike anything that everyone may read, or the privacy scan would find it there.
        let (said, hidden) = (sentence(dice), sentence(dice));
        let _ = write!(text, "{said}\n\n> [!facilitator]\n> For {lead} alone: {hidden}\n\n");
    }
    text.push_str("### 15 min - Close [close]\nOne word each.\n");
}

fn agenda_table(text: &mut String, dice: &mut Dice) {
    text.push_str("## Agenda\n| Minutes | What we do | Kind | Bring |\n|---|---|---|---|\n| 12 | Check-in with the talking stone | everyone | talking stone |\n| 3 | Our values | values | |\n");
    for (minutes, kind) in MIDDLE {
        let _ = writeln!(text, "| {minutes} | {} | {kind} | {} |", capital(&topic(dice)), dice.one(THINGS));
    }
    text.push_str("| 15 | Close: one word each | close | |\n");
}

fn material_table(text: &mut String, dice: &mut Dice) {
    text.push_str("| Corner | What is there | What we ask |\n|---|---|---|\n");
    for _ in 0..4 {
        let _ = writeln!(text, "| {} | {} | {} |", dice.one(PLACES), dice.one(THINGS), question(dice));
    }
}

fn paragraph(dice: &mut Dice, sentences: usize) -> String {
    let mut text = String::new();
    for number in 0..sentences {
        if number > 0 {
            text.push(' ');
        }
        text.push_str(&sentence(dice));
    }
    text
}

fn topic(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.one(TOPIC_STARTS), dice.one(ADJECTIVES), dice.one(NOUNS))
}

fn question(dice: &mut Dice) -> String {
    format!("{} {} {} {}?", dice.one(ASKS), dice.one(ADJECTIVES), dice.one(NOUNS), dice.one(PLACE_WORDS))
}

fn sentence(dice: &mut Dice) -> String {
    let (who, does) = (dice.one(PEOPLE), dice.one(VERBS));
    let what = format!("the {} {}", dice.one(ADJECTIVES), dice.one(NOUNS));
    let place = dice.one(PLACE_WORDS);
    match dice.below(8) {
        0 => format!("{} {who} {does} {what} {place}.", dice.one(OPENERS)),
        1 => format!(
            "{} {does} {what}, and {} {} *{}*.",
            capital(who),
            dice.one(PEOPLE),
            dice.one(VERBS),
            dice.one(NOUNS)
        ),
        2 => format!("When {who} {does} {what}, **{}** grows {place}.", dice.one(NOUNS)),
        3 => format!("\"{}\" is what {who} asked {place}.", question(dice)),
        4 => format!("{} {does} {what} {place} -- slowly, and more than once.", capital(who)),
        5 => format!("{place_first}, {who} {does} {what}.", place_first = capital(place)),
        6 => format!("What if {who} never {does} {what} again?"),
        _ => format!("{} {does} {what} {place}.", capital(who)),
    }
}

const PEOPLE: &[&str] = &[
    "the youngest child",
    "our circle",
    "a new colleague",
    "the morning team",
    "a grandmother",
    "the quiet twin",
    "everyone at the table",
    "a visiting parent",
    "the oldest group",
    "one of us",
    "the child with the red boots",
    "a student",
    "the neighbour",
    "our mentor",
    "nobody in the room",
];
const VERBS: &[&str] = &[
    "notices",
    "builds",
    "questions",
    "remembers",
    "follows",
    "draws",
    "carries",
    "shares",
    "returns to",
    "waits for",
    "listens to",
    "names",
    "rearranges",
    "describes",
    "leaves",
    "invites",
];
const ADJECTIVES: &[&str] = &[
    "small",
    "unfinished",
    "patient",
    "shared",
    "hidden",
    "familiar",
    "wooden",
    "open",
    "difficult",
    "gentle",
    "noisy",
    "early",
    "forgotten",
    "ordinary",
    "bright",
    "slow",
    "borrowed",
    "honest",
];
const NOUNS: &[&str] = &[
    "corner",
    "story",
    "question",
    "doorway",
    "drawing",
    "routine",
    "garden",
    "voice",
    "window",
    "song",
    "disagreement",
    "promise",
    "blanket",
    "morning",
    "path",
    "silence",
    "invitation",
    "material",
    "gesture",
    "memory",
    "basket",
];
const PLACE_WORDS: &[&str] = &[
    "by the window",
    "after lunch",
    "on the long carpet",
    "in the first week",
    "beside the sink",
    "at the gate",
    "between two visits",
    "under the stairs",
    "in the wet season",
    "before anyone speaks",
    "on paper",
    "with both hands",
    "during the walk",
    "at home",
    "in our own words",
];
const OPENERS: &[&str] =
    &["Sometimes", "Last spring", "Again and again", "In our notes,", "Without a plan,", "Every week"];
const ASKS: &[&str] = &[
    "What happens to the",
    "Who looks after the",
    "Where do we keep the",
    "How might we share the",
    "When did you last see a",
    "Why do we hurry the",
];
const TOPIC_STARTS: &[&str] = &["a", "the", "our", "one", "every", "another", "that", "their"];
const THINGS: &[&str] =
    &["sticky notes", "markers", "wall paper", "journals", "clay", "string", "a bell", "old postcards", "candles", ""];
const PLACES: &[&str] = &[
    "Bellwood",
    "Harbour",
    "Saltmarsh",
    "Northgate",
    "Millpond",
    "Lantern",
    "Orchard",
    "Quarry",
    "Ferry",
    "Heron",
    "Kettle",
    "Juniper",
    "Lowtide",
    "Marram",
    "Osprey",
];
const FIRST_NAMES: &[&str] = &[
    "Marisol", "Tobias", "Imani", "Wren", "Ines", "Bo", "Ada", "Kit", "Noor", "Silas", "Yuki", "Petra", "Omar", "Lena",
    "Caius", "Thandi", "Ravi", "Greta", "Emeka", "Solveig",
];
const LAST_NAMES: &[&str] = &[
    "Quennell",
    "Achterberg",
    "Okafor",
    "Halloran",
    "Valcourt",
    "Tran",
    "Lindqvist",
    "Moreau",
    "Castellan",
    "Dyer",
    "Ishikawa",
    "Pembrook",
    "Farouk",
    "Winslow",
    "Abara",
    "Thorne",
];
const MEMBERS: &[&str] = &[
    "Zora", "Fenn", "Odile", "Jarek", "Mabel", "Quill", "Tamsin", "Ulla", "Viggo", "Xenia", "Ysolde", "Zeno", "Brisa",
    "Corin",
];
const METHODS: &[&str] = &[
    "Show and tell",
    "Two minutes each",
    "Walk and talk",
    "Draw the room",
    "Talking stone",
    "Silent gallery",
    "One more question",
    "Four corners",
];
const GUIDANCE: &[&str] = &[
    "How we open an evening",
    "How we hold silence",
    "When two disagree",
    "Welcoming someone new",
    "A mentor's year",
    "Looking after the room",
    "Asking for money",
    "Writing things down",
];
const PAGES: &[&str] = &["About the circle", "Questions people ask", "Glossary", "How it began"];
