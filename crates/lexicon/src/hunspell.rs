//! OpenTaal's dictionary in hunspell's format: its words, their inflections, and what may be a part of
//! a compound.
//!
//! Reads just what the Dutch files use: flags of two characters, suffix rules with a condition,
//! flags that a suffix passes on, and the `ts:` tags that tell a plural from a verb form.

use std::collections::{HashMap, HashSet};

/// A word of the dictionary with its flags.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) word: String,
    pub(crate) flags: HashSet<Flag>,
}

/// A flag: two characters.
pub(crate) type Flag = [u8; 2];

/// A word made from an entry by one suffix rule.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) word: String,
    /// The flag of the rule.
    pub(crate) rule: Flag,
    /// The `ts:` tag of the rule, or nothing.
    pub(crate) tag: String,
    /// Flags the form has besides those of its entry.
    pub(crate) flags: HashSet<Flag>,
}

/// A rule that makes words from words.
#[derive(Debug)]
struct Suffix {
    strip: String,
    add: String,
    condition: Vec<Class>,
    tag: String,
    flags: HashSet<Flag>,
}

/// One position of a condition: any character, one of these, or none of these.
#[derive(Debug)]
enum Class {
    Any,
    In(Vec<char>),
    NotIn(Vec<char>),
}

/// The rules of an `.aff` file.
#[derive(Debug, Default)]
pub(crate) struct Rules(HashMap<Flag, Vec<Suffix>>);

impl Rules {
    /// Reads the suffix rules of an `.aff` file; everything else in it is for spelling.
    pub(crate) fn read(text: &str) -> Self {
        let mut rules = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let ["SFX", flag, strip, add, rest @ ..] = fields.as_slice() else {
                continue;
            };
            let (Some(flag), false) = (flag_of(flag), matches!(*strip, "Y" | "N")) else {
                continue;
            };
            let condition =
                rest.first().filter(|field| !field.starts_with(['#'])).filter(|c| !c.contains(':'));
            let tag = rest.iter().find_map(|field| field.strip_prefix("ts:")).unwrap_or_default();
            let (add, flags) = add.split_once('/').unwrap_or((add, ""));
            rules.0.entry(flag).or_default().push(Suffix {
                strip: if *strip == "0" { String::new() } else { plain(strip) },
                add: if add == "0" { String::new() } else { plain(add) },
                condition: condition.map_or_else(Vec::new, |condition| classes(condition)),
                tag: tag.to_owned(),
                flags: flags_of(flags),
            });
        }
        rules
    }

    /// Returns the words the rules make from `entry`.
    pub(crate) fn forms(&self, entry: &Entry) -> Vec<Form> {
        let mut forms = Vec::new();
        let mut flags: Vec<_> = entry.flags.iter().collect();
        flags.sort();
        for flag in flags {
            for suffix in self.0.get(flag).into_iter().flatten() {
                let Some(stem) = entry.word.strip_suffix(suffix.strip.as_str()) else {
                    continue;
                };
                if fits(&suffix.condition, &entry.word) {
                    forms.push(Form {
                        word: format!("{stem}{}", suffix.add),
                        rule: *flag,
                        tag: suffix.tag.clone(),
                        flags: suffix.flags.clone(),
                    });
                }
            }
        }
        forms
    }
}

/// Returns the prefixes that verbs can have, by the flag that allows them.
pub(crate) fn prefixes(text: &str) -> HashMap<Flag, String> {
    let prefix = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        match fields.as_slice() {
            ["PFX", flag, "0", prefix, ..] => Some((flag_of(flag)?, plain(prefix))),
            _ => None,
        }
    };
    let letters_only = |(_, prefix): &(Flag, String)| prefix.chars().all(char::is_lowercase);
    text.lines().filter_map(prefix).filter(letters_only).collect()
}

/// Reads a `.dic` file.
pub(crate) fn entries(text: &str) -> Vec<Entry> {
    let entry = |line: &str| {
        let line = line.split_whitespace().next()?;
        let (word, flags) = line.split_once('/').unwrap_or((line, ""));
        Some(Entry { word: plain(word), flags: flags_of(flags) })
    };
    // The first line is their number.
    text.lines().skip(1).filter_map(entry).collect()
}

/// The dictionary writes ij as one character.
fn plain(text: &str) -> String {
    text.replace('ĳ', "ij").replace('Ĳ', "IJ")
}

fn flag_of(text: &str) -> Option<Flag> {
    text.as_bytes().try_into().ok()
}

fn flags_of(text: &str) -> HashSet<Flag> {
    text.as_bytes().chunks_exact(2).filter_map(|flag| flag.try_into().ok()).collect()
}

fn classes(condition: &str) -> Vec<Class> {
    let condition = plain(condition);
    let mut classes = Vec::new();
    let mut chars = condition.chars();
    while let Some(c) = chars.next() {
        classes.push(match c {
            '.' => Class::Any,
            '[' => {
                let inside: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                match inside.split_first() {
                    Some(('^', not)) => Class::NotIn(not.to_vec()),
                    _ => Class::In(inside),
                }
            }
            c => Class::In(vec![c]),
        });
    }
    classes
}

fn fits(condition: &[Class], word: &str) -> bool {
    if let [Class::Any] = condition {
        return true;
    }
    let mut end = word.chars().rev();
    condition.iter().rev().all(|class| {
        end.next().is_some_and(|c| match class {
            Class::Any => true,
            Class::In(chars) => chars.contains(&c),
            Class::NotIn(chars) => !chars.contains(&c),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "SFX Zb Y 2\nSFX Zb 0 en/CaCbCp [^eo]\t\tts:NN2\nSFX Zb 0 ën/CaCbCp [eo]\tts:NN2\n\
        SFX Zd Y 1\nSFX Zd heid heden/CaCbCp .\tts:NN2\nSFX Ch Y 1\nSFX Ch 0 s/CaCbCxCp .\n";

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let entries = entries(&format!("1\n{line}\n"));
        let mut forms: Vec<String> = Rules::read(AFF)
            .forms(&entries[0])
            .into_iter()
            .map(|form| format!("{} {}", form.word, form.tag))
            .collect();
        forms.sort();
        assert_eq!(forms, expected, "{line}");
    }

    #[test]
    fn suffixes_follow_their_conditions() {
        check("beveiliging/ZbCcCh", &["beveiligingen NN2", "beveiligings "]);
        check("idee/Zb", &["ideeën NN2"]);
        check("veiligheid/Zd", &["veiligheden NN2"]);
        check("lĳst/Zb", &["lijsten NN2"]);
        check("nu", &[]);
    }
}
