//! The facts of the report to the steering group.

use std::collections::BTreeMap;

use crate::domain::facts::Changes;
use crate::domain::hearing::Tally;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Decision};
use crate::domain::rows::case::Case;
use crate::domain::rows::couple::Need;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::plan::{PlanState, Rag};
use crate::domain::rows::subject::StageMove;
use crate::domain::told::attendance::{held, over};
use crate::domain::told::figures::Figures;
use crate::domain::told::months::Months;
use crate::domain::told::steering::{PeriodHead, PlanPart, Pressing, SteeringFacts};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::PlanLine;
use crate::service::look::{actions, plan};
use crate::service::looking::Looking;

/// Gathers the figures of a forum over a period.
pub fn gather(with: &Looking<'_>, head: PeriodHead, exact: bool) -> Result<SteeringFacts, Refusal> {
    let rows = with.rows();
    let forum = with.area.forum(&head.code)?;
    let meetings = held(&rows, &forum.key, head.from, head.to)?;
    let mut months = Months::<Figures>::of(head.from, head.to);
    let mut total = Figures::default();
    let tallied = with.view.tallied(&forum.key, head.from, head.to)?;
    let tallies: BTreeMap<_, &Tally> = tallied.iter().map(|one| (one.meeting, &one.tally)).collect();
    let none = Tally::default();
    for meeting in &meetings {
        let tally = tallies.get(&meeting.id).copied().unwrap_or(&none);
        let figures = Figures::of(&rows, with.area, meeting, tally, with.now.today())?;
        total.add(&figures);
        if let Some(sum) = months.at(meeting.on) {
            sum.add(&figures);
        }
    }
    let said = |key: &str| actions::agency(with, key);
    let mut sources: Vec<(String, usize)> = Vec::new();
    for (key, count) in &total.volume.sources {
        sources.push((said(key)?, *count));
    }
    sources.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    let deeds = total
        .owners()
        .into_iter()
        .map(|key| Ok((said(key)?, total.deeds.get(key).copied().unwrap_or_default())));
    let deeds = deeds.collect::<Result<_, Refusal>>()?;
    let place = |key: &str| with.area.agencies.agency.iter().position(|agency| agency.key == key);
    let mut answered: Vec<_> = total.answers.iter().collect();
    answered.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    let answers = answered.into_iter().map(|(key, line)| Ok((said(key)?, *line)));
    Ok(SteeringFacts {
        kind: forum.case_kind,
        labels: forum.labels.clone(),
        exact,
        months: months.told(),
        sources,
        outcomes: outcomes(&rows, forum, &meetings)?,
        deeds,
        answers: answers.collect::<Result<_, Refusal>>()?,
        attendance: over(&rows, with.area, &meetings)?,
        plans: plans(with, &head)?,
        needs: needs(&rows, forum, &head)?,
        adult_females: Some(with.area.number(SettingKey::AdultFemales, head.to)).filter(|count| *count > 0),
        total,
        head,
    })
}

/// Decisions among those the forum's file lists, and moves of subjects, made at these meetings.
fn outcomes(
    rows: &Changes<'_>,
    forum: &Forum,
    meetings: &[Meeting],
) -> Result<Vec<(String, usize)>, Refusal> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for meeting in meetings {
        if forum.case_kind == CaseKind::Subject {
            for item in rows.find::<AgendaItem>("meeting", &meeting.id)? {
                let moves = rows.find::<StageMove>("case", &item.case)?.into_iter();
                for step in moves.filter(|step| step.meeting == Some(meeting.id)) {
                    *counted.entry(step.stage.to_string()).or_default() += 1;
                }
            }
        } else if !forum.decision.is_empty() {
            for decision in rows.find::<Decision>("meeting", &meeting.id)? {
                let label = forum.decision.iter().find(|one| decision.decision.reveal() == one.label);
                let label = label.map_or_else(|| "in other words".to_owned(), |one| one.label.clone());
                *counted.entry(label).or_default() += 1;
            }
        }
    }
    let mut told: Vec<(String, usize)> = counted.into_iter().collect();
    told.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    Ok(told)
}

/// The delivery plans of the area as they stood on the last day.
fn plans(with: &Looking<'_>, head: &PeriodHead) -> Result<Vec<PlanPart>, Refusal> {
    let mut parts = Vec::new();
    for forum in with.area.forums.iter().filter(|forum| forum.case_kind == CaseKind::Plan) {
        let plan = plan::view(with, Some(&forum.key), head.to)?;
        for group in plan.groups.into_iter().filter(|group| group.tally.items > 0) {
            let pressing = group
                .items
                .iter()
                .filter(|item| item.state == PlanState::Open && (item.rag == Some(Rag::Red) || item.overdue));
            parts.push(PlanPart {
                pressing: pressing.map(pressed).collect(),
                priority: group.label,
                tally: group.tally,
            });
        }
    }
    Ok(parts)
}

fn pressed(item: &PlanLine) -> Pressing {
    let stands = item.rag.map_or_else(|| "not rated".to_owned(), |rag| rag.to_string());
    let overdue = if item.overdue { ", milestone overdue" } else { "" };
    Pressing {
        reference: item.reference.clone(),
        objective: item.objective.clone(),
        stands: format!("{stands}{overdue}"),
        milestone: item.milestone.clone(),
    }
}

/// Needs recorded in the period in a forum that keeps them.
fn needs(
    rows: &Changes<'_>,
    forum: &Forum,
    head: &PeriodHead,
) -> Result<Vec<(String, usize, usize)>, Refusal> {
    if forum.need.is_empty() {
        return Ok(Vec::new());
    }
    let mut counted: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in rows.find::<Case>("forum", &forum.key)? {
        for need in rows.find::<Need>("case", &case.id)? {
            if need.on >= head.from && need.on <= head.to {
                let sum = counted.entry(need.kind).or_default();
                sum.0 += 1;
                sum.1 += usize::from(need.met.is_some_and(|met| met <= head.to));
            }
        }
    }
    let label = |key: &str| {
        forum.need.iter().find(|one| one.key == key).map_or_else(|| key.to_owned(), |one| one.label.clone())
    };
    Ok(counted.into_iter().map(|(key, (all, met))| (label(&key), all, met)).collect())
}
