//! Kinds of fact that a paper can do without.

use crate::words;

words! {
    /// A kind of fact that an edition may do without.
    pub enum Withheld {
        /// Date of birth, other names and language of the victim, and the children.
        VictimDetails = "details of the victim and the children",
        /// The victim's views and wishes.
        Views = "the victim's views and wishes",
        /// The reason of the referral, its grounds and figures, and who referred.
        Referral = "the referral, its grounds and figures",
        /// What agencies said, and that they said anything.
        Information = "what agencies said",
        /// Risks named.
        Risks = "risks",
        /// Where the perpetrator is, and what is about to happen.
        Whereabouts = "whereabouts and dates to come",
        /// What was decided.
        Decision = "the decision",
        /// Why it was decided so, and what was considered and not done.
        Deliberation = "why, and what was considered",
        /// Notes.
        Notes = "notes",
        /// Actions that protect anybody but are not about the perpetrator alone.
        Protection = "actions that protect somebody",
        /// Who tells the victim, how and when.
        Feedback = "feedback to the victim",
        /// Who was there, who left the room and why.
        Presence = "who was there for the case",
        /// The case beside it, and the one it repeats.
        Links = "cases beside it",
        /// People who act for an agency.
        Professionals = "names of professionals",
    }
}
