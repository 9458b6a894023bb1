//! What other programs read in our PDF: poppler's tools and qpdf, both needed to run these tests.

use convenor::papers::{Column, Document, Level, Table, Text};

use crate::written::{flat, written};
use crate::{readers, sample};

#[test]
fn letters_of_every_alphabet_come_out_as_they_went_in() {
    let lines = [
        "Zażółć gęślą jaźń, Łucja WIŚNIEWSKA",
        "Llŷr ap Ŵyn: tŷ, dŵr, gwên, môr, ïe",
        "Nguyễn Thị Hường, Đặng Ữ, ặ ẫ ỹ ỵ",
        "Gráinne Ní Bhriain, ṁ ḃ ċ",
        "“quoted” – dash — ‘single’ … · €5 office affine fjord",
        "✓ done ✗ not done ☐ open → next ≥ 17 ≤ 3",
        "AVATAR To. Ty. We, Yes VA LT",
        "Ọmọ́tọ́la Adébáyọ̀, Ẹ̀fúnṣetán",
    ];
    let mut document = Document::new("Letters");
    for line in lines {
        document.paragraph(line).paragraph(Text::strong(line));
    }
    let written = written(&document, false);
    let script = "import sys, pymupdf\nfor page in pymupdf.open(sys.argv[1]): print(page.get_text())";
    for text in [written.pages().concat(), readers::python(script, [&written.file])] {
        let text = flat(&text);
        for line in lines {
            assert_eq!(text.matches(line).count(), 2, "{line:?} in {text}");
        }
    }
}

