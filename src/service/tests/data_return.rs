//! The data return: what is kept beside the record is what the record says, whatever was done and in whatever order; the file
//! holds real days, numbers, and blanks that are blank.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use super::meeting_papers::{demo, made};
use super::*;
use crate::domain::data_return::{COLUMNS, Collected, Counted, DataReturn};
use crate::domain::hearing::{Tallied, tallied};
use crate::domain::paper::{Edition, Format, PaperKind, Subject, Wanted};
use crate::domain::people::Gender;
use crate::domain::referral::{Field, Said};
use crate::domain::report::{Asked, Period, ReportKind};
use crate::domain::request::{
    AddChild, AddViews, AmendCase, Approve, Defer, Erase, MergePeople, SetFeedback,
};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::person::Person;
use crate::domain::tools::agencies::Source;
use crate::service::papers::{Options, handed};

const FROM: Date = date(2000, 1, 1);
const TO: Date = date(2100, 1, 1);

/// The sums kept beside the record.
fn kept(service: &Service) -> Vec<Tallied> {
    service.record().view().tallied("marac", FROM, TO).unwrap()
}

/// The return built from sums.
fn built(service: &Service, sums: &[Tallied]) -> DataReturn {
    DataReturn::of(&service.area().unwrap(), "marac", (FROM, TO), sums, Vec::new()).unwrap()
}

/// The return from the tables is that of the rows, that of the journal replayed, and that of tables made anew.
fn same_however_built(service: &mut Service) -> Result<(), TestCaseError> {
    let from_tables = built(service, &kept(service));
    let rows = tallied(&Changes::new(service.record()), "marac", FROM, TO).unwrap();
    prop_assert_eq!(&from_tables, &built(service, &rows));
    let replayed =
        service.record().replayed(|view| tallied(&Changes::new(&view), "marac", FROM, TO)).unwrap().unwrap();
    prop_assert_eq!(&from_tables, &built(service, &replayed));
    service.record_mut().rebuild().unwrap();
    prop_assert_eq!(&from_tables, &built(service, &kept(service)));
    for row in &from_tables.rows {
        let lines = service.record().view().hearing_lines(row.meeting).unwrap();
        let heard = lines.iter().filter(|line| line.heard.is_some()).count();
        let cases = Collected::Yes(crate::domain::data_return::Amount::whole(u32::try_from(heard).unwrap()));
        prop_assert_eq!(row.cell(Counted::Cases), cases);
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
struct Try {
    what: u8,
    pick: u8,
    other: u8,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..16_u8, any::<u8>(), any::<u8>()).prop_map(|(what, pick, other)| Try { what, pick, other });
    proptest::collection::vec(one, 4..30)
}

fn form(of: Try) -> ReferralForm {
    let names = ["Kershaw", "Quayle", "Yates", "Mistry"];
    let name = names[usize::from(of.pick % 4)];
    let mut form = ReferralForm {
        received: Some(date(2026, 9, 1 + i8::try_from(of.other % 28).unwrap())),
        agency: ["police", "Housing", "Fire brigade", ""][usize::from(of.other % 4)].to_owned(),
        sharing: if of.pick.is_multiple_of(3) { vec!["idva".to_owned()] } else { Vec::new() },
        victim: person("Mary", name, date(1960 + i16::from(of.other % 60), 3, 12)),
        perpetrators: vec![person("Dean", names[usize::from(of.other % 4)], date(2009, 5, 1))],
        relationship: "ex-partner".to_owned(),
        children: Children {
            count: (of.pick > 90).then_some(u32::from(of.other % 4)),
            ..Children::default()
        },
        reason: "words".into(),
        ..ReferralForm::default()
    };
    changed(&mut form, of);
    form
}

/// Says something that the return counts.
fn changed(form: &mut ReferralForm, of: Try) {
    let yes = Said::YesNo(Some(of.pick.is_multiple_of(2)));
    match of.other % 6 {
        0 => form.say(Field::VictimGender, 0, Said::Gender(Some(Gender::Male))),
        1 => form.say(
            Field::Ethnicity,
            0,
            Said::Text(["Polish", "Elsewhere", "W1"][usize::from(of.pick % 3)].into()),
        ),
        2 => form.say(Field::Disability, 0, yes),
        3 => form.say(Field::Lgbt, 0, yes),
        4 => form.say(Field::VictimBorn, 0, Said::Day(Some(date(1950 + i16::from(of.pick % 60), 2, 1)))),
        _ => form.say(Field::ChildrenCount, 0, Said::Count(Some(u32::from(of.pick % 5)))),
    }
}

fn picked<T: crate::domain::shape::Stored>(service: &Service, pick: u8) -> Option<T> {
    let rows = Changes::new(service.record()).all::<T>().unwrap();
    let at = usize::from(pick) % rows.len().max(1);
    rows.into_iter().nth(at)
}

/// A meeting from its agenda to its end: some cases heard, one put off.
fn sit(service: &mut Service, of: Try) {
    let on = date(2026, 10, 1 + i8::try_from(of.pick % 30).unwrap());
    let Ok(reply) = run(service, meeting_on(on)) else { return };
    let meeting = first_id(&reply);
    let _ = run(service, Request::BuildAgenda(BuildAgenda { meeting, preset: None }));
    let _ = run(service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open }));
    let items = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap();
    for (at, item) in items.iter().enumerate() {
        let request = if at % 4 == usize::from(of.other % 4) {
            Request::Defer(Defer { item: item.id, reason: "no worker yet".into(), interim: None })
        } else {
            Request::Hear(Hear { item: item.id, done: true })
        };
        let _ = run(service, request);
    }
    let _ = run(service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close }));
}

