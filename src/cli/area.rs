//! `convenor area`: the files the area has adopted, and its settings.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::nickname::Nickname;
use super::out::Out;
use super::session::{Session, read_file};
use crate::assets;
use crate::domain::calendar::show_numeric;
use crate::domain::request::{Request, SetSetting};
use crate::domain::text::clean;
use crate::domain::tools::file::{FileHead, FileKind};
use crate::domain::tools::settings::{Basis, SettingKey};
use crate::service::adopt;
use crate::service::ask::{Answer, AreaFileLine, AreaStory, Ask, SettingLine};
use crate::service::kind_of;

/// The area: its files and settings.
#[derive(Debug, Subcommand)]
pub enum Area {
    /// List the adopted files with their versions
    Files,
    /// Adopt a file: a forum, a risk tool, settings, agencies ...
    Adopt(Adopting),
    /// Print an adopted file as it is used
    Show(Show),
    /// Print a file to start from, with words on what may be changed
    Template(Template),
    /// List the settings: value, since when, and where it comes from
    Settings,
    /// Set a figure or choice from a day on; earlier values stay
    Set(Set),
    /// What is typed for an agency: list, add, remove
    #[command(subcommand)]
    Nickname(Nickname),
}

/// Adopt a file of the area: a forum, a risk tool, a scoring scheme, settings, agencies, usual actions ...
///
/// The file is checked whole, and all that is wrong with it is told. The record keeps every version; what runs is the
/// newest. The same version with other content is refused.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor area template forum > panel.toml
  convenor area adopt panel.toml
  convenor area adopt our-checklist.toml --kind tool")]
pub struct Adopting {
    /// The file (TOML); `-` reads stdin
    file: PathBuf,
    /// What it is, when its content does not tell: forum, tool, scheme, harm, settings, agencies, actions, line, holidays or papers
    #[arg(long, value_parser = kind)]
    kind: Option<FileKind>,
}

/// Print an adopted file as it is used.
#[derive(Debug, Args)]
pub struct Show {
    /// What `area files` lists it as
    name: String,
    /// What it is, when two kinds have a file of that name
    #[arg(long, value_parser = kind)]
    kind: Option<FileKind>,
}

/// Print a file to start from, with words on what may be changed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor area template tool
  convenor area template tool dara")]
pub struct Template {
    /// forum, tool, scheme, harm, settings, agencies, actions, line, holidays or papers
    #[arg(value_parser = kind)]
    kind: FileKind,
    /// Which of several; the first when not given
    name: Option<String>,
}

/// Set a figure or choice of the area from a day on.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor area set dash-threshold 12 --from 2027-04-01 --note \"steering group, March 2027\""
)]
pub struct Set {
    /// The setting, as `area settings` names it
    #[arg(value_parser = key)]
    setting: SettingKey,
    /// What it is to be
    value: String,
    /// First day it holds; today unless told
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Who decided it, and why
    #[arg(long, default_value = "")]
    note: String,
}

fn kind(typed: &str) -> Result<FileKind, String> {
    let known: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.word()).collect();
    FileKind::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

fn key(typed: &str) -> Result<SettingKey, String> {
    SettingKey::named(typed).ok_or_else(|| {
        let known: Vec<String> = SettingKey::ALL.into_iter().map(SettingKey::word).collect();
        format!("one of {}", known.join(", "))
    })
}

