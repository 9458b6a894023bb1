//! The MATAC: subjects with the records behind them, scored, and what is known before its meeting.

use super::forms;
use super::teller::{Batch, Teller, case_of, moment};
use crate::demo::content::DemoContent;
use crate::demo::matac::{DemoSubject, Stage};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::request::{
    AddInformation, AddNote, BuildAgenda, Request, Score, SetWhereabouts, TakeIncident, TakeSubject,
};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::ScoreMoment;

use jiff::civil::Date;

/// Takes in the subjects, each on its day of nomination, with the score it was accepted by. The list is taken over
/// in one go: the journal says when, the rows say since when.
pub fn take(teller: &mut Teller<'_>, content: &DemoContent, on: Date) -> Result<Vec<Id<Case>>, Refusal> {
    let taken = moment(on, 14, 0).at;
    let mut cases = Vec::new();
    let mut subjects: Vec<&DemoSubject> = content.matac.subject.iter().collect();
    subjects.sort_by_key(|subject| &subject.nominal);
    for subject in subjects {
        let mut nominated = moment(subject.nominated_on, 14, 0);
        nominated.at = taken;
        let take = TakeSubject { forum: "matac".to_owned(), form: forms::subject(subject) };
        let mut batch: Batch = vec![(nominated, Request::TakeSubject(take))];
        for incident in &subject.incident {
            let form = forms::incident(&subject.nominal, incident);
            batch.push((nominated, Request::TakeIncident(TakeIncident { form })));
        }
        let case = case_of(teller.tell(batch)?.first())?;
        if let Some(accepted) = subject.accepted_on {
            let mut accepted = moment(accepted, 14, 30);
            accepted.at = taken;
            let score = Request::Score(Score { case, moment: ScoreMoment::Entry });
            teller.tell(vec![(accepted, score)])?;
        }
        cases.push(case);
    }
    Ok(cases)
}

/// Scores them for the meeting, puts them on its agenda and keeps what is known and proposed.
pub fn prepare(
    teller: &mut Teller<'_>,
    content: &DemoContent,
    meeting: Id<Meeting>,
    cases: &[Id<Case>],
) -> Result<(), Refusal> {
    let mut subjects: Vec<&DemoSubject> = content.matac.subject.iter().collect();
    subjects.sort_by_key(|subject| &subject.nominal);
    let scored = moment(content.matac.as_of, 11, 0);
    let told = moment(content.matac.as_of, 11, 40);
    let mut batch = Batch::new();
    for (subject, case) in subjects.iter().zip(cases) {
        let score = if subject.accepted_on.is_some() { ScoreMoment::Review } else { ScoreMoment::Nomination };
        batch.push((scored, Request::Score(Score { case: *case, moment: score })));
        let words = format!("{}. {}", whereabouts(subject.stage), subject.person.address.reveal()).into();
        batch.push((scored, Request::SetWhereabouts(SetWhereabouts { case: *case, words })));
    }
    batch.push((
        moment(content.matac.as_of, 11, 30),
        Request::BuildAgenda(BuildAgenda { meeting, preset: None }),
    ));
    for (subject, case) in subjects.iter().zip(cases) {
        let information = AddInformation {
            meeting,
            case: *case,
            agency: Some(subject.nominated_by.clone()),
            kind: InformationKind::Shared,
            words: subject.summary.clone(),
            on: Some(content.matac.as_of),
            opinion: false,
        };
        batch.push((told, Request::AddInformation(information)));
        let notes = [("Needs: ", &subject.needs), ("Plan proposed: ", &subject.plan)];
        for (lead, text) in notes {
            let words = format!("{lead}{}", text.reveal()).into();
            let note = AddNote { meeting: Some(meeting), case: Some(*case), words, unread: false };
            batch.push((told, Request::AddNote(note)));
        }
    }
    teller.tell(batch).map(drop)
}

const fn whereabouts(stage: Stage) -> &'static str {
    match stage {
        Stage::Nominated => "Nominated, not seen yet",
        Stage::Engaging => "Engaging",
        Stage::NonEngaging => "Not engaging",
        Stage::InCustody => "In custody",
        Stage::WhereaboutsUnknown => "Wanted; last known address",
        Stage::ExitProposed => "Proposed for leaving",
    }
}
