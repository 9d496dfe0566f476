//! How good a ranking is, in the measures of the field.
//!
//! Letters with the same score stand at the worst rank any of them could have, so that a scorer that
//! cannot tell letters apart cannot look good by luck. The gain of a letter is 2^grade − 1, which for
//! grades 0 and 1 is the grade; a letter nobody judged has grade 0.

use std::collections::BTreeMap;

use serde::Serialize;

/// Measures of one ranking or of several on average; each from 0 to 1, and 1 is best.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Normalised discounted cumulative gain of the first ten.
    pub ndcg_at_10: f64,
    /// The part of the right letters among the first ten.
    pub recall_at_10: f64,
    /// The part of the right letters among the first hundred.
    pub recall_at_100: f64,
    /// One over the rank of the first right letter; 0 when it is not among the first ten.
    pub mrr_at_10: f64,
}

/// What became of one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Its measures.
    pub scores: Scores,
    /// The rank of the first right letter, from 1.
    pub rank: Option<usize>,
}

/// Judges `hits`, letters with their score in any order, by the `grades` of letters.
///
/// Returns nothing when no letter is right, for then no ranking is better than another.
pub fn judge(hits: &[(&str, f32)], grades: &BTreeMap<String, u32>) -> Option<Judgement> {
    let mut ideal: Vec<u32> = grades.values().copied().filter(|grade| *grade > 0).collect();
    if ideal.is_empty() {
        return None;
    }
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best: f64 = ideal.iter().zip(1..=10).map(|(grade, rank)| discounted(*grade, rank)).sum();
    let found: Vec<(usize, u32)> = hits
        .iter()
        .filter_map(|(letter, score)| {
            let grade = grades.get(*letter).copied().filter(|grade| *grade > 0)?;
            Some((hits.iter().filter(|(_, other)| other >= score).count(), grade))
        })
        .collect();
    let within = |end: usize| found.iter().filter(move |(rank, _)| *rank <= end);
    let recall = |end| within(end).count() as f64 / ideal.len() as f64;
    let rank = found.iter().map(|(rank, _)| *rank).min();
    let scores = Scores {
        ndcg_at_10: within(10).map(|(rank, grade)| discounted(*grade, *rank)).sum::<f64>() / best,
        recall_at_10: recall(10),
        recall_at_100: recall(100),
        mrr_at_10: rank.filter(|rank| *rank <= 10).map_or(0.0, |rank| 1.0 / rank as f64),
    };
    Some(Judgement { scores, rank })
}

/// Returns the mean of each measure; all 0 for none.
pub fn mean<'a>(all: impl IntoIterator<Item = &'a Scores>) -> Scores {
    let mut sum = Scores::default();
    let mut count = 0.0;
    for scores in all {
        sum.ndcg_at_10 += scores.ndcg_at_10;
        sum.recall_at_10 += scores.recall_at_10;
        sum.recall_at_100 += scores.recall_at_100;
        sum.mrr_at_10 += scores.mrr_at_10;
        count += 1.0;
    }
    let count = f64::max(count, 1.0);
    Scores {
        ndcg_at_10: sum.ndcg_at_10 / count,
        recall_at_10: sum.recall_at_10 / count,
        recall_at_100: sum.recall_at_100 / count,
        mrr_at_10: sum.mrr_at_10 / count,
    }
}

