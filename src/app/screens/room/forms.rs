//! The dialogs of the room: decision and why, who tells the victim, deferring, views, whereabouts.
//!
//! Each form names its case in its title and carries the item, so that what is filled in goes where it was opened for.

use uuid::Uuid;

use super::Room;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screens::defer;
use crate::app::widgets::form::{Field, Filled, Input};
use crate::domain::private::Private;
use crate::domain::request::{AddViews, Decide, Request, SetFeedback, SetWhereabouts};
use crate::domain::rows::agenda::Decision;
use crate::domain::rows::trust::Trust;
use crate::service::ask::{Agenda, ItemStory};

const DECISION: Tag = Tag(10);
const FEEDBACK: Tag = Tag(11);
const VIEWS: Tag = Tag(14);
const NOW: Tag = Tag(15);

/// What is most often considered and not done, where the forum's file says nothing.
const CONSIDERED: &[&str] = &["disclosure scheme", "MAPPA", "safeguarding", "position of trust"];
/// Names of the choices for what was considered; a forum's file may list as many.
const CONSIDERED_NAMES: &[&str] = &[
    "considered-1",
    "considered-2",
    "considered-3",
    "considered-4",
    "considered-5",
    "considered-6",
    "considered-7",
    "considered-8",
];
const NOT_DONE: &str = "considered, not done";

impl Room {
    /// Opens the form of a command; any other command does nothing.
    pub(super) fn form(&mut self, command: Command, cx: &Cx) -> Effects {
        let (Some(story), Some(agenda)) = (self.story(), self.agenda.as_deref()) else {
            self.waits = Some(command);
            return Effects::none();
        };
        let dialog = match command {
            Command::Decision => decision(story, agenda),
            Command::Feedback => feedback(story, agenda),
            Command::DeferCase => defer::form(&story.item, &story.story.case.reference),
            Command::CaseViews => views(story, agenda, cx),
            Command::CaseNow => {
                let known = story.story.case.whereabouts.as_ref().map_or("", Private::reveal);
                let title = format!("Where the perpetrator is: {}", story.story.case.reference);
                Dialog::form(title, NOW, vec![Field::line("words", "Where now", known)])
            }
            _ => return Effects::none(),
        };
        Effect::ask(dialog.about(story.item.id.uuid())).into()
    }

    /// A form was filled in: it goes to the case it was opened for, whichever is in sight by now.
    pub(super) fn filled(&mut self, tag: Tag, about: Option<Uuid>, values: &Filled, cx: &Cx) -> Effects {
        let Some(line) = self.line_about(about) else { return Effects::none() };
        let (case, meeting) = (line.case.id, self.meeting);
        let request = match tag {
            DECISION => decided(values).map(|decision| {
                let why = values.text("why").unwrap_or_default();
                let considered = Some(considered(values));
                let trust = values.choice("trust").and_then(Trust::parse);
                Request::Decide(Decide { meeting, case, decision, why, considered, trust })
            }),
            FEEDBACK => values.choice("by").map(|by| {
                let (how, due) = (values.text("how"), values.date("due"));
                Request::SetFeedback(SetFeedback { meeting, case, by: by.to_owned(), how, due })
            }),
            defer::DEFER => defer::request(line.item.id, values),
            VIEWS => values.text("words").map(|words| {
                let on = values.date("on").unwrap_or_else(|| cx.today());
                let agency = values.choice("by").unwrap_or_default().to_owned();
                Request::AddViews(AddViews { case, on, agency, words })
            }),
            NOW => values
                .text("words")
                .map(|words| Request::SetWhereabouts(SetWhereabouts { case, words, on: None, source: None })),
            _ => None,
        };
        request.map(|request| Effect::run(request, tag)).into()
    }
}

fn decision(story: &ItemStory, agenda: &Agenda) -> Dialog {
    let usual = usually_considered(agenda);
    let known = story.hearing.decision.as_ref();
    let text = |of: fn(&Decision) -> &Private| known.map_or("", |row| of(row).reveal());
    let held: Vec<&str> =
        known.map(|row| row.considered.0.iter().map(Private::reveal).collect()).unwrap_or_default();
    let quick = |words: &str| held.iter().any(|entry| entry.eq_ignore_ascii_case(words));
    let others: Vec<&str> = held
        .iter()
        .copied()
        .filter(|entry| !usual.iter().any(|words| entry.eq_ignore_ascii_case(words)))
        .collect();
    let mut fields = own_decision(agenda, text(|row| &row.decision));
    fields.push(Field::long("why", "Why", text(|row| &row.why)).optional());
    fields.extend(CONSIDERED_NAMES.iter().copied().zip(&usual).map(|(name, words)| {
        let choices = vec![(String::new(), "not raised".to_owned()), (words.clone(), NOT_DONE.to_owned())];
        let mut field = Field::choice(name, words, choices).optional();
        if let Input::Choice(_, at) = &mut field.input {
            *at = usize::from(quick(words));
        }
        field
    }));
    fields.push(Field::long("others", "Not done, and why", &others.join("\n")).optional());
    fields.extend(trust(story));
    Dialog::form(format!("Decision on {}", story.story.case.reference), DECISION, fields)
}

