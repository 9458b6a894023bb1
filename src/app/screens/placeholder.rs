//! Stands where a meeting screen will be, while it is being built.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::Scope;
use crate::app::cx::Cx;
use crate::app::effect::Effects;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::domain::id::Id;
use crate::domain::rows::meeting::Meeting;

/// A screen yet to be built.
pub struct Placeholder {
    name: &'static str,
    meeting: Id<Meeting>,
}

impl Placeholder {
    /// Of a name, for a meeting.
    pub const fn new(name: &'static str, meeting: Id<Meeting>) -> Self {
        Self { name, meeting }
    }
}

impl Screen for Placeholder {
    fn scope(&self) -> Scope {
        Scope::List
    }

    fn title(&self, _cx: &Cx) -> String {
        self.name.to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn update(&mut self, _msg: Msg, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        chrome::empty(frame, area, &format!("{} {:?}", self.name, self.meeting), cx);
    }
}
impl Default for Placeholder {
    fn default() -> Self {
        Self::new("x", Id::new(uuid::Uuid::nil()))
    }
}
