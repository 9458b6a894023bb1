//! The screens, one file each: state, what it hears, what it draws.

pub mod actions;
pub mod case;
pub mod cases;
pub mod chooser;
pub mod done;
pub mod meetings;
pub mod placeholder;
pub mod today;
