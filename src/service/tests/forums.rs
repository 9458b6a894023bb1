//! Every forum runs a whole meeting by the same requests, whatever its cases are; and each keeps to its own file.

use super::*;
use crate::assets;
use crate::domain::amount::Amount;
use crate::domain::line::{Due, Moment, Reading};
use crate::domain::nomination::SubjectForm;
use crate::domain::private::Private;
use crate::domain::request::{
    AcceptConfidentiality, AddActions, AddPlanItem, Adopt, Allocate, Approve, CoupleChange, Decide, Door,
    GiveConsent, IndicatorTerms, Judge, Measure, NeedChange, Pass, PlanChange, ReferCouple, TakeSubject,
};
use crate::domain::rows::case::{CaseState, Party, PartyRole, Referral};
use crate::domain::rows::couple::{ConsentWord, Direction, TeamRole};
use crate::domain::rows::plan::{PlanState, Rag};
use crate::domain::rows::subject::Nomination;
use crate::domain::statement;
use crate::domain::tools::forum::CaseKind;
use crate::papers::Copy;
use crate::papers::minutes::minutes;
use crate::papers::text;
use crate::service::ask::{CoupleStory, PlanStory, PlanView};
use crate::service::typed;

const DAILY: &str = include_str!("daily.toml");

fn couple_of(victim: &str, perpetrator: &str) -> ReferCouple {
    ReferCouple {
        victim: person(victim, "Ashworth", date(1990, 4, 2)),
        perpetrator: person(perpetrator, "Ashworth", date(1988, 9, 9)),
        relationship: "husband".to_owned(),
        agency: "housing".to_owned(),
        received: Some(date(2026, 11, 12)),
        reason: "drink and debt; neither wants to part".into(),
        criteria: vec![("continuing-relationship".to_owned(), Some("live together".into()))],
        ..ReferCouple::default()
    }
}

fn refer(service: &mut Service, asked: ReferCouple) -> Reply {
    run(service, Request::Couple(Box::new(CoupleChange::Refer(Box::new(asked))))).unwrap()
}

fn change(service: &mut Service, asked: CoupleChange) -> Result<Reply, Refusal> {
    run(service, Request::Couple(Box::new(asked)))
}

fn plan_item(objective: &str, priority: &str) -> PlanChange {
    PlanChange::Add(Box::new(AddPlanItem {
        forum: None,
        priority: priority.to_owned(),
        objective: objective.to_owned(),
        owner: Some("police".to_owned()),
        post: Some("Head of Safeguarding".to_owned()),
        on: Some(date(2026, 10, 1)),
        milestones: vec![("protocol agreed".to_owned(), date(2026, 11, 2))],
        indicators: vec![IndicatorTerms {
            words: "research in time".to_owned(),
            unit: Some("%".to_owned()),
            baseline: Some(Amount::hundredths(4000)),
            target: Some(Amount::hundredths(8000)),
            by: Some(date(2027, 3, 31)),
            lower: None,
        }],
    }))
}

/// Two cases of a forum, each as its kind comes in.
fn two_cases(service: &mut Service, forum: &str, kind: CaseKind) -> Vec<Id<Case>> {
    let names = [("Jane", "Liam"), ("Asha", "Omar")];
    let mut cases = Vec::new();
    for (at, (victim, perpetrator)) in names.into_iter().enumerate() {
        let request = match kind {
            CaseKind::Victim => {
                let Request::TakeReferral(mut taken) = referral(["Kershaw", "Oduya"][at]) else {
                    panic!("a referral")
                };
                taken.forum = forum.to_owned();
                Request::TakeReferral(taken)
            }
            CaseKind::Subject => Request::TakeSubject(Box::new(TakeSubject {
                forum: forum.to_owned(),
                door: Door::Nomination,
                form: SubjectForm {
                    nominal: format!("NOM-{forum}-{at}"),
                    person: person(perpetrator, "Ashworth", date(1988, 9, 9)),
                    source: "Partner nomination".to_owned(),
                    nominated_by: "police".to_owned(),
                    ..SubjectForm::default()
                },
            })),
            CaseKind::Couple => Request::Couple(Box::new(CoupleChange::Refer(Box::new(ReferCouple {
                forum: Some(forum.to_owned()),
                ..couple_of(victim, perpetrator)
            })))),
            CaseKind::Plan => Request::Plan(plan_item(&format!("objective {at}"), "prevention")),
        };
        cases.push(first_id(&run(service, request).unwrap()));
    }
    cases
}

