//! What the line is for: information, action, risk or note.

/// What the line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// What an agency says.
    #[default]
    Information,
    /// What an agency will do.
    Action,
    /// A risk.
    Risk,
    /// Anything else; other business when no case is open.
    Note,
}

impl Mode {
    /// In the order in which a key flips through them.
    pub const ALL: [Self; 4] = [Self::Information, Self::Action, Self::Risk, Self::Note];

    /// The next one, or the one before.
    pub fn turned(self, onwards: bool) -> Self {
        let step = if onwards { 1 } else { Self::ALL.len() - 1 };
        let at = Self::ALL.iter().position(|mode| *mode == self).unwrap_or(0);
        Self::ALL.get((at + step) % Self::ALL.len()).copied().unwrap_or_default()
    }

    /// Its name, also that of the place where its line is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Action => "action",
            Self::Risk => "risk",
            Self::Note => "note",
        }
    }

    /// The mode of a place where a line is kept.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// What to type, while nothing is typed.
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Information => {
                "police: four calls since August · idva: nk · ? before a view · Tab for an action"
            }
            Self::Action => "hsg: locks by fri for victim · 2 done · 2 due mon · Tab for a risk",
            Self::Risk => "children: contact dispute · the victim when nobody is named · Tab for a note",
            Self::Note => "anything that is neither information, action nor risk",
        }
    }
}
