//! People over a record in memory: found, merged, parted, kept apart, on both sides, before two forums, erased.

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::domain::private::Private;
use crate::domain::request::{
    AddActions, Door, Erase, MergePeople, Restrict, SetFeedback, TakeSubject, TellApart, Terms, UnmergePeople,
};
use crate::domain::rows::action::DueKind;
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::{Finding, FindingKind, Party, PartyRole};
use crate::domain::rows::matching::Matching;
use crate::domain::rows::person::{Alias, Contact, Person};
use crate::domain::rules::{forums, one_person, opposing, people, sketch};
use crate::domain::shape::{Row, Stored};
use crate::service::ask::{PeopleQuery, PersonLine, PersonStory, Window};

/// A referral heard or not, received on a day.
fn referred(
    service: &mut Service,
    on: Date,
    heard: bool,
    victim: PersonSketch,
    accused: PersonSketch,
) -> Id<Case> {
    let form = ReferralForm {
        received: Some(on),
        agency: "housing".to_owned(),
        victim,
        perpetrators: vec![accused],
        ..ReferralForm::default()
    };
    let asked = TakeReferral { forum: "marac".to_owned(), row: 1, heard, number: None, form };
    first_id(&run(service, Request::TakeReferral(Box::new(asked))).unwrap())
}

fn party(service: &Service, case: Id<Case>, role: PartyRole) -> Id<Person> {
    let parties = Changes::new(service.record()).find::<Party>("case", &case).unwrap();
    parties.into_iter().find(|party| party.role == role).unwrap().person
}

fn merge(service: &mut Service, one: Id<Person>, other: Id<Person>) -> Result<Reply, Refusal> {
    let reason = "known by both names".into();
    run(service, Request::MergePeople(MergePeople { one, other, reason }))
}

fn unmerge(service: &mut Service, person: Id<Person>) -> Result<Reply, Refusal> {
    run(service, Request::UnmergePeople(UnmergePeople { person }))
}

fn found(service: &Service, words: &str, born: Option<Date>) -> Vec<PersonLine> {
    let query = PeopleQuery { words: words.into(), born };
    let Answer::People(listing) = ask(service, &Ask::People(query, Window::ALL)) else { panic!("people") };
    assert_eq!(listing.total, listing.lines.len());
    listing.lines
}

fn story(service: &Service, person: Id<Person>) -> PersonStory {
    let Answer::Person(story) = ask(service, &Ask::Person(person)) else { panic!("a person") };
    *story
}

fn case_story(service: &Service, case: Id<Case>) -> CaseStory {
    let Answer::Case(story) = ask(service, &Ask::Case(case)) else { panic!("a case") };
    *story
}

/// Every row that merging may touch.
fn rows(service: &Service) -> Vec<Row> {
    let changes = Changes::new(service.record());
    let people = changes.all::<Person>().unwrap().iter().map(Stored::to_row).collect::<Vec<_>>();
    let findings = changes.all::<Finding>().unwrap().iter().map(Stored::to_row).collect::<Vec<_>>();
    let matchings = changes.all::<Matching>().unwrap().iter().map(Stored::to_row).collect::<Vec<_>>();
    let contacts = changes.all::<Contact>().unwrap().iter().map(Stored::to_row).collect::<Vec<_>>();
    [people, findings, matchings, contacts].concat()
}

fn born(day: i8) -> Date {
    date(1990, 6, day)
}

/// Six people nobody would take for another, some of them in two rows since the second form was plainly theirs.
fn crowd() -> (Service, Vec<Id<Person>>) {
    let mut service = area();
    let names = [
        ("Mary", "Kershaw"),
        ("Elin", "Patel"),
        ("Wendy", "Rawstron"),
        ("Priya", "Clegg"),
        ("Siân", "Xu"),
        ("Hannah", "Yates"),
    ];
    let mut people = Vec::new();
    for (at, (forename, surname)) in names.iter().enumerate() {
        let day = i8::try_from(at).unwrap() + 1;
        for again in 0..=i8::from(at % 3 == 0) {
            let accused = person(
                ["Dean", "Huw"][usize::from(again.unsigned_abs())],
                ["Quilter", "Bramhall"][at % 2],
                date(1960, 1 + again, day),
            );
            let victim = person(forename, surname, born(day));
            let case = referred(&mut service, date(2026, 10, 1 + again), true, victim, accused);
            people.push(party(&service, case, PartyRole::Victim));
        }
    }
    (service, people)
}

