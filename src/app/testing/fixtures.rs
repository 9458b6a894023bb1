//! Invented cases, meetings and actions, on the afternoon of Thursday 26 November 2026.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time, date, datetime, time};
use uuid::Uuid;

use super::lists::timeline;
use super::{documents, forums, queue, returned, services};
use crate::domain::filter::{Known, Named};
use crate::domain::happening::Whereabouts;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicons;
use crate::domain::line::{AgencyPart, Beneficiary, BeneficiaryPart, Lexicon, LexiconParts};
use crate::domain::presence::Table;
use crate::domain::private::Private;
use crate::domain::rows::action::{Action, ActionState, DueKind};
use crate::domain::rows::agenda::{
    AgendaItem, Decision, Information, InformationKind, ItemState, Note, Risk, Whom,
};
use crate::domain::rows::area::{Agency, UserRole};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{
    Case, CaseState, Child, Criteria, Finding, FindingKind, Happening, HappeningKind, PartyRole, Referral,
    ReferralStanding, ToCorrect, Views, Wall,
};
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState, Presence};
use crate::domain::rows::person::{Contact, ContactKind, Gender, Person};
use crate::domain::tools::forum::{CaseKind, Labels};
use crate::domain::value::Json;
use crate::service::ask::{
    ActionLine, Agenda, Answer, Around, Ask, CaseLine, CaseStory, Cell, CorrectLine, Deed, DeskCounts,
    Difference, FindingLine, Grid, GridCase, HappeningLine, Hearing, ItemLine, ItemStory, Listing,
    MeetingLine, PartyLine, Timeline, Today, Who,
};
use crate::service::ask::{PapersStory, Verdict};
use crate::service::assessing::AssessStory;

/// When it is.
pub const NOW: DateTime = datetime(2026, 11, 26, 9, 40, 0, 0);
/// The day.
pub const DAY: Date = date(2026, 11, 26);

/// An identifier that says what it is.
pub fn id<T>(number: usize) -> Id<T> {
    Id::new(Uuid::from_u128(number as u128 + 1))
}

fn words(text: &str) -> Private {
    Private::from(text)
}

pub fn who() -> Who {
    Who { handle: "coordinator".into(), role: UserRole::Coordinator }
}

pub fn lexicons() -> Lexicons {
    let part = |key: &str, name: &str, nicknames: &[&str]| AgencyPart {
        key: key.into(),
        name: name.into(),
        nicknames: nicknames.iter().map(|name| (*name).to_owned()).collect(),
        off_list: false,
        every: false,
        location: false,
    };
    let parts = LexiconParts {
        agencies: vec![
            part("police", "Police", &["pol"]),
            part("housing", "Housing", &["hsg"]),
            part("idva", "IDVA", &[]),
            part("csc", "Children's social care", &["csc"]),
        ],
        notes: vec!["nothing known".into(), "nk".into()],
        beneficiaries: vec![BeneficiaryPart { who: Beneficiary::Children, words: vec!["children".into()] }],
        ..LexiconParts::default()
    };
    let known = Known {
        agencies: parts
            .agencies
            .iter()
            .map(|part| Named {
                key: part.key.clone(),
                said: part.name.clone(),
                more: part.nicknames.clone(),
            })
            .collect(),
        forums: vec![Named { key: "marac".to_owned(), said: "MARAC".to_owned(), more: Vec::new() }],
    };
    Lexicons::one("marac", Lexicon::from_parts(parts).expect("a lexicon")).knowing(known)
}

const VICTIMS: &[&str] =
    &["Mary KERSHAW", "Zoë ÅNGSTRÖM", "Agnieszka WOJCIECHOWSKA-BRZĘCZYSZCZYKIEWICZ", "Li 李娜", ""];

