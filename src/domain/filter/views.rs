//! Views that come with the program: filter and order under a name.

use super::List;

/// A view that nobody had to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Of which list.
    pub list: List,
    /// Its name.
    pub name: &'static str,
    /// Filter words and order.
    pub words: &'static str,
}

const fn view(list: List, name: &'static str, words: &'static str) -> Shipped {
    Shipped { list, name, words }
}

/// The views that come with the program.
pub const SHIPPED: &[Shipped] = &[
    view(List::Actions, "overdue by agency", "is:overdue sort:agency"),
    view(List::Actions, "awaiting confirmation", "is:awaiting"),
    view(List::Actions, "due within a week", "is:live due:<=7d"),
    view(List::Actions, "oldest first", "is:live sort:-age"),
    view(List::Cases, "repeats", "repeat:yes"),
    view(List::Cases, "to correct", "is:to-correct"),
    view(List::Cases, "overdue actions", "is:overdue"),
    view(List::Cases, "highest scores waiting", "state:waiting sort:-score"),
    view(List::Desk, "answers late", "is:late"),
    view(List::Desk, "IDVA not told", "is:untold"),
];
