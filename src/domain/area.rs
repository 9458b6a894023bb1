//! What the area has adopted, read once and handed to the rules.
//!
//! The record keeps each file of the area as it was adopted; [`AreaData`] is those files understood. It is
//! immutable and shared: a later adoption makes a new one, and nothing here is looked up in a file again.

use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::Holidays;
use super::facts::Changes;
use super::id::Id;
use super::refusal::Refusal;
use super::rows::area::{Adopted, Area};
use super::tools::actions::ActionLibrary;
use super::tools::agencies::{Agency, AgencyList};
use super::tools::file::FileKind;
use super::tools::forum::{CaseKind, Forum};
use super::tools::harm::HarmTable;
use super::tools::holidays::{Change, HolidayExceptions};
use super::tools::line_words::LineWords;
use super::tools::papers::PaperData;
use super::tools::principles::PrincipleList;
use super::tools::risk_tool::{RiskTool, ToolItem};
use super::tools::scheme::Scheme;
use super::tools::serial::Definitions;
use super::tools::services::{NeedKind, Services};
use super::tools::settings::{SettingKey, Settings};
use super::tools::{self, Tool, ToolProblem};

/// The files of the area, understood.
#[derive(Debug, Clone)]
pub struct AreaData {
    /// Name and code.
    pub name: String,
    /// Letters that open a case reference.
    pub code: String,
    /// Forums, in the order in which they were adopted.
    pub forums: Vec<Forum>,
    /// Agencies and the words they go by.
    pub agencies: AgencyList,
    /// Figures with a start date.
    pub settings: Settings,
    /// Bank holidays.
    pub holidays: Holidays,
    /// Usual actions, one library a forum.
    pub libraries: Vec<ActionLibrary>,
    /// Words of the action line.
    pub words: LineWords,
    /// Scoring schemes for subjects.
    pub schemes: Vec<Scheme>,
    /// Every scheme that was ever adopted: change is told in the one a subject entered with.
    pub every_scheme: Vec<Scheme>,
    /// Tables of harm in days, every one that was ever adopted.
    pub every_harm: Vec<HarmTable>,
    /// Definitions of serial and repeat.
    pub definitions: Definitions,
    /// Risk tools.
    pub tools: Vec<RiskTool>,
    /// How papers look and read.
    pub papers: PaperData,
    /// The directory of local services.
    pub services: Services,
    /// What forums assess themselves against: the list that comes with the program unless its like was adopted, and the
    /// area's own.
    pub principles: Vec<PrincipleList>,
}

/// Which files the area had adopted when they were read: differs once another is adopted or one is undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition(Vec<Id<Adopted>>);

impl Edition {
    /// The edition the record holds.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn read(changes: &Changes<'_>) -> Result<Self, Refusal> {
        Ok(Self(changes.all::<Adopted>()?.into_iter().map(|file| file.id).collect()))
    }
}

impl AreaData {
    /// Reads the adopted files of a record.
    ///
    /// # Errors
    /// When the area was never set up, or an adopted file is not understood by this program.
    pub fn read(changes: &Changes<'_>) -> Result<Arc<Self>, Refusal> {
        let area = changes.all::<Area>()?.into_iter().next().ok_or(Refusal::Unknown { what: "area" })?;
        let files = changes.all::<Adopted>()?;
        let exceptions: HolidayExceptions = one(&files, FileKind::Holidays)?;
        Ok(Arc::new(Self {
            name: area.name,
            code: area.code,
            forums: every(&files, FileKind::Forum)?,
            agencies: one(&files, FileKind::Agencies)?,
            settings: one(&files, FileKind::Settings)?,
            holidays: holidays(&exceptions),
            libraries: every(&files, FileKind::Actions)?,
            words: one(&files, FileKind::Line)?,
            schemes: every(&files, FileKind::Scheme)?,
            every_scheme: ever(&files, FileKind::Scheme),
            every_harm: ever(&files, FileKind::Harm),
            definitions: newest_or(&files, FileKind::Definitions, Definitions::ours)?,
            tools: every(&files, FileKind::Tool)?,
            papers: newest_or(&files, FileKind::Papers, PaperData::ours)?,
            services: newest_or(&files, FileKind::Services, Services::ours)?,
            principles: principles(&files)?,
        }))
    }

