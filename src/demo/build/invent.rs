//! An invented case: sentences that fit its people, actions from the forum's library, and how each ended.

use jiff::civil::Date;

use super::chance::Chance;
use super::couple::Couple;
use super::past::{End, PastAction, PastCase};
use crate::demo::content::DemoContent;
use crate::demo::fill::{Parties, fill};
use crate::demo::history::{History, UsualOutcome};
use crate::domain::area::AreaData;
use crate::domain::calendar::{add_days, show_day};
use crate::domain::referral::{Children, Criteria, ReferralForm, RiskClaim};
use crate::domain::request::Terms;
use crate::domain::rows::action::{DueKind, ReviewOutcome};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::HappeningKind;
use crate::domain::tools::actions::{ActionLibrary, Protects, UsualAction, UsualDue};

/// Words of custody and orders: what an agency says of them must be so in the case's own line.
const STANDING: [&str; 8] =
    ["bail", "investigation", "remand", "licence", "community order", "charged", "arrest", "prison"];

/// Days of an invented case.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// When it came in.
    pub received: Date,
    /// When it was heard.
    pub heard: Date,
}

/// Invents cases.
pub struct Inventor<'a> {
    history: &'a History,
    area: &'a AreaData,
    library: Option<&'a ActionLibrary>,
    numbers: Vec<String>,
    homes: i32,
}

/// What a case's sentences are filled from.
struct Telling<'a, 'b> {
    couple: &'b Couple<'a>,
    chance: &'b mut Chance,
}

impl Telling<'_, '_> {
    fn filled(&self, sentence: &str) -> String {
        let couple = self.couple;
        let parties = Parties {
            victim: (couple.victim.forename.reveal(), couple.victim_gender),
            perpetrator: (couple.perpetrator.forename.reveal(), couple.perpetrator_gender),
            relation: couple.relation,
            children: couple.children.len(),
        };
        // The content is checked when it is read: a sentence that cannot be filled is said as it stands.
        fill(sentence, &parties).unwrap_or_else(|_| sentence.to_owned())
    }

    fn one(&mut self, sentences: &[String]) -> String {
        let sentence = self.chance.words(sentences);
        self.filled(sentence)
    }
}

impl<'a> Inventor<'a> {
    /// From the content, for an area and a number of cases: more cases live in more homes.
    pub fn new(content: &'a DemoContent, area: &'a AreaData, cases: u32) -> Self {
        Self {
            history: &content.history,
            area,
            library: area.libraries.iter().find(|library| library.forum == "marac"),
            numbers: super::chance::free_numbers(content),
            homes: i32::try_from(60 + cases / 60).unwrap_or(i32::MAX).min(240),
        }
    }

