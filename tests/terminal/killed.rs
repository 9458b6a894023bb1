//! Killed at any moment while actions are typed: whatever the screen had acknowledged is in the record, and so is the
//! line as far as the screen had said that it is kept.

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::harness::{Area, Terminal};
use crate::meeting::into_the_room;

/// How often the program is killed.
const TIMES: u32 = 50;

/// The lines typed in one life, each told apart from all others by its words.
fn lines(life: u32) -> Vec<String> {
    let agencies = ["pol", "idva", "hsg", "mh"];
    (0..6)
        .map(|n| format!("{}: task {life:02}x{n} by fri", agencies[usize::try_from(n).unwrap_or(0) % 4]))
        .collect()
}

/// Columns that the list of cases takes at the side.
const SIDE: usize = 26;

/// The tasks that the screen shows as actions of the case: numbered, and not still on their way.
fn acknowledged(screen: &str, life: u32) -> Vec<String> {
    let mark = format!("task {life:02}x");
    let rows = screen.lines().map(|row| row.chars().skip(SIDE).collect::<String>());
    rows.filter(|row| row.contains("due ") && !row.contains('…') && !row.contains('›'))
        .filter_map(|row| {
            let (before, after) = row.split_once(&mark)?;
            let digit = after.chars().next().filter(char::is_ascii_digit)?;
            before.chars().any(|c| c.is_ascii_digit()).then(|| format!("{mark}{digit}"))
        })
        .collect()
}

/// The line as it stood when the screen said that it is kept.
fn kept(screen: &str) -> Option<String> {
    let line = screen.lines().find(|line| line.contains("action ›") && line.contains("✓ kept"))?;
    let typed = line.split("action ›").nth(1)?.split("✓ kept").next()?.trim();
    Some(typed.to_owned()).filter(|typed| !typed.is_empty())
}

/// The line as the screen shows it: what it is for, and what is typed.
fn line(screen: &str) -> Option<(&str, &str)> {
    let (kind, typed) = screen.lines().find(|row| row.contains(" ›"))?.split_once(" ›")?;
    Some((kind.trim(), typed.split("✓ kept").next()?.trim()))
}

/// Makes the line an empty one for actions. A line left from the life before may come up while that is done, so a letter
/// is typed first: what is typed is never changed by it.
fn begin(terminal: &mut Terminal) {
    terminal.keys("z");
    loop {
        let text =
            terminal.wait("the letter", |text| line(text).is_some_and(|(_, typed)| typed.ends_with('z')));
        let Some((kind, typed)) = line(&text) else { continue };
        if typed != "z" {
            terminal.keys("\x15z");
            terminal.wait("the letter alone", |text| line(text).is_some_and(|(_, typed)| typed == "z"));
        } else if kind == "action" {
            terminal.keys("\x15");
            terminal.wait("an empty line", |text| line(text) == Some(("action", "")));
            return;
        } else {
            let kind = kind.to_owned();
            terminal.keys("\t");
            terminal.wait("the line to turn", |text| line(text).is_some_and(|(now, _)| now != kind));
        }
    }
}

/// When a life ends. By chance alone a quick machine would say too much and a slow one too little for the test to see
/// anything lost, so two lives of three end at a word of the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// At any moment.
    AnyMoment,
    /// As soon as the screen says that the line is kept.
    Kept,
    /// As soon as the screen shows the last action typed.
    Added,
}

impl End {
    const ALL: [Self; 3] = [Self::AnyMoment, Self::Kept, Self::Added];

    fn of(life: u32) -> Self {
        Self::ALL[usize::try_from(life).unwrap_or(0) % Self::ALL.len()]
    }

    /// What is typed in this life: the lines up to a place that chance gives, moved on to where such an end can come.
    fn typed(self, lines: &[String], chance: usize) -> String {
        let all: Vec<char> = lines.iter().flat_map(|line| line.chars().chain(['\r'])).collect();
        let at = chance % (all.len() - 1);
        let fits = |letter: &char| match self {
            Self::AnyMoment => true,
            Self::Kept => *letter != '\r',
            Self::Added => *letter == '\r',
        };
        let further = all.iter().skip(at).position(fits).expect("a letter and Enter end the last line");
        all.into_iter().take(at + further + 1).collect()
    }

    fn wait(self, terminal: &mut Terminal, last: &str, life: u32) {
        match self {
            Self::AnyMoment => {}
            Self::Kept => {
                terminal.wait("the line to be kept", |text| kept(text).is_some());
            }
            Self::Added => {
                terminal.wait("the action to be listed", |text| {
                    acknowledged(text, life).iter().any(|task| task == last)
                });
            }
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost() {
    let area = Area::with_lists();
    let mut chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    let mut lost = Vec::new();
    let mut first = true;
    let mut seen_kept = 0;
    let mut seen_added = 0;
    for life in 0..TIMES {
        let mut terminal = area.terminal(60, 120);
        if first {
            into_the_room(&mut terminal);
            first = false;
        } else {
            terminal.see("MARAC-2026-11-26");
            terminal.keys("m");
            terminal.wait("the room or the agenda", |text| {
                text.contains("case 1 of") || text.contains("Why here")
            });
            if !terminal.text().contains("case 1 of") {
                terminal.keys("m");
            }
            terminal.see("case 1 of");
        }
        begin(&mut terminal);
        let end = End::of(life);
        let typed = end.typed(&lines(life), usize::try_from(chance.next_u32()).unwrap_or(0));
        let pauses = usize::try_from(chance.next_u32()).unwrap_or(0) % 3;
        for (n, letter) in typed.chars().enumerate() {
            terminal.keys(&letter.to_string());
            if n % 7 == pauses {
                terminal.glance();
            }
        }
        end.wait(
            &mut terminal,
            &format!("task {life:02}x{}", typed.matches('\r').count().saturating_sub(1)),
            life,
        );
        let screen = terminal.kill();

        let listed = area.done(&["action", "list", "--json"]);
        let added = acknowledged(&screen, life);
        seen_added += added.len();
        lost.extend(added.into_iter().filter(|task| !listed.contains(task.as_str())));
        if let Some(line) = kept(&screen) {
            seen_kept += 1;
            let mut again = area.terminal(60, 120);
            again.see("MARAC-2026-11-26");
            again.keys("m");
            again.wait("the room or the agenda", |text| {
                text.contains("case 1 of") || text.contains("Why here")
            });
            if !again.text().contains("case 1 of") {
                again.keys("m");
            }
            again.see("case 1 of");
            // Later letters may have been kept too; what was said to be kept must be.
            again.wait(&format!("the kept line `{line}`"), |text| text.contains(&line));
            drop(again.kill());
        }
        area.done(&["record", "verify"]);
    }
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(
        seen_added > 20 && seen_kept > 5,
        "the test has seen too little: {seen_added} actions, {seen_kept} lines"
    );
}
