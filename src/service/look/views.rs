//! A user's own views of a list.

use super::Looking;
use crate::domain::filter::List;
use crate::domain::refusal::Refusal;
use crate::service::ask::SavedView;

/// The views that whoever asks has saved for a list, by name.
pub fn saved(with: &Looking<'_>, list: List) -> Result<Vec<SavedView>, Refusal> {
    let begins = SavedView::begins(list);
    let kept = with.view.drafts(with.actor)?.into_iter();
    let views = kept.filter_map(|(key, words)| {
        key.scope.strip_prefix(&begins).map(|name| SavedView { name: name.to_owned(), words })
    });
    Ok(views.collect())
}
