//! What was concluded from a referral: each finding with its row, its field and its reason in words.
//!
//! Reasons name nobody: they cite references and dates, so they may stand in a list or a message.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::Field;
use super::known::{KnownReferral, Standing};
use crate::domain::people::Channel;

/// Another referral that a finding points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The referral.
    pub referral: Uuid,
    /// Its case.
    pub case: Uuid,
    /// Its reference.
    pub reference: String,
    /// Day it was received.
    pub received: Date,
    /// Whether it still waits to be heard.
    pub waiting: bool,
}

impl From<&KnownReferral> for Earlier {
    fn from(known: &KnownReferral) -> Self {
        Self {
            referral: known.id,
            case: known.case,
            reference: known.reference.clone(),
            received: known.received,
            waiting: known.standing == Standing::Waiting,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "about")]
pub enum Finding {
    /// A new referral: no repeat, and nothing that waits concerns this victim and perpetrator.
    New,
    /// Same victim and a perpetrator in common, but before the window or not heard: the case is known, no repeat.
    ReferredBefore(Earlier),
    /// Same victim and a perpetrator in common with a referral still waiting to be heard.
    Duplicate(Earlier),
    /// As a duplicate, if the victim is the same person, which is to be asked.
    PossibleDuplicate(Earlier),
    /// Same victim; the perpetrator of one of the two is unknown.
    PossibleSameCase(Earlier),
    /// Repeat: same victim and a perpetrator in common, within the window of the last referral.
    Repeat(Earlier),
    /// As a repeat, if the victim is the same person, which is to be asked.
    PossibleRepeat(Earlier),
    /// Ticked as a repeat, but the last referral is older than the window.
    RepeatTickedTooOld(Earlier),
    /// Ticked as a repeat, and no earlier referral of this victim and perpetrator is known.
    RepeatTickedNotFound,
    /// A repeat by the record, not ticked or ticked "no".
    RepeatNotTicked(Earlier),
    /// A repeat by both, but the list gives another date of last referral.
    LastReferredDiffers(Earlier),
    /// Same victim, other perpetrator.
    Related(Earlier),
    /// Victim and perpetrator change places: a counter-allegation.
    RolesSwapped(Earlier),
    /// The victim here is a perpetrator in another referral: no letter or bundle by default.
    VictimElsewherePerpetrator(Earlier),
    /// A perpetrator here is a victim in another referral: no letter or bundle by default.
    PerpetratorElsewhereVictim(Earlier),
    /// A contact detail here is also given for somebody in the opposing role; `None`: within this form.
    SharedByOpposing(Channel, Option<Earlier>),
    /// Perhaps the same person under another name or date of birth.
    PossibleSamePerson(Earlier),
    /// A name lost letters on its way: somebody saved the list in an older character set.
    LostLetters,
    /// Nobody is named as perpetrator.
    PerpetratorUnknown,
    /// The relationship may be written the wrong way round.
    RelationshipReversed,
    /// The victim is under 16.
    VictimUnder16,
    /// The victim is 16 or 17.
    Victim16Or17,
    /// The victim is 65 or over.
    Victim65OrOver,
    /// A perpetrator is under 18.
    PerpetratorUnder18,
}

impl Finding {
    /// Whether a person must decide before the referral is counted as a case of its own.
    pub(super) const fn sets_aside(&self) -> bool {
        matches!(
            self,
            Self::Duplicate(_)
                | Self::PossibleDuplicate(_)
                | Self::PossibleSameCase(_)
                | Self::RolesSwapped(_)
        )
    }
}

/// A finding, where it comes from and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// Row of the file as a spreadsheet numbers it; 1 for a form by itself.
    pub row: u32,
    /// The field it hangs on.
    pub field: Field,
    /// What was found.
    pub finding: Finding,
    /// Why, in words.
    pub reason: String,
}

/// Everything concluded from one referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusions {
    /// Row of the file.
    pub row: u32,
    /// The findings.
    pub found: Vec<Conclusion>,
}

impl Conclusions {
    pub(super) const fn new(row: u32) -> Self {
        Self { row, found: Vec::new() }
    }

    pub(super) fn add(&mut self, field: Field, finding: Finding, reason: impl Into<String>) {
        self.found.push(Conclusion { row: self.row, field, finding, reason: reason.into() });
    }

    /// Just the findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter().map(|conclusion| &conclusion.finding)
    }

    /// Whether the referral counts as a case of its own as far as can be told: not (perhaps) another's duplicate,
    /// the same case, or the other side of one. What does not is decided by a person before it is counted.
    pub fn stands_alone(&self) -> bool {
        !self.findings().any(Finding::sets_aside)
    }
}
