//! The fields of a referral form, each with the label people see.

use serde::{Deserialize, Serialize};

/// A field of a [`super::ReferralForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said by its label")]
pub enum Field {
    Source,
    Received,
    Agency,
    VictimName,
    VictimForename,
    VictimSurname,
    VictimAlias,
    VictimBorn,
    VictimGender,
    VictimTelephone,
    VictimAddress,
    VictimEmail,
    PerpetratorName,
    PerpetratorForename,
    PerpetratorSurname,
    PerpetratorAlias,
    PerpetratorBorn,
    PerpetratorGender,
    PerpetratorTelephone,
    PerpetratorAddress,
    PerpetratorEmail,
    Relationship,
    ChildrenCount,
    ChildrenAges,
    Dash,
    CallOuts,
    ProfessionalJudgement,
    VisibleHighRisk,
    PotentialEscalation,
    Repeat,
    LastReferred,
    Ethnicity,
    Disability,
    Lgbt,
    Consent,
    SafeToCall,
    Reason,
}

const LABELS: &[(Field, &str)] = &[
    (Field::Source, "reference"),
    (Field::Received, "date received"),
    (Field::Agency, "referring agency"),
    (Field::VictimName, "victim name"),
    (Field::VictimForename, "victim first name"),
    (Field::VictimSurname, "victim surname"),
    (Field::VictimAlias, "victim alias"),
    (Field::VictimBorn, "victim date of birth"),
    (Field::VictimGender, "victim gender"),
    (Field::VictimTelephone, "victim telephone"),
    (Field::VictimAddress, "victim address"),
    (Field::VictimEmail, "victim e-mail"),
    (Field::PerpetratorName, "perpetrator name"),
    (Field::PerpetratorForename, "perpetrator first name"),
    (Field::PerpetratorSurname, "perpetrator surname"),
    (Field::PerpetratorAlias, "perpetrator alias"),
    (Field::PerpetratorBorn, "perpetrator date of birth"),
    (Field::PerpetratorGender, "perpetrator gender"),
    (Field::PerpetratorTelephone, "perpetrator telephone"),
    (Field::PerpetratorAddress, "perpetrator address"),
    (Field::PerpetratorEmail, "perpetrator e-mail"),
    (Field::Relationship, "relationship to victim"),
    (Field::ChildrenCount, "number of children"),
    (Field::ChildrenAges, "children's ages"),
    (Field::Dash, "Dash"),
    (Field::CallOuts, "police call-outs"),
    (Field::ProfessionalJudgement, "professional judgement"),
    (Field::VisibleHighRisk, "visible high risk"),
    (Field::PotentialEscalation, "potential escalation"),
    (Field::Repeat, "MARAC repeat"),
    (Field::LastReferred, "date last referred"),
    (Field::Ethnicity, "ethnicity"),
    (Field::Disability, "disability"),
    (Field::Lgbt, "LGBT+"),
    (Field::Consent, "consent"),
    (Field::SafeToCall, "safe to call"),
    (Field::Reason, "reason for referral"),
];

impl Field {
    /// The label on screens, papers and lists to correct.
    pub fn label(self) -> &'static str {
        LABELS.iter().find(|(field, _)| *field == self).map_or("", |(_, label)| label)
    }

    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        LABELS.iter().map(|(field, _)| *field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_unique_and_complete() {
        let mut labels: Vec<_> = Field::all().map(Field::label).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), LABELS.len());
        // `Reason` is the last of the list above: as many labels as fields, and none twice.
        assert_eq!(Field::Reason as usize + 1, LABELS.len());
        assert!(!labels.contains(&""));
    }
}
