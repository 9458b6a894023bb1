//! What can be seen of subjects before and after: the report `harm`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{forums, line, meetings, named};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend,
};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, Happening};
use crate::domain::rows::subject::{Incident, Nomination, Scored, Stage, StageMove};
use crate::domain::stage;
use crate::domain::text::fold;
use crate::domain::told::figures::Deeds;
use crate::domain::told::harm::{Beside, Known, Stay, Told, WINDOW, Window};
use crate::domain::told::months::Months;
use crate::domain::tools::forum::Forum;
use crate::service::looking::Looking;

/// A subject's case with its moves and stays.
struct Subject {
    case: Case,
    moves: Vec<StageMove>,
    stays: Vec<Told>,
}

/// Everything the report is made of.
struct Gathered {
    subjects: Vec<Subject>,
    nominated: Vec<(Case, Date, Option<Date>)>,
    tactics: Vec<(String, Deeds)>,
    to: Date,
}

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let gathered = gather(with, &forums, asked)?;
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(format!(
        "Subjects worked with at some time of the period: from acceptance to leaving. Records are those in which the subject was \
         suspected, charged or found to have done it. Windows are equal, {WINDOW} days at most (our default). Nothing here says \
         why something changed: a score falls by itself as time passes, and who is in custody has fewer records."
    ));
    let stays: Vec<&Told> = gathered.subjects.iter().flat_map(|subject| &subject.stays).collect();
    report.parts.push(panel(&gathered, asked));
    report.parts.push(Part::Grid(windows(&stays)));
    report.parts.push(Part::Grid(scores(&stays, gathered.to)));
    report.parts.push(Part::Grid(tactics(&gathered)));
    report.parts.push(Part::Grid(stages(&gathered)));
    if !asked.outside {
        report.parts.push(Part::Grid(subjects(&gathered)));
    }
    report.parts.push(trend(with, &forums, &gathered, asked)?);
    Ok(report)
}

fn gather(with: &Looking<'_>, forums: &[&Forum], asked: &Asked) -> Result<Gathered, Refusal> {
    let rows = with.rows();
    // What is still to come is not known on the day it is counted.
    let to = asked.to.min(with.now.today());
    let mut gathered = Gathered { subjects: Vec::new(), nominated: Vec::new(), tactics: Vec::new(), to };
    let mut used: BTreeMap<(usize, String), Deeds> = BTreeMap::new();
    for forum in forums {
        for case in rows.find::<Case>("forum", &forum.key)? {
            let moves = rows.find::<StageMove>("case", &case.id)?;
            nominations(&rows, &case, &moves, asked, &mut gathered.nominated)?;
            for action in rows.find::<Action>("case", &case.id)? {
                if (asked.from..=asked.to).contains(&action.agreed.date()) {
                    let head = head_of(with.area, forum, &action);
                    used.entry(head).or_default().count(&action, with.now.today());
                }
            }
            gathered.subjects.push(subject(&rows, with.area, case, moves, (asked.from, to))?);
        }
    }
    gathered.tactics = used.into_iter().map(|((_, head), deeds)| (head, deeds)).collect();
    Ok(gathered)
}

fn subject(
    rows: &Changes<'_>,
    area: &AreaData,
    case: Case,
    moves: Vec<StageMove>,
    (from, to): (Date, Date),
) -> Result<Subject, Refusal> {
    let mut stays = Stay::all(&moves);
    stays.retain(|stay| stay.within(from, to));
    let mut told = Vec::new();
    if !stays.is_empty() {
        let incidents = rows.find::<Incident>("case", &case.id)?;
        let scores = rows.find::<Scored>("case", &case.id)?;
        let happenings = rows.find::<Happening>("case", &case.id)?;
        let known = Known { incidents: &incidents, scores: &scores, moves: &moves, happenings: &happenings };
        told.extend(stays.into_iter().map(|stay| Told::of(area, known, stay, to)));
    }
    Ok(Subject { case, moves, stays: told })
}

