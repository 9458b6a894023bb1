//! Printing the delivery plan: by priority, one item with its history, and the one line that a board reads.

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::plan::Tally;
use crate::domain::private::Private;
use crate::domain::rows::plan::{PlanState, Rag};
use crate::service::ask::{PlanLine, PlanStory, PlanView};

/// The plan by priority.
pub fn list(_session: &Session, view: &PlanView, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let lines = view.groups.iter().flat_map(|group| &group.items);
        return out.json(lines.map(line_value).collect());
    }
    for group in view.groups.iter().filter(|group| !group.items.is_empty()) {
        out.line(&format!("{}: {}", group.label, group.tally.words()))?;
        let rows: Vec<[String; 7]> = group.items.iter().map(row).collect();
        out.table(["ITEM", "OBJECTIVE", "OWNER", "STANDS", "FIGURES SAY", "MILESTONE", "INDICATOR"], &rows)?;
        out.gap()?;
    }
    out.line(&format!("{}, {}", show_day_year(view.on), view.whole.words()))
}

fn row(line: &PlanLine) -> [String; 7] {
    let milestone = line.milestone.as_ref().map_or_else(String::new, |(words, due)| {
        let late = if line.overdue { "OVERDUE " } else { "" };
        format!("{late}{} {words}", show_numeric(*due))
    });
    [
        line.reference.clone(),
        line.objective.clone(),
        line.owner.clone(),
        stands(line),
        line.suggested.as_ref().map_or_else(String::new, |(rag, _)| rag.word().to_owned()),
        milestone,
        line.indicator.clone().unwrap_or_default(),
    ]
}

fn stands(line: &PlanLine) -> String {
    match (line.state, line.rag) {
        (PlanState::Open, Some(rag)) => rag.word().to_owned(),
        (PlanState::Open, None) => "not rated".to_owned(),
        (state, _) => {
            format!("{state}{}", line.closed.map(|on| format!(" {}", show_numeric(on))).unwrap_or_default())
        }
    }
}

fn line_value(line: &PlanLine) -> Value {
    json!({
        "item": line.reference,
        "priority": line.priority,
        "objective": line.objective,
        "owner": line.owner,
        "state": line.state.word(),
        "closed": line.closed,
        "rag": line.rag.map(Rag::word),
        "suggested": line.suggested.as_ref().map(|(rag, _)| rag.word()),
        "suggested_why": line.suggested.as_ref().map(|(_, why)| why),
        "milestone": line.milestone.as_ref().map(|(words, _)| words),
        "milestone_due": line.milestone.as_ref().map(|(_, due)| due),
        "milestone_overdue": line.overdue,
        "indicator": line.indicator,
        "actions_open": line.live,
    })
}

/// "75 of 92 achieved (81.5%); ...", by priority and in all.
pub fn summary(view: &PlanView, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let groups = view.groups.iter().map(|group| {
            let mut value = tally_value(&group.tally);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("priority".to_owned(), json!(group.label));
            }
            value
        });
        return out.json(json!({
            "on": view.on,
            "forum": view.forum,
            "priorities": groups.collect::<Vec<_>>(),
            "whole": tally_value(&view.whole),
        }));
    }
    out.line(&format!("{}, delivery plan as of {}", view.name, show_day_year(view.on)))?;
    for group in &view.groups {
        out.line(&format!("  {}: {}", group.label, group.tally.words()))?;
    }
    out.line(&format!("  In all: {}", view.whole.words()))
}

fn tally_value(tally: &Tally) -> Value {
    json!({
        "items": tally.items,
        "achieved": tally.achieved,
        "open": tally.open(),
        "dropped": tally.dropped,
        "red": tally.red,
        "amber": tally.amber,
        "green": tally.green,
        "not_rated": tally.unrated,
        "overdue": tally.overdue,
    })
}

