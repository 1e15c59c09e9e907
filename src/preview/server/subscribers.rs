//! Server-sent events (WHATWG HTML §9.2): what open pages are told as it happens.
//!
//! An event holds all there is to know, so that whoever missed others needs only the last one: a page that reads slowly
//! or not at all costs no memory.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::answer::COMMON_FIELDS;

/// The number of streams that may be open. A new one is always let in and the oldest ends; a page that is still there
/// connects again by itself.
const MAX_STREAMS: usize = 32;
/// The longest time in which nothing is sent: only by sending is a page noticed that is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The name of the one kind of event.
const EVENT_NAME: &str = "edition";

/// All pages that listen, and what they are told.
#[derive(Debug, Default)]
pub struct Subscribers {
    state: Mutex<SubscriberState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct SubscriberState {
    /// The last event; `None` before the first.
    data: Option<Arc<str>>,
    /// The number of events so far.
    version: u64,
    /// The number of streams so far.
    streams: u64,
    /// The numbers of those that are open, oldest first.
    open: Vec<u64>,
}

/// What a stream does next.
#[derive(Debug, PartialEq, Eq)]
enum StreamStep {
    Send { version: u64, data: Arc<str> },
    Heartbeat,
    End,
}

impl Subscribers {
    fn lock(&self) -> MutexGuard<'_, SubscriberState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells every page, and whoever listens later, `data` of one line. Nothing is told twice in a row.
    pub fn publish(&self, data: impl Into<Arc<str>>) {
        let (data, mut state) = (data.into(), self.lock());
        if state.data.as_ref() != Some(&data) {
            state.data = Some(data);
            state.version += 1;
            self.changed.notify_all();
        }
    }

    /// Writes the last event and then each new one, until the page is gone or too many others have come.
    ///
    /// The stream is sent in chunks (RFC 9112 §7.1), so that a page is told its end: `tiny_http` leaves it to
    /// the page to close the connection.
    pub(super) fn write_stream(&self, to: &mut dyn Write) -> io::Result<()> {
        let number = self.begin();
        let result = self.write_events(number, to);
        self.lock().open.retain(|open| *open != number);
        result
    }

    fn write_events(&self, number: u64, to: &mut dyn Write) -> io::Result<()> {
        let mut head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: \
             chunked\r\n"
            .to_owned();
        for (name, value) in COMMON_FIELDS {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        send(to, &format!("{head}\r\n{}", chunk("retry: 500\n\n")))?;
        let mut seen = 0;
        loop {
            match self.next_step(number, seen, HEARTBEAT) {
                StreamStep::Send { version, data } => {
                    seen = version;
                    send(to, &chunk(&format!("event: {EVENT_NAME}\ndata: {data}\n\n")))?;
                }
                StreamStep::Heartbeat => send(to, &chunk(":\n\n"))?,
                StreamStep::End => return send(to, &chunk("")),
            }
        }
    }

    /// Begins a new stream and returns its number.
    fn begin(&self) -> u64 {
        let mut state = self.lock();
        if state.open.len() >= MAX_STREAMS {
            state.open.remove(0);
            self.changed.notify_all();
        }
        state.streams += 1;
        let number = state.streams;
        state.open.push(number);
        number
    }

    /// Waits until the stream `number`, which has sent the event `seen`, has something to do.
    fn next_step(&self, number: u64, seen: u64, heartbeat: Duration) -> StreamStep {
        let is_over = |state: &SubscriberState| !state.open.contains(&number);
        let is_idle = |state: &mut SubscriberState| state.version == seen && !is_over(state);
        let waited = self.changed.wait_timeout_while(self.lock(), heartbeat, is_idle);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &state.data {
            _ if is_over(&state) => StreamStep::End,
            Some(data) if state.version != seen => StreamStep::Send { version: state.version, data: Arc::clone(data) },
            _ => StreamStep::Heartbeat,
        }
    }
}

/// Returns `text` as a chunk; an empty one ends the stream.
fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

/// Sends `text` at once and in one piece.
fn send(to: &mut dyn Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    fn send_step(version: u64, data: &str) -> StreamStep {
        StreamStep::Send { version, data: data.into() }
    }

    #[test]
    fn the_last_event_is_sent_and_no_older_one() {
        let subscribers = Subscribers::default();
        let number = subscribers.begin();
        assert_eq!(subscribers.next_step(number, 0, SOON), StreamStep::Heartbeat);
        subscribers.publish("one");
        subscribers.publish("two");
        subscribers.publish("two");
        assert_eq!(subscribers.next_step(number, 0, SOON), send_step(2, "two"));
        assert_eq!(subscribers.next_step(number, 2, SOON), StreamStep::Heartbeat);
    }

    #[test]
    fn one_stream_too_many_ends_the_oldest() {
        let subscribers = Subscribers::default();
        let all: Vec<u64> = (0..=MAX_STREAMS).map(|_| subscribers.begin()).collect();
        assert_eq!(subscribers.next_step(all[0], 0, SOON), StreamStep::End);
        assert_eq!(subscribers.next_step(all[1], 0, SOON), StreamStep::Heartbeat);
    }

    /// A page that takes so many pieces and is then gone.
    struct TestPage(usize, Vec<u8>);

    impl Write for TestPage {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or(ErrorKind::BrokenPipe)?;
            self.1.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_stream_ends_with_its_page() {
        let subscribers = Subscribers::default();
        subscribers.publish("{\"a\":1}");
        let mut page = TestPage(2, Vec::new());
        let ended = std::thread::scope(|scope| {
            let stream = scope.spawn(|| subscribers.write_stream(&mut page));
            while !stream.is_finished() {
                subscribers.publish(format!("{:?}", std::time::Instant::now()));
                std::thread::sleep(SOON);
            }
            stream.join().expect("no panic")
        });
        assert_eq!(ended.expect_err("it is gone").kind(), ErrorKind::BrokenPipe);
        assert!(subscribers.lock().open.is_empty());
        let text = String::from_utf8(page.1).expect("text");
        assert!(text.contains("\r\n\r\nc\r\nretry: 500\n\n\r\n"), "{text}");
    }

    #[test]
    fn the_end_of_a_stream_is_told() {
        let subscribers = Subscribers::default();
        let mut text = Vec::new();
        std::thread::scope(|scope| {
            let stream = scope.spawn(|| subscribers.write_stream(&mut text));
            while !stream.is_finished() {
                subscribers.begin();
            }
        });
        assert!(text.ends_with(b"\r\n0\r\n\r\n"), "{}", String::from_utf8_lossy(&text));
    }
}
