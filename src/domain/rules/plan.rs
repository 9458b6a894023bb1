//! Items of a delivery plan: adding one, its milestones, indicators, figures and comments, how it stands, closing it.

use jiff::civil::Date;

use super::asked::{chosen, known_agency, past};
use super::{Context, Decision, about, said};
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::plan::suggestion;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddPlanItem, IndicatorTerms, PlanChange};
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::plan::{Comment, Figure, Indicator, Milestone, PlanItem, PlanState, Rag, Standing};
use crate::domain::tools::forum::{CaseKind, Forum};

/// Carries a change out.
pub fn change(cx: &mut Context<'_>, asked: PlanChange) -> Result<Decision, Refusal> {
    match asked {
        PlanChange::Add(asked) => add(cx, *asked),
        PlanChange::Reword { case, priority, objective, owner, post } => {
            reword(cx, case, Wording { priority, objective, owner, post })
        }
        PlanChange::AddMilestone { case, words, due } => {
            let mut changes = cx.changes();
            let (case, _) = open(&changes, case)?;
            let row = milestone(cx, &case, &words, due)?;
            changes.store(&row);
            done(changes, &case, &format!("milestone of {} added", show_day_year(due)))
        }
        PlanChange::SetMilestone { milestone, met, due, reason } => {
            set_milestone(cx, milestone, met, due, reason)
        }
        PlanChange::AddIndicator { case, terms } => {
            let mut changes = cx.changes();
            let (case, _) = open(&changes, case)?;
            let row = indicator(cx, &case, terms)?;
            changes.store(&row);
            done(changes, &case, "indicator added")
        }
        PlanChange::AddFigure { indicator, on, value } => {
            let mut changes = cx.changes();
            let row: Indicator = changes.get(indicator)?;
            let (case, _) = open(&changes, row.case)?;
            past(cx, on)?;
            changes.store(&Figure { id: cx.id(), case: case.id, indicator, on, value, at: cx.now });
            done(changes, &case, &format!("figure of {} kept", show_day_year(on)))
        }
        PlanChange::AddComment { case, on, words } => {
            let mut changes = cx.changes();
            let (case, _) = item(&changes, case)?;
            said(&words, "the comment")?;
            past(cx, on)?;
            changes.store(&Comment { id: cx.id(), case: case.id, on, words, at: cx.now });
            done(changes, &case, "comment kept")
        }
        PlanChange::SetRag { case, on, rag, reason } => set_rag(cx, case, on, rag, reason),
        PlanChange::Close { case, state, on, reason } => close(cx, case, state, on, reason),
    }
}

fn done(changes: Changes<'_>, case: &Case, what: &str) -> Result<Decision, Refusal> {
    let reply = Reply::said(format!("{}: {what}", case.reference)).naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::PlanChanged, about(case), None, reply)
}

/// An item with its case.
fn item(changes: &Changes<'_>, case: Id<Case>) -> Result<(Case, PlanItem), Refusal> {
    let case: Case = changes.get(case)?;
    let item = changes.find::<PlanItem>("case", &case.id)?.into_iter().next();
    let item =
        item.ok_or_else(|| Refusal::rule(format!("{} is no item of a delivery plan", case.reference)))?;
    Ok((case, item))
}

/// An item that is open.
fn open(changes: &Changes<'_>, case: Id<Case>) -> Result<(Case, PlanItem), Refusal> {
    let (case, item) = item(changes, case)?;
    if item.state != PlanState::Open {
        return Err(Refusal::rule(format!(
            "{} is {}; open it again to change it",
            case.reference, item.state
        )));
    }
    Ok((case, item))
}

fn filled(text: &str, what: &str) -> Result<String, Refusal> {
    match text.trim() {
        "" => Err(Refusal::rule(format!("{what} is empty"))),
        text => Ok(text.to_owned()),
    }
}

/// Takes an item into the plan, with what came along.
fn add(cx: &mut Context<'_>, asked: AddPlanItem) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case = taken(cx, &mut changes, asked)?;
    done(changes, &case, "added to the plan")
}

