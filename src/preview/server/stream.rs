//! Server-sent events (WHATWG HTML §9.2): what open pages are told as it happens.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Event;
use super::answer::ALWAYS;

/// As many as half of the guard's places, so that pages can always be answered.
const MOST: usize = 32;
/// Something is said at least so often: only by that a listener who is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The streams that are open. A new one is always let in; when there are too many, the oldest ends. It is the
/// likeliest to have nobody at its other end, and a page that is still there connects again by itself.
#[derive(Debug, Default)]
pub(super) struct Streams(Mutex<Open>);

#[derive(Debug, Default)]
struct Open {
    /// Oldest first, each with its number.
    all: Vec<(u64, Sender<Word>)>,
    next: u64,
    closed: bool,
}

/// One open stream; dropping it takes it from the list.
pub(super) struct Stream<'a> {
    streams: &'a Streams,
    number: u64,
    words: Receiver<Word>,
}

/// A page that listens.
#[derive(Debug, Clone)]
pub struct Listener(Sender<Word>);

#[derive(Debug)]
enum Word {
    Event(Event),
    End,
}

impl Listener {
    /// Tells it `event`. `false` when nobody listens any more.
    #[must_use]
    pub fn tell(&self, event: Event) -> bool {
        self.0.send(Word::Event(event)).is_ok()
    }
}

impl Streams {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new stream and who listens to it; `None` when all is closed.
    pub fn begin(&self) -> Option<(Stream<'_>, Listener)> {
        let mut open = self.open();
        if open.closed {
            return None;
        }
        if open.all.len() >= MOST {
            end(&open.all.remove(0));
        }
        let (sender, words) = mpsc::channel();
        let number = open.next;
        open.next += 1;
        open.all.push((number, sender.clone()));
        Some((Stream { streams: self, number, words }, Listener(sender)))
    }

    /// Ends all streams, and lets none begin.
    pub fn close(&self) {
        let mut open = self.open();
        open.closed = true;
        open.all.drain(..).for_each(|stream| end(&stream));
    }
}

fn end((_, stream): &(u64, Sender<Word>)) {
    // Where it is over already, there is nobody to tell.
    let _ = stream.send(Word::End);
}

impl Drop for Stream<'_> {
    fn drop(&mut self) {
        self.streams.open().all.retain(|(number, _)| *number != self.number);
    }
}

impl Stream<'_> {
    /// Writes the head and then every event as it comes, until nobody listens or the stream is to end.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        write!(to, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}retry: 500\n\n")?;
        to.flush()?;
        loop {
            let text = match self.words.recv_timeout(HEARTBEAT) {
                Ok(Word::Event(event)) => event.text(),
                Err(RecvTimeoutError::Timeout) => ":\n\n".to_owned(),
                Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            to.write_all(text.as_bytes())?;
            to.flush()?;
        }
    }
}

impl Event {
    fn text(&self) -> String {
        let mut text = format!("event: {}\n", self.name);
        for line in self.data.lines() {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_its_name_and_a_line_of_data_each() {
        let event = Event { name: "edition", data: "{\n\"a\": 1\r\n}".into() };
        assert_eq!(event.text(), "event: edition\ndata: {\ndata: \"a\": 1\ndata: }\n\n");
    }

    fn ended(stream: &Stream<'_>) -> bool {
        matches!(stream.words.try_recv(), Ok(Word::End))
    }

    #[test]
    fn one_stream_too_many_ends_the_oldest() {
        let streams = Streams::default();
        let begin = || streams.begin().expect("open").0;
        let mut open: Vec<Stream<'_>> = (0..MOST).map(|_| begin()).collect();
        open.push(begin());
        assert_eq!(open.iter().map(ended).filter(|ended| *ended).count(), 1);
        open.remove(5);
        open.push(begin());
        open.push(begin());
        assert!(ended(&open[1]));
        assert!(!open[2..].iter().any(ended));
        drop(open);
        assert!(streams.open().all.is_empty());
    }

    #[test]
    fn closing_ends_all_and_lets_none_begin() {
        let streams = Streams::default();
        let (stream, listener) = streams.begin().expect("open");
        assert!(listener.tell(Event { name: "edition", data: "1".into() }));
        streams.close();
        let mut text = Vec::new();
        stream.write(&mut text).expect("a Vec takes all");
        assert!(text.ends_with(b"retry: 500\n\nevent: edition\ndata: 1\n\n"));
        drop(stream);
        assert!(!listener.tell(Event { name: "edition", data: "2".into() }));
        assert!(streams.begin().is_none());
    }
}
