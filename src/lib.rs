//! Convenor runs multi-agency domestic abuse meetings from a terminal.
//!
//! A coordinator builds the agenda from risk-scored cases, captures what agencies say and promise while they say it,
//! follows every action across meetings, and issues minutes as PDF. This page is the map of the house for whoever
//! works on it; the README is for whoever uses it.
//!
//! # The one idea: the journal is the record
//!
//! Every change is an *entry*: who, when, from which station, what kind, about which case and meeting, in *parts*, one
//! per person or case concerned, each a list of field edits `(table, id, field, was, now)`. Rules decide the values; one
//! table-driven function applies, undoes and replays edits, and computes nothing. An entry and its effect are one
//! transaction, durable before it is acknowledged. From that follow autosave, undo (a new entry with the values that
//! were), the audit trail, erasure (a part's text goes, its digest stays, replay still equals) and verification.
//!
//! # One direction
//!
//! ```text
//! key -> command -> request -> rules -> entries -> record -> reply -> view
//! ```
//!
//! A screen returns effects and holds no handle to anything. A subcommand builds the same [`Request`]. Both go through
//! [`Service::execute`], the only writer: it begins a transaction, lets [`decide`] read through it, commits the entries
//! the rules return, and makes them durable. Questions ([`Ask`]) go to a second connection that cannot write.
//!
//! # The rooms
//!
//! From the top down; a room imports only what stands below it, and a test reads the sources to see that it does.
//!
//! | room | what it does |
//! |---|---|
//! | [`cli`] | arguments in, text or JSON out, exit code; opens the terminal application |
//! | [`app`] | the terminal: events in, jobs out, frames; screens, widgets, keys, themes |
//! | [`demo`] | the invented area, made through the same door as everything else |
//! | [`service`] | the one door: requests, questions, import, minutes; two threads for the terminal |
//! | [`intake`] | documents in: files to rows to forms |
//! | [`papers`] | documents out: a neutral document to pages to PDF or text |
//! | [`record`] | the encrypted folder: keys, SQLCipher, entries, tables, lists; the only room with SQL |
//! | [`domain`] | the rules, pure: rows, requests, decisions, people, referrals, the action line, scores, dates |
//! | [`assets`] | what an area adopts, embedded: forums, agencies, tools, words, usual actions |
//!
//! # Where to begin
//!
//! - A new kind of fact: a row in [`domain::rows`], declared once; table, replay and verification follow.
//! - A new change: a variant of [`Request`], a function under `domain::rules`, a subcommand, a command in the table.
//! - A new screen: one file in `app::screens`, a variant of the route; the compiler says what is missing.
//! - A new paper: a builder from a statement to a [`papers::Document`]; PDF and text come with it.
//!
//! [`Request`]: domain::request::Request
//! [`decide`]: domain::rules::decide
//! [`Service::execute`]: service::Service::execute
//! [`Ask`]: service::ask::Ask

pub mod app;
pub mod assets;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod papers;
pub mod record;
pub mod service;
