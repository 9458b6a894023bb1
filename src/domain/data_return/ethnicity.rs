//! Which column the words of a referral stand for.
//!
//! Referrers write what they write: a census group, a nationality, a police code. The table holds the headings of the census
//! of 2021 for England and Wales, the 16+1 codes of self-defined ethnicity, the single-letter codes beside them, and words met
//! in lists; what is not in it is told in the completeness report and counted nowhere. Which nationality belongs under
//! which heading is ours.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::text::fold;

/// A group that has a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Asian or Asian British, Chinese among them (as in the census since 2011).
    Asian,
    /// Black, Black British, Caribbean or African.
    Black,
    /// Mixed or multiple ethnic groups.
    Mixed,
    /// White, and neither English, Welsh, Scottish, Northern Irish nor British: Irish, Gypsy, Roma, Polish ...
    OtherWhite,
    /// Any other group: Arab among them.
    Other,
}

/// What the words of a referral mean for the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ethnicity {
    /// English, Welsh, Scottish, Northern Irish or British; "White" alone is read so. Known, and in no column.
    WhiteBritish,
    /// A group with a column.
    In(Group),
    /// The victim did not say, or nobody asked: not collected.
    NotSaid,
}

/// Words as [`fold`] leaves them: small letters and digits without spaces.
const WORDS: &[(Ethnicity, &[&str])] = &[
    (
        Ethnicity::WhiteBritish,
        &[
            "whitebritish",
            "british",
            "white",
            "whiteenglish",
            "english",
            "whitewelsh",
            "welsh",
            "whitescottish",
            "scottish",
            "whitenorthernirish",
            "northernirish",
            "whiteuk",
            "wb",
            "w1",
            "whiteenglishwelshscottishnorthernirishorbritish",
            "englishwelshscottishnorthernirishorbritish",
            "whitecornish",
            "cornish",
            "britishwhite",
            "whitebrit",
        ],
    ),
    (
        Ethnicity::In(Group::Asian),
        &[
            "asian",
            "asianbritish",
            "asianorasianbritish",
            "britishasian",
            "a1",
            "a2",
            "a3",
            "a4",
            "a9",
            "indian",
            "asianindian",
            "indianasian",
            "britishindian",
            "pakistani",
            "asianpakistani",
            "britishpakistani",
            "bangladeshi",
            "asianbangladeshi",
            "britishbangladeshi",
            "chinese",
            "asianchinese",
            "o1",
            "vietnamese",
            "filipino",
            "filipina",
            "thai",
            "srilankan",
            "tamil",
            "nepali",
            "nepalese",
            "afghan",
            "japanese",
            "korean",
            "malaysian",
            "anyotherasianbackground",
            "otherasian",
            "asianother",
            "southasian",
            "kashmiri",
            "punjabi",
            "sikh",
        ],
    ),
    (
        Ethnicity::In(Group::Black),
        &[
            "black",
            "blackbritish",
            "blackorblackbritish",
            "britishblack",
            "b1",
            "b2",
            "b9",
            "african",
            "blackafrican",
            "caribbean",
            "blackcaribbean",
            "blackother",
            "otherblack",
            "anyotherblackbackground",
            "nigerian",
            "ghanaian",
            "somali",
            "zimbabwean",
            "jamaican",
            "eritrean",
            "ethiopian",
            "sudanese",
            "congolese",
            "ugandan",
            "kenyan",
            "gambian",
            "afrocaribbean",
            "africancaribbean",
            "blackblackbritishcaribbeanorafrican",
        ],
    ),
    (
        Ethnicity::In(Group::Mixed),
        &[
            "mixed",
            "mixedrace",
            "dualheritage",
            "mixedheritage",
            "multiple",
            "m1",
            "m2",
            "m3",
            "m9",
            "whiteandblackcaribbean",
            "mixedwhiteandblackcaribbean",
            "whiteandblackafrican",
            "mixedwhiteandblackafrican",
            "whiteandasian",
            "mixedwhiteandasian",
            "mixedother",
            "othermixed",
            "anyothermixedbackground",
            "anyothermixedormultiplebackground",
            "mixedormultipleethnicgroups",
            "mixedwhiteblackcaribbean",
            "mixedwhiteblackafrican",
            "mixedwhiteasian",
            "whiteblackcaribbean",
            "whiteblackafrican",
        ],
    ),
    (
        Ethnicity::In(Group::OtherWhite),
        &[
            "whiteother",
            "otherwhite",
            "anyotherwhitebackground",
            "w2",
            "w3",
            "w9",
            "whiteirish",
            "irish",
            "gypsy",
            "gypsyoririshtraveller",
            "irishtraveller",
            "whitegypsyoririshtraveller",
            "traveller",
            "romany",
            "roma",
            "whiteroma",
            "polish",
            "whitepolish",
            "romanian",
            "bulgarian",
            "lithuanian",
            "latvian",
            "estonian",
            "hungarian",
            "czech",
            "slovak",
            "slovakian",
            "ukrainian",
            "russian",
            "portuguese",
            "spanish",
            "italian",
            "french",
            "german",
            "greek",
            "albanian",
            "kosovan",
            "whiteeuropean",
            "europeanwhite",
            "european",
            "easterneuropean",
            "whiteeasterneuropean",
            "whitepolishother",
        ],
    ),
    (
        Ethnicity::In(Group::Other),
        &[
            "other",
            "otherethnicgroup",
            "anyotherethnicgroup",
            "o2",
            "o9",
            "arab",
            "iraqi",
            "iranian",
            "syrian",
            "kurdish",
            "yemeni",
            "turkish",
            "latinamerican",
            "brazilian",
            "hispanic",
        ],
    ),
    (
        Ethnicity::NotSaid,
        &[
            "",
            "ns",
            "notstated",
            "notsaid",
            "notknown",
            "unknown",
            "nk",
            "na",
            "none",
            "notrecorded",
            "notgiven",
            "refused",
            "declined",
            "prefernottosay",
            "dontknow",
            "notasked",
            "tbc",
            "notcollected",
            "notdisclosed",
        ],
    ),
];

/// The table by word: it is asked for every meeting of a long period.
static BY_WORD: LazyLock<HashMap<&'static str, Ethnicity>> = LazyLock::new(|| {
    WORDS.iter().flat_map(|(means, words)| words.iter().map(|word| (*word, *means))).collect()
});

/// What words mean; nothing when they are not in the table.
pub fn read(words: &str) -> Option<Ethnicity> {
    BY_WORD.get(fold(words).as_str()).copied()
}

/// Every word of the table.
#[cfg(test)]
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|(_, words)| words.iter().copied())
}
