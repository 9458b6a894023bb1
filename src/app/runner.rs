//! The loop at the terminal: events in, jobs out, a frame when something changed.
//!
//! The only file of the application that knows a terminal. It takes the two ends of the record's channels and knows
//! nothing of the record. The terminal is put back whatever happens: on return, on a panic (whose message, which might
//! hold case text, is not printed) and when the system asks the program to end.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, KeyCode,
    KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use jiff::civil::DateTime;
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use super::App;
use super::event::Event;
use super::platform::{self, PASTES_ARRIVE_AS_KEYS, Signals};
use crate::service::job::{Job, News};

/// How long to wait for a key when nothing else is due, and when an answer is awaited (our defaults).
const IDLE: Duration = Duration::from_millis(100);
const WAITING: Duration = Duration::from_millis(2);
/// How often a display looks for something new to show (our default).
const FOLLOW: Duration = Duration::from_millis(60);
/// How long the keys of a pasted block are apart at most (our default).
const SETTLES: Duration = Duration::from_millis(1);
/// Keys that arrive together in this number are a pasted block, not typing (our default).
const BURST: usize = 12;

/// The terminal as it was, put back when this is dropped.
struct Guard;

impl Guard {
    fn new() -> io::Result<Self> {
        take()?;
        Ok(Self)
    }
}

/// Takes the terminal over.
fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Clears the alternate screen, so that no terminal keeps it, and gives the terminal back. Failing is of no use here.
fn restore() {
    let mut out = io::stdout();
    drop(execute!(
        out,
        Clear(ClearType::All),
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    ));
    drop(disable_raw_mode());
    drop(out.flush());
}

/// Runs the application until the user leaves, `end` says that the program is to end, the terminal hangs up, or the
/// record's threads are gone.
///
/// # Errors
/// The terminal could not be read or drawn on.
pub fn run(
    app: &mut App,
    jobs: &Sender<Job>,
    news: &Receiver<News>,
    clock: impl Fn() -> DateTime,
    end: impl Fn() -> bool,
) -> io::Result<()> {
    guarded(|| turn(app, jobs, news, clock, end))
}

/// Shows a display that takes no input but leaving, until the user leaves or the program is to end. `refresh` is asked
/// often whether there is something new to show; `now` is handed to whatever draws.
///
/// # Errors
/// The terminal could not be read or drawn on, or what `refresh` says.
pub fn show<E: From<io::Error>>(
    mut refresh: impl FnMut() -> Result<bool, E>,
    mut view: impl FnMut(&mut Frame, DateTime),
    clock: impl Fn() -> DateTime,
    end: impl Fn() -> bool,
) -> Result<(), E> {
    guarded(|| {
        let signals = Signals::listen()?;
        let _guard = Guard::new()?;
        let keys = listen();
        let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let mut shown = None;
        while !(end() || signals.ends()) {
            let fresh = refresh()?;
            let now = clock();
            if again(&signals)? {
                wipe(&mut terminal)?;
                shown = None;
            }
            if fresh || shown != Some(now) {
                shown = Some(now);
                framed(&mut terminal, |frame| view(frame, now))?;
            }
            for event in drain(&keys, FOLLOW)? {
                match event {
                    Event::Key(key) if leaves(key) => return Ok(()),
                    Event::Key(_) => {
                        wipe(&mut terminal)?;
                        shown = None;
                    }
                    _ => shown = None,
                }
            }
        }
        Ok(())
    })
}

/// Whether a key leaves a display: nothing is typed on one, so that a letter will do.
fn leaves(key: event::KeyEvent) -> bool {
    let letter = matches!(key.code, KeyCode::Char('q' | 'Q') | KeyCode::Esc);
    letter || (key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL))
}

/// Stops the program when the system asks for that, the terminal put back meanwhile; whether everything has to be drawn
/// again.
fn again(signals: &Signals) -> io::Result<bool> {
    let stopped = signals.stops();
    if stopped {
        restore();
        platform::stop()?;
    }
    if signals.wakes() || stopped {
        take()?;
        return Ok(true);
    }
    Ok(false)
}

/// Does something with the terminal taken over; a panic in it restores the terminal and says nothing of any case.
fn guarded<T>(something: impl FnOnce() -> T) -> T {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| {
        restore();
        let place =
            info.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        let mut out = io::stderr();
        drop(writeln!(
            out,
            "Convenor stopped because of an error of its own{place}. What was acknowledged is safe."
        ));
    }));
    let ended = something();
    std::panic::set_hook(usual);
    ended
}

