//! One number of an expression of time with what belongs to it, as a clock time or as minutes.

use crate::handbook::Minutes;

use super::{Expression, Half, WallTime};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    /// `Uhr`, `o'clock`: never a length.
    Clock,
}

/// One number with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// The number in hundredths, so that `1.5 hours` stays exact.
    pub hundredths: u32,
    /// Minutes after a colon, a dot or an `h`.
    pub minute: Option<u8>,
    pub half: Option<Half>,
    pub unit: Option<Unit>,
    /// `1 h 15`, `1 hour and 15 minutes`.
    pub after_hours: Option<u32>,
    /// `30+`, `2x10`.
    pub is_about: bool,
    /// `noon`: a clock time that needs no number.
    pub is_word: bool,
    /// Whether it was reckoned (`2x10`, `1/2`), so that it is no hour of a clock.
    pub is_reckoned: bool,
}

impl Point {
    pub fn whole(&self) -> Option<u32> {
        self.hundredths.is_multiple_of(100).then_some(self.hundredths / 100)
    }

    /// Reads it as a clock time. A bare number is one only beside another clock time, which `beside` says.
    pub fn clock(&self, beside: bool) -> Option<WallTime> {
        let minute = match (self.minute, self.after_hours) {
            (Some(minute), _) => u32::from(minute),
            (None, after) => after.unwrap_or(0),
        };
        let is_hours = matches!(self.unit, Some(Unit::Hours | Unit::Clock));
        let is_plain = self.minute.is_some() || is_hours || self.is_word;
        if self.is_reckoned || self.is_about || self.unit == Some(Unit::Minutes) {
            return None;
        }
        if !(is_plain || self.half.is_some() || beside) {
            return None;
        }
        let hour = u8::try_from(self.whole()?).ok().filter(|hour| *hour <= 99)?;
        let is_of_24 = self.half.is_none() && (hour == 0 || hour > 12 || is_hours);
        Some(WallTime { hour, minute: u8::try_from(minute).ok()?, half: self.half, is_plain, is_of_24 })
    }

    /// Reads it as minutes, with its own unit or that of the other end of a range.
    pub fn minutes(&self, unit: Option<Unit>) -> Option<u32> {
        if self.half.is_some() || self.is_word {
            return None;
        }
        match self.unit.or(unit)? {
            // `10:30 min` is no length that anybody writes.
            Unit::Minutes if self.minute.is_none() => Some(self.hundredths.div_ceil(100)),
            Unit::Hours => {
                let hours = self.hundredths.checked_mul(60)?.div_ceil(100);
                hours.checked_add(u32::from(self.minute.unwrap_or(0)))?.checked_add(self.after_hours.unwrap_or(0))
            }
            Unit::Minutes | Unit::Clock => None,
        }
    }

    pub fn alone(self) -> Expression {
        let length = self.minutes(None).map(|value| Minutes { value, about: self.is_about });
        Expression { clock: self.clock(false).map(|start| (start, None)), length, span: None }
    }
}
