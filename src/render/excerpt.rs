//! Prose that is shown on a page beside others of its like: its anchors stay on its own page, and what points to them
//! leads there, since every anchor can be on a page only once.

use serde::Serialize;
use tera::Value;

use crate::handbook::{Meta, RichText, Section};

use super::context::{PageContext, role};

/// A section of another page.
#[derive(Debug, Serialize)]
pub(super) struct PageExcerpt {
    pub title: Value,
    pub html: Value,
    /// The name of its role, such as `themes`; empty for one that is just content.
    pub role: &'static str,
    pub parts: Vec<PageExcerpt>,
}

/// Returns `section` of the entry `owner`, for the page at `at`.
pub(super) fn section(at: &PageContext<'_>, section_: &Section, owner: &Meta) -> PageExcerpt {
    PageExcerpt {
        title: prose(at, &section_.heading.prose, owner),
        html: prose(at, &section_.prose, owner),
        role: section_.role.map_or("", role),
        parts: section_.parts.iter().map(|part| section(at, part, owner)).collect(),
    }
}

/// Returns `prose` of the entry `owner`, for the page at `at`.
pub(super) fn prose(at: &PageContext<'_>, prose: &RichText, owner: &Meta) -> Value {
    let html = at.prose(prose);
    Value::safe_string(&loosened(html.as_str().unwrap_or_default(), &at.href(&owner.address)))
}

/// Returns `html` without anchors, and with links to anchors of its own page leading to `home`. Authors' text is
/// escaped, so every `<` begins a tag that is ours.
fn loosened(html: &str, home: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let without = match tag.split_once(" id=\"") {
            Some((name, value)) => [name, value.split_once('"').map_or("", |(_, after)| after)].concat(),
            None => tag.to_owned(),
        };
        out.push_str(&without.replace(" href=\"#", &[" href=\"", home, "#"].concat()));
        out.push('>');
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::loosened;

    #[test]
    fn anchors_stay_at_home() {
        let html = "<h3 id=\"a\">A</h3>\n<p>b &lt; c<sup id=\"r\" class=\"x\"><a href=\"#n\">1</a></sup> \
                    <a href=\"https://a.example/#x\">d</a></p>";
        assert_eq!(
            loosened(html, "sessions/01.html"),
            "<h3>A</h3>\n<p>b &lt; c<sup class=\"x\"><a href=\"sessions/01.html#n\">1</a></sup> \
             <a href=\"https://a.example/#x\">d</a></p>"
        );
    }
}