fn turn(
    app: &mut App,
    jobs: &Sender<Job>,
    news: &Receiver<News>,
    clock: impl Fn() -> DateTime,
    end: impl Fn() -> bool,
) -> io::Result<()> {
    let signals = Signals::listen()?;
    let mut clock = Fine::new(clock);
    let _guard = Guard::new()?;
    let keys = listen();
    let mut late = Late::default();
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    let mut mouse = false;
    app.handle(Event::Resize(columns, rows));
    while !(app.is_quitting() || end() || signals.ends()) {
        if again(&signals)? {
            app.draw_afresh();
            mouse = false;
        }
        if app.takes_mouse() != mouse {
            mouse = app.takes_mouse();
            if mouse {
                execute!(io::stdout(), EnableMouseCapture)?;
            } else {
                execute!(io::stdout(), DisableMouseCapture)?;
            }
        }
        if app.take_wipe() {
            wipe(&mut terminal)?;
        }
        if app.take_redraw() {
            draw(&mut terminal, app)?;
        }
        let wait = if app.is_waiting() { WAITING } else { IDLE };
        let mut happened = drain(&keys, wait)?;
        happened.retain(|event| late.passes(event));
        happened.extend(news.try_iter().map(Event::News));
        happened.insert(0, Event::Tick(clock.read()));
        for event in happened {
            for job in app.handle(event) {
                if jobs.send(job).is_err() {
                    return Err(io::Error::other("the record has been closed"));
                }
            }
        }
    }
    Ok(())
}

/// Clears the terminal, and has everything drawn anew. Not by ratatui's own way, which asks the terminal where its cursor is:
/// the thread that reads the terminal would take the answer.
fn wipe(terminal: &mut Terminal<CrosstermBackend<io::Stdout>>) -> io::Result<()> {
    execute!(io::stdout(), Clear(ClearType::All))?;
    *terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    Ok(())
}

/// Draws one frame; a terminal that can shows it whole or not at all, so that no half of it is ever read.
fn draw(terminal: &mut Terminal<CrosstermBackend<io::Stdout>>, app: &App) -> io::Result<()> {
    framed(terminal, |frame| app.view(frame))
}

fn framed(
    terminal: &mut Terminal<CrosstermBackend<io::Stdout>>,
    view: impl FnOnce(&mut Frame),
) -> io::Result<()> {
    queue!(io::stdout(), BeginSynchronizedUpdate)?;
    terminal.draw(view)?;
    execute!(io::stdout(), EndSynchronizedUpdate)
}

/// A clock of whole seconds, told finely enough to say what is felt as waiting.
struct Fine<C> {
    clock: C,
    second: DateTime,
    since: Instant,
}

impl<C: Fn() -> DateTime> Fine<C> {
    fn new(clock: C) -> Self {
        let second = clock();
        Self { clock, second, since: Instant::now() }
    }

    fn read(&mut self) -> DateTime {
        let second = (self.clock)();
        if second != self.second {
            (self.second, self.since) = (second, Instant::now());
        }
        let within = self.since.elapsed().min(Duration::from_millis(999));
        second.saturating_add(within)
    }
}

/// What a slow terminal answers to a question of its ground: keys that nobody pressed, to be left out. It begins as Alt
/// with a bracket, which no command has, and goes on with what a colour is written in.
#[derive(Default)]
struct Late {
    inside: usize,
}

/// The longest such answer, in keys.
const LONGEST_ANSWER: usize = 40;

impl Late {
    /// Whether an event is the user's.
    fn passes(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else { return true };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if key.code == KeyCode::Char(']') && alt {
            self.inside = LONGEST_ANSWER;
            return false;
        }
        if self.inside == 0 {
            return true;
        }
        self.inside -= 1;
        let ends = key.code == KeyCode::Char('\\') && alt
            || key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL);
        let part = matches!(key.code, KeyCode::Char(letter) if letter.is_ascii_hexdigit() || "rgb;:/?".contains(letter));
        if ends || !part {
            self.inside = 0;
        }
        !(ends || part)
    }
}

/// Reads the terminal on a thread of its own, which is left to itself at the end: crossterm never returns from a
/// terminal that was closed under it, and the program has to.
fn listen() -> Receiver<io::Result<event::Event>> {
    let (send, read) = channel();
    thread::spawn(move || {
        loop {
            let happened = event::read();
            let failed = happened.is_err();
            if send.send(happened).is_err() || failed {
                return;
            }
        }
    });
    read
}

/// Everything the terminal has for us, once there is something or the time is up.
fn drain(keys: &Receiver<io::Result<event::Event>>, wait: Duration) -> io::Result<Vec<Event>> {
    let mut read = Vec::new();
    let mut wait = wait;
    loop {
        match keys.recv_timeout(wait) {
            Ok(happened) => read.push(happened?),
            Err(RecvTimeoutError::Timeout) => return Ok(gather(read, PASTES_ARRIVE_AS_KEYS)),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(io::Error::other("the terminal cannot be read"));
            }
        }
        wait = if PASTES_ARRIVE_AS_KEYS { SETTLES } else { Duration::ZERO };
    }
}

