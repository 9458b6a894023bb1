//! Subjects: two doors in, moves by the table, what a move asks for, the ranked list, the agenda.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{NOW, area, at, first_id, person, undo};
use crate::domain::calendar::add_days;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm, Telling};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{
    AddActions, AddMeeting, Assert, BuildAgenda, DoCheck, Door, FlagChange, Hear, ImportScore, MoveMeeting,
    MoveSubject, Request, SetProfile, Step, TakeIncident, TakeSubject, Tell, Terms,
};
use crate::domain::rows::action::DueKind;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Case, CaseState, Finding, FindingKind};
use crate::domain::rows::subject::{
    Check, CheckKind, Claim, Ground, Nomination, ScoreMoment, Scored, Stage, StageMove,
};
use crate::domain::stage::{self, Need, STAGES};
use crate::service::Service;
use crate::service::ask::{Answer, Ask, CaseStory};
use crate::service::subjects::{SubjectStory, TopFilter, TopList};

fn on(service: &mut Service, day: Date, request: Request) -> Result<Reply, Refusal> {
    let change = service.next_id();
    service.execute(at(day.to_datetime(NOW.time())), change, request, None)
}

fn run(service: &mut Service, request: Request) -> Result<Reply, Refusal> {
    on(service, NOW.date(), request)
}

fn form(surname: &str, nominal: &str) -> SubjectForm {
    SubjectForm {
        nominal: nominal.to_owned(),
        person: person("Dean", surname, date(1989, 5, 1)),
        source: "Partner nomination".to_owned(),
        nominated_by: "Probation".to_owned(),
        ..SubjectForm::default()
    }
}

fn nominate(form: SubjectForm) -> Request {
    Request::TakeSubject(Box::new(TakeSubject { forum: "matac".to_owned(), door: Door::Nomination, form }))
}

fn listed(surname: &str, nominal: &str, list: Date, rank: u32, score: Option<u32>) -> Request {
    let source = String::new();
    let form = SubjectForm { rank: Some(rank), score, source, ..form(surname, nominal) };
    Request::TakeSubject(Box::new(TakeSubject {
        forum: "matac".to_owned(),
        door: Door::PoliceList(list),
        form,
    }))
}

fn to(case: Id<Case>, to: Stage) -> MoveSubject {
    MoveSubject {
        case,
        to,
        on: None,
        meeting: None,
        by: Some("Det Insp Lomax".into()),
        ground: None,
        reason: "because".into(),
        answers: Vec::new(),
        overridden: None,
    }
}

fn forced(case: Id<Case>, stage: Stage) -> Request {
    Request::MoveSubject(MoveSubject { overridden: Some("the chair says so".into()), ..to(case, stage) })
}

fn case(service: &Service, case: Id<Case>) -> Case {
    Changes::new(service.record()).get(case).unwrap()
}

fn moves(service: &Service, case: Id<Case>) -> Vec<StageMove> {
    let mut moves = Changes::new(service.record()).find::<StageMove>("case", &case).unwrap();
    moves.sort_by_key(|row| row.number);
    moves
}

fn top(service: &Service, filter: TopFilter) -> TopList {
    let Answer::Subjects(list) = super::ask(service, &Ask::Subjects(filter)) else { panic!("a list") };
    *list
}

fn story(service: &Service, case: Id<Case>) -> (CaseStory, SubjectStory) {
    let Answer::Subject(story, subject) = super::ask(service, &Ask::Subject(case)) else {
        panic!("a subject")
    };
    (*story, *subject)
}

fn nominated(service: &mut Service, surname: &str) -> Id<Case> {
    first_id(&run(service, nominate(form(surname, ""))).unwrap())
}

