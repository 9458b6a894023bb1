//! Needs without a service, referrals to services and the directory, as told.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::pathway::{Pathway, UnmetNeed};
use crate::domain::rows::remark::Remark;
use crate::domain::tools::services::{ForWhom, NeedKind, Provision, ServiceEntry};

/// A need that no service met.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedTold {
    /// The need.
    pub row: UnmetNeed,
    /// What its kind is called.
    pub label: String,
    /// Reference of the case.
    pub case: String,
    /// Short code of the forum.
    pub forum: String,
}

impl NeedTold {
    /// "Alcohol treatment (perpetrator): waiting list closed"; no name, no narrative.
    pub fn words(&self) -> String {
        format!("{} ({}): {}", self.label, self.row.whom, self.row.lack)
    }
}

/// A referral to a service.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayTold {
    /// The referral.
    pub row: Pathway,
    /// Reference of the case.
    pub case: String,
    /// What the kind of need is called, when one is said.
    pub label: Option<String>,
    /// Reference of the action that refers them.
    pub action: Option<String>,
}

/// What can be picked in one key: a kind of need of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedOffer {
    /// Key of the kind.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Whose it would be.
    pub whom: ForWhom,
    /// What the directory has for it.
    pub provision: Provision,
    /// Since when it stands open, when it does.
    pub open: Option<Date>,
}

/// An action of a case that refers somebody, and no service is named yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Referring {
    /// The action.
    pub action: Id<Action>,
    /// Its number in the case.
    pub number: u32,
    /// Its words.
    pub words: Private,
}

/// What there is for the people of one case.
#[derive(Debug, Clone)]
pub struct Provided {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// Needs to pick from, the forum's own first.
    pub offers: Vec<NeedOffer>,
    /// The services of the directory.
    pub services: Vec<ServiceEntry>,
    /// Live actions that refer somebody and have no service yet, the newest first.
    pub referring: Vec<Referring>,
    /// Its needs, the newest first.
    pub needs: Vec<NeedTold>,
    /// Its referrals, the newest first.
    pub pathways: Vec<PathwayTold>,
}

/// A service with what became of referrals to it.
#[derive(Debug, Clone)]
pub struct ServiceTold {
    /// As the directory has it.
    pub entry: ServiceEntry,
    /// What the needs it answers are called.
    pub answers: Vec<String>,
    /// Name of the agency that runs it.
    pub agency: Option<String>,
    /// Referrals that have not ended.
    pub live: usize,
    /// Referrals made in the window.
    pub made: usize,
    /// Of those, how many were taken up.
    pub taken_up: usize,
    /// Of those, how many the service refused.
    pub refused: usize,
    /// Days between referral and start of those taken up: the middle one.
    pub waited: Option<i64>,
}

/// A kind of need against the directory.
#[derive(Debug, Clone)]
pub struct KindTold {
    /// The kind.
    pub kind: NeedKind,
    /// What the directory has for it.
    pub provision: Provision,
    /// Needs of it that stand open.
    pub open: usize,
}

/// What was written of provision.
#[derive(Debug, Clone)]
pub struct RemarkTold {
    /// As written.
    pub row: Remark,
    /// Reference of the plan item it became.
    pub item: Option<String>,
}

/// The directory and what stands open.
#[derive(Debug, Clone)]
pub struct Directory {
    /// Its name and version.
    pub name: String,
    /// From which day referrals and needs are counted.
    pub since: Date,
    /// The services, in the order of the file.
    pub services: Vec<ServiceTold>,
    /// Kinds of need, in the order of the file.
    pub kinds: Vec<KindTold>,
    /// Needs found since then, open ones first, then the newest first.
    pub needs: Vec<NeedTold>,
    /// What was written since then, strengths first; nothing that was taken back.
    pub remarks: Vec<RemarkTold>,
    /// Priorities of the delivery plan to choose from; none where they are free words or there is no plan.
    pub priorities: Vec<(String, String)>,
    /// Agencies to choose from: key and name.
    pub agencies: Vec<(String, String)>,
}
