//! `convenor import`: a list or form taken in, or only shown what it would be and how its heads are read.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, read_file};
use super::taken;
use crate::domain::calendar::show_numeric;
use crate::domain::tools::forum::CaseKind;
use crate::service::import::{History, Import as How, Steps, import};
use crate::service::mapping::{Choice, List, Outline, kept, outline};

/// Take in a list or form that an agency or analyst sent, row by row.
///
/// A spreadsheet, a list with commas, semicolons or tabs, a Word form or table, JSON, a saved e-mail or text piped in:
/// which it is is told from what is inside. Heads and labels are matched by meaning; --preview shows how, --map
/// corrects, and a mapping that was kept is used again by itself. Nobody is lost: a field that cannot be read is set
/// aside to be corrected, and only a row that names nobody is refused. The whole list is one change, and one `undo`
/// takes it back. A form by itself is kept with its case as an attachment. A referral received more than 42 days ago is
/// taken as heard at an earlier meeting unless --waiting is given.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor import referrals earlier.csv --heard
  convenor import referrals form.docx
  convenor import referrals november.xlsx --dry-run
  convenor import referrals list.csv --preview
  convenor import referrals list.csv --map \"Contact no=victim telephone\" --keep-mapping Northside
  convenor import referrals < email.txt
  convenor import subjects subjects.csv
  convenor import subjects november.csv --door police-list --list-date 2026-11-02
  convenor import incidents incidents.csv")]
pub struct Import {
    /// What is in it
    kind: Kind,
    /// The file; `-`, or nothing, reads stdin
    file: Option<PathBuf>,
    /// Forum that hears the cases; MARAC for referrals, MATAC for subjects when not given
    #[arg(long, value_name = "MARAC|MATAC")]
    forum: Option<String>,
    /// Door by which subjects come in: put forward, or known from the police's ranked list
    #[arg(long, value_name = "DOOR", default_value = "nomination")]
    door: Door,
    /// Date of the ranked list; today when not given
    #[arg(long, value_name = "DATE")]
    list_date: Option<String>,
    /// Show what would be taken in, and take in nothing
    #[arg(long)]
    dry_run: bool,
    /// Show what it is and which head or label is read as which field, and take in nothing
    #[arg(long, conflicts_with = "dry_run")]
    preview: bool,
    /// The sheet of a spreadsheet; the one with heads of such a list when not given
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Read the heads by a mapping kept before
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// Read a head as a field, `-` for not at all
    #[arg(long = "map", value_name = "HEAD=FIELD", value_parser = told)]
    told: Vec<(String, Option<String>)>,
    /// Keep the mapping under this name, for every user and for the next list with these heads
    #[arg(long, value_name = "NAME", conflicts_with = "dry_run")]
    keep_mapping: Option<String>,
    /// List the mappings that are kept
    #[arg(long, conflicts_with = "file")]
    mappings: bool,
    /// All these referrals were heard before this record began
    #[arg(long, conflicts_with = "waiting")]
    heard: bool,
    /// None of these referrals was heard, however old
    #[arg(long)]
    waiting: bool,
}

/// A head and its field, as `--map` gives them.
fn told(typed: &str) -> Result<(String, Option<String>), String> {
    let (head, field) = typed.rsplit_once('=').ok_or("write it as \"head=field\"")?;
    let (head, field) = (head.trim(), field.trim());
    if head.is_empty() {
        return Err("write it as \"head=field\"".to_owned());
    }
    let field = Some(field.to_owned()).filter(|field| !matches!(field.as_str(), "" | "-" | "not read"));
    Ok((head.to_owned(), field))
}

/// Lists that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Referrals to a MARAC
    Referrals,
    /// Nominated subjects of a MATAC
    Subjects,
    /// Incidents behind subjects, who are scored
    Incidents,
    /// Scores of subjects as the police analyst worked them out
    Scores,
}

/// How subjects come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Door {
    /// Put forward, by a partner or from the list
    Nomination,
    /// On the police's ranked list of a month
    PoliceList,
}

