//! Numbers of actions, at the beginning of a line or alone: `2`, `#2`, `no 2`, `action 2:`, `1 and 2`, `1,3`.

/// The longest number, in figures.
const FIGURES: usize = 3;
/// Words before a number.
const NAMED: &[&str] = &["actions", "action", "act", "nos", "no"];

/// The numbers a line begins with, each once, and what follows them.
pub(super) fn opening(line: &str) -> Option<(Vec<u16>, &str)> {
    let (numbers, rest) = several(line.trim())?;
    let rest = rest.strip_prefix([':', '.', ')', ',']).unwrap_or(rest);
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some((numbers, rest.trim_start().trim_start_matches(['-', '=', '>', '\u{2013}', ':']).trim_start()))
}

/// Numbers, and nothing after them.
pub(super) fn alone(text: &str) -> Option<Vec<u16>> {
    let (numbers, rest) = several(text.trim())?;
    rest.trim_matches(['.', '!', ' ']).is_empty().then_some(numbers)
}

fn several(line: &str) -> Option<(Vec<u16>, &str)> {
    let named = NAMED.iter().find_map(|word| {
        let (head, rest) = line.split_at_checked(word.len())?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        (head.eq_ignore_ascii_case(word) && rest.starts_with(' ')).then(|| rest.trim_start())
    });
    let (first, mut rest) = one(named.unwrap_or(line))?;
    let mut numbers = vec![first];
    while let Some((number, after)) = joined(rest).and_then(one) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        rest = after;
    }
    Some((numbers, rest))
}

/// What follows a joint.
fn joined(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let sign = rest.strip_prefix([',', '+', '&']);
    let word = rest.get(..4).filter(|word| word.eq_ignore_ascii_case("and ")).and_then(|_| rest.get(4..));
    Some(sign.or(word)?.trim_start())
}

fn one(line: &str) -> Option<(u16, &str)> {
    let line = line.strip_prefix('#').unwrap_or(line);
    let figures = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let (number, rest) = line.split_at_checked(figures)?;
    if number.len() > FIGURES || rest.starts_with(char::is_alphabetic) {
        return None;
    }
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_actions() {
        for (line, expected) in [
            ("2 done", Some((vec![2], "done"))),
            ("#2: done", Some((vec![2], "done"))),
            ("No. 2 done", Some((vec![2], "done"))),
            ("actions 1, 2 and 3 done", Some((vec![1, 2, 3], "done"))),
            ("1+1 done", Some((vec![1], "done"))),
            ("2 - done", Some((vec![2], "done"))),
            ("2/12 hearing", None),
            ("2pm call", None),
            ("2nd call", None),
            ("2024 call", None),
            ("2", None),
            ("nothing known", None),
        ] {
            assert_eq!(opening(line), expected, "{line}");
        }
        assert_eq!(alone("1, 3."), Some(vec![1, 3]));
        assert_eq!(alone("3 and more"), None);
    }
}