/// Nominations of the period, each with the day its subject was accepted on or after it.
fn nominations(
    rows: &Changes<'_>,
    case: &Case,
    moves: &[StageMove],
    asked: &Asked,
    found: &mut Vec<(Case, Date, Option<Date>)>,
) -> Result<(), Refusal> {
    for row in rows.find::<Nomination>("case", &case.id)? {
        if (asked.from..=asked.to).contains(&row.on) {
            let accepted = moves.iter().filter(|step| step.stage == Stage::Accepted && step.on >= row.on);
            let accepted = accepted.map(|step| step.on).min().filter(|on| *on <= asked.to);
            found.push((case.clone(), row.on, accepted));
        }
    }
    Ok(())
}

/// The head of the library that an action stands under: by its wording there, else by the one head whose words it uses.
fn head_of(area: &AreaData, forum: &Forum, action: &Action) -> (usize, String) {
    let other = (usize::MAX, "In other words".to_owned());
    let Some(library) = area.library(forum) else { return other };
    let agreed = fold(action.words.reveal());
    let label = |key: &str| {
        let at = library.category.iter().position(|category| category.key == key)?;
        Some((at, library.category.get(at)?.label.clone()))
    };
    if let Some(usual) = library.action.iter().find(|usual| fold(&usual.text) == agreed) {
        return label(&usual.category).unwrap_or(other);
    }
    let said: Vec<&str> = agreed.split_whitespace().collect();
    let of_agency = |agencies: &[String]| agencies.is_empty() || agencies.contains(&action.agency);
    let used = library.action.iter().filter(|usual| {
        of_agency(&usual.agencies) && usual.words.iter().any(|word| said.contains(&fold(word).as_str()))
    });
    let mut heads: Vec<&str> = used.map(|usual| usual.category.as_str()).collect();
    heads.sort_unstable();
    heads.dedup();
    match heads.as_slice() {
        [one] => label(one).unwrap_or(other),
        _ => other,
    }
}

/// How many came, stayed, left and came back.
fn panel(gathered: &Gathered, asked: &Asked) -> Part {
    let stays: Vec<&Told> = gathered.subjects.iter().flat_map(|subject| &subject.stays).collect();
    let left: Vec<&&Told> = stays.iter().filter(|told| left_within(told, asked, gathered.to)).collect();
    let accepted = gathered.nominated.iter().filter(|(.., accepted)| accepted.is_some()).count();
    let waits = gathered
        .nominated
        .iter()
        .filter_map(|(_, on, accepted)| usize::try_from(((*accepted)? - *on).get_days()).ok());
    let so_far = stays.iter().filter(|told| told.stay.left.is_none_or(|left| left > gathered.to));
    let so_far = so_far.filter_map(|told| usize::try_from((gathered.to - told.stay.entered).get_days()).ok());
    let people = Measure::of_people;
    Part::Measures(Measures {
        title: "Subjects".to_owned(),
        lines: vec![
            people("worked-with", "Worked with", Figure::Count(stays.len()), "stays that touch the period").opened(),
            people(
                "nominated",
                "Nominated",
                Figure::Count(gathered.nominated.len()),
                "nominations of the period",
            )
            .opened(),
            people(
                "accepted",
                "Of those, accepted",
                Figure::share(accepted, gathered.nominated.len()),
                "nominations of the period whose subject was accepted by its end",
            ),
            people(
                "days-to-acceptance",
                "Days from nomination to acceptance",
                Figure::days(waits.collect()),
                "of nominations of the period that were accepted",
            ),
            people("left", "Left", Figure::Count(left.len()), "stays that ended in the period").opened(),
            people(
                "stay",
                "Days stayed",
                Figure::days(left.iter().filter_map(|told| told.stay.days()).collect()),
                "days from acceptance to leaving, of stays that ended in the period",
            ),
            people(
                "stay-so-far",
                "Days so far",
                Figure::days(so_far.collect()),
                "days from acceptance to the end of the period, of stays that last",
            ),
            people(
                "came-back",
                "Came back after leaving",
                Figure::share(left.iter().filter(|told| told.stay.came_back()).count(), left.len()),
                "stays that ended in the period whose subject was put forward again within 12 months, as far as they have passed",
            )
            .opened(),
            people(
                "new-victims",
                "With new victims since entry",
                Figure::share(stays.iter().filter(|told| told.new_victims > 0).count(), stays.len()),
                "stays whose subject has a record since entry of a victim never recorded before",
            )
            .opened(),
        ],
    })
}

