//! The MATAC: subjects with the records behind them, scored, and what is known before its meeting.

use jiff::civil::Date;

use super::forms;
use super::sitting::chair;
use super::teller::{Batch, Teller, case_of, moment, named};
use crate::demo::area::Attendance;
use crate::demo::content::DemoContent;
use crate::demo::matac::{DemoSubject, Stage};
use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::{
    AcceptConfidentiality, AddInformation, AddMeeting, AddNote, Approve, Attend, BuildAgenda, Decide, Door,
    Hear, MoveMeeting, MoveSubject, Place, Request, Score, SetProfile, SetWhereabouts, Step, TakeIncident,
    TakeSubject,
};
use crate::domain::rows::agenda::{AgendaItem, InformationKind};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, Presence};
use crate::domain::rows::subject::{ScoreMoment, Stage as Moved};
use crate::service::Now;

/// A subject and its case.
pub type Taken<'a> = (&'a DemoSubject, Id<Case>);

/// Takes in the subjects, each on its day of nomination, and holds the meetings that accepted some of them. The list
/// is taken over in one go: the journal says when, the rows say since when.
pub fn take<'a>(
    teller: &mut Teller<'_>,
    content: &'a DemoContent,
    on: Date,
) -> Result<Vec<Taken<'a>>, Refusal> {
    let taken = moment(on, 14, 0).at;
    let then = |day: Date, hour: i8, minutes: u32| Now { at: taken, ..moment(day, hour, minutes) };
    let mut subjects: Vec<&DemoSubject> = content.matac.subject.iter().collect();
    subjects.sort_by_key(|subject| (subject.nominated_on, &subject.nominal));
    let mut cases: Vec<Taken<'a>> = Vec::new();
    for subject in subjects {
        let nominated = then(subject.nominated_on, 14, 0);
        let form = forms::subject(subject);
        let take = TakeSubject { forum: "matac".to_owned(), door: Door::Nomination, form };
        let mut batch: Batch = vec![(nominated, Request::TakeSubject(Box::new(take)))];
        for incident in &subject.incident {
            let form = forms::incident(&subject.nominal, incident);
            batch.push((nominated, Request::TakeIncident(TakeIncident { form })));
        }
        let case = case_of(teller.tell(batch)?.first())?;
        cases.push((subject, case));
        if let Some(accepted) = subject.accepted_on {
            let score = Request::Score(Score { case, moment: ScoreMoment::Entry });
            teller.tell(vec![(then(accepted, 13, 0), score)])?;
            accept(teller, content, &cases, accepted, &then)?;
        }
    }
    Ok(cases)
}

