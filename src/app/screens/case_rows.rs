//! One case as lines: every section of its story, laid out in a width.

use std::collections::BTreeMap;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::people::forum_words;
use super::services::forms as services;
use super::{document, parts};
use crate::app::cx::Cx;
use crate::app::offers::arose;
use crate::app::widgets::sheet::{self, LABEL, SheetRow};
use crate::app::widgets::{columns, wide};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::{Field, Said};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{
    Case, Child, Criteria, Finding, Happening, PartyRole, Referral, ReferralStanding, ToCorrect,
};
use crate::domain::rows::document::Attachment;
use crate::domain::rows::pathway::{Pathway, UnmetNeed};
use crate::domain::rows::person::Person;
use crate::service::ask::{Beside, CaseStory, Hearing, PartyLine};

/// What can be acted on where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A field set aside.
    Correct(Id<ToCorrect>),
    /// A finding.
    Finding(Id<Finding>),
    /// An action.
    Action(Id<Action>),
    /// A date.
    Happening(Id<Happening>),
    /// A document kept with it.
    Attachment(Id<Attachment>),
    /// Somebody of the case.
    Person(Id<Person>),
    /// A case that belongs beside it.
    Case(Id<Case>),
    /// A need no service meets.
    Need(Id<UnmetNeed>),
    /// A referral to a service.
    Pathway(Id<Pathway>),
}

/// The lines of a case.
pub struct Rows<'a> {
    cx: &'a Cx,
    /// What agencies are called, by key.
    said: &'a BTreeMap<String, String>,
    width: usize,
    rows: Vec<SheetRow<Spot>>,
}

/// Lays a case out in a width.
pub fn rows(story: &CaseStory, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let mut page = Rows { cx, said: &story.said, width: width.max(LABEL + 12), rows: Vec::new() };
    page.head(story);
    page.set_aside(story);
    page.beside(&story.beside);
    page.people(story);
    page.why_here(story);
    page.details(story);
    page.known(story);
    page.documents(story);
    page.actions(story);
    page.services(story);
    page.hearings(story);
    page.subject(story);
    page.rows
}