    /// Invents a case of new people.
    pub fn people(&self, chance: &mut Chance, received: Date) -> Option<Couple<'a>> {
        let mut couple = Couple::invent(self.history, chance, received)?;
        couple.victim.addresses = vec![self.address(chance).into()];
        couple.perpetrator.addresses = vec![self.address(chance).into()];
        Some(couple)
    }

    /// A telephone number that nobody else has; there are few, and only the newest cases need one.
    pub fn number(&mut self) -> Option<String> {
        self.numbers.pop()
    }

    fn address(&self, chance: &mut Chance) -> String {
        let street = chance.words(&self.history.streets);
        let house = chance.between(1, self.homes);
        let flat =
            if chance.in_hundred(25) { format!("Flat {}, ", chance.between(1, 12)) } else { String::new() };
        format!("{flat}{house} {street}, {}, ZZ99 3VZ", self.area.name)
    }

    /// Tells the case of a couple: what came in, was heard and agreed. `again` when it was heard before.
    pub fn tell(&self, couple: &Couple<'a>, chance: &mut Chance, days: Days, again: bool) -> PastCase {
        let pattern = couple.pattern;
        let mut telling = Telling { couple, chance };
        let whereabouts = telling.one(&pattern.whereabouts);
        let form = self.form(&mut telling, days, again, &whereabouts);
        let risk = telling.one(&pattern.risks);
        let (decision, why) = decided(&mut telling, &form, &risk, again);
        let release = (pattern.key == "release").then(|| add_days(days.heard, telling.chance.between(4, 20)));
        PastCase {
            number: None,
            happening: release
                .map(|on| (HappeningKind::Release, on, "Release date given by the prison.".to_owned())),
            views: telling.one(&pattern.views),
            information: self.information(&mut telling, &whereabouts),
            feedback: feedback(&mut telling),
            actions: self.actions(&mut telling, &whereabouts, days.heard, release),
            interpreter: couple.language.clone().filter(|_| telling.chance.in_hundred(30)),
            whereabouts,
            form,
            risk,
            decision,
            why,
        }
    }

    fn form(
        &self,
        telling: &mut Telling<'a, '_>,
        days: Days,
        again: bool,
        whereabouts: &str,
    ) -> ReferralForm {
        let couple = telling.couple;
        let chance = &mut *telling.chance;
        let dash = u8::try_from(chance.between(9, 15) + chance.between(0, 5)).unwrap_or(0);
        let calls = u32::try_from(chance.between(0, 3) * chance.between(0, 3)).unwrap_or(0);
        let (high, escalating) = (dash >= 14, calls >= 3);
        let judged = !(high || escalating || again);
        let agency = chance.words(&couple.pattern.referrers).to_owned();
        let agreed = chance.in_hundred(84);
        let mut reason = telling.one(&couple.pattern.reasons);
        if judged {
            reason = format!("{reason} {}", telling.one(&self.history.judgements));
        }
        let consent = if agreed { "yes".to_owned() } else { telling.one(&self.history.without_consent) };
        let safe = telling.one(&self.history.safe_contact);
        let mut perpetrator = couple.perpetrator.clone();
        if whereabouts.starts_with("At ") || whereabouts.starts_with("In ") {
            perpetrator.addresses.clear();
        }
        ReferralForm {
            received: Some(days.received),
            agency,
            victim: couple.victim.clone(),
            perpetrators: vec![perpetrator],
            relationship: couple.relation.words().to_owned(),
            children: Children {
                count: u32::try_from(couple.children.len()).ok(),
                ages: couple.children.clone(),
                ..Children::default()
            },
            risk: RiskClaim { dash: Some(dash), grade: String::new() },
            call_outs: Some(calls),
            criteria: Criteria {
                visible_high_risk: Some(high),
                professional_judgement: Some(judged),
                potential_escalation: Some(escalating),
                repeat: Some(again),
            },
            ethnicity: couple.ethnicity.clone(),
            consent,
            safe_to_call: safe.into(),
            reason: reason.into(),
            ..ReferralForm::default()
        }
    }

    /// Two or three agencies, one line each, none against what is known of the perpetrator.
    fn information(&self, telling: &mut Telling<'a, '_>, whereabouts: &str) -> Vec<(String, String)> {
        let couple = telling.couple;
        let known = whereabouts.to_lowercase();
        let fits = |line: &str| {
            let said = line.to_lowercase();
            STANDING.iter().all(|word| !said.contains(word) || known.contains(word))
        };
        let usual = self.history.information_for(&couple.pattern.key, !couple.children.is_empty());
        let lines = usual
            .flat_map(|entry| entry.lines.iter().map(move |line| (entry.agency.as_str(), line.as_str())));
        let lines: Vec<(&str, &str)> = lines.filter(|(_, line)| fits(line)).collect();
        let number = telling.chance.between(2, 3);
        let mut said: Vec<(String, String)> = Vec::new();
        for _ in 0..number {
            let free: Vec<_> =
                lines.iter().filter(|(agency, _)| said.iter().all(|(other, _)| other != agency)).collect();
            if let Some((agency, line)) = telling.chance.one(&free).copied() {
                said.push(((*agency).to_owned(), telling.filled(line)));
            }
        }
        said
    }

    fn actions(
        &self,
        telling: &mut Telling<'a, '_>,
        whereabouts: &str,
        heard: Date,
        release: Option<Date>,
    ) -> Vec<PastAction> {
        let couple = telling.couple;
        let mut usual: Vec<&UsualOutcome> = self
            .history
            .outcomes_for(&couple.pattern.key, !couple.children.is_empty())
            // Telling the victim stands with the decision.
            .filter(|outcome| outcome.action != "v9-feedback" && possible(&outcome.action, whereabouts))
            .collect();
        let number = telling.chance.between(3, 5);
        let mut actions = Vec::new();
        for _ in 0..number {
            let Some(outcome) = telling.chance.weighted(&usual, |outcome| outcome.weight) else { break };
            usual.retain(|other| other.action != outcome.action);
            let library = self.library.into_iter().flat_map(|library| &library.action);
            if let Some(action) = library.into_iter().find(|action| action.key == outcome.action) {
                actions.push(self.action(telling, action, outcome, heard, release));
            }
        }
        actions
    }

    fn action(
        &self,
        telling: &mut Telling<'a, '_>,
        usual: &UsualAction,
        outcome: &UsualOutcome,
        heard: Date,
        release: Option<Date>,
    ) -> PastAction {
        let agency = usual.agencies.first().cloned().unwrap_or_else(|| "police".to_owned());
        let (kind, due, event) = self.due(usual.due.as_ref(), heard, release);
        let mut end = ended(telling, outcome, heard, due.unwrap_or(heard));
        if !self.area.holidays.is_working_day(end.on) {
            end.on = self.area.holidays.add_working_days(end.on, -1).max(heard);
        }
        let by = due.map_or_else(String::new, |due| format!(" by {}", show_day(due)));
        PastAction {
            typed: format!("{agency}: {}{by}", usual.text),
            terms: Terms {
                agency,
                off_list: None,
                supporting: Vec::new(),
                person: None,
                words: usual.text.as_str().into(),
                due_kind: kind,
                due,
                due_time: None,
                due_event: event,
                protects: usual.protects.first().map(whom),
                awaiting: false,
                completed: None,
                completed_on: None,
                off_papers: false,
            },
            end: Some(end),
        }
    }

    fn due(
        &self,
        usual: Option<&UsualDue>,
        heard: Date,
        release: Option<Date>,
    ) -> (DueKind, Option<Date>, Option<HappeningKind>) {
        let working =
            |days: u32| self.area.holidays.add_working_days(heard, i32::try_from(days).unwrap_or(0));
        match usual {
            Some(UsualDue::Before(_)) => {
                (DueKind::Before, release.map(|on| add_days(on, -1)), Some(HappeningKind::Release))
            }
            Some(UsualDue::Hours(hours)) => {
                (DueKind::Usual, Some(add_days(heard, i32::try_from(hours.div_ceil(24)).unwrap_or(1))), None)
            }
            Some(UsualDue::Days(days)) => {
                (DueKind::Usual, Some(add_days(heard, i32::try_from(*days).unwrap_or(1))), None)
            }
            Some(UsualDue::WorkingDays(days)) => (DueKind::Usual, Some(working(*days)), None),
            Some(UsualDue::StandsMonths(_)) | None => (DueKind::On, Some(working(10)), None),
        }
    }
}

