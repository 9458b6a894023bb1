//! `convenor gap`: strengths, weaknesses and recommendations beside the counted gaps, and the plan items they become.

use clap::{Args, Subcommand};
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::request::{AddPlanItem, RemarkChange, Request};
use crate::domain::rows::remark::{Remark, RemarkSort};
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask, RemarkTold};

/// What is written of local provision.
#[derive(Debug, Subcommand)]
pub enum Gap {
    /// Write a strength, a weakness or a recommendation; nobody's name belongs here
    Add(Adding),
    /// List what was written, by number
    List,
    /// Take one back
    Drop(One),
    /// Make an item of the delivery plan of one
    Plan(Planning),
}

/// Write a strength, a weakness or a recommendation.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor gap add recommendation \"open the children's therapy list again\" --need counselling
  convenor gap plan 1 --priority provision --owner csc --milestone \"list open\" --due 31/03/2027
  convenor report gaps --from 2026-04-01")]
pub struct Adding {
    /// strength, weakness or recommendation
    #[arg(value_parser = sort)]
    sort: RemarkSort,
    /// In words
    #[arg(required = true)]
    words: Vec<String>,
    /// Kind of need it is about
    #[arg(long, value_name = "KEY")]
    need: Option<String>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

fn sort(typed: &str) -> Result<RemarkSort, String> {
    RemarkSort::parse(typed).ok_or_else(|| "one of strength, weakness, recommendation".to_owned())
}

/// One that was written.
#[derive(Debug, Args)]
pub struct One {
    /// Its number, as `gap list` counts them
    number: usize,
}

/// Make an item of the delivery plan of one.
#[derive(Debug, Args)]
pub struct Planning {
    /// Its number, as `gap list` counts them
    number: usize,
    /// Priority of the plan: its key or words
    #[arg(long)]
    priority: String,
    /// What is to be reached, where that is not what was written
    #[arg(long, value_name = "TEXT")]
    objective: Option<String>,
    /// Agency that owns it
    #[arg(long, value_name = "AGENCY")]
    owner: Option<String>,
    /// Post that answers for it; never a name
    #[arg(long, value_name = "POST")]
    post: Option<String>,
    /// First milestone
    #[arg(long, value_name = "TEXT", requires = "due")]
    milestone: Option<String>,
    /// Its day
    #[arg(long, value_name = "DATE", requires = "milestone")]
    due: Option<String>,
    /// Forum, where the area has more than one with a plan
    #[arg(long)]
    forum: Option<String>,
}

impl Gap {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let change = match self {
            Self::List => return list(&session, out),
            Self::Add(adding) => RemarkChange::Add {
                sort: adding.sort,
                need: adding.need,
                words: clean(&adding.words.join(" ")),
                on: adding.on.as_deref().map(|day| find::day(&session, day)).transpose()?,
            },
            Self::Drop(one) => RemarkChange::Withdraw { remark: numbered(&session, one.number)? },
            Self::Plan(planning) => planning.asked(&session)?,
        };
        let reply = session.execute(Request::Remark(change))?;
        out.reply(&reply)
    }
}

fn remarks(session: &Session) -> Result<Vec<RemarkTold>, Failure> {
    match session.look(&Ask::Directory)? {
        Answer::Directory(directory) => Ok(directory.remarks),
        _ => Err(Failure::unanswered()),
    }
}

fn numbered(session: &Session, number: usize) -> Result<Id<Remark>, Failure> {
    let all = remarks(session)?;
    let found = number.checked_sub(1).and_then(|at| all.get(at)).map(|told| told.row.id);
    found.ok_or_else(|| Failure::Refused(format!("{} were written; `gap list` counts them", all.len())))
}

impl Planning {
    fn asked(self, session: &Session) -> Result<RemarkChange, Failure> {
        let milestone = self.milestone.as_deref().zip(self.due.as_deref());
        let milestone = milestone.map(|(words, due)| Ok((clean(words), find::day(session, due)?)));
        Ok(RemarkChange::Plan {
            remark: numbered(session, self.number)?,
            item: Box::new(AddPlanItem {
                forum: self.forum,
                priority: clean(&self.priority),
                objective: self.objective.as_deref().map(clean).unwrap_or_default(),
                owner: self.owner.as_deref().map(|agency| find::agency(session, agency)).transpose()?,
                post: self.post.as_deref().map(clean),
                on: None,
                milestones: milestone.into_iter().collect::<Result<_, Failure>>()?,
                indicators: Vec::new(),
            }),
        })
    }
}

fn list(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let all = remarks(session)?;
    if out.wants_json() {
        let of = |told: &RemarkTold| {
            json!({
                "what": told.row.sort,
                "words": told.row.words,
                "need": told.row.need,
                "on": told.row.on,
                "plan_item": told.item,
            })
        };
        return out.json(all.iter().map(of).collect());
    }
    let rows: Vec<[String; 5]> = all
        .iter()
        .enumerate()
        .map(|(at, told)| {
            [
                (at + 1).to_string(),
                told.row.sort.to_string(),
                told.row.words.clone(),
                show_numeric(told.row.on),
                told.item.clone().unwrap_or_default(),
            ]
        })
        .collect();
    out.table(["NO", "WHAT", "IN WORDS", "ON", "PLAN ITEM"], &rows)
}
