//! What a question is answered with: the record as it stands, the area, the moment, and who asks.

use uuid::Uuid;

use super::clock::Now;
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::record::View;

/// What an answer is given with: the record as it stands, the area, the moment, and who asks.
#[derive(Clone, Copy)]
pub struct Looking<'a> {
    /// The record.
    pub view: View<'a>,
    /// What the area has adopted.
    pub area: &'a AreaData,
    /// When.
    pub now: Now,
    /// Who asks.
    pub actor: Uuid,
}

impl Looking<'_> {
    /// The record's rows.
    pub fn rows(&self) -> Changes<'_> {
        Changes::new(&self.view)
    }
}
