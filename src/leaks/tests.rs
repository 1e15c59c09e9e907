//! Private texts planted in every kind of published place: each is found, and what is only near stays silent.

use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proptest::prelude::*;

use super::{Search, Searched, decode};
use crate::calendar::members_feed_address;
use crate::handbook::fixture::prose;
use crate::handbook::private::{Callout, Debrief, Join, Member, Secret, addresses};
use crate::handbook::session::ShowJoinLink;
use crate::handbook::{Audience, Handbook, RichText, Section, fixture};
use crate::redact::{Drafts, redact};
use crate::source::{FilePath, Located, Span};

const SECRET: &str = "0a1b2c3d4e5f6g7h8j9k0m1n2p";

/// Returns a handbook with something private of each kind.
fn handbook() -> Handbook {
    let mut session = fixture::session("01");
    session.show_join_link = Some(ShowJoinLink::Mail);
    let mut book = fixture::book(vec![session, fixture::session("02"), fixture::session("03")]);
    book.people = vec![Arc::new(fixture::person("imani", "Imani Okafor"))];
    let mut guide = fixture::guidance("hosting");
    guide.meta.audience = Audience::Facilitators;
    guide.body.summary = prose("Open the side door a quarter of an hour before anyone comes.");
    book.guidance.push(Arc::new(guide));
    let mut handbook = fixture::handbook(book);
    let private = &mut handbook.private;
    private.callouts.push(Arc::new(Callout { prose: prose(CALLOUT), span: at("sessions/01.md") }));
    private.debriefs.push(Debrief {
        session: None,
        with: None,
        text: DEBRIEF.into(),
        span: at("private/debriefs/1.md"),
    });
    for (name, line) in ["Priya Nambiar", "Hope", "May", "Zoë D’Arcy-Løe"].into_iter().zip(2..) {
        private.roster.push(Member { file: "private/roster.csv".into(), line, name: name.into(), ..Member::default() });
    }
    private.addresses = addresses(&"private/roster.csv".into(), "name,email\nPriya Nambiar,priya.n@home.example\n");
    for (id, number) in [("01", "31415926535"), ("02", "27182818284")] {
        let link = Located::new(format!("https://meet.example/j/{number}?pwd=QuietDoor7"), at("sessions/01.md"));
        let dial_in = Located::new(format!("+1 902 555 01{id}"), at("sessions/01.md"));
        private.joins.insert(id.into(), Join { link: Some(link), dial_in: Some(dial_in) });
    }
    private.secret = Secret::new(SECRET).ok();
    Arc::make_mut(&mut handbook.book.community).calendar.show_join_link = ShowJoinLink::Members;
    handbook
}

const CALLOUT: &str = "Two of them don't *speak* to each other & it shows – Café Zoë knows.";
const CALLOUT_WORDS: &str = "Two of them don’t speak to each other & it shows – Café Zoë knows.";
const DEBRIEF: &str =
    "It went well.\n\nTwo people left together looking upset. “How shall we begin with each other?”\n";

fn at(file: &str) -> Span {
    Span::new(&FilePath::from(file), 5..9)
}

fn search(handbook: &Handbook, files: &[(&str, &[u8])]) -> (Vec<String>, Searched) {
    let public = redact(handbook, Drafts::Left);
    let search = Search::new(handbook, &public);
    for (path, bytes) in files {
        search.file(path, bytes);
    }
    let text = |_: &FilePath| Some("a\nb\nc\nd".to_owned());
    let (said, searched) = search.end(handbook, &public, Drafts::Left, &text);
    let lines = said.iter().map(|said| format!("{} {}", said.code, said.message)).collect();
    (lines, searched.expect("something is private"))
}

