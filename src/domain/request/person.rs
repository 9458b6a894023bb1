//! What is told of one person.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::person::{Contact, Person};

/// See [`super::Request::SetInterpreter`].
#[derive(Debug, Clone)]
pub struct SetInterpreter {
    /// Who.
    pub person: Id<Person>,
    /// The language; nothing when none is needed.
    pub language: Option<Private>,
}

/// See [`super::Request::Restrict`].
#[derive(Debug, Clone)]
pub struct Restrict {
    /// Which telephone number, address or e-mail address.
    pub contact: Id<Contact>,
    /// Whether it is kept off everything.
    pub restricted: bool,
}

/// See [`super::Request::Erase`].
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who.
    pub person: Id<Person>,
}
