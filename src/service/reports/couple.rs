//! How people of a couple forum moved, what they agreed to, which of their needs were met: the report `couple`.

use std::collections::BTreeMap;

use super::{forums, line, meetings, named};
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend,
};
use crate::domain::rows::case::{Case, CaseState, Party, PartyRole};
use crate::domain::rows::couple::{Consent, ConsentWord, Direction, Need, Passage, StepTaken};
use crate::domain::told::Ratio;
use crate::domain::told::couple::{Moved, consent, needs};
use crate::domain::told::months::Months;
use crate::domain::tools::forum::Forum;
use crate::service::looking::Looking;

/// One case with what is kept of its people.
struct Couple {
    case: Case,
    parties: Vec<Party>,
    steps: Vec<StepTaken>,
    answers: Vec<Consent>,
    needs: Vec<Need>,
    passages: Vec<Passage>,
}

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let couples = gather(&with.rows(), &forums, asked)?;
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(
        "Couples in the forum at some time of the period. Each person is counted apart: what one of them said says nothing of the \
         other."
            .to_owned(),
    );
    report.parts.push(people(&couples, asked));
    report.parts.push(Part::Grid(scales(&forums, &couples, asked)));
    report.parts.push(Part::Grid(needs_met(&forums, &couples, asked)));
    report.parts.push(trend(with, &forums, &couples, asked)?);
    Ok(report)
}

/// The couples that were in the forum at some time of the period.
fn gather(rows: &Changes<'_>, forums: &[&Forum], asked: &Asked) -> Result<Vec<Couple>, Refusal> {
    let mut couples = Vec::new();
    for forum in forums {
        for case in rows.find::<Case>("forum", &forum.key)? {
            let passages = rows.find::<Passage>("case", &case.id)?;
            let left = passages.iter().map(|row| row.on).max();
            let gone = case.state == CaseState::Closed || case.state.has_left();
            if case.opened > asked.to || (gone && left.is_some_and(|left| left < asked.from)) {
                continue;
            }
            couples.push(Couple {
                parties: rows.find("case", &case.id)?,
                steps: rows.find("case", &case.id)?,
                answers: rows.find("case", &case.id)?,
                needs: rows.find("case", &case.id)?,
                passages,
                case,
            });
        }
    }
    Ok(couples)
}

/// How somebody answers the question of consent, as a key and a name.
const ANSWERS: [(&str, &str, Option<ConsentWord>); 4] = [
    ("consent-given", "Consent given", Some(ConsentWord::Given)),
    ("consent-refused", "Consent refused", Some(ConsentWord::Refused)),
    ("consent-withdrawn", "Consent withdrawn", Some(ConsentWord::Withdrawn)),
    ("consent-not-asked", "Not asked, as far as recorded", None),
];

/// Couples, their people and what they agreed to.
fn people(couples: &[Couple], asked: &Asked) -> Part {
    let all: usize = couples.iter().map(|couple| couple.parties.len()).sum();
    let moved = |way: Direction| {
        let within = |row: &&Passage| row.direction == way && (asked.from..=asked.to).contains(&row.on);
        couples.iter().flat_map(|couple| couple.passages.iter().filter(within)).count()
    };
    let mut lines = vec![
        Measure::of_people(
            "couples",
            "Couples",
            Figure::Count(couples.len()),
            "couples in the forum in the period",
        )
        .opened(),
        Measure::of_people("people", "People", Figure::Count(all), "parties to those cases"),
    ];
    lines.extend(ANSWERS.iter().map(|(key, name, word)| {
        let count = couples.iter().map(|couple| answered(couple, *word, asked)).sum();
        Measure::of_people(
            key,
            *name,
            Figure::share(count, all),
            "newest answer of each person by the end of the period, of all people",
        )
        .opened()
    }));
    for (key, name, way) in
        [("stepped-up", "Stepped up", Direction::Up), ("stepped-down", "Stepped down", Direction::Down)]
    {
        lines.push(
            Measure::of_people(key, name, Figure::Count(moved(way)), "passages of the period").opened(),
        );
    }
    Part::Measures(Measures { title: "Couples and consent".to_owned(), lines })
}

/// People of a couple whose newest answer is this one.
fn answered(couple: &Couple, word: Option<ConsentWord>, asked: &Asked) -> usize {
    let newest = |party: &&Party| consent(&couple.answers, party.person, asked.to) == word;
    couple.parties.iter().filter(newest).count()
}

