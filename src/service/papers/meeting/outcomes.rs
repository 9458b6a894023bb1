//! The facts of the outcome sheet: taken from what the reader may see of the minutes.

use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::subject::StageMove;
use crate::domain::rules::reviewed;
use crate::domain::statement::{CaseFacts, Statement};
use crate::domain::told::outcomes::{OutcomeFacts, OutcomeLine};
use crate::domain::tools::forum::CaseKind;
use crate::service::looking::Looking;

/// Gathers what was decided, case by case.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>, facts: &Statement) -> Result<OutcomeFacts, Refusal> {
    let meeting: Meeting = with.rows().get(id)?;
    if meeting.opened.is_none() {
        return Err(Refusal::rule(format!("{} has not sat yet: nothing is decided", meeting.reference)));
    }
    let forum = with.area.forum(&meeting.forum)?;
    let lines = facts.cases.iter().map(|case| line(with, &meeting, forum.case_kind, case));
    Ok(OutcomeFacts {
        head: super::head(with, &meeting)?,
        labels: forum.labels.clone(),
        approved: meeting.state == MeetingState::Approved,
        lines: lines.collect::<Result<_, _>>()?,
    })
}

fn line(
    with: &Looking<'_>,
    meeting: &Meeting,
    kind: CaseKind,
    facts: &CaseFacts,
) -> Result<OutcomeLine, Refusal> {
    let rows = with.rows();
    let id: Id<Case> = Id::new(facts.case);
    let (mut stage, mut review) = (None, None);
    if kind == CaseKind::Subject {
        let mut moves = rows.find::<StageMove>("case", &id)?;
        moves.retain(|step| step.meeting == Some(meeting.id));
        stage = moves.into_iter().max_by_key(|step| step.number).map(|step| step.stage.to_string());
        review = reviewed(&rows, with.area, &rows.get(id)?, meeting.on)?.map(|(_, due)| due);
    }
    let victim = facts.victim.iter().filter(|_| kind != CaseKind::Subject);
    let people = victim.chain(&facts.perpetrators).map(|person| person.name.reveal());
    Ok(OutcomeLine {
        number: facts.position,
        reference: facts.reference.clone(),
        people: people.collect::<Vec<_>>().join(" / ").into(),
        state: facts.state,
        decision: facts.decision.clone(),
        why: facts.decision_why.clone(),
        stage,
        score: (kind == CaseKind::Subject).then(|| facts.risk_figure.clone()),
        review,
        actions: facts.actions.iter().filter(|action| !action.off_papers).cloned().collect(),
    })
}
