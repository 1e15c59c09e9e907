//! The parts of a built site for other programs and small screens: feeds that parse, pictures that fit and have no
//! metadata.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use crate::support;
use crate::support::{Folder, TODAY, tree};
use handbound::pipeline::{BuildSettings, FailOn, Workspace};
use handbound::redact::Drafts;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage};
use jiff::Timestamp;
use scraper::{Html, Selector};

type Site = BTreeMap<String, Vec<u8>>;

const COMMUNITY: &str = "name: The Tidepool Circle\nid: tidepool\ntimezone: America/Halifax\n\
                         website: https://tide.example/circle\nfacilitators: [wren]\ntheme:\n  logo: pictures/logo.png\n";

/// Returns a landscape, blue at the left of its top, green at the right of it.
fn landscape(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([20, 40, 200]),
        (false, true) => Rgb([20, 180, 40]),
        (true, false) => Rgb([200, 160, 60]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// Returns a JPEG as a telephone makes it: how it was held, and where.
fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let bytes = encoded(&landscape(width, height), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0]);
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS 44 38 N 63 34 W of a child's home");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&bytes[..2], b"\xff\xe1", &length, &exif, &bytes[2..]].concat()
}

fn folder() -> Folder {
    let folder = Folder::new(&[
        ("community.yml", COMMUNITY),
        ("people/wren.md", "---\nname: Wren\nrole: facilitator\nphoto: wren.jpg\nphoto_description: Wren\n---\n"),
        (
            "pages/shore.md",
            "# The shore\n\n![The beach](beach.jpg \"At low tide\") and ![a map](map.png)\n\n## More\n\n\
             ![again](beach.jpg) ![small](small.webp) ![odd name](<a (b) & c.jpg>)\n",
        ),
        ("sessions/01.md", "---\ntitle: One\ndate: 2026-11-05\ntime: 19:00 to 20:00\nupdated: 2026-11-20\n---\n"),
    ]);
    folder.write("pictures/logo.png", encoded(&landscape(300, 200), ImageFormat::Png));
    folder.write("people/wren.jpg", photo(700, 500, 1));
    // Held upright: as it lies in the file it is on its side.
    folder.write("pages/beach.jpg", photo(2400, 1200, 6));
    folder.write("pages/map.png", encoded(&landscape(700, 300), ImageFormat::Png));
    folder.write("pages/small.webp", encoded(&landscape(90, 60), ImageFormat::WebP));
    folder.write("pages/a (b) & c.jpg", photo(800, 400, 1));
    folder
}

fn built(folder: &Folder) -> Site {
    folder.build().well();
    folder.site()
}

fn page(site: &Site, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(&site[path]).expect("a page is UTF-8"))
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
}

/// Returns the path in the site of `address` on the page at `from`, one folder below the root.
fn resolved(address: &str, from: &str) -> String {
    let address = support::percent_decoded(address);
    match address.strip_prefix("../") {
        Some(rest) => rest.to_owned(),
        None => format!("{}/{address}", from.split('/').next().unwrap_or_default()),
    }
}

fn made(site: &Site) -> impl Iterator<Item = (&String, &Vec<u8>)> {
    site.iter().filter(|(path, _)| path.starts_with("assets/_/"))
}

#[test]
fn pictures_stand_upright_say_their_size_and_come_in_sizes_for_phones() {
    let site = built(&folder());
    let shore = page(&site, "pages/shore.html");
    let of = |name: &str| attributes(&shore, "article img", name);
    assert_eq!(of("width"), ["1200", "700", "1200", "90", "800"]);
    assert_eq!(of("height"), ["2400", "300", "2400", "60", "400"]);
    assert_eq!(of("loading"), ["", "lazy", "lazy", "lazy", "lazy"], "the first is seen at once");
    assert_eq!(of("decoding"), ["async"; 5]);
    assert_eq!(of("alt"), ["The beach", "a map", "again", "small", "odd name"]);
    assert_eq!(of("title")[0], "At low tide");
    let widths = |srcset: &String| -> Vec<String> {
        let all = srcset.split(", ").filter(|one| !one.is_empty());
        all.map(|one| one.rsplit_once(' ').map_or("", |(_, width)| width).to_owned()).collect()
    };
    let found: Vec<Vec<String>> = of("srcset").iter().map(widths).collect();
    assert_eq!(
        found,
        [&["480w", "960w", "1200w"][..], &["480w", "700w"], &["480w", "960w", "1200w"], &[], &["480w", "800w"]]
    );

    for srcset in of("srcset").iter().filter(|srcset| !srcset.is_empty()) {
        for one in srcset.split(", ") {
            let (address, width) = one.rsplit_once(' ').expect("an address and a width");
            let path = resolved(address, "pages/shore.html");
            let bytes = site.get(&path).unwrap_or_else(|| panic!("{path} is not there: {:?}", site.keys()));
            let picture = image::load_from_memory(bytes).expect("a picture");
            assert_eq!(format!("{}w", picture.width()), width, "{path}");
        }
    }
}

