//! What is told of one person.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::person::{Contact, ContactKind, Person};

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

/// See [`super::Request::AddContact`].
#[derive(Debug, Clone)]
pub struct AddContact {
    /// Whose.
    pub person: Id<Person>,
    /// Telephone number, address or e-mail address.
    pub kind: ContactKind,
    /// The number or address.
    pub value: Private,
    /// When and how it is safe to use.
    pub safe: Option<Private>,
    /// Whether it is new or a refuge: kept off every list, paper and export.
    pub restricted: bool,
}

/// See [`super::Request::StopContact`].
#[derive(Debug, Clone)]
pub struct StopContact {
    /// Which telephone number, address or e-mail address.
    pub contact: Id<Contact>,
    /// From when it is not to be used; nothing to use it again.
    pub from: Option<Date>,
}

/// See [`super::Request::Erase`].
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who.
    pub person: Id<Person>,
}
