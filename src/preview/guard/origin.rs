//! Who may ask: a browser of this computer that means the preview, and no page of another site through it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::head::Head;
use super::refusal::Refusal;

/// Whether the sender of `head` may ask, where the preview listens at the address `own`.
pub(super) fn may_ask(head: &Head<'_>, own: IpAddr) -> Result<(), Refusal> {
    let host = head.only("host").ok_or(match head.all("host").next() {
        Some(_) => Refusal::Unreadable,
        None => Refusal::Host,
    })?;
    if !is_own(host, own) || head.authority.is_some_and(|authority| !is_own(authority, own)) {
        return Err(Refusal::Host);
    }
    // A page of the preview itself is at the host that it asks, port included. Browsers say `null` for all that has
    // no origin of its own.
    if head.all("origin").any(|origin| !origin.strip_prefix("http://").is_some_and(|o| o.eq_ignore_ascii_case(host))) {
        return Err(Refusal::Origin);
    }
    // Somebody may follow a link to the preview from anywhere; a page may not build it into itself (W3C Fetch
    // Metadata). What is no browser says nothing of this.
    let crosses = head.all("sec-fetch-site").any(|site| site.eq_ignore_ascii_case("cross-site"));
    if crosses && !head.only("sec-fetch-mode").is_some_and(|mode| mode.eq_ignore_ascii_case("navigate")) {
        return Err(Refusal::Origin);
    }
    Ok(())
}

/// Whether `authority` (`localhost:4000`) names this preview. The port does not matter: it may have been forwarded.
fn is_own(authority: &str, own: IpAddr) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => {
            if !port.bytes().all(|b| b.is_ascii_digit()) {
                return false;
            }
            host
        }
        _ => authority,
    };
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let address = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(inner) => inner.parse().map(IpAddr::V6),
        None => host.parse().map(IpAddr::V4),
    };
    address.is_ok_and(|address| {
        address == Ipv4Addr::LOCALHOST
            || address == Ipv6Addr::LOCALHOST
            || address == own
            // Whoever listens at all addresses is meant by each. A name would be another's to change; a number is not.
            || own.is_unspecified()
    })
}

#[cfg(test)]
mod tests {
    use super::super::head::parse;
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn asks(fields: &str, own: IpAddr) -> Result<(), Refusal> {
        may_ask(&parse(format!("GET / HTTP/1.1\r\n{fields}").as_bytes()).expect("a fair head"), own)
    }

    #[test]
    fn the_host_is_this_computer_with_any_port() {
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:4000", "[::1]", "[::1]:4000"] {
            assert_eq!(asks(&format!("Host: {host}"), HERE), Ok(()), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "localhost:x",
            "127.0.0.1.evil.example",
            "127.1",
            "2130706433",
            "127.0.0.2",
            "192.168.1.5",
            "0.0.0.0",
            "::1",
            "[::1",
            "[::2]",
            "localhost@evil.example",
            "evil.example#localhost",
            "[::ffff:127.0.0.1]",
        ] {
            assert_eq!(asks(&format!("Host: {host}"), HERE), Err(Refusal::Host), "{host}");
        }
        assert_eq!(asks("Accept: */*", HERE), Err(Refusal::Host));
        assert_eq!(asks("Host: localhost\r\nHost: localhost", HERE), Err(Refusal::Unreadable));
    }

    #[test]
    fn another_address_is_its_own_host_and_all_addresses_are_any_number() {
        let lan: IpAddr = [192, 168, 1, 5].into();
        assert_eq!(asks("Host: 192.168.1.5:4000", lan), Ok(()));
        assert_eq!(asks("Host: 192.168.1.6:4000", lan), Err(Refusal::Host));
        let all = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        assert_eq!(asks("Host: 192.168.1.6:4000", all), Ok(()));
        assert_eq!(asks("Host: [fe80::1]:4000", all), Ok(()));
        assert_eq!(asks("Host: evil.example:4000", all), Err(Refusal::Host));
    }

    #[test]
    fn an_address_in_absolute_form_is_held_to_the_same() {
        let ask = |line: &str| may_ask(&parse(line.as_bytes()).expect("a fair head"), HERE);
        assert_eq!(ask("GET http://localhost:4000/ HTTP/1.1\r\nHost: localhost:4000"), Ok(()));
        assert_eq!(ask("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:4000"), Err(Refusal::Host));
        assert_eq!(ask("GET http://localhost/ HTTP/1.1\r\nHost: evil.example"), Err(Refusal::Host));
    }

    #[test]
    fn the_origin_is_the_host_that_is_asked() {
        assert_eq!(asks("Host: localhost:4000\r\nOrigin: http://localhost:4000", HERE), Ok(()));
        for origin in ["null", "", "http://localhost:3000", "https://localhost:4000", "http://evil.example"] {
            assert_eq!(asks(&format!("Host: localhost:4000\r\nOrigin: {origin}"), HERE), Err(Refusal::Origin));
        }
    }

    #[test]
    fn another_site_may_link_here_and_no_more() {
        let across = |mode: &str| asks(&format!("Host: localhost\r\nSec-Fetch-Site: cross-site{mode}"), HERE);
        assert_eq!(across("\r\nSec-Fetch-Mode: navigate"), Ok(()));
        assert_eq!(across("\r\nSec-Fetch-Mode: no-cors"), Err(Refusal::Origin));
        assert_eq!(across(""), Err(Refusal::Origin));
        assert_eq!(asks("Host: localhost\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors", HERE), Ok(()));
    }
}
