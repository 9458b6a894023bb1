//! What can be put on the line without typing it: a usual action, a piece of information or a risk as an action, what
//! was agreed last time, what can be done with a numbered action; and what a name means that no agency has.

use super::line::Taking;
use super::mode::Mode;
use super::{Place, Room};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Choice, Effect, Effects, Tag};
use crate::app::offers;
use crate::app::widgets::wide;
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::agenda::{Information, InformationKind};
use crate::service::ask::{ActionLine, Ask, ItemStory};
use crate::service::usual::UsualLine;

/// Columns of the words of a choice.
const WORDS: usize = 44;

/// What can be done with an action: said in words, and as it is typed after the number.
struct Deed {
    label: &'static str,
    typed: &'static str,
    fits: fn(&Action) -> bool,
}

const DEEDS: &[Deed] = &[
    Deed { label: "confirmed: the agency accepts it", typed: "confirmed", fits: awaiting },
    Deed { label: "done, and what was done", typed: "done ", fits: any },
    Deed { label: "reviewed, continues", typed: "continues ", fits: any },
    Deed { label: "not done, and why", typed: "not done ", fits: any },
    Deed { label: "no longer possible, and why", typed: "no longer possible ", fits: any },
    Deed { label: "another due date", typed: "due ", fits: any },
    Deed { label: "to another agency or worker", typed: "to ", fits: any },
    Deed { label: "another agency supports it too", typed: "also ", fits: any },
    Deed { label: "an agency has no more part in it", typed: "drop ", fits: shared },
    Deed { label: "one each for the agencies that support it", typed: "split", fits: shared },
    Deed { label: "the same for another agency, as its own action", typed: "split ", fits: any },
    Deed { label: "linked with another action, by its number", typed: "with ", fits: any },
    Deed { label: "supports another action, by its number", typed: "supports ", fits: any },
    Deed { label: "linked with no other any more", typed: "unlink", fits: linked },
];

const fn any(_: &Action) -> bool {
    true
}

fn awaiting(action: &Action) -> bool {
    action.state == ActionState::AwaitingConfirmation
}

fn shared(action: &Action) -> bool {
    !action.supporting.0.is_empty()
}

const fn linked(action: &Action) -> bool {
    action.linked.is_some()
}

/// Something offered, by its place in the list.
pub(super) enum Offer {
    /// A line to be typed on.
    Line(Taking),
    /// An action: what can be done with it is offered next.
    Action(u32),
}

impl Room {
    /// Offers what a command asks for; none for any other command.
    pub(super) fn offer(&mut self, command: Command, cx: &Cx) -> Option<Effects> {
        let offers = matches!(
            command,
            Command::UsualActions
                | Command::NameAgency
                | Command::TurnIntoAction
                | Command::RepeatLast
                | Command::ActionMenu
        );
        if !offers {
            return None;
        }
        if self.story().is_none() {
            if matches!(self.place, Place::Case(_)) {
                self.waits = Some(command);
            }
            return Some(Effects::none());
        }
        // What was said before would stand on the line in full.
        if cx.privacy && matches!(command, Command::TurnIntoAction | Command::RepeatLast) {
            return Some(Effect::sorry("what was said is hidden now; F2 shows it").into());
        }
        Some(match command {
            Command::UsualActions => self.ask_usual(cx),
            Command::NameAgency => self.name_agency(cx),
            Command::TurnIntoAction => self.turn_into(cx),
            Command::RepeatLast => self.repeat_last(cx),
            _ => self.menu(cx),
        })
    }

    fn forum(&self) -> &str {
        self.agenda.as_ref().map_or("", |agenda| agenda.meeting.forum.as_str())
    }

    fn ask_usual(&self, cx: &Cx) -> Effects {
        match offers::lexicon(cx, self.forum()) {
            Ok(lexicon) => {
                let query = offers::usual_query(&self.line.text(), self.forum(), lexicon);
                Effect::look(Ask::Usual(query), offers::USUAL).into()
            }
            Err(sorry) => Effect::sorry(sorry).into(),
        }
    }