#[test]
fn no_picture_says_where_it_was_taken() {
    let site = built(&folder());
    assert_eq!(made(&site).count(), 2 + 1 + 1 + 2 + 1, "{:?}", site.keys());
    for (path, bytes) in &site {
        assert!(!bytes.windows(4).any(|four| four == b"Exif" || four == b"GPS "), "{path}");
    }
    for (path, bytes) in made(&site) {
        let mut decoder = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .expect("a format")
            .into_decoder()
            .expect("a picture");
        assert_eq!(decoder.exif_metadata().expect("readable"), None, "{path}");
    }
    // Turned as it was held: the left of the bottom is now the left of the top.
    let (_, beach) = made(&site).find(|(path, _)| path.contains("beach-480.")).expect("a small beach");
    let beach = image::load_from_memory(beach).expect("a picture").to_rgb8();
    let near = |x: u32, y: u32, colour: [u8; 3]| {
        beach.get_pixel(x, y).0.iter().zip(colour).all(|(found, wanted)| found.abs_diff(wanted) < 12)
    };
    assert_eq!(beach.dimensions(), (480, 960));
    assert!(near(40, 40, [200, 160, 60]) && near(440, 40, [20, 40, 200]) && near(440, 900, [20, 180, 40]));
}

#[test]
fn smaller_pictures_are_the_same_bytes_every_time_and_new_names_for_new_pictures() {
    let folder = folder();
    let first = built(&folder);
    let again = folder.beside("again");
    let threads = support::handbound()
        .args(["build", "--today", TODAY, "--out"])
        .arg(&again)
        .arg(folder.root())
        .env("RAYON_NUM_THREADS", "1")
        .env("TZ", "Asia/Tokyo")
        .status();
    assert!(threads.expect("the program runs").success());
    assert!(tree(&again) == first, "another build gives other bytes");
    let names = |site: &Site| made(site).map(|(path, _)| path.clone()).collect::<BTreeSet<_>>();
    folder.write("pages/beach.jpg", photo(2402, 1202, 6));
    let after = built(&folder);
    let kept: Vec<String> = names(&first).intersection(&names(&after)).cloned().collect();
    assert_eq!(names(&after).len(), names(&first).len());
    assert!(kept.len() == names(&first).len() - 2 && kept.iter().all(|path| !path.contains("beach")), "{kept:?}");
}

#[test]
fn a_picture_that_claims_to_be_enormous_is_shown_as_it_is() {
    let folder = Folder::new(support::SMALLEST);
    let mut bomb = encoded(&landscape(8, 8), ImageFormat::Png);
    bomb[16..24].copy_from_slice(b"\0\0\xff\xff\0\0\xff\xff");
    folder.write("pages/bomb.png", bomb);
    folder.write("pages/bomb.md", "# Bomb\n\n![a bomb](bomb.png)\n");
    let site = built(&folder);
    assert_eq!(attributes(&page(&site, "pages/bomb.html"), "article img", "srcset"), [""]);
    assert_eq!(made(&site).count(), 0);
}

#[test]
fn a_damaged_photo_has_every_file_that_its_page_names() {
    let folder = Folder::new(support::SMALLEST);
    let whole = encoded(&landscape(1400, 700), ImageFormat::Png);
    let middle = whole.len() / 2;
    let mut damaged = whole;
    damaged[middle..middle + 40].fill(0x55);
    folder.write("pages/a.png", damaged);
    folder.write("pages/a.md", "# A\n\n![a](a.png)\n");
    let site = built(&folder);
    let srcset = attributes(&page(&site, "pages/a.html"), "article img", "srcset").concat();
    assert!(!srcset.is_empty());
    for one in srcset.split(", ") {
        let path = resolved(one.split(' ').next().unwrap_or_default(), "pages/a.html");
        assert!(site.contains_key(&path), "{path}");
    }
}

