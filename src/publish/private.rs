//! Files that nobody but their owner may read.

use std::io;
use std::path::Path;

/// Takes the folder and everything in it from all but its owner, where the system knows owners by bits. Elsewhere the
/// folder has what its parent has.
#[cfg(unix)]
pub(super) fn narrow(folder: &Path) -> io::Result<()> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::failed;

    let said = |path: &Path, error: &io::Error| failed("written", path, error);
    fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(|error| said(folder, &error))?;
    for entry in fs::read_dir(folder).map_err(|error| failed("read", folder, &error))? {
        let path = entry.map_err(|error| failed("read", folder, &error))?.path();
        let kind = path.symlink_metadata().map_err(|error| failed("read", &path, &error))?;
        if kind.is_dir() {
            narrow(&path)?;
        } else if kind.is_file() {
            fs::set_permissions(&path, Permissions::from_mode(0o600)).map_err(|error| said(&path, &error))?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn narrow(_: &Path) -> io::Result<()> {
    Ok(())
}
