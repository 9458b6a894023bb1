//! What a chair would want to know before approving: what is missing in the minutes, and where. It never stands in the
//! way of approval.

use std::fmt;

use uuid::Uuid;

use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::minutes::Comment;
use crate::domain::statement::{CaseFacts, Statement};

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nobody's attendance was taken.
    Attendance,
    /// Confidentiality was not accepted.
    Confidentiality,
    /// No chair is named.
    Chair,
    /// A comment on the draft has no answer.
    Answer,
    /// The case was not heard.
    Hearing,
    /// No decision.
    Decision,
    /// No reason for the decision.
    Reason,
    /// No action.
    Action,
    /// No risk.
    Risk,
    /// No information.
    Information,
    /// Nobody named to tell the victim.
    Feedback,
    /// A conflict raised the question of a position of trust, and nothing was decided.
    Trust,
    /// It was heard without a quorum, and the chair gave no reason.
    Quorum,
}

impl Missing {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Attendance => "no attendance was taken",
            Self::Confidentiality => "confidentiality was not accepted",
            Self::Chair => "no chair is named",
            Self::Answer => "a comment on the draft has not been answered",
            Self::Hearing => "not heard",
            Self::Decision => "no decision recorded",
            Self::Reason => "no reason for the decision",
            Self::Action => "no action agreed",
            Self::Risk => "no risk named",
            Self::Information => "no information shared",
            Self::Feedback => "nobody named to tell the victim",
            Self::Trust => "a conflict was declared and no position of trust decided",
            Self::Quorum => "heard without a quorum, and no reason of the chair",
        }
    }
}

/// One thing that is missing, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What.
    pub missing: Missing,
    /// The case; nothing for the meeting as a whole.
    pub case: Option<Uuid>,
    /// "case 7, LAN-26-0143"; empty for the meeting as a whole.
    pub place: String,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(self.missing.words())
    }
}

/// What is missing in the minutes as they stand, the meeting first, then case by case.
pub fn incomplete(facts: &Statement, comments: &[Comment]) -> Vec<Gap> {
    let meeting = &facts.meeting;
    let taken = !meeting.attendance.is_empty();
    let whole = [
        (!taken, Missing::Attendance),
        (taken && meeting.accepted.is_none(), Missing::Confidentiality),
        (meeting.chair.is_none(), Missing::Chair),
    ];
    let of = |missing| Gap { missing, case: None, place: String::new() };
    let mut gaps: Vec<Gap> =
        whole.into_iter().filter(|(is, _)| *is).map(|(_, missing)| of(missing)).collect();
    let open = comments.iter().filter(|comment| comment.answer.is_none() && comment.case.is_none());
    gaps.extend(open.map(|_| of(Missing::Answer)));
    for case in &facts.cases {
        let about = |missing| Gap {
            missing,
            case: Some(case.case),
            place: format!("case {}, {}", case.position, case.reference),
        };
        gaps.extend(of_case(case, !meeting.waived.is_empty()).into_iter().map(about));
        let open = comments.iter().filter(|comment| {
            comment.answer.is_none() && comment.case.is_some_and(|of| of.uuid() == case.case)
        });
        gaps.extend(open.map(|_| about(Missing::Answer)));
    }
    gaps
}

fn of_case(case: &CaseFacts, waived: bool) -> Vec<Missing> {
    match case.state {
        ItemState::Deferred | ItemState::Withdrawn => Vec::new(),
        ItemState::Waiting => vec![Missing::Hearing],
        ItemState::Hearing | ItemState::Heard => {
            // A delivery plan's item is reported on; risks and shared information belong to cases of people.
            let people = case.plan.is_none();
            let lacks = [
                (case.decision.is_none(), Missing::Decision),
                (case.decision.is_some() && case.decision_why.is_none(), Missing::Reason),
                (people && case.actions.is_empty(), Missing::Action),
                (people && case.risks.is_empty(), Missing::Risk),
                (people && case.information.is_empty(), Missing::Information),
                (case.victim.is_some() && case.feedback.is_none(), Missing::Feedback),
                (case.trust_open, Missing::Trust),
                (!waived && !case.no_quorum.is_empty(), Missing::Quorum),
            ];
            lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, missing)| missing).collect()
        }
    }
}
