//! Keys, pastes, resizes and late answers at random, on the application over a real record in memory.
//!
//! Whatever is pressed: nothing panics, nothing that was acknowledged or kept is lost, and no letter typed in the meeting room
//! is a command. A few thousand steps run with the other tests; `CONVENOR_STEPS=100000` runs as many as it says.

use std::collections::{BTreeMap, VecDeque};

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use uuid::Uuid;

use crate::app::command::{Scope, TABLE};
use crate::app::event::Event;
use crate::app::keymap::{Key, Keymap};
use crate::app::route::Route;
use crate::app::theme::Theme;
use crate::app::{App, Setup};
use crate::demo::build::{FEWEST, Size, build};
use crate::demo::content;
use crate::domain::id::{Id, Ids, SeededIds};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::{MoveMeeting, Request, Step};
use crate::domain::rows::meeting::Meeting;
use crate::record::entropy::Stream;
use crate::service::ask::{Answer, Ask};
use crate::service::job::{DraftPlace, Job, News};
use crate::service::look::{Looking, look};
use crate::service::{Now, Service};

/// Steps with the other tests.
const STEPS: usize = 2_500;
/// The passphrase of the record.
const PASSPHRASE: &str = "open sesame";

/// A record in memory that answers jobs, some of them late.
struct Real {
    service: Service,
    now: DateTime,
    /// Texts that were acknowledged, by their change.
    acknowledged: Vec<Uuid>,
    /// What was last said to be kept, by place.
    kept: BTreeMap<DraftPlace, Private>,
    waiting: VecDeque<Job>,
}

impl Real {
    /// The invented area with today's meeting open.
    fn new() -> (Self, Id<Meeting>) {
        let content = content::load().unwrap();
        let today = content.cases.meeting;
        let founded = moment(jiff::civil::date(2011, 9, 1).at(9, 0, 0, 0));
        let ids = || Box::new(SeededIds::new(3, 1_300_000_000_000));
        let mut service = Service::in_memory(Box::new(Stream::seeded(3)), ids(), founded).unwrap();
        build(&mut service, &content, Size { cases: FEWEST, seed: 3, today }, &mut |_| {}).unwrap();
        let now = today.at(9, 40, 0, 0);
        let mut real =
            Self { service, now, acknowledged: Vec::new(), kept: BTreeMap::new(), waiting: VecDeque::new() };
        let Ok(Answer::Meetings(meetings)) = real.look(&Ask::Meetings) else { panic!("no meetings") };
        let meeting = meetings.iter().find(|line| line.meeting.on == today && line.cases > 3);
        let meeting = meeting.expect("today's meeting").meeting.id;
        let change = real.service.next_id();
        let open = Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open });
        real.service.execute(moment(now), change, open, None).unwrap();
        (real, meeting)
    }

    fn look(&self, ask: &Ask) -> Result<Answer, Refusal> {
        let area = self.service.area()?;
        let (view, actor) = (self.service.record().view(), self.service.actor());
        look(Looking { view, area: &area, now: moment(self.now), actor }, ask)
    }

    fn answer(&mut self, job: Job) -> Option<News> {
        let now = moment(self.now);
        let no = || Refusal::rule("not here");
        Some(match job {
            Job::Execute { ticket, change, request, consumes } => {
                // Other requests may find that nothing is to be changed; these always add what was typed.
                let adds = matches!(
                    *request,
                    Request::AddActions(_)
                        | Request::AddInformation(_)
                        | Request::AddRisk(_)
                        | Request::AddNote(_)
                );
                let outcome = self.service.execute(now, change, *request, consumes.as_ref());
                if outcome.is_ok() {
                    if adds {
                        self.acknowledged.push(change);
                    }
                    if let Some(place) = consumes {
                        self.kept.remove(&place);
                    }
                }
                News::Done { ticket, outcome }
            }
            Job::Together { ticket, .. } => News::Done { ticket, outcome: Err(no()) },
            Job::Undo { ticket, change } => News::Done { ticket, outcome: self.service.undo(now, change) },
            Job::Look { ticket, ask } => News::Answer { ticket, outcome: self.look(&ask) },
            Job::Keep { place, text, turn } => {
                self.service.keep(&place, &text).unwrap();
                if text.is_empty() {
                    self.kept.remove(&place);
                } else {
                    self.kept.insert(place.clone(), text);
                }
                News::Kept { place, turn }
            }
            Job::Recall { ticket, place } => {
                News::Recalled { ticket, text: self.service.recall(&place).unwrap() }
            }
            Job::Unlock(typed) => News::Unlocked(Ok(typed.reveal() == PASSPHRASE)),
            Job::Papers { ticket, .. } | Job::Save { ticket, .. } | Job::Adopt { ticket, .. } => {
                News::Done { ticket, outcome: Err(no()) }
            }
            Job::Paperwork { ticket, .. } => News::Done { ticket, outcome: Err(no()) },
        })
    }
}

