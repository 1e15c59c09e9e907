//! The guard in front of the server: who may come in, how many, and how long each may take.
//!
//! One thread accepts and one waits for all heads at once, so that a connection on which nothing is said costs neither
//! a thread nor a place; when there are too many of them, the oldest goes. Only a request that was read and is fair
//! gets a thread and one of the places. There is one request a connection (RFC 9112 §9.6).

mod head;
mod origin;
mod refusal;
#[cfg(test)]
mod tests;

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

pub(super) use head::{Asked, Method};
pub(super) use refusal::Refusal;

/// What the guard lets happen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of a head.
    pub head: usize,
    /// Requests that are answered at the same time, open streams among them.
    pub places: usize,
    /// Connections that have not asked yet, wait for a place, or are being let go.
    pub waiting: usize,
    /// For a head to be there as a whole, and then for a place.
    pub patience: Duration,
    /// For the other side to close after the answer.
    pub farewell: Duration,
}

pub(super) const LIMITS: Limits = Limits {
    head: 16 * 1024,
    places: 64,
    waiting: 256,
    patience: Duration::from_secs(5),
    farewell: Duration::from_secs(1),
};

/// How often heads are looked for while somebody is new, and when nobody is any more.
const KEEN: Duration = Duration::from_micros(500);
const CALM: Duration = Duration::from_millis(2);
/// How long somebody is new.
const NEW: Duration = Duration::from_millis(20);
/// Until it is tried again to accept, where that failed.
const BREATH: Duration = Duration::from_millis(10);
/// How many go at once when the system has no more files to give: an answer takes more than one.
const CROWD: usize = 8;
/// The stack of a thread that answers.
const STACK: usize = 2 * 1024 * 1024;

/// Answers a request on its connection, which blocks.
pub(super) type Talk<'a> = &'a (dyn Fn(Asked, &TcpStream) + Sync);

/// Somebody at the door.
struct Guest {
    stream: TcpStream,
    since: Instant,
    stage: Stage,
}

enum Stage {
    /// So much of the head is there.
    Asking(Vec<u8>),
    /// The request waits for a place.
    Ready(Asked),
    /// All is said; what still comes is thrown away until the other side closes, for else the system would throw
    /// away the answer (RFC 9112 §9.6).
    Leaving,
}

enum Arrival {
    New(TcpStream),
    Answered(TcpStream),
    /// Somebody is there and cannot be let in: the system has no more files to give.
    Crowded,
    End,
}

/// Guards `listener` until `closing` is set and somebody connects: each fair request goes to `talk`, in a thread of
/// its own. `own` is the address that others may name.
pub(super) fn guard(listener: &TcpListener, own: IpAddr, limits: Limits, closing: &AtomicBool, talk: Talk<'_>) {
    let taken = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (door, arrivals) = mpsc::sync_channel(limits.waiting);
        let back = door.clone();
        scope.spawn(move || accept(listener, closing, &door));
        // Goes on with every guest, as far as that is possible now, and gives those who are still at the door.
        let look = |guests: Vec<Guest>| {
            let now = Instant::now();
            let stays = |guest| match go_on(guest, own, limits, now)? {
                Guest { stage: Stage::Ready(asked), stream, .. } if taken.load(Ordering::Acquire) < limits.places => {
                    let (place, back) = (Place::take(&taken), back.clone());
                    // Where the system has no thread to give, the connection closes, and a browser asks again.
                    let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                        let _place = place;
                        serve(asked, stream, talk, &back);
                    });
                    None
                }
                guest => Some(guest),
            };
            guests.into_iter().filter_map(stays).collect::<Vec<Guest>>()
        };
        let mut guests = Vec::new();
        while let Some(news) = wait(&arrivals, &guests) {
            for arrival in news {
                // Nobody has to make room before they were heard.
                if guests.len() >= limits.waiting {
                    guests = look(guests);
                }
                match arrival {
                    Arrival::New(stream) => welcome(&mut guests, stream, Stage::Asking(Vec::new()), limits),
                    Arrival::Answered(stream) => welcome(&mut guests, stream, Stage::Leaving, limits),
                    Arrival::Crowded => (0..CROWD).for_each(|_| drop(make_room(&mut guests))),
                    Arrival::End => return,
                }
            }
            guests = look(guests);
        }
    });
}

fn accept(listener: &TcpListener, closing: &AtomicBool, door: &SyncSender<Arrival>) {
    loop {
        let accepted = listener.accept();
        if closing.load(Ordering::Acquire) {
            let _ = door.send(Arrival::End);
            return;
        }
        let arrival = accepted.map_or(Arrival::Crowded, |(stream, _)| Arrival::New(stream));
        if matches!(arrival, Arrival::Crowded) {
            thread::sleep(BREATH);
        }
        if door.send(arrival).is_err() {
            return;
        }
    }
}

