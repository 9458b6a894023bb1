//! `convenor plan`: the delivery plan of a steering group, item by item and in one line.

mod show;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::amount::Amount;
use crate::domain::id::Id;
use crate::domain::request::{AddPlanItem, IndicatorTerms, PlanChange, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{Indicator, Milestone, PlanState, Rag};
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask, PlanStory};

/// The delivery plan.
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Add an item under a priority, with its first milestone and indicator
    Add(Adding),
    /// List the plan by priority, as of a day
    List(Listing),
    /// Show one item with its history
    Show(One),
    /// Say how much is achieved, by priority and in all, as of a day
    Summary(Listing),
    /// Keep what an indicator was on a day
    Figure(Figuring),
    /// Keep what was said of an item
    Comment(Commenting),
    /// Say how an item stands, whatever the figures suggest
    Rag(Rating),
    /// Add a milestone, or say that one was reached or is moved
    Milestone(Stepping),
    /// Add an indicator
    Indicator(Indicating),
    /// Change what an item says
    Change(Changing),
    /// Mark an item as achieved
    Achieve(Closing),
    /// Drop an item, with the reason
    Drop(Closing),
    /// Open an achieved or dropped item again
    Reopen(Closing),
}

/// Add an item under a priority.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor plan add --priority prevention --objective \"Schools know whom to ring\" --owner education \\
    --milestone \"list sent to every school\" --due 31/01/2027 \\
    --indicator \"schools with a named lead\" --baseline 40 --target 92 --unit schools --by 30/06/2027")]
pub struct Adding {
    /// Priority: its key or words
    #[arg(long)]
    priority: String,
    /// What is to be reached
    #[arg(long, value_name = "TEXT")]
    objective: String,
    /// Agency that owns it
    #[arg(long, value_name = "AGENCY")]
    owner: Option<String>,
    /// Post that answers for it; never a name
    #[arg(long, value_name = "POST")]
    post: Option<String>,
    /// Day it came into the plan; today unless told
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Forum, where the area has more than one with a plan
    #[arg(long)]
    forum: Option<String>,
    /// First milestone
    #[arg(long, value_name = "TEXT", requires = "due")]
    milestone: Option<String>,
    /// Its day
    #[arg(long, value_name = "DATE", requires = "milestone")]
    due: Option<String>,
    /// First indicator: what is counted
    #[arg(long, value_name = "TEXT")]
    indicator: Option<String>,
    #[command(flatten)]
    figures: Figures,
}

/// What belongs to an indicator.
#[derive(Debug, Args)]
pub struct Figures {
    /// Where the indicator began
    #[arg(long, value_name = "FIGURE", value_parser = amount)]
    baseline: Option<Amount>,
    /// What is to be reached
    #[arg(long, value_name = "FIGURE", value_parser = amount)]
    target: Option<Amount>,
    /// In what it is counted
    #[arg(long, value_name = "WORD")]
    unit: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// Less is better; not needed where the target lies below the baseline
    #[arg(long)]
    lower: bool,
}

fn amount(typed: &str) -> Result<Amount, String> {
    typed.parse()
}

/// List the plan, or say how much of it is achieved.
#[derive(Debug, Args)]
pub struct Listing {
    /// As of this day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Forum, where the area has more than one with a plan
    #[arg(long)]
    forum: Option<String>,
}

/// One item.
#[derive(Debug, Args)]
pub struct One {
    /// Reference of the item
    item: String,
}

/// Keep what an indicator was on a day.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor plan figure LAN-SG-0007 62 --on 31/12/2026")]
pub struct Figuring {
    /// Reference of the item
    item: String,
    /// The figure
    #[arg(value_parser = amount, allow_hyphen_values = true)]
    value: Amount,
    /// The day it stands for; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Number of the indicator, as `plan show` counts them
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    indicator: usize,
}

