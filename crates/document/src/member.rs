//! Names of the files in a file.
//!
//! Answerable for names that are safe and that differ from each other, whatever an archive or a mail says. Knows
//! nothing of what the members hold.

use std::collections::HashMap;

/// Characters at which a name is cut, far above what file systems allow for a path in an archive.
const LONGEST: usize = 1000;

/// The names given out so far.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How often each was asked for.
    given: HashMap<String, usize>,
}

impl Names {
    /// Returns a name of a member of an archive, folders included: without `..`, root or drive, and unlike all before
    /// it. Nothing when no name is left.
    pub(crate) fn path(&mut self, written: &str) -> Option<String> {
        let written = written.replace('\\', "/");
        let pieces: Vec<String> = written.split('/').map(piece).filter(|piece| !piece.is_empty()).collect();
        self.unlike(pieces.join("/"))
    }

    /// Returns a name of an attachment, which has no folders.
    pub(crate) fn file(&mut self, written: &str) -> Option<String> {
        self.unlike(piece(&written.replace(['/', '\\'], "_")))
    }

    /// Appends a number to a name that was given before, in front of its extension.
    fn unlike(&mut self, name: String) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => {
                (stem, Some(extension))
            }
            _ => (name.as_str(), None),
        };
        loop {
            let times = self.given.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times == 1 {
                return Some(name);
            }
            let other = match extension {
                Some(extension) => format!("{stem} ({times}).{extension}"),
                None => format!("{stem} ({times})"),
            };
            if !self.given.contains_key(&other) {
                self.given.insert(other.clone(), 1);
                return Some(other);
            }
        }
    }
}

/// One step of a path as it is used: nothing for `.` and `..`, and for a drive such as `C:`.
fn piece(written: &str) -> String {
    let kept: String = written
        .chars()
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .take(LONGEST)
        .collect();
    let kept = kept.trim();
    let drive = kept.len() == 2 && kept.ends_with(':') && kept.starts_with(|c: char| c.is_ascii_alphabetic());
    let dots = !kept.is_empty() && kept.bytes().all(|byte| byte == b'.');
    if drive || dots { String::new() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(Names::default().path(written).as_deref(), expected, "{written:?}");
    }

    #[test]
    fn no_name_leads_out() {
        check("map/bijlage één.docx", Some("map/bijlage één.docx"));
        check("../../etc/kwaad.txt", Some("etc/kwaad.txt"));
        check("/etc/kwaad.txt", Some("etc/kwaad.txt"));
        check("C:\\map\\kwaad.txt", Some("map/kwaad.txt"));
        check("\\\\server\\map\\a.txt", Some("server/map/a.txt"));
        check("a//./b/ .. /c", Some("a/b/c"));
        check("a\0b\nc.txt", Some("a b c.txt"));
        check("../..", None);
        check("", None);
    }

    #[test]
    fn attachments_have_no_folders() {
        let file = |written| Names::default().file(written);
        assert_eq!(file("../brief één.pdf").as_deref(), Some(".._brief één.pdf"));
        assert_eq!(file("kst 32545/143.pdf").as_deref(), Some("kst 32545_143.pdf"));
        assert_eq!(file(".."), None);
    }

    #[test]
    fn names_differ() {
        let mut names = Names::default();
        let given: Vec<_> = ["a.txt", "a.txt", "a.txt", "a (2).txt", "b", "b", ".c", ".c", "d.e/f", "d.e/f"]
            .into_iter()
            .filter_map(|name| names.path(name))
            .collect();
        let expected = [
            "a.txt",
            "a (2).txt",
            "a (3).txt",
            "a (2) (2).txt",
            "b",
            "b (2)",
            ".c",
            ".c (2)",
            "d.e/f",
            "d.e/f (2)",
        ];
        assert_eq!(given, expected);
    }

    proptest! {
        #[test]
        fn any_name_is_safe_and_its_own(written in prop::collection::vec(r"[.]{0,3}|[a/\\ .:]{0,6}|\PC{0,4}|(a|b/)\.txt", 0..40)) {
            let mut names = Names::default();
            let given: Vec<String> = written.iter().filter_map(|name| names.path(name)).collect();
            let mut once = given.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), given.len());
            for name in &given {
                let safe = name.split('/').all(|step| !step.is_empty() && !step.trim_matches('.').is_empty());
                prop_assert!(safe, "{:?}", name);
            }
        }
    }
}
