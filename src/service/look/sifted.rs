//! Filter words of a question, understood by what the area calls its own.

use super::Looking;
use crate::domain::calendar::add_months;
use crate::domain::filter::{Known, List, Read, read};
use crate::domain::listing::{ActionFilter, CaseFilter, DeskFilter, Sift};
use crate::domain::refusal::Refusal;
use crate::domain::rows::area::Agency;
use crate::domain::tools::settings::SettingKey;

/// What the words of a list ask.
pub fn words(with: &Looking<'_>, words: &str, list: List) -> Result<Read, Refusal> {
    let known = Known::of(with.area, &with.rows().all::<Agency>()?);
    Ok(read(words, list, &known, with.now.today()))
}

/// The same, ready for the record.
fn sift(with: &Looking<'_>, text: &str, list: List) -> Result<Sift, Refusal> {
    let today = with.now.today();
    let read = words(with, text, list)?;
    let months = with.area.settings.number(SettingKey::FlagMonths, today);
    let flagged_from = months.map(|months| add_months(today, -i32::try_from(months).unwrap_or(0)));
    Ok(Sift { terms: read.terms, sort: read.sort, flagged_from })
}

/// Which cases are wanted, understood.
pub fn cases(with: &Looking<'_>, filter: &CaseFilter) -> Result<CaseFilter, Refusal> {
    let sift = sift(with, &filter.words, List::Cases)?;
    Ok(CaseFilter { words: String::new(), sift, ..filter.clone() })
}

/// Which actions are wanted, understood.
pub fn actions(with: &Looking<'_>, filter: &ActionFilter) -> Result<ActionFilter, Refusal> {
    let sift = sift(with, &filter.words, List::Actions)?;
    Ok(ActionFilter { words: String::new(), sift, ..filter.clone() })
}

/// Which referrals are wanted, understood.
pub fn desk(with: &Looking<'_>, filter: &DeskFilter) -> Result<DeskFilter, Refusal> {
    let sift = sift(with, &filter.words, List::Desk)?;
    Ok(DeskFilter { words: String::new(), sift, ..filter.clone() })
}
