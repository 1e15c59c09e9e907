//! Asks many addresses: several hosts at once, each of them one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::source::Located;

use super::curl::{CurlExit, HttpMethod, Reply, request};
use super::hosts::{host, is_own};

/// The result for a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Well,
    /// 404 or 410.
    Gone(u16),
    NoSuchHost,
    OwnNetwork,
    TooSlow,
    TooManySteps,
    /// With the status, where one came.
    Unclear(Option<u16>),
    /// The link was not asked: its host is slow or limits requests, or too many were slow already.
    Left,
}

/// The settings of asking.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    pub program: &'static str,
    pub reach: Reach,
    /// The seconds for one request.
    pub seconds: u32,
    /// The pause after a request, before the next one to the same host.
    pub pause: Duration,
    /// The number of answers of any hosts that did not come in time, after which nothing more is asked.
    pub most_slow: usize,
}

/// The hosts that may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Public,
    /// Tests have a server of their own.
    #[cfg(test)]
    Anywhere,
}

impl Asking {
    pub const USUAL: Asking =
        Asking { program: "curl", reach: Reach::Public, seconds: 10, pause: Duration::from_millis(250), most_slow: 30 };
}

/// The number of hosts that are asked at once.
const AT_ONCE: usize = 6;

/// The number of answers that did not come in time, after which a host is not asked again.
const SLOW: usize = 2;

/// The most redirects of an address.
const STEPS: usize = 5;

/// Returns the answer to each of `links`; `None` where there is nothing to ask with.
pub fn asked(links: &[Located<String>], asking: Asking) -> Option<Vec<Answer>> {
    let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, link) in links.iter().enumerate() {
        by_host.entry(host(&link.value).unwrap_or_default().to_ascii_lowercase()).or_default().push(place);
    }
    let hosts: Mutex<VecDeque<Vec<usize>>> = Mutex::new(by_host.into_values().collect());
    let answers: Mutex<Vec<Option<Answer>>> = Mutex::new(vec![Some(Answer::Unclear(None)); links.len()]);
    let slow = AtomicUsize::new(0);
    let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(places) = next() {
                    let mut patience = SLOW;
                    for place in places {
                        let is_left = patience == 0 || slow.load(Ordering::Relaxed) >= asking.most_slow;
                        let link = links.get(place).filter(|_| !is_left);
                        let answer = link.map_or(Some(Answer::Left), |link| one(&link.value, asking));
                        patience = match answer {
                            Some(Answer::TooSlow) => {
                                slow.fetch_add(1, Ordering::Relaxed);
                                patience.saturating_sub(1)
                            }
                            Some(Answer::Unclear(Some(429))) => 0,
                            _ => patience,
                        };
                        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                        if let Some(kept) = answers.get_mut(place) {
                            *kept = answer;
                        }
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
}

/// Asks one address and those that it redirects to.
fn one(address: &str, asking: Asking) -> Option<Answer> {
    let mut address = address.split('#').next().unwrap_or_default().to_owned();
    let mut method = HttpMethod::Head;
    for _ in 0..=STEPS * 2 {
        match host(&address) {
            None => return Some(Answer::Unclear(None)),
            Some(host) if asking.reach == Reach::Public && is_own(host) => return Some(Answer::OwnNetwork),
            Some(_) => {}
        }
        let reply = request(asking.program, method, &address, asking.seconds)?;
        std::thread::sleep(asking.pause);
        match reply {
            Reply { status: 300..400, to: Some(to), .. } => {
                address = to;
                method = HttpMethod::Head;
            }
            Reply { status: 200..300, .. } => return Some(Answer::Well),
            Reply { ended: CurlExit::NoSuchHost, .. } => return Some(Answer::NoSuchHost),
            Reply { status: 0, ended: CurlExit::TooSlow, .. } => return Some(Answer::TooSlow),
            Reply { status: 429, .. } => return Some(Answer::Unclear(Some(429))),
            // Not every server knows how to answer that.
            _ if method == HttpMethod::Head => method = HttpMethod::Get,
            Reply { status: status @ (404 | 410), .. } => return Some(Answer::Gone(status)),
            Reply { status, .. } => return Some(Answer::Unclear(Some(status).filter(|status| *status > 0))),
        }
    }
    Some(Answer::TooManySteps)
}
