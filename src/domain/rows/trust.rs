//! Positions of trust: what is decided when somebody at the table knows somebody on the case.

use crate::words;

words! {
    /// What was decided on a position of trust, where somebody in the room knows somebody on the case.
    pub enum Trust {
        /// Nobody concerned holds one.
        None = "no position of trust is involved",
        /// To the local authority's designated officer.
        Lado = "referred to the LADO",
        /// To the agency's own professional standards.
        Standards = "referred to professional standards",
        /// To both.
        Both = "referred to the LADO and to professional standards",
    }
}