/// First place against the newest on each scale, the two roles apart.
fn scales(forums: &[&Forum], couples: &[Couple], asked: &Asked) -> Grid {
    let mut rows = Vec::new();
    for forum in forums {
        let own: Vec<&Couple> = couples.iter().filter(|couple| couple.case.forum == forum.key).collect();
        for scale in &forum.scale {
            for (role, label) in [
                (PartyRole::Victim, &forum.labels.victim),
                (PartyRole::Perpetrator, &forum.labels.perpetrator),
            ] {
                let mut moved = Moved::default();
                for couple in &own {
                    moved.add(Moved::of(&steps_of(couple, role), &scale.key, asked.to));
                }
                if moved == Moved::default() {
                    continue;
                }
                rows.push(Row {
                    key: format!("scale:{}:{}:{role}", forum.key, scale.key),
                    cells: vec![
                        Cell::Words(format!("{}: {}", scale.label, label.to_lowercase())),
                        Cell::Count(moved.up),
                        Cell::Count(moved.stayed),
                        Cell::Count(moved.down),
                        Cell::Share(Ratio { of: moved.up, all: moved.compared() }),
                        Cell::Count(moved.once),
                    ],
                    behind: false,
                });
            }
        }
    }
    Grid {
        title: "Readiness and soft outcomes".to_owned(),
        note: "Each person's first place on a scale against the newest by the end of the period; steps are the area's own words and \
               are never added up. Placed once: nothing to compare yet."
            .to_owned(),
        heads: vec![
            Head::words("Scale"),
            Head::people("Moved up"),
            Head::people("Stayed"),
            Head::people("Moved down"),
            Head { people: true, ..Head::share("Up, of those compared") },
            Head::people("Placed once"),
        ],
        rows,
    }
}

/// The steps of those in a role.
fn steps_of(couple: &Couple, role: PartyRole) -> Vec<StepTaken> {
    let of_role = |step: &&StepTaken| {
        couple.parties.iter().any(|party| party.person == step.person && party.role == role)
    };
    couple.steps.iter().filter(of_role).cloned().collect()
}

/// Needs recorded in the period and those of them met by its end.
fn needs_met(forums: &[&Forum], couples: &[Couple], asked: &Asked) -> Grid {
    let mut counted: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for couple in couples {
        for (kind, (all, met)) in needs(&couple.needs, asked.from, asked.to) {
            let sum = counted.entry(kind).or_default();
            sum.0 += all;
            sum.1 += met;
        }
    }
    let label = |key: &str| {
        let known = forums.iter().flat_map(|forum| &forum.need).find(|need| need.key == key);
        known.map_or_else(|| key.to_owned(), |need| need.label.clone())
    };
    let rows = counted.into_iter().map(|(kind, (all, met))| Row {
        cells: vec![
            Cell::Words(label(&kind)),
            Cell::Count(all),
            Cell::Count(met),
            Cell::Count(all - met),
            Cell::Share(Ratio { of: met, all }),
        ],
        key: format!("need:{kind}"),
        behind: true,
    });
    Grid {
        title: "Needs".to_owned(),
        note: "Recorded in the period, and met by its end.".to_owned(),
        heads: vec![
            Head::words("Need"),
            Head::people("Recorded"),
            Head::people("Met"),
            Head::people("Not met"),
            Head { people: true, ..Head::share("Share met") },
        ],
        rows: rows.collect(),
    }
}

/// Month by month: couples heard, needs recorded, needs met.
fn trend(with: &Looking<'_>, forums: &[&Forum], couples: &[Couple], asked: &Asked) -> Result<Part, Refusal> {
    let mut heard = Months::<usize>::of(asked.from, asked.to);
    let (mut said, mut met) = (heard.clone(), heard.clone());
    for meeting in meetings(with, forums, asked)? {
        let lines = with.view.hearing_lines(meeting.id)?;
        if let Some(count) = heard.at(meeting.on) {
            *count += lines.iter().filter(|line| line.heard.is_some()).count();
        }
    }
    for need in couples.iter().flat_map(|couple| &couple.needs) {
        for (months, on) in [(&mut said, Some(need.on)), (&mut met, need.met)] {
            let on = on.filter(|on| (asked.from..=asked.to).contains(on));
            if let Some(count) = on.and_then(|on| months.at(on)) {
                *count += 1;
            }
        }
    }
    let line = |name: &str, months: &Months<usize>| {
        (name.to_owned(), months.iter().map(|(_, count)| Figure::Count(*count)).collect())
    };
    Ok(Part::Trend(Trend {
        title: "Couples heard and needs, month by month".to_owned(),
        labels: heard.labels(),
        series: vec![line("Heard", &heard), line("Needs recorded", &said), line("Needs met", &met)],
        people: true,
    }))
}

/// The couples behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for couple in gather(&rows, &forums(with, asked)?, asked)? {
        let id = couple.case.id;
        if key == "couples" {
            lines.push(line(&rows, id, "in the forum".to_owned(), Some(couple.case.opened))?);
        }
        for (_, _, word) in ANSWERS.iter().filter(|(known, ..)| *known == key) {
            let count = answered(&couple, *word, asked);
            if count > 0 {
                lines.push(line(&rows, id, format!("{count} of {}", couple.parties.len()), None)?);
            }
        }
        for row in &couple.passages {
            let word = if row.direction == Direction::Up { "stepped-up" } else { "stepped-down" };
            if word == key && (asked.from..=asked.to).contains(&row.on) {
                lines.push(line(&rows, id, format!("stepped {}", row.direction), Some(row.on))?);
            }
        }
        for need in &couple.needs {
            let wanted = key.strip_prefix("need:") == Some(need.kind.as_str());
            if wanted && (asked.from..=asked.to).contains(&need.on) {
                let met = need.met.is_some_and(|met| met <= asked.to);
                lines.push(line(&rows, id, if met { "met" } else { "not met" }.to_owned(), Some(need.on))?);
            }
        }
    }
    Ok(lines)
}
