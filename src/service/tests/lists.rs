//! Filter words, orders, views and changes of several over a real record.

use super::*;
use crate::domain::filter::{Known, List, complete, keys};
use crate::domain::listing::{ActionFilter, CaseFilter, DeskFilter, GroupBy, Window};
use crate::domain::request::{ChangeAction, Handover, Proof, ReviewAction};
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::service::ask::SavedView;
use crate::service::job::DraftPlace;
use crate::service::typed;

impl Room {
    fn agreed(&mut self, line: &str) {
        let (scene, lexicon, target) = (self.scene(), self.lexicon(), self.target());
        let reading = crate::domain::line::read(line, &lexicon, &scene.moment());
        run(&mut self.service, typed::requests(line, &reading, &target).remove(0)).unwrap();
    }

    fn busy() -> Self {
        let mut room = Self::new();
        room.agreed("pol: marker today");
        room.agreed("hsg: locks by fri");
        room.agreed("dc shah: safety plan by 10 dec");
        run(&mut room.service, referral("Okafor")).unwrap();
        room
    }

    fn found(&self, words: &str) -> Vec<u32> {
        let filter = ActionFilter { words: words.to_owned(), ..ActionFilter::default() };
        let Answer::Actions(found) = ask(&self.service, &Ask::Actions(filter, Window::ALL)) else {
            panic!("actions")
        };
        assert_eq!(found.total, found.lines.len(), "{words}");
        found.lines.iter().map(|line| line.action.number).collect()
    }

    fn cases(&self, words: &str) -> usize {
        let filter = CaseFilter { words: words.to_owned(), ..CaseFilter::default() };
        let Answer::Cases(found) = ask(&self.service, &Ask::Cases(filter, Window::ALL)) else {
            panic!("cases")
        };
        assert_eq!(found.total, found.lines.len(), "{words}");
        found.total
    }

    fn action(&self, number: u32) -> Id<Action> {
        let actions = Changes::new(self.service.record()).find::<Action>("case", &self.case).unwrap();
        actions.iter().find(|action| action.number == number).unwrap().id
    }

    fn known(&self) -> Known {
        let extra = Changes::new(self.service.record()).all::<Agency>().unwrap();
        Known::of(&self.service.area().unwrap(), &extra)
    }
}

#[test]
fn filter_words_find_the_actions_they_say() {
    let room = Room::busy();
    for (words, numbers) in [
        ("", vec![1, 2, 3]),
        ("agency:housing", vec![2]),
        ("agency:hsg,pol", vec![1, 2, 3]),
        ("-agency:housing", vec![1, 3]),
        ("is:awaiting", vec![2]),
        ("is:live -is:awaiting", vec![1, 3]),
        ("due:today", vec![1]),
        ("due:<=1d", vec![1, 2]),
        ("due:>7d", vec![3]),
        ("owner:shah", vec![3]),
        ("has:owner locks", vec![]),
        ("meeting:2026-11-26", vec![1, 2, 3]),
        ("meeting:26/11/2026 forum:marac", vec![1, 2, 3]),
        ("meeting:2026-12-10", vec![]),
        ("age:>60d", vec![]),
        ("age:<1d", vec![1, 2, 3]),
        ("case:1", vec![1, 2, 3]),
        ("repeat:yes", vec![]),
        ("repeat:no locks", vec![2]),
        ("state:open", vec![1, 3]),
        ("sort:-due", vec![3, 2, 1]),
        ("sort:agency", vec![2, 1, 3]),
        ("agncy:housing", vec![]),
    ] {
        assert_eq!(room.found(words), numbers, "{words}");
    }
}

#[test]
fn filter_words_find_the_cases_they_say() {
    let room = Room::busy();
    for (words, count) in [
        ("", 2),
        ("kersh", 1),
        ("agency:housing", 1),
        ("-agency:housing", 1),
        ("state:waiting", 1),
        ("is:waiting", 1),
        ("is:open", 2),
        ("-is:closed", 2),
        ("meeting:2026-11-26", 1),
        ("-has:meeting", 1),
        ("children:2", 2),
        ("has:children", 2),
        ("children:>2", 0),
        ("referred:<=14d", 2),
        ("referred:today", 0),
        ("age:>10d", 2),
        ("is:flagged", 2),
        ("flag:expired", 0),
        ("due:today", 1),
        ("forum:matac", 0),
        ("is:nonsense", 0),
    ] {
        assert_eq!(room.cases(words), count, "{words}");
    }
}

