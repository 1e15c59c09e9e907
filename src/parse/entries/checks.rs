//! `checks:` in `community.yml`: the advice that is switched off, and the numbers at which it begins.

use crate::handbook::community::CheckSettings;
use crate::parse::fields::Fields;
use crate::parse::{time, yaml::Node};

/// Reads `checks:`, with the usual numbers for the rest.
pub(super) fn checks(fields: &mut Fields<'_>) -> CheckSettings {
    let usual = CheckSettings::default();
    let Some(mut inner) = fields.group("checks", "checks: {ignore: {no-mentor: \"we are each other's\"}}") else {
        return usual;
    };
    let checks = CheckSettings {
        ignore: inner.reasons("ignore"),
        opening_minutes: quantity(&mut inner, "opening_minutes", usual.opening_minutes, minutes),
        gap_weeks: quantity(&mut inner, "gap_weeks", usual.gap_weeks, |node| counted(node, &["week", "weeks"])),
        group_size: inner.group_size("group_size").unwrap_or(usual.group_size),
        reminder_days: quantity(&mut inner, "reminder_days", usual.reminder_days, |node| {
            counted(node, &["day", "days"])
        }),
        doors_minutes: quantity(&mut inner, "doors_minutes", usual.doors_minutes, minutes),
        round_seconds: quantity(&mut inner, "round_seconds", usual.round_seconds, |node| {
            counted(node, &["s", "seconds"])
        }),
        sitting_minutes: quantity(&mut inner, "sitting_minutes", usual.sitting_minutes, minutes),
        facilitator_share: quantity(&mut inner, "facilitator_share", usual.facilitator_share, percent),
        group_share: quantity(&mut inner, "group_share", usual.group_share, percent),
    };
    inner.finish();
    checks
}

/// Reads a field by `read`, or as a whole number; returns `usual` where there is neither.
fn quantity(fields: &mut Fields<'_>, name: &'static str, usual: u32, read: impl Fn(&Node) -> Option<u32>) -> u32 {
    let Some(node) = fields.take(name) else { return usual };
    read(node).or_else(|| fields.reader.number(node, name, usual)).unwrap_or(usual)
}

/// Reads `5 min`, `1 h`.
fn minutes(node: &Node) -> Option<u32> {
    time::length(node.scalar()?.text.trim()).map(|minutes| minutes.value)
}

/// Reads `40 %`, `40 percent`.
fn percent(node: &Node) -> Option<u32> {
    counted(node, &["%", "percent", "per cent"])
}

/// Reads a number with one of `units` behind it.
fn counted(node: &Node, units: &[&str]) -> Option<u32> {
    let text = node.scalar()?.text.trim().to_lowercase();
    units.iter().find_map(|unit| text.strip_suffix(unit)?.trim_end().parse().ok())
}
