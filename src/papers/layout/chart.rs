//! Charts: bars one below the other, or lines over time.
//!
//! All text of a chart is part of one figure, which its alternative stands for: no stretch of it is an element of its
//! own. Series are told apart by their order and by dashes, not by colour alone.

use super::drawn::{Ink, Shape};
use super::flow::{COLUMN, Flow};
use super::lines::{Line, break_lines};
use super::page::{Artifact, ElementId, Item, Role, Tag};
use super::plot::{Plot, drawn, length, mark, series_ink, small, step, ticks};
use super::scale::{PAGE, Type};
use super::strips::{Cell, Join, RowStyle, Strip, row};
use crate::papers::blocks::{Align, Text};
use crate::papers::chart::{Chart, ChartKind};

/// Labels take at most this share of the width: our default.
const LABELS: f32 = 0.34;

impl Flow {
    /// Adds a chart under its title.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let title = self.element(Role::Paragraph, self.holder);
        let style = RowStyle { gap: self.scale.room(10.0), ..RowStyle::plain(self.scale.body, COLUMN) };
        let before = self.strip_count();
        self.single(&chart.title.emphasised(), title, &style, Ink::Text);
        self.keep_with_next(before);
        let figure = self.element(Role::Figure, self.holder);
        if let Some(element) = self.elements.get_mut(figure.0) {
            element.alternative = Some(chart.alternative().words().into());
        }
        let mut strips = self.legend(chart, figure);
        strips.extend(match chart.kind {
            ChartKind::Bars => self.bars(chart, figure),
            ChartKind::Lines => self.curves(chart, figure),
        });
        // One too high for a page is broken between its labels.
        if strips.iter().map(|strip| strip.gap + strip.height).sum::<f32>() < PAGE.1 / 2.0 {
            strips.iter_mut().skip(1).for_each(|strip| strip.join = Join::Glued);
        }
        self.push(strips);
        self.leave(8.0);
    }

    /// Which series is which; nothing when there is one alone.
    fn legend(&mut self, chart: &Chart, figure: ElementId) -> Vec<Strip> {
        let letters = self.scale.cell;
        let (sample, gap) = (letters.size * 2.0, self.scale.room(6.0));
        let mut strips = Vec::new();
        let several = chart.all_series().len() > 1;
        for (index, series) in chart.all_series().iter().enumerate().filter(|_| several) {
            let place = (sample + gap, COLUMN.1 - sample - gap);
            let cell = self.cell_in(letters, &series.name.bare(), figure, place, Ink::Text);
            let mut lines = row(self.next_row(), vec![cell], &RowStyle::plain(letters, COLUMN));
            if let Some(first) = lines.first_mut() {
                let middle = letters.leading / 2.0;
                first.items.push((0, mark(figure, chart.kind, index, (COLUMN.0, middle), sample)));
            }
            strips.extend(lines);
        }
        strips
    }

    /// For each label a row: the label, its bars, their figures.
    fn bars(&mut self, chart: &Chart, figure: ElementId) -> Vec<Strip> {
        let letters = self.scale.cell;
        let gap = self.scale.room(8.0);
        let widest = |flow: &mut Self, texts: Vec<&Text>| {
            texts.iter().map(|text| flow.width(text, letters)).fold(0.0, f32::max) + 0.5
        };
        let labels = widest(self, chart.labels().iter().collect()).min(COLUMN.1 * LABELS);
        let all = chart.all_series().iter().flat_map(|series| &series.figures);
        let shown = widest(self, all.map(|figure| &figure.shown).collect()).min(COLUMN.1 * LABELS);
        let room = COLUMN.1 - labels - shown - 2.0 * gap;
        let mut strips = Vec::new();
        for (index, label) in chart.labels().iter().enumerate() {
            let number = self.next_row();
            let cell = self.cell_in(letters, &label.bare(), figure, (0.0, labels), Ink::Text);
            let above = self.scale.room(if index == 0 { 6.0 } else { 4.0 });
            // A label of several lines is said whole before its figures: they stand beside its last.
            let mut line = cell.lines.len().saturating_sub(1);
            let mut cells = vec![cell];
            let mut bars: Vec<(usize, Item)> = Vec::new();
            for (place, series) in chart.all_series().iter().enumerate() {
                let Some(one) = series.figures.get(index) else { continue };
                let long = one.value.map_or(0.0, |value| length(value / chart.largest(), room));
                let x = COLUMN.0 + labels + gap;
                let height = letters.leading - self.scale.room(3.0);
                let ink = series_ink(place);
                let y = self.scale.room(1.5);
                bars.push((line, drawn(figure, Shape::Panel { x, y, width: long, height, ink })));
                let mut value = self.cell_in(
                    letters,
                    &one.shown,
                    figure,
                    (labels + 1.5 * gap + long, shown + gap),
                    Ink::Text,
                );
                // One figure below the other, each beside its bar.
                let taken = value.lines.len().max(1);
                value.lines.splice(0..0, (0..line).map(|_| Line::default()));
                line += taken;
                cells.push(value);
            }
            let style = RowStyle { gap: above, whole: usize::MAX, ..RowStyle::plain(letters, COLUMN) };
            let mut lines = row(number, cells, &style);
            for (line, bar) in bars {
                lines.iter_mut().skip(line).take(1).for_each(|strip| strip.items.push((0, bar.clone())));
            }
            strips.extend(lines);
        }
        strips
    }

    /// Lines over the labels, from left to right, above a scale of rounded figures.
    fn curves(&mut self, chart: &Chart, figure: ElementId) -> Vec<Strip> {
        let letters = self.scale.cell;
        let number = self.next_row();
        let step = step(chart.largest());
        let steps = (chart.largest() / step).ceil().max(1.0);
        let ticks: Vec<(f64, Text)> = ticks(step, steps);
        let margin = ticks.iter().map(|(_, text)| self.width(text, letters)).fold(0.0, f32::max);
        let plot = Plot {
            x: COLUMN.0 + margin + self.scale.room(6.0),
            y: letters.leading,
            width: COLUMN.1 - margin - self.scale.room(6.0),
            height: self.scale.room(120.0).min(280.0),
            top: step * steps,
            labels: chart.labels().len(),
        };
        let mut items = Vec::new();
        for (value, text) in &ticks {
            let y = plot.height_of(*value);
            let rule = Shape::Rule { x: plot.x, y, width: plot.width, thickness: 0.5, ink: Ink::Hairline };
            items.push((0, Item { tag: Tag::Artifact(Artifact::Decoration), shape: rule }));
            items.extend(self.words(text, figure, letters, (COLUMN.0, margin), (y, Align::Right)));
        }
        let alone = chart.all_series().len() == 1;
        for (place, series) in chart.all_series().iter().enumerate() {
            for (index, one) in series.figures.iter().enumerate() {
                let Some(value) = one.value else { continue };
                let (x, y) = plot.point(index, value);
                let dot = letters.size / 5.0;
                let ink = series_ink(place);
                let square =
                    Shape::Panel { x: x - dot, y: y - dot, width: 2.0 * dot, height: 2.0 * dot, ink };
                items.push((0, drawn(figure, square)));
                if alone {
                    let across = (x - plot.slot() / 2.0, plot.slot());
                    let above = y - letters.leading * 0.7;
                    items.extend(self.words(
                        &one.shown.bare(),
                        figure,
                        letters,
                        across,
                        (above, Align::Centre),
                    ));
                }
            }
            items.extend(plot.path(series, place).into_iter().map(|shape| (0, drawn(figure, shape))));
        }
        let mut strip = Strip {
            height: plot.y + plot.height + self.scale.room(3.0),
            gap: self.scale.room(4.0),
            resume: 0.0,
            join: Join::Free,
            row: number,
            items,
            head: None,
        };
        strip.items.sort_by_key(|(lane, _)| *lane);
        let cells = self.under(chart, figure, &plot);
        let mut strips = vec![strip];
        strips.extend(row(
            self.next_row(),
            cells,
            &RowStyle { whole: usize::MAX, ..RowStyle::plain(letters, COLUMN) },
        ));
        strips
    }

    /// The labels under a plot; where they have no room side by side, every second, third ... alone.
    fn under(&mut self, chart: &Chart, figure: ElementId, plot: &Plot) -> Vec<Cell> {
        let letters = self.scale.cell;
        let widest = chart.labels().iter().map(|label| self.least_width(label, letters)).fold(0.0, f32::max);
        let every = (1..=plot.labels.max(1)).find(|&every| widest < plot.slot() * small(every)).unwrap_or(1);
        let mut cells = Vec::new();
        for (index, label) in chart.labels().iter().enumerate().filter(|(index, _)| index % every == 0) {
            let (middle, width) = (plot.point(index, 0.0).0, plot.slot() * small(every));
            let left = (middle - width / 2.0).clamp(COLUMN.0, COLUMN.0 + COLUMN.1 - width) - COLUMN.0;
            let cell = self.cell_in(letters, &label.bare(), figure, (left, width), Ink::Text);
            cells.push(Cell { align: Align::Centre, ..cell });
        }
        cells
    }

    /// One line of text whose middle is at a height, as items.
    fn words(
        &mut self,
        text: &Text,
        figure: ElementId,
        letters: Type,
        (x, width): (f32, f32),
        (middle, align): (f32, Align),
    ) -> Vec<(usize, Item)> {
        let spans = self.spans(&text.bare(), figure);
        let mut lines = break_lines(&mut self.shaper, &spans, i32::MAX);
        lines.truncate(1);
        let cell = Cell { lines, x, width, align, ink: Ink::Text };
        let strips = row(0, vec![cell], &RowStyle::plain(letters, COLUMN));
        let mut items: Vec<(usize, Item)> = strips.into_iter().flat_map(|strip| strip.items).collect();
        items.iter_mut().for_each(|(_, item)| item.shape.lower(middle - letters.leading / 2.0));
        items
    }
}
