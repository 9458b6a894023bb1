//! What agencies returned before meetings, counted against what was asked of them.

/// What agencies returned before meetings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Asked for: every agency expected on every case listed, less those kept out of it.
    pub asked: usize,
    /// Came by the day asked for, information or that nothing is known.
    pub in_time: usize,
    /// Of those, that nothing is known.
    pub nothing: usize,
    /// Came after it.
    pub late: usize,
}

impl Answers {
    /// Adds those of another meeting or agency.
    pub const fn add(&mut self, more: Self) {
        self.asked += more.asked;
        self.in_time += more.in_time;
        self.nothing += more.nothing;
        self.late += more.late;
    }

    /// Whether something was asked for and no answer at all came, or was entered.
    pub const fn none_came(self) -> bool {
        self.asked > 0 && self.in_time + self.late == 0
    }

    /// Asked for and not there.
    pub const fn unanswered(self) -> usize {
        self.asked.saturating_sub(self.in_time + self.late)
    }
}
