//! A subject on one page, as labelled lines: the same for the screen and for the command line.
//!
//! Text about people goes through the reader's own way of showing it, so that a screen may hide it. Victims stand here by
//! reference, other cases by theirs; no name of anybody but the subject does.

use jiff::civil::Date;

use super::ask::CaseStory;
use super::subjects::SubjectStory;
use crate::domain::calendar::{show_day_near, show_numeric};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::profile::{self, Answered, FIELDS, FieldRow, Section};
use crate::domain::ranking::shift;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, Finding, ToCorrect};
use crate::domain::rows::subject::{Check, Nomination, ProfileLine, Scored, StageMove};
use crate::domain::stage;

/// Incidents told one by one; the rest is counted.
const INCIDENTS: usize = 4;

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As any other.
    Plain,
    /// The name, the stage.
    Strong,
    /// What is not filled in, what is past.
    Quiet,
    /// To be looked at soon.
    Warning,
    /// Overdue, to correct.
    Bad,
}

/// What can be acted on at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A field set aside.
    Correct(Id<ToCorrect>),
    /// A finding.
    Finding(Id<Finding>),
    /// An action.
    Action(Id<Action>),
    /// A check that is to be done.
    Check(Id<Check>),
    /// A field of the profile, by its key.
    Field(&'static str),
    /// Another case of the same person.
    Case(Id<Case>),
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// What it is; empty where it goes on with the line above.
    pub label: &'static str,
    /// What it says.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
    /// What can be acted on there.
    pub spot: Option<Spot>,
}

/// How a reader is shown text about people.
pub type Shown<'a> = &'a dyn Fn(&Private) -> String;

struct Page<'a> {
    story: &'a CaseStory,
    subject: &'a SubjectStory,
    today: Date,
    shown: Shown<'a>,
    lines: Vec<PageLine>,
}

/// Lays a subject out.
pub fn page(story: &CaseStory, subject: &SubjectStory, today: Date, shown: Shown<'_>) -> Vec<PageLine> {
    let mut page = Page { story, subject, today, shown, lines: Vec::new() };
    page.head();
    page.set_aside();
    page.actions(true);
    page.identity();
    page.score();
    page.flags();
    page.offending();
    page.victims();
    page.fields(&[Section::Risk]);
    page.needs();
    page.fields(&[Section::Agencies, Section::Plan]);
    page.elsewhere();
    page.told();
    page.checks();
    page.past();
    page.actions(false);
    page.empty();
    page.lines
}

