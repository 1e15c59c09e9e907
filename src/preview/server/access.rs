//! Who may ask: a browser of this computer that means the preview, and no page of another site through it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use tiny_http::{Method, Request};

use super::answer::{ByteResponse, plain};
use super::{field, field_values};

/// More bytes of a request's head than this are refused. `tiny_http` has read them all by then.
const MAX_HEAD: usize = 16 * 1024;

/// The reason for turning a request away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Unreadable,
    /// The request names another host: a page elsewhere may have pointed a name of its own at this computer (DNS
    /// rebinding).
    Host,
    /// A page of another site asks.
    Origin,
    Method,
    TooLong,
}

impl Refusal {
    /// Returns the answer, which says why in one sentence (RFC 9110 §15, RFC 6585 §5).
    pub fn response(self) -> ByteResponse {
        let (status, sentence) = match self {
            Self::Unreadable => (400, "The preview could not read this request."),
            Self::Host => (
                403,
                "The preview answers only under its own address. Open the one that Handbound printed when it started.",
            ),
            Self::Origin => {
                (403, "A page of another site asked for this one, but the preview shows its pages only to you.")
            }
            Self::Method => (405, "The preview only shows pages. You cannot send anything to it."),
            Self::TooLong => (431, "This request is too long: no browser needs one like it."),
        };
        let fields: &[_] = if self == Self::Method { &[("Allow", "GET, HEAD")] } else { &[] };
        plain(status, fields, sentence)
    }
}

/// Checks that `request` may be answered where the preview listens at the address `own`.
pub(super) fn check(request: &Request, own: IpAddr) -> Result<(), Refusal> {
    let lines = request.headers().iter().map(|header| header.field.as_str().len() + header.value.len());
    if request.url().len() + lines.sum::<usize>() > MAX_HEAD {
        return Err(Refusal::TooLong);
    }
    // Other forms of a target are for proxies (RFC 9112 §3.2). A browser encodes whatever is not visible ASCII.
    if !request.url().starts_with('/') || !request.url().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refusal::Unreadable);
    }
    let host = field(request, "Host").filter(|host| is_own(host, own)).ok_or(Refusal::Host)?;
    // A page of the preview itself is at the host that it asks, port included. Browsers say `null` for all that has
    // no origin of its own.
    let is_same = |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    if field_values(request, "Origin").any(|origin| !is_same(origin)) {
        return Err(Refusal::Origin);
    }
    // A link may lead here from anywhere; a page may not embed the preview in itself (W3C Fetch Metadata). What is no
    // browser sends none of these fields.
    let crosses = field_values(request, "Sec-Fetch-Site").any(|site| site == "cross-site");
    let is_link =
        field(request, "Sec-Fetch-Mode") == Some("navigate") && field(request, "Sec-Fetch-Dest") == Some("document");
    if crosses && !is_link {
        return Err(Refusal::Origin);
    }
    match request.method() {
        Method::Get | Method::Head => Ok(()),
        _ => Err(Refusal::Method),
    }
}

/// Returns whether `authority` (`localhost:4000`) names this preview. The port does not matter: it may have been
/// forwarded.
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
            // Where it listens at all addresses, each of them is meant. A name could be pointed here by somebody else; a
            // number cannot.
            || own.is_unspecified()
    })
}

#[cfg(test)]
mod tests {
    use tiny_http::TestRequest;

    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn request(path: &str, fields: &str) -> TestRequest {
        let lines = fields.lines().map(|line| line.parse().expect("a field"));
        lines.fold(TestRequest::new().with_path(path), TestRequest::with_header)
    }

    fn check_fields(fields: &str, own: IpAddr) -> Result<(), Refusal> {
        check(&request("/", fields).into(), own)
    }

    #[test]
    fn the_host_is_this_computer_with_any_port() {
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:4000", "[::1]", "[::1]:4000"] {
            assert_eq!(check_fields(&format!("Host: {host}"), LOCAL), Ok(()), "{host}");
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
            assert_eq!(check_fields(&format!("Host: {host}"), LOCAL), Err(Refusal::Host), "{host}");
        }
        assert_eq!(check_fields("Accept: */*", LOCAL), Err(Refusal::Host));
        assert_eq!(check_fields("Host: localhost\nhost: localhost", LOCAL), Err(Refusal::Host));
    }

    #[test]
    fn another_address_is_its_own_host_and_all_addresses_are_any_number() {
        let lan: IpAddr = [192, 168, 1, 5].into();
        assert_eq!(check_fields("Host: 192.168.1.5:4000", lan), Ok(()));
        assert_eq!(check_fields("Host: 192.168.1.6:4000", lan), Err(Refusal::Host));
        let all = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        assert_eq!(check_fields("Host: 192.168.1.6:4000", all), Ok(()));
        assert_eq!(check_fields("Host: [fe80::1]:4000", all), Ok(()));
        assert_eq!(check_fields("Host: evil.example:4000", all), Err(Refusal::Host));
    }

    #[test]
    fn the_origin_is_the_host_that_is_asked() {
        assert_eq!(check_fields("Host: localhost:4000\nOrigin: http://localhost:4000", LOCAL), Ok(()));
        for origin in ["null", "", "http://localhost:3000", "https://localhost:4000", "http://evil.example"] {
            let fields = format!("Host: localhost:4000\nOrigin: {origin}");
            assert_eq!(check_fields(&fields, LOCAL), Err(Refusal::Origin), "{origin}");
        }
    }

    #[test]
    fn another_site_may_link_here_and_no_more() {
        let across = |more: &str| check_fields(&format!("Host: localhost\nSec-Fetch-Site: cross-site{more}"), LOCAL);
        assert_eq!(across("\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document"), Ok(()));
        assert_eq!(across("\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe"), Err(Refusal::Origin));
        assert_eq!(across("\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image"), Err(Refusal::Origin));
        assert_eq!(across(""), Err(Refusal::Origin));
        assert_eq!(check_fields("Host: localhost\nSec-Fetch-Site: same-origin\nSec-Fetch-Mode: cors", LOCAL), Ok(()));
    }

    #[test]
    fn a_target_is_a_path_of_visible_letters() {
        let check_path = |path: &str| check(&request(path, "Host: localhost").into(), LOCAL);
        assert_eq!(check_path("/a%20b?c"), Ok(()));
        for target in ["", "a", "*", "http://localhost/", "https://localhost/", "//\u{e9}", "/a\nb", "/a\u{1}"] {
            assert_eq!(check_path(target), Err(Refusal::Unreadable), "{target:?}");
        }
    }

    #[test]
    fn a_head_may_be_as_long_as_the_limit_and_no_longer() {
        let known = "/".len() + "Host".len() + "localhost".len() + "X".len() + "Content-Length".len() + "0".len();
        let check_length = |length| check_fields(&format!("Host: localhost\nX: {}", "x".repeat(length)), LOCAL);
        assert_eq!(check_length(MAX_HEAD - known), Ok(()));
        assert_eq!(check_length(MAX_HEAD - known + 1), Err(Refusal::TooLong));
    }

    #[test]
    fn only_get_and_head_are_answered() {
        for (method, expected) in [(Method::Get, Ok(())), (Method::Head, Ok(())), (Method::Post, Err(Refusal::Method))]
        {
            assert_eq!(check(&request("/", "Host: localhost").with_method(method).into(), LOCAL), expected);
        }
    }
}
