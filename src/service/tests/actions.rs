//! An action from where it was agreed to how it ended, and reminders of it, over a real record.

use super::*;
use crate::domain::listing::{ActionFilter, Window};
use crate::domain::paper::{Edition, Format, PaperKind, Subject, Wanted};
use crate::domain::report::{Asked, Figure, ReportKind};
use crate::domain::request::{
    ActionLife, AddRisk, Answers, ChangeAction, ChaseActions, Merge, NewDue, Reopen, Repeats, ReviewAction,
};
use crate::domain::rows::action::{Action, ActionState, DueKind, ReviewOutcome};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::chase::{Chase, ChaseHow, ChaseStep};
use crate::service::ask::{ActionLine, ActionStory, Chasing, Rung};
use crate::service::papers::{Options, file_name, remind};
use crate::service::returns::{Sent, Sort, Standing, accepted, difference};
use crate::service::typed;

impl Room {
    /// Types a line in the room.
    fn types(&mut self, line: &str) -> Result<Reply, Refusal> {
        let (scene, lexicon, target) = (self.scene(), self.lexicon(), self.target());
        let reading = crate::domain::line::read(line, &lexicon, &scene.moment());
        let request = typed::requests(line, &reading, &target).remove(0);
        run(&mut self.service, request)
    }

    fn row(&self, number: u32) -> Action {
        let actions = Changes::new(self.service.record()).find::<Action>("case", &self.case).unwrap();
        actions.into_iter().find(|action| action.number == number).unwrap()
    }

    fn whole(&self, number: u32, on: DateTime) -> ActionStory {
        let Answer::Action(story) = self.looks(&Ask::Action(self.row(number).id), on) else {
            panic!("an action")
        };
        *story
    }

    fn looks(&self, ask: &Ask, on: DateTime) -> Answer {
        let area = self.service.area().unwrap();
        let (view, actor) = (self.service.record().view(), self.service.actor());
        look(Looking { view, area: &area, now: at(on), actor }, ask).unwrap()
    }

    fn does(&mut self, on: DateTime, request: Request) -> Result<Reply, Refusal> {
        let change = self.service.next_id();
        self.service.execute(at(on), change, request, None)
    }

    fn life(&mut self, life: ActionLife) -> Result<Reply, Refusal> {
        run(&mut self.service, Request::ActionLife(life))
    }

    fn chasing(&self, on: DateTime) -> Chasing {
        let Answer::Chasing(chasing) = self.looks(&Ask::Chasing, on) else { panic!("reminders") };
        *chasing
    }

    fn overdue(&self, on: DateTime) -> Vec<ActionLine> {
        let filter = ActionFilter { overdue: true, ..ActionFilter::default() };
        let Answer::Actions(found) = self.looks(&Ask::Actions(filter, Window::ALL), on) else {
            panic!("actions")
        };
        found.lines
    }
}

fn morning(year: i16, month: i8, day: i8) -> DateTime {
    date(year, month, day).at(9, 0, 0, 0)
}

fn heads(story: &ActionStory) -> Vec<&str> {
    story.events.iter().map(|event| event.head.as_str()).collect()
}

#[test]
fn an_action_is_followed_from_promise_to_proof_and_opened_again() {
    let mut room = Room::new();
    room.types("pol: marker by fri").unwrap();
    room.types("1 in hand - officer briefed").unwrap();
    assert_eq!(room.row(1).state, ActionState::InHand);
    assert!(room.row(1).state.is_live());
    room.types("1 due 4/12 because the system is down").unwrap();
    let moved = room.row(1);
    assert_eq!((moved.first_due, moved.due), (Some(date(2026, 11, 27)), Some(date(2026, 12, 4))));
    assert_eq!(moved.state, ActionState::InHand, "a moved date changes nothing else");
    room.types("1 done - confirmed by DC Shah, marker seen").unwrap();
    let done = room.row(1);
    assert_eq!(done.state, ActionState::Completed);
    assert_eq!(done.confirmed_by.as_ref().map(Private::reveal), Some("DC Shah"));
    assert_eq!(done.evidence.as_ref().map(Private::reveal), Some("marker seen"));
    assert_eq!(done.confirmed_on, Some(NOW.date()));
    room.types("1 reopened: the marker had lapsed").unwrap();
    let open = room.row(1);
    assert_eq!((open.state, open.closed, open.evidence.is_none()), (ActionState::Open, None, true));
    assert_eq!(open.first_due, Some(date(2026, 11, 27)), "the first date stays known");
    let story = room.whole(1, NOW);
    assert_eq!(story.line.moved, 1);
    assert_eq!(
        heads(&story),
        [
            "agreed, due Fri 27 Nov 2026",
            "in hand",
            "due date moved from Fri 27 Nov 2026 to Fri 4 Dec 2026",
            "completed",
            "reopened",
        ]
    );
    assert_eq!(story.events[2].words.reveal(), "the system is down");
    undo(&mut room.service).unwrap();
    assert_eq!(room.row(1), done, "one undo closes it again with its proof");
}

