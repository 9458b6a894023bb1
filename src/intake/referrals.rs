//! Referral lists: one row, one [`ReferralForm`].

use super::fields::{self, Fault, Risk};
use super::heads::Vocabulary;
use super::list::{Cells, Form};
use crate::domain::calendar::Expect;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{Children, Criteria, Field, ReferralForm, RiskClaim};

const HEADS: Vocabulary<Field> = &[
    (Field::Source, &["ref", "reference", "referral ref", "referral number", "case ref", "our ref", "urn"]),
    (Field::Received, &["date received", "received", "referral date", "date of referral", "date referred"]),
    (
        Field::Agency,
        &["referring agency", "agency", "referrer", "referred by", "referral agency", "source of referral"],
    ),
    (
        Field::VictimName,
        &["victim", "victim name", "name of victim", "victim full name", "name", "full name"],
    ),
    (Field::VictimForename, &["victim first name", "victim forename", "first name"]),
    (Field::VictimSurname, &["victim surname", "victim last name", "surname"]),
    (
        Field::VictimAlias,
        &["victim alias", "victim aliases", "victim aka", "victim known as", "alias", "aka", "known as"],
    ),
    (Field::VictimBorn, &["victim DOB", "DOB"]),
    (Field::VictimGender, &["victim gender", "gender"]),
    (
        Field::VictimTelephone,
        &[
            "victim tel.",
            "victim telephone number",
            "tel",
            "telephone number",
            "victim contact number",
            "contact number",
        ],
    ),
    (
        Field::VictimAddress,
        &["address", "victim address", "home address", "current address", "victim current address"],
    ),
    (Field::VictimEmail, &["victim e-mail", "e-mail", "victim email address", "email address"]),
    (
        Field::PerpetratorName,
        &["perpetrator", "perpetrator name", "name of perpetrator", "perpetrator full name"],
    ),
    (Field::PerpetratorForename, &["perpetrator first name"]),
    (Field::PerpetratorSurname, &["perpetrator surname"]),
    (
        Field::PerpetratorAlias,
        &["perpetrator alias", "perpetrator aliases", "perpetrator aka", "perpetrator known as"],
    ),
    (Field::PerpetratorBorn, &["perpetrator DOB"]),
    (Field::PerpetratorGender, &["perpetrator gender"]),
    (
        Field::PerpetratorTelephone,
        &["perpetrator tel", "perpetrator telephone number", "perpetrator contact number"],
    ),
    (Field::PerpetratorAddress, &["perpetrator address", "perpetrator current address"]),
    (Field::PerpetratorEmail, &["perpetrator e-mail"]),
    (Field::Relationship, &["relationship to victim", "relationship", "perpetrator relationship to victim"]),
    (
        Field::ChildrenCount,
        &["no. of children in household", "children in household", "no. of children", "children"],
    ),
    (Field::ChildrenAges, &["children ages", "children's ages", "ages of children", "ages", "child ages"]),
    (Field::Dash, &["DASH score", "DASH", "score", "risk score", "DASH ticks", "DARA grade", "risk grade"]),
    (
        Field::CallOuts,
        &[
            "police call-outs (12m)",
            "police call-outs",
            "police callouts 12 months",
            "police call outs in 12 months",
            "call-outs",
            "callouts",
        ],
    ),
    (Field::ProfessionalJudgement, &["professional judgement", "professional judgment", "prof judgement"]),
    (Field::VisibleHighRisk, &["visible high risk", "high risk", "visible risk"]),
    (Field::PotentialEscalation, &["potential escalation", "escalation"]),
    (Field::Repeat, &["MARAC repeat", "repeat", "repeat referral", "repeat MARAC"]),
    (
        Field::LastReferred,
        &["date last referred", "last referred", "last referral", "date of last referral", "last MARAC"],
    ),
    (Field::Ethnicity, &["ethnicity", "victim ethnicity", "ethnic origin"]),
    (Field::Disability, &["disability", "disabled", "victim disability"]),
    (Field::Lgbt, &["LGBT+", "LGBT", "LGBTQ", "LGBTQ+", "LGBTQIA+"]),
    (Field::Consent, &["consent", "victim consent", "consent to referral"]),
    (
        Field::SafeToCall,
        &["safe to call", "safe contact", "safe to contact", "safe time to call", "safe times"],
    ),
    (Field::Reason, &["reason for referral", "reason", "grounds", "details", "background", "summary"]),
];

impl Form for ReferralForm {
    type Field = Field;

    const HEADS: Vocabulary<Field> = HEADS;

    const NAMING: &'static [Field] =
        &[Field::VictimSurname, Field::VictimName, Field::PerpetratorSurname, Field::PerpetratorName];

