//! The paragraphs of our own HTML, each as its words.

use super::plain_text::decoded;

/// Returns the words of each paragraph, item and cell of `html`, which Handbound wrote itself. Headings and block
/// quotes are left out: they repeat what was said elsewhere.
pub(super) fn paragraphs(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut quoted = 0_usize;
    let mut rest = html;
    loop {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        if quoted == 0 {
            words.push_str(text);
        }
        let Some((tag, after)) = tag.split_once('>') else { break };
        rest = after;
        let (name, is_end) = match tag.strip_prefix('/') {
            Some(name) => (name, true),
            None => (tag, false),
        };
        let name = name.split([' ', '\n', '/']).next().unwrap_or_default();
        if INLINE.contains(&name) {
            continue;
        }
        found.push(std::mem::take(&mut words));
        if matches!(name, "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            quoted = if is_end { quoted.saturating_sub(1) } else { quoted + 1 };
        }
    }
    found.push(words);
    found.retain(|words| !words.trim().is_empty());
    found.into_iter().map(|words| decoded(words.trim())).collect()
}

const INLINE: [&str; 13] =
    ["a", "abbr", "code", "del", "em", "img", "ins", "mark", "s", "span", "strong", "sub", "sup"];

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn each_block_is_one_and_what_is_quoted_is_none() {
        let html = "<h2 id=\"a\">Why</h2>\n<p>Two <em>left</em> &amp;\nwent.</p>\n<ul>\n<li>One</li>\n<li>\n<p>Two</p>\n</li>\n</ul>\
                    <blockquote>\n<p>Said <b>before</b></p>\n</blockquote><table><tr><td>a</td><td>b</td></tr></table>";
        assert_eq!(paragraphs(html), ["Two left &\nwent.", "One", "Two", "a", "b"]);
        assert_eq!(paragraphs(""), [""; 0]);
    }
}
