//! The fields of a referral form: one table with the label people see, the section, whose it is and what is typed.
//!
//! Screens, the command line, importers, papers and the list of what is to correct all read this table. What a field
//! holds stands in [`super::ReferralForm`]; how it is read from typed text is the importer's.

use serde::{Deserialize, Serialize};

/// A part of the form, in the order in which it is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Who refers.
    Referrer,
    /// The person harmed, and how to reach them safely.
    Victim,
    /// What the data return and the equality analysis count.
    Diversity,
    /// Each person said to cause harm.
    Perpetrators,
    /// Each child.
    Children,
    /// The four criteria with figure and reason.
    Criteria,
    /// What happened, what may happen, whom it is safe to talk to.
    Grounds,
    /// Awareness, consent, lawful basis.
    Consent,
    /// What the police add.
    Police,
    /// Other meetings and referrals.
    Links,
    /// What has been done already.
    Taken,
}

impl Section {
    /// Every section, in order.
    pub const ALL: [Self; 11] = [
        Self::Referrer,
        Self::Victim,
        Self::Diversity,
        Self::Perpetrators,
        Self::Children,
        Self::Criteria,
        Self::Grounds,
        Self::Consent,
        Self::Police,
        Self::Links,
        Self::Taken,
    ];

    /// Its name on screens and papers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Referrer => "Referrer",
            Self::Victim => "Victim",
            Self::Diversity => "Diversity",
            Self::Perpetrators => "Perpetrators",
            Self::Children => "Children",
            Self::Criteria => "Criteria",
            Self::Grounds => "Grounds",
            Self::Consent => "Consent",
            Self::Police => "Police",
            Self::Links => "Links",
            Self::Taken => "Actions taken",
        }
    }
}

/// How often a field stands on a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// Once.
    Form,
    /// For each perpetrator.
    Perpetrator,
    /// For each child.
    Child,
}

/// What is typed in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// One line.
    Line,
    /// A longer text.
    Long,
    /// A day gone by or today.
    Day,
    /// A day to come, or gone by.
    Coming,
    /// A date of birth.
    Birth,
    /// Several dates of birth, commas between.
    Births,
    /// Yes, no or not known.
    YesNo,
    /// A whole number.
    Count,
    /// Female, male or another.
    Gender,
    /// Several entries with commas or semicolons between.
    Several,
    /// A whole name in one cell; a list's way, on screen there is a field for each half.
    Whole,
}

macro_rules! fields {
    ($($id:ident $section:ident $each:ident $typed:ident $label:literal;)+) => {
        /// A field of a [`super::ReferralForm`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field { $(#[doc = $label] $id,)+ }

        const TABLE: &[Row] = &[$(Row {
            field: Field::$id, section: Section::$section, each: Each::$each, typed: Typed::$typed, label: $label,
        },)+];
    };
}

/// A row of the table.
struct Row {
    field: Field,
    section: Section,
    each: Each,
    typed: Typed,
    label: &'static str,
}

