//! What a document would become, or has become: counts, then a line a row with what stands out under it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::cx::Cx;
use crate::app::theme::Theme;
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::wide;
use crate::domain::referral::Finding;
use crate::service::plan::{Plan, PlanRow, PlanStanding};

const COLUMNS: &[Column] = &[
    number("Row", 5, 0),
    text("Reference", 10, 16, 2),
    text("Case", 11, 13, 1),
    text("What", 18, 22, 0),
    text("Why, and what to do", 30, 160, 0),
];

/// Lines for the whole of what is said of the line under the cursor.
const WHOLE: usize = 3;

/// What a line of the plan is of: the row by its place, and of what stands out in it the number, 0 for the row itself.
#[derive(Debug, Clone, Copy)]
struct At {
    row: usize,
    note: usize,
}

/// The lines of a plan: each row, and under it what stands out.
#[derive(Debug, Clone, Default)]
pub struct Lines(Vec<At>);

impl Lines {
    /// Of a plan; of incidents only those that stand out, since they come by the thousand.
    pub fn of(plan: &Plan) -> Self {
        let mut lines = Vec::new();
        for (row, line) in plan.rows.iter().enumerate() {
            let notes = notes(line).len();
            if line.standing == PlanStanding::Taken && notes == 0 && plan.rows.len() > 200 {
                continue;
            }
            lines.extend((0..notes.max(1)).map(|note| At { row, note }));
        }
        Self(lines)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The row that a line is of.
    pub fn row(&self, at: usize) -> Option<usize> {
        self.0.get(at).map(|at| at.row)
    }
}

/// How much a note matters.
#[derive(Clone, Copy)]
enum Weight {
    Danger,
    Wrong,
    Plain,
}

impl Weight {
    const fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Danger | Self::Wrong => theme.bad,
            Self::Plain => theme.text,
        }
    }
}

/// What stands out in a row, the most dangerous first.
fn notes(row: &PlanRow) -> Vec<(Weight, String)> {
    let mut notes = Vec::new();
    if let Some(refused) = &row.refused {
        notes.push((Weight::Wrong, format!("! {refused}")));
    }
    for found in &row.findings {
        let danger = matches!(found.finding, Finding::SharedByOpposing(..));
        if danger {
            notes.push((Weight::Danger, format!("!! check before any contact: {}", found.reason)));
        }
    }
    for problem in &row.to_correct {
        notes.push((Weight::Wrong, format!("! {} {}; {}", problem.field, problem.what, problem.way_forward)));
    }
    for found in &row.findings {
        if !matches!(found.finding, Finding::SharedByOpposing(..) | Finding::New) {
            notes.push((Weight::Plain, found.reason.clone()));
        }
    }
    if row.heard {
        notes.push((Weight::Plain, "taken as heard at an earlier meeting".to_owned()));
    }
    if row.standing == PlanStanding::Already {
        notes.push((Weight::Plain, row.words.clone()));
    }
    notes
}

/// Draws it.
pub fn view(frame: &mut Frame, area: Rect, plan: &Plan, lines: &Lines, cursor: &Cursor, cx: &Cx) {
    let columns = usize::from(area.width);
    let counts = plan.counts();
    let mut told = vec![(counts.in_words(), cx.theme.strong)];
    if counts.dangerous > 0 {
        let words =
            format!("!! {} where victim and perpetrator may be reached the same way", counts.dangerous);
        told.push((words, cx.theme.bad));
    }
    if counts.to_correct > 0 {
        let fields = if counts.to_correct == 1 { "field" } else { "fields" };
        told.push((
            format!("! {} {fields} to correct; the rest of the row is taken in", counts.to_correct),
            cx.theme.bad,
        ));
    }
    if !plan.unread.is_empty() {
        told.push((format!("not read: {}", plan.unread.join(", ")), cx.theme.warning));
    }
    told.extend(plan.more.iter().map(|words| (words.clone(), cx.theme.good)));
    let next = match (plan.kept, counts.already + counts.refused == counts.rows) {
        (false, true) => "Nothing would be added. Esc goes back.",
        (false, false) => "Nothing is kept yet: Enter takes it in, Esc goes back.",
        (true, true) => "Nothing was added.",
        (true, false) => "Taken in. Enter opens the case; undo (ctrl-z) takes all of it back.",
    };
    told.push((next.to_owned(), cx.theme.heading));
    let top = u16::try_from(told.len() + 1).unwrap_or(6).min(area.height / 2);
    // What is cut off in the line under the cursor is read whole at the foot.
    let at = cursor.at();
    let whole = lines.0.get(at).and_then(|line| {
        let (_, words) = notes(plan.rows.get(line.row)?).into_iter().nth(line.note)?;
        Some(wide::wrap(&words, columns.saturating_sub(2)))
    });
    let whole: Vec<Line> = whole
        .unwrap_or_default()
        .into_iter()
        .take(WHOLE)
        .map(|line| Line::styled(format!(" {line}"), cx.theme.strong))
        .collect();
    let foot = if area.height > 14 { u16::try_from(WHOLE + 1).unwrap_or(4) } else { 0 };
    let [words, head, body, _, under] = Layout::vertical([
        Constraint::Length(top),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(foot.min(1)),
        Constraint::Length(foot.saturating_sub(1)),
    ])
    .areas(area);
    frame.render_widget(Paragraph::new(whole), under);
    let shown: Vec<Line> = told
        .into_iter()
        .map(|(line, style)| Line::styled(wide::cut(&format!(" {line}"), columns), style))
        .collect();
    frame.render_widget(Paragraph::new(shown), words);
    let widths = columns::widths(COLUMNS, columns);
    frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
    let rows: Vec<Line> = cursor
        .visible(usize::from(body.height))
        .filter_map(|place| {
            let At { row, note } = *lines.0.get(place)?;
            let row = plan.rows.get(row)?;
            Some(line(row, note, &widths, place == at, cx))
        })
        .collect();
    frame.render_widget(Paragraph::new(rows), body);
}

fn line(row: &PlanRow, note: usize, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let notes = notes(row);
    let why = notes
        .get(note)
        .map_or((String::new(), theme.text), |(weight, words)| (words.clone(), weight.style(theme)));
    let first = note == 0;
    let told = |text: String| if first { text } else { String::new() };
    let standing = if row.refused.is_some() { theme.bad } else { theme.strong };
    let cells = vec![
        (told(row.row.to_string()), theme.quiet),
        (told(row.source.clone()), theme.text),
        (told(row.case.clone().unwrap_or_default()), theme.text),
        (told(row.standing.word().to_owned()), standing),
        why,
    ];
    columns::row(COLUMNS, widths, cells, Some(on), theme)
}
