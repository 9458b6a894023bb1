//! The chair's brief: the order and why, what does not fit, and one tight block a case. For the office only.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Align, Column, Document, Level, Table, Text};
use crate::domain::calendar::{show_day, show_day_year};
use crate::domain::private::Private;
use crate::domain::told::brief::{BriefCase, BriefFacts};

/// Builds the chair's brief.
pub fn build(facts: &BriefFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Chair's brief", copy, Stands::Final);
    opening(&mut paper, facts);
    order(&mut paper, facts);
    for case in &facts.cases {
        one(&mut paper, facts, case);
    }
    paper
}

/// How the day stands.
fn opening(paper: &mut Document, facts: &BriefFacts) {
    let mut lines = head::lines(&facts.head);
    let fit = match facts.over {
        0 => format!(
            "all fit into the {} minutes set aside, until about {}",
            facts.minutes,
            words::time(facts.ends)
        ),
        over => format!(
            "{over} minutes more than the {} set aside, until about {}: a longer day or a second sitting; \
             nobody drops off",
            facts.minutes,
            words::time(facts.ends)
        ),
    };
    lines.push(("Cases", format!("{}; {fit}", facts.cases.len()).into()));
    lines.push(("First", format!("{} outstanding actions to review", facts.outstanding).into()));
    let silent = match facts.silent.as_slice() {
        [] => format!("all {} agencies expected have returned something", facts.expected),
        silent => {
            format!("nothing yet from {} of {} expected: {}", silent.len(), facts.expected, silent.join(", "))
        }
    };
    lines.push(("Research", silent.into()));
    lines.extend(facts.quorum.as_ref().map(|needed| ("Quorum", needed.as_str().into())));
    let last = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let end: Vec<String> = [
        last(facts.expiring, "flags end before the next meeting"),
        last(facts.waiting, "cases wait and are on no agenda"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !end.is_empty() {
        lines.push(("At the end", end.join("; ").into()));
    }
    paper.heading(Level::One, "The day").key_values(lines);
    for (reference, what, why) in &facts.off {
        let why = if why.is_empty() { String::new() } else { format!(": {}", why.reveal()) };
        paper.paragraph(Text::strong(reference.as_str()).and(format!(" {what}{why}")));
    }
}

/// The order, and why each stands where it does.
fn order(paper: &mut Document, facts: &BriefFacts) {
    paper.heading(Level::One, "The order");
    if facts.cases.is_empty() {
        paper.paragraph("No case is on the agenda.");
        return;
    }
    let mut table = Table::new([
        Column::new("", 0.6).aligned(Align::Right),
        Column::new("About", 1.1),
        Column::new("Case", 2.2),
        Column::new("Why there", 5.6),
        Column::new("Look out", 2.6),
    ]);
    for case in &facts.cases {
        table.push([
            case.number.to_string(),
            words::time(case.begins),
            case.reference.clone(),
            case.order.clone(),
            signs(case).join(", "),
        ]);
    }
    paper.table(table);
}

/// What the chair has to have in mind, in a few words each.
fn signs(case: &BriefCase) -> Vec<String> {
    let late = case.promised.iter().filter(|line| line.late).count();
    let mut signs = Vec::new();
    signs.extend((!case.fits).then(|| "past the time set aside".to_owned()));
    signs.extend(case.changed.is_some().then(|| "CHANGED".to_owned()));
    signs.extend((late > 0).then(|| format!("{late} late")));
    signs.extend((!case.walls.is_empty()).then(|| "conflict".to_owned()));
    signs.extend((case.views_expected && case.views.is_none()).then(|| "no views".to_owned()));
    signs.extend((case.deferrals > 0).then(|| format!("deferred before, {} times", case.deferrals)));
    signs.extend(case.undecided.clone());
    signs
}

/// One case in a tight block.
fn one(paper: &mut Document, facts: &BriefFacts, case: &BriefCase) {
    let time = format!("about {}, {} minutes", words::time(case.begins), case.minutes);
    paper.heading(Level::Two, format!("{}. {}, {time}", case.number, case.reference));
    let mut lines: Vec<(String, Private)> = Vec::new();
    let mut add = |label: &str, words: Private| lines.push((label.to_owned(), words));
    let children = match case.children {
        0 => String::new(),
        1 => "; 1 child".to_owned(),
        count => format!("; {count} children"),
    };
    if !case.people.is_empty() {
        add("Who", format!("{}{children}", case.people.reveal()).into());
    }
    if !case.why.is_empty() {
        add("Why here", case.why.as_str().into());
    }
    if let Some(changed) = &case.changed {
        add("Changed", changed.as_str().into());
    }
    if let Some(place) = &case.whereabouts {
        add("Now", place.clone());
    }
    for (on, what) in &case.dates {
        add(&show_day(*on), what.clone());
    }
    for line in &case.promised {
        let late = if line.late { "LATE: " } else { "" };
        let words =
            format!("{late}{} {}: {} ({})", line.reference, line.agency, line.words.reveal(), line.standing);
        add("Promised", words.into());
    }
    match &case.views {
        Some((on, who, said)) => add(
            &format!("{}'s views", facts.victim_label),
            format!("{who}, {}: {}", show_day_year(*on), said.reveal()).into(),
        ),
        None if case.views_expected => {
            add(&format!("{}'s views", facts.victim_label), "none held: who speaks for them?".into());
        }
        None => {}
    }
    for (agency, alternate) in &case.walls {
        let stands_in = alternate.as_ref().map_or_else(
            || "nobody named to stand in".to_owned(),
            |who| format!("{} stands in", who.reveal()),
        );
        add("Conflict", format!("{agency} leaves the room; {stands_in}").into());
    }
    if case.trust {
        add("Decide", "whether a position of trust is involved: LADO, professional standards".into());
    }
    if !case.missing.is_empty() {
        add("No research", format!("from {}, which returned on others", case.missing.join(", ")).into());
    }
    if case.deferrals > 0 {
        add("Deferred", format!("{} times before: not again without saying so", case.deferrals).into());
    }
    if let Some(heap) = &case.undecided {
        add("Referral", format!("{heap}: nobody has accepted it").into());
    }
    if !case.look_at.is_empty() {
        add("Look at", case.look_at.join("; ").into());
    }
    paper.key_values(lines);
}
