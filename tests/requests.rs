//! Properties of the record under any sequence of requests: replay gives the same tables, an undone change leaves
//! what was, an erased person leaves no word.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use convenor::domain::facts::{Changes, Facts};
use convenor::domain::hearing::tallied;
use convenor::domain::id::{Id, SeededIds};
use convenor::domain::people::PersonSketch;
use convenor::domain::private::Private;
use convenor::domain::referral::{Criteria, ReferralForm, RiskClaim};
use convenor::domain::reply::Reply;
use convenor::domain::request::{
    AddActions, AddAddendum, AddHappening, AddInformation, AddMeeting, AddNote, AddRisk, AddViews, Approve,
    Assess, Attend, BuildAgenda, ChangeAction, Decide, Declare, Defer, Erase, Handover, HappeningMore, Hear,
    MergePeople, MoveItem, MoveMeeting, NewDue, Place, Proof, Request, ReviewAction, SetFeedback,
    SetWhereabouts, Settle, Step, TakeReferral, TellApart, Terms, UnmergePeople,
};
use convenor::domain::rows::TABLES;
use convenor::domain::rows::action::{Action, DueKind, ReviewOutcome};
use convenor::domain::rows::agenda::{AgendaItem, InformationKind, Whom};
use convenor::domain::rows::case::{Case, Finding, HappeningKind, Party};
use convenor::domain::rows::meeting::{Meeting, Presence};
use convenor::domain::rows::person::Person;
use convenor::domain::shape::{Row, Stored};
use convenor::domain::value::Value;
use convenor::record::entropy::Stream;
use convenor::service::{Now, Service};
use jiff::civil::{Date, Time, date};
use proptest::prelude::*;

const START: u64 = 1_795_000_000_000;

fn now(minute: i64) -> Now {
    let local = date(2026, 11, 26).at(9, 0, 0, 0).saturating_add(jiff::Span::new().minutes(minute));
    let at = local.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment of that day").timestamp();
    Now { at, local }
}

fn service() -> Service {
    Service::in_memory(Box::new(Stream::seeded(7)), Box::new(SeededIds::new(7, START)), now(0))
        .expect("a record")
}

/// What to do, and with which of what there is.
#[derive(Debug, Clone, Copy)]
struct Try {
    what: u8,
    pick: u8,
    other: u8,
}

fn tries(most: usize) -> impl Strategy<Value = Vec<Try>> {
    let one = (0..26_u8, any::<u8>(), any::<u8>()).prop_map(|(what, pick, other)| Try { what, pick, other });
    proptest::collection::vec(one, 1..most)
}

fn picked<T: Stored>(service: &Service, pick: u8) -> Option<T> {
    let rows = Changes::new(service.record()).all::<T>().expect("the rows of a table");
    if rows.is_empty() {
        None
    } else {
        rows.into_iter().nth(usize::from(pick) % 7 % 5).or_else(|| first(service))
    }
}

fn first<T: Stored>(service: &Service) -> Option<T> {
    Changes::new(service.record()).all::<T>().expect("the rows of a table").into_iter().next()
}

const FORENAMES: [&str; 4] = ["Małgorzata", "Mary", "Siobhán", "Huw"];
const SURNAMES: [&str; 3] = ["Qwertzfeld", "Zuraw-Xq", "O'Vexley"];

fn sketch(pick: u8, born: Date) -> PersonSketch {
    PersonSketch {
        forename: FORENAMES[usize::from(pick) % 4].into(),
        surname: SURNAMES[usize::from(pick / 4) % 3].into(),
        born: Some(born),
        phones: vec![format!("07700 9001{:02}", pick % 5).into()],
        ..PersonSketch::default()
    }
}

