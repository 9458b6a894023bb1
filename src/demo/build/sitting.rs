//! One earlier sitting, from the referrals to the approved minutes.

use std::collections::VecDeque;

use jiff::civil::{Date, time};

use super::chance::Chance;
use super::couple::Couple;
use super::invent::{Days, Inventor};
use super::past::{End, PastAction, PastCase};
use super::plan::Planned;
use super::services::Waiting;
use super::teller::{Batch, Teller, case_of, moment, named};
use crate::demo::area::{Attendance, Duty};
use crate::demo::cases::{DemoCase, LastAction, Outcome, Previous};
use crate::demo::content::DemoContent;
use crate::domain::calendar::{Holidays, add_days, show_day};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::{
    AcceptConfidentiality, AddActions, AddHappening, AddInformation, AddMeeting, AddRisk, AddViews, Approve,
    Attend, BuildAgenda, CaseNumber, Decide, HappeningMore, Hear, MoveMeeting, Place, Request, SetFeedback,
    SetInterpreter, SetWhereabouts, Settle, Step, TakeReferral, Terms,
};
use crate::domain::rows::action::{DueKind, ReviewOutcome};
use crate::domain::rows::agenda::{AgendaItem, InformationKind, Whom};
use crate::domain::rows::case::{Case, Finding, Party, PartyRole};
use crate::domain::rows::meeting::{Meeting, Presence};

/// Minutes a past case took.
const A_CASE: u32 = 9;
/// People remembered for a repeat.
const REMEMBERED: usize = 400;
/// Agencies that could not come to the last sitting.
const AWAY: [&str; 2] = ["housing", "gp"];
/// In a hundred cases, so many are heard again within the year.
const REPEATS: u32 = 22;

/// An earlier sitting.
pub struct Sitting {
    /// Its day.
    pub on: Date,
    /// What was planned of it.
    pub planned: Planned,
    meeting: Option<Id<Meeting>>,
    cases: Vec<(Id<Case>, PastCase)>,
}

/// What the sittings have in common.
pub struct Past<'a> {
    /// The content.
    pub content: &'a DemoContent,
    /// Bank holidays.
    pub holidays: &'a Holidays,
    /// Makes cases up.
    pub inventor: Inventor<'a>,
    /// Its chance.
    pub chance: Chance,
    /// From when on telephone numbers, views and whereabouts are still held.
    pub kept_from: Date,
    /// The last sitting before today's.
    pub last: Date,
    known: VecDeque<(Date, Couple<'a>)>,
    waiting: Waiting,
}

impl Sitting {
    /// A sitting to come.
    pub const fn new(on: Date, planned: Planned) -> Self {
        Self { on, planned, meeting: None, cases: Vec::new() }
    }

    /// The day its case list was made: after the cut-off, or when the last late referral had come.
    pub fn prepared(&self, last: Option<Date>) -> Date {
        let usual = add_days(self.on, -12);
        last.map_or(usual, |last| last.max(usual))
    }
}

impl<'a> Past<'a> {
    /// Nothing told yet.
    pub fn new(
        content: &'a DemoContent,
        holidays: &'a Holidays,
        inventor: Inventor<'a>,
        chance: Chance,
        kept_from: Date,
        last: Date,
    ) -> Self {
        Self {
            content,
            holidays,
            inventor,
            chance,
            kept_from,
            last,
            known: VecDeque::new(),
            waiting: Waiting::default(),
        }
    }

    /// Takes in the referrals of a sitting, looks at what was found, and builds its agenda.
    pub fn prepare(&mut self, teller: &mut Teller<'_>, sitting: &mut Sitting) -> Result<(), Refusal> {
        let cases = self.cases(sitting);
        let received = cases.iter().filter_map(|past| past.form.received).max();
        let prepared = sitting.prepared(received);
        let add = AddMeeting {
            forum: "marac".to_owned(),
            on: sitting.on,
            starts: time(9, 30, 0, 0),
            minutes: None,
            venue: self.content.area.sitting.first().map(|sitting| sitting.venue.clone()),
            chair: chair(self.content),
            urgent: None,
        };
        let mut batch: Batch = vec![(moment(add_days(sitting.on, -40), 9, 0), Request::AddMeeting(add))];
        for past in &cases {
            let received = past.form.received.unwrap_or(prepared);
            let take = TakeReferral {
                forum: "marac".to_owned(),
                row: 1,
                heard: false,
                number: past.number,
                form: past.form.clone(),
            };
            batch.push((moment(received, 11, 20), Request::TakeReferral(Box::new(take))));
        }
        let replies = teller.tell(batch)?;
        let meeting = named(replies.first())?;
        sitting.meeting = Some(meeting);
        for (past, reply) in cases.into_iter().zip(replies.iter().skip(1)) {
            sitting.cases.push((case_of(Some(reply))?, past));
        }
        let mut batch = Batch::new();
        for (case, past) in &sitting.cases {
            let requests = self.known_before(teller, (sitting.on, prepared), *case, past)?;
            batch.extend(requests.into_iter().map(|request| (moment(prepared, 15, 0), request)));
        }
        batch.push((moment(prepared, 16, 0), Request::BuildAgenda(BuildAgenda { meeting, preset: None })));
        teller.tell(batch).map(drop)
    }

