//! Documents in and out: the same record whatever the kind, mappings kept, forms kept with their case, rows given back.

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::referral::{Field, Said};
use crate::domain::request::Restrict;
use crate::domain::rows::case::{Finding, FindingKind, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::document::{Attachment, AttachmentBody, AttachmentKind, Mapping};
use crate::domain::rows::person::{Contact, Person};
use crate::intake::written;
use crate::record::access::AccessKind;
use crate::service::attach::{self, Label};
use crate::service::export::{self, Which};
use crate::service::import::{Import, import};
use crate::service::mapping::{Choice, List};
use crate::service::plan::{Plan, PlanStanding};

const EARLIER: &[u8] = include_bytes!("../../../tests/data/referrals-earlier.csv");
const CSV: &[u8] = include_bytes!("../../../tests/data/referrals.csv");
const XLSX: &[u8] = include_bytes!("../../../tests/data/referrals.xlsx");
const LOST: &[u8] = include_bytes!("../../../tests/data/referrals-cp1252.csv");
const FORM: &[u8] = include_bytes!("../../../tests/data/referral-form.docx");

fn take(service: &mut Service, bytes: &[u8], choice: Choice) -> Plan {
    let how = Import { choice, ..Import::new(List::Referrals, "list", "marac") };
    import(service, at(NOW), bytes, &how, |_, _| true).unwrap()
}

fn taken(bytes: &[u8]) -> Service {
    let mut service = area();
    take(&mut service, EARLIER, Choice::default());
    take(&mut service, bytes, Choice::default());
    service
}

fn all<T: crate::domain::shape::Stored>(service: &Service) -> Vec<T> {
    Changes::new(service.record()).all::<T>().unwrap()
}

/// What a record holds that does not hang on identifiers.
fn told(service: &Service) -> Vec<String> {
    let reference = |case: Id<Case>| Changes::new(service.record()).get::<Case>(case).unwrap().reference;
    let mut told: Vec<String> = all::<Referral>(service)
        .into_iter()
        .map(|row| {
            let form = row.form.as_ref().map(|form| form.reveal().to_owned());
            format!("{} {} {} {:?} {form:?}", reference(row.case), row.standing, row.received, row.repeat_of)
        })
        .collect();
    told.extend(all::<Finding>(service).into_iter().map(|row| {
        format!("{} {} {} {:?}", reference(row.case), row.kind, row.words.reveal(), row.other.map(reference))
    }));
    told.extend(
        all::<Person>(service).into_iter().map(|row| format!("{} {:?}", row.listed().reveal(), row.born)),
    );
    told
}

#[test]
fn the_spreadsheet_and_the_text_table_give_the_same_record() {
    let (csv, xlsx) = (taken(CSV), taken(XLSX));
    assert_eq!(told(&csv), told(&xlsx));
}

#[test]
fn a_list_that_lost_its_polish_letters_finds_the_right_people_and_says_whose_name_is_wrong() {
    let (whole, lost) = (taken(CSV), taken(LOST));
    let standings = |service: &Service| -> Vec<(Option<String>, ReferralStanding)> {
        all::<Referral>(service).into_iter().map(|row| (row.source, row.standing)).collect()
    };
    assert_eq!(standings(&whole), standings(&lost));
    let same = |service: &Service| all::<Person>(service).iter().filter(|row| row.same_as.is_some()).count();
    assert_eq!(same(&whole), same(&lost));
    let flagged = |service: &Service| {
        let rows = Changes::new(service.record());
        let mut sources: Vec<String> = all::<Finding>(service)
            .into_iter()
            .filter(|finding| finding.kind == FindingKind::LostLetters)
            .flat_map(|finding| rows.find::<Referral>("case", &finding.case).unwrap())
            .filter(|referral| referral.form.as_ref().is_some_and(|form| form.reveal().contains('?')))
            .filter_map(|referral| referral.source)
            .filter(|source| source.starts_with('R'))
            .collect();
        sources.sort();
        sources.dedup();
        sources
    };
    assert_eq!(flagged(&whole), [] as [String; 0]);
    let expected = [
        "R11007", "R11012", "R11020", "R11022", "R11023", "R11028", "R11030", "R11031", "R11035", "R11037",
        "R11047",
    ];
    for source in expected {
        assert!(flagged(&lost).iter().any(|found| found == source), "{source} in {:?}", flagged(&lost));
    }
}

const OTHER_HEADS: &str = "Our ref;Came in on;Client first name;Client last name;Perp name;Contact details of client\n\
    N1;Thursday 12 November 2026;Mary;Kershaw;Dean Bell;07700 900665\n\
    N2;3 November 2026;Ann;Jones;Li Bell;07700 900666\n";

#[test]
fn a_mapping_is_corrected_once_kept_by_name_and_used_when_the_heads_come_again() {
    let mut service = area();
    let told = |head: &str, field: Option<&str>| (head.to_owned(), field.map(str::to_owned));
    let choice = Choice {
        told: vec![
            told("Came in on", Some("date received")),
            told("contact details of client", Some("victim telephone")),
        ],
        remember: Some("Northside".to_owned()),
        ..Choice::default()
    };
    let plan = take(&mut service, OTHER_HEADS.as_bytes(), choice);
    assert_eq!((plan.rows.len(), plan.mapping.as_deref(), plan.unread.len()), (2, None, 0));
    assert_eq!(plan.more, ["mapping Northside kept"]);
    assert!(plan.rows.iter().all(|row| row.to_correct.is_empty() && row.standing != PlanStanding::Refused));
    let again =
        OTHER_HEADS.replace("N1", "N3").replace("N2", "N4").replace("Mary", "Elin").replace("Ann", "Vesna");
    let plan = take(&mut service, again.as_bytes(), Choice::default());
    assert_eq!((plan.mapping.as_deref(), plan.unread.len()), (Some("Northside"), 0));
    assert!(plan.rows.iter().all(|row| row.to_correct.is_empty()));
    let named = Choice { mapping: Some("northside".to_owned()), ..Choice::default() };
    assert_eq!(take(&mut service, again.as_bytes(), named).counts().already, 2);
    let how = Import {
        choice: Choice { mapping: Some("Southside".to_owned()), ..Choice::default() },
        ..Import::new(List::Referrals, "list", "marac")
    };
    let refused = import(&mut service, at(NOW), again.as_bytes(), &how, |_, _| true).unwrap_err().to_string();
    assert_eq!(refused, "no mapping is called Southside; there are Northside");
    assert_eq!(all::<Mapping>(&service).len(), 1);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let mut service = area();
    let how = Import::new(List::Referrals, "list", "marac");
    let mut steps = Vec::new();
    let stopped = import(&mut service, at(NOW), CSV, &how, |_, step| {
        steps.push(step);
        step.done < 10
    });
    assert_eq!(stopped.unwrap_err().to_string(), "stopped; nothing was taken in");
    assert_eq!((steps.len(), steps[9].of), (10, 49));
    assert!(all::<Case>(&service).is_empty() && all::<Person>(&service).is_empty());
}

#[test]
fn a_form_by_itself_is_kept_with_its_case_and_given_back_as_it_came() {
    let mut service = area();
    let plan = take(&mut service, FORM, Choice::default());
    assert_eq!(
        (plan.rows.len(), plan.more.as_slice()),
        (1, ["referral form kept with LAN-26-0001".to_owned()].as_slice())
    );
    let attachments = all::<Attachment>(&service);
    let kept = &attachments[0];
    assert_eq!(
        (kept.kind, kept.media.as_str(), kept.supplier.as_deref()),
        (AttachmentKind::Referral, "docx", Some("housing"))
    );
    assert_eq!(kept.received, date(2026, 11, 12));
    let rows = Changes::new(service.record());
    assert_eq!(attach::bytes(&rows, kept.id).unwrap(), FORM);
    let shown = attach::show(&rows, kept.id).unwrap();
    assert!(shown.text.unwrap().reveal().contains("Dalton Square Surgery"));
    // The same form again is in the record already, and so is its file.
    assert_eq!(take(&mut service, FORM, Choice::default()).counts().already, 1);
    assert_eq!(all::<Attachment>(&service).len(), 1);
    undo(&mut service).unwrap();
    assert!(all::<Attachment>(&service).is_empty() && all::<AttachmentBody>(&service).is_empty());
}

fn kept_with(service: &mut Service, case: Id<Case>, bytes: &[u8]) -> Result<Reply, Refusal> {
    let label =
        Label { kind: AttachmentKind::Bail, supplier: Some("Police".to_owned()), received: NOW.date() };
    let request = attach::request(case, "bail.pdf", bytes, label);
    run(service, Request::Attach(Box::new(request)))
}

#[test]
fn a_document_is_kept_by_hand_saved_out_with_a_line_in_the_log_and_erased_with_its_case() {
    let mut service = area();
    let case = first_id(&run(&mut service, referral("Kershaw")).unwrap());
    let pdf = b"%PDF-1.7 bail to 2 December".as_slice();
    assert_eq!(kept_with(&mut service, case, pdf).unwrap().words, "bail sheet kept with LAN-26-0001");
    let twice = kept_with(&mut service, case, pdf).unwrap_err().to_string();
    assert!(twice.contains("kept with LAN-26-0001 already"), "{twice}");
    let large = vec![b'x'; (8 << 20) + 1];
    let refused = kept_with(&mut service, case, &large).unwrap_err().to_string();
    assert!(refused.contains("the file has 9 MB and at most 8 MB are kept"), "{refused}");
    let kept = all::<Attachment>(&service).remove(0);
    assert_eq!(kept.supplier.as_deref(), Some("police"));
    assert_eq!(attach::show(&Changes::new(service.record()), kept.id).unwrap().text, None);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("bail.pdf");
    let reply = attach::save(&mut service, at(NOW), kept.id, &to).unwrap();
    assert!(reply.warnings[0].contains("in clear"));
    assert_eq!(std::fs::read(&to).unwrap(), pdf);
    let log = service.record().view().accesses(Some(case.uuid())).unwrap();
    assert!(log.iter().any(|line| line.what == AccessKind::Exported));
    let again = attach::save(&mut service, at(NOW), kept.id, &to).unwrap_err().to_string();
    assert!(again.contains("is there already"), "{again}");
    let victim = all::<Party>(&service).into_iter().find(|party| party.role == PartyRole::Victim).unwrap();
    run(&mut service, Request::Erase(crate::domain::request::Erase { person: victim.person })).unwrap();
    assert!(all::<Attachment>(&service).is_empty() && all::<AttachmentBody>(&service).is_empty());
}

#[test]
fn a_restricted_address_stays_off_the_exported_list() {
    let mut service = area();
    let list = "ref,date received,victim surname,address,victim tel,perpetrator surname\n\
        R1,12/11/2026,Kershaw,\"1 Hidden Lane, Lancaster\",07700 900665,Bell\n";
    take(&mut service, list.as_bytes(), Choice::default());
    let contact = all::<Contact>(&service)
        .into_iter()
        .find(|contact| contact.value.reveal().contains("Hidden"))
        .unwrap();
    run(&mut service, Request::Restrict(Restrict { contact: contact.id, restricted: true })).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("list.csv");
    let reply = export::referrals(&mut service, at(NOW), &Which::default(), &to).unwrap();
    assert!(reply.warnings[0].starts_with("1 contact detail is kept off lists"), "{:?}", reply.warnings);
    let written = std::fs::read_to_string(&to).unwrap();
    assert!(!written.contains("Hidden") && written.contains("07700 900665"), "{written}");
    let log = service.record().view().accesses(None).unwrap();
    assert!(log.iter().any(|line| line.why.as_deref() == Some("1 referral written to a list")));
    assert!(
        export::referrals(&mut service, at(NOW), &Which::default(), Path::new("/nowhere/at/all.csv"))
            .is_err()
    );
}

/// A form in which any field may be given, of people who are nobody else in the list.
fn form() -> impl Strategy<Value = ReferralForm> {
    let word = "[A-Z][a-zéł]{2,7}( [a-z]{2,6})?";
    let texts = proptest::collection::vec(
        proptest::option::of("[=+@-]?[A-Za-z][a-z \",;:']{0,20}[a-z]"),
        Field::all().count(),
    );
    let days = (0_i64..4_000, 0_i64..300);
    (word, word, word, proptest::bool::ANY, texts, days, proptest::option::of(0_u32..25)).prop_map(
        |(forename, surname, other, two, texts, (born, received), dash)| {
            let mut form = ReferralForm::default();
            let day = |days: i64, from: Date| from.checked_sub(jiff::Span::new().days(days)).unwrap();
            let people = if two { 2 } else { 1 };
            for (field, text) in Field::all().zip(texts) {
                use crate::domain::referral::{Each, Typed};
                let Some(text) = text else { continue };
                for at in 0..if field.each() == Each::Form { 1 } else { people } {
                    let said = match field.typed() {
                        Typed::Line => Said::Text(
                            text.replace([',', ';'], " ")
                                .split_whitespace()
                                .collect::<Vec<_>>()
                                .join(" ")
                                .into(),
                        ),
                        Typed::Long => Said::Text(crate::domain::text::clean(&text).into()),
                        Typed::Day => Said::Day(Some(day(received, NOW.date()))),
                        Typed::Coming => Said::Day(Some(day(-received, NOW.date()))),
                        Typed::Birth | Typed::Births => continue,
                        Typed::YesNo => Said::YesNo(Some(text.len() % 2 == 0)),
                        Typed::Count => Said::Count(dash),
                        _ => continue,
                    };
                    form.say(field, at, said);
                }
            }
            form.children.typed = "".into();
            form.children.ages = Vec::new();
            form.risk.grade = if two { "high".to_owned() } else { String::new() };
            form.risk.dash = dash.and_then(|dash| u8::try_from(dash).ok());
            form.received = Some(day(received, NOW.date()));
            form.say(Field::VictimForename, 0, Said::Text(forename.as_str().into()));
            form.say(Field::VictimSurname, 0, Said::Text(surname.as_str().into()));
            form.victim.born = Some(day(born, date(1999, 1, 1)));
            for at in 0..people {
                form.say(Field::PerpetratorForename, at, Said::Text(other.as_str().into()));
                form.say(Field::PerpetratorSurname, at, Said::Text(format!("{surname}{at}").into()));
                form.say(Field::Relationship, at, Said::Text(format!("relation {at}").into()));
                form.perpetrators[at].born =
                    Some(day(born + 4_001 + i64::try_from(at).unwrap(), date(1999, 1, 1)));
            }
            form
        },
    )
}

/// The rows of a list, each as head and cell, blank ones left out.
fn rows_of(list: &[u8]) -> Vec<Vec<(String, String)>> {
    let mut lines = crate::intake::csv::lines(list);
    let heads = lines.next().unwrap().cells;
    let row =
        |cells: Vec<String>| heads.iter().cloned().zip(cells).filter(|(_, cell)| !cell.is_empty()).collect();
    let mut rows: Vec<Vec<(String, String)>> = lines.map(|line| row(line.cells)).collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_is_written_is_planned_taken_in_and_given_back(forms in proptest::collection::vec(form(), 1..4)) {
        let forms: Vec<ReferralForm> = forms.into_iter().enumerate().map(|(number, mut form)| {
            form.source = format!("P{number}");
            form
        }).collect();
        let list = written::list(&forms).unwrap();
        let mut service = area();
        let dry = Import { keep: false, ..Import::new(List::Referrals, "list", "marac") };
        let plan = import(&mut service, at(NOW), &list, &dry, |_, _| true).unwrap();
        prop_assert_eq!(plan.unread, [] as [String; 0]);
        for row in &plan.rows {
            prop_assert!(row.refused.is_none() && row.to_correct.is_empty(), "{:?}", row.to_correct);
        }
        prop_assert!(all::<Case>(&service).is_empty());
        take(&mut service, &list, Choice::default());
        let given = export::list(&Changes::new(service.record()), &Which::default()).unwrap();
        prop_assert_eq!(given.referrals, forms.len());
        if given.kept_off == 0 {
            prop_assert_eq!(rows_of(&given.bytes), rows_of(&list));
        }
    }
}

#[test]
fn the_invented_list_is_given_back_row_for_row() {
    let service = taken(CSV);
    let given = export::list(
        &Changes::new(service.record()),
        &Which { since: Some(date(2026, 10, 20)), ..Which::default() },
    )
    .unwrap();
    let mut again = area();
    take(&mut again, EARLIER, Choice::default());
    take(&mut again, &given.bytes, Choice::default());
    let twice = export::list(
        &Changes::new(again.record()),
        &Which { since: Some(date(2026, 10, 20)), ..Which::default() },
    )
    .unwrap();
    assert_eq!(rows_of(&given.bytes), rows_of(&twice.bytes));
    assert!(given.referrals > 20);
}
