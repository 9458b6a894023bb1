//! Dates as the area counts, writes and reads them.
//!
//! [`Holidays`] counts working days, with the bank holidays of England and Wales by rule and exceptions handed
//! in; [`months`](window_end) counts calendar months; [`read_date`] reads what people write in files; the
//! `show_` functions write dates the United Kingdom's way. Everything is a civil date: there is no clock and no
//! time zone here, and dates said aloud ("by fri", "2/52") are the action line's business.

mod holidays;
mod months;
mod names;
mod read;
mod show;

pub use holidays::{Holidays, bank_holiday_by_rule, easter_sunday};
pub use months::{add_days, add_months, window_end};
pub use names::{month_named, weekday_named};
pub use read::{DateError, Expect, nearest_century, read_date};
pub use show::{show_day, show_day_near, show_day_short, show_day_year, show_numeric};
