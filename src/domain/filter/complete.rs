//! What may come next in a filter that is being typed.

use super::List;
use super::keys::{KeyRow, Takes, keys};
use super::known::{Known, Named};
use super::read::split;
use super::sort::SortBy;
use crate::domain::text::fold;

/// One way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the last piece becomes.
    pub piece: String,
    /// What it asks, in a few words; nothing when it speaks for itself.
    pub says: String,
}

/// The ways on from the last piece of a text, the likeliest first; none after a free word that begins no key.
pub fn complete(text: &str, list: List, known: &Known) -> Vec<Completion> {
    let piece = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let (sign, bare) = match piece.strip_prefix(['-', '!']) {
        Some(rest) => (piece.get(..1).unwrap_or_default(), rest),
        None => ("", piece),
    };
    let Some((word, value)) = split(bare) else {
        let begins = |row: &&KeyRow| row.word.starts_with(&bare.to_lowercase());
        return keys(list)
            .iter()
            .filter(begins)
            .map(|row| Completion { piece: format!("{sign}{}:", row.word), says: row.doc.to_owned() })
            .collect();
    };
    let Some(row) = keys(list).iter().find(|row| row.word.eq_ignore_ascii_case(word)) else {
        return Vec::new();
    };
    let (before, begun) = value.rsplit_once(',').map_or(("", value), |(before, begun)| (before, begun));
    let before = if before.is_empty() { String::new() } else { format!("{before},") };
    values(row, list, known)
        .into_iter()
        .filter(|(value, names)| {
            let begun = fold(begun);
            value.starts_with(&begun) || names.iter().any(|name| fold(name).starts_with(&begun))
        })
        .filter(|(value, _)| value != begun)
        .map(|(value, names)| Completion {
            piece: format!("{sign}{}:{before}{value}", row.word),
            says: names.into_iter().find(|name| *name != value).unwrap_or_default(),
        })
        .collect()
}

/// Values a key takes, each with the names it is found by.
fn values(row: &KeyRow, list: List, known: &Known) -> Vec<(String, Vec<String>)> {
    let plain = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), Vec::new())).collect();
    let named = |among: &[Named]| {
        let names = |one: &Named| std::iter::once(&one.said).chain(&one.more).cloned().collect();
        among.iter().map(|one| (one.key.clone(), names(one))).collect()
    };
    match row.takes {
        Takes::Words(words) => plain(words),
        Takes::Agency => named(&known.agencies),
        Takes::Forum => named(&known.forums),
        Takes::Ahead => plain(&["today", "<7d", ">7d", "week", "month", "none"]),
        Takes::Back => plain(&["today", "yesterday", "<7d", ">30d", "week", "month"]),
        Takes::Length => plain(&[">30d", ">60d", ">90d", "<14d"]),
        Takes::Number => plain(&[">14", ">0", "0"]),
        Takes::Sort => SortBy::of(list).iter().map(|by| (by.word().to_owned(), Vec::new())).collect(),
        Takes::Text => Vec::new(),
    }
}
