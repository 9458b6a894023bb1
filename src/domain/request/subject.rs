//! A nominated subject, the incidents behind one, and scores.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm, Telling};
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::{Check, Claim, ScoreMoment, Stage};
use crate::domain::score_list::ScoreForm;
use crate::domain::stage::Need;

/// See [`super::Request::TakeSubject`].
#[derive(Debug, Clone)]
pub struct TakeSubject {
    /// Key of the forum; empty for the area's first whose cases are subjects.
    pub forum: String,
    /// The door it comes in by.
    pub door: Door,
    /// The nomination as read.
    pub form: SubjectForm,
}

/// How a subject comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Put forward: by a partner, or chosen from the list.
    Nomination,
    /// On a ranked police list of this date: known, and put forward by nobody yet.
    PoliceList(Date),
}

/// See [`super::Request::TakeIncident`].
#[derive(Debug, Clone)]
pub struct TakeIncident {
    /// The incident as read.
    pub form: IncidentForm,
}

/// See [`super::Request::TakeScore`].
#[derive(Debug, Clone)]
pub struct TakeScore {
    /// The score as read.
    pub form: ScoreForm,
}

/// See [`super::Request::Score`].
#[derive(Debug, Clone)]
pub struct Score {
    /// The subject's case.
    pub case: Id<Case>,
    /// The moment the score belongs to.
    pub moment: ScoreMoment,
}

/// See [`super::Request::ImportScore`].
#[derive(Debug, Clone)]
pub struct ImportScore {
    /// The subject's case.
    pub case: Id<Case>,
    /// The moment the score belongs to.
    pub moment: ScoreMoment,
    /// Name of the scheme it was worked out by.
    pub scheme: String,
    /// The day it was counted to.
    pub on: Date,
    /// Total, in the scheme's own points.
    pub total: u32,
    /// Rank in the list it came with.
    pub rank: Option<u32>,
    /// Parts by letter, as far as they came along.
    pub parts: Vec<(String, u32)>,
}

/// See [`super::Request::MoveSubject`].
#[derive(Debug, Clone)]
pub struct MoveSubject {
    /// The subject's case.
    pub case: Id<Case>,
    /// Where it is to stand.
    pub to: Stage,
    /// The day of the decision; today when nothing is said.
    pub on: Option<Date>,
    /// The meeting that decided, if one.
    pub meeting: Option<Id<Meeting>>,
    /// Who decided.
    pub by: Option<Private>,
    /// Key of a reason of the list.
    pub ground: Option<String>,
    /// The reason in words.
    pub reason: Private,
    /// What is answered to what the move asks for.
    pub answers: Vec<(Need, Private)>,
    /// Why the chair goes on without what is lacking.
    pub overridden: Option<Private>,
}

/// See [`super::Request::SetProfile`].
#[derive(Debug, Clone)]
pub struct SetProfile {
    /// The subject's case.
    pub case: Id<Case>,
    /// Key of each field and what is typed for it; nothing takes the line before away.
    pub lines: Vec<(String, Private)>,
    /// Key of the agency that says so.
    pub agency: Option<String>,
    /// The day it is of; today when nothing is said.
    pub on: Option<Date>,
}

/// See [`super::Request::Assert`].
#[derive(Debug, Clone)]
pub struct Assert {
    /// The subject's case.
    pub case: Id<Case>,
    /// What is asserted.
    pub claim: Claim,
    /// The definition gone by, when it is said.
    pub definition: Option<String>,
    /// Key of the agency that asserts it.
    pub agency: String,
    /// When; today when nothing is said.
    pub on: Option<Date>,
    /// On what basis.
    pub basis: Private,
}

/// See [`super::Request::Tell`].
#[derive(Debug, Clone)]
pub struct Tell {
    /// The subject's case.
    pub case: Id<Case>,
    /// How it went.
    pub telling: Telling,
}

/// See [`super::Request::DoCheck`].
#[derive(Debug, Clone)]
pub struct DoCheck {
    /// Which.
    pub check: Id<Check>,
    /// When it was done; today when nothing is said.
    pub on: Option<Date>,
    /// Key of the agency that looked.
    pub by: Option<String>,
    /// What was found.
    pub words: Private,
}
