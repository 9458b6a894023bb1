//! Figures five rows high, for reading from across a room.

/// Rows of a figure.
pub const ROWS: usize = 5;

/// Each sign by its five rows.
const SIGNS: &[(char, [&str; ROWS])] = &[
    ('0', ["████", "█  █", "█  █", "█  █", "████"]),
    ('1', ["  █ ", " ██ ", "  █ ", "  █ ", " ███"]),
    ('2', ["████", "   █", "████", "█   ", "████"]),
    ('3', ["████", "   █", " ███", "   █", "████"]),
    ('4', ["█  █", "█  █", "████", "   █", "   █"]),
    ('5', ["████", "█   ", "████", "   █", "████"]),
    ('6', ["████", "█   ", "████", "█  █", "████"]),
    ('7', ["████", "   █", "  █ ", " █  ", " █  "]),
    ('8', ["████", "█  █", "████", "█  █", "████"]),
    ('9', ["████", "█  █", "████", "   █", "████"]),
    (':', [" ", "█", " ", "█", " "]),
    ('/', ["   █", "  █ ", " █  ", "█   ", "    "]),
    (' ', ["  ", "  ", "  ", "  ", "  "]),
];

/// A figure in five rows; a sign that has no rows is left out.
pub fn rows(figure: &str) -> [String; ROWS] {
    let mut rows = [const { String::new() }; ROWS];
    for letter in figure.chars() {
        let Some((_, sign)) = SIGNS.iter().find(|(sign, _)| *sign == letter) else { continue };
        for (row, part) in rows.iter_mut().zip(sign) {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(part);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_a_figure_is_as_wide_as_the_others() {
        for (sign, rows) in SIGNS {
            assert!(rows.iter().all(|row| row.chars().count() == rows[0].chars().count()), "{sign}");
        }
        assert_eq!(rows("1")[4], " ███");
        assert_eq!(rows("7/16").map(|row| row.chars().count()), [19; ROWS]);
    }
}
