//! `convenor case assess` and `case assessments`: a use of a risk tool, and those a case has.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::calendar::show_numeric;
use crate::domain::private::Private;
use crate::domain::request::{Assess, Request};
use crate::domain::rows::assessment::{Assessment, Judgement};
use crate::domain::text::{clean, fold};
use crate::domain::tools::assessment::{Answer, Answered};
use crate::domain::tools::risk_tool::{DASH, RiskTool};
use crate::service::ask::{Answer as Told, Ask};
use crate::service::assessing::AssessStory;

/// Add a risk assessment with its answers; earlier ones stay.
///
/// Items are named by their keys (`convenor area show dash24` prints them) or the beginning of their labels. Without
/// --no, every item that is not named is a no; with it, what is not named stays unanswered.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case assess LAN-26-0143 --yes injury,stalking --unknown money --source stalking=police
  convenor case assess LAN-26-0143 --yes stalking --opened stalking-screen:stalking-visits,stalking-damage
  convenor case assess LAN-26-0143 --tool dara --grade high --why \"escalating since the separation\"
  convenor case assess LAN-26-0143 --tool merit --result \"18, high\" --date 20/11/2026
  convenor case assess LAN-26-0151 --tool priority --level recent=critical,escalating=historical --judgement yes")]
pub struct Assessing {
    /// Reference of the case
    case: String,
    /// Key of the tool, as `area files` lists it
    #[arg(long, default_value = DASH)]
    tool: String,
    /// Items answered yes
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    yes: Vec<String>,
    /// Items answered no; without it, every item that is not named
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    no: Vec<String>,
    /// Items answered don't know
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    unknown: Vec<String>,
    /// Items answered on the tool's levels, as ITEM=LEVEL
    #[arg(long, value_name = "ITEM=LEVEL", value_delimiter = ',', value_parser = pair)]
    level: Vec<(String, String)>,
    /// Note on an item, as ITEM=WORDS
    #[arg(long, value_name = "ITEM=WORDS", value_parser = pair)]
    note: Vec<(String, String)>,
    /// Where an answer is known from when not from the victim, as ITEM=WORDS
    #[arg(long, value_name = "ITEM=WORDS", value_parser = pair)]
    source: Vec<(String, String)>,
    /// Yes answers to a tool that an item opened, as TOOL:ITEM,ITEM; its other items are a no
    #[arg(long, value_name = "TOOL:ITEMS")]
    opened: Vec<String>,
    /// Grade, for a tool that grades
    #[arg(long)]
    grade: Option<String>,
    /// Name of the tool, for `--tool other`
    #[arg(long, value_name = "NAME")]
    named: Option<String>,
    /// Its result in words
    #[arg(long, value_name = "WORDS")]
    result: Option<String>,
    /// Whether a referral is justified (of a subject: whether they are a priority): yes, no or unsure
    #[arg(long, value_parser = judgement)]
    judgement: Option<Judgement>,
    /// The judgement in words
    #[arg(long, value_name = "WORDS")]
    why: Option<String>,
    /// Whether children are at risk: yes or no
    #[arg(long, value_parser = yes_no)]
    children: Option<bool>,
    /// Whether a safeguarding referral was made: yes, no, or the day it was
    #[arg(long, value_name = "YES|NO|DATE")]
    safeguarding: Option<String>,
    /// Agency that assessed
    #[arg(long)]
    agency: Option<String>,
    /// Who assessed
    #[arg(long, value_name = "NAME")]
    assessor: Option<String>,
    /// Day it was done; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// List the assessments of a case, the newest first, with what changed each time.
#[derive(Debug, Args)]
pub struct Listing {
    /// Reference of the case
    case: String,
}

fn pair(typed: &str) -> Result<(String, String), String> {
    let (item, words) = typed.split_once('=').ok_or("write it as ITEM=WORDS")?;
    Ok((item.trim().to_owned(), words.trim().to_owned()))
}

fn judgement(typed: &str) -> Result<Judgement, String> {
    Judgement::parse(typed).ok_or_else(|| "one of yes, no, unsure".to_owned())
}

fn yes_no(typed: &str) -> Result<bool, String> {
    match Judgement::parse(typed) {
        Some(Judgement::Yes) => Ok(true),
        Some(Judgement::No) => Ok(false),
        _ => Err("one of yes, no".to_owned()),
    }
}

impl Assessing {
    /// The request it asks for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let case = find::case(session, &self.case)?;
        let today = session.now().today();
        let on = self.date.as_deref().map(|day| find::day(session, day)).transpose()?.unwrap_or(today);
        let tool = session.area().tool(&self.tool);
        let tool = tool.ok_or_else(|| {
            let known: Vec<&str> = session.area().tools.iter().map(|tool| tool.key.as_str()).collect();
            Failure::Refused(format!("no risk tool is called {}; there are {}", self.tool, known.join(", ")))
        })?;
        if tool.counts() && !self.says_items() {
            return Err(Failure::Usage(
                "say which items are answered yes, no or don't know: --yes injury,stalking --unknown money"
                    .to_owned(),
            ));
        }
        let (safeguarding, safeguarding_on) = self.safeguarded(session)?;
        let opened = self.opened.iter().map(|typed| opened(session, typed)).collect::<Result<_, _>>()?;
        let words = |text: &Option<String>| text.as_deref().map(private);
        Ok(Request::Assess(Box::new(Assess {
            answers: self.answers(tool)?,
            rest: (self.no.is_empty() && !self.items().is_empty() && tool.counts()).then_some(Answer::No),
            opened,
            judgement: self.judgement,
            rationale: words(&self.why),
            children: self.children,
            safeguarding,
            safeguarding_on,
            agency: self.agency.as_deref().map(|agency| find::agency(session, agency)).transpose()?,
            assessor: words(&self.assessor),
            result: words(&self.result),
            named: self.named.as_deref().map(clean),
            grade: self.grade,
            ..Assess::new(case.id, &tool.key, on)
        })))
    }

