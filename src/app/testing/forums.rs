//! Invented delivery plans, couples and forums.

use jiff::civil::{Date, Time, date, datetime, time};

use super::fixtures::{self, DAY, id};
use crate::domain::amount::Amount;
use crate::domain::plan::Tally;
use crate::domain::private::Private;
use crate::domain::rows::case::{Case, CaseState, PartyRole};
use crate::domain::rows::couple::{Consent, ConsentWord, Need, StepTaken};
use crate::domain::rows::plan::{Comment, Figure, Indicator, Milestone, PlanItem, PlanState, Rag, Standing};
use crate::domain::rules::Answered;
use crate::service::ask::{
    CaseStory, CoupleStory, CriterionLine, ForumDate, ForumLine, ForumStory, IndicatorStory, NeedLine,
    PersonSection, PlanGroup, PlanHearing, PlanLine, PlanStory, PlanView, ScaleLine, WorkerLine,
};

fn agencies() -> Vec<(String, String)> {
    [("police", "Police"), ("housing", "Housing"), ("idva", "IDVA"), ("perp-service", "Perpetrator service")]
        .map(|(key, name)| (key.to_owned(), name.to_owned()))
        .to_vec()
}

const PRIORITIES: [(&str, &str); 3] = [
    ("working-together", "Working together and sharing information"),
    ("prevention", "Prevention"),
    ("protection", "Protection"),
];

pub fn plan_line(number: usize) -> PlanLine {
    let rags = [Some(Rag::Red), Some(Rag::Amber), None, Some(Rag::Green)];
    let state = match number {
        4 => PlanState::Achieved,
        5 => PlanState::Dropped,
        _ => PlanState::Open,
    };
    let open = state == PlanState::Open;
    PlanLine {
        case: id(700 + number),
        reference: format!("LAN-SG-{:04}", number + 1),
        priority: PRIORITIES[number % 3].1.to_owned(),
        objective: [
            "Research comes back before the cut-off",
            "Every school has a named lead",
            "Sanctuary works are done within ten working days",
        ][number % 3]
            .to_owned(),
        owner: if number == 3 { String::new() } else { "Police, Head of Safeguarding".to_owned() },
        state,
        closed: (!open).then(|| date(2026, 10, 30)),
        rag: rags[number % 4].filter(|_| open),
        suggested: open.then(|| (Rag::Amber, "a milestone overdue since Mon 2 Nov 2026".to_owned())),
        milestone: open.then(|| {
            ("protocol agreed by every agency".to_owned(), date(2026, 11, if number == 0 { 2 } else { 30 }))
        }),
        overdue: open && number == 0,
        indicator: (number != 2).then(|| "62 of 80 %".to_owned()),
        live: number % 2,
    }
}

pub fn plan() -> PlanView {
    let groups: Vec<PlanGroup> = PRIORITIES
        .iter()
        .enumerate()
        .map(|(at, (_, label))| {
            let items: Vec<PlanLine> = (0..6).filter(|number| number % 3 == at).map(plan_line).collect();
            let mut tally = Tally::default();
            for line in &items {
                tally.count(line.state, line.rag, line.overdue);
            }
            PlanGroup { label: (*label).to_owned(), tally, items }
        })
        .collect();
    PlanView {
        whole: groups.iter().fold(Tally::default(), |sum, group| sum + group.tally),
        groups,
        ..empty_plan()
    }
}

pub fn empty_plan() -> PlanView {
    PlanView {
        forum: "steering".into(),
        name: "MARAC and MATAC steering group".into(),
        on: DAY,
        groups: Vec::new(),
        whole: Tally::default(),
        priorities: PRIORITIES.map(|(key, label)| (key.to_owned(), label.to_owned())).to_vec(),
        agencies: agencies(),
    }
}

