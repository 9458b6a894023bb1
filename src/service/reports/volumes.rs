//! How much was heard, from whom, and what that needs: the report `volumes`.

use jiff::civil::Date;

use super::{forums, line, meetings, named};
use crate::domain::facts::Changes;
use crate::domain::hearing::{HearingLine, Known, Tally, referral_heard};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend, thousands,
};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::Case;
use crate::domain::rows::desk::{Transfer, TransferWay};
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::Ratio;
use crate::domain::told::demand;
use crate::domain::told::figures::Volume;
use crate::domain::told::months::Months;
use crate::domain::tools::agencies::Source;
use crate::domain::tools::forum::Forum;
use crate::domain::tools::settings::SettingKey;
use crate::service::look::actions::agency;
use crate::service::looking::Looking;

/// What opens a key of a line of the referring agencies; the agency's own key follows.
const SOURCE: &str = "source:";

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let rows = with.rows();
    let mut sum = Tally::default();
    let mut months = Months::<Tally>::of(asked.from, asked.to);
    let mut waited = Vec::new();
    let mut held = 0;
    for forum in &forums {
        for meeting in with.view.tallied(&forum.key, asked.from, asked.to)? {
            held += 1;
            sum.add(&meeting.tally);
            if let Some(month) = months.at(meeting.on) {
                month.add(&meeting.tally);
            }
            if meeting.tally.deferred > 0 {
                waited.extend(waiting(&rows, meeting.meeting)?);
            }
        }
    }
    let total = Volume { meetings: held, ..Volume::of(&sum) };
    let days = days(asked, with.now.today());
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(format!(
        "Counts are hearings of a case: one heard twice counts twice, and cases are not people. {days} days of the period have \
         come."
    ));
    report.parts.push(heard(&total));
    report.parts.push(put_off(&total, waited, transfers(&rows, &forums, asked)?));
    report.parts.extend(demand(with, asked, total.heard, days));
    report.parts.push(voices(with, &total));
    report.parts.push(sources(with, &total)?);
    report.parts.push(people(&sum));
    report.parts.push(trend(&months));
    Ok(report)
}

/// Days from the referral to a meeting, of each case that the meeting put off.
fn waiting(rows: &Changes<'_>, meeting: Id<Meeting>) -> Result<Vec<usize>, Refusal> {
    let meeting: Meeting = rows.get(meeting)?;
    let mut days = Vec::new();
    for item in rows.find::<AgendaItem>("meeting", &meeting.id)? {
        if item.state == ItemState::Deferred
            && let Some(referral) = referral_heard(rows, &meeting, item.case)?
        {
            days.extend(usize::try_from((meeting.on - referral.received).get_days()));
        }
    }
    Ok(days)
}

/// Days of the period that have come, both ends included: what is still ahead has brought no case yet.
fn days(asked: &Asked, today: Date) -> usize {
    usize::try_from((asked.to.min(today) - asked.from).get_days()).map_or(0, |days| days + 1)
}

fn heard(total: &Volume) -> Part {
    let share = |of| Figure::share(of, total.heard);
    Part::Measures(Measures {
        title: "What was heard".to_owned(),
        lines: vec![
            Measure::of_work(
                "meetings",
                "Meetings held",
                Figure::Count(total.meetings),
                "meetings of the period that are over",
            ),
            Measure::of_people(
                "cases",
                "Cases discussed",
                Figure::Count(total.heard),
                "cases heard at those meetings, repeats included (published definition)",
            )
            .opened(),
            Measure::of_people(
                "repeats",
                "Repeats",
                share(total.repeats),
                "cases heard whose referral stands as a repeat in the record, of all heard (published definition)",
            )
            .opened(),
            Measure::of_people(
                "children",
                "Children",
                Figure::Count(total.children),
                "children of the households heard: those named or, where the referral counts more, as counted there",
            ),
            Measure::of_people(
                "with-children",
                "Cases with children",
                share(total.with_children),
                "cases heard with a child, of all heard",
            )
            .opened(),
            Measure::of_people(
                "per-meeting",
                "Cases a meeting",
                mean(total.heard, total.meetings),
                "cases heard divided by meetings held (our definition)",
            ),
        ],
    })
}

/// So many divided by so many, in tenths.
fn mean(of: usize, by: usize) -> Figure {
    match (of * 20 + by).checked_div(by * 2).and_then(|tenths| i64::try_from(tenths).ok()) {
        Some(tenths) => Figure::Amount { tenths, unit: "", n: of },
        None => Figure::Nothing,
    }
}

