//! JSON: an object, or a list of objects, each as labelled pairs; what is nested is said by its path.
//!
//! `{"victim": {"dateOfBirth": …}}` is the head `victim date of birth`; the second of a list of perpetrators is
//! `perpetrator 2`. What is a list of plain values is one value with commas.

use serde_json::{Map, Value};

/// Most pairs of one object (our default).
const MOST: usize = 2_000;
/// Names under which a file wraps its list.
const WRAPPERS: &[&str] =
    &["referrals", "cases", "rows", "items", "data", "records", "subjects", "incidents"];
/// Lists of people: one entry of them in the singular.
const SINGULAR: &[(&str, &str)] = &[
    ("perpetrators", "perpetrator"),
    ("children", "child"),
    ("perps", "perpetrator"),
    ("offenders", "perpetrator"),
];

/// The objects of a JSON text as pairs; nothing in it that is an object gives none.
///
/// # Errors
/// Where the text breaks off, in words.
pub fn forms(text: &str) -> Result<Vec<Vec<(String, String)>>, String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| format!("is no JSON at line {}, column {}", error.line(), error.column()))?;
    Ok(objects(value).iter().map(pairs).collect())
}

fn objects(value: Value) -> Vec<Map<String, Value>> {
    match value {
        Value::Array(items) => items
            .into_iter()
            .filter_map(|item| match item {
                Value::Object(object) => Some(object),
                _ => None,
            })
            .collect(),
        Value::Object(mut object) => {
            let list = WRAPPERS.iter().find(|name| object.get(**name).is_some_and(Value::is_array));
            match list.and_then(|name| object.remove(*name)) {
                Some(list) => objects(list),
                None => vec![object],
            }
        }
        _ => Vec::new(),
    }
}

fn pairs(object: &Map<String, Value>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    add_object(&[], object, &mut found);
    found
}

fn add_object(path: &[String], object: &Map<String, Value>, found: &mut Vec<(String, String)>) {
    for (key, value) in object {
        let mut path = path.to_vec();
        path.push(spoken(key));
        add(&path, value, found);
    }
}

fn add(path: &[String], value: &Value, found: &mut Vec<(String, String)>) {
    if found.len() >= MOST {
        return;
    }
    match value {
        Value::Object(object) => add_object(path, object, found),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (number, item) in (1_usize..).zip(items) {
                let mut path = path.to_vec();
                if let Some(last) = path.last_mut() {
                    let one =
                        SINGULAR.iter().find(|(many, _)| many == last).map_or(last.as_str(), |(_, one)| one);
                    *last = if number == 1 { one.to_owned() } else { format!("{one} {number}") };
                }
                add(&path, item, found);
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).filter(|item| !item.is_empty()).collect();
            found.push((path.join(" "), items.join(", ")));
        }
        value => found.push((path.join(" "), plain(value))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
        }
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// `dateOfBirth`, `date_of_birth`, `DateOfBirth` as words.
fn spoken(key: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for letter in key.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(if matches!(letter, '_' | '-' | '.') { ' ' } else { letter });
        before = letter;
    }
    words.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_is_said_by_its_path() {
        let text = r#"{"referrals":[{"ref":"R1","victim":{"firstName":"Mary","date_of_birth":"1992-03-12"},
            "dash":17.0,"repeat":true,"consent":null,"childrenAges":[4,7],
            "perpetrators":[{"surname":"Kershaw"},{"surname":"Bell"}],"children":[{"name":"Ava"}]}]}"#;
        let forms = forms(text).unwrap();
        let said: Vec<(&str, &str)> =
            forms[0].iter().map(|(head, value)| (head.as_str(), value.as_str())).collect();
        for pair in [
            ("victim first name", "Mary"),
            ("victim date of birth", "1992-03-12"),
            ("dash", "17"),
            ("repeat", "yes"),
            ("consent", ""),
            ("children ages", "4, 7"),
            ("perpetrator surname", "Kershaw"),
            ("perpetrator 2 surname", "Bell"),
            ("child name", "Ava"),
        ] {
            assert!(said.contains(&pair), "{pair:?} in {said:?}");
        }
        assert_eq!(super::forms("[1, 2]").unwrap().len(), 0);
        assert_eq!(super::forms("{\"a\":").unwrap_err(), "is no JSON at line 1, column 5");
    }
}
