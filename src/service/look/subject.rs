//! The ranked list of subjects with what moved, and what is due on them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Looking;
use crate::domain::calendar::{add_days, show_day_near, show_numeric};
use crate::domain::id::Id;
use crate::domain::nomination::counted;
use crate::domain::ranking::{self, Placed};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::subject::{Assertion, Check, Incident, Ranked, Scored, Stage, StageMove};
use crate::domain::rules::reviewed;
use crate::domain::stage;
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::tools::incident::Incident as Counted;
use crate::domain::tools::settings::SettingKey;
use crate::service::subjects::{DueLine, LeftLine, TopFilter, TopLine, TopList};

/// Days ahead that what is due on a subject is shown.
const AHEAD: i32 = 14;

/// A subject with what its place hangs on.
pub struct Ranking {
    case: Case,
    moves: Vec<StageMove>,
    scores: Vec<Scored>,
    listed: Vec<Ranked>,
}

impl Ranking {
    fn of(with: &Looking<'_>, case: Case) -> Result<Self, Refusal> {
        let rows = with.rows();
        let mut moves = rows.find::<StageMove>("case", &case.id)?;
        moves.sort_by_key(|row| row.number);
        let mut scores = rows.find::<Scored>("case", &case.id)?;
        scores.sort_by_key(|score| (score.on, score.id));
        Ok(Self { moves, scores, listed: rows.find::<Ranked>("case", &case.id)?, case })
    }

    /// Where the subject stood on a day; nothing before it came in.
    fn stage_on(&self, day: Date) -> Option<Stage> {
        stage::stood(&self.moves, &self.case, day)
    }

    /// The score that stood on a day: the analyst's before the scheme's.
    pub fn score_on(&self, day: Date) -> Option<&Scored> {
        let mut past = self.scores.iter().filter(|score| score.on <= day);
        past.clone().rfind(|score| score.imported).or_else(|| past.next_back())
    }

    fn placed(&self, day: Date, list: Option<Date>) -> Option<Placed> {
        self.stage_on(day).filter(|stage| stage.row().ranked)?;
        let score = self.score_on(day);
        let listed = self.listed.iter().find(|row| Some(row.list) == list).map(|row| row.rank);
        Some(Placed {
            case: self.case.id,
            reference: self.case.reference.clone(),
            listed,
            total: score.map(|score| score.total),
            scheme: score.map(|score| score.scheme.clone()),
        })
    }
}

/// Every subject of the area's perpetrator forums.
fn subjects(with: &Looking<'_>) -> Result<Vec<Ranking>, Refusal> {
    let rows = with.rows();
    let mut found = Vec::new();
    for forum in forums(with) {
        for case in rows.find::<Case>("forum", &forum.key)? {
            found.push(Ranking::of(with, case)?);
        }
    }
    Ok(found)
}

/// The list as it stood on a day, and the date of the police's list it follows.
fn list_on(subjects: &[Ranking], day: Date) -> (Vec<Placed>, Option<Date>) {
    let lists = subjects.iter().flat_map(|subject| &subject.listed).map(|row| row.list);
    let list = lists.filter(|list| *list <= day).max();
    (ranking::ordered(subjects.iter().filter_map(|subject| subject.placed(day, list)).collect()), list)
}

/// The last day of the month before.
fn month_before(day: Date) -> Date {
    add_days(day.first_of_month(), -1)
}

/// Places of a subject on the list today and a month before.
pub fn places(with: &Looking<'_>, case: Id<Case>) -> Result<(Option<u32>, Option<u32>), Refusal> {
    let subjects = subjects(with)?;
    let today = with.now.today();
    let on = |day| ranking::rank_of(case, &list_on(&subjects, day).0);
    Ok((on(today), on(month_before(today))))
}

