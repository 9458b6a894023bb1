//! A forum's file beside what the area has adopted: what its own checks cannot see.
//!
//! Used when a file is adopted, never when an adopted one is read: a later program may be stricter about new files
//! and still opens every record.

use std::collections::BTreeSet;

use super::{CaseKind, Eligibility, Forum, ItemKind, Rule};
use crate::domain::tools::Faults;
use crate::domain::tools::actions::ActionLibrary;
use crate::domain::tools::agencies::AgencyList;

/// What the area has adopted, as far as a forum refers to it.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The forums, an older version of this one among them.
    pub forums: &'a [Forum],
    /// The libraries of usual actions.
    pub libraries: &'a [ActionLibrary],
    /// The agencies.
    pub agencies: &'a AgencyList,
}

impl Forum {
    /// Adds whatever stands in the way of adopting this file in an area.
    pub fn check_beside(&self, beside: &Beside<'_>, faults: &mut Faults) {
        self.check_place(beside, faults);
        self.check_agenda(faults);
        self.check_orders(faults);
        self.check_words(faults);
        self.check_eligibility(beside, faults);
        if let Some(vocabulary) = &self.vocabulary {
            let known: Vec<&str> = beside.libraries.iter().map(|library| library.name.as_str()).collect();
            // Its own library comes after it, since a library names a forum that is adopted.
            let own = vocabulary.eq_ignore_ascii_case(&self.key);
            let adopted = own || beside.libraries.iter().any(|library| library.answers_to(vocabulary));
            faults.require(
                adopted,
                "vocabulary",
                format!("no library of actions `{vocabulary}` is adopted: use one of {}", known.join(", ")),
            );
        }
        beside.agencies.check_keys("recipients", self.recipients.iter().map(String::as_str), faults);
    }

    /// Its key and code among the others.
    fn check_place(&self, beside: &Beside<'_>, faults: &mut Faults) {
        for other in beside.forums {
            let same = other.key == self.key;
            let clash = !same
                && (other.code.eq_ignore_ascii_case(&self.code)
                    || other.code.eq_ignore_ascii_case(&self.key)
                    || other.key.eq_ignore_ascii_case(&self.code));
            faults.require(
                !clash,
                "code",
                format!(
                    "`{}` is the code of {} already: meetings are told apart by it",
                    self.code, other.name
                ),
            );
            let kept = !same || (other.case_kind == self.case_kind && other.code == self.code);
            faults.require(
                kept,
                "case_kind and code",
                format!(
                    "must stay as adopted (a {}, `{}`): cases and meetings hang on them; give another forum a key of \
                     its own",
                    other.case_kind.word(),
                    other.code
                ),
            );
        }
        let most = match self.cycle {
            super::Cycle::Days(_) => 366,
            super::Cycle::Weeks(_) => 53,
            super::Cycle::Months(_) => 24,
        };
        let every = self.cycle.every();
        faults.require(every <= most, "cycle", format!("{every} is more than {most}, which nobody means"));
    }

    /// Items without which a meeting cannot be run or minuted.
    fn check_agenda(&self, faults: &mut Faults) {
        for (kind, name) in [
            (ItemKind::Attendance, "attendance"),
            (ItemKind::Actions, "actions"),
            (ItemKind::NextDate, "next-date"),
        ] {
            let there = self.item.iter().any(|item| item.kind == kind);
            faults.require(there, "item", format!("no item of kind `{name}`: add one"));
        }
        let conflicts = self.item.iter().any(|item| item.kind == ItemKind::Conflicts);
        faults.require(
            conflicts || self.case_kind == CaseKind::Plan,
            "item",
            "no item of kind `conflicts`: a forum about people asks who knows them",
        );
        let cases = self.item.iter().filter(|item| item.kind == ItemKind::Cases).count();
        faults.require(cases <= 1, "item", "two items of kind `cases`: cases are heard at one");
        for item in &self.item {
            faults.filled(format!("item `{}`, title", item.key), &item.title);
        }
    }

    /// Orders by what its cases have.
    fn check_orders(&self, faults: &mut Faults) {
        for order in &self.order {
            for by in order.by.iter().filter(|by| !by.fits(self.case_kind)) {
                faults.add(
                    format!("order `{}`", order.key),
                    format!("`{}` makes no sense where a case is a {}", by.word(), self.case_kind.word()),
                );
            }
        }
    }

    /// Lists of choices: keys that differ, labels that say something, scales with steps.
    fn check_words(&self, faults: &mut Faults) {
        for (part, choices) in
            [("decision", &self.decision), ("need", &self.need), ("priority", &self.priority)]
        {
            faults.keys(part, choices.iter().map(|choice| choice.key.as_str()));
            for choice in choices {
                faults.filled(format!("{part} `{}`, label", choice.key), &choice.label);
            }
        }
        faults.keys("scale", self.scale.iter().map(|scale| scale.key.as_str()));
        for scale in &self.scale {
            let part = format!("scale `{}`", scale.key);
            let steps = (2..=10).contains(&scale.steps.len());
            faults.require(steps, &part, "needs two to ten steps");
            let different: BTreeSet<String> = scale.steps.iter().map(|step| step.to_lowercase()).collect();
            faults.require(different.len() == scale.steps.len(), &part, "has a step twice");
        }
        let plan = self.case_kind == CaseKind::Plan;
        faults.require(plan || self.priority.is_empty(), "priority", "only a delivery plan has priorities");
        let people = self.need.is_empty() && self.scale.is_empty();
        faults.require(!plan || people, "need, scale", "a delivery plan has no people to keep them for");
    }

    fn check_eligibility(&self, beside: &Beside<'_>, faults: &mut Faults) {
        faults.keys("eligibility", self.eligibility.iter().map(|rule| rule.key.as_str()));
        for Eligibility { key, label, rule } in &self.eligibility {
            let part = format!("eligibility `{key}`");
            faults.filled(format!("{part}, label"), label);
            match rule {
                Rule::NotIn(forums) => {
                    faults.require(!forums.is_empty(), &part, "`not-in` names no forum");
                    for forum in forums {
                        let known = beside.forums.iter().any(|other| other.key == *forum);
                        faults.require(known, &part, format!("`{forum}` is no forum of this area"));
                    }
                }
                Rule::AnyCriterion | Rule::EveryCriterion => {
                    faults.require(!self.criterion.is_empty(), &part, "the forum has no criteria");
                }
                Rule::BelowRank(rank) => faults.require(*rank > 0, &part, "a rank is 1 or more"),
                Rule::BelowVictimThreshold | Rule::Asked => {}
            }
            faults.require(
                self.case_kind != CaseKind::Plan || *rule == Rule::Asked,
                &part,
                "only `asked` makes sense for an item of a plan",
            );
        }
    }
}
