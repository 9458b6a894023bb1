//! The minutes of the invented meeting.

use jiff::civil::{date, datetime};
use uuid::Uuid;

use super::fixtures::{agenda, id};
use crate::domain::paper::{Format, PaperKind};
use crate::domain::rows::meeting::MeetingState;
use crate::domain::rows::minutes::{Comment, Issued};
use crate::domain::rules::deemed::Silence;
use crate::domain::rules::incomplete::{Gap, Missing};
use crate::service::ask::{Lack, MinutesStory};

/// Two things missing, a comment nobody has answered, and a draft that went out.
pub fn story(state: Option<MeetingState>) -> MinutesStory {
    let mut meeting = agenda().meeting;
    meeting.state = state.unwrap_or(meeting.state);
    let case = agenda().items.first().map_or_else(Uuid::nil, |line| line.case.id.uuid());
    let gap = |missing, case: Option<Uuid>| Gap {
        missing,
        case,
        place: case.map(|_| "case 7, LAN-26-0149".to_owned()).unwrap_or_default(),
    };
    let closed = state == Some(MeetingState::Closed);
    meeting.closed = closed.then(|| datetime(2026, 11, 26, 12, 5, 0, 0));
    MinutesStory {
        lacks: vec![
            Lack { item: Some(id(806)), gap: gap(Missing::Decision, Some(case)) },
            Lack { item: None, gap: gap(Missing::Confidentiality, None) },
        ],
        comments: vec![Comment {
            id: id(870),
            meeting: meeting.id,
            case: None,
            from: "Probation".into(),
            words: "the licence ends in May, not in March".into(),
            on: date(2026, 11, 26),
            answer: None,
            answered: None,
        }],
        issued: vec![Issued {
            id: id(871),
            meeting: Some(meeting.id),
            paper: PaperKind::Minutes,
            version: 0,
            copy: 1,
            recipient: "Probation".to_owned(),
            draft: true,
            digest: String::new(),
            at: datetime(2026, 11, 26, 13, 0, 0, 0),
            case: None,
            person: None,
            period: None,
            edition: Some("full".to_owned()),
            format: Some(Format::Pdf),
            sealed: Some(false),
            by: Some("sam".to_owned()),
            why: None,
            printed: None,
            replaces: None,
        }],
        sheets_due: date(2026, 11, 27),
        minutes_due: date(2026, 12, 1),
        silence: Some(Silence {
            days: 5,
            sent: Some(date(2026, 11, 26)),
            from: Some(date(2026, 12, 4)),
            open: 1,
        }),
        meeting,
    }
}

/// A meeting of whose minutes nothing is known.
pub fn nothing() -> MinutesStory {
    MinutesStory { lacks: Vec::new(), comments: Vec::new(), issued: Vec::new(), silence: None, ..story(None) }
}
