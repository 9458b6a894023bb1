//! A case as a form: what was taken in is there, an amendment stores what changed and nothing else, undo gives it back.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::people::Gender;
use crate::domain::private::Private;
use crate::domain::referral::{ChildSketch, Each, Field, Said, Typed};
use crate::domain::request::{
    AddContact, AmendCase, ChangeHappening, EndHappening, Restrict, SetWhereabouts,
};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Detail, Happening, HappeningEnd, Party, PartyRole, Referral, Views};
use crate::domain::rows::person::{Contact, ContactKind, Person};
use crate::domain::shape::Stored;

/// Something that a field may say; `pick` makes it differ from other picks.
fn something(field: Field, pick: u8) -> Said {
    let word = |stem: &str| Private::from(format!("{stem} {pick}"));
    let days = i8::try_from(pick % 20).unwrap() + 1;
    match field.typed() {
        Typed::Line | Typed::Long | Typed::Whole => Said::Text(word("words")),
        Typed::Day => Said::Day(Some(date(2026, 10, days))),
        Typed::Coming => Said::Day(Some(date(2027, 2, days))),
        Typed::Birth => Said::Day(Some(date(1990, 5, days))),
        Typed::Births => Said::Days(vec![date(1991, 5, days), date(1992, 5, days)]),
        Typed::YesNo => Said::YesNo(Some(pick.is_multiple_of(2))),
        Typed::Count => Said::Count(Some(u32::from(pick % 20))),
        Typed::Gender => {
            Said::Gender(Some([Gender::Female, Gender::Male, Gender::Another][usize::from(pick % 3)]))
        }
        Typed::Several => Said::Several(vec![word("07700 90010"), word("07700 90011")]),
    }
}

/// A form with something in every field.
fn full() -> ReferralForm {
    let mut form = ReferralForm::default();
    for field in Field::all().filter(|field| field.typed() != Typed::Whole) {
        for at in 0..=usize::from(field.each() != Each::Form) {
            form.say(field, at, something(field, u8::try_from(at).unwrap() + 3));
        }
    }
    form.say(Field::VictimAddressHidden, 0, Said::YesNo(None));
    form.say(Field::ChildrenAges, 0, Said::Text(Private::default()));
    form.received = Some(date(2026, 11, 12));
    form
}

fn take(service: &mut Service, form: &ReferralForm) -> Id<Case> {
    let take =
        TakeReferral { forum: "marac".to_owned(), row: 1, heard: false, number: None, form: form.clone() };
    first_id(&run(service, Request::TakeReferral(Box::new(take))).unwrap())
}

fn held(service: &Service, case: Id<Case>) -> ReferralForm {
    let Answer::CaseForm(held) = ask(service, &Ask::CaseForm(Some(case))) else { panic!("a form") };
    held.form
}

fn amend(
    service: &mut Service,
    case: Id<Case>,
    was: &ReferralForm,
    now: &ReferralForm,
) -> Result<Reply, Refusal> {
    let amend = AmendCase { case, was: Box::new(was.clone()), now: Box::new(now.clone()) };
    run(service, Request::AmendCase(amend))
}

fn all<T: Stored>(service: &Service) -> Vec<T> {
    Changes::new(service.record()).all::<T>().unwrap()
}

/// The children of a form without the rows that they are.
fn rowless(mut form: ReferralForm) -> ReferralForm {
    for child in &mut form.children.each {
        child.row = None;
    }
    form
}

#[test]
fn every_field_of_a_form_is_there_again() {
    let mut service = area();
    let form = full();
    let case = take(&mut service, &form);
    let again = rowless(held(&service, case));
    for (field, at) in form.fields() {
        assert_eq!(again.said(field, at), form.said(field, at), "{} {at}", field.label());
    }
    assert_eq!(again, form);
}

#[test]
fn a_field_changes_by_itself_and_undo_gives_it_back() {
    let mut service = area();
    let case = take(&mut service, &full());
    let mut was = held(&service, case);
    for (field, at) in full().fields().filter(|(field, _)| field.typed() != Typed::Whole) {
        if matches!(field, Field::ChildrenAges | Field::VictimAddressHidden) {
            continue;
        }
        let mut now = was.clone();
        now.say(field, at, something(field, 8));
        if now == was {
            continue;
        }
        amend(&mut service, case, &was, &now)
            .unwrap_or_else(|refusal| panic!("{}: {refusal}", field.label()));
        let after = held(&service, case);
        for (other, place) in after.fields() {
            // A new count is a new assessment, on the day it was counted.
            let dated = matches!(field, Field::Dash | Field::Grade) && other == Field::AssessedOn;
            if !dated {
                assert_eq!(
                    after.said(other, place),
                    now.said(other, place),
                    "{} by {}",
                    other.label(),
                    field.label()
                );
            }
        }
        undo(&mut service).unwrap();
        assert_eq!(held(&service, case), was, "{}", field.label());
        was = held(&service, case);
    }
}