#[test]
fn a_reason_is_asked_for_and_what_is_no_review_is_refused() {
    let mut room = Room::new();
    room.types("pol: marker by fri").unwrap();
    let action = room.row(1).id;
    for outcome in [ReviewOutcome::Withdrawn, ReviewOutcome::NotDone, ReviewOutcome::NoLongerPossible] {
        assert!(run(&mut room.service, Request::ReviewAction(ReviewAction::of(action, outcome))).is_err());
    }
    for outcome in ReviewOutcome::ALL.iter().filter(|outcome| !ReviewOutcome::SAID.contains(outcome)) {
        let asked = ReviewAction { note: Some("why".into()), ..ReviewAction::of(action, *outcome) };
        assert!(run(&mut room.service, Request::ReviewAction(asked)).is_err(), "{outcome}");
    }
    let reopen = |reason: &str| {
        let reason = Private::from(reason);
        ActionLife::Reopen(Reopen { action, meeting: None, reason, due: None })
    };
    assert!(room.life(reopen("why")).is_err(), "an open one needs no opening");
    room.types("1 withdrawn: asked of another agency").unwrap();
    assert_eq!(room.row(1).state, ActionState::Withdrawn);
    assert!(room.life(reopen(" ")).is_err(), "a reason is asked for");
    room.life(reopen("the other agency cannot")).unwrap();
    assert_eq!(room.row(1).state, ActionState::Open);
}

#[test]
fn two_that_say_the_same_go_on_as_one_that_says_so() {
    let mut room = Room::new();
    room.types("hsg: change the locks by 10/12/2026").unwrap();
    room.types("idva: see that locks are changed by 4/12/2026").unwrap();
    let (first, second) = (room.row(1).id, room.row(2).id);
    assert!(room.life(ActionLife::Merge(Merge { action: first, into: first, reason: None })).is_err());
    room.types("2 same as 1").unwrap();
    let (first, second) = (room.row(1), (room.row(2), second).0);
    assert_eq!((second.state, second.merged_into), (ActionState::Merged, Some(first.id)));
    assert_eq!(first.due, Some(date(2026, 12, 4)), "the earlier promise is kept");
    assert_eq!(first.supporting.0, ["idva"]);
    let (one, two) = (room.whole(1, NOW), room.whole(2, NOW));
    assert_eq!(one.merged.iter().map(|other| other.id).collect::<Vec<_>>(), [second.id]);
    assert_eq!(two.merged_into.map(|other| other.id), Some(first.id));
    undo(&mut room.service).unwrap();
    assert!(room.row(2).state.is_live() && room.row(1).supporting.0.is_empty());
}

#[test]
fn an_action_says_which_risk_it_answers_and_which_earlier_one_it_repeats() {
    let mut room = Room::new();
    room.types("hsg: change of locks at home by fri").unwrap();
    let risk = AddRisk {
        meeting: room.meeting,
        case: room.case,
        whom: Whom::Victim,
        words: "release Friday".into(),
        agency: None,
    };
    run(&mut room.service, Request::AddRisk(risk)).unwrap();
    let source = room.whole(1, NOW).sources[0].clone();
    assert_eq!((source.what.as_str(), source.words.reveal()), ("risk to victim", "release Friday"));
    let action = room.row(1).id;
    room.life(ActionLife::Answers(Answers { action, source: Some(source.id) })).unwrap();
    assert_eq!(room.whole(1, NOW).answers, Some(source));
    let nowhere = Answers { action, source: Some(Uuid::nil()) };
    assert!(room.life(ActionLife::Answers(nowhere)).is_err());
    // The same agency takes the same on a fortnight later.
    let (scene, lexicon, target) = (room.scene(), room.lexicon(), room.target());
    let line = "hsg: locks changed at home by 18/12/2026";
    let reading = crate::domain::line::read(line, &lexicon, &scene.moment());
    let again = typed::requests(line, &reading, &target).remove(0);
    let reply = room.does(morning(2026, 12, 10), again).unwrap();
    assert!(
        reply.warnings.iter().any(|warning| warning.contains("much the same as") && warning.contains("/1")),
        "{:?}",
        reply.warnings
    );
    let later = room.whole(2, morning(2026, 12, 10));
    assert_eq!(later.may_repeat.iter().map(|other| other.id).collect::<Vec<_>>(), [action]);
    let (second, first) = (room.row(2).id, action);
    assert!(room.life(ActionLife::Repeats(Repeats { action: first, of: Some(second) })).is_err());
    room.life(ActionLife::Repeats(Repeats { action: second, of: Some(first) })).unwrap();
    let later = room.whole(2, morning(2026, 12, 10));
    assert_eq!((later.repeats.map(|other| other.id), later.may_repeat.len()), (Some(first), 0));
    assert_eq!(room.whole(1, NOW).repeated.len(), 1);
}

