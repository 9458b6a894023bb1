//! What was in time: the report `timeliness`.

use std::collections::BTreeMap;

use super::{forums, meetings, named};
use crate::domain::calendar::{add_days, show_numeric};
use crate::domain::hearing::{HearingLine, Tally};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend,
};
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::Ratio;
use crate::domain::told::answers::Answers;
use crate::domain::told::figures::{Spread, Volume};
use crate::domain::told::months::Months;
use crate::domain::told::timeliness::{Outgoing, Timeliness};
use crate::domain::tools::forum::CaseKind;
use crate::service::looking::Looking;

/// What is told of a stretch of time.
#[derive(Debug, Default)]
struct Told {
    heard: usize,
    days: Spread,
    timely: Timeliness,
    answers: Answers,
}

impl Told {
    fn add(&mut self, other: &Self) {
        self.heard += other.heard;
        self.days.add(&other.days);
        self.timely.add(&other.timely);
        self.answers.add(other.answers);
    }

    /// What was in time for one meeting and what was heard there.
    fn of(with: &Looking<'_>, meeting: &Meeting, tally: &Tally) -> Result<Self, Refusal> {
        let volume = Volume::of(tally);
        let (work, agreed) = with.view.work(meeting.id)?.unwrap_or_default();
        let mut sum = Answers::default();
        for line in work.came.told(with.area, meeting)?.into_values() {
            sum.add(line);
        }
        let today = with.now.today();
        Ok(Self {
            heard: volume.heard,
            days: volume.days,
            timely: Timeliness::of(&with.rows(), with.area, meeting, (&work, agreed), today)?,
            answers: sum,
        })
    }
}

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let mut total = Told::default();
    let mut months = Months::<Told>::of(asked.from, asked.to);
    let mut lines = Vec::new();
    let mut tallies = BTreeMap::new();
    for forum in &forums {
        let tallied = with.view.tallied(&forum.key, asked.from, asked.to)?.into_iter();
        tallies.extend(tallied.map(|one| (one.meeting, one.tally)));
    }
    for meeting in meetings(with, &forums, asked)? {
        let tally = tallies.remove(&meeting.id).unwrap_or_default();
        let told = Told::of(with, &meeting, &tally)?;
        total.add(&told);
        lines.push(line(&meeting, &told));
        if let Some(month) = months.at(meeting.on) {
            month.add(&told);
        }
    }
    let victims = forums.iter().any(|forum| forum.case_kind == CaseKind::Victim);
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(
        "What nobody entered is not known and counts neither as in time nor as late, but for sheets and minutes: those are \
         registered when they are issued here."
            .to_owned(),
    );
    report.parts.push(referrals(&total, victims));
    report.parts.push(work(&total));
    report.parts.push(Part::Grid(Grid {
        title: "Meeting by meeting".to_owned(),
        note:
            "Days: the middle from referral to hearing. Minutes and sheets: working days after the meeting."
                .to_owned(),
        heads: vec![
            Head::words("Meeting"),
            Head::people("Heard"),
            Head::number("Days"),
            Head::share("Research"),
            Head::number("Sheets"),
            Head::number("Minutes"),
            Head::date("Approved"),
        ],
        rows: lines,
    }));
    report.parts.push(trend(&months));
    Ok(report)
}

/// One meeting.
fn line(meeting: &Meeting, told: &Told) -> Row {
    let count = |days: Option<usize>| days.map_or(Cell::Blank, Cell::Count);
    Row {
        key: meeting.reference.clone(),
        cells: vec![
            Cell::Words(meeting.reference.clone()),
            Cell::Count(told.heard),
            count(told.days.middle()),
            if told.answers.none_came() {
                Cell::Blank
            } else {
                Cell::Share(Ratio { of: told.answers.in_time, all: told.answers.asked })
            },
            count(told.timely.sheets.days.first().copied()),
            count(told.timely.minutes.days.first().copied()),
            meeting.approved.map_or(Cell::Blank, |at| Cell::Date(at.date())),
        ],
        behind: true,
    }
}

/// Days from the referral to the hearing of a case that was heard.
fn waited(line: &HearingLine) -> Option<usize> {
    usize::try_from(line.heard.as_ref()?.waited?).ok()
}

/// Days as a figure; none to count is not collected.
fn days(spread: &Spread) -> Figure {
    match (spread.middle(), spread.most()) {
        (Some(median), Some(longest)) => Figure::Days { median, longest, n: spread.len() },
        _ => Figure::days(Vec::new()),
    }
}