fn form(of: Try) -> ReferralForm {
    ReferralForm {
        source: format!("R{}-{}", of.pick, of.other),
        received: Some(date(2026, 10, 1).saturating_add(jiff::Span::new().days(i64::from(of.other % 50)))),
        agency: "Police".to_owned(),
        victim: sketch(of.pick % 6, date(1990, 3, 12)),
        perpetrators: if of.other.is_multiple_of(7) {
            vec![]
        } else {
            vec![sketch(6 + of.pick % 6, date(1988, 7, 1))]
        },
        relationship: "ex-partner".to_owned(),
        criteria: Criteria { visible_high_risk: Some(true), ..Criteria::default() },
        risk: RiskClaim { dash: Some(of.other % 25), grade: String::new() },
        reason: format!("words about {}", SURNAMES[usize::from(of.pick / 4) % 3]).into(),
        ..ReferralForm::default()
    }
}

fn terms(of: Try) -> Terms {
    let agency = ["police", "housing", "idva", "all"][usize::from(of.other) % 4].to_owned();
    Terms {
        agency,
        off_list: None,
        supporting: Vec::new(),
        person: None,
        words: "marker on address".into(),
        due_kind: if of.pick.is_multiple_of(2) { DueKind::On } else { DueKind::Before },
        due: Some(date(2026, 11, 27)),
        due_time: None,
        due_event: (of.pick % 2 == 1).then_some(HappeningKind::Release),
        protects: Some(Whom::Victim),
        awaiting: false,
        completed: None,
        completed_on: None,
        off_papers: false,
    }
}

/// The request a try stands for, when there is something to do it with.
#[allow(clippy::too_many_lines, reason = "a table of requests")]
fn request(service: &Service, of: Try) -> Option<Request> {
    let case = || picked::<Case>(service, of.pick).map(|case| case.id);
    let meeting = || picked::<Meeting>(service, of.pick).map(|meeting| meeting.id);
    let item = || picked::<AgendaItem>(service, of.pick);
    let words = || Private::from("spoken words");
    Some(match of.what {
        0..=4 => Request::TakeReferral(Box::new(TakeReferral {
            forum: "marac".to_owned(),
            row: 1,
            heard: of.other.is_multiple_of(5),
            form: form(of),
            ..taken()
        })),
        5 => Request::AddMeeting(AddMeeting {
            forum: "marac".to_owned(),
            on: date(2026, 11, 26),
            starts: Time::constant(9, 30, 0, 0),
            minutes: None,
            venue: None,
            chair: None,
            urgent: None,
        }),
        6 | 7 => Request::BuildAgenda(BuildAgenda { meeting: meeting()?, preset: None }),
        8 => Request::MoveMeeting(MoveMeeting { meeting: meeting()?, step: Step::Open }),
        9 => Request::Hear(Hear { item: item()?.id, done: of.other.is_multiple_of(2) }),
        10 => Request::MoveItem(MoveItem { item: item()?.id, to: u32::from(of.other % 6), reason: None }),
        11 => Request::Defer(Defer { item: item()?.id, reason: words(), interim: None }),
        12 => {
            let item = item()?;
            Request::AddInformation(AddInformation {
                meeting: item.meeting,
                case: item.case,
                agency: Some("police".to_owned()),
                kind: InformationKind::Shared,
                words: words(),
                on: None,
                opinion: false,
            })
        }
        13 => {
            let item = item()?;
            Request::AddRisk(AddRisk {
                meeting: item.meeting,
                case: item.case,
                whom: Whom::Children,
                words: words(),
                agency: None,
            })
        }
        14 => {
            let item = item()?;
            let (decision, why) = (words(), words());
            Request::Decide(Decide {
                meeting: item.meeting,
                case: item.case,
                decision,
                why,
                considered: None,
                trust: None,
            })
        }
        15 | 16 => Request::AddActions(AddActions {
            source: None,
            meeting: item().map(|item| item.meeting),
            case: item().map(|item| item.case).or_else(case)?,
            typed: "pol marker".into(),
            terms: vec![terms(of); 1 + usize::from(of.other % 2)],
        }),
        17 => Request::ReviewAction(ReviewAction {
            action: picked::<Action>(service, of.pick)?.id,
            meeting: None,
            outcome: ReviewOutcome::ALL[usize::from(of.other) % ReviewOutcome::ALL.len()],
            note: Some(words()),
            on: None,
            proof: Proof::default(),
        }),
        18 => Request::ChangeAction(ChangeAction {
            action: picked::<Action>(service, of.pick)?.id,
            due: Some(NewDue { kind: DueKind::On, date: Some(date(2026, 12, 1)), time: None, event: None }),
            to: (of.other.is_multiple_of(2)).then(|| Handover {
                agency: "housing".to_owned(),
                supporting: Vec::new(),
                person: None,
                awaiting: false,
            }),
            reason: None,
        }),
        19 => Request::MoveMeeting(MoveMeeting { meeting: meeting()?, step: Step::Close }),
        20 => Request::Approve(Approve {
            meeting: meeting()?,
            by: "the chair".into(),
            how: "by e-mail".to_owned(),
            at: None,
        }),
        21 => Request::AddHappening(AddHappening {
            case: case()?,
            kind: HappeningKind::Release,
            on: date(2026, 12, 1 + i8::try_from(of.other % 20).ok()?),
            words: words(),
            source: None,
            more: HappeningMore::default(),
        }),
        22 => Request::AddViews(AddViews {
            case: case()?,
            on: date(2026, 11, 20),
            agency: "idva".to_owned(),
            words: words(),
        }),
        23 => Request::Settle(Settle { finding: picked::<Finding>(service, of.pick)?.id }),
        24 => Request::Attend(Attend {
            meeting: meeting()?,
            places: vec![Place { ..Place::of("police", Presence::Room) }],
        }),
        _ => rare(service, of)?,
    })
}

