//! The data return: gathered from the sums of the meetings that are over, told as the report `return`, and opened to the
//! cases behind any cell.

use jiff::civil::Date;

use super::forums;
use crate::domain::data_return::{
    Amount, COLUMNS, Collected, Column, Counted, DataReturn, Lack, ReturnRow, Sent, holds, parts, rule,
};
use crate::domain::hearing::{Heard, Tallied, is_counted};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Period, Report, ReportKind, Row,
};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::agencies::Source;
use crate::domain::tools::forum::Forum;
use crate::service::looking::Looking;

/// Gathers the return of a forum over days, both included.
///
/// # Errors
/// When the record cannot be read, or the area has no such forum.
pub fn gather(with: &Looking<'_>, forum: &str, from: Date, to: Date) -> Result<DataReturn, Refusal> {
    let key = &with.area.forum(forum)?.key;
    let meetings = with.view.tallied(key, from, to)?;
    DataReturn::of(with.area, key, (from, to), &meetings, not_over(with, key, (from, to))?)
}

/// The return of the forum named, or of the only one that sends a return.
///
/// # Errors
/// As [`gather`]; and when several send one and none is named.
pub fn sent(with: &Looking<'_>, forum: Option<&str>, days: Period) -> Result<DataReturn, Refusal> {
    let asked =
        Asked { forum: forum.map(str::to_owned), ..Asked::over(ReportKind::Return, days.from, days.to) };
    if days.from > days.to {
        return Err(Refusal::rule(format!(
            "the period ends on {}, before it begins on {}: turn the days round",
            days.to, days.from
        )));
    }
    let forum = only(with, &asked)?;
    gather(with, &forum.key, days.from, days.to)
}

/// The forum asked for, or the only one that sends a return.
fn only<'a>(with: &'a Looking<'_>, asked: &Asked) -> Result<&'a Forum, Refusal> {
    match forums(with, asked)?.as_slice() {
        [forum] => Ok(forum),
        _ => Err(Refusal::rule("the area has several forums that send a return: name one")),
    }
}

/// Meetings of the period up to today that are not closed yet: a reader may miss them.
fn not_over(with: &Looking<'_>, forum: &str, (from, to): (Date, Date)) -> Result<Vec<String>, Refusal> {
    let mut missing = Vec::new();
    for state in [MeetingState::Planned, MeetingState::Open, MeetingState::Paused] {
        missing.extend(with.rows().find::<Meeting>("state", &state)?);
    }
    missing.retain(|meeting| {
        meeting.forum == forum
            && !is_counted(meeting.state)
            && (from..=to.min(with.now.today())).contains(&meeting.on)
    });
    missing.sort_by_key(|meeting| (meeting.on, meeting.starts));
    Ok(missing.into_iter().map(|meeting| meeting.reference).collect())
}

/// Tells it as a report: what to look at first, then the columns over the whole period, then the meetings.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forum = only(with, asked)?;
    let told = gather(with, &forum.key, asked.from, asked.to)?;
    let mut report = Report::new(asked, Some(forum.code.clone()), with.now.today());
    // What is missing is told in numbers of cases, and is nobody's business outside.
    if !asked.outside {
        report.notes.extend(first(&told));
    }
    report.notes.push(
        "Layout of the SafeLives template of 2025, UK edition; heads not seen word for word are ours. Blank is not collected, 0 \
         is none. Ages are those on the day of the meeting."
            .to_owned(),
    );
    report.parts.push(Part::Measures(columns(&told)));
    report.parts.push(Part::Grid(meetings(&told)));
    Ok(report)
}

/// What to look at before it is sent, a sentence each.
fn first(told: &DataReturn) -> Vec<String> {
    // A paper may go anywhere: what somebody typed is looked up where it was counted.
    let lines = told.report(|_| "...".to_owned());
    if lines.is_empty() {
        return vec!["Nothing is missing, and the sums hold.".to_owned()];
    }
    lines.into_iter().map(|line| format!("To look at before it is sent: {line}.")).collect()
}

/// Each column over the whole period.
fn columns(told: &DataReturn) -> Measures {
    let lines = COLUMNS.iter().zip(told.total()).map(|(column, total)| {
        let head = format!("{} {}", column.letter, column.head);
        Measure::of_people(column.letter, head, figure(column, total), basis(column)).opened()
    });
    Measures { title: format!("The columns, {} meetings together", told.rows.len()), lines: lines.collect() }
}

fn figure(column: &Column, total: Collected<Amount>) -> Figure {
    let Collected::Yes(amount) = total else {
        let lack = Lack::of(column.counted).map_or("it", Lack::words);
        return Figure::NotCollected(format!("{lack} is known of no case"));
    };
    match usize::try_from(amount.floor()) {
        Ok(count) if amount.is_whole() => Figure::Count(count),
        Ok(count) => Figure::Word(amount.to_string(), count + 1),
        Err(_) => Figure::Word(amount.to_string(), 0),
    }
}

