//! Amounts of money, as whole numbers of a currency's smallest unit.

use std::fmt;
use std::sync::Arc;

/// An amount in one currency. Amounts in two are never added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Hundredths for most currencies: see [`Currency::digits`].
    pub minor: i64,
    pub currency: Currency,
}

/// A currency as it was written: a code (`CAD`) or a sign (`$`); empty where none was. Texts are its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(pub Arc<str>);

/// Currencies without smaller units, and those with thousandths (ISO 4217).
const WHOLE: &[&str] =
    &["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// Currencies whose sign is `$`.
const DOLLARS: &[&str] = &[
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "CVE", "DOP", "FJD", "GYD", "HKD",
    "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU", "XCD",
];

/// The codes of all currencies in use (ISO 4217).
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

impl Currency {
    /// Returns whether it is written as a code of a currency in use.
    #[must_use]
    pub fn is_code(&self) -> bool {
        self.0.len() == 3 && CODES.split_whitespace().any(|code| code == &*self.0)
    }

    /// Returns whether its sign is `$`.
    #[must_use]
    pub fn is_dollar(&self) -> bool {
        DOLLARS.contains(&&*self.0)
    }

    /// Returns how many digits an amount has behind its decimal mark.
    #[must_use]
    pub fn digits(&self) -> u32 {
        match &*self.0 {
            "₩" | "₫" => 0,
            code if WHOLE.contains(&code) => 0,
            code if THOUSANDTHS.contains(&code) => 3,
            _ => 2,
        }
    }
}

impl Money {
    /// Returns the sum, or `None` where it is past what can be counted, or the currencies differ.
    #[must_use]
    pub fn plus(&self, other: &Money) -> Option<Money> {
        let minor = self.minor.checked_add(other.minor).filter(|_| self.currency == other.currency)?;
        Some(Money { minor, currency: self.currency.clone() })
    }

    /// Returns the number alone, with a point: `-1234.50`.
    #[must_use]
    pub fn number(&self) -> String {
        let digits = self.currency.digits();
        let unit = 10_u64.pow(digits);
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        match digits {
            0 => format!("{sign}{whole}"),
            digits => format!("{sign}{whole}.{part:0width$}", width = digits as usize),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.currency.0 {
            "" => write!(out, "{}", self.number()),
            currency => write!(out, "{} {currency}", self.number()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, currency: &str) -> Money {
        Money { minor, currency: Currency(currency.into()) }
    }

    #[test]
    fn each_currency_has_its_digits() {
        let written = [(-5, ""), (123_450, "CAD"), (1_500, "JPY"), (1_500, "KWD"), (0, "€")];
        let shown = written.map(|(minor, currency)| money(minor, currency).to_string());
        assert_eq!(shown, ["-0.05", "1234.50 CAD", "1500 JPY", "1.500 KWD", "0.00 €"]);
    }

    #[test]
    fn only_what_belongs_together_is_added() {
        assert_eq!(money(1, "€").plus(&money(2, "€")), Some(money(3, "€")));
        assert_eq!(money(1, "€").plus(&money(2, "")), None);
        assert_eq!(money(i64::MAX, "").plus(&money(1, "")), None);
    }
}
