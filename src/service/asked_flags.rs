//! Flags of cases, as told.

use jiff::civil::Date;

use crate::domain::flag::FlagStanding;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::words;

words! {
    /// Which flags.
    pub enum FlagHeap {
        /// Those that end within two months.
        Ending = "ending",
        /// Those that are up.
        Up = "up",
        /// Those that ended within two months.
        Ended = "ended",
    }
}

/// The flag of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagTold {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// Short code of the forum.
    pub forum: String,
    /// How it stands.
    pub standing: FlagStanding,
    /// Why it was kept or ended, in words.
    pub why: Option<Private>,
    /// Agencies that said they set it, by name.
    pub set: Vec<String>,
    /// Agencies that said they took it off, by name.
    pub taken_off: Vec<String>,
    /// On whose records: "victim, perpetrator, 2 children"; somebody who has died is left out.
    pub whose: String,
}

impl FlagTold {
    /// "up until 12 Nov 2027", "ended 12 Nov 2026: removed".
    pub fn words(&self, day: impl Fn(Date) -> String, today: Date) -> String {
        match self.standing.ended {
            Some((on, why)) => format!("ended {}: {why}", day(on)),
            None if self.standing.is_up(today) => format!("up until {}", day(self.standing.until)),
            None => format!("ended {}", day(self.standing.until)),
        }
    }
}

/// Flags, as many as are shown.
#[derive(Debug, Clone)]
pub struct FlagList {
    /// The flags: by the day they end, or ended.
    pub lines: Vec<FlagTold>,
    /// How many more there are.
    pub more: usize,
    /// Agencies to choose from: key and name.
    pub agencies: Vec<(String, String)>,
}
