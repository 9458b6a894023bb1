//! All of the invented area, read and checked against the tools it uses.

use super::area::DemoArea;
use super::cases::{DemoCase, DemoCases};
use super::history::History;
use super::matac::DemoMatac;
use crate::assets;
use crate::domain::tools::actions::ActionLibrary;
use crate::domain::tools::agencies::AgencyList;
use crate::domain::tools::risk_tool::RiskTool;
use crate::domain::tools::{Faults, ToolProblem, parse};

/// The invented area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoContent {
    /// The area and today's room.
    pub area: DemoArea,
    /// Today's cases.
    pub cases: DemoCases,
    /// The subjects.
    pub matac: DemoMatac,
    /// The history.
    pub history: History,
}

/// The tools the invented area rests on.
struct Tools {
    agencies: AgencyList,
    dash: RiskTool,
    dara: RiskTool,
    library: ActionLibrary,
}

/// Reads the embedded files.
///
/// # Errors
/// [`ToolProblem`] when one of them, or what they say of one another, is wrong.
pub fn load() -> Result<DemoContent, ToolProblem> {
    let tools = Tools {
        agencies: parse(assets::agencies())?,
        dash: parse(assets::dash24())?,
        dara: parse(assets::dara())?,
        library: parse(assets::actions_marac())?,
    };
    let content = DemoContent {
        area: parse(assets::demo_area())?,
        cases: parse(assets::demo_cases())?,
        matac: parse(assets::demo_matac())?,
        history: parse(assets::demo_history())?,
    };
    let mut faults = Faults::default();
    content.check(&tools, &mut faults);
    faults.finish("demonstration content").map(|()| content)
}

impl DemoContent {
    fn check(&self, tools: &Tools, faults: &mut Faults) {
        let agencies = &tools.agencies;
        let seats = self.area.seat.iter();
        agencies.check_keys("seat", seats.clone().map(|seat| seat.agency.as_str()), faults);
        let known = |key: &str| self.cases.case.iter().any(|case| case.key == key);
        for conflict in seats.filter_map(|seat| seat.conflict.as_ref()) {
            faults.require(known(&conflict.case), "seat", format!("no case `{}`", conflict.case));
        }
        for case in &self.cases.case {
            check_case(case, tools, faults);
        }
        for subject in &self.matac.subject {
            let part = format!("subject `{}`", subject.key);
            agencies.check_keys(&part, [subject.nominated_by.as_str()], faults);
            let linked = subject.marac_case.as_deref().is_none_or(known);
            faults.require(linked, part, "its MARAC case is none of today's");
        }
        self.check_history(tools, faults);
    }

    fn check_history(&self, tools: &Tools, faults: &mut Faults) {
        for pattern in &self.history.pattern {
            let part = format!("pattern `{}`", pattern.key);
            tools.agencies.check_keys(&part, pattern.referrers.iter().map(String::as_str), faults);
            check_concepts(&part, &pattern.dash, &tools.dash, faults);
        }
        let informed = self.history.information.iter().map(|entry| entry.agency.as_str());
        tools.agencies.check_keys("information", informed, faults);
        for outcome in &self.history.outcome {
            let known = tools.library.action.iter().any(|action| action.key == outcome.action);
            faults.require(known, "outcome", format!("`{}` is not in the library", outcome.action));
        }
    }
}

fn check_case(case: &DemoCase, tools: &Tools, faults: &mut Faults) {
    let part = format!("case `{}`", case.key);
    let earlier = case.previous.iter().flat_map(|previous| &previous.information);
    let informing = case.information.iter().chain(earlier).map(|information| information.agency.as_str());
    let acting =
        case.previous.iter().flat_map(|previous| &previous.action).map(|action| action.agency.as_str());
    let asking = case.dash.iter().map(|dash| dash.by.as_str());
    let others = [case.referrer.as_str(), case.views.by.as_str()];
    tools.agencies.check_keys(&part, informing.chain(acting).chain(asking).chain(others), faults);
    if let Some(dash) = &case.dash {
        let both: Vec<String> = dash.yes.iter().chain(&dash.unknown).cloned().collect();
        check_concepts(&part, &both, &tools.dash, faults);
    }
    if let Some(dara) = &case.dara {
        let known = tools.dara.grade(&dara.grade).is_some();
        faults.require(known, &part, format!("`{}` is no grade", dara.grade));
    }
}

fn check_concepts(part: &str, keys: &[String], dash: &RiskTool, faults: &mut Faults) {
    faults.keys(part, keys.iter().map(String::as_str));
    for key in keys {
        faults.require(dash.item(key).is_some(), part, format!("`{key}` is not asked by the Dash"));
    }
}

#[cfg(test)]
mod tests;