#[test]
fn somebody_on_the_list_waits_for_nothing_until_put_forward_and_has_one_case() {
    let mut service = area();
    let list = date(2026, 11, 2);
    let reply = run(&mut service, listed("Kershaw", "N1", list, 4, Some(61))).unwrap();
    let id: Id<Case> = first_id(&reply);
    assert_eq!(case(&service, id).state, CaseState::Identified);
    assert_eq!(moves(&service, id).last().map(|row| row.stage), Some(Stage::Identified));
    // The same list again adds nothing.
    let again = run(&mut service, listed("Kershaw", "N1", list, 4, Some(61))).unwrap();
    assert!(again.references.is_empty(), "{}", again.words);
    // Put forward by a partner who does not know the police's reference.
    let reply = run(&mut service, nominate(form("Kershaw", ""))).unwrap();
    assert_eq!(first_id::<Case>(&reply), id);
    assert!(reply.words.contains("rank 4 on the list of 02/11/2026, scores 61"), "{}", reply.words);
    assert_eq!(case(&service, id).state, CaseState::Referred);
    let stages: Vec<Stage> = moves(&service, id).iter().map(|row| row.stage).collect();
    assert_eq!(stages, [Stage::Identified, Stage::Nominated]);
    // The same nomination again adds nothing; another agency's is added to the same case.
    assert!(run(&mut service, nominate(form("Kershaw", ""))).unwrap().references.is_empty());
    let other = SubjectForm { nominated_by: "idva".to_owned(), ..form("Kershaw", "") };
    assert_eq!(first_id::<Case>(&run(&mut service, nominate(other)).unwrap()), id);
    let nominations = Changes::new(service.record()).find::<Nomination>("case", &id).unwrap();
    assert_eq!(nominations.len(), 3);
    assert!(nominations.iter().any(|row| row.agency == "probation"), "agencies by their keys");
}

#[test]
fn a_nomination_is_checked_against_the_months_list() {
    let mut service = area();
    let reply = run(&mut service, nominate(form("Bell", ""))).unwrap();
    assert!(reply.words.contains("no ranked list of the last two months"), "{}", reply.words);
    run(&mut service, listed("Kershaw", "N1", date(2026, 11, 2), 1, None)).unwrap();
    let reply = run(&mut service, nominate(form("Ashworth", ""))).unwrap();
    assert!(reply.words.contains("not on the list of 02/11/2026, not scored yet"), "{}", reply.words);
}

#[test]
fn a_likeness_is_to_be_looked_at_and_a_victim_elsewhere_is_told() {
    let mut service = area();
    run(&mut service, nominate(form("Kershaw", ""))).unwrap();
    let near = SubjectForm { person: person("Dean", "Kershaw", date(1989, 1, 5)), ..form("", "") };
    let id: Id<Case> = first_id(&run(&mut service, nominate(near)).unwrap());
    run(&mut service, super::referral("Holt")).unwrap();
    let victim = SubjectForm { person: person("Mary", "Holt", date(1992, 3, 12)), ..form("", "") };
    let other: Id<Case> = first_id(&run(&mut service, nominate(victim)).unwrap());
    let kinds = |case: Id<Case>| -> Vec<FindingKind> {
        let found = Changes::new(service.record()).find::<Finding>("case", &case).unwrap();
        found.into_iter().map(|row| row.kind).collect()
    };
    assert_eq!(kinds(id), [FindingKind::PossiblePerson]);
    assert_eq!(kinds(other), [FindingKind::OtherRole]);
}

