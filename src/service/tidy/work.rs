//! Meetings, hearings, actions and attendance as tables.

use super::{Making, Table, agencies, agency, coded, pseudonym, said, yes};
use crate::domain::hearing::{HearingLine, is_counted};
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Attendance, Meeting};

/// The meetings of the export that are over, in order.
fn wanted(making: &Making<'_>) -> Result<Vec<Meeting>, Refusal> {
    let mut meetings = making.with.rows().all::<Meeting>()?;
    meetings
        .retain(|meeting| making.wants(&meeting.forum) && is_counted(meeting.state) && making.on(meeting.on));
    meetings.sort_by(|one, other| (one.on, &one.reference).cmp(&(other.on, &other.reference)));
    Ok(meetings)
}

pub fn meetings(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "meetings",
        "a meeting that is over",
        &[
            ("meeting", "its reference"),
            ("forum", "key of its forum"),
            ("day", "its day"),
            ("minutes_planned", "minutes set aside for the whole of it"),
            ("minutes_per_case", "minutes meant for a case"),
            ("urgent", "whether it met outside the cycle"),
            ("state", "closed, or approved once its minutes are"),
            ("heard", "cases heard"),
            ("deferred", "cases the chair put off"),
            ("withdrawn", "cases taken off before it"),
            ("not_heard", "cases listed and not come to"),
        ],
    );
    for meeting in wanted(making)? {
        let lines = making.with.view.hearing_lines(meeting.id)?;
        let count = |state: ItemState| lines.iter().filter(|line| line.state == state).count().to_string();
        let heard = lines.iter().filter(|line| line.heard.is_some()).count();
        table.rows.push(vec![
            meeting.reference.clone(),
            meeting.forum.clone(),
            meeting.on.to_string(),
            meeting.minutes.to_string(),
            meeting.per_case.to_string(),
            yes(Some(meeting.is_urgent())),
            meeting.state.word().to_owned(),
            heard.to_string(),
            count(ItemState::Deferred),
            count(ItemState::Withdrawn),
            count(ItemState::Waiting),
        ]);
    }
    Ok(table)
}

pub fn hearings(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "hearings",
        "a case on the agenda of a meeting that is over",
        &[
            ("meeting", "reference of the meeting"),
            ("day", "its day"),
            ("case", "pseudonym of the case"),
            ("position", "its place on the agenda, from 1"),
            ("state", "heard, deferred, withdrawn or waiting (not come to)"),
            ("deferrals_before", "how often the case had been deferred before"),
            ("minutes_taken", "whole minutes from its opening to its end; blank where either is not known"),
            ("repeat", "whether the referral heard is a repeat; blank without a referral in the record"),
            ("children", "children of the household; blank is not collected"),
            (
                "referred_by",
                "keys of the agencies that referred it, semicolons between, whoever sent it first",
            ),
            ("days_waited", "days from referral to hearing"),
            ("victim_male", "yes or no; blank is not collected"),
            ("victim_age", "whole years on the day of the meeting; blank is not known"),
            ("victim_disabled", "yes or no; blank is not collected"),
            ("victim_lgbt", "yes or no; blank is not collected"),
            ("perpetrators", "people said to cause harm"),
            ("perpetrators_under_18", "of those, under 18 on the day of the meeting"),
            ("views_held", "whether the victim's views were held by the day of the meeting"),
            ("feedback_named", "whether somebody was named to tell the victim"),
        ],
    );
    for meeting in wanted(making)? {
        for line in making.with.view.hearing_lines(meeting.id)? {
            table.rows.push(hearing(making, &meeting, &line)?);
        }
    }
    Ok(table)
}

