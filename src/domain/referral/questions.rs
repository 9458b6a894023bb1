//! What a careful coordinator asks about the form by itself: ages, and a relationship that may be the wrong way round.

use jiff::civil::Date;

use super::ReferralForm;
use super::conclusion::{Conclusions, Finding};
use super::field::Field;
use crate::domain::people::{Gender, PersonSketch};
use crate::domain::private::Private;
use crate::domain::text::{LOST, fold};

/// Words for a partner that say the partner's gender.
const PARTNERS: [(&str, Gender); 4] = [
    ("wife", Gender::Female),
    ("girlfriend", Gender::Female),
    ("husband", Gender::Male),
    ("boyfriend", Gender::Male),
];

/// Findings from the form alone. `on` is the day of the referral.
pub(super) fn conclude_form(form: &ReferralForm, on: Date, into: &mut Conclusions) {
    if form.perpetrator_unknown() {
        into.add(Field::PerpetratorName, Finding::PerpetratorUnknown, "no perpetrator is named");
    }
    if let Some(age) = form.victim.age_on(on) {
        let finding = match age {
            ..16 => Some(Finding::VictimUnder16),
            16..18 => Some(Finding::Victim16Or17),
            65.. => Some(Finding::Victim65OrOver),
            _ => None,
        };
        if let Some(finding) = finding {
            into.add(Field::VictimBorn, finding, format!("the victim was {age} on the day of the referral"));
        }
    }
    for age in
        form.perpetrators.iter().filter_map(|perpetrator| perpetrator.age_on(on)).filter(|age| *age < 18)
    {
        let reason = format!("the perpetrator was {age} on the day of the referral: a child too");
        into.add(Field::PerpetratorBorn, Finding::PerpetratorUnder18, reason);
    }
    for (field, who, _) in named(form).filter(|(_, _, person)| lost_letters(person)) {
        let reason = format!(
            "letters of the {who}'s name were lost in an older save and stand as {LOST}; ask the referrer how it is spelt"
        );
        into.add(field, Finding::LostLetters, reason);
    }
    if let Some(reason) = reversed(form) {
        into.add(Field::Relationship, Finding::RelationshipReversed, reason);
    }
}

/// Everybody named, with the field that names them and who they are.
fn named(form: &ReferralForm) -> impl Iterator<Item = (Field, &'static str, &PersonSketch)> {
    let perpetrators =
        form.perpetrators.iter().map(|person| (Field::PerpetratorSurname, "perpetrator", person));
    std::iter::once((Field::VictimSurname, "victim", &form.victim)).chain(perpetrators)
}

/// Whether a name has a mark in it where a letter was: beside a letter, so that "Kershaw (?)" is a doubt and no loss.
fn lost_letters(person: &PersonSketch) -> bool {
    let names = [&person.forename, &person.surname].into_iter().chain(&person.aliases);
    names.map(Private::reveal).any(|name| {
        let letters: Vec<char> = name.chars().collect();
        letters.windows(2).any(|two| match two {
            [one, other] => {
                let lost = |letter: &char| *letter == LOST || *letter == char::REPLACEMENT_CHARACTER;
                lost(one) && other.is_alphabetic() || lost(other) && one.is_alphabetic()
            }
            _ => false,
        })
    })
}

/// The field says what the perpetrator is to the victim. A partner word of the victim's own gender fits a couple of
/// one gender, or a referrer who wrote what the victim is to the perpetrator. It is asked unless the form itself
/// says LGBT+, or gives the perpetrator the gender the word says. Names are no evidence of gender and are not read.
fn reversed(form: &ReferralForm) -> Option<String> {
    let written = partner_gender(&form.relationship)?;
    let victim = form.victim.gender.filter(|gender| *gender == written)?;
    let perpetrator_agrees = form.perpetrators.iter().any(|person| person.gender == Some(written));
    if form.lgbt == Some(true) || perpetrator_agrees {
        return None;
    }
    let whose = match victim {
        Gender::Female => "a woman's",
        _ => "a man's",
    };
    let lgbt = if form.lgbt.is_some() { "LGBT+ is \"no\"" } else { "LGBT+ is blank" };
    Some(format!(
        "the relationship is the perpetrator's to the victim; it reads {whose}, the victim's own gender, and {lgbt}: \
         a couple of one gender, or written the wrong way round?"
    ))
}

fn partner_gender(relationship: &str) -> Option<Gender> {
    let folded = fold(relationship);
    let bare = ["ex", "former", "estranged", "late"]
        .iter()
        .find_map(|lead| folded.strip_prefix(lead))
        .unwrap_or(&folded);
    PARTNERS.iter().find(|(word, _)| *word == bare).map(|(_, gender)| *gender)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn form(relationship: &str, gender: Gender, lgbt: Option<bool>) -> ReferralForm {
        let victim =
            PersonSketch { surname: "Kershaw".into(), gender: Some(gender), ..PersonSketch::default() };
        ReferralForm { victim, relationship: relationship.into(), lgbt, ..ReferralForm::default() }
    }

    #[test]
    fn a_partner_word_of_the_victims_gender_is_asked() {
        use Gender::{Female, Male};
        for (word, gender, lgbt, asked) in [
            ("wife", Female, None, true),
            ("Ex-wife", Female, Some(false), true),
            ("wife", Female, Some(true), false),
            ("wife", Male, None, false),
            ("husband", Male, Some(false), true),
            ("ex husband", Female, None, false),
            ("partner", Female, None, false),
            ("mother", Female, None, false),
        ] {
            assert_eq!(reversed(&form(word, gender, lgbt)).is_some(), asked, "{word}");
        }
        let mut stated = form("wife", Female, None);
        stated.perpetrators = vec![PersonSketch { gender: Some(Female), ..PersonSketch::default() }];
        assert_eq!(reversed(&stated), None);
    }

    #[test]
    fn letters_lost_are_found_and_a_doubt_is_none() {
        for (surname, lost) in [
            ("J?zwiak", true),
            ("?ukasz", true),
            ("Kowalsk\u{fffd}", true),
            ("?", false),
            ("Kershaw (?)", false),
            ("Bell", false),
        ] {
            let person = PersonSketch { surname: surname.into(), ..PersonSketch::default() };
            assert_eq!(lost_letters(&person), lost, "{surname}");
        }
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        for (born, finding) in [
            (date(2010, 11, 27), Some(Finding::VictimUnder16)),
            (date(2010, 11, 26), Some(Finding::Victim16Or17)),
            (date(2008, 11, 27), Some(Finding::Victim16Or17)),
            (date(2008, 11, 26), None),
            (date(1961, 11, 27), None),
            (date(1961, 11, 26), Some(Finding::Victim65OrOver)),
        ] {
            let mut form = form("partner", Gender::Female, None);
            form.victim.born = Some(born);
            form.perpetrators = vec![PersonSketch { surname: "Kershaw".into(), ..PersonSketch::default() }];
            let mut into = Conclusions::new(1);
            conclude_form(&form, date(2026, 11, 26), &mut into);
            assert_eq!(into.findings().next(), finding.as_ref(), "{born}");
        }
    }
}