/// Who is who, whether it makes sense or not.
fn matched(service: &Service, of: Try) -> Option<Request> {
    let one = picked::<Person>(service, of.pick)?.id;
    let other = picked::<Person>(service, of.pick.wrapping_add(1 + of.other / 9))?.id;
    let reason: Private = format!("words about {}", SURNAMES[usize::from(of.pick / 4) % 3]).into();
    Some(match of.other / 3 % 4 {
        0 | 1 => Request::MergePeople(MergePeople { one, other, reason }),
        2 => Request::UnmergePeople(UnmergePeople { person: one }),
        _ => Request::TellApart(TellApart { one, other, reason }),
    })
}

fn rare(service: &Service, of: Try) -> Option<Request> {
    let case = picked::<Case>(service, of.pick)?.id;
    if of.other.is_multiple_of(3) {
        return matched(service, of);
    }
    Some(match of.other / 3 % 6 {
        0 => Request::SetWhereabouts(SetWhereabouts {
            case,
            words: "in custody".into(),
            on: None,
            source: None,
        }),
        1 => Request::Declare(Declare {
            case,
            meeting: None,
            agency: "housing".to_owned(),
            alternate: None,
            reason: "knows the family".into(),
        }),
        2 => Request::Assess(Box::new(Assess::new(case, "dash24", date(2026, 11, 20)).listed(&[], &[]))),
        3 => Request::AddNote(AddNote {
            meeting: None,
            case: Some(case),
            words: "kept as typed".into(),
            unread: true,
        }),
        4 => {
            let item = first::<AgendaItem>(service)?;
            Request::SetFeedback(SetFeedback {
                meeting: item.meeting,
                case: item.case,
                by: "idva".to_owned(),
                how: None,
                due: None,
            })
        }
        _ => Request::AddAddendum(AddAddendum {
            meeting: first::<Meeting>(service)?.id,
            case: Some(case),
            words: "one thing more".into(),
        }),
    })
}

/// Fields of [`TakeReferral`] that these tests do not vary.
fn taken() -> TakeReferral {
    TakeReferral { forum: String::new(), row: 1, heard: false, number: None, form: ReferralForm::default() }
}

