//! A figure of an indicator: a number with at most two decimals, kept as hundredths so that nothing is rounded.

use std::fmt;
use std::str::FromStr;

use super::value::{Field, Kind, Value};

/// A number with at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

/// The most that is taken: beyond it nobody means it, and sums could not be kept whole.
const MOST: i64 = 1_000_000_000_000;

impl Amount {
    /// So many hundredths.
    pub const fn hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    pub const fn as_hundredths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (part, part % 10) {
            (0, _) => write!(formatter, "{sign}{whole}"),
            (part, 0) => write!(formatter, "{sign}{whole}.{}", part / 10),
            (part, _) => write!(formatter, "{sign}{whole}.{part:02}"),
        }
    }
}

impl FromStr for Amount {
    type Err = String;

    /// Reads `62`, `62%`, `1,250`, `-3.5`.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{typed}` is no figure: write it as 62, 81.5 or 1,250");
        let plain: String = typed.trim().trim_end_matches('%').chars().filter(|c| *c != ',').collect();
        let (digits, negative) =
            plain.trim().strip_prefix('-').map_or((plain.trim(), false), |rest| (rest, true));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !figures(whole) || !figures(part) {
            return Err(wrong());
        }
        let whole: i64 = whole.parse().map_err(|_| wrong())?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
        let value = whole.checked_mul(100).and_then(|whole| whole.checked_add(part)).ok_or_else(wrong)?;
        if value > MOST { Err(wrong()) } else { Ok(Self(if negative { -value } else { value })) }
    }
}

impl Field for Amount {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }

    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (typed, shown) in [
            ("62", "62"),
            ("62%", "62"),
            (" 1,250 ", "1250"),
            ("81.5", "81.5"),
            ("-3.05", "-3.05"),
            ("0.50", "0.5"),
        ] {
            assert_eq!(
                typed.parse::<Amount>().map(|amount| amount.to_string()),
                Ok(shown.to_owned()),
                "{typed}"
            );
        }
        for typed in ["", "-", "six", "1.234", "1.2.3", "99999999999999999999", ".5", "1e9"] {
            assert!(typed.parse::<Amount>().is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(hundredths in -MOST..MOST) {
            let amount = Amount::hundredths(hundredths);
            prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
        }

        #[test]
        fn nothing_typed_panics(typed in ".*") {
            let _ = typed.parse::<Amount>();
        }
    }
}
