//! A meeting from sign-in to approved minutes, by keyboard alone.

use std::process::Command;

use crate::harness::{Area, Terminal};

/// What the line can be for.
const KINDS: [&str; 4] = ["information", "action", "risk", "note"];

/// What the line is for, once the screen shows it whole.
fn kind(text: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| text.contains(&format!("\n {kind} ›")))
}

/// Turns the line to a kind.
pub fn turn_to(terminal: &mut Terminal, wanted: &str) {
    terminal.wait("the line", |text| kind(text).is_some());
    // Twice round: a line kept from before may turn it once more.
    for _ in 0..2 * KINDS.len() {
        let now = kind(&terminal.text());
        if now == Some(wanted) {
            return;
        }
        terminal.keys("\t");
        terminal.wait("the line to turn", |text| kind(text).is_some() && kind(text) != now);
    }
    panic!("the line cannot be turned to {wanted}");
}

/// Types a line and waits until what became of it is told.
pub fn enter(terminal: &mut Terminal, kind: &str, line: &str, told: &str) {
    turn_to(terminal, kind);
    terminal.keys(line);
    terminal.see(line);
    terminal.keys("\r");
    terminal.see(told);
}

/// From the first screen into the room: attendance, confidentiality, the meeting opened.
pub fn into_the_room(terminal: &mut Terminal) {
    terminal.see("Meetings");
    terminal.see("MARAC-2026-11-26");
    terminal.keys("m");
    terminal.see("Why here");
    terminal.keys("s");
    terminal.see("Confidentiality statement");
    terminal.keys("*");
    terminal.see("in the room");
    terminal.keys("c");
    terminal.see("✓ accepts");
    terminal.keys("m");
    opened(terminal, "case 1 of");
}

/// Waits until a case is open; the line is for information then, and not before.
pub fn opened(terminal: &mut Terminal, case: &str) {
    terminal.wait(case, |text| text.contains(case) && kind(text) == Some("information"));
}

#[test]
fn a_whole_meeting_by_keyboard() {
    let area = Area::with_lists();
    let mut terminal = area.terminal(40, 120);
    into_the_room(&mut terminal);

    enter(&mut terminal, "information", "police: four calls since August", "information kept");
    enter(&mut terminal, "risk", "children: contact dispute at handover", "risk to children kept");
    enter(&mut terminal, "action", "hsg: sanctuary and locks by fri", "/1 added");
    enter(&mut terminal, "action", "pol marker on address today", "/2 added");
    terminal.keys("\x1bd");
    terminal.see("Decision on");
    terminal.keys("High risk, accepted\tEscalation since August\r");
    terminal.see("recorded");

    terminal.keys("\x1bn");
    opened(&mut terminal, "case 2 of");
    enter(&mut terminal, "information", "idva: nk", "information kept");
    enter(&mut terminal, "action", "idva: safety plan by mon", "/1 added");

    terminal.keys("\x1bn");
    opened(&mut terminal, "case 3 of");
    terminal.keys("\x1bx");
    terminal.see("Defer ");
    terminal.keys("Referrer not here\tPolice visit tonight\r");
    terminal.see("deferred");

    terminal.keys("\x1bc");
    terminal.see("Not reached");
    terminal.keys("\r");
    terminal.see("closed, not approved");
    terminal.keys("a");
    terminal.see("Approve");
    approve(&mut terminal);
    terminal.keys("\x11");
    assert_eq!(terminal.ended(), 0);

    let paper = area.folder.path().join("minutes.pdf");
    let paper_name = paper.to_str().expect("a path");
    area.done(&["minutes", "export", "MARAC-2026-11-26", "--out", paper_name]);
    let out = Command::new("pdftotext")
        .args(["-layout", paper_name, "-"])
        .output()
        .expect("pdftotext of poppler-utils is installed");
    let text = String::from_utf8(out.stdout).expect("text");
    let said = [
        "four calls since August",
        "contact dispute at handover",
        "sanctuary and locks",
        "marker on address",
        "High risk, accepted",
        "Escalation since August",
        "safety plan",
        "Referrer not here",
        "Police visit tonight",
        "Approved by",
    ];
    for words in said {
        assert!(text.contains(words), "the minutes do not hold `{words}`");
    }
    assert!(!text.contains("DRAFT"));
    area.done(&["minutes", "verify", paper_name]);
    area.done(&["record", "verify"]);
}

pub fn approve(terminal: &mut Terminal) {
    terminal.wait("a question or a form", |text| {
        text.contains("Approved by") || text.contains("Approve MARAC") || text.contains("Who approves")
    });
    terminal.keys("DI Ann Marsh\r");
    terminal.wait("a last question, or the end", |text| text.contains("approved by") || text.contains("Yes"));
    if terminal.text().contains("Yes") {
        terminal.keys("\r");
    }
    terminal.see("approved");
}
