//! Cases and referrals as tables; and, only when they are asked for, who and under which reference.

use jiff::civil::Date;

use super::{Making, Table, agencies, agency, ethnicity, pseudonym, said, yes};
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Party, PartyRole, Referral};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::Person;

/// The cases of the export, in the order in which they were opened.
fn wanted(making: &Making<'_>) -> Result<Vec<Case>, Refusal> {
    let rows = making.with.rows();
    let mut cases = rows.all::<Case>()?;
    cases.retain(|case| making.wants(&case.forum));
    if making.which.days.is_some() {
        let mut kept = Vec::new();
        for case in cases {
            let referrals = rows.find::<Referral>("case", &case.id)?;
            if making.on(case.last_referred) || referrals.iter().any(|referral| making.on(referral.received))
            {
                kept.push(case);
            }
        }
        cases = kept;
    }
    cases.sort_by_key(|case| (case.opened, case.id));
    Ok(cases)
}

/// Everybody's part in a case, and what is known of them on a day.
fn people(making: &Making<'_>, case: &Case, on: Date) -> Result<Vec<String>, Refusal> {
    let rows = making.with.rows();
    let (mut victim, mut harming, mut young) = (None, 0_u32, 0_u32);
    let mut parties = rows.find::<Party>("case", &case.id)?;
    parties.sort_by_key(|party| party.id);
    for party in parties {
        let person = rows.look::<Person>(party.person)?;
        match party.role {
            PartyRole::Victim => victim = victim.or(person),
            PartyRole::Perpetrator => {
                harming += 1;
                let age = person.and_then(|person| person.age_on(on));
                young += u32::from(age.is_some_and(|age| age < 18));
            }
        }
    }
    let of = |said: Option<String>| said.unwrap_or_default();
    let victim = victim.as_ref();
    Ok(vec![
        of(victim.and_then(|person| person.gender).map(|gender| gender.word().to_owned())),
        of(victim.and_then(|person| person.age_on(on)).map(|age| age.to_string())),
        of(victim
            .and_then(|person| person.ethnicity.as_ref())
            .map(|words| ethnicity(words.reveal()).to_owned())),
        yes(victim.and_then(|person| person.disability)),
        yes(victim.and_then(|person| person.lgbt)),
        harming.to_string(),
        young.to_string(),
    ])
}

pub fn cases(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "cases",
        "a case",
        &[
            ("case", "pseudonym of the case; the same in every file and every export of this record"),
            ("forum", "key of the forum that hears it"),
            ("opened", "date of the first referral"),
            ("last_referred", "date of the last referral"),
            ("state", "how far it has come"),
            ("referrals", "how often it was referred, duplicates included"),
            ("children_named", "children told one by one; 0 where none was"),
            ("victim_gender", "as referred; blank is not collected"),
            ("victim_age", "whole years on the day of the last referral; blank is not known"),
            ("victim_ethnicity", "group of the words in the referral; blank is not collected"),
            ("victim_disabled", "yes or no; blank is not collected"),
            ("victim_lgbt", "yes or no; blank is not collected"),
            ("perpetrators", "people said to cause harm"),
            (
                "perpetrators_under_18",
                "of those, under 18 on the day of the last referral; unknown ages are not counted",
            ),
            ("last_tool", "key of the risk tool used last; other for one the area has no file for"),
            ("last_count", "its count of yes answers; blank for a tool that does not count"),
        ],
    );
    let rows = making.with.rows();
    for case in wanted(making)? {
        let latest = Assessment::latest(rows.find::<Assessment>("case", &case.id)?);
        let tool = latest.as_ref().map(|row| match making.with.area.tool(&row.tool) {
            Some(tool) => tool.key.clone(),
            None => "other".to_owned(),
        });
        let mut row = vec![
            pseudonym(case.id),
            case.forum.clone(),
            case.opened.to_string(),
            case.last_referred.to_string(),
            case.state.word().to_owned(),
            rows.find::<Referral>("case", &case.id)?.len().to_string(),
            rows.find::<Child>("case", &case.id)?.len().to_string(),
        ];
        row.extend(people(making, &case, case.last_referred)?);
        row.push(said(tool));
        row.push(said(latest.and_then(|row| row.count)));
        table.rows.push(row);
    }
    Ok(table)
}

pub fn referrals(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "referrals",
        "one time a case was referred",
        &[
            ("case", "pseudonym of the case"),
            ("received", "day it was received"),
            ("agency", "key of the referring agency; not on the list where it is none of the area's"),
            ("shared_with", "keys of agencies that refer it together with that one, semicolons between"),
            ("standing", "what it is beside the record, as accepted: new, repeat, related ..."),
            ("repeat_of", "date of the referral that makes it a repeat"),
            ("visible_high_risk", "yes or no; blank is not said"),
            ("professional_judgement", "yes or no; blank is not said"),
            ("potential_escalation", "yes or no; blank is not said"),
            ("repeat_ticked", "the referrer's own tick; blank is not said"),
            ("incidents", "incidents in 12 months as counted for escalation; blank is not said"),
            ("call_outs", "police call-outs among them; blank where not told apart"),
            ("children", "children as the referrer counts them; blank is not collected"),
            ("heard", "whether a meeting has heard it"),
            ("meeting", "reference of that meeting, where it is in the record"),
        ],
    );
    let (rows, area) = (making.with.rows(), making.with.area);
    for case in wanted(making)? {
        let mut referrals = rows.find::<Referral>("case", &case.id)?;
        referrals.retain(|referral| making.on(referral.received));
        referrals.sort_by_key(|referral| (referral.received, referral.id));
        for referral in referrals {
            let meeting =
                referral.meeting.map(|meeting| rows.look::<Meeting>(meeting)).transpose()?.flatten();
            let criteria = &referral.criteria.0;
            table.rows.push(vec![
                pseudonym(case.id),
                referral.received.to_string(),
                agency(area, &referral.agency),
                agencies(area, referral.sharing.as_ref().map_or(&[], |sharing| sharing.0.as_slice())),
                referral.standing.word().to_owned(),
                said(referral.repeat_of),
                yes(criteria.visible_high_risk),
                yes(criteria.professional_judgement),
                yes(criteria.potential_escalation),
                yes(criteria.repeat),
                said(criteria.incidents),
                said(criteria.call_outs),
                said(referral.children),
                yes(Some(referral.heard)),
                said(meeting.map(|meeting| meeting.reference)),
            ]);
        }
    }
    Ok(table)
}

/// Who is who, for a reason that was given.
pub fn names(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "names",
        "a person's place in a case",
        &[
            ("case", "pseudonym of the case"),
            ("role", "victim or perpetrator"),
            ("name", "as listed in the record"),
        ],
    );
    let rows = making.with.rows();
    for case in wanted(making)? {
        for party in rows.find::<Party>("case", &case.id)? {
            let Some(person) = rows.look::<Person>(party.person)? else { continue };
            let name = person.listed().reveal().to_owned();
            table.rows.push(vec![pseudonym(case.id), party.role.word().to_owned(), name]);
        }
    }
    Ok(table)
}

/// Which reference a pseudonym stands for.
pub fn references(making: &Making<'_>) -> Result<Table, Refusal> {
    let mut table = Table::new(
        "references",
        "a case",
        &[("case", "pseudonym of the case"), ("reference", "its reference in the record")],
    );
    table.rows = wanted(making)?.into_iter().map(|case| vec![pseudonym(case.id), case.reference]).collect();
    Ok(table)
}