/// Cases that were listed and not heard, and those that moved between areas.
fn put_off(total: &Volume, waited: Vec<usize>, (came, went): (usize, usize)) -> Part {
    let people = |key, name, figure, basis| Measure::of_people(key, name, figure, basis);
    Part::Measures(Measures {
        title: "Put off, taken off, moved".to_owned(),
        lines: vec![
            people(
                "deferred",
                "Deferred",
                Figure::Count(total.deferred),
                "cases that the chair put off at a meeting of the period",
            )
            .opened(),
            people(
                "deferred-again",
                "Deferred a second time or more",
                Figure::share(total.deferred_again, total.deferred),
                "of those deferred, put off before",
            )
            .opened(),
            people(
                "deferred-waiting",
                "Days waiting when deferred",
                Figure::days(waited),
                "days from the referral to the meeting that put the case off",
            ),
            people(
                "withdrawn",
                "Taken off before the meeting",
                Figure::Count(total.withdrawn),
                "declined, withdrawn, sent on or moved to another area after they were listed",
            )
            .opened(),
            people(
                "not-heard",
                "Listed and not come to",
                Figure::Count(total.not_heard),
                "cases on the agenda that the meeting ended without",
            )
            .opened(),
            people(
                "transfers-in",
                "Transfers in",
                Figure::Count(came),
                "cases that came from another MARAC in the period",
            )
            .opened(),
            people(
                "transfers-out",
                "Transfers out",
                Figure::Count(went),
                "cases sent to another MARAC in the period and not refused there",
            )
            .opened(),
        ],
    })
}

/// Transfers of the period in these forums: in, and out.
fn transfers(rows: &Changes<'_>, forums: &[&Forum], asked: &Asked) -> Result<(usize, usize), Refusal> {
    let moved = transferred(rows, forums, asked)?;
    let came = moved.iter().filter(|(row, _)| row.way == TransferWay::In).count();
    Ok((came, moved.len() - came))
}

fn transferred(
    rows: &Changes<'_>,
    forums: &[&Forum],
    asked: &Asked,
) -> Result<Vec<(Transfer, Case)>, Refusal> {
    let mut found = Vec::new();
    for awaiting in [true, false] {
        for row in rows.find::<Transfer>("awaiting", &awaiting)? {
            if row.on < asked.from || row.on > asked.to || row.refused.is_some() {
                continue;
            }
            let case: Case = rows.get(row.case)?;
            if forums.iter().any(|forum| forum.key == case.forum) {
                found.push((row, case));
            }
        }
    }
    Ok(found)
}

/// The population that rates are told for: as asked for, else as the area's settings say on the last day.
fn population(with: &Looking<'_>, asked: &Asked) -> Option<u32> {
    let set = || with.area.number(SettingKey::AdultFemales, asked.to);
    asked.adult_females.or_else(|| Some(set())).filter(|count| *count > 0)
}

/// Volume against the population, and the posts it needs. Posts and rates are of a year: a shorter or longer period is
/// brought to one beside its own figure, and says so.
fn demand(with: &Looking<'_>, asked: &Asked, heard: usize, days: usize) -> Vec<Part> {
    let population = population(with, asked);
    let year = demand::in_a_year(heard, days).unwrap_or(0);
    let annual = !demand::is_a_year(days);
    let mut lines = vec![against(heard, population)];
    if annual {
        let name = format!("Cases per 10,000 adult females, annualised from {days} days");
        lines.push(Measure { key: "rate-annualised", name, ..against(year, population) });
        lines.push(Measure::of_people(
            "cases-annualised",
            format!("Cases discussed, annualised from {days} days"),
            Figure::Count(year),
            format!(
                "cases heard, {}, times 365 divided by {days}; as if every season were alike (ours)",
                thousands(heard)
            ),
        ));
    }
    let wanted = population.map(demand::recommended);
    lines.push(Measure::of_work(
        "recommended",
        "Recommended volume for a year",
        wanted.map_or_else(no_population, Figure::Count),
        "40 cases per 10,000 adult females of 16 and over (published)",
    ));
    vec![
        Part::Measures(Measures { title: "Against the population".to_owned(), lines }),
        Part::Measures(Measures {
            title: "Posts it needs".to_owned(),
            lines: posts(heard, (annual, year, days), wanted),
        }),
    ]
}

