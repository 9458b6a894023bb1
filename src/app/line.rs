//! The action line between meetings: a case as shown, read and turned into a request by the service's words.

use super::cx::Cx;
use super::widgets::wide;
use crate::domain::line::{PartKind, Reading, read};
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

/// Fewest columns that the words of an action are cut to.
const LEAST: usize = 14;

/// Parts of a preview in so many columns: the words of the action give way first, since they stand on the line itself;
/// who and when stay whole.
pub fn fitted(mut parts: Vec<(PartKind, String)>, columns: usize) -> Vec<(PartKind, String)> {
    let total =
        |parts: &[(PartKind, String)]| parts.iter().map(|(_, text)| wide::width(text) + 3).sum::<usize>();
    for kind in [PartKind::Text, PartKind::Unread, PartKind::Status, PartKind::Agency] {
        for at in 0..parts.len() {
            let over = (total(&parts).saturating_sub(3)).saturating_sub(columns);
            if let Some((_, text)) = parts.get_mut(at).filter(|(of, _)| over > 0 && *of == kind) {
                let room = wide::width(text).saturating_sub(over).max(LEAST);
                *text = wide::cut(text, room);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_give_way_before_who_and_when() {
        let parts = vec![
            (PartKind::Agency, "Children's social care lead, Health visiting supporting".to_owned()),
            (PartKind::Text, "visit the children at school and at home and speak to each alone".to_owned()),
            (PartKind::Due, "due Fri 27 Nov 17:00".to_owned()),
        ];
        let shown = fitted(parts, 110);
        let total: usize = shown.iter().map(|(_, text)| wide::width(text) + 3).sum();
        assert!(total <= 113, "{total}");
        assert_eq!(shown[2].1, "due Fri 27 Nov 17:00");
        assert!(shown[1].1.ends_with('…'));
    }
}
