//! The lock of the screen: nothing of the record is drawn until the passphrase is given again.
//!
//! Only the screen is locked. The record stays open under it, so that what was typed is kept to the end and what was
//! being written is finished; its key stays in this program's memory, and only leaving the program drops it. The
//! passphrase is checked against the user's own slot of `keys.toml` on a thread of its own, since that takes time by
//! design, and is forgotten as soon as it is answered. While the screen is locked nothing new is asked of the record.

use crossterm::event::KeyEvent;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};
use zeroize::Zeroizing;

use super::App;
use super::command::{Command, Scope};
use super::cx::Cx;
use super::keymap::Edit;
use super::screen::Msg;
use super::widgets::{chrome, wide};
use crate::domain::refusal::Refusal;
use crate::service::job::{Job, Passphrase};

/// The longest wait after a wrong passphrase, in seconds; it doubles from one second (our default).
const LONGEST_WAIT: i64 = 30;
/// Milliseconds after which a check is said to be going on (our default, as for reading).
const FELT: i128 = 150;
/// The longest passphrase taken, in bytes: nobody types more.
const MOST: usize = 4096;

/// What locked the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The key for it.
    Asked,
    /// So many minutes without a key.
    Idle(u32),
}

/// A locked screen.
pub(super) struct Lock {
    why: Why,
    since: DateTime,
    typed: Zeroizing<String>,
    /// When the passphrase that is being checked was sent.
    checking: Option<DateTime>,
    wrong: u32,
    /// Until when no passphrase is taken.
    until: Option<DateTime>,
    /// What was last said.
    said: Option<String>,
    /// Whether leaving would lose a form, and that has been said.
    leaving: bool,
}

impl Lock {
    /// Locks now.
    pub(super) fn new(why: Why, now: DateTime) -> Self {
        Self {
            why,
            since: now,
            typed: Zeroizing::default(),
            checking: None,
            wrong: 0,
            until: None,
            said: None,
            leaving: false,
        }
    }

    /// Types a key into the passphrase.
    pub(super) fn key(&mut self, event: KeyEvent) {
        if self.checking.is_some() {
            return;
        }
        match Edit::of(event) {
            Some(Edit::Insert(letter)) => self.put(letter.encode_utf8(&mut [0; 4])),
            Some(Edit::Backspace) => {
                self.typed.pop();
            }
            Some(Edit::KillBefore | Edit::KillWord) => self.clear(),
            _ => {}
        }
    }

    /// Puts a pasted passphrase in; the end of its line is no part of it.
    pub(super) fn put(&mut self, text: &str) {
        let text = text.trim_end_matches(['\r', '\n']);
        if self.checking.is_none() && self.typed.len() + text.len() <= MOST {
            // Made with room to spare at once, so that growing leaves no copy behind.
            if self.typed.capacity() < MOST {
                let mut roomy = Zeroizing::new(String::with_capacity(MOST));
                roomy.push_str(&self.typed);
                self.typed = roomy;
            }
            self.typed.push_str(text);
        }
    }

    /// Forgets what is typed.
    pub(super) fn clear(&mut self) {
        self.typed = Zeroizing::default();
    }

    /// The passphrase to check now; nothing while one is checked, none is typed, or a wrong one is being paid for.
    pub(super) fn take(&mut self, now: DateTime) -> Option<Passphrase> {
        if self.checking.is_some() || self.typed.is_empty() || self.waits(now).is_some() {
            return None;
        }
        self.checking = Some(now);
        self.said = None;
        Some(Passphrase::new(std::mem::take(&mut self.typed)))
    }

    /// What became of the check; whether the screen is to be unlocked.
    pub(super) fn checked(&mut self, outcome: &Result<bool, Refusal>, now: DateTime) -> bool {
        self.checking = None;
        match outcome {
            Ok(true) => return true,
            Ok(false) => {
                let seconds = (1_i64 << self.wrong.min(5)).min(LONGEST_WAIT);
                self.wrong += 1;
                self.until = Some(now.saturating_add(SignedDuration::from_secs(seconds)));
                self.said = Some("that is not the passphrase".to_owned());
            }
            Err(refusal) => self.said = Some(format!("the passphrase could not be checked: {refusal}")),
        }
        false
    }

    /// Says that leaving would lose a form; whether it had been said before.
    pub(super) fn leave(&mut self) -> bool {
        self.said =
            Some("a form is half filled in and would be lost; Ctrl-q again leaves all the same".to_owned());
        std::mem::replace(&mut self.leaving, true)
    }

    /// Whether a passphrase is being checked.
    pub(super) const fn is_checking(&self) -> bool {
        self.checking.is_some()
    }

    /// Whether what is shown is another thing than it was at that moment.
    pub(super) fn moves(&self, was: DateTime, now: DateTime) -> bool {
        self.until.is_some_and(|until| was <= until) || self.is_felt(was) != self.is_felt(now)
    }

    fn is_felt(&self, now: DateTime) -> bool {
        self.checking.is_some_and(|since| now.duration_since(since).as_millis() >= FELT)
    }

