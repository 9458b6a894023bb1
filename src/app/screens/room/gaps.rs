//! The gap grid: which agency returned or said something on which case, for this case and for the whole meeting.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::cx::Cx;
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::rows::agenda::{AgendaItem, InformationKind, ItemState};
use crate::service::ask::{Agenda, Cell, Grid};

/// What the signs mean, under the grid.
const LEGEND: &str = " ● spoke  + sent  ○ nothing known  · silent  ? sent nothing  x out  / away";

/// Every agency against every case, while it is in sight.
#[derive(Default)]
pub struct Gaps {
    /// Whether the grid is in sight.
    pub shown: bool,
    grid: Box<Grid>,
}

impl Gaps {
    /// The grid has been read.
    pub fn known(&mut self, grid: Box<Grid>) {
        self.grid = grid;
    }

    /// Draws the grid: a line an agency, this case first, then every case by its number.
    pub fn view(
        &self,
        frame: &mut Frame,
        area: Rect,
        agenda: &Agenda,
        shown: Option<Id<AgendaItem>>,
        cx: &Cx,
    ) {
        let columns = usize::from(area.width);
        let name = 24.min(columns / 3);
        let fits = columns.saturating_sub(name + 20) / 3;
        let cases = &self.grid.cases;
        let at = cases.iter().position(|line| Some(line.item.id) == shown);
        let first = at.unwrap_or(0).saturating_sub(fits.saturating_sub(1));
        let seen = || cases.iter().skip(first).take(fits);
        let mut head = vec![Span::styled(wide::fit(" Agency", name + 1), cx.theme.heading)];
        head.push(Span::styled(wide::fit("this case", 18), cx.theme.heading));
        head.extend(seen().map(|line| {
            let style = if Some(line.item.id) == shown { cx.theme.selected } else { cx.theme.heading };
            Span::styled(wide::fit_right(&line.item.position.to_string(), 3), style)
        }));
        let mut lines = vec![Line::from(head)];
        for agency in &self.grid.agencies {
            let here = agenda.table.is_here(&agency.key);
            let of = |item: &AgendaItem| sign(&self.grid.cell(item.case, &agency.key), item, here);
            let this = at.and_then(|at| cases.get(at)).map_or("", |line| of(&line.item));
            let cell =
                at.and_then(|at| cases.get(at)).map(|line| self.grid.cell(line.item.case, &agency.key));
            let (words, style) = words(this, cell.as_ref(), cx);
            let mut row =
                vec![Span::styled(wide::fit(&format!(" {}", agency.name), name + 1), cx.theme.text)];
            row.push(Span::styled(wide::fit(words, 18), style));
            row.extend(seen().map(|line| Span::raw(format!("  {}", of(&line.item)))));
            lines.push(Line::from(row));
        }
        lines.truncate(usize::from(area.height).saturating_sub(1));
        lines.push(Line::styled(wide::cut(LEGEND, columns), cx.theme.quiet));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// The sign of an agency on a case: what it said in the meeting goes before what it sent, and that before its silence.
fn sign(cell: &Cell, item: &AgendaItem, here: bool) -> &'static str {
    let begun = matches!(item.state, ItemState::Hearing | ItemState::Heard);
    let returned = cell.returned.map(|(kind, _)| kind);
    if cell.walled.is_some() {
        return "x";
    }
    match (cell.spoke, returned) {
        (Some(InformationKind::Shared | InformationKind::Late), _) => "●",
        (Some(InformationKind::NothingKnown), _) | (None, Some(InformationKind::NothingKnown)) => "○",
        (_, Some(InformationKind::Shared | InformationKind::Late)) => "+",
        _ if cell.elsewhere => "/",
        _ if begun && here => "·",
        _ if begun => "/",
        _ => "?",
    }
}

fn words<'a>(sign: &str, cell: Option<&Cell>, cx: &Cx) -> (&'a str, Style) {
    match sign {
        "●" => ("spoke", cx.theme.good),
        "○" => ("nothing known", cx.theme.quiet),
        "+" => ("sent, not spoken", cx.theme.warning),
        "·" => ("SILENT", cx.theme.warning),
        "x" if cell.is_some_and(|cell| matches!(cell.walled, Some(Some(_)))) => {
            ("kept out, other", cx.theme.quiet)
        }
        "x" => ("kept out", cx.theme.quiet),
        "/" if cell.is_some_and(|cell| cell.elsewhere) => ("not asked in", cx.theme.quiet),
        "/" => ("not here", cx.theme.quiet),
        "?" => ("sent nothing", cx.theme.warning),
        _ => ("", cx.theme.quiet),
    }
}