impl Page<'_> {
    fn put(&mut self, label: &'static str, text: String, weight: Weight, spot: Option<Spot>) {
        self.lines.push(PageLine { label, text, weight, spot });
    }

    fn plain(&mut self, label: &'static str, text: String) {
        self.put(label, text, Weight::Plain, None);
    }

    /// Lines of which only the first has the label.
    fn each(&mut self, label: &'static str, lines: impl IntoIterator<Item = (String, Weight, Option<Spot>)>) {
        let mut label = label;
        for (text, weight, spot) in lines {
            self.put(label, text, weight, spot);
            label = "";
        }
    }

    fn day(&self, day: Date) -> String {
        show_day_near(day, self.today)
    }

    fn agency<'s>(&'s self, key: &'s str) -> &'s str {
        self.subject.agencies.iter().find(|(known, _)| known == key).map_or(key, |(_, name)| name)
    }

    fn head(&mut self) {
        let subject = self.subject;
        let mut words = vec![format!("{}", subject.stage)];
        if let Some(row) = subject.moves.first() {
            words.push(format!("since {}", self.day(row.on)));
        }
        if let Some(rank) = subject.rank {
            words.push(format!("· rank {rank} ({})", shift(rank, subject.before)));
        }
        if let Some(listed) = subject.listed.first() {
            words.push(format!("· police list {}: {}", self.day(listed.list), listed.rank));
        }
        self.put("Stands", words.join(" "), Weight::Strong, None);
        if let Some((last, due)) = subject.reviewed {
            let overdue = due < self.today;
            let by = if overdue { "REVIEW OVERDUE since" } else { "again by" };
            let text = format!("{}, {by} {}", self.day(last), self.day(due));
            self.put("Reviewed", text, if overdue { Weight::Bad } else { Weight::Plain }, None);
        }
    }

    fn set_aside(&mut self) {
        let correct = self.story.to_correct.iter().filter(|field| field.open).map(|field| {
            let text = format!("{}: “{}”: {}", field.field, (self.shown)(&field.typed), field.problem);
            (text, Weight::Bad, Some(Spot::Correct(field.id)))
        });
        let findings = self.story.findings.iter().filter(|finding| finding.open).map(|finding| {
            let text = format!("{}: {}", finding.kind, (self.shown)(&finding.words));
            (text, Weight::Warning, Some(Spot::Finding(finding.id)))
        });
        let lines: Vec<_> = correct.collect();
        let more: Vec<_> = findings.collect();
        self.each("! Correct", lines);
        self.each("! Look at", more);
    }

    fn identity(&mut self) {
        for party in &self.story.parties {
            let person = &party.person;
            let mut text = (self.shown)(&person.listed());
            text.extend(party.age.map(|age| format!(" {age}")));
            text.extend(person.born.map(|born| format!(" ({})", (self.shown)(&show_numeric(born).into()))));
            text.extend(person.gender.map(|gender| format!(", {gender}")));
            if !party.aliases.is_empty() {
                let names: Vec<String> = party.aliases.iter().map(|alias| (self.shown)(alias)).collect();
                text.push_str(&format!(", known as {}", names.join(", ")));
            }
            text.extend(party.contacts.iter().map(|contact| format!(" · {}", (self.shown)(&contact.value))));
            self.put("Subject", text, Weight::Strong, None);
        }
        self.fields(&[Section::Identity]);
        let mut references: Vec<String> =
            self.story.nominations.iter().filter_map(|row| row.nominal.clone()).collect();
        references.sort();
        references.dedup();
        if !references.is_empty() {
            self.plain("Police ref.", references.join(", "));
        }
        self.fields(&[Section::Identifiers]);
        if let Some(whereabouts) = &self.story.case.whereabouts {
            let text = (self.shown)(whereabouts);
            self.plain("Where now", text);
        }
    }

    fn scored(&self, score: &Scored) -> String {
        let parts: Vec<String> =
            score.parts.0.iter().map(|(letter, points)| format!("{letter} {points}")).collect();
        let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(" ")) };
        let imported = if score.imported { ", imported" } else { "" };
        format!("{}{parts} by {}, {}{imported}", score.total, score.scheme, self.day(score.on))
    }

    fn score(&mut self) {
        let Some(latest) = &self.subject.latest else {
            return self.put("Score", "none yet".to_owned(), Weight::Quiet, None);
        };
        let text = format!("{}; {}", self.scored(latest), (self.shown)(&latest.inputs));
        self.put("Score", text, Weight::Strong, None);
        let (Some(change), Some(beside)) = (&self.subject.change_said, self.subject.beside) else { return };
        let custody = beside
            .custody
            .map_or_else(|| "custody not recorded".to_owned(), |days| format!("{days} days in custody"));
        self.plain(
            "At entry",
            format!(
                "{change}; since {}: {} incidents in {} days, {} in as many before; {custody}",
                self.day(beside.since),
                beside.after,
                beside.days,
                beside.before,
            ),
        );
    }

    fn flags(&mut self) {
        let concluded = self.subject.concluded.iter().map(|one| {
            let met = if one.met { "yes" } else { "no" };
            let weight = if one.met { Weight::Warning } else { Weight::Quiet };
            (format!("{met}, {}: {}", one.label, one.basis), weight, None)
        });
        let asserted = self.subject.assertions.iter().map(|row| {
            let definition = row.definition.as_ref().map(|key| format!(" ({key})")).unwrap_or_default();
            let (agency, day, basis) = (self.agency(&row.agency), self.day(row.on), (self.shown)(&row.basis));
            (format!("{agency} says {}{definition}, {day}: {basis}", row.claim), Weight::Plain, None)
        });
        let lines: Vec<_> = concluded.chain(asserted).collect();
        self.each("Serial", lines);
    }

    fn offending(&mut self) {
        let incidents = &self.story.incidents;
        let told = incidents.iter().take(INCIDENTS).map(|incident| {
            let victim = incident.victim.as_deref().unwrap_or("victim not given");
            let text =
                format!("{}  {}, {}, {victim}", show_numeric(incident.on), incident.offence, incident.role);
            (text, Weight::Plain, None)
        });
        let mut lines: Vec<_> = told.collect();
        let more = incidents.len().saturating_sub(INCIDENTS);
        if let Some(oldest) = incidents.last().filter(|_| more > 0) {
            let text =
                format!("and {more} more since {}: {} in all", show_numeric(oldest.on), incidents.len());
            lines.push((text, Weight::Quiet, None));
        }
        self.each("Offending", lines);
        self.fields(&[Section::Offending]);
        let legal = self.story.happenings.iter().map(|row| {
            let source = row.source.as_deref().map(|source| format!(" ({source})")).unwrap_or_default();
            let past = row.on < self.today;
            let text = format!("{} {}: {}{source}", row.kind, self.day(row.on), (self.shown)(&row.words));
            (text, if past { Weight::Quiet } else { Weight::Warning }, None)
        });
        let legal: Vec<_> = legal.collect();
        self.each("Legal", legal);
    }

    fn victims(&mut self) {
        let victims: Vec<String> = self
            .subject
            .victims
            .iter()
            .map(|line| {
                format!("{} ({}, last {})", line.reference, line.incidents, show_numeric(line.latest))
            })
            .collect();
        if !victims.is_empty() {
            self.plain("Victims", victims.join(" · "));
        }
        if !self.story.children.is_empty() {
            let ages: Vec<String> = self
                .story
                .children
                .iter()
                .map(|child| child.age.map_or_else(|| "age not known".to_owned(), |age| age.to_string()))
                .collect();
            self.plain("Children", format!("{} ({})", ages.len(), ages.join(", ")));
        }
    }

    fn line(&self, row: &FieldRow, line: &ProfileLine) -> String {
        let mut text = line.answer.map(|answer| answer.to_string()).unwrap_or_default();
        if !line.words.is_empty() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&(self.shown)(&line.words));
        }
        let agency = line.agency.as_deref().map(|key| self.agency(key));
        match (row.answered, agency) {
            (Answered::PerAgency, Some(agency)) => format!("{agency}: {text}"),
            (_, Some(agency)) => format!("{text} ({agency}, {})", self.day(line.on)),
            (_, None) => format!("{text} ({})", self.day(line.on)),
        }
    }

    /// The filled fields of some sections, each with its label.
    fn fields(&mut self, sections: &[Section]) {
        for row in FIELDS.iter().filter(|row| sections.contains(&row.section)) {
            let lines: Vec<_> = profile::standing(row, &self.subject.profile)
                .into_iter()
                .map(|line| (self.line(row, line), Weight::Plain, Some(Spot::Field(row.key))))
                .collect();
            self.each(row.label, lines);
        }
    }

    /// Needs: those answered by yes one a line, the others on one line.
    fn needs(&mut self) {
        let mut others: Vec<String> = Vec::new();
        let mut label = "Needs";
        for row in FIELDS.iter().filter(|row| row.section == Section::Needs) {
            let standing = profile::standing(row, &self.subject.profile);
            let Some(line) = standing.first() else {
                others.push(format!("{} ?", row.label.to_lowercase()));
                continue;
            };
            if line.answer == Some(crate::domain::rows::subject::Known::Yes) || !line.words.is_empty() {
                let text = format!("{}: {}", row.label, self.line(row, line));
                self.put(label, text, Weight::Plain, Some(Spot::Field(row.key)));
                label = "";
            } else {
                let answer = line.answer.map(|answer| answer.to_string()).unwrap_or_default();
                others.push(format!("{} {answer}", row.label.to_lowercase()));
            }
        }
        if !others.is_empty() {
            self.put(label, others.join(" · "), Weight::Quiet, None);
        }
    }

    /// What other forums have of the same person; their live actions follow, so that nothing is tasked twice.
    fn elsewhere(&mut self) {
        let mut lines = Vec::new();
        for case in &self.subject.linked {
            let next = case.next.map(|day| format!(", next {}", self.day(day))).unwrap_or_default();
            let (forum, referred) = (case.forum.to_uppercase(), self.day(case.referred));
            let text = format!("{forum} {}, {}, referred {referred}{next}", case.reference, case.state);
            lines.push((text, Weight::Plain, Some(Spot::Case(case.case))));
            for action in &case.actions {
                let due = action.due.map(|due| format!(", due {}", self.day(due))).unwrap_or_default();
                let agency = self.agency(&action.agency);
                let text =
                    format!("  there /{} {agency}: {}{due}", action.number, (self.shown)(&action.words));
                lines.push((text, Weight::Warning, Some(Spot::Case(case.case))));
            }
        }
        self.each("Also at", lines);
    }

    fn told(&mut self) {
        let told = self.subject.told.iter().map(|row| {
            let method =
                row.method.as_ref().map(|how| format!(", {}", (self.shown)(how))).unwrap_or_default();
            let checked = match (row.checked, &row.checked_by) {
                (Some(on), Some(by)) => format!("; looked at first by {} {}", self.agency(by), self.day(on)),
                _ => String::new(),
            };
            let without =
                row.overridden.as_ref().map(|why| format!("; NOT LOOKED AT FIRST: {}", (self.shown)(why)));
            let what = if row.told { "yes" } else { "no, decided" };
            let text = format!(
                "{what} {} by {}{method}{checked}{}",
                self.day(row.on),
                self.agency(&row.by),
                without.unwrap_or_default()
            );
            (text, if row.overridden.is_some() { Weight::Warning } else { Weight::Plain }, None)
        });
        let lines: Vec<_> = told.collect();
        if lines.is_empty() {
            self.put("Told", "nothing recorded".to_owned(), Weight::Quiet, None);
        }
        self.each("Told", lines);
    }

    /// Actions somebody still has to act on, or those that are closed.
    fn actions(&mut self, live: bool) {
        let actions = self.story.actions.iter().filter(|line| line.action.state.is_live() == live);
        let told = actions.map(|line| {
            let sign = if line.overdue { "! " } else { "" };
            let text = format!(
                "{sign}/{} {}: {} ({})",
                line.action.number,
                line.agency,
                (self.shown)(&line.action.words),
                line.standing
            );
            let weight = match (line.overdue, live) {
                (true, _) => Weight::Bad,
                (false, true) => Weight::Plain,
                (false, false) => Weight::Quiet,
            };
            (text, weight, Some(Spot::Action(line.action.id)))
        });
        let lines: Vec<_> = told.collect();
        self.each(if live { "Actions" } else { "Done" }, lines);
    }

    fn checks(&mut self) {
        let told = self.subject.checks.iter().map(|check| {
            let what = format!("{}-month {}", check.months, check.kind);
            if check.open {
                let overdue = check.due < self.today;
                let sign = if overdue { "! " } else { "" };
                let weight = if overdue { Weight::Bad } else { Weight::Plain };
                return (
                    format!("{sign}{what}, due {}", self.day(check.due)),
                    weight,
                    Some(Spot::Check(check.id)),
                );
            }
            let words = check.words.as_ref().map(|words| (self.shown)(words)).unwrap_or_default();
            let done = check.done.map(|day| format!(" {}", self.day(day))).unwrap_or_default();
            (format!("{what}{done}: {words}"), Weight::Quiet, None)
        });
        let lines: Vec<_> = told.collect();
        self.each("Checks", lines);
    }

    fn moved(&self, row: &StageMove) -> String {
        let mut text = format!("{} {}", self.day(row.on), row.stage);
        if let Some(by) = &row.by {
            text.push_str(&format!(" by {}", (self.shown)(by)));
        }
        let ground = row.ground.as_deref().map(stage::ground_words).unwrap_or_default();
        let reason = (self.shown)(&row.reason);
        let why: Vec<&str> = [ground, reason.as_str()].into_iter().filter(|why| !why.is_empty()).collect();
        if !why.is_empty() {
            text.push_str(&format!(": {}", why.join("; ")));
        }
        text.extend(row.score.map(|score| format!("; score {score}")));
        for (need, words) in &row.answers.0 {
            text.push_str(&format!("; {need}: {}", (self.shown)(words)));
        }
        if let Some(why) = &row.overridden {
            text.push_str(&format!("; went on without {}: {}", row.lacking.0.len(), (self.shown)(why)));
        }
        text
    }

    fn nominated(&self, row: &Nomination) -> String {
        let mut text =
            format!("{} {} by {}", self.day(row.on), row.source.to_lowercase(), self.agency(&row.agency));
        text.extend(row.checked.as_ref().map(|checked| format!("; {checked}")));
        for ground in row.grounds.iter().flat_map(|grounds| &grounds.0) {
            let label = self.subject.criteria.iter().find(|(key, _)| *key == ground.key);
            let label = label.map_or(ground.key.as_str(), |(_, label)| label);
            let met = match ground.met {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            };
            text.push_str(&format!("; {}: {met}", label.to_lowercase()));
            text.extend(ground.figure.map(|figure| format!(" ({figure})")));
            text.extend(ground.reason.as_ref().map(|why| format!(", {}", (self.shown)(why))));
        }
        text.extend(row.why.as_ref().map(|why| format!("; {}", (self.shown)(why))));
        text
    }

    fn past(&mut self) {
        let nominations: Vec<_> =
            self.story.nominations.iter().map(|row| (self.nominated(row), Weight::Plain, None)).collect();
        self.each("Nominated", nominations);
        let moves: Vec<_> =
            self.subject.moves.iter().map(|row| (self.moved(row), Weight::Quiet, None)).collect();
        self.each("Moves", moves);
    }

    /// What the profile says nothing of, needs apart.
    fn empty(&mut self) {
        let empty: Vec<String> = FIELDS
            .iter()
            .filter(|row| row.section != Section::Needs)
            .filter(|row| matches!(row.answered, Answered::Words | Answered::Flag | Answered::OneOf(_)))
            .filter(|row| profile::standing(row, &self.subject.profile).is_empty())
            .map(|row| row.label.to_lowercase())
            .collect();
        if !empty.is_empty() {
            self.put("Not filled in", empty.join(", "), Weight::Quiet, None);
        }
    }
}