/// The ranked list of a month with what moved since the month before.
pub fn top(with: &Looking<'_>, filter: TopFilter) -> Result<TopList, Refusal> {
    let today = with.now.today();
    let on = filter.month.map_or(today, |month| month.last_of_month().min(today));
    let before = month_before(on);
    let most = filter.most.unwrap_or_else(|| with.area.number(SettingKey::MatacTop, on));
    let subjects = subjects(with)?;
    let (now, list) = list_on(&subjects, on);
    let (then, _) = list_on(&subjects, before);
    let by_case: BTreeMap<Id<Case>, &Ranking> =
        subjects.iter().map(|subject| (subject.case.id, subject)).collect();
    let head = usize::try_from(most).unwrap_or(usize::MAX);
    let shown = if filter.every { now.len() } else { head };
    let lines = now.iter().take(shown).enumerate().filter_map(|(at, placed)| {
        let subject = by_case.get(&placed.case)?;
        Some(line(with, subject, placed, (at, on), (&then, before)))
    });
    let lines = lines.collect::<Result<_, _>>()?;
    let still = |case| now.iter().take(head).any(|placed| placed.case == case);
    let gone = then.iter().take(head).enumerate().filter(|(_, placed)| !still(placed.case));
    let left = gone.filter_map(|(at, placed)| {
        let subject = by_case.get(&placed.case)?;
        Some(left(with, subject, placed, at, (&now, on)))
    });
    let left = left.collect::<Result<_, _>>()?;
    Ok(TopList {
        on,
        before,
        most,
        total: now.len(),
        list,
        listed: now.iter().filter(|placed| placed.listed.is_some()).count(),
        lines,
        left,
        agencies: agencies(with),
        criteria: forums(with).next().map(criteria).unwrap_or_default(),
    })
}

/// The area's perpetrator forums.
fn forums<'a>(with: &Looking<'a>) -> impl Iterator<Item = &'a Forum> + use<'a> {
    with.area.forums.iter().filter(|forum| forum.case_kind == CaseKind::Subject)
}

/// The agencies of the area: key and name as said.
pub fn agencies(with: &Looking<'_>) -> Vec<(String, String)> {
    let list = with.area.agencies.agency.iter();
    list.map(|agency| (agency.key.clone(), agency.said().to_owned())).collect()
}

/// Criteria of a forum: key and label.
pub fn criteria(forum: &Forum) -> Vec<(String, String)> {
    forum.criterion.iter().map(|row| (row.key.clone(), row.label.clone())).collect()
}

fn line(
    with: &Looking<'_>,
    subject: &Ranking,
    placed: &Placed,
    (at, on): (usize, Date),
    (then, before): (&[Placed], Date),
) -> Result<TopLine, Refusal> {
    let rows = with.rows();
    let listed = with.view.case_line(placed.case, with.now.today())?;
    let rank = u32::try_from(at + 1).unwrap_or(u32::MAX);
    let was = ranking::rank_of(placed.case, then);
    let score_before = subject.score_on(before).filter(|score| Some(&score.scheme) == placed.scheme.as_ref());
    let change = placed.total.zip(score_before).map(|(now, then)| i64::from(now) - i64::from(then.total));
    let reviewed = reviewed(&rows, with.area, &subject.case, on)?;
    Ok(TopLine {
        rank,
        before: was,
        shift: ranking::shift(rank, was),
        case: placed.case,
        reference: placed.reference.clone(),
        subject: listed.as_ref().map(|line| line.perpetrators.clone()).unwrap_or_default(),
        listed: placed.listed,
        total: placed.total,
        scheme: placed.scheme.clone(),
        change,
        stage: subject.stage_on(on).unwrap_or(Stage::Identified),
        flags: flags(with, placed.case, on)?,
        reviewed: reviewed.map(|(last, _)| last),
        overdue: reviewed.is_some_and(|(_, due)| due < on),
        live: listed.map_or(0, |line| line.live),
    })
}

