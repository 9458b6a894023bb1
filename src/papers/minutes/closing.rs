//! What closes the minutes: expiries, other business, the next date, actions by agency, approval, addenda.

use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::statement::{ActionFacts, MeetingFacts, Statement};
use crate::papers::words;
use crate::papers::{Column, Document, Level, Table, Text};

/// Flags that end, other business, and when the forum meets next.
pub fn closing(paper: &mut Document, facts: &MeetingFacts, narrowed: bool) {
    if facts.flags.unwrap_or(true) {
        paper.heading(Level::One, "Twelve months passed");
        if facts.expiries.is_empty() {
            paper.paragraph(none("No flag ends before the next meeting.", narrowed));
        } else {
            paper.bullets(facts.expiries.iter().map(|(case, on)| format!("{case}: {}", show_day_year(*on))));
        }
    }
    paper.heading(Level::One, "Other business");
    if facts.other_business.is_empty() {
        paper.paragraph(none("None.", narrowed));
    } else {
        paper.bullets(facts.other_business.iter().cloned());
    }
    paper.heading(Level::One, "Next meeting");
    paper.paragraph(
        facts.next.map_or_else(|| "Not fixed.".to_owned(), |on| format!("{}.", show_day_year(on))),
    );
}

/// What an empty list says: in a copy from which something was taken out, no more than that it is empty here.
const fn none(words: &'static str, narrowed: bool) -> &'static str {
    if narrowed { "None in this copy." } else { words }
}

/// Every agency's actions together, for the one who has to do them.
pub fn by_agency(paper: &mut Document, facts: &Statement) {
    let mut lines: Vec<(&str, &str, &ActionFacts)> = Vec::new();
    for case in &facts.cases {
        let shown = case.actions.iter().filter(|action| !action.off_papers);
        lines.extend(shown.map(|action| (action.agency.as_str(), case.reference.as_str(), action)));
    }
    lines.sort_by_key(|(agency, case, action)| {
        (*agency, action.due.is_none(), action.due, *case, action.number)
    });
    paper.heading(Level::One, "Actions by agency");
    if lines.is_empty() {
        paper.paragraph(none("None were agreed.", facts.narrowed));
    }
    let mut agencies: Vec<&str> = lines.iter().map(|(agency, ..)| *agency).collect();
    agencies.dedup();
    for agency in agencies {
        let mut table =
            Table::new([Column::new("Action", 2.2), Column::new("What", 6.0), Column::new("Due", 2.4)]);
        for (_, case, action) in lines.iter().filter(|(of, ..)| *of == agency) {
            table.push([
                Private::from(format!("{case}/{}", action.number)),
                action.words.clone(),
                words::due(action).into(),
            ]);
        }
        paper.heading(Level::Two, agency).table(table);
    }
}

/// Who approved, how and when; then what was added since to the cases a paper is about.
pub fn approval(paper: &mut Document, facts: &Statement, about: impl Fn(Option<&str>) -> bool) {
    paper.heading(Level::One, "Approval");
    match &facts.meeting.approved {
        None => paper.paragraph("These minutes are a draft and have not been approved."),
        Some((by, how, at)) => paper.paragraph(Text::from("Approved by ").and(by.clone()).and(format!(
            ", {how}, {} {}.",
            show_day_year(at.date()),
            words::time(at.time())
        ))),
    };
    let mut addenda = facts.addenda.iter().filter(|addendum| about(addendum.case.as_deref())).peekable();
    if addenda.peek().is_none() {
        return;
    }
    paper.heading(Level::One, "Addenda");
    for addendum in addenda {
        let case = addendum.case.as_ref().map(|case| format!(", {case}")).unwrap_or_default();
        let when = format!("{}{case}: ", show_day_year(addendum.at.date()));
        paper.paragraph(Text::strong(when).and(addendum.words.clone()));
    }
}
