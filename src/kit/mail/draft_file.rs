//! A draft as a file that mail programs open as a mail to be sent: the only place that knows the crate for mail.

use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;

use crate::text::percent;

use super::recipients::Recipients;

/// The most letters in an encoded word, which is 75 long at most: each may be twelve long.
const WORD: usize = 5;

/// The content of a draft's file.
pub(super) struct DraftFile<'a> {
    pub subject: &'a str,
    pub recipients: &'a Recipients<'a>,
    /// The address to answer to.
    pub reply_to: Option<&'a str>,
    pub language: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    /// The calendar file that goes with it.
    pub calendar: Option<&'a str>,
}

/// Returns the file. `X-Unsent` makes it a draft in Outlook and Thunderbird. The sender, the day and the name of the
/// message (RFC 5322 §3.6) are for the program that sends it. The same draft is the same bytes.
pub(super) fn draft_file(draft: &DraftFile<'_>) -> Vec<u8> {
    let parts = |boundary: &str| ContentType::new("multipart/mixed").attribute("boundary", boundary.to_owned());
    let boundary = boundary(draft);
    let alternative = ContentType::new("multipart/alternative").attribute("boundary", format!("{boundary}_texts"));
    // The best one is the last (RFC 2046 §5.1.4).
    let texts = vec![MimePart::new("text/plain", draft.text), MimePart::new("text/html", draft.html)];
    let mut whole = vec![MimePart::new(alternative, texts)];
    // Not `text/calendar`: without a method some servers make "not supported calendar message.ics" of it.
    let calendar = draft.calendar.map(|calendar| {
        let kind = ContentType::new("application/ics").attribute("name", "session.ics");
        MimePart::new(kind, calendar.as_bytes()).attachment("session.ics")
    });
    whole.extend(calendar);
    let mut message = MimePart::new(parts(&boundary), whole);
    let mut head = vec![("X-Unsent".into(), Text::new("1").into()), ("Subject".into(), subject(draft.subject))];
    let address = |address: &str| Address::new_address(None::<String>, address.to_owned());
    let recipients = draft.recipients;
    head.extend(recipients.to.map(|to| ("To".into(), address(to).into())));
    if !recipients.hidden.is_empty() {
        let hidden = recipients.hidden.iter().map(|one| address(one)).collect();
        head.push(("Bcc".into(), Address::new_list(hidden).into()));
    }
    head.extend(draft.reply_to.map(|to| ("Reply-To".into(), address(to).into())));
    head.push(("MIME-Version".into(), Text::new("1.0").into()));
    head.push(("Content-Language".into(), Text::new(draft.language).into()));
    message.headers.splice(0..0, head);
    let mut bytes = Vec::with_capacity(4096);
    message.write_part(&mut bytes);
    bytes
}

/// Returns a subject for the head. The crate leaves ASCII as it is, and what looks like an encoded word in it would be
/// read as one: that is encoded (RFC 2047 §4.2), a few letters at a time.
fn subject(text: &str) -> HeaderType<'_> {
    if !text.contains("=?") {
        return Text::new(text).into();
    }
    let letters: Vec<char> = text.chars().collect();
    let words = letters.chunks(WORD).map(|word| {
        let mut encoded = String::new();
        percent::encode(&word.iter().collect::<String>(), &percent::UNRESERVED, &mut encoded);
        format!("=?utf-8?q?{}?=", encoded.replace('_', "=5F").replace('%', "="))
    });
    Raw::new(words.collect::<Vec<_>>().join("\r\n ")).into()
}

/// Returns what parts the message: no line of it. Behind an equals sign, quoted-printable text has no such letters.
fn boundary(draft: &DraftFile<'_>) -> String {
    let candidates = (0..).map(|number| format!("=_handbound_{number}"));
    let is_free = |boundary: &String| ![draft.text, draft.html].iter().any(|text| text.contains(boundary.as_str()));
    candidates.into_iter().find(is_free).unwrap_or_default()
}
