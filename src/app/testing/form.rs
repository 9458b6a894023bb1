//! The form of an invented case, and what the record would conclude from one.

use jiff::civil::date;
use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::people::PersonSketch;
use crate::domain::referral::{Conclusion, Earlier, Field, Finding, ReferralForm, Said};
use crate::domain::rows::person::{Contact, ContactKind};
use crate::service::ask::{CaseForm, Foreseen};

/// An empty form, or that of a case.
pub fn case_form(filled: bool) -> CaseForm {
    let mut form = ReferralForm::default();
    if filled {
        form.received = Some(date(2026, 11, 12));
        form.agency = "housing".to_owned();
        form.victim = PersonSketch {
            forename: "Mary".into(),
            surname: "Kershaw".into(),
            aliases: vec!["Maz".into()],
            born: Some(date(1992, 3, 12)),
            phones: vec!["07700 900665".into()],
            ..PersonSketch::default()
        };
        form.say(Field::PerpetratorForename, 0, Said::Text("Dean".into()));
        form.say(Field::PerpetratorSurname, 0, Said::Text("Kershaw".into()));
        form.say(Field::Relationship, 0, Said::Text("ex-partner".into()));
        form.say(Field::ChildName, 0, Said::Text("Robin".into()));
        form.say(Field::Dash, 0, Said::Count(Some(17)));
    }
    CaseForm {
        form,
        reference: filled.then(|| "LAN-26-0143".to_owned()),
        forum: "marac".to_owned(),
        defaults: vec![(Field::Purpose, "as the sharing agreement of Lancaster words it".to_owned())],
        agencies: [("police", "Police"), ("housing", "Housing"), ("idva", "IDVA")]
            .map(|(key, name)| (key.to_owned(), name.to_owned()))
            .to_vec(),
    }
}

/// A repeat for a victim of a known surname, else nothing.
pub fn foreseen(form: &ReferralForm) -> Foreseen {
    if !form.victim.surname.reveal().eq_ignore_ascii_case("kershaw") {
        return Foreseen::default();
    }
    let earlier = Earlier {
        referral: Uuid::from_u128(1),
        case: Uuid::from_u128(2),
        reference: "LAN-26-0097".to_owned(),
        received: date(2026, 7, 7),
        waiting: false,
    };
    let reason = "LAN-26-0097 of 07/07/2026; victim: same name, same date of birth".to_owned();
    let found = Conclusion { row: 1, field: Field::VictimName, finding: Finding::Repeat(earlier), reason };
    Foreseen { conclusions: vec![found] }
}

/// A number, and an address kept off every list.
pub fn contacts() -> Vec<Contact> {
    let contact = |id, kind, value: &str, restricted| Contact {
        id: Id::new(Uuid::from_u128(id)),
        person: Id::new(Uuid::from_u128(9)),
        kind,
        value: value.into(),
        safe: Some("text first".into()),
        restricted,
        stopped: None,
    };
    vec![
        contact(1, ContactKind::Telephone, "07700 900665", false),
        contact(2, ContactKind::Address, "the refuge", true),
    ]
}
