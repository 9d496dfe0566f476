//! How much of anything is read before it counts as hostile.

/// Size in bytes above which a file, or a part of one, is not read: 64 MiB, a thousand times the longest letter
/// and still harmless to hold in memory.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of text above which a letter is not read.
pub(crate) const MOST_TEXT: usize = 64 * 1024 * 1024;

/// How many times larger than what it was packed into a part may be.
pub(crate) const MOST_RATIO: u64 = 200;

/// Bytes below which a part may be any number of times larger than what it was packed into: a page of blanks is.
pub(crate) const FREE_RATIO: u64 = 1024 * 1024;

/// Bytes that are unpacked from one archive. Small parts of many names may all be the same large one.
pub(crate) const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// Files inside files inside files: a zip in a mail in a zip is real, more is not.
pub(crate) const DEEPEST_FILE: usize = 5;

/// Members of one file, those of its members included.
pub(crate) const MOST_MEMBERS: usize = 10_000;

/// Levels of elements inside each other in XML. Official publications have about twenty.
pub(crate) const DEEPEST_ELEMENT: usize = 512;

/// Parts of a mail inside each other. A mail with a page with pictures has four.
pub(crate) const DEEPEST_PART: usize = 50;
