//! Pictures of every format, made as small as they may be.

use super::*;

fn cleaned(name: &str, bytes: &[u8]) -> Vec<u8> {
    match clean(&name.into(), bytes).unwrap() {
        CleanFile::AsItWas => bytes.to_vec(),
        CleanFile::Without(clean) | CleanFile::Incomplete(clean, _) => clean,
    }
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

fn said(name: &str, bytes: &[u8]) -> Diagnostic {
    *clean(&name.into(), bytes).unwrap_err()
}

/// Returns a picture of 3 by 2: red, green, blue; black, white, black.
fn picture() -> image::DynamicImage {
    let rows = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0], [255, 255, 255], [0, 0, 0]];
    image::RgbImage::from_raw(3, 2, rows.concat()).unwrap().into()
}

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture().write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 44.6 N");
    tiff
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, data].concat()
}

fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    let plain = encoded(image::ImageFormat::Jpeg);
    [&plain[..2], &segments.concat(), &plain[2..]].concat()
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &kind, data, b"\0\0\0\0"].concat()
}

/// Returns a PNG with `chunks` after the header.
fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let plain = encoded(image::ImageFormat::Png);
    [&plain[..33], &chunks.concat(), &plain[33..]].concat()
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, data) in chunks {
        body.extend(*kind);
        body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

#[test]
fn a_jpeg_keeps_its_colours_and_nothing_else() {
    let icc = segment(0xe2, b"ICC_PROFILE\0\x01\x01colours");
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
    let bytes = jpeg(&[
        segment(0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01THUMB"),
        segment(0xe1, &[b"Exif\0\0".to_vec(), exif(1)].concat()),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>owner"),
        icc.clone(),
        segment(0xe2, b"MPF\0second"),
        segment(0xed, b"Photoshop 3.0\0IPTC"),
        adobe.clone(),
        segment(0xfe, b"a comment"),
    ]);
    let with_film = [&bytes[..], b"film with a place"].concat();
    let found = cleaned("a.jpg", &with_film);
    for gone in [&b"GPS"[..], b"THUMB", b"owner", b"second", b"IPTC", b"a comment", b"film"] {
        assert!(!holds(&found, gone), "{:?}", String::from_utf8_lossy(gone));
    }
    assert!(holds(&found, &icc) && holds(&found, &adobe));
    assert!(image::load_from_memory(&found).is_ok());
    assert_eq!(clean(&"a.jpg".into(), &found).unwrap(), CleanFile::AsItWas, "clean already");
}

#[test]
fn a_photo_held_sideways_stands_upright() {
    let exif = exif(6);
    let photo = jpeg(&[segment(0xe1, &[b"Exif\0\0", &exif[..]].concat())]);
    let drawing = png(&[chunk(*b"eXIf", &exif)]);
    let plain = encoded(image::ImageFormat::WebP);
    let web = riff(&[(b"VP8X", b"\x08\0\0\0\x02\0\0\x01\0\0"), (b"VP8L", &plain[20..]), (b"EXIF", &exif)]);
    for (bytes, is_exact) in [(photo, false), (drawing, true), (web, true)] {
        let found = cleaned("a.jpg", &bytes);
        assert!(!holds(&found, b"GPS"));
        let found = image::load_from_memory(&found).unwrap();
        let expected = picture().rotate90();
        assert_eq!((found.width(), found.height()), (2, 3));
        assert!(!is_exact || found.to_rgb8() == expected.to_rgb8());
    }
}

#[test]
fn a_png_keeps_what_is_drawn() {
    let bytes = png(&[
        chunk(*b"pHYs", b"123456789"),
        chunk(*b"tEXt", b"Author\0owner"),
        chunk(*b"eXIf", &exif(1)),
        chunk(*b"tIME", b"1234567"),
        chunk(*b"zzZz", b"unknown"),
    ]);
    let found = cleaned("a.png", &[&bytes[..], b"trailer"].concat());
    assert!(holds(&found, b"pHYs"));
    for gone in [&b"owner"[..], b"GPS", b"tIME", b"unknown", b"trailer"] {
        assert!(!holds(&found, gone));
    }
}

#[test]
fn a_webp_forgets_its_notes_and_that_it_had_them() {
    let plain = encoded(image::ImageFormat::WebP);
    let bytes = riff(&[
        (b"VP8X", b"\x2c\0\0\0\x02\0\0\x01\0\0"),
        (b"ICCP", b"odd"),
        (b"VP8L", &plain[20..]),
        (b"EXIF", &exif(1)),
        (b"XMP ", b"owner"),
    ]);
    let found = cleaned("a.webp", &bytes);
    let expected = riff(&[(b"VP8X", b"\x20\0\0\0\x02\0\0\x01\0\0"), (b"ICCP", b"odd"), (b"VP8L", &plain[20..])]);
    assert_eq!(found, expected);
}

#[test]
fn a_gif_goes_on_moving() {
    let header = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let moving = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let image = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let bytes = [&header[..], moving, b"\x21\xfe\x05owner\0\x21\xff\x0bXMP DataXMP\x03abc\0", image].concat();
    let expected = [&header[..], moving, image, b"\x3b"].concat();
    assert_eq!(cleaned("a.gif", &bytes), expected);
    assert_eq!(cleaned("a.gif", &expected), expected);
}

#[test]
fn a_drawing_loses_what_nobody_sees() {
    let bytes = br#"<?xml version="1.0"?><?xml-stylesheet href="a"?><!-- by owner -->
<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>
<svg xmlns="http://www.w3.org/2000/svg" inkscape:export-filename="/home/owner/a.png" width="1">
<metadata id="m"><rdf:RDF><metadata>owner</metadata></rdf:RDF></metadata><sodipodi:namedview a="1"/>
<title>Sea > shore</title><path d="M0 0" sodipodi:nodetypes="cc"/><style><![CDATA[a>b{}]]></style></svg>"#;
    let found = String::from_utf8(cleaned("a.svg", bytes)).unwrap();
    assert_eq!(
        found,
        "<?xml version=\"1.0\"?>\n\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\">\n\n\
         <title>Sea > shore</title><path d=\"M0 0\"/><style>a>b{}</style></svg>"
    );
}

#[test]
fn a_photo_inside_a_drawing_is_cleaned_too() {
    let dirty = png(&[chunk(*b"tEXt", b"Author\0owner")]);
    let drawing = |photo: &[u8], space: &str| {
        let photo = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, photo);
        format!("<svg><image{space}xlink:href=\"data:image/png;base64,{photo}\" width=\"1\"/></svg>")
    };
    let found = cleaned("a.svg", drawing(&dirty, "\n").as_bytes());
    assert_eq!(String::from_utf8(found).unwrap(), drawing(&cleaned("a.png", &dirty), " "));
    let plain = drawing(&encoded(image::ImageFormat::Png), " ");
    assert_eq!(cleaned("a.svg", plain.as_bytes()), plain.as_bytes());
    assert_eq!(said("a.svg", drawing(b"no photo", " ").as_bytes()).code, "picture-broken");
}

#[test]
fn a_script_in_a_drawing_is_an_error_at_its_place() {
    for (drawing, place) in [
        ("<svg><script>x</script></svg>", "<script"),
        ("<svg><svg:SCRIPT href='a.js'/></svg>", "<svg:SCRIPT"),
        ("<svg onload=\"x()\"></svg>", "onload=\"x()\""),
        ("<svg><a xlink:href=' java\nscript:x'></a></svg>", "xlink:href=' java\nscript:x'"),
        ("<svg><a href='&#106;avascript&#x3a;x'/></svg>", "href='&#106;avascript&#x3a;x'"),
        ("<svg><set to='javascript:x'/></svg>", "to='javascript:x'"),
        ("<svg><foreignObject><iframe src='x'/></foreignObject></svg>", "<iframe"),
        ("<svg><metadata><script/></metadata></svg>", "<script"),
        ("<svg><use href='data:image/svg+xml,x'/></svg>", "href='data:image/svg+xml,x'"),
        ("<svg xmlns:s='http://www.w3.org/2000/svg'><s:script>x</s:script></svg>", "<s:script"),
        ("<svg><g inkscape:onclick='x()'/></svg>", "inkscape:onclick='x()'"),
        ("<svg><animate attributeName='href' values='#a;javascript:x'/></svg>", "values='#a;javascript:x'"),
        ("<!DOCTYPE svg [<!ENTITY x 'script:y'>]><svg><a href='java&x;'/></svg>", "href='java&x;'"),
    ] {
        let found = said("a.svg", drawing.as_bytes());
        assert_eq!((found.code, &drawing[found.span.unwrap().range()]), ("picture-script", place));
    }
    let found = said("a.svg", b"<svg><script/></svg>");
    assert_eq!(found.message, "This drawing holds a script, which would run in the browsers of those who open it.");
    assert_eq!(
        found.help.unwrap(),
        "Remove it here, or open the drawing in a picture program and save it as plain SVG."
    );
}

#[test]
fn a_drawing_keeps_only_what_is_on_the_lists() {
    for (drawing, expected) in [
        // Pages, animations of addresses, elements and attributes of nobody.
        ("<svg><foreignObject><p>x</p></foreignObject><g/></svg>", "<svg><g/></svg>"),
        (
            "<svg><set attributeName='xlink:href' to='#a'/><set attributeName='x' to='1'/></svg>",
            "<svg><set attributeName=\"x\" to=\"1\"/></svg>",
        ),
        ("<svg><set attributeName='&#104;ref' to='https://a.example'/></svg>", "<svg></svg>"),
        ("<svg><g ping='x' x:y='z'><blink>x<g/></blink></g></svg>", "<svg><g></g></svg>"),
        ("<s:svg xmlns:s='a'><s:g/><h:body/></s:svg>", "<s:svg xmlns:s=\"a\"><s:g/></s:svg>"),
        // Addresses.
        ("<svg><use href='b.svg#c'/><use href='#c'/></svg>", "<svg><use/><use href=\"#c\"/></svg>"),
        ("<svg><image x:href='https://a.example/b.png'/></svg>", "<svg><image/></svg>"),
        ("<svg><a href='https://a.example'/><a href='ftp:b'/></svg>", "<svg><a href=\"https://a.example\"/><a/></svg>"),
        // Style sheets, in parts and with hidden letters too.
        ("<svg><style>@import 'a.css';b{fill:url(#c)}</style></svg>", "<svg><style> b{fill:url(#c)}</style></svg>"),
        ("<svg><style>@im<!-- x --><![CDATA[port 'a.css';]]>b{}</style></svg>", "<svg><style> b{}</style></svg>"),
        ("<svg><style>@\\69mport 'a';</style></svg>", "<svg><style>@69mport 'a';</style></svg>"),
        ("<svg><style>a{b:url( 'https://c.example/d' )}<g/></style></svg>", "<svg><style>a{b:none}</style></svg>"),
        (
            "<svg><style>a{src:URL(data:font/woff2;base64,AA)}</style></svg>",
            "<svg><style>a{src:URL(data:font/woff2;base64,AA)}</style></svg>",
        ),
        (
            "<svg><g style='fill:u&#114;l(//a.example)' mask='url(\"#b\")'/></svg>",
            "<svg><g style=\"fill:none\" mask=\"url(&quot;#b&quot;)\"/></svg>",
        ),
        ("<svg><style>@im@import 'a';port 'b';</style></svg>", "<svg><style>@im port 'b';</style></svg>"),
        ("<svg><style>a{b:'url(#'}@import 'c';d{e:')'}</style></svg>", "<svg><style>a{b:'none'}</style></svg>"),
        // Document types.
        (
            "<!DOCTYPE svg [<!ENTITY a 'x\" onload=\"y()'><!ATTLIST svg onload CDATA 'z()'>]><svg id='&a;'>&a;&lt;</svg>",
            "<svg id=\"x&quot; onload=&quot;y()\">x\" onload=\"y()&lt;</svg>",
        ),
        ("<svg><desc><![CDATA[<script>x</script>]]></desc></svg>", "<svg><desc>&lt;script>x&lt;/script></desc></svg>"),
        ("<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>", "<svg/>"),
    ] {
        assert_eq!(String::from_utf8(cleaned("a.svg", drawing.as_bytes())).unwrap(), expected);
        assert_eq!(clean(&"a.svg".into(), expected.as_bytes()).unwrap(), CleanFile::AsItWas, "clean already");
    }
    for drawing in [
        "<!DOCTYPE svg [<!ENTITY a '<script>'>]><svg>&a;</svg>",
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><svg>&a;</svg>",
        "<!DOCTYPE svg [<!ENTITY % a '<!ENTITY b \"c\">'>%a;]><svg>&c;</svg>",
        "<svg id='&nobody;'/>",
        "<svg><g></svg>",
        "<svg></svg></svg>",
        "<svg id='a' id='b'/>",
    ] {
        assert_eq!(said("a.svg", drawing.as_bytes()).code, "picture-broken", "{drawing}");
    }
}

#[test]
fn what_readers_may_miss_of_a_drawing_is_a_warning_at_its_place() {
    let warning = |drawing: &str| match clean(&"a.svg".into(), drawing.as_bytes()).unwrap() {
        CleanFile::Incomplete(_, warning) => Some(*warning),
        CleanFile::AsItWas | CleanFile::Without(_) => None,
    };
    for (drawing, place, names) in [
        ("<svg><switch><foreignObject><p>x</p></foreignObject></switch></svg>", "<foreignObject", "`foreignObject`"),
        ("<s:svg><s:foreignObject/></s:svg>", "<s:foreignObject", "`s:foreignObject`"),
        (
            "<svg><foreignObject requiredExtensions='http://www.w3.org/1999/xhtml'/></svg>",
            "<foreignObject",
            "`foreignObject`",
        ),
        ("<svg><g/><image href='b.png'/></svg>", "<image", "`image`"),
        ("<svg><use xlink:href='b.svg#c'/></svg>", "<use", "`use`"),
        ("<svg><a href='b.html'>x</a></svg>", "<a", "`a`"),
        ("<svg><set attributeName='href' to='#a'/></svg>", "<set", "`set`"),
        ("<svg><rect style='mask:url(data:image/png;base64,AA)'/></svg>", "<rect", "`rect`"),
        ("<svg><style>@import 'a.css';</style></svg>", "<style", "`style`"),
        // One for each drawing, at the first place.
        ("<svg><use href='b'/><image href='c'/><use href='d'/><g mask='url(e)'/></svg>", "<use", "`g`, `image`, `use`"),
    ] {
        let found = warning(drawing).unwrap();
        assert_eq!((found.code, &drawing[found.span.unwrap().range()]), ("picture-incomplete", place));
        assert_eq!(
            found.message,
            format!("Handbound leaves out what in this drawing holds HTML or leads out of it (in {names}).")
        );
    }
    for drawing in [
        // What drawing programs note for themselves, and what shows nothing in a browser.
        "<svg><metadata><image href='a.png'/><foreignObject/></metadata><sodipodi:namedview xlink:href='a'/></svg>",
        "<svg inkscape:export='url(a)'><foreignObject requiredExtensions='http://ns.adobe.com/'><i:pgf/></foreignObject></svg>",
        "<svg><set attributeName='nobody' to='1'/><image xlink:href=''/></svg>",
        // What stays as it was, but for letters written as numbers.
        "<svg><style>a:before{content:'\\201C'}b{src:url(data:application/x-font-woff;base64,AA)}</style></svg>",
        "<svg><use href='#a' mask='url(#b)'/><a href='https://a.example'/></svg>",
    ] {
        assert_eq!(warning(drawing), None, "{drawing}");
    }
}

#[test]
fn what_cannot_be_cleaned_is_an_error() {
    let found = said("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0");
    assert_eq!(found.code, "picture-format");
    assert_eq!(
        found.message,
        "This is a HEIC picture. Handbound cannot remove from it where and by whom it was taken, and not every browser \
         shows it."
    );
    assert_eq!(
        found.help.unwrap(),
        "Open it in a picture program, save it as JPEG (a drawing as PNG or SVG), and use that file."
    );
    assert_eq!(said("a.tif", b"II*\0\x08\0\0\0").code, "picture-format");
    assert_eq!(said("a.svgz", b"\x1f\x8b").code, "picture-format");

    let found = said("a.jpg", b"version https://git-lfs.github.com/spec/v1");
    assert_eq!(found.code, "picture-broken");
    assert_eq!(
        found.message,
        "Handbound cannot read this file as a picture. It may be damaged, or may not be a picture."
    );
    assert_eq!(found.help.unwrap(), "Open it in a picture program and save it again, or get a new copy of it.");
    for (name, bytes) in [("a.svg", &b"<html></html>"[..]), ("a.svg", b"<svg"), ("a.svg", b"<svg a=b>"), ("a.png", b"")]
    {
        assert_eq!(said(name, bytes).code, "picture-broken");
    }
}

#[test]
fn other_downloads_stay_as_they_are() {
    assert_eq!(clean(&"a.pdf".into(), b"%PDF-1.7 <script>").unwrap(), CleanFile::AsItWas);
    assert_eq!(clean(&"a.txt".into(), b"").unwrap(), CleanFile::AsItWas);
}

proptest::proptest! {
    /// Holds that damaged pictures are errors or pictures, never a panic.
    #[test]
    fn no_bytes_are_a_panic(which in 0usize..5, at in 0usize..400, byte in 0u8..=255, cut in 0usize..400) {
        let svg = "<svg a='é' inkscape:b=\"c\"><!-- é --><metadata>é</metadata></svg>";
        let mut bytes = match which {
            0 => jpeg(&[segment(0xe1, &[b"Exif\0\0".to_vec(), exif(1)].concat())]),
            1 => png(&[chunk(*b"eXIf", &exif(1))]),
            2 => encoded(image::ImageFormat::WebP),
            3 => b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b".to_vec(),
            _ => svg.as_bytes().to_vec(),
        };
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let _ = clean(&"a.svg".into(), &bytes);
    }

    #[test]
    fn no_text_is_a_panic(text in "[<>/=\"'!?\\[\\]&#;:a-b é-]{0,40}") {
        let _ = clean(&"a.svg".into(), format!("<svg>{text}</svg>").as_bytes());
        let _ = clean(&"a.svg".into(), text.as_bytes());
    }
}