/// Stores an item with what came along.
pub(super) fn taken(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    asked: AddPlanItem,
) -> Result<Case, Refusal> {
    let area = cx.area()?;
    let forum = match &asked.forum {
        Some(name) => area.forum(name)?,
        None => area.forum_of(CaseKind::Plan)?,
    };
    if forum.case_kind != CaseKind::Plan {
        return Err(Refusal::rule(format!(
            "{} has no delivery plan: each of its cases is a {}",
            forum.code,
            forum.case_kind.word()
        )));
    }
    let on = asked.on.unwrap_or(cx.today());
    past(cx, on)?;
    known_agency(cx, asked.owner.as_deref())?;
    let case = new_case(cx, changes, forum, on)?;
    changes.store(&case);
    let row = PlanItem {
        id: cx.id(),
        case: case.id,
        priority: priority(forum, &asked.priority)?,
        objective: filled(&asked.objective, "the objective")?,
        owner: asked.owner,
        post: asked.post.filter(|post| !post.trim().is_empty()),
        state: PlanState::Open,
        closed: None,
        reason: None,
    };
    changes.store(&row);
    for (words, due) in &asked.milestones {
        let row = milestone(cx, &case, words, *due)?;
        changes.store(&row);
    }
    for terms in asked.indicators {
        let row = indicator(cx, &case, terms)?;
        changes.store(&row);
    }
    Ok(case)
}

/// Items have a series of their own, so that cases about people have no gaps: "LAN-SG-0007".
fn new_case(cx: &mut Context<'_>, changes: &Changes<'_>, forum: &Forum, on: Date) -> Result<Case, Refusal> {
    let series = format!("{}-{}", cx.area()?.code, forum.code);
    let number = changes.next_number::<Case>("series", &series, "number")?;
    Ok(Case {
        id: cx.id(),
        forum: forum.key.clone(),
        reference: format!("{series}-{number:04}"),
        series,
        number,
        state: CaseState::Referred,
        opened: on,
        last_referred: on,
        whereabouts: None,
        linked: None,
        whereabouts_on: None,
        whereabouts_source: None,
    })
}

/// The priority's key where the forum lists some; the words where it lists none.
fn priority(forum: &Forum, typed: &str) -> Result<String, Refusal> {
    if forum.priority.is_empty() {
        return filled(typed, "the priority");
    }
    chosen(&forum.priority, typed, "priority").map(|choice| choice.key.clone())
}

struct Wording {
    priority: Option<String>,
    objective: Option<String>,
    owner: Option<String>,
    post: Option<String>,
}

fn reword(cx: &Context<'_>, case: Id<Case>, to: Wording) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, mut row) = open(&changes, case)?;
    let forum = cx.area()?.forum(&case.forum)?;
    known_agency(cx, to.owner.as_deref())?;
    if let Some(typed) = to.priority {
        row.priority = priority(forum, &typed)?;
    }
    if let Some(objective) = to.objective {
        row.objective = filled(&objective, "the objective")?;
    }
    row.owner = to.owner.or(row.owner);
    row.post = to.post.or(row.post).filter(|post| !post.trim().is_empty());
    changes.store(&row);
    done(changes, &case, "changed")
}

fn milestone(cx: &mut Context<'_>, case: &Case, words: &str, due: Date) -> Result<Milestone, Refusal> {
    Ok(Milestone { id: cx.id(), case: case.id, words: filled(words, "the milestone")?, due, met: None })
}

/// Less is better when the target is below the baseline, or is said so.
fn indicator(cx: &mut Context<'_>, case: &Case, terms: IndicatorTerms) -> Result<Indicator, Refusal> {
    let told = terms.baseline.zip(terms.target).filter(|(from, to)| from != to).map(|(from, to)| to < from);
    if let (Some(said), Some(told)) = (terms.lower, told)
        && said != told
    {
        let way = if told { "below" } else { "above" };
        return Err(Refusal::rule(format!(
            "the target lies {way} the baseline, and the other way is said to be better"
        )));
    }
    Ok(Indicator {
        id: cx.id(),
        case: case.id,
        words: filled(&terms.words, "what the indicator counts")?,
        unit: terms.unit.filter(|unit| !unit.trim().is_empty()),
        baseline: terms.baseline,
        target: terms.target,
        by: terms.by,
        lower: terms.lower.or(told).unwrap_or(false),
    })
}