#[test]
fn lateness_is_in_working_days_over_christmas() {
    let mut room = Room::new();
    room.types("pol: marker by 22/12/2026").unwrap();
    let line = room.overdue(morning(2026, 12, 30)).remove(0);
    // 23, 24, 29, 30: Christmas Day, Boxing Day kept on the Monday, and the weekend are no working days.
    assert_eq!((line.late_days, line.standing.as_str()), (4, "overdue 4 days"));
    let done = ReviewAction {
        on: Some(date(2026, 12, 29)),
        ..ReviewAction::of(line.action.id, ReviewOutcome::Completed)
    };
    room.does(morning(2026, 12, 30), Request::ReviewAction(done)).unwrap();
    assert_eq!(room.whole(1, morning(2026, 12, 30)).done_late, Some(3));
}

#[test]
fn reminders_climb_the_ladder_and_every_one_is_kept() {
    let mut room = Room::new();
    room.types("pol: marker by 4/12/2026").unwrap();
    room.types("csc: visit by 4/12/2026").unwrap();
    assert!(room.chasing(morning(2026, 12, 4)).reminders.is_empty(), "due today is not late");
    let steps = [
        (morning(2026, 12, 7), ChaseStep::First),
        (morning(2026, 12, 14), ChaseStep::Again),
        // No senior is named in the area's list, so that the agency is reminded again.
        (morning(2026, 12, 21), ChaseStep::Again),
        (morning(2026, 12, 30), ChaseStep::Steering),
    ];
    let police = room.row(1).id;
    for (on, step) in steps {
        let chasing = room.chasing(on);
        let one = chasing.reminders.iter().find(|one| one.agency == "police").unwrap();
        assert_eq!((one.lines[0].step, one.rung), (step, Rung::of(step)), "{on}");
        let asked = ChaseActions {
            actions: vec![police],
            step: None,
            how: ChaseHow::Telephone,
            to: None,
            note: None,
        };
        room.does(on, Request::Chase(asked)).unwrap();
        let left = room.chasing(on);
        assert!(left.reminders.iter().all(|one| one.agency != "police"), "asked once a day");
        assert_eq!(left.reminders.len(), 1, "the other agency is still to be reminded");
    }
    let chasing = room.chasing(morning(2027, 1, 20));
    assert_eq!(chasing.escalated.iter().map(|line| line.action.id).collect::<Vec<_>>(), [police]);
    let kept = Changes::new(room.service.record()).find::<Chase>("action", &police).unwrap();
    let mut kept: Vec<_> = kept.iter().map(|row| (row.on, row.step, row.to.reveal())).collect();
    kept.sort_unstable();
    assert_eq!(kept[0], (date(2026, 12, 7), ChaseStep::First, "Police"));
    assert_eq!(kept[3], (date(2026, 12, 30), ChaseStep::Steering, "steering group"));
    let line = room.overdue(morning(2027, 1, 20)).into_iter().find(|line| line.action.id == police).unwrap();
    assert_eq!((line.reminded, line.next), (4, None));
    // Another date, and the ladder begins again.
    let due = NewDue { kind: DueKind::On, date: Some(date(2027, 2, 1)), time: None, event: None };
    let moved = ChangeAction { action: police, due: Some(due), to: None, reason: Some("new officer".into()) };
    room.does(morning(2027, 1, 20), Request::ChangeAction(moved)).unwrap();
    let line = room.chasing(morning(2027, 2, 2));
    assert!(line.escalated.is_empty());
    let one = line.reminders.iter().find(|one| one.agency == "police").unwrap();
    assert_eq!((one.lines[0].step, one.lines[0].line.reminded), (ChaseStep::First, 0));
}

