//! A chart: figures drawn, and the same figures as a table for whoever does not see it.
//!
//! ```
//! use convenor::papers::{Chart, Figure};
//!
//! let chart = Chart::bars("Cases heard, by quarter", ["Q1", "Q2"])
//!     .says("Cases heard rose from 31 to 44.")
//!     .series("Heard", [31_u32, 44])
//!     .series("Repeats", [Figure::new(9.0, "9"), Figure::withheld("fewer than 5")]);
//! assert_eq!(chart.table().rows().len(), 2);
//! ```

use super::tables::{Align, Column, Table};
use super::wording::Text;

/// How figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each figure, one below the other: to compare.
    Bars,
    /// A line for each series, from left to right: how something went over time.
    Lines,
}

/// One figure of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// How large; nothing is drawn for none, for one that is negative, or for one that is no number.
    pub value: Option<f64>,
    /// As it is printed, such as `44` or `83%`.
    pub shown: Text,
}

impl Figure {
    /// A figure, and how it is printed.
    pub fn new(value: f64, shown: impl Into<Text>) -> Self {
        Self { value: Some(value).filter(|value| value.is_finite() && *value >= 0.0), shown: shown.into() }
    }

    /// No figure, and what is printed instead.
    pub fn withheld(shown: impl Into<Text>) -> Self {
        Self { value: None, shown: shown.into() }
    }
}

impl From<u32> for Figure {
    fn from(count: u32) -> Self {
        Self::new(count.into(), count.to_string())
    }
}

/// Figures of one kind, one for each label of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they count.
    pub name: Text,
    /// The figures, in the order of the labels.
    pub figures: Vec<Figure>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Bars or lines.
    pub kind: ChartKind,
    /// What it shows, printed above it.
    pub title: Text,
    /// What it tells in a sentence, for whoever has it read aloud; the figures are added.
    pub says: Text,
    labels: Vec<Text>,
    series: Vec<Series>,
}

impl Chart {
    /// Bars under these labels, without figures yet.
    pub fn bars<L: Into<Text>>(title: impl Into<Text>, labels: impl IntoIterator<Item = L>) -> Self {
        let labels = labels.into_iter().map(Into::into).collect();
        Self { kind: ChartKind::Bars, title: title.into(), says: Text::default(), labels, series: Vec::new() }
    }

    /// Lines over these labels, without figures yet.
    pub fn lines<L: Into<Text>>(title: impl Into<Text>, labels: impl IntoIterator<Item = L>) -> Self {
        Self { kind: ChartKind::Lines, ..Self::bars(title, labels) }
    }

    /// With what it tells, in a sentence.
    #[must_use]
    pub fn says(mut self, says: impl Into<Text>) -> Self {
        self.says = says.into();
        self
    }

    /// With one more series: figures left out are withheld, figures beyond the labels are dropped.
    #[must_use]
    pub fn series<F: Into<Figure>>(
        mut self,
        name: impl Into<Text>,
        figures: impl IntoIterator<Item = F>,
    ) -> Self {
        let mut figures: Vec<Figure> = figures.into_iter().map(Into::into).collect();
        figures.resize_with(self.labels.len(), || Figure::withheld("–"));
        self.series.push(Series { name: name.into(), figures });
        self
    }

    /// What the figures stand under.
    pub fn labels(&self) -> &[Text] {
        &self.labels
    }

    /// The series, each with as many figures as there are labels.
    pub fn all_series(&self) -> &[Series] {
        &self.series
    }

    /// The same figures as a table: a row for each label, a column for each series.
    pub fn table(&self) -> Table {
        let heads =
            self.series.iter().map(|series| Column::new(series.name.clone(), 1.0).aligned(Align::Right));
        let mut table = Table::new([Column::new("", 2.0)].into_iter().chain(heads));
        for (index, label) in self.labels.iter().enumerate() {
            let figures = self.series.iter().filter_map(|series| series.figures.get(index));
            table.push([label.clone()].into_iter().chain(figures.map(|figure| figure.shown.clone())));
        }
        table
    }

    /// What it tells, then every figure: the text in place of the drawing.
    pub fn alternative(&self) -> Text {
        // Sentences, since they are heard: what it shows, what is to be seen, then figure by figure.
        let mut told = format!("{}.", self.title.words().trim().trim_end_matches('.'));
        let says = self.says.words();
        if !says.trim().is_empty() {
            told.push(' ');
            told.push_str(says.trim());
        }
        for (index, label) in self.labels.iter().enumerate() {
            let figures = self.series.iter().filter_map(|series| Some((series, series.figures.get(index)?)));
            let figures: Vec<String> = figures
                .map(|(series, figure)| format!("{} {}", series.name.words(), figure.shown.words()))
                .collect();
            told.push_str(&format!(" For {}: {}.", label.words(), figures.join(" and ")));
        }
        told.into()
    }

    /// All text of it, in reading order.
    pub(crate) fn texts(&self) -> Vec<&Text> {
        let mut texts = vec![&self.title, &self.says];
        texts.extend(self.series.iter().map(|series| &series.name));
        for (index, label) in self.labels.iter().enumerate() {
            texts.push(label);
            let figures = self.series.iter().filter_map(|series| series.figures.get(index));
            texts.extend(figures.map(|figure| &figure.shown));
        }
        texts
    }

    /// All text of it, to be changed.
    pub fn texts_mut(&mut self) -> Vec<&mut Text> {
        let series = self.series.iter_mut().flat_map(|series| {
            [&mut series.name].into_iter().chain(series.figures.iter_mut().map(|figure| &mut figure.shown))
        });
        [&mut self.title, &mut self.says].into_iter().chain(&mut self.labels).chain(series).collect()
    }

    /// The largest value of all; more than 0.
    pub(crate) fn largest(&self) -> f64 {
        let values = self.series.iter().flat_map(|series| &series.figures).filter_map(|figure| figure.value);
        values.fold(0.0, f64::max).max(f64::MIN_POSITIVE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_alternative_tell_every_figure() {
        let chart = Chart::lines("Heard", ["Q1", "Q2"])
            .says("More were heard.")
            .series("Cases", [31_u32, 44])
            .series("Repeats", [Figure::withheld("fewer than 5")]);
        assert_eq!(
            chart.alternative().words(),
            "Heard. More were heard. For Q1: Cases 31 and Repeats fewer than 5. For Q2: Cases 44 and Repeats –."
        );
        let table = chart.table();
        assert_eq!(table.columns().len(), 3);
        assert_eq!(table.rows()[1], ["Q2", "44", "–"].map(Into::into));
        assert_eq!(Figure::new(f64::NAN, "?").value, None);
        assert_eq!(Figure::new(-1.0, "-1").value, None);
    }
}
