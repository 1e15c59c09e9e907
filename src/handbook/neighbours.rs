//! The sessions before and after each, and what was to be tried between them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::session::Status;
use super::{Id, Role, Session};

/// The sessions before and after one, in its series, or among those that belong to none; places in
/// [`Book::sessions`](super::Book::sessions).
#[derive(Debug, Clone, Copy, Default)]
pub struct Neighbours {
    pub previous: Option<usize>,
    pub next: Option<usize>,
    /// The nearest one before that took place and asked for something to try.
    pub carried: Option<usize>,
}

/// Returns what is around each of `sessions`, in their order.
#[must_use]
pub fn around(sessions: &[Arc<Session>]) -> Vec<Neighbours> {
    let mut all = vec![Neighbours::default(); sessions.len()];
    let mut latest: FxHashMap<Option<&Id>, (usize, Option<usize>)> = FxHashMap::default();
    for (place, session) in sessions.iter().enumerate() {
        let before = latest.get(&session.series.as_ref()).copied();
        if let Some((previous, carried)) = before {
            all[place].previous = Some(previous);
            all[place].carried = carried;
            all[previous].next = Some(place);
        }
        let asks = session.body.section(Role::BetweenSessions).is_some() && session.status != Status::Cancelled;
        let carried = if asks { Some(place) } else { before.and_then(|(_, carried)| carried) };
        latest.insert(session.series.as_ref(), (place, carried));
    }
    all
}
