//! The templates inside the binary are laid out for people: a line for each element, indented. What only people need of
//! that is taken out once, before the template engine reads them, so that pages do not carry it and no `{%-` is needed.

/// Elements beside which a space is not seen, by their names (HTML, 15.3).
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "rect",
    "section",
    "summary",
    "title",
    "ul",
];

/// Returns `template` without indentation, without empty lines, and without the line breaks after lines that show
/// nothing: those that hold only statements and remarks. The first and the last line break inside an element go too,
/// and the one before an element that begins a line of its own when the page is shown. Every other line break is a
/// space, so no two words run together. What stands in a tag of the engine stays as it is; a `<pre>` has to be written
/// in one line.
pub(super) fn trimmed(template: &str) -> String {
    let mut lean = String::with_capacity(template.len());
    let mut rest = template;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(line(rest));
        rest = after;
        let line = line.trim_ascii();
        if line.starts_with("</") || begins_block(line) {
            drop_break(&mut lean);
        }
        lean.push_str(line);
        if !shows_nothing(line) && !ends_at_edge(line) {
            lean.push(' ');
        }
    }
    lean
}

/// Returns whether `line` begins with an element that is shown on lines of its own, or not at all.
fn begins_block(line: &str) -> bool {
    let name = line
        .strip_prefix('<')
        .map_or("", |rest| rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default());
    BLOCKS.contains(&name)
}

/// Removes the last line break of `lean`, where at most the ends of conditions stand after it.
fn drop_break(lean: &mut String) {
    let mut end = lean.len();
    while let Some(before) = lean[..end].strip_suffix("{% endif %}") {
        end = before.len();
    }
    if lean[..end].ends_with(' ') {
        lean.remove(end - 1);
    }
}

/// Returns whether `line` ends in a tag beside which a space is not seen: one that begins an element, or ends a block.
fn ends_at_edge(line: &str) -> bool {
    let tag = line.rfind('<').map_or("", |at| &line[at..]);
    let ended = tag.strip_prefix("</").and_then(|tag| tag.strip_suffix('>'));
    line.ends_with('>') && ended.map_or(!tag.starts_with("<img"), |name| BLOCKS.contains(&name))
}

/// Returns the length of the line with which `text` begins, its end included. A tag of the engine belongs to one line.
fn line(text: &str) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].find(['\n', '{']) {
        at += next;
        match tag(&text[at..]) {
            Some(length) => at += length,
            None if text[at..].starts_with('\n') => return at + 1,
            None => at += 1,
        }
    }
    text.len()
}

/// Returns the length of the tag of the engine with which `text` begins; `None` where it begins with none.
fn tag(text: &str) -> Option<usize> {
    let end = match text.get(..2)? {
        "{%" => "%}",
        "{#" => "#}",
        "{{" => "}}",
        _ => return None,
    };
    text.find(end).map(|at| at + end.len())
}

/// Returns whether `line` holds nothing but statements and remarks, if anything.
fn shows_nothing(line: &str) -> bool {
    let mut rest = line;
    while !rest.is_empty() {
        match tag(rest).filter(|_| !rest.starts_with("{{")) {
            Some(length) => rest = rest[length..].trim_ascii_start(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn what_only_people_need_is_taken_out_and_words_stay_apart() {
        for (written, lean) in [
            ("<p>\n  a\n  {% if b %}\n    b\n  {% endif %}\n</p>\nc", "<p>a {% if b %}b{% endif %}</p>c "),
            (
                "<ul>\n  {% for a in b %}\n    <li>{{ a }}</li>\n  {% endfor %}\n</ul>\n",
                "<ul>{% for a in b %}<li>{{ a }}</li>{% endfor %}</ul>",
            ),
            (
                "{# a\n   remark #}\n\n{% extends \"a.html\" %} {# b #}\n",
                "{# a\n   remark #}{% extends \"a.html\" %} {# b #}",
            ),
            ("  a\n  {% if b %}\n    b\n  {% endif %}\n  c", "a {% if b %}b {% endif %}c "),
            ("{{ <A\n  b={c}\n/> }}\nd", "{{ <A\n  b={c}\n/> }} d "),
            ("{% if a %}b{% endif %}\n{ c\n{% d", "{% if a %}b{% endif %} { c {% d "),
            (
                "<p{% if a %} id=\"a\"{% endif %}>\n  a\n</p>\n<br>\n<img>\n<b>a</b>\nb\n<dd>c</dd>",
                "<p{% if a %} id=\"a\"{% endif %}>a</p><br><img> <b>a</b> b<dd>c</dd>",
            ),
            ("", ""),
        ] {
            assert_eq!(trimmed(written), lean);
        }
    }
}