fn moment(local: DateTime) -> Now {
    Now { at: local.to_zoned(TimeZone::UTC).unwrap().timestamp(), local }
}

/// The application, and chance.
struct Hands {
    app: App,
    real: Real,
    meeting: Id<Meeting>,
    chance: TestRng,
    keys: Vec<Key>,
    lives: u64,
}

impl Hands {
    fn new(seed: u8) -> Self {
        let (real, meeting) = Real::new();
        let keys = TABLE.iter().flat_map(|row| row.keys).filter_map(|key| Key::parse(key)).collect();
        let (app, jobs) = start(real.now, 0);
        let mut hands = Self {
            app,
            real,
            meeting,
            chance: TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
            keys,
            lives: 0,
        };
        hands.enter(jobs);
        hands
    }

    fn draw_number(&mut self, of: usize) -> usize {
        usize::try_from(self.chance.next_u32()).unwrap_or(0) % of.max(1)
    }

    /// Goes into the room, as at the beginning of a life.
    fn enter(&mut self, jobs: Vec<Job>) {
        self.real.waiting.extend(jobs);
        self.app.push(Route::Room(self.meeting), None);
        let jobs = std::mem::take(&mut self.app.jobs);
        self.real.waiting.extend(jobs);
        self.settle();
    }

    fn event(&mut self, event: Event) {
        let jobs = self.app.handle(event);
        self.real.waiting.extend(jobs);
    }

    /// The record answers the oldest job, if any waits.
    fn serve(&mut self) {
        if let Some(job) = self.real.waiting.pop_front()
            && let Some(news) = self.real.answer(job)
        {
            self.event(Event::News(news));
        }
    }

    fn settle(&mut self) {
        for _ in 0..2_000 {
            if self.real.waiting.is_empty() {
                return;
            }
            self.serve();
        }
        panic!("the application never stops asking");
    }

    /// A letter, digit or blank; in the room it must be text and nothing else.
    fn letter(&mut self) {
        const LETTERS: &[char] = &[
            'a', 'e', 'h', 's', 'g', ':', ' ', 'é', '日', 'q', 'y', 'n', '?', '1', '/', '+', 'G', 'j', 'k',
            'z', '\u{301}',
        ];
        let letter = LETTERS.get(self.draw_number(LETTERS.len())).copied().unwrap_or('x');
        let spelt = if letter == ' ' { "space".to_owned() } else { letter.to_string() };
        let Some(key) = Key::parse(&spelt) else { return };
        let in_room = self.app.top().is_some_and(|top| top.scope() == Scope::Room) && self.app.lock.is_none();
        let before = (self.app.depth(), self.app.cx.privacy, self.app.cx.theme.name.clone());
        let jobs = self.app.handle(Event::Key(key.event()));
        if in_room {
            let after = (self.app.depth(), self.app.cx.privacy, self.app.cx.theme.name.clone());
            assert_eq!(before, after, "`{letter}` did something in the room");
            for job in &jobs {
                match job {
                    Job::Keep { text, .. } => {
                        assert!(
                            text.reveal().contains(letter) || letter == '\u{301}',
                            "`{letter}` was not kept"
                        );
                    }
                    other => panic!("`{letter}` asked for {other:?} in the room"),
                }
            }
            assert!(!self.app.is_quitting());
        }
        self.real.waiting.extend(jobs);
    }

    fn line(&mut self) {
        self.press("ctrl-u");
        const LINES: &[&str] = &[
            "housing: change locks by fri",
            "pol+idva: joint visit 2/52",
            "nothing known",
            "csc: s47 strat",
            "2 done",
            "all: flag & tag",
            "gp: code record 3/7",
        ];
        let line = LINES.get(self.draw_number(LINES.len())).copied().unwrap_or_default();
        for letter in line.chars() {
            let spelt = if letter == ' ' { "space".to_owned() } else { letter.to_string() };
            if let Some(key) = Key::parse(&spelt) {
                self.event(Event::Key(key.event()));
            }
        }
        self.press("enter");
    }

    /// Most of what is typed is typed in the room.
    fn back_to_the_room(&mut self) {
        self.unlock();
        if self.app.top().is_none_or(|top| top.scope() != Scope::Room) {
            self.press("f3");
            for _ in 0..4 {
                self.press("esc");
            }
            self.app.push(Route::Room(self.meeting), None);
            let jobs = std::mem::take(&mut self.app.jobs);
            self.real.waiting.extend(jobs);
            self.settle();
        }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace().filter_map(Key::parse) {
            self.event(Event::Key(key.event()));
        }
    }

