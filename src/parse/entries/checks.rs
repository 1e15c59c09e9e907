//! `checks:` in `community.yml`: the advice that is switched off, and the numbers at which it begins.

use crate::handbook::community::CheckSettings;
use crate::parse::fields::Fields;
use crate::parse::{time, yaml::Node};

/// What `checks:` says.
pub(super) fn checks(fields: &mut Fields<'_>) -> CheckSettings {
    let Some(mut inner) = fields.group("checks", "checks: {ignore: {no-mentor: \"we are each other's\"}}") else {
        return CheckSettings::default();
    };
    let checks = CheckSettings {
        ignore: inner.reasons("ignore"),
        opening_minutes: quantity(&mut inner, "opening_minutes", 5, minutes),
        gap_weeks: quantity(&mut inner, "gap_weeks", 6, |node| counted(node, &["week", "weeks"])),
        group_size: inner.group_size("group_size"),
        reminder_days: quantity(&mut inner, "reminder_days", 2, |node| counted(node, &["day", "days"])),
        doors_minutes: quantity(&mut inner, "doors_minutes", 10, minutes),
        round_seconds: quantity(&mut inner, "round_seconds", 30, |node| counted(node, &["s", "seconds"])),
        sitting_minutes: quantity(&mut inner, "sitting_minutes", 90, minutes),
        facilitator_share: quantity(&mut inner, "facilitator_share", 40, percent),
        group_share: quantity(&mut inner, "group_share", 35, percent),
    };
    inner.finish();
    checks
}

/// What `read` makes of a field, or a whole number.
fn quantity(
    fields: &mut Fields<'_>,
    name: &'static str,
    example: u32,
    read: impl Fn(&Node) -> Option<u32>,
) -> Option<u32> {
    let node = fields.take(name)?;
    read(node).or_else(|| fields.reader.number(node, name, example))
}

/// `5 min`, `1 h`.
fn minutes(node: &Node) -> Option<u32> {
    time::length(node.scalar()?.text.trim()).map(|minutes| minutes.value)
}

/// `40 %`, `40 percent`.
fn percent(node: &Node) -> Option<u32> {
    counted(node, &["%", "percent", "per cent"])
}

/// A number with one of `units` behind it.
fn counted(node: &Node, units: &[&str]) -> Option<u32> {
    let text = node.scalar()?.text.trim().to_lowercase();
    units.iter().find_map(|unit| text.strip_suffix(unit)?.trim_end().parse().ok())
}