/// One item with its history.
pub fn one(story: &PlanStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(value(story));
    }
    let line = &story.line;
    out.line(&format!("{}  {}", line.reference, line.objective))?;
    out.line(&format!("Priority {}; in the plan since {}", line.priority, show_numeric(story.since)))?;
    if !line.owner.is_empty() {
        out.line(&format!("Owner {}", line.owner))?;
    }
    let why = story.item.reason.as_ref().map(|why| format!(": {}", why.reveal())).unwrap_or_default();
    out.line(&format!("Stands {}{why}", stands(line)))?;
    if let Some((rag, why)) = &line.suggested {
        out.line(&format!("The figures suggest {rag}: {why}"))?;
    }
    heading(out, "Milestones", story.milestones.len())?;
    for (number, row) in (1..).zip(&story.milestones) {
        let met = row.met.map(|met| format!(", reached {}", show_numeric(met))).unwrap_or_default();
        out.indented(2, &format!("{number}  {}  {}{met}", show_numeric(row.due), row.words))?;
    }
    heading(out, "Indicators", story.indicators.len())?;
    for (number, indicator) in (1..).zip(&story.indicators) {
        let by = indicator.row.by.map(|by| format!(" by {}", show_numeric(by))).unwrap_or_default();
        let lower = if indicator.row.lower { ", less is better" } else { "" };
        out.indented(2, &format!("{number}  {}: {}{by}{lower}", indicator.row.words, indicator.words))?;
        for figure in &indicator.figures {
            out.indented(5, &format!("{}  {}", show_numeric(figure.on), figure.value))?;
        }
    }
    heading(out, "How it stood", story.standings.len())?;
    for row in &story.standings {
        let other = row.suggested.filter(|other| *other != row.rag);
        let other = other.map(|other| format!(" (the figures suggested {other})")).unwrap_or_default();
        out.indented(2, &format!("{}  {}: {}{other}", show_numeric(row.on), row.rag, row.reason.reveal()))?;
    }
    heading(out, "Comments", story.comments.len())?;
    for row in &story.comments {
        out.indented(2, &format!("{}  {}", show_numeric(row.on), row.words.reveal()))?;
    }
    heading(out, "Actions", story.actions.len())?;
    for line in &story.actions {
        let (reference, words) = (&line.action.reference, line.action.words.reveal());
        out.indented(2, &format!("{reference} {}: {words} ({})", line.agency, line.standing))?;
    }
    heading(out, "Meetings", story.hearings.len())?;
    for hearing in &story.hearings {
        let decision = hearing.decision.as_ref().map_or("no decision recorded", Private::reveal);
        out.indented(2, &format!("{}  {decision}", hearing.meeting))?;
    }
    Ok(())
}

fn heading(out: &mut Out, words: &str, lines: usize) -> Result<(), Failure> {
    if lines == 0 {
        return Ok(());
    }
    out.gap()?;
    out.line(words)
}

fn value(story: &PlanStory) -> Value {
    let mut value = line_value(&story.line);
    let more = json!({
        "since": story.since,
        "reason": story.item.reason.as_ref().map(Private::reveal),
        "milestones": story.milestones.iter()
            .map(|row| json!({ "words": row.words, "due": row.due, "met": row.met }))
            .collect::<Vec<_>>(),
        "indicators": story.indicators.iter().map(|indicator| json!({
            "words": indicator.row.words,
            "unit": indicator.row.unit,
            "baseline": indicator.row.baseline.map(|amount| amount.to_string()),
            "target": indicator.row.target.map(|amount| amount.to_string()),
            "by": indicator.row.by,
            "lower_is_better": indicator.row.lower,
            "figures": indicator.figures.iter()
                .map(|figure| json!({ "on": figure.on, "value": figure.value.to_string() }))
                .collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "standings": story.standings.iter().map(|row| json!({
            "on": row.on,
            "rag": row.rag.word(),
            "reason": row.reason.reveal(),
            "suggested": row.suggested.map(Rag::word),
        })).collect::<Vec<_>>(),
        "comments": story.comments.iter()
            .map(|row| json!({ "on": row.on, "words": row.words.reveal() }))
            .collect::<Vec<_>>(),
        "meetings": story.hearings.iter()
            .map(|row| json!({ "meeting": row.meeting, "decision": row.decision.as_ref().map(Private::reveal) }))
            .collect::<Vec<_>>(),
    });
    if let (Some(fields), Value::Object(more)) = (value.as_object_mut(), more) {
        fields.extend(more);
    }
    value
}
