//! Needs without a service, and referrals to services.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::pathway::{Pathway, PathwayEnd, UnmetNeed};
use crate::domain::tools::services::{ForWhom, Lack};

/// A need for which no service was found.
#[derive(Debug, Clone)]
pub struct KeepNeed {
    /// Which case.
    pub case: Id<Case>,
    /// The meeting it was found in.
    pub meeting: Option<Id<Meeting>>,
    /// Key or label of the kind, of the forum's own list or the directory's.
    pub kind: String,
    /// Whose need; the first that the kind is for when not given.
    pub whom: Option<ForWhom>,
    /// Why no service met it; what the directory says when not given.
    pub lack: Option<Lack>,
    /// Key or name of the service that was asked.
    pub service: Option<String>,
    /// In words.
    pub words: Option<Private>,
    /// Key of the agency that says so.
    pub agency: Option<String>,
    /// When, if that is not today.
    pub on: Option<Date>,
}

/// A referral to a service.
#[derive(Debug, Clone)]
pub struct ReferTo {
    /// Which case.
    pub case: Id<Case>,
    /// The meeting it was agreed in.
    pub meeting: Option<Id<Meeting>>,
    /// The action that refers them.
    pub action: Option<Id<Action>>,
    /// Key or name of the service.
    pub service: String,
    /// Who is referred; the first the service is for when not given.
    pub whom: Option<ForWhom>,
    /// Key of the kind of need; the only one the service answers when not given.
    pub kind: Option<String>,
    /// When it was made; nothing while it is only agreed.
    pub referred: Option<Date>,
}

/// See [`super::Request::Pathway`].
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the rows they become")]
pub enum PathwayChange {
    /// Keeps a need for which no service was found.
    Need(Box<KeepNeed>),
    /// A service was found, or the need is no longer there.
    Met { need: Id<UnmetNeed>, on: Date, outcome: Option<Private> },
    /// Somebody is referred to a service.
    Refer(Box<ReferTo>),
    /// The referral was made.
    Made { pathway: Id<Pathway>, on: Date },
    /// It was taken up.
    TakenUp { pathway: Id<Pathway>, on: Date },
    /// It ended. One that the service refused becomes an unmet need.
    Ended { pathway: Id<Pathway>, on: Date, end: PathwayEnd, outcome: Option<Private> },
}