pub fn plan_story() -> PlanStory {
    let case = id(700);
    let milestone = |number: usize, words: &str, due: Date, met| Milestone {
        id: id(710 + number),
        case,
        words: words.to_owned(),
        due,
        met,
    };
    let indicator = Indicator {
        id: id(720),
        case,
        words: "research returned before the cut-off".into(),
        unit: Some("%".into()),
        baseline: Some(Amount::hundredths(4000)),
        target: Some(Amount::hundredths(8000)),
        by: Some(date(2027, 3, 31)),
        lower: false,
    };
    let figure = |number: usize, on: Date, value: i64| Figure {
        id: id(730 + number),
        case,
        indicator: indicator.id,
        on,
        value: Amount::hundredths(value),
        at: datetime(2026, 11, 2, 9, 0, 0, 0),
    };
    let figures = vec![figure(1, date(2026, 10, 31), 6200), figure(0, date(2026, 7, 31), 5150)];
    PlanStory {
        line: plan_line(0),
        item: PlanItem {
            id: id(701),
            case,
            priority: "working-together".into(),
            objective: plan_line(0).objective,
            owner: Some("police".into()),
            post: Some("Head of Safeguarding".into()),
            state: PlanState::Open,
            closed: None,
            reason: None,
        },
        since: date(2026, 6, 1),
        milestones: vec![
            milestone(0, "template sent to every agency", date(2026, 8, 31), Some(date(2026, 8, 24))),
            milestone(1, "protocol agreed by every agency", date(2026, 11, 2), None),
        ],
        indicators: vec![IndicatorStory { row: indicator, figures, words: "62 of 80 %, from 40".into() }],
        comments: vec![Comment {
            id: id(740),
            case,
            on: date(2026, 11, 12),
            words: Private::from("the trust's lawyers ask for a further fortnight"),
            at: datetime(2026, 11, 12, 15, 0, 0, 0),
        }],
        standings: vec![Standing {
            id: id(741),
            case,
            on: date(2026, 11, 12),
            rag: Rag::Red,
            reason: Private::from("nothing signed"),
            suggested: Some(Rag::Amber),
            at: datetime(2026, 11, 12, 15, 0, 0, 0),
        }],
        actions: Vec::new(),
        hearings: vec![PlanHearing {
            meeting: "SG-2026-08-20".into(),
            on: date(2026, 8, 20),
            decision: Some(Private::from("On course, no change")),
        }],
    }
}

pub fn couple() -> CoupleStory {
    let story = fixtures::story();
    let case = Case {
        reference: "LAN-26-0151".into(),
        forum: "couple".into(),
        state: CaseState::Heard,
        ..story.case.clone()
    };
    let of = |role| story.parties.iter().find(|party| party.role == role).expect("a party");
    CoupleStory {
        people: vec![
            section(of(PartyRole::Victim), "Person harmed", true),
            section(of(PartyRole::Perpetrator), "Person causing harm", false),
        ],
        story: CaseStory { case, ..story },
        forum: "TAC".into(),
        eligibility: vec![
            answered(
                "below-marac",
                "Below the criteria of a MARAC",
                Some(true),
                "9 counted, 14 is the threshold",
                false,
            ),
            answered(
                "no-other-forum",
                "In neither MARAC nor MATAC now",
                Some(false),
                "LAN-26-0143 is live at MARAC",
                false,
            ),
            answered(
                "agree",
                "Both know of the work and can be seen apart",
                None,
                "nobody has answered it",
                true,
            ),
        ],
        criteria: vec![
            criterion("complex-needs", "Complex needs that block ordinary programmes", Some(true)),
            criterion("continuing-relationship", "In a continuing relationship with the victim", None),
        ],
        coordinator: Some(WorkerLine {
            agency: "IDVA".into(),
            worker: Some(Private::from("Ruth Adeyemi")),
            since: date(2026, 11, 3),
        }),
        passages: Vec::new(),
        needs: vec![("alcohol".into(), "Alcohol".into()), ("housing".into(), "Housing".into())],
        scales: vec![(
            "readiness".into(),
            "Readiness to work on change".into(),
            vec!["sees no reason to".into(), "talks about it".into(), "takes part".into()],
        )],
        above: vec![("marac".into(), "MARAC".into()), ("matac".into(), "MATAC".into())],
        agencies: agencies(),
    }
}

fn answered(key: &str, label: &str, holds: Option<bool>, why: &str, asked: bool) -> Answered {
    Answered { key: key.into(), label: label.into(), holds, why: why.into(), asked }
}