/// Runs a meeting of a forum to approved minutes and gives its text.
fn sits(service: &mut Service, forum: &str) -> String {
    let area = service.area().unwrap();
    let file = area.forum(forum).unwrap().clone();
    let cases = two_cases(service, forum, file.case_kind);
    let add = AddMeeting {
        forum: forum.to_owned(),
        on: NOW.date(),
        starts: Time::constant(9, 30, 0, 0),
        minutes: None,
        venue: Some("Town Hall".to_owned()),
        chair: Some("the chair".into()),
        urgent: None,
    };
    let meeting: Id<Meeting> = first_id(&run(service, Request::AddMeeting(add)).unwrap());
    for preset in &file.order {
        let build = BuildAgenda { meeting, preset: Some(preset.key.clone()) };
        run(service, Request::BuildAgenda(build))
            .unwrap_or_else(|why| panic!("{forum} {}: {why}", preset.key));
    }
    let Answer::Agenda(agenda) = ask(service, &Ask::Agenda(meeting)) else { panic!("an agenda") };
    assert_eq!(agenda.items.len(), 2, "{forum}");
    assert_eq!(agenda.kind, file.case_kind);
    assert!(agenda.items.iter().all(|line| !line.item.why.is_empty()), "{forum}");
    run(service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open })).unwrap();
    let place = Place::of("police", Presence::Room);
    run(service, Request::Attend(Attend { meeting, places: vec![place] })).unwrap();
    run(service, Request::AcceptConfidentiality(AcceptConfidentiality { meeting, except: Vec::new() }))
        .unwrap();
    for (item, case) in agenda.items.iter().map(|line| (line.item.id, line.case.id)) {
        assert!(cases.contains(&case));
        run(service, Request::Hear(Hear { item, done: false })).unwrap();
        let Answer::Item(story) = ask(service, &Ask::Item(item)) else { panic!("an item") };
        assert!(!story.why_here.is_empty(), "{forum}: why it is here");
        act(service, forum, meeting, &story);
        let decision = file.decision.first().map_or("taken on", |choice| choice.key.as_str()).into();
        let decide =
            Decide { meeting, case, decision, why: "as heard".into(), considered: None, trust: None };
        run(service, Request::Decide(decide)).unwrap();
    }
    run(service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close })).unwrap();
    let approve = Approve { meeting, by: "the chair".into(), how: "by e-mail".to_owned(), at: None };
    run(service, Request::Approve(approve)).unwrap();
    let rows = Changes::new(service.record());
    let facts = statement::gather(&rows, &area, &rows.get(meeting).unwrap()).unwrap();
    assert_eq!(facts.cases.len(), 2);
    text::write(&minutes(&facts, &Copy { version: Some(1), recipient: String::new(), number: 1 }))
}

fn act(service: &mut Service, forum: &str, meeting: Id<Meeting>, story: &ItemStory) {
    let area = service.area().unwrap();
    let words = lexicon(&area, forum, NOW.date(), &[]).unwrap();
    let scene = Scene::of(&story.story, &[], None, &area.holidays, NOW);
    let line = "police: send the figures by fri";
    let reading = crate::domain::line::read(line, &words, &scene.moment());
    let target = Target::of(&story.story, Some(meeting));
    for request in typed::requests(line, &reading, &target) {
        assert!(matches!(&request, Request::AddActions(AddActions { terms, .. }) if terms.len() == 1));
        run(service, request).unwrap();
    }
}