#[test]
fn merging_and_taking_back_in_any_order_leaves_what_was() {
    let mut runner = TestRunner::new(Config { cases: 24, ..Config::default() });
    let steps = proptest::collection::vec((any::<u8>(), any::<u8>(), any::<bool>()), 1..9);
    runner
        .run(&(steps, any::<u64>()), |(steps, order)| {
            let (mut service, people) = crowd();
            let before = rows(&service);
            let pick = |number: u8| people[usize::from(number) % people.len()];
            for (one, other, back) in steps {
                if back {
                    drop(unmerge(&mut service, pick(one)));
                } else {
                    drop(merge(&mut service, pick(one), pick(other)));
                }
                // Chains are flat: whoever points at somebody points at one who points at nobody.
                for person in Changes::new(service.record()).all::<Person>().unwrap() {
                    let elder =
                        person.same_as.map(|elder| Changes::new(service.record()).get(elder).unwrap());
                    prop_assert!(
                        elder.is_none_or(|elder: Person| elder.same_as.is_none() && elder.id < person.id)
                    );
                }
            }
            for turn in 0..40_u64 {
                let merges = Changes::new(service.record()).all::<Matching>().unwrap();
                let Some(merge) =
                    merges.get(usize::try_from((order ^ turn) % 7).unwrap() % merges.len().max(1))
                else {
                    break;
                };
                unmerge(&mut service, merge.other).unwrap();
            }
            // Rows joined at intake may have been parted on the way; they are the only difference there can be.
            let after = rows(&service);
            let apart = |row: &Row| before.iter().any(|was| was.id == row.id && was != row);
            prop_assert_eq!(after.len(), before.len());
            for row in after.iter().filter(|row| apart(row)) {
                prop_assert!(people.iter().any(|person| person.uuid() == row.id));
                prop_assert_eq!(row.value("same_as"), &crate::domain::value::Value::Null);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_merge_taken_back_is_as_if_it_had_not_been() {
    let (mut service, people) = crowd();
    let before = rows(&service);
    merge(&mut service, people[0], people[2]).unwrap();
    merge(&mut service, people[3], people[0]).unwrap();
    assert_ne!(rows(&service), before);
    unmerge(&mut service, people[2]).unwrap();
    unmerge(&mut service, people[3]).unwrap();
    assert_eq!(rows(&service), before);
    let refused = unmerge(&mut service, people[2]).unwrap_err().to_string();
    assert!(refused.contains("nothing to take back"), "{refused}");
}

#[test]
fn undo_takes_a_merge_back_too() {
    let (mut service, people) = crowd();
    let before = rows(&service);
    merge(&mut service, people[2], people[3]).unwrap();
    undo(&mut service).unwrap();
    assert_eq!(rows(&service), before);
}

#[test]
fn whoever_comes_in_after_a_merge_goes_with_whom_they_are_like() {
    let (mut service, people) = crowd();
    merge(&mut service, people[2], people[3]).unwrap();
    let again = referred(
        &mut service,
        date(2026, 11, 2),
        false,
        person("Wendy", "Rawstron", born(3)),
        person("Else", "Nobody", date(1950, 1, 1)),
    );
    let newcomer = party(&service, again, PartyRole::Victim);
    let changes = Changes::new(service.record());
    assert_eq!(one_person(&changes, newcomer).unwrap().len(), 3, "one with both");
    unmerge(&mut service, people[3]).unwrap();
    let changes = Changes::new(service.record());
    assert_eq!(one_person(&changes, newcomer).unwrap(), [people[3], newcomer]);
}

#[test]
fn nobody_is_both_sides_of_one_case() {
    let mut room = Room::new();
    let (victim, accused) = (
        party(&room.service, room.case, PartyRole::Victim),
        party(&room.service, room.case, PartyRole::Perpetrator),
    );
    let refused = merge(&mut room.service, victim, accused).unwrap_err().to_string();
    assert!(refused.contains("nobody is both in one case"), "{refused}");
}

/// A case heard in July under another name, and the same two people in November.
fn renamed() -> (Service, Id<Case>, Id<Case>) {
    let mut service = area();
    let accused = || person("Dean", "Quilter", date(1980, 2, 3));
    let first = referred(&mut service, date(2026, 7, 7), true, person("Mary", "Jones", born(1)), accused());
    let second =
        referred(&mut service, date(2026, 11, 12), false, person("Maryam", "Kershaw", born(2)), accused());
    (service, first, second)
}

#[test]
fn what_a_merge_makes_of_a_case_is_shown_beside_what_was_accepted() {
    let (mut service, first, second) = renamed();
    assert_eq!(case_story(&service, second).beside.by_now, None);
    let (one, other) =
        (party(&service, first, PartyRole::Victim), party(&service, second, PartyRole::Victim));
    let reply = merge(&mut service, one, other).unwrap();
    assert!(reply.warnings.iter().any(|words| words.contains("1 case would stand otherwise")), "{reply:?}");
    let shown = case_story(&service, second);
    let by_now = shown.beside.by_now.unwrap();
    assert!(by_now.contains("would be a repeat of Tue 7 Jul 2026"), "{by_now}");
    assert_eq!(shown.referrals[0].standing, crate::domain::rows::case::ReferralStanding::New, "as accepted");
    let told =
        shown.findings.iter().find(|finding| finding.kind == FindingKind::RepeatDiffers && finding.open);
    assert_eq!(told.unwrap().words.reveal(), by_now);
    unmerge(&mut service, other).unwrap();
    let shown = case_story(&service, second);
    assert_eq!(shown.beside.by_now, None);
    assert!(shown.findings.iter().all(|finding| finding.kind != FindingKind::RepeatDiffers));
}

#[test]
fn a_merge_that_swaps_roles_shows_both_cases_and_holds_papers_back() {
    let mut service = area();
    let ours = referred(
        &mut service,
        date(2026, 9, 1),
        true,
        person("Mary", "Jones", born(1)),
        person("Dean", "Quilter", born(9)),
    );
    let theirs = referred(
        &mut service,
        date(2026, 11, 1),
        false,
        person("Dean", "Quilter", born(9)),
        person("Maz", "Kershaw", born(3)),
    );
    let mary = party(&service, ours, PartyRole::Victim);
    assert!(opposing::may_receive(&Changes::new(service.record()), mary).unwrap().by_default);
    assert!(case_story(&service, ours).beside.other_side.is_empty());
    let maz = party(&service, theirs, PartyRole::Perpetrator);
    merge(&mut service, mary, maz).unwrap();
    for (case, other) in [(ours, theirs), (theirs, ours)] {
        let shown = case_story(&service, case);
        assert_eq!(shown.beside.other_side.first().map(|(other, _)| *other), Some(other));
        assert!(
            shown.findings.iter().any(|finding| finding.kind == FindingKind::RolesSwapped && finding.open)
        );
        assert!(shown.beside.cautions.iter().any(|caution| caution.words.contains("counter-allegation")));
    }
    let receives = story(&service, mary).receives;
    assert!(
        !receives.by_default && receives.why.contains("victim in") && receives.why.contains("perpetrator in")
    );
}

/// An action of an agency, whenever it is done.
fn terms(agency: &str, words: &str, protects: Option<Whom>) -> Terms {
    Terms {
        agency: agency.to_owned(),
        off_list: None,
        supporting: Vec::new(),
        person: None,
        words: words.into(),
        due_kind: DueKind::NoDate,
        due: None,
        due_time: None,
        due_event: None,
        protects,
        completed: None,
        completed_on: None,
        off_papers: false,
        awaiting: false,
    }
}

fn at_phone(mut sketch: PersonSketch, phone: &str) -> PersonSketch {
    sketch.phones.push(phone.into());
    sketch
}

#[test]
fn contact_that_reaches_the_other_side_is_warned_of_wherever_it_is_about_to_be_made() {
    let mut room = Room::new();
    let phone = "07700 900111";
    let case = referred(
        &mut room.service,
        date(2026, 11, 13),
        false,
        at_phone(person("Elin", "Patel", born(4)), phone),
        at_phone(person("Huw", "Patel", born(5)), "+44 7700 900111"),
    );
    let shown = case_story(&room.service, case).beside.cautions;
    let words: Vec<_> = shown.iter().map(|caution| (caution.role, caution.words.as_str())).collect();
    assert_eq!(
        words,
        [
            (PartyRole::Victim, "same telephone as the perpetrator of this case"),
            (PartyRole::Perpetrator, "same telephone as the victim of this case"),
        ]
    );
    let mut add = |words: &str| {
        let asked = AddActions {
            source: None,
            case,
            meeting: None,
            typed: words.into(),
            terms: vec![terms("idva", words, Some(Whom::Victim))],
        };
        run(&mut room.service, Request::AddActions(asked)).unwrap().warnings
    };
    assert!(
        add("ring her about the safety plan")[0]
            .starts_with("before any contact with the victim: same telephone")
    );
    assert!(add("read the housing file").is_empty());
    let on = room.meeting;
    let asked = SetFeedback { meeting: on, case: room.case, by: "idva".to_owned(), how: None, due: None };
    assert!(run(&mut room.service, Request::SetFeedback(asked)).unwrap().warnings.is_empty());
}

#[test]
fn what_is_kept_hidden_is_neither_shown_nor_searched_by() {
    let mut service = area();
    let mut victim = at_phone(person("Elin", "Patel", born(4)), "07700 900222");
    victim.addresses = vec!["12 Larkrise Gardens, Heysham, ZZ88 1AB".into()];
    let first =
        referred(&mut service, date(2026, 9, 1), true, victim.clone(), person("Huw", "Patel", born(5)));
    // The same address again on another row of hers.
    let second = referred(&mut service, date(2026, 10, 1), false, victim, person("Owain", "Vexley", born(6)));
    let elin = party(&service, first, PartyRole::Victim);
    for words in ["ZZ88 1AB", "zz88", "larkrise", "heysham patel"] {
        assert_eq!(found(&service, words, None).len(), 1, "{words}");
    }
    let contacts = Changes::new(service.record()).find::<Contact>("person", &elin).unwrap();
    for contact in contacts {
        run(&mut service, Request::Restrict(Restrict { contact: contact.id, restricted: true })).unwrap();
    }
    for words in ["ZZ88 1AB", "zz88", "larkrise", "heysham", "07700 900222", "patel larkrise"] {
        assert!(found(&service, words, None).is_empty(), "{words}");
    }
    assert_eq!(found(&service, "elin patel", None).len(), 1);
    let shown = story(&service, party(&service, second, PartyRole::Victim));
    assert_eq!(shown.rows.len(), 2);
    assert!(shown.rows.iter().all(|row| row.contacts.is_empty()));
    assert!(shown.rows[0].hidden);
    assert!(!format!("{shown:?}").contains("Larkrise"));
}

#[test]
fn who_was_told_apart_is_not_suggested_again() {
    let mut service = area();
    let near = |name: &str| at_phone(person(name, "Rawstron", born(7)), "07700 900333");
    let first =
        referred(&mut service, date(2026, 9, 1), true, near("Wendy"), person("Huw", "Patel", born(5)));
    let second =
        referred(&mut service, date(2026, 10, 1), false, near("Gwen"), person("Owain", "Vexley", born(6)));
    let (one, other) =
        (party(&service, first, PartyRole::Victim), party(&service, second, PartyRole::Victim));
    let suggested = story(&service, one).suggestions;
    assert_eq!(suggested.len(), 1);
    assert!(suggested[0].why.contains("same date of birth") && suggested[0].why.contains("same telephone"));
    let Answer::Suggested(all) = ask(&service, &Ask::Suggested(None)) else { panic!("suggestions") };
    assert_eq!((all.pairs.len(), all.after), (1, None));
    let asks = |service: &Service| {
        let findings = Changes::new(service.record()).find::<Finding>("case", &second).unwrap();
        findings
            .into_iter()
            .filter(|finding| finding.kind == FindingKind::PossiblePerson && finding.open)
            .count()
    };
    assert_eq!(asks(&service), 1, "asked at intake");
    run(&mut service, Request::TellApart(TellApart { one, other, reason: "sisters".into() })).unwrap();
    assert!(story(&service, one).suggestions.is_empty() && story(&service, other).suggestions.is_empty());
    let Answer::Suggested(all) = ask(&service, &Ask::Suggested(None)) else { panic!("suggestions") };
    assert!(all.pairs.is_empty());
    assert_eq!(asks(&service), 0, "settled");
    assert_eq!(story(&service, one).apart.len(), 1);
}

/// Everybody of the invented lists' kinds of trouble, once.
fn town() -> (Service, Vec<(Id<Person>, PersonSketch)>) {
    let mut service = area();
    let names = [
        ("Małgorzata", "Jóźwiak"),
        ("Siobhán", "O'Hara"),
        ("Mary Ann", "Smith-Jones"),
        ("Wendy", "Rawstron"),
        ("Angharad", "Prys"),
        ("Nguyễn", "Đặng"),
        ("Priya", "Clegg"),
        ("Hannah", "Yates"),
        ("Beatrix", "Holroyd"),
        ("Ffion", "Llewellyn"),
        ("Zainab", "Choudhury"),
        ("Oluwaseun", "Adeyemi"),
    ];
    let mut people = Vec::new();
    for (at, (forename, surname)) in names.iter().enumerate() {
        let day = i8::try_from(at).unwrap() + 10;
        let victim = person(forename, surname, date(1970 + i16::from(day), 3, day));
        let accused = person("Dean", &format!("Quilter{at}x"), date(1960, 1, 2));
        let case = referred(&mut service, date(2026, 10, 1), true, victim.clone(), accused);
        people.push((party(&service, case, PartyRole::Victim), victim));
    }
    (service, people)
}

fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String =
        text.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter)).collect();
    plain.replace(['ł', 'Ł'], "l").replace(['đ', 'Đ'], "d")
}

/// A name, and perhaps a date of birth, as somebody might type it: by number of the mutation and a place in the word.
fn mutated(of: &PersonSketch, how: u8, at: usize) -> (String, Option<Date>) {
    let (forename, surname) = (of.forename.reveal().to_owned(), of.surname.reveal().to_owned());
    let born = of.born.unwrap();
    let letters: Vec<char> = surname.chars().collect();
    let place = 1 + at % (letters.len() - 2);
    let with = |change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        changed.into_iter().collect::<String>()
    };
    match how {
        0 => (format!("{} {}", plain(&forename), plain(&surname)), None),
        1 => (format!("{forename} {surname}").to_uppercase(), None),
        2 => (format!("{surname} {forename}"), None),
        3 => (format!("{} {surname}", forename.chars().next().unwrap()), None),
        4 => (format!("{forename} {}", surname.replace(['\'', '-'], " ")), None),
        5 => (format!("{forename} {}", surname.replace(['\'', '-'], "")), None),
        6 if letters.len() > 4 => (
            format!(
                "{forename} {}",
                with(&|letters| {
                    letters.remove(place);
                })
            ),
            None,
        ),
        7 if letters.len() > 4 => {
            (format!("{forename} {}", with(&|letters| letters.swap(place, place - 1))), None)
        }
        8 => (format!("{forename} {}", with(&|letters| letters[place] = '?')), None),
        9 => (
            surname,
            Some(born.with().year(born.year() + if born.year() % 10 == 9 { -1 } else { 1 }).build().unwrap()),
        ),
        10 if born.day() < 13 => (surname, Date::new(born.year(), born.day(), born.month()).ok()),
        11 => (format!("{forename} {}", born.strftime("%d/%m/%Y")), None),
        12 => (plain(&surname).chars().take(4).collect(), None),
        _ => (format!("{forename} {surname}"), Some(born)),
    }
}

