//! How far a run is, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use naslag_indexer::Progress;

/// A bar on standard error while somebody watches; silent otherwise.
pub(crate) struct Bar {
    bar: ProgressBar,
    watched: bool,
}

impl Bar {
    pub(crate) fn new(watched: bool) -> Self {
        Self { bar: ProgressBar::hidden(), watched }
    }
}

impl Progress for Bar {
    fn begin(&mut self, _files: u64, bytes: u64) {
        if !self.watched {
            return;
        }
        self.bar = ProgressBar::new(bytes);
        let style = "{bar:30} {percent:>3}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left  {msg}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&mut self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn committed(&mut self, letters: u64) {
        self.bar.set_message(format!("{letters} letters safe"));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
