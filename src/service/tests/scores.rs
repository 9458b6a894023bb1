//! Scores: imported first, counted by the area's scheme, and told in the scheme of entry.

use jiff::civil::{Date, date};

use super::{NOW, area, at, first_id, run};
use crate::assets;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::people::PersonSketch;
use crate::domain::request::{
    Adopt, Door, ImportScore, Request, Score, SetSetting, TakeIncident, TakeSubject,
};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Incident, ScoreMoment, Scored};
use crate::domain::scoring::{Change, change};
use crate::domain::tools::settings::SettingKey;
use crate::service::Service;
use crate::service::adopt;
use crate::service::document::List;
use crate::service::import::{self, Import};
use crate::service::plan::PlanStanding;

fn subject(service: &mut Service, nominal: &str) -> Id<Case> {
    let person = PersonSketch { surname: "Vexley".into(), ..PersonSketch::default() };
    let form = SubjectForm { nominal: nominal.to_owned(), person, ..SubjectForm::default() };
    first_id(
        &run(
            service,
            Request::TakeSubject(Box::new(TakeSubject {
                forum: "matac".to_owned(),
                door: Door::Nomination,
                form,
            })),
        )
        .unwrap(),
    )
}

fn incident(service: &mut Service, nominal: &str, on: Date, offence: &str) {
    let form = IncidentForm {
        nominal: nominal.to_owned(),
        on: Some(on),
        offence: offence.to_owned(),
        victim_ref: "V1".to_owned(),
        role: "suspect".to_owned(),
        ..IncidentForm::default()
    };
    run(service, Request::TakeIncident(TakeIncident { form })).unwrap();
}

fn scored(service: &mut Service, case: Id<Case>, moment: ScoreMoment) {
    run(service, Request::Score(Score { case, moment })).unwrap();
}

fn imported(case: Id<Case>, moment: ScoreMoment, scheme: &str, on: Date, total: u32) -> Request {
    let scheme = scheme.to_owned();
    Request::ImportScore(ImportScore { case, moment, scheme, on, total, rank: None, parts: Vec::new() })
}

fn scores(service: &Service, case: Id<Case>) -> Vec<Scored> {
    Changes::new(service.record()).find::<Scored>("case", &case).unwrap()
}

fn changed(service: &Service, case: Id<Case>, today: Date) -> Change {
    let incidents = Changes::new(service.record()).find::<Incident>("case", &case).unwrap();
    change(&service.area().unwrap(), &scores(service, case), &incidents, today).unwrap()
}

fn taken_in(service: &mut Service, list: &str) -> crate::service::plan::Plan {
    let how = Import::new(List::Scores, "scores.csv", "matac");
    import::import(service, at(NOW), list.as_bytes(), &how, |_, _| true).unwrap()
}

/// Our default scheme with other points for recency, as its next version.
fn second_scheme() -> String {
    assets::rfgv_default_1()
        .replacen("version = \"1\"", "version = \"2\"", 1)
        .replace("points = 25", "points = 20")
}

#[test]
fn a_snapshot_stays_as_it_was_and_change_is_told_in_the_scheme_of_entry() {
    let mut service = area();
    let case = subject(&mut service, "N1");
    incident(&mut service, "N1", date(2026, 11, 14), "Intentional strangulation");
    scored(&mut service, case, ScoreMoment::Entry);
    let entry = scores(&service, case).remove(0);
    assert_eq!((entry.total, entry.scheme.as_str()), (25 + 3 + 20 + 5, "RFGV-DEFAULT-1 version 1"));
    run(&mut service, Request::Adopt(Adopt { kind: None, body: second_scheme() })).unwrap();
    assert_eq!(scores(&service, case), std::slice::from_ref(&entry));
    // A year on, recency has fallen by itself; the later version is a second figure.
    let told = changed(&service, case, date(2027, 11, 14));
    assert_eq!((told.by(), told.now), (Some(-17), Some((36, date(2027, 11, 14)))));
    assert_eq!(told.also.as_ref().map(|also| also.scheme.as_str()), Some("RFGV-DEFAULT-1 version 2"));
    assert!(
        told.said().contains("53 at entry, 36 on 14/11/2027: 17 fewer (RFGV-DEFAULT-1 version 1)"),
        "{}",
        told.said()
    );
    scored(&mut service, case, ScoreMoment::Review);
    let review =
        scores(&service, case).into_iter().find(|score| score.moment == ScoreMoment::Review).unwrap();
    assert_eq!(review.scheme, "RFGV-DEFAULT-1 version 2");
}

