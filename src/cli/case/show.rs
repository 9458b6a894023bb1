//! `convenor case show`: one case, whole, as text or as one object.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::elsewhere::{forum_value, forum_words};
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Happening, HappeningEnd, PartyRole, Referral};
use crate::service::ask::{Answer, Ask, CaseStory, Hearing, PartyLine};

/// Shows a case.
pub fn show(session: &Session, case: Id<Case>, out: &mut Out) -> Result<(), Failure> {
    let Answer::Case(story) = session.look(&Ask::Case(case))? else { return Err(Failure::unanswered()) };
    if out.wants_json() {
        return out.json(value(&story));
    }
    people(session, &story, out)?;
    beside(&story, out)?;
    to_look_at(&story, out)?;
    section(out, "Referrals", &story.referrals, |row| referral_words(session, row))?;
    section(out, "Assessments", &story.assessments, assessment_words)?;
    section(out, "Scores", &story.scores, |row| {
        let parts: Vec<String> =
            row.parts.0.iter().map(|(letter, points)| format!("{letter} {points}")).collect();
        let (on, total, inputs) = (show_numeric(row.on), row.total, row.inputs.reveal());
        format!("{on}, {}: {total} ({}), {}; {inputs}", row.moment, parts.join(", "), row.scheme)
    })?;
    section(out, "Nominations", &story.nominations, |row| {
        let nominal = row.nominal.as_deref().unwrap_or("no nominal reference");
        format!(
            "{}, {nominal}: {} by {}",
            show_numeric(row.on),
            row.source,
            session.area().agency_name(&row.agency)
        )
    })?;
    section(out, "Incidents", &story.incidents, |row| {
        format!("{}: {}, {}", show_numeric(row.on), row.offence, row.role)
    })?;
    let dates: Vec<_> = (1..).zip(&story.happenings).collect();
    section(out, "Dates", &dates, |(number, row): &(usize, &Happening)| {
        format!("{number}. {}: {}", show_numeric(row.on), row.told(row.words.reveal()))
    })?;
    first_contact(session, &story, out)?;
    let mut documents = story.attachments.clone();
    documents.sort_by_key(|document| document.id);
    let numbered: Vec<(usize, _)> = (1..).zip(documents).collect();
    section(out, "Documents (convenor case attachment show CASE NUMBER)", &numbered, |(number, row)| {
        let from = row.supplier.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
        let (received, name) = (show_numeric(row.received), row.name.reveal());
        format!("{number}  {}{from}, received {received}: {name}", row.kind)
    })?;
    section(out, "Victim's views and wishes", &story.views, |row| {
        let agency = session.area().agency_name(&row.agency);
        format!("{} ({agency}): {}", show_numeric(row.on), row.words.reveal())
    })?;
    section(out, "Conflicts", &story.walls, |row| {
        format!("{} takes no part: {}", session.area().agency_name(&row.agency), row.reason.reveal())
    })?;
    section(out, "Actions", &story.actions, |line| {
        let action = &line.action;
        format!("{} {}: {} ({})", action.reference, line.agency, action.words.reveal(), line.standing)
    })?;
    services(session, &story, out)?;
    story.hearings.iter().try_for_each(|hearing| heard(session, hearing, out))
}

/// The flag, needs no service meets, and referrals to services.
fn services(session: &Session, story: &CaseStory, out: &mut Out) -> Result<(), Failure> {
    let flag: Vec<_> = story.flag.iter().collect();
    section(out, "Flag and tag", &flag, |told| {
        let why = told.why.as_ref().map(|why| format!("; {}", why.reveal())).unwrap_or_default();
        let set =
            if told.set.is_empty() { String::new() } else { format!("; set by {}", told.set.join(", ")) };
        format!("{}{why}{set}", told.words(show_numeric, session.now().today()))
    })?;
    section(out, "Needs no service meets", &story.needs, |line| {
        let met = line.row.met.map(|met| format!(", met {}", show_numeric(met))).unwrap_or_default();
        let said = line.row.words.as_ref().map(|words| format!("; {}", words.reveal())).unwrap_or_default();
        format!("{}, since {}{met}{said}", line.words(), show_numeric(line.row.on))
    })?;
    section(out, "Referrals to services (convenor case pathway list CASE)", &story.pathways, |line| {
        let stands = line.row.end.map_or_else(|| line.row.state().to_string(), |end| end.to_string());
        format!("{} ({}): {stands}", line.row.name, line.row.whom)
    })
}

