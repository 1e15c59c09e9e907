//! The words and signs of time in the languages that people write agendas in.

/// Words that say that a length is not exact. Longer ones stand before their own beginnings.
pub const ABOUT: &[&str] = &[
    "no more than",
    "less than",
    "not more than",
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "roughly",
    "up to",
    "at most",
    "maximum",
    "max.",
    "max",
    "circa",
    "ca.",
    "ca",
    "c.",
    "~",
    "≈",
    "<=",
    "≤",
    "<",
    "±",
    "ungefähr",
    "etwa",
    "rund",
    "bis zu",
    "höchstens",
    "environ",
    "env.",
    "jusqu'à",
    "jusqu’à",
    "aprox.",
    "aprox",
    "aproximadamente",
    "unos",
    "hasta",
    "cerca de",
    "até",
    "ongeveer",
    "maximal",
];

/// Words before a clock time.
pub const BEFORE_A_CLOCK: &[&str] = &[
    "h.",
    "h",
    "ore",
    "at",
    "um",
    "ab",
    "gegen",
    "à partir de",
    "a partir de",
    "a partir das",
    "à",
    "a las",
    "às",
    "om",
    "kl.",
    "kl",
    "@",
    "alle",
    "alle ore",
    "ore",
];

/// Words before either.
pub const BEFORE_EITHER: &[&str] = &[
    "from",
    "von",
    "vanaf",
    "van",
    "à partir de",
    "a partir de",
    "a partir das",
    "dès",
    "de",
    "das",
    "dalle",
    "desde",
];

/// Words between the two ends of a range, with their spaces, and dashes.
pub const TO: &[&str] = &[
    "to", "until", "till", "til", "bis", "à", "a", "às", "até", "hasta", "tot", "y", "et", "alle", "—", "–", "-", "−",
    "‐", "‑", "→", "~",
];

/// Units of minutes.
pub const MINUTES: &[&str] = &[
    "m", "min", "mins", "minute", "minutes", "mn", "minuten", "minuto", "minutos", "minuti", "minuut", "minuter",
    "mnt", "minut",
];

/// Units of hours.
pub const HOURS: &[&str] = &[
    "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "uur",
    "u", "hs",
];

/// Words that make a length one for each person.
pub const EACH: &[&str] =
    &["each", "per", "apiece", "/", "pro", "par", "je", "chacun", "chacune", "por", "cada", "a person"];
