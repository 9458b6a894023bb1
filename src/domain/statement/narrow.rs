//! The facts of a meeting as one reader may see them.
//!
//! What a reader may not see is taken out here, before a paper is built, so that it cannot be in the file. [`narrow`] gives
//! the facts that are left and a line for everything that went, with its reason.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::Statement;
use super::case::{CaseFacts, EVERYBODY};
use super::taken::{empty_off_papers, take};
use super::withheld::Withheld;
use crate::domain::facts::Changes;
use crate::domain::paper::LeftOut;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::{Case, Wall};

/// Cases an agency is kept out of, whatever the meeting: by identifier and by reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walls {
    cases: BTreeSet<Uuid>,
    references: BTreeSet<String>,
}

impl Walls {
    /// The walls of an agency, by its key.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(rows: &Changes<'_>, agency: &str) -> Result<Self, Refusal> {
        let mut walls = Self::default();
        for wall in rows.all::<Wall>()?.into_iter().filter(|wall| wall.agency == agency) {
            walls.cases.insert(wall.case.uuid());
            walls.references.insert(rows.get::<Case>(wall.case)?.reference);
        }
        Ok(walls)
    }

    /// The references of the cases.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.references.iter().map(String::as_str)
    }

    /// The cases.
    pub const fn cases(&self) -> &BTreeSet<Uuid> {
        &self.cases
    }

    fn hold(&self, reference: &str) -> bool {
        self.references.contains(reference)
    }
}

/// Whose copy it is.
#[derive(Debug, Clone, Copy)]
pub enum View<'a> {
    /// Everything the paper prints.
    Full,
    /// What one agency may see.
    Agency {
        /// As the paper names it.
        name: &'a str,
        /// The cases it is kept out of.
        walls: &'a Walls,
        /// Whether it gets every other case, or only those that concern it.
        every_case: bool,
    },
    /// Without these kinds of fact.
    Without(&'a [Withheld]),
}

/// What is left for a reader, and what went.
#[derive(Debug, Clone)]
pub struct Narrowed {
    /// The facts.
    pub facts: Statement,
    /// Each thing taken out, with its reason.
    pub left_out: Vec<LeftOut>,
}

/// Takes out of the facts what a reader may not see.
pub fn narrow(facts: Statement, view: View<'_>) -> Narrowed {
    let mut narrowed = Narrowed { facts, left_out: Vec::new() };
    narrowed.keep_off_papers();
    match view {
        View::Full => {}
        View::Agency { name, walls, every_case } => narrowed.for_agency(name, walls, every_case),
        View::Without(kinds) => narrowed.without(kinds),
    }
    narrowed.facts.narrowed = !narrowed.left_out.is_empty();
    narrowed
}

