//! The parts of compounds.
//!
//! Dutch writes `veiligheidsmaatregel` as one word, and whoever looks for `maatregel` means it too. A
//! word is split where that costs less than leaving it whole: every part has a cost by how common it
//! is and how surely it is a part (see `crates/lexicon`), and the cheapest split is found position by
//! position (Viterbi). Splitting too much does more harm than too little: a wrong part finds letters
//! about something else, and nothing tells the user why.

use std::ops::Range;

use crate::lexicon::{Element, element, elements_of};
use crate::word_list::WordList;

/// Shorter words than this are left whole: of those that could be split most are not compounds.
const SHORTEST_COMPOUND: usize = 7;
const SHORTEST_PART: usize = 3;
const MOST_PARTS: usize = 5;
/// Longer runs of letters are no words.
const LONGEST: usize = 64;

/// The cost of a word nobody has counted.
const UNSEEN: f32 = 17.8;

/// How much more a split may cost than the whole word, and how much of that is taken off when the
/// dictionary knows the whole: such a word is often more than its parts.
const ALLOWED: f32 = 22.0;
const KNOWN_WHOLE: f32 = 10.0;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the folded word, with what links it to the next part.
    pub span: Range<usize>,
    /// Bytes at the end of `span` that only link: the s of `veiligheids`.
    pub link: usize,
}

/// Returns the parts of `folded`, a word as [`fold()`](crate::fold()) gives it, in their order; nothing
/// when it is no compound. Parts that are compounds themselves are split too.
pub fn parts(folded: &str) -> Vec<Part> {
    parts_with(folded, &WordList::default())
}

/// As [`parts`], with the words of a list besides.
pub fn parts_with(folded: &str, words: &WordList) -> Vec<Part> {
    let mut leaves = Vec::new();
    split_into(folded, 0, words, &mut leaves);
    if leaves.len() < 2 { Vec::new() } else { leaves }
}

fn split_into(word: &str, offset: usize, words: &WordList, leaves: &mut Vec<Part>) {
    let parts = words.parts(word).unwrap_or_else(|| best_split(word, words));
    if parts.is_empty() {
        leaves.push(Part { span: offset..offset + word.len(), link: 0 });
        return;
    }
    for Part { span, link } in parts {
        split_into(&word[span.start..span.end - link], offset + span.start, words, leaves);
        if let Some(last) = leaves.last_mut() {
            last.span.end += link;
            last.link = link;
        }
    }
}

/// The cheapest way to cut the first bytes of a word into modifiers. Small, because a table of them is
/// cleared for each word.
#[derive(Clone, Copy)]
struct Cut {
    cost: f32,
    /// Where the last of them begins, and its link.
    from: u8,
    link: u8,
}

/// Returns the parts of the best split, or nothing when the word is better left whole.
fn best_split(word: &str, words: &WordList) -> Vec<Part> {
    let length = word.len();
    if !(SHORTEST_COMPOUND..=LONGEST).contains(&length) || !word.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let whole = element(word);
    if whole.opaque {
        return Vec::new();
    }
    // `cuts[parts][end]`: the first `end` bytes in so many modifiers.
    let mut cuts = [[None::<Cut>; LONGEST + 1]; MOST_PARTS];
    cuts[0][0] = Some(Cut { cost: 0.0, from: 0, link: 0 });
    let mut best: Option<(f32, usize, usize)> = None;
    for from in 0..=length - SHORTEST_PART {
        if (0..MOST_PARTS).all(|parts| cuts[parts][from].is_none()) {
            continue;
        }
        let mut extend = |part_length: usize, Element { modifier, head, .. }: Element| {
            let end = from + part_length;
            if part_length < SHORTEST_PART {
                return;
            }
            for parts in 0..MOST_PARTS {
                let Some(before) = cuts[parts][from] else {
                    continue;
                };
                if end == length {
                    if let (Some(head), 1..) = (head, parts) {
                        let cost = before.cost + head;
                        if best.is_none_or(|(known, ..)| cost < known) {
                            best = Some((cost, parts, from));
                        }
                    }
                } else if let (Some((cost, link)), true) = (modifier, parts + 1 < MOST_PARTS) {
                    let cut = Cut { cost: before.cost + cost, from: from as u8, link };
                    let known = &mut cuts[parts + 1][end];
                    if known.is_none_or(|known| cut.cost < known.cost) {
                        *known = Some(cut);
                    }
                }
            }
        };
        elements_of(&word[from..], &mut extend);
        if !words.is_empty() {
            words.elements_of(&word[from..], &mut extend);
        }
    }
    let limit = (if whole.whole > 0.0 { whole.whole } else { UNSEEN }) + ALLOWED
        - if whole.known { KNOWN_WHOLE } else { 0.0 };
    let Some((_, mut parts, mut end)) = best.filter(|(cost, ..)| *cost <= limit) else {
        return Vec::new();
    };
    let mut found = vec![Part { span: end..length, link: 0 }];
    while let (1.., Some(cut)) = (parts, cuts[parts][end]) {
        found.push(Part { span: usize::from(cut.from)..end, link: usize::from(cut.link) });
        end = usize::from(cut.from);
        parts -= 1;
    }
    found.reverse();
    found
}

