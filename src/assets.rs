//! The files Convenor brings: every one of them, as text, under the path it has in the repository.
//!
//! An area adopts a copy of each; what runs is the adopted copy, these are where it starts. Fonts and themes are
//! embedded by the rooms that use them.

/// What a file holds, and so which type reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `domain::tools::agencies::AgencyList`.
    Agencies,
    /// `domain::tools::line_words::LineWords`.
    LineWords,
    /// `domain::tools::settings::Settings`.
    Settings,
    /// `domain::tools::actions::ActionLibrary`.
    Actions,
    /// `domain::tools::forum::Forum`.
    Forum,
    /// `domain::tools::risk_tool::RiskTool`.
    Tool,
    /// `domain::tools::scheme::Scheme`.
    Scheme,
    /// `domain::tools::harm::HarmTable`.
    Harm,
    /// `domain::tools::serial::Definitions`.
    Definitions,
    /// `domain::tools::holidays::HolidayExceptions`.
    Holidays,
    /// `domain::tools::papers::PaperData`.
    Papers,
    /// `domain::tools::services::Services`.
    Services,
    /// The same, of the invented area.
    DemoServices,
    /// `domain::tools::principles::PrincipleList`.
    Principles,
    /// `demo::area::DemoArea`.
    DemoArea,
    /// `demo::cases::DemoCases`.
    DemoCases,
    /// `demo::matac::DemoMatac`.
    DemoMatac,
    /// `demo::history::History`.
    DemoHistory,
}

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path under `assets/`.
    pub path: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its text.
    pub text: &'static str,
}

/// Writes the table and one function per file from the same lines, so that neither can forget one.
macro_rules! files {
    ($($name:ident, $kind:ident, $path:literal, $doc:literal;)*) => {
        $(
            #[doc = $doc]
            pub const fn $name() -> &'static str {
                include_str!(concat!("../assets/", $path))
            }
        )*

        /// Every embedded file.
        pub const ALL: &[Asset] = &[$(Asset { path: $path, kind: Kind::$kind, text: $name() }),*];
    };
}

