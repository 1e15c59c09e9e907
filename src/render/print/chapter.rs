//! One part of a document: its page, its number and its line in the contents.

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::handbook::percent;

use super::super::plan::Planned;
use super::super::site::Site;
use super::rewrite::{PageExtent, PagePart, PrintPlace, PrintPlaces, rewrite};

/// A line of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsLine<'a> {
    pub number: String,
    pub title: &'a str,
    pub url: String,
    /// 1 for a chapter, 2 for what stands in it.
    pub level: u8,
}

/// A part of a document, before it is made.
pub struct Chapter<'a> {
    /// Its page; `None` for a chapter that has only a title of its own.
    pub page: Option<Planned>,
    /// The template that shows it on paper, where that is not the page's own.
    pub template: Option<&'static str>,
    pub title: &'a str,
    pub id: String,
    pub number: String,
    pub level: u8,
    /// The number of levels that the headings of its page go down.
    pub down: u8,
    pub note: Option<String>,
}

/// Returns where the pages of the site stand in the document.
pub fn places(pieces: &[Chapter<'_>]) -> FxHashMap<String, PrintPlace> {
    let mut all = FxHashMap::default();
    for piece in pieces {
        let place = PrintPlace { id: piece.id.clone(), number: piece.number.clone(), kept: PageExtent::Whole };
        match &piece.page {
            Some(page) => all.insert(page.path.clone(), place),
            None => all.insert(format!("{}.html", piece.id), PrintPlace { kept: PageExtent::Title, ..place }),
        };
    }
    all
}

impl<'a> Chapter<'a> {
    /// Returns its line in the contents.
    pub fn line(&self) -> ContentsLine<'a> {
        let mut url = String::from("#");
        percent::encode(&self.id, &percent::IN_PATH, &mut url);
        ContentsLine { number: self.number.clone(), title: self.title, url, level: self.level }
    }

    /// Writes the part.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn write(
        self,
        tera: &Tera,
        site: &Site<'_>,
        places: &PrintPlaces<'_>,
        out: &mut String,
    ) -> Result<(), tera::Error> {
        let mut context = match &self.page {
            Some(page) => {
                let ready = page.ready(site);
                let template = self.template.unwrap_or(ready.template);
                let mut context = ready.context(Value::none(), &page.key)?;
                let part = PagePart { path: &page.path, id: &self.id, down: self.down };
                let bound = |html: &str| {
                    let mut out = String::with_capacity(html.len() + html.len() / 8);
                    rewrite(html, &part, places, &mut out);
                    Value::safe_string(&out)
                };
                // A community's own template may do without a frame.
                let heading = block(tera, template, "heading", &context)?.map(|html| bound(&html));
                let main = block(tera, template, "main", &context)?.map(|html| bound(&html));
                let heading = heading.unwrap_or_else(Value::none);
                let main = main.unwrap_or_else(|| Value::safe_string(""));
                context.insert_value("heading", heading);
                context.insert_value("main", main);
                context.insert("kind", template.strip_suffix(".html").unwrap_or(template));
                context
            }
            None => Context::new(),
        };
        context.insert("id", &self.id);
        context.insert("number", &self.number);
        context.insert("title", self.title);
        context.insert("level", &self.level);
        context.insert("heading_level", &(self.down + 1));
        context.insert("note", &self.note);
        out.push_str(&tera.render("print-part.html", &context)?);
        Ok(())
    }
}

/// Returns the HTML of that block of a page's template; `None` where neither it nor what it extends has such a block.
fn block(tera: &Tera, template: &str, name: &str, context: &Context) -> Result<Option<String>, tera::Error> {
    match tera.render_block(template, name, context) {
        Err(error) if error.to_string().contains(&format!("Block `{name}` not found")) => Ok(None),
        rendered => rendered.map(Some),
    }
}
