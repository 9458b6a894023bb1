//! Reminders of actions that are past their date.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::chase::{ChaseHow, ChaseStep};

/// See [`super::Request::Chase`].
#[derive(Debug, Clone)]
pub struct ChaseActions {
    /// The actions that were asked for again.
    pub actions: Vec<Id<Action>>,
    /// How far up; the step that is due by the ladder when nothing is said.
    pub step: Option<ChaseStep>,
    /// How.
    pub how: ChaseHow,
    /// To whom: a post or a mailbox; the area's own list says when nothing is said.
    pub to: Option<Private>,
    /// What was said.
    pub note: Option<Private>,
}
