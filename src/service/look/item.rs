//! One agenda item with all that the room shows.

use std::collections::BTreeSet;

use super::{Looking, case, since};
use crate::domain::calendar::show_day;
use crate::domain::id::Id;
use crate::domain::presence::Table;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Criteria, ReferralStanding};
use crate::domain::rows::meeting::{Attendance, MeetingState};
use crate::service::ask::{ActionLine, CaseStory, ItemStory};

/// Everything the room shows of a case.
pub fn story(with: &Looking<'_>, id: Id<AgendaItem>) -> Result<ItemStory, Refusal> {
    let rows = with.rows();
    let item: AgendaItem = rows.get(id)?;
    let story = case::story(with, item.case)?;
    let hearing = case::hearing(with, item.clone())?;
    let meeting = hearing.meeting.clone();
    let (agreed, earlier): (Vec<ActionLine>, Vec<ActionLine>) =
        story.actions.iter().cloned().partition(|line| line.action.meeting == Some(meeting.id));
    let carried = earlier
        .into_iter()
        .filter(|line| line.action.closed.is_none_or(|closed| closed >= meeting.on))
        .collect();
    let spoken: BTreeSet<&str> = hearing.information.iter().filter_map(|row| row.agency.as_deref()).collect();
    let table = Table::read(&rows, &meeting)?;
    let here = |line: &&Attendance| table.is_here(&line.agency) && table.belongs(&line.agency, item.case);
    let walled = |key: &str| story.walls.iter().any(|wall| wall.agency == key);
    let silent = table.attendance.iter().filter(here).map(|line| line.agency.clone());
    let silent = silent.filter(|key| !spoken.contains(key.as_str()) && !walled(key)).collect();
    let why_here =
        Some(why_here(with, &story)).filter(|why| !why.is_empty()).unwrap_or_else(|| item.why.clone());
    let since = match since::papers_place(with, meeting.id)? {
        Some(papers) if meeting.state != MeetingState::Approved => {
            since::since_papers(with, item.case, meeting.id, papers)?
        }
        _ => Vec::new(),
    };
    Ok(ItemStory { item, meeting, hearing, carried, agreed, silent, why_here, since, story })
}

/// "Dash 17 of 24, 2 not known; 4 incidents in 12 months; referred 12 Nov by Housing".
fn why_here(with: &Looking<'_>, story: &CaseStory) -> String {
    let mut words = Vec::new();
    if let Some(score) = story.scores.first() {
        words.push(format!("score {} ({})", score.total, score.inputs.reveal()));
    }
    if let Some(latest) = story.assessments.first() {
        match (latest.count, latest.unknown, &latest.grade) {
            (Some(count), Some(unknown), _) if unknown > 0 => {
                words.push(format!("Dash {count}/24, {unknown} not known"));
            }
            (Some(count), ..) => words.push(format!("Dash {count}/24")),
            (None, _, Some(grade)) => words.push(format!("graded {grade}")),
            (None, ..) => {}
        }
        let labels = |key: &String| {
            let items = with.area.tools.iter().flat_map(|tool| &tool.item);
            items.filter(|item| item.marker && item.key == *key).map(|item| item.label.to_lowercase()).next()
        };
        words.extend(latest.yes.0.iter().filter_map(labels));
    }
    if let Some(referral) = story.referrals.iter().find(|row| row.standing != ReferralStanding::Duplicate) {
        words.extend(grounds(&referral.criteria.0));
        words.extend(referral.repeat_of.map(|of| format!("repeat of {}", show_day(of))));
        let agency = with.area.agency_said(&referral.agency);
        words.push(format!("referred {} by {agency}", show_day(referral.received)));
    }
    words.join("; ")
}

fn grounds(criteria: &Criteria) -> Vec<String> {
    let mut words = Vec::new();
    if criteria.professional_judgement == Some(true) {
        words.push("professional judgement".to_owned());
    }
    if let Some(incidents) = criteria.incidents.filter(|_| criteria.potential_escalation == Some(true)) {
        words.push(format!("escalation, {incidents} in 12 months"));
    }
    words
}
