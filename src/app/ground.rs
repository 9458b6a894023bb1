//! Whether the terminal's ground is light or dark: as its environment says, or as it answers when asked.
//!
//! It is asked only while nothing is typed, and for a tenth of a second at most: a key pressed meanwhile must not be taken
//! for the answer. What a slow terminal answers later is recognised and left out by `runner`.

use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// How long the terminal is waited for (our default).
const PATIENCE: Duration = Duration::from_millis(100);

/// What the terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the terminal draws on, if that can be known.
pub fn ask() -> Option<Ground> {
    if let Some(told) = std::env::var("COLORFGBG").ok().and_then(|told| told_by(&told)) {
        return Some(told);
    }
    if !is_quiet() {
        return None;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options).ok()? {
        ThemeMode::Light => Some(Ground::Light),
        ThemeMode::Dark => Some(Ground::Dark),
    }
}

/// Whether nothing has been typed that waits to be read; what has is kept for whoever reads keys.
fn is_quiet() -> bool {
    let raw = enable_raw_mode().is_ok();
    let quiet = crossterm::event::poll(Duration::ZERO).is_ok_and(|waits| !waits);
    if raw {
        drop(disable_raw_mode());
    }
    quiet
}

/// What `COLORFGBG` tells: the last of its numbers is the ground, by its place among the sixteen colours.
fn told_by(told: &str) -> Option<Ground> {
    match told.rsplit(';').next()?.trim().parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_by_the_last_number() {
        for (told, ground) in [
            ("15;0", Some(Ground::Dark)),
            ("0;15", Some(Ground::Light)),
            ("0;default;7", Some(Ground::Light)),
            ("12;8", Some(Ground::Dark)),
            ("15;default", None),
            ("", None),
        ] {
            assert_eq!(told_by(told), ground, "{told}");
        }
    }
}
