//! The minutes: a meeting's statement as a document.
//!
//! In the order in which minutes are read: the meeting, who was there, what was outstanding, an index, each case on a
//! page of its own, then what closes the meeting, actions by agency, approval and addenda. Actions that tell where
//! somebody is are left out, and counted.

mod case;
mod closing;
mod opening;

use super::{Copy, Document, Footer, Level};
use crate::domain::statement::{CaseFacts, Statement, Withheld};

/// Builds the minutes of a meeting.
pub fn minutes(facts: &Statement, copy: &Copy) -> Document {
    let meeting = &facts.meeting;
    let mut paper = begun(facts, copy, "Minutes");
    opening::meeting(&mut paper, meeting);
    opening::attendance(&mut paper, meeting);
    opening::outstanding(&mut paper, &facts.outstanding, facts.narrowed);
    opening::index(&mut paper, facts);
    for facts in &facts.cases {
        // A case begins a page, so that it can be taken out alone; one of which little is left for the reader does not.
        if !facts.withheld.contains(&Withheld::Information) {
            paper.page_break();
        }
        case::case(&mut paper, meeting, facts);
    }
    paper.page_break();
    closing::closing(&mut paper, meeting, facts.narrowed);
    closing::by_agency(&mut paper, facts);
    closing::approval(&mut paper, facts, |_| true);
    paper
}

/// Builds the extract of one case: its part of the minutes, and what stands over all of them.
pub fn extract(facts: &Statement, about: &CaseFacts, copy: &Copy) -> Document {
    let meeting = &facts.meeting;
    let mut paper = begun(facts, copy, "Extract");
    paper.paragraph(format!(
        "This is the part of the minutes that is about one case. The meeting heard others, which are not here, so the \
         case is numbered as the only one of this paper.{}",
        if meeting.accepted.is_some() { " The confidentiality statement was read and accepted." } else { "" }
    ));
    paper.heading(Level::Two, "Confidentiality").paragraph(meeting.confidentiality.trim());
    case::case(&mut paper, meeting, &CaseFacts { position: 1, ..about.clone() });
    closing::approval(&mut paper, facts, |case| case == Some(about.reference.as_str()));
    paper
}

/// Title, marking, heading lines and foot.
fn begun(facts: &Statement, copy: &Copy, name: &str) -> Document {
    let meeting = &facts.meeting;
    let day = crate::domain::calendar::show_day_year(meeting.on);
    Document::new(format!("{name} {}", meeting.reference))
        .marking(meeting.marking.clone())
        .header(format!("{} {}", meeting.area, meeting.forum))
        .header(format!("{day}, {}", meeting.reference))
        .footer(Footer {
            paper: format!("{name} {}", meeting.reference),
            version: copy.version.map_or_else(|| "draft".to_owned(), |version| version.to_string()),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
        .draft(copy.version.is_none())
}
