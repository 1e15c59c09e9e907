//! YAML that travels inside the binary: the string tables, and what themes say of themselves.

use serde::de::DeserializeOwned;

/// Reads `text`. A test reads each text inside the binary, so that one that cannot be read is never met by a user.
#[must_use]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_yaml::from_str(text).ok()
}
