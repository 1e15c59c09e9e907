//! Hosts in addresses, and those of a network of one's own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Returns the host of a web address, `example.org` in `https://me@example.org:8080/a`.
pub fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(numbers) => numbers.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

/// Returns whether the host is this computer or one beside it, as far as its name tells (RFC 1918, RFC 4193, RFC 6761,
/// RFC 6762).
pub fn is_own(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => is_own_4(address),
        Ok(IpAddr::V6(address)) => address.to_ipv4_mapped().map_or_else(|| is_own_6(address), is_own_4),
        Err(_) => {
            let Some((_, last)) = host.rsplit_once('.') else { return true };
            // `127.1` and `0x7f.1` are numbers to whoever looks them up.
            ["localhost", "local", "internal", "lan", "home"].contains(&last)
                || last.starts_with(|c: char| c.is_ascii_digit())
        }
    }
}

fn is_own_4(address: Ipv4Addr) -> bool {
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || address.octets()[0] == 0
        || (address.octets()[0] == 100 && address.octets()[1] & 0b1100_0000 == 64)
}

fn is_own_6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
}

#[cfg(test)]
mod tests {
    use super::{host, is_own};

    #[test]
    fn a_host_stands_between_slashes() {
        for (address, found) in [
            ("https://example.org", Some("example.org")),
            ("HTTP://me:pass@Example.org:8080/a?b#c", Some("Example.org")),
            ("http://[::1]:80/", Some("::1")),
            ("http://example.org\\@127.0.0.1/", Some("example.org")),
            ("mailto:a@b.c", None),
            ("https:///a", None),
        ] {
            assert_eq!(host(address), found, "{address}");
        }
    }

    #[test]
    fn a_network_of_ones_own() {
        for own in [
            "localhost",
            "printer",
            "nas.local",
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "127.1",
            "0x7f000001",
            "2130706433",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "100.64.0.1",
            "localhost.",
            "0.0.0.0",
        ] {
            assert!(is_own(own), "{own}");
        }
        for public in ["example.org", "8.8.8.8", "2606:4700::1111", "10.example.org", "172.32.0.1"] {
            assert!(!is_own(public), "{public}");
        }
    }
}
