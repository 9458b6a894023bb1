//! One field of a referral form as somebody types it, on the screen or after a command.
//!
//! The kind of a field says how its text is read; what cannot be read is a [`Fault`] for the person at the field. What
//! [`Said::shown`] shows reads back as the same.

use jiff::civil::Date;

use super::fields::{self, Fault, Risk, unknown};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::private::Private;
use crate::domain::referral::{Field, Said, Typed};
use crate::domain::text::{clean, clean_lines};

/// Reads a field.
///
/// # Errors
/// What is wrong with the text and what to do.
pub fn read(field: Field, typed: &str, today: Date) -> Result<Said, Fault> {
    let line = clean(typed);
    if line.trim().is_empty() {
        return Ok(Said::nothing(field.typed()));
    }
    Ok(match field.typed() {
        Typed::Long => Said::Text(clean_lines(typed).trim().into()),
        Typed::Line | Typed::Whole => Said::Text(text(field, line.trim()).into()),
        Typed::Day => Said::Day(past(&line, today)?),
        Typed::Coming => Said::Day(day(&line, Expect::Near, today)?),
        Typed::Birth => Said::Day(day(&line, Expect::Birth, today)?),
        Typed::Births => Said::Days(births(&line, today)?),
        Typed::YesNo => Said::YesNo(fields::yes_no(&line)?),
        Typed::Count => Said::Count(count(field, &line)?),
        Typed::Gender => Said::Gender(fields::gender(&line)?),
        Typed::Several => Said::Several(several(field, &line)?),
    })
}

/// A name that is no name is nobody; a grade is one of the words.
fn text(field: Field, line: &str) -> String {
    match field {
        Field::VictimForename
        | Field::VictimSurname
        | Field::PerpetratorForename
        | Field::PerpetratorSurname
        | Field::VictimAddress
        | Field::PerpetratorAddress => fields::name(line).to_owned(),
        Field::Grade => match fields::risk(line) {
            Ok(Some(Risk::Grade(grade))) => grade.to_owned(),
            _ => line.to_owned(),
        },
        Field::Relationship => line.replace(',', " "),
        _ => line.to_owned(),
    }
}

fn day(line: &str, expect: Expect, today: Date) -> Result<Option<Date>, Fault> {
    if unknown(line) {
        return Ok(None);
    }
    let fault = |error: crate::domain::calendar::DateError| {
        // What the error says to do is said once.
        let words = error.to_string();
        let what = words.split(": ").next().unwrap_or_default();
        Fault::new(what, "write it as day/month/year: 23/10/2026")
    };
    read_date(line, expect, today).map(Some).map_err(fault)
}

fn past(line: &str, today: Date) -> Result<Option<Date>, Fault> {
    match day(line, Expect::Near, today)? {
        Some(on) if on > today => Err(Fault::new("is in the future", "write a day gone by, or today")),
        read => Ok(read),
    }
}

fn births(line: &str, today: Date) -> Result<Vec<Date>, Fault> {
    let each = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let read = each.map(|part| day(part, Expect::Birth, today)).collect::<Result<Vec<_>, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

fn count(field: Field, line: &str) -> Result<Option<u32>, Fault> {
    match field {
        Field::Dash => match fields::risk(line)? {
            Some(Risk::Dash(count)) => Ok(Some(u32::from(count))),
            Some(Risk::Grade(_)) => {
                Err(Fault::new("is a grade and no count", "write it under the grade; leave the count blank"))
            }
            None => Ok(None),
        },
        Field::ChildrenCount => fields::children(line),
        Field::ChildAge => match fields::ages(line)?.as_deref() {
            Some([age]) => Ok(Some(u32::from(*age))),
            Some([_, ..]) => Err(Fault::new("is more than one age", "add a child for each")),
            _ => Ok(None),
        },
        _ => fields::call_outs(line),
    }
}

fn several(field: Field, line: &str) -> Result<Vec<Private>, Fault> {
    let plain = || line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    let entries: Vec<String> = match field {
        Field::VictimTelephone | Field::PerpetratorTelephone => fields::telephones(line)?.unwrap_or_default(),
        Field::VictimAlias | Field::PerpetratorAlias => {
            fields::aliases(line).into_iter().map(str::to_owned).collect()
        }
        _ => plain().collect(),
    };
    Ok(entries.into_iter().map(Private::from).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    #[test]
    fn fields_read_by_their_kind() {
        let shown =
            |field, typed: &str| read(field, typed, TODAY).map(|said| said.shown().reveal().to_owned());
        for (field, typed, expected) in [
            (Field::VictimBorn, "12 Mar 1992", "12/03/1992"),
            (Field::VictimOtherBirths, "3/12/1992; 12.3.91", "03/12/1992, 12/03/1991"),
            (Field::ChildExpected, "2/2/2027", "02/02/2027"),
            (Field::ChildBorn, "4/5/22", "04/05/2022"),
            (Field::Lgbt, "n", "no"),
            (Field::Disability, "not known", ""),
            (Field::Dash, "17/24", "17"),
            (Field::Grade, "High risk", "high"),
            (Field::VictimGender, "F", "female"),
            (Field::VictimTelephone, "07700 900665 / 01632 960001", "07700 900665, 01632 960001"),
            (Field::PerpetratorSurname, "unknown", ""),
            (Field::ChildAge, "18 months", "1"),
            (Field::SharingAgencies, "housing; idva", "housing, idva"),
        ] {
            assert_eq!(shown(field, typed).as_deref(), Ok(expected), "{}", field.label());
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        for (field, typed) in [
            (Field::VictimBorn, "31/2/1990"),
            (Field::VictimBorn, "12/03/2092"),
            (Field::Received, "27/11/2026"),
            (Field::Dash, "27"),
            (Field::Dash, "high"),
            (Field::Aware, "perhaps"),
            (Field::ChildAge, "4 and 7"),
            (Field::VictimTelephone, "via sister"),
        ] {
            let fault = read(field, typed, TODAY).unwrap_err();
            assert!(!fault.what.is_empty() && !fault.way_forward.is_empty(), "{}", field.label());
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused_and_reads_back(at in 0_usize..120, typed in any::<String>()) {
            let field = Field::all().nth(at).unwrap_or(Field::Source);
            if let Ok(said) = read(field, &typed, TODAY) {
                let again = read(field, said.shown().reveal(), TODAY);
                prop_assert_eq!(again, Ok(said));
            }
        }
    }
}
