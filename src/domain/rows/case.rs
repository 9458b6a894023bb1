//! Cases and what is known of them before a meeting.
//!
//! A MARAC case is one victim with the same perpetrator(s); a MATAC case is one subject. Who is who stands in
//! [`Party`] rows; each time the case is referred is a [`Referral`], and the last referral is what a repeat is
//! counted from.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::meeting::Meeting;
use super::person::Person;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// How far a case has come.
    pub enum CaseState {
        /// Waiting for a meeting.
        Referred = "referred",
        /// On the agenda of a meeting to come.
        Listed = "listed",
        /// Heard, with the flag still up.
        Heard = "heard",
        /// Not taken to a meeting; the reason is in its notes.
        Declined = "declined",
        /// Moved to another area.
        Transferred = "transferred",
        /// Known from a list, put forward by nobody: waits for nothing.
        Identified = "identified",
        /// Left the forum; nothing more is asked of it.
        Closed = "closed",
        /// Another forum of this area, or a body outside, has it.
        SentOn = "sent to another forum",
    }
}

record_row! {
    /// A case.
    pub struct Case in "case" about itself by [forum, series, reference, state, last_referred] numbered number in series {
        /// Key of the forum that hears it.
        forum: String,
        /// Area code and year of the reference: "LAN-26".
        series: String,
        /// Number in the series.
        number: u32,
        /// The reference, stored and never worked out again: "LAN-26-0143".
        reference: String,
        /// How far it has come.
        state: CaseState,
        /// Date of the first referral.
        opened: Date,
        /// Date of the last referral: what the 12 months are counted from.
        last_referred: Date,
        /// Where the perpetrator is now, in one line.
        whereabouts: Option<Private>,
        /// Day on which that was said.
        whereabouts_on: Option<Date>,
        /// Agency that said so.
        whereabouts_source: Option<String>,
        /// Counter-allegation or other case that belongs beside it.
        linked: Option<Id<Case>>,
    }
}

words! {
    /// Who somebody is in a case.
    pub enum PartyRole {
        /// The person harmed; the area's label is printed.
        Victim = "victim",
        /// The person said to cause harm; a MATAC subject.
        Perpetrator = "perpetrator",
    }
}

record_row! {
    /// A person's place in a case.
    pub struct Party in "party" about case by [case, person] {
        /// Which case.
        case: Id<Case>,
        /// Who.
        person: Id<Person>,
        /// Victim or perpetrator.
        role: PartyRole,
        /// What a perpetrator is to the victim: "ex-partner", "son".
        relationship: Option<String>,
    }
}

record_row! {
    /// A child of the household.
    pub struct Child in "child" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// First name, when it is given.
        name: Option<Private>,
        /// Age in years on the referral.
        age: Option<u8>,
        /// School or nursery.
        school: Option<Private>,
        /// Date of birth.
        born: Option<Date>,
        /// For a child not born yet: the day expected.
        expected: Option<Date>,
        /// What the child is to the victim.
        to_victim: Option<Private>,
        /// What the child is to the perpetrator.
        to_perpetrator: Option<Private>,
        /// Whom and where the child lives with.
        lives_with: Option<Private>,
    }
}

impl Child {
    /// Age in whole years on a day: by the date of birth, else as given on the referral.
    pub fn age_on(&self, day: Date) -> Option<u8> {
        let Some(born) = self.born else { return self.age };
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        u8::try_from(day.year() - born.year() - i16::from(!had_birthday)).ok()
    }
}

/// The four grounds of a referral, each its own yes or no, with figure and reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// The count on the checklist reaches the area's threshold.
    pub visible_high_risk: Option<bool>,
    /// Serious concern whatever the count.
    pub professional_judgement: Option<bool>,
    /// Incidents in 12 months reach the area's number.
    pub potential_escalation: Option<bool>,
    /// Any further abuse within the window of the last referral, as ticked by the referrer.
    pub repeat: Option<bool>,
    /// Incidents counted for escalation in the past 12 months.
    pub incidents: Option<u32>,
    /// Police call-outs among them; nothing when not told apart.
    #[serde(default)]
    pub call_outs: Option<u32>,
    /// Why, in the referrer's words.
    pub rationale: Option<Private>,
}

words! {
    /// What a referral is beside the record.
    pub enum ReferralStanding {
        /// Nothing earlier.
        New = "new",
        /// Same victim and a perpetrator in common within the window.
        Repeat = "repeat",
        /// Same victim and perpetrator, the window has passed.
        ReReferred = "new, after 12 months",
        /// Same victim, other perpetrator.
        Related = "related",
        /// May be a case already known; somebody has to look.
        PossibleSame = "possible same case",
        /// Received twice for the same hearing.
        Duplicate = "duplicate",
    }
}

record_row! {
    /// One referral as taken in.
    pub struct Referral in "referral" about case by [case, source] {
        /// Which case.
        case: Id<Case>,
        /// The referrer's or list's own reference.
        source: Option<String>,
        /// Key of the referring agency, or the words typed when it is not on the list.
        agency: String,
        /// Day it was received.
        received: Date,
        /// The four grounds.
        criteria: Json<Criteria>,
        /// Why the case was referred.
        reason: Private,
        /// Whether the victim agreed, in the referrer's words.
        consent: Option<String>,
        /// Whether a meeting has heard it; one taken in as history counts as heard.
        heard: bool,
        /// The meeting that heard it, when that is in the record.
        meeting: Option<Id<Meeting>>,
        /// What it is beside the record, as accepted.
        standing: ReferralStanding,
        /// The referral that makes it a repeat, and its date.
        repeat_of: Option<Date>,
        /// Why it stands so, in words.
        basis: Option<Private>,
        /// Children counted by the referrer; nothing is not collected.
        children: Option<u8>,
        /// The form as taken in, whole.
        form: Option<Private>,
        /// Keys of the agencies that refer it together with the one above.
        sharing: Option<Json<Vec<String>>>,
    }
}