impl Area {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        if let Self::Template(template) = self {
            return template.run(out);
        }
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::Files => return files(&story(&session)?, out),
            Self::Settings => return settings(&story(&session)?, out),
            Self::Show(show) => return show.run(&story(&session)?, out),
            Self::Adopt(adopting) => {
                let name = adopting.file.display().to_string();
                adopt::request(&name, read_file(&adopting.file)?, adopting.kind)?
            }
            Self::Set(set) => Request::SetSetting(SetSetting {
                key: set.setting,
                value: clean(&set.value),
                from: match set.from {
                    Some(from) => find::day(&session, &from)?,
                    None => session.now().today(),
                },
                note: clean(&set.note),
            }),
            Self::Nickname(nickname) => return nickname.run(&mut session, out),
            Self::Template(_) => return Ok(()),
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

fn story(session: &Session) -> Result<AreaStory, Failure> {
    match session.look(&Ask::Area)? {
        Answer::Area(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

fn files(story: &AreaStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(story.files.iter().map(file_value).collect());
    }
    let rows: Vec<[String; 5]> = story
        .files
        .iter()
        .map(|file| {
            [
                file.kind.word().to_owned(),
                file.identity.clone(),
                file.version.clone(),
                file.adopted.to_string(),
                file.name.clone(),
            ]
        })
        .collect();
    out.table(["KIND", "FILE", "VERSION", "ADOPTED", "NAME"], &rows)
}

fn file_value(file: &AreaFileLine) -> Value {
    json!({
        "kind": file.kind.word(), "file": file.identity, "name": file.name,
        "version": file.version, "adopted": file.adopted,
    })
}

fn settings(story: &AreaStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(story.settings.iter().map(setting_value).collect());
    }
    let rows: Vec<[String; 5]> = story
        .settings
        .iter()
        .map(|line| {
            [
                line.key.word(),
                if line.value.is_empty() { "-".to_owned() } else { line.value.clone() },
                line.since.map_or_else(|| "always".to_owned(), show_numeric),
                line.basis.map_or("built in", Basis::word).to_owned(),
                std::iter::once(line.note.clone())
                    .chain(
                        line.later
                            .iter()
                            .map(|(from, value)| format!("{value} from {}.", show_numeric(*from))),
                    )
                    .collect::<Vec<_>>()
                    .join(" "),
            ]
        })
        .collect();
    out.table(["SETTING", "VALUE", "SINCE", "BASIS", "WHAT IT IS"], &rows)
}

fn setting_value(line: &SettingLine) -> Value {
    let later: Vec<Value> =
        line.later.iter().map(|(from, value)| json!({ "from": from, "value": value })).collect();
    json!({
        "setting": line.key.word(), "value": line.value, "since": line.since,
        "basis": line.basis.map(Basis::word), "note": line.note, "later": later,
    })
}

impl Show {
    fn run(&self, story: &AreaStory, out: &mut Out) -> Result<(), Failure> {
        let named = |file: &&AreaFileLine| {
            self.kind.is_none_or(|kind| kind == file.kind)
                && [&file.identity, &file.name].iter().any(|name| name.eq_ignore_ascii_case(&self.name))
        };
        let found: Vec<&AreaFileLine> = story.files.iter().filter(named).collect();
        match found.as_slice() {
            [only] if out.wants_json() => {
                let mut value = file_value(only);
                if let Some(fields) = value.as_object_mut() {
                    fields.insert("body".to_owned(), Value::String(only.body.clone()));
                }
                out.json(value)
            }
            [only] => out.indented(0, &only.body),
            [] => Err(Failure::Refused(format!(
                "the area has adopted nothing called {}; `area files` lists what it has",
                self.name
            ))),
            several => {
                let kinds: Vec<&str> = several.iter().map(|file| file.kind.word()).collect();
                Err(Failure::Usage(format!(
                    "{} is several things; add --kind {}",
                    self.name,
                    kinds.join(" or --kind ")
                )))
            }
        }
    }
}

impl Template {
    fn run(&self, out: &mut Out) -> Result<(), Failure> {
        let ours: Vec<(FileHead, &str)> = assets::ALL
            .iter()
            .filter(|asset| kind_of(asset) == Some(self.kind))
            .filter_map(|asset| Some((self.kind.check(asset.text).ok()?, asset.text)))
            .collect();
        let wanted = |(head, _): &&(FileHead, &str)| {
            self.name.as_deref().is_none_or(|name| {
                head.identity.eq_ignore_ascii_case(name) || head.name.eq_ignore_ascii_case(name)
            })
        };
        let Some((_, text)) = ours.iter().find(wanted) else {
            let known: Vec<&str> = ours.iter().map(|(head, _)| head.identity.as_str()).collect();
            return Err(Failure::Usage(format!(
                "there is no such {} to start from; there are {}",
                self.kind,
                known.join(", ")
            )));
        };
        out.indented(0, text)
    }
}
