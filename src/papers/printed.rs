//! What a paper said, by digests of its sections, so that it can be told later which of them have changed.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::blocks::{Block, Level};
use super::document::Document;
use super::{flat, text};
use crate::domain::paper::Printed;

/// The digests of a document's sections, each from one heading of the first or second level to the next. Foot, recipient and
/// number of the copy do not count.
pub fn printed(document: &Document) -> Vec<Printed> {
    sections(document).into_iter().map(|section| section.printed).collect()
}

/// The headings of the sections that differ from what was printed; one that is gone is counted at the end.
pub fn changed(before: &[Printed], document: &Document) -> Vec<String> {
    let mut then: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for section in before {
        then.entry(&section.heading).or_default().push(&section.body);
    }
    let mut told = Vec::new();
    for section in sections(document) {
        let same = then.get_mut(section.printed.heading.as_str());
        let at =
            same.as_ref().and_then(|bodies| bodies.iter().position(|body| *body == section.printed.body));
        match (same, at) {
            (Some(bodies), Some(at)) => {
                bodies.remove(at);
            }
            (Some(bodies), None) if !bodies.is_empty() => {
                bodies.remove(0);
                told.push(section.title);
            }
            _ => told.push(format!("{} (new)", section.title)),
        }
    }
    let gone: usize = then.values().map(Vec::len).sum();
    match gone {
        0 => {}
        1 => told.push("a section that is no longer there".to_owned()),
        count => told.push(format!("{count} sections that are no longer there")),
    }
    told
}

struct Section {
    title: String,
    printed: Printed,
}

fn sections(document: &Document) -> Vec<Section> {
    let mut found: Vec<(Vec<String>, Vec<&Block>)> = vec![(Vec::new(), Vec::new())];
    let mut part = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(level @ (Level::One | Level::Two), words) => {
                let words = flat::words(words);
                let path = match level {
                    Level::One => {
                        part.clone_from(&words);
                        vec![words]
                    }
                    _ => vec![part.clone(), words],
                };
                found.push((path, Vec::new()));
            }
            other => {
                if let Some((_, blocks)) = found.last_mut() {
                    blocks.push(other);
                }
            }
        }
    }
    found
        .into_iter()
        .filter(|(path, blocks)| !path.is_empty() || !blocks.is_empty())
        .map(|(path, blocks)| {
            let body: Vec<String> = blocks.into_iter().flat_map(text::block_lines).collect();
            let title = path.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            let printed = Printed { heading: short(&title), body: short(&body.join("\n")) };
            let title = if title.is_empty() { "the beginning".to_owned() } else { title };
            Section { title, printed }
        })
        .collect()
}

/// Eight bytes of a digest, in hexadecimal: enough to tell versions of one section apart.
fn short(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(decision: &str, extra: bool) -> Document {
        let mut paper = Document::new("Minutes");
        paper.heading(Level::One, "Case 1").heading(Level::Two, "Decision").paragraph(decision);
        paper.heading(Level::One, "Case 2").heading(Level::Two, "Decision").paragraph("none");
        if extra {
            paper.heading(Level::One, "Addenda").paragraph("one");
        }
        paper
    }

    #[test]
    fn what_changed_is_told_by_its_heading_and_nothing_else_is() {
        let before = printed(&paper("accepted", false));
        assert!(changed(&before, &paper("accepted", false)).is_empty());
        assert_eq!(changed(&before, &paper("not accepted", false)), ["Case 1, Decision"]);
        assert_eq!(changed(&before, &paper("accepted", true)), ["Addenda (new)"]);
        let longer = printed(&paper("accepted", true));
        assert_eq!(changed(&longer, &paper("accepted", false)), ["a section that is no longer there"]);
    }

    #[test]
    fn digests_show_no_word() {
        let shown = format!("{:?}", printed(&paper("Mary Kershaw", false)));
        assert!(!shown.contains("Mary") && !shown.contains("Case"), "{shown}");
    }
}
