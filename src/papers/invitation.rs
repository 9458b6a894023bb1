//! An invitation as it is looked at before it goes into a calendar: reference, when, where.

use super::ics::Sitting;
use super::words::time;
use super::{Copy, Document, Footer};
use crate::domain::calendar::show_day_year;

/// Builds it.
pub fn build(sitting: &Sitting, marking: &str, copy: &Copy) -> Document {
    let footer = Footer {
        paper: format!("Invitation {}", sitting.reference),
        version: String::new(),
        recipient: copy.recipient.clone(),
        copy: Some(copy.number),
    };
    let mut paper = Document::new(sitting.reference.clone()).marking(marking).footer(footer);
    let begins = format!("{} {}", show_day_year(sitting.starts.date()), time(sitting.starts.time()));
    let mut facts = vec![("When", begins), ("Set aside", format!("{} minutes", sitting.minutes))];
    facts.extend(sitting.venue.clone().map(|venue| ("Where", venue)));
    paper.key_values(facts);
    paper
}
