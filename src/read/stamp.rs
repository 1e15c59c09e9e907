//! The properties of a file that a disk reports without reading it, to know whether it may have changed.

use std::fs::Metadata;
use std::io;
use std::time::SystemTime;

use super::Folder;
use crate::source::FilePath;

/// The properties of a file on disk: its length, its times, and which file it is. Where two stamps differ, the file was
/// written or replaced in between. Where they are equal it may have been written all the same, in the same tick of the
/// disk's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

/// Device, inode, and the time of the last change to the inode, which no program can set back.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

impl Stamp {
    #[must_use]
    pub fn of(about: &Metadata) -> Self {
        Stamp { length: about.len(), modified: about.modified().ok(), identity: identity(about) }
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino(), about.ctime(), about.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}

/// Returns the stamp of a file; `None` where the file is not there any more.
///
/// # Errors
///
/// When the disk does not report it.
pub fn stamp(folder: &Folder, file: &FilePath) -> io::Result<Option<Stamp>> {
    match folder.on_disk(file).metadata() {
        Ok(about) => Ok(Some(Stamp::of(&about))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
