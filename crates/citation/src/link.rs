//! Brings the name of a motion and its number together.
//!
//! Answerable for saying which Kamerstuk a motion is: the one in the same sentence, or the one in the note
//! whose mark stands behind it. Both mentions stay as they are written, each with the other's key in `also`.
//! Knows nothing of how either is written; works on ranges of the text that was given.

use crate::citation::{Citation, Detail, Kind};
use crate::notes::{Note, notes};
use crate::sentences::{Sentence, index_at, sentences};

/// Gives motions and amendments the keys of their Kamerstukken, and the other way round. `found` is in order
/// of place. Takes linear time.
pub(crate) fn link(text: &str, found: &mut [Citation]) {
    let motions = found.iter().any(|found| is_motion(found.kind));
    if !motions || !found.iter().any(|found| found.kind == Kind::Kamerstuk) {
        return;
    }
    let sentences = sentences(text);
    let notes = notes(text);
    let things = things(found, &sentences, &notes);
    let mut linker = Linker { text, linked: vec![false; found.len()], found };
    linker.predecessors(&things);
    linker.heads(&things);
    linker.numbers_before_names(&things);
    for part in things.chunk_by(|a, b| a.part == b.part) {
        linker.sentence(part);
    }
    linker.through_notes(&things, &sentences, &notes);
}

fn is_motion(kind: Kind) -> bool {
    matches!(kind, Kind::Motion | Kind::Amendment)
}

/// A motion or a Kamerstuk among what was found.
#[derive(Clone, Copy)]
struct Thing {
    index: usize,
    motion: bool,
    part: Part,
}

/// The part of the text that things have to share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sentence(usize),
    Note(usize),
}

fn things(found: &[Citation], sentences: &[Sentence], notes: &[Note]) -> Vec<Thing> {
    let of_interest = |kind| is_motion(kind) || kind == Kind::Kamerstuk;
    let found = found.iter().enumerate().filter(|(_, found)| of_interest(found.kind));
    found
        .map(|(index, citation)| {
            let start = citation.span.start;
            let note = notes.partition_point(|note| note.body.start <= start).checked_sub(1);
            let part = match note.filter(|note| notes.get(*note).is_some_and(|note| start < note.body.end)) {
                Some(note) => Part::Note(note),
                None => Part::Sentence(index_at(sentences, start).unwrap_or_default()),
            };
            Thing { index, motion: is_motion(citation.kind), part }
        })
        .collect()
}

struct Linker<'a> {
    text: &'a str,
    found: &'a mut [Citation],
    /// By index: what has its other half, or belongs to something else.
    linked: Vec<bool>,
}

/// Things looked at before one mark; a bound on what a sentence of a thousand can cost.
const MOST_BEFORE_A_MARK: usize = 8;

