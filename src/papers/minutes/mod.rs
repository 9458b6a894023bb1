//! The minutes: a meeting's statement as a document.
//!
//! In the order in which minutes are read: the meeting, who was there, what was outstanding, an index, each case on a
//! page of its own, then what closes the meeting, actions by agency, approval and addenda. Actions that tell where
//! somebody is are left out, and counted.

pub(super) mod case;
mod closing;
mod opening;

use super::{Copy, Document, Footer};
use crate::domain::statement::Statement;

/// Builds the minutes of a meeting.
pub fn minutes(facts: &Statement, copy: &Copy) -> Document {
    let meeting = &facts.meeting;
    let day = crate::domain::calendar::show_day_year(meeting.on);
    let mut paper = Document::new(format!("Minutes {}", meeting.reference))
        .marking(meeting.marking.clone())
        .header(format!("{} {}", meeting.area, meeting.forum))
        .header(format!("{day}, {}", meeting.reference))
        .footer(Footer {
            paper: format!("Minutes {}", meeting.reference),
            version: copy.version.map_or_else(|| "draft".to_owned(), |version| version.to_string()),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
        .draft(copy.version.is_none());
    opening::meeting(&mut paper, meeting);
    opening::attendance(&mut paper, meeting);
    opening::outstanding(&mut paper, &facts.outstanding);
    opening::index(&mut paper, facts);
    for facts in &facts.cases {
        paper.page_break();
        case::case(&mut paper, meeting, facts);
    }
    paper.page_break();
    closing::closing(&mut paper, meeting);
    closing::by_agency(&mut paper, facts);
    closing::approval(&mut paper, facts);
    paper
}
