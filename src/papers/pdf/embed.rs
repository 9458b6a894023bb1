//! Fonts in the file: each face reduced to the glyphs used, and the code of each glyph.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use subsetter::GlyphRemapper;

use crate::papers::PaperError;
use crate::papers::fonts::Face;
use crate::papers::layout::{Paper, Shape};

/// A face in the file.
pub struct Embedded {
    /// Its name among the file's resources.
    pub id: FontId,
    remapper: GlyphRemapper,
    /// The code of letters that have a glyph to themselves.
    codes: BTreeMap<char, u16>,
    /// The advance of each code, in thousandths of the size.
    advances: BTreeMap<u16, u16>,
}

/// How a glyph is written.
pub enum Code {
    /// As a letter the font maps to it.
    Letter(char),
    /// By its number, with what it says.
    Glyph(u16, String),
}

impl Embedded {
    /// How far a reader moves on after a glyph, in thousandths of the size.
    pub fn advance(&self, glyph: u16) -> i32 {
        let code = self.remapper.get(glyph).unwrap_or_default();
        self.advances.get(&code).copied().map_or(0, i32::from)
    }

    /// How to write the glyph that stands for `letters`.
    pub fn code(&self, glyph: u16, letters: &str) -> Code {
        let code = self.remapper.get(glyph).unwrap_or_default();
        match single(letters) {
            Some(letter) if self.codes.get(&letter) == Some(&code) => Code::Letter(letter),
            // A glyph beyond those of its letters must say something: a blank of no width.
            _ if letters.is_empty() => Code::Glyph(code, "\u{200B}".to_owned()),
            _ => Code::Glyph(code, letters.to_owned()),
        }
    }
}

fn single(letters: &str) -> Option<char> {
    let mut all = letters.chars();
    all.next().filter(|_| all.next().is_none())
}

/// The faces in the file.
pub struct Fonts(BTreeMap<Face, Embedded>);

impl Fonts {
    /// Puts the faces a paper uses into the file.
    ///
    /// # Errors
    /// [`PaperError::Subset`] or [`PaperError::Face`] if a face cannot be reduced or read.
    pub fn embed(pdf: &mut PdfDocument, paper: &Paper) -> Result<Self, PaperError> {
        let mut embedded = BTreeMap::new();
        for (face, used) in used(paper) {
            embedded.insert(face, embed(pdf, face, &used)?);
        }
        Ok(Self(embedded))
    }

    /// A face of the file; every face a page of the paper uses is there.
    pub fn face(&self, face: Face) -> Option<&Embedded> {
        self.0.get(&face)
    }
}

/// The glyphs of each face and what they say.
type Used = BTreeMap<Face, BTreeSet<(u16, Option<char>)>>;

fn used(paper: &Paper) -> Used {
    let mut used = Used::new();
    for item in paper.pages.iter().flat_map(|page| &page.items) {
        if let Shape::Text(text) = &item.shape {
            let glyphs = used.entry(text.face).or_default();
            for (glyph, letters) in text.letters() {
                glyphs.insert((glyph.id, single(letters)));
            }
        }
    }
    used
}

fn embed(
    pdf: &mut PdfDocument,
    face: Face,
    used: &BTreeSet<(u16, Option<char>)>,
) -> Result<Embedded, PaperError> {
    let name = face.name();
    let mut remapper = GlyphRemapper::new();
    let mut codes = BTreeMap::new();
    for &(glyph, letter) in used {
        let code = remapper.remap(glyph);
        if let Some(letter) = letter {
            codes.entry(letter).or_insert(code);
        }
    }
    let reduced = subsetter::subset(face.bytes(), 0, &remapper)
        .map_err(|source| PaperError::Subset { face: name, source })?;
    // The warning is that a reduced face has no table of letters: it is filled in here.
    let mut font = ParsedFont::from_bytes(&reduced, 0, &mut Vec::new()).ok_or(PaperError::Face(name))?;
    font.font_name = Some(format!("{}+{name}", tag(&reduced)));
    font.codepoint_to_glyph = codes.iter().map(|(&letter, &code)| (u32::from(letter), code)).collect();
    let advances = font.glyph_widths.clone();
    let id = FontId(name.replace('-', ""));
    pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    Ok(Embedded { id, remapper, codes, advances })
}

/// The six capitals that mark a reduced face, drawn from its bytes so that different reductions differ.
fn tag(reduced: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(reduced).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
