//! What every template finds beside its page: `site` and `words`, given to the template engine once.

use serde::Serialize;
use tera::{Tera, Value};

use crate::handbook::community::Contact;
use crate::handbook::links::{self, Destination};
use crate::parse::words as tables;
use crate::theme::Theme;

use super::site::Site;

/// Languages that are written from right to left, by their BCP 47 primary tag.
const RIGHT_TO_LEFT: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur"];

/// What every template finds as `site`. Addresses count from the site's root.
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
    contact: Option<ContactView<'a>>,
    /// The values' short forms with their anchors, and their page.
    values: Vec<ValueView<'a>>,
    values_url: &'static str,
    values_draft: bool,
    agreements: bool,
    calendar: bool,
    logo: Option<String>,
    colour: &'a str,
    font: &'a str,
    density: &'a str,
    stylesheets: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ContactView<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    /// The phone number without what people put between its digits (RFC 3966).
    tel: Option<String>,
}

#[derive(Debug, Serialize)]
struct ValueView<'a> {
    id: &'a str,
    title: &'a str,
}

/// Gives `tera` what all pages share.
///
/// # Errors
///
/// When a value cannot be handed over, which no input brings about.
pub(super) fn give(tera: &mut Tera, site: &Site<'_>, theme: &Theme) -> Result<(), tera::Error> {
    let community = site.book.community.as_ref();
    let language = community.language.value.as_str();
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let choice = |located: &'_ Option<crate::source::Located<String>>, usual: &str| {
        located.as_ref().map_or_else(|| usual.to_owned(), |chosen| chosen.value.to_lowercase())
    };
    let (colour, font, density) = (
        choice(&community.theme.colour, "seaglass"),
        choice(&community.theme.font, "sans"),
        choice(&community.theme.density, "roomy"),
    );
    let values = site.book.values.as_deref();
    let view = SiteView {
        name: &community.name,
        tagline: community.tagline.as_deref(),
        organization: community.organization.as_deref(),
        website: community.website.as_ref().map(|website| website.value.as_str()),
        language,
        direction: if RIGHT_TO_LEFT.contains(&primary.as_str()) { "rtl" } else { "ltr" },
        interface: (!tables::words(language).1).then_some("en"),
        contact: community.contact.as_ref().map(contact),
        values: values.map_or_else(Vec::new, |values| {
            values.items.iter().map(|item| ValueView { id: &item.id, title: &item.title }).collect()
        }),
        values_url: super::sections::Section::Values.path(),
        values_draft: values.is_some_and(|values| values.status == Some(crate::handbook::values::ValuesStatus::Draft)),
        agreements: site.book.agreements.is_some(),
        calendar: site.feeds.contains(&true),
        logo: logo(site),
        colour: &colour,
        font: &font,
        density: &density,
        stylesheets: theme
            .assets
            .iter()
            .map(|(path, _)| path.as_str())
            .filter(|path| *path == "assets/hearth.css" || *path == "assets/own.css")
            .collect(),
    };
    let global = tera.global_context();
    global.insert_value("site", Value::try_from_serializable(&view)?);
    global.insert_value("words", Value::try_from_serializable(site.words)?);
    Ok(())
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

/// The logo's path in the site, as an address.
fn logo(site: &Site<'_>) -> Option<String> {
    let logo = site.book.community.theme.logo.as_ref()?;
    match links::resolve(site.book, &logo.span.file, &logo.value).ok()? {
        Destination::File { path } => Some(links::relative("index.html", &path)),
        Destination::Page { .. } => None,
    }
}
