//! A case as a referral form, and what would be concluded from one.

use crate::domain::referral::{Conclusion, Field, ReferralForm};

/// A case as a referral form.
#[derive(Debug, Clone, Default)]
pub struct CaseForm {
    /// The form; empty for a new referral.
    pub form: ReferralForm,
    /// Reference of the case, if it is one.
    pub reference: Option<String>,
    /// Key of the forum that hears a new referral.
    pub forum: String,
    /// The area's own wording of fields that may stay blank, where it has one.
    pub defaults: Vec<(Field, String)>,
    /// Agencies of the area: key, and name as said.
    pub agencies: Vec<(String, String)>,
}

/// What taking in a form would conclude.
#[derive(Debug, Clone, Default)]
pub struct Foreseen {
    /// Each with its reason, which names nobody.
    pub conclusions: Vec<Conclusion>,
}
