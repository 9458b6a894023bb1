//! A subject's life as a table: which stage may follow which, what each means for the case, what a move asks for, and
//! the reasons it may have.
//!
//! Everything here is data and questions to it; the rule that makes a move is `rules::stage`. The order of the stages
//! follows the life that MATAC practice describes; what a move asks for, the reasons and the spans are our defaults.

use jiff::civil::Date;

use super::rows::case::{Case, CaseState};
use super::rows::subject::{CheckKind, Stage, StageMove};

/// One stage and what is so of it.
#[derive(Debug, Clone, Copy)]
pub struct StageRow {
    /// The stage.
    pub stage: Stage,
    /// How far its case has come; a case listed for a meeting stays listed while its subject stays in the forum.
    pub state: CaseState,
    /// Whether the subject is ranked among those the forum may work on.
    pub ranked: bool,
    /// Whether it must be reviewed every so many weeks.
    pub reviewed: bool,
    /// Whether a move to it needs a reason.
    pub reason: bool,
    /// The stages that may follow.
    pub to: &'static [Stage],
}

const fn row(stage: Stage, state: CaseState, to: &'static [Stage]) -> StageRow {
    StageRow { stage, state, ranked: true, reviewed: false, reason: false, to }
}

/// Taken on: reviewed as long as it lasts.
const fn working(stage: Stage, to: &'static [Stage]) -> StageRow {
    StageRow { reviewed: true, ..row(stage, CaseState::Heard, to) }
}

/// A move that somebody will ask the reason of.
const fn reasoned(row: StageRow) -> StageRow {
    StageRow { reason: true, ..row }
}

/// Off the forum's work.
const fn out(stage: Stage, state: CaseState, to: &'static [Stage]) -> StageRow {
    reasoned(StageRow { ranked: false, ..row(stage, state, to) })
}

use Stage::{
    Accepted, Closed, Deferred, Discharged, Engaging, ExitProposed, Identified, InCustody, Monitoring,
    Nominated, NotAccepted, NotEngaging, Profiled, ReEntered, Screened, Transferred, WhereaboutsUnknown,
};

/// The one table of stages and of the moves between them.
pub const STAGES: &[StageRow] = &[
    row(Identified, CaseState::Identified, &[Nominated, Screened, NotAccepted, Transferred, Closed]),
    row(Nominated, CaseState::Referred, &[Screened, Accepted, NotAccepted, Deferred, Transferred, Closed]),
    row(Screened, CaseState::Referred, &[Accepted, NotAccepted, Deferred, Transferred, Closed]),
    working(
        Accepted,
        &[
            Profiled,
            Engaging,
            NotEngaging,
            InCustody,
            WhereaboutsUnknown,
            ExitProposed,
            Deferred,
            Transferred,
            Closed,
        ],
    ),
    out(NotAccepted, CaseState::Declined, &[ReEntered]),
    reasoned(row(Deferred, CaseState::Referred, &[Screened, Accepted, NotAccepted, Transferred, Closed])),
    working(
        Profiled,
        &[Engaging, NotEngaging, InCustody, WhereaboutsUnknown, ExitProposed, Deferred, Transferred, Closed],
    ),
    working(
        Engaging,
        &[NotEngaging, InCustody, WhereaboutsUnknown, ExitProposed, Deferred, Transferred, Closed],
    ),
    working(
        NotEngaging,
        &[Engaging, InCustody, WhereaboutsUnknown, ExitProposed, Deferred, Transferred, Closed],
    ),
    working(
        InCustody,
        &[Engaging, NotEngaging, WhereaboutsUnknown, ExitProposed, Deferred, Transferred, Closed],
    ),
    working(
        WhereaboutsUnknown,
        &[Engaging, NotEngaging, InCustody, ExitProposed, Deferred, Transferred, Closed],
    ),
    reasoned(working(
        ExitProposed,
        &[Discharged, Engaging, NotEngaging, InCustody, WhereaboutsUnknown, Transferred, Closed],
    )),
    out(Discharged, CaseState::Closed, &[Monitoring, Closed, ReEntered]),
    StageRow { reason: false, ..out(Monitoring, CaseState::Closed, &[Closed, ReEntered]) },
    out(Closed, CaseState::Closed, &[ReEntered]),
    reasoned(row(
        ReEntered,
        CaseState::Referred,
        &[Screened, Accepted, NotAccepted, Deferred, Transferred, Closed],
    )),
    out(Transferred, CaseState::Transferred, &[ReEntered]),
];

