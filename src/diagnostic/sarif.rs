//! Diagnostics in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS standard, 27 March 2020).

use serde::Serialize;

use super::Severity;
use super::show::{Place, Shown};

/// What is told about the rules behind the diagnostics.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The program's version.
    pub version: &'a str,
    /// A rule's sentence, by its code.
    pub sentence: &'a dyn Fn(&str) -> Option<&'a str>,
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Text<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    properties: Properties,
}

/// SARIF knows no nudge, so the weight is kept beside its level.
#[derive(Serialize)]
struct Properties {
    severity: Severity,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// One log with one run, indented, without a line end. `folder` is the way from the top of the repository to the
/// handbook, empty or with a `/` at its end.
#[must_use]
pub fn sarif(diagnostics: &[Shown], folder: &str, rules: &Rules<'_>) -> String {
    let mut codes: Vec<&'static str> = diagnostics.iter().map(|shown| shown.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &'static str| Rule {
        id: code,
        short_description: (rules.sentence)(code).map(|text| Text { text: text.into() }),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "handbound",
                    version: rules.version,
                    rules: codes.iter().copied().map(rule).collect(),
                },
            },
            // As people count, and as `Place` does.
            column_kind: "unicodeCodePoints",
            results: diagnostics.iter().map(|shown| found(shown, folder, &codes)).collect(),
        }],
    };
    // Text and numbers alone: there is nothing in it that could fail.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn found<'a>(shown: &'a Shown, folder: &str, codes: &[&str]) -> Found<'a> {
    let message = match &shown.help {
        Some(help) => format!("{} {help}", shown.message).into(),
        None => shown.message.as_str().into(),
    };
    let related = shown.related.iter().map(|(place, words)| {
        let message = Some(Text { text: words.as_str().into() });
        Location { physical_location: physical(place, folder), message }
    });
    Found {
        rule_id: shown.code,
        rule_index: codes.binary_search(&shown.code).unwrap_or(0),
        level: match shown.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Nudge | Severity::Note => "note",
        },
        message: Text { text: message },
        locations: shown
            .place
            .iter()
            .map(|place| Location { physical_location: physical(place, folder), message: None })
            .collect(),
        related_locations: related.collect(),
        properties: Properties { severity: shown.severity },
    }
}

fn physical(place: &Place, folder: &str) -> Physical {
    // A file as a whole has no region.
    let region = place.excerpt.as_ref().map(|_| Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    });
    Physical { artifact_location: Artifact { uri: uri(&format!("{folder}{}", place.file)) }, region }
}

/// A path as a relative reference (RFC 3986 §4.2): a first part with a colon in it would be a scheme.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::show::show;
    use crate::source::Span;

    #[test]
    fn each_with_its_rule_and_its_place() {
        let file = "sessions/a b.md".into();
        let diagnostics = vec![
            Diagnostic::error("x", Span::new(&file, 1..2), "No.").also(Span::new(&file, 0..1), "the other"),
            Diagnostic::new(Severity::Nudge, "a", Span::whole(&file), "So?").help("Do."),
        ];
        let rules = Rules { version: "1", sentence: &|code| (code == "a").then_some("It is so.") };
        let log = sarif(&show(diagnostics, &|_| Some("abc".to_owned())), "b/", &rules);
        let compact: String = log.lines().map(str::trim_start).collect();
        let place = r#""artifactLocation": {"uri": "b/sessions/a%20b.md"}"#;
        let region = |start, end| {
            format!(r#""region": {{"startLine": 1,"startColumn": {start},"endLine": 1,"endColumn": {end}}}"#)
        };
        let (there, related) = (region(2, 3), region(1, 2));
        assert_eq!(
            compact,
            format!(
                r#"{{"$schema": "https://json.schemastore.org/sarif-2.1.0.json","version": "2.1.0","runs": [{{"tool": {{"driver": {{"name": "handbound","version": "1","rules": [{{"id": "a","shortDescription": {{"text": "It is so."}}}},{{"id": "x"}}]}}}},"columnKind": "unicodeCodePoints","results": [{{"ruleId": "a","ruleIndex": 0,"level": "note","message": {{"text": "So? Do."}},"locations": [{{"physicalLocation": {{{place}}}}}],"properties": {{"severity": "nudge"}}}},{{"ruleId": "x","ruleIndex": 1,"level": "error","message": {{"text": "No."}},"locations": [{{"physicalLocation": {{{place},{there}}}}}],"relatedLocations": [{{"physicalLocation": {{{place},{related}}},"message": {{"text": "the other"}}}}],"properties": {{"severity": "error"}}}}]}}]}}"#
            )
        );
    }
}
