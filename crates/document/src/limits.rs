//! How much of anything is read before it counts as hostile.

/// Size in bytes above which a file, or a part of one, is not read: 64 MiB, a thousand times the longest letter
/// and still harmless to hold in memory.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of text above which a letter is not read.
pub(crate) const MOST_TEXT: usize = 64 * 1024 * 1024;

/// How many times larger than what it was packed into a part may be.
pub(crate) const MOST_RATIO: u64 = 200;

/// Files inside files inside files: a zip in a mail in a zip is real, more is not.
pub(crate) const DEEPEST_FILE: usize = 5;

/// Members of one file, those of its members included.
pub(crate) const MOST_MEMBERS: usize = 10_000;

/// Levels of elements inside each other in XML. Official publications have about twenty.
pub(crate) const DEEPEST_ELEMENT: usize = 512;
