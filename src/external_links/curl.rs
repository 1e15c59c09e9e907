//! One request, made by the system's `curl`: it knows the encryption of the web, for which this program has no crate.
//!
//! No shell is between: the address goes to its standard input as a line of its own configuration. `curl` may speak
//! HTTP alone, follows nothing by itself, reads no settings of the user's, and has little time and size.

use std::io::Write;
use std::process::{Command, Stdio};

/// The method of a request for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpMethod {
    Head,
    Get,
}

/// The answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status; 0 where none came.
    pub status: u16,
    /// The address of a redirect.
    pub to: Option<String>,
    pub ended: CurlExit,
}

/// The exit codes of `curl` (its manual, "EXIT CODES").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurlExit {
    Well,
    NoSuchHost,
    TooSlow,
    Otherwise,
}

/// The name in requests, so that the owner of a site knows who asks.
const AGENT: &str = concat!("Handbound/", env!("CARGO_PKG_VERSION"), " (asks whether links still lead somewhere)");

/// Asks for `address`; `None` where there is no such `program`.
pub fn request(program: &str, method: HttpMethod, address: &str, seconds: u32) -> Option<Reply> {
    // `--disable` has to come first.
    let mut command = Command::new(program);
    command.args(["--disable", "--silent", "--globoff", "--proto", "=http,https", "--max-filesize", "2000000"]);
    command.args(["--max-time", &seconds.to_string(), "--connect-timeout", &seconds.to_string()]);
    command.args(["--output", if cfg!(windows) { "NUL" } else { "/dev/null" }]);
    command.args(["--write-out", "%{http_code} %{redirect_url}", "--user-agent", AGENT]);
    if method == HttpMethod::Head {
        command.arg("--head");
    }
    command.args(["--config", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    if let Some(mut input) = child.stdin.take() {
        // It does not ask for an address that it does not read, and reports so.
        let _ = input.write_all(line(address).as_bytes());
    }
    let output = child.wait_with_output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let (status, to) = said.split_once(' ').unwrap_or((&said, ""));
    Some(Reply {
        status: status.trim().parse().unwrap_or(0),
        to: Some(to.trim()).filter(|to| !to.is_empty()).map(str::to_owned),
        ended: match output.status.code() {
            Some(0) => CurlExit::Well,
            Some(6) => CurlExit::NoSuchHost,
            Some(28) => CurlExit::TooSlow,
            _ => CurlExit::Otherwise,
        },
    })
}

/// Writes the address as a line of configuration, in quotation marks; characters that would end the line are left out.
fn line(address: &str) -> String {
    let mut line = "url = \"".to_owned();
    for letter in address.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '"' | '\\' => line.extend(['\\', letter]),
            ' ' => line.push_str("%20"),
            _ => line.push(letter),
        }
    }
    line + "\"\n"
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn no_address_is_more_than_one_setting() {
        assert_eq!(
            line("https://a.org/\"\noutput = \"/etc/x\\ b"),
            "url = \"https://a.org/\\\"output%20=%20\\\"/etc/x\\\\%20b\"\n"
        );
    }
}
