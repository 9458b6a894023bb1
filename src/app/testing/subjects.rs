//! Invented subjects for tests of screens.

use jiff::civil::{Date, date};

use super::fixtures::{self, id};
use crate::domain::ranking;
use crate::domain::rows::case::{Case, CaseState, PartyRole};
use crate::domain::rows::subject::{
    Assertion, Check, CheckKind, Claim, Incident, Known, Nomination, ProfileLine, Ranked, ScoreMoment,
    Scored, Stage, StageMove, Told,
};
use crate::domain::tools::serial::{Concluded, Finds};
use crate::domain::value::Json;
use crate::service::ask::CaseStory;
use crate::service::subjects::{
    Beside, DueLine, LeftLine, LinkedCase, SubjectStory, TopLine, TopList, VictimLine,
};

const NAMES: [&str; 6] =
    ["Dean KERSHAW", "Stephen RIGG", "Wayne HOLDEN", "Paul ECCLES", "Marek JÓŹWIAK", "Liam HUSSAIN"];

/// What is due on subjects.
pub fn due() -> Vec<DueLine> {
    let line = |number, what: &str, due: Date, overdue| DueLine {
        case: fixtures::case_line(number),
        what: what.to_owned(),
        due,
        overdue,
    };
    vec![
        line(4, "review, last 14/09/2026", date(2026, 11, 9), true),
        line(5, "3-month monitoring check", date(2026, 12, 1), false),
    ]
}

/// An empty list.
pub fn nobody() -> TopList {
    TopList {
        on: date(2026, 11, 26),
        before: date(2026, 10, 31),
        most: 20,
        total: 0,
        list: None,
        listed: 0,
        lines: Vec::new(),
        left: Vec::new(),
        agencies: agencies(),
        criteria: criteria(),
    }
}

fn agencies() -> Vec<(String, String)> {
    vec![("police".into(), "Police".into()), ("idva".into(), "IDVA".into())]
}

fn criteria() -> Vec<(String, String)> {
    vec![("score".into(), "Ranked by score".into()), ("serial".into(), "Serial: two or more victims".into())]
}

/// A ranked list of which six stand at the head, or eleven in all.
pub fn top(every: bool) -> TopList {
    let befores = [Some(4), Some(1), Some(3), None, Some(6), Some(5)];
    let stages = [
        Stage::NotEngaging,
        Stage::Engaging,
        Stage::InCustody,
        Stage::Nominated,
        Stage::ExitProposed,
        Stage::WhereaboutsUnknown,
    ];
    let flags = ["serial, repeat", "serial", "repeat", "", "said serial", ""];
    let line = |number: usize| {
        let rank = number as u32 + 1;
        let before = befores.get(number).copied().unwrap_or(Some(rank));
        TopLine {
            rank,
            before,
            shift: ranking::shift(rank, before),
            case: id(1000 + number),
            reference: format!("LAN-26-{:04}", 151 + number),
            subject: NAMES.get(number % NAMES.len()).copied().unwrap_or_default().into(),
            listed: (number < 3).then_some(rank),
            total: Some(83 - 7 * number as u32),
            scheme: Some("RFGV-DEFAULT-1 version 1".into()),
            change: (number != 3).then_some(if number.is_multiple_of(2) { 5 } else { -12 }),
            stage: stages.get(number % stages.len()).copied().unwrap_or(Stage::Nominated),
            flags: flags.get(number % flags.len()).copied().unwrap_or_default().to_owned(),
            reviewed: (number != 3).then_some(date(2026, 11, 5)),
            overdue: number == 4,
            live: number as u32,
        }
    };
    TopList {
        most: 6,
        total: 11,
        list: Some(date(2026, 11, 2)),
        listed: 3,
        lines: (0..if every { 11 } else { 6 }).map(line).collect(),
        left: vec![LeftLine {
            case: id(1020),
            reference: "LAN-26-0098".into(),
            subject: "Colin BARR".into(),
            before: 2,
            why: "discharged Tue 10 Nov: sustained reduction in offending".into(),
        }],
        ..nobody()
    }
}