/// From the referral on.
fn referrals(total: &Told, victims: bool) -> Part {
    let timely = &total.timely;
    let mut lines = vec![
        Measure::of_people(
            "referral-to-hearing",
            "Days from referral to hearing",
            days(&total.days),
            "days from the referral heard to its meeting, of cases heard whose referral is in the record",
        )
        .opened(),
    ];
    if victims {
        lines.push(Measure::of_people(
            "referral-to-idva",
            "Days until the IDVA was told",
            Figure::days(timely.idva_days.clone()),
            "days from the referral to the day the IDVA is recorded as told, of cases heard that another agency referred",
        ));
        let recorded = timely.idva_days.len();
        lines.push(Measure::of_people(
            "idva-told",
            "IDVA told by the hearing",
            entered(recorded, timely.idva_asked),
            "cases heard that another agency referred, of which it is recorded that the IDVA was told by the day of the meeting",
        ));
        lines.push(Measure::of_people(
            "idva-in-time",
            "Told the working day it came",
            Figure::share(timely.idva_in_time, recorded),
            "of those told: on the working day the referral came, or the next where it came on none (our default)",
        ));
        lines.push(Measure::of_people(
            "first-contact",
            "Victim reached by the hearing",
            if timely.tried == 0 {
                entered(0, timely.victims)
            } else {
                Figure::share(timely.reached, timely.victims)
            },
            "cases heard whose victim was reached between the referral and the meeting, as recorded, of those with a victim",
        ));
        lines.push(Measure::of_people(
            "idva-own",
            "Referred by the IDVA",
            Figure::Count(timely.idva_own),
            "cases heard that the IDVA referred, alone or with others: nobody had to be told",
        ));
    }
    Part::Measures(Measures { title: "From referral to hearing".to_owned(), lines })
}

/// Before and after meetings.
fn work(total: &Told) -> Part {
    let timely = &total.timely;
    let answers = total.answers;
    let line = |key, name: &str, figure, basis: &str| Measure::of_work(key, name, figure, basis);
    let lines = vec![
        line(
            "research-asked",
            "Research asked for in time",
            before(&timely.requests),
            "meetings whose request went out by the day answers were due, of those whose request was issued here",
        ),
        line(
            "research-in-time",
            "Research returned in time",
            super::returned(answers.in_time, answers),
            "answers by the day asked for, nothing known included, of every agency expected on every case less those kept out",
        ),
        line(
            "papers-in-time",
            "Papers out in time",
            before(&timely.papers),
            "meetings whose papers were out so many clear working days before as the setting papers-out says, of those recorded",
        ),
        line(
            "sheets-in-time",
            "Action sheets out in time",
            after(&timely.sheets),
            "meetings whose first sheet, or minutes in its place, went out within the working days of the setting actions-due, \
             of those at which something was agreed and whose day has come",
        ),
        line(
            "minutes-in-time",
            "Minutes out in time",
            after(&timely.minutes),
            "meetings whose first approved minutes went out within the working days of the setting minutes-due, of those whose \
             day has come",
        ),
        line(
            "minutes-days",
            "Working days to minutes",
            Figure::days(timely.minutes.days.clone()),
            "working days from the meeting to the first copy that was no draft",
        ),
        line(
            "approval-days",
            "Working days to approval",
            Figure::days(timely.approval.clone()),
            "working days from the meeting to the chair's approval, of meetings approved",
        ),
        line(
            "unapproved",
            "Minutes waiting for approval",
            Figure::Count(timely.unapproved),
            "meetings of the period that are over and not approved",
        ),
    ];
    Part::Measures(Measures { title: "Before and after meetings".to_owned(), lines })
}

/// In time, out of the meetings for which somebody entered when it went out.
fn before(out: &Outgoing) -> Figure {
    if out.recorded == 0 {
        return Figure::NotCollected(format!("not entered for any of {}", out.meetings));
    }
    Figure::Share(out.timely())
}

/// In time, out of what went out or is overdue; nothing is known where no copy was ever issued from this record.
fn after(out: &Outgoing) -> Figure {
    let timely = out.timely();
    match out.recorded {
        0 if timely.all > 0 => Figure::NotCollected(format!("none issued here, of {}", out.meetings)),
        _ => Figure::share(timely.of, timely.all),
    }
}

/// How many were entered, out of all; where none was, it is not known.
fn entered(count: usize, all: usize) -> Figure {
    match count {
        0 if all > 0 => Figure::NotCollected(format!("not entered for any of {all}")),
        _ => Figure::share(count, all),
    }
}

fn trend(months: &Months<Told>) -> Part {
    let figures = months.iter().map(|(_, told)| days(&told.days)).collect();
    Part::Trend(Trend {
        title: "Days from referral to hearing, the middle of each month".to_owned(),
        labels: months.labels(),
        series: vec![("Days".to_owned(), figures)],
        people: true,
    })
}

/// The cases behind a figure: the longest waits first; of a meeting, its own.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let rows = with.rows();
    let mut held = meetings(with, &forums(with, asked)?, asked)?;
    if key != "referral-to-hearing" {
        held.retain(|meeting| meeting.reference == key);
    }
    let mut waits = Vec::new();
    for meeting in &held {
        let lines = with.view.hearing_lines(meeting.id)?;
        waits.extend(lines.iter().filter_map(|line| Some((waited(line)?, meeting.on, line.case))));
    }
    waits.sort_by_key(|(days, on, case)| (std::cmp::Reverse(*days), *on, *case));
    let told = |(days, on, case)| {
        let received = add_days(on, -i32::try_from(days).unwrap_or(i32::MAX));
        super::line(&rows, case, format!("{days} days from {}", show_numeric(received)), Some(on))
    };
    waits.into_iter().map(told).collect()
}