/// The meeting that accepted the newest subject and looked again at those before.
fn accept(
    teller: &mut Teller<'_>,
    content: &DemoContent,
    cases: &[Taken<'_>],
    on: Date,
    then: &dyn Fn(Date, i8, u32) -> Now,
) -> Result<(), Refusal> {
    let add = AddMeeting {
        forum: "matac".to_owned(),
        on,
        starts: jiff::civil::time(13, 30, 0, 0),
        minutes: None,
        venue: content
            .area
            .sitting
            .iter()
            .find(|sitting| sitting.forum == "matac")
            .map(|one| one.venue.clone()),
        chair: chair(content),
        urgent: None,
    };
    let replies = teller.tell(vec![(then(on, 13, 10), Request::AddMeeting(add))])?;
    let meeting = named(replies.first())?;
    teller.tell(vec![(then(on, 13, 15), Request::BuildAgenda(BuildAgenda { meeting, preset: None }))])?;
    let step = |step| Request::MoveMeeting(MoveMeeting { meeting, step });
    let places = places(content);
    let accept = AcceptConfidentiality { meeting, except: Vec::new() };
    let mut batch: Batch = vec![
        (then(on, 13, 30), Request::Attend(Attend { meeting, places })),
        (then(on, 13, 31), step(Step::Open)),
        (then(on, 13, 33), Request::AcceptConfidentiality(accept)),
    ];
    let mut minute = 40;
    let mut items = teller.find::<AgendaItem>("meeting", &meeting)?;
    items.sort_by_key(|item| item.position);
    for item in &items {
        let Some((subject, case)) = cases.iter().find(|(_, case)| *case == item.case) else { continue };
        let (decision, why) = if subject.accepted_on == Some(on) {
            ("Accepted.", &subject.summary)
        } else {
            ("Stays under review.", &subject.needs)
        };
        let decide = Decide {
            meeting,
            case: *case,
            decision: decision.into(),
            why: why.clone(),
            considered: None,
            trust: None,
        };
        batch.push((then(on, 13, minute), Request::Hear(Hear { item: item.id, done: false })));
        batch.push((then(on, 13, minute + 9), Request::Decide(decide)));
        if subject.accepted_on == Some(on) {
            let to = moved(*case, Moved::Accepted, Some(meeting), chair(content), subject.summary.clone());
            batch.push((then(on, 13, minute + 9), to));
        }
        batch.push((then(on, 13, minute + 10), Request::Hear(Hear { item: item.id, done: true })));
        minute += 12;
    }
    batch.push((then(on, 13, minute + 5), step(Step::Close)));
    let by = chair(content).unwrap_or_default();
    let approve = Approve { meeting, by, how: "by e-mail".to_owned(), at: None };
    batch.push((then(add_days(on, 4), 12, 0), Request::Approve(approve)));
    teller.tell(batch).map(drop)
}

/// Agencies of a perpetrator forum, as they sit today.
fn places(content: &DemoContent) -> Vec<Place> {
    const THERE: [&str; 8] = ["police", "idva", "csc", "housing", "mh", "probation", "substance", "vol"];
    let seats = content.area.seat.iter().filter(|seat| {
        THERE.contains(&seat.agency.as_str())
            && seat.duty.is_none()
            && seat.attendance != Attendance::Observer
    });
    seats
        .map(|seat| Place {
            name: Some(seat.name.clone()),
            post: Some(seat.post.as_str().into()),
            ..Place::of(seat.agency.as_str(), Presence::Room)
        })
        .collect()
}

/// Scores them for the meeting, puts them on its agenda and keeps what is known and proposed.
pub fn prepare(
    teller: &mut Teller<'_>,
    content: &DemoContent,
    meeting: Id<Meeting>,
    cases: &[Taken<'_>],
) -> Result<(), Refusal> {
    let scored = moment(content.matac.as_of, 11, 0);
    let told = moment(content.matac.as_of, 11, 40);
    let mut batch = Batch::new();
    for (subject, case) in cases {
        let score = if subject.accepted_on.is_some() { ScoreMoment::Review } else { ScoreMoment::Nomination };
        batch.push((scored, Request::Score(Score { case: *case, moment: score })));
        let words = format!("{}. {}", whereabouts(subject.stage), subject.person.address.reveal()).into();
        batch.push((
            scored,
            Request::SetWhereabouts(SetWhereabouts { case: *case, words, on: None, source: None }),
        ));
        if let Some(to) = stands(subject.stage).filter(|_| subject.accepted_on.is_some()) {
            batch.push((scored, moved(*case, to, None, None, subject.needs.clone())));
        }
        let lines =
            vec![("hypothesis".to_owned(), subject.needs.clone()), ("plan".to_owned(), subject.plan.clone())];
        let profile = SetProfile { case: *case, lines, agency: Some("police".to_owned()), on: None };
        batch.push((scored, Request::SetProfile(profile)));
    }
    batch.push((
        moment(content.matac.as_of, 11, 30),
        Request::BuildAgenda(BuildAgenda { meeting, preset: None }),
    ));
    for (subject, case) in cases {
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

/// The stage that the forum has a subject at, once it has been accepted.
const fn stands(stage: Stage) -> Option<Moved> {
    match stage {
        Stage::Nominated => None,
        Stage::Engaging => Some(Moved::Engaging),
        Stage::NonEngaging => Some(Moved::NotEngaging),
        Stage::InCustody => Some(Moved::InCustody),
        Stage::WhereaboutsUnknown => Some(Moved::WhereaboutsUnknown),
        Stage::ExitProposed => Some(Moved::ExitProposed),
    }
}

fn moved(
    case: Id<Case>,
    to: Moved,
    meeting: Option<Id<Meeting>>,
    by: Option<Private>,
    reason: Private,
) -> Request {
    let answers = Vec::new();
    Request::MoveSubject(MoveSubject {
        case,
        to,
        on: None,
        meeting,
        by,
        ground: None,
        reason,
        answers,
        overridden: None,
    })
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
