//! A question on the screen, with a screen's contract.
//!
//! What is asked and what follows is data, a [`Dialog`]. A form that is left with something typed in it is put aside
//! by the application and comes back as it was.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use uuid::Uuid;

use super::command::{Command, Scope};
use super::cx::Cx;
use super::effect::{Effect, Effects};
use super::screen::{Msg, Screen};
use super::tag::Tag;
use super::widgets::chrome;
use super::widgets::cursor::Cursor;
use super::widgets::form::{Field, Form, Input};
use super::widgets::text_line::TextLine;
use super::widgets::wide;

pub use super::effect::{Choice, Dialog};

/// A dialog on the screen.
pub struct DialogScreen {
    dialog: Dialog,
    /// What narrows a list to pick from.
    narrow: TextLine,
    cursor: Cursor,
}

impl DialogScreen {
    /// Puts a dialog on the screen.
    pub fn new(dialog: Dialog) -> Self {
        let mut screen = Self { dialog, narrow: TextLine::default(), cursor: Cursor::default() };
        screen.count();
        screen
    }

    /// The dialog as it stands.
    pub const fn dialog(&self) -> &Dialog {
        &self.dialog
    }

    /// The form, to be filled in by another way than keys.
    pub const fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.dialog {
            Dialog::Form { form, .. } => Some(form),
            _ => None,
        }
    }

    /// Hides what stands in a form, or shows it again.
    pub fn hide(&mut self, hidden: bool) {
        if let Dialog::Form { form, .. } = &mut self.dialog {
            form.hide(hidden);
        }
    }

    /// Choices that hold what is typed.
    fn choices(&self) -> Vec<&Choice> {
        let wanted = self.narrow.text().to_lowercase();
        let holds = |label: &str| wanted.split_whitespace().all(|word| label.contains(word));
        match &self.dialog {
            Dialog::Pick { choices, .. } => {
                choices.iter().filter(|choice| holds(&choice.label.to_lowercase())).collect()
            }
            _ => Vec::new(),
        }
    }

    fn count(&mut self) {
        let len = self.choices().len();
        self.cursor.set_len(len);
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match (&mut self.dialog, command) {
            (Dialog::Confirm { yes, .. }, Command::Yes) => Effects::from(Effect::Back).and(yes.clone()),
            (Dialog::Confirm { .. }, Command::No) => Effect::Back.into(),
            (Dialog::Pick { .. }, Command::PickTake) => {
                let then = self.choices().get(self.cursor.at()).map(|choice| choice.then.clone());
                then.map_or_else(Effects::none, |then| Effects::from(Effect::Back).and(then))
            }
            (Dialog::Pick { .. }, command) => {
                self.cursor.command(command);
                Effects::none()
            }
            (Dialog::Form { form, tag, about, .. }, command) => {
                form_command(form, (*tag, *about), command, cx)
            }
            _ => Effects::none(),
        }
    }
}

fn form_command(form: &mut Form, (tag, about): (Tag, Option<Uuid>), command: Command, cx: &Cx) -> Effects {
    match command {
        Command::NextField => form.next(),
        Command::PreviousField => form.previous(),
        Command::NextChoice => form.turn(true),
        Command::PreviousChoice => form.turn(false),
        Command::NewLine => form.new_line(),
        Command::Submit => {
            if let Some(values) = form.read(cx.today()) {
                return Effects::from(Effect::Back).and(Effect::Tell(Box::new(Msg::Filled {
                    tag,
                    about,
                    values,
                })));
            }
        }
        _ => {}
    }
    Effects::none()
}

impl Screen for DialogScreen {
    fn scope(&self) -> Scope {
        match self.dialog {
            Dialog::Confirm { .. } => Scope::Confirm,
            Dialog::Pick { .. } => Scope::Pick,
            Dialog::Form { .. } => Scope::Form,
        }
    }