#[test]
fn a_line_follows_its_meeting_and_an_undo() {
    let mut room = Room::busy();
    assert_eq!(room.cases("has:meeting"), 1);
    let change = room.service.next_id();
    let listed = crate::domain::request::ListCase {
        meeting: room.meeting,
        case: Changes::new(room.service.record())
            .all::<Case>()
            .unwrap()
            .iter()
            .find(|case| case.id != room.case)
            .unwrap()
            .id,
        why: None,
    };
    room.service.execute(at(NOW), change, Request::ListCase(listed), None).unwrap();
    assert_eq!(room.cases("has:meeting meeting:2026-11-26"), 2);
    undo(&mut room.service).unwrap();
    assert_eq!(room.cases("has:meeting"), 1);
}

#[test]
fn every_word_that_is_offered_is_a_question_the_record_answers() {
    let room = Room::busy();
    let known = room.known();
    for list in [List::Cases, List::Actions, List::Desk] {
        for key in keys(list) {
            let mut offered = complete(&format!("{}:", key.word), list, &known);
            offered.truncate(8);
            for words in offered.into_iter().flat_map(|one| [format!("-{}", one.piece), one.piece]) {
                let asked = match list {
                    List::Cases => Ask::Cases(CaseFilter { words, ..CaseFilter::default() }, Window::ALL),
                    List::Actions => {
                        Ask::Actions(ActionFilter { words, ..ActionFilter::default() }, Window::ALL)
                    }
                    _ => Ask::Desk(DeskFilter { words, ..DeskFilter::default() }, Window::ALL),
                };
                ask(&room.service, &asked);
            }
        }
    }
}

#[test]
fn several_are_one_change_and_what_is_refused_is_told() {
    let mut room = Room::busy();
    let review = |action, outcome| Request::ReviewAction(ReviewAction::of(action, outcome));
    let first = review(room.action(1), ReviewOutcome::Completed);
    run(&mut room.service, first).unwrap();
    let requests =
        [1, 2, 3].map(|number| (format!("/{number}"), review(room.action(number), ReviewOutcome::Completed)));
    let change = room.service.next_id();
    let reply = room.service.together(at(NOW), change, requests.clone().into()).unwrap();
    assert_eq!(reply.words, "2 of 3 done as one change");
    assert_eq!(reply.ids, [room.action(2), room.action(3)].map(Id::uuid));
    assert_eq!(reply.warnings.len(), 1);
    assert!(reply.warnings[0].starts_with("/1: "), "{:?}", reply.warnings);
    assert_eq!(room.found("is:closed").len(), 3);
    undo(&mut room.service).unwrap();
    assert_eq!(room.found("is:closed"), [1], "one undo takes all of them back");

    let change = room.service.next_id();
    let to = Handover { agency: "police".to_owned(), supporting: Vec::new(), person: None, awaiting: false };
    let hand = |room: &Room, number| {
        let (action, to) = (room.action(number), Some(to.clone()));
        (String::new(), Request::ChangeAction(ChangeAction { action, due: None, to, reason: None }))
    };
    let requests = vec![hand(&room, 2), hand(&room, 3)];
    room.service.together(at(NOW), change, requests).unwrap();
    assert_eq!(room.found("agency:police is:live"), [2, 3]);

    let change = room.service.next_id();
    let refused = room.service.together(
        at(NOW),
        change,
        vec![("/1".to_owned(), review(room.action(1), ReviewOutcome::Completed))],
    );
    assert!(refused.unwrap_err().to_string().starts_with("nothing was changed: /1: "));
}

