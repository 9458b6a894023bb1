//! Every kind of document through the one door: the same form out of each, and any bytes at all.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::door::{Opened, Reading, open, text};
use super::packed::{BadPack, Packed};
use super::{IntakeError, Row};
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::referral::{Field, ReferralForm};

const TODAY: Date = date(2026, 11, 26);
const CSV: &[u8] = include_bytes!("../../tests/data/referrals.csv");
const XLSX: &[u8] = include_bytes!("../../tests/data/referrals.xlsx");

fn opened(bytes: &[u8], reading: &Reading) -> Result<Opened<ReferralForm>, IntakeError> {
    open("list", bytes, reading, TODAY)
}

fn forms(bytes: &[u8]) -> Vec<ReferralForm> {
    let rows: Vec<Row<ReferralForm>> = opened(bytes, &Reading::default()).unwrap().rows().unwrap().collect();
    rows.into_iter().map(|row| row.read.unwrap()).collect()
}

fn told(head: &str, field: Option<&str>) -> (String, Option<String>) {
    (head.to_owned(), field.map(str::to_owned))
}

/// What every pasted or typed form below says.
fn is_marys(form: &ReferralForm) {
    assert_eq!((form.victim.forename.reveal(), form.victim.surname.reveal()), ("Mary", "Kershaw"));
    assert_eq!(form.victim.born, Some(date(1992, 3, 12)));
    assert_eq!(form.victim.phones[0].reveal(), "07700 900665");
    assert_eq!(
        (form.perpetrators[0].forename.reveal(), form.perpetrators[0].surname.reveal()),
        ("Dean", "Bell")
    );
    assert_eq!(form.perpetrators[0].born, Some(date(1989, 8, 1)));
    assert_eq!(form.received, Some(date(2026, 11, 12)));
    assert_eq!(form.criteria.professional_judgement, Some(true));
    assert_eq!(form.risk.dash, Some(17));
    assert_eq!(form.to_correct, []);
}

#[test]
fn the_spreadsheet_gives_the_same_forms_as_the_text_table() {
    let opened = opened(XLSX, &Reading::default()).unwrap();
    assert!(opened.found.words.starts_with("spreadsheet, sheet ") && opened.found.sheets.len() > 1);
    assert_eq!(opened.unread(), [] as [String; 0]);
    let rows: Vec<u32> = opened.rows().unwrap().map(|row| row.row).collect();
    assert!(rows[0] > 3, "rows are numbered as the program shows them, titles included");
    assert_eq!(forms(XLSX), forms(CSV));
}

#[test]
fn a_sheet_may_be_chosen_and_one_that_is_not_there_is_said_with_those_that_are() {
    let reading = Reading { sheet: Some("No such".to_owned()), ..Reading::default() };
    let error = opened(XLSX, &reading).err().unwrap().to_string();
    assert!(error.starts_with("list has no sheet called \"No such\"; it has "), "{error}");
}

#[test]
fn an_email_pasted_whole_is_one_form() {
    let text = "Hi Cath,\n\nPlease find a referral below, happy to talk.\n\n\
        From: Alice Clegg\nSent: Thursday 12 November 2026 10:00\nTo: Jo Bell\nSubject: MARAC referral\n\n\
        > Date received: Thursday 12 November 2026\n> Referring agency: Housing\n>\n\
        > VICTIM\n> Name: Mary Kershaw\n> DOB: 12th March 1992     Tel: 07700 900665\n>\n\
        > Alleged perpetrator\n> Name: Dean Bell\n> Date of birth: 1 August 1989\n> Relationship to victim: ex-partner\n>\n\
        > Dash score: 17/24\n> Professional judgement: ☒ Yes ☐ No\n\
        > Reason for referral: Three incidents since August.\n> He said: I will find you.\n>\n> She is afraid of Friday.\n>\n\
        > Kind regards,\n> Alice Clegg\n> Tel: 01632 960001\n";
    let found = forms(text.as_bytes());
    assert_eq!(found.len(), 1);
    is_marys(&found[0]);
    assert_eq!(found[0].agency, "Housing");
    assert_eq!(found[0].relationship, "ex-partner");
    let reason = found[0].reason.reveal();
    assert!(
        reason.contains("He said: I will find you.") && reason.ends_with("afraid of Friday."),
        "{reason}"
    );
    assert!(!format!("{found:?}").contains("960001"));
}

