//! One row of the file: one meeting.

use jiff::civil::Date;

use super::amount::{Amount, Collected};
use super::columns::{COLUMNS, Counted};
use super::ethnicity::{Ethnicity, Group, read};
use super::source::{SourceShare, parts};
use crate::domain::hearing::{Heard, Tally};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::meeting::Meeting;
use crate::domain::tools::agencies::{AgencyList, Source};

/// What the area decided of how referrals count.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// How a referral of several agencies is divided.
    pub rule: SourceShare,
    /// The agencies, each with its column.
    pub agencies: &'a AgencyList,
}

/// Something that is known of some cases only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Whether it is a repeat.
    Repeat,
    /// Children.
    Children,
    /// Who referred it.
    Referrer,
    /// Ethnicity.
    Ethnicity,
    /// LGBT+.
    Lgbt,
    /// Disability.
    Disability,
    /// Gender.
    Gender,
    /// Age of the victim.
    Age,
    /// Age of whoever causes harm; counted by people.
    HarmingAge,
}

impl Lack {
    /// Every one, in the order of the columns.
    pub const ALL: [Self; 9] = [
        Self::Repeat,
        Self::Children,
        Self::Referrer,
        Self::Ethnicity,
        Self::Lgbt,
        Self::Disability,
        Self::Gender,
        Self::Age,
        Self::HarmingAge,
    ];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Repeat => "whether it is a repeat",
            Self::Children => "number of children",
            Self::Referrer => "referring agency",
            Self::Ethnicity => "ethnicity",
            Self::Lgbt => "LGBT+",
            Self::Disability => "disability",
            Self::Gender => "gender",
            Self::Age => "victim's date of birth",
            Self::HarmingAge => "date of birth of whoever causes harm",
        }
    }

    /// What a column depends on; nothing for the number of cases.
    pub const fn of(counted: Counted) -> Option<Self> {
        Some(match counted {
            Counted::Cases => return None,
            Counted::Repeats => Self::Repeat,
            Counted::Children | Counted::WithChildren => Self::Children,
            Counted::Source(_) => Self::Referrer,
            Counted::Minoritised | Counted::Ethnic(_) => Self::Ethnicity,
            Counted::Lgbt => Self::Lgbt,
            Counted::Disabled => Self::Disability,
            Counted::Male => Self::Gender,
            Counted::Young | Counted::Older => Self::Age,
            Counted::YoungHarming => Self::HarmingAge,
        })
    }
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRow {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// Its reference.
    pub reference: String,
    /// Its day.
    pub on: Date,
    /// The columns C to AF, in their order.
    pub cells: Vec<Collected<Amount>>,
    /// Of each lack, of how many it is known and out of how many.
    pub known: Vec<(Lack, u32, u32)>,
    /// Words for an ethnicity that are in no table, with how often.
    pub ethnicity: Vec<(Private, u32)>,
    /// Words for an agency that is on no list, with how often; they count under Other.
    pub agencies: Vec<(String, u32)>,
}

impl ReturnRow {
    /// Counts the row of a meeting from the sums of its lines.
    pub fn of(meeting: Id<Meeting>, reference: &str, on: Date, tally: &Tally, sent: Sent<'_>) -> Self {
        let counts = Counts::of(tally, sent);
        let heard = tally.heard;
        let known = Lack::ALL.map(|lack| {
            let of = if lack == Lack::HarmingAge { tally.harming } else { heard };
            (lack, counts.known(tally, lack), of)
        });
        let cell = |counted: Counted| {
            let lack = Lack::of(counted).and_then(|lack| known.iter().find(|(one, _, _)| *one == lack));
            // Known of none of those there were: not collected. Where there were none to be known of, none is none.
            let blank = lack.is_some_and(|(lack, known, of)| {
                let of = if *lack == Lack::HarmingAge { (*of).max(heard) } else { *of };
                *known == 0 && of > 0
            });
            if blank { Collected::No } else { Collected::Yes(counts.amount(tally, counted)) }
        };
        Self {
            meeting,
            reference: reference.to_owned(),
            on,
            cells: COLUMNS.iter().map(|column| cell(column.counted)).collect(),
            known: known.to_vec(),
            ethnicity: counts.odd_ethnicity.clone(),
            agencies: counts.odd_agencies.clone(),
        }
    }

    /// The cell of what is counted.
    pub fn cell(&self, counted: Counted) -> Collected<Amount> {
        let at = COLUMNS.iter().position(|column| column.counted == counted);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or(Collected::No)
    }