    /// Seconds until a passphrase is taken again.
    fn waits(&self, now: DateTime) -> Option<i64> {
        let left = self.until?.duration_since(now).as_millis();
        (left > 0).then(|| i64::try_from((left + 999) / 1_000).unwrap_or(LONGEST_WAIT))
    }

    /// Draws the locked screen over everything.
    pub(super) fn view(&self, frame: &mut Frame, area: Rect, hint: Option<&str>, cx: &Cx) {
        frame.render_widget(Clear, area);
        frame.buffer_mut().set_style(area, cx.theme.text);
        let columns = usize::from(area.width.saturating_sub(4)).clamp(1, 60);
        let mut lines = Vec::new();
        let mut say = |words: &str, style| {
            lines.extend(wide::wrap(words, columns).into_iter().map(|line| Line::styled(line, style)));
        };
        let since = self.since.strftime("%H:%M");
        say(
            &match self.why {
                Why::Asked => format!("Locked at {since}. What you were typing is kept."),
                Why::Idle(minutes) => format!(
                    "Locked at {since}, after {minutes} minutes without a key. What you were typing is kept."
                ),
            },
            cx.theme.text,
        );
        say("", cx.theme.text);
        let room = columns.saturating_sub(13);
        let dots = "•".repeat(self.typed.chars().count().min(room));
        say(&format!("Passphrase  {dots}"), cx.theme.strong);
        let at = lines.len();
        let mut say = |words: &str, style| {
            lines.extend(wide::wrap(words, columns).into_iter().map(|line| Line::styled(line, style)));
        };
        if self.is_felt(cx.now) {
            say("… checking", cx.theme.quiet);
        } else if let Some(words) = &self.said {
            let wait = self.waits(cx.now).map(|left| format!("; try again in {left} s")).unwrap_or_default();
            say(&format!("! {words}{wait}"), cx.theme.bad);
        }
        if let Some(hint) = hint {
            say(hint, cx.theme.quiet);
        }
        say("", cx.theme.text);
        say("Enter unlocks   Ctrl-q leaves Convenor", cx.theme.quiet);
        let size = (66, u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2));
        let inside = chrome::boxed(frame, area, "Convenor is locked", size, cx);
        frame.render_widget(Paragraph::new(lines), inside);
        let row = u16::try_from(at.saturating_sub(1)).unwrap_or(u16::MAX);
        if row < inside.height && self.checking.is_none() {
            let column = u16::try_from(12 + wide::width(&dots)).unwrap_or(u16::MAX);
            frame.set_cursor_position((
                inside.x.saturating_add(column.min(inside.width.saturating_sub(1))),
                inside.y.saturating_add(row),
            ));
        }
    }
}

impl App {
    /// Locks the screen: the next frame is drawn on a cleared terminal and holds nothing of the record.
    pub(super) fn lock(&mut self, why: Why) {
        if self.lock.is_none() {
            self.lock = Some(Lock::new(why, self.cx.now));
            self.draw_afresh();
        }
    }

    /// Locks when no key was pressed for as long as the area says, unless an open meeting is sat through here.
    pub(super) fn lock_when_idle(&mut self) {
        let still = self.cx.now.duration_since(self.touched).as_secs();
        let sits = || self.stack.iter().any(|open| open.screen.as_screen().sits());
        if self.idle > 0 && still >= i64::from(self.idle) * 60 && !sits() {
            self.lock(Why::Idle(self.idle));
        }
    }

    /// A key on the locked screen: the passphrase, Enter, or leaving. No other command is heard.
    pub(super) fn locked_key(&mut self, event: KeyEvent) {
        let command = self.cx.keymap.command(Scope::Lock, event);
        let now = self.cx.now;
        let loses = self.loses_a_form();
        let Some(lock) = &mut self.lock else { return };
        match command {
            Some(Command::Quit) if loses && !lock.leave() => {}
            Some(Command::Quit) => self.quitting = true,
            Some(Command::Back) => lock.clear(),
            Some(Command::Redraw) => self.draw_afresh(),
            Some(Command::Unlock) => {
                if let Some(passphrase) = lock.take(now) {
                    self.jobs.push(Job::Unlock(passphrase));
                }
            }
            _ => lock.key(event),
        }
    }

