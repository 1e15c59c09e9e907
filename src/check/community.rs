//! Checks of what `community.yml` leaves open.

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::handbook::community::ThemeChoice;
use crate::parse::words::words;
use crate::redact::Drafts;
use crate::source::Located;
use crate::suggest;

/// Reports an unwritten `id` once a handbook has an address of its own: its calendar is subscribed to then, and the id
/// in it must not change with the name any more.
pub fn id_unwritten(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let community = &handbook.book.community;
    let Some(website) = community.website.as_ref().filter(|_| !community.id_written) else { return Vec::new() };
    let message = format!(
        "The handbook has a website, so people may subscribe to its calendar. Its id `{}` still comes from the name and \
         would change with it.",
        community.id
    );
    let help = format!("Add the line `id: {}` and never change it again.", community.id);
    vec![Diagnostic::note("id-unwritten", website.span.clone(), message).help(help)]
}

/// Reports a language without a string table, which gets English words around its own text.
pub fn language_unfinished(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let language = &handbook.book.community.language;
    if words(&language.value).1 {
        return Vec::new();
    }
    let message = format!(
        "Handbound has no words in the language `{}` yet: buttons and headings of the site stay English, marked as such.",
        language.value
    );
    let help = "Nothing is wrong with your own text; keep the language, so that browsers and screen readers know it.";
    vec![Diagnostic::note("language-unfinished", language.span.clone(), message).help(help)]
}

/// The fields that every theme lets a community choose, with their values, the usual one first. Colours are the theme's
/// own matter.
const CHOICES: [(&str, &[&str]); 2] = [("font", &["sans", "serif"]), ("density", &["roomy", "compact"])];

/// Reports choices of the theme that it does not have.
pub fn theme_choices(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let ThemeChoice { name: _, colour: _, logo: _, font, density } = &handbook.book.community.theme;
    let chosen = [font, density];
    let unknown = CHOICES.iter().zip(chosen).filter_map(|((field, known), chosen)| {
        let chosen = chosen.as_ref()?;
        let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(&chosen.value));
        (!is_known).then(|| unknown_choice(field, known, chosen))
    });
    unknown.collect()
}

fn unknown_choice(field: &str, known: &[&str], chosen: &Located<String>) -> Diagnostic {
    let mut message = format!("The theme has no {field} called `{}`.", chosen.value);
    if let Some(near) = suggest::nearest(&chosen.value, known.iter().copied()) {
        message = format!("{message} Did you mean `{near}`?");
    }
    let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let help = format!("Write one of these after `{field}:`, or take the line out: {}.", known.join(", "));
    Diagnostic::error("theme-unknown", chosen.span.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture;

    fn said(check: crate::check::CheckFunction, change: fn(&mut crate::handbook::Community)) -> Vec<String> {
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
                "community.yml:20 note[id-unwritten]: The handbook has a website, so people may subscribe to its calendar. Its id `tidepool-circle` still comes from the name and would change with it. / Add the line `id: \
              tidepool-circle` and never change it again."
            ]
        );
    }

    #[test]
    fn a_language_without_words_is_said() {
        assert_eq!(
            said(language_unfinished, |community| community.language.value = "tlh".into()),
            [
                "community.yml:20 note[language-unfinished]: Handbound has no words in the language `tlh` yet: buttons and headings of the site stay English, marked as such. / Nothing is wrong with your own text; keep the \
              language, so that browsers and screen readers know it."
            ]
        );
    }

    #[test]
    fn what_the_theme_has_not_is_said() {
        let chosen = |value: &str| Some(fixture::located(value.to_owned(), &"community.yml".into()));
        let mut handbook = fixture::handbook(fixture::book(Vec::new()));
        let mut said = |theme| {
            Arc::make_mut(&mut handbook.book.community).theme = theme;
            texts(theme_choices(&handbook, Drafts::Left))
        };
        let fine = ThemeChoice { font: chosen("Serif"), ..ThemeChoice::default() };
        assert!(said(fine).is_empty());
        let theme = ThemeChoice { font: chosen("Sherif"), density: chosen("airy"), ..ThemeChoice::default() };
        assert_eq!(
            said(theme),
            [
                "community.yml:20 error[theme-unknown]: The theme has no font called `Sherif`. Did you mean `serif`? / \
                 Write one of these after `font:`, or take the line out: `sans`, `serif`.",
                "community.yml:20 error[theme-unknown]: The theme has no density called `airy`. / Write one of these \
                 after `density:`, or take the line out: `roomy`, `compact`."
            ]
        );
    }

    #[test]
    fn every_choice_has_its_lines_in_the_style_sheet() {
        let style = include_str!("../../themes/hearth/styles/hearth.css");
        for (field, known) in CHOICES {
            for value in known.iter().skip(1) {
                assert!(style.contains(&format!("data-{field}=\"{value}\"")), "{field}: {value}");
            }
            assert!(!style.contains(&format!("data-{field}=\"{}\"", known[0])), "the usual {field}");
        }
    }
}
