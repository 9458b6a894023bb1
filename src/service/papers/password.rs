//! A password made for a sealed paper, to be told to its reader by another way than the paper itself.

use zeroize::Zeroizing;

use crate::domain::refusal::Refusal;
use crate::service::job::Passphrase;

/// Letters and figures that are not taken for one another in print or in handwriting: no `b` and `6`, `g` and `9`, `i`,
/// `l` and `1`, `o` and `0`, `s` and `5`, `z` and `2`, `u` and `v`. Our choice.
const SIGNS: &[u8; 22] = b"acdefhjkmnpqrtwxy34678";
/// Groups, and signs in each: 20 signs of 22 are 89 bits, out of reach of any trying.
const GROUPS: (usize, usize) = (5, 4);

/// A new password, such as `kdye-7mra-x3wh-fnq8-c4tp`: 89 bits by chance, easy to read out and to type.
///
/// # Errors
/// When the system gives no random numbers.
pub fn generated() -> Result<Passphrase, Refusal> {
    let mut password = Zeroizing::new(String::with_capacity(GROUPS.0 * (GROUPS.1 + 1)));
    for group in 0..GROUPS.0 {
        if group > 0 {
            password.push('-');
        }
        for _ in 0..GROUPS.1 {
            password.push(sign()?);
        }
    }
    Ok(Passphrase::new(password))
}

/// One sign, each as likely as any other: bytes above the last full round of the signs are drawn again.
fn sign() -> Result<char, Refusal> {
    loop {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte)
            .map_err(|_| Refusal::rule("no password was made: the system gives no random numbers"))?;
        let place = usize::from(byte[0]);
        let rounds = 256 / SIGNS.len();
        if let Some(sign) = SIGNS.get(place % SIGNS.len()).filter(|_| place < rounds * SIGNS.len()) {
            return Ok(char::from(*sign));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn passwords_are_long_legible_and_never_the_same() {
        let mut seen = BTreeSet::new();
        let mut used = BTreeSet::new();
        for _ in 0..200 {
            let password = generated().unwrap().reveal().to_owned();
            assert_eq!(password.len(), 24);
            assert!(password.split('-').all(|group| group.len() == 4), "{password}");
            used.extend(password.chars());
            assert!(seen.insert(password));
        }
        let signs: BTreeSet<char> = SIGNS.iter().map(|&sign| char::from(sign)).chain(['-']).collect();
        assert_eq!(used, signs, "every sign comes up, and no other");
    }
}