#[test]
fn every_forum_that_is_shipped_runs_a_whole_meeting() {
    let keys: Vec<String> = area().area().unwrap().forums.iter().map(|forum| forum.key.clone()).collect();
    assert!(keys.len() >= 5, "{keys:?}");
    for forum in keys {
        let mut service = area();
        let paper = sits(&mut service, &forum);
        let file = service.area().unwrap().forum(&forum).unwrap().clone();
        assert!(paper.contains("send the figures"), "{forum}:\n{paper}");
        let decided = file.decision.first().map_or("taken on", |choice| choice.label.as_str());
        assert!(paper.contains(decided), "{forum} decides {decided}:\n{paper}");
        let flags = file.item.iter().any(|item| item.key == "expiries");
        assert_eq!(paper.contains("Twelve months passed"), flags, "{forum}");
    }
}

#[test]
fn minutes_of_a_plan_tell_the_plan_and_nobody() {
    let mut service = area();
    let paper = sits(&mut service, "steering");
    for words in [
        "objective 0",
        "Prevention",
        "Head of Safeguarding",
        "- of 80 %, from 40",
        "protocol agreed",
        "not rated",
    ] {
        assert!(paper.contains(words), "{words}:\n{paper}");
    }
    for words in ["Perpetrator", "Victim", "Risk", "not named", "Feedback", "assessment"] {
        assert!(!paper.contains(words), "{words}:\n{paper}");
    }
}

#[test]
fn a_forum_comes_by_file_and_runs_a_meeting() {
    let mut service = area();
    let adopt = |body: &str| Request::Adopt(Adopt { kind: None, body: body.to_owned() });
    run(&mut service, adopt(DAILY)).unwrap();
    let paper = sits(&mut service, "hrda");
    assert!(paper.contains("HRDA-2026-11-26") && paper.contains("Seen to today"), "{paper}");
    let Answer::Forum(story) = ask(&service, &Ask::Forum("HRDA".to_owned(), None)) else { panic!("a forum") };
    assert_eq!(story.line.cycle, "every working day");
    assert_eq!(story.dates.first().map(|date| date.on), Some(date(2026, 11, 27)));
    assert!(story.dates.iter().all(|day| day.on != date(2026, 12, 25)), "bank holidays are skipped");
    // The words of the MARAC's library are this forum's too, since its file says so.
    let area = service.area().unwrap();
    assert_eq!(
        area.library(area.forum("hrda").unwrap()).map(|library| library.forum.as_str()),
        Some("marac")
    );
}

#[test]
fn a_bad_forum_file_is_told_what_is_wrong_and_where() {
    let mut service = area();
    for (from, to, said) in [
        ("cycle = { days = 1 }", "cycle = { dayz = 1 }", "near line 8: unknown variant `dayz`"),
        ("capacity = 12", "capacity = 12\nquorum = 3", "unknown field `quorum`"),
        ("cycle = { days = 1 }", "cycle = { weeks = 0 }", "cycle: must be 1 or more"),
        ("cycle = { days = 1 }", "cycle = { weeks = 500 }", "cycle: 500 is more than 53"),
        (
            "code = \"HRDA\"",
            "code = \"MARAC\"",
            "code: `MARAC` is the code of Multi-Agency Risk Assessment Conference",
        ),
        ("code = \"HRDA\"", "code = \"hrda\"", "code: `hrda` must be capitals and digits"),
        (
            "key = \"hrda\"",
            "key = \"matac\"",
            "case_kind and code: must stay as adopted (a subject, `MATAC`)",
        ),
        (
            "by = [\"imminent\", \"received\"]",
            "by = [\"rag\"]",
            "order `soonest`: `rag` makes no sense where a case is a victim",
        ),
        ("by = [\"imminent\", \"received\"]", "by = []", "order `soonest`: orders by nothing"),
        ("by = [\"imminent\", \"received\"]", "by = [\"loudest\"]", "unknown variant `loudest`"),
        ("kind = \"next-date\"", "kind = \"other-business\"", "item: no item of kind `next-date`"),
        ("kind = \"conflicts\"", "kind = \"changes\"", "item: no item of kind `conflicts`"),
        (
            "kind = \"confidentiality\"",
            "kind = \"changes\"",
            "item: `confidentiality` must come before `cases`",
        ),
        (
            "vocabulary = \"marac\"",
            "vocabulary = \"riskier\"",
            "vocabulary: no library of actions `riskier` is adopted",
        ),
        (
            "recipients = [\"police\"",
            "recipients = [\"constabulary\"",
            "recipients: `constabulary` is not an agency",
        ),
        (
            "rule = \"any-criterion\"",
            "rule = { not-in = [\"mapac\"] }",
            "eligibility `high`: `mapac` is no forum of this area",
        ),
        ("rule = \"any-criterion\"", "rule = \"anyone\"", "unknown variant `anyone`"),
        ("label = \"Seen to today\"", "label = \"\"", "decision `seen-to`, label: is empty"),
        ("key = \"carry\"", "key = \"seen-to\"", "decision: `seen-to` stands twice"),
    ] {
        assert!(DAILY.contains(from), "{from}");
        let body = DAILY.replacen(from, to, 1);
        let refused = run(&mut service, Request::Adopt(Adopt { kind: None, body })).unwrap_err().to_string();
        assert!(refused.contains(said), "{to}: {refused}");
    }
    assert!(service.area().unwrap().forum("hrda").is_err(), "nothing of it was adopted");
}