#[test]
fn everybody_is_found_by_a_mutated_spelling_and_once() {
    let (service, people) = town();
    let mut runner = TestRunner::new(Config { cases: 300, ..Config::default() });
    runner
        .run(&(0..people.len(), 0_u8..14, 0_usize..12), |(who, how, at)| {
            let (id, sketch) = &people[who];
            let (typed, born) = mutated(sketch, how, at);
            let lines = found(&service, &typed, born);
            let place = lines.iter().position(|line| line.id == *id);
            prop_assert!(place.is_some_and(|place| place < 3), "mutation {how} at {at} of person {who}");
            prop_assert!(lines.iter().all(|line| !line.why.is_empty()));
            let mut ids: Vec<_> = lines.iter().map(|line| line.id).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), lines.len());
            Ok(())
        })
        .unwrap();
}

#[test]
fn suggestions_have_no_direction() {
    let mut runner = TestRunner::new(Config { cases: 12, ..Config::default() });
    let one = (0_usize..3, 0_usize..3, 1_i8..4, 0_usize..3);
    runner
        .run(&proptest::collection::vec(one, 4..9), |forms| {
            let mut service = area();
            for (at, (forename, surname, day, phone)) in forms.into_iter().enumerate() {
                let forename = ["Wendy", "Wende", "Gwen"][forename];
                let surname = ["Rawstron", "Rawstrom", "Clegg"][surname];
                let victim = at_phone(
                    person(forename, surname, born(day)),
                    ["07700 900401", "07700 900402", ""][phone],
                );
                let accused = person("Dean", &format!("Quilter{at}x"), date(1960, 1, 2));
                referred(&mut service, date(2026, 10, 1), true, victim, accused);
            }
            let changes = Changes::new(service.record());
            let all = changes.all::<Person>().unwrap();
            for one in &all {
                for suggestion in people::suggestions(&changes, one.id).unwrap() {
                    let back = people::suggestions(&changes, suggestion.other).unwrap();
                    prop_assert!(back.iter().any(|back| back.other == suggestion.one));
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_same_people_before_two_forums_are_shown_as_far_as_the_area_lets_them() {
    let mut room = Room::new();
    let form = crate::domain::nomination::SubjectForm {
        person: person("Dean", "Kershaw", date(1989, 5, 1)),
        nominal: "N1".to_owned(),
        source: "police list".to_owned(),
        nominated_by: "police".to_owned(),
        ..Default::default()
    };
    let asked = TakeSubject { forum: "matac".to_owned(), door: Door::Nomination, form };
    let subject: Id<Case> = first_id(&run(&mut room.service, Request::TakeSubject(Box::new(asked))).unwrap());
    let mut add = |case, words: &str| {
        let asked = AddActions {
            source: None,
            case,
            meeting: None,
            typed: words.into(),
            terms: vec![terms("police", words, None)],
        };
        run(&mut room.service, Request::AddActions(asked)).unwrap()
    };
    assert!(add(subject, "address marker and patrol plan").warnings.is_empty());
    let warned = add(room.case, "marker on the address").warnings;
    assert!(warned.iter().any(|words| words.contains("asks police for much the same")), "{warned:?}");
    let beside = case_story(&room.service, room.case).beside.elsewhere;
    assert_eq!((beside.len(), beside[0].case, beside[0].actions.len()), (1, subject, 1));
    let area = room.service.area().unwrap();
    let mut closed = (*area).clone();
    let changes = Changes::new(room.service.record());
    let case: Case = changes.get(room.case).unwrap();
    for (word, cases, actions) in [("outstanding-actions", 1, 1), ("reference-only", 1, 0), ("nothing", 0, 0)]
    {
        closed
            .settings
            .setting
            .retain(|setting| setting.key != crate::domain::tools::settings::SettingKey::CrossForum);
        closed.settings.setting.push(crate::domain::tools::settings::Setting {
            key: crate::domain::tools::settings::SettingKey::CrossForum,
            value: crate::domain::tools::settings::Value::Text(word.to_owned()),
            from: date(2020, 1, 1),
            basis: crate::domain::tools::settings::Basis::Area,
            note: String::new(),
        });
        let seen = forums::elsewhere(&changes, &closed, &case, NOW.date()).unwrap();
        assert_eq!(seen.len(), cases, "{word}");
        assert_eq!(seen.iter().map(|other| other.actions.len()).sum::<usize>(), actions, "{word}");
    }
}

#[test]
fn erasing_takes_what_it_said_and_what_was_judged_of_the_person() {
    let (mut service, people) = crowd();
    merge(&mut service, people[0], people[2]).unwrap();
    let asked = TellApart { one: people[0], other: people[3], reason: "a reason that must go".into() };
    run(&mut service, Request::TellApart(asked)).unwrap();
    let goes = story(&service, people[2]).goes;
    assert_eq!((goes.rows, goes.cases.len()), (3, 3));
    run(&mut service, Request::Erase(Erase { person: people[2] })).unwrap();
    let changes = Changes::new(service.record());
    assert!(changes.all::<Matching>().unwrap().is_empty());
    assert!(changes.look::<Person>(people[0]).unwrap().is_none());
    assert!(
        changes.all::<Alias>().unwrap().iter().all(|alias| sketch(&changes, alias.person).unwrap().is_some())
    );
    assert!(found(&service, "mary kershaw", None).is_empty());
    let _: Private = "".into();
}
