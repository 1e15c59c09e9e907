//! One part of a document: its page, its number and its line in the contents.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::text::percent;

use super::super::plan::{PageKind, Planned};
use super::super::site::Site;
use super::Print;
use super::order;
use super::rewrite::{Article, PageExtent, PagePart, PrintPlace, PrintPlaces};

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
        out: &mut Vec<u8>,
    ) -> Result<(), tera::Error> {
        let mut context = match &self.page {
            Some(page) => {
                let printed = printed.page(page, self.template, tera, site)?;
                let mut context = printed.context.clone();
                // A community's own template may do without a frame, and its own frame without such a block.
                if let Some(article) = &printed.article {
                    let part = PagePart { path: &page.path, id: &self.id, down: self.down };
                    context.insert_value("article", Value::safe_string(&article.rewritten(&part, places)));
                }
                context.insert("kind", printed.template.strip_suffix(".html").unwrap_or(printed.template));
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
        tera.render_to("print-part.html", &context, out)
    }
}

/// What of a page stands in a document, before its addresses are rewritten.
struct PrintedPage {
    template: &'static str,
    /// Who wrote it and when.
    context: Context,
    article: Option<Article>,
}

/// The pages that documents show, by what they are (two that want one path are a mistake, which the preview shows): most
/// stand in the whole handbook, in their section's document and in their series', and each would be rendered three times.
#[derive(Default)]
pub(in crate::render) struct PrintedPages(Mutex<FxHashMap<PageKind, PageUses>>);

#[derive(Default)]
struct PageUses {
    /// The number of documents that have yet to show it.
    left: usize,
    printed: Option<Arc<PrintedPage>>,
}

impl PrintedPages {
    /// Counts the parts of `documents`.
    pub fn of(documents: impl Iterator<Item = Print>, site: &Site<'_>) -> Self {
        let mut uses: FxHashMap<PageKind, PageUses> = FxHashMap::default();
        for piece in documents.flat_map(|print| order::pieces(print, site)) {
            if let Some(page) = piece.page {
                uses.entry(page.what).or_default().left += 1;
            }
        }
        PrintedPages(Mutex::new(uses))
    }

    /// Returns `page` as documents have it, rendered now or before. It is kept until the last document has it.
    fn page(
        &self,
        page: &Planned,
        template: Option<&'static str>,
        tera: &Tera,
        site: &Site<'_>,
    ) -> Result<Arc<PrintedPage>, tera::Error> {
        let uses = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = uses().get(&page.what).and_then(|uses| uses.printed.clone());
        let printed = match known {
            Some(known) => known,
            None => Arc::new(PrintedPage::new(page, template, tera, site)?),
        };
        if let Some(uses) = uses().get_mut(&page.what) {
            uses.left = uses.left.saturating_sub(1);
            uses.printed = (uses.left > 0).then(|| Arc::clone(&printed));
        }
        Ok(printed)
    }
}

impl PrintedPage {
    fn new(page: &Planned, template: Option<&'static str>, tera: &Tera, site: &Site<'_>) -> Result<Self, tera::Error> {
        let ready = page.ready(site).on_paper();
        let template = template.unwrap_or(ready.template);
        let whole = ready.context(Value::none(), &page.key)?;
        let block = |name: &str| match tera.render_block(template, name, &whole) {
            Err(error) if error.to_string().contains(&format!("Block `{name}` not found")) => Ok(None),
            rendered => rendered.map(Some),
        };
        let html = match block("article")? {
            None => block("heading")?.into_iter().chain(block("main")?).reduce(|heading, main| heading + &main),
            article => article,
        };
        let article = html.map(Article::new);
        let mut context = Context::new();
        for name in ["here", "root"] {
            context.insert_value(name, whole.get(name).cloned().unwrap_or_else(Value::none));
        }
        Ok(PrintedPage { template, context, article })
    }
}
