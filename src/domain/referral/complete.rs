//! What a complete referral needs: one definition for the form on screen, the queue of the referral desk and the letter
//! that asks for more.
//!
//! Nothing here refuses a referral. What is missing is shown, and asked for when a coordinator says so. The list is our
//! default, after the parts of the published referral form that every agency is asked for; diversity is in it because the
//! yearly return counts it, and "not collected" there is a blank and never a no.

use super::ReferralForm;

/// Something a complete referral says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is said by its label")]
pub enum Needed {
    Referrer,
    VictimName,
    VictimBorn,
    VictimAddress,
    SafeContact,
    PerpetratorName,
    PerpetratorBorn,
    Relationship,
    Children,
    Risk,
    Criteria,
    Reason,
    Consent,
    Diversity,
}

/// In the order of the form: what is needed, and what it is called.
const LABELS: &[(Needed, &str)] = &[
    (Needed::Referrer, "referring agency"),
    (Needed::VictimName, "victim's name"),
    (Needed::VictimBorn, "victim's date of birth"),
    (Needed::VictimAddress, "victim's address"),
    (Needed::SafeContact, "safe contact: a number or e-mail, and when it is safe"),
    (Needed::PerpetratorName, "perpetrator's name"),
    (Needed::PerpetratorBorn, "perpetrator's date of birth"),
    (Needed::Relationship, "relationship of perpetrator to victim"),
    (Needed::Children, "children, or that there are none"),
    (Needed::Risk, "risk assessment: Dash count or grade"),
    (Needed::Criteria, "which of the four criteria are met"),
    (Needed::Reason, "reason for referral"),
    (Needed::Consent, "consent, or why it is shared without"),
    (Needed::Diversity, "ethnicity, disability and LGBT+ of the victim"),
];

impl Needed {
    /// Everything a complete referral says, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        LABELS.iter().map(|(needed, _)| *needed)
    }

    /// In words, for a list and for a letter: no name in it.
    pub fn label(self) -> &'static str {
        LABELS.iter().find(|(needed, _)| *needed == self).map_or("", |(_, label)| label)
    }
}

/// What is given, whether a form or the record says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the need of the same name")]
pub struct Given {
    pub referrer: bool,
    pub victim_name: bool,
    pub victim_born: bool,
    pub victim_address: bool,
    pub safe_contact: bool,
    pub perpetrator_name: bool,
    pub perpetrator_born: bool,
    pub relationship: bool,
    pub children: bool,
    pub risk: bool,
    pub criteria: bool,
    pub reason: bool,
    pub consent: bool,
    pub diversity: bool,
}

impl Given {
    /// What a form gives.
    pub fn on_form(form: &ReferralForm) -> Self {
        let victim = &form.victim;
        let reachable = victim.phones.iter().chain(&victim.emails).any(|contact| !contact.is_empty());
        let criteria = &form.criteria;
        let ticked = [
            criteria.visible_high_risk,
            criteria.professional_judgement,
            criteria.potential_escalation,
            criteria.repeat,
        ];
        let perpetrators = &form.perpetrators;
        Self {
            referrer: !form.agency.trim().is_empty(),
            victim_name: victim.named(),
            victim_born: victim.born.is_some(),
            victim_address: victim.addresses.iter().any(|address| !address.is_empty()),
            safe_contact: reachable && !form.safe_to_call.is_empty(),
            perpetrator_name: !form.perpetrator_unknown(),
            perpetrator_born: perpetrators.iter().any(|perpetrator| perpetrator.born.is_some()),
            relationship: !form.relationship.trim().is_empty(),
            children: form.children.count.is_some()
                || !form.children.ages.is_empty()
                || form.children.each.iter().any(|child| !child.is_empty()),
            risk: form.risk.dash.is_some() || !form.risk.grade.trim().is_empty(),
            criteria: ticked.iter().any(Option::is_some),
            reason: !form.reason.is_empty(),
            consent: !form.consent.trim().is_empty(),
            diversity: !form.ethnicity.trim().is_empty() && form.disability.is_some() && form.lgbt.is_some(),
        }
    }

    /// What is missing, in the order of the form.
    pub fn missing(&self) -> Vec<Needed> {
        Needed::all().filter(|needed| !self.gives(*needed)).collect()
    }

    const fn gives(&self, needed: Needed) -> bool {
        match needed {
            Needed::Referrer => self.referrer,
            Needed::VictimName => self.victim_name,
            Needed::VictimBorn => self.victim_born,
            Needed::VictimAddress => self.victim_address,
            Needed::SafeContact => self.safe_contact,
            Needed::PerpetratorName => self.perpetrator_name,
            Needed::PerpetratorBorn => self.perpetrator_born,
            Needed::Relationship => self.relationship,
            Needed::Children => self.children,
            Needed::Risk => self.risk,
            Needed::Criteria => self.criteria,
            Needed::Reason => self.reason,
            Needed::Consent => self.consent,
            Needed::Diversity => self.diversity,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Children, Criteria, RiskClaim};
    use super::*;
    use crate::domain::people::PersonSketch;

    fn complete() -> ReferralForm {
        let person = |forename: &str| PersonSketch {
            forename: forename.into(),
            born: Some(date(1990, 1, 2)),
            phones: vec!["07700 900100".into()],
            addresses: vec!["1 Example Street".into()],
            ..PersonSketch::default()
        };
        ReferralForm {
            agency: "Police".to_owned(),
            victim: person("Mary"),
            perpetrators: vec![person("Dean")],
            relationship: "ex-partner".to_owned(),
            children: Children { count: Some(0), ..Children::default() },
            risk: RiskClaim { dash: Some(17), grade: String::new() },
            criteria: Criteria { visible_high_risk: Some(true), ..Criteria::default() },
            ethnicity: "White British".to_owned(),
            disability: Some(false),
            lgbt: Some(false),
            consent: "yes".to_owned(),
            safe_to_call: "mornings".into(),
            reason: "threats".into(),
            ..ReferralForm::default()
        }
    }

    #[test]
    fn a_complete_form_lacks_nothing_and_an_empty_one_everything() {
        assert_eq!(Given::on_form(&complete()).missing(), []);
        let nothing: Vec<Needed> = Given::on_form(&ReferralForm::default()).missing();
        assert_eq!(nothing, Needed::all().collect::<Vec<_>>());
    }

    #[test]
    fn no_children_is_said_and_a_blank_is_not() {
        let mut form = complete();
        assert!(!Given::on_form(&form).missing().contains(&Needed::Children));
        form.children.count = None;
        assert_eq!(Given::on_form(&form).missing(), [Needed::Children]);
    }

    #[test]
    fn a_grade_stands_for_a_count_and_neither_is_required_of_a_judgement() {
        let mut form = complete();
        form.risk = RiskClaim { dash: None, grade: "high".to_owned() };
        assert_eq!(Given::on_form(&form).missing(), []);
        form.risk = RiskClaim::default();
        assert_eq!(Given::on_form(&form).missing(), [Needed::Risk]);
    }

    #[test]
    fn labels_are_unique_and_name_every_need() {
        let mut labels: Vec<_> = Needed::all().map(Needed::label).collect();
        assert_eq!(Needed::Diversity as usize + 1, labels.len());
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), LABELS.len());
    }
}
