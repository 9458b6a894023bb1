//! The rows of the record, one file per noun.
//!
//! [`TABLES`] is the whole record: the schema, replay and its comparison are made from it. A row says what was
//! stored; what can be worked out (overdue, age, whether a window has passed) is worked out by whoever asks and is
//! never a field.

pub mod action;
pub mod agenda;
pub mod area;
pub mod assessment;
pub mod case;
pub mod chase;
pub mod couple;
pub mod desk;
pub mod document;
pub mod flag;
pub mod matching;
pub mod meeting;
pub mod minutes;
pub mod pathway;
pub mod person;
pub mod plan;
pub mod principle;
pub mod remark;
pub mod safety;
pub mod sitting;
pub mod subject;
pub mod trust;

use super::shape::{Stored, TableShape};

/// Every table of the record, in the order in which they are made.
pub const TABLES: &[&TableShape] = &[
    area::Area::SHAPE,
    area::Adopted::SHAPE,
    area::User::SHAPE,
    area::Agency::SHAPE,
    person::Person::SHAPE,
    person::Alias::SHAPE,
    person::Contact::SHAPE,
    matching::Matching::SHAPE,
    case::Case::SHAPE,
    case::Party::SHAPE,
    case::Child::SHAPE,
    case::Referral::SHAPE,
    case::Detail::SHAPE,
    case::Finding::SHAPE,
    case::ToCorrect::SHAPE,
    assessment::Assessment::SHAPE,
    case::Happening::SHAPE,
    case::FirstContact::SHAPE,
    case::Views::SHAPE,
    case::Wall::SHAPE,
    document::Attachment::SHAPE,
    document::AttachmentBody::SHAPE,
    document::Mapping::SHAPE,
    desk::Triage::SHAPE,
    desk::Told::SHAPE,
    desk::Receipt::SHAPE,
    desk::Alert::SHAPE,
    desk::PapersOut::SHAPE,
    desk::Transfer::SHAPE,
    desk::TransferAction::SHAPE,
    subject::Nomination::SHAPE,
    subject::Incident::SHAPE,
    subject::Scored::SHAPE,
    subject::StageMove::SHAPE,
    subject::Ranked::SHAPE,
    subject::Assertion::SHAPE,
    subject::Told::SHAPE,
    subject::Check::SHAPE,
    subject::ProfileLine::SHAPE,
    meeting::Meeting::SHAPE,
    meeting::Attendance::SHAPE,
    sitting::Stay::SHAPE,
    sitting::Pause::SHAPE,
    sitting::MinuteTaking::SHAPE,
    sitting::Slot::SHAPE,
    sitting::PlannedBreak::SHAPE,
    sitting::Waiver::SHAPE,
    agenda::AgendaItem::SHAPE,
    sitting::Research::SHAPE,
    agenda::Information::SHAPE,
    agenda::Risk::SHAPE,
    agenda::Note::SHAPE,
    agenda::Decision::SHAPE,
    action::Action::SHAPE,
    action::Review::SHAPE,
    chase::Chase::SHAPE,
    safety::SafetyCheck::SHAPE,
    sitting::Raised::SHAPE,
    couple::Need::SHAPE,
    couple::Consent::SHAPE,
    couple::Allocation::SHAPE,
    couple::StepTaken::SHAPE,
    couple::Passage::SHAPE,
    couple::Criterion::SHAPE,
    flag::Flag::SHAPE,
    flag::FlagConfirmed::SHAPE,
    pathway::UnmetNeed::SHAPE,
    pathway::Pathway::SHAPE,
    remark::Remark::SHAPE,
    plan::PlanItem::SHAPE,
    plan::Milestone::SHAPE,
    plan::Indicator::SHAPE,
    plan::Figure::SHAPE,
    plan::Comment::SHAPE,
    plan::Standing::SHAPE,
    principle::PrincipleRating::SHAPE,
    minutes::Section::SHAPE,
    minutes::Issued::SHAPE,
    minutes::Comment::SHAPE,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::shape::About;

    #[test]
    fn tables_are_named_once_and_their_subjects_exist() {
        let names: BTreeSet<_> = TABLES.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let fields: BTreeSet<_> = table.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), table.fields.len(), "{}", table.name);
            if let About::The(field) = table.about {
                assert!(fields.contains(field), "{}", table.name);
            }
        }
    }
}