/// Returns the number of private texts that are found in a file.
#[track_caller]
fn found(path: &str, bytes: &[u8]) -> usize {
    let (said, searched) = search(&handbook(), &[(path, bytes)]);
    for message in &said {
        for word in ["upset", "shows", "nambiar", "priya", "arcy", "31415926535", "quietdoor", "555", SECRET] {
            assert!(!message.to_lowercase().contains(word), "a message tells a private text: {message}");
        }
    }
    searched.found
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in members {
        let file = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().expect("memory");
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        writer.write_all(bytes).expect("memory");
        let (packer, descriptor) = writer.finish().expect("memory");
        packer.finish().expect("memory");
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    out
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("small").to_be_bytes();
    [&length[..], name, data, b"\0\0\0\0"].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat(), chunk(b"IEND", b"")].concat()
}

fn wide(text: &str, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn each<T>(parts: impl Iterator<Item = T>, written: impl Fn(T) -> String) -> String {
    parts.map(written).collect::<Vec<_>>().concat()
}

fn percent(text: &str) -> String {
    each(text.bytes(), |byte| format!("%{byte:02X}"))
}

fn folded(text: &str, width: usize) -> String {
    let mut lines = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % width == 0 {
            lines.push_str("\r\n ");
        }
        lines.push(letter);
    }
    lines
}

/// Returns the ways in which a text gets into something published: a file's name, and its bytes.
fn planted(text: &str, width: usize) -> Vec<(&'static str, String, Vec<u8>)> {
    let html = |text: &str| text.replace('&', "&amp;").replace('\'', "&#x27;").replace('–', "&ndash;");
    let spread: String = each(text.split(' '), |word| format!("<em class=\"x\">{}</em>\n\t", html(word)));
    let shy: String = text.chars().flat_map(|letter| [letter, '\u{ad}']).collect();
    let entities: String = each(text.chars(), |letter| format!("&#{};", u32::from(letter)));
    let word = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", html(text).replace(' ', "</w:t></w:r><w:r><w:t> "));
    let docx = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", word.as_bytes())]);
    let json: String = each(text.encode_utf16(), |unit| format!("\\u{unit:04x}"));
    let mut places = vec![
        ("a page", "index.html", format!("<p>Well. {}</p>", html(text)).into_bytes()),
        ("tags between words", "a.html", spread.into_bytes()),
        ("soft hyphens", "a.html", shy.into_bytes()),
        ("entities alone", "a.html", entities.into_bytes()),
        ("an attribute", "a.html", format!("<img alt=\"{}\">", html(text)).into_bytes()),
        ("a comment", "a.html", format!("<!-- {text} -->").into_bytes()),
        ("an address", "a.html", format!("<a href=\"mailto:a?body={}\">x</a>", percent(text)).into_bytes()),
        (
            "JSON-LD",
            "a.html",
            format!("<script type=\"application/ld+json\">{{\"a\":\"{json}\"}}</script>").into_bytes(),
        ),
        ("capitals", "a.txt", text.to_uppercase().into_bytes()),
        ("broken lines", "a.txt", text.replace(' ', "\r\n  ").into_bytes()),
        ("CSV", "a.csv", format!("a,b\n1,\"{text}\"\n").into_bytes()),
        ("JSON", "a.json", format!("[\"{}\"]", text.replace(' ', "\\n")).into_bytes()),
        ("JSON without a name", "data", format!("[\"{}\"]", text.replace(' ', "\\n")).into_bytes()),
        ("a feed", "a.ics", format!("DESCRIPTION:{}\r\n", folded(&text.replace(' ', "\\n"), width)).into_bytes()),
        ("an SVG", "a.svg", format!("<svg><text>{}</text></svg>", html(text)).into_bytes()),
        ("gzip", "a.txt.gz", gzip(text.as_bytes())),
        ("a zipped page", "a.html.gz", gzip(html(text).replace(' ', "<b> </b>").as_bytes())),
        ("an office file", "a.docx", docx.clone()),
        ("an archive in an archive", "a.zip", zip(&[("a/b.docx", &docx)])),
        ("UTF-16", "a.txt", wide(text, true)),
        ("zTXt", "a.png", png(&[chunk(b"zTXt", &[b"Comment\0\0", &zlib(text.as_bytes())[..]].concat())])),
        ("iTXt", "a.png", png(&[chunk(b"iTXt", &[b"Comment\0\x01\0en\0c\0", &zlib(text.as_bytes())[..]].concat())])),
        ("tEXt", "a.png", png(&[chunk(b"tEXt", &[b"Comment\0", text.as_bytes()].concat())])),
        ("an unknown file", "a.bin", [b"\x01\x02\xFF", text.as_bytes(), b"\xFE\0"].concat()),
        ("after a film", "a.mp4", [vec![b'x'; 3_000_000], b" ".to_vec(), text.as_bytes().to_vec()].concat()),
    ];
    if text.is_ascii() {
        places.push(("UTF-16 without a mark", "a.bin", wide(text, false)));
    }
    let comment = [b"\xFF\xD8\xFF\xFE".to_vec(), u16::try_from(text.len() + 2).expect("small").to_be_bytes().to_vec()];
    places.push((
        "a photo",
        "a.jpg",
        [comment.concat(), text.as_bytes().to_vec(), b"\xFF\xDA\0\x02x\xFF\xD9".to_vec()].concat(),
    ));
    let mut places: Vec<_> = places.into_iter().map(|(what, path, bytes)| (what, path.to_owned(), bytes)).collect();
    let name = text.replace(['/', ' '], "-");
    places.push(("a name", format!("files/{name}.txt"), b"x".to_vec()));
    places.push(("a folder's name", format!("{}/a.html", text.replace([' ', '/'], "_")), b"x".to_vec()));
    places.push(("a name in an archive", "a.zip".into(), zip(&[(&format!("{name}.txt"), b"x")])));
    places
}

