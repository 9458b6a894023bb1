//! Whether a case belongs in its forum: each rule of the forum's file answered from the record, with the reason.
//!
//! Nothing is accepted or rejected here. What a live case of another forum is (waiting or listed; heard, where cases
//! come back or have live actions) is our default.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::known::one_person;
use crate::domain::area::AreaData;
use crate::domain::calendar::{add_months, show_numeric};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, CaseState, Party, Referral};
use crate::domain::rows::couple::Criterion;
use crate::domain::rows::subject::Scored;
use crate::domain::tools::forum::{CaseKind, Eligibility, Forum, Rule};
use crate::domain::tools::settings::SettingKey;

/// A rule and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Key of the rule.
    pub key: String,
    /// The statement.
    pub label: String,
    /// Whether it holds; nothing when that is not known.
    pub holds: Option<bool>,
    /// Why, without anybody's name.
    pub why: String,
    /// Whether a person answers it.
    pub asked: bool,
}

impl Answered {
    /// "yes", "no", "not known".
    pub const fn word(&self) -> &'static str {
        match self.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        }
    }
}

/// Every rule of a case's forum with its answer on a day.
///
/// # Errors
/// When the record cannot be read.
pub fn answers(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    on: Date,
) -> Result<Vec<Answered>, Refusal> {
    let forum = area.forum(&case.forum)?;
    if forum.eligibility.is_empty() {
        return Ok(Vec::new());
    }
    let looking = Looking {
        area,
        changes,
        forum,
        on,
        cases: cases_of_people(changes, case)?,
        judged: changes.find::<Criterion>("case", &case.id)?,
    };
    forum.eligibility.iter().map(|rule| looking.answer(rule)).collect()
}

/// Every case the people of this one are a party to, itself included.
fn cases_of_people(changes: &Changes<'_>, case: &Case) -> Result<Vec<Case>, Refusal> {
    let mut found = BTreeSet::from([case.id]);
    for party in changes.find::<Party>("case", &case.id)? {
        for row in one_person(changes, party.person)? {
            found.extend(changes.find::<Party>("person", &row)?.into_iter().map(|party| party.case));
        }
    }
    let mut cases: Vec<Case> =
        found.into_iter().map(|id: Id<Case>| changes.get(id)).collect::<Result<_, _>>()?;
    // The case itself first.
    cases.sort_by_key(|other| (other.id != case.id, other.id));
    Ok(cases)
}

struct Looking<'a> {
    area: &'a AreaData,
    changes: &'a Changes<'a>,
    forum: &'a Forum,
    on: Date,
    cases: Vec<Case>,
    judged: Vec<Criterion>,
}

