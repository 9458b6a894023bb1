//! Pictures in the file, each once.

use lopdf::{Document as File, Object, ObjectId, Stream, dictionary};

use crate::papers::layout::{Paper, Shape};
use crate::papers::{PaperError, Picture};

/// The pictures of a paper and the names pages call them by.
pub struct Pictures(Vec<(String, Picture)>);

impl Pictures {
    /// The pictures on the pages.
    pub fn of(paper: &Paper) -> Self {
        let mut found: Vec<(String, Picture)> = Vec::new();
        for item in paper.pages.iter().flat_map(|page| &page.items) {
            if let Shape::Picture { picture, .. } = &item.shape
                && !found.iter().any(|(_, other)| other == picture)
            {
                found.push((format!("Picture{}", found.len()), picture.clone()));
            }
        }
        Self(found)
    }

    /// The name of a picture.
    pub fn name(&self, picture: &Picture) -> Option<&str> {
        self.0.iter().find(|(_, other)| other == picture).map(|(name, _)| name.as_str())
    }

    /// Puts them where printpdf lets every page look for them.
    ///
    /// # Errors
    /// [`PaperError::Pdf`] if the file lacks what printpdf always writes.
    pub fn embed(&self, file: &mut File, pages: &[ObjectId]) -> Result<(), PaperError> {
        let Some(page) = pages.first().filter(|_| !self.0.is_empty()) else { return Ok(()) };
        let resources = file.get_dictionary(*page)?.get(b"Resources")?.as_reference()?;
        let shared = file.get_dictionary(resources)?.get(b"XObject")?.as_reference()?;
        for (name, picture) in &self.0 {
            let picture = file.add_object(stream(picture));
            file.get_dictionary_mut(shared)?.set(name.as_bytes(), Object::Reference(picture));
        }
        Ok(())
    }
}

fn stream(picture: &Picture) -> Stream {
    let header = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.pixels.0),
        "Height" => i64::from(picture.pixels.1),
        "ColorSpace" => "DeviceRGB",
        "BitsPerComponent" => 8,
        "Interpolate" => true,
    };
    Stream::new(header, picture.colours.to_vec())
}
