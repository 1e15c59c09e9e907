//! From the address that a browser asks for to a path in the site, and back.

use crate::text::percent;

/// Splits a target (`/a%20b?c`) into its path as it was written and its query.
pub(super) fn split(target: &str) -> (&str, &str) {
    let target = target.split('#').next().unwrap_or_default();
    target.split_once('?').unwrap_or((target, ""))
}

/// Returns the path in the site that `path` names: without the `/` in front and with each `%` read once. `None` where
/// that is no text. Nothing is resolved: what is no path of the site, such as `../x`, is simply not there.
pub(super) fn decode(path: &str) -> Option<String> {
    percent::decode_strictly(path.strip_prefix('/').unwrap_or(path))
}

/// Returns `path` of the site as an address: from `/`, with all but the unreserved letters and `/` as `%` (RFC 3986
/// §2.3).
pub(super) fn encode(path: &str) -> String {
    let mut address = String::from("/");
    percent::encode(path, &percent::IN_PATH, &mut address);
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_once() {
        assert_eq!(decode("/"), Some(String::new()));
        assert_eq!(decode("/a%20b/%C3%A9.html"), Some("a b/é.html".to_owned()));
        assert_eq!(decode("/%2561"), Some("%61".to_owned()));
        assert_eq!(decode("/a+b"), Some("a+b".to_owned()));
        assert_eq!(decode("/%2e%2e%2Fetc"), Some("../etc".to_owned()));
        assert_eq!(decode("//a"), Some("/a".to_owned()));
        for broken in ["/%", "/%4", "/%4x", "/%+1", "/%ff", "/%c3", "/%ed%a0%80"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_query_and_a_fragment_are_no_part_of_the_path() {
        assert_eq!(split("/a?b?c"), ("/a", "b?c"));
        assert_eq!(split("/a#b?c"), ("/a", ""));
        assert_eq!(split("/a%3Fb"), ("/a%3Fb", ""));
    }

    #[test]
    fn an_address_names_its_path() {
        for path in ["", "a b/é.html", "%61", "a?b#c", "x\r\ny", "/evil.example"] {
            let address = encode(path);
            assert!(address.bytes().all(|b| b.is_ascii_graphic()), "{address}");
            assert_eq!(decode(&address).as_deref(), Some(path));
        }
    }
}