/// The case list's line of a number.
pub fn case_line(number: usize) -> CaseLine {
    CaseLine {
        id: id(number),
        reference: format!("LAN-26-{:04}", 143 + number),
        forum: "marac".into(),
        victim: words(VICTIMS[number % VICTIMS.len()]),
        perpetrators: words(if number % 7 == 3 { "Dean KERSHAW, Carl ODUYA" } else { "Dean KERSHAW" }),
        state: CaseState::ALL[number % 3],
        last_referred: date(2026, 11, 12),
        repeat: number.is_multiple_of(4),
        risk: if number % 5 == 4 { "RFGV 83".into() } else { "17/24".into() },
        live: (number % 4) as u32,
        overdue: u32::from(number % 4 == 2),
        children: (number % 3) as u32,
    }
}

pub fn meeting() -> Meeting {
    Meeting {
        id: id(900),
        forum: "marac".into(),
        reference: "MARAC-2026-11-26".into(),
        on: DAY,
        starts: time(9, 30, 0, 0),
        minutes: 180,
        per_case: 10,
        venue: Some("Town Hall, committee room 2".into()),
        chair: Some(words("DI Frances Okoro")),
        minute_taker: None,
        state: MeetingState::Planned,
        opened: None,
        confidentiality: None,
        closed: None,
        approved: None,
        approved_by: None,
        approved_how: None,
        urgent: None,
        invited: None,
    }
}

pub fn meetings() -> Vec<MeetingLine> {
    let next =
        Meeting { id: id(901), on: date(2026, 12, 10), reference: "MARAC-2026-12-10".into(), ..meeting() };
    let last = Meeting {
        id: id(899),
        on: date(2026, 11, 12),
        reference: "MARAC-2026-11-12".into(),
        state: MeetingState::Approved,
        ..meeting()
    };
    vec![
        MeetingLine { meeting: next, cases: 2, heard: 0, actions: 0 },
        MeetingLine { meeting: meeting(), cases: 16, heard: 6, actions: 21 },
        MeetingLine { meeting: last, cases: 14, heard: 14, actions: 38 },
    ]
}

/// The action list's line of a number.
pub fn action_line(number: usize) -> ActionLine {
    let late = number.is_multiple_of(3);
    let state = if number % 4 == 1 { ActionState::AwaitingConfirmation } else { ActionState::Open };
    ActionLine {
        check: None,
        action: Action {
            id: id(500 + number),
            case: id(number),
            meeting: Some(id(899)),
            number: 3,
            reference: format!("LAN-26-{:04}/3", 143 + number),
            agency: "housing".into(),
            supporting: Json(Vec::new()),
            person: None,
            words: words("sanctuary and change of locks at the home address before release"),
            typed: words("hsg: sanctuary and locks 24hrs"),
            due_kind: DueKind::On,
            due: Some(date(2026, 11, if late { 23 } else { 27 })),
            due_time: None,
            due_event: None,
            protects: Some(Whom::Victim),
            state,
            agreed: datetime(2026, 11, 12, 10, 5, 0, 0),
            closed: None,
            outcome: None,
            off_papers: false,
            linked: None,
            arose: None,
            first_due: None,
            evidence: None,
            confirmed_by: None,
            confirmed_on: None,
            merged_into: None,
            repeats: None,
        },
        moved: 0,
        reminded: 0,
        last_reminded: None,
        next: None,
        agency: "Housing".into(),
        case: format!("LAN-26-{:04}", 143 + number),
        parties: words("Mary KERSHAW / Dean KERSHAW"),
        standing: if late { "overdue 3 days".into() } else { "due Fri 27 Nov".into() },
        overdue: late,
        late_days: if late { 3 } else { 0 },
        carried: 1,
        age: 14,
    }
}

fn to_correct(number: usize) -> ToCorrect {
    ToCorrect {
        id: id(300 + number),
        case: id(number),
        field: "date of birth".into(),
        typed: words("31/02/1992"),
        problem: "there is no day 31 in month 2 of 1992".into(),
        open: true,
        corrected: None,
    }
}