    /// The cases of a sitting: invented ones, people heard before, and what today's cases rest on.
    fn cases(&mut self, sitting: &Sitting) -> Vec<PastCase> {
        let mut cases = Vec::new();
        for place in &sitting.planned.places {
            let days = Days { received: place.received, heard: sitting.on };
            let Some(mut couple) = self.inventor.people(&mut self.chance, place.received) else { continue };
            if sitting.on >= self.kept_from {
                couple.victim.phones = self.inventor.number().map(Private::from).into_iter().collect();
            }
            let mut past = self.inventor.tell(&couple, &mut self.chance, days, false);
            past.number = Some(place.number);
            cases.push(past);
            self.known.push_back((place.received, couple));
        }
        for _ in 0..sitting.planned.places.len() {
            if self.chance.in_hundred(REPEATS) {
                cases.extend(self.again(sitting.on));
            }
        }
        while self.known.len() > REMEMBERED {
            self.known.pop_front();
        }
        if sitting.planned.main {
            cases.extend(self.rested_on(sitting.on));
        }
        cases
    }

    /// People who were heard two to eleven months ago, referred again.
    fn again(&mut self, heard: Date) -> Option<PastCase> {
        let received = add_days(heard, -self.chance.between(14, 26));
        let (from, to) = (add_days(received, -330), add_days(received, -70));
        let due = self.known.iter().position(|(on, _)| (from..=to).contains(on))?;
        let (_, couple) = self.known.remove(due)?;
        let past = self.inventor.tell(&couple, &mut self.chance, Days { received, heard }, true);
        Some(past)
    }

    /// Earlier referrals of today's people, heard on this day.
    fn rested_on(&mut self, on: Date) -> Vec<PastCase> {
        let cases = self.content.cases.case.iter();
        let heard = cases.flat_map(|case| case.previous.iter().map(move |previous| (case, previous)));
        let heard: Vec<_> = heard.filter(|(_, previous)| previous.heard == on).collect();
        heard.into_iter().filter_map(|(case, previous)| self.earlier(case, previous)).collect()
    }

    fn earlier(&mut self, case: &DemoCase, previous: &Previous) -> Option<PastCase> {
        let other = previous.perpetrator.as_ref().map(|other| (&other.person, other.relation));
        let couple = Couple::before(&self.content.history, case, other, previous.referred)?;
        let days = Days { received: previous.referred, heard: previous.heard };
        let mut past = self.inventor.tell(&couple, &mut self.chance, days, false);
        past.form.source.clone_from(&previous.reference);
        past.form.reason = previous.reason.clone();
        past.form.safe_to_call = case.victim.safe_contact.clone().unwrap_or_default();
        past.form.consent = "yes".to_owned();
        past.views = previous.views.reveal().to_owned();
        past.risk = previous.risk.reveal().to_owned();
        past.why = past.risk.clone();
        let said =
            previous.information.iter().filter_map(|one| Some((one.agency.clone(), one.text.as_ref()?)));
        past.information = said.map(|(agency, text)| (agency, text.reveal().to_owned())).collect();
        // Children are told by name with today's referral.
        past.form.children.ages.clear();
        past.happening = None;
        past.interpreter = None;
        past.actions = previous.action.iter().map(|action| written(action, self.holidays)).collect();
        past.number = if previous.other_perpetrator {
            super::plan::number_of(&previous.reference)
        } else {
            Some(CaseNumber { year: self.content.cases.meeting.year(), number: case.number })
        };
        Some(past)
    }