#[test]
fn a_draft_that_cannot_be_written_takes_no_password_of_another_with_it() {
    let mut room = Room::new();
    room.types("pol: marker by 4/12/2026").unwrap();
    room.types("csc: visit by 4/12/2026").unwrap();
    let on = morning(2026, 12, 7);
    let due = room.chasing(on).reminders;
    let [first, second] = due.as_slice() else { panic!("two agencies") };
    // A folder stands where the second draft would.
    let folder = tempfile::tempdir().unwrap();
    let wanted = Wanted {
        edition: Edition::Agency(second.agency.clone()),
        recipient: second.to.clone(),
        ..Wanted::of(PaperKind::Reminder, Subject::Owed { on: on.date() })
    };
    let name = file_name(&Changes::new(room.service.record()), &wanted, Format::Eml).unwrap();
    std::fs::create_dir(folder.path().join(name)).unwrap();
    let options = Options { new_password: true, ..Options::pdf() };
    let reply = remind(&mut room.service, at(on), &|_| true, &options, folder.path()).unwrap();
    assert_eq!(reply.told_once.len(), 1, "the password of the draft that stands");
    assert!(reply.warnings.iter().any(|said| said.contains("not every draft was written")), "{reply:?}");
    let left = room.chasing(on).reminders;
    assert_eq!(left.iter().map(|one| &one.agency).collect::<Vec<_>>(), [&second.agency], "{}", first.agency);
}

#[test]
fn an_answer_puts_the_next_reminder_off_and_what_waits_for_a_check_is_not_asked_for() {
    let mut room = Room::new();
    room.types("pol: marker by 4/12/2026").unwrap();
    let action = room.row(1).id;
    let in_hand = Request::ReviewAction(ReviewAction::of(action, ReviewOutcome::InHand));
    room.does(morning(2026, 12, 8), in_hand).unwrap();
    assert!(room.chasing(morning(2026, 12, 9)).reminders.is_empty(), "it answered yesterday");
    assert_eq!(room.chasing(morning(2026, 12, 15)).reminders.len(), 1);
    let check = crate::domain::request::AskCheck { action, of: None };
    let check = Request::Sitting(crate::domain::request::SittingChange::AskCheck(check));
    room.does(morning(2026, 12, 15), check).unwrap();
    assert!(room.chasing(morning(2026, 12, 15)).reminders.is_empty());
    let asked =
        ChaseActions { actions: vec![action], step: None, how: ChaseHow::Telephone, to: None, note: None };
    assert!(room.does(morning(2026, 12, 15), Request::Chase(asked)).is_err());
}

#[test]
fn a_pasted_e_mail_changes_exactly_the_lines_that_are_accepted() {
    let mut room = Room::new();
    room.types("hsg: change of locks by 27/11/2026").unwrap();
    room.types("hsg: sanctuary scheme by 4/12/2026").unwrap();
    room.types("hsg: letterbox guard by 4/12/2026").unwrap();
    room.types("pol: marker by 27/11/2026").unwrap();
    let reference = |room: &Room, number| room.row(number).reference;
    let text = format!(
        "Hello,\n\n{} done 26/11, locks fitted, confirmed by J Cole\n{}: in hand, surveyor booked\n\
         {} will be done next week\n{} done\nLAN-99-0001/1 done\n\nKind regards\n",
        reference(&room, 1),
        reference(&room, 2),
        reference(&room, 3),
        reference(&room, 4),
    );
    let sent = Sent {
        sort: Sort::Actions,
        file: std::path::PathBuf::new(),
        pasted: Some(text.into()),
        from: "housing".to_owned(),
        meeting: None,
    };
    let compared = |room: &Room| {
        let area = room.service.area().unwrap();
        let (view, actor) = (room.service.record().view(), room.service.actor());
        difference(&Looking { view, area: &area, now: at(NOW), actor }, &sent).unwrap()
    };
    let found = compared(&room);
    let standings: Vec<Standing> = found.lines.iter().map(|line| line.standing).collect();
    assert_eq!(found.lines.len(), 5, "{found:?}");
    assert!(standings[..2].iter().all(|standing| *standing != Standing::Refused), "{found:?}");
    assert!(standings[2..].iter().all(|standing| *standing == Standing::Refused), "{found:?}");
    assert!(found.lines[3].why.as_ref().unwrap().contains("belongs to"));
    let rows = |room: &Room| (1..=4).map(|number| room.row(number)).collect::<Vec<_>>();
    let before = rows(&room);
    for chosen in [vec![0], vec![1], vec![0, 1, 2, 3, 4]] {
        let change = room.service.next_id();
        let requests = accepted(&found, |at| chosen.contains(&at));
        let reply = room.service.together(at(NOW), change, requests).unwrap();
        assert!(reply.warnings.is_empty(), "{:?}", reply.warnings);
        for (at, (was, is)) in before.iter().zip(rows(&room)).enumerate() {
            assert_eq!(*was != is, at < 2 && chosen.contains(&at), "{}", was.reference);
        }
        if chosen.contains(&0) {
            let done = room.row(1);
            assert_eq!(done.state, ActionState::Completed);
            assert_eq!((done.closed, done.confirmed_by.is_some()), (Some(NOW.date()), true));
            assert_eq!(
                compared(&room).lines[0].standing,
                Standing::Held,
                "read again it takes nothing twice"
            );
        }
        undo(&mut room.service).unwrap();
        assert_eq!(rows(&room), before, "one undo takes all of it back");
    }
}