#[test]
fn criteria_claims_and_telling_come_with_the_nomination() {
    let mut service = area();
    let telling = Telling { told: true, by: "police".to_owned(), ..Telling::default() };
    let full = |telling: Telling| SubjectForm {
        grounds: vec![Ground { key: "serial".to_owned(), met: Some(true), figure: Some(3), reason: None }],
        claims: vec![(Claim::Serial, "three partners in our files".into())],
        telling: Some(telling),
        ..form("Kershaw", "")
    };
    let refused = run(&mut service, nominate(full(telling.clone()))).unwrap_err().to_string();
    assert!(refused.contains("victim's worker has to look at it"), "{refused}");
    let late = Telling { checked: Some((date(2026, 11, 27), "idva".to_owned())), ..telling.clone() };
    assert!(run(&mut service, nominate(full(late))).is_err(), "looked at only after the subject was told");
    let checked = Telling { checked: Some((date(2026, 11, 25), "idva".to_owned())), ..telling };
    let id: Id<Case> = first_id(&run(&mut service, nominate(full(checked))).unwrap());
    let (_, subject) = story(&service, id);
    assert_eq!(subject.assertions.first().map(|row| row.agency.as_str()), Some("probation"));
    assert_eq!(subject.told.first().map(|row| row.told), Some(true));
    let wrong = Ground { key: "shoe-size".to_owned(), ..Ground::default() };
    let wrong = SubjectForm { grounds: vec![wrong], ..form("Holt", "") };
    let refused = run(&mut service, nominate(wrong)).unwrap_err().to_string();
    assert!(refused.contains("has no criterion shoe-size; it has score, "), "{refused}");
}

#[test]
fn a_move_off_the_table_says_where_one_can_go() {
    let mut service = area();
    let id = nominated(&mut service, "Kershaw");
    let refused = run(&mut service, forced(id, Stage::Discharged)).unwrap_err().to_string();
    assert!(refused.contains("is nominated; from there a subject becomes screened, accepted"), "{refused}");
    let silent = MoveSubject { reason: Private::default(), ..to(id, Stage::Deferred) };
    let refused = run(&mut service, Request::MoveSubject(silent)).unwrap_err().to_string();
    assert!(refused.contains("say why"), "{refused}");
    let early = MoveSubject { on: Some(date(2026, 11, 25)), ..to(id, Stage::Screened) };
    let refused = run(&mut service, Request::MoveSubject(early)).unwrap_err().to_string();
    assert!(refused.contains("not put before the last one"), "{refused}");
    let late = MoveSubject { on: Some(date(2026, 11, 27)), ..to(id, Stage::Screened) };
    assert!(run(&mut service, Request::MoveSubject(late)).is_err());
    let foreign = MoveSubject { ground: Some("engagement".to_owned()), ..to(id, Stage::NotAccepted) };
    let refused = run(&mut service, Request::MoveSubject(foreign)).unwrap_err().to_string();
    assert!(refused.contains("is no reason for not accepted on the list: mappa"), "{refused}");
}

#[test]
fn not_accepted_asks_for_a_reason_of_the_list_and_the_chair_may_say_another() {
    let mut service = area();
    let id = nominated(&mut service, "Kershaw");
    let asked = to(id, Stage::NotAccepted);
    let refused = run(&mut service, Request::MoveSubject(asked.clone())).unwrap_err().to_string();
    assert!(refused.contains("no reason of the list is given"), "{refused}");
    let ground = MoveSubject { ground: Some("mappa".to_owned()), ..asked };
    run(&mut service, Request::MoveSubject(ground)).unwrap();
    assert_eq!(case(&service, id).state, CaseState::Declined);
    undo(&mut service).unwrap();
    assert_eq!(case(&service, id).state, CaseState::Referred);
    let reply = run(&mut service, forced(id, Stage::NotAccepted)).unwrap();
    assert!(reply.warnings.iter().any(|warning| warning.starts_with("gone on without: no reason")));
    let row = moves(&service, id).pop().unwrap();
    assert_eq!((row.lacking.0.len(), row.overridden.is_some()), (1, true));
}

/// A subject proposed for leaving, with one action open.
fn leaving(service: &mut Service) -> Id<Case> {
    let id = nominated(service, "Kershaw");
    for stage in [Stage::Accepted, Stage::Engaging, Stage::ExitProposed] {
        run(service, Request::MoveSubject(to(id, stage))).unwrap();
    }
    let terms = Terms {
        agency: "housing".to_owned(),
        off_list: None,
        supporting: Vec::new(),
        person: None,
        words: "visit".into(),
        due_kind: DueKind::NoDate,
        due: None,
        due_time: None,
        due_event: None,
        protects: None,
        awaiting: false,
        completed: None,
        completed_on: None,
        off_papers: false,
    };
    let add = AddActions {
        case: id,
        meeting: None,
        typed: "housing: visit".into(),
        terms: vec![terms],
        source: None,
    };
    run(service, Request::AddActions(add)).unwrap();
    id
}