    fn label(field: Field) -> &'static str {
        field.label()
    }

    fn is_long(field: Field) -> bool {
        field == Field::Reason
    }

    fn read(mut cells: Cells<'_, Field>) -> Result<Self, &'static str> {
        let victim = person(&mut cells, &VICTIM);
        let perpetrator = person(&mut cells, &PERPETRATOR);
        let risk = cells.value(Field::Dash, fields::risk);
        let mut form = Self {
            source: cells.text(Field::Source),
            received: cells.date(Field::Received, Expect::Received),
            agency: cells.text(Field::Agency),
            victim,
            perpetrators: Some(perpetrator).filter(|person| !person.is_empty()).into_iter().collect(),
            relationship: cells.text(Field::Relationship),
            children: children(&mut cells),
            risk: match risk {
                Some(Risk::Dash(count)) => RiskClaim { dash: Some(count), grade: String::new() },
                Some(Risk::Grade(grade)) => RiskClaim { dash: None, grade: grade.to_owned() },
                None => RiskClaim::default(),
            },
            call_outs: cells.value(Field::CallOuts, fields::call_outs),
            criteria: criteria(&mut cells),
            last_referred: cells.date(Field::LastReferred, Expect::Received),
            ethnicity: cells.text(Field::Ethnicity),
            disability: cells.value(Field::Disability, fields::yes_no),
            lgbt: cells.value(Field::Lgbt, fields::yes_no),
            consent: cells.text(Field::Consent),
            safe_to_call: cells.text(Field::SafeToCall).into(),
            reason: cells.lines(Field::Reason),
            to_correct: Vec::new(),
        };
        if !form.names_anyone() {
            return Err("names neither victim nor perpetrator; add a name and read the file again");
        }
        if !form.victim.named() {
            cells.set_aside(
                Field::VictimName,
                Fault::new("is not given", "ask the referrer who the victim is"),
            );
        }
        if cells.text(Field::Received).is_empty() {
            cells
                .set_aside(Field::Received, Fault::new("is not given", "enter the day the referral came in"));
        }
        form.to_correct = cells.into_problems();
        Ok(form)
    }
}

/// The columns that describe one person.
struct Columns {
    name: Field,
    forename: Field,
    surname: Field,
    alias: Field,
    born: Field,
    gender: Field,
    telephone: Field,
    address: Field,
    email: Field,
}

const VICTIM: Columns = Columns {
    name: Field::VictimName,
    forename: Field::VictimForename,
    surname: Field::VictimSurname,
    alias: Field::VictimAlias,
    born: Field::VictimBorn,
    gender: Field::VictimGender,
    telephone: Field::VictimTelephone,
    address: Field::VictimAddress,
    email: Field::VictimEmail,
};

const PERPETRATOR: Columns = Columns {
    name: Field::PerpetratorName,
    forename: Field::PerpetratorForename,
    surname: Field::PerpetratorSurname,
    alias: Field::PerpetratorAlias,
    born: Field::PerpetratorBorn,
    gender: Field::PerpetratorGender,
    telephone: Field::PerpetratorTelephone,
    address: Field::PerpetratorAddress,
    email: Field::PerpetratorEmail,
};

fn person(cells: &mut Cells<'_, Field>, columns: &Columns) -> PersonSketch {
    let (name, forename, surname) =
        (cells.text(columns.name), cells.text(columns.forename), cells.text(columns.surname));
    let (mut forename, mut surname) = (fields::name(&forename), fields::name(&surname));
    if forename.is_empty() && surname.is_empty() {
        (forename, surname) = fields::whole_name(&name);
    }
    let given = |text: String| -> Vec<Private> {
        if fields::unknown(&text) { Vec::new() } else { vec![text.into()] }
    };
    PersonSketch {
        forename: forename.into(),
        surname: surname.into(),
        aliases: fields::aliases(&cells.text(columns.alias)).into_iter().map(Into::into).collect(),
        born: cells.date(columns.born, Expect::PartyBirth),
        gender: cells.value(columns.gender, fields::gender),
        phones: numbers(cells.value(columns.telephone, fields::telephones)),
        addresses: given(cells.text(columns.address)),
        emails: given(cells.text(columns.email)),
    }
}

fn numbers(found: Option<Vec<String>>) -> Vec<Private> {
    found.unwrap_or_default().into_iter().map(Into::into).collect()
}

fn children(cells: &mut Cells<'_, Field>) -> Children {
    let count = cells.value(Field::ChildrenCount, fields::children);
    let ages = cells.value(Field::ChildrenAges, fields::ages).unwrap_or_default();
    if let Some(count) = count.filter(|count| usize::try_from(*count).is_ok_and(|count| ages.len() > count)) {
        let what = format!("gives {} ages for {count} children", ages.len());
        cells.set_aside(Field::ChildrenAges, Fault::new(what, "check how many children there are"));
    }
    Children { count, ages, typed: cells.text(Field::ChildrenAges).into() }
}

fn criteria(cells: &mut Cells<'_, Field>) -> Criteria {
    Criteria {
        visible_high_risk: cells.value(Field::VisibleHighRisk, fields::yes_no),
        professional_judgement: cells.value(Field::ProfessionalJudgement, fields::yes_no),
        potential_escalation: cells.value(Field::PotentialEscalation, fields::yes_no),
        repeat: cells.value(Field::Repeat, fields::yes_no),
    }
}