impl Rows<'_> {
    fn shown(&self, text: &Private) -> String {
        self.cx.shown(text).to_owned()
    }

    fn heading(&mut self, words: &str) {
        self.rows.extend(sheet::heading(words, self.cx));
    }

    /// A label and a text wrapped beside it; the cursor stops on its first line.
    fn told(&mut self, label: &str, text: &str, style: Style, spot: Option<Spot>) {
        self.rows.extend(sheet::labelled((label, text), (self.width, style), Some(spot), self.cx));
    }

    fn plain(&mut self, label: &str, text: &str) {
        self.told(label, text, self.cx.theme.text, None);
    }

    fn head(&mut self, story: &CaseStory) {
        let case = &story.case;
        let repeat = story.referrals.first().filter(|referral| referral.standing == ReferralStanding::Repeat);
        let mut spans = vec![
            Span::styled(format!("  {}", case.reference), self.cx.theme.strong),
            Span::styled(format!("  {}  {}", case.forum.to_uppercase(), case.state), self.cx.theme.text),
        ];
        let referred = parts::day(Some(case.last_referred), self.cx);
        spans.push(Span::styled(format!("  referred {referred}"), self.cx.theme.quiet));
        if let Some(referral) = repeat {
            let of = referral
                .repeat_of
                .map(|of| format!(" of {}", parts::day(Some(of), self.cx)))
                .unwrap_or_default();
            spans.push(Span::styled(format!("  REPEAT{of}"), self.cx.theme.warning));
        }
        self.rows.push(SheetRow::pass(Line::from(spans)));
    }

    fn set_aside(&mut self, story: &CaseStory) {
        let open: Vec<_> = story.to_correct.iter().filter(|field| field.open).collect();
        if !open.is_empty() {
            self.heading("To correct");
        }
        for field in open {
            let text = format!("{}: “{}”: {}", field.field, self.shown(&field.typed), field.problem);
            self.told("! correct", &text, self.cx.theme.bad, Some(Spot::Correct(field.id)));
        }
        let open: Vec<_> = story.findings.iter().filter(|finding| finding.open).collect();
        if !open.is_empty() {
            self.heading("To look at");
        }
        for finding in open {
            let text = format!("{}: {}", finding.kind, self.shown(&finding.words));
            self.told("! look at", &text, self.cx.theme.warning, Some(Spot::Finding(finding.id)));
        }
    }

    /// Who its people are elsewhere: the other side, another forum, what it would be by now.
    fn beside(&mut self, beside: &Beside) {
        if let Some(by_now) = &beside.by_now {
            self.told("! look at", by_now, self.cx.theme.warning, None);
        }
        for (case, reference) in &beside.other_side {
            let text = format!("counter-allegation: {reference} names the same people the other way round");
            self.told("! linked", &text, self.cx.theme.warning, Some(Spot::Case(*case)));
        }
        if !beside.elsewhere.is_empty() {
            self.heading("The same people in another forum");
        }
        for line in &beside.elsewhere {
            let text = format!("also in {} as {}", line.forum, forum_words(line, self.cx));
            self.told(&line.forum, &text, self.cx.theme.text, Some(Spot::Case(line.case)));
            for action in &line.actions {
                let (standing, style) = parts::standing(action, self.cx);
                let words = self.shown(&action.action.words);
                let text =
                    format!("/{} {}: {words}  {}", action.action.number, action.agency, standing.trim());
                self.told("", &text, style, None);
            }
        }
    }

    fn people(&mut self, story: &CaseStory) {
        self.heading("People");
        for party in &story.parties {
            let label = match party.role {
                PartyRole::Victim => "Victim",
                PartyRole::Perpetrator => "Perpetrator",
            };
            let text = self.party(party);
            self.told(label, &text, self.cx.theme.strong, Some(Spot::Person(party.person.id)));
            let cautions = story.beside.cautions.iter().filter(|caution| caution.person == party.person.id);
            for caution in cautions {
                let text = format!("! check before any contact: {}", caution.words);
                self.told("", &text, self.cx.theme.bad, None);
            }
            for contact in &party.contacts {
                let safe = contact
                    .safe
                    .as_ref()
                    .map(|safe| format!("  safe: {}", self.shown(safe)))
                    .unwrap_or_default();
                let text = format!("{} {}{safe}", contact.kind, self.shown(&contact.value));
                self.plain("", &text);
            }
        }
        if let Some(now) = &story.now {
            let basis = now.basis(self.cx.today());
            let basis = if basis.is_empty() { basis } else { format!("  ({basis})") };
            let text = format!("{}{basis}", self.shown(&now.words));
            self.plain("Whereabouts", &text);
        }
        if !story.children.is_empty() {
            let each: Vec<_> = story.children.iter().map(|child| self.child(child)).collect();
            self.plain("Children", &each.join(", "));
        }
        self.first_contact(story);
        if let Some(flag) = &story.flag {
            let day = |on| parts::day(Some(on), self.cx);
            let set = match flag.set.as_slice() {
                [] => "no agency said it set it".to_owned(),
                names => format!("set by {}", names.join(", ")),
            };
            let why = flag.why.as_ref().map(|why| format!("; {}", self.shown(why))).unwrap_or_default();
            let up = flag.standing.is_up(self.cx.today());
            let style = if up { self.cx.theme.text } else { self.cx.theme.quiet };
            let text = format!(
                "{}, {} {}{why}; {set}",
                flag.words(day, self.cx.today()),
                flag.standing.basis,
                day(flag.standing.from)
            );
            self.told("Flag and tag", &text, style, None);
        }
        for wall in &story.walls {
            let alternate = wall
                .alternate
                .as_ref()
                .map(|who| format!("; stands in: {}", self.shown(who)))
                .unwrap_or_default();
            let text =
                format!("{} is kept out: {}{alternate}", self.agency(&wall.agency), self.shown(&wall.reason));
            self.told("Conflict", &text, self.cx.theme.warning, None);
        }
    }

    fn party(&self, party: &PartyLine) -> String {
        let mut text = parts::name(&party.person, self.cx);
        if !self.cx.privacy {
            text.extend(party.age.map(|age| format!(" {age}")));
            text.extend(party.person.born.map(|born| format!(" ({})", show_numeric(born))));
        }
        text.extend(party.person.died.map(|died| format!(", DIED {}", show_numeric(died))));
        if !party.aliases.is_empty() {
            let names: Vec<_> = party.aliases.iter().map(|alias| self.shown(alias)).collect();
            text.push_str(&format!(", known as {}", names.join(", ")));
        }
        text.extend(party.relationship.as_ref().map(|what| format!(", {what}")));
        text.extend(
            party.person.interpreter.as_ref().map(|what| format!(", interpreter: {}", self.shown(what))),
        );
        text
    }

    /// What an agency is called; one that is not on the area's list goes by the words typed.
    fn agency<'b>(&'b self, key: &'b str) -> &'b str {
        self.said.get(key).map_or(key, String::as_str)
    }

    fn why_here(&mut self, story: &CaseStory) {
        if story.referrals.is_empty() && story.assessments.is_empty() {
            return;
        }
        self.heading("Why here");
        for referral in &story.referrals {
            let text = self.referral(referral);
            self.plain(&parts::column_day(referral.received, self.cx), &text);
        }
        for assessment in &story.assessments {
            let by = assessment
                .agency
                .as_ref()
                .map(|agency| format!(", by {}", self.agency(agency)))
                .unwrap_or_default();
            let text = format!("{}: {}{by}", assessment.tool, assessment.outcome());
            self.plain(&parts::column_day(assessment.on, self.cx), &text);
        }
    }

    fn referral(&self, referral: &Referral) -> String {
        let met = criteria(&referral.criteria.0);
        let met = if met.is_empty() { "no criteria given".to_owned() } else { met };
        format!(
            "{} from {}; {met}. {}",
            referral.standing,
            self.agency(&referral.agency),
            self.shown(&referral.reason)
        )
    }

    fn known(&mut self, story: &CaseStory) {
        if !story.views.is_empty() {
            self.heading("Victim's views and wishes");
        }
        for views in &story.views {
            let text = format!("{} ({})", self.shown(&views.words), self.agency(&views.agency));
            self.plain(&parts::column_day(views.on, self.cx), &text);
        }
        if !story.happenings.is_empty() {
            self.heading("Dates");
        }
        for happening in &story.happenings {
            let text = happening.told(&self.shown(&happening.words));
            let style = if happening.ended.is_some() { self.cx.theme.quiet } else { self.cx.theme.text };
            let day = parts::column_day(happening.on, self.cx);
            self.told(&day, &text, style, Some(Spot::Happening(happening.id)));
        }
    }

    /// A child: name, age or day expected, what they are to whom, school.
    fn child(&self, child: &Child) -> String {
        let age = match (child.age_on(self.cx.today()), child.expected) {
            (Some(age), _) => age.to_string(),
            (None, Some(day)) => format!("expected {}", show_numeric(day)),
            (None, None) => "age not known".to_owned(),
        };
        let name = child.name.as_ref().map(|name| self.shown(name)).unwrap_or_default();
        let more = [&child.to_victim, &child.lives_with, &child.school];
        let more: Vec<String> = more.into_iter().flatten().map(|text| self.shown(text)).collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
        format!("{name} {age}{more}").trim().to_owned()
    }

    /// First contact with the victim, or that there was none yet.
    fn first_contact(&mut self, story: &CaseStory) {
        if !story.parties.iter().any(|party| party.role == PartyRole::Victim) {
            return;
        }
        if story.contacts.is_empty() {
            return self.told("Contact", "none with the victim yet", self.cx.theme.quiet, None);
        }
        let mut label = "Contact";
        for row in &story.contacts {
            let reached = if row.reached { "" } else { ", NOT REACHED" };
            let words =
                row.words.as_ref().map(|words| format!(": {}", self.shown(words))).unwrap_or_default();
            let day = parts::day(Some(row.on), self.cx);
            let text = format!("{day} {}, {}{reached}{words}", self.agency(&row.agency), row.how);
            self.plain(label, &text);
            label = "";
        }
    }

    /// What the newest referral says besides, field by field.
    fn details(&mut self, story: &CaseStory) {
        if story.details.is_empty() {
            return;
        }
        self.heading("From the form");
        for row in &story.details {
            let Some(field) = Field::parse(&row.field) else { continue };
            let said = Said::from_kept(field.typed(), row.value.reveal()).shown();
            let text = format!("{}: {}", field.label(), self.shown(&said));
            self.plain("", &text);
        }
    }

    fn documents(&mut self, story: &CaseStory) {
        if story.attachments.is_empty() {
            return;
        }
        self.heading("Documents");
        for attachment in &story.attachments {
            let name = self.shown(&attachment.name);
            let text = format!("{}: {name}", document::told(attachment, self.cx));
            self.told("Enter opens", &text, self.cx.theme.text, Some(Spot::Attachment(attachment.id)));
        }
    }

    fn actions(&mut self, story: &CaseStory) {
        if story.actions.is_empty() {
            return;
        }
        self.heading("Actions");
        // The parties of every action here are those of the case.
        let columns: Vec<_> =
            parts::ACTIONS.iter().filter(|column| column.head != "Parties").copied().collect();
        let widths = columns::widths(&columns, self.width);
        let indent = columns::begins(&widths, 2);
        for line in &story.actions {
            // Here an action is told in full, in as many lines as it takes.
            let of = arose(story, &line.action).map(|of| format!(" ({of})")).unwrap_or_default();
            let text = format!("{}{of}", self.shown(&line.action.words));
            let mut more = wide::wrap(&text, widths.get(2).copied().unwrap_or(20)).into_iter();
            let first = more.next().unwrap_or_default();
            let carried = if line.carried == 0 { String::new() } else { format!("{}x", line.carried) };
            let cells = vec![
                (line.action.reference.clone(), self.cx.theme.strong),
                (line.agency.clone(), self.cx.theme.text),
                (first, self.cx.theme.text),
                parts::standing(line, self.cx),
                (carried, self.cx.theme.quiet),
            ];
            let row = columns::row(&columns, &widths, cells, None, &self.cx.theme);
            self.rows.push(SheetRow::stop(row, Some(Spot::Action(line.action.id))));
            for more in more {
                let line = Line::styled(format!("{}{more}", " ".repeat(indent)), self.cx.theme.text);
                self.rows.push(SheetRow::pass(line));
            }
        }
    }

    /// Needs no service meets, and referrals to services with what came of them.
    fn services(&mut self, story: &CaseStory) {
        if story.needs.is_empty() && story.pathways.is_empty() {
            return;
        }
        self.heading("Services");
        for line in &story.needs {
            let day = |on| parts::day(Some(on), self.cx);
            let said = line.row.words.as_ref().map(|words| format!("; {}", self.shown(words)));
            let said = said.unwrap_or_default();
            let (label, style, text) = match line.row.met {
                Some(met) => {
                    ("need met", self.cx.theme.quiet, format!("{} {}{said}", line.words(), day(met)))
                }
                None => {
                    let text = format!("{}, since {}{said}", line.words(), day(line.row.on));
                    ("! unmet need", self.cx.theme.warning, text)
                }
            };
            let spot = line.row.met.is_none().then_some(Spot::Need(line.row.id));
            self.told(label, &text, style, spot);
        }
        for line in &story.pathways {
            let stands = services::standing(&line.row, self.cx);
            let for_what = line.label.as_ref().map(|label| format!(", {}", label.to_lowercase()));
            let of = line.action.as_ref().and_then(|action| action.rsplit_once('/'));
            let of = of.map(|(_, number)| format!(" (/{number})")).unwrap_or_default();
            let said = line.row.outcome.as_ref().map(|words| format!("; {}", self.shown(words)));
            let text = format!(
                "{} ({}{}){of}: {stands}{}",
                line.row.name,
                line.row.whom,
                for_what.unwrap_or_default(),
                said.unwrap_or_default()
            );
            let live = line.row.ended.is_none();
            let style = if live { self.cx.theme.text } else { self.cx.theme.quiet };
            self.told("referral", &text, style, live.then_some(Spot::Pathway(line.row.id)));
        }
    }

    fn hearings(&mut self, story: &CaseStory) {
        for hearing in &story.hearings {
            self.heading(&format!("Meeting {}: {}", hearing.meeting.reference, hearing.item.state));
            self.hearing(hearing);
        }
    }

    fn hearing(&mut self, hearing: &Hearing) {
        if let Some(there) = hearing.present_words(|key| self.agency(key).to_owned()) {
            self.plain("Present", &there);
        }
        for said in &hearing.information {
            let agency = said.agency.as_deref().map_or("not said", |key| self.agency(key)).to_owned();
            let view = if said.opinion { " (a view)" } else { "" };
            let text = match said.words.is_empty() {
                true => said.kind.to_string(),
                false => format!("{}{view}", self.shown(&said.words)),
            };
            self.plain(&agency, &text);
        }
        for risk in &hearing.risks {
            let text = format!("{}: {}", risk.whom, self.shown(&risk.words));
            self.plain("Risk", &text);
        }
        for note in &hearing.notes {
            let text = self.shown(&note.words);
            self.plain("Note", &text);
        }
        if let Some(decision) = &hearing.decision {
            let text = format!("{}, because {}", self.shown(&decision.decision), self.shown(&decision.why));
            self.told("Decision", &text, self.cx.theme.strong, None);
            let considered: Vec<_> = decision.considered.0.iter().map(|text| self.shown(text)).collect();
            if !considered.is_empty() {
                self.plain("Considered", &considered.join("; "));
            }
            if let Some(by) = &decision.feedback_by {
                let how = decision
                    .feedback_how
                    .as_ref()
                    .map(|how| format!(", {}", self.shown(how)))
                    .unwrap_or_default();
                let due = decision.feedback_due.map(|due| format!(", by {}", parts::day(Some(due), self.cx)));
                self.plain("Feedback", &format!("{by}{how}{}", due.unwrap_or_default()));
            }
        }
        for (label, text) in [("Deferred", &hearing.item.deferred), ("Meanwhile", &hearing.item.interim)] {
            if let Some(text) = text {
                let text = self.shown(text);
                self.plain(label, &text);
            }
        }
    }

    fn subject(&mut self, story: &CaseStory) {
        if story.nominations.is_empty() && story.incidents.is_empty() && story.scores.is_empty() {
            return;
        }
        self.heading("Subject");
        for score in &story.scores {
            let parts: Vec<_> =
                score.parts.0.iter().map(|(letter, points)| format!("{letter} {points}")).collect();
            let rank = score.rank.map(|rank| format!(", rank {rank}")).unwrap_or_default();
            let text =
                format!("{} {}{rank} ({}) at {}", score.scheme, score.total, parts.join(", "), score.moment);
            self.plain(&parts::column_day(score.on, self.cx), &text);
        }
        for nomination in &story.nominations {
            let text = format!("nominated by {}: {}", self.agency(&nomination.agency), nomination.source);
            self.plain(&parts::column_day(nomination.on, self.cx), &text);
        }
        for incident in &story.incidents {
            let text = format!("{}, {}", incident.offence, incident.role);
            self.plain(&parts::column_day(incident.on, self.cx), &text);
        }
    }
}

/// The criteria that are met, in words.
fn criteria(criteria: &Criteria) -> String {
    let incidents = criteria.incidents.map(|count| format!("escalation ({count} incidents)"));
    let met = [
        (criteria.visible_high_risk, "visible high risk".to_owned()),
        (criteria.professional_judgement, "professional judgement".to_owned()),
        (criteria.potential_escalation, incidents.unwrap_or_else(|| "escalation".to_owned())),
        (criteria.repeat, "repeat".to_owned()),
    ];
    let met: Vec<_> = met.into_iter().filter(|(met, _)| *met == Some(true)).map(|(_, words)| words).collect();
    met.join(", ")
}