record_row! {
    /// What a referral says in one field that has no place of its own; see [`crate::domain::referral::Field`].
    pub struct Detail in "detail" about case by [case, referral] {
        /// Which case.
        case: Id<Case>,
        /// Which referral says so.
        referral: Id<Referral>,
        /// The perpetrator it is said of, for a field that stands on the form for each.
        party: Option<Id<Party>>,
        /// Name of the field.
        field: String,
        /// What is said.
        value: Private,
    }
}

words! {
    /// Something a coordinator has to look at before acting; the words stand in the order of urgency.
    pub enum FindingKind {
        /// One telephone number, address or e-mail for opposing roles.
        OpposingContact = "same contact for opposing roles",
        /// Victim in one case and perpetrator in another: no letter or bundle by default.
        OtherRole = "victim here, perpetrator elsewhere",
        /// Victim and perpetrator change places in another case.
        RolesSwapped = "roles swapped",
        /// The relationship may be written the wrong way round.
        RelationshipReversed = "relationship may be reversed",
        /// The list's repeat tick and the record differ.
        RepeatDiffers = "repeat differs from the list",
        /// May be a case already known.
        PossibleSame = "possible same case",
        /// Received twice.
        Duplicate = "duplicate",
        /// May be a person already known, by another name or date of birth.
        PossiblePerson = "possible same person",
        /// A name lost letters on its way.
        LostLetters = "letters lost",
        /// Somebody of the case has died.
        Died = "somebody has died",
    }
}

record_row! {
    /// Something found when a referral was taken in.
    pub struct Finding in "finding" about case by [case, open] {
        /// Which case.
        case: Id<Case>,
        /// What was found.
        kind: FindingKind,
        /// In words.
        words: Private,
        /// The other case, when there is one.
        other: Option<Id<Case>>,
        /// Whether nobody has dealt with it yet.
        open: bool,
    }
}

record_row! {
    /// A field that could not be taken in as typed: red on Today until put right.
    pub struct ToCorrect in "to_correct" about case by [case, open] {
        /// Which case.
        case: Id<Case>,
        /// The field, in the user's words.
        field: String,
        /// What was typed.
        typed: Private,
        /// What is wrong with it.
        problem: String,
        /// Whether it still waits.
        open: bool,
        /// What was put in its place.
        corrected: Option<Private>,
    }
}

words! {
    /// What is about to happen.
    pub enum HappeningKind {
        /// Release from custody.
        Release = "release",
        /// Custody begins: a sentence, a recall, a remand.
        Custody = "custody begins",
        /// Court hearing.
        Court = "court",
        /// Hearing at a specialist domestic violence court.
        SpecialistCourt = "specialist court",
        /// Bail or its conditions end.
        Bail = "bail ends",
        /// Bail begins, or its conditions change.
        BailConditions = "bail conditions",
        /// An order begins.
        OrderBegins = "order begins",
        /// An order ends.
        Order = "order ends",
        /// A licence or community sentence ends.
        Licence = "licence ends",
        /// A birth is expected.
        Birth = "birth",
        /// A move.
        Move = "move",
        /// Anything else with a date.
        Other = "other date",
    }
}

words! {
    /// Why a date is not awaited any more.
    pub enum HappeningEnd {
        /// It will not happen.
        Cancelled = "cancelled",
        /// It has happened, or is over.
        Over = "over",
    }
}

record_row! {
    /// A date that actions and risk hang on.
    pub struct Happening in "happening" about case by [case, on] {
        /// Which case.
        case: Id<Case>,
        /// What.
        kind: HappeningKind,
        /// When.
        on: Date,
        /// In words: conditions, which court, from where.
        words: Private,
        /// Agency that said so.
        source: Option<String>,
        /// Time of day, where one is given.
        time: Option<Time>,
        /// Which order or court, in short.
        which: Option<String>,
        /// Day on which the agency said so.
        said_on: Option<Date>,
        /// Why it is not awaited any more; nothing while it stands.
        ended: Option<HappeningEnd>,
        /// Why it was cancelled, or how it went.
        why: Option<Private>,
    }
}

record_row! {
    /// The first contact with the victim after the referral, or a try at it.
    pub struct FirstContact in "first_contact" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// When.
        on: Date,
        /// Agency that made it.
        agency: String,
        /// How: telephone, visit, at a surgery ...
        how: String,
        /// Whether the victim was reached.
        reached: bool,
        /// In words.
        words: Option<Private>,
    }
}

record_row! {
    /// The victim's views and wishes on a day.
    pub struct Views in "views" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// When they were given.
        on: Date,
        /// Agency that heard them.
        agency: String,
        /// In words.
        words: Private,
    }
}

record_row! {
    /// A conflict: this agency is kept out of this case everywhere.
    pub struct Wall in "wall" about case by [case, meeting] {
        /// Which case.
        case: Id<Case>,
        /// The meeting it was declared in.
        meeting: Option<Id<Meeting>>,
        /// The agency kept out.
        agency: String,
        /// Who stands in for it.
        alternate: Option<Private>,
        /// Why.
        reason: Private,
    }
}
