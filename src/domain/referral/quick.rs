//! A referral that somebody makes at the table: who, about whom, by which agency and why. All else is asked later.

use jiff::civil::Date;

use super::ReferralForm;
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
        victim: named(victim),
        perpetrators: perpetrator.into_iter().filter(|name| !name.trim().is_empty()).map(named).collect(),
        reason,
        ..ReferralForm::default()
    }
}

fn named(name: &str) -> PersonSketch {
    let name = name.trim();
    let (forename, surname) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    PersonSketch {
        forename: forename.trim().into(),
        surname: surname.trim().into(),
        ..PersonSketch::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

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
