//! Films and sounds, which a page plays.

use super::index::ends_in;

/// The element that plays a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Player {
    Film,
    Sound,
}

impl Player {
    /// Returns the element of HTML.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Player::Film => "video",
            Player::Sound => "audio",
        }
    }

    /// Returns its name in messages.
    #[must_use]
    pub fn what(self) -> &'static str {
        match self {
            Player::Film => "film",
            Player::Sound => "recording",
        }
    }
}

/// Returns the player of the file at `address`, by its ending; `None` for what no browser plays.
#[must_use]
pub fn player(address: &str) -> Option<Player> {
    let path = address.split(['?', '#']).next()?;
    if ends_in(path, &[".mp4", ".m4v", ".webm", ".ogv", ".mov"]) {
        Some(Player::Film)
    } else if ends_in(path, &[".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"]) {
        Some(Player::Sound)
    } else {
        None
    }
}