fn carry_out(service: &mut Service, minute: i64, request: Request) -> Option<Reply> {
    let change = service.next_id();
    service.execute(now(minute), change, request, None).ok()
}

/// Every row of every table.
fn tables(service: &Service) -> Vec<Vec<Row>> {
    TABLES.iter().map(|table| service.record().every(table).expect("a table can be read")).collect()
}

fn play(service: &mut Service, steps: &[Try]) -> usize {
    let mut done = 0;
    for (minute, step) in (1_i64..).zip(steps) {
        if let Some(request) = request(service, *step) {
            done += usize::from(carry_out(service, minute, request).is_some());
        }
    }
    done
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn replay_gives_the_same_tables(steps in tries(60)) {
        let mut service = service();
        play(&mut service, &steps);
        let verdict = service.record().verify(|_| {}).expect("the record can be read");
        prop_assert!(verdict.fault.is_none(), "{:?}", verdict.fault);
        let (from, to) = (date(2020, 1, 1), date(2030, 1, 1));
        let kept = service.record().view().tallied("marac", from, to).expect("the sums");
        let counted = tallied(&Changes::new(service.record()), "marac", from, to).expect("the rows");
        prop_assert_eq!(kept, counted);
    }

    #[test]
    fn an_undone_change_leaves_what_was(steps in tries(40), last in tries(30)) {
        let mut service = service();
        play(&mut service, &steps);
        for step in last {
            let Some(request) = request(&service, step) else { continue };
            let before = tables(&service);
            let Some(_) = carry_out(&mut service, 100, request) else {
                prop_assert_eq!(&before, &tables(&service), "a refusal changed something");
                continue;
            };
            if tables(&service) == before {
                continue;
            }
            let change = service.next_id();
            service.undo(now(101), change).expect("one's own last change can be undone");
            prop_assert_eq!(before, tables(&service));
        }
    }

    #[test]
    fn an_erased_person_leaves_no_word(steps in tries(60), pick in any::<u8>()) {
        let mut service = service();
        play(&mut service, &steps);
        let Some(person) = picked::<Person>(&service, pick) else { return Ok(()) };
        let changes = Changes::new(service.record());
        let cases = changes.find::<Party>("person", &person.id).expect("parties").into_iter().map(|party| party.case);
        let cases: Vec<Id<Case>> = cases.collect();
        carry_out(&mut service, 200, Request::Erase(Erase { person: person.id })).expect("an administrator may erase");
        let gone: Vec<_> = cases.iter().map(|case| case.uuid()).chain([person.id.uuid()]).collect();
        for row in tables(&service).into_iter().flatten() {
            prop_assert!(!row.subject().is_some_and(|subject| gone.contains(&subject)), "{} stayed", row.table.name);
        }
        let verdict = service.record().verify(|_| {}).expect("the record can be read");
        prop_assert!(verdict.fault.is_none(), "{:?}", verdict.fault);
    }
}

/// The properties mean something only if most of what is tried is carried out.
#[test]
fn most_of_what_is_tried_is_carried_out() {
    let steps: Vec<Try> =
        (0..130).map(|n| Try { what: n % 26, pick: n.wrapping_mul(37), other: n.wrapping_mul(11) }).collect();
    let mut service = service();
    let done = play(&mut service, &steps);
    assert!(done > 70, "{done} of {}", steps.len());
    let kinds: std::collections::BTreeSet<&str> = TABLES
        .iter()
        .filter(|table| !service.record().every(table).expect("a table").is_empty())
        .map(|table| table.name)
        .collect();
    for expected in
        ["item", "information", "risk", "decision", "action", "review", "finding", "happening", "views"]
    {
        assert!(kinds.contains(expected), "no row of {expected}");
    }
    assert!(matches!(first::<Case>(&service).map(|case| Value::id(case.id.uuid())), Some(Value::Id { .. })));
}
