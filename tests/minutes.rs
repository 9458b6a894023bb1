//! Minutes: what the paper says, what it leaves out, and that it is made from what was approved.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use convenor::domain::area::AreaData;
use convenor::domain::facts::Changes;
use convenor::domain::id::{Id, SeededIds};
use convenor::domain::people::PersonSketch;
use convenor::domain::referral::{Children, Criteria, ReferralForm, RiskClaim};
use convenor::domain::reply::Reply;
use convenor::domain::request::{
    AcceptConfidentiality, AddActions, AddAddendum, AddInformation, AddMeeting, AddRisk, AddViews, Approve,
    Attend, BuildAgenda, Decide, Hear, MoveMeeting, Place, Request, SetFeedback, SetWhereabouts, Step,
    TakeReferral, Terms,
};
use convenor::domain::rows::action::DueKind;
use convenor::domain::rows::agenda::{AgendaItem, InformationKind, Whom};
use convenor::domain::rows::case::Case;
use convenor::domain::rows::meeting::{Meeting, Presence};
use convenor::record::entropy::Stream;
use convenor::service::looking::Looking;
use convenor::service::papers::{Verdict, export, sheets, verify};
use convenor::service::{Now, Service};
use jiff::civil::{Date, Time, date};

const DAY: Date = date(2026, 11, 26);

fn now() -> Now {
    let local = DAY.at(11, 24, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment").timestamp(), local }
}

fn done(service: &mut Service, request: Request) -> Reply {
    let change = service.next_id();
    service.execute(now(), change, request, None).expect("the request is carried out")
}

fn place(agency: &str, presence: Presence, name: &str) -> Place {
    let name = Some(name.into());
    let information = (presence == Presence::Apologies).then_some(date(2026, 11, 24));
    Place { name, information, ..Place::of(agency, presence) }
}

fn terms(agency: &str, words: &str, due: Date, off_papers: bool) -> Terms {
    Terms {
        agency: agency.to_owned(),
        off_list: None,
        supporting: Vec::new(),
        person: None,
        words: words.into(),
        due_kind: DueKind::On,
        due: Some(due),
        due_time: None,
        due_event: None,
        protects: Some(Whom::Victim),
        awaiting: false,
        completed: None,
        completed_on: None,
        off_papers,
    }
}

/// A record whose one meeting has heard two cases, and the meeting.
fn heard() -> (Service, Id<Meeting>) {
    let mut service = Service::in_memory(
        Box::new(Stream::seeded(3)),
        Box::new(SeededIds::new(3, 1_795_000_000_000)),
        now(),
    )
    .expect("a record");
    for (forename, surname, other) in [("Siobhán", "Llŷr", "Dean"), ("Nguyễn", "Żuraw", "Paweł")] {
        let form = ReferralForm {
            source: surname.to_owned(),
            received: Some(date(2026, 11, 12)),
            agency: "Housing".to_owned(),
            victim: PersonSketch {
                forename: forename.into(),
                surname: surname.into(),
                born: Some(date(1992, 3, 12)),
                ..PersonSketch::default()
            },
            perpetrators: vec![PersonSketch {
                forename: other.into(),
                surname: "Kershaw".into(),
                ..PersonSketch::default()
            }],
            relationship: "ex-partner".to_owned(),
            children: Children { count: Some(2), ages: vec![4, 7], ..Children::default() },
            risk: RiskClaim { dash: Some(17), grade: String::new() },
            call_outs: Some(4),
            criteria: Criteria { visible_high_risk: Some(true), ..Criteria::default() },
            reason: "Followed home twice in a week.".into(),
            ..ReferralForm::default()
        };
        done(
            &mut service,
            Request::TakeReferral(Box::new(TakeReferral {
                forum: "marac".to_owned(),
                row: 1,
                heard: false,
                number: None,
                form,
            })),
        );
    }
    let added = done(
        &mut service,
        Request::AddMeeting(AddMeeting {
            forum: "MARAC".to_owned(),
            on: DAY,
            starts: Time::constant(9, 30, 0, 0),
            minutes: None,
            venue: Some("Town Hall, room 2".to_owned()),
            chair: Some("DI Ann Marsh".into()),
            urgent: None,
        }),
    );
    let meeting: Id<Meeting> = Id::new(added.ids[0]);
    done(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None }));
    let places = vec![
        place("police", Presence::Room, "DS Omar Shah"),
        place("idva", Presence::Online, "Grace Ellis"),
        place("housing", Presence::Apologies, "Priya Nair"),
    ];
    done(&mut service, Request::Attend(Attend { meeting, places }));
    done(&mut service, Request::AcceptConfidentiality(AcceptConfidentiality { meeting, except: Vec::new() }));
    done(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open }));
    let items = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).expect("items");
    for item in &items {
        hear(&mut service, meeting, item);
    }
    done(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close }));
    (service, meeting)
}