impl Narrowed {
    fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(LeftOut { what: what.into(), why: why.into() });
    }

    /// What tells where somebody is goes from every paper.
    fn keep_off_papers(&mut self) {
        let mut hidden = Vec::new();
        for case in &mut self.facts.cases {
            let numbers = empty_off_papers(case);
            hidden.extend(numbers.into_iter().map(|number| format!("action {}/{number}", case.reference)));
        }
        for what in hidden {
            self.leave_out(what, "it tells where somebody is");
        }
    }

    fn for_agency(&mut self, name: &str, walls: &Walls, every_case: bool) {
        let mut kept = Vec::new();
        for mut case in std::mem::take(&mut self.facts.cases) {
            let walled = walls.cases.contains(&case.case) || case.walled.iter().any(|other| other == name);
            if walled {
                self.leave_out(case.reference, format!("{name} is kept out of this case"));
            } else if every_case || concerns(&case, name) {
                kept.push(case);
            } else if only_standing(&mut case) {
                self.leave_out(
                    format!("{}, all but its parties and what every agency is to do", case.reference),
                    format!("nothing else in it concerns {name}"),
                );
                kept.push(case);
            } else {
                self.leave_out(case.reference, format!("nothing in it concerns {name}"));
            }
        }
        self.facts.cases = kept;
        self.about_kept_cases(name, |reference| walls.hold(reference));
        let beside: BTreeSet<String> = walls.references.clone();
        for case in &mut self.facts.cases {
            case.linked.take_if(|other| beside.contains(other));
        }
    }

    fn without(&mut self, kinds: &[Withheld]) {
        let mut taken: BTreeMap<Withheld, usize> = BTreeMap::new();
        for case in &mut self.facts.cases {
            for kind in kinds {
                *taken.entry(*kind).or_default() += take(*kind, case);
            }
        }
        for (kind, count) in taken.into_iter().filter(|(_, count)| *count > 0) {
            self.leave_out(
                format!("{kind} ({count})"),
                "nothing that may reach the perpetrator is in this edition",
            );
        }
        if kinds.contains(&Withheld::Professionals) {
            self.without_professionals();
        }
        if kinds.contains(&Withheld::Notes) {
            self.whole_meeting_notes();
        }
    }

    fn without_professionals(&mut self) {
        let meeting = &mut self.facts.meeting;
        let mut names = usize::from(meeting.chair.take().is_some());
        names += usize::from(meeting.minute_taker.take().is_some());
        names += std::mem::take(&mut meeting.minute_takers).len();
        for line in &mut meeting.attendance {
            names += usize::from(line.name.take().is_some());
            line.post = None;
            line.stands_for = None;
            line.observes = None;
            line.items = None;
        }
        if let Some((by, ..)) = &mut meeting.approved {
            *by = "the chair".into();
        }
        if names > 0 {
            self.leave_out(
                format!("names of those who took part ({names})"),
                "a redacted edition names agencies only",
            );
        }
    }

    fn whole_meeting_notes(&mut self) {
        let notes = std::mem::take(&mut self.facts.meeting.other_business).len();
        let reviewed = std::mem::take(&mut self.facts.outstanding).len();
        let added = std::mem::take(&mut self.facts.addenda).len();
        let flags = std::mem::take(&mut self.facts.meeting.expiries).len();
        let waived = std::mem::take(&mut self.facts.meeting.waived).len();
        for (count, what) in [
            (notes, "notes of other business"),
            (reviewed, "outstanding actions"),
            (added, "addenda"),
            (flags, "flags that end"),
            (waived, "decisions to go on without a quorum"),
        ] {
            if count > 0 {
                self.leave_out(format!("{what} ({count})"), "free words are not in a redacted edition");
            }
        }
        for pause in &mut self.facts.meeting.pauses {
            pause.why = None;
        }
    }

    /// Keeps what belongs to the cases that are left, and numbers those anew.
    fn about_kept_cases(&mut self, name: &str, walled: impl Fn(&str) -> bool) {
        let Statement { meeting, outstanding, cases, addenda, .. } = &mut self.facts;
        let mut places = BTreeMap::new();
        for (place, case) in (1_u32..).zip(cases.iter_mut()) {
            places.insert(case.position, place);
            case.position = place;
        }
        for line in &mut meeting.attendance {
            line.items = line.items.take().and_then(|items| renumbered(&items, &places));
        }
        let before = outstanding.len();
        outstanding.retain(|line| {
            cases.iter().any(|kept| kept.case == line.case && (concerns(kept, name) || line.agency == name))
        });
        let reviewed = before - outstanding.len();
        let known = |reference: &str| cases.iter().any(|kept| kept.reference == reference);
        addenda.retain(|addendum| addendum.case.as_deref().is_none_or(known));
        meeting.expiries.retain(|(reference, _)| !walled(reference));
        if reviewed > 0 {
            self.leave_out(
                format!("outstanding actions ({reviewed})"),
                "they belong to cases that are left out",
            );
        }
    }
}

/// Whether something in a case is an agency's own: its referral, its words, its action, its word to the victim.
fn concerns(case: &CaseFacts, name: &str) -> bool {
    let spoke = case.information.iter().any(|line| {
        line.agency.as_deref() == Some(name)
            && matches!(line.kind, InformationKind::Shared | InformationKind::Late)
    });
    let acts = case
        .actions
        .iter()
        .chain(&case.carried)
        .any(|action| action.agency == name || action.supporting.iter().any(|other| other == name));
    let tells = case.feedback.as_ref().is_some_and(|(agency, ..)| agency == name);
    let heard = case.views.as_ref().is_some_and(|(_, agency, _)| agency == name);
    case.referrer == name || spoke || acts || tells || heard
}

/// Leaves the parties and what every agency is to do; false when there is no such action.
fn only_standing(case: &mut CaseFacts) -> bool {
    let standing = |agency: &str| agency == EVERYBODY;
    if !case.actions.iter().any(|action| standing(&action.agency) && !action.off_papers) {
        return false;
    }
    for kind in Withheld::ALL {
        if !matches!(kind, Withheld::VictimDetails | Withheld::Protection) {
            take(*kind, case);
        }
    }
    case.actions.retain(|action| standing(&action.agency));
    case.carried.clear();
    case.deferred = None;
    true
}

/// Places such as "1-4, 6" in the numbering of what is left; nothing when none of them is.
fn renumbered(items: &str, places: &BTreeMap<u32, u32>) -> Option<String> {
    let mut kept: Vec<u32> = Vec::new();
    for part in items.split(',').map(str::trim) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (Ok(from), Ok(to)) = (from.trim().parse::<u32>(), to.trim().parse::<u32>()) else { continue };
        kept.extend(
            (from..=to.min(from.saturating_add(1000))).filter_map(|place| places.get(&place).copied()),
        );
    }
    (!kept.is_empty()).then(|| super::gather::runs(&kept))
}
