//! Words to glyphs: each different word is shaped once per weight and paper.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use rustybuzz::{BufferClusterLevel, Direction, UnicodeBuffer, script};

use super::drawn::Glyph;
use crate::papers::PaperError;
use crate::papers::fonts::{Face, Faces, MISSING};

/// Part of a word that one face draws.
#[derive(Debug)]
pub struct Piece {
    /// The face.
    pub face: Face,
    /// Its letters, in the order they are read.
    pub text: String,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances.
    pub width: i32,
}

/// A word shaped: its pieces, usually one.
#[derive(Debug, Default)]
pub struct Word {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
    /// Width in thousandths of the size.
    pub width: i32,
}

/// Shapes words and remembers them.
pub struct Shaper {
    faces: &'static Faces,
    /// Words seen: regular and bold, then the same running to the left.
    seen: [HashMap<Box<str>, Rc<Word>>; 4],
    buffer: Option<UnicodeBuffer>,
    missing: BTreeSet<char>,
}

impl Shaper {
    /// A shaper that has seen no word yet.
    ///
    /// # Errors
    /// [`PaperError::Face`] if the program's own data is damaged.
    pub fn new() -> Result<Self, PaperError> {
        Ok(Self { faces: Faces::get()?, seen: Default::default(), buffer: None, missing: BTreeSet::new() })
    }

    /// Shapes clean text without line feeds that runs one way, in regular or bold.
    pub fn word(&mut self, text: &str, strong: bool, left: bool) -> Rc<Word> {
        let place = usize::from(strong) + 2 * usize::from(left);
        if let Some(word) = self.seen.get(place).and_then(|seen| seen.get(text)) {
            return Rc::clone(word);
        }
        let word = Rc::new(self.shape(text, if strong { Face::Bold } else { Face::Regular }, left));
        if let Some(seen) = self.seen.get_mut(place) {
            seen.insert(text.into(), Rc::clone(&word));
        }
        word
    }

    /// The letters met so far that no face has.
    pub fn into_missing(self) -> BTreeSet<char> {
        self.missing
    }

    fn shape(&mut self, text: &str, weight: Face, left: bool) -> Word {
        let mut stretches: Vec<(Face, String)> = Vec::new();
        for letter in text.chars() {
            let (face, letter) = match self.faces.drawing(weight, letter, left) {
                Some(face) => (face, letter),
                None => {
                    self.missing.insert(letter);
                    (weight, MISSING)
                }
            };
            match stretches.last_mut() {
                Some((last, stretch)) if *last == face => stretch.push(letter),
                _ => stretches.push((face, letter.to_string())),
            }
        }
        let pieces: Vec<Piece> =
            stretches.into_iter().map(|(face, text)| self.piece(face, text, left)).collect();
        let width = pieces.iter().map(|piece| piece.width).sum();
        Word { pieces, width }
    }

    fn piece(&mut self, face: Face, text: String, left: bool) -> Piece {
        let loaded = self.faces.face(face);
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(&text);
        // As the plan was made.
        buffer.set_direction(if left { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_script(if left { script::ARABIC } else { script::LATIN });
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        let shaped = rustybuzz::shape_with_plan(&loaded.face, loaded.plan(left), buffer);
        let glyphs: Vec<Glyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
                at: usize::try_from(info.cluster).unwrap_or_default(),
            })
            .collect();
        self.buffer = Some(shaped.clear());
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        Piece { face, text, glyphs, width }
    }
}
