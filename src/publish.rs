//! Outputs onto the disk: into a stage beside the published folder, moved in when all is good.

use std::io;
use std::path::Path;

/// A site that is being written. Nothing of the published folder changes before [`Publication::finish`].
pub struct Publication {}

/// How many files were written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Begins to publish into `output`.
///
/// # Errors
///
/// When `output` holds something that Handbound did not make, or cannot be written.
pub fn begin(output: &Path) -> io::Result<Publication> {
    let _ = output;
    Ok(Publication {})
}

impl Publication {
    /// Takes one file of the site; may be called from several threads. `path` has `/` between its parts.
    ///
    /// # Errors
    ///
    /// When the stage cannot be written.
    pub fn take(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let _ = (path, bytes);
        Ok(())
    }

    /// Moves the stage in and removes what an earlier build made and this one did not. Dropping a publication
    /// instead leaves the published folder as it was.
    ///
    /// # Errors
    ///
    /// When a file cannot be moved.
    pub fn finish(self) -> io::Result<Tally> {
        Ok(Tally::default())
    }
}