#[test]
fn each_forum_reads_lines_with_its_own_library() {
    let service = area();
    let area = service.area().unwrap();
    let due = |forum: &str, line: &str| {
        let words = lexicon(&area, forum, NOW.date(), &[]).unwrap();
        let holidays = &area.holidays;
        let moment = Moment {
            now: NOW,
            next_meeting: None,
            referral: NOW.date(),
            events: &[],
            actions: 0,
            present: None,
            holidays,
        };
        let Reading::New(drafts) = crate::domain::line::read(line, &words, &moment) else {
            panic!("an action")
        };
        drafts[0].due
    };
    assert_eq!(due("steering", "police: send the figures"), Due::Usual(date(2026, 12, 10)));
    assert_eq!(due("marac", "police: send the figures"), Due::None);
    assert_eq!(due("panel", "police: nominate to matac"), Due::Usual(date(2026, 11, 30)));
    assert_eq!(due("marac", "police: nominate to matac"), Due::Usual(date(2026, 12, 3)));
    let lexicons = crate::domain::lexicon::Lexicons::of(&area, NOW.date(), &[]).unwrap();
    for forum in &area.forums {
        assert!(lexicons.for_forum(&forum.key).is_some(), "{}", forum.key);
    }
    assert!(lexicons.for_forum("nowhere").is_none());
}

fn couple(service: &Service, case: Id<Case>) -> CoupleStory {
    let Answer::Couple(story) = ask(service, &Ask::Couple(case)) else { panic!("a couple") };
    *story
}

#[test]
fn a_couple_is_referred_and_what_speaks_against_it_is_said() {
    let mut service = area();
    let reply = refer(&mut service, couple_of("Jane", "Liam"));
    let said = reply.warnings.join("; ");
    assert!(
        said.contains("not known: Below the criteria of a MARAC (no assessment is in the record)"),
        "{said}"
    );
    assert!(said.contains("not known: Both know of the work"), "{said}");
    assert!(!said.contains("three groups"), "{said}");
    // The same two people at the MARAC: live there, and ticked.
    let mut service = area();
    run(&mut service, referral("Kershaw")).unwrap();
    let mut asked = couple_of("Mary", "Dean");
    asked.victim = person("Mary", "Kershaw", date(1992, 3, 12));
    asked.perpetrator = person("Dean", "Kershaw", date(1989, 5, 1));
    let said = refer(&mut service, asked).warnings.join("; ");
    assert!(
        said.contains("not met: In neither MARAC nor MATAC now (LAN-26-0001 is live at MARAC)"),
        "{said}"
    );
    assert!(
        said.contains(
            "not met: Below the criteria of a MARAC (LAN-26-0001: 17 counted, 14 is the threshold)"
        ),
        "{said}"
    );
    for (broken, why) in [
        (
            ReferCouple { victim: PersonSketch::default(), ..couple_of("Jane", "Liam") },
            "the person harmed is not named",
        ),
        (
            ReferCouple { reason: "".into(), ..couple_of("Jane", "Liam") },
            "the reason for the referral is empty",
        ),
        (
            ReferCouple { forum: Some("marac".to_owned()), ..couple_of("Jane", "Liam") },
            "is a victim and no couple",
        ),
        (
            ReferCouple { criteria: vec![("tall".to_owned(), None)], ..couple_of("Jane", "Liam") },
            "no criterion tall",
        ),
        (
            ReferCouple { criteria: vec![("complex-needs".to_owned(), None)], ..couple_of("Jane", "Liam") },
            "say why",
        ),
    ] {
        let refused = change(&mut service, CoupleChange::Refer(Box::new(broken))).unwrap_err().to_string();
        assert!(refused.contains(why), "{why}: {refused}");
    }
}