impl Stage {
    /// Its row of the table.
    pub fn row(self) -> &'static StageRow {
        // Every stage has a row (tested); the first stands in for the impossible.
        STAGES.iter().find(|row| row.stage == self).unwrap_or(&FIRST)
    }

    /// Whether another stage may follow.
    pub fn may_become(self, to: Self) -> bool {
        self.row().to.contains(&to)
    }
}

const FIRST: StageRow = row(Identified, CaseState::Identified, &[]);

/// The stage a case stands at that came in before stages were kept.
pub const fn of_state(state: CaseState) -> Stage {
    match state {
        CaseState::Identified => Identified,
        CaseState::Referred | CaseState::Listed => Nominated,
        CaseState::Heard => Accepted,
        CaseState::Declined => NotAccepted,
        CaseState::Transferred | CaseState::SentOn => Transferred,
        CaseState::Closed => Closed,
    }
}

/// Where a subject stands: the move with the highest number. What the state of its case says where there is none, or
/// where the referral desk let the case go since.
pub fn standing(moves: &[StageMove], state: CaseState) -> Stage {
    let last = moves.iter().max_by_key(|row| row.number).map(|row| row.stage);
    let gone = !of_state(state).row().ranked;
    match last {
        Some(stage) if !(gone && stage.row().ranked) => stage,
        _ => of_state(state),
    }
}

/// Where a subject stood on a day; nothing before it came in.
pub fn stood(moves: &[StageMove], case: &Case, day: Date) -> Option<Stage> {
    if moves.is_empty() {
        return (case.opened <= day).then(|| of_state(case.state));
    }
    moves.iter().filter(|row| row.on <= day).max_by_key(|row| row.number).map(|row| row.stage)
}

/// What a move asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A reason of the list.
    Ground,
    /// A profile with something in it.
    Profile,
    /// A score at exit in the scheme of entry, with counts.
    ExitScore,
    /// No action left open.
    Actions,
    /// Victims informed and their safety plans brought up to date.
    Victims,
    /// Partner agencies told.
    Partners,
    /// Flags kept or removed.
    Flags,
    /// What would bring the subject back.
    Trigger,
    /// The area that takes the subject on.
    Receiver,
    /// Checks done.
    Checks,
}

/// A need in words.
#[derive(Debug, Clone, Copy)]
pub struct NeedRow {
    /// The need.
    pub need: Need,
    /// Its name on the command line and in the record.
    pub key: &'static str,
    /// Its label in a form; nothing when the record answers it by itself.
    pub ask: Option<&'static str>,
    /// What is said when it is not met: what is lacking and the way forward.
    pub lacking: &'static str,
}

