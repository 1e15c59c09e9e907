//! Amounts of money as people write them. A mark may stand before the cents or between the thousands: where one cell can
//! be read in two ways, the others of its column decide, and otherwise nobody does.

use crate::handbook::Money;
use crate::handbook::money::Currency;

/// The marks that group digits and never stand before cents.
const GROUPING: &[char] = &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'];

/// An amount as it is written, its marks not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenAmount {
    pub is_negative: bool,
    /// Digits, points and commas.
    number: String,
    pub currency: Currency,
    /// Whether it is written as a credit: `12.50 CR`; `None` where nothing says so.
    pub is_credit: Option<bool>,
}

/// What keeps an amount from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountProblem {
    /// Its mark may stand before cents or between thousands.
    TwoReadings,
    /// It has more digits behind its mark than its currency.
    TooManyDigits,
    NoAmount,
}

impl WrittenAmount {
    /// Takes an amount apart: `(12.50)`, `12,50-`, `+12.50`, `CHF 12.-`, `1 234,50 €`, `12.50 DR`.
    pub fn of(text: &str) -> Option<WrittenAmount> {
        let mut text: String = text.chars().map(|c| if c == '\u{2212}' { '-' } else { c }).collect();
        let mut is_negative = false;
        if let Some(inside) = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            (text, is_negative) = (inside.to_owned(), true);
        }
        // `12.-` has no cents.
        for end in [".-", ",-", ".–", ".—"] {
            text = text.replace(end, "");
        }
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let last = text.rfind(|c: char| c.is_ascii_digit())?;
        // A point or a comma before the first digit is of the number: `.50`.
        let first = text[..first].strip_suffix(['.', ',']).map_or(first, str::len);
        let (before, number, after) = (&text[..first], &text[first..=last], &text[last + 1..]);
        let signs = before.matches('-').count() + after.matches('-').count();
        let pluses = before.matches('+').count() + after.matches('+').count();
        is_negative |= signs == 1;
        let around = |text: &str| text.replace(['-', '+'], "").trim().to_owned();
        let (before, mut after) = (around(before), around(after));
        let is_credit = match after.to_lowercase().trim_end_matches('.') {
            "cr" => Some(true),
            "dr" => Some(false),
            _ => None,
        };
        if is_credit.is_some() {
            after.clear();
        }
        let written = match (before.is_empty(), after.is_empty()) {
            (_, true) => before,
            (true, false) => after,
            (false, false) => return None,
        };
        let number: String = number.chars().filter(|c| !GROUPING.contains(c)).collect();
        let is_number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        (signs + pluses <= 1 && is_number).then_some(())?;
        Some(WrittenAmount { is_negative, number, currency: currency(&written)?, is_credit })
    }

    /// Returns it in the `usual` currency if it has none of its own. A dollar is then of that country.
    pub fn usually(mut self, usual: &Currency) -> WrittenAmount {
        if self.currency.0.is_empty() || (&*self.currency.0 == "$" && usual.is_dollar()) {
            self.currency = usual.clone();
        }
        self
    }

    /// Returns the mark that stands before cents for certain, and that alone: `12,50`, `1.234,50`.
    pub fn decimal_mark(&self) -> Option<char> {
        let last = self.number.rfind(['.', ','])?;
        let mark = self.number[last..].chars().next()?;
        let digits = self.number.len() - last - 1;
        let others = self.number[..last].contains(['.', ',']);
        let both = self.number[..last].contains(if mark == '.' { ',' } else { '.' });
        (both || (!others && matches!(digits, 1 | 2))).then_some(mark)
    }

    /// Returns the mark that stands between thousands for certain: `1,234,567`.
    fn grouping_mark(&self) -> Option<char> {
        let mark = self.number.chars().find(|c| matches!(c, '.' | ','))?;
        let decimal = self.decimal_mark();
        (self.number.matches(mark).count() > 1 && decimal != Some(mark)).then_some(mark)
    }

    /// Reads the amount; `column` are the amounts of its column, its own among them.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self, column: &[WrittenAmount]) -> Result<Money, AmountProblem> {
        let decimal = match self.decimal_mark() {
            Some(mark) => Some(mark),
            None if self.grouping_mark().is_some() || !self.number.contains(['.', ',']) => None,
            None => self.mark_of(column)?,
        };
        let (whole, part) = match decimal {
            Some(mark) => self.number.rsplit_once(mark).ok_or(AmountProblem::NoAmount)?,
            None => (self.number.as_str(), ""),
        };
        let digits = self.currency.digits() as usize;
        if digits == 0 && part.bytes().any(|byte| byte != b'0') {
            return Err(AmountProblem::TooManyDigits);
        }
        let minor = grouped(whole)
            .filter(|_| part.len() <= digits.max(2))
            .and_then(|whole| format!("{whole}{:0<digits$}", part.get(..part.len().min(digits))?).parse::<i64>().ok())
            .ok_or(AmountProblem::NoAmount)?;
        Ok(Money { minor: if self.is_negative { -minor } else { minor }, currency: self.currency.clone() })
    }

    /// Returns the mark before the cents of an amount with one mark before three digits, as the other cells show it.
    fn mark_of(&self, column: &[WrittenAmount]) -> Result<Option<char>, AmountProblem> {
        let at = self.number.find(['.', ',']).ok_or(AmountProblem::NoAmount)?;
        let mark = self.number[at..].chars().next().ok_or(AmountProblem::NoAmount)?;
        let digits = self.number.len() - at - 1;
        if digits != 3 || !(1..=3).contains(&at) || self.number.starts_with('0') {
            // `0.125`, `1234.567`: thousandths, which most currencies do not have.
            return match self.currency.digits() {
                3 => Ok(Some(mark)),
                _ if digits == 3 => Err(AmountProblem::TooManyDigits),
                _ => Err(AmountProblem::NoAmount),
            };
        }
        if self.currency.digits() == 0 {
            return Ok(None);
        }
        let mut decimals: Vec<char> = column.iter().filter_map(WrittenAmount::decimal_mark).collect();
        let groups = column.iter().filter_map(WrittenAmount::grouping_mark).any(|other| other == mark);
        decimals.sort_unstable();
        decimals.dedup();
        match decimals.as_slice() {
            [decimal] if *decimal != mark => Ok(None),
            [] if groups => Ok(None),
            [_] if self.currency.digits() == 3 => Ok(Some(mark)),
            [_] => Err(AmountProblem::TooManyDigits),
            _ => Err(AmountProblem::TwoReadings),
        }
    }
}

