//! `convenor subject show`: one subject on one page, as text or as one object.

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::profile::{self, FIELDS};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::Scored;
use crate::service::ask::{Answer, Ask, CaseStory};
use crate::service::profile_page::{Spot, page};
use crate::service::subjects::SubjectStory;

/// Columns of the words that say what a line is.
const LABEL: usize = 14;

/// Shows a subject.
pub fn show(session: &Session, case: Id<Case>, out: &mut Out) -> Result<(), Failure> {
    let Answer::Subject(story, subject) = session.look(&Ask::Subject(case))? else {
        return Err(Failure::unanswered());
    };
    if out.wants_json() {
        return out.json(value(&story, &subject));
    }
    out.line(&format!("{}, {}", story.case.reference, subject.forum))?;
    let mut checks = 0;
    for line in page(&story, &subject, session.now().today(), &|text: &Private| text.reveal().to_owned()) {
        // Checks to be done are numbered, so that one can be named when it is done.
        let number = if matches!(line.spot, Some(Spot::Check(_))) {
            checks += 1;
            format!("{checks}. ")
        } else {
            String::new()
        };
        let label = format!("{:LABEL$}", line.label);
        out.indented(0, &format!("{label}{number}{}", line.text).replace('\n', " "))?;
    }
    Ok(())
}

fn scored(score: &Scored) -> Value {
    json!({
        "moment": score.moment,
        "scheme": score.scheme,
        "on": score.on.to_string(),
        "total": score.total,
        "rank": score.rank,
        "parts": score.parts.0.iter().map(|(letter, points)| (letter.clone(), *points)).collect::<std::collections::BTreeMap<_, _>>(),
        "inputs": score.inputs.reveal(),
        "imported": score.imported,
    })
}

fn value(story: &CaseStory, subject: &SubjectStory) -> Value {
    let text = |text: &Option<Private>| text.as_ref().map(|text| text.reveal().to_owned());
    let moves: Vec<Value> = subject
        .moves
        .iter()
        .rev()
        .map(|row| {
            json!({
                "number": row.number,
                "stage": row.stage,
                "before": row.before,
                "on": row.on.to_string(),
                "by": text(&row.by),
                "ground": row.ground,
                "reason": row.reason.reveal(),
                "score": row.score,
                "scheme": row.scheme,
                "answers": row.answers.0.iter().map(|(key, words)| (key.clone(), words.reveal().to_owned())).collect::<std::collections::BTreeMap<_, _>>(),
                "lacking": row.lacking.0,
                "override": text(&row.overridden),
            })
        })
        .collect();
    let lines: Vec<Value> = FIELDS
        .iter()
        .flat_map(|row| profile::standing(row, &subject.profile))
        .map(|line| {
            json!({
                "field": line.key,
                "answer": line.answer,
                "words": line.words.reveal(),
                "agency": line.agency,
                "on": line.on.to_string(),
            })
        })
        .collect();
    json!({
        "case": story.case.reference,
        "forum": subject.forum,
        "subject": story.parties.first().map(|party| party.person.listed().reveal().to_owned()),
        "stage": subject.stage,
        "next": subject.stage.row().to,
        "rank": subject.rank,
        "rank_before": subject.before,
        "police_lists": subject.listed.iter().map(|row| json!({ "list": row.list.to_string(), "rank": row.rank, "total": row.total })).collect::<Vec<_>>(),
        "reviewed": subject.reviewed.map(|(last, due)| json!({ "last": last.to_string(), "due": due.to_string() })),
        "score": subject.latest.as_ref().map(scored),
        "entry": subject.entry.as_ref().map(scored),
        "change": subject.change,
        "change_in_words": subject.change_said,
        "beside": subject.beside.map(|beside| json!({
            "since": beside.since.to_string(),
            "days": beside.days,
            "incidents_after": beside.after,
            "incidents_before": beside.before,
            "days_in_custody": beside.custody,
        })),
        "concluded": subject.concluded.iter().map(|one| json!({ "definition": one.key, "label": one.label, "finds": one.finds.word(), "met": one.met, "basis": one.basis })).collect::<Vec<_>>(),
        "asserted": subject.assertions.iter().map(|row| json!({ "claim": row.claim, "definition": row.definition, "agency": row.agency, "on": row.on.to_string(), "basis": row.basis.reveal() })).collect::<Vec<_>>(),
        "told": subject.told.iter().map(|row| json!({ "told": row.told, "on": row.on.to_string(), "by": row.by, "method": text(&row.method), "checked": row.checked.map(|day| day.to_string()), "checked_by": row.checked_by, "override": text(&row.overridden) })).collect::<Vec<_>>(),
        "checks": subject.checks.iter().map(|check| json!({ "kind": check.kind, "months": check.months, "due": check.due.to_string(), "open": check.open, "done": check.done.map(|day| day.to_string()), "by": check.by, "words": text(&check.words) })).collect::<Vec<_>>(),
        "profile": lines,
        "victims": subject.victims.iter().map(|line| json!({ "reference": line.reference, "incidents": line.incidents, "latest": line.latest.to_string() })).collect::<Vec<_>>(),
        "linked": subject.linked.iter().map(|case| json!({ "case": case.reference, "forum": case.forum, "state": case.state, "live_actions": case.actions.len() })).collect::<Vec<_>>(),
        "actions": story.actions.iter().map(|line| json!({ "action": line.action.reference, "agency": line.agency, "words": line.action.words.reveal(), "standing": line.standing })).collect::<Vec<_>>(),
        "moves": moves,
    })
}
