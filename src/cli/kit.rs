//! `handbound kit`: writes the facilitators' kit into a folder that nobody else can read.

use std::path::{Path, PathBuf};

use anyhow::bail;
use jiff::civil::Date;

use super::summary::some;
use super::{ExitStatus, default_output, explain, harmless, read_folder, shown, style, today};
use crate::diagnostic::Severity;
use crate::diagnostic::text::text;
use crate::kit::{self, KitSettings};
use crate::pipeline::{BuildSettings, FailOn};
use crate::publish::{self, PublicationKind};
use crate::redact::Drafts;
use crate::source::nfc;

/// The options of the command.
pub(super) struct KitOptions<'a> {
    pub folder: &'a Path,
    pub session: Option<&'a str>,
    pub out: Option<&'a Path>,
    pub today: Option<Date>,
}

/// Keeps a kit out of version control, wherever it lies.
const GITIGNORE: &str = "*\n";
const READ_ME: &str = "This folder is for the facilitators alone: it holds names, links to join and private notes. Do not publish it or pass it on.\n\
                       Handbound made it from the handbook. You can delete it; `handbound kit` makes it again.\n";

/// Writes the kit.
pub(super) fn run(options: &KitOptions<'_>) -> anyhow::Result<(ExitStatus, String)> {
    let prepared = read_folder(options.folder, &default_output(options.folder))?;
    let Some(handbook) = &prepared.handbook else {
        bail!("There is no `community.yml` in `{}`.", options.folder.display());
    };
    let today = options.today.unwrap_or_else(|| today(&prepared));
    let settings = BuildSettings { today, drafts: Drafts::Left, bar: FailOn::Errors };
    // What a build would refuse, as far as it is known before the pages are made.
    let mut errors = prepared.diagnostics(settings);
    errors.retain(|found| found.severity == Severity::Error);
    if !errors.is_empty() {
        let said = text(&shown(&prepared, errors), style());
        return Ok((ExitStatus::HasErrors, said + "No kit was made. Mend these first.\n"));
    }
    let asked = options.session.map(nfc);
    let session = match asked.as_deref().map(|asked| (asked, explain::find(&handbook.book, asked))) {
        None => None,
        Some((_, Ok(Some(session)))) => Some(&*session.meta.id),
        Some((asked, Ok(None))) => bail!("{}", harmless(&explain::unknown(&handbook.book, asked))),
        Some((_, Err(error))) => return Err(error),
    };
    let Some(snapshot) = prepared.snapshot(settings) else {
        bail!("The theme has mistakes. Run `handbound check {}` to see them.", options.folder.display());
    };
    let usual = options.folder.join("private").join("kit");
    let out: PathBuf = options.out.map_or(usual, Path::to_path_buf);
    // Where it is usually built, if it is not yet anywhere else.
    let website = handbook.book.community.website.as_ref().map(|website| website.value.trim_end_matches('/'));
    let site = website.or(options.out.is_none().then_some("../../public"));
    let kit_settings = KitSettings { today, session, site };
    let outputs = match kit::kit(snapshot.renderer(), handbook, &kit_settings) {
        Ok(outputs) => outputs,
        Err(found) => return Ok((ExitStatus::HasErrors, text(&shown(&prepared, found), style()))),
    };
    let sheets = outputs.iter().filter(|output| output.path.contains("/run-sheet")).count();
    let has_any = outputs.iter().any(|output| output.path.contains("/run-sheet") || output.path.contains("/mail"));
    if let Some(id) = session.filter(|_| !has_any) {
        bail!("There is nothing to print for `{}`: it has no date yet, or it is a draft.", harmless(id));
    }
    let publication = publish::begin(options.folder, &out, PublicationKind::Kit)?;
    for output in &outputs {
        publication.take(&output.path, &output.bytes)?;
    }
    publication.take(".gitignore", GITIGNORE.as_bytes())?;
    publication.take("READ-ME-FIRST.txt", READ_ME.as_bytes())?;
    publication.finish()?;
    let first = out.join("index.html");
    let caution = caution(&out).unwrap_or_default();
    let said = format!(
        "Wrote the facilitators' kit with {} into {}. Nobody but you can read it there: never publish this folder.\n\
         {caution}Open {} in your browser.\n",
        some(sheets, "run sheet"),
        out.display(),
        first.display()
    );
    Ok((ExitStatus::Success, said))
}

/// Names of folders that web servers publish, and of those that programs copy to other computers.
const PUBLISHED: &[&str] = &["public_html", "www", "htdocs", "wwwroot", "_site"];
const SYNCED: &[&str] = &[
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "nextcloud",
    "icloud drive",
    "mobile documents",
];

/// Returns what to think of where a kit lies, going by the names of the folders above it.
fn caution(out: &Path) -> Option<String> {
    let whole = out.canonicalize().unwrap_or_else(|_| out.to_path_buf());
    let names = whole.iter().filter_map(|name| name.to_str());
    let found = |known: &[&str], name: &str| {
        let name = name.to_lowercase();
        // `OneDrive - Northern Hospital`.
        known.iter().any(|known| name == *known || name.strip_prefix(known).is_some_and(|rest| rest.starts_with(" -")))
    };
    names.rev().find_map(|name| {
        if found(PUBLISHED, name) {
            Some(format!(
                "It lies in `{name}`, and web servers publish folders of that name: `--out` puts it elsewhere.\n"
            ))
        } else if found(SYNCED, name) {
            Some(format!("It lies in `{name}`, which copies it to other computers: `--out` puts it elsewhere.\n"))
        } else {
            None
        }
    })
}