/// Reached, or moved to another day; moving one is kept as a comment with its reason.
fn set_milestone(
    cx: &mut Context<'_>,
    id: Id<Milestone>,
    met: Option<Date>,
    due: Option<Date>,
    reason: Option<Private>,
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row: Milestone = changes.get(id)?;
    let (case, _) = open(&changes, row.case)?;
    if let Some(met) = met {
        past(cx, met)?;
        row.met = Some(met);
    }
    let what = match due.filter(|due| *due != row.due) {
        None => "milestone reached".to_owned(),
        Some(due) => {
            let reason = reason.filter(|reason| !reason.reveal().trim().is_empty());
            let reason = reason.ok_or_else(|| Refusal::rule("say why the milestone is moved"))?;
            let words = format!(
                "milestone moved from {} to {}: {}",
                show_day_year(row.due),
                show_day_year(due),
                reason.reveal()
            );
            changes.store(&Comment {
                id: cx.id(),
                case: case.id,
                on: cx.today(),
                words: words.into(),
                at: cx.now,
            });
            row.due = due;
            format!("milestone moved to {}", show_day_year(due))
        }
    };
    changes.store(&row);
    done(changes, &case, &what)
}

/// What a person says stands; what the figures suggest is kept beside it and said when it differs.
fn set_rag(
    cx: &mut Context<'_>,
    case: Id<Case>,
    on: Date,
    rag: Rag,
    reason: Private,
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, _) = open(&changes, case)?;
    said(&reason, "the reason")?;
    past(cx, on)?;
    let suggested = suggestion(
        &changes.find::<Milestone>("case", &case.id)?,
        &changes.find::<Indicator>("case", &case.id)?,
        &changes.find::<Figure>("case", &case.id)?,
        case.opened,
        on,
    );
    changes.store(&Standing {
        id: cx.id(),
        case: case.id,
        on,
        rag,
        reason,
        suggested: suggested.as_ref().map(|(rag, _)| *rag),
        at: cx.now,
    });
    let mut decision = done(changes, &case, &format!("stands at {rag}"))?;
    if let Some((other, why)) = suggested.filter(|(other, _)| *other != rag) {
        decision.reply.warnings.push(format!("the figures suggest {other}: {why}"));
    }
    Ok(decision)
}

/// Achieves, drops or opens an item again. One that is closed comes to no further meeting.
fn close(
    cx: &mut Context<'_>,
    case: Id<Case>,
    state: PlanState,
    on: Date,
    reason: Option<Private>,
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (mut case, mut row) = item(&changes, case)?;
    if row.state == state {
        return Err(Refusal::rule(format!("{} is {state} already", case.reference)));
    }
    past(cx, on)?;
    if on < case.opened {
        return Err(Refusal::rule(format!(
            "{} came into the plan on {}",
            case.reference,
            show_day_year(case.opened)
        )));
    }
    let reason = reason.filter(|reason| !reason.reveal().trim().is_empty());
    if state == PlanState::Dropped && reason.is_none() {
        return Err(Refusal::rule(format!("say why {} is dropped", case.reference)));
    }
    let mut warnings = Vec::new();
    if state == PlanState::Achieved {
        let open =
            changes.find::<Milestone>("case", &case.id)?.iter().filter(|row| row.met.is_none()).count();
        if open > 0 {
            warnings.push(format!(
                "{} not marked as reached",
                super::meeting::counted(open, "milestone", "milestones")
            ));
        }
    }
    row.state = state;
    row.closed = (state != PlanState::Open).then_some(on);
    row.reason = reason;
    case.state = if state == PlanState::Open { CaseState::Referred } else { CaseState::Closed };
    changes.store(&row);
    changes.store(&case);
    let mut decision =
        done(changes, &case, if state == PlanState::Open { "opened again" } else { state.word() })?;
    decision.reply.warnings = warnings;
    Ok(decision)
}
