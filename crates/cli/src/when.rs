//! Moments in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Returns a moment, in seconds since 1970, as `2026-11-21 16:05` in the time of the user's place.
pub(crate) fn local(seconds: u64) -> String {
    moment(seconds).to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Returns a moment, in seconds since 1970, as `2026-11-21T15:05:00Z`.
pub(crate) fn utc(seconds: u64) -> String {
    moment(seconds).to_string()
}

fn moment(seconds: u64) -> Timestamp {
    i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_default()
}
