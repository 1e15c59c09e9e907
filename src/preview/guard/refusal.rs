//! Why a request is turned away, and the sentence that says so.

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::preview) enum Refusal {
    Unreadable,
    /// It names another host: a page elsewhere may have pointed a name of its own at this computer (DNS rebinding).
    Host,
    /// A page of another site asks.
    Origin,
    Method,
    Late,
    TooLong,
    Full,
}

impl Refusal {
    /// RFC 9110 §15, and RFC 6585 §5 for heads that are too long.
    fn status(self) -> &'static str {
        match self {
            Self::Unreadable => "400 Bad Request",
            Self::Host | Self::Origin => "403 Forbidden",
            Self::Method => "405 Method Not Allowed",
            Self::Late => "408 Request Timeout",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::Full => "503 Service Unavailable",
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "The preview could not read this request. Its address begins with http://, not https://."
            }
            Self::Host => {
                "The preview answers only under its own address. Open the one that Handbound printed when it started."
            }
            Self::Origin => "The preview shows its pages to nobody but you: a page of another site asked for this one.",
            Self::Method => "The preview only shows pages: nothing can be sent to it.",
            Self::Late => "The preview waited for the rest of this request, and it did not come.",
            Self::TooLong => "This request is longer than any that a browser needs.",
            Self::Full => "The preview has too much to do just now. Try again in a moment.",
        }
    }

    /// The whole answer.
    pub fn answer(self) -> String {
        let more = match self {
            Self::Method => "Allow: GET, HEAD\r\n",
            Self::Full => "Retry-After: 1\r\n",
            _ => "",
        };
        let sentence = self.sentence();
        format!(
            "HTTP/1.1 {}\r\n{more}Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
             X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{sentence}\n",
            self.status(),
            sentence.len() + 1,
        )
    }
}