impl Linker<'_> {
    fn is_free(&self, thing: &Thing) -> bool {
        self.linked.get(thing.index) == Some(&false)
    }

    fn take(&mut self, index: usize) {
        if let Some(linked) = self.linked.get_mut(index) {
            *linked = true;
        }
    }

    fn join(&mut self, motion: usize, paper: usize) {
        let keys = self.found.get(motion).zip(self.found.get(paper));
        let Some((motion_key, paper_key)) =
            keys.map(|(motion, paper)| (motion.key.clone(), paper.key.clone()))
        else {
            return;
        };
        for (index, key) in [(motion, paper_key), (paper, motion_key)] {
            if let Some(citation) = self.found.get_mut(index) {
                citation.also.push(key);
            }
            self.take(index);
        }
    }

    /// The text between two things, when it is no longer than this.
    fn between(&self, first: &Thing, second: &Thing, most: usize) -> Option<&str> {
        let start = self.found.get(first.index)?.span.end;
        let end = self.found.get(second.index)?.span.start;
        self.text.get(start..end).filter(|between| between.len() <= most)
    }

    /// `motie van het lid Segers c.s. (t.v.v. 33885, nr. 18)`: that number is the motion's before it was
    /// changed.
    fn predecessors(&mut self, things: &[Thing]) {
        for pair in things.windows(2) {
            let [motion, paper] = pair else { continue };
            let replaces = motion.motion
                && !paper.motion
                && self.between(motion, paper, 60).is_some_and(|between| {
                    // The cue may be the paper's own.
                    let surface =
                        self.found.get(paper.index).and_then(|paper| self.text.get(paper.span.clone()));
                    let starts = |word: &str| surface.is_some_and(|surface| surface.starts_with(word));
                    let between = between.trim_end();
                    let replaces = |word: &str| between.ends_with(word) || starts(word);
                    replaces("t.v.v.")
                        || replaces("ter vervanging van")
                        || between.ends_with("die gedrukt onder")
                });
            if !replaces {
                continue;
            }
            let key = self.found.get(paper.index).map(|paper| paper.key.clone());
            if let (Some(key), Some(motion)) = (key, self.found.get_mut(motion.index)) {
                motion.details.push((Detail::Predecessor, key));
            }
            self.take(paper.index);
        }
    }

    /// `26 643, nr. 150 (motie Van Raak)`, and a number between the noun and the names.
    fn numbers_before_names(&mut self, things: &[Thing]) {
        for pair in things.windows(2) {
            let [paper, motion] = pair else { continue };
            if paper.motion || !motion.motion || !self.is_free(paper) || !self.is_free(motion) {
                continue;
            }
            let opens = self.between(paper, motion, 16).is_some_and(|between| {
                matches!(between.trim(), "(" | "(de" | "(gewijzigde" | "(aangehouden")
            });
            let Some((paper_span, name)) = (self.found.get(paper.index).map(|paper| paper.span.clone()))
                .zip(self.found.get(motion.index))
            else {
                continue;
            };
            let closes = self.text.get(name.span.end..).is_some_and(|rest| rest.starts_with([')', ' ']));
            // `motie (Kamerstuk 26 643, nr. 150) van het lid Van Raak`
            let inside = name.cue.as_ref().is_some_and(|cue| cue.end <= paper_span.start);
            if (opens && closes) || inside {
                self.join(motion.index, paper.index);
            }
        }
    }

    /// The number above a motion in its own document: `Nr. 202` and then `MOTIE VAN HET LID DEKKER`.
    fn heads(&mut self, things: &[Thing]) {
        for pair in things.windows(2) {
            let [paper, motion] = pair else { continue };
            let adjacent = !paper.motion
                && motion.motion
                && self.is_free(paper)
                && self.is_free(motion)
                && self.between(paper, motion, 32).is_some_and(|between| {
                    let between = between.trim().to_lowercase();
                    ["", "gewijzigde", "nader gewijzigde", "gewijzigd"].contains(&between.as_str())
                });
            if adjacent {
                self.join(motion.index, paper.index);
            }
        }
    }

    /// Pairs what one sentence or note names: papers with the motions before them, in order. Of more motions
    /// than papers the nearest get them.
    fn sentence(&mut self, things: &[Thing]) {
        let free: Vec<Thing> = things.iter().filter(|thing| self.is_free(thing)).copied().collect();
        let mut motions: Vec<Thing> = Vec::new();
        let mut papers: Vec<Thing> = Vec::new();
        for thing in &free {
            if thing.motion {
                self.pair(&mut motions, &mut papers);
                motions.push(*thing);
            } else if let Some(motion) = motions.last()
                && !self.belongs_elsewhere(thing)
                && (!papers.is_empty() || self.is_close(motion, thing))
                && (!papers.is_empty() || !self.is_another(thing))
            {
                papers.push(*thing);
            }
        }
        self.pair(&mut motions, &mut papers);
    }

    /// Pairs a run of motions with the run of papers behind it, if there is one, and empties both.
    fn pair(&mut self, motions: &mut Vec<Thing>, papers: &mut Vec<Thing>) {
        if papers.is_empty() {
            return;
        }
        let skipped = motions.len().saturating_sub(papers.len());
        for (motion, paper) in motions.iter().skip(skipped).zip(papers.iter()) {
            self.join(motion.index, paper.index);
        }
        motions.clear();
        papers.clear();
    }

    /// Whether a paper stands where the number of a motion does: directly behind its name, or behind what it is
    /// about. With a verb between, the number is that of what is said of the motion: `de motie Krul heb ik uw
    /// Kamer (Kamerstuk 29 911, nr. 400) geïnformeerd`.
    fn is_close(&self, motion: &Thing, paper: &Thing) -> bool {
        const VERBS: [&str; 34] = [
            "ben",
            "bent",
            "is",
            "zijn",
            "was",
            "waren",
            "heb",
            "heeft",
            "hebben",
            "had",
            "hadden",
            "word",
            "wordt",
            "worden",
            "werd",
            "werden",
            "zal",
            "zullen",
            "zou",
            "zouden",
            "kan",
            "kunnen",
            "kon",
            "wil",
            "moet",
            "ga",
            "gaat",
            "staat",
            "komt",
            "verwijs",
            "informeerde",
            "meldde",
            "stuurde",
            "waarover",
        ];
        let Some(between) = self.between(motion, paper, 200) else {
            return false;
        };
        let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        // `over`, `inzake`, `om` begin what a motion asks for, where verbs may stand at the end.
        let between = between.trim_end();
        let ends = between.ends_with(['(', ',']) || between.ends_with("zie") || between.ends_with("(motie");
        let first = words.clone().next();
        let subject = matches!(first, Some("over" | "inzake" | "waarin" | "die" | "om" | "van" | "c" | "cs"));
        let said = words.any(|word| VERBS.contains(&word));
        match first {
            None => true,
            _ => ends && !said && (subject || between.len() < 40),
        }
    }

    /// Whether `en` or `of` before a paper, with at most an article between, makes it a second thing beside
    /// the motion: `de motie Segers en het Kamerstuk 26643-202`.
    fn is_another(&self, paper: &Thing) -> bool {
        let start = self.found.get(paper.index).map_or(0, |paper| paper.span.start);
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        let before =
            ["het", "de", "naar"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        [" en", " of"].iter().any(|word| before.trim_end().ends_with(word))
    }

    /// Whether a noun directly before a paper says that it is something else: `mijn brief (Kamerstuk …)`.
    fn belongs_elsewhere(&self, paper: &Thing) -> bool {
        const NOUNS: [&str; 20] = [
            "brief",
            "brieven",
            "kamerbrief",
            "wetsvoorstel",
            "wetsvoorstellen",
            "verslag",
            "rapport",
            "nota",
            "notitie",
            "voorstel",
            "toezegging",
            "antwoord",
            "antwoorden",
            "beantwoording",
            "memorie",
            "visie",
            "evaluatie",
            "begroting",
            "voortgangsrapportage",
            "kabinetsreactie",
        ];
        let start = self.found.get(paper.index).map_or(0, |paper| paper.span.start);
        let before = self.text.get(..start).unwrap_or_default();
        let before = before.trim_end_matches(['(', ',', ' ', '\n']);
        let letters = before.char_indices().rev().take(24).take_while(|(_, c)| c.is_alphabetic());
        let word = letters.last().and_then(|(at, _)| before.get(at..)).unwrap_or_default();
        NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word))
    }

    /// Whether the mark of a note stands behind a letter that is spoken of: `mijn brief van 1 mei jl.³`.
    fn is_behind_letter(&self, mark: usize) -> bool {
        let before = self.text.get(..mark).unwrap_or_default();
        let last = before.split_whitespace().rev().take(6).take_while(|word| !word.ends_with([',', ';']));
        last.into_iter().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            matches!(word.as_str(), "brief" | "brieven" | "kamerbrief" | "verslag" | "rapport" | "antwoord")
        })
    }

    /// Pairs the papers in a note with the motions before its mark: those of the sentence the mark stands in,
    /// or when it names none, those of the sentence before in the same paragraph. What is nearest to a mark
    /// goes first.
    fn through_notes(&mut self, things: &[Thing], sentences: &[Sentence], notes: &[Note]) {
        let mut candidates: Vec<(bool, usize, usize, usize)> = Vec::new();
        for (index, note) in notes.iter().enumerate() {
            let Some(own) = note.mark.start.checked_sub(1).and_then(|place| index_at(sentences, place))
            else {
                continue;
            };
            if self.is_behind_letter(note.mark.start) {
                continue;
            }
            let first = sentences.get(own).is_none_or(|sentence| sentence.opens_paragraph);
            let earlier = own.checked_sub(1).filter(|_| !first);
            let named = [Some(own), earlier].into_iter().flatten().find_map(|sentence| {
                let nearest = self.before_mark(things, sentence, note).next()?;
                let end = self.found.get(nearest.index)?.span.end;
                Some((sentence != own, note.mark.start.saturating_sub(end), index, sentence))
            });
            candidates.extend(named);
        }
        candidates.sort_unstable();
        for (_, _, index, sentence) in candidates {
            let Some(note) = notes.get(index) else { continue };
            let start = things.partition_point(|thing| self.start(thing) < note.body.start);
            let end = things.partition_point(|thing| self.start(thing) < note.body.end);
            let papers: Vec<Thing> = (things.get(start..end).unwrap_or_default().iter())
                .filter(|thing| !thing.motion && self.is_free(thing) && !self.belongs_elsewhere(thing))
                .copied()
                .collect();
            let motions: Vec<Thing> =
                self.before_mark(things, sentence, note).filter(|thing| self.is_free(thing)).collect();
            if motions.len() == papers.len() {
                for (motion, paper) in motions.iter().rev().zip(&papers) {
                    self.join(motion.index, paper.index);
                }
            } else if let (Some(nearest), Some(paper)) = (motions.first(), papers.first()) {
                self.join(nearest.index, paper.index);
            }
        }
    }

    /// The motions of a sentence before the mark of a note, nearest first.
    fn before_mark(&self, things: &[Thing], sentence: usize, note: &Note) -> impl Iterator<Item = Thing> {
        let end = things.partition_point(|thing| self.start(thing) < note.mark.start);
        let before = things.get(..end).unwrap_or_default().iter().rev().copied().take(MOST_BEFORE_A_MARK);
        let motions: Vec<Thing> =
            before.filter(|thing| thing.motion && thing.part == Part::Sentence(sentence)).collect();
        motions.into_iter()
    }

    fn start(&self, thing: &Thing) -> usize {
        self.found.get(thing.index).map_or(0, |found| found.span.start)
    }
}

#[cfg(test)]
mod tests;
