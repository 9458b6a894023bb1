//! Taking one kind of fact out of a case, so that nothing of it can reach a paper built from what is left.
//!
//! Which kinds an edition withholds is decided in `narrow`.

use super::case::{ActionFacts, CaseFacts};
use super::withheld::Withheld;
use crate::domain::private::Private;
use crate::domain::rows::agenda::Whom;

/// Takes a kind out of a case; how many things were taken.
pub fn take(kind: Withheld, case: &mut CaseFacts) -> usize {
    case.withheld.insert(kind);
    match kind {
        Withheld::VictimDetails => victim_details(case),
        Withheld::Views => some(&mut case.views),
        Withheld::Referral => referral(case),
        Withheld::Information => all(&mut case.information) + all(&mut case.nothing_returned),
        Withheld::Risks => all(&mut case.risks),
        Withheld::Whereabouts => some(&mut case.whereabouts) + all(&mut case.happenings),
        Withheld::Deliberation => {
            let deferred = case.deferred.take().map_or(0, |(reason, interim)| {
                case.deferred = Some((Private::from("reason left out"), None));
                usize::from(!reason.is_empty()) + usize::from(interim.is_some())
            });
            some(&mut case.decision_why) + all(&mut case.considered) + deferred
        }
        Withheld::Notes => all(&mut case.notes),
        Withheld::Decision => some(&mut case.decision),
        Withheld::Protection => protection(case),
        Withheld::Feedback => some(&mut case.feedback),
        Withheld::Presence => {
            case.trust_open = false;
            some(&mut case.present) + all(&mut case.walled) + all(&mut case.no_quorum) + some(&mut case.trust)
        }
        Withheld::Links => some(&mut case.linked) + some(&mut case.repeat_of),
        Withheld::Professionals => {
            let actions = case.actions.iter_mut().chain(&mut case.carried);
            actions.map(|action| some(&mut action.person)).sum()
        }
    }
}

/// Empties an action that is kept off papers, so that its place can be counted and nothing of it read.
pub fn empty_off_papers(case: &mut CaseFacts) -> Vec<u32> {
    let hidden = case.actions.iter_mut().chain(&mut case.carried).filter(|action| action.off_papers);
    hidden
        .map(|action| {
            *action = ActionFacts {
                person: None,
                words: Private::default(),
                due: None,
                due_time: None,
                outcome: None,
                ..action.clone()
            };
            action.number
        })
        .collect()
}

fn some<T>(value: &mut Option<T>) -> usize {
    usize::from(value.take().is_some())
}

fn all<T>(values: &mut Vec<T>) -> usize {
    std::mem::take(values).len()
}

fn victim_details(case: &mut CaseFacts) -> usize {
    let mut taken = all(&mut case.children);
    if let Some(victim) = &mut case.victim {
        taken += some(&mut victim.born) + some(&mut victim.age) + some(&mut victim.interpreter);
        taken += all(&mut victim.aliases);
    }
    for person in &mut case.perpetrators {
        taken += some(&mut person.relationship);
    }
    taken
}

fn referral(case: &mut CaseFacts) -> usize {
    let said = usize::from(!case.reason.is_empty()) + usize::from(!case.referrer.is_empty());
    case.reason = Private::default();
    case.criteria = crate::domain::rows::case::Criteria::default();
    case.risk_figure = String::new();
    case.why = String::new();
    case.referrer = String::new();
    said + some(&mut case.received) + some(&mut case.met)
}

/// An action stays when it is said to be about the perpetrator alone; what is not said protects somebody.
fn protection(case: &mut CaseFacts) -> usize {
    let mut taken = 0;
    for actions in [&mut case.actions, &mut case.carried] {
        let before = actions.len();
        actions.retain(|action| action.protects == Some(Whom::Perpetrator) || action.off_papers);
        taken += before - actions.len();
    }
    taken
}
