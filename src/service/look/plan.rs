//! A delivery plan, and one item of it.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Looking, actions};
use crate::domain::id::Id;
use crate::domain::plan::{self, Tally};
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, Decision};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::plan::{Comment, Figure, Indicator, Milestone, PlanItem, PlanState, Standing};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::service::ask::{IndicatorStory, PlanGroup, PlanHearing, PlanLine, PlanStory, PlanView};

/// The plan of a forum on a day, by priority.
pub fn view(with: &Looking<'_>, forum: Option<&str>, on: Date) -> Result<PlanView, Refusal> {
    let forum = match forum {
        Some(name) => with.area.forum(name)?,
        None => with.area.forum_of(CaseKind::Plan)?,
    };
    let rows = with.rows();
    let mut lines = Vec::new();
    for case in rows.find::<Case>("forum", &forum.key)? {
        if case.opened <= on
            && let Some(item) = rows.find::<PlanItem>("case", &case.id)?.into_iter().next()
        {
            lines.push((item.priority.clone(), line(with, forum, &case, &item, on)?));
        }
    }
    lines.sort_by(|(_, one), (_, other)| one.reference.cmp(&other.reference));
    let mut groups: Vec<(String, PlanGroup)> =
        forum.priority.iter().map(|priority| (priority.key.clone(), group(&priority.label))).collect();
    for (key, line) in lines {
        let at = groups.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            groups.push((key.clone(), group(&key)));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            group.tally.count(line.state, line.rag, line.overdue);
            group.items.push(line);
        }
    }
    let groups: Vec<PlanGroup> = groups.into_iter().map(|(_, group)| group).collect();
    Ok(PlanView {
        forum: forum.key.clone(),
        name: forum.name.clone(),
        on,
        whole: groups.iter().fold(Tally::default(), |sum, group| sum + group.tally),
        groups,
        priorities: forum.priority.iter().map(|one| (one.key.clone(), one.label.clone())).collect(),
        agencies: super::agency_choices(with),
    })
}

fn group(label: &str) -> PlanGroup {
    PlanGroup { label: label.to_owned(), tally: Tally::default(), items: Vec::new() }
}

fn line(
    with: &Looking<'_>,
    forum: &Forum,
    case: &Case,
    item: &PlanItem,
    on: Date,
) -> Result<PlanLine, Refusal> {
    let rows = with.rows();
    let milestones = rows.find::<Milestone>("case", &case.id)?;
    let indicators = rows.find::<Indicator>("case", &case.id)?;
    let figures = rows.find::<Figure>("case", &case.id)?;
    let standings = rows.find::<Standing>("case", &case.id)?;
    let state = plan::state_on(item, on);
    let open = state == PlanState::Open;
    let next = plan::next_milestone(&milestones, on).filter(|_| open);
    let label = forum.priority.iter().find(|one| one.key == item.priority);
    let first = indicators.first().map(|row| {
        let more = if indicators.len() > 1 { format!(" (+{})", indicators.len() - 1) } else { String::new() };
        format!(
            "{}{more}",
            plan::indicator_short(row, plan::actual(&figures, row, on).map(|figure| figure.value))
        )
    });
    let live = rows.find::<Action>("case", &case.id)?;
    Ok(PlanLine {
        case: case.id,
        reference: case.reference.clone(),
        priority: label.map_or_else(|| item.priority.clone(), |one| one.label.clone()),
        objective: item.objective.clone(),
        owner: owner(with, item),
        state,
        closed: item.closed.filter(|_| !open),
        rag: plan::standing(&standings, on).map(|row| row.rag),
        suggested: plan::suggestion(&milestones, &indicators, &figures, case.opened, on).filter(|_| open),
        overdue: next.is_some_and(|row| row.due < on),
        milestone: next.map(|row| (row.words.clone(), row.due)),
        indicator: first,
        live: live.iter().filter(|action| action.state.is_live()).count(),
    })
}

fn owner(with: &Looking<'_>, item: &PlanItem) -> String {
    let agency = item.owner.as_deref().map(|key| with.area.agency_said(key).to_owned());
    let parts: Vec<String> = agency.into_iter().chain(item.post.clone()).collect();
    parts.join(", ")
}

/// One item, whole.
pub fn story(with: &Looking<'_>, id: Id<Case>) -> Result<PlanStory, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let item = rows.find::<PlanItem>("case", &id)?.into_iter().next();
    let item =
        item.ok_or_else(|| Refusal::rule(format!("{} is no item of a delivery plan", case.reference)))?;
    let forum = with.area.forum(&case.forum)?;
    let today = with.now.today();
    let mut milestones = rows.find::<Milestone>("case", &id)?;
    milestones.sort_by_key(|row| (row.due, row.id));
    let mut comments = rows.find::<Comment>("case", &id)?;
    comments.sort_by_key(|row| Reverse((row.on, row.at, row.id)));
    let mut standings = rows.find::<Standing>("case", &id)?;
    standings.sort_by_key(|row| Reverse((row.on, row.at, row.id)));
    let mut agreed = rows.find::<Action>("case", &id)?;
    agreed.sort_by_key(|action| action.number);
    Ok(PlanStory {
        line: line(with, forum, &case, &item, today)?,
        since: case.opened,
        milestones,
        indicators: indicators(with, id, today)?,
        comments,
        standings,
        actions: agreed.into_iter().map(|action| actions::line(with, action)).collect::<Result<_, _>>()?,
        hearings: hearings(with, id)?,
        item,
    })
}

fn indicators(with: &Looking<'_>, case: Id<Case>, today: Date) -> Result<Vec<IndicatorStory>, Refusal> {
    let rows = with.rows();
    let all = rows.find::<Figure>("case", &case)?;
    let story = |row: Indicator| {
        let mut figures: Vec<Figure> =
            all.iter().filter(|figure| figure.indicator == row.id).cloned().collect();
        figures.sort_by_key(|figure| Reverse((figure.on, figure.at, figure.id)));
        let actual = plan::actual(&figures, &row, today).map(|figure| figure.value);
        IndicatorStory { words: plan::indicator_words(&row, actual), figures, row }
    };
    Ok(rows.find::<Indicator>("case", &case)?.into_iter().map(story).collect())
}

fn hearings(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<PlanHearing>, Refusal> {
    let rows = with.rows();
    let decisions = rows.find::<Decision>("case", &case)?;
    let mut found = Vec::new();
    for item in rows.find::<AgendaItem>("case", &case)? {
        let meeting: Meeting = rows.get(item.meeting)?;
        let decision = decisions.iter().find(|row| row.meeting == meeting.id);
        let decision = decision.map(|row| row.decision.clone()).filter(|words| !words.is_empty());
        found.push(PlanHearing { meeting: meeting.reference, on: meeting.on, decision });
    }
    found.sort_by_key(|hearing| Reverse(hearing.on));
    Ok(found)
}