    /// Whether items were answered, or a grade stands for them.
    fn says_items(&self) -> bool {
        !self.items().is_empty() || !self.no.is_empty() || self.grade.is_some()
    }

    /// Items answered yes or don't know.
    fn items(&self) -> Vec<&String> {
        self.yes.iter().chain(&self.unknown).collect()
    }

    fn answers(&self, tool: &RiskTool) -> Result<Vec<Answered>, Failure> {
        let mut answers: Vec<Answered> = Vec::new();
        for (items, answer) in
            [(&self.yes, Answer::Yes), (&self.no, Answer::No), (&self.unknown, Answer::Unknown)]
        {
            for typed in items {
                answered(&mut answers, tool, typed)?.answer = Some(answer);
            }
        }
        for (typed, level) in &self.level {
            answered(&mut answers, tool, typed)?.answer = Some(on_level(tool, level)?);
        }
        for (typed, words) in &self.note {
            answered(&mut answers, tool, typed)?.note = Some(private(words));
        }
        for (typed, words) in &self.source {
            answered(&mut answers, tool, typed)?.source = Some(private(words));
        }
        if self.no.is_empty() && tool.counts() {
            // A note or a source alone leaves the answer to the rest: no.
            for said in answers.iter_mut().filter(|said| said.answer.is_none()) {
                said.answer = Some(Answer::No);
            }
        }
        Ok(answers)
    }

    fn safeguarded(&self, session: &Session) -> Result<(Option<bool>, Option<Date>), Failure> {
        match self.safeguarding.as_deref() {
            None => Ok((None, None)),
            Some(typed) => match yes_no(typed) {
                Ok(made) => Ok((Some(made), None)),
                Err(_) => Ok((Some(true), Some(find::day(session, typed)?))),
            },
        }
    }
}

/// What is said of the item that is meant: its key, or the beginning of its label when no other begins so.
fn answered<'a>(
    answers: &'a mut Vec<Answered>,
    tool: &RiskTool,
    typed: &str,
) -> Result<&'a mut Answered, Failure> {
    let key = item(tool, typed)?;
    let place = answers.iter().position(|said| said.item == key).unwrap_or_else(|| {
        answers.push(Answered { item: key, ..Answered::default() });
        answers.len() - 1
    });
    answers.get_mut(place).ok_or_else(Failure::unanswered)
}

fn item(tool: &RiskTool, typed: &str) -> Result<String, Failure> {
    let wanted = fold(typed);
    let typed = typed.trim();
    if let Some(item) = tool.item.iter().find(|item| item.key.eq_ignore_ascii_case(typed)) {
        return Ok(item.key.clone());
    }
    let begins: Vec<_> = tool.item.iter().filter(|item| fold(&item.label).starts_with(&wanted)).collect();
    match begins.as_slice() {
        [only] if !wanted.is_empty() => Ok(only.key.clone()),
        _ => {
            let known: Vec<&str> = tool.item.iter().map(|item| item.key.as_str()).collect();
            Err(Failure::Refused(format!("{} does not ask {typed}; it asks {}", tool.name, known.join(", "))))
        }
    }
}

