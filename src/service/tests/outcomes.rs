//! Reports of what became of people and plans, from records small enough to count on the fingers.

use super::*;
use crate::domain::amount::Amount;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::report::{Asked, Cell, Figure, Grid, Part, Report, ReportKind};
use crate::domain::request::{
    AddActions, AddFirstContact, AddPlanItem, CoupleChange, Declare, Door, GiveConsent, IndicatorTerms,
    Measure, MoveSubject, NeedChange, PlanChange, ReferCouple, Returned, Score, SittingChange, TakeIncident,
    TakeSubject, TellIdva, Terms,
};
use crate::domain::rows::action::DueKind;
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::couple::ConsentWord;
use crate::domain::rows::plan::{Milestone, PlanState, Rag};
use crate::domain::rows::subject::{ScoreMoment, Stage};
use crate::domain::told::Ratio;
use crate::domain::told::work::Work;
use crate::service::reports;

fn on(service: &mut Service, day: Date, request: Request) -> Reply {
    let change = service.next_id();
    service.execute(at(day.to_datetime(NOW.time())), change, request, None).unwrap()
}

fn told(service: &Service, kind: ReportKind) -> Report {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    reports::report(&with, &asked(kind)).unwrap()
}

fn behind(service: &Service, kind: ReportKind, key: &str) -> usize {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    reports::behind(&with, &asked(kind), key).unwrap().len()
}

fn asked(kind: ReportKind) -> Asked {
    Asked::over(kind, date(2025, 11, 27), date(2026, 11, 26))
}

fn figure(report: &Report, key: &str) -> Figure {
    report.measure(key).unwrap_or_else(|| panic!("no measure {key}")).figure.clone()
}

fn grid<'a>(report: &'a Report, title: &str) -> &'a Grid {
    let of = |part: &'a Part| match part {
        Part::Grid(grid) if grid.title == title => Some(grid),
        _ => None,
    };
    report.parts.iter().find_map(of).unwrap_or_else(|| panic!("no table {title}"))
}

fn row<'a>(grid: &'a Grid, key: &str) -> &'a [Cell] {
    &grid.rows.iter().find(|row| row.key == key).unwrap_or_else(|| panic!("no line {key}")).cells
}

fn share(of: usize, all: usize) -> Figure {
    Figure::Share(Ratio { of, all })
}

/// A subject accepted on 1 February, in custody from 1 to 31 March, discharged on 1 June, back on 1 October.
fn subject(service: &mut Service) -> Id<Case> {
    let form = SubjectForm {
        nominal: "N1".to_owned(),
        person: person("Dean", "Kershaw", date(1989, 5, 1)),
        source: "Partner nomination".to_owned(),
        nominated_by: "Probation".to_owned(),
        ..SubjectForm::default()
    };
    let take = TakeSubject { forum: "matac".to_owned(), door: Door::Nomination, form };
    let case: Id<Case> = first_id(&on(service, date(2026, 1, 5), Request::TakeSubject(Box::new(take))));
    let incidents = [
        // 121 days before entry begin on 3 October: the first is a day too old.
        (date(2025, 10, 2), "V1", "suspect"),
        (date(2025, 10, 3), "V1", "suspect"),
        (date(2025, 12, 24), "V1", "charged"),
        (date(2026, 1, 31), "V2", "offender"),
        (date(2026, 1, 30), "V9", "witness"),
        (date(2026, 2, 1), "V1", "suspect"),
        (date(2026, 4, 10), "V3", "suspect"),
        (date(2026, 7, 1), "V4", "suspect"),
    ];
    let stages = [
        (date(2026, 2, 1), Stage::Accepted),
        (date(2026, 3, 1), Stage::InCustody),
        (date(2026, 3, 31), Stage::Engaging),
        (date(2026, 5, 20), Stage::ExitProposed),
        (date(2026, 6, 1), Stage::Discharged),
        (date(2026, 10, 1), Stage::ReEntered),
    ];
    for (day, victim, role) in incidents {
        let form = IncidentForm {
            nominal: "N1".to_owned(),
            on: Some(day),
            offence: "Common assault".to_owned(),
            victim_ref: victim.to_owned(),
            role: role.to_owned(),
            ..IncidentForm::default()
        };
        on(service, date(2026, 7, 2), Request::TakeIncident(TakeIncident { form }));
    }
    on(service, date(2026, 2, 1), Request::Score(Score { case, moment: ScoreMoment::Entry }));
    for (day, to) in stages {
        let step = MoveSubject {
            case,
            to,
            on: Some(day),
            meeting: None,
            by: None,
            ground: None,
            reason: "as decided".into(),
            answers: Vec::new(),
            overridden: Some("the chair says so".into()),
        };
        on(service, day, Request::MoveSubject(step));
    }
    case
}