#[test]
fn what_is_kept_of_one_person_stands_under_that_person_alone() {
    let mut service = area();
    let case: Id<Case> = first_id(&refer(&mut service, couple_of("Jane", "Liam")));
    let of = |service: &Service, role| {
        let parties = Changes::new(service.record()).find::<Party>("case", &case).unwrap();
        parties.into_iter().find(|party| party.role == role).unwrap().person
    };
    let (harmed, harming) = (of(&service, PartyRole::Victim), of(&service, PartyRole::Perpetrator));
    let on = NOW.date();
    let agency = Some("substance".to_owned());
    for (person, words) in [(harmed, "afraid of Fridays"), (harming, "drinks from noon")] {
        let kind = "Alcohol".to_owned();
        let add = NeedChange::Add { case, person, kind, words: words.into(), agency: agency.clone(), on };
        change(&mut service, CoupleChange::Need(add)).unwrap();
    }
    let consent = GiveConsent {
        case,
        person: harmed,
        answer: ConsentWord::Given,
        covers: "housing".into(),
        agency: None,
        on,
    };
    change(&mut service, CoupleChange::Consent(consent.clone())).unwrap();
    let withdrawn = GiveConsent { answer: ConsentWord::Withdrawn, ..consent.clone() };
    change(&mut service, CoupleChange::Consent(withdrawn)).unwrap();
    let empty = GiveConsent { covers: "".into(), ..consent };
    assert!(change(&mut service, CoupleChange::Consent(empty)).is_err());
    for agency in ["perp-service", "vol"] {
        let navigator = Allocate {
            case,
            role: TeamRole::Navigator,
            agency: agency.to_owned(),
            worker: None,
            person: Some(harming),
            on,
        };
        change(&mut service, CoupleChange::Allocate(navigator)).unwrap();
    }
    let step = Measure {
        case,
        person: harming,
        scale: "readiness".to_owned(),
        step: "asks what there is".to_owned(),
        on,
        agency: None,
        words: None,
    };
    change(&mut service, CoupleChange::Measure(step.clone())).unwrap();
    for wrong in [
        Measure { step: "9".to_owned(), ..step.clone() },
        Measure { scale: "height".to_owned(), ..step.clone() },
        Measure { person: Id::new(Uuid::nil()), ..step.clone() },
        Measure { on: date(2027, 1, 1), ..step },
    ] {
        assert!(change(&mut service, CoupleChange::Measure(wrong)).is_err());
    }
    let story = couple(&service, case);
    let [one, other] = story.people.as_slice() else { panic!("two people") };
    assert_eq!((one.label.as_str(), other.label.as_str()), ("Person harmed", "Person causing harm"));
    assert_eq!(one.needs.len(), 1);
    assert_eq!(one.needs[0].row.words.reveal(), "afraid of Fridays");
    assert_eq!(other.needs[0].row.words.reveal(), "drinks from noon");
    assert_eq!(one.consent.first().map(|row| row.answer), Some(ConsentWord::Withdrawn));
    assert_eq!(one.consent.len(), 2);
    assert!(other.consent.is_empty() && one.navigator.is_none());
    assert_ne!(other.navigator.as_ref().map(|worker| worker.agency.clone()), None);
    assert_eq!(other.scales[0].said, "3 of 5, asks what there is");
    let need = other.needs[0].row.id;
    change(&mut service, CoupleChange::Need(NeedChange::Met { need, on, outcome: None })).unwrap();
    assert!(change(&mut service, CoupleChange::Need(NeedChange::Met { need, on, outcome: None })).is_err());
}

