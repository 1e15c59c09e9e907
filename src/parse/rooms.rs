//! Ways into online rooms in what is written for the public.

use std::ops::Range;
use std::sync::Arc;

use crate::handbook::private::Callout;
use crate::handbook::room::{self, WayIn, commented};
use crate::source::{Located, Source};

use super::fields::is_of_joining;
use super::{FileKind, classify};

/// Finds them in a file whose `callouts` are known, which are for facilitators alone. The fields of a session that say how to
/// join it are the right place, and have messages of their own.
pub fn ways_in(source: &Source, callouts: &[Arc<Callout>]) -> Vec<Located<WayIn>> {
    let found = room::ways_in(&source.text);
    if found.is_empty() {
        return Vec::new();
    }
    let mut private: Vec<Range<usize>> = callouts.iter().map(|callout| callout.span.range()).collect();
    private.extend(commented(&source.text));
    if matches!(classify(&source.path), FileKind::Session { .. }) {
        private.extend(fields_of_joining(&source.text));
    }
    let public = found.into_iter().filter(|(_, range)| !private.iter().any(|part| part.contains(&range.start)));
    public.map(|(way, range)| Located::new(way, source.span(range))).collect()
}

/// The lines of the header with the fields that say how to join, and those that go on with their values.
fn fields_of_joining(text: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut start, mut is_joining) = (0, false);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && line.trim_end().len() >= 3 && line.trim_end().bytes().all(|byte| byte == b'-' || byte == b'.')
        {
            break;
        }
        if line.starts_with(|c: char| !c.is_whitespace()) {
            // A place that is a link has a message that says where the link goes.
            is_joining =
                line.split_once(':').is_some_and(|(name, _)| is_of_joining(name) || name.eq_ignore_ascii_case("where"));
        }
        if is_joining {
            lines.push(start..start + line.len());
        }
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::parse;

    /// Ways into rooms of many services, one a line.
    const WAYS: &str = "https://us02web.zoom.us/j/82100000123?pwd=QUJDREVG
https://zoom.us/my/alex.morgan
https://example.zoomgov.com/j/1610000123
https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjA%40thread.v2/0?context=x
https://teams.live.com/meet/9312345678901?p=abc
https://meet.google.com/abc-defg-hij
https://example.webex.com/meet/alex.morgan
https://example.webex.com/example/j.php?MTID=m0123456789abcdef
https://meet.jit.si/QuietCircleOfThursday
https://8x8.vc/example/circle
https://whereby.com/quiet-circle
https://bbb.example.org/b/ale-abc-def-ghi
https://learn.example.org/rooms/abc-def-ghi-jkl/join
https://meet.example.org/QuietCircle
https://meet.goto.com/821000123
https://bluejeans.com/821000123
https://senfcall.de/quiet-circle
https://www.google.com/url?q=https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij&sa=D
Meeting ID: 821 0000 0123
Meeting-ID: 821 0000 0123
ID de réunion : 821 0000 0123
ID de reunión: 821 0000 0123
Passcode: 482913
The passcode is 482913
Code d’accès : 482913
Código de acceso: 482913
Kenncode: 482913
Toegangscode: 482913
+16465588656,,82100000123#";

    /// Pages of the same companies, and words that let nobody in.
    const PAGES: &str = "https://zoom.us/download
https://support.zoom.us/hc/en-us/articles/201362033
https://us02web.zoom.us/webinar/register/WN_abcdef
https://www.microsoft.com/microsoft-teams/join-a-meeting
https://support.google.com/meet/answer/9303069
https://help.webex.com/article/n62wi3c
https://whereby.com/information/tos
https://jitsi.org/downloads/
https://www.meetup.com/quiet-circle/events/300000123
The passcode comes by mail
Telephone +353 86 123 4567";

    /// Where words stand that are published; `@` is the way in.
    const PLACES: [&str; 12] = [
        "Come: @\n",
        "- 10 min: Hello\n    - Say: @\n- 20 min: Song\n",
        "## Agenda\n\n- 10 min: Hello\n  Bring: @\n\n- 20 min: @\n",
        "| What | Where |\n|---|---|\n| Circle | @ |\n",
        "> Alex is inviting you to a scheduled meeting.\n>\n> @\n",
        "## @\n\nHello\n",
        "![The circle](a.jpg \"@\")\n",
        "**@**\n",
        "1. Read\n2. *@*.\n",
        "<div>@</div>\n",
        "Hello[^1]\n\n[^1]: @\n",
        "````\n@\n````\n",
    ];

    fn found(header: &str, text: &str) -> usize {
        let text = format!("---\ntitle: A{header}\ndate: 2026-12-03\ntime: 7 pm - 8 pm\n---\n{text}");
        parse(&Source { path: "sessions/a.md".into(), text }).ways_in.len()
    }

    proptest! {
        #[test]
        fn no_way_in_gets_out(
            way in prop::sample::select(WAYS.lines().collect::<Vec<_>>()),
            place in prop::sample::select(PLACES.to_vec()),
            before in "[a-z ]{0,12}",
        ) {
            prop_assert!(found("", &format!("{before}\n\n{}", place.replace('@', way))) > 0, "{} in {}", way, place);
            prop_assert!(found(&format!("\nsnack: '{way}'"), "") > 0, "{}", way);
            for field in ["join", "dial_in", "Dial in", "Passcode"] {
                prop_assert_eq!(found(&format!("\n{field}: '{way}'\nsnack: >\n  soup"), ""), 0);
            }
            prop_assert_eq!(found("", &format!("<!-- {way} -->\n\n> [!facilitator]\n> {way}\n")), 0);
            if way.starts_with("https") {
                for place in ["[@](@)", "[the room](@)", "<@>", "[the room][1]\n\n[1]: @", "![](@)"] {
                    prop_assert!(found("", &place.replace('@', way)) > 0, "{} in {}", way, place);
                }
            }
        }

        #[test]
        fn ordinary_pages_do(
            page in prop::sample::select(PAGES.lines().collect::<Vec<_>>()), place in prop::sample::select(PLACES.to_vec()),
        ) {
            prop_assert_eq!(found("", &place.replace('@', page)), 0, "{} in {}", page, place);
        }

        #[test]
        fn any_text_is_searched(text in "(\\PC|\n|passcode: |[+]1234567890,,|https://zoom[.]us/j/){0,40}") {
            found("", &text);
        }
    }
}
