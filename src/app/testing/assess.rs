//! A case with two earlier assessments, and the tools of an area.

use jiff::civil::date;

use super::fixtures::{self, id};
use crate::assets;
use crate::domain::rows::assessment::{Assessment, Judgement};
use crate::domain::tools::parse;
use crate::domain::tools::risk_tool::RiskTool;
use crate::domain::value::Json;
use crate::service::assessing::AssessStory;

/// The story of the invented case, for assessing it.
pub fn story() -> AssessStory {
    let of = [assets::dash24(), assets::dara(), assets::other_tool(), assets::stalking_screen()];
    let tools: Vec<RiskTool> = of.iter().map(|text| parse(text).unwrap()).collect();
    let list = |keys: &[&str]| Json(keys.iter().map(|key| (*key).to_owned()).collect());
    AssessStory {
        case: fixtures::story().case,
        fitting: tools.clone(),
        tools,
        thresholds: vec![("dash24".to_owned(), 14)],
        assessments: vec![
            Assessment {
                count: Some(4),
                unknown: Some(1),
                out_of: Some(24),
                yes: list(&["injury", "isolated", "money", "threats-to-kill"]),
                dont_know: list(&["weapons"]),
                threshold: Some(14),
                judgement: Some(Judgement::Yes),
                rationale: Some("she minimises; two calls in a week".into()),
                agency: Some("housing".into()),
                ..Assessment::bare(id(610), id(0), "dash24", date(2026, 11, 11))
            },
            Assessment {
                grade: Some("medium".into()),
                rationale: Some("first call".into()),
                agency: Some("police".into()),
                ..Assessment::bare(id(609), id(0), "dara", date(2026, 5, 2))
            },
        ],
    }
}

/// The story of a subject, for the checklist on levels.
pub fn subject() -> AssessStory {
    let tool: RiskTool = parse(assets::priority()).unwrap();
    AssessStory {
        fitting: vec![tool.clone()],
        tools: vec![tool],
        thresholds: Vec::new(),
        assessments: Vec::new(),
        ..story()
    }
}