fn left_within(told: &Told, asked: &Asked, to: Date) -> bool {
    told.stay.left.is_some_and(|left| left >= asked.from && left <= to)
}

/// Records, harm and custody in equal windows, of all stays together.
fn windows(stays: &[&Told]) -> Grid {
    let since: Vec<Beside> = stays.iter().map(|told| told.since).collect();
    let after: Vec<Beside> = stays.iter().filter_map(|told| told.afterwards).collect();
    let sum =
        |of: &[Beside], get: fn(&Beside) -> Window| of.iter().map(get).fold(Window::default(), Window::plus);
    let row = |key: &str, name: &str, of: &[Beside], get: fn(&Beside) -> Window| {
        let window = sum(of, get);
        let custody = of.iter().filter(|beside| get(beside).custody.is_some()).count();
        Row {
            key: key.to_owned(),
            cells: vec![
                Cell::Words(name.to_owned()),
                Cell::Count(of.len()),
                Cell::Count(of.iter().map(|beside| beside.days).sum()),
                Cell::Count(window.records),
                known(window.harm),
                known(window.custody),
                Cell::Count(custody),
            ],
            behind: false,
        }
    };
    let unread: usize = stays.iter().map(|told| told.unread).sum();
    let unnamed = sum(&since, |beside| beside.before).plus(sum(&since, |beside| beside.after)).unnamed;
    Grid {
        title: "Before and after, in equal windows".to_owned(),
        note: format!(
            "As many days before entry as after it, or after leaving. Harm in days by the area's own table, blank without one; \
             {unnamed} records are of offences it does not name. Custody is known of as many subjects as the last column says; \
             {unread} records have a role that cannot be read and count nowhere."
        ),
        heads: vec![
            Head::words("Window"),
            Head::people("Subjects"),
            Head::number("Days"),
            Head::people("Records"),
            Head::people("Harm days"),
            Head::people("Custody days"),
            Head::people("Custody known"),
        ],
        rows: vec![
            row("before-entry", "Before entry", &since, |beside| beside.before),
            row("since-entry", "Since entry", &since, |beside| beside.after),
            row("before-entry-left", "Of those that left: before entry", &after, |beside| beside.before),
            row("after-leaving", "Of those that left: after it", &after, |beside| beside.after),
        ],
    }
}

fn known(count: Option<u32>) -> Cell {
    count.and_then(|count| usize::try_from(count).ok()).map_or(Cell::Blank, Cell::Count)
}

/// Scores at entry and at exit, or at the end of the period, scheme by scheme: never added up across schemes.
fn scores(stays: &[&Told], to: Date) -> Grid {
    let mut by: BTreeMap<(bool, &str), (usize, i64, i64)> = BTreeMap::new();
    let mut without = 0;
    for told in stays {
        let change = told.change.as_ref().and_then(|change| Some((change, change.now?.0)));
        let Some((change, now)) = change else {
            without += 1;
            continue;
        };
        let ongoing = told.stay.left.is_none_or(|left| left > to);
        let sum = by.entry((ongoing, change.entry.scheme.as_str())).or_default();
        sum.0 += 1;
        sum.1 += i64::from(change.entry.total);
        sum.2 += i64::from(now);
    }
    let rows = by.into_iter().map(|((ongoing, scheme), (count, entry, now))| {
        let size = |sum: i64| usize::try_from(sum).unwrap_or(0);
        Row {
            key: format!("{}:{scheme}", if ongoing { "ongoing" } else { "left" }),
            cells: vec![
                Cell::Words(if ongoing { "At entry and now" } else { "At entry and exit" }.to_owned()),
                Cell::Words(scheme.to_owned()),
                Cell::Count(count),
                Cell::Words(mean(size(entry), count)),
                Cell::Words(mean(size(now), count)),
                Cell::Words(changed(entry, now)),
            ],
            behind: false,
        }
    });
    Grid {
        title: "Score at entry and at exit".to_owned(),
        note: format!(
            "By the scheme of entry, each by itself; averages over subjects. {without} of {} have no score at entry or none to \
             compare it with.",
            stays.len()
        ),
        heads: vec![
            Head::words("Which"),
            Head::words("Scheme"),
            Head::people("Subjects"),
            Head::words("At entry"),
            Head::words("Later"),
            Head::words("Change"),
        ],
        rows: rows.collect(),
    }
}