fn criterion(key: &str, label: &str, met: Option<bool>) -> CriterionLine {
    CriterionLine {
        key: key.into(),
        label: label.into(),
        met,
        figure: None,
        reason: met.map(|_| Private::from("two programmes broken off")),
        on: met.map(|_| date(2026, 11, 3)),
    }
}

fn section(party: &crate::service::ask::PartyLine, label: &str, harmed: bool) -> PersonSection {
    let (case, person) = (id(0), party.person.id);
    let need = Need {
        id: id(if harmed { 750 } else { 751 }),
        case,
        person,
        kind: "alcohol".into(),
        words: Private::from(if harmed { "afraid of evenings" } else { "drinks from noon since January" }),
        agency: Some("police".into()),
        on: date(2026, 11, 5),
        met: None,
        outcome: None,
    };
    let consent = Consent {
        id: id(760),
        case,
        person,
        answer: ConsentWord::Given,
        covers: Private::from("talking to housing"),
        agency: None,
        on: date(2026, 11, 4),
        at: datetime(2026, 11, 4, 10, 0, 0, 0),
    };
    let step = StepTaken {
        id: id(761),
        case,
        person,
        scale: "readiness".into(),
        step: 2,
        on: date(2026, 11, 10),
        agency: None,
        words: None,
        at: datetime(2026, 11, 10, 10, 0, 0, 0),
    };
    PersonSection {
        person,
        role: party.role,
        label: label.into(),
        name: party.person.listed(),
        age: party.age,
        needs: vec![NeedLine { row: need, kind: "Alcohol".into() }],
        consent: if harmed { vec![consent] } else { Vec::new() },
        navigator: (!harmed).then(|| WorkerLine {
            agency: "Perpetrator service".into(),
            worker: None,
            since: date(2026, 11, 9),
        }),
        scales: vec![ScaleLine {
            key: "readiness".into(),
            label: "Readiness to work on change".into(),
            said: if harmed { String::new() } else { "2 of 3, talks about it".into() },
            steps: if harmed { Vec::new() } else { vec![step] },
        }],
    }
}

pub fn lines() -> Vec<ForumLine> {
    let line = |key: &str, code: &str, name: &str, kind: &str, cycle: &str, waiting| ForumLine {
        key: key.into(),
        code: code.into(),
        name: name.into(),
        version: "2".into(),
        kind: kind.into(),
        cycle: cycle.into(),
        next: Some(date(2026, 12, 10)),
        waiting,
        starts: Some(time(9, 30, 0, 0)),
        venue: Some("Town Hall, committee room 2".into()),
        due: Some(date(2026, 12, 24)),
    };
    vec![
        line("marac", "MARAC", "Multi-Agency Risk Assessment Conference", "victim", "every 2 weeks", 4),
        line("matac", "MATAC", "Multi-Agency Tasking and Co-ordination", "subject", "every 4 weeks", 2),
        line(
            "steering",
            "SG",
            "MARAC and MATAC steering group",
            "item of a delivery plan",
            "every 3 months",
            6,
        ),
    ]
}

pub fn story() -> ForumStory {
    let line = lines().remove(0);
    let date_of = |on, instead_of, meeting: Option<&str>| ForumDate {
        on,
        instead_of,
        meeting: meeting.map(|reference| (id(901), reference.to_owned())),
    };
    ForumStory {
        line: ForumLine { starts: Some(Time::constant(9, 30, 0, 0)), ..line },
        parts: vec![
            (
                "Sittings".into(),
                vec!["10 minutes a case, 16 cases a sitting; marked OFFICIAL-SENSITIVE".into()],
            ),
            (
                "Running order".into(),
                vec!["Welcome and introductions".into(), "Confidentiality".into(), "Cases".into()],
            ),
            ("Criteria".into(), vec!["Visible high risk [visible-high-risk]".into()]),
        ],
        from: date(2026, 11, 26),
        dates: vec![
            date_of(date(2026, 12, 10), None, Some("MARAC-2026-12-10")),
            date_of(date(2026, 12, 24), None, None),
            date_of(date(2027, 1, 7), None, None),
            date_of(date(2027, 1, 21), Some(date(2027, 1, 20)), None),
        ],
    }
}
