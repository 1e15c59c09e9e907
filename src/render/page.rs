//! A page that is ready for its template, and the one step from there to bytes.

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::context::LinkView;
use super::navigation::{self, NavigationKey};
use super::page_meta::PageMeta;

/// A page before its template: the template, its metadata, its view.
pub(super) struct Ready<'a> {
    pub template: &'static str,
    here: PageMeta<'a>,
    page: Result<Value, tera::Error>,
}

impl<'a> Ready<'a> {
    /// Makes a page for `template` that shows `view`.
    pub fn new<View: Serialize>(template: &'static str, here: PageMeta<'a>, view: &View) -> Self {
        let here = PageMeta { kind: template.strip_suffix(".html").unwrap_or(template), ..here };
        Ready { template, here, page: Value::try_from_serializable(view) }
    }

    /// Returns the template, and the values that it finds as `here` and `page`.
    #[cfg(test)]
    pub fn given(self) -> (&'static str, Value, Value) {
        let here = Value::try_from_serializable(&self.here).expect("it can be handed over");
        (self.template, here, self.page.expect("it can be handed over"))
    }

    /// Adds the document that has all that belongs to the page, for paper.
    pub fn printed(mut self, print: Option<LinkView<'a>>) -> Self {
        self.here.print = print;
        self
    }

    /// Leaves out the list of its headings: a document has one of its own.
    pub fn on_paper(mut self) -> Self {
        self.here.contents.clear();
        self
    }

    /// Returns the values that the template finds.
    ///
    /// # Errors
    ///
    /// When its metadata cannot be given to the template engine, which no input brings about.
    pub fn context(self, navigation: Value, key: &NavigationKey) -> Result<Context, tera::Error> {
        let mut context = Context::new();
        context.insert_value("page", self.page?);
        context.insert_value("here", Value::try_from_serializable(&self.here)?);
        context.insert_value("root", Value::normal_string(&key.root));
        context.insert_value("navigation", navigation);
        Ok(context)
    }

    /// Writes the page.
    ///
    /// # Errors
    ///
    /// When the template fails.
    pub fn write(
        self,
        tera: &Tera,
        navigation: &FxHashMap<NavigationKey, Value>,
        key: &NavigationKey,
        out: &mut Vec<u8>,
    ) -> Result<(), tera::Error> {
        let template = self.template;
        let context = self.context(navigation::of(navigation, key), key)?;
        tera.render_to(template, &context, out)
    }
}
