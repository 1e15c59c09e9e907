//! Tests of how single tags are rewritten.

use super::*;

fn places() -> PrintPlaces<'static> {
    let place = |id: &str, number: &str, kept| PrintPlace { id: id.into(), number: number.into(), kept };
    PrintPlaces {
        document: "print/sessions.html",
        website: Some("https://a.example/circle"),
        pages: FxHashMap::from_iter([
            ("sessions/01.html".to_owned(), place("sessions/01", "3.1", PageExtent::Whole)),
            ("people/wren.html".to_owned(), place("people/wren", "4.2", PageExtent::Whole)),
            ("people/index.html".to_owned(), place("people/index", "4", PageExtent::Title)),
        ]),
    }
}

fn bound(html: &str) -> String {
    let part = PagePart { path: "sessions/01.html", id: "sessions/01", down: 2 };
    Article::new(html.to_owned()).rewritten(&part, &places())
}

#[test]
fn headings_go_down_and_never_below_the_sixth_level() {
    assert_eq!(bound("<h1>A</h1><h3 class=\"x\">B</h3><h5>C</h5>"), "<h3>A</h3><h5 class=\"x\">B</h5><h6>C</h6>");
    assert_eq!(bound("<hr><header>a</header>"), "<hr><header>a</header>");
}

#[test]
fn anchors_belong_to_their_part_and_so_does_what_names_them() {
    assert_eq!(
        bound("<h2 id=\"a\"></h2><p aria-labelledby=\"a b\"><a href=\"#a\">x</a></p>"),
        "<h4 id=\"sessions/01:a\"></h4><p aria-labelledby=\"sessions/01:a sessions/01:b\">\
         <a href=\"#sessions/01%3Aa\">x</a></p>"
    );
}

#[test]
fn a_page_that_is_there_is_an_anchor_and_its_number_is_told() {
    assert_eq!(
        bound("<a href=\"../people/wren.html#bio\">Wren</a>"),
        "<a href=\"#people/wren%3Abio\">Wren <span class=\"ref\">4.2</span></a>"
    );
    assert_eq!(
        bound("<a href=\"../people/index.html#bio\">All</a>"),
        "<a href=\"#people/index\">All <span class=\"ref\">4</span></a>"
    );
    assert_eq!(bound("<a href=\"01.html#b\">here</a>"), "<a href=\"#sessions/01%3Ab\">here</a>");
}

#[test]
fn what_is_not_there_has_its_whole_address() {
    assert_eq!(
        bound("<a href=\"../calendar.html#_copy\">how</a>"),
        "<a href=\"https://a.example/circle/calendar.html#_copy\">how</a>"
    );
    assert_eq!(
        bound("<a href=\"../files/a%20b.txt\">outline</a>"),
        "<a href=\"https://a.example/circle/files/a%20b.txt\">outline \
         <span class=\"ref\">a.example/circle/files/a%20b.txt</span></a>"
    );
    let places = PrintPlaces { website: None, ..places() };
    let link = Article::new("<a href=\"01.ics\">x</a>".to_owned());
    let part = PagePart { path: "sessions/01.html", id: "1", down: 0 };
    assert_eq!(link.rewritten(&part, &places), "<a href=\"../sessions/01.ics\">x</a>");
}

#[test]
fn an_outside_address_is_told_once() {
    assert_eq!(
        bound("<a href=\"https://b.example/\">a book</a>"),
        "<a href=\"https://b.example/\">a book <span class=\"ref\">b.example</span></a>"
    );
    for said in ["b.example", "https://b.example/"] {
        let html = format!("<a href=\"https://b.example/\">{said}</a>");
        assert_eq!(bound(&html), html);
    }
    let mail = "<a href=\"mailto:w@a.example\">Wren</a>";
    assert_eq!(bound(mail), mail);
}

#[test]
fn pictures_are_found_from_the_document_and_not_put_off() {
    assert_eq!(
        bound(
            "<img src=\"../pictures/a.svg\" srcset=\"../pictures/b.webp 480w, c.webp 960w\" loading=\"lazy\" alt=\"\">"
        ),
        "<img src=\"../pictures/a.svg\" srcset=\"../pictures/b.webp 480w, ../sessions/c.webp 960w\"  alt=\"\">"
    );
    assert_eq!(bound("<img src=\"data:image/png;base64,AA\">"), "<img src=\"data:image/png;base64,AA\">");
}

#[test]
fn what_is_folded_is_open_and_scripts_stay_behind() {
    assert_eq!(
        bound("<details class=\"a\"><summary>b</summary></details>"),
        "<details class=\"a\" open><summary>b</summary></details>"
    );
    assert_eq!(bound("a<script src=\"x.js\" defer></script>b"), "ab");
    assert_eq!(bound("<!-- <h1> --><rect x=\"1\"/>a > b"), "<!-- <h1> --><rect x=\"1\"/>a > b");
}

#[test]
fn a_part_has_no_landmarks() {
    assert_eq!(
        bound("<nav class=\"a\"></nav><section role=\"doc-endnotes\"></section>"),
        "<div role=\"group\" class=\"a\"></div><section role=\"group\"></section>"
    );
}

#[test]
fn a_file_s_name_stays_inside_its_attribute() {
    let part = PagePart { path: "pages/x.html", id: "\"><b>&", down: 0 };
    assert_eq!(
        Article::new("<p id=\"a\">".to_owned()).rewritten(&part, &places()),
        "<p id=\"&quot;&gt;&lt;b&gt;&amp;:a\">"
    );
}
