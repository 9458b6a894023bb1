//! Today's meeting: its cases taken in and prepared, as far as a coordinator is on the evening before.

use jiff::civil::{Date, Time};

use super::chance::Chance;
use super::forms;
use super::invent::{Days, Inventor};
use super::sitting::chair;
use super::teller::{Batch, Teller, case_of, moment, named};
use crate::demo::area::{Attendance, DemoArea, Duty, Seat};
use crate::demo::cases::{Child, DemoCase};
use crate::demo::content::DemoContent;
use crate::demo::people::age;
use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::referral::{Field, Problem};
use crate::domain::refusal::Refusal;
use crate::domain::request::{
    AddChild, AddHappening, AddInformation, AddMeeting, AddNote, AddViews, Assess, Attend, BuildAgenda,
    CaseNumber, Declare, HappeningMore, Place, Request, Restrict, SetInterpreter, SetWhereabouts, Settle,
    TakeReferral,
};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::{Case, Finding, FindingKind, Party, PartyRole};
use crate::domain::rows::meeting::{Meeting, Presence};
use crate::domain::rows::person::{Contact, ContactKind};

/// Today's meeting as it comes together.
pub struct Present<'a> {
    content: &'a DemoContent,
    cases: Vec<(&'a DemoCase, Id<Case>)>,
    meetings: Vec<(String, Date, Id<Meeting>)>,
}

impl<'a> Present<'a> {
    /// Nothing taken in yet.
    pub const fn new(content: &'a DemoContent) -> Self {
        Self { content, cases: Vec::new(), meetings: Vec::new() }
    }

    /// The meeting of a forum on a day.
    pub fn meeting(&self, forum: &str, on: Date) -> Result<Id<Meeting>, Refusal> {
        let found = self.meetings.iter().find(|(key, day, _)| key == forum && *day == on);
        found.map(|(_, _, id)| *id).ok_or(Refusal::Unknown { what: "meeting" })
    }

    /// Today's and the next meetings of every forum.
    pub fn diary(&mut self, teller: &mut Teller<'_>, on: Date) -> Result<(), Refusal> {
        let today = self.content.cases.meeting;
        let coming = self.content.area.sitting.iter().filter(|sitting| sitting.on >= today);
        let mut batch = Batch::new();
        for sitting in coming.clone() {
            let online = if sitting.online { ", and online" } else { "" };
            let add = AddMeeting {
                forum: sitting.forum.clone(),
                on: sitting.on,
                starts: sitting.starts.parse().unwrap_or(Time::midnight()),
                minutes: None,
                venue: Some(format!("{}{online}", sitting.venue)),
                chair: chair(self.content).filter(|_| sitting.forum == "marac"),
                urgent: None,
            };
            batch.push((moment(on, 9, 15), Request::AddMeeting(add)));
        }
        let replies = teller.tell(batch)?;
        for (sitting, reply) in coming.zip(&replies) {
            self.meetings.push((sitting.forum.clone(), sitting.on, named(Some(reply))?));
        }
        Ok(())
    }

    /// Takes in a case with all that came with its referral.
    pub fn take(&mut self, teller: &mut Teller<'_>, case: &'a DemoCase) -> Result<(), Refusal> {
        let now = moment(case.received, 10, case.number % 60);
        let take = TakeReferral {
            forum: "marac".to_owned(),
            row: 1,
            heard: false,
            number: Some(CaseNumber { year: self.content.cases.meeting.year(), number: case.number }),
            form: forms::referral(case),
        };
        let replies = teller.tell(vec![(now, Request::TakeReferral(Box::new(take)))])?;
        let id = case_of(replies.first())?;
        let mut requests: Vec<Request> =
            case.child.iter().map(|child| child_of(id, child, case.received)).collect();
        requests.extend(case.dash.as_ref().map(|dash| {
            let assess = Assess {
                rationale: Some(forms::rationale(case).into()),
                agency: Some(dash.by.clone()),
                ..Assess::new(id, "dash24", dash.on)
            };
            Request::Assess(Box::new(assess.listed(&dash.yes, &dash.unknown)))
        }));
        requests.extend(of_victim(teller, case, id)?);
        teller.tell(requests.into_iter().map(|request| (now, request)).collect())?;
        self.cases.push((case, id));
        Ok(())
    }

    /// The victims' views, as the workers brought them.
    pub fn views(&self, teller: &mut Teller<'_>) -> Result<(), Refusal> {
        let mut batch = Batch::new();
        for (case, id) in &self.cases {
            let views = &case.views;
            let lead = if views.reached { "" } else { "Not reached. " };
            let words = format!("{lead}{}", views.text.reveal()).into();
            let add = AddViews { case: *id, on: views.on, agency: views.by.clone(), words };
            batch.push((moment(views.on, 15, 30), Request::AddViews(add)));
        }
        batch.sort_by_key(|(now, _)| now.at);
        teller.tell(batch).map(drop)
    }