#[test]
fn a_view_is_kept_for_its_user_and_deleted_again() {
    let mut room = Room::busy();
    let place = |name: &str| DraftPlace { kind: SavedView::kept_as(List::Actions, name), about: None };
    room.service.keep(&place("late locks"), &"agency:housing is:overdue".into()).unwrap();
    let views = |room: &Room| {
        let Answer::Views(views) = ask(&room.service, &Ask::Views(List::Actions)) else { panic!("views") };
        views.into_iter().map(|view| (view.name, view.words.reveal().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(views(&room), [("late locks".to_owned(), "agency:housing is:overdue".to_owned())]);
    let Answer::Views(others) = ask(&room.service, &Ask::Views(List::Cases)) else { panic!("views") };
    assert!(others.is_empty());
    room.service.keep(&place("late locks"), &Private::default()).unwrap();
    assert!(views(&room).is_empty());
}

#[test]
fn a_case_is_told_from_referral_to_what_became_of_its_actions() {
    let mut room = Room::busy();
    let done = Request::ReviewAction(ReviewAction {
        action: room.action(1),
        meeting: None,
        outcome: ReviewOutcome::Completed,
        note: Some("marker on".into()),
        on: None,
        proof: Proof::default(),
    });
    run(&mut room.service, done).unwrap();
    let Answer::Timeline(timeline) = ask(&room.service, &Ask::Timeline(room.case)) else {
        panic!("a timeline")
    };
    let heads: Vec<String> =
        timeline.events.iter().rev().map(|event| format!("{}: {}", event.kind, event.head)).collect();
    let at = |wanted: &str| {
        heads
            .iter()
            .position(|head| head.starts_with(wanted))
            .unwrap_or_else(|| panic!("{wanted} in {heads:?}"))
    };
    let order =
        ["referral: referred", "hearing: heard, case 1", "action: LAN-26-0001/1, due", "date: release"]
            .map(at);
    assert!(order.is_sorted(), "{heads:?}");
    assert!(at("review: LAN-26-0001/1 completed") > at("action: LAN-26-0001/1"));
    let police =
        timeline.events.iter().filter(|event| event.agency.as_ref().is_some_and(|(key, _)| key == "police"));
    assert_eq!(police.count(), 3, "{heads:?}");
}

#[test]
fn actions_are_counted_and_each_group_is_a_filter() {
    let room = Room::busy();
    for by in GroupBy::ALL {
        let asked = Ask::ActionGroups(ActionFilter::default(), *by);
        let Answer::ActionGroups(groups) = ask(&room.service, &asked) else { panic!("groups") };
        assert_eq!(groups.iter().map(|line| line.group.total).sum::<usize>(), 3, "{by}");
        for line in groups {
            assert_eq!(room.found(&line.words).len(), line.group.total, "{}", line.words);
        }
    }
    let asked = Ask::ActionGroups(ActionFilter::default(), GroupBy::Agency);
    let Answer::ActionGroups(groups) = ask(&room.service, &asked) else { panic!("groups") };
    let told: Vec<_> = groups.iter().map(|line| (line.label.as_str(), line.group.live)).collect();
    assert_eq!(told, [("Police", 2), ("Housing", 1)]);
}

#[test]
fn people_cases_and_actions_are_found_by_a_few_letters() {
    let room = Room::busy();
    let found = |typed: &str| {
        let Answer::Found(lines) = ask(&room.service, &Ask::Find(typed.into())) else {
            panic!("what was found")
        };
        lines.into_iter().map(|line| format!("{} {}", line.kind, line.reference)).collect::<Vec<_>>()
    };
    assert_eq!(found(""), [""; 0]);
    let kersh = found("kshw");
    assert!(
        kersh.contains(&"case LAN-26-0001".to_owned()) && kersh.contains(&"person LAN-26-0001".to_owned()),
        "{kersh:?}"
    );
    assert!(kersh.iter().all(|line| !line.contains("0002")), "{kersh:?}");
    assert_eq!(found("0002").first().map(String::as_str), Some("case LAN-26-0002"));
    assert_eq!(found("locks"), ["action LAN-26-0001/2"]);
    assert_eq!(found("1/2"), ["action LAN-26-0001/2"]);
    assert_eq!(found("nobody at all"), [""; 0]);
}

#[test]
fn what_is_due_says_why_and_by_when() {
    let room = Room::busy();
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    let told: Vec<String> = today.duties.iter().map(|duty| format!("{} ({})", duty.what, duty.why)).collect();
    let has =
        |begins: &str| assert!(told.iter().any(|line| line.starts_with(begins)), "{begins} in {told:?}");
    has("tell the IDVA of 1 referral (the working day it came)");
    has("build the agenda of MARAC-2026-12-10, then send its papers (7 clear working days before it)");
    assert!(today.duties.first().is_some_and(|duty| duty.late), "late first");
}

#[test]
fn a_meeting_that_is_over_asks_for_its_sheets_and_minutes() {
    let mut room = Room::busy();
    let close = Request::MoveMeeting(MoveMeeting { meeting: room.meeting, step: Step::Close });
    run(&mut room.service, close).unwrap();
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    for what in
        ["send the action sheets of MARAC-2026-11-26", "minutes of MARAC-2026-11-26 wait for the chair"]
    {
        assert!(today.duties.iter().any(|duty| duty.what == what), "{what} in {:?}", today.duties);
    }
}

#[test]
fn undo_says_what_it_puts_back_before_and_after() {
    let mut room = Room::busy();
    let review = ReviewAction {
        action: room.action(1),
        meeting: None,
        outcome: ReviewOutcome::Completed,
        note: Some("told to nobody".into()),
        on: None,
        proof: Proof::default(),
    };
    run(&mut room.service, Request::ReviewAction(review)).unwrap();
    let Answer::Undoing(Some(undoing)) = ask(&room.service, &Ask::Undoing) else { panic!("an undo") };
    assert_eq!(undoing.words, "action changed LAN-26-0001");
    let lines = undoing.lines.join("; ");
    assert!(lines.contains("action LAN-26-0001/1: "), "{lines}");
    assert!(lines.contains("state completed to open"), "{lines}");
    assert!(!lines.contains("nobody"), "narrative is never told: {lines}");
    let reply = undo(&mut room.service).unwrap();
    assert!(reply.words.starts_with("undone: action changed; "), "{}", reply.words);
}
