//! The faces built into the program, which of them draws a letter, and text made fit to draw.
//!
//! Noto Sans covers the Latin alphabets of the United Kingdom's communities, Greek and Cyrillic; Noto Naskh Arabic those
//! of Arabic, Kurdish, Pashto, Persian and Urdu; two small faces add ticks, boxes, arrows and signs of comparison. A
//! letter none of them has is drawn as [`MISSING`] and reported by [`missing`]: never dropped in silence.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::OnceLock;

use rustybuzz::{Direction, Feature, ShapePlan, script};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::PaperError;
use super::blocks::{Block, Text};
use super::document::Document;

/// Drawn for a letter no face has.
pub const MISSING: char = '\u{FFFD}';

/// A built-in face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Noto Sans.
    Regular,
    /// Noto Sans Bold.
    Bold,
    /// Noto Naskh Arabic.
    Naskh,
    /// Noto Naskh Arabic Bold.
    NaskhBold,
    /// Ticks, boxes and pointers, from Noto Sans Symbols 2.
    Symbols,
    /// Arrows and comparison, from Noto Sans Math.
    Maths,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 6] =
        [Self::Regular, Self::Bold, Self::Naskh, Self::NaskhBold, Self::Symbols, Self::Maths];

    /// The PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "NotoSans-Regular",
            Self::Bold => "NotoSans-Bold",
            Self::Naskh => "NotoNaskhArabic-Regular",
            Self::NaskhBold => "NotoNaskhArabic-Bold",
            Self::Symbols => "NotoSansSymbols2-Regular",
            Self::Maths => "NotoSansMath-Regular",
        }
    }

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
            Self::Bold => include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
            Self::Naskh => include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular-Letters.ttf"),
            Self::NaskhBold => include_bytes!("../../assets/fonts/NotoNaskhArabic-Bold-Letters.ttf"),
            Self::Symbols => include_bytes!("../../assets/fonts/NotoSansSymbols2-Signs.ttf"),
            Self::Maths => include_bytes!("../../assets/fonts/NotoSansMath-Signs.ttf"),
        }
    }
}

/// A face ready to shape with.
pub struct Loaded {
    /// The face.
    pub face: rustybuzz::Face<'static>,
    /// How it shapes what runs to the right: kerned, without ligatures, so that each letter can be read back.
    right: ShapePlan,
    /// How it shapes what runs to the left: joined as Arabic script is.
    left: ShapePlan,
}

impl Loaded {
    /// How it shapes text of a direction.
    pub fn plan(&self, left: bool) -> &ShapePlan {
        if left { &self.left } else { &self.right }
    }
}

/// The faces, read once.
pub struct Faces([Loaded; 6]);

impl Faces {
    /// Reads the faces, the first time it is asked.
    ///
    /// # Errors
    /// [`PaperError::Face`] if the program's own data is damaged.
    pub fn get() -> Result<&'static Self, PaperError> {
        static FACES: OnceLock<Result<Faces, &'static str>> = OnceLock::new();
        FACES.get_or_init(Self::load).as_ref().map_err(|name| PaperError::Face(name))
    }

    fn load() -> Result<Self, &'static str> {
        let [a, b, c, d, e, f] = Face::ALL.map(load);
        Ok(Self([a?, b?, c?, d?, e?, f?]))
    }

    /// One face.
    pub fn face(&self, face: Face) -> &Loaded {
        let Self([regular, bold, naskh, naskh_bold, symbols, maths]) = self;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Naskh => naskh,
            Face::NaskhBold => naskh_bold,
            Face::Symbols => symbols,
            Face::Maths => maths,
        }
    }

    /// The face that draws `letter` where `wanted`, regular or bold, is asked for, if any does. Among letters that run to
    /// the left, blanks and stops are of their face.
    pub fn drawing(&self, wanted: Face, letter: char, left: bool) -> Option<Face> {
        let arabic = if wanted == Face::Bold { Face::NaskhBold } else { Face::Naskh };
        let (first, second) = if left { (arabic, wanted) } else { (wanted, arabic) };
        [first, second, Face::Symbols, Face::Maths]
            .into_iter()
            .find(|&face| self.face(face).face.glyph_index(letter).is_some())
    }
}

fn load(face: Face) -> Result<Loaded, &'static str> {
    let loaded = rustybuzz::Face::from_slice(face.bytes(), 0).ok_or(face.name())?;
    let features = |names: &[&str]| -> Vec<Feature> {
        names.iter().filter_map(|feature| Feature::from_str(feature).ok()).collect()
    };
    let plain = features(&["liga=0", "clig=0", "calt=0"]);
    let right = ShapePlan::new(&loaded, Direction::LeftToRight, Some(script::LATIN), None, &plain);
    let joined = features(&["liga=0"]);
    let left = ShapePlan::new(&loaded, Direction::RightToLeft, Some(script::ARABIC), None, &joined);
    Ok(Loaded { face: loaded, right, left })
}