    /// The risk tool of a key.
    pub fn tool(&self, key: &str) -> Option<&RiskTool> {
        self.tools.iter().find(|tool| tool.key == key)
    }

    /// The first tool's item of a concept.
    pub fn concept(&self, key: &str) -> Option<&ToolItem> {
        self.tools.iter().find_map(|tool| tool.item(key))
    }

    /// A forum by its key or code, whatever the case.
    ///
    /// # Errors
    /// When the area has none of that name.
    pub fn forum(&self, name: &str) -> Result<&Forum, Refusal> {
        let named =
            |forum: &&Forum| forum.key.eq_ignore_ascii_case(name) || forum.code.eq_ignore_ascii_case(name);
        self.forums.iter().find(named).ok_or_else(|| {
            let known: Vec<&str> = self.forums.iter().map(|forum| forum.code.as_str()).collect();
            Refusal::rule(format!("no forum is called {name}; this area has {}", known.join(", ")))
        })
    }

    /// The only forum, or the first, whose cases are of a kind.
    ///
    /// # Errors
    /// When the area has none.
    pub fn forum_of(&self, kind: CaseKind) -> Result<&Forum, Refusal> {
        self.forums.iter().find(|forum| forum.case_kind == kind).ok_or_else(|| {
            Refusal::rule(format!("this area has no forum whose cases are each a {}: adopt one", kind.word()))
        })
    }

    /// What a case of a forum is; nothing for a forum that is not adopted.
    pub fn kind_of(&self, forum: &str) -> Option<CaseKind> {
        self.forums.iter().find(|known| known.key == forum).map(|known| known.case_kind)
    }

    /// The usual actions of a forum: those its file names, or those written for it.
    pub fn library(&self, forum: &Forum) -> Option<&ActionLibrary> {
        let name = forum.vocabulary.as_deref().unwrap_or(&forum.key);
        self.libraries.iter().find(|library| library.answers_to(name))
    }

    /// Kinds of need of a forum's cases: its own list, then those of the directory of services.
    pub fn needs(&self, forum: &Forum) -> Vec<NeedKind> {
        let known = |key: &str| self.services.kind(key);
        let own = forum.need.iter().map(|choice| NeedKind {
            key: choice.key.clone(),
            label: choice.label.clone(),
            of: known(&choice.key).map(|kind| kind.of.clone()).unwrap_or_default(),
            accredited_only: known(&choice.key).is_some_and(|kind| kind.accredited_only),
        });
        let listed = |key: &str| forum.need.iter().any(|choice| choice.key == key);
        own.chain(self.services.need.iter().filter(|kind| !listed(&kind.key)).cloned()).collect()
    }

    /// What a kind of need is called, by any list of the area; the key itself when none has it.
    pub fn need_label<'a>(&'a self, key: &'a str) -> &'a str {
        let own = || self.forums.iter().flat_map(|forum| &forum.need).find(|choice| choice.key == key);
        let label = self.services.kind(key).map(|kind| kind.label.as_str());
        label.or_else(|| own().map(|choice| choice.label.as_str())).unwrap_or(key)
    }

    /// A figure of the settings on a day.
    pub fn number(&self, key: SettingKey, on: Date) -> u32 {
        self.settings.number(key, on).unwrap_or(0)
    }

    /// Key of the agency that goes by a spoken name.
    pub fn agency_key_said(&self, said: &str) -> Option<&str> {
        let named = |agency: &&Agency| agency.said() == said;
        self.agencies.agency.iter().find(named).map(|agency| agency.key.as_str())
    }

