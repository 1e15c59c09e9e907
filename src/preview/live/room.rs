//! Who listens, and what they were told last.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::snapshot::{Told, snapshot};
use super::{asked_page, own_file};
use crate::preview::server::{Company, Event, File, Listener, Live, kind};

/// The name of the one kind of event.
const EVENT: &str = "edition";

/// The JSON of the [`Facts`](super::Facts) of a page, by its path in the site; `None` where there is no such page.
type FactsOf<'f> = Box<dyn Fn(&str) -> Option<String> + Send + Sync + 'f>;

/// All pages that listen.
pub struct Room<'f> {
    /// The name of this run.
    server: String,
    company: Company,
    facts: FactsOf<'f>,
    heard: Mutex<Heard>,
}

#[derive(Default)]
struct Heard {
    last: Option<Arc<str>>,
    listeners: Vec<Listener>,
}

impl<'f> Room<'f> {
    /// A room that nobody was told anything in. `server` is a name that no other run has.
    pub fn new(
        server: impl Into<String>,
        company: Company,
        facts: impl Fn(&str) -> Option<String> + Send + Sync + 'f,
    ) -> Self {
        Room { server: server.into(), company, facts: Box::new(facts), heard: Mutex::default() }
    }

    /// Tells everybody, and whoever comes later. Nothing is said twice.
    pub fn tell(&self, told: &Told) {
        let data: Arc<str> = snapshot(&self.server, told, self.company).into();
        let mut heard = self.heard();
        if heard.last.as_ref() == Some(&data) {
            return;
        }
        heard.listeners.retain(|listener| listener.tell(event(&data)));
        heard.last = Some(data);
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live for Room<'_> {
    fn answer(&self, name: &str, query: &str) -> Option<File> {
        match name {
            "page" => Some(File::new(kind("a.json"), (self.facts)(&asked_page(query)?)?.into_bytes())),
            name => own_file(name),
        }
    }

    fn listen(&self, _: &str, listener: Listener) {
        let mut heard = self.heard();
        if heard.last.as_ref().is_none_or(|data| listener.tell(event(data))) {
            heard.listeners.push(listener);
        }
    }
}

fn event(data: &Arc<str>) -> Event {
    Event { name: EVENT, data: Arc::clone(data) }
}
