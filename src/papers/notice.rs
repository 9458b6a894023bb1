//! The notice that the IDVA service gets the day a referral comes: how to reach the person harmed comes first.

use super::letter;
use super::words;
use super::{Copy, Document, Level, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::notice::NoticeFacts;

/// Builds the notice.
pub fn notice(facts: &NoticeFacts, copy: &Copy) -> Document {
    let mut paper = letter::paper(&facts.head, "IDVA notice", copy);
    letter::passages(&mut paper, &facts.passages, |paper| told(paper, facts));
    paper
}

fn told(paper: &mut Document, facts: &NoticeFacts) {
    for (person, lines) in &facts.victims {
        paper.heading(Level::Two, facts.head.victim.clone()).paragraph(Text::strong(words::person(person)));
        paper.key_values(lines.iter().cloned());
    }
    if let Some(words) = &facts.before_contact {
        paper.note(Text::strong("Take care ").and(format!("{words}.")));
    }
    letter::section(paper, "Reaching them safely", &facts.reach);
    letter::section(paper, "Risk", &facts.risk);
    if !facts.reason.is_empty() {
        paper.paragraph(Text::strong("Why it was referred: ").and(facts.reason.clone()));
    }
    letter::section(paper, "What the referral says", &facts.grounds);
    letter::list(paper, "Children", &facts.children, Some("None recorded."));
    perpetrators(paper, facts);
    letter::section(paper, "The referral", &facts.referral);
}

fn perpetrators(paper: &mut Document, facts: &NoticeFacts) {
    paper.heading(Level::Two, facts.head.perpetrator.clone());
    if facts.perpetrators.is_empty() {
        paper.paragraph("Not named.");
    }
    for (person, lines) in &facts.perpetrators {
        paper.paragraph(Text::strong(words::person(person)));
        if !lines.is_empty() {
            paper.key_values(lines.iter().cloned());
        }
    }
    let now = facts.whereabouts.as_ref().map_or_else(
        || "not known".into(),
        |(words, basis)| match basis.as_str() {
            "" => words.clone(),
            basis => Private::from(format!("{} ({basis})", words.reveal())),
        },
    );
    paper.paragraph(Text::strong("Where they are: ").and(now));
    if !facts.to_come.is_empty() {
        let lines = facts.to_come.iter();
        paper.bullets(
            lines.map(|(on, words)| Text::strong(format!("{}: ", show_day_year(*on))).and(words.clone())),
        );
    }
}
