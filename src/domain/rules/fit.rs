//! Where a referral belongs, from what was concluded of it.

use jiff::civil::Date;

use crate::domain::private::Private;
use crate::domain::referral::{Conclusions, Earlier, Finding as Found};
use crate::domain::rows::case::ReferralStanding;

/// What a referral is beside the record, and which case it belongs to.
pub struct Fit {
    /// What it is.
    pub standing: ReferralStanding,
    /// The case it surely belongs to.
    pub case: Option<Earlier>,
    /// The referral it is to be looked at beside.
    pub beside: Option<Earlier>,
    /// Whether that is the other side of the same.
    pub swapped: bool,
    /// The referral it repeats.
    pub repeat_of: Option<Date>,
    /// Why, in words.
    pub basis: Option<Private>,
}

impl Fit {
    /// What surely is the same case goes before what may be, and that before what is only related.
    pub fn of(conclusions: &Conclusions) -> Self {
        let first = |wanted: fn(&Found) -> Option<(ReferralStanding, &Earlier)>| {
            conclusions.found.iter().find_map(|conclusion| {
                let (standing, of) = wanted(&conclusion.finding)?;
                Some((standing, of.clone(), Private::from(conclusion.reason.as_str())))
            })
        };
        if let Some((standing, of, basis)) = first(the_same) {
            let repeat_of = (standing == ReferralStanding::Repeat).then_some(of.received);
            return Self {
                standing,
                case: Some(of),
                beside: None,
                swapped: false,
                repeat_of,
                basis: Some(basis),
            };
        }
        let swapped = first(swapped);
        let beside = first(perhaps).or_else(|| first(related));
        let standing = beside.as_ref().map_or(ReferralStanding::New, |(standing, ..)| *standing);
        let is_swapped = swapped.is_some();
        let (beside, basis) = swapped.or(beside).map(|(_, of, basis)| (of, basis)).unzip();
        Self { standing, case: None, beside, swapped: is_swapped, repeat_of: None, basis }
    }
}

/// The same case: received twice, a repeat, or referred again after the window.
const fn the_same(found: &Found) -> Option<(ReferralStanding, &Earlier)> {
    match found {
        Found::Duplicate(of) => Some((ReferralStanding::Duplicate, of)),
        Found::Repeat(of) => Some((ReferralStanding::Repeat, of)),
        Found::RepeatTickedTooOld(of) | Found::ReferredBefore(of) => Some((ReferralStanding::ReReferred, of)),
        _ => None,
    }
}

/// The other side of the same: a case of its own, kept beside it.
const fn swapped(found: &Found) -> Option<(ReferralStanding, &Earlier)> {
    match found {
        Found::RolesSwapped(of) => Some((ReferralStanding::New, of)),
        _ => None,
    }
}

/// Perhaps the same case; somebody has to look.
const fn perhaps(found: &Found) -> Option<(ReferralStanding, &Earlier)> {
    match found {
        Found::PossibleSameCase(of) | Found::PossibleDuplicate(of) | Found::PossibleRepeat(of) => {
            Some((ReferralStanding::PossibleSame, of))
        }
        _ => None,
    }
}

/// The same victim with another perpetrator.
const fn related(found: &Found) -> Option<(ReferralStanding, &Earlier)> {
    match found {
        Found::Related(of) => Some((ReferralStanding::Related, of)),
        _ => None,
    }
}
