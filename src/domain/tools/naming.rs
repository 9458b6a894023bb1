//! Changing what the area's agencies are called in the file itself, so that comments and order stay: a nickname more or
//! less, an agency more. The text that comes out is read again by whoever asked, before anything is stored.

use super::agencies::{Agency, AgencyList};
use super::version::next_version;

/// The heading of an agency in the file.
const BLOCK: &str = "[[agency]]";

/// The file with a nickname more, its version counted up.
pub fn with_nickname(body: &str, key: &str, word: &str) -> Option<String> {
    let body = next_version(body);
    let (start, end) = block(&body, key)?;
    let text = body.get(start..end)?;
    let changed = match list(text) {
        Some((open, close)) => {
            let held = text.get(open..close)?.trim_end().trim_end_matches(',');
            let gap = if held.trim().is_empty() { "" } else { ", " };
            format!("{}{held}{gap}{}{}", text.get(..open)?, quoted(word), text.get(close..)?)
        }
        None => {
            let heading = text.find("\nname").map_or(text.len(), |at| at + 1);
            format!("{}nicknames = [{}]\n{}", text.get(..heading)?, quoted(word), text.get(heading..)?)
        }
    };
    Some(format!("{}{changed}{}\n", body.get(..start)?, body.get(end..)?.trim_end()))
}

/// The file without a nickname, its version counted up.
pub fn without_nickname(body: &str, key: &str, word: &str) -> Option<String> {
    let body = next_version(body);
    let (start, end) = block(&body, key)?;
    let text = body.get(start..end)?;
    let (open, close) = list(text)?;
    let held: Vec<&str> = text.get(open..close)?.split(',').map(str::trim).collect();
    let says = |entry: &&&str| entry.trim_matches('"').to_lowercase() == word.to_lowercase();
    let left: Vec<&str> = held.iter().filter(|entry| !says(entry) && !entry.is_empty()).copied().collect();
    let changed = format!("{}{}{}", text.get(..open)?, left.join(", "), text.get(close..)?);
    Some(format!("{}{changed}{}\n", body.get(..start)?, body.get(end..)?.trim_end()))
}

/// The file with an agency more at its end, its version counted up.
pub fn with_agency(body: &str, agency: &Agency) -> String {
    let mut text = format!(
        "{}\n\n{BLOCK}\nkey = {}\nname = {}\nshort = {}\n",
        next_version(body).trim_end(),
        quoted(&agency.key),
        quoted(&agency.name),
        quoted(&agency.short),
    );
    if let Some(said) = &agency.said {
        text.push_str(&format!("said = {}\n", quoted(said)));
    }
    if !agency.nicknames.is_empty() {
        let words: Vec<String> = agency.nicknames.iter().map(|word| quoted(word)).collect();
        text.push_str(&format!("nicknames = [{}]\n", words.join(", ")));
    }
    let source = toml::Value::try_from(agency.source).ok();
    let source = source.as_ref().and_then(toml::Value::as_str).unwrap_or("other");
    text.push_str(&format!("source = {}\n", quoted(source)));
    text
}

/// Every nickname of the area with the key of the agency it means.
pub fn nicknames(list: &AgencyList) -> Vec<(&str, &str)> {
    let of = |agency: &'_ Agency| agency.nicknames.len();
    let mut words = Vec::with_capacity(list.agency.iter().map(of).sum());
    for agency in &list.agency {
        words.extend(agency.nicknames.iter().map(|word| (word.as_str(), agency.key.as_str())));
    }
    words
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Where the agency of a key stands in the file.
fn block(body: &str, key: &str) -> Option<(usize, usize)> {
    let starts: Vec<usize> = body.match_indices(BLOCK).map(|(at, _)| at).collect();
    let wanted = format!("key = {}", quoted(key));
    starts.iter().enumerate().find_map(|(place, start)| {
        let end = starts.get(place + 1).copied().unwrap_or(body.len());
        let text = body.get(*start..end)?;
        let named = text.lines().any(|line| {
            let spaced = line.split('=').map(str::trim).collect::<Vec<_>>().join(" = ");
            spaced == wanted
        });
        named.then_some((*start, end))
    })
}

/// Where the words of the nicknames stand in an agency's part of the file, brackets apart.
fn list(text: &str) -> Option<(usize, usize)> {
    let named = text
        .match_indices("nicknames")
        .find(|(at, _)| text.get(..*at).is_some_and(|before| before.ends_with('\n')))?
        .0;
    let open = named + text.get(named..)?.find('[')? + 1;
    let close = open + text.get(open..)?.find(']')?;
    Some((open, close))
}

#[cfg(test)]
mod tests {
    use super::super::agencies::Source;
    use super::super::parse;
    use super::*;

    #[test]
    fn nicknames_come_and_go_and_nothing_else_changes() {
        let ours = crate::assets::agencies();
        let before: AgencyList = parse(ours).unwrap();
        for agency in &before.agency {
            let more = with_nickname(ours, &agency.key, "zebra crossing").unwrap();
            let list: AgencyList = parse(&more).unwrap_or_else(|problem| panic!("{}: {problem}", agency.key));
            assert_eq!(list.named("Zebra Crossing").map(|found| &found.key), Some(&agency.key));
            assert_eq!(list.agency.len(), before.agency.len());
            let less = without_nickname(&more, &agency.key, "zebra crossing").unwrap();
            let list: AgencyList = parse(&less).unwrap();
            assert_eq!(list.agency, before.agency, "{}", agency.key);
            assert!(less.starts_with("# The agencies"), "comments stay");
        }
        assert!(with_nickname(ours, "navy", "ship").is_none());
    }

    #[test]
    fn an_agency_more_stands_at_the_end() {
        let agency = Agency {
            key: "lcft".to_owned(),
            name: "Lancashire \"Care\" Trust".to_owned(),
            short: "LCFT".to_owned(),
            said: None,
            nicknames: vec!["care trust".to_owned()],
            titles: Vec::new(),
            email: None,
            senior: None,
            senior_email: None,
            core: false,
            off_list: false,
            source: Source::MentalHealth,
        };
        let list: AgencyList = parse(&with_agency(crate::assets::agencies(), &agency)).unwrap();
        assert_eq!(list.agency.last(), Some(&agency));
        assert_ne!(list.version, parse::<AgencyList>(crate::assets::agencies()).unwrap().version);
    }
}