#[test]
fn discharge_asks_for_everything_at_once_and_sets_what_falls_due() {
    let mut service = area();
    let id = leaving(&mut service);
    let refused = run(&mut service, Request::MoveSubject(to(id, Stage::Discharged))).unwrap_err().to_string();
    for words in [
        "no reason of the list",
        "actions are still open",
        "victims",
        "partner",
        "flags",
        "bring the subject back",
    ] {
        assert!(refused.contains(words), "{words}: {refused}");
    }
    let answers = [Need::Victims, Need::Partners, Need::Flags, Need::Trigger];
    let answered = MoveSubject {
        ground: Some("engagement".to_owned()),
        answers: answers.into_iter().map(|need| (need, "done".into())).collect(),
        ..to(id, Stage::Discharged)
    };
    let refused = run(&mut service, Request::MoveSubject(answered.clone())).unwrap_err().to_string();
    assert!(refused.contains("actions are still open") && !refused.contains("flags"), "{refused}");
    let chair = MoveSubject { overridden: Some("housing goes on by itself".into()), ..answered };
    let reply = run(&mut service, Request::MoveSubject(chair)).unwrap();
    assert!(reply.words.contains("look-back on Wed 26 May 2027"), "{}", reply.words);
    // "done" says neither: it is told so, and nothing is raised.
    assert!(
        reply.warnings.iter().any(|told| told.contains("\"kept\" or \"removed\"")),
        "{:?}",
        reply.warnings
    );
    assert!(story(&service, id).0.flag.is_none());
    assert_eq!(case(&service, id).state, CaseState::Closed);
    let mut checks = Changes::new(service.record()).find::<Check>("case", &id).unwrap();
    checks.sort_by_key(|check| (check.due, check.kind));
    let due: Vec<(CheckKind, Date)> = checks.iter().map(|check| (check.kind, check.due)).collect();
    assert_eq!(
        due,
        [
            (CheckKind::LookBack, date(2027, 5, 26)),
            (CheckKind::LookBack, date(2027, 11, 26)),
            (CheckKind::Retention, date(2027, 11, 26)),
        ]
    );
    // Monitoring brings its own; closing asks that they be done; coming back drops what waited.
    run(&mut service, Request::MoveSubject(to(id, Stage::Monitoring))).unwrap();
    let refused = run(&mut service, Request::MoveSubject(to(id, Stage::Closed))).unwrap_err().to_string();
    assert!(refused.contains("checks are still to be done"), "{refused}");
    let first = checks.first().unwrap().id;
    let done = DoCheck { check: first, on: None, by: Some("police".to_owned()), words: "quiet".into() };
    run(&mut service, Request::DoCheck(done.clone())).unwrap();
    assert!(run(&mut service, Request::DoCheck(done)).is_err(), "done once");
    run(&mut service, Request::MoveSubject(to(id, Stage::ReEntered))).unwrap();
    let open = Changes::new(service.record()).find::<Check>("open", &true).unwrap();
    assert!(open.is_empty());
}