fn people(session: &Session, story: &CaseStory, out: &mut Out) -> Result<(), Failure> {
    let case = &story.case;
    let forum = session.area().forum(&case.forum).map_or(case.forum.as_str(), |forum| forum.name.as_str());
    out.line(&format!("{}, {forum}: {}", case.reference, case.state))?;
    let referred = show_numeric(case.last_referred);
    out.line(&format!("opened {}, last referred {referred}", show_numeric(case.opened)))?;
    for party in &story.parties {
        out.line(&party_words(party))?;
        for contact in &party.contacts {
            let safe = contact.safe.as_ref().map(|safe| format!(" (safe: {})", safe.reveal()));
            let safe = safe.unwrap_or_default();
            out.indented(2, &format!("{}: {}{safe}", contact.kind, contact.value.reveal()))?;
        }
    }
    if let Some(now) = &story.now {
        let basis = now.basis(session.now().today());
        let basis = if basis.is_empty() { basis } else { format!(" ({basis})") };
        out.line(&format!("where the perpetrator is: {}{basis}", now.words.reveal()))?;
    }
    if !story.children.is_empty() {
        let ages: Vec<String> =
            story.children.iter().map(|child| child_words(child, session.now().today())).collect();
        out.line(&format!("children: {} ({})", story.children.len(), ages.join(", ")))?;
    }
    Ok(())
}

/// A child by age, or by the day expected; names stay with the form.
fn child_words(child: &Child, today: Date) -> String {
    match (child.age_on(today), child.expected) {
        (Some(age), _) => age.to_string(),
        (None, Some(expected)) => format!("expected {}", show_numeric(expected)),
        (None, None) => "?".to_owned(),
    }
}

/// First contact, or that there was none yet.
fn first_contact(session: &Session, story: &CaseStory, out: &mut Out) -> Result<(), Failure> {
    if story.contacts.is_empty() {
        if story.parties.iter().any(|party| party.role == PartyRole::Victim) {
            out.gap()?;
            out.line("First contact with the victim: none yet")?;
        }
        return Ok(());
    }
    section(out, "Contact with the victim", &story.contacts, |row| {
        let agency = session.area().agency_name(&row.agency);
        let reached = if row.reached { "" } else { ", not reached" };
        let words = row.words.as_ref().map(|words| format!(": {}", words.reveal())).unwrap_or_default();
        format!("{} ({agency}, {}{reached}){words}", show_numeric(row.on), row.how)
    })
}

/// What to check before contact, the other side, what it would be by now, other forums.
fn beside(story: &CaseStory, out: &mut Out) -> Result<(), Failure> {
    let beside = &story.beside;
    section(out, "Before any contact", &beside.cautions, |caution| {
        format!("{}: {}", caution.role, caution.words)
    })?;
    section(out, "Counter-allegations", &beside.other_side, |(_, reference)| {
        format!("{reference} names the same people the other way round")
    })?;
    let by_now: Vec<&String> = beside.by_now.iter().collect();
    section(out, "By today's record", &by_now, |words| (*words).clone())?;
    section(out, "The same people in another forum", &beside.elsewhere, forum_words)
}

fn party_words(party: &PartyLine) -> String {
    let mut words = format!("{}: {}", party.role, party.person.listed().reveal());
    if let Some(born) = party.person.born {
        words.push_str(&format!(", born {}", show_numeric(born)));
    }
    if let Some(age) = party.age {
        words.push_str(&format!(" ({age})"));
    }
    if let Some(died) = party.person.died {
        words.push_str(&format!(", died {}", show_numeric(died)));
    }
    if let Some(relationship) = &party.relationship {
        words.push_str(&format!(", {relationship}"));
    }
    if !party.aliases.is_empty() {
        let aliases: Vec<&str> = party.aliases.iter().map(Private::reveal).collect();
        words.push_str(&format!("; also {}", aliases.join(", ")));
    }
    words
}

/// What somebody has to look at: numbered, so that it can be settled; and what is to be corrected.
fn to_look_at(story: &CaseStory, out: &mut Out) -> Result<(), Failure> {
    let mut open: Vec<_> = story.findings.iter().filter(|finding| finding.open).collect();
    open.sort_by_key(|finding| finding.id);
    if !open.is_empty() {
        out.gap()?;
        out.line("To look at:")?;
        for (number, finding) in (1..).zip(open) {
            out.indented(2, &format!("{number}. {}: {}", finding.kind, finding.words.reveal()))?;
        }
    }
    let open: Vec<_> = story.to_correct.iter().filter(|field| field.open).collect();
    section(out, "To correct", &open, |field| {
        format!("{}: \"{}\" {}", field.field, field.typed.reveal(), field.problem)
    })
}

