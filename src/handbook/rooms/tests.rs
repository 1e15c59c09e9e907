//! Addresses, numbers and sentences that are ways into rooms, and such as only look like them.

use super::*;

fn kinds(text: &str) -> Vec<WayIn> {
    let mut kinds: Vec<WayIn> = ways_in(text).into_iter().map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn rooms_of_many_services_are_known() {
    for room in [
        "https://us02web.zoom.us/j/81234567890?pwd=abc",
        "HTTPS://ZOOM.US/J/81234567890",
        "zoom.us/my/ana",
        "https://zoom.us/wc/join/81234567890",
        "https://example.zoomgov.com/j/1601234567",
        "zoommtg://zoom.us/join?confno=81234567890",
        "81234567890@zoomcrc.com",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d",
        "https://teams.live.com/meet/9312345678901?p=abc",
        "https://teams.microsoft.com/meet/312345678901?p=abc",
        "https://meet.google.com/abc-defg-hij",
        "meet.google.com/abc-defg-hij",
        "https://meet.google.com/lookup/ourcircle",
        "https://tel.meet/abc-defg-hij?pin=1234567",
        "https://example.webex.com/example/j.php?MTID=m123",
        "https://example.webex.com/meet/ana",
        "https://whereby.com/our-circle",
        "https://circle.whereby.com/tea",
        "https://meet.jit.si/OurCircleMeets",
        "https://8x8.vc/circle/tea",
        "https://jitsi.example.org/tea",
        "https://meet.example.org/tea",
        "https://bbb.example.org/b/ana-abc-def-ghi",
        "https://learn.school.example.org/rooms/abc-def-ghi-jkl/join",
        "https://demo.bigbluebutton.org/rooms/abc-def-ghi-jkl",
        "https://cloud.example.org/call/ab12cd34",
        "https://global.gotomeeting.com/join/123456789",
        "https://meet.goto.com/123456789",
        "https://bluejeans.com/123456789",
        "https://join.skype.com/abcDEF",
        "https://chime.aws/1234567890",
        "https://www.google.com/url?q=https%3A%2F%2Fus02web.zoom.us%2Fj%2F81234567890",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij",
        "https://us02web.zoom.us/j/8123\\_4567",
        "https:&#47;&#x2F;zoom&period;us&sol;j/81234567890",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__zoom.us_j_81234567890&d=x",
        "25561234567@circle.webex.com",
        "https://meet.proton.me/join/id-ABCD#pwd-xyz",
        "https://t.me/circle?videochat=abc",
        "https://rooms.example/j/31415926535?pwd=QuietDoor7",
    ] {
        assert!(is_room(room), "{room}");
        assert!(kinds(&format!("See [tea]({room}).")).contains(&WayIn::Link), "{room}");
    }
}

#[test]
fn other_pages_of_the_same_companies_are_no_rooms() {
    for page in [
        "https://zoom.us/",
        "https://zoom.us/test",
        "https://zoom.us/download",
        "https://zoom.us/pricing",
        "https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0061316",
        "https://support.zoom.us/hc/en-us/articles/201362033",
        "https://www.zoom.com/en/blog/how-to-host/",
        "https://zoom.us/rec/share/abc",
        "https://zoom.us.example.org/j/1",
        "https://zoom.us/webinar/register/WN_abc",
        "https://www.microsoft.com/en/microsoft-teams/group-chat-software",
        "https://support.microsoft.com/en-us/teams/meetings",
        "https://teams.microsoft.com/",
        "https://meet.google.com/",
        "https://support.google.com/meet/answer/9303164",
        "https://workspace.google.com/blog/product-announcements/meet",
        "https://help.webex.com/en-us/article/nrebr5c/Join-a-meeting",
        "https://www.webex.com/blog.html",
        "https://whereby.com/information/product/",
        "https://whereby.com/blog/tips/",
        "https://jitsi.org/blog/new",
        "https://jitsi.github.io/handbook/",
        "https://meet.jit.si/",
        "https://bigbluebutton.org/teachers/tutorials/",
        "https://docs.bigbluebutton.org/3.0/new",
        "https://meetings.example.org/minutes",
        "https://example.org/b/about",
        "https://example.org/rooms/the-blue-room",
        "https://example.org/meet/us",
        "https://www.meetup.com/tea/events/1",
        "https://calendly.com/ana/30min",
        "https://example.org/?pwd=",
        "https://discord.gg/circle",
        "https://t.me/circle",
        "ana@webex.com",
    ] {
        assert!(!is_room(page), "{page}");
        assert_eq!(ways_in(&format!("See [a page]({page}) and <{page}>.")), [], "{page}");
    }
}

#[test]
fn numbers_and_passcodes_are_known_by_their_words() {
    use WayIn::{DialIn, Number, Passcode};
    for (text, expected) in [
        ("Meeting ID: 812 3456 7890 Passcode: 4711", vec![Number, Passcode]),
        ("**Meeting ID:** 812 3456 7890", vec![Number]),
        ("Meeting ID:\n812 3456 7890", vec![Number]),
        ("| Meeting ID | 812 3456 7890 |", vec![Number]),
        ("| Meeting ID | Passcode |\n|---|---|\n| 812 3456 7890 | soup |", vec![Number, Passcode]),
        ("Meeting number (access code): 2556 123 4567", vec![Number, Passcode]),
        ("The meeting ID is 312 456 789 01.", vec![Number]),
        ("Passcode: soup", vec![Passcode]),
        ("Use passcode `Xy7`.", vec![Passcode]),
        ("Password: 4711", vec![Passcode]),
        ("Kenncode: 4711", vec![Passcode]),
        ("Code secret : 4711", vec![Passcode]),
        ("ID de réunion : 812 3456 7890", vec![Number]),
        ("Código de acceso: 4711", vec![Passcode]),
        ("Пароль: 4711", vec![Passcode]),
        ("パスコード：4711", vec![Passcode]),
        ("+13126266799,,81234567890# US (Chicago)", vec![DialIn]),
        ("Dial in: +353 1 555 0100", vec![DialIn]),
        ("Dial by your location\n• +1 312 626 6799 US\n• +1 646 558 8656 US", vec![DialIn]),
        ("+1 902 555 0147, code 4711", vec![DialIn]),
        ("(US) +1 234-567-8901 PIN: 123 456 789#", vec![Passcode, DialIn]),
        ("- [x] +1 902 555 0147, code 4711", vec![DialIn]),
        ("tel:+16465588656,81234567890%23", vec![DialIn]),
        ("Zoom: 812 3456 7890", vec![Number]),
        ("Zoom (812-3456-7890)", vec![Number]),
        ("Join. ID: 81234567890", vec![Number]),
        ("Meeting&nbsp;ID&colon; 812 3456 7890", vec![Number]),
        ("[Passcode: soup](https://example.org/)", vec![Passcode]),
        ("The password is soup2026.", vec![Passcode]),
        ("Come with the password `soup2026`.", vec![Passcode]),
        ("PIN 48291 (telephone)", vec![Passcode]),
        ("Senha de acesso: 482913", vec![Passcode]),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn ordinary_sentences_give_nobody_a_way_in() {
    for text in [
        "The passcode comes by mail.",
        "Passcode: sent by mail the day before.",
        "Password: see your mail",
        "Waiting room on; no passcode.",
        "No meeting ID is needed.",
        "A meeting ID is a number of 10 or 11 digits.",
        "Wi-Fi: guests, password: soup2026",
        "Call Ana: +353 1 555 0100",
        "We meet on 2026-12-03, room 4711.",
        "PIN boards and pins: 20",
        "Bring a passport. Kennwort oder nicht?",
        "A code of conduct, a dial and 20 people.",
        "ISBN 978-3-16-148410-0, code of ethics 2019",
        "| Name | Minutes |\n|---|---|\n| Tea | 15 |",
        "The access code of kindness",
        "Charity ID: 123 456 789",
        "ID: 978-3-16-148410-0",
        "Zoom: 2026-11-22 19:00 to 20:00",
        "Zoom, 812 people",
        "The Wi-Fi password is soup2026.",
        "Passcode: mailed, as ever",
        "Pin 2026 photos",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn signs_that_leave_a_line_as_it_is_hide_nothing_in_it() {
    for (line, kind) in [
        ("– *Meeting ID*: 812 3456", WayIn::Number),
        ("It is “passcode: Quiet7”", WayIn::Passcode),
        ("é | passcode: Quiet7", WayIn::Passcode),
        ("CODE D’ACCÈS : Quiet7", WayIn::Passcode),
        ("“meeting\u{a0}id”: 812 3456", WayIn::Number),
        ("_meeting_ pass\u{ad}code: Quiet7", WayIn::Passcode),
        ("meeting **id**: 812345", WayIn::Number),
        ("密码abc123", WayIn::Passcode),
    ] {
        assert_eq!(kinds(line), [kind], "{line}");
    }
    for line in ["“passcodes” – *all* | 123", "été: pin, *spin*, “épin: Quiet7”"] {
        assert_eq!(kinds(line), [], "{line}");
    }
}