fn finding(number: usize) -> Finding {
    Finding {
        id: id(400 + number),
        case: id(number),
        kind: FindingKind::OpposingContact,
        words: words("the victim's telephone number is also the perpetrator's in LAN-26-0147"),
        other: Some(id(4)),
        open: true,
    }
}

fn happening(number: usize) -> Happening {
    Happening {
        id: id(450 + number),
        case: id(number),
        kind: HappeningKind::Release,
        on: date(2026, 11, 27),
        words: words("released from HMP, no contact until 2 December"),
        source: Some("probation".into()),
        time: None,
        which: None,
        said_on: None,
        ended: None,
        why: None,
    }
}

pub fn today() -> Today {
    Today {
        day: DAY,
        area: "Lancaster".into(),
        meetings: vec![
            MeetingLine { meeting: meeting(), cases: 16, heard: 0, actions: 0 },
            meetings().remove(0),
        ],
        duties: super::lists::duties(),
        to_correct: vec![CorrectLine { field: to_correct(0), case: case_line(0) }],
        findings: vec![FindingLine { finding: finding(0), case: case_line(0) }],
        overdue: vec![action_line(0), action_line(3)],
        awaiting: vec![action_line(1)],
        happenings: vec![HappeningLine { happening: happening(0), case: case_line(0) }],
        subjects: super::subjects::due(),
        waiting: 7,
        desk: queue::counts(),
        live: 41,
        overdue_total: 2,
    }
}

fn person(number: usize, forename: &str, surname: &str, born: Date, gender: Gender) -> Person {
    Person {
        other_births: None,
        died: None,
        id: id(700 + number),
        forename: words(forename),
        surname: words(surname),
        born: Some(born),
        gender: Some(gender),
        ethnicity: None,
        disability: None,
        lgbt: None,
        interpreter: None,
        same_as: None,
    }
}

fn parties() -> Vec<PartyLine> {
    let contact = Contact {
        stopped: None,
        id: id(720),
        person: id(700),
        kind: ContactKind::Telephone,
        value: words("01632 960 143"),
        safe: Some(words("text first, 9.30 to 2.30; not via sister")),
        restricted: false,
    };
    vec![
        PartyLine {
            person: person(0, "Mary", "Kershaw", date(1992, 3, 12), Gender::Female),
            role: PartyRole::Victim,
            relationship: None,
            aliases: vec![words("Maz")],
            contacts: vec![contact],
            age: Some(34),
        },
        PartyLine {
            person: person(1, "Dean", "Kershaw", date(1989, 6, 1), Gender::Male),
            role: PartyRole::Perpetrator,
            relationship: Some("ex-partner".into()),
            aliases: Vec::new(),
            contacts: Vec::new(),
            age: Some(37),
        },
    ]
}

fn referral() -> Referral {
    Referral {
        sharing: None,
        id: id(600),
        case: id(0),
        source: Some("H-2291".into()),
        agency: "housing".into(),
        received: date(2026, 11, 12),
        criteria: Json(Criteria {
            call_outs: None,
            visible_high_risk: Some(true),
            professional_judgement: Some(false),
            potential_escalation: Some(true),
            repeat: Some(true),
            incidents: Some(4),
            rationale: None,
        }),
        reason: words(
            "strangulation, threats to kill; four incidents in 12 months; he is released on 27 November",
        ),
        consent: Some("yes".into()),
        standing: ReferralStanding::Repeat,
        repeat_of: Some(date(2026, 7, 7)),
        basis: Some(words("same victim and perpetrator within 12 months")),
        children: Some(2),
        form: None,
        heard: false,
        meeting: None,
    }
}

fn case() -> Case {
    Case {
        id: id(0),
        forum: "marac".into(),
        series: "LAN-26".into(),
        number: 143,
        reference: "LAN-26-0143".into(),
        state: CaseState::Listed,
        opened: date(2026, 7, 7),
        last_referred: date(2026, 11, 12),
        whereabouts: Some(words("remanded, HMP; release Fri 27 Nov")),
        linked: None,
        whereabouts_on: None,
        whereabouts_source: None,
    }
}

