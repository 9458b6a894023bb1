//! The screens, one file each: state, what it hears, what it draws. `parts` and `review` are what several share.

pub mod actions;
pub mod case;
mod case_rows;
pub mod cases;
pub mod chooser;
pub mod done;
pub mod meetings;
pub mod parts;
pub mod placeholder;
pub mod review;
pub mod today;
