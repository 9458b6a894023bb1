//! Where each field of a form stands, so that a form is shown, compared, changed field by field and filled in from
//! anywhere without each of them knowing.

use jiff::civil::Date;

use super::ReferralForm;
use super::child::ChildSketch;
use super::details::Details;
use super::field::{Each, Field};
use super::said::Said;
use crate::domain::people::{Gender, PersonSketch};
use crate::domain::private::Private;

/// Most perpetrators or children that are told one by one (our default); more is damage.
const MOST: usize = 40;

/// Where a field stands, to be read (`&`) or written (`&mut`): one table for both.
macro_rules! places {
    ($Place:ident, $form:ident, $field:ident, $at:ident, $get:ident, [$($b:tt)+]) => {{
        let field = $field;
        match field {
            Field::Source => $Place::Plain($($b)+ $form.source),
            Field::Received => $Place::Day($($b)+ $form.received),
            Field::Agency => $Place::Plain($($b)+ $form.agency),
            Field::SharingAgencies => $Place::Plains($($b)+ $form.sharing),
            Field::SafeToCall => $Place::Text($($b)+ $form.safe_to_call),
            Field::Ethnicity => $Place::Plain($($b)+ $form.ethnicity),
            Field::Disability => $Place::YesNo($($b)+ $form.disability),
            Field::Lgbt => $Place::YesNo($($b)+ $form.lgbt),
            Field::ChildrenCount => $Place::Count($($b)+ $form.children.count),
            Field::ChildrenAges => $Place::Ages($($b)+ $form.children),
            Field::VisibleHighRisk => $Place::YesNo($($b)+ $form.criteria.visible_high_risk),
            Field::Dash => $Place::Small($($b)+ $form.risk.dash),
            Field::Grade => $Place::Plain($($b)+ $form.risk.grade),
            Field::ProfessionalJudgement => $Place::YesNo($($b)+ $form.criteria.professional_judgement),
            Field::PotentialEscalation => $Place::YesNo($($b)+ $form.criteria.potential_escalation),
            Field::CallOuts => $Place::Count($($b)+ $form.call_outs),
            Field::Repeat => $Place::YesNo($($b)+ $form.criteria.repeat),
            Field::LastReferred => $Place::Day($($b)+ $form.last_referred),
            Field::Reason => $Place::Text($($b)+ $form.reason),
            Field::Consent => $Place::Plain($($b)+ $form.consent),
            Field::VictimForename => $Place::Text($($b)+ $form.victim.forename),
            Field::VictimSurname => $Place::Text($($b)+ $form.victim.surname),
            Field::VictimAlias => $Place::Many($($b)+ $form.victim.aliases),
            Field::VictimBorn => $Place::Day($($b)+ $form.victim.born),
            Field::VictimOtherBirths => $Place::Days($($b)+ $form.victim.other_births),
            Field::VictimGender => $Place::Gender($($b)+ $form.victim.gender),
            Field::VictimTelephone => $Place::Many($($b)+ $form.victim.phones),
            Field::VictimEmail => $Place::Many($($b)+ $form.victim.emails),
            Field::VictimAddress => $Place::Only($($b)+ $form.victim.addresses),
            Field::Relationship => $Place::Relationship,
            _ if field.each() == Each::Perpetrator => match ($form.perpetrators.$get($at), $form.perpetrators_more.$get($at)) {
                (Some(person), more) => match field {
                    Field::PerpetratorForename => $Place::Text($($b)+ person.forename),
                    Field::PerpetratorSurname => $Place::Text($($b)+ person.surname),
                    Field::PerpetratorAlias => $Place::Many($($b)+ person.aliases),
                    Field::PerpetratorBorn => $Place::Day($($b)+ person.born),
                    Field::PerpetratorOtherBirths => $Place::Days($($b)+ person.other_births),
                    Field::PerpetratorGender => $Place::Gender($($b)+ person.gender),
                    Field::PerpetratorTelephone => $Place::Many($($b)+ person.phones),
                    Field::PerpetratorEmail => $Place::Many($($b)+ person.emails),
                    Field::PerpetratorAddress => $Place::Only($($b)+ person.addresses),
                    _ => more.map_or($Place::Nowhere, $Place::More),
                },
                (None, _) => $Place::Nowhere,
            },
            _ if field.each() == Each::Child => match $form.children.each.$get($at) {
                Some(child) => match field {
                    Field::ChildName => $Place::Text($($b)+ child.name),
                    Field::ChildBorn => $Place::Day($($b)+ child.born),
                    Field::ChildAge => $Place::Small($($b)+ child.age),
                    Field::ChildExpected => $Place::Day($($b)+ child.expected),
                    Field::ChildToVictim => $Place::Text($($b)+ child.to_victim),
                    Field::ChildToPerpetrator => $Place::Text($($b)+ child.to_perpetrator),
                    Field::ChildLivesWith => $Place::Text($($b)+ child.lives_with),
                    Field::ChildSchool => $Place::Text($($b)+ child.school),
                    _ => $Place::Nowhere,
                },
                None => $Place::Nowhere,
            },
            _ => $Place::More($($b)+ $form.more),
        }
    }};
}

