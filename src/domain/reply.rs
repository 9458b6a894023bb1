//! What a request that was carried out says back.

use uuid::Uuid;

use super::private::Private;
use super::referral::Conclusion;
use super::rows::case::ReferralStanding;

/// What was done, for a screen to show and a subcommand to print.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// In words: "action LAN-26-0143/3 added". No name, no narrative.
    pub words: String,
    /// References of what was added or changed: cases, meetings, actions.
    pub references: Vec<String>,
    /// Identifiers of the same, in the same order.
    pub ids: Vec<Uuid>,
    /// What the reader should know all the same: "no decision recorded for case 7".
    pub warnings: Vec<String>,
    /// What was concluded from a referral taken in.
    pub conclusions: Vec<Conclusion>,
    /// What a referral taken in is beside the record; nothing when it was there already.
    pub standing: Option<ReferralStanding>,
    /// What is shown once and kept nowhere: a new password, after whom it is for.
    pub told_once: Vec<(String, Private)>,
}

impl Reply {
    /// A reply of words alone.
    pub fn said(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// The same, naming what was added or changed.
    #[must_use]
    pub fn naming(mut self, reference: impl Into<String>, id: Uuid) -> Self {
        self.references.push(reference.into());
        self.ids.push(id);
        self
    }
}