fn against(cases: usize, population: Option<u32>) -> Measure {
    let all = population.and_then(|count| usize::try_from(count).ok());
    Measure::of_people(
        "rate",
        "Cases per 10,000 adult females",
        all.map_or_else(no_population, |all| Figure::Per { of: cases, all, per: demand::PER }),
        "cases heard, repeats included, for every 10,000 females of 16 and over (published definition)",
    )
}

fn no_population() -> Figure {
    Figure::NotCollected("give --adult-females, or the setting adult-females".to_owned())
}

/// Posts for the volume as it is and as it is recommended.
fn posts(heard: usize, (annual, year, days): (bool, usize, usize), wanted: Option<usize>) -> Vec<Measure> {
    let unit = "full-time posts";
    let post =
        |cases: usize, for_one| Figure::Amount { tenths: demand::posts(cases, for_one), unit, n: cases };
    let needed =
        |wanted: Option<usize>, for_one| wanted.map_or_else(no_population, |cases| post(cases, for_one));
    let (of, current) = if annual {
        (format!("current volume annualised from {days} days"), year)
    } else {
        ("current volume".to_owned(), heard)
    };
    let line = |key, name: String, figure, basis: &str| Measure::of_work(key, name, figure, basis);
    let (idva, administrator) = (demand::CASES_AN_IDVA, demand::CASES_AN_ADMINISTRATOR);
    let (one, other) =
        ("one for every 100 cases of a year (published)", "one for every 400 cases of a year (published)");
    vec![
        line("idvas", format!("IDVAs, {of}"), post(current, idva), one),
        line("idvas-recommended", "IDVAs, recommended volume".to_owned(), needed(wanted, idva), one),
        line("administrators", format!("Administrators, {of}"), post(current, administrator), other),
        line(
            "administrators-recommended",
            "Administrators, recommended volume".to_owned(),
            needed(wanted, administrator),
            other,
        ),
    ]
}

/// Whether victims were heard, and who else than the police referred.
fn voices(with: &Looking<'_>, total: &Volume) -> Part {
    let known: usize = total.sources.values().sum();
    let victims = |of| Figure::share(of, total.with_victim);
    let line = Measure::of_people;
    Part::Measures(Measures {
        title: "Partners and victims".to_owned(),
        lines: vec![
            line(
                "partner-share",
                "Referred by partners",
                Figure::share(known - police(with, total), known),
                "cases heard whose referral another agency than the police sent, of those whose referral is in the record",
            ),
            line(
                "views",
                "Victim's views held by the hearing",
                victims(total.views),
                "cases heard with the victim's views on record by the day of the meeting, of those with a victim",
            ),
            line(
                "feedback",
                "Somebody named to tell the victim",
                victims(total.feedback),
                "cases heard with an agency named to give feedback, of those with a victim",
            ),
        ],
    })
}

/// Hearings of referrals that the police sent.
fn police(with: &Looking<'_>, total: &Volume) -> usize {
    total.sources.iter().filter(|(key, _)| is_police(with, key)).map(|(_, count)| count).sum()
}

/// Who referred, the most first, and the share that did not come from the police.
fn sources(with: &Looking<'_>, total: &Volume) -> Result<Part, Refusal> {
    let known: usize = total.sources.values().sum();
    let mut lines: Vec<(String, String, usize)> = Vec::new();
    for (key, count) in &total.sources {
        lines.push((key.clone(), agency(with, key)?, *count));
    }
    lines.sort_by(|one, other| (other.2, &one.1).cmp(&(one.2, &other.1)));
    let police = police(with, total);
    let row = |(key, name, count): (String, String, usize)| Row {
        key: format!("{SOURCE}{key}"),
        cells: vec![Cell::Words(name), Cell::Count(count), Cell::Share(Ratio { of: count, all: known })],
        behind: true,
    };
    let mut rows: Vec<Row> = lines.into_iter().map(row).collect();
    rows.push(Row {
        key: "partners".to_owned(),
        cells: vec![
            Cell::Words("Partners: all but the police".to_owned()),
            Cell::Count(known - police),
            Cell::Share(Ratio { of: known - police, all: known }),
        ],
        behind: true,
    });
    let unknown = total.heard - known.min(total.heard);
    Ok(Part::Grid(Grid {
        title: "Who referred".to_owned(),
        note: format!(
            "By the agency that sent the referral heard. {} referred by several together; {} without a referral in the record \
             are left out.",
            thousands(total.shared),
            thousands(unknown)
        ),
        heads: vec![
            Head::words("Agency"),
            Head::people("Cases"),
            Head { people: true, ..Head::share("Share") },
        ],
        rows,
    }))
}