/// An average in tenths: "41.5".
fn mean(sum: usize, count: usize) -> String {
    let tenths = (sum * 20 + count).checked_div(count * 2);
    tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)).unwrap_or_default()
}

/// "13% lower", "as before".
fn changed(entry: i64, now: i64) -> String {
    let by = usize::try_from((entry - now).abs()).unwrap_or(0);
    let all = usize::try_from(entry).unwrap_or(0);
    let Some(percent) = (crate::domain::told::Ratio { of: by, all }).percent() else {
        return String::new();
    };
    match now.cmp(&entry) {
        std::cmp::Ordering::Less => format!("{percent}% lower"),
        std::cmp::Ordering::Greater => format!("{percent}% higher"),
        std::cmp::Ordering::Equal => "as at entry".to_owned(),
    }
}

/// Tactics agreed in the period, by head, with what became of them.
fn tactics(gathered: &Gathered) -> Grid {
    let rows = gathered.tactics.iter().map(|(head, deeds)| Row {
        key: format!("tactic:{head}"),
        cells: std::iter::once(Cell::Words(head.clone()))
            .chain(
                [
                    deeds.agreed,
                    deeds.on_time + deeds.late,
                    deeds.late,
                    deeds.impossible,
                    deeds.not_done,
                    deeds.open,
                    deeds.overdue,
                ]
                .map(Cell::Count),
            )
            .collect(),
        behind: false,
    });
    Grid {
        title: "Tactics used".to_owned(),
        note: "Actions agreed in the period under the heads of the forum's library: by its wording, else by the one head whose \
               words the action uses."
            .to_owned(),
        heads: std::iter::once(Head::words("Head"))
            .chain(
                ["Agreed", "Done", "Of those late", "No longer possible", "Not done", "Open", "Overdue"]
                    .map(Head::number),
            )
            .collect(),
        rows: rows.collect(),
    }
}

/// Subjects by where they stood on the last day.
fn stages(gathered: &Gathered) -> Grid {
    let mut counted: BTreeMap<Stage, usize> = BTreeMap::new();
    for subject in &gathered.subjects {
        if let Some(stage) = stage::stood(&subject.moves, &subject.case, gathered.to) {
            *counted.entry(stage).or_default() += 1;
        }
    }
    let rows = counted.into_iter().map(|(stage, count)| Row {
        key: format!("stage:{stage}"),
        cells: vec![Cell::Words(stage.to_string()), Cell::Count(count)],
        behind: true,
    });
    Grid {
        title: "Where subjects stood on the last day".to_owned(),
        note: String::new(),
        heads: vec![Head::words("Stage"), Head::people("Subjects")],
        rows: rows.collect(),
    }
}

/// One line a stay, by reference: for the office only.
fn subjects(gathered: &Gathered) -> Grid {
    let rows = gathered.subjects.iter().flat_map(|subject| {
        subject.stays.iter().map(|told| {
            let by = told.change.as_ref().and_then(|change| Some((change.entry.total, change.now?.0)));
            let points = |points: Option<u32>| known(points);
            Row {
                key: format!("case:{}", subject.case.reference),
                cells: vec![
                    Cell::Words(subject.case.reference.clone()),
                    Cell::Date(told.stay.entered),
                    told.stay.left.map_or(Cell::Blank, Cell::Date),
                    points(by.map(|(entry, _)| entry)),
                    points(by.map(|(_, now)| now)),
                    Cell::Count(told.since.days),
                    Cell::Count(told.since.before.records),
                    Cell::Count(told.since.after.records),
                    known(told.since.after.custody),
                    Cell::Count(told.new_victims),
                ],
                behind: true,
            }
        })
    });
    Grid {
        title: "Subject by subject".to_owned(),
        note: "Stays in this copy only: it is not for outside the office.".to_owned(),
        heads: vec![
            Head::words("Subject"),
            Head::date("Entered"),
            Head::date("Left"),
            Head::number("Entry"),
            Head::number("Later"),
            Head::number("Days"),
            Head::number("Before"),
            Head::number("Since"),
            Head::number("Custody"),
            Head::number("New victims"),
        ],
        rows: rows.collect(),
    }
}