#[test]
fn an_amendment_edits_only_what_it_changes() {
    let mut service = area();
    let case = take(&mut service, &full());
    let was = held(&service, case);
    let mut now = was.clone();
    now.say(Field::VictimSurname, 0, Said::Text("Other".into()));
    now.say(Field::Surgery, 0, Said::Text("Castle surgery".into()));
    let count = |service: &Service| {
        (
            all::<Person>(service),
            all::<Contact>(service),
            all::<Party>(service),
            all::<Referral>(service),
            all::<Detail>(service),
        )
    };
    let before = count(&service);
    let reply = amend(&mut service, case, &was, &now).unwrap();
    assert!(reply.words.ends_with("changed: victim surname, GP surgery"), "{}", reply.words);
    let after = count(&service);
    assert_eq!((before.1, before.2, before.3), (after.1, after.2, after.3));
    let moved = before.0.iter().zip(&after.0).filter(|(one, other)| one != other).count();
    let details = before.4.iter().zip(&after.4).filter(|(one, other)| one != other).count();
    assert_eq!((moved, details, before.4.len()), (1, 1, after.4.len()));
    let nothing = amend(&mut service, case, &now, &now).unwrap();
    assert!(nothing.words.contains("nothing"), "{}", nothing.words);
}

#[test]
fn what_somebody_else_changed_meanwhile_is_refused_and_the_rest_is_not_lost() {
    let mut service = area();
    let case = take(&mut service, &full());
    let was = held(&service, case);
    let mut theirs = was.clone();
    theirs.say(Field::Surgery, 0, Said::Text("Theirs".into()));
    amend(&mut service, case, &was, &theirs).unwrap();
    let mut ours = was.clone();
    ours.say(Field::Surgery, 0, Said::Text("Ours".into()));
    assert!(matches!(amend(&mut service, case, &was, &ours), Err(Refusal::Moved { .. })));
    let mut other = was.clone();
    other.say(Field::Fears, 0, Said::Text("his brother".into()));
    amend(&mut service, case, &was, &other).unwrap();
    let after = held(&service, case);
    assert_eq!(after.said(Field::Surgery, 0), Said::Text("Theirs".into()));
    assert_eq!(after.said(Field::Fears, 0), Said::Text("his brother".into()));
}

#[test]
fn people_and_children_are_added_changed_and_taken_away_by_their_rows() {
    let mut service = area();
    let case = take(&mut service, &full());
    let was = held(&service, case);
    let mut now = was.clone();
    now.children.each.remove(0);
    now.children.each[0].school = "Larkhill".into();
    now.children.each.push(ChildSketch {
        name: "Robin".into(),
        expected: Some(date(2027, 3, 1)),
        ..ChildSketch::default()
    });
    now.say(Field::PerpetratorSurname, 2, Said::Text("Third".into()));
    now.say(Field::PerpetratorWeapons, 2, Said::Text("air rifle".into()));
    amend(&mut service, case, &was, &now).unwrap();
    let after = held(&service, case);
    assert_eq!(rowless(after.clone()).children.each, rowless(now).children.each);
    assert_eq!(after.perpetrators.len(), 3);
    assert_eq!(after.said(Field::PerpetratorWeapons, 2), Said::Text("air rifle".into()));
    undo(&mut service).unwrap();
    assert_eq!(held(&service, case), was);
}

