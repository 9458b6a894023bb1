//! Draft minutes: comments and their answers, and approval by silence where an area's settings allow it.

use super::*;
use crate::domain::paper::{Format, PaperKind, Subject, Wanted};
use crate::domain::request::{AddComment, AnswerComment, DeemApproved, Issue, SetSetting};
use crate::domain::rows::meeting::MeetingState;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::MinutesStory;

fn later(service: &mut Service, on: Date, request: Request) -> Result<Reply, Refusal> {
    let change = service.next_id();
    service.execute(at(on.at(9, 0, 0, 0)), change, request, None)
}

fn story(room: &Room) -> MinutesStory {
    match ask(&room.service, &Ask::Minutes(room.meeting)) {
        Answer::Minutes(story) => *story,
        _ => panic!("the minutes"),
    }
}

fn drafted() -> Room {
    let mut room = Room::new();
    let close = MoveMeeting { meeting: room.meeting, step: Step::Close };
    run(&mut room.service, Request::MoveMeeting(close)).unwrap();
    let draft = Issue {
        wanted: Wanted::of(PaperKind::Minutes, Subject::Meeting(room.meeting)),
        format: Format::Pdf,
        sealed: false,
        why: None,
        printed: Vec::new(),
        replaces: None,
        copy: 1,
        version: 0,
        draft: true,
        digest: "00".to_owned(),
    };
    run(&mut room.service, Request::Issue(draft)).unwrap();
    room
}

fn five_days(room: &mut Room) {
    let (key, value, note) = (SettingKey::DeemedApproval, "5".to_owned(), "steering group".to_owned());
    let setting = SetSetting { key, value, from: date(2026, 11, 1), note };
    run(&mut room.service, Request::SetSetting(setting)).unwrap();
}

fn comment(room: &mut Room) {
    let comment = AddComment {
        meeting: room.meeting,
        case: Some(room.case),
        from: "Probation".into(),
        words: "the licence ends in May".into(),
        on: None,
    };
    run(&mut room.service, Request::AddComment(comment)).unwrap();
}

#[test]
fn silence_means_nothing_until_the_area_says_so() {
    let mut room = drafted();
    assert!(story(&room).silence.is_none());
    let deem = Request::DeemApproved(DeemApproved { meeting: room.meeting });
    let refusal = later(&mut room.service, date(2027, 1, 4), deem).unwrap_err().to_string();
    assert!(refusal.contains("silence"), "{refusal}");
}

#[test]
fn minutes_are_deemed_approved_when_five_working_days_have_passed_and_not_before() {
    let mut room = drafted();
    five_days(&mut room);
    let deem = || Request::DeemApproved(DeemApproved { meeting: room.meeting });
    // Thursday 26 November; the fifth working day after it is Thursday 3 December.
    let service = &mut room.service;
    let early = later(service, date(2026, 12, 3), deem()).unwrap_err().to_string();
    assert!(early.contains("there is time to object before Fri 4 Dec 2026"), "{early}");
    later(service, date(2026, 12, 4), deem()).unwrap();
    let meeting = story(&room).meeting;
    assert_eq!(meeting.state, MeetingState::Approved);
    assert_eq!(
        meeting.approved_how.as_deref(),
        Some("deemed: nobody objected within 5 working days of the draft of Thu 26 Nov 2026")
    );
}

#[test]
fn a_comment_that_waits_is_missing_in_the_minutes_and_breaks_the_silence() {
    let mut room = drafted();
    five_days(&mut room);
    let before = story(&room).lacks.len();
    comment(&mut room);
    let told = story(&room);
    assert_eq!(told.lacks.len(), before + 1);
    let place = told.lacks.iter().map(|lack| lack.gap.to_string()).find(|words| words.contains("comment"));
    assert!(place.unwrap().starts_with("case 1, "));
    let deem = || Request::DeemApproved(DeemApproved { meeting: room.meeting });
    let late = date(2026, 12, 14);
    let refusal = later(&mut room.service, late, deem()).unwrap_err().to_string();
    assert!(refusal.contains("not been answered"), "{refusal}");
    let answer = AnswerComment { comment: told.comments[0].id, answer: "put right".into() };
    run(&mut room.service, Request::AnswerComment(answer)).unwrap();
    assert_eq!(story(&room).lacks.len(), before);
    later(&mut room.service, late, deem()).unwrap();

    // What comes later is kept too, and says that a correction is an addendum now.
    let case = None;
    let late_one = AddComment {
        meeting: room.meeting,
        case,
        from: "Housing".into(),
        words: "spelling".into(),
        on: None,
    };
    let reply = run(&mut room.service, Request::AddComment(late_one)).unwrap();
    assert!(reply.warnings.iter().any(|words| words.contains("addendum")));
}
