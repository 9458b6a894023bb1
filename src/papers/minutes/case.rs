//! One case on a page of its own.

use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::rows::agenda::{InformationKind, ItemState};
use crate::domain::rows::plan::PlanState;
use crate::domain::statement::{ActionFacts, CaseFacts, InformationFacts, MeetingFacts, PlanFacts, Withheld};
use crate::papers::words;
use crate::papers::{Align, Column, Document, Level, Table, Text};

/// Everything said and decided on one case.
pub fn case(paper: &mut Document, meeting: &MeetingFacts, facts: &CaseFacts) {
    paper.heading(Level::One, format!("Case {}: {}", facts.position, facts.reference));
    match &facts.plan {
        Some(item) => plan(paper, item, facts),
        None => people(paper, meeting, facts),
    }
    if let Some((reason, interim)) = &facts.deferred {
        let off = facts.state == ItemState::Withdrawn;
        let head = if off { "Taken off before the meeting" } else { "Deferred" };
        paper.heading(Level::Two, head).paragraph(reason.clone());
        if !off {
            let interim = interim.clone().unwrap_or_else(|| "none was recorded".into());
            paper.paragraph(Text::strong("Until then: ").and(interim));
        }
    }
    if facts.plan.is_none() && !facts.withheld.contains(&Withheld::Referral) {
        referral(paper, facts);
    }
    if let Some((on, agency, said)) = &facts.views {
        paper.heading(Level::Two, format!("{}'s views and wishes", meeting.victim_label));
        paper.paragraph(Text::strong(format!("{agency}, {}: ", words::short(*on))).and(said.clone()));
    }
    discussion(paper, facts);
    if !facts.withheld.contains(&Withheld::Protection) || facts.actions.len() + facts.carried.len() > 0 {
        actions(paper, "Actions agreed", &facts.actions);
        actions(paper, "Actions from earlier meetings", &facts.carried);
    }
    services(paper, facts);
    feedback(paper, meeting, facts);
    if !facts.notes.is_empty() {
        paper.heading(Level::Two, "Notes").bullets(facts.notes.iter().cloned());
    }
    if !facts.withheld.is_empty() {
        let kinds: Vec<&str> = facts.withheld.iter().map(|kind| kind.word()).collect();
        paper.heading(Level::Two, "Left out of this copy").paragraph(format!("{}.", kinds.join("; ")));
    }
}

/// Who is referred to which service, and needs for which there was none.
fn services(paper: &mut Document, facts: &CaseFacts) {
    if facts.withheld.contains(&Withheld::Protection) || facts.unmet.len() + facts.referred.len() == 0 {
        return;
    }
    paper.heading(Level::Two, "Services");
    if !facts.referred.is_empty() {
        paper.paragraph(Text::strong("Referred to: ").and(format!("{}.", facts.referred.join("; "))));
    }
    if !facts.unmet.is_empty() {
        paper.paragraph(Text::strong("Needs no service meets: ").and(format!("{}.", facts.unmet.join("; "))));
    }
}

/// Information, risks, and the decision; what was taken out for the reader has no heading.
fn discussion(paper: &mut Document, facts: &CaseFacts) {
    let shown = |kind| !facts.withheld.contains(&kind);
    if shown(Withheld::Information) && (facts.plan.is_none() || !facts.information.is_empty()) {
        information(paper, &facts.information, &facts.nothing_returned);
    }
    if shown(Withheld::Risks) && (facts.plan.is_none() || !facts.risks.is_empty()) {
        risks(paper, facts);
    }
    if shown(Withheld::Decision) {
        decision(paper, facts);
    }
}

fn people(paper: &mut Document, meeting: &MeetingFacts, facts: &CaseFacts) {
    let mut lines: Vec<(String, Private)> = Vec::new();
    lines.extend(facts.victim.as_ref().map(|victim| (meeting.victim_label.clone(), words::person(victim))));
    let unknown =
        facts.perpetrators.is_empty().then(|| (meeting.perpetrator_label.clone(), "not named".into()));
    lines.extend(
        facts.perpetrators.iter().map(|person| (meeting.perpetrator_label.clone(), words::person(person))),
    );
    lines.extend(unknown);
    if facts.victim.is_some() && !facts.withheld.contains(&Withheld::VictimDetails) {
        let children: Vec<&str> = facts.children.iter().map(Private::reveal).collect();
        let children = if children.is_empty() { "none recorded".to_owned() } else { children.join("; ") };
        lines.push(("Children".to_owned(), children.into()));
    }
    lines
        .extend(facts.whereabouts.clone().map(|place| (format!("{} now", meeting.perpetrator_label), place)));
    lines.extend(facts.happenings.iter().map(|(on, kind, said)| {
        let what = if said.is_empty() { kind.clone() } else { format!("{kind}: {}", said.reveal()) };
        (show_day_year(*on), what.into())
    }));
    lines.extend(facts.linked.clone().map(|other| ("Beside".to_owned(), other.into())));
    lines.extend(
        (!facts.walled.is_empty()).then(|| ("Left the room".to_owned(), facts.walled.join(", ").into())),
    );
    lines.extend(heard(facts));
    lines.extend(there(facts));
    lines.extend(
        (!facts.no_quorum.is_empty())
            .then(|| ("No quorum".to_owned(), format!("missing: {}", facts.no_quorum.join(", ")).into())),
    );
    paper.key_values(lines);
}