/// What is decided on a position of trust, where a conflict raised one.
fn trust(story: &ItemStory) -> Option<Field> {
    let known = story.hearing.decision.as_ref().and_then(|row| row.trust);
    if story.story.walls.is_empty() && known.is_none() {
        return None;
    }
    let mut choices = vec![(String::new(), "not decided".to_owned())];
    choices.extend(Trust::ALL.iter().map(|trust| (trust.word().to_owned(), trust.word().to_owned())));
    let mut field = Field::choice("trust", "Position of trust", choices).optional();
    if let Input::Choice(_, at) = &mut field.input {
        *at = known
            .and_then(|known| Trust::ALL.iter().position(|trust| *trust == known))
            .map_or(0, |at| at + 1);
    }
    Some(field)
}

/// What the forum most often considers and does not do.
fn usually_considered(agenda: &Agenda) -> Vec<String> {
    if agenda.considered.is_empty() {
        CONSIDERED.iter().map(|words| (*words).to_owned()).collect()
    } else {
        agenda.considered.iter().take(CONSIDERED_NAMES.len()).cloned().collect()
    }
}

/// The decision in words; where the forum decides one of several, that one first and words behind it.
fn own_decision(agenda: &Agenda, held: &str) -> Vec<Field> {
    if agenda.decisions.is_empty() {
        return vec![Field::line("decision", "Decision", held)];
    }
    let of = agenda.decisions.iter().position(|label| held.to_lowercase().starts_with(&label.to_lowercase()));
    let rest = of.and_then(|at| held.get(agenda.decisions.get(at)?.len()..)).unwrap_or(held);
    let mut choices = vec![(String::new(), "in other words".to_owned())];
    choices.extend(agenda.decisions.iter().map(|label| (label.clone(), label.clone())));
    let mut choice = Field::choice("one", "Decision", choices).optional();
    if let Input::Choice(_, at) = &mut choice.input {
        *at = of.map_or(usize::from(held.is_empty()), |at| at + 1);
    }
    vec![choice, Field::line("decision", "  in words", rest.trim_start_matches([':', ' '])).optional()]
}

/// What was decided: one of the forum's decisions, words, or both.
fn decided(values: &Filled) -> Option<Private> {
    let one = values.choice("one").filter(|one| !one.is_empty());
    match (one, values.text("decision")) {
        (Some(one), Some(words)) => Some(format!("{one}: {}", words.reveal()).into()),
        (Some(one), None) => Some(one.into()),
        (None, words) => words,
    }
}

/// What was considered and not done: the quick words, then a line each.
fn considered(values: &Filled) -> Vec<Private> {
    let quick =
        CONSIDERED_NAMES.iter().filter_map(|name| values.choice(name)).filter(|words| !words.is_empty());
    let others = values.text("others").unwrap_or_default();
    let others = others.reveal().lines().map(str::trim).filter(|line| !line.is_empty());
    quick.chain(others).map(Private::from).collect()
}

/// The agencies of the area to choose from, one of them first.
fn agencies(agenda: &Agenda, first: Option<&str>) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> =
        agenda.agencies.iter().map(|agency| (agency.key.clone(), agency.name.clone())).collect();
    choices.sort_by_key(|(key, _)| Some(key.as_str()) != first);
    choices
}

fn feedback(story: &ItemStory, agenda: &Agenda) -> Dialog {
    let known = story.hearing.decision.as_ref();
    let by = known.and_then(|row| row.feedback_by.as_deref()).unwrap_or("idva");
    let how = known.and_then(|row| row.feedback_how.as_ref()).map_or("", Private::reveal);
    Dialog::form(
        format!("Feedback to the victim: {}", story.story.case.reference),
        FEEDBACK,
        vec![
            Field::choice("by", "Who tells", agencies(agenda, Some(by))),
            Field::line("how", "How, when safe", how).optional(),
            Field::date(
                "due",
                "By when",
                known.and_then(|row| row.feedback_due).or(agenda.around.feedback_due),
            )
            .optional(),
        ],
    )
}

fn views(story: &ItemStory, agenda: &Agenda, cx: &Cx) -> Dialog {
    Dialog::form(
        format!("Victim's views and wishes: {}", story.story.case.reference),
        VIEWS,
        vec![
            Field::long("words", "In their words", ""),
            Field::choice("by", "Heard by", agencies(agenda, Some("idva"))),
            Field::date("on", "Given on", Some(cx.today())),
        ],
    )
}
