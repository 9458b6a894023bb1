//! Papers of one person: their own, out of the work with a couple, with nothing of the other in it.

use super::case::{Built, for_one_reader, kept_off};
use crate::domain::calendar::show_day_year;
use crate::domain::desk::names_a_party;
use crate::domain::id::Id;
use crate::domain::paper::{LeftOut, Subject, Wanted, reference};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::person::Person;
use crate::domain::rules::{one_person, opposing, places};
use crate::domain::told::kept;
use crate::domain::told::own::{OwnCase, OwnFacts};
use crate::domain::tools::forum::CaseKind;
use crate::papers::{self, Copy};
use crate::service::ask::PersonSection;
use crate::service::look::couple;
use crate::service::looking::Looking;

/// A person's own paper out of their couple's cases.
///
/// # Errors
/// When they stand in none; when it would go to the other of the couple; or to the person, who gets no letter by default,
/// without a reason.
pub fn own_paper(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let Subject::Person(id) = wanted.subject else {
        return Err(Refusal::rule("this paper is about a person"));
    };
    let rows = with.rows();
    let group = one_person(&rows, id)?;
    let mut cases: Vec<Case> = Vec::new();
    for (_, case) in places(&rows, &group)? {
        let couple = with.area.kind_of(&case.forum) == Some(CaseKind::Couple);
        if couple && cases.iter().all(|known| known.id != case.id) {
            cases.push(case);
        }
    }
    if cases.is_empty() {
        return Err(Refusal::rule(
            "no case with a couple is about them: there is no paper of their own to write",
        ));
    }
    let mut own = Own { with, wanted, group, others: Vec::new(), left_out: Vec::new() };
    own.others(&cases)?;
    own.may_go(id)?;
    let mut told = Vec::new();
    for case in &cases {
        told.extend(own.case(case)?);
    }
    let person: Person = rows.get(id)?;
    let name = person.listed();
    let age = person.age_on(with.now.today());
    let first = cases.first().map(|case| with.area.forum(&case.forum)).transpose()?;
    let facts = OwnFacts {
        marking: first.map(|forum| forum.marking.clone()).unwrap_or_default(),
        area: with.area.name.clone(),
        reference: reference(&rows, &wanted.subject)?,
        on: with.now.today(),
        person: age.map_or(name.clone(), |age| format!("{}, {age}", name.reveal()).into()),
        cases: told,
    };
    kept_off(with, &cases, papers::own::own(&facts, copy), own.left_out)
}

/// A paper on its way.
struct Own<'a> {
    with: &'a Looking<'a>,
    wanted: &'a Wanted,
    group: Vec<Id<Person>>,
    /// Names of everybody else in the cases.
    others: Vec<Private>,
    left_out: Vec<LeftOut>,
}

impl Own<'_> {
    fn others(&mut self, cases: &[Case]) -> Result<(), Refusal> {
        let rows = self.with.rows();
        let own = kept::names_of(&rows, &self.group)?;
        for case in cases {
            self.others.extend(kept::others(&kept::names(&rows, case.id)?, &own));
        }
        Ok(())
    }

    /// Whether the recipient may have it.
    fn may_go(&self, id: Id<Person>) -> Result<(), Refusal> {
        let (rows, to) = (self.with.rows(), Private::from(self.wanted.recipient.as_str()));
        if names_a_party(&to, &self.others).is_some() {
            return Err(Refusal::rule(
                "the paper of one person of a couple does not go to the other, whatever the reason",
            ));
        }
        let own = kept::names_of(&rows, &self.group)?;
        let receives = opposing::may_receive(&rows, id)?;
        let said_why = self.wanted.despite.as_ref().is_some_and(|why| !why.reveal().trim().is_empty());
        if names_a_party(&to, &own).is_some() && !receives.by_default && !said_why {
            return Err(Refusal::rule(format!(
                "they get no paper by default ({}); give a reason to write it all the same",
                receives.why
            )));
        }
        Ok(())
    }

    fn leave_out(&mut self, what: String, why: impl Into<String>) {
        self.left_out.push(LeftOut { what, why: why.into() });
    }

    /// What is kept of the person in one case; nothing in one that the recipient is kept out of.
    fn case(&mut self, case: &Case) -> Result<Option<OwnCase>, Refusal> {
        let (with, recipient) = (self.with, self.wanted.recipient.trim());
        let named = |key: &str| {
            [key, with.area.agency_said(key), with.area.agency_name(key)]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(recipient))
        };
        if with.rows().find::<Wall>("case", &case.id)?.iter().any(|wall| named(&wall.agency)) {
            self.leave_out(case.reference.clone(), format!("{recipient} is kept out of this case"));
            return Ok(None);
        }
        let story = couple::story(with, case.id)?;
        let count = story.people.len();
        let sections = story.people.into_iter().filter(|section| self.group.contains(&section.person));
        let Some(section) = sections.into_iter().next() else { return Ok(None) };
        if count > 1 {
            self.leave_out(
                format!("{}: what is kept of the other person", case.reference),
                "one person's paper holds nothing of the other",
            );
        }
        Ok(Some(self.section(case, story.forum, section)))
    }

    fn section(&mut self, case: &Case, forum: String, section: PersonSection) -> OwnCase {
        let worker = section.navigator.map(|worker| {
            let name = worker.worker.map(|name| format!(" ({})", name.reveal())).unwrap_or_default();
            format!("{}{name}, since {}", worker.agency, show_day_year(worker.since)).into()
        });
        let mut held = 0;
        let others = &self.others;
        let mut own = |words: Private| {
            let named = names_a_party(&words, others).is_some();
            held += usize::from(named);
            if named { Private::from("[left out: it tells of somebody else]") } else { words }
        };
        let consent = section.consent.into_iter();
        let consent = consent.map(|row| (row.on, row.answer.word().to_owned(), own(row.covers))).collect();
        let needs = section.needs.into_iter();
        let needs = needs
            .map(|line| {
                let became = match (line.row.met, line.row.outcome) {
                    (Some(met), Some(outcome)) => format!("met {}: {}", show_day_year(met), outcome.reveal()),
                    (Some(met), None) => format!("met {}", show_day_year(met)),
                    (None, _) => "open".to_owned(),
                };
                (line.kind, own(line.row.words), line.row.on, own(became.into()))
            })
            .collect();
        let mut steps = Vec::new();
        for scale in section.scales {
            for row in scale.steps {
                let why = own(row.words.unwrap_or_default());
                steps.push((scale.label.clone(), row.on, row.step.to_string(), why));
            }
        }
        if held > 0 {
            self.leave_out(
                format!("{}: words in {held} {}", case.reference, if held == 1 { "place" } else { "places" }),
                "they name somebody else",
            );
        }
        OwnCase { reference: case.reference.clone(), forum, worker, consent, needs, steps }
    }
}