fn attempt(service: &mut Service, of: Try) {
    let request = match of.what {
        0..=3 => Some(Request::TakeReferral(Box::new(TakeReferral {
            forum: "marac".to_owned(),
            row: 1,
            heard: false,
            number: None,
            form: form(of),
        }))),
        4 | 5 => {
            sit(service, of);
            None
        }
        6..=8 => picked::<Case>(service, of.pick).map(|case| {
            let was = held(service, case.id);
            let mut now = was.clone();
            changed(&mut now, of);
            Request::AmendCase(AmendCase { case: case.id, was: Box::new(was), now: Box::new(now) })
        }),
        9 => picked::<Case>(service, of.pick).map(|case| {
            Request::AddChild(AddChild { case: case.id, name: "Ann".into(), age: Some(4), school: None })
        }),
        10 => picked::<Case>(service, of.pick).map(|case| {
            Request::AddViews(AddViews {
                case: case.id,
                on: date(2026, 9, 20),
                agency: "idva".to_owned(),
                words: "wants to stay".into(),
            })
        }),
        11 => picked::<AgendaItem>(service, of.pick).map(|item| {
            Request::SetFeedback(SetFeedback {
                meeting: item.meeting,
                case: item.case,
                by: "idva".to_owned(),
                how: None,
                due: None,
            })
        }),
        12 => picked::<Meeting>(service, of.pick).map(|meeting| {
            Request::Approve(Approve {
                meeting: meeting.id,
                by: "chair".into(),
                how: "e-mail".to_owned(),
                at: None,
            })
        }),
        13 => {
            let _ = undo(service);
            None
        }
        14 => {
            picked::<Person>(service, of.pick).zip(picked::<Person>(service, of.other)).map(|(one, other)| {
                Request::MergePeople(MergePeople {
                    one: one.id,
                    other: other.id,
                    reason: "one person".into(),
                })
            })
        }
        _ => picked::<Person>(service, of.pick)
            .filter(|_| of.other.is_multiple_of(3))
            .map(|person| Request::Erase(Erase { person: person.id })),
    };
    if let Some(request) = request {
        let _ = run(service, request);
    }
}

fn held(service: &Service, case: Id<Case>) -> ReferralForm {
    let Answer::CaseForm(held) = ask(service, &Ask::CaseForm(Some(case))) else { panic!("a form") };
    held.form
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_return_is_the_same_from_the_tables_the_rows_and_the_journal(before in tries(), after in tries()) {
        let mut service = area();
        before.iter().for_each(|of| attempt(&mut service, *of));
        sit(&mut service, Try { what: 4, pick: 17, other: 1 });
        after.iter().for_each(|of| attempt(&mut service, *of));
        same_however_built(&mut service)?;
    }
}

/// The property means something only if what is tried gives meetings that heard something, and moves their counts.
#[test]
fn most_of_what_is_tried_is_heard() {
    let mut service = area();
    for what in 0..4 {
        attempt(&mut service, Try { what, pick: what * 5, other: what });
    }
    sit(&mut service, Try { what: 4, pick: 29, other: 3 });
    let before = kept(&service);
    assert_eq!((before.len(), before[0].tally.heard), (1, 3));
    for what in [6, 9, 10, 11] {
        let was = kept(&service);
        // Whichever of the cases was heard: one of them is.
        (0..4).for_each(|pick| attempt(&mut service, Try { what, pick, other: 4 }));
        assert_ne!(was, kept(&service), "{what}");
    }
    let party = Changes::new(service.record()).all::<Party>().unwrap().remove(0);
    run(&mut service, Request::Erase(Erase { person: party.person })).unwrap();
    same_however_built(&mut service).unwrap();
}

#[test]
fn a_meeting_counts_once_it_is_over_and_not_before() {
    let Room { mut service, meeting, item, .. } = Room::new();
    run(&mut service, Request::Hear(Hear { item, done: true })).unwrap();
    assert!(kept(&service).is_empty());
    let days = Period { from: date(2026, 10, 1), to: date(2026, 12, 31) };
    let Answer::DataReturn(told) = ask(&service, &Ask::DataReturn(None, days)) else { panic!("a return") };
    assert!(told.rows.is_empty());
    assert_eq!(told.not_over, ["MARAC-2026-11-26"]);
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close })).unwrap();
    let Answer::DataReturn(told) = ask(&service, &Ask::DataReturn(None, days)) else { panic!("a return") };
    assert_eq!(told.rows.len(), 1);
    assert_eq!(told.rows[0].cell(Counted::Children).to_string(), "2");
    assert_eq!(told.rows[0].cell(Counted::Source(Source::Housing)).to_string(), "1");
    assert_eq!(told.rows[0].cell(Counted::Male), Collected::No);
    undo(&mut service).unwrap();
    assert!(kept(&service).is_empty());
}

