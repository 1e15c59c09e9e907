//! Makes the sheets and scripts of the themes as readers load them, without remarks and white space: once when the
//! program is built, and not at every start.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=themes");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo tells where to write")?).join("minified");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    minified(Path::new("themes"), &out)
}

/// Writes each sheet and script below `from` to the same path below `to`.
fn minified(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            minified(&path, &target)?;
            continue;
        }
        let text = match path.extension().and_then(|ending| ending.to_str()) {
            Some("css") => minifier::css::minify(&fs::read_to_string(&path)?)?.to_string(),
            Some("js") => minifier::js::minify(&fs::read_to_string(&path)?)?.to_string(),
            _ => continue,
        };
        fs::write(target, text)?;
    }
    Ok(())
}
