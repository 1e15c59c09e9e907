//! Hugo on the same text, where a `hugo` is installed: every Markdown file with its title, in a theme of three small
//! templates with a menu, a table of contents and the way to the next page. It makes less of the text than Handbound does.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

const CONFIG: &str = "baseURL = 'https://example.org/'\ntitle = 'A handbook'\nenableGitInfo = false\n";

const BASE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title></head>
<body><nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}
<p>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"#;

/// Returns whether there is a `hugo`.
pub fn is_installed() -> bool {
    let asked = Command::new("hugo").arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// Writes the Markdown files of `folder` as a Hugo site into `site`, where there is none yet.
pub fn prepare(folder: &Path, site: &Path) -> io::Result<()> {
    if site.exists() {
        return Ok(());
    }
    let layouts = site.join("layouts/_default");
    fs::create_dir_all(&layouts)?;
    fs::write(site.join("hugo.toml"), CONFIG)?;
    for (name, text) in [("baseof.html", BASE), ("single.html", SINGLE), ("list.html", LIST)] {
        fs::write(layouts.join(name), text)?;
    }
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
        if path.extension().is_none_or(|ending| ending != "md") || path.starts_with("private") {
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        let (fields, body) =
            text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", &text));
        let title = fields.lines().find(|line| line.starts_with("title:")).unwrap_or("title: Untitled");
        let page = site.join("content").join(path);
        fs::create_dir_all(page.parent().unwrap_or(site))?;
        fs::write(page, format!("---\n{title}\n---\n{body}"))?;
    }
    Ok(())
}

/// Returns the command that builds `site` into `out`, with nothing kept from an earlier run.
pub fn command(site: &Path, out: &Path) -> Command {
    let mut command = Command::new("hugo");
    command.args(["build", "--quiet", "--source"]).arg(site).arg("--destination").arg(out);
    command
}