#[test]
fn stepping_up_refers_there_and_closes_here_as_one_change() {
    let mut service = area();
    let case: Id<Case> = first_id(&refer(&mut service, couple_of("Jane", "Liam")));
    let pass = |to: &str| {
        CoupleChange::Pass(Pass {
            case,
            direction: Direction::Up,
            to: Some(to.to_owned()),
            reason: "a knife on Sunday".into(),
            agency: None,
            on: NOW.date(),
        })
    };
    for (to, why) in [
        ("steering", "no forum for a higher risk"),
        ("couple", "at TAC already"),
        ("mapac", "no forum is called"),
    ] {
        let refused = change(&mut service, pass(to)).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let reply = change(&mut service, pass("MARAC")).unwrap();
    assert!(reply.words.contains("stepped up to MARAC: LAN-26-0002"), "{}", reply.words);
    let rows = Changes::new(service.record());
    let here: Case = rows.get(case).unwrap();
    let there: Case = rows.find::<Case>("forum", &"marac".to_owned()).unwrap().remove(0);
    assert_eq!((here.state, here.linked), (CaseState::Closed, Some(there.id)));
    assert_eq!(there.state, CaseState::Referred, "a couple's referral is no earlier referral of the MARAC");
    let referral = rows.find::<Referral>("case", &there.id).unwrap().remove(0);
    assert_eq!(referral.source.as_deref(), Some(here.reference.as_str()));
    assert_eq!((referral.agency.as_str(), referral.repeat_of), ("housing", None));
    assert_eq!(couple(&service, case).passages[0].other.as_deref(), Some("LAN-26-0002"));
    assert!(change(&mut service, pass("MATAC")).is_err(), "it has left");
    undo(&mut service).unwrap();
    let rows = Changes::new(service.record());
    assert!(rows.find::<Case>("forum", &"marac".to_owned()).unwrap().is_empty(), "one undo takes both back");
    assert_eq!(rows.get(case).unwrap().state, CaseState::Referred);
    change(&mut service, pass("MATAC")).unwrap();
    let rows = Changes::new(service.record());
    let subject = rows.find::<Case>("forum", &"matac".to_owned()).unwrap().remove(0);
    let nomination = rows.find::<Nomination>("case", &subject.id).unwrap().remove(0);
    assert!(nomination.source.contains("LAN-26-0001"), "{}", nomination.source);
}

#[test]
fn stepping_down_asks_why_and_what_is_closed_comes_to_no_further_meeting() {
    let mut service = area();
    let case: Id<Case> = first_id(&refer(&mut service, couple_of("Jane", "Liam")));
    let down = |reason: &str| {
        CoupleChange::Pass(Pass {
            case,
            direction: Direction::Down,
            to: Some("universal services".to_owned()),
            reason: reason.into(),
            agency: None,
            on: NOW.date(),
        })
    };
    assert!(change(&mut service, down(" ")).is_err());
    change(&mut service, down("a year without an incident")).unwrap();
    let add = AddMeeting {
        forum: "couple".to_owned(),
        on: date(2026, 12, 3),
        starts: Time::constant(10, 0, 0, 0),
        minutes: None,
        venue: None,
        chair: None,
        urgent: None,
    };
    let meeting: Id<Meeting> = first_id(&run(&mut service, Request::AddMeeting(add)).unwrap());
    run(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None })).unwrap();
    let Answer::Agenda(agenda) = ask(&service, &Ask::Agenda(meeting)) else { panic!("an agenda") };
    assert!(agenda.items.is_empty());
}

#[test]
fn a_panel_keeps_criteria_and_a_pathway() {
    let mut service = area();
    let case = two_cases(&mut service, "panel", CaseKind::Subject)[0];
    let judge = |key: &str, met, reason: Option<&str>| {
        CoupleChange::Judge(Judge {
            case,
            key: key.to_owned(),
            met,
            figure: Some(3),
            reason: reason.map(Private::from),
            agency: Some("police".to_owned()),
            on: NOW.date(),
        })
    };
    assert!(change(&mut service, judge("high-risk", true, None)).is_err(), "a reason is asked for");
    change(&mut service, judge("high-risk", true, Some("three victims in two years"))).unwrap();
    change(&mut service, judge("victim-worker", false, None)).unwrap();
    let story = couple(&service, case);
    let holds: Vec<Option<bool>> = story.eligibility.iter().map(|answer| answer.holds).collect();
    assert_eq!(holds, [Some(true), Some(false), None]);
    let person = story.people[0].person;
    let step = Measure {
        case,
        person,
        scale: "pathway".to_owned(),
        step: "engaging".to_owned(),
        on: NOW.date(),
        agency: None,
        words: None,
    };
    change(&mut service, CoupleChange::Measure(step)).unwrap();
    assert_eq!(couple(&service, case).people[0].scales[0].said, "2 of 2, engaging");
}

