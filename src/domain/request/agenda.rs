//! The order in which cases are heard.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::Meeting;

/// See [`super::Request::BuildAgenda`].
#[derive(Debug, Clone)]
pub struct BuildAgenda {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Key of the order preset; the forum's first when nothing is given.
    pub preset: Option<String>,
}

/// See [`super::Request::MoveItem`].
#[derive(Debug, Clone)]
pub struct MoveItem {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Its new place, from 1.
    pub to: u32,
    /// Why.
    pub reason: Option<Private>,
}

/// See [`super::Request::Defer`].
#[derive(Debug, Clone)]
pub struct Defer {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Why.
    pub reason: Private,
    /// What keeps the victim safe until then.
    pub interim: Option<Private>,
}
