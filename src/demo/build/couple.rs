//! Who is in an invented case: two people whose names, ages and genders fit what they are to one another.

use jiff::civil::Date;

use super::chance::Chance;
use crate::demo::cases::DemoCase;
use crate::demo::history::{Children, History, NamePool, Pattern};
use crate::demo::people::{Gender, Person, Relation};
use crate::domain::calendar::{add_days, add_months};
use crate::domain::people::{Gender as SketchGender, PersonSketch};

/// A victim and a perpetrator.
#[derive(Clone, Debug)]
pub struct Couple<'a> {
    /// The sentences that fit them.
    pub pattern: &'a Pattern,
    /// What the perpetrator is to the victim.
    pub relation: Relation,
    /// The victim.
    pub victim: PersonSketch,
    /// Gender of the victim.
    pub victim_gender: Gender,
    /// The perpetrator.
    pub perpetrator: PersonSketch,
    /// Gender of the perpetrator.
    pub perpetrator_gender: Gender,
    /// Ages of the children.
    pub children: Vec<u8>,
    /// The victim's ethnicity.
    pub ethnicity: String,
    /// The victim's language, when not English.
    pub language: Option<String>,
}

impl<'a> Couple<'a> {
    /// Invents one, as on a day.
    pub fn invent(history: &'a History, chance: &mut Chance, on: Date) -> Option<Self> {
        let patterns: Vec<&Pattern> = history.pattern.iter().collect();
        let pattern = chance.weighted(&patterns, |pattern| pattern.weight)?;
        let pairs: Vec<_> = pattern.pairs.iter().collect();
        let pair = chance.weighted(&pairs, |pair| pair.weight)?;
        let pool = pool(history, chance, pattern)?;
        let family = kin(pair.relation) || pattern.key == "honour";
        let own = family || chance.in_hundred(80);
        let other = if own { pool } else { self::pool(history, chance, pattern)? };
        let (victim_age, perpetrator_age) = ages(chance, pattern, pair.relation);
        let (victim_born, perpetrator_born) =
            (born(chance, on, victim_age), born(chance, on, perpetrator_age));
        let victim = named(chance, pool, pair.victim, victim_born);
        let mut perpetrator = named(chance, other, pair.perpetrator, perpetrator_born);
        for _ in 0..8 {
            if perpetrator.forename != victim.forename {
                break;
            }
            perpetrator = named(chance, other, pair.perpetrator, perpetrator_born);
        }
        if own && shares_surname(chance, pair.relation) {
            perpetrator.surname =
                surname_of(pool, victim.surname.reveal(), pair.victim, pair.perpetrator).into();
        }
        Some(Self {
            pattern,
            relation: pair.relation,
            victim,
            victim_gender: pair.victim,
            perpetrator,
            perpetrator_gender: pair.perpetrator,
            children: children(chance, pattern, victim_age),
            ethnicity: pool.ethnicity.clone(),
            language: pool.language.clone(),
        })
    }

    /// The people of a case of today, at its earlier referral: `other` when the perpetrator was another then.
    pub fn before(
        history: &'a History,
        case: &DemoCase,
        other: Option<(&Person, Relation)>,
        on: Date,
    ) -> Option<Self> {
        let first = case.perpetrator.first()?;
        let (person, relation) = other.unwrap_or((&first.person, first.relation));
        let ages = case.child.iter().filter_map(|child| child.born).filter(|born| *born <= on);
        let children: Vec<u8> =
            ages.filter_map(|born| u8::try_from(crate::demo::people::age(born, on)).ok()).collect();
        let age = u32::try_from(case.victim.age(on)).unwrap_or(0);
        let fits = |pattern: &&Pattern| {
            let pair = pattern.pairs.iter().any(|pair| {
                (pair.relation, pair.victim, pair.perpetrator)
                    == (relation, case.victim.gender, person.gender)
            });
            let alone = pattern.children == Children::None && !children.is_empty();
            let missing = pattern.children == Children::Some && children.is_empty();
            pair && !alone && !missing && (pattern.age_from..=pattern.age_to).contains(&age)
        };
        Some(Self {
            pattern: history.pattern.iter().find(fits)?,
            relation,
            victim: super::forms::sketch(&case.victim),
            victim_gender: case.victim.gender,
            perpetrator: super::forms::sketch(person),
            perpetrator_gender: person.gender,
            children,
            ethnicity: case.victim.ethnicity.clone().unwrap_or_default(),
            language: None,
        })
    }
}

