//! Text from outside, made safe to show and fit to compare.
//!
//! [`clean`] and [`clean_lines`] are passed by every cell, line and paste before anything else sees it: what could
//! move the cursor, reverse the reading order or hide inside a word is dropped, and the letters are composed
//! (NFC). [`fold`] gives the form in which names and column heads are compared. Neither decides whether two
//! names are one person: that is [`crate::domain::people`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for a letter that a save in an older character set lost.
pub const LOST: char = '?';

/// One line of safe text: control, bidi and zero-width characters dropped, white space run together, composed.
pub fn clean(text: &str) -> String {
    let safe: String = text.chars().filter_map(|letter| shown(letter, ' ')).nfc().collect();
    let mut line = String::with_capacity(safe.len());
    for word in safe.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Safe text that keeps its line breaks (narrative): as [`clean`] for every line, blank lines at the ends dropped.
pub fn clean_lines(text: &str) -> String {
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<String> = broken.split('\n').map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Whether text could move a cursor, reverse the reading order or hide something: line breaks and tabs may stay.
pub fn is_hostile(text: &str) -> bool {
    text.chars().any(|letter| {
        !matches!(letter, '\n' | '\t') && shown(letter, ' ') != Some(letter) && !letter.is_whitespace()
    })
}

/// Text as compared: marks dropped, letters such as `ł` `ø` `ß` written plainly, lower case, and nothing but
/// letters, digits and [`LOST`]. `O'Hara`, `OHARA` and `O’Hara` agree; so do `Smith-Jones` and `Smith Jones`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == LOST);
        return kept.map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let mut folded = String::with_capacity(text.len());
    // Twice decomposed: a lower-case letter may itself come apart.
    let plain = text.nfkd().flat_map(char::to_lowercase).collect::<String>();
    for letter in plain.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match spelt_out(letter) {
            Some(letters) => folded.push_str(letters),
            None if letter == LOST || letter == char::REPLACEMENT_CHARACTER => folded.push(LOST),
            None if letter.is_alphanumeric() => folded.push(letter),
            None => {}
        }
    }
    folded
}

/// The digits of a text, in order.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What is shown for a character; `None` when it is dropped.
fn shown(letter: char, gap: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(gap),
        _ if letter.is_control() || invisible(letter) => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(letter),
    }
}

/// Characters that steer the reading order or take no room: they can hide or turn round what is read.
fn invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Letters that no decomposition takes apart.
fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_spelt_differently_fold_alike() {
        for (one, other) in [
            ("O'Hara", "OHARA"),
            ("O’Hara", "o hara"),
            ("Smith-Jones", "Smith Jones"),
            ("Małgorzata", "MALGORZATA"),
            ("Jóźwiak", "Jozwiak"),
            ("Siobha\u{301}n", "Siobhán"),
            ("Đặng", "dang"),
            ("Weiß", "WEISS"),
            ("Æthelþryth Ðe", "aethelthryth de"),
            ("IŞIK", "işik"),
            ("Łukasz Øre", "lukasz ore"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_ne!(fold("Wendy"), fold("Wende"));
        assert_eq!(fold("J\u{fffd}zwiak"), "j?zwiak");
    }

    #[test]
    fn what_steers_a_terminal_is_dropped() {
        assert_eq!(clean("\u{1b}[31mMa\0ry\u{202e} \u{200b}Ker\u{ad}shaw\u{7}\r\n"), "[31mMary Kershaw");
        assert_eq!(clean(" two \t\u{a0} words "), "two words");
        assert_eq!(clean("Siobha\u{301}n"), "Siobh\u{e1}n");
        assert_eq!(clean_lines("\r\none\r\n\ttwo \u{1b}\rthree\n\n"), "one\ntwo\nthree");
    }

    fn safe(text: &str) -> bool {
        text.chars().all(|letter| !letter.is_control() && !invisible(letter))
    }

    proptest! {
        #[test]
        fn cleaning_is_safe_and_settles(text in any::<String>()) {
            let line = clean(&text);
            prop_assert!(safe(&line));
            prop_assert_eq!(clean(&line), line.clone());
            let lines = clean_lines(&text);
            prop_assert!(safe(&lines.replace('\n', "")));
            prop_assert_eq!(clean_lines(&lines), lines.clone());
            prop_assert_eq!(fold(&line), fold(&clean(&line.nfd().collect::<String>())));
        }

        #[test]
        fn folding_settles(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
        }
    }
}
