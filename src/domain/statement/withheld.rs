//! What can be taken out of the facts of a case, each kind by itself.
//!
//! A [`Withheld`] names a kind of fact and knows how to take it away, so that nothing of it can reach a paper built from
//! what is left. Which kinds an edition withholds is decided in `narrow`.

use super::case::{ActionFacts, CaseFacts};
use crate::domain::private::Private;
use crate::domain::rows::agenda::Whom;
use crate::words;

words! {
    /// A kind of fact that an edition may do without.
    pub enum Withheld {
        /// Date of birth, other names and language of the victim, and the children.
        VictimDetails = "details of the victim and the children",
        /// The victim's views and wishes.
        Views = "the victim's views and wishes",
        /// The reason of the referral, its grounds and figures, and who referred.
        Referral = "the referral, its grounds and figures",
        /// What agencies said, and that they said anything.
        Information = "what agencies said",
        /// Risks named.
        Risks = "risks",
        /// Where the perpetrator is, and what is about to happen.
        Whereabouts = "whereabouts and dates to come",
        /// Why it was decided so, and what was considered and not done.
        Deliberation = "why, and what was considered",
        /// Notes.
        Notes = "notes",
        /// Actions that protect anybody but are not about the perpetrator alone.
        Protection = "actions that protect somebody",
        /// Who tells the victim, how and when.
        Feedback = "feedback to the victim",
        /// Who was there, who left the room and why.
        Presence = "who was there for the case",
        /// The case beside it, and the one it repeats.
        Links = "cases beside it",
        /// People who act for an agency.
        Professionals = "names of professionals",
    }
}

impl Withheld {
    /// Takes it out of a case; how many things were taken.
    pub fn take(self, case: &mut CaseFacts) -> usize {
        match self {
            Self::VictimDetails => victim_details(case),
            Self::Views => some(&mut case.views),
            Self::Referral => referral(case),
            Self::Information => all(&mut case.information) + all(&mut case.nothing_returned),
            Self::Risks => all(&mut case.risks),
            Self::Whereabouts => some(&mut case.whereabouts) + all(&mut case.happenings),
            Self::Deliberation => {
                let deferred = case.deferred.take().map_or(0, |(reason, interim)| {
                    case.deferred = Some((Private::from("reason left out"), None));
                    usize::from(!reason.is_empty()) + usize::from(interim.is_some())
                });
                some(&mut case.decision_why) + all(&mut case.considered) + deferred
            }
            Self::Notes => all(&mut case.notes),
            Self::Protection => protection(case),
            Self::Feedback => some(&mut case.feedback),
            Self::Presence => {
                case.trust_open = false;
                some(&mut case.present)
                    + all(&mut case.walled)
                    + all(&mut case.no_quorum)
                    + some(&mut case.trust)
            }
            Self::Links => some(&mut case.linked) + some(&mut case.repeat_of),
            Self::Professionals => {
                let actions = case.actions.iter_mut().chain(&mut case.carried);
                actions.map(|action| some(&mut action.person)).sum()
            }
        }
    }
}

/// Empties an action that is kept off papers, so that its place can be counted and nothing of it read.
pub fn empty_off_papers(case: &mut CaseFacts) -> Vec<u32> {
    let hidden = case.actions.iter_mut().chain(&mut case.carried).filter(|action| action.off_papers);
    hidden
        .map(|action| {
            *action = ActionFacts {
                agency: String::new(),
                supporting: Vec::new(),
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
