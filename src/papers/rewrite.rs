//! Changing the words of a document wherever they stand: for what must not be read in any block.

use super::blocks::{Block, Text};
use super::document::Document;
use crate::domain::paper::Withholding;

impl Document {
    /// Takes what is withheld out of every text of the document; how often something was found.
    pub fn withhold(&mut self, held: &Withholding) -> usize {
        if held.is_empty() {
            return 0;
        }
        let mut found = 0;
        let mut rewrite = |text: &str| {
            held.applied(text).map(|(text, count)| {
                found += count;
                text
            })
        };
        for line in [&mut self.title].into_iter().chain(&mut self.header) {
            if let Some(text) = rewrite(line) {
                *line = text;
            }
        }
        for block in &mut self.blocks {
            for text in texts(block) {
                text.rewrite(&mut rewrite);
            }
        }
        found
    }
}

/// Every text of a block.
fn texts(block: &mut Block) -> Vec<&mut Text> {
    match block {
        Block::Heading(_, text) | Block::Paragraph(text) => vec![text],
        Block::List(list) => list.entries.iter_mut().collect(),
        Block::Table(table) => table.texts_mut().collect(),
        Block::KeyValues(pairs) => {
            pairs.iter_mut().flat_map(|pair| [&mut pair.label, &mut pair.value]).collect()
        }
        Block::Note(note) => note.paragraphs.iter_mut().collect(),
        // A chart shows figures by agency or month, an anchor a reference: neither holds what somebody wrote.
        Block::PageBreak | Block::Rule | Block::Space(_) | Block::Chart(_) | Block::Anchor(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level, Table};

    #[test]
    fn withheld_words_go_from_every_kind_of_block() {
        let held = {
            let mut held = Withholding::new();
            held.add_name("Mary", "Kershaw", "[withheld]");
            held
        };
        let table = Table::new([Column::new("Mary Kershaw", 1.0)]).row(["of Mary Kershaw"]);
        let mut paper = Document::new("Mary Kershaw").header("Mary Kershaw");
        paper
            .heading(Level::One, "Mary Kershaw")
            .paragraph(Text::strong("said ").and("Mary Kershaw"))
            .bullets(["Mary Kershaw"])
            .numbered(["Mary Kershaw"])
            .key_values([("Mary Kershaw", "Mary Kershaw")])
            .note("Mary Kershaw")
            .table(table);
        assert_eq!(paper.withhold(&held), 11);
        assert!(!crate::papers::text::write(&paper).contains("Kershaw"));
    }
}