pub fn item_row() -> AgendaItem {
    AgendaItem {
        id: id(800),
        meeting: id(900),
        case: id(0),
        position: 1,
        why: "repeat".into(),
        state: ItemState::Waiting,
        opened: None,
        closed: None,
        moved: None,
        deferred: None,
        interim: None,
        deferrals: 0,
        minutes: None,
    }
}

pub fn hearing() -> Hearing {
    let said = |number: usize, agency: &str, text: &str| Information {
        id: id(820 + number),
        meeting: id(900),
        case: id(0),
        agency: Some(agency.into()),
        kind: InformationKind::Shared,
        words: words(text),
        source: None,
        on: None,
        opinion: false,
        at: NOW,
    };
    Hearing {
        meeting: meeting(),
        item: item_row(),
        information: vec![
            said(0, "police", "four calls since August; bail to 2 December, no contact"),
            said(1, "housing", "tenancy in her name"),
        ],
        risks: vec![Risk {
            id: id(830),
            meeting: id(900),
            case: id(0),
            whom: Whom::Victim,
            words: words("release on Friday"),
            agency: None,
            at: NOW,
        }],
        notes: vec![Note {
            id: id(835),
            meeting: Some(id(900)),
            case: Some(id(0)),
            words: words("nothing known"),
            unread: true,
            at: NOW,
        }],
        decision: Some(Decision {
            id: id(840),
            meeting: id(900),
            case: id(0),
            decision: words("high risk, accepted as repeat"),
            why: words("escalation and release this week"),
            considered: Json(vec![words("DVDS: no")]),
            feedback_by: Some("idva".into()),
            feedback_how: Some(words("by phone, safe number")),
            feedback_due: Some(date(2026, 11, 27)),
            trust: None,
        }),
        present: Vec::new(),
        returned: Vec::new(),
    }
}

/// One case with something in every section.
pub fn story() -> CaseStory {
    CaseStory {
        flag: None,
        needs: Vec::new(),
        pathways: Vec::new(),
        case: case(),
        kind: CaseKind::Victim,
        said: [
            ("housing", "Housing"),
            ("idva", "IDVA"),
            ("police", "Police"),
            ("csc", "Children's social care"),
        ]
        .map(|(key, said)| (key.to_owned(), said.to_owned()))
        .into(),
        beside: crate::service::ask::Beside::default(),
        parties: parties(),
        attachments: vec![documents::attachment()],
        children: vec![Child {
            born: None,
            expected: None,
            to_victim: None,
            to_perpetrator: None,
            lives_with: None,
            id: id(730),
            case: id(0),
            name: None,
            age: Some(7),
            school: Some(words("Larkhill Primary")),
        }],
        referrals: vec![referral()],
        assessments: vec![Assessment {
            count: Some(17),
            unknown: Some(2),
            yes: Json(vec!["strangulation".into(), "threats-to-kill".into()]),
            agency: Some("housing".into()),
            ..Assessment::bare(id(610), id(0), "dash24", date(2026, 11, 11))
        }],
        happenings: vec![happening(0)],
        now: Some(Whereabouts {
            words: words("remanded, HMP; release Fri 27 Nov"),
            on: None,
            source: None,
            implied: false,
        }),
        contacts: Vec::new(),
        details: Vec::new(),
        views: vec![Views {
            id: id(620),
            case: id(0),
            on: date(2026, 11, 20),
            agency: "idva".into(),
            words: words("wants to stay in the home; fears Friday"),
        }],
        walls: vec![Wall {
            id: id(640),
            case: id(0),
            meeting: None,
            agency: "school".into(),
            alternate: Some(words("the deputy head")),
            reason: words("a member of staff is his sister"),
        }],
        findings: vec![finding(0)],
        to_correct: vec![to_correct(0)],
        actions: vec![action_line(0), action_line(1)],
        hearings: vec![hearing()],
        nominations: Vec::new(),
        incidents: Vec::new(),
        scores: Vec::new(),
    }
}

