//! Victim-safety checks of the case in sight: asked for, released, stopped, or overridden by the chair.

use uuid::Uuid;

use super::{HEAR, Room};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::Msg;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::request::{AskCheck, Request, SettleCheck, SittingChange};
use crate::domain::rows::safety::CheckState;
use crate::service::ask::ActionLine;

const OVERRIDE: Tag = Tag(45);
const STOP: Tag = Tag(46);
/// Tags of picked actions begin here: an override asks for its reason; the number of the action is added.
const OVERRIDES: u64 = 60_000;
/// The same for a check that found a danger.
const STOPS: u64 = 70_000;

impl Room {
    /// The pending checks of the case with what can be done about each; then every other action, to ask for one.
    pub(super) fn safety_checks(&self, cx: &Cx) -> Effects {
        let Some(story) = self.story() else { return Effects::none() };
        let (pending, other): (Vec<&ActionLine>, Vec<&ActionLine>) = story
            .story
            .actions
            .iter()
            .filter(|line| line.action.state.is_live())
            .partition(|line| line.check.is_some());
        if pending.is_empty() && other.is_empty() {
            return Effect::say("no action of this case is live").into();
        }
        let words = |line: &ActionLine| wide::cut(cx.shown(&line.action.words), 34);
        let mut choices = Vec::new();
        for line in pending {
            let number = line.action.number;
            let released = SettleCheck { action: line.action.id, state: CheckState::Released, words: None };
            let released = Request::Sitting(SittingChange::SettleCheck(released));
            let tell = |base: u64| Effect::Tell(Box::new(Msg::Picked(Tag(base + u64::from(number)))));
            for (what, then) in [
                ("release", Effect::run(released, HEAR)),
                ("override by the chair", tell(OVERRIDES)),
                ("not to be done", tell(STOPS)),
            ] {
                choices.push(Choice {
                    label: format!("{number:>2} PENDING  {what:<22} {}", words(line)),
                    then: then.into(),
                });
            }
        }
        choices.extend(other.into_iter().map(|line| {
            let ask = AskCheck { action: line.action.id, of: None };
            Choice {
                label: format!("{:>2} ask for a check first          {}", line.action.number, words(line)),
                then: Effect::run(Request::Sitting(SittingChange::AskCheck(ask)), HEAR).into(),
            }
        }));
        Effect::ask(Dialog::Pick { title: "Victim-safety checks".to_owned(), choices }).into()
    }

    /// A check was picked whose answer needs a reason; nothing for another pick.
    pub(super) fn check_picked(&self, tag: Tag) -> Option<Effects> {
        let (base, form, title, label) = match tag.0 {
            tag if tag >= STOPS => (STOPS, STOP, "would put the victim at risk", "What was found"),
            tag if tag >= OVERRIDES => (OVERRIDES, OVERRIDE, "the chair goes ahead", "Why"),
            _ => return None,
        };
        let number = u32::try_from(tag.0 - base).ok()?;
        let line = self.story()?.story.actions.iter().find(|line| line.action.number == number)?;
        let title = format!("{}: {title}", line.action.reference);
        let dialog = Dialog::form(title, form, vec![Field::long("words", label, "")]);
        Some(Effect::ask(dialog.about(line.action.id.uuid())).into())
    }

    /// The reason was given; nothing for another form.
    pub(super) fn check_filled(&self, tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Effects> {
        let state = match tag {
            OVERRIDE => CheckState::Overridden,
            STOP => CheckState::Stopped,
            _ => return None,
        };
        let settle = SettleCheck { action: Id::new(about?), state, words: values.text("words") };
        Some(Effect::run(Request::Sitting(SittingChange::SettleCheck(settle)), HEAR).into())
    }
}
