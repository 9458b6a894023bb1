//! How the papers of an area look and read: heading, logo, marking, law lines, and the words of its letters.
//!
//! Which papers there are is the program's affair, what they say is the record's. An area changes what stands around it.
//! No line of law is printed that the area did not write itself. What a file leaves out is as we bring it.

mod letter;
mod logo;

pub use letter::{Letter, Passage, Placeholder, Template, Values};

use serde::Deserialize;

use super::{Faults, Tool, ToolProblem, parse};

/// Most lines above the title: what follows still has to find room on the first page.
const MOST_HEADING: usize = 6;
/// Longest line of the heading or the marking, in characters.
const LONGEST: usize = 90;
/// Longest line of law, in characters.
const LONGEST_LAW: usize = 1_000;

/// What an area prints of law on one kind of paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawLines {
    /// The paper, as the register names it; `every` for all of them.
    pub paper: String,
    /// Paragraphs.
    pub lines: Vec<String>,
}

/// How the papers of an area look and read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperData {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Lines above the title: the body that issues the papers, its address.
    #[serde(default)]
    pub heading_lines: Vec<String>,
    /// A PNG in base64; empty for none.
    #[serde(default)]
    pub logo: String,
    /// What the logo shows, for whoever does not see it; empty for the name of the area.
    #[serde(default)]
    pub logo_shows: String,
    /// A marking in place of the forum's; empty for the forum's.
    #[serde(default)]
    pub marking: String,
    /// Law lines, paper by paper.
    #[serde(default)]
    pub law: Vec<LawLines>,
    /// Words of letters; one that is not here is as we bring it.
    #[serde(default)]
    pub template: Vec<Template>,
}

/// What comes with the program, as the program brings it for an area to change.
const OURS: &str = include_str!("../../../../assets/area/papers.toml");
/// A paper's word that means all papers.
pub const EVERY_PAPER: &str = "every";

impl PaperData {
    /// What comes with the program.
    ///
    /// # Errors
    /// Never, as a test makes sure.
    pub fn ours() -> Result<Self, ToolProblem> {
        parse(OURS)
    }

    /// The logo, as the bytes of a PNG.
    pub fn logo(&self) -> Option<Vec<u8>> {
        logo::decode(&self.logo).ok().flatten()
    }

    /// The marking of a paper, given its forum's.
    pub fn marking<'a>(&'a self, forum: &'a str) -> &'a str {
        if self.marking.trim().is_empty() { forum } else { self.marking.trim() }
    }

    /// The law lines of a paper: those of every paper, then its own.
    pub fn law_lines(&self, paper: &str) -> Vec<&str> {
        let of = |word: &'static str| self.law.iter().filter(move |law| law.paper == word);
        let own = self.law.iter().filter(|law| law.paper != EVERY_PAPER && law.paper == paper);
        of(EVERY_PAPER).chain(own).flat_map(|law| law.lines.iter().map(|line| line.trim())).collect()
    }

    /// The words of a letter: the area's, or ours.
    pub fn template(&self, letter: Letter) -> Template {
        let of = |data: &Self| data.template.iter().find(|one| one.letter == letter.word()).cloned();
        let found = of(self).or_else(|| Self::ours().ok().as_ref().and_then(of));
        // Ours has every letter, as a test makes sure.
        found.unwrap_or_else(|| Template {
            letter: letter.word().to_owned(),
            subject: letter.has_subject().then(|| "{reference}".to_owned()),
            text: "{facts}".to_owned(),
        })
    }

    /// Adds a fault for each paper of a law line that is none.
    pub fn check_papers(&self, known: &[&str], faults: &mut Faults) {
        for law in self.law.iter().filter(|law| law.paper != EVERY_PAPER) {
            faults.require(
                known.contains(&law.paper.as_str()),
                format!("law of `{}`", law.paper),
                format!("there is no such paper; write {EVERY_PAPER} or one of {}", known.join(", ")),
            );
        }
    }
}

impl Tool for PaperData {
    const KIND: &'static str = "papers file";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        let heading = "heading_lines";
        faults.require(
            self.heading_lines.len() <= MOST_HEADING,
            heading,
            format!("has {} lines; {MOST_HEADING} at most", self.heading_lines.len()),
        );
        for line in &self.heading_lines {
            faults.filled(heading, line);
            one_line(heading, line, faults);
        }
        one_line("marking", &self.marking, faults);
        one_line("logo_shows", &self.logo_shows, faults);
        if let Err(wrong) = logo::decode(&self.logo) {
            faults.add("logo", wrong);
        }
        for law in &self.law {
            let part = format!("law of `{}`", law.paper);
            faults.require(!law.lines.is_empty(), &part, "has no line; take it out or write one");
            for line in &law.lines {
                faults.filled(&part, line);
                faults.require(
                    line.chars().count() <= LONGEST_LAW,
                    &part,
                    format!("a line is longer than {LONGEST_LAW} characters; make several of it"),
                );
                faults.require(!line.contains('{'), &part, "has a brace; law lines are printed as they are");
            }
        }
        let mut seen = Vec::new();
        for template in &self.template {
            let twice = seen.contains(&template.letter.as_str());
            faults.require(!twice, format!("template `{}`", template.letter), "stands twice");
            seen.push(template.letter.as_str());
            template.check(faults);
        }
    }
}

