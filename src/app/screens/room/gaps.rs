//! The gap grid: which agency has spoken on which case, for this case and for the whole meeting.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::cx::Cx;
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::rows::agenda::{AgendaItem, InformationKind, ItemState};
use crate::service::ask::{Agenda, ItemStory};

/// What the signs mean, under the grid.
const LEGEND: &str = " ● spoke  ○ nothing known  · silent  x kept out (conflict)  / not here";

/// What is known of one case.
#[derive(Default)]
struct Heard {
    spoke: BTreeSet<String>,
    nothing: BTreeSet<String>,
    walled: BTreeSet<String>,
}

/// Which agencies have spoken, as far as it is known.
#[derive(Default)]
pub struct Gaps {
    /// Whether the grid is in sight.
    pub shown: bool,
    heard: BTreeMap<Id<AgendaItem>, Heard>,
}

impl Gaps {
    /// The picture of a case has come.
    pub fn heard(&mut self, story: &ItemStory) {
        let mut heard = Heard::default();
        for said in &story.hearing.information {
            let Some(agency) = said.agency.clone() else { continue };
            match said.kind {
                InformationKind::NothingKnown => heard.nothing.insert(agency),
                InformationKind::Missing => false,
                InformationKind::Shared | InformationKind::Late => heard.spoke.insert(agency),
            };
        }
        heard.walled = story.story.walls.iter().map(|wall| wall.agency.clone()).collect();
        self.heard.insert(story.item.id, heard);
    }

    fn sign(&self, item: &AgendaItem, agency: &str, here: bool) -> &'static str {
        let begun = matches!(item.state, ItemState::Hearing | ItemState::Heard);
        match self.heard.get(&item.id) {
            Some(heard) if heard.walled.contains(agency) => "x",
            Some(heard) if heard.spoke.contains(agency) => "●",
            Some(heard) if heard.nothing.contains(agency) => "○",
            Some(_) if begun && here => "·",
            Some(_) if begun => "/",
            _ => " ",
        }
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
        let this = agenda.items.iter().find(|line| Some(line.item.id) == shown);
        let fits = columns.saturating_sub(name + 16) / 3;
        let at = this.map_or(0, |line| usize::try_from(line.item.position).unwrap_or(1).saturating_sub(1));
        let first = at.saturating_sub(fits.saturating_sub(1));
        let cases: Vec<&AgendaItem> =
            agenda.items.iter().map(|line| &line.item).skip(first).take(fits).collect();
        let mut head = vec![Span::styled(wide::fit(" Agency", name + 1), cx.theme.heading)];
        head.push(Span::styled(wide::fit("this case", 14), cx.theme.heading));
        head.extend(cases.iter().map(|item| {
            let style = if Some(item.id) == shown { cx.theme.selected } else { cx.theme.heading };
            Span::styled(wide::fit_right(&item.position.to_string(), 3), style)
        }));
        let mut lines = vec![Line::from(head)];
        for agency in &agenda.agencies {
            let place = agenda.attendance.iter().find(|line| line.agency == agency.key);
            let here = place.is_some_and(|line| line.presence.is_there() && line.left.is_none());
            if place.is_none() && !agency.core {
                continue;
            }
            let this = this.map_or(" ", |line| self.sign(&line.item, &agency.key, here));
            let (words, style) = match this {
                "●" => ("spoke", cx.theme.good),
                "○" => ("nothing known", cx.theme.quiet),
                "·" => ("SILENT", cx.theme.warning),
                "x" => ("kept out", cx.theme.quiet),
                "/" => ("not here", cx.theme.quiet),
                _ => ("", cx.theme.quiet),
            };
            let mut row =
                vec![Span::styled(wide::fit(&format!(" {}", agency.name), name + 1), cx.theme.text)];
            row.push(Span::styled(wide::fit(words, 14), style));
            row.extend(
                cases.iter().map(|item| Span::raw(format!("  {}", self.sign(item, &agency.key, here)))),
            );
            lines.push(Line::from(row));
        }
        lines.truncate(usize::from(area.height).saturating_sub(1));
        lines.push(Line::styled(wide::cut(LEGEND, columns), cx.theme.quiet));
        frame.render_widget(Paragraph::new(lines), area);
    }
}