fn hearing(making: &Making<'_>, meeting: &Meeting, line: &HearingLine) -> Result<Vec<String>, Refusal> {
    let item = making.with.rows().look::<AgendaItem>(line.item)?;
    let minutes = item.as_ref().and_then(|item| {
        let (opened, closed) = item.opened.zip(item.closed)?;
        Some(closed.duration_since(opened).as_mins()).filter(|minutes| *minutes >= 0)
    });
    let mut row = vec![
        meeting.reference.clone(),
        meeting.on.to_string(),
        pseudonym(line.case),
        said(item.as_ref().map(|item| item.position)),
        line.state.word().to_owned(),
        said(item.as_ref().map(|item| item.deferrals)),
        said(minutes),
    ];
    match &line.heard {
        Some(heard) => row.extend([
            yes(heard.repeat),
            said(heard.children),
            agencies(making.with.area, &heard.referrers),
            said(heard.waited),
            yes(heard.male),
            said(heard.age),
            yes(heard.disabled),
            yes(heard.lgbt),
            heard.harming.to_string(),
            heard.harming_young.to_string(),
            yes(Some(heard.views)),
            yes(Some(heard.told)),
        ]),
        None => row.extend(std::iter::repeat_n(String::new(), 12)),
    }
    Ok(row)
}

pub fn actions(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "actions",
        "an action",
        &[
            ("action", "pseudonym of the action"),
            ("case", "pseudonym of its case"),
            ("forum", "key of the forum of its case"),
            ("meeting", "reference of the meeting it was agreed in; blank when agreed between meetings"),
            ("agreed", "day it was agreed"),
            ("agency", "key of the agency it belongs to; all for a standing line of every agency"),
            ("supporting", "keys of agencies that help, semicolons between"),
            ("due_kind", "how the due date is meant"),
            ("due", "due date; blank where there is none"),
            ("protects", "whom it protects; blank is not said"),
            ("state", "where it stands"),
            ("closed", "day it was completed or closed; blank while it is live"),
            ("closed_after_due", "yes or no; blank without both days"),
        ],
    );
    let (rows, area) = (making.with.rows(), making.with.area);
    let mut actions = rows.all::<Action>()?;
    actions.retain(|action| making.on(action.agreed.date()));
    actions.sort_by_key(|action| (action.agreed, action.id));
    for action in actions {
        let Some(case) = rows.look::<Case>(action.case)?.filter(|case| making.wants(&case.forum)) else {
            continue;
        };
        let meeting = action.meeting.map(|meeting| rows.look::<Meeting>(meeting)).transpose()?.flatten();
        table.rows.push(vec![
            coded('A', action.id.uuid()),
            pseudonym(case.id),
            case.forum,
            said(meeting.map(|meeting| meeting.reference)),
            action.agreed.date().to_string(),
            agency(area, &action.agency),
            agencies(area, &action.supporting.0),
            action.due_kind.word().to_owned(),
            said(action.due),
            said(action.protects.map(crate::domain::rows::agenda::Whom::word)),
            action.state.word().to_owned(),
            said(action.closed),
            yes(action.closed.zip(action.due).map(|(closed, due)| closed > due)),
        ]);
    }
    Ok(table)
}

pub fn attendance(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "attendance",
        "one agency's line of attendance at a meeting that is over",
        &[
            ("meeting", "reference of the meeting"),
            ("day", "its day"),
            ("agency", "key of the agency"),
            ("presence", "in the room, online, apologies, absent or observer"),
            ("deputy", "whether whoever came stood in for somebody"),
            ("information_sent", "with apologies, whether information was sent"),
        ],
    );
    let rows = making.with.rows();
    for meeting in wanted(making)? {
        let mut taken = rows.find::<Attendance>("meeting", &meeting.id)?;
        taken.sort_by(|one, other| (&one.agency, one.id).cmp(&(&other.agency, other.id)));
        table.rows.extend(taken.into_iter().map(|line| {
            vec![
                meeting.reference.clone(),
                meeting.on.to_string(),
                agency(making.with.area, &line.agency),
                line.presence.word().to_owned(),
                yes(Some(line.stands_for.is_some())),
                yes(Some(line.information.is_some() || line.sent == Some(true))),
            ]
        }));
    }
    Ok(table)
}