/// A subject's incidents as definitions count them; one in a role that nobody knows is left out.
pub fn incidents(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<Counted>, Refusal> {
    Ok(with.rows().find::<Incident>("case", &case)?.iter().filter_map(counted).collect())
}

/// What is concluded of a subject, and what only an agency says.
fn flags(with: &Looking<'_>, case: Id<Case>, on: Date) -> Result<String, Refusal> {
    use crate::domain::rows::subject::Claim;
    let concluded = with.area.definitions.conclude(&incidents(with, case)?, on);
    let mut words: Vec<String> = Vec::new();
    for one in concluded.iter().filter(|one| one.met) {
        if !words.iter().any(|word| word == one.finds.word()) {
            words.push(one.finds.word().to_owned());
        }
    }
    for assertion in with.rows().find::<Assertion>("case", &case)? {
        let claim = assertion.claim;
        let said = format!("said {claim}");
        let known = words.iter().any(|word| word == claim.word() || *word == said);
        if matches!(claim, Claim::Serial | Claim::Repeat) && !known {
            words.push(said);
        }
    }
    Ok(words.join(", "))
}

fn left(
    with: &Looking<'_>,
    subject: &Ranking,
    placed: &Placed,
    at: usize,
    (now, on): (&[Placed], Date),
) -> Result<LeftLine, Refusal> {
    let listed = with.view.case_line(placed.case, with.now.today())?;
    let why = match now.iter().position(|other| other.case == placed.case) {
        Some(place) => lower(placed, now.get(place), place + 1),
        None => subject.moves.iter().rfind(|row| row.on <= on).map_or_else(
            || stage::of_state(subject.case.state).to_string(),
            |row| {
                let why = row.ground.as_deref().map_or_else(|| row.reason.reveal(), stage::ground_words);
                let day = show_day_near(row.on, with.now.today());
                if why.is_empty() {
                    format!("{} {day}", row.stage)
                } else {
                    format!("{} {day}: {why}", row.stage)
                }
            },
        ),
    };
    Ok(LeftLine {
        case: placed.case,
        reference: placed.reference.clone(),
        subject: listed.map(|line| line.perpetrators).unwrap_or_default(),
        before: u32::try_from(at + 1).unwrap_or(u32::MAX),
        why: why.into(),
    })
}

/// Why a subject stands lower than it did.
fn lower(before: &Placed, now: Option<&Placed>, rank: usize) -> String {
    let off = before.listed.is_some() && now.is_some_and(|now| now.listed.is_none());
    let scores = before.total.zip(now.and_then(|now| now.total)).filter(|(was, is)| was != is);
    let mut words = format!("rank {rank} now");
    if off {
        words.push_str(", off the police list");
    }
    if let Some((was, is)) = scores {
        words.push_str(&format!(", score {was} to {is}"));
    }
    words
}

/// What is due on subjects: checks within a fortnight or past, and reviews that are overdue.
pub fn due(with: &Looking<'_>) -> Result<Vec<DueLine>, Refusal> {
    let rows = with.rows();
    let today = with.now.today();
    let mut lines = Vec::new();
    for check in rows.find::<Check>("open", &true)? {
        if check.due > add_days(today, AHEAD) {
            continue;
        }
        let what = format!("{}-month {}", check.months, check.kind);
        lines.extend(with.view.case_line(check.case, today)?.map(|case| DueLine {
            case,
            what,
            due: check.due,
            overdue: check.due < today,
        }));
    }
    for forum in forums(with) {
        for case in rows.find::<Case>("forum", &forum.key)? {
            if !matches!(case.state, CaseState::Heard | CaseState::Listed | CaseState::Referred) {
                continue;
            }
            let Some((last, due)) = reviewed(&rows, with.area, &case, today)? else { continue };
            if due < today {
                let what = format!("review, last {}", show_numeric(last));
                let line = with.view.case_line(case.id, today)?;
                lines.extend(line.map(|case| DueLine { case, what, due, overdue: true }));
            }
        }
    }
    lines.sort_by(|one, other| (one.due, &one.case.reference).cmp(&(other.due, &other.case.reference)));
    Ok(lines)
}