    /// The case list, a week and a half before: findings looked at, conflicts declared, the agenda built.
    pub fn list(&self, teller: &mut Teller<'_>, on: Date) -> Result<(), Refusal> {
        let meeting = self.meeting("marac", self.content.cases.meeting)?;
        let mut batch = Batch::new();
        for (case, id) in &self.cases {
            for finding in teller.find::<Finding>("case", id)?.into_iter().filter(|finding| finding.open) {
                // Two stay for the user: roles that are swapped, and a tick that differs from the record.
                if !matches!(finding.kind, FindingKind::RolesSwapped | FindingKind::RepeatDiffers) {
                    batch.push((moment(on, 9, 30), Request::Settle(Settle { finding: finding.id })));
                }
            }
            batch.extend(whereabouts(case, *id).into_iter().map(|request| (moment(on, 10, 0), request)));
            batch.extend(happenings(case, *id).into_iter().map(|request| (moment(on, 10, 10), request)));
        }
        batch.extend(self.conflicts(meeting).into_iter().map(|request| (moment(on, 10, 30), request)));
        batch.push((moment(on, 11, 0), Request::BuildAgenda(BuildAgenda { meeting, preset: None })));
        teller.tell(batch).map(drop)
    }

    /// A conflict keeps the agency out of the case and of the one beside it, which has the same people.
    fn conflicts(&self, meeting: Id<Meeting>) -> Vec<Request> {
        let mut requests = Vec::new();
        for (seat, conflict) in
            self.content.area.seat.iter().filter_map(|seat| Some((seat, seat.conflict.as_ref()?)))
        {
            let concerned =
                |case: &DemoCase| case.key == conflict.case || case.linked.contains(&conflict.case);
            for (_, id) in self.cases.iter().filter(|(case, _)| concerned(case)) {
                requests.push(Request::Declare(Declare {
                    case: *id,
                    meeting: Some(meeting),
                    agency: seat.agency.clone(),
                    alternate: Some(conflict.alternate.clone()),
                    reason: conflict.reason.clone(),
                }));
            }
        }
        requests
    }

    /// What agencies sent that will not be at the table, and needs to think of.
    pub fn sent(&self, teller: &mut Teller<'_>, listed: Date) -> Result<(), Refusal> {
        let meeting = self.meeting("marac", self.content.cases.meeting)?;
        let mut batch = Batch::new();
        for (case, id) in &self.cases {
            for information in
                case.information.iter().filter(|one| !at_table(&self.content.area, &one.agency))
            {
                let kind = if information.text.is_some() {
                    InformationKind::Shared
                } else {
                    InformationKind::NothingKnown
                };
                let add = AddInformation {
                    meeting,
                    case: *id,
                    agency: Some(information.agency.clone()),
                    kind,
                    words: information.text.clone().unwrap_or_default(),
                    on: Some(information.on),
                    opinion: false,
                };
                batch.push((moment(information.on.max(listed), 16, 20), Request::AddInformation(add)));
            }
            if let Some(needs) = &case.victim.needs {
                let words = format!("Victim's needs: {}", needs.reveal()).into();
                let note = AddNote { meeting: Some(meeting), case: Some(*id), words, unread: false };
                batch.push((moment(listed, 11, 30), Request::AddNote(note)));
            }
        }
        batch.sort_by_key(|(now, _)| now.at);
        teller.tell(batch).map(drop)
    }

    /// Who is expected, as they have said; attendance itself is taken in the meeting.
    pub fn expected(&self, teller: &mut Teller<'_>, on: Date) -> Result<(), Refusal> {
        let meeting = self.meeting("marac", self.content.cases.meeting)?;
        let mut places: Vec<Place> = Vec::new();
        for seat in self.content.area.seat.iter().filter(|seat| seat.duty != Some(Duty::Chair)) {
            if seat.attendance != Attendance::Observer
                && places.iter().all(|place| place.agency != seat.agency)
            {
                places.push(place(seat));
            }
        }
        teller.tell(vec![(moment(on, 16, 45), Request::Attend(Attend { meeting, places }))]).map(drop)
    }