fn plan(service: &mut Service, asked: PlanChange) -> Result<Reply, Refusal> {
    run(service, Request::Plan(asked))
}

fn item(service: &Service, case: Id<Case>) -> PlanStory {
    let Answer::PlanItem(story) = ask(service, &Ask::PlanItem(case)) else { panic!("an item") };
    *story
}

fn whole(service: &Service, on: Date) -> PlanView {
    let Answer::Plan(view) = ask(service, &Ask::Plan(None, on)) else { panic!("a plan") };
    *view
}

#[test]
fn a_person_says_how_an_item_stands_and_the_figures_stand_beside_it() {
    let mut service = area();
    let case: Id<Case> = first_id(&plan(&mut service, plan_item("research in time", "Prevention")).unwrap());
    let on = NOW.date();
    let set = |rag, reason: &str| PlanChange::SetRag { case, on, rag, reason: reason.into() };
    assert!(plan(&mut service, set(Rag::Green, "")).is_err(), "a reason is asked for");
    let reply = plan(&mut service, set(Rag::Green, "the board says so")).unwrap();
    assert!(
        reply.warnings[0].contains("the figures suggest amber: a milestone overdue since"),
        "{:?}",
        reply.warnings
    );
    let story = item(&service, case);
    assert_eq!(
        (story.line.rag, story.line.suggested.as_ref().map(|(rag, _)| *rag)),
        (Some(Rag::Green), Some(Rag::Amber))
    );
    let indicator = story.indicators[0].row.id;
    let figure = |value, on| PlanChange::AddFigure { indicator, on, value: Amount::hundredths(value) };
    plan(&mut service, figure(5000, date(2026, 11, 1))).unwrap();
    plan(&mut service, figure(8100, on)).unwrap();
    assert!(plan(&mut service, figure(8100, date(2027, 1, 1))).is_err(), "not of a day to come");
    let milestone = story.milestones[0].id;
    let moved = |due, reason: Option<&str>| PlanChange::SetMilestone {
        milestone,
        met: None,
        due: Some(due),
        reason: reason.map(Private::from),
    };
    assert!(plan(&mut service, moved(date(2026, 12, 31), None)).is_err(), "a reason is asked for");
    plan(&mut service, moved(date(2026, 12, 31), Some("lawyers"))).unwrap();
    let story = item(&service, case);
    assert_eq!(story.indicators[0].words, "81 of 80 %, from 40");
    assert!(story.comments[0].words.reveal().contains("lawyers"), "moving one is kept");
    assert_eq!(story.line.suggested.map(|(rag, _)| rag), Some(Rag::Green));
}