#[test]
fn before_and_after_are_counted_in_equal_windows_with_custody_beside_them() {
    let mut service = area();
    let case = subject(&mut service);
    let report = told(&service, ReportKind::Harm);
    assert_eq!(figure(&report, "worked-with"), Figure::Count(1));
    assert_eq!(figure(&report, "nominated"), Figure::Count(1));
    assert_eq!(figure(&report, "accepted"), share(1, 1));
    assert_eq!(figure(&report, "days-to-acceptance"), Figure::days(vec![27]));
    assert_eq!(figure(&report, "stay"), Figure::days(vec![120]));
    assert_eq!(figure(&report, "came-back"), share(1, 1));
    assert_eq!(figure(&report, "new-victims"), share(1, 1));
    let windows = grid(&report, "Before and after, in equal windows");
    let count = Cell::Count;
    // 1 February to 1 June, both included, is 121 days; a witness counts nowhere.
    let before = row(windows, "before-entry");
    assert_eq!(before[1..4], [count(1), count(121), count(3)]);
    assert_eq!(before[4], Cell::Blank, "no table of harm is adopted");
    let since = row(windows, "since-entry");
    assert_eq!(since[1..4], [count(1), count(121), count(2)]);
    assert_eq!(since[5], count(30), "custody from 1 to 31 March");
    // 1 June to 26 November, both included, is 179 days.
    let after = row(windows, "after-leaving");
    assert_eq!(after[1..4], [count(1), count(179), count(1)]);
    let stages = grid(&report, "Where subjects stood on the last day");
    assert_eq!(row(stages, "stage:re-entered")[1], count(1));
    assert_eq!(behind(&service, ReportKind::Harm, "stage:re-entered"), 1);
    assert_eq!(behind(&service, ReportKind::Harm, "came-back"), 1);
    let scores = grid(&report, "Score at entry and at exit");
    assert!(scores.rows.len() == 1 && scores.rows[0].key.starts_with("left:"), "{scores:?}");
    let scored = Changes::new(service.record()).find::<crate::domain::rows::subject::Scored>("case", &case);
    let entry = scored.unwrap()[0].total;
    assert_eq!(scores.rows[0].cells[3], Cell::Words(format!("{entry}.0")));
    let outside = {
        let area = service.area().unwrap();
        let with =
            Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
        reports::report(&with, &Asked { outside: true, ..asked(ReportKind::Harm) }).unwrap()
    };
    let words = format!("{outside:?}");
    assert!(!words.contains("LAN-26"), "no reference of a subject leaves");
}

#[test]
fn tactics_stand_under_the_heads_of_the_library_with_what_became_of_them() {
    let mut service = area();
    let case = subject(&mut service);
    let words = ["Refer to the alcohol service and agree a start date", "something of our own"];
    for words in words {
        let terms = Terms {
            agency: "substance".to_owned(),
            words: words.into(),
            due: Some(date(2026, 12, 10)),
            due_kind: DueKind::On,
            off_list: None,
            supporting: Vec::new(),
            person: None,
            due_time: None,
            due_event: None,
            protects: None,
            awaiting: false,
            completed: None,
            completed_on: None,
            off_papers: false,
        };
        let add = AddActions { case, meeting: None, typed: words.into(), terms: vec![terms], source: None };
        on(&mut service, date(2026, 11, 20), Request::AddActions(add));
    }
    let report = told(&service, ReportKind::Harm);
    let tactics = grid(&report, "Tactics used");
    assert_eq!(row(tactics, "tactic:Support")[1], Cell::Count(1));
    assert_eq!(row(tactics, "tactic:In other words")[1], Cell::Count(1));
}