#[test]
fn portraits_and_the_logo_come_small() {
    let site = built(&folder());
    let people = page(&site, "people/index.html");
    assert_eq!(attributes(&people, ".people img", "srcset").concat().matches("w, ").count(), 2, "240, 480 and its own");
    assert_eq!(attributes(&people, ".people img", "width"), ["72"]);
    let logo = attributes(&people, ".brand img", "src").concat();
    assert!(logo.starts_with("../assets/_/pictures/logo-240."), "{logo}");
    assert!(site.contains_key(&resolved(&logo, "people/index.html")));
}

#[test]
fn a_shared_link_has_a_card_and_the_site_its_icons() {
    let site = built(&folder());
    let home = page(&site, "index.html");
    let of = |selector: &str, name: &str| attributes(&home, selector, name).concat();
    let property = |name: &str| of(&format!("meta[property=\"og:{name}\"]"), "content");
    let card = property("image");
    let file = card.strip_prefix("https://tide.example/circle/").expect("a complete address");
    let picture = image::load_from_memory(&site[file]).expect("a picture");
    assert_eq!(
        [picture.width().to_string(), picture.height().to_string()],
        [property("image:width"), property("image:height")]
    );
    assert!(site[file].len() < 30_000, "{} bytes", site[file].len());
    assert_eq!(
        [property("type"), property("url"), property("site_name")],
        ["website", "https://tide.example/circle/", "The Tidepool Circle"]
    );
    for (rel, side) in [("icon", 32), ("apple-touch-icon", 180)] {
        let path = of(&format!("link[rel=\"{rel}\"]"), "href");
        let icon = image::load_from_memory(&site[&path]).expect("a picture");
        assert_eq!((icon.width(), icon.height()), (side, side), "{path}");
    }
}

#[test]
fn an_svg_logo_is_the_icon_and_without_a_logo_the_theme_s_is_in_the_community_s_colour() {
    let folder = Folder::new(&[
        ("community.yml", "name: A\ntimezone: UTC\ntheme:\n  colour: clay\n"),
        ("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>"),
    ]);
    let icon = |site: &Site| attributes(&page(site, "index.html"), "link[rel=icon]", "href").concat();
    let site = built(&folder);
    let path = icon(&site);
    assert!(String::from_utf8_lossy(&site[&path]).contains("#8c3f20"), "{path}");
    assert!(!site.keys().any(|path| path.starts_with("assets/card.")), "nobody could name it");
    folder.write("community.yml", "name: A\ntimezone: UTC\ntheme:\n  logo: logo.svg\n");
    assert_eq!(icon(&built(&folder)), "logo.svg");
}

#[test]
fn the_preview_makes_the_same_bytes_when_it_is_asked() {
    let folder = folder();
    let site = built(&folder);
    let settings = BuildSettings { today: TODAY.parse().expect("a day"), drafts: Drafts::Left, bar: FailOn::Errors };
    let mut memory = Workspace::default();
    let look = |memory: &mut Workspace| {
        let prepared = memory.look(&folder.root(), None).expect("a folder");
        prepared.snapshot(settings).expect("an edition")
    };
    let edition = look(&mut memory);
    for (path, bytes) in site.iter().filter(|(path, _)| *path != ".handbound") {
        let made = edition.output(path).unwrap_or_else(|| panic!("no {path}")).expect("no mistakes");
        assert!(made == *bytes, "{path} differs");
    }
    let (beach, _) = made(&site).find(|(path, _)| path.contains("beach-960.")).expect("a beach");
    for none in [beach.replace("-960", "-961"), beach.replace("-960.", "-960.0"), beach.replace("beach", "each")] {
        assert!(edition.output(&none).is_none(), "{none}");
    }
    // Another photo of the same name, saved a moment later.
    folder.write("pages/beach.jpg", photo(2402, 1202, 6));
    let edition = look(&mut memory);
    assert!(edition.output(beach).is_none());
    let shore = edition.output("pages/shore.html").expect("a page").expect("no mistakes");
    assert!(String::from_utf8_lossy(&shore).contains("width=\"1202\""));
}

