//! What the long lists and what stands beside them are answered with.

use jiff::civil::{Date, date, datetime};

use super::fixtures;
use crate::domain::id::Id;
use crate::service::ask::{
    Duty, DutyPlace, Event, EventKind, EventPlace, FoundKind, FoundLine, FoundPlace, Group, GroupBy,
    GroupLine, Timeline, Undoing,
};

/// What is due.
pub fn duties() -> Vec<Duty> {
    let duty = |what: &str, why: &str, by: Option<Date>, late: bool, place: DutyPlace| Duty {
        what: what.to_owned(),
        why: why.to_owned(),
        by,
        late,
        place,
    };
    vec![
        duty(
            "tell the IDVA of 2 referrals",
            "the working day it came",
            Some(date(2026, 11, 24)),
            true,
            DutyPlace::Desk,
        ),
        duty(
            "send the papers of MARAC-2026-12-10, 9 cases",
            "7 clear working days before it",
            Some(date(2026, 11, 30)),
            false,
            DutyPlace::Agenda(fixtures::id(901)),
        ),
        duty(
            "remind 1 agency of 2 overdue actions",
            "1 working day after the date, again every 5 working days",
            None,
            false,
            DutyPlace::Reminders,
        ),
        duty(
            "put right 1 field",
            "set aside when it came in",
            None,
            false,
            DutyPlace::Cases("is:to-correct".to_owned()),
        ),
    ]
}

/// A case on its timeline.
pub fn timeline() -> Timeline {
    let event =
        |day: i8, hour: i8, kind: EventKind, head: &str, words: &str, agency: &str, meeting: bool| Event {
            at: datetime(2026, 11, day, hour, 0, 0, 0),
            kind,
            forum: ("marac".to_owned(), "MARAC".to_owned()),
            meeting: meeting.then(|| "MARAC-2026-11-12".to_owned()),
            agency: (!agency.is_empty()).then(|| (agency.to_lowercase(), agency.to_owned())),
            head: head.to_owned(),
            words: words.into(),
            off_papers: false,
            place: if meeting {
                EventPlace::Meeting(fixtures::id(900))
            } else {
                EventPlace::Case(fixtures::id(0))
            },
        };
    let long = "Four calls since August; he waits outside the school on Fridays and has sent messages through his sister, \
                who lives next door. She keeps a bag packed.";
    let mut other = event(2, 0, EventKind::Hearing, "before MATAC as LAN-26-0151: heard", "", "", false);
    other.forum = ("matac".to_owned(), "MATAC".to_owned());
    other.place = EventPlace::Case(fixtures::id(1000));
    Timeline {
        case: fixtures::case_line(0),
        events: vec![
            event(
                20,
                9,
                EventKind::Views,
                "victim's views and wishes",
                "wants to stay in the home",
                "IDVA",
                false,
            ),
            event(16, 10, EventKind::Review, "LAN-26-0143/2 completed", "marker on", "Police", false),
            event(
                12,
                11,
                EventKind::Action,
                "LAN-26-0143/2, due Mon 16 Nov",
                "address marker",
                "Police",
                true,
            ),
            event(12, 10, EventKind::Decision, "decided", "high risk, accepted; why: escalation", "", true),
            event(12, 10, EventKind::Information, "information", long, "Police", true),
            event(12, 9, EventKind::Hearing, "heard, case 7", "", "", true),
            event(
                5,
                0,
                EventKind::Referral,
                "referred, a repeat of Tue 7 Jul",
                "threats to kill",
                "Housing",
                false,
            ),
            other,
        ],
    }
}

/// Actions counted.
pub fn groups(by: GroupBy) -> Vec<GroupLine> {
    let line = |label: &str, words: &str, live: usize, overdue: usize| GroupLine {
        label: label.to_owned(),
        words: words.to_owned(),
        group: Group {
            key: label.to_owned(),
            total: live + 4,
            live,
            overdue,
            awaiting: 1,
            oldest: Some(date(2026, 10, 1)),
        },
        oldest_days: Some(56),
    };
    match by {
        GroupBy::Agency => vec![
            line("Housing", "agency:housing", 12, 5),
            line("Children's social care", "agency:csc", 9, 2),
            line("Police", "agency:police", 20, 0),
        ],
        GroupBy::Age => {
            vec![line("91 days and more", "age:>=91", 3, 3), line("0 to 7 days", "age:0..7", 8, 0)]
        }
        GroupBy::Meeting => vec![line("MARAC-2026-11-12", "meeting:MARAC-2026-11-12", 30, 7)],
        GroupBy::Case => vec![line("LAN-26-0143", "case:LAN-26-0143", 4, 2)],
    }
}

/// What a few letters find.
pub fn found(typed: &str) -> Vec<FoundLine> {
    if typed.contains('z') {
        return Vec::new();
    }
    let line = |kind: FoundKind, place: FoundPlace, reference: &str, words: &str, says: &str| FoundLine {
        kind,
        place,
        reference: reference.to_owned(),
        words: words.into(),
        says: says.to_owned(),
        score: 100,
    };
    let case = FoundPlace::Case(fixtures::id(0));
    vec![
        line(
            FoundKind::Case,
            case,
            "LAN-26-0143",
            "Mary KERSHAW / Dean KERSHAW",
            "MARAC, listed, referred Thu 12 Nov",
        ),
        line(
            FoundKind::Person,
            FoundPlace::Person(Id::new(fixtures::id::<()>(700).uuid())),
            "LAN-26-0143",
            "Mary KERSHAW",
            "victim, born 12/03/1992",
        ),
        line(
            FoundKind::Action,
            case,
            "LAN-26-0143/3",
            "sanctuary and change of locks",
            "Housing, overdue 3 days",
        ),
    ]
}

/// What the next undo would do.
pub fn undoing() -> Undoing {
    Undoing {
        words: "action changed LAN-26-0143/3".to_owned(),
        at: datetime(2026, 11, 26, 9, 30, 0, 0),
        lines: vec![
            "action LAN-26-0143/3: state completed to open, closed 2026-11-26 to nothing".to_owned(),
            "takes away review".to_owned(),
        ],
    }
}