fn discounted(grade: u32, rank: usize) -> f64 {
    (f64::from(grade).exp2() - 1.0) / (rank as f64 + 1.0).log2()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Checks nDCG@10, R@10, R@100, MRR@10 and the rank.
    #[track_caller]
    fn check(hits: &[(&str, f32)], grades: &[(&str, u32)], expected: [f64; 4], rank: Option<usize>) {
        let grades = grades.iter().map(|(letter, grade)| ((*letter).to_owned(), *grade)).collect();
        let judgement = judge(hits, &grades).unwrap();
        let Scores { ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10 } = judgement.scores;
        for (found, expected) in [ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10].iter().zip(expected) {
            assert!((found - expected).abs() < 1e-4, "{:?} and not {expected}", judgement.scores);
        }
        assert_eq!(judgement.rank, rank);
    }

    /// Letters `0`, `1` … with scores that fall.
    fn falling(count: usize) -> Vec<(String, f32)> {
        (0..count).map(|number| (number.to_string(), 1_000.0 - number as f32)).collect()
    }

    #[track_caller]
    fn check_falling(count: usize, grades: &[(&str, u32)], expected: [f64; 4], rank: Option<usize>) {
        let hits = falling(count);
        let hits: Vec<_> = hits.iter().map(|(letter, score)| (letter.as_str(), *score)).collect();
        check(&hits, grades, expected, rank);
    }

    #[test]
    fn one_right_letter() {
        check_falling(20, &[("0", 1)], [1.0, 1.0, 1.0, 1.0], Some(1));
        // 1 / log2(3)
        check_falling(20, &[("1", 1)], [0.63093, 1.0, 1.0, 0.5], Some(2));
        // 1 / log2(11)
        check_falling(20, &[("9", 1)], [0.28906, 1.0, 1.0, 0.1], Some(10));
        check_falling(20, &[("10", 1)], [0.0, 0.0, 1.0, 0.0], Some(11));
        check_falling(200, &[("100", 1)], [0.0, 0.0, 0.0, 0.0], Some(101));
        check_falling(20, &[("elders", 1)], [0.0, 0.0, 0.0, 0.0], None);
        check(&[], &[("a", 1)], [0.0, 0.0, 0.0, 0.0], None);
    }

    #[test]
    fn several_right_letters_and_grades() {
        // Ranks 1 and 3: (1 + 1/2) / (1 + 1/log2(3)) = 1.5 / 1.63093
        check_falling(20, &[("0", 1), ("2", 1)], [0.91972, 1.0, 1.0, 1.0], Some(1));
        // Grade 1 at rank 1 and 3 at rank 2: (1 + 7/log2(3)) / (7 + 1/log2(3)) = 5.41651 / 7.63093
        check_falling(20, &[("0", 1), ("1", 3)], [0.70981, 1.0, 1.0, 1.0], Some(1));
        // Grade 0 is not right: it neither helps nor counts as missed.
        check_falling(20, &[("0", 0), ("1", 1)], [0.63093, 1.0, 1.0, 0.5], Some(2));
        check_falling(20, &[("0", 1), ("elders", 1)], [0.61315, 0.5, 0.5, 1.0], Some(1));
    }

    #[test]
    fn more_right_letters_than_places_can_still_be_perfect() {
        let names: Vec<_> = (0..12).map(|number| number.to_string()).collect();
        let grades: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
        check_falling(20, &grades, [1.0, 10.0 / 12.0, 1.0, 1.0], Some(1));
    }

    #[test]
    fn equal_scores_stand_at_the_worst_rank() {
        check(&[("a", 1.0), ("b", 1.0)], &[("a", 1)], [0.63093, 1.0, 1.0, 0.5], Some(2));
        check(&[("a", 2.0), ("b", 1.0), ("c", 1.0)], &[("b", 1)], [0.5, 1.0, 1.0, 1.0 / 3.0], Some(3));
        let flat = [("a", 0.0); 11];
        check(&[&flat[..], &[("b", 0.0)]].concat(), &[("b", 1)], [0.0, 0.0, 1.0, 0.0], Some(12));
    }

    #[test]
    fn a_question_without_a_right_letter_is_not_judged() {
        assert_eq!(judge(&[("a", 1.0)], &BTreeMap::from([("a".to_owned(), 0)])), None);
    }

    #[test]
    fn means_are_of_each_measure() {
        let one = Scores { ndcg_at_10: 1.0, recall_at_10: 1.0, recall_at_100: 1.0, mrr_at_10: 0.5 };
        let expected = Scores { ndcg_at_10: 0.5, recall_at_10: 0.5, recall_at_100: 0.5, mrr_at_10: 0.25 };
        assert_eq!(mean([&one, &Scores::default()]), expected);
        assert_eq!(mean([]), Scores::default());
    }
}
