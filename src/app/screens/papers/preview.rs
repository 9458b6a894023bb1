//! A paper before it is written: what is in, what is left out and why, then its text.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow, heading};
use crate::app::widgets::wide;
use crate::domain::paper::{Edition, Wanted};
use crate::service::ask::{self, Answer, Ask};

/// One paper, looked at.
pub struct Preview {
    wanted: Wanted,
    held: Option<Box<ask::Preview>>,
    sheet: Sheet,
}

impl Preview {
    /// The paper as it was asked for.
    pub fn new(wanted: Wanted) -> Self {
        Self { wanted, held: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<()>> {
        let Some(held) = &self.held else { return Vec::new() };
        let width = width.saturating_sub(4);
        let mut rows = Vec::new();
        if held.left_out.is_empty() {
            rows.extend(heading("Left out  nothing", cx));
        } else {
            rows.extend(heading(&format!("Left out  {}", held.left_out.len()), cx));
        }
        for line in &held.left_out {
            let words = format!("{}: {}", line.what, line.why);
            for line in wide::wrap(&words, width) {
                rows.push(SheetRow::stop(Line::styled(format!("  {line}"), cx.theme.text), None));
            }
        }
        rows.extend(heading("In the paper", cx));
        for line in cx.shown(&held.text).lines() {
            for piece in wide::wrap(line, width).into_iter().filter(|piece| !piece.is_empty()) {
                let style = if line.starts_with('#') { cx.theme.strong } else { cx.theme.text };
                rows.push(SheetRow::stop(Line::styled(format!("  {piece}"), style), None));
            }
            if line.is_empty() {
                rows.push(SheetRow::pass(Line::default()));
            }
        }
        rows
    }
}

impl Screen for Preview {
    fn scope(&self) -> Scope {
        Scope::Preview
    }

    fn title(&self, _cx: &Cx) -> String {
        let whom = match &self.wanted.edition {
            Edition::Full => "in full".to_owned(),
            Edition::Agency(_) => format!("for {}", self.wanted.recipient),
            Edition::Redacted => "redacted".to_owned(),
        };
        format!("Preview: {} {whom}", self.wanted.kind)
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Preview(Box::new(self.wanted.clone())), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
            }
            Msg::Answer { outcome: Ok(Answer::Preview(held)), .. } => self.held = Some(held),
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        self.sheet.view(frame, area, &self.rows(usize::from(area.width), cx), cx);
    }

    fn can(&self, command: Command) -> bool {
        !matches!(command, Command::Filter | Command::Open)
    }
}
