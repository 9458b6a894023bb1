//! Whether two people are one.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::person::Person;

/// See [`super::Request::MergePeople`].
#[derive(Debug, Clone)]
pub struct MergePeople {
    /// Any row of one of them.
    pub one: Id<Person>,
    /// Any row of the other.
    pub other: Id<Person>,
    /// Why they are one, in words.
    pub reason: Private,
}

/// See [`super::Request::UnmergePeople`].
#[derive(Debug, Clone)]
pub struct UnmergePeople {
    /// The row to be parted; what was merged with it goes along.
    pub person: Id<Person>,
}

/// See [`super::Request::TellApart`].
#[derive(Debug, Clone)]
pub struct TellApart {
    /// Any row of one of them.
    pub one: Id<Person>,
    /// Any row of the other.
    pub other: Id<Person>,
    /// Why they are two, in words; may be empty.
    pub reason: Private,
}