#[test]
fn on_leaving_a_flag_is_kept_as_it_is_said_and_removed_later() {
    let mut service = area();
    let id = leaving(&mut service);
    let flags = |words: &str| vec![(Need::Flags, words.into())];
    let leave = MoveSubject {
        ground: Some("engagement".to_owned()),
        answers: flags("kept by police: his brother lives next door"),
        overridden: Some("the chair goes on".into()),
        ..to(id, Stage::Discharged)
    };
    let reply = run(&mut service, Request::MoveSubject(leave.clone())).unwrap();
    assert!(
        reply.warnings.iter().any(|told| told == "flag kept until Fri 26 Nov 2027"),
        "{:?}",
        reply.warnings
    );
    let flag = story(&service, id).0.flag.unwrap();
    assert_eq!((flag.standing.until, flag.why.is_some()), (date(2027, 11, 26), true));
    // Later it is removed all the same.
    let end = FlagChange::End { case: id, on: None, reason: "moved away".into() };
    run(&mut service, Request::Flag(end)).unwrap();
    assert!(story(&service, id).0.flag.unwrap().standing.ended.is_some());
}

#[test]
fn what_is_due_shows_on_today_and_only_then() {
    let mut service = area();
    let id = leaving(&mut service);
    run(&mut service, forced(id, Stage::Discharged)).unwrap();
    run(&mut service, Request::MoveSubject(to(id, Stage::Monitoring))).unwrap();
    let other = nominated(&mut service, "Holt");
    run(&mut service, Request::MoveSubject(to(other, Stage::Accepted))).unwrap();
    let due = |day: Date| -> Vec<(String, bool)> {
        let area = service.area().unwrap();
        let with = crate::service::look::Looking {
            view: service.record().view(),
            area: &area,
            now: at(day.to_datetime(NOW.time())),
            actor: service.actor(),
        };
        let Answer::Today(today) = crate::service::look::look(with, &Ask::Today).unwrap() else {
            panic!("today")
        };
        today.subjects.into_iter().map(|line| (line.what, line.overdue)).collect()
    };
    assert!(due(NOW.date()).is_empty());
    // Reviews are asked for every eight weeks: the last day is no day too late.
    assert!(due(date(2027, 1, 21)).is_empty());
    assert_eq!(due(date(2027, 1, 22)), [("review, last 26/11/2026".to_owned(), true)]);
    let three = due(date(2027, 2, 12));
    assert!(three.contains(&("3-month monitoring check".to_owned(), false)), "{three:?}");
    assert!(!due(date(2027, 2, 11)).iter().any(|(what, _)| what.starts_with("3-month")));
}

#[test]
fn the_profile_keeps_every_line_and_shows_the_newest() {
    let mut service = area();
    let id = nominated(&mut service, "Kershaw");
    let set = |key: &str, words: &str| {
        Request::SetProfile(SetProfile {
            case: id,
            lines: vec![(key.to_owned(), words.into())],
            agency: Some("probation".to_owned()),
            on: None,
        })
    };
    let mut said = |key: &str, words: &str| run(&mut service, set(key, words));
    assert!(said("alcohol", "perhaps").unwrap_err().to_string().contains("yes, no or unknown"));
    assert!(said("shoe", "9").unwrap_err().to_string().contains("has no field shoe; it has ethnicity"));
    said("alcohol", "yes, most evenings").unwrap();
    said("alcohol", "yes, most evenings").unwrap();
    said("alcohol", "no").unwrap();
    let (_, subject) = story(&service, id);
    assert_eq!(subject.profile.len(), 2, "the same line again is none");
}

#[test]
fn what_an_agency_asserts_stands_beside_what_is_concluded() {
    let mut service = area();
    let id = nominated(&mut service, "Kershaw");
    let assert = |definition: Option<&str>| {
        Request::Assert(Assert {
            case: id,
            claim: Claim::Serial,
            definition: definition.map(str::to_owned),
            agency: "housing".to_owned(),
            on: None,
            basis: "two tenants".into(),
        })
    };
    assert!(run(&mut service, assert(Some("ours"))).unwrap_err().to_string().contains("northumbria"));
    run(&mut service, assert(Some("northumbria"))).unwrap();
    assert_eq!(
        top(&service, TopFilter::default()).lines.first().map(|line| line.flags.as_str()),
        Some("said serial")
    );
    let (_, subject) = story(&service, id);
    assert!(subject.concluded.iter().all(|one| !one.met));
    assert_eq!(subject.latest, None, "never part of a score");
}