/// Turns what was read in one go into events: only key presses count, and where a paste arrives as keys (`bursts`), a
/// run of characters long enough is one.
fn gather(read: Vec<event::Event>, bursts: bool) -> Vec<Event> {
    let mut out = Vec::new();
    let mut run = Vec::new();
    for happened in read {
        match happened {
            event::Event::Key(key) if key.kind == KeyEventKind::Release => {}
            event::Event::Key(key) => match typed(key) {
                Some(letter) if bursts => run.push((letter, key)),
                _ => {
                    flush(&mut run, &mut out);
                    out.push(Event::Key(key));
                }
            },
            event::Event::Paste(text) => {
                flush(&mut run, &mut out);
                out.push(Event::Paste(text));
            }
            event::Event::Resize(columns, rows) => out.push(Event::Resize(columns, rows)),
            event::Event::Mouse(mouse) => out.extend(pointed(mouse)),
            _ => {}
        }
    }
    flush(&mut run, &mut out);
    out
}

/// What the mouse did that means something here.
const fn pointed(mouse: event::MouseEvent) -> Option<Event> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            Some(Event::Click { column: mouse.column, row: mouse.row })
        }
        MouseEventKind::ScrollUp => Some(Event::Wheel { down: false }),
        MouseEventKind::ScrollDown => Some(Event::Wheel { down: true }),
        _ => None,
    }
}

/// The character that a key would put into a pasted text.
fn typed(key: event::KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(letter) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => Some(letter),
        KeyCode::Enter if key.modifiers.is_empty() => Some('\n'),
        KeyCode::Tab if key.modifiers.is_empty() => Some('\t'),
        _ => None,
    }
}

fn flush(run: &mut Vec<(char, event::KeyEvent)>, out: &mut Vec<Event>) {
    // A line end in the middle of what came in one go was pasted too: nobody types on after Enter that fast.
    let broken = run.len() > 2
        && run
            .iter()
            .take(run.len() - 1)
            .skip_while(|(letter, _)| *letter == '\n')
            .any(|(letter, _)| *letter == '\n');
    if run.len() >= BURST || broken {
        out.push(Event::Paste(run.drain(..).map(|(letter, _)| letter).collect()));
    } else {
        out.extend(run.drain(..).map(|(_, key)| Event::Key(key)));
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    fn press(letter: char) -> event::Event {
        event::Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
    }

    #[test]
    fn a_burst_of_keys_is_a_paste_and_typing_is_not() {
        let burst: Vec<_> = "hsg: locks by fri".chars().map(press).collect();
        assert!(
            matches!(gather(burst.clone(), true).as_slice(), [Event::Paste(text)] if text == "hsg: locks by fri")
        );
        assert_eq!(gather(burst, false).len(), 17, "a terminal that marks a paste sends only typing as keys");
        let typed = gather("jj".chars().map(press).collect(), true);
        assert!(matches!(typed.as_slice(), [Event::Key(_), Event::Key(_)]));
    }

    #[test]
    fn a_late_answer_of_the_terminal_is_not_typed() {
        let key = |letter, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers));
        let answer = "11;rgb:1e1e/1e1e/2e2e".chars().map(|letter| key(letter, KeyModifiers::NONE));
        let mut events = vec![key('h', KeyModifiers::NONE), key(']', KeyModifiers::ALT)];
        events.extend(answer);
        events.extend([key('\\', KeyModifiers::ALT), key('b', KeyModifiers::NONE)]);
        let mut late = Late::default();
        events.retain(|event| late.passes(event));
        assert!(
            matches!(events.as_slice(), [Event::Key(_), Event::Key(last)] if last.code == KeyCode::Char('b'))
        );
    }

    #[test]
    fn a_short_burst_with_a_line_end_in_it_is_a_paste_too() {
        let enter = event::Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
        let burst = vec![press('a'), enter.clone(), press('b')];
        assert!(matches!(gather(burst, true).as_slice(), [Event::Paste(text)] if text == "a\nb"));
        let sent = gather(vec![press('a'), press('b'), enter.clone()], true);
        assert_eq!(sent.len(), 3, "typed ahead and entered");
        assert_eq!(gather(vec![enter.clone(), enter.clone(), enter], true).len(), 3, "a key held down");
    }

    #[test]
    fn releases_are_not_keys_and_commands_part_a_burst() {
        let mut release = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert!(gather(vec![event::Event::Key(release)], true).is_empty());
        let ctrl = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
        let mixed = gather(vec![press('a'), event::Event::Key(ctrl), press('b')], true);
        assert_eq!(mixed.len(), 3);
    }
}
