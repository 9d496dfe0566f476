//! The proceedings of a sitting, by number and item or by pages.
//!
//! Answerable for both ways of counting: running pages until the end of 2010, items since. Knows nothing of
//! the appendix, which is another series, nor of identifiers.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Detail, Found, Kind, Mode};
use crate::cursor::Cursor;
use crate::numbered::kamerstuk::{chamber, sessions};
use crate::numbered::numbers;

/// Reads what stands behind `Handelingen`.
pub(super) fn read(text: &str, mode: Mode, word: Range<usize>, found: &mut Vec<Found>) {
    if let Some(citation) = sitting(text, mode, word) {
        found.push(citation);
    }
}

fn sitting(text: &str, mode: Mode, word: Range<usize>) -> Option<Citation> {
    let mut c = Cursor::new(text, word.end);
    if !c.ends_word() {
        return None;
    }
    c.literal(".");
    let chamber = committee(&mut c).or_else(|| chamber(&mut c, mode));
    let session = sessions(&mut c).into_iter().next()?;
    let asked = mode == Mode::Asked;
    let mut end = c.at();
    let mut sitting = number(&mut c, asked);
    let mut item = None;
    if sitting.is_some() {
        end = c.at();
        item = self::item(&mut c, asked);
        if item.is_some() {
            end = c.at();
        }
    }
    let pages = numbers::pages(&mut c).and_then(|pages| text.get(pages));
    if pages.is_some() {
        end = c.at();
    }
    if sitting.is_none() {
        // Old volumes begin each sitting's pages with its number: `blz. 39-2410`. A period of pages rises by
        // less than that.
        let (first, second) = pages?.split_once('-').unwrap_or((pages?, ""));
        let digits = second.bytes().take_while(u8::is_ascii_digit).count();
        let second = second.get(..digits)?;
        if first.len() < 3 && second.len() > first.len() && session.begins() < 2011 {
            sitting = Some(first);
        }
    }
    let house = chamber.unwrap_or("-").to_ascii_lowercase();
    let mut key = format!("h:{house}:{session}");
    match (sitting, item, pages) {
        (Some(sitting), Some(item), _) => key.push_str(&format!(":{sitting}:{item}")),
        (Some(sitting), None, _) => key.push_str(&format!(":{sitting}")),
        (None, _, pages) => key.push_str(&format!(":p{}", pages?.replace(' ', ""))),
    }
    let mut details = vec![(Detail::Session, session.to_string())];
    details.extend(chamber.map(|chamber| (Detail::Chamber, chamber.to_owned())));
    details.extend(pages.map(|pages| (Detail::Page, pages.to_owned())));
    Some(Citation {
        kind: Kind::Handelingen,
        key,
        span: word.start..end,
        confidence: Confidence::Cue,
        rule: "handelingen/full",
        cue: Some(word),
        also: Vec::new(),
        details,
    })
}

/// Goes past the mark of an extended committee meeting.
fn committee(c: &mut Cursor<'_>) -> Option<&'static str> {
    let mut next = *c;
    next.separator();
    next.one_of(&["UCV"])?;
    *c = next;
    Some("UCV")
}

/// Goes past the number of the sitting.
fn number<'v>(c: &mut Cursor<'v>, asked: bool) -> Option<&'v str> {
    let mut next = *c;
    if numbers::announcement(&mut next).is_none() {
        if !asked {
            return None;
        }
        next.separator();
    }
    let digits = next.digits(1, 4).filter(|_| next.ends_number())?;
    *c = next;
    Some(digits)
}

/// Goes past the item.
fn item<'v>(c: &mut Cursor<'v>, asked: bool) -> Option<&'v str> {
    let mut next = *c;
    next.separator();
    if next.one_of(&["item"]).is_none() && !asked {
        return None;
    }
    next.space();
    let digits = next.digits(1, 3).filter(|_| next.ends_number())?;
    *c = next;
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbered::tests::check;

    #[test]
    fn both_ways_of_counting() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (
                Document,
                "Handelingen II 2007/08, nr. 108, p. 7909-7943.",
                "h:ii:2007-2008:108 «Handelingen II 2007/08, nr. 108, p. 7909-7943»",
            ),
            (
                Document,
                "Handelingen II 2010/11, nr. 108, item 5, p. 25-36",
                "h:ii:2010-2011:108:5 «Handelingen II 2010/11, nr. 108, item 5, p. 25-36»",
            ),
            (
                Document,
                "Handelingen II 2024-2025, nr. 42, item 4",
                "h:ii:2024-2025:42:4 «Handelingen II 2024-2025, nr. 42, item 4»",
            ),
            (
                Document,
                "Handelingen II, 1988/89, blz. 39-2410 en 2435",
                "h:ii:1988-1989:39 «Handelingen II, 1988/89, blz. 39-2410 en 2435»",
            ),
            (
                Document,
                "Handelingen UCV, 1988/89, nr. 26, blz. 50",
                "h:ucv:1988-1989:26 «Handelingen UCV, 1988/89, nr. 26, blz. 50»",
            ),
            (
                Document,
                "Handelingen I 2007/08, p. 790-794",
                "h:i:2007-2008:p790-794 «Handelingen I 2007/08, p. 790-794»",
            ),
            (
                Document,
                "Handelingen 2010/11, nr. 7, item 5",
                "h:-:2010-2011:7:5 «Handelingen 2010/11, nr. 7, item 5»",
            ),
            (
                Document,
                "Hand. II 2010/11, nr. 7, item 5",
                "h:ii:2010-2011:7:5 «Hand. II 2010/11, nr. 7, item 5»",
            ),
            (
                Document,
                "Handelingen Tweede Kamer, vergaderjaar 2010–2011, nr. 7, item 5",
                "h:ii:2010-2011:7:5 «Handelingen Tweede Kamer, vergaderjaar 2010–2011, nr. 7, item 5»",
            ),
            (Document, "Handelingen VV 1996/97, nr. 2", "h:vv:1996-1997:2 «Handelingen VV 1996/97, nr. 2»"),
            (Document, "zijn handelingen in 2010/11 waren", ""),
            (Document, "de handelingen II. nr. 3", ""),
            (Document, "handeling 2010/11, nr. 7", ""),
            (Document, "met de hand 2010/11, nr. 7", ""),
            (
                Asked,
                "handelingen ii 2010-2011 108 5",
                "h:ii:2010-2011:108:5 «handelingen ii 2010-2011 108 5»",
            ),
            (Asked, "handelingen 2010-2011", ""),
        ] {
            check(mode, text, expected);
        }
    }

    #[test]
    fn pages_are_a_detail() {
        let found = crate::citations("Handelingen II, 1988/89, blz. 39-2410 en 2435");
        assert_eq!(found[0].detail(Detail::Page), Some("39-2410 en 2435"));
        assert_eq!(found[0].detail(Detail::Chamber), Some("II"));
    }
}
