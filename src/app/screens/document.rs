//! A document kept with a case, as text; it is opened only here, through the record, and saved out only in clear.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects};
use crate::app::screen::{Msg, Screen};
use crate::app::tag::Tag;
use crate::app::widgets::form::Field;
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::rows::document::Attachment;
use crate::service::ask::{Answer, Ask};
use crate::service::attach::Shown;
use crate::service::paperwork::Paperwork;

const SAVE: Tag = Tag(1);

/// A document.
pub struct Document {
    attachment: Id<Attachment>,
    shown: Option<Box<Shown>>,
    sheet: Sheet,
}

/// What a document is, from whom and of when, in a line.
pub fn told(attachment: &Attachment, cx: &Cx) -> String {
    let from = attachment.supplier.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
    let received = show_day_near(attachment.received, cx.today());
    let size = if attachment.size < 1 << 20 {
        format!("{} kB", attachment.size.div_ceil(1 << 10))
    } else {
        format!("{} MB", attachment.size.div_ceil(1 << 20))
    };
    format!("{}{from}, received {received} ({}, {size})", attachment.kind, attachment.media)
}

impl Document {
    /// A document by its identifier.
    pub fn new(attachment: Id<Attachment>) -> Self {
        Self { attachment, shown: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<()>> {
        let Some(shown) = &self.shown else { return Vec::new() };
        let Some(text) = &shown.text else {
            let words = format!(
                "A {} file is not shown here. s saves it to a file, in clear, for the program it is for.",
                shown.attachment.media
            );
            return wide::wrap(&words, width.saturating_sub(2))
                .into_iter()
                .map(|line| SheetRow::stop(Line::styled(format!("  {line}"), cx.theme.quiet), None))
                .collect();
        };
        wide::wrap(cx.shown(text), width.saturating_sub(2))
            .into_iter()
            .map(|line| SheetRow::stop(Line::styled(format!("  {line}"), cx.theme.text), None))
            .collect()
    }

    fn save(&self) -> Option<Effect> {
        let shown = self.shown.as_ref()?;
        // No name of a person belongs in a file name: the case and what it is.
        let kind = shown.attachment.kind.word().to_lowercase().replace(' ', "-");
        let name = format!("{}-{kind}.{}", shown.reference, shown.attachment.media);
        let title = format!("{}: save in clear, outside the record", shown.reference);
        Some(Effect::ask(Dialog::form(title, SAVE, vec![Field::line("to", "File to write", &name)])))
    }
}

impl Screen for Document {
    fn scope(&self) -> Scope {
        Scope::Attachment
    }

    fn title(&self, _cx: &Cx) -> String {
        self.shown.as_ref().map_or_else(
            || "Document".to_owned(),
            |shown| format!("{}: {}", shown.reference, shown.attachment.kind),
        )
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        if self.shown.is_some() {
            return Effects::none();
        }
        Effect::look(Ask::Attachment(self.attachment), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::SaveDocument) => self.save().into(),
            Msg::Command(command) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
            Msg::Filled { tag: SAVE, values, .. } => values
                .text("to")
                .map(|to| {
                    let to = std::path::PathBuf::from(to.reveal());
                    Effect::paperwork(Paperwork::Save { attachment: self.attachment, to }, SAVE)
                })
                .into(),
            Msg::Answer { outcome: Ok(Answer::Attachment(shown)), .. } => {
                self.shown = Some(shown);
                Effects::none()
            }
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [head, _, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let Some(shown) = &self.shown else {
            return chrome::empty(frame, body, "Reading the document …", cx);
        };
        let words = format!(" {}", told(&shown.attachment, cx));
        frame.render_widget(
            Paragraph::new(Line::styled(wide::cut(&words, usize::from(area.width)), cx.theme.strong)),
            head,
        );
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view(frame, body, &rows, cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter | Command::Open => false,
            Command::SaveDocument => self.shown.is_some(),
            _ => true,
        }
    }
}