#[test]
fn each_kind_of_private_text_is_found_wherever_it_gets() {
    let texts = [
        CALLOUT_WORDS,
        "Two people left together looking upset.",
        "Open the side door a quarter of an hour before anyone comes.",
        "priya.n@home.example",
        "Priya Nambiar",
        "ZOE\u{308} D'ARCY\u{2011}LØE",
        "https://meet.example/j/31415926535?pwd=QuietDoor7",
        "314 1592 6535",
        "31415926535",
        "QuietDoor7",
        "(902) 555-0101",
        SECRET,
    ];
    for text in texts {
        for (what, path, bytes) in planted(text, 7) {
            // In capitals, a sign that is written with letters is another one; a feed parts an address at any letter.
            assert!(found(&path, &bytes) > 0, "{text:?} in {what}");
        }
    }
}

#[test]
fn a_text_across_two_pieces_of_a_long_file_is_found() {
    let words = "Two people left together looking upset.";
    for ahead in (decode::PIECE - 90..decode::PIECE + 9).step_by(3) {
        let tags = "<br>".repeat(ahead / 4);
        let page = format!("{tags}{}{}{tags}", " ".repeat(ahead % 4), words.replace(' ', "</b>\n<b class=\"x\">"));
        assert_eq!(found("a.html", page.as_bytes()), 1, "{ahead} bytes ahead in a page");
        let aside = format!("{tags}{}<img alt=\"{words}\">{tags}", " ".repeat(ahead % 4));
        assert_eq!(found("a.html", aside.as_bytes()), 1, "{ahead} bytes ahead in an attribute");
        let lines = "A:b\r\n".repeat(ahead / 5);
        let feed = format!("{lines}{}DESCRIPTION:{}\r\n{lines}", " ".repeat(ahead % 5), folded(words, 7));
        assert_eq!(found("a.ics", feed.as_bytes()), 1, "{ahead} bytes ahead in a feed");
    }
}