fn section<T>(out: &mut Out, head: &str, rows: &[T], words: impl Fn(&T) -> String) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    out.gap()?;
    out.line(&format!("{head}:"))?;
    rows.iter().try_for_each(|row| out.indented(2, &words(row)))
}

fn referral_words(session: &Session, row: &Referral) -> String {
    let basis = row.basis.as_ref().map(|basis| format!(": {}", basis.reveal())).unwrap_or_default();
    let agency = session.area().agency_name(&row.agency);
    let heard = if row.heard { "heard" } else { "waits" };
    let head = format!("{} by {agency}, {}{basis}; {heard}", show_numeric(row.received), row.standing);
    if row.reason.is_empty() {
        head
    } else {
        format!("{head}\n  {}", row.reason.reveal().replace('\n', "\n  "))
    }
}

fn assessment_words(row: &Assessment) -> String {
    format!("{}: {} {}", show_numeric(row.on), row.tool, row.outcome())
}

fn heard(session: &Session, hearing: &Hearing, out: &mut Out) -> Result<(), Failure> {
    let name = |key: &Option<String>| {
        key.as_deref().map_or("-".to_owned(), |key| session.area().agency_name(key).to_owned())
    };
    out.gap()?;
    let item = &hearing.item;
    out.line(&format!("{}, item {}: {}", hearing.meeting.reference, item.position, item.state))?;
    if let Some(why) = &item.deferred {
        out.indented(2, &format!("deferred: {}", why.reveal()))?;
    }
    if let Some(there) = hearing.present_words(|key| session.area().agency_said(key).to_owned()) {
        out.indented(2, &format!("present: {there}"))?;
    }
    for row in &hearing.information {
        let kind = format!("{}: {} {}", name(&row.agency), row.kind, row.words.reveal());
        out.indented(2, kind.trim_end())?;
    }
    for row in &hearing.risks {
        out.indented(2, &format!("risk to {}: {}", row.whom, row.words.reveal()))?;
    }
    for row in &hearing.notes {
        out.indented(2, &format!("note: {}", row.words.reveal()))?;
    }
    if let Some(decision) = &hearing.decision {
        out.indented(
            2,
            &format!("decision: {}; why: {}", decision.decision.reveal(), decision.why.reveal()),
        )?;
        for considered in &decision.considered.0 {
            out.indented(2, &format!("considered and not done: {}", considered.reveal()))?;
        }
        if decision.feedback_by.is_some() {
            let how = decision.feedback_how.as_ref().map(Private::reveal).unwrap_or_default();
            out.indented(2, &format!("feedback to victim: {} {how}", name(&decision.feedback_by)))?;
        }
    }
    Ok(())
}