pub fn agencies() -> Vec<Agency> {
    [("police", "Police"), ("idva", "IDVA"), ("housing", "Housing"), ("csc", "Children's social care")]
        .iter()
        .enumerate()
        .map(|(number, (key, name))| Agency {
            id: id(950 + number),
            key: (*key).into(),
            name: (*name).into(),
            short: name.chars().take(12).collect(),
            core: true,
            off_list: false,
        })
        .collect()
}

/// Who takes part, in every way.
fn attendance() -> Vec<Attendance> {
    agencies()
        .into_iter()
        .enumerate()
        .map(|(number, agency)| Attendance {
            id: id(960 + number),
            meeting: id(900),
            agency: agency.key,
            name: (number == 0).then(|| words("PC Alan Marsh")),
            post: None,
            presence: Presence::ALL[number % Presence::ALL.len()],
            accepted: number == 0,
            information: None,
            arrived: None,
            left: None,
            stands_for: None,
            observes: None,
            consented: None,
            sent: None,
        })
        .collect()
}

/// A meeting with sixteen cases, the last of which do not fit.
pub fn agenda() -> Agenda {
    let item = |number: usize| ItemLine {
        item: AgendaItem {
            id: id(800 + number),
            position: number as u32 + 1,
            case: id(number),
            ..item_row()
        },
        case: case_line(number),
        begins: Time::midnight().saturating_add(jiff::SignedDuration::from_mins(600 + 10 * number as i64)),
        fits: number < 14,
        carried: number % 3,
        since: if number == 1 { vec![queue::change()] } else { Vec::new() },
        undecided: None,
    };
    Agenda {
        kind: CaseKind::Victim,
        labels: Labels {
            victim: "Victim".into(),
            perpetrator: "Perpetrator".into(),
            case: "Case".into(),
            referral: "Referral".into(),
        },
        decisions: Vec::new(),
        considered: ["disclosure scheme", "MAPPA", "MATAC", "safeguarding", "position of trust"]
            .map(str::to_owned)
            .to_vec(),
        meeting: meeting(),
        forum: "MARAC".into(),
        marking: "OFFICIAL-SENSITIVE".into(),
        confidentiality:
            "What is shared here is shared to protect people and is not passed on without consent.".into(),
        papers: Some(date(2026, 11, 18).at(16, 0, 0, 0)),
        papers_due: date(2026, 11, 18),
        presets: vec![
            ("risk".into(), "Highest risk first".into()),
            ("children".into(), "Children first".into()),
        ],
        items: (0..16).map(item).collect(),
        attendance: attendance(),
        table: Table::of(attendance(), Vec::new()),
        around: Around {
            quorum: Some("Police and IDVA".into()),
            research_due: Some(date(2026, 11, 23)),
            silent: (1, 4),
            long: 15,
            feedback_due: Some(date(2026, 11, 27)),
            ..Around::default()
        },
        agencies: agencies(),
        outstanding: 4,
        expiries: vec![case_line(20)],
        business: Vec::new(),
        waiting: 7,
        ends: time(12, 40, 0, 0),
        over: 10,
        next: Some(date(2026, 12, 10)),
    }
}

/// Every agency against the sixteen cases: police returned on the first two, IDVA is kept out of the first.
pub fn grid() -> Grid {
    let cases: Vec<GridCase> = agenda()
        .items
        .into_iter()
        .map(|line| GridCase { item: line.item, reference: line.case.reference, begins: line.begins })
        .collect();
    let mut cells = BTreeMap::new();
    for (number, kind) in [(0, InformationKind::Shared), (1, InformationKind::NothingKnown)] {
        let returned = (kind, date(2026, 11, 23));
        let cell = Cell { returned: Some(returned), ..Cell::default() };
        cells.insert((id(number), "police".to_owned()), cell);
    }
    let kept_out = Cell { walled: Some(Some(words("the deputy head"))), ..Cell::default() };
    cells.insert((id(0), "idva".to_owned()), kept_out);
    Grid { due: Some(date(2026, 11, 23)), agencies: agencies(), cases, cells }
}

