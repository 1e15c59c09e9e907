//! The floor: the least that any such program must do. Reads every Markdown file of a folder, runs pulldown-cmark over
//! it and writes one page each: `floor FOLDER OUT`.
//!
//! A program of its own, and also a part of the bench `stages`, which runs it beside Handbound.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// Renders the files of `folder` and returns the number of pages written into `out`.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn run(folder: &Path, out: &Path) -> io::Result<usize> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        fs::create_dir_all(out.join(&inside))?;
        for entry in fs::read_dir(folder.join(&inside))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(folder.join(path))?;
        let mut page = String::with_capacity(text.len() * 2);
        html::push_html(&mut page, Parser::new_ext(&text, Options::all()));
        fs::write(out.join(path.with_extension("html")), page)
    })?;
    Ok(files.len())
}

#[allow(dead_code, reason = "the bench has a main of its own")]
fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: floor FOLDER OUT");
        std::process::exit(2);
    };
    println!("{} pages", run(&folder, &out)?);
    Ok(())
}
