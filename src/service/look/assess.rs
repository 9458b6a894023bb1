//! A case's assessments, and the tools to assess it with.

use super::Looking;
use super::case::newest;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::tools::risk_tool::About;
use crate::service::assessing::AssessStory;

/// Everything to assess a case with.
pub fn assessing(with: &Looking<'_>, id: Id<Case>) -> Result<AssessStory, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let parties = rows.find::<Party>("case", &id)?;
    let has = |role| parties.iter().any(|party| party.role == role);
    let (victim, perpetrator) = (has(PartyRole::Victim), has(PartyRole::Perpetrator));
    // Without anybody named, a case is assessed as its forum's cases are: by all there is.
    let fits = |about| match about {
        About::Victim => victim || !perpetrator,
        About::Subject => !victim,
    };
    let today = with.now.today();
    let thresholds = with
        .area
        .tools
        .iter()
        .filter_map(|tool| Some((tool.key.clone(), with.area.number(tool.threshold()?, today))));
    Ok(AssessStory {
        fitting: with.area.tools.iter().filter(|tool| fits(tool.about)).cloned().collect(),
        tools: with.area.tools.clone(),
        thresholds: thresholds.collect(),
        assessments: newest(rows.find::<Assessment>("case", &id)?, |row| (row.on, row.id)),
        case,
    })
}
