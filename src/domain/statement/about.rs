//! What a forum's file adds to the facts of a case: its own criteria, and an item of a delivery plan.

use jiff::civil::Date;

use super::case::{MetCriterion, PlanFacts};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::plan;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::couple::Criterion;
use crate::domain::rows::plan::{Comment, Figure, Indicator, Milestone, PlanItem, Standing};
use crate::domain::tools::forum::CaseKind;

/// The forum's criteria that are met, each with its reason. Nothing where the four grounds of the referral are the
/// criteria and nobody answered others.
pub fn criteria_met(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
) -> Result<Option<Vec<MetCriterion>>, Refusal> {
    let forum = area.forum(&case.forum)?;
    let judged = changes.find::<Criterion>("case", &case.id)?;
    if judged.is_empty() && forum.case_kind != CaseKind::Couple {
        return Ok(None);
    }
    let met = forum.criterion.iter().filter_map(|criterion| {
        let answer = Criterion::newest(&judged, &criterion.key).filter(|row| row.met)?;
        let figure = answer.figure.map(|figure| format!(" ({figure})")).unwrap_or_default();
        Some((format!("{}{figure}", criterion.label), answer.reason.clone()))
    });
    Ok(Some(met.collect()))
}

/// The item of a delivery plan, as it stood on the day of the meeting.
pub fn plan(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    on: Date,
) -> Result<Option<PlanFacts>, Refusal> {
    let Some(item) = changes.find::<PlanItem>("case", &case.id)?.into_iter().next() else { return Ok(None) };
    let forum = area.forum(&case.forum)?;
    let priority = forum.priority.iter().find(|priority| priority.key == item.priority);
    let agency = item.owner.as_deref().map(|key| area.agency_said(key).to_owned());
    let milestones = changes.find::<Milestone>("case", &case.id)?;
    let standings = changes.find::<Standing>("case", &case.id)?;
    let figures = changes.find::<Figure>("case", &case.id)?;
    let comment = changes.find::<Comment>("case", &case.id)?.into_iter().filter(|row| row.on <= on);
    let indicators = changes.find::<Indicator>("case", &case.id)?.into_iter();
    Ok(Some(PlanFacts {
        priority: priority.map_or_else(|| item.priority.clone(), |priority| priority.label.clone()),
        state: plan::state_on(&item, on),
        owner: agency.into_iter().chain(item.post.clone()).collect::<Vec<_>>().join(", "),
        rag: plan::standing(&standings, on).map(|row| (row.rag, row.reason.clone())),
        milestone: plan::next_milestone(&milestones, on).map(|row| (row.words.clone(), row.due)),
        indicators: indicators
            .map(|row| {
                let actual = plan::actual(&figures, &row, on).map(|figure| figure.value);
                let words = plan::indicator_words(&row, actual);
                (row.words, words)
            })
            .collect(),
        comment: comment.max_by_key(|row| (row.on, row.at, row.id)).map(|row| (row.on, row.words)),
        objective: item.objective,
    }))
}
