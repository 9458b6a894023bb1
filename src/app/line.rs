//! The action line between meetings: a case as shown, read and turned into a request by the service's words.

use super::cx::Cx;
use crate::domain::line::{Reading, read};
use crate::domain::request::Request;
use crate::service::ask::CaseStory;
use crate::service::typed::{Scene, Target, requests};

/// What a line is read beside.
#[derive(Debug, Clone)]
pub struct Beside<'a> {
    story: &'a CaseStory,
}

impl<'a> Beside<'a> {
    /// A case between meetings.
    pub const fn case(story: &'a CaseStory) -> Self {
        Self { story }
    }

    /// What a line means; nothing until the area's words are known.
    pub fn read(&self, line: &str, cx: &Cx) -> Option<Reading> {
        let scene = Scene::of(self.story, &[], None, &cx.holidays, cx.now);
        cx.lexicons.for_forum(&self.story.case.forum).map(|lexicon| read(line, lexicon, &scene.moment()))
    }

    /// What storing a reading asks for; nothing for an empty line.
    pub fn request(&self, reading: &Reading, typed: &str) -> Option<Request> {
        requests(typed, reading, &Target::of(self.story, None)).into_iter().next()
    }
}