/// Every need.
pub const NEEDS: &[NeedRow] = &[
    NeedRow {
        need: Need::Ground,
        key: "ground",
        ask: None,
        lacking: "no reason of the list is given; pick one or say which in words with the chair's override",
    },
    NeedRow {
        need: Need::Profile,
        key: "profile",
        ask: None,
        lacking: "the profile has nothing in it; fill it in first",
    },
    NeedRow {
        need: Need::ExitScore,
        key: "exit-score",
        ask: None,
        lacking: "there is no exit score in the scheme of entry; keep the analyst's as one at exit",
    },
    NeedRow {
        need: Need::Actions,
        key: "actions",
        ask: None,
        lacking: "actions are still open; close each or give it to an agency that goes on with it",
    },
    NeedRow {
        need: Need::Victims,
        key: "victims",
        ask: Some("Victims informed, safety plans"),
        lacking: "nothing says that victims are informed and their safety plans brought up to date",
    },
    NeedRow {
        need: Need::Partners,
        key: "partners",
        ask: Some("Partner agencies told"),
        lacking: "nothing says that partner agencies are told",
    },
    NeedRow {
        need: Need::Flags,
        key: "flags",
        ask: Some("Flags kept or removed"),
        lacking: "nothing says whether flags are kept or removed",
    },
    NeedRow {
        need: Need::Trigger,
        key: "trigger",
        ask: Some("What would bring them back"),
        lacking: "nothing says what would bring the subject back",
    },
    NeedRow {
        need: Need::Receiver,
        key: "receiver",
        ask: Some("Area that takes them on"),
        lacking: "nothing says which area takes the subject on",
    },
    NeedRow {
        need: Need::Checks,
        key: "checks",
        ask: None,
        lacking: "checks are still to be done; record what each found",
    },
];

impl Need {
    /// Its words.
    pub fn row(self) -> &'static NeedRow {
        NEEDS.iter().find(|row| row.need == self).unwrap_or(&NO_NEED)
    }

    /// The need of a name.
    pub fn named(key: &str) -> Option<Self> {
        NEEDS.iter().find(|row| row.key == key).map(|row| row.need)
    }
}

const NO_NEED: NeedRow = NeedRow { need: Need::Ground, key: "", ask: None, lacking: "" };

/// What the move to a stage asks for. Our default; the chair may go on without, with a reason that is kept.
const ASKED: &[(Stage, &[Need])] = &[
    (NotAccepted, &[Need::Ground]),
    (Profiled, &[Need::Profile]),
    (
        Discharged,
        &[
            Need::Ground,
            Need::ExitScore,
            Need::Actions,
            Need::Victims,
            Need::Partners,
            Need::Flags,
            Need::Trigger,
        ],
    ),
    (Transferred, &[Need::Receiver, Need::Actions, Need::Victims]),
    (Closed, &[Need::Actions, Need::Checks]),
];

/// What the move to a stage asks for.
pub fn asked(to: Stage) -> &'static [Need] {
    ASKED.iter().find(|(stage, _)| *stage == to).map_or(&[], |(_, needs)| needs)
}

/// A reason of the list.
#[derive(Debug, Clone, Copy)]
pub struct GroundRow {
    /// Its name on the command line and in the record.
    pub key: &'static str,
    /// In words.
    pub label: &'static str,
    /// The moves it is a reason of.
    pub of: &'static [Stage],
}

const LEAVING: &[Stage] = &[ExitProposed, Discharged];
const ANY_END: &[Stage] = &[NotAccepted, ExitProposed, Discharged, Closed];

/// Reasons to pick from, our list; any other is said in words.
pub const GROUNDS: &[GroundRow] = &[
    GroundRow { key: "mappa", label: "managed at MAPPA level 2 or 3", of: ANY_END },
    GroundRow { key: "other-forum", label: "managed in another forum", of: ANY_END },
    GroundRow { key: "long-custody", label: "in custody for more than 12 months", of: ANY_END },
    GroundRow { key: "deceased", label: "deceased", of: ANY_END },
    GroundRow {
        key: "moved",
        label: "moved out of the area",
        of: &[NotAccepted, ExitProposed, Discharged, Transferred],
    },
    GroundRow { key: "under-16", label: "under 16", of: &[NotAccepted] },
    GroundRow { key: "victim-safety", label: "would put the victim at risk", of: ANY_END },
    GroundRow { key: "reduction", label: "sustained reduction in offending", of: LEAVING },
    GroundRow { key: "engagement", label: "engagement complete", of: LEAVING },
    GroundRow { key: "no-scope", label: "nothing more that the forum can do", of: LEAVING },
    GroundRow { key: "error", label: "wrong person or wrong role", of: ANY_END },
    GroundRow { key: "suspended", label: "suspended", of: &[Deferred] },
    GroundRow { key: "more-information", label: "more information needed", of: &[Deferred] },
    GroundRow { key: "new-incident", label: "new incident or new information", of: &[ReEntered] },
    GroundRow { key: "nominated-again", label: "nominated again", of: &[ReEntered] },
    GroundRow { key: "checks-done", label: "checks done, nothing new", of: &[Closed] },
];

