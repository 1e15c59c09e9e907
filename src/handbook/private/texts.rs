//! The private texts of a handbook, each with its place: what the privacy scan searches for in everything published.

use rustc_hash::FxHashSet;

use crate::handbook::Id;
use crate::handbook::normalize::word_count;
use crate::source::{Located, Span};

use super::Private;
use super::sentences::sentences;

/// The fewest words of a text that is searched for. "Breathe." and "Two minutes each." stand in many places, and none
/// of them has it from the other.
const FEWEST_WORDS: usize = 6;

/// A private text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateText {
    pub kind: PrivateKind,
    pub text: String,
    /// The place where it stands; the whole file, where its line is given beside it.
    pub span: Span,
    /// Its line, where that is not in the span.
    pub line: Option<u64>,
}

/// The kind of a private text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrivateKind {
    /// A paragraph of a callout for facilitators.
    Callout,
    /// A sentence of a debrief.
    Debrief,
    /// The way to join that session online: an address or a number.
    JoinLink(Id),
    DialIn(Id),
    /// An e-mail address in a private file.
    Email,
    /// The secret in the address of the members' calendar.
    Secret,
}

impl Private {
    /// Returns every private text that is worth searching for. Guarded names come apart from them: see
    /// [`guarded`](super::guarded); entries for facilitators are no part of this either.
    #[must_use]
    pub fn texts(&self) -> Vec<PrivateText> {
        // Taken apart, so that the compiler asks what a new field holds. Of tables nothing is searched for but names
        // and addresses: their other cells are days and small words. Ways in that stand in public texts are errors
        // already.
        let Private {
            joins,
            callouts,
            roster: _,
            listed: _,
            attendance: _,
            reports: _,
            expenses: _,
            debriefs,
            addresses,
            // Of its texts the addresses are guarded, like all below `private/`.
            preferences: _,
            secret,
            ways_in: _,
        } = self;
        let mut texts = Vec::new();
        for callout in callouts {
            let paragraphs = callout.prose.paragraphs().into_iter().filter(|text| is_long(text));
            texts.extend(paragraphs.map(|text| at(PrivateKind::Callout, text, callout.span.clone())));
        }
        for debrief in debriefs {
            for place in sentences(&debrief.text) {
                let text = without_addresses(debrief.text.get(place.clone()).unwrap_or_default());
                if is_long(&text) {
                    let from = debrief.span.range().start;
                    let span = Span::new(&debrief.span.file, from + place.start..from + place.end);
                    texts.push(at(PrivateKind::Debrief, text, span));
                }
            }
        }
        for (id, join) in joins {
            let mut join_text = |kind: PrivateKind, text: &Option<Located<String>>| {
                texts.extend(text.iter().map(|text| at(kind.clone(), text.value.clone(), text.span.clone())));
            };
            join_text(PrivateKind::JoinLink(Id::clone(id)), &join.link);
            join_text(PrivateKind::DialIn(Id::clone(id)), &join.dial_in);
        }
        texts.extend(addresses.iter().map(|found| {
            let text = at(PrivateKind::Email, found.address.clone(), Span::whole(&found.file));
            PrivateText { line: Some(found.line), ..text }
        }));
        if let Some(secret) = secret {
            let span = Span::whole(&"private/calendar.yml".into());
            texts.push(at(PrivateKind::Secret, secret.letters().to_owned(), span));
        }
        let mut seen = FxHashSet::default();
        texts.retain(|text| seen.insert((text.text.clone(), std::mem::discriminant(&text.kind), text.span.clone())));
        texts
    }
}

fn at(kind: PrivateKind, text: String, span: Span) -> PrivateText {
    PrivateText { kind, text, span, line: None }
}

fn is_long(text: &str) -> bool {
    word_count(text) >= FEWEST_WORDS
}

/// Returns Markdown without the addresses of its links, which readers do not see.
fn without_addresses(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::handbook::fixture::prose;
    use crate::handbook::private::{Callout, Debrief, PrivateAddress};
    use crate::source::FilePath;

    #[test]
    fn long_paragraphs_sentences_and_addresses() {
        let file: FilePath = "private/debriefs/1.md".into();
        let private = Private {
            callouts: vec![Arc::new(Callout {
                prose: prose("Breathe.\n\nTwo of us will find this hard."),
                span: Span::new(&file, 3..9),
            })],
            debriefs: vec![Debrief {
                session: None,
                with: None,
                text:
                    "It went well. Two people [left](https://a.example) together looking upset. Ask <ana.p@b.example>."
                        .into(),
                span: Span::new(&file, 10..90),
            }],
            addresses: vec![PrivateAddress {
                address: "dale@c.example".into(),
                file: "private/roster.csv".into(),
                line: 4,
            }],
            ..Private::default()
        };
        let texts: Vec<_> = private.texts().into_iter().map(|text| (text.text, text.span.start, text.line)).collect();
        assert_eq!(
            texts,
            [
                ("Two of us will find this hard.".into(), 3, None),
                (" Two people [left together looking upset.".into(), 23, None),
                ("dale@c.example".into(), 0, Some(4)),
            ]
        );
    }
}