#[test]
fn what_is_only_near_stays_silent() {
    let near = [
        "Hope and May came. Nambiar is a town, Priya a name.",
        "Priya, our Nambiars",
        "Supriya Nambiar",
        "Two people left together looking very upset.",
        "It went well.",
        "How shall we begin with each other?",
        "https://meet.example/ or https://meet.example/j/",
        "Imani Okafor, 2026-11-22, 555 0101",
        "Open the side door a quarter of an hour before.",
        "home.example",
        "Two of them don't speak to each other",
    ];
    for text in near {
        for (what, path, bytes) in planted(text, 9) {
            assert_eq!(found(&path, &bytes), 0, "{text:?} in {what}");
        }
    }
}

#[test]
fn members_are_told_in_their_feed_alone() {
    let handbook = handbook();
    let feed = members_feed_address(handbook.private.secret.as_ref().expect("a secret"));
    let told = format!("LOCATION:https://meet.example/j/27182818284?pwd=QuietDoor7\r\nX:{SECRET} +1 902 555 0102\r\n");
    assert_eq!(search(&handbook, &[(&feed, told.as_bytes())]).0, [""; 0]);
    assert!(search(&handbook, &[("calendar.ics", told.as_bytes())]).1.found > 2);
    assert!(search(&handbook, &[(&feed, b"https://meet.example/j/31415926535")]).1.found > 0, "the other goes by mail");
    assert_eq!(search(&handbook, &[(&feed, b"SUMMARY:Priya Nambi\r\n ar")]).1.found, 1);
}

#[test]
fn what_is_open_to_all_is_no_secret() {
    let mut handbook = handbook();
    Arc::make_mut(&mut handbook.book.sessions[1]).show_join_link = Some(ShowJoinLink::Public);
    let mut person = fixture::person("priya", "Someone Else");
    person.email = Some("Priya.N@home.example".into());
    handbook.book.people.push(Arc::new(person));
    let handbook = Handbook { book: fixture::indexed(handbook.book), ..handbook };
    let open = "https://meet.example/j/27182818284?pwd=QuietDoor7 +1 902 555 0102 priya.n@home.example";
    assert_eq!(search(&handbook, &[("a.txt", open.as_bytes())]).0, [""; 0]);
}

#[test]
fn a_paragraph_that_is_also_public_is_no_secret() {
    let mut handbook = handbook();
    let words = "Open the side door a quarter of an hour before anyone comes.";
    assert_eq!(search(&handbook, &[("a.html", words.as_bytes())]).1.found, 1);
    let mut session = fixture::session("09");
    session.body.sections = vec![Section {
        heading: crate::handbook::Heading {
            level: 2,
            prose: RichText::default(),
            text: String::new(),
            id: String::new(),
            span: at("a"),
        },
        role: None,
        prose: prose(words),
        parts: Vec::new(),
    }];
    handbook.book.sessions.push(Arc::new(session));
    let handbook = Handbook { book: fixture::indexed(handbook.book), ..handbook };
    assert_eq!(search(&handbook, &[("a.html", words.as_bytes())]).1.found, 0);
}

#[test]
fn each_is_told_once_with_its_places() {
    let words = "<p>Two people left together looking upset.</p>".as_bytes();
    let files = ["z.html", "sessions/02.html", "sessions/02.ics", "a.html", "b.html"].map(|path| (path, words));
    let (said, searched) = search(&handbook(), &files);
    assert_eq!(
        said,
        [
            "private-leak The sentence in line 4 of this debrief is private, but it would be published here: `sessions/02.html`, `sessions/02.ics`, `a.html` and 2 more files."
        ]
    );
    assert_eq!(searched, Searched { files: 5, strings: 9, names: 2, found: 1, ..Searched::default() });
    let (said, _) = search(&handbook(), &[("files/Priya Nambiar.pdf", b"x"), ("c.zip", &zip(&[("d.txt", words)]))]);
    assert_eq!(
        said,
        [
            "private-leak The sentence in line 4 of this debrief is private, but it would be published here: inside \
             `c.zip`.",
            "private-leak The name in line 2 belongs to a member who has no public page, but it would be published here: the name of a file or folder in `files/` (`.pdf`)."
        ]
    );
}

