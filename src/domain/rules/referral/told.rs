//! What a form says besides who is named: children, the assessment, each field kept by itself, the victim's wishes, and
//! what could not be read.

use jiff::civil::Date;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::{ChildSketch, Details, Field, ReferralForm, Said};
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Detail, Party, Referral, ToCorrect, Views};
use crate::domain::rules::Context;

/// The place in the case of each perpetrator of a form, in its order; nothing for one of whom nothing is said.
pub type Places = Vec<Option<Id<Party>>>;

/// Fields of the form's details that have a column of their own.
const ELSEWHERE: &[Field] = &[
    Field::AssessedOn,
    Field::Interpreter,
    Field::VictimAddressHidden,
    Field::PerpetratorEthnicity,
    Field::PerpetratorDisability,
];

/// Fields with a place of their own on the form and none in the tables.
const BESIDES: &[Field] = &[Field::SafeToCall, Field::LastReferred];

/// Stores everything that hangs on this referral.
pub fn tell(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    referral: &Referral,
    form: &ReferralForm,
    perpetrators: &[Option<Id<Party>>],
) {
    let assessed = match form.said(Field::AssessedOn, 0) {
        Said::Day(Some(on)) => on,
        _ => referral.received,
    };
    self::assessed(cx, changes, referral.case, form, assessed);
    details(cx, changes, referral, form, perpetrators);
    wishes(cx, changes, referral, form);
    set_aside(cx, changes, referral.case, form);
}

/// Keeps each field by itself, so that each can be changed by itself.
fn details(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    referral: &Referral,
    form: &ReferralForm,
    perpetrators: &[Option<Id<Party>>],
) {
    let of_form = with_besides(form);
    let each = perpetrators.iter().copied().zip(&form.perpetrators_more);
    let each = each.filter(|(party, _)| party.is_some());
    for (party, details) in std::iter::once((None, &of_form)).chain(each) {
        for (field, value) in kept(details) {
            changes.store(&Detail {
                id: cx.id(),
                case: referral.case,
                referral: referral.id,
                party,
                field: field.word(),
                value: value.clone(),
            });
        }
    }
}

/// The form's details with the fields that have a place of their own on the form and none in the tables.
pub fn with_besides(form: &ReferralForm) -> Details {
    let mut details = form.more.clone();
    for field in BESIDES {
        details.keep(*field, &form.said(*field, 0));
    }
    details
}

/// What is kept by field.
pub fn kept(details: &Details) -> impl Iterator<Item = (Field, &Private)> {
    details.iter().filter(|(field, _)| !ELSEWHERE.contains(field))
}

/// What the referrer says the victim wishes is the first of the victim's views.
fn wishes(cx: &mut Context<'_>, changes: &mut Changes<'_>, referral: &Referral, form: &ReferralForm) {
    let words = form.more.get(Field::Wishes);
    if !words.is_empty() {
        changes.store(&Views {
            id: cx.id(),
            case: referral.case,
            on: referral.received,
            agency: referral.agency.clone(),
            words: words.into(),
        });
    }
}

/// Children known only by age are told anew by each form; a named child stays.
pub fn children(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
) -> Result<(), Refusal> {
    let held = changes.find::<Child>("case", &case)?;
    if form.children.each.iter().any(|child| !child.is_empty()) {
        one_by_one(cx, changes, case, &held, &form.children.each);
        return Ok(());
    }
    if form.children.ages.is_empty() || held.iter().any(|child| child.name.is_some()) {
        return Ok(());
    }
    let mut ages: Vec<u8> = held.iter().filter_map(|child| child.age).collect();
    let mut told = form.children.ages.clone();
    ages.sort_unstable();
    told.sort_unstable();
    if ages == told {
        return Ok(());
    }
    for child in held {
        changes.remove(child.id);
    }
    for age in told {
        let told = ChildSketch { age: Some(age), ..ChildSketch::default() };
        changes.store(&child(cx.id(), case, &told));
    }
    Ok(())
}

/// Children told one by one take the place of those known only by age, and leave those known by name.
fn one_by_one(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    held: &[Child],
    told: &[ChildSketch],
) {
    for unnamed in held.iter().filter(|child| child.name.is_none()) {
        changes.remove(unnamed.id);
    }
    let known = |sketch: &ChildSketch| {
        held.iter().any(|child| child.name.as_ref() == Some(&sketch.name) && child.born == sketch.born)
    };
    for sketch in told.iter().filter(|sketch| !sketch.is_empty() && !known(sketch)) {
        changes.store(&child(cx.id(), case, sketch));
    }
}

/// A child's row.
pub fn child(id: Id<Child>, case: Id<Case>, told: &ChildSketch) -> Child {
    let given = |text: &Private| Some(text.clone()).filter(|text| !text.reveal().trim().is_empty());
    Child {
        id,
        case,
        name: given(&told.name),
        age: told.age,
        school: given(&told.school),
        born: told.born,
        expected: told.expected,
        to_victim: given(&told.to_victim),
        to_perpetrator: given(&told.to_perpetrator),
        lives_with: given(&told.lives_with),
    }
}

fn assessed(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: Id<Case>, form: &ReferralForm, on: Date) {
    if form.risk.dash.is_none() && form.risk.grade.is_empty() {
        return;
    }
    let tool = if form.risk.dash.is_some() { "dash24" } else { "dara" };
    changes.store(&Assessment {
        count: form.risk.dash,
        grade: Some(form.risk.grade.clone()).filter(|grade| !grade.is_empty()),
        ..Assessment::bare(cx.id(), case, tool, on)
    });
}

fn set_aside(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: Id<Case>, form: &ReferralForm) {
    for problem in &form.to_correct {
        changes.store(&ToCorrect {
            id: cx.id(),
            case,
            field: problem.field.label().to_owned(),
            typed: problem.typed.clone(),
            problem: format!("{}; {}", problem.what, problem.way_forward),
            open: true,
            corrected: None,
        });
    }
}
