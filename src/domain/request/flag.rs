//! Flag and tag: kept, ended, confirmed by an agency; and that somebody has died.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::flag::FlagDeed;
use crate::domain::rows::person::Person;

/// See [`super::Request::Flag`].
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the rows")]
pub enum FlagChange {
    /// Keeps a flag until a day; the area's usual months from now when none is given.
    Keep { case: Id<Case>, until: Option<Date>, reason: Private },
    /// Ends a flag before its day.
    End { case: Id<Case>, on: Option<Date>, reason: Private },
    /// An agency says that it set the flag, or took it off.
    Confirm { case: Id<Case>, agency: String, deed: FlagDeed, on: Option<Date> },
    /// Somebody has died, on a day; nothing when that was a mistake.
    Died { person: Id<Person>, on: Option<Date> },
}