/// Keep what was said of an item.
#[derive(Debug, Args)]
pub struct Commenting {
    /// Reference of the item
    item: String,
    /// What was said
    words: String,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Say how an item stands.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor plan rag LAN-SG-0007 amber --why \"two schools have not answered\""
)]
pub struct Rating {
    /// Reference of the item
    item: String,
    /// red, amber or green
    #[arg(value_parser = rag)]
    rag: Rag,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

fn rag(typed: &str) -> Result<Rag, String> {
    Rag::parse(typed).ok_or_else(|| "one of red, amber, green".to_owned())
}

/// Add a milestone, or say that one was reached or is moved.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor plan milestone LAN-SG-0007 --add \"protocol agreed\" --due 28/02/2027
  convenor plan milestone LAN-SG-0007 --number 1 --met 12/01/2027
  convenor plan milestone LAN-SG-0007 --number 1 --due 31/03/2027 --why \"post vacant\"")]
pub struct Stepping {
    /// Reference of the item
    item: String,
    /// Add one of these words
    #[arg(long, value_name = "TEXT", requires = "due", conflicts_with_all = ["number", "met", "why"])]
    add: Option<String>,
    /// Number of the milestone, as `plan show` counts them
    #[arg(long, value_name = "NUMBER")]
    number: Option<usize>,
    /// Its day, or the day it is moved to
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// Day it was reached
    #[arg(long, value_name = "DATE")]
    met: Option<String>,
    /// Why it is moved
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Add an indicator.
#[derive(Debug, Args)]
pub struct Indicating {
    /// Reference of the item
    item: String,
    /// What is counted
    words: String,
    #[command(flatten)]
    figures: Figures,
}

/// Change what an item says.
#[derive(Debug, Args)]
pub struct Changing {
    /// Reference of the item
    item: String,
    /// Priority: its key or words
    #[arg(long)]
    priority: Option<String>,
    /// What is to be reached
    #[arg(long, value_name = "TEXT")]
    objective: Option<String>,
    /// Agency that owns it
    #[arg(long, value_name = "AGENCY")]
    owner: Option<String>,
    /// Post that answers for it
    #[arg(long, value_name = "POST")]
    post: Option<String>,
}

/// Achieve, drop or open again.
#[derive(Debug, Args)]
pub struct Closing {
    /// Reference of the item
    item: String,
    /// Why, or how
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Plan {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let change = match self {
            Self::List(listing) => return show::list(&session, &listing.view(&session)?, out),
            Self::Summary(listing) => return show::summary(&listing.view(&session)?, out),
            Self::Show(one) => return show::one(&story(&session, &one.item)?, out),
            Self::Add(adding) => adding.asked(&session)?,
            Self::Figure(figuring) => {
                let story = story(&session, &figuring.item)?;
                let indicator = figuring.indicator(&story)?;
                PlanChange::AddFigure {
                    indicator,
                    on: on(&session, figuring.on.as_deref())?,
                    value: figuring.value,
                }
            }
            Self::Comment(said) => PlanChange::AddComment {
                case: item(&session, &said.item)?,
                on: on(&session, said.on.as_deref())?,
                words: private(&said.words),
            },
            Self::Rag(rating) => PlanChange::SetRag {
                case: item(&session, &rating.item)?,
                on: on(&session, rating.on.as_deref())?,
                rag: rating.rag,
                reason: private(&rating.why),
            },
            Self::Milestone(step) => step.asked(&session)?,
            Self::Indicator(adding) => {
                let terms = adding.figures.terms(&session, &adding.words)?;
                PlanChange::AddIndicator { case: item(&session, &adding.item)?, terms }
            }
            Self::Change(changing) => PlanChange::Reword {
                case: item(&session, &changing.item)?,
                priority: changing.priority.map(|words| clean(&words)),
                objective: changing.objective.map(|words| clean(&words)),
                owner: changing.owner.map(|agency| find::agency(&session, &agency)).transpose()?,
                post: changing.post.map(|words| clean(&words)),
            },
            Self::Achieve(closing) => closing.asked(&session, PlanState::Achieved)?,
            Self::Drop(closing) => closing.asked(&session, PlanState::Dropped)?,
            Self::Reopen(closing) => closing.asked(&session, PlanState::Open)?,
        };
        let reply = session.execute(Request::Plan(change))?;
        out.reply(&reply)
    }
}

fn item(session: &Session, reference: &str) -> Result<Id<Case>, Failure> {
    Ok(find::case(session, reference)?.id)
}

fn on(session: &Session, typed: Option<&str>) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(session.now().today()), |typed| find::day(session, typed))
}

