//! The head of a line: which agencies it is for, and which worker.
//!
//! Agencies joined by `+`, `&`, `and` or a comma share one action, the first leading; `/` makes one action each.
//! A colon, a semicolon beside it on the keyboard, or a dash closes the head; none is needed. A colon inside a
//! time is never looked at, because the head ends where the agencies do.

use super::lexicon::{AgencyPart, Lexicon, TitlePart};
use super::reading::Party;
use crate::domain::private::Private;

/// The head of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The actions' agencies: lead first in each.
    pub groups: Vec<Vec<Party>>,
    /// It is for every agency.
    pub every: bool,
    /// Its actions give away where somebody is.
    pub location: bool,
    /// A colon or dash closed it.
    pub marked: bool,
    /// A word such as "to" or "will" stands between the agency and what it does.
    pub told: bool,
    /// The byte at which the text begins.
    pub end: usize,
    /// Bytes of the text before a colon that name no known agency.
    pub unread: Option<std::ops::Range<usize>>,
}

/// Words that are nobody's name after a rank.
const NOT_NAMES: &[&str] =
    &["to", "and", "for", "in", "on", "by", "at", "the", "a", "will", "is", "has", "of"];
/// Words between an agency and what it does, when no colon stands there.
const AUXILIARY: &[&str] = &["to", "will", "shall", "should", "must"];
/// The longest name of an unknown agency before a colon, in words.
const UNKNOWN_WORDS: usize = 4;

/// Words that say an agency leads, after its name.
const LEADS: &[&str] = &["leading", "leads", "lead"];
/// Words that say it helps.
const HELPS: &[&str] = &["supporting", "supports", "support", "assisting"];
/// Words that join an agency that helps.
const BESIDE: &[&str] = &["supported by", "assisted by", "alongside", "with", "w/", "w"];

/// One line being read, with its copy in small letters.
#[derive(Clone, Copy)]
struct Scan<'a> {
    line: &'a str,
    low: &'a str,
    lexicon: &'a Lexicon,
}

/// An agency found in a line.
struct Member<'a> {
    agency: &'a AgencyPart,
    person: Option<String>,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Together,
    Each,
}

/// Reads the head of `line`, if it begins with an agency; `low` is its copy in small letters.
pub(super) fn read(line: &str, low: &str, lexicon: &Lexicon) -> Option<Head> {
    let scan = Scan { line, low, lexicon };
    let first = scan.member(scan.blanks(0))?;
    let mut head = Head {
        groups: vec![vec![party(&first)]],
        every: first.agency.every,
        location: first.agency.location,
        marked: false,
        told: false,
        end: first.end,
        unread: None,
    };
    let mut helper = scan.part(&mut head);
    while let Some((joint, at)) = scan.joint(head.end) {
        let Some(member) = scan.member(at) else {
            head.unread = scan.unknown(at);
            break;
        };
        head.end = member.end;
        let again = |held: &Party| held.key == member.agency.key && member.person.is_none();
        if head.groups.iter().flatten().any(again) {
            continue;
        }
        head.every |= member.agency.every;
        head.location |= member.agency.location;
        match head.groups.last_mut() {
            Some(group) if joint == Joint::Together && helper => group.insert(0, party(&member)),
            Some(group) if joint == Joint::Together => group.push(party(&member)),
            _ => head.groups.push(vec![party(&member)]),
        }
        helper = scan.part(&mut head);
    }
    if let Some(end) = scan.mark(head.end) {
        (head.marked, head.end) = (true, end);
    } else {
        let from = scan.punctuation(head.end);
        head.end = scan.auxiliary(from);
        head.told = head.end > from;
    }
    Some(head)
}

fn party(member: &Member<'_>) -> Party {
    Party {
        key: member.agency.key.clone(),
        name: member.agency.name.clone(),
        person: member.person.as_deref().map(Private::from),
        off_list: member.agency.off_list,
    }
}

