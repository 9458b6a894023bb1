//! The cases behind a figure of a report, each opened by Enter.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::report::{Asked, BehindLine};
use crate::domain::rows::case::Case;
use crate::service::ask::{Answer, Ask};

/// What stands behind a figure.
pub struct BehindScreen {
    asked: Asked,
    key: String,
    name: String,
    lines: Option<Vec<BehindLine>>,
    sheet: Sheet,
}

impl BehindScreen {
    /// What stands behind a figure of a report, by its key and what it is called.
    pub fn new(asked: Asked, key: String, name: String) -> Self {
        Self { asked, key, name, lines: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Id<Case>>> {
        let lines = self.lines.as_deref().unwrap_or_default();
        let row = |line: &BehindLine| {
            let on = line.on.map(|day| show_day_near(day, cx.today())).unwrap_or_default();
            let words = format!("  {}  {}  {}", wide::fit(&line.case, 14), wide::fit(&on, 16), line.why);
            SheetRow::stop(Line::styled(wide::cut(&words, width), cx.theme.text), Some(line.id))
        };
        lines.iter().map(row).collect()
    }
}

impl Screen for BehindScreen {
    fn scope(&self) -> Scope {
        Scope::Preview
    }

    fn title(&self, _cx: &Cx) -> String {
        let count = self.lines.as_ref().map(|lines| format!("  {}", lines.len())).unwrap_or_default();
        format!("Behind: {}{count}", self.name)
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Behind(Box::new(self.asked.clone()), self.key.clone()), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                if command == Command::Open {
                    return self.sheet.target(&rows).map(|case| Effect::Go(Route::Case(*case))).into();
                }
                self.sheet.command(command, &rows);
            }
            Msg::Answer { outcome: Ok(Answer::Behind(lines)), .. } => self.lines = Some(lines),
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let words = if self.lines.is_some() { "No case is behind it." } else { "" };
        self.sheet.view_or(frame, area, &self.rows(usize::from(area.width), cx), words, cx);
    }

    fn can(&self, command: Command) -> bool {
        command != Command::Filter
    }
}
