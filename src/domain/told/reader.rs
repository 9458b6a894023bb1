//! Whom a copy is for, and which cases that reader is kept out of.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Wall};

/// The reader of one copy. What is held back is remembered, each thing once, with its reason.
pub struct Reader<'a> {
    changes: &'a Changes<'a>,
    area: &'a AreaData,
    agency: Option<&'a str>,
    held_back: RefCell<BTreeSet<LeftOut>>,
    lacks_cases: Cell<bool>,
}

impl<'a> Reader<'a> {
    /// The reader of an edition.
    ///
    /// # Errors
    /// When the paper has no redacted edition: none of those told here may reach the perpetrator in any form.
    pub fn of(changes: &'a Changes<'a>, area: &'a AreaData, edition: &'a Edition) -> Result<Self, Refusal> {
        let agency = match edition {
            Edition::Full => None,
            Edition::Agency(key) => Some(key.as_str()),
            Edition::Redacted => {
                return Err(Refusal::rule(
                    "this paper has no redacted edition: it lists people before a meeting",
                ));
            }
        };
        Ok(Self { changes, area, agency, held_back: RefCell::default(), lacks_cases: Cell::new(false) })
    }

    /// The agency, by its key; nothing for the office's own copy.
    pub fn agency(&self) -> Option<&'a str> {
        self.agency
    }

    /// Whether the reader may see a case. One that may not is remembered as left out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn sees(&self, case: Id<Case>) -> Result<bool, Refusal> {
        let Some(agency) = self.agency else { return Ok(true) };
        let walls = self.changes.find::<Wall>("case", &case)?;
        if !walls.iter().any(|wall| wall.agency == agency) {
            return Ok(true);
        }
        let what = self.changes.get::<Case>(case)?.reference;
        self.leave_out_case(what, format!("{} is kept out of this case", self.area.agency_said(agency)));
        Ok(false)
    }

    /// Whether a whole case was left out so far.
    pub fn lacks_cases(&self) -> bool {
        self.lacks_cases.get()
    }

    /// Remembers a whole case left out.
    pub fn leave_out_case(&self, reference: impl Into<String>, why: impl Into<String>) {
        self.lacks_cases.set(true);
        self.hold_back(reference, why);
    }

    /// Remembers something left out, by reference and never by name, with the reason.
    pub fn hold_back(&self, what: impl Into<String>, why: impl Into<String>) {
        self.held_back.borrow_mut().insert(LeftOut { what: what.into(), why: why.into() });
    }

    /// Everything left out, in order of reference.
    pub fn left_out(self) -> Vec<LeftOut> {
        self.held_back.into_inner().into_iter().collect()
    }
}