impl Looking<'_> {
    fn answer(&self, rule: &Eligibility) -> Result<Answered, Refusal> {
        let (holds, why) = match &rule.rule {
            Rule::NotIn(forums) => self.not_in(forums)?,
            Rule::BelowVictimThreshold => self.below_threshold()?,
            Rule::BelowRank(rank) => self.below_rank(*rank)?,
            Rule::AnyCriterion => self.criteria(false),
            Rule::EveryCriterion => self.criteria(true),
            Rule::Asked => match Criterion::newest(&self.judged, &rule.key) {
                Some(row) => (Some(row.met), format!("answered {}", show_numeric(row.on))),
                None => (None, "nobody has answered it".to_owned()),
            },
        };
        let asked = rule.rule == Rule::Asked;
        Ok(Answered { key: rule.key.clone(), label: rule.label.clone(), holds, why, asked })
    }

    /// The other cases of these people.
    fn others(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().skip(1)
    }

    fn is_live(&self, case: &Case) -> Result<bool, Refusal> {
        Ok(match case.state {
            CaseState::Referred | CaseState::Listed => true,
            CaseState::Heard => {
                let comes_back = self.area.kind_of(&case.forum).is_some_and(CaseKind::comes_back);
                let actions = self.changes.find::<Action>("case", &case.id)?;
                comes_back || actions.iter().any(|action| action.state.is_live())
            }
            _ => false,
        })
    }

    fn not_in(&self, forums: &[String]) -> Result<(Option<bool>, String), Refusal> {
        for case in self.others().filter(|case| forums.contains(&case.forum)) {
            if self.is_live(case)? {
                let code = self.area.forum(&case.forum)?.code.clone();
                return Ok((Some(false), format!("{} is live at {code}", case.reference)));
            }
        }
        Ok((Some(true), "no live case there".to_owned()))
    }

    /// Grounds and counts within the window in which a referral makes a repeat.
    fn below_threshold(&self) -> Result<(Option<bool>, String), Refusal> {
        let months = i32::try_from(self.area.number(SettingKey::RepeatMonths, self.on)).unwrap_or(12);
        let since = add_months(self.on, -months);
        let threshold = self.area.number(SettingKey::DashThreshold, self.on);
        let mut counted = None;
        for case in &self.cases {
            for referral in self.changes.find::<Referral>("case", &case.id)? {
                let grounds = &referral.criteria.0;
                let ticked = [
                    (grounds.visible_high_risk, "visible high risk"),
                    (grounds.professional_judgement, "professional judgement"),
                    (grounds.potential_escalation, "potential escalation"),
                    (grounds.repeat, "repeat"),
                ];
                let ticked = ticked.iter().find(|(ground, _)| *ground == Some(true));
                if let Some((_, ground)) = ticked.filter(|_| referral.received >= since) {
                    return Ok((Some(false), format!("{}: {ground} was ticked", case.reference)));
                }
            }
            let assessments = self.changes.find::<Assessment>("case", &case.id)?;
            let newest =
                assessments.into_iter().filter(|row| row.on >= since).max_by_key(|row| (row.on, row.id));
            let Some(newest) = newest else { continue };
            let high = newest.grade.as_ref().is_some_and(|grade| grade.eq_ignore_ascii_case("high"));
            let count = newest.count.map(u32::from);
            if high || count.is_some_and(|count| count >= threshold) {
                let said = count.map_or_else(|| "graded high".to_owned(), |count| format!("{count} counted"));
                return Ok((
                    Some(false),
                    format!("{}: {said}, {threshold} is the threshold", case.reference),
                ));
            }
            counted = counted.max(count);
        }
        Ok(match counted {
            Some(count) => (Some(true), format!("{count} counted, {threshold} is the threshold")),
            None => (None, "no assessment is in the record".to_owned()),
        })
    }

    fn below_rank(&self, top: u32) -> Result<(Option<bool>, String), Refusal> {
        for case in self.others() {
            if self.area.kind_of(&case.forum) != Some(CaseKind::Subject) {
                continue;
            }
            if self.is_live(case)? {
                return Ok((Some(false), format!("{} is a subject now", case.reference)));
            }
            let scores = self.changes.find::<Scored>("case", &case.id)?;
            let newest = scores.iter().max_by_key(|row| (row.on, row.id));
            if let Some(rank) = newest.and_then(|row| row.rank).filter(|rank| *rank <= top) {
                return Ok((Some(false), format!("{}: rank {rank}, within the top {top}", case.reference)));
            }
        }
        Ok((Some(true), "no subject, and not ranked so high".to_owned()))
    }

    fn criteria(&self, every: bool) -> (Option<bool>, String) {
        let answer = |key: &str| Criterion::newest(&self.judged, key).map(|row| row.met);
        let criteria = &self.forum.criterion;
        let met: Vec<&str> = criteria
            .iter()
            .filter(|criterion| answer(&criterion.key) == Some(true))
            .map(|criterion| criterion.label.as_str())
            .collect();
        let unknown = criteria.iter().any(|criterion| answer(&criterion.key).is_none());
        let holds = if every { met.len() == criteria.len() } else { !met.is_empty() };
        match (holds, unknown) {
            (true, _) => (Some(true), met.join("; ")),
            (false, true) => (None, "criteria not answered yet".to_owned()),
            (false, false) if met.is_empty() => (Some(false), "no criterion is met".to_owned()),
            (false, false) => (Some(false), format!("only: {}", met.join("; "))),
        }
    }
}
