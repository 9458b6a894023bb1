//! A report as it may leave the office: small numbers of people and cases held back.

use super::{Cell, Figure, Grid, Measure, Part, Report, Trend};
use crate::domain::told::shown::{SMALLEST, Shown};

impl Report {
    /// The same report with every small number of people or cases held back, and where one could be worked out of a sum and
    /// the rest, the next smallest too. A figure that is counted out of a small number goes with it.
    #[must_use]
    pub fn for_outside(mut self) -> Self {
        if self.outside {
            return self;
        }
        self.outside = true;
        for part in &mut self.parts {
            match part {
                Part::Measures(measures) => measures.lines.iter_mut().for_each(measure),
                Part::Grid(table) => grid(table),
                Part::Trend(line) => trend(line),
            }
        }
        self.notes.push(format!(
            "Numbers of people and cases under {SMALLEST} are held back (our default): few people can be recognised."
        ));
        self
    }
}

fn measure(line: &mut Measure) {
    if line.people && is_small(&line.figure) {
        line.figure = Figure::Held;
    }
    line.behind = false;
}

/// Whether a figure tells, or lets be worked out, a number of people that is small: what it counts, what it is counted
/// out of, or the rest of that.
const fn is_small(figure: &Figure) -> bool {
    match figure {
        Figure::Count(count) => small(*count),
        Figure::Share(ratio) => {
            small(ratio.of) || small(ratio.all) || small(ratio.all - min(ratio.of, ratio.all))
        }
        Figure::Per { of, .. } => small(*of),
        Figure::Days { n, .. } | Figure::Amount { n, .. } | Figure::Word(_, n) => small(*n),
        Figure::Nothing | Figure::NotCollected(_) | Figure::Held => false,
    }
}

const fn min(one: usize, other: usize) -> usize {
    if one < other { one } else { other }
}

const fn small(count: usize) -> bool {
    count > 0 && count < SMALLEST
}

/// Columns of counts are held back as parts of a sum; a share goes where either of its numbers is small.
fn grid(table: &mut Grid) {
    for row in &mut table.rows {
        row.behind = false;
    }
    let of_people = table.heads.iter().enumerate().filter(|(_, head)| head.people);
    for (at, _) in of_people {
        let count = |cell: Option<&Cell>| match cell {
            Some(Cell::Count(count)) => Some(*count),
            _ => None,
        };
        let counts: Vec<usize> = table.rows.iter().map(|row| count(row.cells.get(at)).unwrap_or(0)).collect();
        let shown = Shown::parts(&counts, false);
        for (row, shown) in table.rows.iter_mut().zip(shown) {
            let Some(cell) = row.cells.get_mut(at) else { continue };
            match cell {
                Cell::Count(_) if !matches!(shown, Shown::Count(_)) => *cell = Cell::Words(shown.words()),
                Cell::Share(ratio) if is_small(&Figure::Share(*ratio)) => {
                    *cell = Cell::Words("held back".to_owned());
                }
                _ => {}
            }
        }
    }
}

fn trend(line: &mut Trend) {
    if !line.people {
        return;
    }
    for (_, figures) in &mut line.series {
        let counts: Vec<usize> = figures.iter().map(|figure| figure.n().unwrap_or(0)).collect();
        for (figure, shown) in figures.iter_mut().zip(Shown::parts(&counts, false)) {
            if !matches!(shown, Shown::Count(_)) || is_small(figure) {
                *figure = Figure::Held;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{Asked, Head, Measures, ReportKind, Row};
    use crate::domain::told::Ratio;
    use jiff::civil::date;

    fn report(parts: Vec<Part>) -> Report {
        let asked = Asked::over(ReportKind::ALL[0], date(2026, 1, 1), date(2026, 3, 31));
        Report { parts, ..Report::new(&asked, None, date(2026, 4, 1)) }
    }

    #[test]
    fn no_small_number_of_people_leaves_and_counts_of_work_stay() {
        let share = |of, all| Figure::Share(Ratio { of, all });
        let lines = vec![
            Measure::of_people("a", "small", Figure::Count(3), ""),
            Measure::of_people("b", "none", Figure::Count(0), ""),
            Measure::of_people("c", "rest of it is small", share(18, 20), ""),
            Measure::of_people("d", "large", share(10, 20), ""),
            Measure::of_work("e", "meetings", Figure::Count(3), "").opened(),
        ];
        let told = report(vec![Part::Measures(Measures { title: String::new(), lines })]).for_outside();
        let said: Vec<String> = ["a", "b", "c", "d", "e"]
            .iter()
            .filter_map(|key| Some(told.measure(key)?.figure.said()))
            .collect();
        assert_eq!(said, ["held back", "0", "held back", "50%", "3"]);
        assert!(!told.measure("e").unwrap().behind);
        assert_eq!(told.clone().for_outside(), told);
    }

    #[test]
    fn one_small_part_of_a_column_takes_the_next_with_it() {
        let row = |count| Row { key: String::new(), cells: vec![Cell::Count(count)], behind: true };
        let table = Grid {
            title: String::new(),
            note: String::new(),
            heads: vec![Head::people("Cases")],
            rows: vec![row(40), row(3), row(9)],
        };
        let told = report(vec![Part::Grid(table)]).for_outside();
        let Some(Part::Grid(table)) = told.parts.first() else { panic!("a table") };
        let said: Vec<String> = table.rows.iter().map(|row| row.cells[0].said()).collect();
        assert_eq!(said, ["40", "fewer than 5", "held back"]);
    }
}