#[test]
fn an_analysts_score_is_compared_only_with_another_of_the_same_scheme() {
    let mut service = area();
    let case = subject(&mut service, "N1");
    run(&mut service, imported(case, ScoreMoment::Entry, "Force RFGV 3", date(2026, 6, 1), 83)).unwrap();
    assert!(changed(&service, case, NOW.date()).said().contains("no comparison is possible: no later score"));
    run(&mut service, imported(case, ScoreMoment::Review, "Force RFGV 4", date(2026, 9, 1), 40)).unwrap();
    let said = changed(&service, case, NOW.date()).said();
    assert!(said.contains("newest score is by Force RFGV 4, the one at entry by Force RFGV 3"), "{said}");
    run(&mut service, imported(case, ScoreMoment::Review, "Force RFGV 3", date(2026, 10, 1), 60)).unwrap();
    let told = changed(&service, case, NOW.date());
    assert_eq!((told.by(), told.now), (Some(-23), Some((60, date(2026, 10, 1)))));
}

#[test]
fn a_list_of_scores_is_taken_in_row_by_row() {
    let mut service = area();
    let case = subject(&mut service, "N1");
    subject(&mut service, "N2");
    let list = "Title of the list,,,,,,,,\nNominal ref,R,F,G,V,Total,Rank,Date,Scheme\n\
                N1,25,18.0,20,20,83,1,01/11/2026,Force RFGV 3\nN2,8,8,14,5,,2,01/11/2026,Force RFGV 3\n\
                N9,1,1,1,1,4,3,01/11/2026,Force RFGV 3\nN1,many,,,,70,1,05/11/2026,Force RFGV 3\n";
    let plan = taken_in(&mut service, list);
    let standings: Vec<PlanStanding> = plan.rows.iter().map(|row| row.standing).collect();
    assert_eq!(
        standings,
        [PlanStanding::Taken, PlanStanding::Taken, PlanStanding::Refused, PlanStanding::Taken]
    );
    assert!(plan.rows[2].refused.as_ref().unwrap().contains("no subject N9"), "{:?}", plan.rows[2].refused);
    assert_eq!(plan.rows[3].to_correct.len(), 1);
    let first = scores(&service, case).into_iter().min_by_key(|score| score.on).unwrap();
    assert_eq!(
        (first.total, first.rank, first.moment, first.imported),
        (83, Some(1), ScoreMoment::Nomination, true)
    );
    assert_eq!(
        first.parts.0,
        [("R", 25), ("F", 18), ("G", 20), ("V", 20)].map(|(letter, points)| (letter.to_owned(), points))
    );
    let again = taken_in(&mut service, list);
    assert_eq!(again.rows[0].standing, PlanStanding::Already);
}

#[test]
fn harm_in_days_is_scored_from_the_areas_table_with_its_warning() {
    let mut service = area();
    let case = subject(&mut service, "N1");
    incident(&mut service, "N1", date(2026, 11, 14), "Common assault");
    incident(&mut service, "N1", date(2026, 10, 14), "Theft");
    let empty =
        run(&mut service, Request::Adopt(Adopt { kind: None, body: assets::harm_template().to_owned() }));
    assert!(empty.unwrap_err().to_string().contains("names no offence and its days"));
    // Invented values.
    let request =
        adopt::request("our-harm.csv", b"Offence,Days\nCommon assault,10\n".to_vec(), None).unwrap();
    run(&mut service, request).unwrap();
    let (key, from, note) = (SettingKey::ScoringScheme, NOW.date(), String::new());
    run(&mut service, Request::SetSetting(SetSetting { key, value: "our-harm".to_owned(), from, note }))
        .unwrap();
    scored(&mut service, case, ScoreMoment::Entry);
    let score = scores(&service, case).remove(0);
    assert_eq!((score.total, score.scheme.as_str()), (10, "our-harm version 1"));
    assert!(
        score.inputs.reveal().contains("1 of offences the table does not name"),
        "{}",
        score.inputs.reveal()
    );
    assert!(score.inputs.reveal().contains("decides nothing"));
}

#[test]
fn a_setting_that_names_no_scheme_says_so() {
    let mut service = area();
    let case = subject(&mut service, "N1");
    let (key, from, note) = (SettingKey::ScoringScheme, NOW.date(), String::new());
    run(&mut service, Request::SetSetting(SetSetting { key, value: "nowhere".to_owned(), from, note }))
        .unwrap();
    let refusal = run(&mut service, Request::Score(Score { case, moment: ScoreMoment::Entry })).unwrap_err();
    assert!(refusal.to_string().contains("names nowhere"), "{refusal}");
}
