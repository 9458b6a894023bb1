//! Dates as a TOML file writes them (`2026-11-26`), read into the calendar type the domain uses.

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::value::Datetime;

/// For `#[serde(deserialize_with)]`.
///
/// # Errors
/// When the value is not a date, or has a time.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    read::<D>(Datetime::deserialize(deserializer)?)
}

/// The same for a field that may be absent (with `#[serde(default)]`).
///
/// # Errors
/// When the value is not a date, or has a time.
pub fn maybe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Option::<Datetime>::deserialize(deserializer)?.map(read::<D>).transpose()
}

fn read<'de, D: Deserializer<'de>>(value: Datetime) -> Result<Date, D::Error> {
    let (Some(date), None) = (value.date, value.time) else {
        return Err(D::Error::custom("expected a date such as 2026-11-26, without a time"));
    };
    let part = |number: u8| i8::try_from(number).map_err(D::Error::custom);
    let year = i16::try_from(date.year).map_err(D::Error::custom)?;
    Date::new(year, part(date.month)?, part(date.day)?).map_err(D::Error::custom)
}