    /// The sum of the columns of sources.
    pub fn sources(&self) -> Amount {
        let mut sum = Amount::default();
        for (column, cell) in COLUMNS.iter().zip(&self.cells) {
            if let (Counted::Source(_), Collected::Yes(amount)) = (column.counted, cell) {
                sum += *amount;
            }
        }
        sum
    }
}

/// What has to be read by the area's rules before it is a count.
struct Counts {
    sources: Vec<(Source, Amount)>,
    referred: u32,
    groups: Vec<(Group, u32)>,
    understood: u32,
    odd_ethnicity: Vec<(Private, u32)>,
    odd_agencies: Vec<(String, u32)>,
}

impl Counts {
    fn of(tally: &Tally, sent: Sent<'_>) -> Self {
        let mut counts = Self {
            sources: Vec::new(),
            referred: 0,
            groups: Vec::new(),
            understood: 0,
            odd_ethnicity: Vec::new(),
            odd_agencies: Vec::new(),
        };
        for (referrers, count) in &tally.referrers {
            let parts = parts(referrers, *count, sent.rule, sent.agencies);
            counts.referred += if parts.is_empty() { 0 } else { *count };
            for (agency, column, share) in parts {
                counts.sources.push((column.unwrap_or(Source::Other), share));
                if column.is_none() {
                    match counts.odd_agencies.iter_mut().find(|(known, _)| known == agency) {
                        Some((_, of)) => *of += count,
                        None => counts.odd_agencies.push((agency.to_owned(), *count)),
                    }
                }
            }
        }
        for (words, count) in &tally.ethnicity {
            match read(words.reveal()) {
                Some(Ethnicity::NotSaid) => {}
                Some(Ethnicity::WhiteBritish) => counts.understood += count,
                Some(Ethnicity::In(group)) => {
                    counts.understood += count;
                    counts.groups.push((group, *count));
                }
                None => counts.odd_ethnicity.push((words.clone(), *count)),
            }
        }
        counts
    }

    /// Of how many something is known.
    const fn known(&self, tally: &Tally, lack: Lack) -> u32 {
        match lack {
            Lack::Repeat => tally.repeats.of,
            Lack::Children => tally.with_children.of,
            Lack::Referrer => self.referred,
            Lack::Ethnicity => self.understood,
            Lack::Lgbt => tally.lgbt.of,
            Lack::Disability => tally.disabled.of,
            Lack::Gender => tally.male.of,
            Lack::Age => tally.ages.known,
            Lack::HarmingAge => tally.harming_young.of,
        }
    }

    fn amount(&self, tally: &Tally, counted: Counted) -> Amount {
        let in_group = |wanted: Option<Group>| {
            let groups = self.groups.iter().filter(|(group, _)| wanted.is_none_or(|wanted| *group == wanted));
            groups.map(|(_, count)| count).sum::<u32>()
        };
        Amount::whole(match counted {
            Counted::Cases => tally.heard,
            Counted::Repeats => tally.repeats.yes,
            Counted::Children => tally.children,
            Counted::WithChildren => tally.with_children.yes,
            Counted::Source(source) => {
                let mut sum = Amount::default();
                for (_, share) in self.sources.iter().filter(|(column, _)| *column == source) {
                    sum += *share;
                }
                return sum;
            }
            Counted::Minoritised => in_group(None),
            Counted::Ethnic(group) => in_group(Some(group)),
            Counted::Lgbt => tally.lgbt.yes,
            Counted::Disabled => tally.disabled.yes,
            Counted::Male => tally.male.yes,
            Counted::Young => tally.ages.young,
            Counted::Older => tally.ages.older,
            Counted::YoungHarming => tally.harming_young.yes,
        })
    }
}

/// What one case puts into a column: its part of the count, nothing where it puts none in, and whether that is because it is
/// not known.
pub fn holds(heard: &Heard, counted: Counted, sent: Sent<'_>) -> (Option<Amount>, bool) {
    let mut tally = Tally::default();
    tally.hearing(heard);
    let counts = Counts::of(&tally, sent);
    let amount = counts.amount(&tally, counted);
    let unknown = Lack::of(counted).is_some_and(|lack| {
        let of = if lack == Lack::HarmingAge { heard.harming.max(1) } else { 1 };
        counts.known(&tally, lack) < of
    });
    (Some(amount).filter(|amount| *amount > Amount::default()), unknown)
}