#[test]
fn a_hidden_address_is_on_no_form_and_a_restricted_contact_neither() {
    let mut service = area();
    let mut form = full();
    form.say(Field::VictimAddressHidden, 0, Said::YesNo(Some(true)));
    let case = take(&mut service, &form);
    assert!(held(&service, case).said(Field::VictimAddress, 0).is_nothing());
    let address = all::<Contact>(&service).into_iter().find(|contact| contact.restricted).unwrap();
    assert_eq!(address.kind, ContactKind::Address);
    let parties = Changes::new(service.record()).find::<Party>("case", &case).unwrap();
    let victim = parties.iter().find(|party| party.role == PartyRole::Victim).unwrap().person;
    let add = |value: &str| AddContact {
        person: victim,
        kind: ContactKind::Telephone,
        value: value.into(),
        safe: None,
        restricted: false,
    };
    run(&mut service, Request::AddContact(add("07700 900999"))).unwrap();
    let shown = |service: &Service| held(service, case).said(Field::VictimTelephone, 0).shown();
    assert!(shown(&service).reveal().contains("900999"));
    let contact = all::<Contact>(&service)
        .into_iter()
        .find(|contact| contact.value.reveal().contains("900999"))
        .unwrap();
    run(&mut service, Request::Restrict(Restrict { contact: contact.id, restricted: true })).unwrap();
    assert!(!shown(&service).reveal().contains("900999"));
    // The number of the other side warns.
    let theirs = all::<Contact>(&service)
        .into_iter()
        .find(|contact| contact.person != victim && contact.kind == ContactKind::Telephone);
    let warned = run(&mut service, Request::AddContact(add(theirs.unwrap().value.reveal()))).unwrap();
    assert!(warned.warnings.iter().any(|words| words.contains("perpetrator")), "{:?}", warned.warnings);
}

#[test]
fn the_wishes_of_the_form_are_the_first_views_and_an_assessment_is_never_taken_away() {
    let mut service = area();
    let case = take(&mut service, &full());
    assert_eq!(all::<Views>(&service).len(), 1);
    let was = held(&service, case);
    let mut now = was.clone();
    now.say(Field::Dash, 0, Said::Count(Some(20)));
    amend(&mut service, case, &was, &now).unwrap();
    assert_eq!(all::<Assessment>(&service).len(), 2);
    let was = held(&service, case);
    now = was.clone();
    now.say(Field::Dash, 0, Said::Count(None));
    now.say(Field::Grade, 0, Said::Text(Private::default()));
    assert!(amend(&mut service, case, &was, &now).is_err());
}

#[test]
fn a_date_corrected_moves_what_hangs_on_it_and_one_cancelled_says_what_keeps_its_day() {
    let mut room = Room::new();
    room.enter("police: marker before release");
    let release = all::<Happening>(&room.service).into_iter().next().unwrap();
    let to = ChangeHappening {
        happening: release.id,
        on: date(2026, 12, 3),
        words: release.words.clone(),
        source: Some("probation".to_owned()),
        more: HappeningMore { said_on: Some(date(2026, 11, 26)), ..HappeningMore::default() },
    };
    let reply = run(&mut room.service, Request::ChangeHappening(to)).unwrap();
    assert!(
        reply.warnings.iter().any(|words| words.contains("is now due Wed 2 Dec 2026")),
        "{:?}",
        reply.warnings
    );
    let end = EndHappening {
        happening: release.id,
        ended: Some(HappeningEnd::Cancelled),
        why: Some("recalled".into()),
    };
    let reply = run(&mut room.service, Request::EndHappening(end)).unwrap();
    assert!(
        reply.warnings.iter().any(|words| words.contains("keeps Wed 2 Dec 2026")),
        "{:?}",
        reply.warnings
    );
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    assert!(today.happenings.is_empty());
    undo(&mut room.service).unwrap();
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    assert_eq!(today.happenings.len(), 1);
}

#[test]
fn whereabouts_follow_the_dates_until_somebody_says_otherwise() {
    let mut room = Room::new();
    let say = |words: &str| {
        Request::SetWhereabouts(SetWhereabouts {
            case: room.case,
            words: words.into(),
            on: Some(date(2026, 11, 26)),
            source: Some("police".to_owned()),
        })
    };
    let request = say("HMP Preston");
    run(&mut room.service, request).unwrap();
    let now = room.story().now.unwrap();
    assert_eq!((now.words.reveal(), now.implied), ("HMP Preston", false));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn any_amendment_is_held_and_undone(tries in proptest::collection::vec((0_usize..130, 0_usize..2, any::<u8>()), 1..12)) {
        let mut service = area();
        let case = take(&mut service, &full());
        let was = held(&service, case);
        let mut now = was.clone();
        for (field, at, pick) in tries {
            let field = Field::all().filter(|field| field.typed() != Typed::Whole).nth(field);
            let Some(field) = field.filter(|field| !matches!(
                field,
                Field::ChildrenAges | Field::VictimAddressHidden | Field::Dash | Field::Grade | Field::AssessedOn
            )) else { continue };
            now.say(field, at * usize::from(field.each() != Each::Form), something(field, pick));
        }
        amend(&mut service, case, &was, &now).unwrap();
        prop_assert_eq!(held(&service, case), now.clone());
        if now != was {
            undo(&mut service).unwrap();
        }
        prop_assert_eq!(held(&service, case), was);
    }
}
