//! Fonts in the file: each face reduced to the glyphs used, and the code of each glyph.

use std::collections::BTreeMap;

use printpdf::{Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem};
use subsetter::GlyphRemapper;

use crate::papers::PaperError;
use crate::papers::fonts::Face;
use crate::papers::layout::{Paper, Shape};

/// A face in the file.
pub struct Embedded {
    /// Its name among the file's resources.
    pub id: FontId,
    remapper: GlyphRemapper,
    /// The advance of each code, in thousandths of the size.
    advances: Vec<u16>,
    /// What each glyph says to whoever copies it.
    says: BTreeMap<u16, String>,
}

impl Embedded {
    /// Whether a glyph says other letters than those it stands for here.
    pub fn belies(&self, glyph: u16, letters: &str) -> bool {
        self.says.get(&glyph).is_none_or(|says| says != letters)
    }

    /// How far a reader moves on after a code, in thousandths of the size.
    pub fn advance(&self, code: u16) -> i32 {
        self.advances.get(usize::from(code)).copied().map_or(0, i32::from)
    }

    /// The code of a glyph.
    pub fn code(&self, glyph: u16) -> u16 {
        self.remapper.get(glyph).unwrap_or_default()
    }
}

/// The faces in the file.
pub struct Fonts(BTreeMap<Face, Embedded>);

impl Fonts {
    /// Puts the faces a paper uses into the file, and a specimen of them: printpdf writes what a page shows.
    ///
    /// # Errors
    /// [`PaperError::Subset`] or [`PaperError::Face`] if a face cannot be reduced or read.
    pub fn embed(pdf: &mut PdfDocument, paper: &Paper) -> Result<(Self, Vec<Op>), PaperError> {
        let mut embedded = BTreeMap::new();
        let mut specimen = Vec::new();
        for (face, used) in used(paper) {
            let font = embed(pdf, face, used)?;
            let says = font.says.iter();
            let says = says.map(|(glyph, says)| Codepoint::with_cid(font.code(*glyph), 0.0, says.clone()));
            let items = vec![TextItem::GlyphIds(says.collect())];
            specimen.push(Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(1.0) });
            specimen.push(Op::ShowText { items });
            embedded.insert(face, font);
        }
        Ok((Self(embedded), specimen))
    }

    /// A face of the file; every face a page of the paper uses is there.
    pub fn face(&self, face: Face) -> Option<&Embedded> {
        self.0.get(&face)
    }
}

/// The glyphs of each face and what they say to whoever copies them. Where a glyph says different things, the shortest
/// and then the first in the order of letters: a blank is a blank before it is one that does not break.
type Used = BTreeMap<Face, BTreeMap<u16, String>>;

fn used(paper: &Paper) -> Used {
    let mut used = Used::new();
    for item in paper.pages.iter().flat_map(|page| &page.items) {
        let Shape::Text(text) = &item.shape else { continue };
        let glyphs = used.entry(text.face).or_default();
        for (glyph, letters) in text.letters() {
            // A glyph beyond those of its letters must say something: a blank of no width.
            let says = if letters.is_empty() { "\u{200B}" } else { letters };
            let rank = |says: &str| (says == "\u{200B}", says.chars().count());
            match glyphs.get_mut(&glyph.id) {
                Some(known) if (rank(known), known.as_str()) <= (rank(says), says) => {}
                Some(known) => says.clone_into(known),
                None => {
                    glyphs.insert(glyph.id, says.to_owned());
                }
            }
        }
    }
    used
}

fn embed(pdf: &mut PdfDocument, face: Face, says: BTreeMap<u16, String>) -> Result<Embedded, PaperError> {
    let name = face.name();
    let mut remapper = GlyphRemapper::new();
    for &glyph in says.keys() {
        remapper.remap(glyph);
    }
    let reduced = subsetter::subset(face.bytes(), 0, &remapper)
        .map_err(|source| PaperError::Subset { face: name, source })?;
    // The warning is that a reduced face has no table of letters: what glyphs say is told with the specimen.
    let mut font = ParsedFont::from_bytes(&reduced, 0, &mut Vec::new()).ok_or(PaperError::Face(name))?;
    font.font_name = Some(format!("{}+{name}", tag(&reduced)));
    let mut advances = Vec::new();
    for (&code, &advance) in &font.glyph_widths {
        let code = usize::from(code);
        if advances.len() <= code {
            advances.resize(code + 1, 0);
        }
        if let Some(place) = advances.get_mut(code) {
            *place = advance;
        }
    }
    let id = FontId(name.replace('-', ""));
    pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    Ok(Embedded { id, remapper, advances, says })
}

/// The six capitals that mark a reduced face, drawn from its bytes so that different reductions differ.
fn tag(reduced: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(reduced).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