/// Month by month: who was heard, nominated and left.
fn trend(with: &Looking<'_>, forums: &[&Forum], gathered: &Gathered, asked: &Asked) -> Result<Part, Refusal> {
    let mut months = Months::<[usize; 3]>::of(asked.from, asked.to);
    let mut add = |on: Date, at: usize, more: usize| {
        if let Some(count) = months.at(on).and_then(|month| month.get_mut(at)) {
            *count += more;
        }
    };
    for meeting in meetings(with, forums, asked)? {
        let lines = with.view.hearing_lines(meeting.id)?;
        add(meeting.on, 0, lines.iter().filter(|line| line.heard.is_some()).count());
    }
    for (_, on, _) in &gathered.nominated {
        add(*on, 1, 1);
    }
    for left in gathered.subjects.iter().flat_map(|subject| &subject.stays).filter_map(|told| told.stay.left)
    {
        if left >= asked.from && left <= asked.to {
            add(left, 2, 1);
        }
    }
    let series = ["Heard", "Nominated", "Left"].into_iter().enumerate().map(|(at, name)| {
        let figure = |counts: &[usize; 3]| Figure::Count(counts.get(at).copied().unwrap_or(0));
        (name.to_owned(), months.iter().map(|(_, counts)| figure(counts)).collect())
    });
    Ok(Part::Trend(Trend {
        title: "Subjects, month by month".to_owned(),
        labels: months.labels(),
        series: series.collect(),
        people: true,
    }))
}

/// The subjects behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let forums = forums(with, asked)?;
    let gathered = gather(with, &forums, asked)?;
    let rows = with.rows();
    if key == "nominated" {
        let told = gathered.nominated.iter();
        let why = |accepted: &Option<Date>| accepted.map_or("not accepted", |_| "accepted").to_owned();
        return told.map(|(case, on, accepted)| line(&rows, case.id, why(accepted), Some(*on))).collect();
    }
    let mut lines = Vec::new();
    for subject in &gathered.subjects {
        let stood = stage::stood(&subject.moves, &subject.case, gathered.to);
        if stood.is_some_and(|stage| key.strip_prefix("stage:") == Some(stage.word())) {
            let since = subject.moves.iter().filter(|row| row.on <= gathered.to).map(|row| row.on).max();
            lines.push(line(&rows, subject.case.id, "since".to_owned(), since)?);
        }
        for told in &subject.stays {
            let entered = Some(told.stay.entered);
            let why = match key {
                "worked-with" => Some(("accepted".to_owned(), entered)),
                "left" if left_within(told, asked, gathered.to) => {
                    Some((format!("{} days", told.stay.days().unwrap_or(0)), told.stay.left))
                }
                "came-back" if left_within(told, asked, gathered.to) && told.stay.came_back() => {
                    Some(("put forward again".to_owned(), told.stay.back))
                }
                "new-victims" if told.new_victims > 0 => {
                    Some((format!("{} new since entry", told.new_victims), entered))
                }
                _ if key.strip_prefix("case:") == Some(subject.case.reference.as_str()) => {
                    let said = told.change.as_ref().map(crate::domain::scoring::Change::said);
                    Some((said.unwrap_or_else(|| "no score at entry".to_owned()), entered))
                }
                _ => None,
            };
            if let Some((why, on)) = why {
                lines.push(line(&rows, subject.case.id, why, on)?);
            }
        }
    }
    Ok(lines)
}
