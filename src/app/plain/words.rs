//! A screen as lines to be read out: what is drawn in columns becomes parts with commas, signs become words, and lines that
//! only frame something are left out.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Signs of the screens and what is read out in their place; a sign of no meaning is left out.
const SIGNS: &[(&str, &str)] = &[
    ("•••", "hidden"),
    ("✓", "done"),
    ("●", "now"),
    ("▶", "here"),
    ("→", "to"),
    ("←", "from"),
    ("·", ","),
    ("▸", ""),
    ("‹", ""),
    ("›", ""),
    ("▲", ""),
    ("▼", ""),
];

/// One row of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is read out.
    pub words: String,
    /// Whether the cursor is on it.
    pub on: bool,
}

/// The rows of a drawn screen between header and footer, empty ones too.
pub fn rows(buffer: &Buffer) -> Vec<Row> {
    let area = buffer.area;
    let mut rows = Vec::new();
    for y in 1..area.height.saturating_sub(1) {
        let mut text = String::new();
        let mut reversed = false;
        let mut skip = 0;
        for x in 0..area.width {
            let Some(cell) = buffer.cell((x, y)) else { continue };
            reversed |= cell.modifier.contains(Modifier::REVERSED);
            if skip > 0 {
                skip -= 1;
                continue;
            }
            text.push_str(cell.symbol());
            skip = cell.symbol().width().saturating_sub(1);
        }
        rows.push(Row { words: spoken(&text), on: reversed });
    }
    rows
}

/// A drawn line as it is read out.
pub fn spoken(line: &str) -> String {
    let mut line: String = line.chars().map(|letter| if is_frame(letter) { ' ' } else { letter }).collect();
    for (sign, words) in SIGNS {
        line = line.replace(sign, words);
    }
    let line = match line.trim_start().strip_prefix("! ") {
        Some(rest) => format!("attention: {rest}"),
        None => line,
    };
    let parts: Vec<&str> = line
        .split("  ")
        .map(|part| part.trim().trim_matches(',').trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ").replace(" ,", ",").replace(",,", ",").replace(":,", ":")
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
            ("  !  overdue 3 days   Housing", "attention: overdue 3 days, Housing"),
            ("──────────────────", ""),
            (" ✓ 1 0129 children · heard", "done 1 0129 children, heard"),
            ("  Housing · locks · due Fri 27 Nov", "Housing, locks, due Fri 27 Nov"),
        ] {
            assert_eq!(spoken(drawn), read);
        }
    }
}
