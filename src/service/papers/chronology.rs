//! A chronology of a person, or of the family around a case, across cases and forums; as it is known, or as it was known on
//! a day.
//!
//! Where somebody is victim in one case and perpetrator in another it would bring opposing sides together: it is refused, and
//! made only when the coordinator gives a reason, which the paper prints.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::case::{Built, for_one_reader, kept_off};
use crate::domain::calendar::show_numeric;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{LeftOut, Subject, Wanted, reference, subject};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Case, Child, Party, PartyRole, Wall};
use crate::domain::rows::minutes::Issued;
use crate::domain::rows::person::Person;
use crate::domain::rules::flag;
use crate::domain::rules::forums::{Crossing, crossing};
use crate::domain::rules::{one_person, places};
use crate::domain::statement::{child_words, people_of};
use crate::domain::told::chronology::{CaseStanding, ChronologyFacts, CopyIssued, DatedEvent};
use crate::papers::{self, Copy};
use crate::record::known::Known;
use crate::service::ask::EventKind;
use crate::service::look::{case, timeline};
use crate::service::looking::Looking;

/// A chronology, from the record as it is or as it was known on a day.
///
/// # Errors
/// When it would bring opposing sides together and nobody said why it is made all the same; when nothing of it was in the
/// record on that day.
pub fn chronology(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let Some(day) = wanted.known_on else { return made(with, wanted, copy) };
    if day > with.now.today() {
        return Err(Refusal::rule("what is known on a day to come cannot be told"));
    }
    let known = Known::before(end_of(day)?);
    made(&Looking { view: with.view.known(&known), ..*with }, wanted, copy)
}

/// The moment after a day.
fn end_of(day: Date) -> Result<jiff::Timestamp, Refusal> {
    let next = day.tomorrow().and_then(|next| next.to_zoned(TimeZone::system()));
    next.map(|next| next.timestamp()).map_err(|_| Refusal::rule("that day is not in the calendar"))
}

fn made(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    let mut going = Through { with, wanted, people: Vec::new(), cases: Vec::new(), left_out: Vec::new() };
    going.find()?;
    going.opposing()?;
    let facts = going.facts()?;
    kept_off(with, &going.cases, papers::chronology::chronology(&facts, copy), going.left_out)
}

/// A chronology on its way: the people and cases it goes through.
struct Through<'a> {
    with: &'a Looking<'a>,
    wanted: &'a Wanted,
    people: Vec<Id<Person>>,
    cases: Vec<Case>,
    left_out: Vec<LeftOut>,
}