/// Who was there for the case, with their times when not throughout.
fn there(facts: &CaseFacts) -> Option<(String, Private)> {
    let present = facts.present.as_ref().filter(|present| !present.is_empty())?;
    let named = present.iter().map(|(agency, times)| match times {
        Some(times) => format!("{agency} ({times})"),
        None => agency.clone(),
    });
    Some(("Present".to_owned(), named.collect::<Vec<_>>().join(", ").into()))
}

fn heard(facts: &CaseFacts) -> Option<(String, Private)> {
    let words = facts.heard.map(|(from, to)| match to {
        Some(to) => format!("{} to {}", words::time(from), words::time(to)),
        None => format!("from {}", words::time(from)),
    });
    words.map(|words| ("Heard".to_owned(), words.into()))
}

/// An item of a delivery plan: what is to be reached, by whom, how far it is and how it stands.
fn plan(paper: &mut Document, item: &PlanFacts, facts: &CaseFacts) {
    let mut lines: Vec<(String, Private)> = vec![
        ("Priority".to_owned(), item.priority.as_str().into()),
        ("Objective".to_owned(), item.objective.as_str().into()),
    ];
    lines.extend((!item.owner.is_empty()).then(|| ("Owner".to_owned(), item.owner.as_str().into())));
    lines.extend(item.indicators.iter().map(|(what, words)| (what.clone(), words.as_str().into())));
    lines.extend(
        item.milestone
            .as_ref()
            .map(|(what, due)| ("Milestone".to_owned(), format!("{what}, {}", show_day_year(*due)).into())),
    );
    let standing = match (&item.rag, item.state) {
        (_, state) if state != PlanState::Open => Private::from(state.word()),
        (Some((rag, why)), _) => format!("{rag}: {}", why.reveal()).into(),
        (None, _) => "not rated".into(),
    };
    lines.push(("Stands".to_owned(), standing));
    lines.extend(item.comment.clone().map(|(on, said)| (words::short(on), said)));
    lines.extend(heard(facts));
    paper.key_values(lines);
}

fn referral(paper: &mut Document, facts: &CaseFacts) {
    paper.heading(Level::Two, "Referral");
    let criteria = &facts.criteria;
    let mut lines: Vec<(&str, Private)> = Vec::new();
    if let Some(received) = facts.received {
        lines.push(("Referred", format!("{} by {}", show_day_year(received), facts.referrer).into()));
    }
    lines.push(("Risk", facts.risk_figure.as_str().into()));
    if let Some(met) = &facts.met {
        let met = met.iter().map(|(label, why)| {
            why.as_ref().map_or_else(|| label.clone(), |why| format!("{label}: {}", why.reveal()))
        });
        let met: Vec<String> = met.collect();
        let met = if met.is_empty() { "none recorded".to_owned() } else { met.join("; ") };
        lines.push(("Criteria met", met.into()));
    } else if facts.victim.is_some() {
        let escalation =
            criteria.incidents.map_or_else(String::new, |count| format!(" ({count} in 12 months)"));
        let grounds = format!(
            "visible high risk {}; professional judgement {}; potential escalation {}{escalation}; repeat {}",
            words::tick(criteria.visible_high_risk),
            words::tick(criteria.professional_judgement),
            words::tick(criteria.potential_escalation),
            words::tick(criteria.repeat)
        );
        lines.push(("Criteria met", grounds.into()));
        let repeat = facts
            .repeat_of
            .map_or("no".to_owned(), |of| format!("yes, of the referral of {}", show_day_year(of)));
        lines.push(("Repeat by the record", repeat.into()));
    }
    lines.extend(criteria.rationale.clone().map(|why| ("Rationale", why)));
    paper.key_values(lines);
    if !facts.reason.is_empty() {
        paper.paragraph(facts.reason.clone());
    }
}

