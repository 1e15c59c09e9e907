//! `_headers`: the HTTP headers that Netlify, Cloudflare Pages and hosts like them send with each file.
//!
//! No name of a header is given for a file by two rules: Cloudflare would join both values. So there is none about
//! keeping for all files, and the host's own headers hold for the rest.

/// The path where those hosts look for it.
pub(super) const PATH: &str = "_headers";

/// The policy that pages have in a `<meta>` tag, which holds on any host.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                                 connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Returns the policy of a page that plays a film or a sound of the handbook.
pub(super) fn policy_that_plays() -> String {
    POLICY.replace("; connect-src", "; media-src 'self'; connect-src")
}

/// Gives `page` that policy where it has a player. Authors' text is escaped, so every `<` begins a tag.
pub(super) fn let_play(page: &mut Vec<u8>) {
    let Ok(text) = std::str::from_utf8(page) else { return };
    if ["<video ", "<audio "].iter().any(|tag| text.contains(tag)) {
        *page = text.replacen(POLICY, &policy_that_plays(), 1).into_bytes();
    }
}

/// The caching of a file whose name changes with its content: a year, the longest that is asked for (RFC 9111).
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The least number of digits of a fingerprint in a name.
const DIGITS: usize = 8;

/// Returns the whole file. `assets` are the paths of everything in `assets/`; `plays` is true where there is a film or
/// a sound: a page cannot allow what a host forbids.
pub(super) fn headers<'a>(assets: impl Iterator<Item = &'a str>, plays: bool) -> String {
    let policy = if plays { policy_that_plays() } else { POLICY.to_owned() };
    let mut text = format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: same-origin\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n\
         /*.html\n  Cache-Control: public, max-age=0, must-revalidate\n\
         /*.ics\n  Content-Type: text/calendar; charset=utf-8\n  Cache-Control: public, max-age=300\n\
         /*.xml\n  Cache-Control: public, max-age=300\n"
    );
    let (kept, others): (Vec<&str>, Vec<&str>) = assets.partition(|path| has_fingerprint(path));
    // Where a community's own files are among them, whose names stay, each of the others has a rule of its own.
    let rules = if others.is_empty() { vec!["assets/*"] } else { [kept.as_slice(), &["assets/_/*"]].concat() };
    for path in rules {
        text.push_str(&format!("/{path}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}

/// Returns whether the name of the file at `path` holds its fingerprint: `assets/card.0123456789abcdef.png`.
fn has_fingerprint(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.').skip(1);
    let is_print = |part: &str| {
        part.len() >= DIGITS && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    parts.next().is_some_and(is_print) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_are_kept_for_ever() {
        let print = "assets/card.0123456789abcdef.png";
        assert!(headers([print].into_iter(), false).contains("\n/assets/*\n  Cache-Control: public, max-age=31536000"));
        let mixed = headers([print, "assets/pictures/shore.svg", "assets/own.css"].into_iter(), false);
        assert!(mixed.ends_with(&format!(
            "\n/{print}\n  Cache-Control: {FOR_EVER}\n/assets/_/*\n  Cache-Control: {FOR_EVER}\n"
        )));
        assert!(!has_fingerprint("assets/deadbeef.css") && !has_fingerprint("assets/a.min.css"));
    }

    #[test]
    fn no_rule_says_again_what_another_says() {
        let text = headers(["assets/hearth.0123456789abcdef.css"].into_iter(), false);
        let of_all = text.split("\n/").next().unwrap_or_default();
        assert!(!of_all.contains("Cache-Control") && !of_all.contains("Content-Type:"), "{of_all}");
    }

    #[test]
    fn a_page_with_a_player_may_play_what_the_site_has() {
        let page = |inside: &str| format!("<meta content=\"{POLICY}\">{inside}").into_bytes();
        let mut film = page("<video controls src=\"f.mp4\"></video>");
        let_play(&mut film);
        let film = String::from_utf8(film).unwrap();
        assert!(film.contains("img-src 'self' data:; media-src 'self'; connect-src 'self'"), "{film}");
        let mut text = page("&lt;video &gt;");
        let_play(&mut text);
        assert_eq!(text, page("&lt;video &gt;"));
        assert!(headers(std::iter::empty(), true).contains("; media-src 'self'; "));
    }

    #[test]
    fn pages_say_the_same_policy() {
        let base = include_str!("../../themes/common/templates/base.html");
        assert!(base.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")));
    }
}