/// Text made fit to draw: composed (NFC), one kind of blank, no control, direction or invisible characters; line
/// feeds stay. Entry strips them too; a paper does not rely on it, because a direction mark can make it lie.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b'\n' || (b' '..0x7F).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n");
    let kept: String = unified.chars().filter_map(fit).collect();
    if kept.chars().all(always_composed) || is_nfc(&kept) {
        return Cow::Owned(kept);
    }
    Cow::Owned(kept.nfc().collect())
}

/// Letters that never compose with their neighbours: a quick answer for nearly all text.
fn always_composed(letter: char) -> bool {
    matches!(letter, '\0'..'\u{300}' | '\u{1E00}'..'\u{1F00}' | '\u{2010}'..='\u{2027}')
}

fn fit(letter: char) -> Option<char> {
    match letter {
        '\n' | '\u{A0}' => Some(letter),
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{202F}' | '\u{2007}' => Some('\u{A0}'),
        '\t' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => None,
        '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' => None,
        // No letters at all, and refused by XML.
        '\u{FFFE}' | '\u{FFFF}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// The letters of a document no face has; each is drawn as [`MISSING`].
///
/// # Errors
/// [`PaperError::Face`] as for [`Faces::get`].
pub fn missing(document: &Document) -> Result<BTreeSet<char>, PaperError> {
    let faces = Faces::get()?;
    let mut found = BTreeSet::new();
    let mut look = |text: &str| {
        found.extend(
            clean(text)
                .chars()
                .filter(|&letter| letter != '\n' && faces.drawing(Face::Regular, letter, false).is_none()),
        );
    };
    let footer = document.footer.line();
    let heads = [&document.title, &document.marking, &footer];
    let lines = [&document.heading_lines, &document.header, &document.law_lines];
    for text in heads.into_iter().chain(lines.into_iter().flatten()) {
        look(text);
    }
    for block in &document.blocks {
        texts(block).into_iter().flat_map(Text::runs).for_each(|run| look(run.text.reveal()));
    }
    Ok(found)
}

/// All text of a block, in reading order.
pub(crate) fn texts(block: &Block) -> Vec<&Text> {
    match block {
        Block::Heading(_, text) | Block::Paragraph(text) => vec![text],
        Block::List(list) => list.entries.iter().collect(),
        Block::Table(table) => {
            table.columns().iter().map(|column| &column.head).chain(table.rows().iter().flatten()).collect()
        }
        Block::KeyValues(pairs) => pairs.iter().flat_map(|pair| [&pair.label, &pair.value]).collect(),
        Block::Note(note) => note.paragraphs.iter().collect(),
        Block::Chart(chart) => chart.texts(),
        Block::PageBreak | Block::Rule | Block::Space(_) | Block::Anchor(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The alphabets of the people papers are about, and the punctuation we set ourselves.
    const NEEDED: &str = "ŵŷŴŶâêîôû ąćęłńóśźżŁ áéíóú ṁḃċḋ ăâđêôơưạảấầẩẫậắằẳẵặỹỵ ğışİ țșă čšžđ ößü ñç åæø αβγ їґ · – — “ ” ‘ ’ … ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى پچژگکی ٹڈڑںھہۂۃےۓ ێۆڕڵەڤ ځڅډړږښڼټۍ ،؛؟۔ ٠١٢٣ ۴۵۶ َُِّْ € • ✓ ✗ ☐ ☑ → ≥ ≤ − ⚠";

    #[test]
    fn every_face_counts_in_thousandths_and_draws_the_sign_for_missing() {
        let faces = Faces::get().unwrap();
        for face in Face::ALL {
            assert_eq!(faces.face(face).face.units_per_em(), 1000, "{face:?}");
        }
        assert_eq!(faces.drawing(Face::Bold, MISSING, false), Some(Face::Bold));
    }

    #[test]
    fn needed_letters_are_drawn_in_both_weights() {
        let faces = Faces::get().unwrap();
        for weight in [Face::Regular, Face::Bold] {
            let lacking: String =
                NEEDED.chars().filter(|&c| faces.drawing(weight, c, false).is_none()).collect();
            assert_eq!(lacking, "", "{weight:?}");
        }
    }

    #[test]
    fn cleaning_composes_and_drops_what_cannot_be_seen() {
        let table = [
            ("plain\nline", "plain\nline"),
            ("w\u{302}yr", "ŵyr"),
            ("a\u{202E}b\u{200F}c\u{7}d\u{AD}e", "abcde"),
            ("a\tb\u{2003}c\u{202F}d", "a b c\u{A0}d"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
        ];
        for (raw, cleaned) in table {
            assert_eq!(clean(raw), cleaned);
        }
    }

    #[test]
    fn letters_taken_as_composed_are() {
        let wrong = ('\0'..'\u{3000}').filter(|&c| always_composed(c) && !is_nfc(&c.to_string()));
        assert_eq!(wrong.collect::<String>(), "");
    }

    #[test]
    fn letters_without_a_face_are_reported() {
        let mut paper = Document::new("Minutes");
        paper.paragraph("known as 李 and Łucja").bullets(["ا, ש"]);
        assert_eq!(missing(&paper).unwrap(), BTreeSet::from(['ש', '李']));
    }
}