#[test]
fn people_of_a_couple_are_counted_apart_first_place_against_newest() {
    let mut service = area();
    let refer = ReferCouple {
        victim: person("Jane", "Ashworth", date(1990, 4, 2)),
        perpetrator: person("Liam", "Ashworth", date(1988, 9, 9)),
        relationship: "husband".to_owned(),
        agency: "housing".to_owned(),
        received: Some(date(2026, 6, 1)),
        reason: "drink and debt".into(),
        criteria: vec![("continuing-relationship".to_owned(), Some("live together".into()))],
        ..ReferCouple::default()
    };
    let couple = |asked| Request::Couple(Box::new(asked));
    let day = date(2026, 6, 1);
    let case: Id<Case> = first_id(&on(&mut service, day, couple(CoupleChange::Refer(Box::new(refer)))));
    let parties = Changes::new(service.record()).find::<Party>("case", &case).unwrap();
    let of = |role| parties.iter().find(|party| party.role == role).unwrap().person;
    let (harmed, harming) = (of(PartyRole::Victim), of(PartyRole::Perpetrator));
    let steps = [
        (harmed, "feels-safe", "1", date(2026, 6, 2)),
        (harmed, "feels-safe", "3", date(2026, 9, 2)),
        (harming, "readiness", "3", date(2026, 6, 2)),
        (harming, "readiness", "2", date(2026, 9, 2)),
        (harming, "contact", "2", date(2026, 9, 2)),
    ];
    for (person, scale, step, day) in steps {
        let measure = Measure {
            case,
            person,
            scale: scale.to_owned(),
            step: step.to_owned(),
            on: day,
            agency: None,
            words: None,
        };
        on(&mut service, day, couple(CoupleChange::Measure(measure)));
    }
    for (answer, day) in [(ConsentWord::Given, date(2026, 6, 3)), (ConsentWord::Withdrawn, date(2026, 7, 3))]
    {
        let covers = "housing".into();
        let consent = GiveConsent { case, person: harmed, answer, covers, agency: None, on: day };
        on(&mut service, day, couple(CoupleChange::Consent(consent)));
    }
    for person in [harmed, harming] {
        let kind = "alcohol".to_owned();
        let need = NeedChange::Add { case, person, kind, words: "drinks".into(), agency: None, on: day };
        on(&mut service, day, couple(CoupleChange::Need(need)));
    }
    let report = told(&service, ReportKind::Couple);
    assert_eq!(figure(&report, "couples"), Figure::Count(1));
    assert_eq!(figure(&report, "consent-given"), share(0, 2));
    assert_eq!(figure(&report, "consent-withdrawn"), share(1, 2));
    assert_eq!(figure(&report, "consent-not-asked"), share(1, 2));
    let scales = grid(&report, "Readiness and soft outcomes");
    let moved = |key: &str| -> Vec<String> { row(scales, key)[1..4].iter().map(Cell::said).collect() };
    assert_eq!(moved("scale:couple:feels-safe:victim"), ["1", "0", "0"]);
    assert_eq!(moved("scale:couple:readiness:perpetrator"), ["0", "0", "1"]);
    assert_eq!(row(scales, "scale:couple:contact:perpetrator")[5], Cell::Count(1));
    assert_eq!(row(grid(&report, "Needs"), "need:alcohol")[1..4], [2, 0, 2].map(Cell::Count));
    assert_eq!(behind(&service, ReportKind::Couple, "need:alcohol"), 2);
}

#[test]
fn a_plan_tells_what_is_achieved_what_is_overdue_and_how_indicators_stand() {
    let mut service = area();
    let plan = |asked| Request::Plan(asked);
    let add = |objective: &str| {
        PlanChange::Add(Box::new(AddPlanItem {
            forum: None,
            priority: "prevention".to_owned(),
            objective: objective.to_owned(),
            owner: Some("police".to_owned()),
            post: None,
            on: Some(date(2026, 1, 5)),
            milestones: vec![
                ("first".to_owned(), date(2026, 3, 2)),
                ("second".to_owned(), date(2026, 11, 2)),
            ],
            indicators: vec![IndicatorTerms {
                words: "in time".to_owned(),
                unit: Some("%".to_owned()),
                baseline: Some(Amount::hundredths(4000)),
                target: Some(Amount::hundredths(8000)),
                by: Some(date(2027, 3, 31)),
                lower: None,
            }],
        }))
    };
    let day = date(2026, 1, 5);
    let done: Id<Case> = first_id(&on(&mut service, day, plan(add("achieved by June"))));
    let open: Id<Case> = first_id(&on(&mut service, day, plan(add("still open"))));
    let milestones = Changes::new(service.record()).find::<Milestone>("case", &open).unwrap();
    let first = milestones.iter().find(|row| row.words == "first").unwrap().id;
    let reached =
        PlanChange::SetMilestone { milestone: first, met: Some(date(2026, 3, 1)), due: None, reason: None };
    on(&mut service, date(2026, 3, 1), plan(reached));
    let rows = Changes::new(service.record());
    let indicator = rows.find::<crate::domain::rows::plan::Indicator>("case", &open).unwrap()[0].id;
    drop(rows);
    let value = Amount::hundredths(6000);
    let figure_of = PlanChange::AddFigure { indicator, on: date(2026, 9, 1), value };
    on(&mut service, date(2026, 9, 1), plan(figure_of));
    let rag = PlanChange::SetRag { case: open, on: date(2026, 9, 1), rag: Rag::Amber, reason: "slow".into() };
    on(&mut service, date(2026, 9, 1), plan(rag));
    let close = PlanChange::Close {
        case: done,
        state: PlanState::Achieved,
        on: date(2026, 6, 1),
        reason: Some("done".into()),
    };
    on(&mut service, date(2026, 6, 1), plan(close));
    let report = told(&service, ReportKind::Plan);
    assert_eq!(figure(&report, "items"), Figure::Count(2));
    assert_eq!(figure(&report, "achieved"), share(1, 2));
    assert_eq!(figure(&report, "achieved-in-period"), share(1, 2));
    assert_eq!(figure(&report, "amber"), share(1, 2));
    assert_eq!(figure(&report, "milestones-overdue"), Figure::Count(1), "the open item's second");
    assert_eq!(figure(&report, "milestones-in-time"), share(1, 4), "two items with two each");
    let indicators = grid(&report, "Indicators against baseline and target");
    let stands: Vec<String> = indicators.rows.iter().map(|row| row.cells[7].said()).collect();
    assert_eq!(stands, ["no figure", "better than baseline"]);
    assert_eq!(behind(&service, ReportKind::Plan, "amber"), 1);
    assert_eq!(behind(&service, ReportKind::Plan, "milestones-overdue"), 1);
}