/// The reasons to pick from for a move to a stage.
pub fn grounds(to: Stage) -> impl Iterator<Item = &'static GroundRow> {
    GROUNDS.iter().filter(move |row| row.of.contains(&to))
}

/// The words of a reason's key; the key itself when the list has it no more.
pub fn ground_words(key: &str) -> &str {
    GROUNDS.iter().find(|row| row.key == key).map_or(key, |row| row.label)
}

/// Months after a move to a stage at which something has to be looked at (our defaults: looking back 6 and 12 months
/// after discharge, monitoring at 3, 6 and 12). The retention review comes from the area's settings.
pub const CHECKS: &[(Stage, CheckKind, &[u32])] =
    &[(Discharged, CheckKind::LookBack, &[6, 12]), (Monitoring, CheckKind::Monitoring, &[3, 6, 12])];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_stage_and_every_need_has_one_row() {
        let stages: Vec<Stage> = STAGES.iter().map(|row| row.stage).collect();
        assert_eq!(stages, Stage::ALL);
        for row in NEEDS {
            assert_eq!(row.need.row().key, row.key);
            assert_eq!(Need::named(row.key), Some(row.need));
            assert!(!row.lacking.is_empty());
        }
        let keys: BTreeSet<&str> = GROUNDS.iter().map(|row| row.key).collect();
        assert_eq!(keys.len(), GROUNDS.len());
    }

    #[test]
    fn every_stage_is_reached_and_none_is_a_dead_end() {
        let mut reached = BTreeSet::from([Identified]);
        let mut waiting = vec![Identified];
        while let Some(stage) = waiting.pop() {
            for to in stage.row().to {
                if reached.insert(*to) {
                    waiting.push(*to);
                }
            }
        }
        assert_eq!(reached.len(), Stage::ALL.len());
        for row in STAGES {
            assert!(!row.to.is_empty(), "{} is a dead end", row.stage);
            assert!(!row.to.contains(&row.stage), "{} leads to itself", row.stage);
            let once: BTreeSet<_> = row.to.iter().collect();
            assert_eq!(once.len(), row.to.len(), "{} says a stage twice", row.stage);
        }
    }

    #[test]
    fn whoever_has_left_comes_back_only_by_re_entry() {
        for row in STAGES.iter().filter(|row| !row.ranked) {
            for to in row.to {
                assert!(!to.row().ranked || *to == ReEntered, "{} to {to}", row.stage);
            }
            assert!(row.to.contains(&ReEntered), "{} cannot come back", row.stage);
        }
    }

    #[test]
    fn nobody_is_discharged_without_a_proposal() {
        let before: Vec<Stage> =
            STAGES.iter().filter(|row| row.stage.may_become(Discharged)).map(|row| row.stage).collect();
        assert_eq!(before, [ExitProposed]);
    }

    #[test]
    fn moves_that_ask_for_a_ground_have_some_to_offer() {
        for stage in Stage::ALL {
            if asked(*stage).contains(&Need::Ground) {
                assert!(grounds(*stage).count() > 3, "{stage}");
            }
        }
        let labels: BTreeMap<&str, &str> = GROUNDS.iter().map(|row| (row.label, row.key)).collect();
        assert_eq!(labels.len(), GROUNDS.len());
    }
}
