//! A screen as lines to be read out: what is drawn in columns becomes parts with commas, signs become words, and lines that
//! only frame something are left out.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Signs of the screens and what is read out in their place; a sign of no meaning is left out.
const SIGNS: &[(&str, &str)] = &[
    ("•••", "hidden"),
    ("✓", "done"),
    ("●", "now "),
    ("▶", "here "),
    ("→", "to"),
    ("←", "from"),
    ("·", ","),
    ("▸", ""),
    ("‹", ""),
    ("›", ""),
    ("▲", ""),
    ("▼", ""),
];

/// Columns of indentation from which a row goes on with the one before it.
const GOES_ON: usize = 10;

/// One row of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is read out.
    pub words: String,
    /// Whether the cursor is on it.
    pub on: bool,
    /// Whether it only goes on with the row before it.
    pub goes_on: bool,
    /// Whether it holds the heads of columns.
    heads: bool,
}

/// The rows of a drawn screen between header and footer, empty ones too. Below the heads of columns each cell is read with
/// its head, the first apart: an empty cell would not be heard.
pub fn rows(buffer: &Buffer) -> Vec<Row> {
    let mut heads: Vec<(usize, String)> = Vec::new();
    let mut out = Vec::new();
    for y in 1..buffer.area.height.saturating_sub(1) {
        let drawn = row(buffer, y);
        let text = drawn.text.as_str();
        let cells = parts(text);
        let is_heads = drawn.heading && cells.len() >= 3;
        if text.trim().is_empty() || (drawn.heading && !is_heads) {
            heads.clear();
        }
        let words = if is_heads || heads.is_empty() { spoken(text) } else { with_heads(&cells, &heads) };
        if is_heads {
            heads = cells;
        }
        let indent = text.chars().take_while(|letter| *letter == ' ').count();
        let goes_on = indent >= GOES_ON && heads.is_empty() && !drawn.reversed && !words.is_empty();
        out.push(Row { words, on: drawn.reversed, goes_on, heads: is_heads });
    }
    out
}

impl Row {
    /// Whether there is anything in it to read out.
    pub fn is_telling(&self) -> bool {
        !self.words.is_empty() && !self.heads
    }
}

/// A row as drawn.
struct Drawn {
    text: String,
    /// Whether any of it is marked by the cursor.
    reversed: bool,
    /// Whether all of it is a heading.
    heading: bool,
}

fn row(buffer: &Buffer, y: u16) -> Drawn {
    let mut drawn = Drawn { text: String::new(), reversed: false, heading: true };
    let mut skip = 0;
    for x in 0..buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else { continue };
        drawn.reversed |= cell.modifier.contains(Modifier::REVERSED);
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let symbol = cell.symbol();
        drawn.heading &= symbol.trim().is_empty()
            || cell.modifier.contains(Modifier::BOLD) && cell.modifier.contains(Modifier::UNDERLINED);
        drawn.text.push_str(symbol);
        skip = symbol.width().saturating_sub(1);
        // Columns stay where they are, whatever a letter is wide.
        drawn.text.extend(std::iter::repeat_n('\u{0}', skip));
    }
    drawn.heading &= !drawn.text.trim().is_empty();
    drawn
}

/// The parts of a line with the column each begins in.
fn parts(line: &str) -> Vec<(usize, String)> {
    let letters: Vec<char> = line.chars().collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut blanks = 2;
    for (at, letter) in letters.into_iter().enumerate() {
        if letter == ' ' {
            blanks += 1;
            continue;
        }
        match found.last_mut().filter(|_| blanks < 2) {
            Some((_, part)) => {
                part.extend(std::iter::repeat_n(' ', blanks));
                part.push(letter);
            }
            None => found.push((at, letter.to_string())),
        }
        blanks = 0;
    }
    found
}

/// Cells, each with the head it stands under.
fn with_heads(cells: &[(usize, String)], heads: &[(usize, String)]) -> String {
    let mut out = Vec::new();
    for (place, (at, cell)) in cells.iter().enumerate() {
        let cell = spoken(cell);
        let head = heads.iter().rev().find(|(from, _)| from <= at).map(|(_, head)| head.to_lowercase());
        match head.filter(|_| place > 0) {
            _ if cell.is_empty() => {}
            Some(head) if !cell.to_lowercase().starts_with(&head) => out.push(format!("{head} {cell}")),
            _ => out.push(cell),
        }
    }
    out.join(", ")
}

/// A drawn line as it is read out.
pub fn spoken(line: &str) -> String {
    let mut line: String = line
        .chars()
        .filter(|letter| *letter != '\u{0}')
        .map(|letter| if is_frame(letter) { ' ' } else { letter })
        .collect();
    for (sign, words) in SIGNS {
        line = line.replace(sign, words);
    }
    let attention = line.trim_start().starts_with("! ");
    let parts: Vec<String> = line
        .split("  ")
        .map(|part| part.trim().trim_matches(',').trim())
        .map(|part| part.strip_prefix("! ").unwrap_or(part).trim())
        .map(|part| {
            part.strip_prefix("? ").map_or_else(|| part.to_owned(), |rest| format!("unconfirmed, {rest}"))
        })
        .filter(|part| !part.is_empty() && part != "!")
        .collect();
    let words = parts.join(", ").replace(" ,", ",").replace(",,", ",").replace(":,", ":");
    if attention && !words.starts_with("overdue") { format!("attention: {words}") } else { words }
}

/// Whether a character only draws lines and boxes.
const fn is_frame(letter: char) -> bool {
    matches!(letter, '\u{2500}'..='\u{259f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_parts_and_signs_become_words() {
        for (drawn, read) in [
            ("▸ LAN-26-0143   listed    Mary KERSHAW", "LAN-26-0143, listed, Mary KERSHAW"),
            ("│ Where now    •••                    │", "Where now, hidden"),
            ("  !  no such day   Housing", "attention: no such day, Housing"),
            ("  Housing   ! overdue 3 days", "Housing, overdue 3 days"),
            ("  Housing   ? due Fri 27 Nov", "Housing, unconfirmed, due Fri 27 Nov"),
            ("──────────────────", ""),
            (" ✓ 1 0129 children · heard", "done 1 0129 children, heard"),
            ("  Housing · locks · due Fri 27 Nov", "Housing, locks, due Fri 27 Nov"),
        ] {
            assert_eq!(spoken(drawn), read);
        }
    }

    #[test]
    fn a_cell_is_read_with_its_head_so_that_an_empty_one_is_heard() {
        let heads = parts("  Case          Victim              Perpetrator       Risk");
        let cells = parts("▸ LAN-26-0155                       Kelly FAWCETT     77");
        assert_eq!(with_heads(&cells, &heads), "LAN-26-0155, perpetrator Kelly FAWCETT, risk 77");
    }
}
