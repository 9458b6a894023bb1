//! The same document as one HTML file: no scripts, nothing fetched, headings, lists and tables as what they are, and
//! rules for printing it.
//!
//! The title is the first heading and parts begin at the second level. Each table is named by the heading above it and
//! each head says that it is a column's. Marking stands above and below, and on every page that is printed.

use std::fmt::Write;

use super::blocks::{Align, Block, Link, List, Marker, Run, Table, Text};
use super::document::Document;
use super::flat::{escaped, line};

/// How it looks, and how it prints. `MARKING` stands for the marking as a CSS string.
const STYLE: &str = "
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1rem 1.25rem; max-width: 52rem; font: 1rem/1.5 system-ui, \"Segoe UI\", Roboto, \"Noto Sans\", Arial, sans-serif; color: #111; background: #fff; }
.marking { text-align: center; font-weight: bold; letter-spacing: .04em; margin: 0; }
.draft { text-align: center; font-weight: bold; border: 2px solid; padding: .25rem; margin: .75rem 0; }
.under { color: #333; margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1rem 0 .25rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2rem 0 .5rem; }
h3 { font-size: 1.12rem; margin: 1.4rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
p, ul, ol, dl, table, .note { margin: 0 0 .7rem; }
.lines { white-space: pre-line; }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; white-space: pre-line; overflow-wrap: break-word; }
th { background: #eee; }
.right { text-align: right; }
.centre { text-align: center; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .15rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; white-space: pre-line; }
.note { border: 1px solid #767676; border-left-width: .4rem; padding: .5rem .75rem; }
.note p:last-child { margin: 0; }
footer { margin-top: 2rem; border-top: 1px solid #767676; padding-top: .5rem; text-align: center; }
@page { size: A4; margin: 20mm 17mm; @top-center { content: MARKING; font-weight: bold; } @bottom-center { content: MARKING; font-weight: bold; } @bottom-right { content: counter(page) \" of \" counter(pages); } }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, h4 { break-after: avoid; }
  tr, .note { break-inside: avoid; }
  thead { display: table-header-group; }
  p, li, dd { orphans: 2; widows: 2; }
  .page { break-before: page; }
}
";

/// Writes a document as HTML in UTF-8.
pub fn write(document: &Document) -> String {
    let document = &*document.charts_told(false);
    let mut page = Page::default();
    page.open(document);
    for (at, block) in document.blocks.iter().enumerate() {
        page.block(block, document.blocks.get(at + 1));
    }
    page.close(document);
    page.html
}

#[derive(Default)]
struct Page {
    html: String,
    /// The heading last written, which names the tables under it.
    heading: String,
    /// The next heading starts a new page.
    breaks: bool,
}

impl Page {
    fn put(&mut self, html: &str) {
        self.html.push_str(html);
        self.html.push('\n');
    }

    fn open(&mut self, document: &Document) {
        let style = STYLE.replace("MARKING", &css_string(&document.marking));
        self.put("<!DOCTYPE html>");
        self.put(&format!("<html lang=\"{}\">", escaped(document.language.tag())));
        self.put("<head>\n<meta charset=\"utf-8\">");
        self.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        self.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.put(&format!("<title>{}</title>", escaped(&document.title)));
        self.put(&format!("<style>{style}</style>\n</head>\n<body>\n<header>"));
        if !document.marking.is_empty() {
            self.put(&format!("<p class=\"marking\">{}</p>", escaped(&document.marking)));
        }
        if document.draft {
            self.put(&format!("<p class=\"draft\">{}</p>", escaped(Document::DRAFT)));
        }
        for line in &document.heading_lines {
            self.put(&format!("<p class=\"under\">{}</p>", escaped(line)));
        }
        self.put(&format!("<h1>{}</h1>", escaped(&document.title)));
        for under in &document.header {
            self.put(&format!("<p class=\"under\">{}</p>", escaped(under)));
        }
        self.put("</header>\n<main>");
    }

    fn close(&mut self, document: &Document) {
        self.put("</main>\n<footer>");
        for line in &document.law_lines {
            self.put(&format!("<p>{}</p>", escaped(line)));
        }
        let foot = document.footer.line();
        if !foot.is_empty() {
            self.put(&format!("<p>{}</p>", escaped(&foot)));
        }
        if !document.marking.is_empty() {
            self.put(&format!("<p class=\"marking\">{}</p>", escaped(&document.marking)));
        }
        self.put("</footer>\n</body>\n</html>");
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Heading(level, text) => {
                self.heading = line(text);
                // A break straight after a heading is taken before it, as on paper.
                let breaks = std::mem::take(&mut self.breaks) || matches!(next, Some(Block::PageBreak));
                let class = if breaks { " class=\"page\"" } else { "" };
                let tag = level.number() + 1;
                self.put(&format!("<h{tag}{class}>{}</h{tag}>", marked(text)));
                self.breaks = false;
            }
            Block::Paragraph(text) => self.put(&paragraph(text)),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::KeyValues(pairs) => {
                self.put("<dl>");
                for pair in pairs {
                    self.put(&format!("<dt>{}</dt><dd>{}</dd>", marked(&pair.label), marked(&pair.value)));
                }
                self.put("</dl>");
            }
            Block::PageBreak => self.breaks = matches!(next, Some(Block::Heading(..))),
            Block::Rule => self.put("<hr>"),
            Block::Anchor(name) => self.put(&format!("<a id=\"{}\"></a>", id(name))),
            // Charts were told before.
            Block::Space(_) | Block::Chart(_) => {}
            Block::Note(note) => {
                self.put("<div class=\"note\" role=\"note\">");
                for text in &note.paragraphs {
                    self.put(&paragraph(text));
                }
                self.put("</div>");
            }
        }
    }

    fn list(&mut self, list: &List) {
        let tag = match list.marker {
            Marker::Bullet => "ul",
            Marker::Number => "ol",
        };
        self.put(&format!("<{tag}>"));
        for entry in &list.entries {
            self.put(&format!("<li class=\"lines\">{}</li>", marked(entry)));
        }
        self.put(&format!("</{tag}>"));
    }

    fn table(&mut self, table: &Table) {
        self.put("<table>");
        if !self.heading.is_empty() {
            self.put(&format!("<caption>{}</caption>", escaped(&self.heading)));
        }
        let aligned = |align: Align| match align {
            Align::Left => "",
            Align::Centre => " class=\"centre\"",
            Align::Right => " class=\"right\"",
        };
        if table.columns().iter().any(|column| !column.head.is_empty()) {
            let heads = table.columns().iter().fold(String::new(), |mut heads, column| {
                // Writing into a string does not fail.
                let _ =
                    write!(heads, "<th scope=\"col\"{}>{}</th>", aligned(column.align), marked(&column.head));
                heads
            });
            self.put(&format!("<thead><tr>{heads}</tr></thead>"));
        }
        self.put("<tbody>");
        for row in table.rows() {
            let cells = row.iter().zip(table.columns()).fold(String::new(), |mut cells, (cell, column)| {
                let _ = write!(cells, "<td{}>{}</td>", aligned(column.align), marked(cell));
                cells
            });
            self.put(&format!("<tr>{cells}</tr>"));
        }
        self.put("</tbody>\n</table>");
    }
}

fn paragraph(text: &Text) -> String {
    format!("<p class=\"lines\">{}</p>", marked(text))
}

/// Text with its weight and language.
fn marked(text: &Text) -> String {
    text.runs().iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let mut html = escaped(run.text.reveal());
    if run.strong {
        html = format!("<strong>{html}</strong>");
    }
    if let Some(language) = &run.language {
        html = format!("<span lang=\"{}\">{html}</span>", escaped(language.tag()));
    }
    match &run.link {
        Some(Link::Place(name)) => html = format!("<a href=\"#{}\">{html}</a>", id(name)),
        // Nothing that a browser would run, whatever was typed.
        Some(Link::Address(to)) if to.starts_with("https://") || to.starts_with("mailto:") => {
            html = format!("<a href=\"{}\">{html}</a>", escaped(to));
        }
        Some(Link::Address(_)) | None => {}
    }
    html
}

/// The name of a place as it may stand in an address: letters and digits.
fn id(name: &str) -> String {
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// A CSS string: every letter that is not plain is written by its number, so that none can end the string or the style.
fn css_string(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '-' | ':' | '.' => letter.to_string(),
        letter => format!("\\{:x} ", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level};

    #[test]
    fn nothing_typed_becomes_a_tag_or_leaves_its_place() {
        let hostile = "</style><script>alert(1)</script>\" onload='x' & \u{202E}";
        let mut paper = Document::new(hostile).marking(hostile).header(hostile);
        paper
            .heading(Level::One, hostile)
            .paragraph(hostile)
            .bullets([hostile])
            .key_values([(hostile, hostile)]);
        paper.table(Table::new([Column::new(hostile, 1.0)]).row([hostile])).note(hostile);
        let html = write(&paper);
        assert!(!html.contains("<script") && !html.contains("onload='") && !html.contains('\u{202E}'));
        assert_eq!(html.matches("</style>").count(), 1);
        assert_eq!(html.matches("&lt;script&gt;").count(), 14, "{html}");
    }

    #[test]
    fn a_table_has_heads_with_scope_and_the_name_of_its_section() {
        let mut paper = Document::new("Minutes");
        paper.heading(Level::Two, "Actions").table(Table::new([Column::new("Agency", 1.0)]).row(["Police"]));
        let html = write(&paper);
        for part in ["<h3>Actions</h3>", "<caption>Actions</caption>", "<th scope=\"col\">Agency</th>"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