fn scored(number: usize, moment: ScoreMoment, on: Date, total: u32) -> Scored {
    Scored {
        id: id(1100 + number),
        case: id(1000),
        moment,
        scheme: "RFGV-DEFAULT-1 version 1".into(),
        on,
        total,
        rank: None,
        parts: Json(vec![("R".into(), 25), ("F".into(), 18), ("G".into(), 20), ("V".into(), 20)]),
        inputs: "7 records since 26/11/2024, latest 14/11/2026, gravest tier 4, 3 victims".into(),
        imported: false,
    }
}

fn moved(number: u32, stage: Stage, before: Option<Stage>, on: Date, reason: &str) -> StageMove {
    StageMove {
        id: id(1200 + number as usize),
        case: id(1000),
        number,
        stage,
        before,
        on,
        meeting: None,
        by: Some("Det Insp Lomax".into()),
        ground: None,
        reason: reason.into(),
        score: Some(78),
        scheme: Some("RFGV-DEFAULT-1 version 1".into()),
        counts: None,
        answers: Json(Vec::new()),
        lacking: Json(Vec::new()),
        overridden: None,
        at: fixtures::NOW,
    }
}

fn told(number: usize, key: &str, answer: Option<Known>, words: &str) -> ProfileLine {
    ProfileLine {
        id: id(1300 + number),
        case: id(1000),
        key: key.into(),
        answer,
        words: words.into(),
        agency: Some("idva".into()),
        on: date(2026, 11, 20),
        at: fixtures::NOW,
    }
}

fn case() -> Case {
    Case {
        id: id(1000),
        forum: "matac".into(),
        number: 151,
        reference: "LAN-26-0151".into(),
        state: CaseState::Heard,
        opened: date(2026, 5, 11),
        last_referred: date(2026, 5, 11),
        whereabouts: Some("tagged, curfew 19:00 to 7:00 at his mother's".into()),
        ..fixtures::story().case
    }
}

fn incidents() -> Vec<Incident> {
    let incident = |number: usize, on, offence: &str, victim: &str| Incident {
        id: id(1400 + number),
        case: id(1000),
        on,
        offence: offence.into(),
        victim: Some(victim.into()),
        role: "suspect".into(),
    };
    vec![
        incident(0, date(2026, 11, 14), "Intentional strangulation", "V2"),
        incident(1, date(2026, 10, 18), "Breach of non-molestation order", "V2"),
        incident(2, date(2026, 9, 12), "Common assault", "V2"),
        incident(3, date(2026, 7, 2), "Threats to kill", "V3"),
        incident(4, date(2026, 2, 1), "Criminal damage", "V1"),
        incident(5, date(2025, 8, 20), "Harassment", "V1"),
        incident(6, date(2025, 3, 9), "Non-crime domestic incident", "V1"),
    ]
}

fn scores() -> (Scored, Scored) {
    (
        scored(0, ScoreMoment::Entry, date(2026, 6, 11), 78),
        scored(1, ScoreMoment::Review, date(2026, 11, 23), 83),
    )
}

/// One subject with something in every place.
pub fn story() -> (CaseStory, SubjectStory) {
    let base = fixtures::story();
    let (entry, latest) = scores();
    let subject_party = base.parties.iter().find(|party| party.role == PartyRole::Perpetrator).cloned();
    let story = CaseStory {
        case: case(),
        parties: subject_party.into_iter().collect(),
        children: base.children.clone(),
        referrals: Vec::new(),
        assessments: Vec::new(),
        views: Vec::new(),
        walls: Vec::new(),
        findings: Vec::new(),
        to_correct: Vec::new(),
        hearings: Vec::new(),
        nominations: vec![Nomination {
            id: id(1500),
            case: id(1000),
            nominal: Some("N12001".into()),
            source: "Police list".into(),
            agency: "police".into(),
            on: date(2026, 5, 11),
            grounds: None,
            why: None,
            checked: Some("rank 4 on the list of 05/05/2026, scores 78".into()),
        }],
        incidents: incidents(),
        scores: vec![latest, entry],
        ..base
    };
    (story, subject())
}

