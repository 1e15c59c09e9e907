//! A scenario's fields and the headings it needs.

use crate::diagnostic::Diagnostic;
use crate::handbook::{EntryKind, Role, Scenario};
use crate::parse::fields::listed;
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{Item, address, keep, meta, required_title};

/// The headings without which a scenario is none.
const NEEDED: [(Role, &str); 3] =
    [(Role::Story, "The story"), (Role::Question, "The question"), (Role::Asks, "What we would like from you")];

pub(super) fn scenario(item: Item<'_>, parsed: &mut Parsed) -> Entry {
    let Item { id, mut fields, text, .. } = item;
    let title = required_title(&mut fields, "title", &id);
    let mut meta = meta(&mut fields, EntryKind::Scenario, id.clone(), address("scenarios", &id), title);
    let (mut written, asks, rounds) = markdown::scenario(&text);
    keep(&mut written, &mut meta, parsed);
    let missing: Vec<String> = NEEDED
        .iter()
        .filter(|(role, _)| written.body.section(*role).is_none())
        .map(|(_, heading)| format!("`{heading}`"))
        .collect();
    if !missing.is_empty() {
        let lines: Vec<String> = missing.iter().map(|name| name.replacen('`', "`## ", 1)).collect();
        parsed.diagnostics.push(
            Diagnostic::error(
                "missing-field",
                meta.span.clone(),
                format!("This scenario has no heading {}.", listed(&missing, "and no")),
            )
            .help(format!("Add {}, each with its text under it.", listed(&lines, "and"))),
        );
    }
    let scenario = Scenario {
        meta,
        opens: fields.date("opens").map(|date| date.value),
        closes: fields.date("closes").map(|date| date.value),
        place: fields.words("where"),
        for_session: fields.id("for_session"),
        seeded_by: fields.ids("seeded_by").unwrap_or_default(),
        reply_within: fields.text("reply_within"),
        asks,
        rounds,
        body: written.body,
    };
    if let (Some(opens), Some(closes)) = (scenario.opens, scenario.closes)
        && closes < opens
        && let Some(span) = fields.name_span("closes")
    {
        fields.reader.say(
            Diagnostic::error(
                "dates-in-order",
                span,
                format!("This scenario closes on {closes}, before it opens on {opens}."),
            )
            .help("Put the later day into `closes`."),
        );
    }
    fields.finish();
    Entry::Scenario(Box::new(scenario))
}
