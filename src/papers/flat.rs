//! Text without its runs: the words alone, for formats that have no faces; and letters that XML takes.

use super::blocks::Text;
use super::fonts::clean;

/// The words of a text; line feeds stay.
pub fn words(text: &Text) -> String {
    text.runs().iter().map(|run| clean(run.text.reveal())).collect()
}

/// The words of a text in one line.
pub fn line(text: &Text) -> String {
    words(text).split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// Text for XML and HTML: nothing in it can be a tag, end an attribute, or be a letter that XML has not.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}