/// Holds RFC 4287 §4.1: what a feed must have, where each of it may be, and that entries differ.
#[test]
fn the_feed_of_changes_is_valid_atom() {
    for name in ["example-community", "tests/communities/everything"] {
        let folder = Folder::copy_of(&support::repository(name));
        let site = built(&folder);
        let Some(feed) = site.get("changes.xml") else { panic!("{name} has no feed") };
        let root = xml(std::str::from_utf8(feed).expect("UTF-8"));
        assert_eq!((root.name.as_str(), root.attribute("xmlns")), ("feed", "http://www.w3.org/2005/Atom"));
        let entries: Vec<&Element> = root.all("entry").collect();
        assert!(entries.len() > 3, "{name} has {} entries", entries.len());
        assert_eq!(root.all("author").count(), 1);
        assert!(!root.one("author").one("name").text.is_empty());
        let links: Vec<&str> = root.all("link").map(|link| link.attribute("rel")).collect();
        assert_eq!(links, ["self", "alternate"]);
        let mut ids = BTreeSet::new();
        let mut last = Timestamp::MAX;
        for one in entries {
            assert!(ids.insert(one.one("id").text.clone()), "the id {} twice", one.one("id").text);
            assert!(!one.one("title").text.is_empty());
            let updated: Timestamp = one.one("updated").text.parse().expect("RFC 3339");
            assert!(updated <= last, "newest first");
            last = updated;
            let address = one.one("link").attribute("href");
            let website = root.all("link").nth(1).expect("two links").attribute("href");
            let path = support::percent_decoded(address.strip_prefix(website).expect("an address of the site"));
            let path = path.split('#').next().unwrap_or_default();
            let path =
                if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            assert!(site.contains_key(&path), "{name}: {path}");
        }
        let newest: Timestamp = root.one("updated").text.parse().expect("RFC 3339");
        let first: Timestamp =
            root.all("entry").next().expect("entries").one("updated").text.parse().expect("RFC 3339");
        assert_eq!(newest, first);
    }
}

#[test]
fn the_sitemap_has_every_page_once_and_nothing_else() {
    for name in ["example-community", "tests/communities/everything"] {
        let folder = Folder::copy_of(&support::repository(name));
        let site = built(&folder);
        let root = xml(std::str::from_utf8(&site["sitemap.xml"]).expect("UTF-8"));
        assert_eq!(
            (root.name.as_str(), root.attribute("xmlns")),
            ("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9")
        );
        let listed: Vec<String> = root.all("url").map(|url| url.one("loc").text.clone()).collect();
        let canonical = |path: &String| attributes(&page(&site, path), "link[rel=canonical]", "href").concat();
        let has = |path: &str, what| !attributes(&page(&site, path), what, "content").is_empty();
        // Documents for paper have pages of their own already.
        let leads_on =
            |path: &&String| has(path, "meta[http-equiv=refresh]") || has(path, "meta[name=robots][content=noindex]");
        let pages = site.keys().filter(|path| support::ending(path) == "html" && *path != "404.html");
        let mut expected: Vec<String> = pages.filter(|path| !leads_on(path)).map(canonical).collect();
        let mut found = listed;
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{name}");
    }
}

/// An element of a document, with what is in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    inside: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.inside.iter().filter(move |element| element.name == name)
    }

    fn one<'a>(&'a self, name: &'a str) -> &'a Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "<{}> has {} of <{name}>", self.name, found.len());
        found[0]
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

/// Reads XML 1.0 as strictly as a feed reader: what is not well formed is a failure. Of the language only what a
/// feed needs is known; comments and such are failures too.
fn xml(text: &str) -> Element {
    let rest = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let mut open = vec![Element::default()];
    let mut rest = rest;
    while let Some(at) = rest.find('<') {
        let last = open.last_mut().expect("something is open");
        last.text.push_str(&unescaped(&rest[..at]));
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let done = open.pop().expect("something is open");
            assert_eq!(done.name, name, "what was opened last is closed first");
            open.last_mut().expect("only the root has no parent").inside.push(done);
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut more) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "<{tag}>");
        let mut element = Element { name: name.to_owned(), ..Element::default() };
        while let Some((name, after)) = more.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value ends");
            assert!(element.attribute(name.trim()).is_empty(), "{name} twice");
            element.attributes.push((name.trim().to_owned(), unescaped(value)));
            more = after;
        }
        assert!(more.trim().is_empty(), "{more}");
        if is_empty {
            open.last_mut().expect("something is open").inside.push(element);
        } else {
            open.push(element);
        }
    }
    assert!(rest.trim().is_empty() && open.len() == 1, "everything is closed");
    let mut top = open.remove(0).inside;
    assert_eq!(top.len(), 1, "one root");
    top.remove(0)
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').expect("a reference ends");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => panic!("&{other}; is not known"),
        });
        out.push_str(after);
    }
    assert!(out.chars().all(|letter| letter >= ' ' || letter == '\n' || letter == '\t'), "{out:?}");
    out
}
