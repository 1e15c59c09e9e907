//! Where the preview listens.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::stream::Streams;

/// How many ports after the one that was asked for are tried, before any that is free will do.
const TRIED: u16 = 20;

/// A port that the preview listens at.
#[derive(Debug)]
pub struct Door {
    pub(super) listener: TcpListener,
    pub(super) closing: Arc<AtomicBool>,
    pub(super) streams: Arc<Streams>,
    /// Where it listens: the port may be another than the one that was asked for.
    pub address: SocketAddr,
}

/// Who can open the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// Whoever sits at this computer, and may read the handbook's folder anyway.
    Alone,
    /// Everybody in the network.
    Network,
}

/// Closes a [`Door`], from any thread.
#[derive(Debug, Clone)]
pub struct Closer {
    closing: Arc<AtomicBool>,
    streams: Arc<Streams>,
    address: SocketAddr,
}

/// Listens at `host`, at `port` or, where that is busy, at the next one that is free. Port 0 is any.
///
/// # Errors
///
/// When this computer has no such address, or does not let this user listen there.
pub fn open(host: IpAddr, port: u16) -> io::Result<Door> {
    let last = port.saturating_add(TRIED);
    let next = (port..=last).filter(|_| port > 0).chain([0]);
    let mut busy = io::Error::from(ErrorKind::AddrInUse);
    for tried in next {
        match TcpListener::bind((host, tried)) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Door { listener, closing: Arc::default(), streams: Arc::default(), address });
            }
            // Windows says of ports that it keeps for itself that they are not permitted.
            Err(error) if error.kind() == ErrorKind::AddrInUse || (cfg!(windows) && is_kept(&error)) => busy = error,
            Err(error) => return Err(error),
        }
    }
    Err(busy)
}

fn is_kept(error: &io::Error) -> bool {
    error.kind() == ErrorKind::PermissionDenied
}

impl Door {
    /// The address for a browser on this computer: `http://127.0.0.1:4000/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", within(self.address))
    }

    /// Who can come in here.
    #[must_use]
    pub fn company(&self) -> Company {
        if self.address.ip().is_loopback() { Company::Alone } else { Company::Network }
    }

    #[must_use]
    pub fn closer(&self) -> Closer {
        Closer { closing: Arc::clone(&self.closing), streams: Arc::clone(&self.streams), address: within(self.address) }
    }
}

impl Closer {
    /// Lets [`serve`](super::serve) come to its end as soon as what is being answered is answered. Pages that listen
    /// are let go at once.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Release);
        self.streams.close();
        // Whoever waits for a connection notices with the next one.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
    }
}

/// The address by which this computer reaches itself where it listens at `address`.
fn within(address: SocketAddr) -> SocketAddr {
    let own = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(own, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_busy_port_leads_to_another() {
        let first = open(HERE, 0).expect("a free port");
        let second = open(HERE, first.address.port()).expect("another free port");
        assert_ne!(first.address.port(), second.address.port());
        assert_ne!(second.address.port(), 0);
        assert!(first.address.port() >= 1024, "any port is none of those that the system keeps");
        assert_eq!(second.url(), format!("http://127.0.0.1:{}/", second.address.port()));
    }

    #[test]
    fn the_last_port_has_no_next_one_and_yet_there_is_a_free_one() {
        let last = TcpListener::bind((HERE, u16::MAX));
        let door = open(HERE, u16::MAX).expect("a free port");
        assert_eq!(last.is_ok(), door.address.port() != u16::MAX);
    }

    #[test]
    fn an_address_of_another_computer_is_an_error() {
        // RFC 5737: nobody's.
        assert!(open([192, 0, 2, 1].into(), 0).is_err());
    }

    #[test]
    fn all_addresses_are_reached_at_home() {
        let all = SocketAddr::new(Ipv6Addr::UNSPECIFIED.into(), 4000);
        assert_eq!(within(all).to_string(), "[::1]:4000");
    }
}
