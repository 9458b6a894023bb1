//! The dialogs of sign-in: apologies, a place in full, a conflict, a timed slot, going on without a quorum.

use uuid::Uuid;

use super::{APOLOGIES, CONFLICT, DECLARE, DONE, PLACE, SLOT, SignIn, WAIVE};
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::widgets::form::{Field, Filled, Input};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{Declare, Place, Request, SetSlot, SittingChange, Waive};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Attendance, Presence};
use crate::service::ask::{Agenda, ItemLine};

const YES: &str = "yes";
const NO: &str = "no";

/// A choice with nothing said, no and yes.
fn asked(name: &'static str, label: &str, known: Option<bool>) -> Field {
    let choices = [("", "not said"), (NO, "no"), (YES, "yes")];
    let choices = choices.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect();
    let mut field = Field::choice(name, label, choices).optional();
    if let Input::Choice(_, at) = &mut field.input {
        *at = known.map_or(0, |known| 1 + usize::from(known));
    }
    field
}

fn answered(values: &Filled, name: &str) -> Option<bool> {
    match values.choice(name) {
        Some(YES) => Some(true),
        Some(NO) => Some(false),
        _ => None,
    }
}

impl SignIn {
    /// The dialog of an agency, whose name stands over it.
    fn ask_about(agency: &Agency, what: &str, tag: Tag, fields: Vec<Field>) -> Effects {
        let title = format!("{what}: {}", agency.name);
        Effect::ask(Dialog::form(title, tag, fields).about(agency.id.uuid())).into()
    }

    /// Apologies: whether information was sent, and on which day it came.
    pub(super) fn apologies(&self) -> Effects {
        let Some(agency) = self.current() else { return Effects::none() };
        let line = self.line(&agency.key);
        let fields = vec![
            asked("sent", "Information sent", line.and_then(|line| line.sent)),
            Field::date("information", "Received on", line.and_then(|line| line.information)).optional(),
        ];
        Self::ask_about(agency, "Apologies", APOLOGIES, fields)
    }

    /// Who sits there, in which post and for whom, when they came and left, why they observe.
    pub(super) fn edit(&self) -> Effects {
        let Some(agency) = self.current() else { return Effects::none() };
        let line = self.line(&agency.key);
        let text = |of: fn(&Attendance) -> &Option<Private>| {
            line.and_then(|line| of(line).as_ref()).map_or("", Private::reveal)
        };
        let mut choices: Vec<(String, String)> = Presence::ALL
            .iter()
            .map(|presence| (presence.word().to_owned(), presence.word().to_owned()))
            .collect();
        let now = line.map_or(Presence::Room, |line| line.presence);
        choices.sort_by_key(|(word, _)| word != now.word());
        let fields = vec![
            Field::line("name", "Name", text(|line| &line.name)).optional(),
            Field::line("post", "Post", text(|line| &line.post)).optional(),
            Field::line("stands-for", "Stands in for", text(|line| &line.stands_for)).optional(),
            Field::choice("presence", "Takes part", choices),
            Field::time("arrived", "Came at", line.and_then(|line| line.arrived)).optional(),
            Field::time("left", "Left at", line.and_then(|line| line.left)).optional(),
            asked("sent", "Information sent", line.and_then(|line| line.sent)),
            Field::date("information", "  received on", line.and_then(|line| line.information)).optional(),
            Field::line("observes", "Observes, why", text(|line| &line.observes)).optional(),
            asked("consented", "  agreed to", line.and_then(|line| line.consented)),
        ];
        Self::ask_about(agency, "Attendance", PLACE, fields)
    }

    /// A conflict: which case, who stands in, why.
    pub(super) fn conflict(&self) -> Effects {
        let (Some(agency), Some(agenda)) = (self.current(), &self.agenda) else { return Effects::none() };
        if agenda.items.is_empty() {
            return Effect::say("no case is on the agenda yet").into();
        }
        let cases = agenda.items.iter().map(|line| {
            (line.case.id.uuid().to_string(), format!("{} {}", line.item.position, line.case.reference))
        });
        let fields = vec![
            Field::choice("case", "Case", cases.collect()),
            Field::line("alternate", "Who stands in", "").optional(),
            Field::long("reason", "Conflict", ""),
        ];
        Self::ask_about(agency, "Conflict", DECLARE, fields)
    }

