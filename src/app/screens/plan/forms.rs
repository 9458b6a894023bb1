//! The forms of a delivery plan: an item, a figure, a comment, how it stands, closing it. Each names its item in its
//! title, so that what is filled in goes where it was opened for.

use uuid::Uuid;

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::Tag;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::request::{AddPlanItem, IndicatorTerms, PlanChange, Request};
use crate::domain::rows::plan::{Indicator, Milestone, PlanState, Rag};
use crate::service::ask::{IndicatorStory, PlanLine, PlanView};

const COMMENT: Tag = Tag(101);
const RAG: Tag = Tag(102);
const ACHIEVE: Tag = Tag(103);
const DROP: Tag = Tag(104);
const REOPEN: Tag = Tag(105);
const FIGURE: Tag = Tag(106);
const MET: Tag = Tag(107);
const MOVED: Tag = Tag(108);
const MILESTONE: Tag = Tag(109);
const INDICATOR: Tag = Tag(110);
const WORDING: Tag = Tag(111);

/// Priorities to choose from, or a line where they are free words.
fn priority(view: &PlanView) -> Field {
    if view.priorities.is_empty() {
        Field::line("priority", "Priority", "")
    } else {
        Field::choice("priority", "Priority", view.priorities.clone())
    }
}

fn owner(agencies: &[(String, String)]) -> Field {
    let mut choices = vec![(String::new(), "nobody yet".to_owned())];
    choices.extend(agencies.iter().cloned());
    Field::choice("owner", "Owner", choices).optional()
}

/// The form of a new item.
pub fn add(view: &PlanView, tag: Tag) -> Dialog {
    let mut fields = vec![
        priority(view),
        Field::line("objective", "Objective", ""),
        owner(&view.agencies),
        Field::line("post", "Post (no name)", "").optional(),
        Field::line("milestone", "First milestone", "").optional(),
        Field::date("due", "  due", None).optional(),
    ];
    fields.extend(indicator_fields(true));
    Dialog::form("Add an item to the plan", tag, fields)
}

fn indicator_fields(optional: bool) -> Vec<Field> {
    let words = Field::line("indicator", "Indicator", "");
    vec![
        if optional { words.optional() } else { words },
        Field::line("unit", "  counted in", "").optional(),
        Field::amount("baseline", "  baseline", "").optional(),
        Field::amount("target", "  target", "").optional(),
        Field::date("by", "  by", None).optional(),
    ]
}

fn typed(values: &Filled, name: &str) -> Option<String> {
    let text = values.text(name).map(|text| text.reveal().to_owned());
    text.or_else(|| values.choice(name).map(str::to_owned)).filter(|text| !text.is_empty())
}

fn terms(values: &Filled) -> Option<IndicatorTerms> {
    Some(IndicatorTerms {
        words: typed(values, "indicator")?,
        unit: typed(values, "unit"),
        baseline: values.amount("baseline"),
        target: values.amount("target"),
        by: values.date("by"),
        lower: None,
    })
}

/// The request of the form of a new item.
pub fn added(forum: Option<String>, values: &Filled) -> Option<Request> {
    let milestone = typed(values, "milestone").zip(values.date("due"));
    Some(Request::Plan(PlanChange::Add(Box::new(AddPlanItem {
        forum,
        priority: typed(values, "priority")?,
        objective: typed(values, "objective")?,
        owner: typed(values, "owner"),
        post: typed(values, "post"),
        on: None,
        milestones: milestone.into_iter().collect(),
        indicators: terms(values).into_iter().collect(),
    }))))
}

/// The form of a command about one item; nothing for any other command.
pub fn of_item(command: Command, line: &PlanLine, cx: &Cx) -> Option<Dialog> {
    let open = line.state == PlanState::Open;
    let on = || Field::date("on", "On", Some(cx.today()));
    let reason = |label: &str| Field::long("words", label, "");
    let dialog = |what: &str, tag, fields| Dialog::form(format!("{}: {what}", line.reference), tag, fields);
    let dialog = match command {
        Command::PlanComment => dialog("comment", COMMENT, vec![reason("What is said"), on()]),
        Command::PlanRag if open => {
            let mut choices: Vec<(String, String)> =
                Rag::ALL.iter().map(|rag| (rag.word().to_owned(), rag.word().to_owned())).collect();
            choices.sort_by_key(|(key, _)| line.rag.is_none_or(|rag| rag.word() != key));
            let suggests = line.suggested.as_ref();
            let what = suggests.map_or_else(
                || "how it stands".to_owned(),
                |(rag, _)| format!("how it stands (the figures suggest {rag})"),
            );
            dialog(&what, RAG, vec![Field::choice("rag", "Stands at", choices), reason("Why"), on()])
        }
        Command::PlanAchieve if open => dialog("achieved", ACHIEVE, vec![on(), reason("How").optional()]),
        Command::PlanDrop if open => dialog("dropped", DROP, vec![on(), reason("Why")]),
        Command::PlanReopen if !open => dialog("open again", REOPEN, vec![on(), reason("Why").optional()]),
        _ => return None,
    };
    Some(dialog.about(line.case.uuid()))
}

