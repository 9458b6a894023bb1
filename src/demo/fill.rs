//! Puts people into a sentence with gaps, so that names and pronouns agree.
//!
//! A gap is a word in braces: `{v}` and `{p}` are first names of victim and perpetrator; `{v.they}`, `{v.them}`,
//! `{v.their}` (and the same for `p`) are pronouns, with a capital when written `{v.They}`; `{relation}` is what
//! the perpetrator is to the victim; `{children}` is "the child" or "the children". Verbs stay in the singular, so
//! `{children}` is not used as a subject.

use super::people::{Gender, Relation};

/// A gap in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A name or pronoun of the victim (true) or the perpetrator (false).
    Person(bool, Form),
    /// What the perpetrator is to the victim.
    Relation,
    /// "the child" or "the children".
    Children,
}

/// What stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// First name.
    Name,
    /// she, he.
    They,
    /// She, He.
    TheyCapital,
    /// her, him.
    Them,
    /// her, his.
    Their,
    /// Her, His.
    TheirCapital,
}

/// Who fills the gaps.
#[derive(Clone, Copy, Debug)]
pub struct Parties<'a> {
    /// Victim's first name and gender.
    pub victim: (&'a str, Gender),
    /// Perpetrator's first name and gender.
    pub perpetrator: (&'a str, Gender),
    /// What the perpetrator is to the victim.
    pub relation: Relation,
    /// Number of children.
    pub children: usize,
}

/// A sentence that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfillable {
    /// An unknown word in braces.
    #[error("`{{{0}}}` is no gap")]
    Unknown(String),
    /// A brace without its pair.
    #[error("a brace is open in: {0}")]
    Open(String),
}

/// The gaps of a sentence, in order.
///
/// # Errors
/// [`Unfillable`] when a gap is unknown or a brace open.
pub fn gaps(sentence: &str) -> Result<Vec<Gap>, Unfillable> {
    pieces(sentence).filter_map(|piece| piece.map(|(_, gap)| gap).transpose()).collect()
}

/// The sentence with its gaps filled.
///
/// # Errors
/// [`Unfillable`] when a gap is unknown or a brace open.
pub fn fill(sentence: &str, parties: &Parties<'_>) -> Result<String, Unfillable> {
    let mut filled = String::new();
    for piece in pieces(sentence) {
        let (text, gap) = piece?;
        filled.push_str(text);
        match gap {
            None => {}
            Some(Gap::Relation) => filled.push_str(parties.relation.words()),
            Some(Gap::Children) => {
                filled.push_str(if parties.children == 1 { "the child" } else { "the children" });
            }
            Some(Gap::Person(is_victim, form)) => {
                let (name, gender) = if is_victim { parties.victim } else { parties.perpetrator };
                filled.push_str(&form.of(name, gender));
            }
        }
    }
    Ok(filled)
}

/// Text before a gap, and the gap; the last piece may have none.
fn pieces(sentence: &str) -> impl Iterator<Item = Result<(&str, Option<Gap>), Unfillable>> {
    let open = || Unfillable::Open(sentence.to_owned());
    sentence.split_inclusive('}').map(move |piece| match (piece.split_once('{'), piece.strip_suffix('}')) {
        (None, None) => Ok((piece, None)),
        (Some((before, gap)), Some(_)) => {
            let gap = gap.trim_end_matches('}');
            Gap::parse(gap).map(|gap| (before, Some(gap))).ok_or_else(|| Unfillable::Unknown(gap.to_owned()))
        }
        _ => Err(open()),
    })
}

impl Gap {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "relation" => return Some(Self::Relation),
            "children" => return Some(Self::Children),
            _ => {}
        }
        let (who, form) = word.split_once('.').unwrap_or((word, "name"));
        let is_victim = match who {
            "v" => true,
            "p" => false,
            _ => return None,
        };
        let form = match form {
            "name" => Form::Name,
            "they" => Form::They,
            "They" => Form::TheyCapital,
            "them" => Form::Them,
            "their" => Form::Their,
            "Their" => Form::TheirCapital,
            _ => return None,
        };
        Some(Self::Person(is_victim, form))
    }
}

impl Form {
    fn of(self, name: &str, gender: Gender) -> String {
        match self {
            Self::Name => name.to_owned(),
            Self::They => gender.they().to_owned(),
            Self::Them => gender.them().to_owned(),
            Self::Their => gender.their().to_owned(),
            Self::TheyCapital => capital(gender.they()),
            Self::TheirCapital => capital(gender.their()),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties() -> Parties<'static> {
        Parties {
            victim: ("Gareth", Gender::Male),
            perpetrator: ("Bethan", Gender::Female),
            relation: Relation::Wife,
            children: 2,
        }
    }

    #[test]
    fn names_and_pronouns_agree() {
        let sentence =
            "{v} says his {relation} took {v.their} phone. {p.They} told {v.them} so before {children}.";
        let expected = "Gareth says his wife took his phone. She told him so before the children.";
        assert_eq!(fill(sentence, &parties()).unwrap(), expected);
    }

    #[test]
    fn what_is_no_gap_is_told() {
        assert_eq!(fill("{x.they}", &parties()), Err(Unfillable::Unknown("x.they".to_owned())));
        assert!(matches!(fill("a {v", &parties()), Err(Unfillable::Open(_))));
        assert!(matches!(fill("a v}", &parties()), Err(Unfillable::Open(_))));
    }
}
