//! The 32 columns of the file, in its order.
//!
//! The order and meaning are those of the template of 2025, UK edition, as read in a copy's column map. Only some of its
//! heads were seen word for word; the others are ours and say so ([`Column::verbatim`]). Paste the rows under the template's
//! own heads where these differ.

use super::ethnicity::Group;
use crate::domain::tools::agencies::Source;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Cases heard.
    Cases,
    /// Of those, repeats.
    Repeats,
    /// Children in the households.
    Children,
    /// Cases with children.
    WithChildren,
    /// Cases, or shares of cases, referred by the agencies of a column.
    Source(Source),
    /// Victims of a minoritised ethnicity: the sum of the five groups.
    Minoritised,
    /// LGBT+ victims.
    Lgbt,
    /// Disabled victims.
    Disabled,
    /// Male victims.
    Male,
    /// Victims of 16 and 17.
    Young,
    /// People causing harm of 17 or below.
    YoungHarming,
    /// Victims of 65 and over.
    Older,
    /// Victims of one group.
    Ethnic(Group),
}

/// One column of counts.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its letters in the file.
    pub letter: &'static str,
    /// Its head in the file.
    pub head: &'static str,
    /// Whether the head was seen word for word; ours otherwise.
    pub verbatim: bool,
    /// Its head where there is little room, at most nine letters.
    pub short: &'static str,
    /// What it counts.
    pub counted: Counted,
}

/// Head of the first column, word for word.
pub const NAME_HEAD: &str = "MARAC Name";
/// Head of the second, ours.
pub const DATE_HEAD: &str = "Meeting date";

macro_rules! columns {
    ($($letter:literal $head:literal $verbatim:literal $short:literal $counted:expr;)+) => {
        &[$(Column { letter: $letter, head: $head, verbatim: $verbatim, short: $short, counted: $counted },)+]
    };
}

/// The columns of counts, C to AF; A is the name of the MARAC and B the day.
pub const COLUMNS: &[Column] = columns! {
    // letter head                                              seen  short        what
    "C"  "Cases discussed"                                     true  "cases"      Counted::Cases;
    "D"  "Number of repeat cases"                              true  "repeats"    Counted::Repeats;
    "E"  "Number of children in the household"                 true  "children"   Counted::Children;
    "F"  "Cases with children in the household"                false "with ch."   Counted::WithChildren;
    "G"  "Police"                                              false "police"     Counted::Source(Source::Police);
    "H"  "IDVA"                                                true  "IDVA"       Counted::Source(Source::Idva);
    "I"  "Children's social care"                              false "ch. SC"     Counted::Source(Source::ChildrensSocialCare);
    "J"  "Primary care"                                        false "primary"    Counted::Source(Source::PrimaryCare);
    "K"  "Secondary care / acute trust"                        false "acute"      Counted::Source(Source::AcuteTrust);
    "L"  "Education"                                           false "educat."    Counted::Source(Source::Education);
    "M"  "Housing"                                             false "housing"    Counted::Source(Source::Housing);
    "N"  "Mental health"                                       false "mental"     Counted::Source(Source::MentalHealth);
    "O"  "Probation"                                           true  "probat."    Counted::Source(Source::Probation);
    "P"  "Voluntary sector"                                    false "volunt."    Counted::Source(Source::VoluntarySector);
    "Q"  "Substance misuse"                                    false "substan."   Counted::Source(Source::SubstanceMisuse);
    "R"  "Adult social care / safeguarding"                    false "adult SC"   Counted::Source(Source::AdultSocialCare);
    "S"  "MASH"                                                false "MASH"       Counted::Source(Source::Mash);
    "T"  "Other"                                               false "other"      Counted::Source(Source::Other);
    "U"  "Victims from minoritised ethnic groups"              false "minorit."   Counted::Minoritised;
    "V"  "LGBTQ+ community cases"                              true  "LGBTQ+"     Counted::Lgbt;
    "W"  "Disabled victims"                                    false "disabled"   Counted::Disabled;
    "X"  "Male victims"                                        false "male"       Counted::Male;
    "Y"  "Victims aged 16-17"                                  false "16-17"      Counted::Young;
    "Z"  "People causing harm aged 17 or below"                false "harm <18"   Counted::YoungHarming;
    "AA" "Victims aged 65 and over"                            false "65+"        Counted::Older;
    "AB" "Asian victims"                                       false "Asian"      Counted::Ethnic(Group::Asian);
    "AC" "Black victims"                                       false "Black"      Counted::Ethnic(Group::Black);
    "AD" "Victims of mixed ethnicity"                          false "mixed"      Counted::Ethnic(Group::Mixed);
    "AE" "Victims of any other White background"               false "oth.White"  Counted::Ethnic(Group::OtherWhite);
    "AF" "Victims from any other ethnic group"                 true  "oth.ethn."  Counted::Ethnic(Group::Other);
};

impl Column {
    /// The column of some letters, in either case.
    pub fn lettered(letter: &str) -> Option<&'static Self> {
        COLUMNS.iter().find(|column| column.letter.eq_ignore_ascii_case(letter.trim()))
    }

    /// Its place among the columns of counts, from 0.
    pub fn place(&self) -> usize {
        COLUMNS.iter().position(|column| column.letter == self.letter).unwrap_or(0)
    }
}