fn value(story: &CaseStory) -> Value {
    let case = &story.case;
    json!({
        "case": case.reference,
        "forum": case.forum,
        "state": case.state.word(),
        "opened": case.opened,
        "last_referred": case.last_referred,
        "whereabouts": story.now.as_ref().map(|now| json!({
            "words": now.words, "date": now.on, "source": now.source, "implied": now.implied,
        })),
        "dates": story.happenings.iter().map(|row| json!({
            "kind": row.kind.word(), "date": row.on, "time": row.time, "which": row.which, "words": row.words,
            "source": row.source, "said": row.said_on, "ended": row.ended.map(HappeningEnd::word),
        })).collect::<Vec<_>>(),
        "first_contact": story.contacts.iter().map(|row| json!({
            "date": row.on, "agency": row.agency, "how": row.how, "reached": row.reached, "words": row.words,
        })).collect::<Vec<_>>(),
        "before_contact": story.beside.cautions.iter()
            .map(|caution| json!({ "role": caution.role.word(), "words": caution.words })).collect::<Vec<_>>(),
        "counter_allegations": story.beside.other_side.iter().map(|(_, reference)| reference).collect::<Vec<_>>(),
        "by_now": story.beside.by_now,
        "elsewhere": story.beside.elsewhere.iter().map(forum_value).collect::<Vec<_>>(),
        "parties": story.parties.iter().map(party_value).collect::<Vec<_>>(),
        "children": story.children.iter().map(|row| json!({ "age": row.age, "name": row.name })).collect::<Vec<_>>(),
        "referrals": story.referrals.iter().map(referral_value).collect::<Vec<_>>(),
        "assessments": story.assessments.iter().map(|row| json!({
            "date": row.on, "tool": row.tool, "count": row.count, "not_known": row.unknown, "grade": row.grade,
        })).collect::<Vec<_>>(),
        "scores": story.scores.iter().map(|row| json!({
            "date": row.on, "moment": row.moment.word(), "scheme": row.scheme, "total": row.total,
            "parts": row.parts.0.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "inputs": row.inputs,
        })).collect::<Vec<_>>(),
        "nominations": story.nominations.iter().map(|row| json!({
            "date": row.on, "nominal": row.nominal, "source": row.source, "agency": row.agency,
        })).collect::<Vec<_>>(),
        "incidents": story.incidents.iter().map(|row| json!({
            "date": row.on, "offence": row.offence, "victim": row.victim, "role": row.role,
        })).collect::<Vec<_>>(),
        "findings": story.findings.iter().map(|row| json!({
            "kind": row.kind.word(), "words": row.words, "open": row.open,
        })).collect::<Vec<_>>(),
        "to_correct": story.to_correct.iter().map(|row| json!({
            "field": row.field, "typed": row.typed, "problem": row.problem, "open": row.open,
            "corrected": row.corrected,
        })).collect::<Vec<_>>(),
        "actions": story.actions.iter().map(crate::cli::action::value).collect::<Vec<_>>(),
        "flag": story.flag.as_ref().map(|told| json!({
            "from": told.standing.from, "until": told.standing.until, "basis": told.standing.basis,
            "ended": told.standing.ended.map(|(on, _)| on), "end": told.standing.ended.map(|(_, end)| end),
            "set_by": told.set, "taken_off_by": told.taken_off,
        })),
        "unmet_needs": story.needs.iter().map(|line| json!({
            "need": line.row.kind, "for": line.row.whom, "why": line.row.lack, "since": line.row.on,
            "met": line.row.met,
        })).collect::<Vec<_>>(),
        "pathways": story.pathways.iter().map(|line| json!({
            "service": line.row.service, "for": line.row.whom, "state": line.row.state(), "end": line.row.end,
            "made": line.row.referred, "taken_up": line.row.taken_up, "ended": line.row.ended,
        })).collect::<Vec<_>>(),
        "hearings": story.hearings.iter().map(hearing_value).collect::<Vec<_>>(),
    })
}

fn party_value(party: &PartyLine) -> Value {
    json!({
        "role": party.role.word(),
        "name": party.person.listed(),
        "born": party.person.born,
        "died": party.person.died,
        "age": party.age,
        "relationship": party.relationship,
        "aliases": party.aliases,
        "contacts": party.contacts.iter().map(|row| json!({
            "kind": row.kind.word(), "value": row.value, "safe": row.safe,
        })).collect::<Vec<_>>(),
    })
}

fn referral_value(row: &Referral) -> Value {
    let criteria = &row.criteria.0;
    json!({
        "reference": row.source,
        "agency": row.agency,
        "received": row.received,
        "standing": row.standing.word(),
        "repeat_of": row.repeat_of,
        "basis": row.basis,
        "heard": row.heard,
        "reason": row.reason,
        "children": row.children,
        "visible_high_risk": criteria.visible_high_risk,
        "professional_judgement": criteria.professional_judgement,
        "potential_escalation": criteria.potential_escalation,
        "repeat_ticked": criteria.repeat,
        "incidents": criteria.incidents,
    })
}

fn hearing_value(hearing: &Hearing) -> Value {
    let decision = hearing.decision.as_ref();
    json!({
        "meeting": hearing.meeting.reference,
        "position": hearing.item.position,
        "state": hearing.item.state.word(),
        "deferred": hearing.item.deferred,
        "information": hearing.information.iter().map(|row| json!({
            "agency": row.agency, "kind": row.kind.word(), "words": row.words, "opinion": row.opinion,
        })).collect::<Vec<_>>(),
        "risks": hearing.risks.iter().map(|row| json!({
            "to": row.whom.word(), "words": row.words, "agency": row.agency,
        })).collect::<Vec<_>>(),
        "notes": hearing.notes.iter().map(|row| json!({ "words": row.words })).collect::<Vec<_>>(),
        "decision": decision.map(|row| &row.decision),
        "why": decision.map(|row| &row.why),
        "considered": decision.map(|row| &row.considered.0),
        "feedback_by": decision.and_then(|row| row.feedback_by.as_ref()),
        "feedback_how": decision.and_then(|row| row.feedback_how.as_ref()),
    })
}