fn hear(service: &mut Service, meeting: Id<Meeting>, item: &AgendaItem) {
    let case = item.case;
    done(service, Request::Hear(Hear { item: item.id, done: false }));
    done(
        service,
        Request::SetWhereabouts(SetWhereabouts {
            case,
            words: "Remanded, HMP; release Fri 27 Nov".into(),
            on: None,
            source: None,
        }),
    );
    let views = "Wants to stay in the home.".into();
    done(
        service,
        Request::AddViews(AddViews { case, on: date(2026, 11, 20), agency: "idva".to_owned(), words: views }),
    );
    let said = [
        ("police", InformationKind::Shared, "Four calls since August."),
        ("idva", InformationKind::NothingKnown, ""),
    ];
    for (agency, kind, words) in said {
        let (agency, words) = (Some(agency.to_owned()), words.into());
        done(
            service,
            Request::AddInformation(AddInformation {
                meeting,
                case,
                agency,
                kind,
                words,
                on: None,
                opinion: false,
            }),
        );
    }
    done(
        service,
        Request::AddRisk(AddRisk {
            meeting,
            case,
            whom: Whom::Children,
            words: "contact dispute".into(),
            agency: None,
        }),
    );
    let (decision, why) = ("High risk, accepted.".into(), "Escalation and the release on Friday.".into());
    let considered = Some(vec!["Disclosure scheme: she knows his record.".into()]);
    done(service, Request::Decide(Decide { meeting, case, decision, why, considered, trust: None }));
    done(
        service,
        Request::SetFeedback(SetFeedback {
            meeting,
            case,
            by: "idva".to_owned(),
            how: Some("by phone".into()),
            due: Some(date(2026, 11, 27)),
        }),
    );
    let terms = vec![
        terms("police", "marker on address", date(2026, 11, 26), false),
        terms("housing", "sanctuary and locks", date(2026, 11, 27), false),
        terms("idva", "bed at Larch House tonight", date(2026, 11, 26), true),
    ];
    let line = AddActions { meeting: Some(meeting), case, typed: "typed".into(), terms, source: None };
    done(service, Request::AddActions(line));
}

fn approve(service: &mut Service, meeting: Id<Meeting>) -> Reply {
    done(
        service,
        Request::Approve(Approve {
            meeting,
            by: "DI Ann Marsh".into(),
            how: "by e-mail".to_owned(),
            at: None,
        }),
    )
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn written(service: &mut Service, meeting: Id<Meeting>, folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(name);
    export(service, now(), meeting, &file, None).expect("the minutes are written");
    if let Ok(keep) = std::env::var("KEEP_PAPERS") {
        std::fs::copy(&file, Path::new(&keep).join(name)).expect("a copy to look at");
    }
    file
}

fn text(file: &Path) -> String {
    let out = Command::new("pdftotext")
        .args(["-layout"])
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext of poppler-utils is installed");
    assert!(out.status.success());
    String::from_utf8(out.stdout).expect("text")
}

/// Asserts that the words stand in this order.
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let at = text[from..].find(word);
        from += at.unwrap_or_else(|| panic!("`{word}` is missing, or not after what comes before it"))
            + word.len();
    }
}

