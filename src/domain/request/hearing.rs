//! What is said and decided while a case is heard.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::agenda::{AgendaItem, InformationKind, Whom};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::trust::Trust;

/// See [`super::Request::Hear`].
#[derive(Debug, Clone)]
pub struct Hear {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Whether the case is left as heard rather than opened.
    pub done: bool,
}

/// See [`super::Request::AddInformation`].
#[derive(Debug, Clone)]
pub struct AddInformation {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Agency that said it.
    pub agency: Option<String>,
    /// What it brought.
    pub kind: InformationKind,
    /// In words.
    pub words: Private,
    /// When it was so, or received.
    pub on: Option<Date>,
    /// A view rather than a fact.
    pub opinion: bool,
}

/// See [`super::Request::AddRisk`].
#[derive(Debug, Clone)]
pub struct AddRisk {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Whom it threatens.
    pub whom: Whom,
    /// In words.
    pub words: Private,
    /// Who named it.
    pub agency: Option<String>,
}

/// See [`super::Request::AddNote`].
#[derive(Debug, Clone)]
pub struct AddNote {
    /// Which meeting.
    pub meeting: Option<Id<Meeting>>,
    /// Which case; nothing for other business.
    pub case: Option<Id<Case>>,
    /// In words.
    pub words: Private,
    /// Kept because it could not be read.
    pub unread: bool,
}

/// See [`super::Request::Decide`].
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// What was decided.
    pub decision: Private,
    /// Why.
    pub why: Private,
    /// What was considered and not done; what stood there stays when nothing is given.
    pub considered: Option<Vec<Private>>,
    /// What was decided on a position of trust; what stood there stays when nothing is given.
    pub trust: Option<Trust>,
}

/// See [`super::Request::SetFeedback`].
#[derive(Debug, Clone)]
pub struct SetFeedback {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Agency that tells the victim.
    pub by: String,
    /// How, and when it is safe.
    pub how: Option<Private>,
    /// By when.
    pub due: Option<Date>,
}
