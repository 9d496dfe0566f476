//! The commands, one file each.

pub(crate) mod abbreviations;
pub(crate) mod cites;
pub(crate) mod completions;
pub(crate) mod index;
pub(crate) mod man;
pub(crate) mod names;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod worker;