/// Returns the digits of a whole number whose groups are right: threes, or a three after Indian twos.
fn grouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let (first, others) = groups.split_first()?;
    let is_threes = others.iter().all(|group| group.len() == 3);
    let is_indian =
        others.split_last().is_some_and(|(last, twos)| last.len() == 3 && twos.iter().all(|two| two.len() == 2));
    let is_right =
        others.is_empty() || ((1..=3).contains(&first.len()) && !first.starts_with('0') && (is_threes || is_indian));
    is_right.then(|| groups.concat()).map(|digits| if digits.is_empty() { "0".to_owned() } else { digits })
}

/// Returns a currency of its code or its sign; `None` for other words.
pub(super) fn currency(written: &str) -> Option<Currency> {
    let written = written.trim().trim_end_matches('.');
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation() && !c.is_whitespace() || c == '$';
    let code = match written {
        "" => "",
        "€" => "EUR",
        "£" => "GBP",
        "₩" => "KRW",
        "₫" => "VND",
        "₹" => "INR",
        "Fr" | "SFr" => "CHF",
        _ if written.chars().count() <= 4 && written.chars().all(|c| c.is_alphabetic() || is_sign(c)) => {
            let is_code = written.len() == 3 && written.bytes().all(|byte| byte.is_ascii_alphabetic());
            return Some(Currency(if is_code { written.to_uppercase().into() } else { written.into() }));
        }
        _ => return None,
    };
    Some(Currency(code.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the first cell of a column.
    fn read(column: &[&str]) -> String {
        let written: Vec<Option<WrittenAmount>> = column.iter().map(|cell| WrittenAmount::of(cell)).collect();
        let all: Vec<WrittenAmount> = written.iter().flatten().cloned().collect();
        match written.first().cloned().flatten().map(|first| first.read(&all)) {
            Some(Ok(money)) => money.to_string(),
            Some(Err(problem)) => format!("{problem:?}"),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn an_amount_has_one_reading_or_none() {
        for (cell, amount) in [
            ("58.40", "58.40"),
            ("58,4", "58.40"),
            ("1,058.40", "1058.40"),
            ("1.058,40", "1058.40"),
            ("1 234,50", "1234.50"),
            ("1\u{202f}234,50 €", "1234.50 EUR"),
            ("1’234.50", "1234.50"),
            ("1,234,567", "1234567.00"),
            ("1,00,000.50", "100000.50"),
            ("(12.50)", "-12.50"),
            ("12.50-", "-12.50"),
            ("\u{2212}2,40", "-2.40"),
            ("-2.40", "-2.40"),
            ("$58", "58.00 $"),
            ("-$58", "-58.00 $"),
            ("$-58", "-58.00 $"),
            ("CA$ 58.4", "58.40 CA$"),
            ("CHF 12.-", "12.00 CHF"),
            ("12 chf", "12.00 CHF"),
            (".50", "0.50"),
            ("+1234,56", "1234.56"),
            ("+ 12.50 €", "12.50 EUR"),
            ("+-12.50", "none"),
            ("12.50 CR", "12.50"),
            ("0.5", "0.50"),
            ("JPY 1,500,000", "1500000 JPY"),
            ("1.500 KWD", "TwoReadings"),
            ("0.125 KWD", "0.125 KWD"),
            ("1.234", "TwoReadings"),
            ("25,000", "TwoReadings"),
            ("0.125", "TooManyDigits"),
            ("12.3456", "NoAmount"),
            ("1234.567", "TooManyDigits"),
            ("JPY 1,250", "1250 JPY"),
            ("JPY 12.50", "TooManyDigits"),
            ("12.00 JPY", "12 JPY"),
            ("12,34,56", "NoAmount"),
            ("¥ 12.5 JPY", "none"),
            ("about 12", "none"),
            ("12/13", "none"),
            ("one", "none"),
            ("", "none"),
            ("99999999999999999999", "NoAmount"),
        ] {
            assert_eq!(read(&[cell]), amount, "{cell}");
        }
    }

    #[test]
    fn the_column_decides() {
        assert_eq!(read(&["1.234", "12,50"]), "1234.00");
        assert_eq!(read(&["1,234", "12.50"]), "1234.00");
        assert_eq!(read(&["1.234", "12.50"]), "TooManyDigits");
        assert_eq!(read(&["1.234", "1.234.567"]), "1234.00");
        assert_eq!(read(&["1.234", "12.50", "12,50"]), "TwoReadings");
        assert_eq!(read(&["1.234", "15"]), "TwoReadings");
    }
}
