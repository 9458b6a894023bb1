//! `convenor action show`: one action, whole.

use clap::Args;
use serde_json::{Value, json};

use super::super::failure::Failure;
use super::super::find;
use super::super::out::Out;
use super::super::session::Session;
use crate::domain::calendar::show_day_year;
use crate::service::ask::{ActionEvent, ActionStory, Answer, Ask, OtherAction};

/// Show one action, whole.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor action show LAN-26-0143/3")]
pub struct Show {
    /// Reference of the action, such as LAN-26-0143/3
    action: String,
}

impl Show {
    /// Carries it out.
    pub fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let action = find::action(session, &self.action)?.id;
        let Answer::Action(story) = session.look(&Ask::Action(action))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(value(&story));
        }
        for (label, words) in facts(&story) {
            out.line(&format!("{label}: {words}"))?;
        }
        if !story.sources.is_empty() {
            out.gap()?;
            out.line("What of the case it could answer (action link --answers NUMBER):")?;
            for (number, line) in (1..).zip(&story.sources) {
                out.indented(2, &format!("{number} {}: {}", line.what, line.words.reveal()))?;
            }
        }
        out.gap()?;
        let rows: Vec<[String; 4]> = story.events.iter().map(row).collect();
        out.table(["WHEN", "MEETING", "WHAT", "SAID"], &rows)
    }
}

/// The facts of an action, each with its label.
fn facts(story: &ActionStory) -> Vec<(&'static str, String)> {
    let (line, action) = (&story.line, &story.line.action);
    let mut facts = vec![
        ("Action", format!("{}, {}", action.reference, story.forum)),
        ("Agency", line.agency.clone()),
        ("What", action.words.reveal().to_owned()),
        ("Stands", format!("{}: {}", action.state, line.standing)),
    ];
    let late = story.done_late.map(|days| format!("{days} working days after its date"));
    facts.extend(late.map(|late| ("Done late", late)));
    if let Some(first) = action.first_due {
        facts.push(("First due", format!("{}, moved {}", show_day_year(first), times(line.moved))));
    }
    facts.push(("Age", format!("{} days; carried over {}", line.age, times(line.carried))));
    facts.extend(action.protects.map(|whom| ("Protects", whom.to_string())));
    facts.extend(action.outcome.as_ref().map(|words| ("Outcome", words.reveal().to_owned())));
    facts.extend(action.evidence.as_ref().map(|words| ("Evidence", words.reveal().to_owned())));
    if let Some(by) = &action.confirmed_by {
        let on = action.confirmed_on.map(|on| format!(", {}", show_day_year(on))).unwrap_or_default();
        facts.push(("Confirmed by", format!("{}{on}", by.reveal())));
    }
    facts.extend(story.answers.iter().map(|of| ("Answers", format!("{}: {}", of.what, of.words.reveal()))));
    let told = |of: &OtherAction| format!("{} ({}), {}", of.reference, show_day_year(of.agreed), of.standing);
    facts.extend(story.repeats.iter().map(|of| ("Repeats", told(of))));
    facts.extend(story.may_repeat.iter().map(|of| ("May repeat", told(of))));
    facts.extend(story.repeated.iter().map(|of| ("Repeated by", told(of))));
    facts.extend(story.merged_into.iter().map(|of| ("Goes on as", told(of))));
    facts.extend(story.merged.iter().map(|of| ("Goes on for", told(of))));
    facts.extend(story.linked.iter().map(|of| ("Linked with", told(of))));
    if line.reminded > 0 {
        let last = line.last_reminded.map(|on| format!(", last {}", show_day_year(on))).unwrap_or_default();
        facts.push(("Reminded", format!("{}{last}", times(line.reminded))));
    }
    facts.extend(line.next.map(|next| ("Next", format!("{}, {}", next.step, show_day_year(next.on)))));
    facts
}

fn times(count: u32) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

fn row(event: &ActionEvent) -> [String; 4] {
    [
        event.at.strftime("%a %-d %b %Y %H:%M").to_string(),
        event.meeting.clone().unwrap_or_default(),
        event.head.clone(),
        event.words.reveal().to_owned(),
    ]
}

fn value(story: &ActionStory) -> Value {
    let mut value = super::value(&story.line);
    let references =
        |others: &[OtherAction]| others.iter().map(|other| other.reference.clone()).collect::<Vec<String>>();
    let one = |other: &Option<OtherAction>| other.as_ref().map(|other| other.reference.clone());
    let more = json!({
        "forum": story.forum,
        "meeting": story.meeting,
        "working_days_late": story.done_late,
        "answers": story.answers.as_ref().map(|of| json!({ "what": of.what, "words": of.words })),
        "repeats": one(&story.repeats),
        "may_repeat": references(&story.may_repeat),
        "repeated_by": references(&story.repeated),
        "merged_into": one(&story.merged_into),
        "merged": references(&story.merged),
        "linked": references(&story.linked),
        "story": story.events.iter().map(|event| json!({
            "at": event.at,
            "what": event.head,
            "said": event.words,
            "meeting": event.meeting,
        })).collect::<Vec<Value>>(),
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut value, more) {
        all.extend(more);
    }
    value
}
