//! What one action and the reminders are answered with.

use jiff::civil::{date, datetime};

use super::fixtures::{action_line, id};
use crate::domain::ladder::Next;
use crate::domain::private::Private;
use crate::domain::rows::chase::ChaseStep;
use crate::service::ask::{
    ActionEvent, ActionStory, Chasing, OtherAction, Reminder, ReminderLine, Rung, SourceLine,
};

fn words(text: &str) -> Private {
    text.into()
}

fn other(number: usize, what: &str, standing: &str) -> OtherAction {
    OtherAction {
        id: id(500 + number),
        reference: format!("LAN-26-0143/{number}"),
        agency: "Housing".into(),
        words: words(what),
        standing: standing.into(),
        agreed: date(2026, 10, 29),
    }
}

/// An action that was late, moved and reminded of.
pub fn story() -> ActionStory {
    let mut line = action_line(0);
    line.action.first_due = Some(date(2026, 11, 16));
    (line.moved, line.reminded, line.last_reminded) = (1, 1, Some(date(2026, 11, 24)));
    line.next = Some(Next { step: ChaseStep::Again, on: date(2026, 12, 1) });
    let event = |day: i8, head: &str, said: &str, meeting: Option<&str>| ActionEvent {
        at: datetime(2026, 11, day, 10, 5, 0, 0),
        head: head.into(),
        words: words(said),
        meeting: meeting.map(str::to_owned),
    };
    let risk = SourceLine {
        id: id::<()>(70).uuid(),
        what: "risk to victim".into(),
        words: words("he is released on Friday and knows the address"),
    };
    ActionStory {
        forum: "MARAC".into(),
        meeting: Some("MARAC-2026-11-12".into()),
        done_late: None,
        answers: Some(risk.clone()),
        sources: vec![risk],
        repeats: None,
        may_repeat: vec![other(1, "change of locks", "not done")],
        repeated: Vec::new(),
        merged_into: None,
        merged: Vec::new(),
        linked: Vec::new(),
        beside: vec![other(4, "letterbox guard", "due Fri 27 Nov")],
        events: vec![
            event(
                12,
                "agreed, due Mon 16 Nov 2026",
                "hsg: sanctuary and locks by mon",
                Some("MARAC-2026-11-12"),
            ),
            event(
                17,
                "due date moved from Mon 16 Nov 2026 to Mon 23 Nov 2026",
                "the key safe is on order",
                None,
            ),
            event(24, "first reminder, e-mail draft, by cath", "to Housing", None),
        ],
        line,
    }
}

/// Two agencies to remind, one through its senior.
pub fn chasing() -> Chasing {
    let line = |number: usize, step: ChaseStep, off: Option<&str>| ReminderLine {
        line: action_line(number),
        case: id(number),
        step,
        off: off.map(str::to_owned),
    };
    let reminder = |key: &str, name: &str, rung: Rung, to: &str, mailbox: Option<&str>, lines| Reminder {
        agency: key.into(),
        name: name.into(),
        rung,
        to: to.into(),
        mailbox: mailbox.map(str::to_owned),
        lines,
    };
    let kept_off = "tells where somebody is: tell it by telephone";
    Chasing {
        day: date(2026, 11, 26),
        ladder: "first 1 working day after the date, again every 5 working days, senior after 2, steering group after 3 \
                 (our default)"
            .into(),
        reminders: vec![
            reminder(
                "housing",
                "Housing",
                Rung::Agency,
                "Housing",
                Some("housing@agency.example"),
                vec![line(0, ChaseStep::First, None), line(3, ChaseStep::Again, Some(kept_off))],
            ),
            reminder(
                "school",
                "Education",
                Rung::Senior,
                "Head of Safeguarding",
                None,
                vec![line(6, ChaseStep::Senior, None)],
            ),
        ],
        escalated: vec![action_line(9)],
    }
}