    /// Name of an agency as a line of the meeting room says it; the key itself when it is not on the list.
    pub fn agency_said<'a>(&'a self, key: &'a str) -> &'a str {
        self.agencies.get(key).map_or(key, |agency| agency.said())
    }

    /// Name of an agency as printed; the key itself when it is not on the list.
    pub fn agency_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.agencies.get(key).map_or(key, |agency| agency.name.as_str())
    }
}

/// The only file of a kind; the newest when it was adopted again.
fn one<T: Tool>(files: &[Adopted], kind: FileKind) -> Result<T, Refusal> {
    let file = files.iter().rfind(|file| FileKind::stored(&file.kind) == Some(kind));
    file.map(understood)
        .transpose()?
        .ok_or_else(|| Refusal::Record(format!("the area has adopted no {}", T::KIND)))
}

/// The file adopted; the one that comes with the program for an area set up before there was any of its kind.
fn newest_or<T: Tool>(
    files: &[Adopted],
    kind: FileKind,
    ours: fn() -> Result<T, ToolProblem>,
) -> Result<T, Refusal> {
    let newest = files.iter().rfind(|file| FileKind::stored(&file.kind) == Some(kind));
    match newest {
        Some(file) => understood(file),
        None => ours().map_err(|problem| Refusal::Record(problem.to_string())),
    }
}

/// The lists of principles; for an area set up before there were any, the one that comes with the program.
fn principles(files: &[Adopted]) -> Result<Vec<PrincipleList>, Refusal> {
    let adopted = every::<PrincipleList>(files, FileKind::Principles)?;
    let ours = PrincipleList::ours().map_err(|problem| Refusal::Record(problem.to_string()))?;
    let known = adopted.iter().any(|list| list.identity() == ours.identity());
    Ok((!known).then_some(ours).into_iter().chain(adopted).collect())
}

/// Every file of a kind, in the order in which each was first adopted; of one adopted again, the newest.
fn every<T: Tool>(files: &[Adopted], kind: FileKind) -> Result<Vec<T>, Refusal> {
    let mut found: Vec<(String, T)> = Vec::new();
    for file in files.iter().filter(|file| FileKind::stored(&file.kind) == Some(kind)) {
        let tool: T = match understood(file) {
            Ok(tool) => tool,
            // An older version that this program no longer understands has a newer one in its place.
            Err(_) if replaced(files, file) => continue,
            Err(refusal) => return Err(refusal),
        };
        let identity = tool.identity();
        match found.iter_mut().find(|(known, _)| *known == identity) {
            Some(place) => place.1 = tool,
            None => found.push((identity, tool)),
        }
    }
    Ok(found.into_iter().map(|(_, tool)| tool).collect())
}

/// Every file of a kind that was ever adopted, as far as this program understands it, in the order of adoption.
fn ever<T: Tool>(files: &[Adopted], kind: FileKind) -> Vec<T> {
    let files = files.iter().filter(|file| FileKind::stored(&file.kind) == Some(kind));
    files.filter_map(|file| tools::parse(&file.body).ok()).collect()
}

/// Whether a later file of the same kind has the same name.
fn replaced(files: &[Adopted], file: &Adopted) -> bool {
    let last = files.iter().rfind(|other| other.kind == file.kind && other.name == file.name);
    last.is_some_and(|last| last.id != file.id)
}

fn understood<T: Tool>(file: &Adopted) -> Result<T, Refusal> {
    tools::parse(&file.body).map_err(|problem: ToolProblem| Refusal::Record(problem.to_string()))
}

/// The rule for bank holidays with the area's exceptions.
fn holidays(exceptions: &HolidayExceptions) -> Holidays {
    let of = |change| {
        exceptions.exception.iter().filter(move |day| day.change == change).map(|day| day.date).collect()
    };
    Holidays { extra: of(Change::Added), removed: of(Change::Removed) }
}