fields! {
    // field                 section      each        typed   label
    Source                   Referrer     Form        Line    "reference";
    Received                 Referrer     Form        Day     "date received";
    Agency                   Referrer     Form        Line    "referring agency";
    SharingAgencies          Referrer     Form        Several "agencies sharing the referral";
    ReferrerName             Referrer     Form        Line    "referrer name";
    ReferrerPost             Referrer     Form        Line    "referrer post";
    ReferrerTelephone        Referrer     Form        Line    "referrer telephone";
    ReferrerEmail            Referrer     Form        Line    "referrer e-mail";
    ManagerSignOff           Referrer     Form        Line    "manager sign-off";
    Presenter                Referrer     Form        Line    "who presents";
    AgenciesInvolved         Referrer     Form        Several "other agencies involved";

    VictimName               Victim       Form        Whole   "victim name";
    VictimForename           Victim       Form        Line    "victim first name";
    VictimSurname            Victim       Form        Line    "victim surname";
    VictimAlias              Victim       Form        Several "victim alias";
    VictimBorn               Victim       Form        Birth   "victim date of birth";
    VictimOtherBirths        Victim       Form        Births  "victim other dates of birth";
    VictimTelephone          Victim       Form        Several "victim telephone";
    MayCall                  Victim       Form        YesNo   "may be called";
    SafeToCall               Victim       Form        Line    "safe to call";
    SafeChannel              Victim       Form        Line    "safe channel";
    SafeAlternative          Victim       Form        Line    "safe alternative person";
    SafeAlternativeTelephone Victim       Form        Line    "safe alternative telephone";
    VictimEmail              Victim       Form        Several "victim e-mail";
    VictimAddress            Victim       Form        Line    "victim address";
    VictimAddressHidden      Victim       Form        YesNo   "victim address is new or a refuge";
    VictimHome               Victim       Form        Line    "victim home address";
    Interpreter              Victim       Form        Line    "interpreter";
    Surgery                  Victim       Form        Line    "GP surgery";
    RelationshipStatus       Victim       Form        Line    "relationship status";
    AdditionalNeeds          Victim       Form        Long    "additional needs";

    VictimGender             Diversity    Form        Gender  "victim gender";
    Ethnicity                Diversity    Form        Line    "ethnicity";
    Disability               Diversity    Form        YesNo   "disability";
    Lgbt                     Diversity    Form        YesNo   "LGBT+";
    Religion                 Diversity    Form        Line    "religion";
    ImmigrationStatus        Diversity    Form        Line    "immigration status";

    PerpetratorName          Perpetrators Perpetrator Whole   "perpetrator name";
    PerpetratorForename      Perpetrators Perpetrator Line    "perpetrator first name";
    PerpetratorSurname       Perpetrators Perpetrator Line    "perpetrator surname";
    PerpetratorAlias         Perpetrators Perpetrator Several "perpetrator alias";
    PerpetratorBorn          Perpetrators Perpetrator Birth   "perpetrator date of birth";
    PerpetratorOtherBirths   Perpetrators Perpetrator Births  "perpetrator other dates of birth";
    Relationship             Perpetrators Perpetrator Line    "relationship to victim";
    PerpetratorGender        Perpetrators Perpetrator Gender  "perpetrator gender";
    PerpetratorAddress       Perpetrators Perpetrator Line    "perpetrator address";
    PerpetratorUsualAddress  Perpetrators Perpetrator Line    "perpetrator usual address";
    PerpetratorTelephone     Perpetrators Perpetrator Several "perpetrator telephone";
    PerpetratorEmail         Perpetrators Perpetrator Several "perpetrator e-mail";
    PerpetratorCustody       Perpetrators Perpetrator Line    "custody or bail status";
    PerpetratorOccupation    Perpetrators Perpetrator Line    "perpetrator occupation";
    PerpetratorWeapons       Perpetrators Perpetrator Line    "access to weapons";
    PerpetratorEthnicity     Perpetrators Perpetrator Line    "perpetrator ethnicity";
    PerpetratorDisability    Perpetrators Perpetrator YesNo   "perpetrator disability";

    ChildrenCount            Children     Form        Count   "number of children";
    ChildrenAges             Children     Form        Line    "children's ages";
    ChildName                Children     Child       Line    "child name";
    ChildBorn                Children     Child       Birth   "child date of birth";
    ChildAge                 Children     Child       Count   "child age";
    ChildExpected            Children     Child       Coming  "child expected on";
    ChildToVictim            Children     Child       Line    "child's relation to victim";
    ChildToPerpetrator       Children     Child       Line    "child's relation to perpetrator";
    ChildLivesWith           Children     Child       Line    "child lives with";
    ChildSchool              Children     Child       Line    "child's school";

    VisibleHighRisk          Criteria     Form        YesNo   "visible high risk";
    Dash                     Criteria     Form        Count   "Dash";
    AssessedOn               Criteria     Form        Day     "date assessed";
    Grade                    Criteria     Form        Line    "DARA grade";
    VisibleHighRiskWhy       Criteria     Form        Line    "visible high risk: reason";
    ProfessionalJudgement    Criteria     Form        YesNo   "professional judgement";
    ProfessionalJudgementWhy Criteria     Form        Long    "professional judgement: reason";
    PotentialEscalation      Criteria     Form        YesNo   "potential escalation";
    CallOuts                 Criteria     Form        Count   "police call-outs";
    Incidents                Criteria     Form        Count   "incidents in 12 months";
    PotentialEscalationWhy   Criteria     Form        Line    "potential escalation: reason";
    Repeat                   Criteria     Form        YesNo   "MARAC repeat";
    LastReferred             Criteria     Form        Day     "date last referred";
    RepeatWhy                Criteria     Form        Line    "MARAC repeat: reason";

    Reason                   Grounds      Form        Long    "reason for referral";
    RecentIncidents          Grounds      Form        Long    "recent incidents";
    History                  Grounds      Form        Long    "history";
    RiskToVictim             Grounds      Form        Long    "risk to victim";
    RiskToChildren           Grounds      Form        Long    "risk to children";
    RiskToOthers             Grounds      Form        Long    "risk to others";
    RiskToStaff              Grounds      Form        Long    "risk to staff";
    Triggers                 Grounds      Form        Long    "triggers";
    SupportInPlace           Grounds      Form        Long    "support in place";
    Wishes                   Grounds      Form        Long    "victim's wishes";
    Fears                    Grounds      Form        Long    "who the victim fears";
    SafeToTalkTo             Grounds      Form        Line    "who is safe to talk to";
    UnsafeToTalkTo           Grounds      Form        Line    "who is unsafe to talk to";

    Aware                    Consent      Form        YesNo   "victim aware of referral";
    NotAwareWhy              Consent      Form        Line    "not aware: reason";
    Consent                  Consent      Form        Line    "consent";
    NoConsentWhy             Consent      Form        Line    "no consent: reason";
    LawfulBasis              Consent      Form        Long    "lawful basis";
    Purpose                  Consent      Form        Long    "purpose of sharing";
    Necessity                Consent      Form        Long    "necessity and proportionality";
    Authoriser               Consent      Form        Line    "authorised by";

    CrimeReference           Police       Form        Line    "crime reference";
    Officer                  Police       Form        Line    "officer";
    Offence                  Police       Form        Line    "offence";
    Markers                  Police       Form        Line    "markers";
    Orders                   Police       Form        Long    "orders";
    BailConditions           Police       Form        Long    "bail conditions";
    OffenderManagement       Police       Form        Line    "offender management";
    Charges                  Police       Form        Line    "charges";
    CourtDates               Police       Form        Line    "court dates";
    Disposal                 Police       Form        Line    "disposal";
    Sentence                 Police       Form        Line    "sentence";

    OtherMarac               Links        Form        Line    "at another MARAC";
    OtherMaracWhen           Links        Form        Line    "at another MARAC: when";
    EarlierCase              Links        Form        Line    "earlier case number";
    IdvaReferral             Links        Form        YesNo   "IDVA referral made";
    IdvaReferralOn           Links        Form        Day     "IDVA referral made on";
    ChildSafeguarding        Links        Form        YesNo   "child safeguarding referral made";
    AdultSafeguarding        Links        Form        YesNo   "adult safeguarding referral made";
    Mappa                    Links        Form        YesNo   "MAPPA";
    Matac                    Links        Form        YesNo   "MATAC";
    TransferFrom             Links        Form        Line    "transfer from";

    ActionsTaken             Taken        Form        Long    "actions already taken";
}

