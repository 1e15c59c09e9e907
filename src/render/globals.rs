//! The values that every template finds beside its page: `site` and `words`, given to the template engine once.

use serde::Serialize;
use tera::{Tera, Value};

use crate::handbook::EntryKind;
use crate::handbook::community::{ClockFormat, Contact};
use crate::handbook::links::{self, LinkTarget};
use crate::parse::words as tables;
use crate::pictures::{self, PictureFrames};
use crate::theme::Theme;

use super::atom;
use super::foreign;
use super::site::Site;

/// Languages that are usually written from right to left, by their primary tag (BCP 47).
const RIGHT_TO_LEFT: [&str; 21] = [
    "ar", "arc", "azb", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd",
    "syr", "ug", "ur", "yi",
];

/// Scripts that are written from right to left, whatever the language (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 8] = ["adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"];

/// The fields that every template finds as `site`. Addresses count from the site's root.
#[derive(Debug, Serialize)]
struct SiteView<'a> {
    name: &'a str,
    tagline: Option<&'a str>,
    organization: Option<&'a str>,
    website: Option<&'a str>,
    language: &'a str,
    direction: &'static str,
    /// The language of the interface, where it is not the community's.
    interface: Option<&'static str>,
    /// The `lang` attribute of the interface, for elements that hold words of it; otherwise empty.
    mark: Value,
    /// The same for dates and clock times, which can be written in more languages.
    date_mark: Value,
    contact: Option<ContactView<'a>>,
    /// The values' short forms with their anchors, and their page.
    values: Vec<ValueView<'a>>,
    values_url: &'static str,
    values_draft: bool,
    agreements: bool,
    calendar: bool,
    /// The hours of the clock: 12 or 24.
    clock: &'static str,
    logo: Option<String>,
    /// The language as Open Graph writes it.
    locale: String,
    card: Option<CardView>,
    icon: Option<IconView<'a>>,
    /// The feed of what changed.
    changes: Option<ChangesView>,
    font: &'a str,
    density: &'a str,
    stylesheets: &'a [String],
}

/// The picture of a shared link, by its complete address.
#[derive(Debug, Serialize)]
struct CardView {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Debug, Serialize)]
struct IconView<'a> {
    url: &'a str,
    /// Its media type.
    kind: &'static str,
    /// The icon for a telephone's home screen.
    touch: &'a str,
}

#[derive(Debug, Serialize)]
struct ChangesView {
    url: &'static str,
    title: String,
}

#[derive(Debug, Serialize)]
struct ContactView<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    /// The phone number without the signs that people put between its digits (RFC 3966).
    tel: Option<String>,
}

#[derive(Debug, Serialize)]
struct ValueView<'a> {
    id: &'a str,
    title: &'a str,
}

/// Returns the language of the interface, where it has no words in `language`.
pub(super) fn interface(language: &str) -> Option<&'static str> {
    (!tables::words(language).1).then_some("en")
}