fn looking<'a>(service: &'a Service, area: &'a AreaData) -> Looking<'a> {
    Looking { view: service.record().view(), area, now: now(), actor: service.actor() }
}

#[test]
fn the_paper_reads_in_order_and_prints_every_letter() {
    let (mut service, meeting) = heard();
    approve(&mut service, meeting);
    let folder = folder();
    let text = text(&written(&mut service, meeting, folder.path(), "approved.pdf"));
    in_order(
        &text,
        &[
            "OFFICIAL-SENSITIVE",
            "Town Hall, room 2",
            "DI Ann Marsh",
            "Attendance",
            "DS Omar Shah",
            "Apologies",
            "Priya Nair",
        ],
    );
    in_order(
        &text,
        &[
            "Outstanding actions",
            "Why it stood there",
            "Case 1: LAN-26-0001",
            "Siobhán LLŶR",
            "Four calls since August.",
        ],
    );
    in_order(
        &text,
        &[
            "Nothing known:",
            "Risks",
            "contact dispute",
            "Decision",
            "Escalation and the release",
            "Considered and not done",
        ],
    );
    in_order(
        &text,
        &[
            "Case 2: LAN-26-0002",
            "Nguyễn ŻURAW",
            "Twelve months",
            "Actions by agency",
            "Approved by DI Ann Marsh",
        ],
    );
    assert!(!text.contains("DRAFT"), "approved minutes are no draft");
}

#[test]
fn what_tells_where_somebody_is_stays_off_the_paper() {
    let (mut service, meeting) = heard();
    approve(&mut service, meeting);
    let folder = folder();
    let text = text(&written(&mut service, meeting, folder.path(), "hidden.pdf"));
    assert!(!text.contains("Larch House"));
    assert!(text.contains("kept off this paper"));
}

#[test]
fn a_draft_says_so_on_every_page() {
    let (mut service, meeting) = heard();
    let folder = folder();
    let text = text(&written(&mut service, meeting, folder.path(), "draft.pdf"));
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() >= 4, "each case has a page of its own");
    for page in pages {
        assert!(page.contains("DRAFT") && page.contains("OFFICIAL-SENSITIVE") && page.contains("Page "));
    }
}

#[test]
fn approved_minutes_are_what_was_approved() {
    let (mut service, meeting) = heard();
    approve(&mut service, meeting);
    let case = Changes::new(service.record()).all::<Case>().expect("cases")[0].id;
    done(
        &mut service,
        Request::SetWhereabouts(SetWhereabouts {
            case,
            words: "Released early".into(),
            on: None,
            source: None,
        }),
    );
    let folder = folder();
    let said = text(&written(&mut service, meeting, folder.path(), "stands.pdf"));
    assert!(said.contains("Remanded, HMP") && !said.contains("Released early"));
    done(
        &mut service,
        Request::AddAddendum(AddAddendum {
            meeting,
            case: Some(case),
            words: "The court date was 3 December.".into(),
        }),
    );
    let said = text(&written(&mut service, meeting, folder.path(), "addendum.pdf"));
    in_order(&said, &["Approved by", "Addenda", "The court date was 3 December."]);
}