#[test]
fn several_referrals_in_one_text_only_where_they_are_parted() {
    let one = "Victim name: Mary Kershaw\nPerpetrator name: Dean Bell\nDate received: 12/11/2026\n";
    let two = format!("Referral 1\n{one}\nReferral 2\n{}", one.replace("Mary", "Ann"));
    assert_eq!(forms(two.as_bytes()).len(), 2);
    assert_eq!(forms(format!("{one}\n-----------\nplease ring me\n").as_bytes()).len(), 1);
    let run_on = format!("{one}\n{}", one.replace("Mary", "Ann"));
    let opened = opened(run_on.as_bytes(), &Reading::default()).unwrap();
    assert_eq!(opened.unread(), ["Victim name", "Perpetrator name", "Date received"], "said, not guessed at");
}

#[test]
fn json_as_one_object_and_as_many() {
    let one = r#"{"dateReceived":"2026-11-12","victim":{"firstName":"Mary","surname":"Kershaw","dob":"12/03/1992",
        "telephone":"07700 900665"},"perpetrators":[{"name":"Dean Bell","dateOfBirth":"1989-08-01"}],
        "dashScore":17.0,"professional_judgement":true}"#;
    is_marys(&forms(one.as_bytes())[0]);
    let opened = opened(one.as_bytes(), &Reading::default()).unwrap();
    assert!(opened.found.form && opened.found.rows == 1);
    let many = format!("[{one},{one}]");
    assert_eq!(forms(many.as_bytes()).len(), 2);
    let error = open::<ReferralForm>("x.json", b"{\"victim\":", &Reading::default(), TODAY);
    assert_eq!(error.err().unwrap().to_string(), "x.json cannot be read: is no JSON at line 1, column 10");
}

#[test]
fn other_heads_semicolons_and_long_dates_take_one_correction() {
    let list = "Northside referrals;;;;;;\nOur ref;Came in on;Client first name;Client last name;Client DOB;Perp name;Contact no of client\n\
        N1;Thursday 12 November 2026;Mary;Kershaw;12th Mar 1992;Dean Bell;07700 900665\n\
        N2;3 November 2026;Ann;Jones;2 February 1988;Li Bell;07700 900666\n";
    let before = opened(list.as_bytes(), &Reading::default()).unwrap();
    assert_eq!((before.found.words.as_str(), before.found.rows), ("list with semicolons", 2));
    assert_eq!(before.unread(), ["Came in on", "Contact no of client"]);
    let heads = before.mapped();
    let phone = heads.iter().find(|head| head.head == "Contact no of client").unwrap();
    assert_eq!(phone.suggestion.as_deref(), Some("victim telephone"));
    assert_eq!(phone.sample.reveal(), "07700 900665");
    let reading = Reading {
        told: vec![
            told("Came in on", Some("date received")),
            told("Contact no of client", Some("victim telephone")),
        ],
        ..Reading::default()
    };
    let rows: Vec<Row<ReferralForm>> = opened(list.as_bytes(), &reading).unwrap().rows().unwrap().collect();
    let form = rows[0].read.as_ref().unwrap();
    assert_eq!((form.received, form.victim.phones.len()), (Some(date(2026, 11, 12)), 1));
    assert_eq!(form.to_correct, []);
}

#[test]
fn a_list_of_heads_nobody_knows_is_shown_and_can_be_told() {
    let list = "alpha,beta,gamma\nKershaw,12/11/2026,x\nBell,13/11/2026,y\n";
    let unknown = opened(list.as_bytes(), &Reading::default()).unwrap();
    assert_eq!(unknown.unread(), ["alpha", "beta", "gamma"]);
    let error = opened(list.as_bytes(), &Reading::default()).unwrap().rows().err().unwrap().to_string();
    assert!(error.starts_with("list, row 1: no column names anybody"), "{error}");
    let reading = Reading {
        told: vec![told("alpha", Some("victim surname")), told("beta", Some("date received"))],
        ..Reading::default()
    };
    let rows: Vec<Row<ReferralForm>> = opened(list.as_bytes(), &reading).unwrap().rows().unwrap().collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].read.as_ref().unwrap().victim.surname.reveal(), "Bell");
    let wrong = Reading { told: vec![told("alpha", Some("shoe size"))], ..Reading::default() };
    assert!(
        opened(list.as_bytes(), &wrong)
            .err()
            .unwrap()
            .to_string()
            .contains("no field is called \"shoe size\"")
    );
}

#[test]
fn documents_that_are_not_read_say_what_to_do() {
    for (bytes, words) in [
        (b"%PDF-1.4".as_slice(), "it is a PDF"),
        (b"\xd0\xcf\x11\xe0old", "save it as .docx or .xlsx"),
        (b"PK\x03\x04broken", "damaged"),
        (b"{\\rtf1 hello}", "save it as .docx"),
    ] {
        let error = opened(bytes, &Reading::default()).err().unwrap().to_string();
        assert!(error.starts_with("list cannot be read: ") && error.contains(words), "{error}");
    }
    assert_eq!(
        opened(b"", &Reading::default()).err().unwrap().to_string(),
        "list holds no rows; check that the right file was saved"
    );
}

