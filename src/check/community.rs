//! What `community.yml` leaves open.

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::parse::words::words;
use crate::public::Drafts;

/// Once a handbook has an address of its own, its calendar is subscribed to; the id in it must not change with the
/// name any more.
pub fn id_unwritten(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let community = &handbook.book.community;
    let Some(website) = community.website.as_ref().filter(|_| !community.id_written) else { return Vec::new() };
    let message = format!(
        "The handbook has a website, so people may subscribe to its calendar; its id `{}` is still made from the name and \
         would change with it.",
        community.id
    );
    let help = format!("Add the line `id: {}` and never change it again.", community.id);
    vec![Diagnostic::note("id-unwritten", website.span.clone(), message).help(help)]
}

/// A language without a string table gets English words around its own text.
pub fn language_unfinished(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let language = &handbook.book.community.language;
    if words(&language.value).1 {
        return Vec::new();
    }
    let message = format!(
        "There are no words for the language `{}` yet: buttons and headings of the site stay English, marked as such.",
        language.value
    );
    let help = "Nothing is wrong with your own text; keep the language, so that browsers and screen readers know it.";
    vec![Diagnostic::note("language-unfinished", language.span.clone(), message).help(help)]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture;

    fn said(check: crate::check::Check, change: fn(&mut crate::handbook::Community)) -> Vec<String> {
        let mut handbook = fixture::handbook(fixture::book(Vec::new()));
        change(Arc::make_mut(&mut handbook.book.community));
        texts(check(&handbook, Drafts::Left))
    }

    #[test]
    fn a_website_asks_for_an_id() {
        let website = |community: &mut crate::handbook::Community| {
            community.website = Some(fixture::located("https://tidepool.example".into(), &"community.yml".into()));
        };
        assert!(said(id_unwritten, website).is_empty());
        assert!(said(id_unwritten, |community| community.id_written = false).is_empty());
        let both = |community: &mut crate::handbook::Community| {
            community.website = Some(fixture::located("https://tidepool.example".into(), &"community.yml".into()));
            community.id_written = false;
        };
        assert_eq!(
            said(id_unwritten, both),
            [
                "community.yml:20 note[id-unwritten]: The handbook has a website, so people may subscribe to its calendar; \
              its id `tidepool-circle` is still made from the name and would change with it. / Add the line `id: \
              tidepool-circle` and never change it again."
            ]
        );
    }

    #[test]
    fn a_language_without_words_is_said() {
        assert_eq!(
            said(language_unfinished, |community| community.language.value = "tlh".into()),
            ["community.yml:20 note[language-unfinished]: There are no words for the language `tlh` yet: buttons and \
              headings of the site stay English, marked as such. / Nothing is wrong with your own text; keep the \
              language, so that browsers and screen readers know it."]
        );
    }
}
