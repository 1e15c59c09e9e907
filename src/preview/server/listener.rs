//! The port where the preview listens.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};

#[cfg(unix)]
use std::os::fd::OwnedFd as OwnedHandle;
#[cfg(windows)]
use std::os::windows::io::OwnedSocket as OwnedHandle;

/// The number of ports after the one that was asked for that are tried, before any that is free will do.
const TRIED_PORTS: u16 = 20;

/// A port that the preview listens at.
#[derive(Debug)]
pub struct PreviewListener {
    pub(super) socket: TcpListener,
    /// The address, whose port may be another than the one that was asked for.
    pub address: SocketAddr,
}

/// Who can open the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Whoever sits at this computer, and may read the handbook's folder anyway.
    Local,
    /// Everybody in the network.
    Network,
}

/// Listens at `host`, at `port` or, where that is busy, at the next one that is free. Port 0 is any.
///
/// # Errors
///
/// When this computer has no such address, or does not let this user listen there.
pub fn open(host: IpAddr, port: u16) -> io::Result<PreviewListener> {
    let last = port.saturating_add(TRIED_PORTS);
    let candidates = (port..=last).filter(|_| port > 0).chain([0]);
    let mut busy = io::Error::from(ErrorKind::AddrInUse);
    for candidate in candidates {
        match TcpListener::bind((host, candidate)) {
            Ok(socket) => {
                let socket = without_delay(socket)?;
                return Ok(PreviewListener { address: socket.local_addr()?, socket });
            }
            // Windows says of ports that it keeps for itself that they are not permitted.
            Err(error) if error.kind() == ErrorKind::AddrInUse || (cfg!(windows) && is_reserved(&error)) => {
                busy = error;
            }
            Err(error) => return Err(error),
        }
    }
    Err(busy)
}

fn is_reserved(error: &io::Error) -> bool {
    error.kind() == ErrorKind::PermissionDenied
}

/// Turns Nagle's algorithm off, for `socket` and for the connections that it accepts, which inherit it: an
/// event that soon follows another would wait until the browser has acknowledged that, up to 40 ms.
fn without_delay(socket: TcpListener) -> io::Result<TcpListener> {
    // The standard library has this option for streams alone.
    let stream = TcpStream::from(OwnedHandle::from(socket));
    stream.set_nodelay(true)?;
    Ok(TcpListener::from(OwnedHandle::from(stream)))
}

impl PreviewListener {
    /// Returns the address for a browser on this computer: `http://127.0.0.1:4000/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", local_address(self.address))
    }

    /// Returns who can connect.
    #[must_use]
    pub fn exposure(&self) -> Exposure {
        if self.address.ip().is_loopback() { Exposure::Local } else { Exposure::Network }
    }
}

/// Returns the address by which this computer reaches itself where it listens at `address`.
fn local_address(address: SocketAddr) -> SocketAddr {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(host, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_busy_port_leads_to_another() {
        let first = open(LOCAL, 0).expect("a free port");
        let second = open(LOCAL, first.address.port()).expect("another free port");
        assert_ne!(first.address.port(), second.address.port());
        assert_ne!(second.address.port(), 0);
        assert!(first.address.port() >= 1024, "any port is none of those that the system keeps");
        assert_eq!(second.url(), format!("http://127.0.0.1:{}/", second.address.port()));
    }

    #[test]
    fn the_last_port_has_no_next_one_and_yet_there_is_a_free_one() {
        let last = TcpListener::bind((LOCAL, u16::MAX));
        let listener = open(LOCAL, u16::MAX).expect("a free port");
        assert_eq!(last.is_ok(), listener.address.port() != u16::MAX);
    }

    #[test]
    fn an_address_of_another_computer_is_an_error() {
        // RFC 5737: nobody's.
        assert!(open([192, 0, 2, 1].into(), 0).is_err());
    }

    #[test]
    fn all_addresses_are_reached_at_home() {
        let all = SocketAddr::new(Ipv6Addr::UNSPECIFIED.into(), 4000);
        assert_eq!(local_address(all).to_string(), "[::1]:4000");
    }

    #[test]
    fn what_is_accepted_sends_at_once() {
        let listener = open(LOCAL, 0).expect("a free port");
        let _client = TcpStream::connect(listener.address).expect("a connection");
        let (accepted, _) = listener.socket.accept().expect("a connection");
        assert!(accepted.nodelay().expect("a socket"));
    }
}