/// A quarter of the invented area, counted by hand from its rows: cases heard, children, male victims.
#[test]
fn the_columns_of_the_demo_are_those_counted_by_hand() {
    let mut service = demo();
    same_however_built(&mut service).unwrap();
    let days = Period { from: date(2026, 7, 1), to: date(2026, 9, 30) };
    let Answer::DataReturn(told) = ask(&service, &Ask::DataReturn(None, days)) else { panic!("a return") };
    let rows = Changes::new(service.record());
    let (mut heard, mut male) = (0_u32, 0_u32);
    for meeting in rows.all::<Meeting>().unwrap() {
        if meeting.forum != "marac" || !(days.from..=days.to).contains(&meeting.on) {
            continue;
        }
        for item in rows.find::<AgendaItem>("meeting", &meeting.id).unwrap() {
            if item.state != crate::domain::rows::agenda::ItemState::Heard {
                continue;
            }
            heard += 1;
            let parties = rows.find::<Party>("case", &item.case).unwrap();
            let victim = parties.iter().find(|party| party.role == PartyRole::Victim).unwrap();
            let person: Person = rows.get(victim.person).unwrap();
            male += u32::from(person.gender == Some(crate::domain::rows::person::Gender::Male));
        }
    }
    let total = told.total();
    let at = |counted| COLUMNS.iter().position(|column| column.counted == counted).unwrap();
    assert!(heard > 5);
    assert_eq!(total[at(Counted::Cases)].to_string(), heard.to_string());
    assert_eq!(total[at(Counted::Male)].to_string(), male.to_string());
    assert!(told.checks().is_empty(), "{:?}", told.checks());
    // Every whole count has as many cases behind it, and every case is told by its reference.
    let asked = Asked::over(ReportKind::Return, days.from, days.to);
    for column in COLUMNS {
        let Collected::Yes(amount) = total[column.place()] else { continue };
        let about_cases = !matches!(column.counted, Counted::Children | Counted::YoungHarming);
        let Answer::Behind(lines) =
            ask(&service, &Ask::Behind(Box::new(asked.clone()), column.letter.to_owned()))
        else {
            panic!("cases")
        };
        let known = lines.iter().filter(|line| !line.why.starts_with("not known")).count();
        if about_cases && amount.is_whole() && !matches!(column.counted, Counted::Source(_)) {
            assert_eq!(known.to_string(), amount.to_string(), "{}", column.letter);
        }
        assert!(lines.iter().all(|line| line.case.starts_with("LAN-")));
    }
}

#[test]
fn the_file_holds_real_days_numbers_and_blanks_and_is_registered() {
    let mut service = demo();
    let subject = Subject::Forum { forum: "marac".to_owned(), from: date(2026, 7, 1), to: date(2026, 9, 30) };
    let wanted = Wanted::of(PaperKind::DataReturn, subject);
    let options = Options { format: Format::Xlsx, ..Options::pdf() };
    let (reply, bytes) = handed(&mut service, at(NOW), &wanted, &options).unwrap();
    assert_eq!(reply.words, "data return of MARAC-2026-07-01-2026-09-30 handed on, copy 1");
    let told = made(&service, &wanted).unwrap().file.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.width(), 32);
    assert_eq!(sheet.height(), told.rows.len() + 1);
    assert_eq!(sheet.get((0, 0)), Some(&Data::String("MARAC Name".to_owned())));
    for (line, row) in (1..).zip(&told.rows) {
        assert_eq!(sheet.get((line, 0)), Some(&Data::String("Lancaster MARAC".to_owned())));
        let Some(Data::DateTime(day)) = sheet.get((line, 1)) else { panic!("no day in row {line}") };
        assert!(day.is_datetime());
        let since = (row.on - date(1899, 12, 30)).get_days();
        assert!((day.as_f64() - f64::from(since)).abs() < 0.5);
        for (at, cell) in (2..).zip(&row.cells) {
            match (cell, sheet.get((line, at))) {
                (Collected::Yes(amount), Some(Data::Float(number))) => {
                    assert!((amount.number() - number).abs() < 1e-9);
                }
                (Collected::No, Some(Data::Empty) | None) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    let options = Options { format: Format::Csv, ..options };
    let (_, bytes) = handed(&mut service, at(NOW), &wanted, &options).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), told.rows.len() + 1);
    assert!(text.lines().all(|line| line.split(',').count() == 32), "{text}");
    assert!(text.contains(&told.rows[0].on.strftime(",%d/%m/%Y,").to_string()));
    // For anybody but the office small numbers are held back, and there is no file to send.
    let outside = Wanted { edition: Edition::Agency("housing".to_owned()), ..wanted };
    assert!(made(&service, &outside).unwrap().file.is_none());
}