    /// A timed slot: the cases by their places, and the times the agency was told.
    pub(super) fn slot(&self) -> Effects {
        let (Some(agency), Some(agenda)) = (self.current(), &self.agenda) else { return Effects::none() };
        let known = agenda.table.slots.iter().find(|slot| slot.agency == agency.key);
        let places = known.map(|slot| places(agenda, &slot.cases.0)).unwrap_or_default();
        let fields = vec![
            Field::line("cases", "Only cases (5, 7-9)", &places).optional(),
            Field::time("begins", "Told from", known.and_then(|slot| slot.begins)).optional(),
            Field::time("ends", "Told until", known.and_then(|slot| slot.ends)).optional(),
        ];
        Self::ask_about(agency, "Timed slot, empty for all cases", SLOT, fields)
    }

    /// The chair goes on without a quorum.
    pub(super) fn waive(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let title = format!("Without {}: the chair's reason", agenda.around.missing.join(", "));
        let form = Dialog::form(title, WAIVE, vec![Field::long("why", "Why", "")]);
        Effect::ask(form.about(self.meeting.uuid())).into()
    }

    /// A dialog was filled in: it goes to the agency it was opened for.
    pub(super) fn filled(&self, tag: Tag, about: Option<Uuid>, values: &Filled) -> Effects {
        if tag == WAIVE {
            let waive = values.text("why").map(|why| Waive { meeting: self.meeting, why });
            return waive
                .map(|waive| Effect::run(Request::Sitting(SittingChange::Waive(waive)), DONE))
                .into();
        }
        let known = self.agenda.as_ref().map_or(&[][..], |agenda| &agenda.agencies);
        let Some(agency) = known.iter().find(|agency| Some(agency.id.uuid()) == about) else {
            return Effects::none();
        };
        let information = values.date("information");
        let sent = answered(values, "sent").or(information.map(|_| true));
        match tag {
            APOLOGIES => self.attend(vec![Place {
                information,
                sent,
                ..Place::of(agency.key.as_str(), Presence::Apologies)
            }]),
            PLACE => {
                let presence = values.choice("presence").and_then(Presence::parse).unwrap_or(Presence::Room);
                self.attend(vec![Place {
                    name: values.text("name"),
                    post: values.text("post"),
                    information,
                    sent,
                    arrived: values.time("arrived"),
                    left: values.time("left"),
                    stands_for: values.text("stands-for"),
                    observes: values.text("observes"),
                    consented: answered(values, "consented"),
                    ..Place::of(agency.key.as_str(), presence)
                }])
            }
            DECLARE => self.declared(agency, values),
            SLOT => self.slotted(agency, values),
            _ => Effects::none(),
        }
    }

    fn declared(&self, agency: &Agency, values: &Filled) -> Effects {
        let case = values.choice("case").and_then(|case| case.parse().ok()).map(Id::new);
        let Some((case, reason)) = case.zip(values.text("reason")) else { return Effects::none() };
        let declare = Declare {
            case,
            meeting: Some(self.meeting),
            agency: agency.key.clone(),
            alternate: values.text("alternate"),
            reason,
        };
        Effect::run(Request::Declare(declare), CONFLICT).into()
    }

    fn slotted(&self, agency: &Agency, values: &Filled) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let typed = values.text("cases").unwrap_or_default();
        match read_places(agenda, typed.reveal()) {
            Ok(cases) => {
                let (begins, ends) = (values.time("begins"), values.time("ends"));
                let slot = SetSlot { meeting: self.meeting, agency: agency.key.clone(), cases, begins, ends };
                Effect::run(Request::Sitting(SittingChange::SetSlot(slot)), DONE).into()
            }
            Err(unread) => Effect::sorry(unread).into(),
        }
    }
}

/// Places of cases on the agenda: "5, 7".
pub(super) fn places(agenda: &Agenda, cases: &[Id<Case>]) -> String {
    let held = agenda.items.iter().filter(|line| cases.contains(&line.item.case));
    held.map(|line| line.item.position.to_string()).collect::<Vec<_>>().join(", ")
}

/// Cases by places, runs of places, or the ends of their references: "5, 7-9, 0143".
fn read_places(agenda: &Agenda, typed: &str) -> Result<Vec<Id<Case>>, String> {
    let mut cases = Vec::new();
    for part in typed.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let run = from.parse::<u32>().ok().zip(to.parse::<u32>().ok());
        let known = |line: &&ItemLine| {
            run.is_some_and(|(from, to)| (from..=to).contains(&line.item.position))
                || line.case.reference.rsplit('-').next() == Some(part)
        };
        let before = cases.len();
        cases.extend(agenda.items.iter().filter(known).map(|line| line.item.case));
        if cases.len() == before {
            return Err(format!("{part} is no place on this agenda; write places such as 5, 7-9"));
        }
    }
    Ok(cases)
}
