//! The text of a Word file.

use super::parts::{SPACES, XML};
use crate::papers::blocks::{Align, Block, Column, List, Marker, Row, Run, Table, Text};
use crate::papers::document::Document;
use crate::papers::fill::{Fill, Part};
use crate::papers::flat::escaped;

/// The sides of an A4 page, the shorter first, and the margins beside the text, in twentieths of a point.
const SIDES: (u16, u16) = (11_906, 16_838);
const MARGIN: u16 = 1_134;
/// Columns above which a table needs the page turned (our default: seven columns of words are unreadable upright).
const UPRIGHT: usize = 6;

/// The text, and how many numbered lists it has: each counts from 1.
pub struct Body {
    /// The part `document.xml`.
    pub xml: String,
    /// Numbered lists.
    pub numbered: usize,
    /// Width of the text, in twentieths of a point.
    width: u16,
}

/// Writes the text.
pub fn write(document: &Document) -> Body {
    let is_wide = |block: &Block| matches!(block, Block::Table(table) if table.columns().len() > UPRIGHT);
    let turned = document.blocks.iter().any(is_wide);
    let (across, down) = if turned { (SIDES.1, SIDES.0) } else { SIDES };
    let width = across - 2 * MARGIN;
    let mut body = Body { xml: format!("{XML}<w:document {SPACES}><w:body>"), numbered: 0, width };
    for line in &document.heading_lines {
        body.paragraph("Subtitle", "", &Text::from(line.as_str()));
    }
    body.paragraph("Title", "", &Text::from(document.title.as_str()));
    for line in &document.header {
        body.paragraph("Subtitle", "", &Text::from(line.as_str()));
    }
    let mut breaks = false;
    for (at, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(at + 1);
        match block {
            Block::PageBreak
                if matches!(document.blocks.get(at.wrapping_sub(1)), Some(Block::Heading(..))) => {}
            Block::PageBreak => breaks = true,
            Block::Heading(level, text) => {
                // A break straight after a heading is taken before it, as on paper.
                let breaks = std::mem::take(&mut breaks) || matches!(next, Some(Block::PageBreak));
                let before = if breaks { "<w:pageBreakBefore/>" } else { "" };
                body.paragraph(&format!("Heading{}", level.number()), before, text);
            }
            block => {
                if std::mem::take(&mut breaks) {
                    body.xml.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
                }
                body.block(block);
            }
        }
    }
    for line in &document.law_lines {
        body.paragraph("Subtitle", "", &Text::from(line.as_str()));
    }
    let turned = if turned { " w:orient=\"landscape\"" } else { "" };
    body.xml.push_str(&format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"{across}\" w:h=\"{down}\"{turned}/>\
         <w:pgMar w:top=\"1304\" w:right=\"{MARGIN}\" w:bottom=\"1304\" w:left=\"{MARGIN}\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    ));
    body
}

impl Body {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.paragraph("", "", text),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::KeyValues(pairs) => {
                for pair in pairs {
                    let label = pair.label.runs().iter().cloned().map(|run| Run { strong: true, ..run });
                    let label = label.fold(Text::default(), Text::with);
                    let gap = if ends_in_colon(&pair.label) { " " } else { ": " };
                    let joined = pair.value.runs().iter().cloned().fold(label.and(gap), Text::with);
                    self.paragraph("Fact", "", &joined);
                }
            }
            Block::Note(note) => {
                for text in &note.paragraphs {
                    self.paragraph("Note", "", text);
                }
            }
            Block::Rule => self.xml.push_str(
                "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"767676\"/></w:pBdr>\
                 </w:pPr></w:p>",
            ),
            // Charts were told before; a place is named by its heading.
            Block::Heading(..) | Block::PageBreak | Block::Space(_) | Block::Anchor(_) | Block::Chart(_) => {}
        }
    }

    fn paragraph(&mut self, style: &str, more: &str, text: &Text) {
        let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        self.xml.push_str(&format!("<w:p><w:pPr>{style}{more}</w:pPr>{}</w:p>", runs(text)));
    }

    fn list(&mut self, list: &List) {
        let number = match list.marker {
            Marker::Bullet => 1,
            Marker::Number => {
                self.numbered += 1;
                self.numbered + 1
            }
        };
        let more = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        for entry in &list.entries {
            self.paragraph("ListParagraph", &more, entry);
        }
    }

    fn table(&mut self, table: &Table) {
        let all: f32 = table.columns().iter().map(|column| column.weight).sum();
        #[expect(clippy::cast_possible_truncation, reason = "a width of the page")]
        let widths: Vec<i32> = table
            .columns()
            .iter()
            .map(|column| (column.weight / all.max(0.1) * f32::from(self.width)) as i32)
            .collect();
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>",
        );
        for width in &widths {
            self.xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.push_str("</w:tblGrid>");
        if table.columns().iter().any(|column| !column.head.is_empty()) {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (column, width) in table.columns().iter().zip(&widths) {
                let head = column.head.runs().iter().cloned().map(|run| Run { strong: true, ..run });
                let ground = if matches!(column.part, Part::Fill(_)) { "F2E3B3" } else { "E7E7E7" };
                let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/>");
                self.cell(*width, &shade, column.align, &runs(&head.fold(Text::default(), Text::with)));
            }
            self.xml.push_str("</w:tr>");
        }
        for row in table.rows() {
            self.row(row, table.columns(), &widths);
        }
        // Two tables one after the other would become one; and a document may not end in a table.
        self.xml.push_str("</w:tbl><w:p/>");
    }

    fn row(&mut self, row: &Row, columns: &[Column], widths: &[i32]) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((cell, column), width) in row.iter().zip(columns).zip(widths) {
            let text = match column.part {
                Part::Fill(Fill::Choice(choices)) if cell.is_empty() => choice(choices),
                _ => runs(cell),
            };
            self.cell(*width, "", column.align, &text);
        }
        self.xml.push_str("</w:tr>");
    }

    fn cell(&mut self, width: i32, more: &str, align: Align, text: &str) {
        let align = match align {
            Align::Left => "",
            Align::Centre => "<w:jc w:val=\"center\"/>",
            Align::Right => "<w:jc w:val=\"right\"/>",
        };
        self.xml.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"Cell\"/>{align}</w:pPr>{text}</w:p></w:tc>"
        ));
    }
}

fn ends_in_colon(text: &Text) -> bool {
    text.runs().last().is_some_and(|run| run.text.reveal().trim_end().ends_with(':'))
}

/// A list to choose from; what stands there until then is only a prompt.
fn choice(choices: &[&str]) -> String {
    let items: String = choices
        .iter()
        .map(|choice| format!("<w:listItem w:displayText=\"{0}\" w:value=\"{0}\"/>", escaped(choice)))
        .collect();
    format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>\
         <w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>choose</w:t></w:r></w:sdtContent></w:sdt>"
    )
}

/// Text with its weight and language, a line feed as a line break.
fn runs(text: &Text) -> String {
    text.runs().iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let strong = if run.strong { "<w:b/>" } else { "" };
    let language = run.language.as_ref().map(|language| {
        let tag = escaped(language.tag());
        format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/>")
    });
    let look = format!("<w:rPr>{strong}{}</w:rPr>", language.unwrap_or_default());
    let safe = escaped(run.text.reveal());
    let lines: Vec<String> =
        safe.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>")).collect();
    format!("<w:r>{look}{}</w:r>", lines.join("<w:br/>"))
}
