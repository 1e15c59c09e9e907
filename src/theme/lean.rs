//! A sheet or a script of a theme as readers load it: without the remarks and the blanks that are for its authors.

/// `css` without comments, and with no blank where none is needed. What stands in quotation marks stays as it is.
pub(super) fn sheet(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ if first.is_whitespace() => rest.find(|other: char| !other.is_whitespace()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        let is_blank = first.is_whitespace();
        match first {
            '/' if length > 1 => {}
            _ if is_blank && (after.is_empty() || lean.is_empty()) => {}
            _ if is_blank
                && (lean.ends_with(['{', '}', ';', ',', ':', '>', ' '])
                    || after.starts_with(['{', '}', ';', ',', '>', '!'])) => {}
            _ if is_blank => lean.push(' '),
            '}' => {
                lean.truncate(lean.trim_end_matches([';', ' ']).len());
                lean.push('}');
            }
            '{' | ';' | ',' => {
                lean.truncate(lean.trim_end_matches(' ').len());
                lean.push(first);
            }
            _ => lean.push_str(piece),
        }
    }
    lean
}

/// How long the string is that `text` begins with.
fn quoted(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, other)| {
        let ends = *other == mark && !is_escaped;
        is_escaped = *other == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// `script` without lines that are remarks, without indentation, and without line ends where none is needed: that is
/// after a sign which nothing can follow but more of the script, unless a remark might stand there. Where a text might
/// go over several lines, it stays as it is.
pub(super) fn script(script: &str) -> String {
    if script.contains('`') {
        return script.to_owned();
    }
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let goes_on = |line: &str| line.ends_with([';', ',', '{']) && !line.contains("//");
    lines.fold(String::new(), |all, line| all + line + if goes_on(line) { "" } else { "\n" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_keeps_what_it_says() {
        for (written, loaded) in [
            ("a { color: red; }\n\nb, i { top: 0 }", "a{color:red}b,i{top:0}"),
            ("/* of: us; */ li :first-child { margin: calc(1px + 2px) }", "li :first-child{margin:calc(1px + 2px)}"),
            ("a /* x */ b { c: d }", "a b{c:d}"),
            (
                "li::before { content: \"/* · \"; quotes: '\\' {' \"; }\" }",
                "li::before{content:\"/* · \";quotes:'\\' {' \"; }\"}",
            ),
            (
                "@media (min-width: 52rem), print {\n  p { margin: 0 1px }\n}\n",
                "@media (min-width:52rem),print{p{margin:0 1px}}",
            ),
            ("main > p > :not(li) { top: 0 !important }", "main>p>:not(li){top:0!important}"),
            (
                "@media (width > 30rem) { a > b::before { content: \" > !\" } }",
                "@media (width>30rem){a>b::before{content:\" > !\"}}",
            ),
            ("a { b: c", "a{b:c"),
            ("/* never", ""),
            ("'é", "'é"),
        ] {
            assert_eq!(sheet(written), loaded);
            assert_eq!(sheet(loaded), loaded);
        }
    }

    #[test]
    fn a_script_loses_its_remarks_alone() {
        let written = "// why\n(() => {\n  const a = \"//\"; // here\n\n  // there\n  go(a);\n})();\n";
        assert_eq!(script(written), "(() => {const a = \"//\"; // here\ngo(a);})();");
        assert_eq!(script("  go(`\n  // text\n`);\n"), "  go(`\n  // text\n`);\n");
    }
}
