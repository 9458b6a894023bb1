//! The area: its settings, each changed from a day on, and the files it has adopted, each to be read as it is used.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_numeric;
use crate::domain::request::{Request, SetSetting};
use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::{Basis, SettingKey};
use crate::service::ask::{Answer, AreaFileLine, AreaStory, Ask, SettingLine};

const SET: Tag = Tag(1);
const ADOPT: Tag = Tag(2);
/// Lines below the page: what the setting under the cursor is.
const NOTE: u16 = 2;

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    Setting(SettingKey),
    File(FileKind, String),
}

/// The area.
#[derive(Default)]
pub struct AreaScreen {
    story: Option<Box<AreaStory>>,
    sheet: Sheet,
    /// The file that is read.
    open: Option<(FileKind, String)>,
    /// The setting whose form is up.
    setting: Option<SettingKey>,
}

impl AreaScreen {
    fn file(&self) -> Option<&AreaFileLine> {
        let (kind, identity) = self.open.as_ref()?;
        self.story.as_ref()?.files.iter().find(|file| file.kind == *kind && file.identity == *identity)
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        let Some(story) = &self.story else { return Vec::new() };
        if let Some(file) = self.file() {
            return body(file, width, cx);
        }
        let mut rows = vec![SheetRow::pass(Line::styled(" Settings", cx.theme.heading))];
        rows.extend(story.settings.iter().map(|line| setting(line, cx)));
        rows.push(SheetRow::pass(""));
        rows.push(SheetRow::pass(Line::styled(" Adopted files", cx.theme.heading)));
        rows.extend(story.files.iter().map(|file| {
            let line = Line::from(vec![
                Span::styled(format!("  {}", wide::fit(file.kind.word(), 13)), cx.theme.quiet),
                Span::styled(wide::fit(&file.identity, 26), cx.theme.strong),
                Span::styled(
                    format!(" {} ", wide::fit(&format!("version {}", file.version), 11)),
                    cx.theme.text,
                ),
                Span::styled(file.name.clone(), cx.theme.quiet),
            ]);
            SheetRow::stop(line, Some(Spot::File(file.kind, file.identity.clone())))
        }));
        rows
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).cloned()
    }

    fn line(&self, key: SettingKey) -> Option<&SettingLine> {
        self.story.as_ref()?.settings.iter().find(|line| line.key == key)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match (command, self.spot(cx)) {
            (Command::Open, Some(Spot::Setting(key))) => {
                self.setting = Some(key);
                let form = self.line(key).map(|line| form(line, cx.today()));
                form.map(Effect::ask).into()
            }
            (Command::Open, Some(Spot::File(kind, identity))) => {
                self.open = Some((kind, identity));
                self.sheet = Sheet::default();
                Effects::none()
            }
            (Command::AdoptFile, _) => Effect::ask(Dialog::form(
                "Adopt a file of the area",
                ADOPT,
                vec![Field::line("path", "Path of the file (TOML)", "")],
            ))
            .into(),
            (Command::Back, _) => {
                let from = self.open.take();
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                let back = from.map(|(kind, identity)| Spot::File(kind, identity));
                let at = rows.iter().position(|row| row.target == back).unwrap_or(0);
                self.sheet.to(at, &rows);
                Effects::none()
            }
            (command, _) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    fn filled(&self, tag: Tag, values: &Filled, cx: &Cx) -> Effects {
        let text = |name| values.text(name).map(|text| text.reveal().to_owned());
        if tag == ADOPT {
            let path = text("path").unwrap_or_default();
            return Effect::Adopt { from: path.into(), tag }.into();
        }
        let Some(key) = self.setting else { return Effects::none() };
        let value = values.choice("value").map(str::to_owned).or_else(|| text("value"));
        let request = SetSetting {
            key,
            value: value.unwrap_or_default(),
            from: values.date("from").unwrap_or(cx.today()),
            note: text("note").unwrap_or_default(),
        };
        Effect::run(Request::SetSetting(request), tag).into()
    }

    /// What the setting under the cursor is, and what it will be.
    fn note(&self, cx: &Cx) -> String {
        let Some(Spot::Setting(key)) = self.spot(cx) else { return String::new() };
        let Some(line) = self.line(key) else { return String::new() };
        let later = line.later.iter().map(|(from, value)| format!("{value} from {}", show_numeric(*from)));
        std::iter::once(line.note.trim_end_matches('.').to_owned())
            .chain(later)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

fn setting(line: &SettingLine, cx: &Cx) -> SheetRow<Spot> {
    let value = if line.value.is_empty() { "-" } else { &line.value };
    let since = line.since.map_or_else(|| "always".to_owned(), show_numeric);
    let later = line.later.first().map(|(from, value)| format!("to {value}, {}", show_numeric(*from)));
    let row = Line::from(vec![
        Span::styled(format!("  {}", wide::fit(&line.key.word(), 23)), cx.theme.text),
        Span::styled(format!(" {}", wide::fit(value, 13)), cx.theme.strong),
        Span::styled(format!(" {}", wide::fit(&since, 11)), cx.theme.quiet),
        Span::styled(wide::fit(line.basis.map_or("built in", Basis::word), 12), cx.theme.quiet),
        Span::styled(later.unwrap_or_default(), cx.theme.warning),
    ]);
    SheetRow::stop(row, Some(Spot::Setting(line.key)))
}

/// A file as it is used, line by line.
fn body(file: &AreaFileLine, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let head = format!("  {} {}, version {}", file.kind, file.identity, file.version);
    let lines = file.body.lines().flat_map(|line| match line {
        "" => vec![String::new()],
        line => wide::wrap(line, width.saturating_sub(4)),
    });
    let lines = lines.map(|line| SheetRow::stop(Line::styled(format!("  {line}"), cx.theme.text), None));
    std::iter::once(SheetRow::pass(Line::styled(head, cx.theme.heading))).chain(lines).collect()
}

/// The form that sets a value from a day on.
fn form(line: &SettingLine, today: Date) -> Dialog {
    let choices = line.key.choices();
    let value = if choices.is_empty() {
        Field::line("value", "It should be", &line.value)
    } else {
        let held = choices.iter().filter(|choice| **choice == line.value);
        let others = choices.iter().filter(|choice| **choice != line.value);
        let all = others.chain(held).map(|choice| ((*choice).to_owned(), (*choice).to_owned()));
        Field::choice("value", "It should be", all.collect())
    };
    let value = if line.key.built_in().is_some() { value.optional() } else { value };
    Dialog::form(
        format!("{}: {} now", line.key.word(), if line.value.is_empty() { "nothing" } else { &line.value }),
        SET,
        vec![
            value,
            Field::date("from", "From", Some(today)),
            Field::line("note", "Who decided, and why", "").optional(),
        ],
    )
}

impl Screen for AreaScreen {
    fn scope(&self) -> Scope {
        Scope::Area
    }

    fn title(&self, _cx: &Cx) -> String {
        self.story
            .as_ref()
            .map_or_else(|| "Area".to_owned(), |story| format!("Area {} ({})", story.name, story.code))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Area, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag, values, .. } => return self.filled(tag, &values, cx),
            Msg::Answer { outcome: Ok(Answer::Area(story)), .. } => self.story = Some(story),
            Msg::Changed => return Effect::look(Ask::Area, Tag::default()).into(),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let rows = self.rows(width, cx);
        if rows.is_empty() {
            return chrome::empty(frame, area, "Reading the area …", cx);
        }
        let [page, note] = Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(if self.open.is_some() { 0 } else { NOTE }),
        ])
        .areas(area);
        self.sheet.view(frame, page, &rows, cx);
        let note_lines = wide::wrap(&self.note(cx), width.saturating_sub(4));
        let lines: Vec<Line> =
            note_lines.into_iter().map(|line| Line::styled(format!("  {line}"), cx.theme.quiet)).collect();
        frame.render_widget(Paragraph::new(lines), note);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::Open | Command::AdoptFile => self.open.is_none(),
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::Stage;
    use crate::domain::request::Request;
    use crate::domain::tools::settings::SettingKey;

    #[test]
    fn the_area_looks_as_it_was_looked_at() {
        for (columns, rows) in [(80, 24), (120, 40)] {
            for (name, keys) in [("settings", "f10"), ("form", "f10 enter"), ("file", "f10 end enter")] {
                let screen = Stage::new(columns, rows).press(keys).screen();
                insta::assert_snapshot!(format!("{name}-{columns}"), screen);
            }
        }
    }

    #[test]
    fn a_setting_is_changed_from_a_day_on() {
        let mut stage = Stage::new(80, 24);
        stage
            .press("f10 enter ctrl-u")
            .types("12")
            .press("tab ctrl-u")
            .types("1/4/2027")
            .press("tab")
            .types("steering");
        stage.press("enter");
        let Request::SetSetting(set) = stage.desk.last() else { panic!("no setting") };
        assert_eq!(
            (set.key, set.value.as_str(), set.note.as_str()),
            (SettingKey::DashThreshold, "12", "steering")
        );
        assert_eq!(set.from, jiff::civil::date(2027, 4, 1));
        stage.press("down enter");
        assert!(stage.shows("‹ police-only ›"), "the other word first: {}", stage.screen());
        stage.press("enter");
        assert!(matches!(stage.desk.last(), Request::SetSetting(set) if set.value == "police-only"));
    }

    #[test]
    fn a_file_is_read_as_it_is_used_and_a_new_one_adopted_by_its_path() {
        let mut stage = Stage::new(80, 24);
        stage.press("f10 end enter");
        assert!(stage.shows("name = \"Dash checklist (24)\""), "{}", stage.screen());
        stage.press("esc");
        assert!(stage.shows("▸ tool"), "{}", stage.screen());
        stage.press("a").types("panel.toml").press("enter");
        assert_eq!(stage.desk.adopted, [std::path::PathBuf::from("panel.toml")]);
    }
}
