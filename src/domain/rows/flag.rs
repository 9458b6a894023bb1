//! Flag and tag: what agencies keep on the records of the people of a case until a day, and who said they did.
//!
//! A row says why a flag stands and until when; a repeat ends it and raises the next. A case from before flags were kept
//! has no row: its flag is worked out from the last referral by whoever asks.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::{record_row, words};

words! {
    /// Why a flag stands.
    pub enum FlagBasis {
        /// The case was heard.
        Heard = "heard",
        /// Heard again inside the window: it runs from there.
        Repeat = "repeat",
        /// Kept beyond its end, or on leaving a forum.
        Kept = "kept",
        /// It came with the case from another area.
        Moved = "came with the case",
    }
}

words! {
    /// Why a flag ended before its day.
    pub enum FlagEnd {
        /// A repeat raised the next one, or it was kept until another day.
        Replaced = "replaced",
        /// Removed.
        Removed = "removed",
        /// Somebody has died.
        Died = "died",
        /// It went with the case to another area.
        Moved = "went with the case",
    }
}

record_row! {
    /// One flag of a case.
    pub struct Flag in "flag" about case by [case, from, until, ended] {
        /// Which case.
        case: Id<Case>,
        /// Key of the forum the case is of.
        forum: String,
        /// The day the months are counted from.
        from: Date,
        /// The day it ends.
        until: Date,
        /// Why it stands.
        basis: FlagBasis,
        /// Why it was kept, in words.
        why: Option<Private>,
        /// Key of the agency whose referral raised it.
        agency: Option<String>,
        /// For a repeat: whether that agency said it was one.
        named: Option<bool>,
        /// When it was entered.
        at: DateTime,
        /// The day it ended before its own.
        ended: Option<Date>,
        /// Why it did.
        end: Option<FlagEnd>,
        /// In words.
        reason: Option<Private>,
    }
}

words! {
    /// What an agency said of a flag.
    pub enum FlagDeed {
        /// It stands on its records.
        Set = "set",
        /// It has been taken off its records.
        TakenOff = "taken off",
    }
}

record_row! {
    /// An agency's word on a flag.
    pub struct FlagConfirmed in "flag_confirmed" about case by [case, flag, on] {
        /// Its case.
        case: Id<Case>,
        /// Which flag; nothing for one worked out from the last referral.
        flag: Option<Id<Flag>>,
        /// Key of the agency.
        agency: String,
        /// What it said.
        deed: FlagDeed,
        /// The day it was done.
        on: Date,
        /// When it was entered.
        at: DateTime,
    }
}