fn story(session: &Session, reference: &str) -> Result<PlanStory, Failure> {
    match session.look(&Ask::PlanItem(item(session, reference)?))? {
        Answer::PlanItem(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

impl Listing {
    fn view(&self, session: &Session) -> Result<crate::service::ask::PlanView, Failure> {
        match session.look(&Ask::Plan(self.forum.clone(), on(session, self.on.as_deref())?))? {
            Answer::Plan(view) => Ok(*view),
            _ => Err(Failure::unanswered()),
        }
    }
}

impl Figures {
    fn terms(&self, session: &Session, words: &str) -> Result<IndicatorTerms, Failure> {
        Ok(IndicatorTerms {
            words: clean(words),
            unit: self.unit.as_deref().map(clean),
            baseline: self.baseline,
            target: self.target,
            by: self.by.as_deref().map(|by| find::day(session, by)).transpose()?,
            lower: self.lower.then_some(true),
        })
    }
}

impl Adding {
    fn asked(self, session: &Session) -> Result<PlanChange, Failure> {
        let milestone = self.milestone.as_deref().zip(self.due.as_deref());
        let milestone = milestone.map(|(words, due)| Ok((clean(words), find::day(session, due)?)));
        let indicator = self.indicator.as_deref().map(|words| self.figures.terms(session, words));
        let figures = &self.figures;
        if self.indicator.is_none() && (figures.baseline.is_some() || figures.target.is_some()) {
            return Err(Failure::Usage("say with --indicator what the figures count".to_owned()));
        }
        Ok(PlanChange::Add(Box::new(AddPlanItem {
            forum: self.forum.clone(),
            priority: clean(&self.priority),
            objective: clean(&self.objective),
            owner: self.owner.as_deref().map(|agency| find::agency(session, agency)).transpose()?,
            post: self.post.as_deref().map(clean),
            on: self.since.as_deref().map(|day| find::day(session, day)).transpose()?,
            milestones: milestone.into_iter().collect::<Result<_, Failure>>()?,
            indicators: indicator.into_iter().collect::<Result<_, Failure>>()?,
        })))
    }
}

impl Figuring {
    fn indicator(&self, story: &PlanStory) -> Result<Id<Indicator>, Failure> {
        let found = self.indicator.checked_sub(1).and_then(|at| story.indicators.get(at));
        found.map(|indicator| indicator.row.id).ok_or_else(|| {
            Failure::Refused(format!("{} has {} indicators", story.line.reference, story.indicators.len()))
        })
    }
}

impl Stepping {
    fn asked(&self, session: &Session) -> Result<PlanChange, Failure> {
        let day = |typed: &Option<String>| typed.as_deref().map(|day| find::day(session, day)).transpose();
        let (due, met) = (day(&self.due)?, day(&self.met)?);
        if let Some((words, due)) = self.add.as_deref().zip(due) {
            return Ok(PlanChange::AddMilestone {
                case: item(session, &self.item)?,
                words: clean(words),
                due,
            });
        }
        if due.is_none() && met.is_none() {
            return Err(Failure::Usage(
                "say what to --add, or when it was --met, or its new --due".to_owned(),
            ));
        }
        Ok(PlanChange::SetMilestone {
            milestone: self.milestone(&story(session, &self.item)?)?,
            met,
            due,
            reason: self.why.as_deref().map(private),
        })
    }

    /// The one of that number, or the only one that is open.
    fn milestone(&self, story: &PlanStory) -> Result<Id<Milestone>, Failure> {
        let open: Vec<&Milestone> = story.milestones.iter().filter(|row| row.met.is_none()).collect();
        let found = match (self.number, open.as_slice()) {
            (Some(number), _) => number.checked_sub(1).and_then(|at| story.milestones.get(at)),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        found.map(|row| row.id).ok_or_else(|| {
            let (of, count) = (&story.line.reference, story.milestones.len());
            Failure::Refused(format!("{of} has {count} milestones, say which by --number"))
        })
    }
}

impl Closing {
    fn asked(&self, session: &Session, state: PlanState) -> Result<PlanChange, Failure> {
        Ok(PlanChange::Close {
            case: item(session, &self.item)?,
            state,
            on: on(session, self.on.as_deref())?,
            reason: self.why.as_deref().map(private),
        })
    }
}
