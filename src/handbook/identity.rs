//! The name of a session in calendars, once and for all.

use super::{Community, Session};

/// Returns the UID of a session's sitting `number` (RFC 5545 §3.8.4.7): the oldest name of the session at the
/// handbook's own id, `ID@COMMUNITY`, and for further sittings `ID-2@COMMUNITY`; or `uid`, which subscribers already
/// have.
///
/// Nothing else is part of it, so that it stays the same under a new title, day, series or web address.
#[must_use]
pub fn uid(session: &Session, number: u32, community: &Community) -> String {
    let id = session.meta.was.first().map_or(&session.meta.id, |oldest| &oldest.value);
    match (&session.uid, number) {
        (Some(uid), 1) => uid.value.clone(),
        (None, 1) => [id, "@", &community.id].concat(),
        (_, number) => format!("{id}-{number}@{}", community.id),
    }
}