#[test]
fn a_file_is_looked_up_by_its_bytes() {
    let (mut service, meeting) = heard();
    approve(&mut service, meeting);
    let folder = folder();
    let first = written(&mut service, meeting, folder.path(), "first.pdf");
    let look = |service: &Service, file: &Path| {
        verify(&looking(service, &service.area().expect("an area")), file).expect("the file can be looked up")
    };
    assert!(matches!(look(&service, &first), Verdict::Ours(words) if words.contains("copy 1")));

    done(
        &mut service,
        Request::AddAddendum(AddAddendum { meeting, case: None, words: "A word more.".into() }),
    );
    let second = written(&mut service, meeting, folder.path(), "second.pdf");
    assert!(matches!(look(&service, &first), Verdict::Older(_)));
    assert!(matches!(look(&service, &second), Verdict::Ours(_)));

    let mut bytes = std::fs::read(&second).expect("the file");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    let altered = folder.path().join("altered.pdf");
    std::fs::write(&altered, bytes).expect("a file");
    assert!(matches!(look(&service, &altered), Verdict::Altered(_)));

    let other = folder.path().join("other.pdf");
    std::fs::write(&other, b"something else").expect("a file");
    assert!(matches!(look(&service, &other), Verdict::NotOurs(_)));
}

#[test]
fn a_file_that_cannot_be_written_registers_no_copy() {
    let (mut service, meeting) = heard();
    let folder = folder();
    let nowhere = folder.path().join("no such folder").join("minutes.pdf");
    assert!(export(&mut service, now(), meeting, &nowhere, None).is_err());
    let issued = Changes::new(service.record())
        .all::<convenor::domain::rows::minutes::Issued>()
        .expect("the register");
    assert!(issued.is_empty());
}

#[test]
fn what_steers_a_terminal_reaches_neither_the_record_nor_the_paper() {
    let (mut service, meeting) = heard();
    let case = Changes::new(service.record()).all::<Case>().expect("cases")[0].id;
    let words = "calm\u{1b}[31mred\u{202e}desrever\u{0}end\u{200b}";
    done(
        &mut service,
        Request::AddRisk(AddRisk { meeting, case, whom: Whom::Victim, words: words.into(), agency: None }),
    );
    let risks = Changes::new(service.record())
        .find::<convenor::domain::rows::agenda::Risk>("case", &case)
        .expect("risks");
    assert!(
        risks.iter().any(|risk| risk.words.reveal() == "calm[31mreddesreverend"),
        "the words stay, what steers goes"
    );
    let folder = folder();
    let text = text(&written(&mut service, meeting, folder.path(), "hostile.pdf"));
    assert!(text.contains("calm[31mreddesreverend"));
    assert!(!text.chars().any(|letter| matches!(letter, '\u{1b}' | '\u{202e}' | '\u{0}' | '\u{200b}')));
}

#[test]
fn action_sheets_go_out_before_approval_each_with_its_own_agency_alone() {
    let (mut service, meeting) = heard();
    let place = folder();
    let out = place.path().join("sheets");
    let reply = sheets(&mut service, now(), meeting, &out, &[]).expect("the sheets are written");
    assert!(reply.words.starts_with("3 action sheets"), "{}", reply.words);
    let said = |agency: &str| text(&out.join(format!("MARAC-2026-11-26-actions-{agency}.pdf")));
    let housing = said("housing");
    assert!(housing.contains("Actions for Housing") && housing.contains("sanctuary and locks"));
    assert!(housing.contains("DRAFT") && housing.contains("does not wait"), "said to be before approval");
    assert!(!housing.contains("marker on address"), "another agency's action");
    let idva = said("idva");
    assert!(!idva.contains("Larch House"), "where somebody is stays off paper");
    assert!(idva.contains("2 actions tell where somebody is"), "and is counted");

    let sheet = out.join("MARAC-2026-11-26-actions-housing.pdf");
    let verdict =
        verify(&looking(&service, &service.area().expect("an area")), &sheet).expect("it can be looked up");
    assert!(matches!(&verdict, Verdict::Ours(words) if words.contains("action sheet of MARAC-2026-11-26")));
    let nobody = sheets(&mut service, now(), meeting, &out, &["Probation".to_owned()]).unwrap_err();
    assert!(nobody.to_string().contains("Probation has no action"), "{nobody}");
}
