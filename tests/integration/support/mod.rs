//! The tools that the whole-program tests share: a folder of their own, a run of the program, and the bytes it left.

pub mod attacks;
pub mod canaries;
pub mod policy;
pub mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use handbound::pipeline::{BuildSettings, FailOn, Workspace};
use handbound::redact::Drafts;
use tempfile::TempDir;

/// The day on which every test happens.
pub const TODAY: &str = "2026-11-22";

/// A handbook folder that is gone when the test is over.
pub struct Folder {
    home: TempDir,
}

impl Folder {
    /// Makes a folder with `files`: path and text.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder { home: tempfile::tempdir().expect("a temporary folder") };
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// Copies the folder at `from`.
    pub fn copy_of(from: &Path) -> Self {
        let folder = Folder::new(&[]);
        for (path, bytes) in tree(from) {
            folder.write(&path, bytes);
        }
        folder
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the folder is ours");
        fs::write(path, bytes).expect("the folder is ours");
    }

    pub fn read(&self, path: &str) -> String {
        let path = self.root().join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    /// Returns the folder of the handbook itself; beside it is room for the outputs of a test.
    pub fn root(&self) -> PathBuf {
        self.home.path().join("handbook")
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Builds into `FOLDER/public`.
    pub fn build(&self) -> Ran {
        build(&self.root(), &self.root().join("public"))
    }

    /// Returns the site that [`Folder::build`] left.
    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.root().join("public"))
    }
}

/// A finished run of the program.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Asserts that the run ended well.
    #[track_caller]
    pub fn well(self) -> Self {
        self.with(0)
    }

    /// Asserts that the run ended with `code`.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// Returns the program, in an environment without settings.
pub fn handbound() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbound"));
    command.env_remove("CLICOLOR_FORCE").env_remove("FORCE_COLOR").env_remove("RAYON_NUM_THREADS").env("NO_COLOR", "1");
    command
}

/// Runs the program with `arguments` at [`TODAY`].
pub fn run<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Ran {
    handbound().args(arguments).args(["--today", TODAY]).output().expect("the program runs").into()
}

pub fn build(folder: &Path, out: &Path) -> Ran {
    run(&[Path::new("build"), folder, Path::new("--out"), out])
}

/// Returns every file of the site of `folder`, its mistakes notwithstanding: as the preview shows it. `None` where
/// there is no site, since no handbook can be read or a template does not work.
pub fn shown(folder: &Folder) -> Option<BTreeMap<String, Vec<u8>>> {
    let prepared = Workspace::default().look(&folder.root(), None).expect("the folder can be read");
    let settings = BuildSettings { today: TODAY.parse().expect("a day"), drafts: Drafts::Shown, bar: FailOn::Errors };
    let edition = prepared.snapshot(settings)?;
    let all: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
    let take = |path: &str, bytes: &[u8]| {
        all.lock().expect("no test thread panics here").insert(path.to_owned(), bytes.to_vec());
        Ok(())
    };
    edition.print(&take).ok()?;
    all.into_inner().ok()
}

/// Returns every file below `root` with its bytes; paths have `/` between their parts.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("the file can be read"))
        })
        .collect()
}

/// Returns the text after the last dot of a path.
pub fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Decodes `a%20b` as `a b`.
pub fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            (bytes[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()));
        decoded.push(hex.flatten().unwrap_or(bytes[at]));
        at += if hex.flatten().is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Returns a folder of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The smallest handbook.
pub const SMALLEST: &[(&str, &str)] = &[
    ("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n"),
    (
        "sessions/01-first-evening.md",
        "---\ntitle: First evening\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\n---\nWe meet.\n",
    ),
];
