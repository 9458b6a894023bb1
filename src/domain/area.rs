//! What the area has adopted, read once and handed to the rules.
//!
//! The record keeps each file of the area as it was adopted; [`AreaData`] is those files understood. It is
//! immutable and shared: a later adoption makes a new one, and nothing here is looked up in a file again.

use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::Holidays;
use super::facts::Changes;
use super::refusal::Refusal;
use super::rows::area::{Adopted, Area};
use super::tools::actions::ActionLibrary;
use super::tools::agencies::AgencyList;
use super::tools::checklist::Checklist;
use super::tools::forum::{CaseKind, Forum};
use super::tools::holidays::{Change, HolidayExceptions};
use super::tools::line_words::LineWords;
use super::tools::scheme::Scheme;
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
    /// Checklists that count.
    pub checklists: Vec<Checklist>,
}

impl AreaData {
    /// Reads the adopted files of a record.
    ///
    /// # Errors
    /// When the area was never set up, or an adopted file is not understood by this program.
    pub fn read(changes: &Changes<'_>) -> Result<Arc<Self>, Refusal> {
        let area = changes.all::<Area>()?.into_iter().next().ok_or(Refusal::Unknown { what: "area" })?;
        let files = changes.all::<Adopted>()?;
        let exceptions: HolidayExceptions = one(&files, "holidays")?;
        Ok(Arc::new(Self {
            name: area.name,
            code: area.code,
            forums: every(&files, "forum")?,
            agencies: one(&files, "agencies")?,
            settings: one(&files, "settings")?,
            holidays: holidays(&exceptions),
            libraries: every(&files, "actions")?,
            words: one(&files, "line")?,
            schemes: every(&files, "scheme")?,
            checklists: every(&files, "checklist")?,
        }))
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

    /// A figure of the settings on a day.
    pub fn number(&self, key: SettingKey, on: Date) -> u32 {
        self.settings.number(key, on).unwrap_or(0)
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
fn one<T: Tool>(files: &[Adopted], kind: &str) -> Result<T, Refusal> {
    let file = files.iter().rfind(|file| file.kind == kind);
    file.map(understood)
        .transpose()?
        .ok_or_else(|| Refusal::Record(format!("the area has adopted no {}", T::KIND)))
}

/// Every file of a kind; of two with one name, the newer.
fn every<T: Tool>(files: &[Adopted], kind: &str) -> Result<Vec<T>, Refusal> {
    let newest = |file: &&Adopted| {
        file.kind == kind
            && files
                .iter()
                .rfind(|other| other.kind == kind && other.name == file.name)
                .is_some_and(|last| last.id == file.id)
    };
    files.iter().filter(newest).map(understood).collect()
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
