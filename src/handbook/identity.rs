//! What a session is called in calendars, once and for all.

use super::{Community, Session};

/// The UID of a session's sitting `number` (RFC 5545 §3.8.4.7): the oldest name of the session at the handbook's own
/// id, `ID@COMMUNITY`, and for further sittings `ID-2@COMMUNITY`; or `uid`, which subscribers already have.
///
/// Nothing else goes into it, so that a new title, day, series or web address leaves it as it is.
#[must_use]
pub fn uid(session: &Session, number: u32, community: &Community) -> String {
    let id = session.meta.was.first().map_or(&session.meta.id, |oldest| &oldest.value);
    match (&session.uid, number) {
        (Some(uid), 1) => uid.value.clone(),
        (None, 1) => [id, "@", &community.id].concat(),
        (_, number) => format!("{id}-{number}@{}", community.id),
    }
}
