//! The form of a case, put together from its rows.

use crate::domain::desk::last_referral;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{
    ChildSketch, Children, Criteria, Details, Field, ReferralForm, RiskClaim, Said,
};
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Detail, Party, PartyRole, Referral};
use crate::domain::rows::person::{Alias, Contact, ContactKind, Person};
use crate::domain::rules::known::sketch_of;

/// A case as a form, with the rows that it was put together from.
pub(super) struct Held {
    /// The form.
    pub form: ReferralForm,
    /// The case.
    pub case: Case,
    /// The newest referral; none for a case that came in another way.
    pub referral: Option<Referral>,
    /// The victim's place in the case.
    pub victim: Option<Party>,
    /// The perpetrators', in the order of the form.
    pub perpetrators: Vec<Party>,
    /// What is kept by field of the newest referral.
    pub details: Vec<Detail>,
    /// The newest assessment with a count or a grade.
    pub assessment: Option<Assessment>,
}

impl Held {
    /// Puts the form of a case together.
    pub fn of(changes: &Changes<'_>, case: Id<Case>) -> Result<Self, Refusal> {
        let row: Case = changes.get(case)?;
        let mut parties = changes.find::<Party>("case", &case)?;
        parties.sort_by_key(|party| party.id);
        let victim = parties.iter().find(|party| party.role == PartyRole::Victim).cloned();
        parties.retain(|party| party.role == PartyRole::Perpetrator);
        let referral = last_referral(changes, case)?;
        let details = match &referral {
            Some(referral) => changes.find::<Detail>("referral", &referral.id)?,
            None => Vec::new(),
        };
        let told = changes.find::<Assessment>("case", &case)?;
        let assessment = Assessment::latest(told);
        let mut held = Self {
            form: ReferralForm::default(),
            case: row,
            referral,
            victim,
            perpetrators: parties,
            details,
            assessment,
        };
        held.put_together(changes)?;
        Ok(held)
    }

    fn put_together(&mut self, changes: &Changes<'_>) -> Result<(), Refusal> {
        let mut form = self.referred();
        for (at, party) in self.perpetrators.iter().enumerate() {
            let person: Person = changes.get(party.person)?;
            form.perpetrators.push(usable(changes, &person)?);
            let mut more = self.kept(Some(party.id));
            more.set(Field::PerpetratorEthnicity, person.ethnicity.clone().unwrap_or_default());
            more.keep(Field::PerpetratorDisability, &Said::YesNo(person.disability));
            form.perpetrators_more.push(more);
            debug_assert_eq!(form.perpetrators.len(), at + 1, "one sketch a party");
        }
        let relationships: Vec<&str> =
            self.perpetrators.iter().map(|party| party.relationship.as_deref().unwrap_or_default()).collect();
        for (at, relationship) in relationships.into_iter().enumerate() {
            form.say(Field::Relationship, at, Said::Text(relationship.into()));
        }
        form.children.each = self.children(changes)?;
        if let Some(victim) = &self.victim {
            let person: Person = changes.get(victim.person)?;
            form.victim = usable(changes, &person)?;
            if form.safe_to_call.is_empty() {
                form.safe_to_call = safe(changes, &person)?;
            }
            form.ethnicity =
                person.ethnicity.as_ref().map(|words| words.reveal().to_owned()).unwrap_or_default();
            form.disability = person.disability;
            form.lgbt = person.lgbt;
            form.more.set(Field::Interpreter, person.interpreter.unwrap_or_default());
        }
        self.form = form;
        Ok(())
    }

    /// What the newest referral says.
    fn referred(&self) -> ReferralForm {
        let mut form = ReferralForm { more: self.kept(None), ..ReferralForm::default() };
        let moved = [Field::SafeToCall, Field::LastReferred].map(|field| (field, form.more.said(field)));
        for (field, said) in moved {
            form.more.set(field, "");
            form.say(field, 0, said);
        }
        let Some(referral) = &self.referral else { return form };
        let criteria = &referral.criteria.0;
        form.source = referral.source.clone().unwrap_or_default();
        form.received = Some(referral.received);
        form.agency.clone_from(&referral.agency);
        form.sharing = referral.sharing.as_ref().map(|sharing| sharing.0.clone()).unwrap_or_default();
        form.reason = referral.reason.clone();
        form.consent = referral.consent.clone().unwrap_or_default();
        form.criteria = Criteria {
            visible_high_risk: criteria.visible_high_risk,
            professional_judgement: criteria.professional_judgement,
            potential_escalation: criteria.potential_escalation,
            repeat: criteria.repeat,
        };
        let told_apart = !form.more.get(Field::Incidents).is_empty();
        form.call_outs = criteria.call_outs.or(criteria.incidents.filter(|_| !told_apart));
        form.children = Children { count: referral.children.map(u32::from), ..Children::default() };
        if let Some(assessment) = &self.assessment {
            let grade = assessment.grade.clone().unwrap_or_default();
            form.risk = RiskClaim { dash: assessment.count, grade };
            form.more.keep(Field::AssessedOn, &Said::Day(Some(assessment.on)));
        }
        form
    }

    /// What is kept by field, of one perpetrator or of the form.
    fn kept(&self, party: Option<Id<Party>>) -> Details {
        let mut details = Details::default();
        for row in self.details.iter().filter(|row| row.party == party) {
            if let Some(field) = Field::parse(&row.field) {
                details.set(field, row.value.clone());
            }
        }
        details
    }

    fn children(&self, changes: &Changes<'_>) -> Result<Vec<ChildSketch>, Refusal> {
        let given = |text: Option<Private>| text.unwrap_or_default();
        let mut rows = changes.find::<Child>("case", &self.case.id)?;
        rows.sort_by_key(|child| child.id);
        let sketch = |child: Child| ChildSketch {
            row: Some(child.id.uuid()),
            name: given(child.name),
            born: child.born,
            age: child.age,
            expected: child.expected,
            to_victim: given(child.to_victim),
            to_perpetrator: given(child.to_perpetrator),
            lives_with: given(child.lives_with),
            school: given(child.school),
        };
        Ok(rows.into_iter().map(sketch).collect())
    }
}

/// Somebody's contact details that a form may show: not stopped, and neither new nor a refuge.
pub(super) fn contacts(changes: &Changes<'_>, person: Id<Person>) -> Result<Vec<Contact>, Refusal> {
    let mut contacts = changes.find::<Contact>("person", &person)?;
    contacts.retain(|contact| !contact.restricted && contact.stopped.is_none());
    contacts.sort_by_key(|contact| contact.id);
    Ok(contacts)
}

/// Somebody's other names, the oldest first.
pub(super) fn aliases(changes: &Changes<'_>, person: Id<Person>) -> Result<Vec<Alias>, Refusal> {
    let mut aliases = changes.find::<Alias>("person", &person)?;
    aliases.sort_by_key(|alias| alias.id);
    Ok(aliases)
}

fn usable(changes: &Changes<'_>, person: &Person) -> Result<PersonSketch, Refusal> {
    Ok(sketch_of(person.clone(), &aliases(changes, person.id)?, &contacts(changes, person.id)?))
}

/// When it is safe to call, where only the contact says so.
fn safe(changes: &Changes<'_>, person: &Person) -> Result<Private, Refusal> {
    let contacts = contacts(changes, person.id)?;
    let of =
        |kind| contacts.iter().filter(move |contact| contact.kind == kind).find_map(|it| it.safe.clone());
    Ok(of(ContactKind::Telephone).or_else(|| of(ContactKind::Address)).unwrap_or_default())
}
