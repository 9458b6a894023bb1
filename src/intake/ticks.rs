//! Ticked and empty boxes of a form, as words.

/// Boxes that are ticked and that are not.
const TICKED: [char; 6] = ['\u{2612}', '\u{2611}', '\u{2714}', '\u{2713}', '\u{25a0}', '\u{1f5f9}'];
const EMPTY: [char; 4] = ['\u{2610}', '\u{25a1}', '\u{2751}', '\u{274f}'];

/// A ticked box as it is handed on.
pub const BOX: char = '\u{2612}';
/// A box that is not ticked.
pub const NO_BOX: char = '\u{2610}';

/// One box and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// What it says.
    pub words: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

fn state(letter: char) -> Option<bool> {
    if TICKED.contains(&letter) {
        Some(true)
    } else if EMPTY.contains(&letter) {
        Some(false)
    } else {
        None
    }
}

/// The boxes of a text with their words; `None` when there is no empty box and no boxed tick in it, or only a tick
/// among other words. Words stand after their box, or before it where the text does not begin with one.
pub fn read(text: &str) -> Option<Vec<Tick>> {
    let boxes: Vec<(usize, char, bool)> = text
        .char_indices()
        .filter_map(|(at, letter)| state(letter).map(|ticked| (at, letter, ticked)))
        .collect();
    let (first, _, _) = boxes.first()?;
    let between = |from: usize, to: usize| {
        text.get(from..to).unwrap_or_default().trim_matches([' ', '\n', '\t', '/', ',', ';', '|']).to_owned()
    };
    let leads = text.get(..*first).is_some_and(|before| before.trim().is_empty());
    let mut options = Vec::new();
    let mut from = 0;
    for (place, (at, letter, ticked)) in boxes.iter().enumerate() {
        let end = at + letter.len_utf8();
        let words = if leads {
            between(end, boxes.get(place + 1).map_or(text.len(), |(next, _, _)| *next))
        } else {
            between(from, *at)
        };
        from = end;
        options.push(Tick { words, ticked: *ticked });
    }
    Some(options)
}

/// What the boxes say: the words of those that are ticked; `yes` for a ticked box by itself. A form with nothing
/// ticked says nothing: an empty box is not a "no".
pub fn words(options: &[Tick]) -> String {
    let ticked = options.iter().filter(|option| option.ticked);
    let words: Vec<&str> =
        ticked.map(|option| if option.words.is_empty() { "yes" } else { option.words.as_str() }).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_before_and_after_their_words() {
        for (text, said) in [
            ("☐ Yes ☒ No", "No"),
            ("Yes ☒  No ☐", "Yes"),
            ("☒", "yes"),
            ("☐", ""),
            ("☐ Yes ☐ No", ""),
            ("☒ Male\n☐ Female\n☒ Other", "Male, Other"),
            ("Yes ☐ / No ☐ / Not known ☒", "Not known"),
        ] {
            assert_eq!(words(&read(text).unwrap()), said, "{text}");
        }
        assert_eq!(read("yes"), None);
    }
}
