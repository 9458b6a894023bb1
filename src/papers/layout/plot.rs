//! Where the figures of a chart are drawn: scales, colours and strokes.

use super::drawn::{Ink, Shape};
use super::page::{ElementId, Item, Tag};
use crate::papers::blocks::Text;
use crate::papers::chart::{ChartKind, Series};

/// Where a chart of lines is drawn.
pub struct Plot {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// How wide.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// The value of its upper edge.
    pub top: f64,
    /// How many labels share its width.
    pub labels: usize,
}

impl Plot {
    /// The width for each label.
    pub fn slot(&self) -> f32 {
        self.width / small(self.labels.max(1))
    }

    /// Where a value is drawn.
    pub fn height_of(&self, value: f64) -> f32 {
        self.y + self.height - length(value / self.top, self.height)
    }

    /// Where a value under a label is drawn.
    pub fn point(&self, index: usize, value: f64) -> (f32, f32) {
        (self.x + self.slot() * (small(index) + 0.5), self.height_of(value))
    }

    /// The line of a series, broken where a figure is withheld.
    pub fn path(&self, series: &Series, place: usize) -> Vec<Shape> {
        let figures: Vec<(usize, Option<f64>)> =
            series.figures.iter().map(|figure| figure.value).enumerate().collect();
        figures
            .split(|(_, value)| value.is_none())
            .filter(|stretch| stretch.len() > 1)
            .map(|stretch| {
                let points = stretch.iter().filter_map(|&(index, value)| Some(self.point(index, value?)));
                stroke(points.collect(), place)
            })
            .collect()
    }
}

/// A sample of a series for the legend: a square, or a stroke of its line.
pub fn mark(figure: ElementId, kind: ChartKind, place: usize, (x, y): (f32, f32), width: f32) -> Item {
    let ink = series_ink(place);
    let side = width / 2.5;
    drawn(
        figure,
        match kind {
            ChartKind::Bars => Shape::Panel { x, y: y - side / 2.0, width, height: side, ink },
            ChartKind::Lines => stroke(vec![(x, y), (x + width, y)], place),
        },
    )
}

fn stroke(points: Vec<(f32, f32)>, place: usize) -> Shape {
    let dashes: &[f32] = match place % 4 {
        0 => &[],
        1 => &[5.0, 2.5],
        2 => &[1.5, 2.0],
        _ => &[7.0, 2.0, 1.5, 2.0],
    };
    Shape::Path { points, thickness: 1.4, dashes, ink: series_ink(place) }
}

/// The colour of a series.
pub fn series_ink(place: usize) -> Ink {
    Ink::Series(u8::try_from(place % 4).unwrap_or_default())
}

/// Something drawn as part of a figure.
pub fn drawn(figure: ElementId, shape: Shape) -> Item {
    Item { tag: Tag::Content(figure), shape }
}

/// A share of a length.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a share between 0 and 1 needs no more digits than f32 has"
)]
pub fn length(share: f64, of: f32) -> f32 {
    share as f32 * of
}

/// A count as a factor.
#[expect(clippy::cast_precision_loss, reason = "labels of a chart are few")]
pub fn small(count: usize) -> f32 {
    count as f32
}

/// The distance of the lines of a scale: 1, 2 or 5 times a power of ten, for at most six of them.
pub fn step(largest: f64) -> f64 {
    let power = 10_f64.powf((largest / 5.0).log10().floor()).max(1.0);
    [1.0, 2.0, 5.0, 10.0]
        .map(|times| times * power)
        .into_iter()
        .find(|step| largest <= step * 5.0)
        .unwrap_or(power)
}

/// The values of a scale, from 0.
pub fn ticks(step: f64, steps: f64) -> Vec<(f64, Text)> {
    let values = std::iter::successors(Some(0.0), |value| Some(value + step));
    values
        .take_while(|value| *value <= step * steps + step / 2.0)
        .map(|value| (value, Text::from(format!("{value}"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_reach_the_largest_figure() {
        for (largest, distance, lines) in [
            (4.0, 1.0, 5),
            (5.0, 1.0, 6),
            (31.0, 10.0, 5),
            (44.0, 10.0, 6),
            (87.0, 20.0, 6),
            (0.0, 1.0, 2),
            (1234.0, 500.0, 4),
        ] {
            let step = step(largest);
            assert_eq!(step, distance, "{largest}");
            assert_eq!(ticks(step, (largest / step).ceil().max(1.0)).len(), lines, "{largest}");
        }
    }
}