/// By agency, facts and views apart; those with nothing known share one line.
fn information(paper: &mut Document, lines: &[InformationFacts], returned: &[String]) {
    paper.heading(Level::Two, "Information shared");
    let said =
        lines.iter().filter(|line| matches!(line.kind, InformationKind::Shared | InformationKind::Late));
    let mut agencies: Vec<&Option<String>> = Vec::new();
    for line in said.clone() {
        if !agencies.contains(&&line.agency) {
            agencies.push(&line.agency);
        }
    }
    for agency in agencies {
        let of = said.clone().filter(|line| line.agency == *agency);
        let name = agency.as_deref().unwrap_or("Not attributed");
        paper.paragraph(Text::strong(name)).bullets(of.map(entry));
    }
    let nothing = |kind| {
        let names = lines.iter().filter(move |line| line.kind == kind);
        let names = names.filter_map(|line| line.agency.as_deref());
        let returned = returned.iter().map(String::as_str).filter(|_| kind == InformationKind::NothingKnown);
        names.chain(returned).collect::<Vec<_>>().join(", ")
    };
    for (kind, label) in [
        (InformationKind::NothingKnown, "Nothing known: "),
        (InformationKind::Missing, "No information brought: "),
    ] {
        let names = nothing(kind);
        if !names.is_empty() {
            paper.paragraph(Text::strong(label).and(names));
        }
    }
    if lines.is_empty() && returned.is_empty() {
        paper.paragraph("None recorded.");
    }
}

fn entry(line: &InformationFacts) -> Text {
    let mut before = Vec::new();
    if line.kind == InformationKind::Late {
        before.push("received late".to_owned());
    }
    if line.opinion {
        before.push("view".to_owned());
    }
    before.extend(line.on.map(words::short));
    let before = if before.is_empty() { String::new() } else { format!("({}) ", before.join(", ")) };
    Text::from(before).and(line.words.clone())
}

fn risks(paper: &mut Document, facts: &CaseFacts) {
    paper.heading(Level::Two, "Risks");
    if facts.risks.is_empty() {
        paper.paragraph("None recorded.");
        return;
    }
    paper.bullets(
        facts.risks.iter().map(|risk| Text::strong(format!("To {}: ", risk.whom)).and(risk.words.clone())),
    );
}

fn decision(paper: &mut Document, facts: &CaseFacts) {
    paper.heading(Level::Two, "Decision");
    match &facts.decision {
        None => paper.paragraph("None recorded."),
        Some(decision) => paper.paragraph(decision.clone()),
    };
    if let Some(why) = &facts.decision_why {
        paper.paragraph(Text::strong("Why: ").and(why.clone()));
    }
    match facts.trust {
        Some(trust) => {
            paper.paragraph(Text::strong("Position of trust: ").and(format!("{trust}.")));
        }
        None if facts.trust_open => {
            paper.paragraph(Text::strong("Position of trust: ").and("not decided."));
        }
        None => {}
    }
    if !facts.considered.is_empty() {
        paper.paragraph(Text::strong("Considered and not done:")).bullets(facts.considered.iter().cloned());
    }
}

/// The actions a paper may show; those left out are counted, not described.
fn actions(paper: &mut Document, title: &str, actions: &[ActionFacts]) {
    let (hidden, shown): (Vec<_>, Vec<_>) = actions.iter().partition(|action| action.off_papers);
    if actions.is_empty() && title != "Actions agreed" {
        return;
    }
    paper.heading(Level::Two, title);
    if shown.is_empty() && hidden.is_empty() {
        paper.paragraph("None.");
    }
    if !shown.is_empty() {
        let mut table = Table::new([
            Column::new("", 0.6).aligned(Align::Right),
            Column::new("Agency", 2.6),
            Column::new("What", 5.0),
            Column::new("Due", 2.2),
            Column::new("Standing", 2.4),
        ]);
        for action in shown {
            table.push([
                Private::from(action.number.to_string()),
                words::owner(action),
                action.words.clone(),
                words::due(action).into(),
                words::standing(action).unwrap_or_else(|| "open".to_owned()).into(),
            ]);
        }
        paper.table(table);
    }
    if !hidden.is_empty() {
        let some = if hidden.len() == 1 {
            "One action is".to_owned()
        } else {
            format!("{} actions are", hidden.len())
        };
        paper.paragraph(format!("{some} kept off this paper because it would tell where somebody is."));
    }
}

fn feedback(paper: &mut Document, meeting: &MeetingFacts, facts: &CaseFacts) {
    if facts.victim.is_none() || facts.withheld.contains(&Withheld::Feedback) {
        return;
    }
    paper.heading(Level::Two, format!("Feedback to {}", meeting.victim_label.to_lowercase()));
    let Some((agency, how, due)) = &facts.feedback else {
        paper.paragraph("Nobody was named.");
        return;
    };
    let how = how.as_ref().map(|how| format!(", {}", how.reveal())).unwrap_or_default();
    let due = due.map(|due| format!(", by {}", show_day_year(due))).unwrap_or_default();
    paper.paragraph(format!("{agency}{how}{due}."));
}
