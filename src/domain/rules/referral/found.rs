//! What somebody has to look at before acting on a referral.

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::{Conclusions, Earlier, Finding as Found};
use crate::domain::rows::case::{Case, Finding, FindingKind};
use crate::domain::rules::Context;

/// Keeps what somebody has to look at.
pub fn findings(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    conclusions: &Conclusions,
    open: bool,
) {
    for conclusion in &conclusions.found {
        let Some((kind, other)) = to_look_at(&conclusion.finding) else { continue };
        changes.store(&Finding {
            id: cx.id(),
            case: case.id,
            kind,
            words: conclusion.reason.clone().into(),
            other: other.map(|other| Id::new(other.case)),
            open,
        });
    }
}

fn to_look_at(found: &Found) -> Option<(FindingKind, Option<&Earlier>)> {
    Some(match found {
        Found::Duplicate(of) => (FindingKind::Duplicate, Some(of)),
        Found::PossibleDuplicate(of) | Found::PossibleSameCase(of) | Found::PossibleRepeat(of) => {
            (FindingKind::PossibleSame, Some(of))
        }
        Found::PossibleSamePerson(of) => (FindingKind::PossiblePerson, Some(of)),
        Found::RepeatTickedTooOld(of) | Found::RepeatNotTicked(of) | Found::LastReferredDiffers(of) => {
            (FindingKind::RepeatDiffers, Some(of))
        }
        Found::RepeatTickedNotFound => (FindingKind::RepeatDiffers, None),
        Found::RolesSwapped(of) => (FindingKind::RolesSwapped, Some(of)),
        Found::SharedByOpposing(_, of) => (FindingKind::OpposingContact, of.as_ref()),
        Found::VictimElsewherePerpetrator(of) | Found::PerpetratorElsewhereVictim(of) => {
            (FindingKind::OtherRole, Some(of))
        }
        Found::RelationshipReversed => (FindingKind::RelationshipReversed, None),
        Found::LostLetters => (FindingKind::LostLetters, None),
        Found::New
        | Found::Repeat(_)
        | Found::Related(_)
        | Found::PerpetratorUnknown
        | Found::ReferredBefore(_)
        | Found::VictimUnder16
        | Found::Victim16Or17
        | Found::Victim65OrOver
        | Found::PerpetratorUnder18 => return None,
    })
}
