//! What a referrer is told by paper: that a referral came, or what was decided and what to do next. It names nobody.

use jiff::civil::Date;

use super::head::CaseHead;
use super::kept::names_nobody;
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::desk::Letter as Draft;
use crate::domain::paper::LeftOut;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::desk::TriageDecision;
use crate::domain::tools::papers::{Letter, Passage, Placeholder};

/// Everything a receipt says.
#[derive(Debug, Clone)]
pub struct ReceiptFacts {
    /// Its head.
    pub head: CaseHead,
    /// What it is: "Receipt", "Referral not taken to a meeting".
    pub title: &'static str,
    /// The referrer's own reference.
    pub source: Option<String>,
    /// The area's words, filled in.
    pub passages: Vec<Passage>,
    /// What was not put in, and why.
    pub left_out: Vec<LeftOut>,
}

/// Gathers a receipt, or the letter that declines, from what the desk drafts. `next` is what the coordinator adds about what
/// the referrer should do.
///
/// # Errors
/// When a letter that declines is asked for and nothing was declined; or somebody is named in what was typed.
pub fn receipt(
    area: &AreaData,
    case: &Case,
    draft: &Draft,
    which: Letter,
    today: Date,
    to: &str,
    next: Option<&Private>,
) -> Result<ReceiptFacts, Refusal> {
    names_nobody("the recipient", &to.into(), &draft.parties)?;
    if let Some(next) = next {
        names_nobody("the words to add", next, &draft.parties)?;
    }
    let decided = draft.decision.as_ref().map(|(decision, ..)| *decision);
    let declined =
        matches!(decided, Some(TriageDecision::Declined | TriageDecision::Withdrawn | TriageDecision::Sent));
    if which == Letter::Decline && !declined {
        return Err(Refusal::rule(format!(
            "{} was not declined, withdrawn or sent on: write the receipt, or decide first",
            case.reference
        )));
    }
    let to = if to.trim().is_empty() { draft.referrer.clone() } else { to.trim().to_owned() };
    let head = CaseHead::of(area, case, today, to)?;
    let reason = draft.reason();
    let mut left_out = Vec::new();
    let given = draft.decision.as_ref().is_some_and(|(.., reason)| !reason.is_empty());
    if given && reason.is_none() {
        left_out.push(LeftOut {
            what: format!("{}: the reason", case.reference),
            why: "it names somebody; a receipt goes by reference alone, so write a reason without names"
                .to_owned(),
        });
    }
    let reason = match (reason, which) {
        (Some(reason), _) => format!("Reason: {}", reason.reveal()),
        (None, Letter::Decline) => "The coordinator tells you the reason.".to_owned(),
        (None, _) => String::new(),
    };
    let (outcome, received, date) =
        (draft.outcome_in_one(), show_day_year(draft.received), show_day_year(today));
    let passages = area.papers.template(which).passages(&[
        (Placeholder::Reference, &head.reference),
        (Placeholder::Date, &date),
        (Placeholder::Agency, &draft.referrer),
        (Placeholder::Recipient, &head.recipient),
        (Placeholder::Forum, &head.forum),
        (Placeholder::Area, &head.area),
        (Placeholder::Received, &received),
        (Placeholder::Contact, &draft.contact),
        (Placeholder::Outcome, &outcome),
        (Placeholder::Reason, &reason),
        (Placeholder::Next, next.map_or("", Private::reveal)),
    ]);
    let title = if which == Letter::Decline { "Referral not taken" } else { "Receipt" };
    Ok(ReceiptFacts { head, title, source: draft.source.clone(), passages, left_out })
}
