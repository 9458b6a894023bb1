//! Printing what a list became: opposing roles first, then row by row, then what is to be corrected, then a summary.

use serde_json::{Value, json};

use super::failure::Failure;
use super::out::Out;
use crate::domain::referral::{Conclusion, Finding};
use crate::domain::rows::case::ReferralStanding;
use crate::service::import::{HISTORY_DAYS, History};
use crate::service::plan::{Plan, PlanCounts, PlanProblem, PlanRow, PlanStanding};

/// Prints a plan.
pub fn print(out: &mut Out, plan: &Plan, history: History) -> Result<(), Failure> {
    if out.wants_json() {
        out.json(plan.rows.iter().map(row_value).collect())?;
    } else {
        dangerous(out, plan)?;
        rows(out, plan)?;
        to_correct(out, plan)?;
        if !plan.more.is_empty() {
            plan.more.iter().try_for_each(|words| out.line(words))?;
            out.gap()?;
        }
    }
    summary(out, plan, history);
    Ok(())
}

/// Rows whose opposing roles share a telephone number or address, before anything else.
fn dangerous(out: &mut Out, plan: &Plan) -> Result<(), Failure> {
    let rows: Vec<&PlanRow> = plan.rows.iter().filter(|row| row.is_dangerous()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    out.line("!! CHECK BEFORE ANY CONTACT: victim and perpetrator may be reached in the same way")?;
    for row in rows {
        for conclusion in row.findings.iter().filter(|one| is_dangerous(one)) {
            let (field, reason) = (conclusion.field.label(), &conclusion.reason);
            out.line(&format!("!! row {} {}, {field}: {reason}", row.row, row.source))?;
        }
    }
    out.gap()
}

const fn is_dangerous(conclusion: &Conclusion) -> bool {
    matches!(conclusion.finding, Finding::SharedByOpposing(..))
}

/// Whether a finding says more than the row's standing does.
const fn is_told(conclusion: &Conclusion) -> bool {
    !matches!(conclusion.finding, Finding::New)
}

fn rows(out: &mut Out, plan: &Plan) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for row in &plan.rows {
        // An incident is taken in among hundreds; only what is odd about one is worth a line.
        if row.standing == PlanStanding::Taken && !plan.more.is_empty() {
            continue;
        }
        let told = row.findings.iter().filter(|one| is_told(one));
        let mut why: Vec<String> = told.map(|one| format!("{}: {}", one.field.label(), one.reason)).collect();
        why.extend(row.refused.clone());
        if row.standing == PlanStanding::Already {
            why.push(row.words.clone());
        }
        if row.heard {
            why.insert(0, "heard earlier".to_owned());
        }
        let mut why = why.into_iter();
        let mark = if row.is_dangerous() { "!! " } else { "" };
        lines.push([
            row.row.to_string(),
            row.source.clone(),
            row.case.clone().unwrap_or_default(),
            format!("{mark}{}", row.standing.word()),
            why.next().unwrap_or_default(),
        ]);
        lines.extend(why.map(|why| [String::new(), String::new(), String::new(), String::new(), why]));
    }
    if lines.is_empty() {
        return Ok(());
    }
    out.table(["ROW", "REFERENCE", "CASE", "WHAT", "WHY"], &lines)?;
    out.gap()
}

fn to_correct(out: &mut Out, plan: &Plan) -> Result<(), Failure> {
    let lines: Vec<[String; 5]> = plan
        .rows
        .iter()
        .flat_map(|row| {
            row.to_correct.iter().map(|problem| {
                [
                    row.row.to_string(),
                    row.source.clone(),
                    problem.field.to_owned(),
                    typed(problem),
                    format!("{}; {}", problem.what, problem.way_forward),
                ]
            })
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    out.line("To correct (convenor case correct CASE FIELD VALUE):")?;
    out.table(["ROW", "REFERENCE", "FIELD", "TYPED", "WHY"], &lines)?;
    out.gap()
}

fn typed(problem: &PlanProblem) -> String {
    let typed = problem.typed.reveal();
    if typed.is_empty() { "-".to_owned() } else { format!("\"{typed}\"") }
}

/// How many rows are what, and how history was told from work.
fn summary(out: &Out, plan: &Plan, history: History) {
    let counts = plan.counts();
    let mapping = plan.mapping.as_ref().map(|name| format!(", by the mapping {name}")).unwrap_or_default();
    out.say(&format!("{}{mapping}", plan.found));
    out.say(&sentence(&counts));
    if counts.heard > 0 && history == History::ByDate {
        out.say(&format!(
            "{} received more than {HISTORY_DAYS} days ago are taken as heard at an earlier meeting; \
             --waiting puts them before the next one, --heard takes every row so",
            counts.heard
        ));
    }
    if counts.dangerous > 0 {
        out.warn(&format!("{} where opposing roles share a telephone, address or e-mail", counts.dangerous));
    }
    if !plan.unread.is_empty() {
        out.warn(&format!("not read: {} (--preview shows each, --map corrects)", plan.unread.join(", ")));
    }
    out.say(match (plan.kept, counts.already + counts.refused == counts.rows) {
        (false, _) => "a dry run: nothing was taken in",
        (true, true) => "nothing was added",
        (true, false) => "taken in; `convenor undo` takes all of it back",
    });
}

fn sentence(counts: &PlanCounts) -> String {
    let fields = if counts.to_correct == 1 { "field" } else { "fields" };
    format!("{}; {} {fields} to correct", counts.in_words(), counts.to_correct)
}

/// A row as JSON; the names of the fields are kept stable.
fn row_value(row: &PlanRow) -> Value {
    json!({
        "row": row.row,
        "reference": row.source,
        "case": row.case,
        "standing": standing_word(row.standing),
        "heard": row.heard,
        "warning": row.is_dangerous(),
        "findings": row.findings.iter().map(finding_value).collect::<Vec<_>>(),
        "to_correct": row.to_correct.iter().map(|problem| json!({
            "field": problem.field,
            "typed": problem.typed.reveal(),
            "what": problem.what,
            "way_forward": problem.way_forward,
        })).collect::<Vec<_>>(),
        "refused": row.refused,
    })
}

const fn standing_word(standing: PlanStanding) -> &'static str {
    match standing {
        PlanStanding::Referral(ReferralStanding::ReReferred) => "new-after-window",
        PlanStanding::Referral(ReferralStanding::PossibleSame) => "possible-same-case",
        PlanStanding::Referral(standing) => standing.word(),
        PlanStanding::Taken => "taken-in",
        PlanStanding::Already => "already",
        PlanStanding::Refused => "refused",
    }
}

fn finding_value(conclusion: &Conclusion) -> Value {
    let finding = serde_json::to_value(&conclusion.finding).unwrap_or_default();
    let about = |name: &str| {
        let about = finding.get("about");
        let of = about.and_then(|about| about.get(name).or_else(|| about.get(1)?.get(name)));
        of.cloned().unwrap_or_default()
    };
    json!({
        "kind": finding.get("kind"),
        "field": conclusion.field.label(),
        "reason": conclusion.reason,
        "other_case": about("reference"),
        "other_received": about("received"),
    })
}
