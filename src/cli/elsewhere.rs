//! The same people before another forum, as text and as an object.

use serde_json::{Value, json};

use crate::domain::calendar::show_day;
use crate::service::ask::ElsewhereLine;

/// "MATAC LAN-26-0150, listed, next Tue 1 Dec", with what is outstanding under it.
pub fn forum_words(line: &ElsewhereLine) -> String {
    let next =
        line.next.map_or_else(|| "no meeting planned".to_owned(), |next| format!("next {}", show_day(next)));
    let mut words = format!("{} {}, {}, {next}", line.forum, line.reference, line.state);
    for action in &line.actions {
        words.push_str(&format!(
            "\n  {} {}: {} ({})",
            action.action.reference,
            action.agency,
            action.action.words.reveal(),
            action.standing
        ));
    }
    words
}

/// A case of another forum as an object.
pub fn forum_value(line: &ElsewhereLine) -> Value {
    json!({
        "forum": line.forum, "case": line.reference, "state": line.state.word(), "next": line.next,
        "outstanding": line.actions.iter().map(|action| json!({
            "reference": action.action.reference, "agency": action.action.agency,
            "words": action.action.words.reveal(), "standing": action.standing,
        })).collect::<Vec<_>>(),
    })
}
