//! The request for approval: an e-mail to the chair with the draft attached. Cases by reference; nobody is named in it.

use super::Copy;
use super::head::{self, Stands};
use super::{Document, Level};
use crate::domain::calendar::show_day_year;
use crate::domain::told::approval::ApprovalFacts;

/// Builds the request.
pub fn build(facts: &ApprovalFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Minutes for approval", copy, Stands::Final);
    let reference = &facts.head.reference;
    if let Some(on) = facts.approved {
        paper.paragraph(format!("The minutes of {reference} were approved on {}.", show_day_year(on)));
        return paper;
    }
    paper.paragraph(format!(
        "The draft minutes of {reference}, held on {}, are attached: {} and {}.",
        show_day_year(facts.head.on),
        counted(facts.heard, "case heard", "cases heard"),
        counted(facts.agreed, "action agreed", "actions agreed")
    ));
    let by = if facts.late { "They were due out on" } else { "They are due out on" };
    paper.paragraph(format!(
        "Please approve them, or say what is to change. {by} {}.",
        show_day_year(facts.by)
    ));
    if let Some((days, from)) = facts.silence {
        let from = from.map(|from| format!(", that is from {}", show_day_year(from))).unwrap_or_default();
        paper.paragraph(format!(
            "By this area's setting they count as approved if nobody objects within {} of the draft going out{from}.",
            counted(days as usize, "working day", "working days")
        ));
    }
    paper.heading(Level::One, "What is missing in the draft");
    if facts.lacks.is_empty() {
        paper.paragraph("Nothing that is usually recorded.");
    } else {
        paper.bullets(facts.lacks.iter().cloned());
        paper.paragraph("None of it stands in the way of approval; what you can tell, is added first.");
    }
    comments(&mut paper, facts);
    paper.heading(Level::One, "How to answer");
    paper.numbered([
        format!("Reply \"approved\", with the date. It is entered as approved by e-mail, by you, that day, as {reference}."),
        "Or reply with what is to change, by case number and paragraph. Please name nobody in the reply.".to_owned(),
        "The password of the attached file, if it has one, comes another way.".to_owned(),
        "What agencies took on does not wait: their action sheets may have gone out.".to_owned(),
    ]);
    paper
}

/// Comments on the draft that wait for an answer.
fn comments(paper: &mut Document, facts: &ApprovalFacts) {
    if facts.comments.is_empty() {
        return;
    }
    paper.heading(Level::One, "Comments that wait for an answer");
    paper.bullets(facts.comments.iter().map(|(case, on)| {
        let about = case.clone().unwrap_or_else(|| "the whole".to_owned());
        format!("{about}, received {}", show_day_year(*on))
    }));
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
