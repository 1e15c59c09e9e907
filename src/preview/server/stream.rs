//! Server-sent events (WHATWG HTML §9.2): what open pages are told as it happens.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Event;
use super::answer::ALWAYS;

/// As many as half of the guard's places, so that pages can always be answered.
const MOST: usize = 32;
/// Something is said at least so often: only by that a listener who is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How soon a stream notices that it is to end.
const LOOK: Duration = Duration::from_millis(500);

/// The streams that are open, oldest first. A new one is always let in; when there are too many, the oldest ends. It
/// is the likeliest to have nobody at its other end, and a page that is still there connects again by itself.
#[derive(Default)]
pub(super) struct Streams(Mutex<Vec<Arc<AtomicBool>>>);

/// One open stream; dropping it takes it from the list.
pub(super) struct Stream<'a> {
    streams: &'a Streams,
    ended: Arc<AtomicBool>,
}

impl Streams {
    pub fn open(&self) -> Stream<'_> {
        let ended = Arc::new(AtomicBool::new(false));
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.remove(0).store(true, Ordering::Release);
        }
        all.push(Arc::clone(&ended));
        Stream { streams: self, ended }
    }
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        let mut all = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|open| !Arc::ptr_eq(open, &self.ended));
    }
}

impl Stream<'_> {
    /// Writes the head and then every event as it comes, until nobody listens, nobody speaks, or `closing` is set.
    pub fn tell(&self, events: &Receiver<Event>, to: &mut dyn Write, closing: &AtomicBool) -> io::Result<()> {
        write!(to, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}retry: 500\n\n")?;
        to.flush()?;
        let mut said = Instant::now();
        while !self.ended.load(Ordering::Acquire) && !closing.load(Ordering::Acquire) {
            let words = match events.recv_timeout(LOOK) {
                // Each event holds all there is to know: who was slow needs the last one alone.
                Ok(event) => events.try_iter().last().unwrap_or(event).words(),
                Err(RecvTimeoutError::Timeout) if said.elapsed() < HEARTBEAT => continue,
                Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            to.write_all(words.as_bytes())?;
            to.flush()?;
            said = Instant::now();
        }
        Ok(())
    }
}

impl Event {
    fn words(&self) -> String {
        let mut words = format!("event: {}\n", self.name);
        for line in self.data.lines() {
            words.push_str(&format!("data: {line}\n"));
        }
        words.push('\n');
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_its_name_and_a_line_of_data_each() {
        let event = Event { name: "edition", data: "{\n\"a\": 1\r\n}".into() };
        assert_eq!(event.words(), "event: edition\ndata: {\ndata: \"a\": 1\ndata: }\n\n");
    }

    #[test]
    fn one_stream_too_many_ends_the_oldest() {
        let streams = Streams::default();
        let mut open: Vec<Stream<'_>> = (0..MOST).map(|_| streams.open()).collect();
        let ended = |open: &[Stream<'_>]| open.iter().filter(|s| s.ended.load(Ordering::Acquire)).count();
        assert_eq!(ended(&open), 0);
        open.push(streams.open());
        assert_eq!(ended(&open), 1);
        assert!(open[0].ended.load(Ordering::Acquire));
        open.remove(5);
        open.push(streams.open());
        assert_eq!(ended(&open), 1);
        drop(open);
        assert!(streams.0.lock().expect("no poison").is_empty());
    }
}
