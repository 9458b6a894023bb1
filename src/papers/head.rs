//! The head that papers of a meeting share.

use super::Copy;
use super::words;
use super::{Document, Footer};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::agenda::MeetingHead;
use crate::domain::tools::forum::Labels;

/// Whether every page says that the paper is a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is what it is: nobody approves it.
    Final,
    /// It waits for the chair.
    Draft,
}

/// An empty paper of a meeting with its marking, head and foot.
pub fn document(head: &MeetingHead, title: &str, copy: &Copy, stands: Stands) -> Document {
    Document::new(format!("{title} {}", head.reference))
        .marking(head.marking.clone())
        .header(format!("{} {}", head.area, head.forum))
        .header(format!("{}, {}", show_day_year(head.on), head.reference))
        .footer(Footer {
            paper: format!("{title} {}", head.reference),
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
        .draft(stands == Stands::Draft)
}

/// Date, time, place and chair.
pub fn lines(head: &MeetingHead) -> Vec<(&'static str, Private)> {
    let urgent = if head.urgent { ", called outside the cycle" } else { "" };
    vec![
        ("Date", format!("{}{urgent}", show_day_year(head.on)).into()),
        ("Time", words::time(head.starts).into()),
        ("Place", head.venue.clone().unwrap_or_else(|| "not fixed".to_owned()).into()),
        ("Chair", head.chair.clone().unwrap_or_else(|| "not named".into())),
    ]
}

/// What the column of references is called.
pub fn reference_label(labels: &Labels) -> String {
    labels.case.clone()
}
