//! Charts, logo, links and list of parts: what other programs find of them in the PDF.

use convenor::papers::layout::{Role, Shape, Tag, lay_out};
use convenor::papers::{Chart, Document, Figure, Level, Link, Picture, Text};

use crate::readers;
use crate::written::{flat, written};

/// What each link says of itself, where it leads and which structure it is part of; then each figure's alternative.
const LINKS: &str = "\
import sys, pikepdf
file = pikepdf.open(sys.argv[1])
pages = [page.objgen for page in file.pages]
tree = file.Root.StructTreeRoot.ParentTree.Nums
owners = {int(tree[i]): tree[i + 1] for i in range(0, len(tree), 2)}
for page in file.pages:
    for link in page.get('/Annots', []):
        where = link.A.URI if '/A' in link else pages.index(link.Dest[0].objgen) + 1
        owner = owners[int(link.StructParent)]
        back = any('/Obj' in kid and kid.Obj.objgen == link.objgen for kid in owner.K if isinstance(kid, pikepdf.Dictionary))
        print(link.Contents, where, owner.S, back, sep='|')
def walk(element):
    if element.get('/S') == '/Figure': print(element.Alt, [round(float(edge)) for edge in element.A.BBox], sep='|')
    kids = element.get('/K', [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and '/S' in kid: walk(kid)
walk(file.Root.StructTreeRoot.K)
";

/// Three by two pixels of one colour.
pub fn logo() -> Picture {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 30, 20);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[20, 90, 120].repeat(600)).unwrap();
    Picture::png(&bytes, "Lancaster Community Safety Partnership").unwrap()
}

#[test]
fn links_lead_where_they_say_and_figures_are_told() {
    let mut document = Document::new("Agenda");
    document.logo = Some(logo());
    document
        .paragraph(
            Text::from("See ")
                .and_link(Link::Place("case-2".into()), "the second case")
                .and(" or write to ")
                .and_link(Link::Address("mailto:marac@lancaster.example".into()), "the co-ordinator")
                .and(" or ")
                .and_link(Link::Place("nowhere".into()), "nowhere"),
        )
        .page_break()
        .heading(Level::One, "Case 1")
        .paragraph("first")
        .page_break()
        .anchor("case-2")
        .heading(Level::One, "Case 2")
        .chart(Chart::bars("Cases", ["Q1", "Q2"]).says("More.").series("Heard", [31_u32, 44]));
    let written = written(&document, false);
    let told = readers::python(LINKS, [&written.file]);
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(
        told[..2],
        [
            "Go to page 3|3|/Link|True",
            "Write to marac@lancaster.example|mailto:marac@lancaster.example|/Link|True"
        ]
    );
    assert_eq!(told[2], "Lancaster Community Safety Partnership|[476, 743, 539, 785]", "{told:?}");
    assert!(told[3].starts_with("Cases. More. For Q1: Heard 31. For Q2: Heard 44.|["), "{told:?}");
    assert_eq!(told.len(), 4, "a link that leads nowhere is text: {told:?}");
    let images = written.read_by("pdfimages", &["-list"], &[]);
    assert!(images.contains("image") && images.contains("30    20  rgb"), "{images}");
}

#[test]
fn the_list_of_parts_names_their_pages() {
    let mut document = Document::new("Minutes").contents(true);
    for number in 1..=12 {
        document.page_break().heading(Level::One, format!("Case {number}")).paragraph("word ".repeat(900));
    }
    let written = written(&document, false);
    let pages = written.pages();
    let first = flat(&written.read_by("pdftotext", &["-layout", "-l", "1"], &["-"]));
    for number in 1..=12 {
        let starts =
            pages.iter().skip(1).position(|page| page.contains(&format!("Case {number}\n"))).unwrap() + 2;
        assert!(
            first.contains(&format!("Case {number} {starts}")),
            "case {number} is on page {starts}: {first}"
        );
    }
    let told = readers::python(LINKS, [&written.file]);
    assert_eq!(told.lines().filter(|line| line.ends_with("/Link|True")).count(), 12, "{told}");
}

#[test]
fn a_chart_stays_on_one_page_and_inside_the_margins() {
    let quarters = ["Jan–Mar 2026", "Apr–Jun 2026", "Jul–Sep 2026", "Oct–Dec 2026"];
    for lines in 20..50 {
        for large in [false, true] {
            let mut document = Document::new("Steering");
            document.paragraph("word\n".repeat(lines));
            document.chart(
                Chart::lines("Cases heard", quarters)
                    .series("Heard", [31_u32, 44, 38, 57])
                    .series("Repeats", [Figure::from(9), Figure::withheld("<5"), 12.into(), 14.into()]),
            );
            let paper = lay_out(&document, large).unwrap();
            let mut on = std::collections::BTreeSet::new();
            for (number, page) in paper.pages.iter().enumerate() {
                for item in &page.items {
                    let Tag::Content(element) = item.tag else { continue };
                    if paper.elements[element.0].role == Role::Figure {
                        on.insert(number);
                        let (left, top, right, bottom) = item.shape.edges();
                        assert!(
                            left >= 56.0 && right <= 540.0 && top > 56.0 && bottom < 786.0,
                            "{:?}",
                            item.shape
                        );
                    }
                }
            }
            assert_eq!(on.len(), 1, "after {lines} lines");
            let paths = paper.pages.iter().flat_map(|page| &page.items);
            let paths = paths.filter(|item| matches!(item.shape, Shape::Path { .. })).count();
            assert_eq!(
                paths, 4,
                "a stroke in the legend and a line for each; broken lines of one point are none"
            );
        }
    }
}