const fn whom(protects: &Protects) -> Whom {
    match protects {
        Protects::Victim => Whom::Victim,
        Protects::Children => Whom::Children,
        Protects::Others => Whom::Others,
        Protects::Staff => Whom::Staff,
    }
}

/// Whether an action makes sense for somebody who is there: nobody in custody is arrested, and bail is reviewed for
/// those who have it.
fn possible(action: &str, whereabouts: &str) -> bool {
    let is = |word: &str| whereabouts.to_lowercase().contains(word);
    match action {
        "p1-arrest" => {
            !(is("custody") || is("prison") || is("sentence") || is("bail") || is("not been told"))
        }
        "p2-bail" => is("bail"),
        _ => true,
    }
}

/// How an action ended: three in five on time, three in ten late (our guess of an area that chases).
fn ended(telling: &mut Telling<'_, '_>, outcome: &UsualOutcome, heard: Date, due: Date) -> End {
    let chance = &mut *telling.chance;
    let time = heard.until(due).map_or(0, |span| span.get_days()).max(0);
    let (on, found) = match chance.below(100) {
        0..58 => (add_days(heard, chance.between(time / 2, time)), ReviewOutcome::Completed),
        58..77 => (add_days(due, chance.between(1, 20)), ReviewOutcome::Completed),
        77..87 => (add_days(due, chance.between(20, 80)), ReviewOutcome::Completed),
        87..93 => (add_days(due, chance.between(0, 12)), ReviewOutcome::NoLongerPossible),
        _ => (add_days(due, chance.between(8, 30)), ReviewOutcome::NotDone),
    };
    let said = if found == ReviewOutcome::Completed { &outcome.completed } else { &outcome.not_done };
    End { on, outcome: found, note: Some(telling.one(said)).filter(|note| !note.is_empty()) }
}

fn decided(telling: &mut Telling<'_, '_>, form: &ReferralForm, risk: &str, again: bool) -> (String, String) {
    let dash = form.risk.dash.unwrap_or(0);
    let (decision, ground) = if again {
        ("High risk, accepted as a repeat.", "Further abuse within twelve months.".to_owned())
    } else if dash >= 14 {
        ("High risk, accepted.", format!("Dash {dash} of 24."))
    } else if form.criteria.potential_escalation == Some(true) {
        (
            "High risk by escalation, accepted.",
            format!("{} call-outs in twelve months.", form.call_outs.unwrap_or(0)),
        )
    } else {
        (
            "Accepted on professional judgement.",
            format!("Dash {dash} of 24; the referrer's judgement was shared."),
        )
    };
    let review = if telling.chance.in_hundred(12) {
        " To be heard again if anything further is reported."
    } else {
        ""
    };
    (format!("{decision}{review}"), format!("{ground} {risk}"))
}

fn feedback(telling: &mut Telling<'_, '_>) -> String {
    let ways =
        ["By phone at the safe time.", "In person at the next appointment.", "By the agreed route only."];
    telling.chance.one(&ways).copied().unwrap_or_default().to_owned()
}