fn incident(nominal: &str, on: Date, victim: &str) -> Request {
    Request::TakeIncident(TakeIncident {
        form: IncidentForm {
            nominal: nominal.to_owned(),
            on: Some(on),
            offence: "Common assault".to_owned(),
            victim_ref: victim.to_owned(),
            role: "suspect".to_owned(),
            ..IncidentForm::default()
        },
    })
}

#[test]
fn the_ranked_list_says_what_moved_and_who_left() {
    let mut service = area();
    let (october, november) = (date(2026, 10, 5), date(2026, 11, 2));
    let mut ids = Vec::new();
    for (at, surname) in ["Ashworth", "Bell", "Clegg", "Dobson"].into_iter().enumerate() {
        let nominal = format!("N{at}");
        let reply = on(
            &mut service,
            october,
            listed(surname, &nominal, october, at as u32 + 1, Some(90 - 10 * at as u32)),
        );
        ids.push(first_id::<Case>(&reply.unwrap()));
    }
    // In November the third is first, the second has left the list, the fourth has been discharged.
    for (surname, nominal, rank, score) in [("Clegg", "N2", 1, 95), ("Ashworth", "N0", 2, 80)] {
        on(&mut service, november, listed(surname, nominal, november, rank, Some(score))).unwrap();
    }
    on(&mut service, november, listed("Eccles", "N9", november, 3, None)).unwrap();
    let gone = MoveSubject {
        ground: Some("deceased".to_owned()),
        reason: Private::default(),
        ..to(ids[3], Stage::NotAccepted)
    };
    on(&mut service, date(2026, 11, 10), Request::MoveSubject(gone)).unwrap();
    let list = top(&service, TopFilter { most: Some(3), ..TopFilter::default() });
    assert_eq!((list.total, list.listed, list.list), (4, 3, Some(november)));
    let told: Vec<(u32, String, Option<u32>, Option<i64>)> =
        list.lines.iter().map(|line| (line.rank, line.shift.to_string(), line.total, line.change)).collect();
    assert_eq!(
        told,
        [
            (1, "↑2".to_owned(), Some(95), Some(25)),
            (2, "↓1".to_owned(), Some(80), Some(-10)),
            (3, "new".to_owned(), None, None),
        ]
    );
    let left: Vec<(u32, &str)> = list.left.iter().map(|line| (line.before, line.why.reveal())).collect();
    assert_eq!(left, [(2, "rank 4 now, off the police list")]);
    let all = top(&service, TopFilter { most: Some(4), ..TopFilter::default() });
    assert!(
        all.left.iter().any(|line| line.why.reveal() == "not accepted Tue 10 Nov: deceased"),
        "{:?}",
        all.left.len()
    );
    // October as it was.
    let then = top(&service, TopFilter { month: Some(october), ..TopFilter::default() });
    assert_eq!((then.total, then.lines.first().map(|line| line.case)), (4, Some(ids[0])));
    assert!(then.lines.iter().all(|line| line.shift.to_string() == "new"));
}

#[test]
fn an_imported_score_stands_before_the_schemes_own() {
    let mut service = area();
    let id = first_id(&run(&mut service, nominate(form("Kershaw", "N1"))).unwrap());
    run(&mut service, incident("N1", date(2026, 11, 1), "V1")).unwrap();
    let import = ImportScore {
        case: id,
        moment: ScoreMoment::Nomination,
        scheme: "Force 3".to_owned(),
        on: date(2026, 11, 20),
        total: 12,
        rank: None,
        parts: Vec::new(),
    };
    run(&mut service, Request::ImportScore(import)).unwrap();
    run(
        &mut service,
        Request::Score(crate::domain::request::Score { case: id, moment: ScoreMoment::Nomination }),
    )
    .unwrap();
    let line = top(&service, TopFilter::default()).lines.remove(0);
    assert_eq!((line.total, line.scheme.as_deref()), (Some(12), Some("Force 3")));
}

