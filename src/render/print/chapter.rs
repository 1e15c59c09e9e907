//! One part of a document: its page, its number and its line in the contents.

use std::sync::{Arc, Mutex, PoisonError};

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
        printed: &PrintedPages,
        places: &PrintPlaces<'_>,
        out: &mut String,
    ) -> Result<(), tera::Error> {
        let mut context = match &self.page {
            Some(page) => {
                let blocks = printed.page(page, self.template, tera, site)?;
                let part = PagePart { path: &page.path, id: &self.id, down: self.down };
                let bound = |html: &String| {
                    let mut out = String::with_capacity(html.len() + html.len() / 8);
                    rewrite(html, &part, places, &mut out);
                    Value::safe_string(&out)
                };
                let mut context = blocks.context.clone();
                // A community's own template may do without a frame.
                context.insert_value("heading", blocks.heading.as_ref().map_or_else(Value::none, bound));
                context.insert_value("main", blocks.main.as_ref().map_or_else(|| Value::safe_string(""), bound));
                context.insert("kind", blocks.template.strip_suffix(".html").unwrap_or(blocks.template));
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

/// The blocks of a page that stand in a document, before its addresses are rewritten.
struct PageBlocks {
    template: &'static str,
    context: Context,
    heading: Option<String>,
    main: Option<String>,
}

/// The pages that some document has shown already, by path: most stand in the whole handbook, in their section's document
/// and in their series', and each would be rendered three times.
#[derive(Default)]
pub(in crate::render) struct PrintedPages(Mutex<FxHashMap<String, Arc<PageBlocks>>>);

impl PrintedPages {
    /// Returns the blocks of `page`, rendered now or before.
    fn page(
        &self,
        page: &Planned,
        template: Option<&'static str>,
        tera: &Tera,
        site: &Site<'_>,
    ) -> Result<Arc<PageBlocks>, tera::Error> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(blocks) = known().get(&page.path) {
            return Ok(Arc::clone(blocks));
        }
        let ready = page.ready(site);
        let template = template.unwrap_or(ready.template);
        let context = ready.context(Value::none(), &page.key)?;
        let heading = block(tera, template, "heading", &context)?;
        let main = block(tera, template, "main", &context)?;
        // What the page shows is in its blocks: all else that a part needs is who wrote it and when.
        let mut kept = Context::new();
        for name in ["here", "root"] {
            kept.insert_value(name, context.get(name).cloned().unwrap_or_else(Value::none));
        }
        let blocks = Arc::new(PageBlocks { template, context: kept, heading, main });
        known().insert(page.path.clone(), Arc::clone(&blocks));
        Ok(blocks)
    }
}

/// Returns the HTML of that block of a page's template; `None` where neither it nor what it extends has such a block.
fn block(tera: &Tera, template: &str, name: &str, context: &Context) -> Result<Option<String>, tera::Error> {
    match tera.render_block(template, name, context) {
        Err(error) if error.to_string().contains(&format!("Block `{name}` not found")) => Ok(None),
        rendered => rendered.map(Some),
    }
}