    /// What is known of a case before its meeting; what was found about it has been looked at.
    fn known_before(
        &self,
        teller: &Teller<'_>,
        (on, prepared): (Date, Date),
        case: Id<Case>,
        past: &PastCase,
    ) -> Result<Vec<Request>, Refusal> {
        let open = teller.find::<Finding>("case", &case)?.into_iter().filter(|finding| finding.open);
        let mut requests: Vec<Request> =
            open.map(|finding| Request::Settle(Settle { finding: finding.id })).collect();
        if on < self.kept_from {
            return Ok(requests);
        }
        let words = past.whereabouts.as_str().into();
        requests.push(Request::SetWhereabouts(SetWhereabouts {
            case,
            words,
            on: Some(prepared),
            source: None,
        }));
        let views =
            AddViews { case, on: prepared, agency: "idva".to_owned(), words: past.views.as_str().into() };
        requests.push(Request::AddViews(views));
        if let Some((kind, date, words)) = &past.happening {
            let source = Some("prison".to_owned());
            let happening = AddHappening {
                case,
                kind: *kind,
                on: *date,
                words: words.as_str().into(),
                source,
                more: HappeningMore::default(),
            };
            requests.push(Request::AddHappening(happening));
        }
        if let Some(language) = &past.interpreter {
            let parties = teller.find::<Party>("case", &case)?;
            let victim = parties.iter().find(|party| party.role == PartyRole::Victim);
            let language = Some(Private::from(language.as_str()));
            requests.extend(
                victim
                    .map(|party| Request::SetInterpreter(SetInterpreter { person: party.person, language })),
            );
        }
        Ok(requests)
    }

    /// Holds the sitting.
    pub fn sit(&mut self, teller: &mut Teller<'_>, sitting: &mut Sitting) -> Result<(), Refusal> {
        let Some(meeting) = sitting.meeting else { return Ok(()) };
        let on = sitting.on;
        let mut batch = Batch::new();
        let places = self.places(on == self.last);
        let there: Vec<String> = places
            .iter()
            .filter(|place| place.presence.is_there())
            .map(|place| place.agency.clone())
            .collect();
        batch.push((moment(on, 9, 30), Request::Attend(Attend { meeting, places })));
        batch.push((moment(on, 9, 31), step(meeting, Step::Open)));
        let accept = AcceptConfidentiality { meeting, except: Vec::new() };
        batch.push((moment(on, 9, 33), Request::AcceptConfidentiality(accept)));
        if sitting.planned.main {
            batch.extend(teller.outstanding(meeting, on));
        }
        teller.tell(self.waiting.known(on))?;
        let mut items = teller.find::<AgendaItem>("meeting", &meeting)?;
        items.sort_by_key(|item| item.position);
        let mut agreed: Vec<(usize, PastAction)> = Vec::new();
        items.retain(|item| sitting.cases.iter().any(|(case, _)| *case == item.case));
        let mut minute = 40;
        for item in &items {
            let Some((_, past)) = sitting.cases.iter().find(|(case, _)| *case == item.case) else { continue };
            self.hear(&mut batch, &mut agreed, meeting, item, past, (on, minute));
            minute += A_CASE;
        }
        if let Some(last) = items.last() {
            batch.push((moment(on, 9, minute), Request::Hear(Hear { item: last.id, done: true })));
        }
        batch.push((moment(on, 9, minute + 4), step(meeting, Step::Close)));
        let replies = teller.tell(batch)?;
        for (place, action) in agreed {
            let id = named(replies.get(place))?;
            self.follow(teller, on, id, action, &there);
        }
        for item in &items {
            self.waiting.remember(teller, item.case, on)?;
        }
        sitting.cases.clear();
        Ok(())
    }

