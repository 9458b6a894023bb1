//! Referral lists: one row, one [`ReferralForm`].

use std::sync::LazyLock;

use super::fields::{self, Fault, Risk};
use super::heads::{Known, Vocabulary};
use super::list::{Cells, Form};
use crate::domain::calendar::Expect;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{Children, Criteria, Each, Field, ReferralForm, RiskClaim, Said, Typed};

impl Form for ReferralForm {
    type Field = Field;

    const HEADS: Vocabulary<Field> = super::referral_heads::HEADS;

    const NAMING: &'static [Field] =
        &[Field::VictimSurname, Field::VictimName, Field::PerpetratorSurname, Field::PerpetratorName];

    fn label(field: Field) -> &'static str {
        field.label()
    }

    fn is_long(field: Field) -> bool {
        field.typed() == Typed::Long
    }

    fn repeats(field: Field) -> bool {
        field.each() != Each::Form
    }

    fn known() -> &'static Known<Field> {
        static KNOWN: LazyLock<Known<Field>> =
            LazyLock::new(|| Known::of(ReferralForm::HEADS, ReferralForm::repeats));
        &KNOWN
    }

    fn read(mut cells: Cells<'_, Field>) -> Result<Self, &'static str> {
        let mut form = Self { victim: person(&mut cells, &VICTIM), ..Self::default() };
        perpetrators(&mut form, &mut cells);
        form.source = cells.text(Field::Source);
        form.received = cells.date(Field::Received, Expect::Received);
        form.agency = cells.text(Field::Agency);
        form.children = children(&mut cells);
        form.risk = risk(&mut cells);
        form.call_outs = cells.value(Field::CallOuts, fields::call_outs);
        form.criteria = criteria(&mut cells);
        form.last_referred = cells.date(Field::LastReferred, Expect::Received);
        form.ethnicity = cells.text(Field::Ethnicity);
        form.disability = cells.value(Field::Disability, fields::yes_no);
        form.lgbt = cells.value(Field::Lgbt, fields::yes_no);
        form.consent = cells.text(Field::Consent);
        form.safe_to_call = cells.text(Field::SafeToCall).into();
        form.reason = cells.lines(Field::Reason);
        children_told(&mut form, &mut cells);
        others(&mut form, &mut cells, Each::Form, 0);
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

/// Fields that are read by themselves, not by what is typed in them.
const READ_ALONE: &[Field] = &[
    Field::Source,
    Field::Received,
    Field::Agency,
    Field::VictimName,
    Field::VictimForename,
    Field::VictimSurname,
    Field::VictimAlias,
    Field::VictimBorn,
    Field::VictimGender,
    Field::VictimTelephone,
    Field::VictimAddress,
    Field::VictimEmail,
    Field::PerpetratorName,
    Field::PerpetratorForename,
    Field::PerpetratorSurname,
    Field::PerpetratorAlias,
    Field::PerpetratorBorn,
    Field::PerpetratorGender,
    Field::PerpetratorTelephone,
    Field::PerpetratorAddress,
    Field::PerpetratorEmail,
    Field::Relationship,
    Field::ChildrenCount,
    Field::ChildrenAges,
    Field::Dash,
    Field::Grade,
    Field::CallOuts,
    Field::ProfessionalJudgement,
    Field::VisibleHighRisk,
    Field::PotentialEscalation,
    Field::Repeat,
    Field::LastReferred,
    Field::Ethnicity,
    Field::Disability,
    Field::Lgbt,
    Field::Consent,
    Field::SafeToCall,
    Field::Reason,
];

/// The other fields of the form, of one perpetrator or of one child, each by the kind of thing typed in it. `to` is
/// the person's place in the form; in the cells it is where `cells` stands.
fn others(form: &mut ReferralForm, cells: &mut Cells<'_, Field>, each: Each, to: usize) {
    for field in cells.given() {
        if READ_ALONE.contains(&field) || field.each() != each {
            continue;
        }
        let text = cells.text(field);
        let said = match field.typed() {
            Typed::Line | Typed::Whole => Said::Text(text.into()),
            Typed::Long => Said::Text(cells.lines(field)),
            Typed::Day => Said::Day(cells.date(field, Expect::Received)),
            Typed::Coming => Said::Day(cells.date(field, Expect::Near)),
            Typed::Birth => Said::Day(cells.date(field, Expect::Birth)),
            Typed::Births => {
                let today = cells.today;
                Said::Days(cells.value(field, |cell| fields::births(cell, today)).unwrap_or_default())
            }
            Typed::YesNo => Said::YesNo(cells.value(field, fields::yes_no)),
            Typed::Count => Said::Count(cells.value(field, fields::call_outs)),
            Typed::Gender => Said::Gender(cells.value(field, fields::gender)),
            Typed::Several => Said::Several(fields::several(&text).into_iter().map(Private::from).collect()),
        };
        if !said.is_nothing() {
            form.say(field, to, said);
        }
    }
}

/// The perpetrators that are told of, each with what is said besides.
fn perpetrators(form: &mut ReferralForm, cells: &mut Cells<'_, Field>) {
    let theirs = |field: Field| field.each() == Each::Perpetrator;
    let mut relationships = Vec::new();
    for place in 0..cells.places(theirs) {
        cells.place = place;
        let sketch = person(cells, &PERPETRATOR);
        let told = cells.given().into_iter().any(|field| theirs(field) && !READ_ALONE.contains(&field));
        let relationship = cells.text(Field::Relationship);
        if sketch.is_empty() && !told && (place > 0 || relationship.is_empty()) {
            continue;
        }
        if sketch.is_empty() && !told {
            // Nobody is told of but what they are to the victim: the perpetrator is unknown.
            form.relationship = relationship;
            continue;
        }
        let at = form.perpetrators.len();
        form.perpetrators.push(sketch);
        relationships.push(relationship);
        others(form, cells, Each::Perpetrator, at);
    }
    cells.place = 0;
    match relationships.as_slice() {
        [] => {}
        [only] => form.relationship.clone_from(only),
        _ => {
            for (at, relationship) in relationships.into_iter().enumerate() {
                form.say(Field::Relationship, at, Said::Text(relationship.into()));
            }
        }
    }
}

/// Children told one by one.
fn children_told(form: &mut ReferralForm, cells: &mut Cells<'_, Field>) {
    for place in 0..cells.places(|field| field.each() == Each::Child) {
        cells.place = place;
        let at = form.children.each.len();
        others(form, cells, Each::Child, at);
    }
    cells.place = 0;
}

/// A Dash count and a grade, from whichever of their cells they stand in.
fn risk(cells: &mut Cells<'_, Field>) -> RiskClaim {
    let mut claim = RiskClaim::default();
    for field in [Field::Grade, Field::Dash] {
        match cells.value(field, fields::risk) {
            Some(Risk::Dash(count)) => claim.dash = Some(count),
            Some(Risk::Grade(grade)) => grade.clone_into(&mut claim.grade),
            None => {}
        }
    }
    claim
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
        emails: fields::several(&cells.text(columns.email)).into_iter().map(Into::into).collect(),
        ..PersonSketch::default()
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
    Children { count, ages, typed: cells.text(Field::ChildrenAges).into(), each: Vec::new() }
}

fn criteria(cells: &mut Cells<'_, Field>) -> Criteria {
    Criteria {
        visible_high_risk: cells.value(Field::VisibleHighRisk, fields::yes_no),
        professional_judgement: cells.value(Field::ProfessionalJudgement, fields::yes_no),
        potential_escalation: cells.value(Field::PotentialEscalation, fields::yes_no),
        repeat: cells.value(Field::Repeat, fields::yes_no),
    }
}