#[test]
fn rates_are_those_of_a_hand_count_and_reminders_are_due_as_the_ladder_says() {
    let service = meeting_papers::demo();
    let area = service.area().unwrap();
    let today = date(2026, 11, 26);
    let rows = Changes::new(service.record());
    let (from, to) = (date(2025, 11, 27), today);
    let (mut on_time, mut due, mut beside, mut agreed) = (0, 0, 0, 0);
    let mut late_days = Vec::new();
    for case in rows.all::<Case>().unwrap().into_iter().filter(|case| case.forum == "marac") {
        for action in rows.find::<Action>("case", &case.id).unwrap() {
            if action.agreed.date() < from || action.agreed.date() > to {
                continue;
            }
            agreed += 1;
            let can = matches!(action.due_kind, DueKind::On | DueKind::Usual | DueKind::Before);
            let date = action.due.filter(|_| can);
            match action.state {
                ActionState::Completed => {
                    due += 1;
                    match action.closed.zip(date).filter(|(closed, due)| closed > due) {
                        Some((closed, due)) => {
                            let days = area.holidays.working_days_between(due, closed);
                            late_days.push(usize::try_from(days).unwrap());
                        }
                        None => on_time += 1,
                    }
                }
                ActionState::NotDone => due += 1,
                ActionState::NoLongerPossible | ActionState::Withdrawn => beside += 1,
                _ => due += usize::from(date.is_some_and(|due| due < today)),
            }
        }
    }
    assert!(on_time > 10 && due > on_time && beside > 0, "{on_time} of {due}, {beside} beside");
    let asked = Asked { forum: Some("marac".to_owned()), ..Asked::over(ReportKind::Actions, from, to) };
    let Answer::Report(report) = ask(&service, &Ask::Report(Box::new(asked))) else { panic!("a report") };
    let figure = |key: &str| report.measure(key).unwrap().figure.clone();
    assert_eq!(figure("agreed"), Figure::Count(agreed));
    assert_eq!(figure("on-time"), Figure::share(on_time, due));
    assert_eq!(figure("late"), Figure::share(late_days.len(), due));
    assert_eq!(figure("no-longer-possible"), Figure::share(beside, agreed));
    assert_eq!(figure("days-late"), Figure::days(late_days));
    // What is found by days in one statement is what the ladder says of each action.
    let Answer::Chasing(chasing) = ask(&service, &Ask::Chasing) else { panic!("reminders") };
    let mut due: Vec<_> =
        chasing.reminders.iter().flat_map(|one| &one.lines).map(|line| line.line.action.id).collect();
    due.sort_unstable();
    let filter = ActionFilter { overdue: true, ..ActionFilter::default() };
    let Answer::Actions(found) = ask(&service, &Ask::Actions(filter, Window::ALL)) else { panic!("actions") };
    let lines = found.lines.iter().filter(|line| line.action.agency != "all" && line.check.is_none());
    let by_ladder = lines.filter(|line| line.next.is_some_and(|next| next.on <= today));
    let mut by_ladder: Vec<_> = by_ladder.map(|line| line.action.id).collect();
    by_ladder.sort_unstable();
    assert!(!due.is_empty());
    assert_eq!(due, by_ladder);
}
