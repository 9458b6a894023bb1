//! How many out of how many.

/// How many, out of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    /// How many.
    pub of: usize,
    /// Out of how many.
    pub all: usize,
}

impl Ratio {
    /// In the hundred, rounded; nothing out of nothing.
    pub fn percent(self) -> Option<usize> {
        self.parts(100)
    }

    /// In parts of a whole, rounded: 1,000 for tenths of a percent; nothing out of nothing.
    pub fn parts(self, whole: usize) -> Option<usize> {
        (self.of * whole * 2 + self.all).checked_div(self.all * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_nothing_has_none() {
        assert_eq!(Ratio { of: 1, all: 8 }.percent(), Some(13));
        assert_eq!(Ratio { of: 2, all: 3 }.percent(), Some(67));
        assert_eq!(Ratio { of: 0, all: 3 }.percent(), Some(0));
        assert_eq!(Ratio { of: 0, all: 0 }.percent(), None);
    }
}