/// Whether the line kept beside the record is what the rows say now.
fn in_step(service: &Service, meeting: Id<Meeting>) -> Option<(Work, bool)> {
    let view = service.record().view();
    let kept = view.work(meeting).unwrap();
    let rows = Changes::new(service.record());
    let row: Meeting = rows.get(meeting).unwrap();
    let counted = kept.as_ref().map(|(_, agreed)| {
        let lines = crate::domain::hearing::lines(&rows, &row).unwrap();
        (Work::of(&rows, &row, &lines).unwrap(), *agreed)
    });
    assert_eq!(kept, counted, "the line kept beside the record has fallen behind it");
    kept
}

#[test]
fn work_around_a_meeting_is_counted_when_it_closes_and_follows_every_later_correction() {
    let Room { mut service, meeting, case, .. } = Room::new();
    let came = |kind, agency: &str, on| {
        let cells = vec![(case, agency.to_owned())];
        let returned = Returned { meeting, cells, kind: Some(kind), on: Some(on) };
        Request::Sitting(SittingChange::Returned(returned))
    };
    run(&mut service, came(InformationKind::NothingKnown, "mh", date(2026, 11, 16))).unwrap();
    run(&mut service, came(InformationKind::Shared, "police", date(2026, 11, 25))).unwrap();
    let notice = TellIdva { case, on: date(2026, 11, 13), time: None, how: "telephone".to_owned() };
    run(&mut service, Request::TellIdva(notice)).unwrap();
    assert_eq!(in_step(&service, meeting), None, "a meeting that sits has no line");
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close })).unwrap();
    let (work, agreed) = in_step(&service, meeting).unwrap();
    assert_eq!((work.came.items, work.contacts.len(), agreed), (1, 1, false));
    let answers = |service: &Service| {
        let report = told(service, ReportKind::Engagement);
        let Figure::Share(asked) = figure(&report, "research-in-time") else { panic!("a share") };
        let Figure::Share(late) = figure(&report, "research-late") else { panic!("a share") };
        (asked.of, late.of, asked.all)
    };
    let area = service.area().unwrap();
    let core = area.agencies.agency.iter().filter(|agency| agency.core).count();
    assert_eq!(answers(&service), (1, 1, core), "asked of everybody expected; the police were late");
    let timely = told(&service, ReportKind::Timeliness);
    assert_eq!(figure(&timely, "unapproved"), Figure::Count(1));
    assert_eq!(figure(&timely, "idva-told"), share(1, 1), "housing referred");
    assert_eq!(figure(&timely, "referral-to-idva"), Figure::days(vec![1]));
    assert_eq!(figure(&timely, "idva-in-time"), share(0, 1), "the 12th was a working day");
    // Corrections once it is over: an agency is kept out, the victim was reached, an answer is taken back.
    let wall = Declare {
        case,
        meeting: Some(meeting),
        agency: "mh".to_owned(),
        alternate: None,
        reason: "knows the family".into(),
    };
    run(&mut service, Request::Declare(wall)).unwrap();
    in_step(&service, meeting);
    assert_eq!(answers(&service), (0, 1, core - 1));
    undo(&mut service).unwrap();
    in_step(&service, meeting);
    assert_eq!(answers(&service), (1, 1, core));
    let reached = AddFirstContact {
        case,
        on: date(2026, 11, 14),
        agency: "idva".to_owned(),
        how: "telephone".to_owned(),
        reached: true,
        words: None,
    };
    run(&mut service, Request::AddFirstContact(reached)).unwrap();
    in_step(&service, meeting);
    assert_eq!(figure(&told(&service, ReportKind::Timeliness), "first-contact"), share(1, 1));
    undo(&mut service).unwrap();
    in_step(&service, meeting);
}
