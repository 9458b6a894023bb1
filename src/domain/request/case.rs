//! What is added to a case before or between meetings.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::ReferralForm;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;

/// See [`super::Request::AddViews`].
#[derive(Debug, Clone)]
pub struct AddViews {
    /// Which case.
    pub case: Id<Case>,
    /// When they were given.
    pub on: Date,
    /// Agency that heard them.
    pub agency: String,
    /// In words.
    pub words: Private,
}

/// See [`super::Request::Declare`].
#[derive(Debug, Clone)]
pub struct Declare {
    /// Which case.
    pub case: Id<Case>,
    /// The meeting it is declared in.
    pub meeting: Option<Id<Meeting>>,
    /// The agency to keep out.
    pub agency: String,
    /// Who stands in.
    pub alternate: Option<Private>,
    /// Why.
    pub reason: Private,
}

/// See [`super::Request::AddChild`].
#[derive(Debug, Clone)]
pub struct AddChild {
    /// Which case.
    pub case: Id<Case>,
    /// First name, or what is said of a child not born yet.
    pub name: Private,
    /// Age in whole years on the referral.
    pub age: Option<u8>,
    /// School or nursery.
    pub school: Option<Private>,
}

/// See [`super::Request::AmendCase`].
#[derive(Debug, Clone)]
pub struct AmendCase {
    /// Which case.
    pub case: Id<Case>,
    /// The form of the case as it was shown.
    pub was: Box<ReferralForm>,
    /// The form as it should be; only what differs is changed.
    pub now: Box<ReferralForm>,
}

/// See [`super::Request::AddFirstContact`].
#[derive(Debug, Clone)]
pub struct AddFirstContact {
    /// Which case.
    pub case: Id<Case>,
    /// When.
    pub on: Date,
    /// Agency that made it.
    pub agency: String,
    /// How.
    pub how: String,
    /// Whether the victim was reached.
    pub reached: bool,
    /// In words.
    pub words: Option<Private>,
}
