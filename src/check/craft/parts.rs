//! What a young handbook does not have yet, in one message.
//!
//! Two files are a handbook. Whoever has just begun would be told of values, a contact, a place to talk and so on, each
//! on its own; so as long as little is planned they are gathered into one note, and kept back while there is a mistake.

use super::reading::list;
use super::{Reading, check};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// A handbook with fewer sessions that have an agenda is young.
const FEW: usize = 3;

/// `found`, in which what is missing altogether is one note where the handbook is young. What its author silenced stays
/// out of that note.
pub(super) fn gathered(reading: &Reading, found: Vec<Diagnostic>, said: &[Diagnostic]) -> Vec<Diagnostic> {
    let ignored = &reading.book.community.checks.ignore;
    let is_ignored = |found: &Diagnostic| ignored.iter().any(|(id, _)| id.value == found.code);
    let (ignored, found) = found.into_iter().partition(is_ignored);
    let mut left = gathered_by(reading, found, said, &|found| check(found.code).and_then(|check| check.part));
    left.extend::<Vec<_>>(ignored);
    left
}

fn gathered_by(
    reading: &Reading,
    found: Vec<Diagnostic>,
    said: &[Diagnostic],
    part: &dyn Fn(&Diagnostic) -> Option<&'static str>,
) -> Vec<Diagnostic> {
    let with_agenda = reading.sessions.iter().filter(|session| session.agenda.is_some());
    if with_agenda.take(FEW).count() == FEW {
        return found;
    }
    let (missing, mut rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| part(found).is_some());
    let mut parts: Vec<&str> = missing.iter().filter_map(part).collect();
    parts.dedup();
    let is_wrong = |found: &Diagnostic| found.severity <= Severity::Warning;
    if !parts.is_empty() && !said.iter().chain(&rest).any(is_wrong) {
        let message = format!("This handbook is young: it has no {} yet.", list(&parts));
        let help = "Add them one by one, when the group is ready; `handbound check --list` says what each is for.";
        rest.push(Diagnostic::note("not-there-yet", Span::whole(&"community.yml".into()), message).help(help));
    }
    rest
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::fixture::handbook;
    use super::*;
    use crate::check::fixture::texts;
    use crate::public::Drafts;

    fn told(sessions: usize, missing: &[&'static str], said: &[Diagnostic]) -> Vec<String> {
        let session = |n| format!("---\ntitle: {n}\ndate: 2026-12-0{n}\ntime: 6-8 pm\n---\n## Agenda\n- 5 min: Tea\n");
        let sessions: Vec<(String, String)> =
            (1..=sessions).map(|n| (format!("sessions/{n}.md"), session(n))).collect();
        let mut files = vec![("community.yml", "name: A\ntimezone: America/Halifax\n")];
        files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let (handbook, _) = handbook(&files);
        let reading = Reading::new(&handbook, date(2026, 11, 22), Drafts::Left, &[]);
        let place = Span::whole(&"community.yml".into());
        let found = missing.iter().map(|part| Diagnostic::warning(part, place.clone(), "Gone."));
        let part = |found: &Diagnostic| Some(found.code).filter(|code| *code != "other");
        texts(gathered_by(&reading, found.collect(), said, &part))
    }

    #[test]
    fn what_is_silenced_is_left_out() {
        let files = |checks: &str| format!("name: A\ntimezone: UTC\n{checks}");
        let said = |checks: &str| {
            let community = files(checks);
            let session = "---\ntitle: T\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: online\n---\nHello.\n";
            let (handbook, _) = handbook(&[("community.yml", &community), ("sessions/a.md", session)]);
            let reading = Reading::new(&handbook, date(2026, 11, 22), Drafts::Left, &[]);
            let said = super::super::silenced(&reading, super::super::craft(&reading, &[]));
            texts(said).join("\n")
        };
        assert!(said("").contains(" values,"), "{}", said(""));
        let ignoring = said("checks:\n  ignore: { values-page-missing: later }\n");
        assert!(ignoring.contains("This handbook is young") && !ignoring.contains("values"), "{ignoring}");
    }

    #[test]
    fn what_a_young_handbook_lacks_is_one_note() {
        assert_eq!(
            told(2, &["values", "contact", "place to talk"], &[]),
            [
                "community.yml:0 note[not-there-yet]: This handbook is young: it has no values, contact and place to talk \
              yet. / Add them one by one, when the group is ready; `handbound check --list` says what each is for."
            ]
        );
        assert!(told(2, &["values"], &[])[0].contains("it has no values yet."));
        assert_eq!(told(2, &[], &[]), [""; 0]);
    }

    #[test]
    fn it_waits_while_there_is_a_mistake_and_a_grown_handbook_hears_each() {
        let place = Span::whole(&"a.md".into());
        assert_eq!(told(2, &["values", "contact"], &[Diagnostic::error("x", place.clone(), "No.")]), [""; 0]);
        assert_eq!(told(2, &["values", "other"], &[]), ["community.yml:0 warning[other]: Gone. / "]);
        assert_eq!(told(2, &["values"], &[Diagnostic::note("x", place, "So.")]).len(), 1);
        assert_eq!(told(3, &["values", "contact"], &[]).len(), 2);
    }
}
