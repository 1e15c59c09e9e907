//! The numbers at which advice begins, and what a community makes of them.

use crate::handbook::community::{CheckSettings, GroupSize};

/// Where advice begins: what `checks:` says, or else what the guides say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Minutes until everyone has a voice.
    pub opening_minutes: u32,
    /// Weeks between two sessions that need something in between.
    pub gap_weeks: u32,
    /// How many people make a good group.
    pub group_size: GroupSize,
    /// Days before a session by which members have heard of it.
    pub reminder_days: u32,
    /// Minutes that an online room opens before the start.
    pub doors_minutes: u32,
    /// Seconds that each person has in a round.
    pub round_seconds: u32,
    /// Minutes without a break.
    pub sitting_minutes: u32,
    /// Percent of the talking that may belong to facilitators.
    pub facilitator_share: u32,
    /// Percent of the talking that belongs to everyone and to small groups.
    pub group_share: u32,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers {
            opening_minutes: 5,
            gap_weeks: 6,
            group_size: GroupSize { least: 10, most: 20 },
            reminder_days: 2,
            doors_minutes: 10,
            round_seconds: 30,
            sitting_minutes: 90,
            facilitator_share: 40,
            group_share: 35,
        }
    }
}

impl Numbers {
    /// What the community chose, and the usual numbers for the rest.
    #[must_use]
    pub fn of(chosen: &CheckSettings) -> Self {
        let usual = Numbers::default();
        Numbers {
            opening_minutes: chosen.opening_minutes.unwrap_or(usual.opening_minutes),
            gap_weeks: chosen.gap_weeks.unwrap_or(usual.gap_weeks),
            group_size: chosen.group_size.unwrap_or(usual.group_size),
            reminder_days: chosen.reminder_days.unwrap_or(usual.reminder_days),
            doors_minutes: chosen.doors_minutes.unwrap_or(usual.doors_minutes),
            round_seconds: chosen.round_seconds.unwrap_or(usual.round_seconds),
            sitting_minutes: chosen.sitting_minutes.unwrap_or(usual.sitting_minutes),
            facilitator_share: chosen.facilitator_share.unwrap_or(usual.facilitator_share),
            group_share: chosen.group_share.unwrap_or(usual.group_share),
        }
    }
}