    /// The usual actions have come.
    pub(super) fn take_usual(&mut self, lines: &[UsualLine], cx: &Cx) -> Effects {
        let Ok(lexicon) = offers::lexicon(cx, self.forum()) else { return Effects::none() };
        let typed = self.line.text();
        if lines.is_empty() {
            return Effect::sorry("no usual action has these words; fewer of them find more").into();
        }
        let with = lines.iter().map(|line| {
            let text = offers::with_usual(&typed, line, lexicon);
            let home = text == line.line;
            Offer::Line(Taking { text, home, source: None, continues: true })
        });
        self.offers = with.collect();
        Effect::ask(offers::usual_pick(lines)).into()
    }

    fn name_agency(&self, cx: &Cx) -> Effects {
        let Some(agenda) = self.agenda.as_deref() else { return Effects::none() };
        let listed: Vec<_> =
            agenda.agencies.iter().map(|agency| (agency.key.clone(), agency.name.clone())).collect();
        let form = offers::lexicon(cx, self.forum())
            .and_then(|lexicon| offers::naming_form(&self.line.text(), &listed, lexicon));
        form.map_or_else(Effect::sorry, Effect::ask).into()
    }

    /// Information and risks of the case, the last said first.
    fn turn_into(&mut self, cx: &Cx) -> Effects {
        let Some(story) = self.story() else { return Effects::none() };
        let sources = sources(story, cx);
        if sources.is_empty() {
            return Effect::sorry("nothing was said of this case yet that could become an action").into();
        }
        self.pick("Which becomes an action?", sources)
    }

    /// What was agreed at the last meeting the case was on, or since.
    fn repeat_last(&mut self, cx: &Cx) -> Effects {
        let Some(story) = self.story() else { return Effects::none() };
        let here = Some(story.meeting.id);
        let earlier = || story.story.actions.iter().filter(|line| line.action.meeting != here);
        let last = story.story.hearings.iter().map(|hearing| hearing.meeting.id);
        let last = last.into_iter().find(|meeting| {
            Some(*meeting) != here && earlier().any(|line| line.action.meeting == Some(*meeting))
        });
        let of_last = |line: &&ActionLine| last.is_none() || line.action.meeting == last;
        let choices: Vec<_> = earlier().filter(of_last).map(|line| again(line, cx)).collect();
        if choices.is_empty() {
            return Effect::sorry("nothing was agreed on this case before").into();
        }
        self.pick("Agreed last time; which again?", choices)
    }

    /// What can be done with an action: the one whose number stands on the line, or one that is picked first.
    fn menu(&mut self, cx: &Cx) -> Effects {
        let Some(story) = self.story() else { return Effects::none() };
        let live: Vec<&ActionLine> =
            story.story.actions.iter().filter(|line| line.action.state.is_live()).collect();
        let figures: String = self.line.text().trim().chars().take_while(char::is_ascii_digit).collect();
        let typed = figures.parse::<u32>().ok();
        let only = match live.as_slice() {
            [only] => Some(only.action.number),
            _ => typed.filter(|number| live.iter().any(|line| line.action.number == *number)),
        };
        if let Some(number) = only {
            return self.deeds(number);
        }
        if live.is_empty() {
            return Effect::sorry("the case has no action that could be changed").into();
        }
        let label = |line: &ActionLine| {
            let words = wide::cut(cx.shown(&line.action.words), WORDS);
            format!("{} {}  {words}", line.action.number, line.agency)
        };
        let choices = live.iter().map(|line| (label(line), Offer::Action(line.action.number))).collect();
        self.pick("Which action?", choices)
    }