#[expect(clippy::too_many_lines, reason = "one value, written out")]
fn subject() -> SubjectStory {
    let (entry, latest) = scores();
    let profile = profile();
    SubjectStory {
        forum: "MATAC".into(),
        stage: Stage::NotEngaging,
        moves: vec![
            moved(3, Stage::NotEngaging, Some(Stage::Accepted), date(2026, 7, 9), "no answer to two letters"),
            moved(
                2,
                Stage::Accepted,
                Some(Stage::Nominated),
                date(2026, 6, 11),
                "highest score of the month",
            ),
            moved(1, Stage::Nominated, None, date(2026, 5, 11), "nominated by police"),
        ],
        reviewed: Some((date(2026, 11, 5), date(2026, 12, 31))),
        rank: Some(1),
        before: Some(4),
        listed: vec![Ranked {
            id: id(1510),
            case: id(1000),
            list: date(2026, 11, 2),
            rank: 1,
            total: Some(83),
            scheme: None,
        }],
        entry: Some(entry),
        latest: Some(latest),
        change: Some(5),
        change_said: Some("40 at entry, 45 on 26/11/2026: 5 more (RFGV-DEFAULT-1 version 1)".to_owned()),
        beside: Some(Beside { since: date(2026, 6, 11), days: 168, after: 4, before: 1, custody: Some(12) }),
        concluded: concluded(),
        assertions: vec![Assertion {
            id: id(1520),
            case: id(1000),
            claim: Claim::Serial,
            definition: Some("northumbria".into()),
            agency: "police".into(),
            on: date(2026, 5, 11),
            basis: "two victims in our files".into(),
        }],
        told: vec![Told {
            id: id(1530),
            case: id(1000),
            told: true,
            on: date(2026, 6, 20),
            by: "police".into(),
            method: Some("visit with probation".into()),
            checked: Some(date(2026, 6, 18)),
            checked_by: Some("idva".into()),
            overridden: None,
        }],
        checks: vec![Check {
            id: id(1540),
            case: id(1000),
            kind: CheckKind::LookBack,
            months: 6,
            due: date(2026, 11, 20),
            open: true,
            done: None,
            by: None,
            words: None,
        }],
        profile,
        victims: vec![
            VictimLine { reference: "V2".into(), incidents: 3, latest: date(2026, 11, 14) },
            VictimLine { reference: "V3".into(), incidents: 1, latest: date(2026, 7, 2) },
            VictimLine { reference: "V1".into(), incidents: 3, latest: date(2026, 2, 1) },
        ],
        linked: vec![LinkedCase {
            case: id::<Case>(0),
            reference: "LAN-26-0143".into(),
            forum: "marac".into(),
            state: CaseState::Listed,
            referred: date(2026, 11, 12),
            next: Some(date(2026, 11, 26)),
            actions: vec![fixtures::action_line(0).action],
        }],
        agencies: agencies(),
        criteria: criteria(),
    }
}

fn profile() -> Vec<ProfileLine> {
    vec![
        told(0, "alcohol", Some(Known::Yes), "before every assault"),
        told(1, "drugs", Some(Known::No), ""),
        told(2, "hypothesis", None, "loses control when a partner leaves"),
        told(3, "plan", None, "curfew checks; breaches charged within the day"),
        told(4, "approach", None, "disrupt, enforce"),
        told(5, "mappa", Some(Known::No), ""),
    ]
}

fn concluded() -> Vec<Concluded> {
    vec![
        Concluded {
            key: "northumbria".into(),
            label: "Serial (Northumbria)".into(),
            finds: Finds::Serial,
            met: true,
            basis: "7 records, 3 victims since 26/11/2023; somebody has to say that everybody is 16 or over"
                .into(),
        },
        Concluded {
            key: "drive-repeat".into(),
            label: "Repeat (Drive)".into(),
            finds: Finds::Repeat,
            met: true,
            basis: "7 records, 3 against one victim".into(),
        },
    ]
}