impl Through<'_> {
    fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(LeftOut { what: what.into(), why: why.into() });
    }

    /// The people, and the cases they are parties of.
    fn find(&mut self) -> Result<(), Refusal> {
        let rows = self.with.rows();
        let home = match &self.wanted.subject {
            Subject::Person(person) => {
                self.people = one_person(&rows, *person)?;
                None
            }
            Subject::Case(case) => {
                let case = rows.look::<Case>(*case)?.ok_or_else(|| self.not_yet())?;
                for party in rows.find::<Party>("case", &case.id)? {
                    self.people.extend(one_person(&rows, party.person)?);
                }
                Some(case)
            }
            Subject::Meeting(_) | Subject::Item(..) | Subject::Forum { .. } | Subject::Owed { .. } => {
                return Err(Refusal::rule("a chronology is about a person or a case"));
            }
        };
        let mut seen = BTreeSet::new();
        self.people.retain(|person| seen.insert(*person));
        let mut cases: Vec<Case> = home.clone().into_iter().collect();
        for (_, case) in places(&rows, &self.people)? {
            if cases.iter().all(|known| known.id != case.id) {
                cases.push(case);
            }
        }
        if cases.is_empty() {
            return Err(self.not_yet());
        }
        for case in cases {
            if self.may_hold(home.as_ref(), &case)? {
                self.cases.push(case);
            }
        }
        self.cases.sort_by(|one, other| (one.opened, &one.reference).cmp(&(other.opened, &other.reference)));
        Ok(())
    }

    fn not_yet(&self) -> Refusal {
        Refusal::rule(match self.wanted.known_on {
            Some(_) => "nothing of it was in the record on that day",
            None => "no case in the record is about them",
        })
    }

    /// Whether a case may be in it: not one its recipient is kept out of, nor one that the area shows no other forum.
    fn may_hold(&mut self, home: Option<&Case>, case: &Case) -> Result<bool, Refusal> {
        let (with, recipient) = (self.with, self.wanted.recipient.trim());
        let key = with.area.agency_key_said(recipient).unwrap_or(recipient);
        let named = |agency: &str| {
            agency.eq_ignore_ascii_case(key) || with.area.agency_name(agency).eq_ignore_ascii_case(recipient)
        };
        if with.rows().find::<Wall>("case", &case.id)?.iter().any(|wall| named(&wall.agency)) {
            self.leave_out(case.reference.clone(), format!("{recipient} is kept out of this case"));
            return Ok(false);
        }
        let elsewhere = home.is_some_and(|home| home.forum != case.forum);
        if elsewhere && crossing(with.area, with.now.today()) == Crossing::Nothing {
            let what = "cases of other forums".to_owned();
            if self.left_out.iter().all(|line| line.what != what) {
                self.leave_out(what, "the area's setting shows one forum nothing of another");
            }
            return Ok(false);
        }
        Ok(true)
    }

    /// Refuses to bring together what somebody harmed and somebody said to cause harm must not read of one another.
    fn opposing(&self) -> Result<(), Refusal> {
        if self.wanted.despite.as_ref().is_some_and(|reason| !reason.reveal().trim().is_empty()) {
            return Ok(());
        }
        let rows = self.with.rows();
        let mut stand: Vec<(Id<Person>, PartyRole, &str)> = Vec::new();
        for case in &self.cases {
            for party in rows.find::<Party>("case", &case.id)? {
                let elder = one_person(&rows, party.person)?.first().copied().unwrap_or(party.person);
                let other = stand.iter().find(|(who, role, _)| *who == elder && *role != party.role);
                if let Some((_, role, there)) = other {
                    return Err(Refusal::rule(format!(
                        "somebody is {role} in {there} and {} in {}: a chronology of both brings opposing sides together; \
                         give a reason to make it all the same, which it prints",
                        party.role, case.reference
                    )));
                }
                stand.push((elder, party.role, &case.reference));
            }
        }
        Ok(())
    }

    fn facts(&mut self) -> Result<ChronologyFacts, Refusal> {
        let (with, wanted) = (self.with, self.wanted);
        let rows = with.rows();
        let first = self.cases.first().ok_or_else(|| {
            Refusal::rule("every case of it is left out for this reader: there is no chronology to write")
        })?;
        let marking = with.area.forum(&first.forum)?.marking.clone();
        let mut standings = Vec::new();
        let mut events = Vec::new();
        for case in self.cases.clone() {
            let shown = self.shown(&case)?;
            standings.push(standing(with, &rows, &case)?);
            if shown {
                self.events_of(&case, &mut events)?;
            }
        }
        events.sort_by(|one, other| (one.at, &one.case).cmp(&(other.at, &other.case)));
        Ok(ChronologyFacts {
            marking,
            area: with.area.name.clone(),
            reference: reference(&rows, &wanted.subject)?,
            on: with.now.today(),
            known_on: wanted.known_on,
            about: self.about()?,
            cases: standings,
            despite: wanted.despite.clone().filter(|reason| !reason.reveal().trim().is_empty()),
            events,
            copies: self.copies(&rows)?,
        })
    }

    /// Whether what happened in a case is told, or only that there is the case.
    fn shown(&mut self, case: &Case) -> Result<bool, Refusal> {
        let Subject::Case(home) = self.wanted.subject else { return Ok(true) };
        let home: Case = self.with.rows().get(home)?;
        let by_reference = crossing(self.with.area, self.with.now.today()) == Crossing::ReferenceOnly;
        let hidden = home.forum != case.forum && by_reference;
        if hidden {
            let what = format!("{}: what happened in it", case.reference);
            self.leave_out(what, "the area's setting shows one forum only the reference of another's case");
        }
        Ok(!hidden)
    }

    /// Whom a person's chronology is about: every name they go by; a family is told case by case.
    fn about(&self) -> Result<Vec<Private>, Refusal> {
        let rows = self.with.rows();
        let mut about = Vec::new();
        if matches!(self.wanted.subject, Subject::Person(_)) {
            for id in &self.people {
                about.extend(rows.look::<Person>(*id)?.map(|person| person.listed()));
            }
            about.dedup();
        }
        Ok(about)
    }

    fn events_of(&mut self, case: &Case, events: &mut Vec<DatedEvent>) -> Result<(), Refusal> {
        let story = case::story(self.with, case.id)?;
        for event in timeline::events(self.with, &story)? {
            if event.off_papers {
                let what = event.head.split([',', ' ']).next().unwrap_or_default().to_owned();
                let what = format!("action {what}");
                if self.left_out.iter().all(|line| line.what != what) {
                    self.leave_out(what, "it tells where somebody is");
                }
                continue;
            }
            // Copies have a table of their own.
            if event.kind == EventKind::Paper {
                continue;
            }
            events.push(DatedEvent {
                at: event.at,
                case: case.reference.clone(),
                meeting: event.meeting,
                source: event.agency.map(|(_, said)| said),
                what: event.head,
                words: event.words,
            });
        }
        Ok(())
    }

    /// Copies of papers of these cases, of the meetings they were on, and of these people.
    fn copies(&self, rows: &Changes<'_>) -> Result<Vec<CopyIssued>, Refusal> {
        let mut issued: Vec<Issued> = Vec::new();
        for case in &self.cases {
            issued.extend(rows.find::<Issued>("case", &case.id)?);
            for item in rows.find::<AgendaItem>("case", &case.id)? {
                issued.extend(rows.find::<Issued>("meeting", &item.meeting)?);
            }
        }
        for person in &self.people {
            issued.extend(rows.find::<Issued>("person", person)?);
        }
        // A chronology lists no chronology: each would be longer by the one before.
        issued.retain(|copy| !copy.paper.is_cut_off());
        issued.sort_by_key(|copy| (copy.at, copy.id));
        issued.dedup_by_key(|copy| copy.id);
        let copies = issued.into_iter().map(|copy| {
            let of = subject(&copy).map(|subject| reference(rows, &subject)).transpose()?;
            let edition =
                if copy.version > 0 { format!(", edition {}", copy.version) } else { String::new() };
            let draft = if copy.draft { ", draft" } else { "" };
            Ok(CopyIssued {
                at: copy.at,
                paper: format!("{}{edition}{draft}", copy.paper),
                of: of.unwrap_or_default(),
                number: copy.copy,
                recipient: copy.recipient,
                digest: copy.digest,
            })
        });
        copies.collect()
    }
}

/// A case with who is who in it and how far it is.
fn standing(with: &Looking<'_>, rows: &Changes<'_>, case: &Case) -> Result<CaseStanding, Refusal> {
    let forum = with.area.forum(&case.forum)?;
    let flag = flag::standing(rows, with.area, case)?.filter(|flag| flag.ended.is_none());
    let mut people: Vec<String> = Vec::new();
    for (party, facts) in people_of(rows, case.id, with.now.today())? {
        let role = match party.role {
            PartyRole::Victim => &forum.labels.victim,
            PartyRole::Perpetrator => &forum.labels.perpetrator,
        };
        people.push(format!("{role}: {}", papers::person_words(&facts).reveal()));
    }
    let children = rows.find::<Child>("case", &case.id)?;
    let children: Vec<String> = children.iter().map(|child| child_words(child).reveal().to_owned()).collect();
    if !children.is_empty() {
        people.push(format!("Children: {}", children.join("; ")));
    }
    Ok(CaseStanding {
        reference: case.reference.clone(),
        forum: forum.code.clone(),
        standing: format!("{}; opened {}", case.state, show_numeric(case.opened)),
        people: people.join("\n").into(),
        flag_until: flag.map(|flag| flag.until),
    })
}