#[cfg(test)]
#[allow(clippy::print_stderr)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Path;

    fn shown(word: &str) -> String {
        let parts = parts(word);
        if parts.is_empty() {
            return word.to_owned();
        }
        parts.iter().map(|part| &word[part.span.clone()]).collect::<Vec<_>>().join("+")
    }

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(shown(word), expected);
    }

    #[test]
    fn compounds_are_split_at_every_level() {
        check("datalek", "data+lek");
        check("veiligheidsmaatregelen", "veiligheids+maatregelen");
        check("inlichtingendienst", "inlichtingen+dienst");
        check("persoonsgegevens", "persoons+gegevens");
        check("internettoegang", "internet+toegang");
        check("cybercrisisoefening", "cyber+crisis+oefening");
    }

    #[test]
    fn words_that_are_not_compounds_stay_whole() {
        for word in
            ["maatregel", "minister", "regering", "organisatie", "beveiliging", "kwetsbaarheid", "overheid"]
        {
            check(word, word);
        }
        check("d66", "d66");
        check("xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxx");
    }

    #[test]
    fn a_link_belongs_to_the_part_before_it() {
        assert_eq!(parts("veiligheidsdienst")[0], Part { span: 0..11, link: 1 });
    }

    /// Words annotated for this project: `+` a border, `~` one that may be either way.
    #[test]
    fn annotated_words() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold/compounds-own-250.txt");
        let Ok(gold) = std::fs::read_to_string(gold) else {
            eprintln!("skipped: no ../shared/gold with annotated compounds");
            return;
        };
        let (mut right, mut found, mut wanted, mut plain, mut split) = (0, 0, 0, 0, 0);
        let mut wrong = Vec::new();
        for line in gold.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let word: String = line.chars().filter(|c| !"+~".contains(*c)).collect();
            let borders = |mark: &[char]| {
                let mut at = 0;
                let mut borders = Vec::new();
                for c in line.chars() {
                    if mark.contains(&c) {
                        borders.push(at);
                    }
                    at += if "+~".contains(c) { 0 } else { c.len_utf8() };
                }
                borders
            };
            let (firm, optional) = (borders(&['+']), borders(&['~']));
            let ours: Vec<usize> =
                parts(&crate::fold(&word)).iter().skip(1).map(|part| part.span.start).collect();
            let ours: Vec<usize> = ours.into_iter().filter(|at| !optional.contains(at)).collect();
            right += ours.iter().filter(|at| firm.contains(at)).count();
            found += ours.len();
            wanted += firm.len();
            if firm.is_empty() && optional.is_empty() {
                plain += 1;
                split += usize::from(!ours.is_empty());
            }
            if ours != firm {
                wrong.push(format!("{line} -> {}", shown(&crate::fold(&word))));
            }
        }
        let (precision, recall) = (right as f64 / found as f64, right as f64 / wanted as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        eprintln!("P {precision:.3} R {recall:.3} F1 {f1:.3}; {split} of {plain} plain words split");
        assert!(f1 >= 0.92 && split * 100 <= plain * 4, "F1 {f1:.3}, {split} of {plain} split: {wrong:#?}");
    }

    proptest! {
        #[test]
        fn parts_cover_the_word(word in "(veiligheids|data|lek|maat|regel|[a-zé]{0,3}){1,8}") {
            let word = crate::fold(&word);
            let parts = parts(&word);
            let mut at = 0;
            for Part { span, link } in &parts {
                prop_assert_eq!(span.start, at);
                prop_assert!(span.end > span.start + link);
                at = span.end;
            }
            prop_assert!(parts.is_empty() || at == word.len());
        }
    }
}
