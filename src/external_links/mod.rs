//! Links that lead out of the handbook, asked on request whether they still lead somewhere. No build does this.
//!
//! Only what everybody may read is asked for: links of public pages, never those of callouts, of `private/` or into an
//! online room. Each address is asked once in a run, and nothing is kept on disk; a host gets one request at a time
//! with a pause after it, first `HEAD` and, where that is not answered well, `GET`, and none any more once it is slow
//! or says that this is too often. Where many are slow, the run ends. Addresses in the author's own network are not
//! asked, whether written in a link or given by a redirect; a public name that leads there cannot be told apart.

mod ask;
mod curl;
mod gather;
mod hosts;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::redact::Drafts;
use crate::source::{FilePath, Located};

use ask::{Answer, Asking, asked};

/// The most addresses that are asked in one run.
const MOST: usize = 1000;

/// Asks every outside link of what is public, and reports those that lead nowhere. `text` gives a file's text.
#[must_use]
pub fn check_links(handbook: &Handbook, drafts: Drafts, text: &dyn Fn(&FilePath) -> Option<String>) -> Vec<Diagnostic> {
    report(&gather::links(handbook, drafts, text), Asking::USUAL)
}

fn report(links: &[Located<String>], asking: Asking) -> Vec<Diagnostic> {
    let (links, left) = links.split_at(links.len().min(MOST));
    let Some(answers) = asked(links, asking) else {
        let place = links.first().map(|link| link.span.clone());
        let message = "Handbound cannot test links to other sites: the program `curl` is not on this computer.";
        let help = "Install it (most systems have it), or leave `--links` out.";
        return place.map(|place| Diagnostic::note("links-unasked", place, message).help(help)).into_iter().collect();
    };
    let found = |answer: &Answer| matches!(answer, Answer::NoSuchHost);
    let hosts: std::collections::BTreeSet<&str> = links.iter().filter_map(|link| hosts::host(&link.value)).collect();
    if hosts.len() > 1 && answers.iter().all(found) {
        let message = format!("Handbound found none of {} websites: this computer seems to be offline.", hosts.len());
        let help = "Try again when it is online.";
        return links
            .first()
            .map(|link| Diagnostic::note("links-unasked", link.span.clone(), message).help(help))
            .into_iter()
            .collect();
    }
    let mut said: Vec<Diagnostic> =
        links.iter().zip(&answers).filter_map(|(link, answer)| about(link, answer)).collect();
    if let Some(first) = left.first() {
        let message =
            format!("{} more links to other sites were not tested: one run tests {MOST} at most.", left.len());
        let help = "Open these yourself now and then, or take out links that nobody needs.";
        said.push(Diagnostic::note("links-unasked", first.span.clone(), message).help(help));
    }
    let mut in_peace: std::collections::BTreeMap<&str, Vec<&Located<String>>> = std::collections::BTreeMap::new();
    for (link, _) in links.iter().zip(&answers).filter(|(_, answer)| **answer == Answer::Left) {
        in_peace.entry(hosts::host(&link.value).unwrap_or_default()).or_default().push(link);
    }
    said.extend(
        in_peace.into_iter().filter_map(|(host, links)| Some(left_in_peace(host, links.len(), links.first()?))),
    );
    said
}

/// Reports a host once, at the first of its links that were not asked.
fn left_in_peace(host: &str, number: usize, first: &Located<String>) -> Diagnostic {
    let links = if number == 1 { "One link".to_owned() } else { format!("{number} links") };
    let message = format!(
        "{links} to {host} were not tested: it answers too slowly or limits how often a program may ask, or too many others were slow."
    );
    let message = if number == 1 { message.replace("were not", "was not") } else { message };
    Diagnostic::note("links-unasked", first.span.clone(), message).help("Try again later.")
}

fn about(link: &Located<String>, answer: &Answer) -> Option<Diagnostic> {
    let host = hosts::host(&link.value).unwrap_or_default();
    let mend = "Look for the page's new address and write it here, or take the link out.";
    let look = "Open it yourself: it may work, and only refuse to answer programs.";
    let (message, help) = match answer {
        Answer::Well | Answer::Left => return None,
        Answer::Gone(status) => {
            let message = format!("This link no longer works: {host} answers that there is no such page ({status}).");
            return Some(Diagnostic::warning("link-dead", link.span.clone(), message).help(mend));
        }
        Answer::NoSuchHost => {
            let message = format!("This link does not work: there is no website called {host}.");
            return Some(Diagnostic::warning("link-dead", link.span.clone(), message).help(mend));
        }
        Answer::OwnNetwork => (
            "This link leads into your own network, where readers cannot follow it. Handbound did not test it."
                .to_owned(),
            "Write the address at which everybody can open the page.",
        ),
        Answer::TooSlow => {
            (format!("{host} did not answer in time, so Handbound does not know whether this link works."), look)
        }
        Answer::TooManySteps => ("This link is redirected again and again and never reaches a page.".to_owned(), look),
        Answer::Unclear(Some(status)) => {
            (format!("{host} does not say whether this link works: it answers {status}."), look)
        }
        Answer::Unclear(None) => (format!("Handbound could not ask {host} whether this link works."), look),
    };
    Some(Diagnostic::note("link-unsure", link.span.clone(), message).help(help))
}