    /// One agency, one place: who sits there today sat there then, but for a few apologies.
    /// At the last sitting two could not come, so that something waits to be confirmed.
    fn places(&mut self, last: bool) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for seat in &self.content.area.seat {
            let counts = seat.attendance != Attendance::Observer && seat.duty != Some(Duty::Chair);
            if !counts || places.iter().any(|place| place.agency == seat.agency) {
                continue;
            }
            let presence = match self.chance.below(100) {
                _ if last && AWAY.contains(&seat.agency.as_str()) => Presence::Apologies,
                _ if seat.agency == "police" || seat.duty.is_some() => Presence::Room,
                0..7 => Presence::Apologies,
                7..10 => Presence::Absent,
                10..25 => Presence::Online,
                _ => Presence::Room,
            };
            places.push(Place {
                name: Some(seat.name.clone()),
                post: Some(seat.post.as_str().into()),
                ..Place::of(seat.agency.as_str(), presence)
            });
        }
        places
    }

    fn hear(
        &self,
        batch: &mut Batch,
        agreed: &mut Vec<(usize, PastAction)>,
        meeting: Id<Meeting>,
        item: &AgendaItem,
        past: &PastCase,
        (on, minute): (Date, u32),
    ) {
        let case = item.case;
        batch.push((moment(on, 9, minute), Request::Hear(Hear { item: item.id, done: false })));
        let said = moment(on, 9, minute + 2);
        for (agency, words) in &past.information {
            let kind = match words.as_str() {
                "Neither is known." | "Not known." | "Not known to our services." => {
                    InformationKind::NothingKnown
                }
                _ => InformationKind::Shared,
            };
            let words = if kind == InformationKind::NothingKnown { "" } else { words.as_str() };
            let information = AddInformation {
                meeting,
                case,
                agency: Some(agency.clone()),
                kind,
                words: words.into(),
                on: None,
                opinion: false,
            };
            batch.push((said, Request::AddInformation(information)));
        }
        let risk =
            AddRisk { meeting, case, whom: Whom::Victim, words: past.risk.as_str().into(), agency: None };
        batch.push((moment(on, 9, minute + 5), Request::AddRisk(risk)));
        for action in &past.actions {
            let add = AddActions {
                source: None,
                meeting: Some(meeting),
                case,
                typed: action.typed.as_str().into(),
                terms: vec![action.terms.clone()],
            };
            agreed.push((batch.len(), action.clone()));
            batch.push((moment(on, 9, minute + 6), Request::AddActions(add)));
        }
        let asked = self.waiting.of_case(meeting, case, (on, minute)).into_iter();
        batch.extend(asked.map(|request| (moment(on, 9, minute + 7), request)));
        let decided = moment(on, 9, minute + 8);
        let decision = Decide {
            meeting,
            case,
            decision: past.decision.as_str().into(),
            why: past.why.as_str().into(),
            considered: None,
            trust: None,
        };
        batch.push((decided, Request::Decide(decision)));
        let feedback = SetFeedback {
            meeting,
            case,
            by: "idva".to_owned(),
            how: Some(past.feedback.as_str().into()),
            due: Some(self.holidays.add_working_days(on, 1)),
        };
        batch.push((decided, Request::SetFeedback(feedback)));
    }

    /// What will be reported of an action. An agency that was not there accepts within days; after the last sitting
    /// some have not answered yet.
    fn follow(
        &mut self,
        teller: &mut Teller<'_>,
        on: Date,
        action: Id<crate::domain::rows::action::Action>,
        past: PastAction,
        there: &[String],
    ) {
        let due = past.terms.due;
        let absent = !there.contains(&past.terms.agency);
        if absent && on == self.last && self.chance.in_hundred(60) {
            return;
        }
        let confirmed = add_days(on, self.chance.between(1, 4));
        let Some(end) = past.end else { return };
        if absent && confirmed < end.on {
            teller.expect(action, confirmed, ReviewOutcome::Confirmed, None, due);
        }
        teller.expect(action, end.on.max(on), end.outcome, end.note, due);
    }

    /// Has the chair approve the minutes.
    pub fn approve(&self, teller: &mut Teller<'_>, sitting: &Sitting) -> Result<(), Refusal> {
        let Some(meeting) = sitting.meeting else { return Ok(()) };
        let by = chair(self.content).unwrap_or_default();
        let approve = Approve { meeting, by, how: "by e-mail".to_owned(), at: None };
        teller.tell(vec![(moment(add_days(sitting.on, 4), 12, 5), Request::Approve(approve))]).map(drop)
    }
}

/// Who chairs, with post.
pub fn chair(content: &DemoContent) -> Option<Private> {
    let seat = content.area.seat.iter().find(|seat| seat.duty == Some(Duty::Chair))?;
    Some(format!("{}, {}", seat.name.reveal(), seat.post).into())
}

fn step(meeting: Id<Meeting>, step: Step) -> Request {
    Request::MoveMeeting(MoveMeeting { meeting, step })
}

/// An action of an earlier hearing as it is written down.
fn written(action: &LastAction, holidays: &Holidays) -> PastAction {
    let outcome = match action.outcome {
        Outcome::Completed => Some(ReviewOutcome::Completed),
        Outcome::NoLongerPossible => Some(ReviewOutcome::NoLongerPossible),
        Outcome::NotDone => Some(ReviewOutcome::NotDone),
        Outcome::Open => None,
    };
    let reported = action.reported.unwrap_or_else(|| holidays.add_working_days(action.due, 1));
    let note = action.note.as_ref().map(|note| note.reveal().to_owned());
    PastAction {
        typed: format!("{}: {} by {}", action.agency, action.text.reveal(), show_day(action.due)),
        terms: Terms {
            agency: action.agency.clone(),
            off_list: None,
            supporting: Vec::new(),
            person: None,
            words: action.text.clone(),
            due_kind: DueKind::On,
            due: Some(action.due),
            due_time: None,
            due_event: None,
            protects: Some(Whom::Victim),
            awaiting: false,
            completed: None,
            completed_on: None,
            off_papers: false,
        },
        end: outcome.map(|outcome| End { on: reported, outcome, note }),
    }
}