fn is_police(with: &Looking<'_>, key: &str) -> bool {
    with.area.agencies.get(key).is_some_and(|agency| agency.source == Source::Police)
}

/// Who they were, as far as referrals say: the columns of the data return, out of those of whom it is known.
fn people(sum: &Tally) -> Part {
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let line = |key, name: &str, known: Known, basis: &str| {
        Measure::of_people(key, name, Figure::share(size(known.yes), size(known.of)), basis)
    };
    let aged = |yes| Known { yes, of: sum.ages.known };
    let said = "hearings whose victim is so, of those of whose victim it is known either way";
    let age = "hearings whose victim was of that age on the day of the meeting, of those whose age is known";
    Part::Measures(Measures {
        title: "Who they were".to_owned(),
        lines: vec![
            line("male", "Male victims", sum.male, said),
            line("disabled", "Disabled victims", sum.disabled, said),
            line("lgbt", "LGBT+ victims", sum.lgbt, said),
            line("aged-16-17", "Victims of 16 and 17", aged(sum.ages.young), age),
            line("aged-65", "Victims of 65 and over", aged(sum.ages.older), age),
            line(
                "harming-under-18",
                "People causing harm under 18",
                sum.harming_young,
                "of those whose age on the day of the meeting is known",
            ),
        ],
    })
}

fn trend(months: &Months<Tally>) -> Part {
    let line = |name: &str, get: fn(&Tally) -> u32| {
        let count = |tally| Figure::Count(usize::try_from(get(tally)).unwrap_or(usize::MAX));
        (name.to_owned(), months.iter().map(|(_, tally)| count(tally)).collect())
    };
    Part::Trend(Trend {
        title: "Month by month".to_owned(),
        labels: months.labels(),
        series: vec![
            line("Heard", |tally| tally.heard),
            line("Repeats", |tally| tally.repeats.yes),
            line("With children", |tally| tally.with_children.yes),
            line("Deferred", |tally| tally.deferred),
        ],
        people: true,
    })
}

/// The cases behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let forums = forums(with, asked)?;
    let rows = with.rows();
    if let Some(way) = [("transfers-in", TransferWay::In), ("transfers-out", TransferWay::Out)]
        .into_iter()
        .find_map(|(known, way)| (known == key).then_some(way))
    {
        let moved = transferred(&rows, &forums, asked)?.into_iter().filter(|(row, _)| row.way == way);
        let told = |(row, case): (Transfer, Case)| BehindLine {
            id: case.id,
            case: case.reference,
            why: row.marac,
            on: Some(row.on),
        };
        return Ok(moved.map(told).collect());
    }
    let mut lines = Vec::new();
    for meeting in meetings(with, &forums, asked)? {
        for hearing in with.view.hearing_lines(meeting.id)? {
            if let Some(why) = counts(with, &hearing, key)? {
                lines.push(line(&rows, hearing.case, why, Some(meeting.on))?);
            }
        }
    }
    Ok(lines)
}

/// Why a hearing counts in a figure; nothing when it does not.
fn counts(with: &Looking<'_>, hearing: &HearingLine, key: &str) -> Result<Option<String>, Refusal> {
    let of = |state: ItemState| (hearing.state == state).then(|| state.to_string());
    let listed = match key {
        "deferred" => of(ItemState::Deferred),
        "deferred-again" => {
            of(ItemState::Deferred).filter(|_| hearing.again).map(|_| "put off before".into())
        }
        "withdrawn" => of(ItemState::Withdrawn),
        "not-heard" => of(ItemState::Waiting).map(|_| "not come to".into()),
        _ => None,
    };
    let Some(heard) = &hearing.heard else { return Ok(listed) };
    let days = || {
        let days = heard.waited.map(|days| format!("{days} days after the referral"));
        days.unwrap_or_else(|| "no referral in the record".to_owned())
    };
    let sent = heard.referrers.first();
    Ok(match key {
        "cases" => Some(days()),
        "repeats" => (heard.repeat == Some(true)).then(days),
        "with-children" => heard.children.filter(|count| *count > 0).map(|count| format!("{count} children")),
        "partners" => match sent.filter(|sent| !is_police(with, sent)) {
            Some(sent) => Some(agency(with, sent)?),
            None => None,
        },
        _ => sent.filter(|sent| key.strip_prefix(SOURCE) == Some(sent.as_str())).map(|_| days()),
    })
}