fn basis(column: &Column) -> String {
    let how = match column.counted {
        Counted::Cases => {
            "cases heard at meetings that are over, repeats among them; a case heard twice counts twice"
        }
        Counted::Repeats => "of those, referrals accepted as repeats",
        Counted::Children => "children told one by one, or the referrer's count where that is more",
        Counted::WithChildren => "cases with at least one child",
        Counted::Source(_) => {
            "cases referred by agencies of this column; one shared by several counts by the area's rule"
        }
        Counted::Minoritised => "victims whose ethnicity is one of the five groups",
        Counted::Lgbt | Counted::Disabled | Counted::Male => "victims of whom the referral says so",
        Counted::Young | Counted::Older => "victims by age on the day of the meeting",
        Counted::YoungHarming => "people said to cause harm, by age on the day of the meeting",
        Counted::Ethnic(_) => {
            "victims by the words of the referral; which words stand for which group is ours"
        }
    };
    let whose = if column.verbatim { "head as in the template" } else { "head in our words" };
    format!("{how}; {whose}")
}

/// The meetings with their first columns.
fn meetings(told: &DataReturn) -> Grid {
    let cell = |row: &ReturnRow, counted| match row.cell(counted) {
        Collected::Yes(amount) => {
            usize::try_from(amount.floor()).map_or_else(|_| Cell::Words(amount.to_string()), Cell::Count)
        }
        Collected::No => Cell::Blank,
    };
    let rows = told.rows.iter().map(|row| Row {
        key: row.reference.clone(),
        cells: vec![
            Cell::Words(row.reference.clone()),
            Cell::Date(row.on),
            cell(row, Counted::Cases),
            cell(row, Counted::Repeats),
            cell(row, Counted::Children),
            cell(row, Counted::WithChildren),
        ],
        behind: true,
    });
    Grid {
        title: "Meetings".to_owned(),
        note: "The file holds all 32 columns.".to_owned(),
        heads: vec![
            Head::words("Meeting"),
            Head::date("Day"),
            Head::people("Cases"),
            Head::people("Repeats"),
            Head::people("Children"),
            Head::people("With children"),
        ],
        rows: rows.collect(),
    }
}

/// The cases behind a cell: `G` for a column over the period, `MARAC-2026-11-26/G` for one meeting's, the reference alone for
/// every case of a meeting. Cases of which it is not known come last and say so.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let forum = only(with, asked)?;
    let (reference, letter) = match key.rsplit_once('/') {
        Some((reference, letter)) => (Some(reference), letter),
        None if Column::lettered(key).is_none() => (Some(key), "C"),
        None => (None, key),
    };
    let column = Column::lettered(letter)
        .ok_or_else(|| Refusal::rule(format!("the return has no column {letter}: C to AF are counts")))?;
    let mut found = Vec::new();
    for met in with.view.tallied(&forum.key, asked.from, asked.to)? {
        if reference.is_none_or(|wanted| wanted.eq_ignore_ascii_case(&met.reference)) {
            cases(with, &met, column, &mut found)?;
        }
    }
    found.sort_by_key(|(unknown, line)| (*unknown, line.on, line.case.clone()));
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

fn cases(
    with: &Looking<'_>,
    met: &Tallied,
    column: &Column,
    found: &mut Vec<(bool, BehindLine)>,
) -> Result<(), Refusal> {
    let sent = Sent { rule: rule(with.area, met.on), agencies: &with.area.agencies };
    let rows = with.rows();
    for line in with.view.hearing_lines(met.meeting)? {
        let Some(heard) = &line.heard else { continue };
        let (amount, unknown) = holds(heard, column.counted, sent);
        if amount.is_none() && !unknown {
            continue;
        }
        let case = rows.look::<Case>(line.case)?.map_or_else(|| "erased".to_owned(), |case| case.reference);
        let why = match amount {
            Some(amount) => why(with, heard, column, amount, sent),
            None => format!("not known: {}", Lack::of(column.counted).map_or("", Lack::words)),
        };
        found.push((amount.is_none(), BehindLine { id: line.case, case, why, on: Some(met.on) }));
    }
    Ok(())
}

/// Why a case counts in a column, in a few words that name nobody.
fn why(with: &Looking<'_>, heard: &Heard, column: &Column, amount: Amount, sent: Sent<'_>) -> String {
    match column.counted {
        Counted::Source(source) => {
            let parts = parts(&heard.referrers, 1, sent.rule, sent.agencies);
            let said = |key: &str| with.area.agency_said(key).to_owned();
            let (own, others): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|(_, column, _)| column.unwrap_or(Source::Other) == source);
            let names = |parts: Vec<(&str, _, _)>| {
                parts.into_iter().map(|(key, _, _)| said(key)).collect::<Vec<_>>().join(", ")
            };
            let with = if others.is_empty() { String::new() } else { format!(", with {}", names(others)) };
            format!("{amount} by {}{with}", names(own))
        }
        Counted::Children => format!("{amount} {}", if amount.is_one() { "child" } else { "children" }),
        Counted::Cases => format!("heard{}", if heard.repeat == Some(true) { ", repeat" } else { "" }),
        Counted::Repeats => "repeat".to_owned(),
        Counted::WithChildren => "with children".to_owned(),
        Counted::YoungHarming => format!("{amount} under 18"),
        Counted::Young | Counted::Older => {
            heard.age.map_or_else(|| column.head.to_owned(), |age| format!("{age} on the day"))
        }
        _ => column.head.to_lowercase(),
    }
}