fn one_line(part: &str, line: &str, faults: &mut Faults) {
    faults.require(
        line.chars().count() <= LONGEST,
        part,
        format!("a line is longer than {LONGEST} characters and would not fit"),
    );
    faults.require(!line.contains(['\n', '{']), part, "is printed as it is: one line, without braces");
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    /// One white pixel.
    const DOT: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";

    fn with(rest: &str) -> Result<PaperData, ToolProblem> {
        parse(&format!("name = \"Papers\"\nversion = \"2\"\n{rest}"))
    }

    fn refused(rest: &str) -> String {
        with(rest).unwrap_err().to_string()
    }

    fn letter(which: &str, text: &str) -> String {
        format!("[[template]]\nletter = \"{which}\"\ntext = \"\"\"\n{text}\"\"\"\n")
    }

    #[test]
    fn ours_has_every_letter_no_law_and_no_logo() {
        let ours = PaperData::ours().unwrap();
        for which in Letter::ALL {
            assert_eq!(ours.template.iter().filter(|one| one.letter == which.word()).count(), 1, "{which}");
        }
        assert!(ours.law.is_empty() && ours.logo().is_none() && ours.heading_lines.is_empty());
        assert_eq!(ours.marking("OFFICIAL-SENSITIVE"), "OFFICIAL-SENSITIVE");
    }

    #[test]
    fn a_letter_left_out_is_as_we_bring_it_and_one_written_is_the_areas() {
        let own = with(&letter("receipt", "About {reference}: {outcome} Thank you, {agency}.")).unwrap();
        assert_eq!(own.template(Letter::Decline), PaperData::ours().unwrap().template(Letter::Decline));
        let values = [
            (Placeholder::Reference, "LAN-26-0143"),
            (Placeholder::Outcome, "Accepted."),
            (Placeholder::Agency, "Housing"),
        ];
        assert_eq!(
            own.template(Letter::Receipt).passages(&values),
            [Passage::Paragraph("About LAN-26-0143: Accepted. Thank you, Housing.".to_owned())]
        );
    }

    #[test]
    fn a_value_is_put_in_once_and_never_read_as_a_template() {
        let own = with(&letter("receipt", "{reference} {outcome}")).unwrap();
        let values = [(Placeholder::Reference, "{outcome}"), (Placeholder::Outcome, "x")];
        let passages = own.template(Letter::Receipt).passages(&values);
        assert_eq!(passages, [Passage::Paragraph("{outcome} x".to_owned())]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_to_do() {
        for (rest, wanted) in [
            (
                letter("recept", "{reference}"),
                "template `recept`, letter: there is no such letter; there are idva-notice",
            ),
            (
                letter("receipt", "{reference} {outcome} {colour}"),
                "text: `{colour}` is not known in this letter; there may be {reference}",
            ),
            (letter("receipt", "{reference}"), "template `receipt`, text: `{outcome}` is missing"),
            (
                letter("receipt", "{reference} {outcome} {victim}"),
                "`{victim}` would tell of a person, which this letter does not",
            ),
            (letter("receipt", "{reference {outcome}"), "a brace is opened and not closed"),
            (letter("idva-notice", "{reference} has {facts} today"), "`{facts}` stands on a line of its own"),
            (letter("mail", "{reference}"), "template `mail`, subject: is missing"),
            (
                letter("receipt", "{reference} {outcome}").replace("text =", "subject = \"x\"\ntext ="),
                "only an e-mail has a subject line",
            ),
            (
                letter("mail", "{reference}").replace("text =", "subject = \"{person}\"\ntext ="),
                "template `mail`, subject: `{person}` would tell of a person, and a subject line is read",
            ),
            (
                letter("mail", "{reference}").replace("text =", "subject = \"{victim} again\"\ntext ="),
                "subject: `{victim}` would tell of a person",
            ),
            ("[[law]]\npaper = \"minutes\"\nlines = []\n".to_owned(), "law of `minutes`: has no line"),
            ("heading_lines = [\"\"]\n".to_owned(), "heading_lines: is empty"),
            ("logo = \"not base64!\"\n".to_owned(), "logo: is not base64"),
            (format!("logo = \"{}\"\n", STANDARD.encode(b"GIF89a")), "logo: is not a PNG"),
            (format!("logo = \"{}\"\n", &DOT[..40]), "logo: is a PNG that is cut short"),
            ("marking = \"a\\nb\"\n".to_owned(), "marking: is printed as it is"),
        ] {
            let said = refused(&rest);
            assert!(said.starts_with("the papers file cannot be used: "), "{said}");
            assert!(said.contains(wanted), "{said}");
        }
        let twice = letter("receipt", "{reference} {outcome}").repeat(2);
        assert!(refused(&twice).contains("template `receipt`: stands twice"));
    }

    #[test]
    fn law_lines_are_the_areas_own_paper_by_paper() {
        let own = with(
            "[[law]]\npaper = \"minutes\"\nlines = [\"Ours on minutes.\"]\n\
             [[law]]\npaper = \"every\"\nlines = [\"Ours on all.\"]\n",
        )
        .unwrap();
        assert_eq!(own.law_lines("minutes"), ["Ours on all.", "Ours on minutes."]);
        assert_eq!(own.law_lines("agenda"), ["Ours on all."]);
        let mut faults = Faults::default();
        own.check_papers(&["agenda"], &mut faults);
        let said = faults.finish("papers file").unwrap_err().to_string();
        assert!(
            said.contains("law of `minutes`: there is no such paper; write every or one of agenda"),
            "{said}"
        );
    }

    #[test]
    fn a_logo_is_read_from_its_base64_over_several_lines() {
        let (one, two) = DOT.split_at(40);
        let own = with(&format!("logo = \"\"\"\n{one}\n{two}\n\"\"\"\n")).unwrap();
        assert!(own.logo().is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
    }
}
