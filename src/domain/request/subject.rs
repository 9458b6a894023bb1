//! A nominated subject, the incidents behind one, and scores.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::ScoreMoment;
use crate::domain::score_list::ScoreForm;

/// See [`super::Request::TakeSubject`].
#[derive(Debug, Clone)]
pub struct TakeSubject {
    /// Key of the forum.
    pub forum: String,
    /// The nomination as read.
    pub form: SubjectForm,
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
