//! Who came and who answered: the report `engagement`.

use std::collections::BTreeMap;

use super::{forums, meetings, named, returned};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Asked, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend};
use crate::domain::told::Ratio;
use crate::domain::told::answers::Answers;
use crate::domain::told::attendance::{AgencyAttendance, AttendanceOver, over};
use crate::domain::told::months::Months;
use crate::service::look::actions::agency;
use crate::service::looking::Looking;

/// What agencies answered, by their keys.
type ByAgency = BTreeMap<String, Answers>;

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let rows = with.rows();
    let held = meetings(with, &forums, asked)?;
    let told = over(&rows, with.area, &held)?;
    let mut answered = ByAgency::new();
    let mut months = Months::<(Ratio, Answers)>::of(asked.from, asked.to);
    for meeting in &held {
        let Some((work, _)) = with.view.work(meeting.id)? else { continue };
        let mut month = months.at(meeting.on);
        for (key, line) in work.came.told(with.area, meeting)? {
            if let Some((_, sum)) = &mut month {
                sum.add(line);
            }
            answered.entry(key).or_default().add(line);
        }
    }
    for (on, came) in &told.each {
        if let Some((sum, _)) = months.at(*on) {
            sum.of += came.of;
            sum.all += came.all;
        }
    }
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(
        "Counts are meetings and answers of agencies; representatives are told apart by name and no name is told."
            .to_owned(),
    );
    report.parts.push(whole(&told, &answered));
    report.parts.push(attendance(&told));
    report.parts.push(research(with, &answered)?);
    report.parts.push(trend(&months));
    Ok(report)
}

/// Everybody together.
fn whole(told: &AttendanceOver, answered: &ByAgency) -> Part {
    let sum = |get: fn(&AgencyAttendance) -> usize| told.agencies.iter().map(get).sum::<usize>();
    let (there, of) = (sum(|line| line.there), sum(|line| line.of));
    let mut answers = Answers::default();
    answered.values().for_each(|line| answers.add(*line));
    let line = Measure::of_work;
    Part::Measures(Measures {
        title: "All agencies together".to_owned(),
        lines: vec![
            line(
                "meetings",
                "Meetings with attendance taken",
                Figure::Count(told.meetings),
                "meetings of the period that are over and have a register",
            ),
            line(
                "attendance",
                "Attendance",
                Figure::share(there, of),
                "agencies in the room or by link, of agencies expected or entered, added up over meetings",
            ),
            line(
                "same-person",
                "The same representative",
                Figure::share(sum(|line| line.same), there),
                "attendances by whoever came most often for the agency, of all attendances (our definition)",
            ),
            line(
                "late",
                "Late arrivals",
                Figure::share(sum(|line| line.late), there),
                "attendances that began after the meeting did, of all attendances",
            ),
            line(
                "confidentiality",
                "Confidentiality accepted",
                Figure::share(told.accepted, told.present),
                "people present, observers included, who accepted the confidentiality statement, of all present",
            ),
            line(
                "apologies-informed",
                "Apologies with information",
                Figure::share(sum(|line| line.informed), sum(|line| line.apologies)),
                "apologies with which information was sent, of all apologies",
            ),
            line(
                "research-in-time",
                "Research returned in time",
                returned(answers.in_time, answers),
                "answers by the day asked for, nothing known included, of all asked for",
            ),
            line(
                "research-nil",
                "Of those, nothing known",
                Figure::share(answers.nothing, answers.in_time),
                "answers in time that nothing is known, of those in time",
            ),
            line(
                "research-none",
                "Research not returned",
                returned(answers.unanswered(), answers),
                "no answer entered, of all asked for",
            ),
            line(
                "research-late",
                "Research returned late",
                returned(answers.late, answers),
                "answers after the day asked for, of all asked for",
            ),
        ],
    })
}

fn attendance(told: &AttendanceOver) -> Part {
    let lines = told.agencies.iter().map(|line| Row {
        key: line.key.clone(),
        cells: vec![
            Cell::Words(line.agency.clone()),
            Cell::Share(Ratio { of: line.there, all: line.of }),
            Cell::Count(line.people),
            Cell::Share(Ratio { of: line.same, all: line.there }),
            Cell::Count(line.deputies),
            Cell::Count(line.late),
            Cell::Count(line.apologies),
            Cell::Count(line.informed),
            Cell::Count(line.absent),
        ],
        behind: false,
    });
    Part::Grid(Grid {
        title: "Attendance".to_owned(),
        note: format!(
            "Meetings with attendance taken: {}. Came to: in the room or by link, of those an agency was expected at. Same person: \
             meetings at which whoever came most often came, of those it came to.",
            told.meetings
        ),
        heads: vec![
            Head::words("Agency"),
            Head::share("Came to"),
            Head::number("People"),
            Head::share("Same person"),
            Head::number("Deputies"),
            Head::number("Late"),
            Head::number("Apologies"),
            Head::number("With information"),
            Head::number("No word"),
        ],
        rows: lines.collect(),
    })
}

fn research(with: &Looking<'_>, answered: &ByAgency) -> Result<Part, Refusal> {
    let place = |key: &str| with.area.agencies.agency.iter().position(|agency| agency.key == key);
    let mut lines: Vec<(&String, &Answers)> = answered.iter().collect();
    lines.sort_by_key(|(key, _)| (place(key).unwrap_or(usize::MAX), *key));
    let row = |(key, line): (&String, &Answers)| {
        Ok(Row {
            key: key.clone(),
            cells: vec![
                Cell::Words(agency(with, key)?),
                Cell::Count(line.asked),
                if line.none_came() {
                    Cell::Blank
                } else {
                    Cell::Share(Ratio { of: line.in_time, all: line.asked })
                },
                Cell::Count(line.nothing),
                Cell::Count(line.late),
                Cell::Count(line.unanswered()),
            ],
            behind: false,
        })
    };
    Ok(Part::Grid(Grid {
        title: "Research returned".to_owned(),
        note: "Asked for: every agency expected, on every case heard or not come to, less those it is kept out of. In time: by the \
               day asked for, also that nothing is known. An answer that was not entered looks like none."
            .to_owned(),
        heads: vec![
            Head::words("Agency"),
            Head::number("Asked for"),
            Head::share("In time"),
            Head::number("Nothing known"),
            Head::number("Late"),
            Head::number("No answer"),
        ],
        rows: lines.into_iter().map(row).collect::<Result<_, Refusal>>()?,
    }))
}

fn trend(months: &Months<(Ratio, Answers)>) -> Part {
    let came = months.iter().map(|(_, (came, _))| Figure::share(came.of, came.all)).collect();
    let answered = months.iter().map(|(_, (_, answers))| returned(answers.in_time, *answers)).collect();
    Part::Trend(Trend {
        title: "Attendance and research in time, in the hundred".to_owned(),
        labels: months.labels(),
        series: vec![("Attendance".to_owned(), came), ("Research in time".to_owned(), answered)],
        people: false,
    })
}