impl<'a> Scan<'a> {
    fn rest(&self, at: usize) -> &'a str {
        self.low.get(at..).unwrap_or("")
    }

    fn skip(&self, at: usize, skipped: impl Fn(char) -> bool) -> usize {
        let rest = self.rest(at);
        at + (rest.len() - rest.trim_start_matches(skipped).len())
    }

    fn blanks(&self, at: usize) -> usize {
        self.skip(at, char::is_whitespace)
    }

    fn punctuation(&self, at: usize) -> usize {
        self.skip(at, |c| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '+' | '&' | '>'))
    }

    /// An agency at `at`: by rank (and name), or by its own name and perhaps a rank after it.
    fn member(&self, at: usize) -> Option<Member<'a>> {
        if let Some((title, agency, taken)) = self.lexicon.title_at(self.rest(at)) {
            let named = self.name(title, at + taken);
            let (person, end) = named.unwrap_or((None, at + taken));
            return Some(Member { agency, person, end });
        }
        let (agency, taken) = self.lexicon.agency_at(self.rest(at))?;
        let end = at + taken;
        let bracket = self.skip(end, |c| c.is_whitespace() || c == '(');
        if let Some((title, owner, taken)) = self.lexicon.title_at(self.rest(bracket))
            && owner.key == agency.key
            && let Some((person, end)) = self.name(title, bracket + taken)
        {
            return Some(Member { agency, person, end: self.skip(end, |c| c == ')') });
        }
        Some(Member { agency, person: None, end })
    }

    /// What the agency last read does in the action, where that is said after its name: a lead goes to the front of its
    /// group. Whether it only helps the one that follows ("hv supporting csc").
    fn part(&self, head: &mut Head) -> bool {
        let start = self.skip(head.end, |c| c.is_whitespace() || c == '(');
        let rest = self.rest(start);
        let word = rest.get(..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())).unwrap_or("");
        let (leads, helps) = (LEADS.contains(&word), HELPS.contains(&word));
        if !(leads || helps) {
            return false;
        }
        let end = self.skip(start + word.len(), |c| c == ')');
        let joined = self.symbol(end).is_some_and(|(_, at)| self.member(at).is_some());
        let next = self.blanks(end);
        // "csc lead hv support:": an agency that follows bare is joined where a word of part parts them.
        let beside = word != "support"
            && self
                .member(next)
                .is_some_and(|member| self.mark(member.end).is_some() || self.part_at(member.end));
        if !(self.mark(end).is_some() || joined || beside || self.rest(next).is_empty()) {
            return false;
        }
        head.end = end;
        if leads && let Some(group) = head.groups.last_mut() {
            group.rotate_right(1);
        }
        helps && beside
    }

    /// Whether a word of part and a mark stand after an agency's name.
    fn part_at(&self, at: usize) -> bool {
        let start = self.skip(at, |c| c.is_whitespace() || c == '(');
        let rest = self.rest(start);
        let word = rest.get(..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())).unwrap_or("");
        let end = self.skip(start + word.len(), |c| c == ')');
        (LEADS.contains(&word) || HELPS.contains(&word)) && self.mark(end).is_some()
    }

    /// The name after a rank, rank included, and where it ends. A head closed by a colon may have any name; an
    /// open one needs a rank that always has one, a capital, or "to" after it.
    fn name(&self, title: &TitlePart, at: usize) -> Option<(Option<String>, usize)> {
        let mut ends = Vec::with_capacity(3);
        let mut end = at;
        while ends.len() < 3 {
            let start = self.blanks(end);
            let word_end = self.skip(start, |c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-'));
            let word = self.low.get(start..word_end).unwrap_or("");
            // A name ends where its word does.
            let split = self.rest(word_end).starts_with(char::is_alphanumeric);
            if split || start == end || word.len() < 2 || NOT_NAMES.contains(&word) || word.starts_with('-') {
                break;
            }
            end = word_end;
            ends.push(end);
        }
        let first = *ends.first()?;
        let closes = |end: usize| matches!(self.rest(self.blanks(end)).chars().next(), Some(':' | ';' | ')'));
        let parted = |end: usize| {
            self.mark(end).is_some() || self.joint(end).is_some_and(|(_, at)| self.member(at).is_some())
        };
        let word = self.line.get(self.blanks(at)..first)?;
        let next = self.rest(self.blanks(first));
        let named = title.named
            || AUXILIARY.iter().any(|aux| super::fold::begins(next, aux).is_some())
            || capitalised(word);
        let end = if closes(end) {
            end
        } else if parted(first) || named {
            first
        } else {
            return None;
        };
        let typed = self.line.get(at..end)?;
        let name: Vec<String> = typed.split_whitespace().map(as_name).collect();
        Some((Some(format!("{} {}", title.word.to_uppercase(), name.join(" "))), end))
    }

    /// What joins the agency that ends at `at` to another, and where the other begins.
    fn joint(&self, at: usize) -> Option<(Joint, usize)> {
        self.symbol(at).or_else(|| self.beside(self.blanks(at)))
    }

    /// A sign that joins, or "and".
    fn symbol(&self, at: usize) -> Option<(Joint, usize)> {
        let at = self.blanks(at);
        let rest = self.rest(at);
        let joint = match rest.chars().next()? {
            '+' | '&' | ',' => Joint::Together,
            '/' => Joint::Each,
            _ if rest.starts_with("and ") => return Some((Joint::Together, self.blanks(at + 4))),
            _ => return None,
        };
        // A comma and an "and" are one joint.
        let at = self.blanks(at + 1);
        let at = if joint == Joint::Together && self.rest(at).starts_with("and ") { at + 4 } else { at };
        Some((joint, self.blanks(at)))
    }

    /// An agency that helps, joined by a word or, after a word of part, by nothing.
    fn beside(&self, at: usize) -> Option<(Joint, usize)> {
        let rest = self.rest(at);
        let parted = LEADS.iter().chain(HELPS).any(|word| {
            self.low.get(..at).is_some_and(|before| before.trim_end_matches([' ', ')']).ends_with(word))
        });
        if parted && self.member(at).is_some() {
            return Some((Joint::Together, at));
        }
        let taken = BESIDE.iter().find_map(|word| super::fold::begins(rest, word))?;
        let next = self.blanks(at + taken);
        self.member(next).is_some().then_some((Joint::Together, next))
    }

    /// Past the colon or dash that closes the head ending at `at`.
    fn mark(&self, at: usize) -> Option<usize> {
        let start = self.blanks(at);
        let rest = self.rest(start);
        let mut chars = rest.chars();
        let mark = chars.next()?;
        let end = start + mark.len_utf8();
        let loose = start > at || chars.next().is_none_or(char::is_whitespace);
        let closes = match mark {
            ':' | ';' => true,
            '-' | '\u{2013}' | '\u{2014}' => loose,
            '=' => rest.starts_with("=>"),
            _ => false,
        };
        let arrows = |c: char| matches!(c, '-' | '>' | ':') || c.is_whitespace();
        if closes { Some(self.skip(end, arrows)) } else { None }
    }

    fn auxiliary(&self, at: usize) -> usize {
        let found = AUXILIARY.iter().find_map(|word| super::fold::begins(self.rest(at), word));
        found.map_or(at, |taken| self.blanks(at + taken))
    }

    /// Words before a colon that name no agency the area knows.
    fn unknown(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let rest = self.rest(at);
        let colon = rest.find(':')?;
        let name = rest.get(..colon)?;
        let letters = name.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '&'));
        let count = name.split_whitespace().count();
        if letters && (1..=UNKNOWN_WORDS).contains(&count) { Some(at..at + colon) } else { None }
    }
}

fn capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// A name typed in small letters, with its capital; any other as it is.
fn as_name(word: &str) -> String {
    if word.chars().any(char::is_uppercase) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = matches!(c, '-' | '\'' | '\u{2019}');
    }
    out
}
