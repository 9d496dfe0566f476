//! Colours and links, for terminals that take them.

use std::env;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use supports_hyperlinks::Stream;

/// Text like any other.
pub(crate) const PLAIN: Style = Style::new();
/// What a letter is called.
pub(crate) const TITLE: Style = Style::new().bold();

/// What the terminal on standard output takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    colour: bool,
    links: bool,
    /// Columns of the terminal; `None` when the output is no terminal.
    pub(crate) width: Option<usize>,
}

impl Paint {
    pub(crate) fn of_stdout() -> Self {
        let terminal = stdout().is_terminal();
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        // https://no-color.org: any value that is not empty.
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            colour: terminal && !dumb && !refused,
            links: terminal && !dumb && supports_hyperlinks::on(Stream::Stdout),
            width: terminal_size::terminal_size()
                .filter(|_| terminal)
                .map(|(terminal_size::Width(width), _)| usize::from(width)),
        }
    }

    /// Takes nothing but text.
    #[cfg(test)]
    pub(crate) const fn none() -> Self {
        Self { colour: false, links: false, width: None }
    }

    /// Takes everything.
    #[cfg(test)]
    pub(crate) const fn all() -> Self {
        Self { colour: true, links: true, width: None }
    }

    /// Returns `text`, which holds nothing harmful, as a title.
    pub(crate) fn title(self, text: &str) -> String {
        self.styled(TITLE, text)
    }

    /// Returns `text`, which holds nothing harmful, as something less important.
    pub(crate) fn faint(self, text: &str) -> String {
        self.styled(Style::new().dimmed(), text)
    }

    /// Returns `text`, which holds nothing harmful, as a match.
    pub(crate) fn highlight(self, text: &str) -> String {
        self.styled(Style::new().bold().fg_color(Some(AnsiColor::Red.into())), text)
    }

    /// Returns `text`, which holds nothing harmful, as the rest of a word of which a part matched.
    pub(crate) fn light(self, text: &str) -> String {
        self.styled(Style::new().underline(), text)
    }

    /// Returns `text`, which holds nothing harmful, as a link to the file at `path`.
    pub(crate) fn link(self, path: &Path, text: &str) -> String {
        if !self.links {
            return text.to_owned();
        }
        format!("\u{1b}]8;;{}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\", file_url(path))
    }

    /// Returns `text`, which holds nothing harmful, in a style.
    pub(crate) fn styled(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Returns the `file:` URL of an absolute path. Everything but unreserved characters is escaped, so
/// no name can end the sequence it stands in.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                url.push(*byte as char)
            }
            byte => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_holds_no_character_that_could_end_it() {
        assert_eq!(file_url(Path::new("/brieven/é \u{1b}\\.txt")), "file:///brieven/%C3%A9%20%1B%5C.txt");
    }
}
