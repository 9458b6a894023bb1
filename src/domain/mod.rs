//! The rules of the field, pure: no input or output, no clock, no terminal.
//!
//! Made of the *spine* ([`value`], [`shape`], [`entry`], [`facts`]: what a row is and how a change is said), the
//! [`rows`] of the record, the [`request`]s that may be made and the [`rules`] that decide them, and the rooms of
//! knowledge they draw on: [`people`] and [`referral`] (who is who, what a referral is beside the record), [`mod@line`] (what
//! is typed and what it becomes), [`tools`] (files an area adopts, and scoring), [`calendar`], [`statement`] (the facts
//! minutes print). It is told the time and given its identifiers.
//!
//! # Words
//!
//! One word per concept, in code, screens and papers. *Forum*: MARAC, MATAC, and the others an area adds. *Case*: in a
//! MARAC one victim with the same perpetrator(s); in a MATAC one subject. *Referral*: one time a case is referred; a
//! *repeat* is a referral within the window of the last one. *Assessment*, *criteria met*. *Agenda item*: a case at a
//! meeting. *Information*: what an agency shared, or that it knows nothing. *Risk*. *Action*: awaiting confirmation,
//! open, completed, no longer possible, not done. *Outstanding actions*: those to review. *Deferred*: put off by the
//! chair. *Feedback to victim*. *Victim's views and wishes*. *Flag*: 12 months. *Marking*, *paper*, *statement*.

pub mod amount;
pub mod area;
pub mod calendar;
pub mod data_return;
pub mod desk;
pub mod entry;
pub mod facts;
pub mod filter;
pub mod find;
pub mod flag;
pub mod happening;
pub mod hearing;
pub mod id;
pub mod ladder;
pub mod lexicon;
pub mod line;
pub mod listing;
pub mod nomination;
pub mod paper;
pub mod people;
pub mod plan;
pub mod presence;
pub mod private;
pub mod profile;
pub mod proof;
pub mod ranking;
pub mod referral;
pub mod refusal;
pub mod reply;
pub mod report;
pub mod request;
pub mod rows;
pub mod rules;
pub mod score_list;
pub mod scoring;
pub mod shape;
pub mod stage;
pub mod statement;
pub mod text;
pub mod told;
pub mod tools;
pub mod value;