fn on_level(tool: &RiskTool, typed: &str) -> Result<Answer, Failure> {
    let same = |place: &usize| {
        tool.level.get(*place).is_some_and(|level| {
            level.key.eq_ignore_ascii_case(typed) || level.label.eq_ignore_ascii_case(typed)
        })
    };
    let place = (0..tool.level.len()).find(same);
    place.and_then(|place| Answer::of(tool).get(place).copied()).ok_or_else(|| {
        let known: Vec<&str> = tool.level.iter().map(|level| level.key.as_str()).collect();
        Failure::Refused(format!("{} has no level {typed}; it has {}", tool.name, known.join(", ")))
    })
}

/// Yes answers to a tool that an item opened; its other items are a no.
fn opened(session: &Session, typed: &str) -> Result<(String, Vec<Answered>), Failure> {
    let (key, items) = typed.split_once(':').unwrap_or((typed, ""));
    let tool = session.area().tool(key.trim());
    let tool = tool.ok_or_else(|| Failure::Refused(format!("no risk tool is called {}", key.trim())))?;
    let yes = items.split(',').filter(|item| !item.trim().is_empty());
    let yes = yes.map(|typed| item(tool, typed)).collect::<Result<Vec<_>, _>>()?;
    let answers = tool.item.iter().map(|item| Answered {
        item: item.key.clone(),
        answer: Some(if yes.contains(&item.key) { Answer::Yes } else { Answer::No }),
        ..Answered::default()
    });
    Ok((tool.key.clone(), answers.collect()))
}

impl Listing {
    /// Prints them.
    pub fn run(&self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let case = find::case(session, &self.case)?;
        session.consulted(Some(case.id.uuid()), None)?;
        let Told::Assessing(story) = session.look(&Ask::Assessing(case.id))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(story.listed().map(|row| value(&story, row)).collect());
        }
        if story.assessments.is_empty() {
            out.say("none");
        }
        story.listed().try_for_each(|row| print(session, &story, row, out))
    }
}

fn print(session: &Session, story: &AssessStory, row: &Assessment, out: &mut Out) -> Result<(), Failure> {
    let by = row.agency.as_ref().map(|agency| format!(", by {}", session.area().agency_name(agency)));
    out.line(&format!("{} {}{}", show_numeric(row.on), story.headline(row), by.unwrap_or_default()))?;
    for line in story.told(row) {
        out.indented(2, &line)?;
    }
    for opened in story.opened_by(row) {
        out.indented(2, &story.headline(opened))?;
        story.told(opened).iter().try_for_each(|line| out.indented(4, line))?;
    }
    Ok(())
}

fn value(story: &AssessStory, row: &Assessment) -> Value {
    let words = |text: &Option<Private>| text.as_ref().map(|text| text.reveal().to_owned());
    let answers = row.answers.as_ref().map(|answers| answers.0.as_slice()).unwrap_or_default();
    let items: Vec<Value> = answers
        .iter()
        .map(|said| {
            json!({
                "item": said.item, "answer": said.answer.map(Answer::word),
                "source": words(&said.source), "note": words(&said.note),
            })
        })
        .collect();
    let changes = story.change_from_before(row).map(|changes| {
        changes
            .into_iter()
            .map(|change| {
                let was = change.was.word();
                json!({ "item": change.item, "change": change.kind.word(), "was": was, "now": change.now.word() })
            })
            .collect::<Vec<_>>()
    });
    json!({
        "tool": row.tool, "version": row.version, "on": row.on, "count": row.count, "of": row.out_of,
        "unknown": row.unknown, "grade": row.grade, "named": row.named, "result": words(&row.result),
        "threshold": row.threshold, "judgement": row.judgement.map(Judgement::word), "why": words(&row.rationale),
        "children": row.children, "safeguarding": row.safeguarding, "safeguarding_on": row.safeguarding_on,
        "agency": row.agency, "assessor": words(&row.assessor), "answers": items, "changes": changes,
        "opened": story.opened_by(row).map(|opened| value(story, opened)).collect::<Vec<_>>(),
    })
}
