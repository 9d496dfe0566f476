//! The order of the lines of a page.
//!
//! Answerable for lines that are painted before one above them. The order of painting is the order of reading
//! nearly always, and knows columns and tables better than any measuring does; so nothing is moved but a line
//! painted above one it stands in a column with.

use super::lines::Line;

/// Lines of a page above which they stay as painted: moving takes time in the square of their number.
const MOST: usize = 2_000;

/// Puts each line that is painted after one it stands above before that one.
pub(super) fn ordered(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() > MOST {
        return lines;
    }
    let mut ordered: Vec<Line> = Vec::with_capacity(lines.len());
    // Where the next line goes when it follows the last.
    let mut at = 0_usize;
    for line in lines {
        let jumps =
            at.checked_sub(1).and_then(|last| ordered.get(last)).is_some_and(|last| is_above(&line, last));
        if jumps {
            let below = |other: &Line| line.overlaps(other) && is_above(&line, other);
            at = ordered.iter().position(below).unwrap_or(ordered.len());
        } else {
            while let Some(next) = ordered.get(at) {
                if line.overlaps(next) && is_above(&line, next) {
                    break;
                }
                // A column that was gone back into goes on below what was painted of it before.
                at += 1;
            }
        }
        ordered.insert(at.min(ordered.len()), line);
        at += 1;
    }
    ordered
}

/// Whether a line stands above another by more than half its height.
fn is_above(line: &Line, other: &Line) -> bool {
    line.turn == other.turn && line.base < other.base - 0.5 * line.size.min(other.size)
}
