//! A reminder: what one agency has not reported on and is past its date, in a sheet that it fills in and sends back.
//!
//! It has the columns of an action sheet, so that it is read back in the same way.

use super::{Column, Copy, Document, Fill, Footer, Level, Part, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::paper::form;
use crate::domain::told::reminder::{ReminderFacts, ReminderItem};

/// Builds the reminder.
pub fn build(facts: &ReminderFacts, copy: &Copy) -> Document {
    let title = format!("Reminder {}", facts.reference);
    let mut paper = Document::new(title.clone())
        .marking(facts.marking.clone())
        .header(facts.area.clone())
        .header(format!("{}, {}", show_day_year(facts.on), facts.reference))
        .footer(Footer {
            paper: title,
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        });
    paper.heading(Level::One, format!("Actions for {}", facts.agency));
    paper.paragraph(if facts.senior {
        "The agency was reminded of these actions and has not reported on them. Please see that somebody does, or say who \
         can."
    } else {
        "These actions are past their date and nothing has been reported. Please say of each what became of it: completed, \
         in hand, not done and why, or no longer possible and why."
    });
    if !facts.items.is_empty() {
        paper.table(table(&facts.items));
    }
    if facts.off_paper > 0 {
        let words = match facts.off_paper {
            1 => "One more action is not on paper; the coordinator tells it.".to_owned(),
            count => format!("{count} more actions are not on paper; the coordinator tells them."),
        };
        paper.paragraph(words);
    }
    paper
}

fn table(items: &[ReminderItem]) -> Table {
    let mut table = Table::new([
        Column::new(form::ACTION, 2.2),
        Column::new("People", 3.0),
        Column::new("What", 5.0),
        Column::new("Was due", 2.4),
        Column::new("Late by", 2.0),
        Column::new("Asked before", 1.6),
        Column::new(form::STATE, 2.2).part(Part::Fill(Fill::Choice(form::STATE_CHOICES))),
        Column::new(form::OUTCOME, 4.0).part(Part::Fill(Fill::Words)),
        Column::new(form::DONE, 1.8).part(Part::Fill(Fill::Day)),
    ]);
    for item in items {
        let person = item.person.as_ref().map(|person| format!(" ({})", person.reveal()));
        let first = item.first_due.map(|first| format!("; first {}", show_day_year(first)));
        let days = if item.late_days == 1 { "working day" } else { "working days" };
        table.push([
            Text::from(item.reference.as_str()),
            Text::from(item.people.clone()),
            Text::from(item.words.clone()).and(person.unwrap_or_default()),
            Text::from(format!("{}{}", show_day_year(item.due), first.unwrap_or_default())),
            Text::from(format!("{} {days}", item.late_days)),
            Text::from(match item.asked {
                0 => "no".to_owned(),
                1 => "once".to_owned(),
                count => format!("{count} times"),
            }),
        ]);
    }
    table
}