    /// Referrals after the cut-off, for the next meeting; two came with a field that cannot be read.
    pub fn waiting(
        &self,
        teller: &mut Teller<'_>,
        inventor: &mut Inventor<'a>,
        chance: &mut Chance,
        on: &[Date],
    ) -> Result<(), Refusal> {
        let today = self.content.cases.meeting;
        let next =
            self.content.area.sitting.iter().find(|sitting| sitting.forum == "marac" && sitting.on > today);
        let Some(next) = next.map(|sitting| sitting.on) else { return Ok(()) };
        let mut batch = Batch::new();
        for (place, received) in on.iter().enumerate() {
            let Some(mut couple) = inventor.people(chance, *received) else { continue };
            couple.victim.phones = inventor.number().map(Into::into).into_iter().collect();
            let days = Days { received: *received, heard: next };
            let mut form = inventor.tell(&couple, chance, days, false).form;
            match place {
                0 => {
                    form.risk.dash = None;
                    let what = "above 24, the most the checklist can give";
                    form.to_correct.push(Problem::new(
                        Field::Dash,
                        "27",
                        what,
                        "ask the referrer for the count",
                    ));
                }
                1 => {
                    let year = form.victim.born.take().map_or(1989, Date::year);
                    let (typed, what) = (format!("31/06/{year}"), "there is no such day");
                    form.to_correct.push(Problem::new(Field::VictimBorn, &typed, what, "ask the referrer"));
                }
                _ => {}
            }
            let take = TakeReferral { forum: "marac".to_owned(), row: 1, heard: false, number: None, form };
            batch.push((moment(*received, 14, 25), Request::TakeReferral(Box::new(take))));
        }
        let meeting = self.meeting("marac", next)?;
        let listed = on.iter().max().copied().unwrap_or(today);
        batch.push((moment(listed, 17, 0), Request::BuildAgenda(BuildAgenda { meeting, preset: None })));
        teller.tell(batch).map(drop)
    }
}

fn child_of(case: Id<Case>, child: &Child, on: Date) -> Request {
    let name = child.due.map_or_else(
        || child.first.clone(),
        |due| format!("Unborn, due {}", due.strftime("%-d %B %Y")).into(),
    );
    Request::AddChild(AddChild {
        case,
        name,
        age: child.born.and_then(|born| u8::try_from(age(born, on)).ok()),
        school: child.school.as_deref().filter(|school| *school != "none yet").map(Into::into),
    })
}

/// Interpreter and hidden address.
fn of_victim(teller: &Teller<'_>, case: &DemoCase, id: Id<Case>) -> Result<Vec<Request>, Refusal> {
    let mut requests = Vec::new();
    let parties = teller.find::<Party>("case", &id)?;
    let Some(victim) = parties.iter().find(|party| party.role == PartyRole::Victim) else {
        return Ok(requests);
    };
    if case.victim.interpreter {
        let language = case.victim.language.as_deref().map(Into::into);
        requests.push(Request::SetInterpreter(SetInterpreter { person: victim.person, language }));
    }
    if case.victim.address_hidden {
        let contacts = teller.find::<Contact>("person", &victim.person)?;
        let addresses = contacts.into_iter().filter(|contact| contact.kind == ContactKind::Address);
        requests.extend(
            addresses.map(|contact| Request::Restrict(Restrict { contact: contact.id, restricted: true })),
        );
    }
    Ok(requests)
}

fn whereabouts(case: &DemoCase, id: Id<Case>) -> Option<Request> {
    let several = case.perpetrator.len() > 1;
    let lines = case.perpetrator.iter().map(|one| {
        let who = if several { format!("{}: ", one.person.first.reveal()) } else { String::new() };
        format!("{who}{}", one.whereabouts.reveal())
    });
    let words = lines.collect::<Vec<_>>().join(" ").into();
    Some(Request::SetWhereabouts(SetWhereabouts { case: id, words, on: None, source: None }))
}

fn happenings(case: &DemoCase, id: Id<Case>) -> Vec<Request> {
    let coming = case.upcoming.iter().filter_map(|upcoming| {
        let kind = forms::happening(upcoming.kind)?;
        let words = upcoming.text.clone();
        Some(Request::AddHappening(AddHappening {
            case: id,
            kind,
            on: upcoming.on,
            words,
            source: None,
            more: HappeningMore::default(),
        }))
    });
    coming.collect()
}

/// Whether an agency will be there to say it.
fn at_table(area: &DemoArea, agency: &str) -> bool {
    let there = |seat: &Seat| matches!(seat.attendance, Attendance::Present | Attendance::Online);
    area.seat.iter().any(|seat| seat.agency == agency && there(seat))
}

fn place(seat: &Seat) -> Place {
    let presence = match seat.attendance {
        Attendance::Present => Presence::Room,
        Attendance::Online => Presence::Online,
        Attendance::Apologies => Presence::Apologies,
        Attendance::Absent => Presence::Absent,
        Attendance::Observer => Presence::Observer,
    };
    Place {
        name: Some(seat.name.clone()),
        post: Some(seat.post.as_str().into()),
        information: seat.information_received,
        ..Place::of(seat.agency.as_str(), presence)
    }
}

/// The days that follow from the meeting's.
pub fn days_before(meeting: Date, days: i32) -> Date {
    add_days(meeting, -days)
}