#[test]
fn the_summary_is_as_of_a_day_and_adds_up() {
    let mut service = area();
    for (objective, priority) in [("one", "prevention"), ("two", "prevention"), ("three", "protection")] {
        plan(&mut service, plan_item(objective, priority)).unwrap();
    }
    let lines = whole(&service, NOW.date());
    assert_eq!(lines.whole.achieved_words(), "0 of 3 achieved (0.0%)");
    let [first, second] =
        [0, 1].map(|at| lines.groups.iter().flat_map(|group| &group.items).nth(at).unwrap().case);
    let close = |case, state, on, reason: Option<&str>| PlanChange::Close {
        case,
        state,
        on,
        reason: reason.map(Private::from),
    };
    let early = date(2026, 9, 1);
    assert!(
        plan(&mut service, close(first, PlanState::Achieved, early, None)).is_err(),
        "before it was in the plan"
    );
    assert!(
        plan(&mut service, close(second, PlanState::Dropped, NOW.date(), None)).is_err(),
        "a reason is asked for"
    );
    let reply = plan(&mut service, close(first, PlanState::Achieved, date(2026, 11, 20), None)).unwrap();
    assert!(reply.warnings[0].contains("1 milestone not marked as reached"));
    plan(&mut service, close(second, PlanState::Dropped, NOW.date(), Some("no money"))).unwrap();
    assert_eq!(
        whole(&service, NOW.date()).whole.words(),
        "1 of 3 achieved (33.3%); 1 open: 1 not rated; 1 dropped; 1 with a milestone overdue"
    );
    assert_eq!(whole(&service, date(2026, 11, 19)).whole.achieved, 0, "as of a day before");
    assert_eq!(whole(&service, date(2026, 9, 30)).whole.items, 0, "before it was in the plan");
    let view = whole(&service, NOW.date());
    let sum: usize = view.groups.iter().map(|group| group.items.len()).sum();
    assert_eq!(sum, view.whole.items);
    for group in &view.groups {
        assert_eq!(group.tally.items, group.items.len());
    }
    plan(&mut service, close(first, PlanState::Open, NOW.date(), None)).unwrap();
    assert_eq!(whole(&service, NOW.date()).whole.achieved, 0);
    assert_eq!(item(&service, first).line.reference, "LAN-SG-0001", "a series of its own");
}

#[test]
fn a_plan_asks_for_what_it_needs() {
    let mut service = area();
    let with = |change: fn(&mut AddPlanItem)| {
        let PlanChange::Add(mut item) = plan_item("objective", "prevention") else { panic!("an item") };
        change(&mut item);
        PlanChange::Add(item)
    };
    for (asked, why) in [
        (
            with(|item| item.priority = "growth".to_owned()),
            "no priority is called growth; there are working-together",
        ),
        (with(|item| item.objective = " ".to_owned()), "the objective is empty"),
        (with(|item| item.owner = Some("navy".to_owned())), "no agency of this area is called navy"),
        (with(|item| item.forum = Some("marac".to_owned())), "MARAC has no delivery plan"),
        (with(|item| item.on = Some(date(2027, 1, 1))), "is a day to come"),
        (with(|item| item.indicators[0].lower = Some(true)), "the target lies above the baseline"),
    ] {
        let refused = plan(&mut service, asked).unwrap_err().to_string();
        assert!(refused.contains(why), "{why}: {refused}");
    }
    let case: Id<Case> = first_id(&run(&mut service, referral("Kershaw")).unwrap());
    let refused =
        plan(&mut service, PlanChange::AddComment { case, on: NOW.date(), words: "x".into() }).unwrap_err();
    assert!(refused.to_string().contains("is no item of a delivery plan"));
}

#[test]
fn no_shipped_file_is_refused_by_the_checks_that_guard_adoption() {
    let mut service = area();
    for text in
        [assets::forum_marac(), assets::forum_panel(), assets::forum_couple(), assets::forum_steering()]
    {
        let body = text.replacen("version = \"", "version = \"9", 1);
        run(&mut service, Request::Adopt(Adopt { kind: None, body })).unwrap();
    }
}

#[test]
fn a_subject_of_one_forum_is_another_case_at_another() {
    let mut service = area();
    let nominated = |forum: &str| {
        Request::TakeSubject(Box::new(TakeSubject {
            forum: forum.to_owned(),
            door: Door::Nomination,
            form: SubjectForm {
                nominal: "NOM-1".to_owned(),
                person: person("Liam", "Ashworth", date(1988, 9, 9)),
                nominated_by: "police".to_owned(),
                ..SubjectForm::default()
            },
        }))
    };
    let first: Id<Case> = first_id(&run(&mut service, nominated("")).unwrap());
    let panel: Id<Case> = first_id(&run(&mut service, nominated("panel")).unwrap());
    assert_ne!(first, panel);
    let rows = Changes::new(service.record());
    let forum = |case| rows.get::<Case>(case).unwrap().forum;
    assert_eq!((forum(first).as_str(), forum(panel).as_str()), ("matac", "panel"));
}
