//! The screens, one file each: state, what it hears, what it draws. `parts` and `review` are what several share.

pub mod action;
#[cfg(test)]
mod action_tests;
pub mod actions;
pub mod agenda;
pub mod approval;
pub mod area;
pub mod assess;
mod bulk;
pub mod case;
mod case_forms;
mod case_rows;
pub mod cases;
pub mod chasing;
pub mod chooser;
pub mod couple;
pub mod data_return;
pub mod defer;
pub mod desk;
pub mod document;
pub mod done;
pub mod find;
pub mod flags;
pub mod forums;
mod groups;
pub mod import;
#[cfg(test)]
mod list_tests;
#[cfg(test)]
mod meeting_tests;
pub mod meetings;
pub mod outstanding;
pub mod papers;
pub mod parts;
pub mod people;
pub mod plan;
pub mod referral;
pub mod reports;
pub mod research;
pub mod returned;
pub mod review;
pub mod room;
pub mod services;
pub mod sign_in;
pub mod subjects;
pub mod timeline;
pub mod today;
