//! What letters and packs about one case begin with.

use jiff::civil::Date;

use crate::domain::area::AreaData;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::tools::forum::CaseKind;

/// The head of a paper about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Marking of the forum's papers.
    pub marking: String,
    /// Name of the area.
    pub area: String,
    /// "Lancaster MARAC".
    pub forum: String,
    /// What a case of the forum is.
    pub kind: CaseKind,
    /// Reference of the case.
    pub reference: String,
    /// The day the paper is made.
    pub on: Date,
    /// For whom, as printed.
    pub recipient: String,
    /// What the area calls the victim.
    pub victim: String,
    /// What the area calls the perpetrator.
    pub perpetrator: String,
}

impl CaseHead {
    /// The head of a paper about a case, for a recipient.
    ///
    /// # Errors
    /// When the forum of the case is not adopted.
    pub fn of(area: &AreaData, case: &Case, on: Date, recipient: impl Into<String>) -> Result<Self, Refusal> {
        let forum = area.forum(&case.forum)?;
        Ok(Self {
            marking: forum.marking.clone(),
            area: area.name.clone(),
            forum: format!("{} {}", area.name, forum.code),
            kind: forum.case_kind,
            reference: case.reference.clone(),
            on,
            recipient: recipient.into(),
            victim: forum.labels.victim.clone(),
            perpetrator: forum.labels.perpetrator.clone(),
        })
    }
}
