//! Holds limits on dependencies: few crates, free licences, each with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for nothing but their own text.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that have their licence as a file alone, with its name.
const LICENCE_FILES: &[(&str, &str)] = &[("ical", "Apache-2.0")];

/// The most crates that one person can still look through.
const MOST_CRATES: usize = 120;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Returns the packages of the program: reached from ours by normal dependencies (`also` adds build or dev ones).
fn reached(metadata: &Value, also: &[&str]) -> BTreeSet<String> {
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| (text(node, "id"), node)).collect();
    let root = metadata["resolve"]["root"].as_str().expect("a root package");
    let mut found = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        for dependency in list(&nodes[id]["deps"]) {
            let counts = |kind: &Value| kind["kind"].as_str().is_none_or(|kind| also.contains(&kind));
            let package = text(dependency, "pkg");
            if list(&dependency["dep_kinds"]).iter().any(counts) && found.insert(package.to_owned()) {
                waiting.push(package);
            }
        }
    }
    found
}

/// Returns whether `expression` (SPDX: `MIT OR Apache-2.0`, `(MIT OR X) AND Unicode-3.0`) can be met with [`LICENCES`].
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut depth = 0;
    let mut cut = |word: &str| -> Option<Vec<String>> {
        let mut parts = vec![String::new()];
        for token in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
            depth += i32::from(token == "(") - i32::from(token == ")");
            if token == word && depth == 0 {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(' ');
                part.push_str(token);
            }
        }
        (parts.len() > 1).then_some(parts)
    };
    if let Some(parts) = cut("OR") {
        return parts.iter().any(|part| allowed(part));
    }
    if let Some(parts) = cut("AND") {
        return parts.iter().all(|part| allowed(part));
    }
    let whole = expression.trim();
    match whole.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => allowed(inner),
        None => LICENCES.contains(&whole.split(" WITH ").next().unwrap_or_default().trim()),
    }
}

#[test]
fn licences_are_free() {
    let metadata = metadata();
    let everything = reached(&metadata, &["build", "dev"]);
    for package in list(&metadata["packages"]).iter().filter(|package| everything.contains(text(package, "id"))) {
        let name = text(package, "name");
        let by_file = LICENCE_FILES.iter().find(|(known, _)| *known == name).map(|(_, licence)| *licence);
        let licence = package["license"].as_str().or(by_file).unwrap_or("none");
        assert!(allowed(licence), "the crate `{name}` has the licence {licence}, which is not on the list");
    }
}

#[test]
fn licence_expressions_are_understood() {
    assert!(allowed("MIT"));
    assert!(allowed("MIT/Apache-2.0"));
    assert!(allowed("GPL-3.0 OR MIT"));
    assert!(allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(allowed("Apache-2.0 WITH LLVM-exception"));
    assert!(!allowed("GPL-3.0"));
    assert!(!allowed("MIT AND GPL-3.0"));
    assert!(!allowed("(MIT OR Apache-2.0) AND GPL-3.0"));
    assert!(!allowed("none"));
}

#[test]
fn crates_are_few() {
    let metadata = metadata();
    let crates = reached(&metadata, &[]);
    let names: Vec<&str> = list(&metadata["packages"])
        .iter()
        .filter(|package| crates.contains(text(package, "id")))
        .map(|package| text(package, "name"))
        .collect();
    println!("{} crates stand behind the program", names.len());
    assert!(names.len() <= MOST_CRATES, "{} crates, at most {MOST_CRATES}: {}", names.len(), names.join(" "));
}

#[test]
fn abandoned_crates_stay_out() {
    for package in list(&metadata()["packages"]) {
        let (name, version) = (text(package, "name"), text(package, "version"));
        assert_ne!(name, "serde_yml", "serde_yml is unsound and archived");
        assert!(!version.contains("deprecated"), "{name} {version} has reached its end of life");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("Cargo.toml");
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains('=') && !line.starts_with('#') {
            let reason = line.rsplit_once(" # ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 8, "say in a comment beside it why it is there: {line}");
        }
    }
}