/// One agenda item in the room.
pub fn item() -> ItemStory {
    ItemStory {
        story: story(),
        item: AgendaItem { state: ItemState::Hearing, opened: Some(NOW), ..item_row() },
        meeting: Meeting { state: MeetingState::Open, opened: Some(NOW), ..meeting() },
        hearing: hearing(),
        carried: vec![action_line(0)],
        agreed: vec![action_line(1)],
        silent: vec!["csc".into()],
        why_here: "Dash 17/24, 2 unknown; escalation 4 in 12 months; referred 12 Nov by Housing".into(),
        since: vec![queue::change()],
    }
}

pub fn deeds() -> Vec<Deed> {
    let deed = |number: u128, words: &str, undone: bool, own: bool| Deed {
        group: Uuid::from_u128(number),
        at: datetime(2026, 11, 26, 9, 30, 0, 0),
        by: if own { "coordinator".into() } else { "admin".into() },
        words: words.into(),
        place: words.rsplit(' ').next().unwrap_or_default().split('/').next().unwrap_or_default().to_owned(),
        also: Vec::new(),
        undone,
        own,
    };
    vec![
        deed(1, "action added LAN-26-0143/3", false, true),
        deed(2, "referral taken in LAN-26-0144", false, false),
        deed(3, "finding settled LAN-26-0143", true, true),
    ]
}

