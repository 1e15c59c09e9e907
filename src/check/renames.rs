//! Checks of earlier ids: no page that exists may stand where a redirect page would.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::links::{RESERVED, earlier_address, own_address};
use crate::handbook::{Handbook, Meta, Reference};
use crate::redact::Drafts;

/// Reports a `was` that names an existing entry, or a page that the site needs itself.
pub fn living(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    if !any(handbook) {
        return Vec::new();
    }
    let mut alive = FxHashMap::default();
    book.each_entry(&mut |meta, place| {
        alive.entry(own_address(meta).to_lowercase()).or_insert((meta.kind, place));
    });
    each(handbook, |meta, was| {
        if let Some(name) = RESERVED.iter().find(|name| name.eq_ignore_ascii_case(&was.value)) {
            let message = format!("No entry can have been called `{name}`, because the site uses that name itself.");
            let help = "Take it out of `was`.";
            return Some(Diagnostic::error("reserved-name", was.span.clone(), message).help(help));
        }
        let address = earlier_address(meta, &was.value);
        let (kind, place) = alive.get(&address.to_lowercase())?;
        let living = book.entry(*kind, *place)?;
        let who = if std::ptr::eq(living, meta) { "this entry itself" } else { "another entry" };
        let message = format!("`{}` is still the id of {who}, so it cannot be an earlier one.", was.value);
        let help = "List under `was` only ids that are no longer in use.";
        let diagnostic = Diagnostic::error("was-alive", was.span.clone(), message).help(help);
        Some(if std::ptr::eq(living, meta) {
            diagnostic
        } else {
            diagnostic.also(living.span.clone(), "it is used here")
        })
    })
}

/// Reports an earlier id that leads to more than one entry.
pub fn claimed_twice(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let mut claimed: FxHashMap<String, &Reference> = FxHashMap::default();
    each(handbook, |meta, was| {
        let address = earlier_address(meta, &was.value).to_lowercase();
        let first = *claimed.entry(address).or_insert(was);
        if std::ptr::eq(first, was) {
            return None;
        }
        let message = format!("The earlier id `{}` is listed twice.", was.value);
        let help = "Keep it only in the entry to which the old address should lead.";
        Some(
            Diagnostic::error("was-twice", was.span.clone(), message)
                .help(help)
                .also(first.span.clone(), "the first one"),
        )
    })
}

fn any(handbook: &Handbook) -> bool {
    let mut any = false;
    handbook.book.each_entry(&mut |meta, _| any |= !meta.was.is_empty());
    any
}

fn each<'a>(
    handbook: &'a Handbook,
    mut rule: impl FnMut(&'a Meta, &'a Reference) -> Option<Diagnostic>,
) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut places = Vec::new();
    book.each_entry(&mut |meta, place| {
        if !meta.was.is_empty() {
            places.push((meta.kind, place));
        }
    });
    let metas = places.iter().filter_map(|(kind, place)| book.entry(*kind, *place));
    metas
        .flat_map(|meta| meta.was.iter().map(move |was| (meta, was)))
        .filter_map(|(meta, was)| rule(meta, was))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture::{self, reference};

    fn handbook(was: &[&str]) -> Handbook {
        let mut session = fixture::session("02");
        session.meta.was = was.iter().map(|was| reference(was, &"sessions/02.md".into())).collect();
        fixture::handbook(fixture::book(vec![fixture::session("Book Night"), session]))
    }

    #[test]
    fn an_id_that_nobody_bears_is_fine() {
        let handbook = handbook(&["01", "old-two"]);
        assert!(living(&handbook, Drafts::Left).is_empty() && claimed_twice(&handbook, Drafts::Left).is_empty());
    }

    #[test]
    fn a_living_entry_is_not_an_earlier_one() {
        assert_eq!(
            texts(living(&handbook(&["book-night", "02", "index"]), Drafts::Left)),
            [
                "sessions/02.md:50 error[was-alive]: `book-night` is still the id of another entry, so it cannot be an \
                 earlier one. / List under `was` only ids that are no longer in use.",
                "sessions/02.md:50 error[was-alive]: `02` is still the id of this entry itself, so it cannot be an earlier \
                 one. / List under `was` only ids that are no longer in use.",
                "sessions/02.md:50 error[reserved-name]: No entry can have been called `index`, because the site uses that name itself. / Take it out of `was`.",
            ]
        );
    }

    #[test]
    fn an_earlier_id_is_claimed_once() {
        assert_eq!(
            texts(claimed_twice(&handbook(&["old", "Old"]), Drafts::Left)),
            [
                "sessions/02.md:50 error[was-twice]: The earlier id `Old` is listed twice. / Keep it only in the entry to which the old address should lead."
            ]
        );
    }
}