#[test]
fn the_agenda_hears_exits_first_then_overdue_reviews_then_new_subjects() {
    let mut service = area();
    let nominate_on = |service: &mut Service, surname: &str, day: Date| -> Id<Case> {
        first_id(&on(service, day, nominate(form(surname, ""))).unwrap())
    };
    let early = date(2026, 9, 1);
    let new = nominate_on(&mut service, "Ashworth", date(2026, 11, 20));
    let recent = nominate_on(&mut service, "Bell", early);
    let overdue = nominate_on(&mut service, "Clegg", early);
    let exit = nominate_on(&mut service, "Dobson", early);
    let gone = nominate_on(&mut service, "Eccles", early);
    run(&mut service, listed("Fold", "N9", date(2026, 11, 2), 1, None)).unwrap();
    for (id, stage, day) in [
        (recent, Stage::Accepted, date(2026, 11, 12)),
        (overdue, Stage::Accepted, early),
        (exit, Stage::Accepted, early),
        (exit, Stage::ExitProposed, date(2026, 11, 19)),
        (gone, Stage::NotAccepted, date(2026, 11, 19)),
    ] {
        on(&mut service, day, forced(id, stage)).unwrap();
    }
    let meeting = AddMeeting {
        forum: "matac".to_owned(),
        on: NOW.date(),
        starts: jiff::civil::time(13, 0, 0, 0),
        minutes: None,
        venue: None,
        chair: None,
        urgent: None,
    };
    let meeting = first_id(&run(&mut service, Request::AddMeeting(meeting)).unwrap());
    run(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None })).unwrap();
    let mut items = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap();
    items.sort_by_key(|item| item.position);
    let order: Vec<Id<Case>> = items.iter().map(|item| item.case).collect();
    assert_eq!(order, [exit, overdue, recent, new]);
    assert!(items[0].why.starts_with("exit proposed"), "{}", items[0].why);
    assert!(items[1].why.contains("review overdue since Tue 27 Oct"), "{}", items[1].why);
    assert!(items[3].why.starts_with("new"), "{}", items[3].why);
    // Whoever the meeting does not take on stays out when the case is left; whoever leaves is off the agenda.
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open })).unwrap();
    run(&mut service, Request::Hear(Hear { item: items[3].id, done: false })).unwrap();
    run(&mut service, forced(new, Stage::NotAccepted)).unwrap();
    run(&mut service, Request::Hear(Hear { item: items[3].id, done: true })).unwrap();
    assert_eq!(case(&service, new).state, CaseState::Declined);
    let reply = run(&mut service, forced(exit, Stage::Discharged)).unwrap();
    assert!(
        reply.warnings.iter().any(|warning| warning == "taken off the agenda of MATAC-2026-11-26"),
        "{:?}",
        reply.warnings
    );
    assert_eq!(Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap().len(), 3);
}

#[test]
fn custody_and_incidents_stand_beside_the_change_in_score() {
    let mut service = area();
    let (start, jail, out) = (date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 11));
    let id: Id<Case> = first_id(&on(&mut service, start, nominate(form("Kershaw", "N1"))).unwrap());
    for (day, victim) in [(date(2026, 5, 1), "V1"), (date(2026, 3, 1), "V1"), (date(2026, 8, 1), "V2")] {
        run(&mut service, incident("N1", day, victim)).unwrap();
    }
    let score = |moment| Request::Score(crate::domain::request::Score { case: id, moment });
    on(&mut service, start, score(ScoreMoment::Entry)).unwrap();
    for (day, stage) in [(start, Stage::Accepted), (jail, Stage::InCustody), (out, Stage::Engaging)] {
        on(&mut service, day, forced(id, stage)).unwrap();
    }
    run(&mut service, score(ScoreMoment::Review)).unwrap();
    let (_, subject) = story(&service, id);
    let beside = subject.beside.unwrap();
    assert_eq!((beside.since, beside.days), (start, 178));
    assert_eq!((beside.before, beside.after, beside.custody), (2, 1, Some(10)));
    assert!(subject.change.is_some());
    let victims: Vec<(&str, u32)> =
        subject.victims.iter().map(|line| (line.reference.as_str(), line.incidents)).collect();
    assert_eq!(victims, [("V2", 1), ("V1", 2)]);
}