#[test]
fn what_cannot_be_searched_is_told() {
    let zeros = vec![0; 70 * 1024 * 1024];
    let (said, searched) = search(&handbook(), &[("a.gz", &gzip(&zeros)), ("b.docx", b"PK\x03\x04broken")]);
    assert_eq!(searched.found, 0);
    assert_eq!(
        said,
        [
            "not-searched This file is so large when unpacked that Handbound did not search all of it for private text.",
            "not-searched Handbound cannot open parts of this file, so it did not search them for private text."
        ]
    );
    let mut nested = zip(&[("a.txt", b"Priya Nambiar")]);
    for _ in 0..6 {
        nested = zip(&[("a.zip", &nested)]);
    }
    assert_eq!(search(&handbook(), &[("a.zip", &nested)]).0.len(), 1);
}

#[test]
fn nothing_private_is_nothing_to_search_for() {
    let handbook = fixture::handbook(fixture::book(vec![fixture::session("01")]));
    let public = redact(&handbook, Drafts::Left);
    let search = Search::new(&handbook, &public);
    search.file("a.html", b"x");
    let (said, searched) = search.end(&handbook, &public, Drafts::Left, &|_| None);
    assert!(said.is_empty() && searched.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Plants words that nobody else writes, of letters with marks, in odd places.
    #[test]
    fn any_text_is_found_in_any_place(
        words in prop::collection::vec("[a-zA-Zéüßøñ]{3,9}", 6..12),
        name in "[A-Z][a-zé]{2,8} [A-Z][a-zü]{2,8}(-[A-Z][a-z]{2,6})?",
        width in 3usize..60,
    ) {
        let mut handbook = fixture::handbook(fixture::book(Vec::new()));
        let text = words.join(" ");
        handbook.private.debriefs.push(Debrief { session: None, with: None, text: format!("{text}."), span: at("private/debriefs/1.md") });
        handbook.private.roster.push(Member { file: "private/roster.csv".into(), line: 2, name: name.clone(), ..Member::default() });
        for (what, path, bytes) in planted(&text, width).into_iter().chain(planted(&name, width)) {
            if what == "after a film" {
                continue;
            }
            let (said, searched) = search(&handbook, &[(&path, &bytes)]);
            prop_assert!(searched.found == 1, "{} or {} in {}: {:?}", text, name, what, said);
        }
        for (what, path, bytes) in planted(&words[1..].join(" "), width) {
            prop_assert!(search(&handbook, &[(&path, &bytes)]).1.found == 0, "a part of it in {}", what);
        }
    }

    #[test]
    fn no_file_is_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0usize..6) {
        let starts: [&[u8]; 6] = [b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xFF\xD8", b"\xFF\xFE"];
        let bytes = [starts[kind], &bytes].concat();
        let _ = search(&handbook(), &[("a", &bytes)]);
    }
}

#[test]
fn a_pdf_is_counted_as_not_searched_whatever_stands_in_it() {
    let count = |path: &str, bytes: &[u8]| {
        let (said, searched) = search(&handbook(), &[(path, bytes)]);
        assert_eq!(said.len(), searched.found, "the number says enough: {said:?}");
        (searched.found, searched.unsearched_pdfs, searched.unsearched_others)
    };
    let page = b"%PDF-1.7\n1 0 obj\n<< /Subtype /Image >>\nendobj\n";
    assert_eq!(count("files/a.pdf", page), (0, 1, 0));
    assert_eq!(count("files/a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Author (Priya Nambiar) >>\nendobj\n"), (1, 1, 0));
    // In an archive it is the archive that was not searched to its end.
    assert_eq!(count("files/all.zip", &zip(&[("a.pdf", page)])), (0, 0, 1));
}
