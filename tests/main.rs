//! The real program, run as a user runs it: a folder of letters in, words on the screen out.
//!
//! What can be tested lower down is tested there; here each command has a few runs that show its
//! parts are wired together, and each promise about errors has one.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::wrong_self_convention, missing_docs)]

mod abbreviations;
mod changes;
mod commands;
mod docs;
mod errors;
mod folder;
mod index;
mod json;
mod lists;
mod names;
mod partial;
mod search;
mod support;
mod terminal;
mod things;
mod workers;