    fn deeds(&mut self, number: u32) -> Effects {
        let action = self.story().and_then(|story| {
            story.story.actions.iter().find(|line| line.action.number == number).map(|line| &line.action)
        });
        let Some(action) = action else { return Effects::none() };
        let fits = DEEDS.iter().filter(|deed| (deed.fits)(action));
        let choices = fits.map(|deed| {
            let text = format!("{number} {}", deed.typed);
            (
                format!("{}  ({})", deed.label, text.trim_end()),
                Offer::Line(Taking { text, home: false, source: None, continues: true }),
            )
        });
        let choices: Vec<_> = choices.collect();
        self.pick(&format!("Action {number}: puts it on the line, for you to finish"), choices)
    }

    fn pick(&mut self, title: &str, offered: Vec<(String, Offer)>) -> Effects {
        let (labels, offers): (Vec<_>, Vec<_>) = offered.into_iter().unzip();
        self.offers = offers;
        let choices = labels
            .into_iter()
            .zip(offers::PICKED..)
            .map(|(label, tag)| Choice { label, then: offers::picked(tag) })
            .collect();
        Effect::ask(Dialog::Pick { title: title.to_owned(), choices }).into()
    }

    /// Something offered was picked; none when the tag is of something else.
    pub(super) fn take_offer(&mut self, tag: Tag) -> Option<Effects> {
        let at = offers::place(tag)?;
        if at >= self.offers.len() {
            return Some(Effects::none());
        }
        Some(match self.offers.swap_remove(at) {
            Offer::Action(number) => self.deeds(number),
            Offer::Line(taking) => self.line.take_over(Mode::Action, &taking),
        })
    }
}

/// What was said of a case, the last first, each with the line it becomes.
fn sources(story: &ItemStory, cx: &Cx) -> Vec<(String, Offer)> {
    let mut found = Vec::new();
    let agency = |key: &Option<String>| key.as_deref().map_or(String::new(), |key| format!("{key}: "));
    let said = |key: &Option<String>| {
        let key = key.as_deref();
        key.map_or("", |key| story.story.said.get(key).map_or(key, String::as_str)).to_owned()
    };
    for hearing in &story.story.hearings {
        let told = |row: &&Information| matches!(row.kind, InformationKind::Shared | InformationKind::Late);
        for row in hearing.information.iter().filter(told) {
            let label = format!("{}: {}", or_somebody(&said(&row.agency)), cx.shown(&row.words));
            found.push((row.at, label, row.id.uuid(), agency(&row.agency), row.words.reveal().to_owned()));
        }
        for row in &hearing.risks {
            let label = format!("risk to {}: {}", row.whom, cx.shown(&row.words));
            let words = format!("{} for {}", row.words.reveal(), row.whom);
            found.push((row.at, label, row.id.uuid(), agency(&row.agency), words));
        }
    }
    found.sort_by_key(|said| std::cmp::Reverse(said.0));
    let offered = found.into_iter().map(|(_, label, id, agency, words)| {
        let home = agency.is_empty();
        let text = format!("{agency}{}", words.replace('\n', " "));
        (label, Offer::Line(Taking { text, home, source: Some(id), continues: false }))
    });
    offered.collect()
}

fn or_somebody(name: &str) -> &str {
    if name.is_empty() { "nobody named" } else { name }
}

/// An action of another time as the line that would agree it again, without the date it had.
fn again(line: &ActionLine, cx: &Cx) -> (String, Offer) {
    let action = &line.action;
    let words = wide::cut(cx.shown(&action.words), WORDS);
    let label = format!("{}  {words}: {}", line.agency, line.standing.trim());
    let mut who = match &action.person {
        Some(person) => person.reveal().to_owned(),
        None => action.agency.clone(),
    };
    for helper in &action.supporting.0 {
        who.push('+');
        who.push_str(helper);
    }
    let whom = action.protects.map(|whom| format!(" for {whom}")).unwrap_or_default();
    let text = format!("{who}: {}{whom}", action.words.reveal());
    (label, Offer::Line(Taking { text, home: false, source: None, continues: false }))
}