    fn title(&self, _cx: &Cx) -> String {
        self.dialog.title().to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match (msg, &mut self.dialog) {
            (Msg::Command(command), _) => return self.command(command, cx),
            (Msg::Key(key), Dialog::Form { form, .. }) => form.key(key),
            (Msg::Paste(text), Dialog::Form { form, .. }) => form.paste(&text),
            (Msg::Key(key), Dialog::Pick { .. }) => {
                self.narrow.key(key);
                self.count();
            }
            (Msg::Paste(text), Dialog::Pick { .. }) => {
                self.narrow.put(&text);
                self.count();
            }
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        match &self.dialog {
            Dialog::Confirm { question, detail, .. } => words(frame, area, question, detail, cx),
            Dialog::Pick { title, .. } => self.view_pick(frame, area, title, cx),
            Dialog::Form { title, form, refused, .. } => {
                view_form(frame, area, title, form, refused.as_deref(), cx);
            }
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self.dialog, Dialog::Pick { .. } | Dialog::Form { .. })
    }

    fn can(&self, command: Command) -> bool {
        match (&self.dialog, command) {
            (Dialog::Form { form, .. }, Command::NextChoice | Command::PreviousChoice) => {
                form.fields.iter().any(|field| matches!(field.input, Input::Choice(..)))
            }
            (Dialog::Form { form, .. }, Command::NewLine) => form.fields.iter().any(Field::is_long),
            (Dialog::Form { form, .. }, Command::NextField | Command::PreviousField) => form.fields.len() > 1,
            _ => true,
        }
    }

    fn overlay(&self) -> bool {
        true
    }
}

impl DialogScreen {
    fn view_pick(&self, frame: &mut Frame, area: Rect, title: &str, cx: &Cx) {
        let choices = self.choices();
        let all = match &self.dialog {
            Dialog::Pick { choices, .. } => choices,
            _ => return,
        };
        let widest = all.iter().map(|choice| wide::width(&choice.label)).max().unwrap_or(0).max(24);
        let size = (clamp(widest + 6, 70), clamp(all.len() + 4, 18));
        let inside = chrome::boxed(frame, area, title, size, cx);
        if inside.height == 0 {
            return;
        }
        let columns = usize::from(inside.width);
        let (typed, column) = self.narrow.visible(columns.saturating_sub(2));
        let mut lines =
            vec![Line::from(vec![Span::styled("› ", cx.theme.key), Span::styled(typed, cx.theme.field)])];
        let rows = usize::from(inside.height).saturating_sub(1);
        for at in self.cursor.visible(rows) {
            let Some(choice) = choices.get(at) else { break };
            let style = if at == self.cursor.at() { cx.theme.selected } else { cx.theme.text };
            let sign = if at == self.cursor.at() { "▸ " } else { "  " };
            lines.push(Line::styled(wide::fit(&format!("{sign}{}", choice.label), columns), style));
        }
        if choices.is_empty() {
            lines.push(Line::styled("nothing holds what is typed", cx.theme.quiet));
        }
        frame.render_widget(Paragraph::new(lines), inside);
        let column = u16::try_from(column).unwrap_or(0);
        frame.set_cursor_position((inside.x.saturating_add(2).saturating_add(column), inside.y));
    }
}

/// A number of columns or rows, kept within a bound.
fn clamp(wanted: usize, most: u16) -> u16 {
    u16::try_from(wanted).map_or(most, |wanted| wanted.min(most))
}

fn words(frame: &mut Frame, area: Rect, head: &str, detail: &str, cx: &Cx) {
    let columns = 64_usize.min(usize::from(area.width).saturating_sub(4)).max(1);
    let mut lines: Vec<Line> =
        wide::wrap(head, columns).into_iter().map(|line| Line::styled(line, cx.theme.strong)).collect();
    if !detail.is_empty() {
        lines.push(Line::default());
        lines.extend(wide::wrap(detail, columns).into_iter().map(|line| Line::styled(line, cx.theme.text)));
    }
    let inside =
        chrome::boxed(frame, area, "Convenor", (clamp(columns + 4, 68), clamp(lines.len() + 2, 20)), cx);
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

/// Rows that a field takes up.
const fn rows(field: &Field) -> u16 {
    field.rows
}

fn view_form(frame: &mut Frame, area: Rect, title: &str, form: &Form, refused: Option<&str>, cx: &Cx) {
    let label = form.fields.iter().map(|field| wide::width(&field.label)).max().unwrap_or(0);
    let wanted: u16 = form.fields.iter().map(|field| rows(field) + u16::from(field.problem.is_some())).sum();
    // Why it was refused may be long: all of it is said.
    let columns = usize::from(area.width.min(74)).saturating_sub(4).max(1);
    let refused = refused.map(|words| wide::wrap(&format!("! {words}"), columns)).unwrap_or_default();
    let inside = chrome::boxed(frame, area, title, (74, wanted + 2 + clamp(refused.len(), 12)), cx);
    let mut left = inside;
    for words in refused {
        put(frame, &mut left, Line::styled(words, cx.theme.bad));
    }
    // When not all fields fit, those before the focus give way.
    let above: u16 = form
        .fields
        .iter()
        .take(form.focus + 1)
        .map(|field| rows(field) + u16::from(field.problem.is_some()))
        .sum();
    let mut skip = above.saturating_sub(left.height);
    for (at, field) in form.fields.iter().enumerate() {
        if skip > 0 && at < form.focus {
            skip = skip.saturating_sub(rows(field));
            continue;
        }
        view_field(frame, &mut left, field, at == form.focus, label, cx);
        if let Some(problem) = &field.problem {
            put(
                frame,
                &mut left,
                Line::styled(format!("{}! {problem}", " ".repeat(label + 2)), cx.theme.bad),
            );
        }
    }
}

/// Draws a line at the top of what is left, and takes it off.
fn put(frame: &mut Frame, left: &mut Rect, line: Line) {
    frame.render_widget(line, Rect { height: left.height.min(1), ..*left });
    take(left, 1);
}

fn take(left: &mut Rect, rows: u16) {
    let rows = rows.min(left.height);
    left.y += rows;
    left.height -= rows;
}

fn view_field(frame: &mut Frame, left: &mut Rect, field: &Field, focus: bool, label: usize, cx: &Cx) {
    let spot = Rect { height: left.height.min(rows(field)), ..*left };
    take(left, rows(field));
    let indent = u16::try_from(label + 2).unwrap_or(u16::MAX).min(spot.width);
    let style = if focus { cx.theme.key } else { cx.theme.quiet };
    frame.render_widget(
        Line::styled(wide::fit(&field.label, label), style),
        Rect { height: spot.height.min(1), ..spot },
    );
    let value = Rect { x: spot.x + indent, width: spot.width - indent, ..spot };
    if field.hidden {
        frame.render_widget(Line::styled(wide::fit("•••", usize::from(value.width)), cx.theme.field), value);
        return;
    }
    match &field.input {
        Input::Line(line)
        | Input::Date(line)
        | Input::Time(line)
        | Input::Number(line)
        | Input::Amount(line) => {
            let (shown, column) = line.visible(usize::from(value.width));
            frame.render_widget(
                Line::styled(wide::fit(&shown, usize::from(value.width)), cx.theme.field),
                value,
            );
            if focus && value.height > 0 {
                frame.set_cursor_position((
                    value.x.saturating_add(u16::try_from(column).unwrap_or(0)),
                    value.y,
                ));
            }
        }
        Input::Long(text) => text.view(frame, value, &cx.theme, focus),
        Input::Choice(choices, at) => {
            let shown = choices.get(*at).map_or("", |(_, label)| label);
            let style = if focus { cx.theme.selected } else { cx.theme.text };
            frame.render_widget(Line::styled(format!("‹ {shown} ›"), style), value);
        }
    }
}