    /// The passphrase was checked: everything is as it was left, read again where the record has moved on.
    pub(super) fn unlocked(&mut self, outcome: &Result<bool, Refusal>) {
        let now = self.cx.now;
        if !self.lock.as_mut().is_some_and(|lock| lock.checked(outcome, now)) {
            return;
        }
        self.lock = None;
        self.touched = now;
        self.draw_afresh();
        if std::mem::take(&mut self.missed) {
            self.tell_base(&Msg::Changed);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::event::Event;
    use crate::app::route::Route;
    use crate::app::testing::{Desk, Stage, fixtures};
    use crate::service::job::News;

    /// Whatever the fixtures say of anybody, and where they say it.
    const TELLING: &[&str] = &["KERSHAW", "Mary", "LAN-26", "MARAC", "Lancaster", "change locks", "police"];

    fn assert_bare(stage: &mut Stage) {
        let screen = stage.screen();
        assert!(screen.contains("Convenor is locked"), "{screen}");
        for word in TELLING {
            assert!(!screen.contains(word), "{word}:\n{screen}");
        }
    }

    #[test]
    fn one_key_locks_and_the_passphrase_brings_everything_back_as_it_was() {
        let mut stage = Stage::with(80, 24, Desk::sitting());
        stage.go(Route::Room(fixtures::id(900))).types("housing: change locks");
        let before = stage.screen();
        stage.app.take_wipe();
        stage.press("f12");
        assert!(stage.app.take_wipe(), "the terminal is cleared");
        assert_bare(&mut stage);
        let (asked, changed) = (stage.desk.asks.len(), stage.desk.requests.len());
        stage.press("f4 f2 alt-n ctrl-p f1 down").types("q:?").event(Event::News(News::Changed)).wait(1_000);
        assert_bare(&mut stage);
        assert_eq!((stage.desk.asks.len(), stage.desk.requests.len()), (asked, changed), "nothing is asked");
        stage.press("esc").types("open sesame").press("enter");
        assert!(stage.desk.asks.len() > asked, "what has changed since is read again");
        assert_eq!(stage.wait(-1_000).screen(), before);
    }

    #[test]
    fn a_wrong_passphrase_is_said_and_paid_for_with_a_wait_that_grows() {
        let mut stage = Stage::new(80, 24);
        stage.press("f12").types("guess").press("enter");
        assert!(stage.shows("! that is not the passphrase; try again in 1 s"));
        stage.types("open sesame").press("enter");
        assert_bare(&mut stage);
        assert!(!stage.wait(1_000).shows("try again"));
        stage.press("ctrl-u").types("guess").press("enter");
        assert!(stage.shows("try again in 2 s"));
        for _ in 0..8 {
            stage.wait(40_000).types("guess").press("enter");
        }
        assert!(stage.shows("try again in 30 s"));
        stage.wait(30_000).types("open sesame").press("enter");
        assert!(stage.shows("Lancaster: today"));
    }

    #[test]
    fn nothing_typed_shows_and_checking_is_said_only_when_it_is_felt() {
        let mut stage = Stage::new(80, 24);
        stage.desk.slow = true;
        stage.press("f12").event(Event::Paste("open sesame\n".to_owned()));
        assert!(stage.shows("•••••••••••") && !stage.shows("sesame"));
        assert!(!stage.press("enter").wait(100).shows("checking"));
        assert!(stage.wait(60).shows("… checking"));
        assert!(stage.catch_up().shows("Lancaster: today"));
    }

    #[test]
    fn it_locks_in_a_dialog_and_over_a_half_filled_form_which_leaving_asks_about() {
        let mut stage = Stage::new(80, 24);
        stage.press("f4 enter v").types("wants to stay").press("f12");
        assert_bare(&mut stage);
        stage.press("ctrl-q");
        assert!(!stage.app.is_quitting() && stage.shows("half filled in"));
        stage.types("open sesame").press("enter");
        assert!(stage.shows("wants to stay"));
        stage.press("f12 ctrl-q ctrl-q");
        assert!(stage.app.is_quitting());
    }

    #[test]
    fn it_locks_by_itself_after_the_areas_minutes_but_not_while_a_meeting_sits() {
        let minutes = |minutes| Event::News(News::IdleLock(minutes));
        let mut stage = Stage::new(80, 24);
        stage.event(minutes(10)).wait(599_000);
        assert!(!stage.shows("locked"));
        stage.press("down").wait(599_000);
        assert!(!stage.shows("locked"), "a key begins the minutes anew");
        assert!(stage.wait(1_000).shows("after 10 minutes without a key"));
        assert_bare(&mut stage);

        let mut never = Stage::new(80, 24);
        never.event(minutes(0)).wait(9_000_000);
        assert!(!never.shows("locked"));

        let mut sitting = Stage::with(80, 24, Desk::sitting());
        sitting.event(minutes(10)).go(Route::Room(fixtures::id(900))).types("idva: ").wait(3_600_000);
        assert!(sitting.shows("idva:") && !sitting.shows("locked"));
        sitting.press("f1").wait(3_600_000);
        assert!(!sitting.shows("locked"), "nor with help open over the room");
    }

    #[test]
    fn the_lock_fits_any_terminal() {
        let mut stage = Stage::new(80, 24);
        stage.press("f12").types("guess").press("enter");
        for (columns, rows) in [(80, 24), (120, 40)] {
            insta::assert_snapshot!(format!("lock-{columns}"), stage.resize(columns, rows).screen());
        }
        for columns in [1, 2, 5, 9, 20] {
            for rows in [1, 2, 3, 5, 9] {
                stage.resize(columns, rows).screen();
            }
        }
    }
}