    fn paste(&mut self) {
        const PASTES: &[&str] = &[
            "",
            "\n",
            "two\r\nlines",
            "tab\tand \u{1b}[31m escape \u{202e} bidi \0",
            "日本語のテキスト 👩‍👩‍👧 é",
            "a long paste ",
        ];
        let mut text = PASTES.get(self.draw_number(PASTES.len())).copied().unwrap_or_default().to_owned();
        if text.starts_with("a long") {
            text = text.repeat(200);
        }
        self.event(Event::Paste(text));
    }

    fn step(&mut self) {
        self.real.now = self.real.now.saturating_add(SignedDuration::from_millis(130));
        self.event(Event::Tick(self.real.now));
        match self.draw_number(100) {
            0..45 => self.letter(),
            45..65 => {
                let which = self.draw_number(self.keys.len());
                if let Some(key) = self.keys.get(which).copied() {
                    self.event(Event::Key(key.event()));
                }
            }
            65..68 => self.back_to_the_room(),
            68..73 => self.line(),
            73..78 => {
                let which = self.draw_number(6);
                self.press(["enter", "esc", "tab", "backspace", "left", "ctrl-w"][which]);
            }
            78..82 => self.paste(),
            82..85 => self.resize(),
            85..86 => self.event(Event::News(News::Changed)),
            86..88 => self.click(),
            88..90 => self.unlock(),
            _ => self.settle(),
        }
        // The record is sometimes ahead and sometimes behind.
        for _ in 0..self.draw_number(4) {
            self.serve();
        }
        if self.app.is_quitting() {
            self.live_again();
        }
    }

    fn resize(&mut self) {
        let (columns, rows) = (self.draw_number(160) + 1, self.draw_number(50) + 1);
        let size = (u16::try_from(columns).unwrap_or(1), u16::try_from(rows).unwrap_or(1));
        self.event(Event::Resize(size.0, size.1));
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        terminal.draw(|frame| self.app.view(frame)).unwrap();
    }

    fn click(&mut self) {
        let row = u16::try_from(self.draw_number(50)).unwrap_or(0);
        let down = self.draw_number(2) == 0;
        self.event(if down { Event::Click { column: 3, row } } else { Event::Wheel { down } });
    }

    /// Gives the passphrase, where it is asked for.
    fn unlock(&mut self) {
        if self.app.lock.is_some() {
            // One that was tried before is answered first.
            self.settle();
            self.real.now = self.real.now.saturating_add(SignedDuration::from_secs(40));
            self.event(Event::Tick(self.real.now));
            self.press("esc");
            self.event(Event::Paste(PASSPHRASE.to_owned()));
            self.press("enter");
            self.settle();
            assert!(self.app.lock.is_none(), "the passphrase unlocks");
        }
    }

    /// The user has left: what was kept and acknowledged is there, and the program is opened again.
    fn live_again(&mut self) {
        self.settle();
        self.check();
        self.lives += 1;
        let (app, jobs) = start(self.real.now, self.lives);
        self.app = app;
        self.enter(jobs);
    }

    /// Everything acknowledged is in the record, and every kept line is as it was when that was said.
    fn check(&mut self) {
        let acknowledged = std::mem::take(&mut self.real.acknowledged);
        let tx = self.real.service.record_mut().begin().unwrap();
        for change in &acknowledged {
            assert!(tx.has(*change).unwrap(), "an acknowledged change is gone");
        }
        drop(tx);
        for (place, text) in &self.real.kept {
            let held = self.real.service.recall(place).unwrap();
            assert!(held.as_ref() == Some(text), "a kept line is gone from {}", place.kind);
        }
    }
}

fn start(now: DateTime, life: u64) -> (App, Vec<Job>) {
    App::new(Setup {
        now,
        theme: Theme::choose(None, false),
        keymap: Keymap::default(),
        ids: Box::new(SeededIds::new(100 + life, 1_900_000_000_000 + life)) as Box<dyn Ids + Send>,
        mouse: true,
        hint: None,
    })
}

#[test]
fn whatever_is_pressed_nothing_breaks_and_nothing_said_to_be_safe_is_lost() {
    let steps = std::env::var("CONVENOR_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let mut hands = Hands::new(17);
    let mut acknowledged = 0;
    let mut step = 0;
    // Chance may do little for a while: then the hands go on until there is enough that could have been lost.
    while step < steps || (acknowledged <= steps / 200 && step < 8 * steps) {
        hands.step();
        step += 1;
        if step % 500 == 0 {
            hands.settle();
            acknowledged += hands.real.acknowledged.len();
            hands.check();
        }
    }
    hands.settle();
    hands.check();
    for _ in 0..3 {
        hands.unlock();
        hands.press("ctrl-q");
    }
    assert!(hands.app.is_quitting(), "ctrl-q leaves wherever one is");
    println!("{step} steps, {acknowledged} texts acknowledged, {} lives", hands.lives + 1);
    assert!(acknowledged > steps / 200, "too little happened: {acknowledged} texts in {step} steps");
}
