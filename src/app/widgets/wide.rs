//! Text by the columns it takes up: cut, pad and wrap without ever parting a grapheme.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a text takes up.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `columns`, an ellipsis saying where something was left out.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > columns {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The text in exactly `columns`: cut, or filled with spaces at the end.
pub fn fit(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(out.width())));
    out
}

/// The text in exactly `columns`, filled with spaces at the beginning.
pub fn fit_right(text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    let mut out = " ".repeat(columns.saturating_sub(cut.width()));
    out.push_str(&cut);
    out
}

/// The text in lines of at most `columns`, broken between words where there are any. At least one line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_inclusive(' ') {
            if used + word.trim_end().width() > columns && used > 0 {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            for grapheme in word.graphemes(true) {
                // A letter wider than a line has no place in any.
                let (grapheme, wide) = match grapheme.width() {
                    wide if wide > columns => ("…", 1),
                    wide => (grapheme, wide),
                };
                if used + wide > columns && grapheme != " " && used > 0 {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn graphemes_stay_whole() {
        assert_eq!(cut("Zoë", 2), "Z…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit_right("7", 3), "  7");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn words_are_kept_together() {
        assert_eq!(wrap("change locks and fit guard", 12), ["change locks", "and fit", "guard"]);
        assert_eq!(wrap("to kill; four", 8), ["to kill;", "four"]);
        assert_eq!(wrap("", 5), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in ".{0,60}", columns in 2_usize..30) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&fit(&text, columns)), columns);
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{:?}", line);
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-zé日 ]{0,60}", columns in 2_usize..20) {
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, columns).concat()), letters(&text));
        }
    }
}