/// Reads bytes as everything there is.
fn read_as_everything(bytes: &[u8]) {
    if let Ok(opened) = open::<ReferralForm>("any", bytes, &Reading::default(), TODAY) {
        let rows: Vec<Row<ReferralForm>> = opened.rows().map(Iterator::collect).unwrap_or_default();
        assert!(rows.into_iter().filter_map(|row| row.read.ok()).all(|form| form.names_anyone()));
    }
    if let Ok(opened) = open::<ReferralForm>("any", bytes, &Reading::default(), TODAY) {
        let _ = opened.mapped();
    }
    let _ = open::<SubjectForm>("any", bytes, &Reading::default(), TODAY)
        .map(|opened| opened.rows().map(Iterator::count));
    let _ = open::<IncidentForm>("any", bytes, &Reading::default(), TODAY)
        .map(|opened| opened.rows().map(Iterator::count));
    let _ = text(bytes);
}

/// A zip file with one part: an office document whose text is anything.
fn packed(name: &str, body: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(body).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_unpacks_to_more_than_is_read_is_refused() {
    let bomb = packed("word/document.xml", &vec![b'a'; 4 << 20]);
    assert!(bomb.len() < 1 << 14);
    assert_eq!(Packed::within(&bomb, 1 << 20, 1 << 30).err(), Some(BadPack::TooLarge));
    assert_eq!(Packed::within(&bomb, 1 << 30, 1 << 20).err(), Some(BadPack::TooLarge));
    assert!(Packed::within(&bomb, 1 << 30, 1 << 30).is_ok());
}

const XMLISH: &str = "(<w:(tbl|tr|tc|p|r|t|sdt|sdtPr|sdtContent|del|b|checked|ffData|checkBox)>|</w:(tbl|tr|tc|p|r|t|sdt|sdtPr|sdtContent|del)>|<w:tab/>|<w14:checkbox/>|Name:|Victim|Mary|&amp;|&#8217;|&bogus;|☐|☒| ){0,60}";
const LETTERISH: &str = "((Victim|Perpetrator|Name|DOB|Reason for referral|Children|Dash|Referral 2|Kind regards|From|> |☒ |☐ |-----|12/3/1992|Mary|[a-z]{1,6})[:\t| \n]{1,2}){0,40}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_at_the_door(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
        for head in [b"PK\x03\x04".as_slice(), b"{", b"[{", b"From: a\nMIME-Version: 1\n\n"] {
            read_as_everything(&[head, &bytes].concat());
        }
    }

    #[test]
    fn any_letter_pasted(text in LETTERISH) {
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn any_word_document(text in XMLISH) {
        read_as_everything(&packed("word/document.xml", text.as_bytes()));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_spreadsheet_with_any_bytes_changed(changes in proptest::collection::vec((0_usize..14_000, any::<u8>()), 1..12)) {
        let mut bytes = XLSX.to_vec();
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        read_as_everything(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_json(text in r#"[\[\]{}",:a-z0-9. ]{0,80}"#) {
        read_as_everything(text.as_bytes());
    }
}

const FORM: &[u8] = include_bytes!("../../tests/data/referral-form.docx");

/// What the form says, field by field.
const ON_THE_FORM: &[(Field, usize, &str)] = &[
    (Field::Source, 0, "HSG/26/0417"),
    (Field::Received, 0, "12/11/2026"),
    (Field::Agency, 0, "Housing"),
    (Field::ReferrerName, 0, "Alice Marsden"),
    (Field::ReferrerPost, 0, "Tenancy officer"),
    (Field::ReferrerTelephone, 0, "01632 960117"),
    (Field::ReferrerEmail, 0, "a.marsden@housing.example"),
    (Field::ManagerSignOff, 0, "P. Hartley, 12/11/2026"),
    (Field::Presenter, 0, "Alice Marsden"),
    (Field::AgenciesInvolved, 0, "Health visiting, Mental health"),
    (Field::VictimForename, 0, "Mary Ann"),
    (Field::VictimSurname, 0, "KERSHAW"),
    (Field::VictimAlias, 0, "Maz, Mary Kershore"),
    (Field::VictimBorn, 0, "12/03/1992"),
    (Field::VictimOtherBirths, 0, "03/12/1992"),
    (Field::VictimTelephone, 0, "07700 900665"),
    (Field::MayCall, 0, "yes"),
    (Field::SafeToCall, 0, "weekdays 9.30 to 2.30"),
    (Field::SafeAlternative, 0, "her mother"),
    (Field::SafeAlternativeTelephone, 0, "01632 960220"),
    (Field::VictimAddress, 0, "4 Cobden Walk, Lancaster, ZZ99 3VZ"),
    (Field::Interpreter, 0, "none needed"),
    (Field::Surgery, 0, "Dalton Square Surgery"),
    (Field::RelationshipStatus, 0, "separated since August"),
    (Field::AdditionalNeeds, 0, "Anxiety; sees the mental health team.\nDoes not open letters."),
    (Field::VictimGender, 0, "female"),
    (Field::Ethnicity, 0, "White British"),
    (Field::Disability, 0, "no"),
    (Field::Lgbt, 0, "no"),
    (Field::PerpetratorForename, 0, "Dean"),
    (Field::PerpetratorForename, 1, "Lee"),
    (Field::PerpetratorSurname, 0, "KERSHAW"),
    (Field::PerpetratorSurname, 1, "HARGREAVES"),
    (Field::PerpetratorBorn, 0, "01/08/1989"),
    (Field::Relationship, 0, "ex-husband"),
    (Field::Relationship, 1, "brother-in-law"),
    (Field::PerpetratorGender, 0, "male"),
    (Field::PerpetratorAddress, 0, "12 Mill Row, Lancaster, ZZ99 3VZ"),
    (Field::PerpetratorCustody, 0, "bailed to 2 December"),
    (Field::PerpetratorWeapons, 0, "none known"),
    (Field::ChildName, 0, "Ava"),
    (Field::ChildName, 1, "Ben"),
    (Field::ChildBorn, 0, "04/05/2019"),
    (Field::ChildBorn, 1, "21/09/2022"),
    (Field::ChildLivesWith, 0, "the victim"),
    (Field::ChildLivesWith, 1, "the victim"),
    (Field::ChildSchool, 0, "Larkhill Primary"),
    (Field::VisibleHighRisk, 0, "yes"),
    (Field::Dash, 0, "17"),
    (Field::AssessedOn, 0, "11/11/2026"),
    (Field::PotentialEscalation, 0, "yes"),
    (Field::Incidents, 0, "4"),
    (
        Field::Reason,
        0,
        "Strangled on 9 November while the children slept. Threats to kill since.\nHe told her: \u{201c}I will find you.\u{201d}",
    ),
    (Field::Fears, 0, "Dean, and his brother Lee"),
    (Field::SafeToTalkTo, 0, "her mother"),
    (Field::UnsafeToTalkTo, 0, "her sister-in-law"),
    (Field::Aware, 0, "yes"),
    (Field::Consent, 0, "No"),
    (Field::NoConsentWhy, 0, "afraid he will hear of it"),
    (Field::LawfulBasis, 0, "public task; prevention of serious harm"),
    (Field::IdvaReferral, 0, "yes"),
    (Field::IdvaReferralOn, 0, "11/11/2026"),
    (Field::ActionsTaken, 0, "locks changed on 10 November."),
];

/// The form was laid out, ticked and changed in a word processor (LibreOffice Writer 7.4): labels on a shade, two pairs in
/// a row, label and value in one cell, boxes as content controls, a table of children, a deletion under tracked changes.
#[test]
fn a_word_form_made_with_a_word_processor_comes_in_whole() {
    let opened = opened(FORM, &Reading::default()).unwrap();
    assert_eq!((opened.found.words.as_str(), opened.found.form, opened.found.rows), ("Word form", true, 1));
    let mut unread = opened.unread();
    unread.retain(|head| head != "text without a label");
    assert_eq!(unread, ["Shoe size"]);
    let form = forms(FORM).remove(0);
    let said: Vec<(Field, usize, String)> = form
        .fields()
        .filter(|(field, at)| !form.said(*field, *at).is_nothing())
        .map(|(field, at)| (field, at, form.said(field, at).shown().reveal().to_owned()))
        .collect();
    let said: Vec<(Field, usize, &str)> =
        said.iter().map(|(field, at, text)| (*field, *at, text.as_str())).collect();
    for one in ON_THE_FORM {
        assert!(
            said.contains(one),
            "{one:?} in {:#?}",
            said.iter().filter(|(field, ..)| *field == one.0).collect::<Vec<_>>()
        );
    }
    for one in &said {
        assert!(ON_THE_FORM.contains(one), "{one:?} was not on the form");
    }
    assert_eq!(form.to_correct, []);
    assert!(text(FORM).unwrap().contains("4 Cobden Walk") && !text(FORM).unwrap().contains("solicitor"));
}
