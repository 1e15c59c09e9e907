//! Links: addresses of the web, and files of the handbook.

use crate::diagnostic::Diagnostic;
use crate::handbook::links::is_on_own_computer;
use crate::handbook::session::Link;
use crate::parse::markdown::{Address, on_own_computer, sort};
use crate::parse::yaml::{Node, Tree};
use crate::source::Located;

use super::{FieldReader, Fields, shortened};

impl FieldReader<'_> {
    /// Reads an address. One with a scheme that may do harm is refused.
    pub fn address(&self, node: &Node, name: &str) -> Option<Located<String>> {
        if node.scalar().is_none() {
            self.wrong(node, name, "a link", &format!("{name}: https://example.org/page"));
            return None;
        }
        let mut address = self.as_text(node)?;
        if let Some(inner) = address.value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            address.value = String::from(inner);
        }
        if is_on_own_computer(&address.value) {
            self.report(on_own_computer(address.span));
            return None;
        }
        let message = match sort(&address.value) {
            Address::Outside | Address::Inside => None,
            Address::WithoutScheme => Some("This address begins with `//`, so its first part is missing.".to_owned()),
            Address::Scheme(scheme) => Some(format!(
                "Links may not begin with `{}:`, so readers could not follow this one.",
                shortened(scheme)
            )),
        };
        if let Some(message) = message {
            self.report(Diagnostic::error("link-scheme", address.span, message).help(
                "Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.",
            ));
            return None;
        }
        if address.value.starts_with("www.") {
            address.value.insert_str(0, "https://");
        }
        Some(address)
    }

    /// Reads an address, or one with its words.
    pub fn link(&self, node: &Node, name: &'static str) -> Option<Link> {
        let Tree::Map(pairs) = &node.tree else {
            return Some(Link { title: None, url: self.address(node, name)? });
        };
        // `{title, url}`, or a single `Words: address`.
        if let [pair] = pairs.as_slice()
            && !["url", "title", "link"].contains(&pair.name.as_str())
        {
            return Some(Link { title: Some(pair.name.clone()), url: self.address(&pair.value, name)? });
        }
        let mut fields = Fields::within(self, node, pairs, name);
        let title = fields.words("title");
        let url = match fields.take("link") {
            Some(node) => Some(node),
            None => fields.require("url"),
        };
        let url = url.and_then(|node| self.address(node, name));
        fields.finish();
        Some(Link { title, url: url? })
    }
}

impl Fields<'_> {
    /// Reads an address.
    pub fn address(&mut self, name: &'static str) -> Option<Located<String>> {
        let node = self.take(name)?;
        self.reader.address(node, name)
    }

    /// Reads an address, with its words or without.
    pub fn link(&mut self, name: &'static str) -> Option<Link> {
        let node = self.take(name)?;
        self.reader.link(node, name)
    }

    /// Reads addresses or `{title, url}`, or one.
    pub fn links(&mut self, name: &'static str) -> Vec<Link> {
        match self.take(name) {
            None => Vec::new(),
            Some(Node { tree: Tree::List(items), .. }) => {
                items.iter().filter(|item| !item.is_empty()).filter_map(|item| self.reader.link(item, name)).collect()
            }
            Some(node) => self.reader.link(node, name).into_iter().collect(),
        }
    }
}
