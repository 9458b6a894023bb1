//! Texts made to break a format: they come back as they were typed, less what no paper may hold.

use convenor::papers::{Column, Document, Level, Table, Text, csv, docx, html, json, xlsx};
use jiff::Timestamp;

use crate::readers;

/// What a cell, a heading and a title may hold: formulas, tags, quotes, separators, entities, other scripts.
const HOSTILE: [&str; 12] = [
    "=cmd|'/c calc'!A1",
    "+44 7700 900123",
    "-2+3+cmd",
    "@SUM(1+1)",
    "<script>alert('x')</script>",
    "]]> & &amp; \"quoted\" 'so'",
    "one, two; three\tfour",
    "line\nbreak",
    "Łucja WIŚNIEWSKA ŵŷ Nguyễn ĐỨC",
    "مريم حسن",
    "{{7*7}} ${jndi:ldap://x} %s %n",
    "emoji \u{1F600} and \u{FFFE} none",
];

fn paper() -> Document {
    let mut paper = Document::new("Hostile").marking("OFFICIAL-SENSITIVE & =1").header("=2+2").draft(true);
    let mut table = Table::new([Column::new("=HEAD()", 1.0), Column::new("What", 2.0)]);
    for text in HOSTILE {
        paper.heading(Level::Two, text).paragraph(Text::strong(text).and(text)).bullets([text]);
        paper.key_values([(text, text)]).note(text);
        table.push([text, text]);
    }
    paper.table(table);
    paper
}

const READ: &str = r"
import csv, io, json, pathlib, sys
import docx, lxml.html, openpyxl
folder = pathlib.Path(sys.argv[1])
flat = lambda text: ' '.join(text.split())
wanted = [flat(text) for text in json.loads(sys.argv[2])]
cells = [flat(str(c.value)) for s in openpyxl.load_workbook(folder / 'x.xlsx') for r in s.iter_rows() for c in r if c.value is not None]
assert all(c.data_type in 'sn' for s in openpyxl.load_workbook(folder / 'x.xlsx') for r in s.iter_rows() for c in r)
assert all(text in cells for text in wanted), 'workbook'
document = docx.Document(folder / 'x.docx')
rows = [[flat(cell.text) for cell in row.cells] for row in document.tables[0].rows]
assert rows[1:] == [[text, text] for text in wanted], 'word'
assert [flat(p.text) for p in document.paragraphs if p.style.name == 'Heading 2'] == wanted
page = lxml.html.fromstring((folder / 'x.html').read_text('utf-8'))
assert not page.xpath('//script') and [flat(h.text_content()) for h in page.xpath('//h3')] == wanted, 'page'
rows = list(csv.reader(io.StringIO((folder / 'x.csv').read_bytes().decode('utf-8-sig'), newline='')))
bare = [flat(row[1].removeprefix(chr(39))) for row in rows if len(row) == 2][1:]
assert bare == wanted, 'list'
assert not any(cell[:1] in '=+-@' for row in rows for cell in row if cell), 'a formula'
data = json.loads((folder / 'x.json').read_text('utf-8'))
assert [flat(b['text']) for b in data['blocks'] if b['kind'] == 'heading'] == wanted, 'data'
print('read')
";

#[test]
fn hostile_texts_come_back_as_words_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let paper = paper();
    let put = |name: &str, bytes: Vec<u8>| std::fs::write(folder.path().join(name), bytes).unwrap();
    put("x.xlsx", xlsx::write(&paper, Timestamp::UNIX_EPOCH).unwrap());
    put("x.docx", docx::write(&paper, Timestamp::UNIX_EPOCH).unwrap());
    put("x.html", html::write(&paper).into_bytes());
    put("x.csv", csv::write(&paper).unwrap());
    put("x.json", json::write(&paper).unwrap());
    let wanted: Vec<String> = HOSTILE.iter().map(|text| text.replace('\u{FFFE}', "")).collect();
    let wanted = serde_json::to_string(&wanted).unwrap();
    let arguments = [folder.path().as_os_str().to_owned(), wanted.into()];
    assert_eq!(readers::python(READ, arguments).trim(), "read");
}
