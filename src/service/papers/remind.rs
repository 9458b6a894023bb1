//! Reminders: the paper of one, as its reader may see it.

use super::reader::{keep_off, numbered};
use crate::domain::area::AreaData;
use crate::domain::paper::{Edition, LeftOut, Subject, Wanted, Withholding, reference};
use crate::domain::refusal::Refusal;
use crate::domain::told::reminder::{ReminderFacts, ReminderItem};
use crate::papers::{Copy, Document, reminder};
use crate::service::ask::{ReminderLine, Rung};
use crate::service::look::chasing;
use crate::service::looking::Looking;

/// The paper of a reminder to one agency, or its senior, with what was left out of it.
///
/// # Errors
/// When the record cannot be read, no agency is named, or nothing is due.
pub fn paper(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<(Document, Vec<LeftOut>), Refusal> {
    let (Edition::Agency(key), Subject::Owed { on }) = (&wanted.edition, &wanted.subject) else {
        return Err(Refusal::rule("a reminder is for one agency: name it"));
    };
    let rung = rung_of(with.area, key, &wanted.recipient);
    let found = chasing::reminder(with, key, rung, *on)?.ok_or_else(|| {
        Refusal::rule(format!("{} is to be reminded of nothing on that day", with.area.agency_said(key)))
    })?;
    let rows = with.rows();
    let mut withheld = Withholding::new();
    let (mut items, mut left_out) = (Vec::new(), Vec::new());
    for line in &found.lines {
        let action = &line.line.action;
        keep_off(&rows, line.case.uuid(), &mut withheld)?;
        numbered(&rows, with.area, line.case, &mut withheld)?;
        match (&line.off, action.due) {
            (None, Some(due)) => items.push(item(line, due)),
            (off, _) => left_out.push(LeftOut {
                what: action.reference.clone(),
                why: off.clone().unwrap_or_else(|| "has no date any more".to_owned()),
            }),
        }
    }
    let marking = with.area.forums.first().map(|forum| forum.marking.clone()).unwrap_or_default();
    let facts = ReminderFacts {
        area: with.area.name.clone(),
        marking,
        on: *on,
        reference: reference(&rows, &wanted.subject)?,
        agency: found.name.clone(),
        senior: rung == Rung::Senior,
        off_paper: left_out.len(),
        items,
    };
    let mut document = reminder::build(&facts, copy);
    document.withhold(&withheld);
    Ok((document, left_out))
}

fn item(line: &ReminderLine, due: jiff::civil::Date) -> ReminderItem {
    let (line, action) = (&line.line, &line.line.action);
    ReminderItem {
        reference: action.reference.clone(),
        people: line.parties.clone(),
        words: action.words.clone(),
        person: action.person.clone(),
        due,
        first_due: action.first_due,
        late_days: line.late_days,
        asked: line.reminded,
    }
}

/// Whom a copy is for, by who it is addressed to.
fn rung_of(area: &AreaData, agency: &str, recipient: &str) -> Rung {
    let senior = area.agencies.get(agency).and_then(|agency| agency.senior.as_deref());
    if senior == Some(recipient) { Rung::Senior } else { Rung::Agency }
}
