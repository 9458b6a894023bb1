//! The nearest word that is known, for a slip of the fingers.

/// The known word nearest to what was typed; nothing when none is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let most = (typed.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&typed, word), word))
        .filter(|(far, _)| *far <= most)
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

/// "no filter word agncy; agency?", or what there is when nothing is near.
pub fn note(what: &str, typed: &str, known: &[&str]) -> String {
    match nearest(typed, known.iter().copied()) {
        Some(near) => format!("no {what} {typed}: {near}?"),
        None => format!("no {what} {typed}; there are {}", known.join(", ")),
    }
}
