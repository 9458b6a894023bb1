//! The whole contract of a screen: it hears messages, returns effects, and draws itself.
//!
//! A screen holds no handle to the record, the terminal, the stack or another screen. A dialog has the same contract.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::command::{Command, Scope};
use super::cx::Cx;
use super::effect::Effects;
use crate::domain::paper::Subject;

pub use super::msg::Msg;

/// What a screen is.
pub trait Screen {
    /// Which keys are live, innermost first; may change with what has the focus.
    fn scope(&self) -> Scope;

    /// What stands in the header.
    fn title(&self, cx: &Cx) -> String;

    /// Asks for its data; also called when it comes back to the top.
    fn enter(&mut self, cx: &Cx) -> Effects;

    /// Hears a message.
    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects;

    /// Draws itself; changes nothing but caches of geometry.
    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx);

    /// Whether text is being typed, so that unmodified letters are never commands.
    fn takes_text(&self) -> bool {
        false
    }

    /// Whether a command of its scopes can be carried out now; help, palette and footer show only those.
    fn can(&self, _command: Command) -> bool {
        true
    }

    /// What it shows the papers of, if that is one thing.
    fn papers(&self) -> Option<Subject> {
        None
    }

    /// Whether a command can be carried out now, those the application carries out included.
    fn takes(&self, command: Command) -> bool {
        self.can(command) && (command != Command::PapersOf || self.papers().is_some())
    }

    /// Whether going back is for the screen itself: it closes a filter or a line, and hears [`Command::Back`].
    fn holds_back(&self) -> bool {
        false
    }

    /// Whether it leaves the screen below in sight.
    fn overlay(&self) -> bool {
        false
    }

    /// Whether an open meeting is sat through on it, so that the screen does not lock by itself.
    fn sits(&self) -> bool {
        false
    }

    /// Whether it shows seconds, so that each tick is drawn.
    fn ticks(&self) -> bool {
        false
    }
}
