//! The pages of values and agreements: each short form with its long form.

use serde::Serialize;
use tera::Value;

use crate::handbook::values::ValuesStatus;
use crate::handbook::{Values, date_words};

use super::context::{LinkView, PageContext};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};

/// The fields that `values.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct ValuesPage<'a> {
    pub status: Option<&'a str>,
    pub agreed_on: Option<String>,
    pub agreed_at: Option<LinkView<'a>>,
    pub revisit_on: Option<String>,
    pub intro: Value,
    pub items: Vec<ValueItem<'a>>,
    pub footnotes: Value,
}

/// One value.
#[derive(Debug, Serialize)]
pub(super) struct ValueItem<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub long_form: Value,
    pub rest: Value,
}

/// Makes the page of values, or of agreements, under `name` where it has no title of its own.
pub(super) fn page<'a>(at: PageContext<'a>, values: &'a Values, name: &'a str) -> Ready<'a> {
    let words = at.site.words;
    let title = values.meta.title.as_str();
    let mut here = PageMeta::page(&at, if title.is_empty() { name } else { title });
    here.draft = values.meta.draft;
    let lines = values.items.iter().map(|item| Content::new(2, &item.id, &item.title));
    let here = here.stamped(&at, values.meta.updated, values.meta.owner.as_ref()).with_lines(lines.collect());
    let item = |item: &'a crate::handbook::Value| ValueItem {
        id: &item.id,
        title: &item.title,
        long_form: at.prose(&item.long_form),
        rest: at.prose(&item.rest),
    };
    let view = ValuesPage {
        status: values.status.map(|status| match status {
            ValuesStatus::Draft => words.get("values_draft"),
            ValuesStatus::Agreed => words.get("values_agreed"),
        }),
        agreed_on: values.agreed_on.as_ref().map(|date| date_words::date(date.value, words)),
        agreed_at: values.agreed_at.as_ref().and_then(|id| at.session(id)),
        revisit_on: values.revisit_on.as_ref().map(|date| date_words::date(date.value, words)),
        intro: at.prose(&values.intro),
        items: values.items.iter().map(item).collect(),
        footnotes: at.prose(&values.footnotes),
    };
    Ready::new("values.html", here, &view)
}