/// Gives `tera` the values that all pages share.
///
/// # Errors
///
/// When a value cannot be handed over, which no input brings about.
pub(super) fn give(tera: &mut Tera, site: &Site<'_>, theme: &Theme) -> Result<(), tera::Error> {
    let community = site.book.community.as_ref();
    let language = community.language.value.as_str();
    let interface = interface(language);
    let choice = |located: &'_ Option<crate::source::Located<String>>, usual: &str| {
        located.as_ref().map_or_else(|| usual.to_owned(), |chosen| chosen.value.to_lowercase())
    };
    let (font, density) = (choice(&community.theme.font, "sans"), choice(&community.theme.density, "roomy"));
    let values = site.book.values.as_deref();
    let website = community.website.as_ref().map(|website| website.value.as_str());
    let marks = site.pictures.marks.as_ref();
    let view = SiteView {
        name: &community.name,
        tagline: community.tagline.as_deref(),
        organization: community.organization.as_deref(),
        website,
        language,
        direction: direction(language),
        interface,
        mark: mark(interface),
        date_mark: mark(interface.filter(|_| site.words.dates.is_empty())),
        contact: community.contact.as_ref().map(contact),
        values: values.map_or_else(Vec::new, |values| {
            values.items.iter().map(|item| ValueView { id: &item.id, title: &item.title }).collect()
        }),
        values_url: super::sections::SiteSection::Of(EntryKind::Values).path(),
        values_draft: values.is_some_and(|values| values.status == Some(crate::handbook::values::ValuesStatus::Draft)),
        agreements: site.book.agreements.is_some(),
        calendar: site.feeds.contains(&true),
        clock: match site.clock {
            ClockFormat::Twelve => "12",
            ClockFormat::TwentyFour => "24",
        },
        logo: logo(site),
        locale: locale(language),
        card: website.zip(marks.and_then(|marks| marks.card.as_ref())).map(|(website, card)| {
            let (width, height) = pictures::CARD;
            CardView { url: format!("{website}/{card}"), width, height }
        }),
        icon: marks.map(|marks| IconView { url: &marks.icon.0, kind: marks.icon.1, touch: &marks.touch }),
        changes: website.map(|_| ChangesView { url: atom::PATH, title: atom::title(site) }),
        font: &font,
        density: &density,
        stylesheets: &theme.stylesheets,
    };
    let global = tera.global_context();
    global.insert_value("site", Value::try_from_serializable(&view)?);
    let words = match interface {
        Some(_) => foreign::words(site.words)?,
        None => Value::try_from_serializable(site.words)?,
    };
    global.insert_value("words", words);
    Ok(())
}

/// Returns the attribute for the language of an element, where that is not the page's.
fn mark(language: Option<&str>) -> Value {
    Value::safe_string(&language.map_or_else(String::new, |language| format!(" lang=\"{language}\"")))
}

/// Returns the direction of a language's writing: a script in its tag decides, such as the `Latn` of `az-Latn`.
pub(crate) fn direction(language: &str) -> &'static str {
    let tag = language.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let to_left =
        script.map_or_else(|| RIGHT_TO_LEFT.contains(&primary), |script| RIGHT_TO_LEFT_SCRIPTS.contains(&script));
    if to_left { "rtl" } else { "ltr" }
}

fn contact(contact: &Contact) -> ContactView<'_> {
    ContactView {
        name: contact.name.as_deref(),
        email: contact.email.as_deref(),
        phone: contact.phone.as_deref(),
        tel: contact
            .phone
            .as_ref()
            .map(|phone| phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()),
    }
}

/// Returns a language as Open Graph writes it (<https://ogp.me>): with an underscore and the country, where that is
/// known.
fn locale(language: &str) -> String {
    let mut parts = language.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_country = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match parts.find(is_country) {
        Some(country) => format!("{primary}_{}", country.to_ascii_uppercase()),
        None => primary,
    }
}

/// Returns the logo's path in the site, as an address: of the smallest picture that is sharp enough beside a name.
fn logo(site: &Site<'_>) -> Option<String> {
    let logo = site.book.community.theme.logo.as_ref()?;
    match links::resolve(site.book, &logo.span.file, &logo.value).ok()? {
        LinkTarget::File { path } => {
            let small = site.smaller(&path, PictureFrames { small: true, text: false }).into_iter().next();
            Some(links::relative("index.html", &small.map_or(path, |(_, small)| small)))
        }
        LinkTarget::Page { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{direction, locale};

    #[test]
    fn a_locale_has_its_country_where_that_is_said() {
        assert_eq!(["en", "en-ca", "zh-Hant_tw", "es-419"].map(locale), ["en", "en_CA", "zh_TW", "es"]);
    }

    #[test]
    fn scripts_decide_the_direction_before_languages_do() {
        let of = |tags: &[&str]| tags.iter().map(|tag| direction(tag)).collect::<Vec<_>>();
        assert_eq!(of(&["ar", "he-IL", "yi", "pa-Arab", "az_Arab_IR"]), ["rtl"; 5]);
        assert_eq!(of(&["en", "ku", "ar-Latn", "yi-Latn-US", "pa"]), ["ltr"; 5]);
    }
}
