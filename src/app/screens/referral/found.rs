//! What the record would conclude from a form, in a line each: what it is, and why. Nobody is named.

use crate::domain::referral::{Conclusion, Finding};

/// A conclusion as shown while the form is filled in.
pub fn line(conclusion: &Conclusion) -> String {
    format!("{}: {}", headline(&conclusion.finding), conclusion.reason)
}

/// Whether it is to be read before saving.
pub const fn matters(conclusion: &Conclusion) -> bool {
    !matches!(conclusion.finding, Finding::New | Finding::PerpetratorUnknown)
}

const fn headline(finding: &Finding) -> &'static str {
    match finding {
        Finding::New => "new",
        Finding::ReferredBefore(_) => "referred before",
        Finding::Duplicate(_) => "DUPLICATE, not heard yet",
        Finding::PossibleDuplicate(_) => "may be a duplicate",
        Finding::PossibleSameCase(_) => "may be the same case",
        Finding::Repeat(_) => "REPEAT",
        Finding::PossibleRepeat(_) => "may be a repeat",
        Finding::RepeatTickedTooOld(_) => "ticked as a repeat, too long ago",
        Finding::RepeatTickedNotFound => "ticked as a repeat, none known",
        Finding::RepeatNotTicked(_) => "a repeat that is not ticked",
        Finding::LastReferredDiffers(_) => "last referral differs",
        Finding::Related(_) => "related case",
        Finding::RolesSwapped(_) => "ROLES SWAPPED",
        Finding::VictimElsewherePerpetrator(_) => "victim here, perpetrator elsewhere",
        Finding::PerpetratorElsewhereVictim(_) => "perpetrator here, victim elsewhere",
        Finding::SharedByOpposing(..) => "OPPOSING CONTACT",
        Finding::PossibleSamePerson(_) => "may be known",
        Finding::PerpetratorUnknown => "perpetrator not named",
        Finding::RelationshipReversed => "relationship the wrong way round?",
        Finding::VictimUnder16 => "victim under 16",
        Finding::Victim16Or17 => "victim 16 or 17",
        Finding::Victim65OrOver => "victim 65 or over",
        Finding::PerpetratorUnder18 => "perpetrator under 18",
        Finding::LostLetters => "letters lost in a name",
    }
}
