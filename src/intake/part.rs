//! Parts of a form: whose name a bare "Name" is.

/// The part of a form one is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Part {
    /// None that was named.
    #[default]
    None,
    /// About the victim.
    Victim,
    /// About a perpetrator, by number from 1.
    Perpetrator(u8),
    /// About a child, by number from 1.
    Child(u8),
    /// About whoever refers.
    Referrer,
    /// About something else: labels there are nobody's.
    Other,
}

/// Words of a heading that name nobody.
const PLAIN: &[&str] = &[
    "details",
    "detail",
    "information",
    "about",
    "of",
    "the",
    "alleged",
    "section",
    "part",
    "and",
    "or",
    "s",
    "form",
    "person",
    "in",
    "family",
    "household",
    "adult",
    "agency",
    "referring",
];
const VICTIM: &[&str] = &["victim", "victims", "client", "survivor"];
const PERPETRATOR: &[&str] =
    &["perpetrator", "perpetrators", "perp", "perps", "offender", "suspect", "abuser", "defendant"];
const CHILD: &[&str] = &["child", "children", "childrens", "dependants"];
const REFERRER: &[&str] = &["referrer", "referrers", "referring", "referral"];

/// Words in small letters.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Part {
    /// The part that a heading opens. "Perpetrator" once more is the next one.
    pub fn next(self, heading: &str) -> Self {
        let words = words(heading);
        let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        let number =
            words.iter().find_map(|word| word.parse::<u8>().ok()).filter(|number| (1..100).contains(number));
        match (has(VICTIM), has(PERPETRATOR), has(CHILD), has(REFERRER)) {
            (true, false, false, false) => Self::Victim,
            (false, true, false, false) => {
                let after = if let Self::Perpetrator(now) = self { now.saturating_add(1) } else { 1 };
                Self::Perpetrator(number.unwrap_or(after))
            }
            (false, false, true, _) => {
                let after = if let Self::Child(now) = self { now.saturating_add(1) } else { 1 };
                Self::Child(number.unwrap_or(after))
            }
            (false, false, false, true) => Self::Referrer,
            _ => Self::Other,
        }
    }

    /// Whether a line is nothing but the name of a part: `VICTIM DETAILS`, `2. Perpetrator:`.
    pub fn names_one(line: &str) -> bool {
        let words = words(line);
        let names = |word: &String| {
            [VICTIM, PERPETRATOR, CHILD, REFERRER].iter().any(|known| known.contains(&word.as_str()))
        };
        let idle = |word: &String| {
            PLAIN.contains(&word.as_str())
                || word.len() == 1
                || word.bytes().all(|byte| byte.is_ascii_digit())
        };
        words.iter().any(names) && words.iter().all(|word| names(word) || idle(word))
    }

    /// A label as a head of this part: `Perpetrator 2: Name`. A label that says itself whose it is stays alone.
    pub fn head(self, label: &str) -> String {
        let said = words(label);
        let has = |known: &[&str]| said.iter().any(|word| known.contains(&word.as_str()));
        let own = has(VICTIM) || has(PERPETRATOR) || has(REFERRER) && self != Self::Referrer;
        match self {
            Self::Perpetrator(number) if number > 1 => format!("Perpetrator {number}: {label}"),
            Self::Child(number) if number > 1 => format!("Child {number}: {label}"),
            Self::Child(_) if !own && !has(CHILD) => format!("Child: {label}"),
            _ if own => label.to_owned(),
            Self::Victim => format!("Victim: {label}"),
            Self::Perpetrator(_) => format!("Perpetrator: {label}"),
            Self::Referrer => format!("Referrer: {label}"),
            Self::None | Self::Other | Self::Child(_) => label.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_open_parts_and_labels_are_theirs() {
        let mut part = Part::None;
        for (heading, label, head) in [
            ("Section A: Referrer details", "Name", "Referrer: Name"),
            ("VICTIM", "Date of birth", "Victim: Date of birth"),
            ("Alleged perpetrator(s)", "Name", "Perpetrator: Name"),
            ("Alleged perpetrator", "Name", "Perpetrator 2: Name"),
            ("Perpetrator 3", "Relationship to victim", "Perpetrator 3: Relationship to victim"),
            ("Children", "School", "Child: School"),
            ("Risk", "Dash score", "Dash score"),
        ] {
            part = part.next(heading);
            assert_eq!(part.head(label), head, "{heading}");
        }
    }

    #[test]
    fn a_line_of_a_partys_name_is_a_heading_and_a_sentence_is_none() {
        for (line, is) in [
            ("2. Alleged perpetrator:", true),
            ("VICTIM'S DETAILS", true),
            ("Victim surname", false),
            ("The victim is afraid", false),
            ("12/03/1992", false),
        ] {
            assert_eq!(Part::names_one(line), is, "{line}");
        }
    }
}
