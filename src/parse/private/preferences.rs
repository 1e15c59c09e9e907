//! `private/kit.yml`: what facilitators chose for their kit.

use crate::handbook::money::Currency;
use crate::handbook::private::{KitPreferences, PaperSize, mail_address};
use crate::parse::fields::{FieldReader, Fields, IsBroken};
use crate::parse::front_matter::fields_of_file;
use crate::parse::yaml::Tree;
use crate::parse::{Parsed, PrivateFile};
use crate::source::{Source, Span};

use super::amounts;

/// Reads the file.
pub(super) fn preferences(source: &Source) -> Parsed {
    let reader = FieldReader::new(source);
    let (pairs, broken) = fields_of_file(source, &reader, "list: circle@lists.example.org");
    let broken = if broken { IsBroken::Yes } else { IsBroken::No };
    let mut fields = Fields::new(&reader, &pairs, "kit", Span::whole(&source.path), broken);
    let usual = KitPreferences::default();
    let chosen = KitPreferences {
        list: address(&mut fields, "list"),
        bcc: fields.take("bcc").and_then(|node| reader.yes_no(node, "bcc")).unwrap_or(usual.bcc),
        tasks_at: fields.clock("tasks_at").unwrap_or(usual.tasks_at),
        paper: fields.choice("paper", &[("a4", PaperSize::A4), ("letter", PaperSize::Letter)]),
        plain_tags: fields.choice("tags", &[("labels", false), ("plain", true)]).unwrap_or(usual.plain_tags),
        apart: apart(&mut fields),
        currency: currency(&mut fields).unwrap_or_default(),
        present_from: fields.minutes("present_from").map_or(usual.present_from, |minutes| minutes.value),
    };
    fields.finish();
    let private = vec![PrivateFile::Preferences(chosen)];
    Parsed { private, diagnostics: reader.finish(), ..Parsed::default() }
}

/// Reads a currency: its code, or its sign.
fn currency(fields: &mut Fields<'_>) -> Option<Currency> {
    let node = fields.take("currency")?;
    let written = node.scalar().and_then(|scalar| amounts::currency(&scalar.text));
    let currency = written.filter(|currency| currency.is_code() || currency.0.chars().any(|c| !c.is_alphanumeric()));
    if currency.is_none() {
        fields.reader.wrong(node, "currency", "the code of a currency", "currency: CAD");
    }
    currency
}

/// Reads an address that a mail can be sent to.
fn address(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    let node = fields.take(name)?;
    let address = node.scalar().and_then(|scalar| mail_address(&scalar.text));
    if address.is_none() {
        fields.reader.wrong(node, name, "one e-mail address", "list: circle@lists.example.org");
    }
    address.map(str::to_owned)
}

/// Reads pairs of names: `apart: [[Ana, Bo], [Cy, Di]]`, or one pair by itself.
fn apart(fields: &mut Fields<'_>) -> Vec<[String; 2]> {
    let name = "apart";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let items = match &node.tree {
        Tree::List(items) if items.iter().all(|item| matches!(item.tree, Tree::List(_))) => items.as_slice(),
        Tree::List(_) | Tree::Scalar(_) | Tree::Map(_) => std::slice::from_ref(node),
    };
    let mut pairs = Vec::new();
    for item in items {
        match <[String; 2]>::try_from(fields.reader.texts(item, name, &[])) {
            Ok(pair) => pairs.push(pair),
            Err(_) => fields.reader.wrong(item, name, "two names", "apart: [[Ana Berg, Bo Lind]]"),
        }
    }
    pairs
}