/// Letters in the order of the code points, whatever marks say of direction.
fn plain(text: &str) -> String {
    flat(&text.replace(|letter| matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'), ""))
}

#[test]
fn names_in_arabic_script_come_out_as_they_went_in() {
    // Arabic with a lam-alef, Urdu, Persian, Kurdish, Pashto.
    let names = ["محمد علي السلام", "محمد علی کھوکھر ڈار", "پژمان گلچین", "ڕێبوار هەڵەبجە", "ځلاند وړانګه"];
    let mut document = Document::new("Letters");
    for name in names {
        document.paragraph("Four calls since August, the last on 9 November. ".repeat(3));
        document.paragraph(Text::from("Referred as ").and(name).and(", born 12 March 1992."));
        document.paragraph(Text::strong(name));
        let heads = [Column::new("Name", 1.0), Column::new("Of", 1.0)];
        document.table(Table::new(heads).row([name, "Housing"]));
    }
    let written = written(&document, false);
    let script = "import sys, pymupdf\nfor page in pymupdf.open(sys.argv[1]): print(page.get_text())";
    let mupdf = plain(&readers::python(script, [&written.file]));
    let poppler = plain(&written.pages().concat());
    for name in names {
        assert_eq!(poppler.matches(name).count(), 3, "{name} for poppler in {poppler}");
        assert_eq!(mupdf.matches(name).count(), 3, "{name} for MuPDF in {mupdf}");
        let within = format!("Referred as {name}, born 12 March 1992.");
        assert!(poppler.contains(&within), "{within} in {poppler}");
    }
}

#[test]
fn marks_of_arabic_script_are_told_in_the_order_they_are_read() {
    let name = "مُحَمَّد";
    let mut document = Document::new("Letters");
    document.paragraph(Text::from("Referred as ").and(name));
    let script = "\
import sys, pikepdf, re
file = pikepdf.open(sys.argv[1])
content = file.pages[0].Contents.read_bytes()
for told in re.findall(rb'/ActualText <([0-9A-F]*)>', content): print(bytes.fromhex(told.decode()).decode('utf-16'))
";
    assert_eq!(readers::python(script, [&written(&document, false).file]).trim(), name);
}

#[test]
fn every_page_carries_marking_number_and_draft() {
    for (draft, large) in [(true, false), (false, false), (true, true)] {
        let pages = written(&sample::minutes(4, draft), large).pages();
        for (index, page) in pages.iter().enumerate() {
            let text = flat(page);
            assert!(text.contains(&format!("Page {} of {}", index + 1, pages.len())), "{text}");
            assert!(text.starts_with("OFFICIAL-SENSITIVE"), "{text}");
            assert_eq!(text.matches("OFFICIAL-SENSITIVE").count(), 2, "{text}");
            assert_eq!(text.matches(Document::DRAFT).count(), usize::from(draft), "page {}", index + 1);
            assert!(text.contains("for Lancashire Housing Partnership · copy 3"), "{text}");
            let foot: Vec<&str> = text.split(' ').rev().take(20).collect();
            assert!(foot.contains(&"OFFICIAL-SENSITIVE"), "no marking in the foot: {foot:?}");
        }
    }
}

#[test]
fn text_is_read_in_order() {
    let written = written(&sample::minutes(30, false), false);
    let pages = written.pages();
    let text = flat(&pages.concat());
    let order: Vec<String> = (1..=30)
        .flat_map(|number| {
            let victim = sample::VICTIMS[number % sample::VICTIMS.len()];
            [format!("{number}. {victim} (LAN-26-{:04})", 100 + number), "Decision High risk".to_owned()]
        })
        .collect();
    let mut rest = text.as_str();
    for wanted in &order {
        let at = rest.find(wanted.as_str()).unwrap_or_else(|| panic!("{wanted:?} missing or out of order"));
        rest = &rest[at + wanted.len()..];
    }
    assert_eq!(text.matches(sample::POLISH).count(), 30);

    // In the order of the file itself, a cell is finished before the next begins.
    let raw = flat(&written.read_by("pdftotext", &["-raw", "-enc", "UTF-8"], &["-"]));
    assert!(raw.contains("not to enter Moor Lane. records, 24 Nov"), "cells are interleaved");
}

#[test]
fn fonts_are_embedded_reduced_and_readable() {
    let written = written(&sample::minutes(2, false), false);
    let listed = written.read_by("pdffonts", &[], &[]);
    let fonts: Vec<&str> = listed.lines().skip(2).collect();
    assert_eq!(fonts.len(), 4, "{listed}");
    for font in fonts {
        assert!(font.contains("+Noto") && font.contains("yes yes yes"), "{font}");
    }
    assert!(std::fs::metadata(&written.file).unwrap().len() < 120_000, "the faces are embedded whole");
}

#[test]
fn qpdf_and_pdfinfo_find_a_sound_tagged_file() {
    let written = written(&sample::minutes(6, true), false);
    let checked = written.read_by("qpdf", &["--check"], &[]);
    assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");

    let information = flat(&written.read_by("pdfinfo", &["-isodates"], &[]));
    for fact in
        ["Title: Minutes", "CreationDate: 2026-11-27T16:05:00", "Tagged: yes", "(A4)", "PDF version: 1.7"]
    {
        assert!(information.contains(fact), "{fact} not in {information}");
    }
}

#[test]
fn the_structure_tells_heading_list_table_and_language() {
    let mut document = Document::new("Minutes").draft(true);
    document
        .heading(Level::Three, "Case")
        .bullets(["locks"])
        .table(Table::new([Column::new("Agency", 1.0), Column::new("Due", 1.0)]).row(["Police", ""]))
        .key_values([("Chair", "DI Anand")]);
    let told = written(&document, false).read_by("pdfinfo", &["-struct-text"], &[]);
    let told: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn bookmarks_follow_the_headings() {
    let mut document = Document::new("Minutes");
    document
        .heading(Level::One, "Case Ł")
        .heading(Level::Two, "Risks")
        .paragraph("x")
        .heading(Level::One, "End");
    let written = written(&document, false);
    let file = lopdf::Document::load(&written.file).unwrap();
    let found: Vec<(usize, String, usize)> =
        file.get_toc().unwrap().toc.into_iter().map(|entry| (entry.level, entry.title, entry.page)).collect();
    assert_eq!(found, [(1, "Case Ł".to_owned(), 1), (2, "Risks".to_owned(), 1), (1, "End".to_owned(), 1)]);
}

#[test]
fn a_letter_without_a_face_is_shown_as_missing() {
    let mut document = Document::new("Letters");
    document.paragraph("known as 李明");
    assert!(flat(&written(&document, false).pages().concat()).contains("known as \u{FFFD}\u{FFFD}"));
}