/// The figure of an indicator.
pub fn figure(line: &PlanLine, indicator: &IndicatorStory, cx: &Cx) -> Dialog {
    let unit = indicator.row.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let title = format!("{}: {}", line.reference, indicator.row.words);
    let fields = vec![
        Field::amount("value", &format!("Figure{unit}"), ""),
        Field::date("on", "Of the day", Some(cx.today())),
    ];
    Dialog::form(title, FIGURE, fields).about(indicator.row.id.uuid())
}

/// A milestone was reached.
pub fn met(line: &PlanLine, milestone: &Milestone, cx: &Cx) -> Dialog {
    let title = format!("{}: milestone reached", line.reference);
    let field = Field::date("met", "Reached on", Some(cx.today()));
    Dialog::form(title, MET, vec![field]).about(milestone.id.uuid())
}

/// A milestone is moved.
pub fn moved(line: &PlanLine, milestone: &Milestone) -> Dialog {
    let title = format!("{}: milestone moved", line.reference);
    let fields = vec![Field::date("due", "To", Some(milestone.due)), Field::long("words", "Why", "")];
    Dialog::form(title, MOVED, fields).about(milestone.id.uuid())
}

/// A further milestone.
pub fn milestone(line: &PlanLine) -> Dialog {
    let fields = vec![Field::line("milestone", "Milestone", ""), Field::date("due", "Due", None)];
    Dialog::form(format!("{}: add a milestone", line.reference), MILESTONE, fields).about(line.case.uuid())
}

/// A further indicator.
pub fn indicator(line: &PlanLine) -> Dialog {
    let title = format!("{}: add an indicator", line.reference);
    Dialog::form(title, INDICATOR, indicator_fields(false)).about(line.case.uuid())
}

/// What the item says.
pub fn wording(line: &PlanLine, post: Option<&str>) -> Dialog {
    let fields = vec![
        Field::line("objective", "Objective", &line.objective),
        Field::line("owner", "Owner (agency's short word)", "").optional(),
        Field::line("post", "Post (no name)", post.unwrap_or("")).optional(),
    ];
    Dialog::form(format!("{}: what it says", line.reference), WORDING, fields).about(line.case.uuid())
}

/// The request of a form that was filled in.
pub fn filled(tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
    let about = about?;
    let case = Id::new(about);
    let words = values.text("words");
    let close =
        |state| Some(PlanChange::Close { case, state, on: values.date("on")?, reason: words.clone() });
    let change = match tag {
        COMMENT => PlanChange::AddComment { case, on: values.date("on")?, words: words? },
        RAG => PlanChange::SetRag {
            case,
            on: values.date("on")?,
            rag: Rag::parse(values.choice("rag")?)?,
            reason: words?,
        },
        ACHIEVE => close(PlanState::Achieved)?,
        DROP => close(PlanState::Dropped)?,
        REOPEN => close(PlanState::Open)?,
        FIGURE => PlanChange::AddFigure {
            indicator: Id::<Indicator>::new(about),
            on: values.date("on")?,
            value: values.amount("value")?,
        },
        MET | MOVED => PlanChange::SetMilestone {
            milestone: Id::<Milestone>::new(about),
            met: values.date("met"),
            due: values.date("due"),
            reason: words,
        },
        MILESTONE => {
            PlanChange::AddMilestone { case, words: typed(values, "milestone")?, due: values.date("due")? }
        }
        INDICATOR => PlanChange::AddIndicator { case, terms: terms(values)? },
        WORDING => PlanChange::Reword {
            case,
            priority: None,
            objective: typed(values, "objective"),
            owner: typed(values, "owner").map(|owner| owner.to_lowercase()),
            post: typed(values, "post"),
        },
        _ => return None,
    };
    Some(Request::Plan(change))
}