/// What a record says in which nothing has been taken in yet.
#[expect(clippy::too_many_lines, reason = "a table: one answer a question")]
pub fn nothing(ask: &Ask) -> Answer {
    let none = |offset| Listing { total: 0, offset, lines: Vec::new() };
    match ask {
        Ask::Today => Answer::Today(Box::new(Today {
            meetings: Vec::new(),
            duties: Vec::new(),
            to_correct: Vec::new(),
            findings: Vec::new(),
            overdue: Vec::new(),
            awaiting: Vec::new(),
            happenings: Vec::new(),
            subjects: Vec::new(),
            waiting: 0,
            desk: DeskCounts::default(),
            live: 0,
            overdue_total: 0,
            ..today()
        })),
        Ask::Cases(_, window) => Answer::Cases(none(window.offset)),
        Ask::Case(_) => Answer::Case(Box::new(CaseStory {
            parties: Vec::new(),
            attachments: Vec::new(),
            children: Vec::new(),
            referrals: Vec::new(),
            assessments: Vec::new(),
            happenings: Vec::new(),
            views: Vec::new(),
            walls: Vec::new(),
            findings: Vec::new(),
            to_correct: Vec::new(),
            actions: Vec::new(),
            hearings: Vec::new(),
            ..story()
        })),
        Ask::CaseForm(_) => Answer::CaseForm(Box::default()),
        Ask::Foreseen(_) => Answer::Foreseen(crate::service::ask::Foreseen::default()),
        Ask::Contacts(_) => Answer::Contacts(Vec::new()),
        Ask::Meetings => Answer::Meetings(Vec::new()),
        Ask::Attachment(_) => Answer::Attachment(Box::new(documents::shown())),
        Ask::Outline(document) => Answer::Outline(Box::new(documents::outline(document))),
        Ask::Agenda(_) => {
            Answer::Agenda(Box::new(Agenda { items: Vec::new(), attendance: Vec::new(), ..agenda() }))
        }
        Ask::Grid(_) => Answer::Grid(Box::default()),
        Ask::Returned(sent) => {
            Answer::Returned(Box::new(Difference { lines: Vec::new(), ..returned::returned(sent) }))
        }
        Ask::Item(_) => Answer::Item(Box::new(item())),
        Ask::Actions(_, window) => {
            Answer::Actions(Listing { total: 0, offset: window.offset, lines: Vec::new() })
        }
        Ask::Action(_) => Answer::Action(Box::new(super::actions::story())),
        Ask::Chasing => {
            let chasing = super::actions::chasing();
            Answer::Chasing(Box::new(crate::service::ask::Chasing {
                reminders: Vec::new(),
                escalated: Vec::new(),
                ..chasing
            }))
        }
        Ask::Outstanding(_) => Answer::Outstanding(Vec::new()),
        Ask::Minutes(_) => Answer::Minutes(Box::new(super::minutes::nothing())),
        Ask::Subjects(_) => Answer::Subjects(Box::new(super::subjects::nobody())),
        Ask::Subject(_) => {
            let (story, subject) = super::subjects::story();
            Answer::Subject(Box::new(story), Box::new(subject))
        }
        Ask::Plan(..) => Answer::Plan(Box::new(forums::empty_plan())),
        Ask::PlanItem(_) => Answer::PlanItem(Box::new(forums::plan_story())),
        Ask::Flags(..) => Answer::Flags(Box::new(services::no_flags())),
        Ask::Provided(_) => Answer::Provided(Box::new(services::provided())),
        Ask::Directory => Answer::Directory(Box::new(services::directory())),
        Ask::Needs(..) => Answer::Needs(Vec::new()),
        Ask::Couple(_) => Answer::Couple(Box::new(forums::couple())),
        Ask::Forums => Answer::Forums(Vec::new()),
        Ask::Forum(..) => Answer::Forum(Box::new(forums::story())),
        Ask::Desk(_, window) => Answer::Desk(Box::new(queue::bare(*window))),
        Ask::DeskCase(case) => Answer::DeskCase(Box::new(queue::story(*case))),
        Ask::Alerts => Answer::Alerts(Vec::new()),
        Ask::Transfers => Answer::Transfers(Vec::new()),
        Ask::ReceiptsDue => Answer::ReceiptsDue(Vec::new()),
        Ask::Papers(about) => Answer::Papers(Box::new(PapersStory {
            subject: about.clone(),
            reference: String::new(),
            offered: Vec::new(),
            copies: Vec::new(),
        })),
        Ask::Preview(wanted) => Answer::Preview(Box::new(super::papers::preview(wanted))),
        Ask::Verify(_) => Answer::Verified(Verdict::NotOurs("not ours".to_owned())),
        Ask::WhatWasDone(_) => Answer::WhatWasDone(Vec::new()),
        Ask::Assessing(_) => {
            Answer::Assessing(Box::new(AssessStory { assessments: Vec::new(), ..super::assess::story() }))
        }
        Ask::Area => Answer::Area(Box::new(super::area::story())),
        Ask::Usual(_) => Answer::Usual(Vec::new()),
        Ask::People(_, window) => {
            Answer::People(Listing { total: 0, offset: window.offset, lines: Vec::new() })
        }
        Ask::Person(_) => Answer::Person(Box::new(super::people::person())),
        Ask::Views(_) => Answer::Views(Vec::new()),
        Ask::Report(asked) => {
            Answer::Report(Box::new(crate::domain::report::Report::new(asked, None, date(2026, 11, 26))))
        }
        Ask::Behind(..) => Answer::Behind(Vec::new()),
        Ask::DataReturn(_, days) => Answer::DataReturn(Box::new(super::data_return::of(*days, &[]))),
        Ask::ActionGroups(..) => Answer::ActionGroups(Vec::new()),
        Ask::Find(_) => Answer::Found(Vec::new()),
        Ask::Undoing => Answer::Undoing(None),
        Ask::Timeline(_) => Answer::Timeline(Box::new(Timeline { events: Vec::new(), ..timeline() })),
        Ask::Suggested(_) => Answer::Suggested(crate::service::ask::Suggested::default()),
    }
}
