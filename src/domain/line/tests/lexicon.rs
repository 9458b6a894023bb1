//! The words of a small invented area.

use super::super::{
    AgencyPart, Beneficiary, BeneficiaryPart, ExpansionPart, LexiconParts, Span, TitlePart, Unit, UsualPart,
};

const AGENCIES: &[(&str, &str, &[&str])] = &[
    ("pol", "Police", &[]),
    ("idva", "IDVA", &["idvas"]),
    ("csc", "Children's social care", &["social care"]),
    ("asc", "Adult social care", &[]),
    ("hsg", "Housing", &["hous"]),
    ("mh", "Mental health", &["cmht"]),
    ("prob", "Probation", &["pdu"]),
    ("gp", "Primary care", &["surgery"]),
    ("hv", "Health visiting", &["health visitor"]),
    ("refuge", "Refuge", &[]),
    ("all", "Every agency", &["all agencies", "everyone"]),
];

const EXPANSIONS: &[(&str, &str)] =
    &[("addr", "address"), ("conds", "conditions"), ("+", "and"), ("marac", "MARAC"), ("nmo", "NMO")];

/// The area's words as plain data.
pub fn parts() -> LexiconParts {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let title = |word: &str, agency: &str| TitlePart {
        word: word.to_owned(),
        agency: agency.to_owned(),
        named: agency == "pol",
    };
    let usual = |agency: Option<&str>, phrase: &str, count, unit| UsualPart {
        agency: agency.map(str::to_owned),
        phrase: phrase.to_owned(),
        within: Span { count, unit },
    };
    let ch = ExpansionPart {
        typed: "ch".to_owned(),
        shown: "children".to_owned(),
        unless_after: words(&["for"]),
        unless_before: words(&["contact"]),
    };
    let plain = EXPANSIONS.iter().map(|(typed, shown)| ExpansionPart {
        typed: (*typed).to_owned(),
        shown: (*shown).to_owned(),
        ..ExpansionPart::default()
    });
    LexiconParts {
        agencies: AGENCIES
            .iter()
            .map(|(key, name, nicknames)| AgencyPart {
                key: (*key).to_owned(),
                name: (*name).to_owned(),
                nicknames: words(nicknames),
                off_list: *key == "refuge",
                every: *key == "all",
                location: *key == "refuge",
            })
            .collect(),
        titles: vec![
            title("dc", "pol"),
            title("pc", "pol"),
            title("ds", "pol"),
            title("di", "pol"),
            title("sw", "csc"),
        ],
        beneficiaries: vec![
            BeneficiaryPart { who: Beneficiary::Victim, words: words(&["v", "vic", "victim"]) },
            BeneficiaryPart {
                who: Beneficiary::Children,
                words: words(&["ch", "child", "children", "kids"]),
            },
            BeneficiaryPart { who: Beneficiary::Perpetrator, words: words(&["perp", "perpetrator"]) },
        ],
        expansions: std::iter::once(ch).chain(plain).collect(),
        standing: words(&["flag & tag"]),
        feedback: words(&["update v", "update vic", "update victim", "feedback to v", "feedback to victim"]),
        locations: words(&["refuge", "new address", "new addr", "safe house", "out of area"]),
        notes: words(&["nothing known"]),
        usual: vec![
            usual(Some("csc"), "s47", 2, Unit::WorkingDays),
            usual(Some("csc"), "s47 strat", 1, Unit::WorkingDays),
            usual(None, "safety plan", 5, Unit::WorkingDays),
        ],
        ..LexiconParts::default()
    }
}