/// Waits until somebody comes or it is time to look at the guests again; `None` when nobody can come any more.
fn wait(arrivals: &Receiver<Arrival>, guests: &[Guest]) -> Option<Vec<Arrival>> {
    let first = if guests.is_empty() {
        Some(arrivals.recv().ok()?)
    } else {
        let keen = guests.iter().any(|guest| guest.since.elapsed() < NEW);
        match arrivals.recv_timeout(if keen { KEEN } else { CALM }) {
            Ok(arrival) => Some(arrival),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    };
    Some(first.into_iter().chain(arrivals.try_iter()).collect())
}

/// Takes in `stream`, where there is room or some can be made.
fn welcome(guests: &mut Vec<Guest>, stream: TcpStream, stage: Stage, limits: Limits) {
    if stream.set_nonblocking(true).is_err() {
        return;
    }
    let _ = stream.set_nodelay(true);
    if guests.len() >= limits.waiting && make_room(guests).is_none() {
        return say(&stream, Refusal::Full);
    }
    guests.push(Guest { stream, since: Instant::now(), stage });
}

/// The guest who matters least goes: who leaves, or else who has been there for the longest and asked nothing yet.
fn make_room(guests: &mut Vec<Guest>) -> Option<Guest> {
    let oldest = |fits: fn(&Stage) -> bool| guests.iter().position(|guest| fits(&guest.stage));
    let goes = oldest(|stage| matches!(stage, Stage::Leaving)).or(oldest(|stage| matches!(stage, Stage::Asking(_))))?;
    Some(guests.remove(goes))
}

/// Goes on with what `guest` is about, as far as that is possible without waiting; `None` when they are gone.
fn go_on(mut guest: Guest, own: IpAddr, limits: Limits, now: Instant) -> Option<Guest> {
    let age = now.saturating_duration_since(guest.since);
    let late = age > limits.patience;
    let refused = match &mut guest.stage {
        Stage::Asking(head) => match read(&mut guest.stream, head, own, limits) {
            Progress::Whole(asked) => return Some(Guest { since: now, stage: Stage::Ready(asked), ..guest }),
            Progress::Refused(refusal) => refusal,
            Progress::Gone => return None,
            // A browser opens connections for later and says nothing on them; those are closed without a word.
            Progress::Part if late && head.is_empty() => return None,
            Progress::Part if late => Refusal::Late,
            Progress::Part => return Some(guest),
        },
        Stage::Ready(_) if late => Refusal::Full,
        Stage::Ready(_) => return Some(guest),
        Stage::Leaving => return (age < limits.farewell && !has_closed(&mut guest.stream)).then_some(guest),
    };
    say(&guest.stream, refused);
    Some(Guest { since: now, stage: Stage::Leaving, ..guest })
}

/// How far the head of a guest has come.
enum Progress {
    Part,
    Whole(Asked),
    Refused(Refusal),
    Gone,
}

/// Reads on in a head, as far as it is there.
fn read(stream: &mut TcpStream, head: &mut Vec<u8>, own: IpAddr, limits: Limits) -> Progress {
    let mut piece = [0; 4096];
    loop {
        let read = match stream.read(&mut piece) {
            Ok(0) => return Progress::Gone,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Progress::Part,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Progress::Gone,
        };
        let known = head.len();
        head.extend_from_slice(&piece[..read]);
        if let Some(end) = head::end(head, known).filter(|end| *end <= limits.head) {
            let asked = head::parse(&head[..end]).and_then(|head| {
                origin::may_ask(&head, own)?;
                head.asked()
            });
            return asked.map_or_else(Progress::Refused, Progress::Whole);
        }
        if !head::may_begin(head) {
            return Progress::Refused(Refusal::Unreadable);
        }
        if head.len() > limits.head {
            return Progress::Refused(Refusal::TooLong);
        }
    }
}

/// Throws away what still comes, some of it at a time, and says whether the other side has closed.
fn has_closed(stream: &mut TcpStream) -> bool {
    let mut piece = [0; 16 * 1024];
    for _ in 0..8 {
        match stream.read(&mut piece) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock && error.kind() != ErrorKind::Interrupted,
        }
    }
    false
}

/// Says why not, in what a new connection can always hold, and that this was all.
fn say(mut stream: &TcpStream, refusal: Refusal) {
    let _ = stream.write_all(refusal.answer().as_bytes());
    let _ = stream.shutdown(Shutdown::Write);
}

/// Answers, and hands the connection back to be let go.
fn serve(asked: Asked, stream: TcpStream, talk: Talk<'_>, back: &SyncSender<Arrival>) {
    if stream.set_nonblocking(false).is_ok() {
        talk(asked, &stream);
        let _ = stream.shutdown(Shutdown::Write);
        let _ = back.send(Arrival::Answered(stream));
    }
}

/// One of the places, free again when this is dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(taken: &'a AtomicUsize) -> Self {
        taken.fetch_add(1, Ordering::AcqRel);
        Self(taken)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
