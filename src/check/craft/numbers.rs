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

impl Numbers {
    /// Returns what the community chose, and the numbers of the guides for the rest.
    #[must_use]
    pub fn of(chosen: &CheckSettings) -> Self {
        Numbers {
            opening_minutes: chosen.opening_minutes.unwrap_or(5),
            gap_weeks: chosen.gap_weeks.unwrap_or(6),
            group_size: chosen.group_size.unwrap_or(GroupSize { least: 10, most: 20 }),
            reminder_days: chosen.reminder_days.unwrap_or(2),
            doors_minutes: chosen.doors_minutes.unwrap_or(10),
            round_seconds: chosen.round_seconds.unwrap_or(30),
            sitting_minutes: chosen.sitting_minutes.unwrap_or(90),
            facilitator_share: chosen.facilitator_share.unwrap_or(40),
            group_share: chosen.group_share.unwrap_or(35),
        }
    }
}
