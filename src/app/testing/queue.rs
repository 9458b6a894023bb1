//! What the referral desk answers in tests. Everybody in it is invented.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::fixtures::{self, NOW, case_line, id};
use crate::domain::desk::{Change, ChangeKind, Ground, Grounds, Heap, Timing};
use crate::domain::id::Id;
use crate::domain::listing::DeskFilter;
use crate::domain::rows::case::{Case, CaseState, ReferralStanding};
use crate::domain::rows::desk::{Transfer, TransferWay, Triage, TriageDecision};
use crate::domain::value::Json;
use crate::service::ask::{
    AlertLine, CaseLine, Desk, DeskCounts, DeskStory, Listing, QueueLine, TransferLine, Window,
};

/// What waits.
pub fn counts() -> DeskCounts {
    DeskCounts {
        to_decide: 4,
        asked: 2,
        answers_late: 1,
        accepted: 3,
        untold: 3,
        untold_late: 2,
        transfers: 1,
        alerts: 2,
        receipts: 2,
    }
}

fn timing(meeting: usize, on: Date, cut_off: Date) -> Timing {
    Timing {
        meeting: id(meeting),
        reference: format!("MARAC-{on}"),
        forum: "marac".into(),
        on,
        cut_off,
        urgent: false,
    }
}

/// Meetings to come.
pub fn meetings() -> Vec<Timing> {
    vec![
        timing(900, date(2026, 11, 26), date(2026, 11, 11)),
        timing(901, date(2026, 12, 10), date(2026, 11, 25)),
    ]
}

/// The queue's line of a number: four to decide, two asked about, the rest accepted.
pub fn line(number: usize) -> QueueLine {
    let heap = match number {
        0..=3 => Heap::ToDecide,
        4 | 5 => Heap::Asked,
        _ => Heap::Accepted,
    };
    let figure = |figure: &str| Ground { ticked: None, reached: Some(true), figure: figure.into() };
    let came = if number == 0 { date(2026, 11, 25) } else { date(2026, 11, 10) };
    let [next, later] = [0, 1].map(|at| meetings().remove(at));
    let late = next.is_late(came);
    QueueLine {
        case: CaseLine { state: CaseState::Referred, ..case_line(number) },
        referrer: if number.is_multiple_of(2) { "Police".into() } else { "Children's social care".into() },
        source: Some(format!("P-{number}")),
        came,
        days: (NOW.date() - came).get_days(),
        heap,
        due: (heap == Heap::Asked).then(|| date(2026, 11, 20 + 8 * i8::from(number == 5))),
        asked: if heap == Heap::Asked { vec!["victim's address".into()] } else { Vec::new() },
        missing: if number == 1 {
            vec!["victim's address", "consent, or why it is shared without"]
        } else {
            Vec::new()
        },
        grounds: Grounds {
            high_risk: if number == 2 { Ground::default() } else { figure("17 of 24, threshold 14") },
            repeat: if number.is_multiple_of(4) { figure("of Tue 7 Jul 2026") } else { Ground::default() },
            ..Grounds::default()
        },
        in_time: Some(if late { later } else { next.clone() }),
        next: Some(next),
        accepted_for: (number == 6).then(|| ("MARAC-2026-11-26".to_owned(), date(2026, 11, 26), true)),
        on_agenda: None,
        told: (number > 2).then(|| (date(2026, 11, 10), "telephone".to_owned())),
        told_due: came,
        told_late: number == 1 || number == 2,
        to_correct: usize::from(number == 1),
        findings: usize::from(number == 3),
        standing: if number.is_multiple_of(4) { ReferralStanding::Repeat } else { ReferralStanding::New },
        transferred: (number == 3).then(|| "Preston MARAC".to_owned()),
    }
}

/// A window of the queue; words narrow it to one.
pub fn desk(filter: &DeskFilter, window: Window, total: usize) -> Desk {
    let total = if filter.words.is_empty() && filter.heap.is_none() { total } else { 1 };
    let lines = (window.offset..total).take(window.limit).map(line).collect();
    Desk { counts: counts(), lines: Listing { total, offset: window.offset, lines } }
}

/// A desk with nothing on it.
pub fn bare(window: Window) -> Desk {
    Desk {
        counts: DeskCounts::default(),
        lines: Listing { total: 0, offset: window.offset, lines: Vec::new() },
    }
}

fn triage(decision: TriageDecision) -> Triage {
    Triage {
        id: id(4100),
        case: id(0),
        referral: None,
        decision,
        reason: "stalking has moved to her work".into(),
        on: date(2026, 11, 20),
        at: NOW,
        by: "coordinator".into(),
        missing: Json(Vec::new()),
        asked_of: None,
        due: None,
        meeting: None,
        late: None,
        forum: None,
        body: None,
        other: None,
    }
}

/// One case as the desk sees it.
pub fn story(case: Id<Case>) -> DeskStory {
    DeskStory {
        line: line((0..40).find(|number| case_line(*number).id == case).unwrap_or(1)),
        decisions: vec![triage(TriageDecision::Accepted)],
        told: Vec::new(),
        receipts: Vec::new(),
        alerts: Vec::new(),
        transfers: Vec::new(),
        live: (0..2)
            .map(|number| {
                let line = fixtures::action_line(number);
                (line.action, line.agency)
            })
            .collect(),
        letter: "OFFICIAL-SENSITIVE\n\nTo: Police\nReferral: LAN-26-0144\n\nDecision: accepted.".into(),
        meetings: meetings(),
        forums: vec![("matac".into(), "MATAC".into()), ("tac".into(), "TAC".into())],
        agencies: vec![
            ("police".into(), "Police".into()),
            ("idva".into(), "IDVA".into()),
            ("csc".into(), "Children's social care".into()),
        ],
        flag_until: date(2027, 11, 12),
    }
}

/// What changed since the papers went out.
pub fn change() -> Change {
    Change {
        kind: ChangeKind::Happening,
        detail: "release Fri 27 Nov".into(),
        at: NOW,
        group: Uuid::from_u128(77),
        place: 12,
    }
}

/// Alerts to send.
pub fn alerts() -> Vec<AlertLine> {
    let alert = |number: usize| AlertLine {
        case: case_line(number),
        meeting: id(900),
        reference: "MARAC-2026-11-26".into(),
        on: date(2026, 11, 26),
        changes: vec![change()],
        to: vec![("idva".into(), "IDVA".into()), ("police".into(), "Police".into())],
        text: "OFFICIAL-SENSITIVE\n\nLancaster MARAC: change before the meeting\n  - release Fri 27 Nov"
            .into(),
    };
    vec![alert(0), alert(1)]
}

/// Transfers without a receipt.
pub fn transfers() -> Vec<TransferLine> {
    let transfer = Transfer {
        id: id(4200),
        case: id(2),
        referral: None,
        way: TransferWay::Out,
        marac: "Preston MARAC".into(),
        reason: "moved".into(),
        on: date(2026, 11, 18),
        sent: Json(vec!["minutes".into()]),
        heard: true,
        original: Some(date(2026, 7, 7)),
        flag_until: Some(date(2027, 7, 7)),
        after_papers: None,
        awaiting: true,
        receipt: None,
        receipt_by: None,
        refused: None,
        at: NOW,
        by: "coordinator".into(),
    };
    let (goes, stays) = (vec!["LAN-26-0145/1".to_owned()], vec!["LAN-26-0145/2".to_owned()]);
    vec![TransferLine { transfer, case: case_line(2), days: 8, goes, stays }]
}
