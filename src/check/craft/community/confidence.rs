//! How an agreement says what stays in the group: in the usual words, or in words of its own.

use super::super::reading::{Reading, stands_in};

/// What speaks of what stays in the group.
pub(super) const CONFIDENCE: &[&str] = &[
    "confiden",
    "privacy",
    "stays ",
    "stay here",
    "stay in the",
    "stay in this",
    "stay between",
    "between us",
    "private",
    "leaves the room",
    "leave the room",
    "vegas",
    // The sentence with which it is said in a hundred ways: what you hear over the fence, you leave at the fence.
    "what is said",
    "what’s said",
    "what was said",
    "what you hear",
    "what we hear",
    "what is told",
    "what is shared",
    "what’s shared",
    "no names",
    "without names",
    "anonym",
    "goes no further",
    "gossip",
    "tales",
    "secre",
    "discre",
    "chatham",
];

/// What people tell each other, and what becomes of it: an agreement that speaks of both is about confidence, in words
/// of its own (`their stories stay at the bench`, `nothing gets repeated outside`).
const TOLD: &[&str] = &[
    "stor",
    "told",
    "tell",
    "said",
    "say",
    "hear",
    "share",
    "spoke",
    "talk",
    "name",
    "detail",
    "conversation",
    "learn",
    "personal",
    "anything",
    "nothing",
    "everything",
    "mum",
];
const KEPT: &[&str] = &[
    "stay at",
    "stay with",
    "stay on",
    "leave the room",
    "leave it",
    "outside",
    "beyond",
    "elsewhere",
    "repeat",
    "pass on",
    "passed on",
    "pass it on",
    "further",
    "keep to",
    "keep it to",
    "kept",
    "travel",
    "belong",
    "between",
    "in here",
    "these walls",
    "four walls",
    "mum’s the word",
    "mum's the word",
];

/// Whether one agreement speaks of what is told, and of where it stays.
pub(super) fn is_kept(reading: &Reading) -> bool {
    let keeps = |text: &str| stands_in(text, TOLD) && stands_in(text, KEPT);
    let text = |title: &str, long: &str, rest: &str| format!("{title} {long} {rest}").to_lowercase();
    let mut items = reading.book.agreements.iter().flat_map(|agreements| &agreements.items);
    items.any(|item| keeps(&text(&item.title, &item.long_form.html, &item.rest.html)))
}