impl Field {
    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.field == self)
    }

    /// The label on screens, papers and lists to correct.
    pub fn label(self) -> &'static str {
        self.row().map_or("", |row| row.label)
    }

    /// The part of the form it stands in.
    pub fn section(self) -> Section {
        self.row().map_or(Section::Referrer, |row| row.section)
    }

    /// How often it stands on a form.
    pub fn each(self) -> Each {
        self.row().map_or(Each::Form, |row| row.each)
    }

    /// What is typed in it.
    pub fn typed(self) -> Typed {
        self.row().map_or(Typed::Line, |row| row.typed)
    }

    /// Every field, section by section.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.field)
    }

    /// Its name in files and on the command line: `victim-surname`.
    pub fn word(self) -> String {
        serde_json::to_value(self).ok().and_then(|word| Some(word.as_str()?.to_owned())).unwrap_or_default()
    }

    /// A field by its name in files or its label, hyphens and spaces alike.
    pub fn parse(word: &str) -> Option<Self> {
        let plain = |text: &str| text.trim().to_lowercase().replace(['-', '_', '\''], " ").replace(':', "");
        let wanted = plain(word);
        Self::all().find(|field| plain(&field.word()) == wanted || plain(field.label()) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_unique_and_every_field_is_found_by_name_and_label() {
        let mut labels: Vec<_> = Field::all().map(Field::label).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), TABLE.len());
        assert!(!labels.contains(&""));
        for field in Field::all() {
            assert_eq!(Field::parse(&field.word()), Some(field));
            assert_eq!(Field::parse(field.label()), Some(field), "{}", field.label());
        }
    }

    #[test]
    fn sections_stand_in_order_and_each_has_fields() {
        let mut sections: Vec<_> = Field::all().map(Field::section).collect();
        assert!(sections.is_sorted());
        sections.dedup();
        assert_eq!(sections, Section::ALL);
    }
}
