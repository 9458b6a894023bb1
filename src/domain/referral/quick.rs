//! A referral that somebody makes at the table: who, about whom, by which agency and why. All else is asked later.

use jiff::civil::Date;

use super::ReferralForm;
use crate::domain::calendar::{Expect, read_date};
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;

/// The form of such a referral. A name is given as spoken, the family name last.
pub fn quick(
    victim: &str,
    perpetrator: Option<&str>,
    agency: &str,
    reason: Private,
    received: Date,
) -> ReferralForm {
    ReferralForm {
        received: Some(received),
        agency: agency.to_owned(),
        victim: named(victim, received),
        perpetrators: perpetrator
            .into_iter()
            .filter(|name| !name.trim().is_empty())
            .map(|name| named(name, received))
            .collect(),
        reason,
        ..ReferralForm::default()
    }
}

/// A person as spoken of: a date of birth may follow the name, as `Mary Kershaw 12/3/92`. What cannot be read as one stays
/// in the name, to be seen and corrected.
fn named(given: &str, today: Date) -> PersonSketch {
    let given = given.trim();
    let figures = given.find(|letter: char| letter.is_ascii_digit()).unwrap_or(given.len());
    let (before, after) = given.split_at(figures);
    let born = read_date(after.trim_end_matches([')', ' ']), Expect::PartyBirth, today).ok();
    let name = if born.is_some() { before.trim_end_matches([' ', ',', '(']).trim_end() } else { given };
    let (forename, surname) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    PersonSketch {
        forename: forename.trim().into(),
        surname: surname.trim().into(),
        born,
        ..PersonSketch::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_of_birth_may_follow_the_name() {
        let form =
            quick("Mary Kershaw, 12/3/92", Some("Dean 31/2/90"), "police", "".into(), date(2026, 11, 26));
        assert_eq!(form.victim.surname.reveal(), "Kershaw");
        assert_eq!(form.victim.born, Some(date(1992, 3, 12)));
        assert_eq!(form.perpetrators[0].born, None);
        assert_eq!(form.perpetrators[0].surname.reveal(), "31/2/90", "what is no day stays to be seen");
    }

    #[test]
    fn the_family_name_is_the_last() {
        let form =
            quick("Mary Ann Kershaw", Some("Dean"), "police", "released today".into(), date(2026, 11, 26));
        assert_eq!(form.victim.forename.reveal(), "Mary Ann");
        assert_eq!(form.victim.surname.reveal(), "Kershaw");
        assert_eq!(form.perpetrators[0].surname.reveal(), "Dean");
        assert!(quick("Mary", Some(" "), "police", "".into(), date(2026, 11, 26)).perpetrators.is_empty());
    }
}