impl Import {
    /// Takes the list in and prints the plan.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let list = match self.kind {
            Kind::Referrals => List::Referrals,
            Kind::Subjects => List::Subjects,
            Kind::Incidents => List::Incidents,
            Kind::Scores => List::Scores,
        };
        if self.mappings {
            return mappings(&Session::open(globals)?, list, out);
        }
        let path = self.file.as_deref().unwrap_or(Path::new("-"));
        if path == Path::new("-") && io::stdin().is_terminal() {
            return Err(Failure::Usage(
                "name the file to take in, or pipe a text into the command".to_owned(),
            ));
        }
        let bytes = read_file(path)?;
        let mut session = Session::open(globals)?;
        let now = session.now();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let file = if name == "-" { "the text" } else { &*name };
        let choice =
            Choice { sheet: self.sheet, mapping: self.mapping, told: self.told, remember: self.keep_mapping };
        if self.preview {
            let outline = outline(&session.rows(), list, (file, &bytes), &choice, now.today())?;
            return preview(&outline, out);
        }
        let history = match (self.heard, self.waiting) {
            (true, _) => History::Heard,
            (_, true) => History::Waiting,
            _ => History::ByDate,
        };
        let kind = if self.kind == Kind::Referrals { CaseKind::Victim } else { CaseKind::Subject };
        let usual = session.area().forum_of(kind)?.key.clone();
        let forum = self.forum.as_deref().unwrap_or(&usual);
        if self.kind != Kind::Subjects && (self.door == Door::PoliceList || self.list_date.is_some()) {
            return Err(Failure::Usage("--door and --list-date belong to a list of subjects".to_owned()));
        }
        let date = self.list_date.as_deref().map(|day| find::day(&session, day)).transpose()?;
        if self.door == Door::Nomination && date.is_some() {
            return Err(Failure::Usage("--list-date belongs to --door police-list".to_owned()));
        }
        let ranked = (self.door == Door::PoliceList).then(|| date.unwrap_or(now.today()));
        let how = How { history, ranked, keep: !self.dry_run, choice, ..How::new(list, file, forum) };
        let on_row = |_: &_, steps: Steps| {
            out.progress(steps.done, steps.of, "rows");
            true
        };
        let plan = import(session.service()?, now, &bytes, &how, on_row)?;
        taken::print(out, &plan, history)
    }
}

/// What a document is and how its heads are read.
fn preview(outline: &Outline, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(json!({
            "kind": outline.words,
            "sheet": outline.sheet,
            "rows": outline.rows,
            "heads_row": outline.heads_row,
            "mapping": outline.mapping,
            "heads": outline.heads.iter().map(|head| json!({
                "head": head.head,
                "field": head.field,
                "suggestion": head.suggestion,
                "sample": head.sample.reveal(),
            })).collect::<Vec<_>>(),
        }));
    }
    let read = |head: &crate::intake::door::Mapped| match (&head.field, &head.suggestion) {
        (Some(field), _) => field.clone(),
        (None, Some(near)) => format!("not read (like {near}?)"),
        (None, None) => "not read".to_owned(),
    };
    let rows: Vec<[String; 3]> = outline
        .heads
        .iter()
        .map(|head| {
            let sample: String = head.sample.reveal().chars().take(40).collect();
            [head.head.clone(), read(head), sample]
        })
        .collect();
    out.table(["HEAD", "READ AS", "FIRST VALUE"], &rows)?;
    let mapping = outline.mapping.as_ref().map(|name| format!("; by the mapping {name}")).unwrap_or_default();
    let rows = if outline.rows == 1 { "row" } else { "rows" };
    out.say(&format!("{}, {} {rows}{mapping}", outline.words, outline.rows));
    if outline.sheets.len() > 1 {
        out.say(&format!("sheets: {} (--sheet chooses)", outline.sheets.join(", ")));
    }
    if outline.heads.iter().any(|head| head.field.is_none()) {
        out.say(&format!("--map \"head=field\" corrects; fields: {}", outline.labels.join(", ")));
    }
    Ok(())
}

fn mappings(session: &Session, list: List, out: &mut Out) -> Result<(), Failure> {
    let kept = kept(&session.rows(), list)?;
    if out.wants_json() {
        let heads = |mapping: &crate::domain::rows::document::Mapping| {
            let heads = mapping.heads.0.iter().map(|head| json!({ "head": head.head, "field": head.field }));
            heads.collect::<Vec<_>>()
        };
        return out.json(
            kept.iter()
                .map(|mapping| json!({ "name": mapping.name, "kept": mapping.kept, "heads": heads(mapping) }))
                .collect(),
        );
    }
    let rows: Vec<[String; 3]> = kept
        .iter()
        .map(|mapping| [mapping.name.clone(), show_numeric(mapping.kept), mapping.heads.0.len().to_string()])
        .collect();
    out.table(["MAPPING", "KEPT", "HEADS"], &rows)
}