#[test]
fn telling_needs_a_look_by_the_victims_worker_or_the_chairs_reason() {
    let mut service = area();
    let id = nominated(&mut service, "Kershaw");
    let telling = Telling { told: true, by: "police".to_owned(), ..Telling::default() };
    let tell = |telling: Telling| Request::Tell(Tell { case: id, telling });
    assert!(run(&mut service, tell(telling.clone())).is_err());
    let no = Telling { told: false, ..telling.clone() };
    run(&mut service, tell(no)).unwrap();
    let chair = Telling { overridden: Some("arrest tonight".into()), ..telling };
    let reply = run(&mut service, tell(chair)).unwrap();
    assert!(reply.warnings.iter().any(|warning| warning.contains("before the victim's worker looked")));
}

#[test]
fn a_score_is_kept_when_a_subject_is_taken_on_and_when_it_leaves() {
    let mut service = area();
    let id: Id<Case> = first_id(&run(&mut service, nominate(form("Kershaw", "N1"))).unwrap());
    run(&mut service, incident("N1", date(2026, 11, 1), "V1")).unwrap();
    for stage in [Stage::Accepted, Stage::ExitProposed, Stage::Discharged] {
        run(&mut service, forced(id, stage)).unwrap();
    }
    let scores = Changes::new(service.record()).find::<Scored>("case", &id).unwrap();
    let moments: Vec<ScoreMoment> = scores.iter().map(|score| score.moment).collect();
    assert_eq!(moments, [ScoreMoment::Entry, ScoreMoment::Exit]);
    let row = moves(&service, id).pop().unwrap();
    assert_eq!(row.score, scores.last().map(|score| score.total));
    assert!(row.lacking.0.iter().all(|what| !what.contains("exit score")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever moves are made, the subject stands at exactly one stage, the history is the moves made and no other,
    /// and the case says the same.
    #[test]
    fn the_history_is_the_moves_that_were_made(picks in proptest::collection::vec((0_usize..12, any::<bool>()), 1..14)) {
        let mut service = area();
        let id = nominated(&mut service, "Kershaw");
        let mut made = vec![Stage::Nominated];
        let mut day = NOW.date();
        for (pick, wrong) in picks {
            day = add_days(day, 1);
            let stands = *made.last().unwrap();
            let may = stands.row().to;
            if wrong {
                let never = STAGES.iter().map(|row| row.stage).filter(|stage| !may.contains(stage)).nth(pick % 5);
                if let Some(never) = never {
                    prop_assert!(on(&mut service, day, forced(id, never)).is_err());
                }
                continue;
            }
            let next = may[pick % may.len()];
            on(&mut service, day, forced(id, next)).unwrap();
            made.push(next);
            prop_assert_eq!(case(&service, id).state, next.row().state);
        }
        let rows = moves(&service, id);
        let history: Vec<Stage> = rows.iter().map(|row| row.stage).collect();
        prop_assert_eq!(&history, &made);
        let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
        prop_assert_eq!(numbers, (1..=made.len() as u32).collect::<Vec<_>>());
        prop_assert_eq!(stage::standing(&rows, CaseState::Referred), *made.last().unwrap());
        let before: Vec<Option<Stage>> = rows.iter().map(|row| row.before).collect();
        let expected: Vec<Option<Stage>> = std::iter::once(None).chain(made.iter().copied().map(Some)).take(made.len()).collect();
        prop_assert_eq!(before, expected);
    }
}