files! {
    agencies, Agencies, "area/agencies.toml", "The agencies of an area.";
    line_words, LineWords, "area/line.toml", "The words of the action line.";
    settings, Settings, "area/settings.toml", "Figures and choices with their start dates.";
    actions_marac, Actions, "actions/marac.toml", "Usual actions of a MARAC.";
    actions_matac, Actions, "actions/matac.toml", "Usual tactics of a MATAC.";
    actions_couple, Actions, "actions/couple.toml", "Usual actions of a Team around the Couple.";
    actions_panel, Actions, "actions/panel.toml", "Usual actions of a perpetrator panel.";
    actions_steering, Actions, "actions/steering.toml", "Usual actions of a steering group.";
    forum_marac, Forum, "forums/marac.toml", "The MARAC.";
    forum_matac, Forum, "forums/matac.toml", "The MATAC.";
    forum_couple, Forum, "forums/team-around-the-couple.toml", "Team around the Couple.";
    forum_panel, Forum, "forums/perpetrator-panel.toml", "The perpetrator panel.";
    forum_steering, Forum, "forums/steering.toml", "The steering group.";
    dash24, Tool, "tools/dash24.toml", "The Dash checklist of 24 concepts.";
    dash27, Tool, "tools/dash27.toml", "The police's checklist of 27 concepts.";
    daq27, Tool, "tools/daq27.toml", "The checklist of 27 concepts of the police in Scotland.";
    dara, Tool, "tools/dara.toml", "The police's graded assessment.";
    merit, Tool, "tools/merit.toml", "The result of MeRIT, as it was sent.";
    other_tool, Tool, "tools/other.toml", "The result of any other tool.";
    stalking_screen, Tool, "tools/stalking-screen.toml", "Eleven items on stalking, opened from another's.";
    harm_template, Harm, "tools/harm-template.toml", "An empty table of harm in days.";
    priority, Tool, "tools/priority.toml", "Ten items on a perpetrator.";
    rfgv_default_1, Scheme, "tools/rfgv-default-1.toml", "Our default scoring scheme.";
    serial_definitions, Definitions, "tools/serial-definitions.toml", "Published definitions of serial and repeat.";
    holidays_england_and_wales, Holidays, "holidays/england-and-wales.toml", "One-off bank holidays.";
    paper_data, Papers, "area/papers.toml", "How papers look and read.";
    services, Services, "area/services.toml", "The directory of local services, empty.";
    demo_services, DemoServices, "demo/services.toml", "The invented area's directory of services.";
    principles, Principles, "area/principles.toml", "The ten principles of an effective MARAC.";
    demo_area, DemoArea, "demo/area.toml", "The invented area.";
    demo_cases, DemoCases, "demo/cases.toml", "The invented meeting of 26 November 2026.";
    demo_matac, DemoMatac, "demo/matac.toml", "The invented MATAC.";
    demo_history, DemoHistory, "demo/history.toml", "Ingredients of an invented history.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::domain::tools::actions::{ActionLibrary, VictimCheck};
    use crate::domain::tools::agencies::AgencyList;
    use crate::domain::tools::forum::{Beside, CaseKind, Forum};
    use crate::domain::tools::harm::HarmTable;
    use crate::domain::tools::holidays::HolidayExceptions;
    use crate::domain::tools::line_words::LineWords;
    use crate::domain::tools::papers::PaperData;
    use crate::domain::tools::principles::PrincipleList;
    use crate::domain::tools::risk_tool::RiskTool;
    use crate::domain::tools::scheme::Scheme;
    use crate::domain::tools::serial::Definitions;
    use crate::domain::tools::services::Services;
    use crate::domain::tools::settings::Settings;
    use crate::domain::tools::{Faults, ToolProblem, parse};

    fn reads(asset: &Asset) -> Result<(), ToolProblem> {
        let text = asset.text;
        match asset.kind {
            Kind::Agencies => parse::<AgencyList>(text).map(drop),
            Kind::LineWords => parse::<LineWords>(text).map(drop),
            Kind::Settings => parse::<Settings>(text).map(drop),
            Kind::Actions => parse::<ActionLibrary>(text).map(drop),
            Kind::Forum => parse::<Forum>(text).map(drop),
            Kind::Tool => parse::<RiskTool>(text).map(drop),
            Kind::Scheme => parse::<Scheme>(text).map(drop),
            Kind::Harm => parse::<HarmTable>(text).map(drop),
            Kind::Definitions => parse::<Definitions>(text).map(drop),
            Kind::Holidays => parse::<HolidayExceptions>(text).map(drop),
            Kind::Papers => parse::<PaperData>(text).map(drop),
            Kind::Services | Kind::DemoServices => parse::<Services>(text).map(drop),
            Kind::Principles => parse::<PrincipleList>(text).map(drop),
            Kind::DemoArea => parse::<crate::demo::area::DemoArea>(text).map(drop),
            Kind::DemoCases => parse::<crate::demo::cases::DemoCases>(text).map(drop),
            Kind::DemoMatac => parse::<crate::demo::matac::DemoMatac>(text).map(drop),
            Kind::DemoHistory => parse::<crate::demo::history::History>(text).map(drop),
        }
    }

    #[test]
    fn every_file_reads_and_opens_with_what_may_be_changed() {
        for asset in ALL {
            reads(asset).unwrap_or_else(|problem| panic!("{}: {problem}", asset.path));
            assert!(asset.text.starts_with("# "), "{}", asset.path);
            let opening = asset.text.split("\nname = ").next().unwrap();
            assert!(opening.contains("May be changed"), "{}", asset.path);
        }
    }

    #[test]
    fn no_data_file_is_forgotten() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut found = BTreeSet::new();
        for folder in ["area", "actions", "forums", "tools", "holidays", "demo"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                found.insert(format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()));
            }
        }
        let listed: BTreeSet<String> = ALL.iter().map(|asset| asset.path.to_owned()).collect();
        assert_eq!(found, listed);
    }

    #[test]
    fn libraries_are_whole_and_name_agencies_of_the_area() {
        let agencies: AgencyList = parse(agencies()).unwrap();
        let marac: ActionLibrary = parse(actions_marac()).unwrap();
        let matac: ActionLibrary = parse(actions_matac()).unwrap();
        assert_eq!((marac.action.len(), matac.action.len()), (68, 63));
        let mandatory = matac.action.iter().filter(|action| action.check == VictimCheck::Mandatory).count();
        assert_eq!(mandatory, 32);
        let mut faults = Faults::default();
        for asset in ALL.iter().filter(|asset| asset.kind == Kind::Actions) {
            parse::<ActionLibrary>(asset.text).unwrap().check_agencies(&agencies, &mut faults);
        }
        faults.finish("libraries").unwrap();
    }

    #[test]
    fn agencies_are_found_by_what_is_typed() {
        let agencies: AgencyList = parse(agencies()).unwrap();
        for (typed, key) in [
            ("pol", "police"),
            ("IDVA", "idva"),
            ("csc", "csc"),
            ("asc", "asc"),
            ("hsg", "housing"),
            ("housing", "housing"),
            ("mh", "mh"),
            ("prob", "probation"),
            ("gp", "gp"),
            ("hv", "hv"),
            ("refuge", "refuge"),
        ] {
            assert_eq!(agencies.named(typed).map(|agency| agency.key.as_str()), Some(key), "{typed}");
        }
        assert_eq!(agencies.titled("DC").map(|agency| agency.key.as_str()), Some("police"));
        assert_eq!(agencies.titled("sw").map(|agency| agency.key.as_str()), Some("csc"));
        assert!(agencies.named("all").is_none());
    }

    #[test]
    fn forums_cover_every_kind_of_case_and_stand_beside_one_another() {
        let of = |kind| ALL.iter().filter(move |asset| asset.kind == kind).map(|asset| asset.text);
        let forums: Vec<Forum> = of(Kind::Forum).map(|text| parse(text).unwrap()).collect();
        let libraries: Vec<ActionLibrary> = of(Kind::Actions).map(|text| parse(text).unwrap()).collect();
        let agencies: AgencyList = parse(agencies()).unwrap();
        for kind in [CaseKind::Victim, CaseKind::Subject, CaseKind::Couple, CaseKind::Plan] {
            assert!(forums.iter().any(|forum| forum.case_kind == kind), "{kind:?}");
        }
        for forum in &forums {
            let mut faults = Faults::default();
            let beside = Beside { forums: &forums, libraries: &libraries, agencies: &agencies };
            forum.check_beside(&beside, &mut faults);
            faults.finish("forum").unwrap_or_else(|problem| panic!("{}: {problem}", forum.key));
            assert!(
                libraries.iter().any(|library| library.forum == forum.key),
                "{} has usual actions",
                forum.key
            );
        }
    }
}
