//! Strengths, weaknesses and recommendations on local provision.

use jiff::civil::Date;

use super::plan::AddPlanItem;
use crate::domain::id::Id;
use crate::domain::rows::remark::{Remark, RemarkSort};

/// See [`super::Request::Remark`].
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the row")]
pub enum RemarkChange {
    /// Keeps one.
    Add { sort: RemarkSort, need: Option<String>, words: String, on: Option<Date> },
    /// Takes one back.
    Withdraw { remark: Id<Remark> },
    /// Makes an item of the delivery plan of one; an empty objective is the remark's words.
    Plan { remark: Id<Remark>, item: Box<AddPlanItem> },
}