/// The community a family comes from. Where a whole family is the threat it is one that brings its own language.
fn pool<'a>(history: &'a History, chance: &mut Chance, pattern: &Pattern) -> Option<&'a NamePool> {
    let honour = |pool: &&NamePool| ["asian", "other"].contains(&pool.ethnic_group.as_str());
    let pools: Vec<&NamePool> =
        history.names.iter().filter(|pool| pattern.key != "honour" || honour(pool)).collect();
    chance.weighted(&pools, |pool| pool.weight)
}

fn named(chance: &mut Chance, pool: &NamePool, gender: Gender, born: Option<Date>) -> PersonSketch {
    let forenames = if gender == Gender::Female { &pool.female } else { &pool.male };
    PersonSketch {
        forename: chance.words(forenames).into(),
        surname: chance.words(surnames(pool, gender)).into(),
        born,
        gender: Some(match gender {
            Gender::Female => SketchGender::Female,
            Gender::Male => SketchGender::Male,
        }),
        ..PersonSketch::default()
    }
}

fn surnames(pool: &NamePool, gender: Gender) -> &[String] {
    if gender == Gender::Female && !pool.surnames_female.is_empty() {
        &pool.surnames_female
    } else {
        &pool.surnames
    }
}

/// A surname as somebody of another gender in the family bears it.
fn surname_of(pool: &NamePool, surname: &str, of: Gender, for_gender: Gender) -> String {
    let place = surnames(pool, of).iter().position(|one| one == surname);
    let borne = place.and_then(|place| surnames(pool, for_gender).get(place));
    borne.map_or(surname, String::as_str).to_owned()
}

const fn kin(relation: Relation) -> bool {
    !matches!(
        relation,
        Relation::Husband
            | Relation::Wife
            | Relation::Partner
            | Relation::ExPartner
            | Relation::ExHusband
            | Relation::ExWife
    )
}

fn shares_surname(chance: &mut Chance, relation: Relation) -> bool {
    chance.in_hundred(match relation {
        Relation::Husband | Relation::Wife => 85,
        Relation::ExHusband | Relation::ExWife => 60,
        Relation::Partner | Relation::ExPartner => 0,
        Relation::Grandson => 60,
        _ => 90,
    })
}

/// Ages of victim and perpetrator in whole years; perpetrators are adults.
fn ages(chance: &mut Chance, pattern: &Pattern, relation: Relation) -> (i32, i32) {
    let (from, to) = (years(pattern.age_from), years(pattern.age_to));
    let from = if relation == Relation::Grandson { from.max(64) } else { from };
    let victim = chance.between(from, to).min(chance.between(from, to + 6)).clamp(from, to);
    let perpetrator = match relation {
        Relation::Son | Relation::Daughter => victim - chance.between(19, 34),
        Relation::Grandson => victim - chance.between(42, 54),
        Relation::Father | Relation::Mother | Relation::FatherInLaw | Relation::MotherInLaw => {
            victim + chance.between(20, 34)
        }
        Relation::Brother | Relation::Sister => victim + chance.between(-8, 8),
        _ if pattern.key == "young" => victim + chance.between(0, 3),
        _ => victim + chance.between(-5, 9),
    };
    (victim, perpetrator.max(18))
}

fn years(age: u32) -> i32 {
    i32::try_from(age).unwrap_or(18)
}

fn born(chance: &mut Chance, on: Date, age: i32) -> Option<Date> {
    Some(add_days(add_months(on, -12 * age), -chance.between(1, 360)))
}

fn children(chance: &mut Chance, pattern: &Pattern, victim_age: i32) -> Vec<u8> {
    let number = match pattern.children {
        Children::None => 0,
        Children::Some => chance.between(1, 3),
        Children::Any if victim_age > 48 || chance.in_hundred(55) => 0,
        Children::Any => chance.between(1, 3),
    };
    let oldest = (victim_age - 18).clamp(0, 16);
    (0..number).filter_map(|_| u8::try_from(chance.between(0, oldest)).ok()).collect()
}