macro_rules! place {
    ($Place:ident, $($r:tt)+) => {
        enum $Place<'a> {
            Plain($($r)+ String),
            Plains($($r)+ Vec<String>),
            Text($($r)+ Private),
            Day($($r)+ Option<Date>),
            Days($($r)+ Vec<Date>),
            YesNo($($r)+ Option<bool>),
            Count($($r)+ Option<u32>),
            Small($($r)+ Option<u8>),
            Gender($($r)+ Option<Gender>),
            Many($($r)+ Vec<Private>),
            /// The first of a list that others may follow.
            Only($($r)+ Vec<Private>),
            Ages($($r)+ super::Children),
            Relationship,
            More($($r)+ Details),
            Nowhere,
        }
    };
}

place!(Place, &'a);
place!(PlaceMut, &'a mut);

impl ReferralForm {
    /// What a field holds; `at` is the place of the perpetrator or child, from 0, and means nothing for other fields.
    pub fn said(&self, field: Field, at: usize) -> Said {
        match places!(Place, self, field, at, get, [&]) {
            Place::Plain(text) => Said::Text(text.as_str().into()),
            Place::Plains(texts) => Said::Several(texts.iter().map(|text| text.as_str().into()).collect()),
            Place::Text(text) => Said::Text(text.clone()),
            Place::Day(day) => Said::Day(*day),
            Place::Days(days) => Said::Days(days.clone()),
            Place::YesNo(said) => Said::YesNo(*said),
            Place::Count(count) => Said::Count(*count),
            Place::Small(count) => Said::Count(count.map(u32::from)),
            Place::Gender(gender) => Said::Gender(*gender),
            Place::Many(entries) => Said::Several(entries.clone()),
            Place::Only(entries) => Said::Text(entries.first().cloned().unwrap_or_default()),
            Place::Ages(children) => Said::Text(ages_shown(children)),
            Place::Relationship => Said::Text(self.relationship_of(at).into()),
            Place::More(more) => Said::from_kept(field.typed(), more.get(field)),
            Place::Nowhere => Said::nothing(field.typed()),
        }
    }

    /// Says something in a field. A perpetrator or child not there yet is added; what is not of the field's kind
    /// changes nothing.
    pub fn say(&mut self, field: Field, at: usize, said: Said) {
        if at >= MOST {
            return;
        }
        self.make_room(field.each(), at);
        if field == Field::Relationship {
            return self.relate(at, said.shown().reveal());
        }
        match (places!(PlaceMut, self, field, at, get_mut, [&mut]), said) {
            (PlaceMut::Plain(text), said) => *text = said.shown().reveal().to_owned(),
            (PlaceMut::Plains(texts), Said::Several(entries)) => {
                *texts = entries.iter().map(|entry| entry.reveal().to_owned()).collect();
            }
            (PlaceMut::Text(text), said) => *text = said.shown(),
            (PlaceMut::Day(day), Said::Day(said)) => *day = said,
            (PlaceMut::Days(days), Said::Days(said)) => *days = said,
            (PlaceMut::YesNo(place), Said::YesNo(said)) => *place = said,
            (PlaceMut::Count(count), Said::Count(said)) => *count = said,
            (PlaceMut::Small(count), Said::Count(said)) => {
                *count = said.and_then(|said| u8::try_from(said).ok());
            }
            (PlaceMut::Gender(gender), Said::Gender(said)) => *gender = said,
            (PlaceMut::Many(entries), Said::Several(said)) => *entries = said,
            (PlaceMut::Only(entries), said) => put_first(entries, said.shown()),
            (PlaceMut::Ages(children), said) => {
                children.typed = said.shown();
                children.ages = numbers(children.typed.reveal());
            }
            (PlaceMut::More(more), said) => more.set(field, said.kept()),
            _ => {}
        }
    }

    /// How many there are of what a field stands for once each.
    pub fn count_of(&self, each: Each) -> usize {
        match each {
            Each::Form => 1,
            Each::Perpetrator => self.perpetrators.len(),
            Each::Child => self.children.each.len(),
        }
    }

    /// Every field of the form with its place, those of each perpetrator and child included.
    pub fn fields(&self) -> impl Iterator<Item = (Field, usize)> {
        Field::all().flat_map(|field| (0..self.count_of(field.each())).map(move |at| (field, at)))
    }

    fn make_room(&mut self, each: Each, at: usize) {
        match each {
            Each::Form => {}
            Each::Perpetrator => {
                grow::<PersonSketch>(&mut self.perpetrators, at);
                grow::<Details>(&mut self.perpetrators_more, at);
            }
            Each::Child => grow::<ChildSketch>(&mut self.children.each, at),
        }
    }

    /// What each perpetrator is to the victim: their own where the form lists as many, separated by commas.
    pub fn relationship_of(&self, at: usize) -> &str {
        let listed: Vec<&str> = self.relationship.split(',').map(str::trim).collect();
        if listed.len() == self.perpetrators.len() {
            listed.get(at).copied().unwrap_or_default()
        } else {
            self.relationship.trim()
        }
    }

    fn relate(&mut self, at: usize, said: &str) {
        let said = said.replace(',', " ");
        let mut each: Vec<String> =
            (0..self.perpetrators.len()).map(|place| self.relationship_of(place).to_owned()).collect();
        if let Some(place) = each.get_mut(at) {
            said.trim().clone_into(place);
        }
        self.relationship = each.join(", ");
    }
}

fn grow<T: Default>(list: &mut Vec<T>, at: usize) {
    while list.len() <= at {
        list.push(T::default());
    }
}

/// The first entry, which others may follow.
fn put_first(entries: &mut Vec<Private>, said: Private) {
    match (entries.first_mut(), said.reveal().trim().is_empty()) {
        (Some(_), true) => {
            entries.remove(0);
        }
        (Some(first), false) => *first = said,
        (None, true) => {}
        (None, false) => entries.push(said),
    }
}

/// Ages as typed, else as read.
fn ages_shown(children: &super::Children) -> Private {
    if children.typed.is_empty() {
        let ages: Vec<String> = children.ages.iter().map(u8::to_string).collect();
        ages.join(", ").into()
    } else {
        children.typed.clone()
    }
}

/// The whole numbers in a text that can be an age.
fn numbers(text: &str) -> Vec<u8> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::referral::Typed;

    /// Something of each kind that is not nothing.
    fn something(typed: Typed) -> Said {
        match typed {
            Typed::Line | Typed::Long | Typed::Whole => Said::Text("3 words".into()),
            Typed::Day | Typed::Coming | Typed::Birth => Said::Day(Some(date(1992, 3, 12))),
            Typed::Births => Said::Days(vec![date(1992, 3, 12), date(1992, 12, 3)]),
            Typed::YesNo => Said::YesNo(Some(false)),
            Typed::Count => Said::Count(Some(17)),
            Typed::Gender => Said::Gender(Some(Gender::Another)),
            Typed::Several => Said::Several(vec!["one".into(), "two".into()]),
        }
    }

    #[test]
    fn every_field_says_what_was_said_in_it_and_in_no_other() {
        for field in Field::all().filter(|field| field.typed() != Typed::Whole) {
            let mut form = ReferralForm::default();
            form.say(field, 0, something(field.typed()));
            assert_eq!(form.said(field, 0), something(field.typed()), "{}", field.label());
            let others =
                form.fields().filter(|(other, at)| *other != field && !form.said(*other, *at).is_nothing());
            assert_eq!(others.count(), 0, "{}", field.label());
            let json = serde_json::to_string(&form).unwrap();
            assert_eq!(serde_json::from_str::<ReferralForm>(&json).unwrap(), form);
            form.say(field, 0, Said::nothing(field.typed()));
            assert!(form.said(field, 0).is_nothing(), "{}", field.label());
        }
    }

    #[test]
    fn perpetrators_and_children_keep_theirs_apart() {
        let mut form = ReferralForm::default();
        for (at, what) in ["ex-partner", "brother"].into_iter().enumerate() {
            form.say(Field::PerpetratorSurname, at, Said::Text("Kershaw".into()));
            form.say(Field::Relationship, at, Said::Text(what.into()));
            form.say(Field::PerpetratorWeapons, at, Said::Text(format!("{at}").into()));
            form.say(Field::ChildName, at, Said::Text(format!("child {at}").into()));
        }
        assert_eq!(form.relationship, "ex-partner, brother");
        assert_eq!(form.said(Field::Relationship, 1), Said::Text("brother".into()));
        assert_eq!(form.said(Field::PerpetratorWeapons, 0), Said::Text("0".into()));
        assert_eq!(form.children.each.len(), 2);
        form.say(Field::ChildName, usize::MAX, Said::Text("nobody".into()));
        assert_eq!(form.children.each.len(), 2);
    }

    #[test]
    fn a_form_kept_by_an_older_program_reads() {
        let older = r#"{"source":"R1","victim":{"surname":"Kershaw"},"perpetrators":[{"forename":"Dean"}],
            "children":{"count":2,"ages":[4,7],"typed":"4, 7"},"risk":{"dash":17,"grade":""}}"#;
        let form: ReferralForm = serde_json::from_str(older).unwrap();
        assert_eq!(form.said(Field::VictimSurname, 0), Said::Text("Kershaw".into()));
        assert_eq!(form.said(Field::ChildrenAges, 0), Said::Text("4, 7".into()));
        assert!(form.said(Field::PerpetratorWeapons, 0).is_nothing());
    }
}
