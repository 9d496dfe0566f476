//! The reference number a letter carries or answers to.
//!
//! Answerable for the value behind its label, on the same line or the next, and in a search box for one that
//! stands alone. Knows nothing of which office gives which numbers.

use std::ops::Range;

use crate::citation::{Citation, Confidence, Found, Kind};
use crate::cursor::Cursor;
use crate::date::Date;
use crate::numbered::zaak;

/// The labels. The longest that stands at a place counts.
pub(crate) const LABELS: [&str; 13] = [
    "kenmerk",
    "ons kenmerk",
    "uw kenmerk",
    "kenmerk afzender",
    "uw brief (kenmerk)",
    "uw brief kenmerk",
    "onze referentie",
    "uw referentie",
    "onze ref",
    "uw ref",
    "referentienummer",
    "referentie",
    "briefkenmerk",
];

/// As long as a reference gets, in bytes.
const LONGEST: usize = 48;

/// Reads the value behind a label.
pub(super) fn read(text: &str, label: Range<usize>, found: &mut Vec<Found>) {
    let mut c = Cursor::new(text, label.end);
    if !c.ends_word() && !text.get(label.clone()).is_some_and(|label| label.ends_with(')')) {
        return;
    }
    c.literal(".");
    c.space();
    c.literal(":");
    c.blanks();
    let start = c.at();
    let Some(value) = value(&mut c) else {
        return;
    };
    if !is_reference(value) {
        return;
    }
    let end = start + value.len();
    found.push(Citation {
        kind: Kind::Kenmerk,
        key: key(value),
        span: label.start..end,
        confidence: Confidence::Cue,
        rule: "kenmerk/label",
        cue: Some(label),
        also: zaak::key(value).into_iter().collect(),
        details: Vec::new(),
    });
}

/// Reads the references that stand in a search box without a label.
pub(super) fn asked(text: &str, taken: &[Range<usize>], found: &mut Vec<Found>) {
    let mut at = 0;
    for word in text.split([' ', '\n']) {
        let span = at..at + word.len();
        at = span.end + 1;
        if stands_alone(word) && !taken.iter().any(|taken| taken.start < span.end && span.start < taken.end) {
            found.push(Citation {
                kind: Kind::Kenmerk,
                key: key(word),
                span,
                confidence: Confidence::Bare,
                rule: "kenmerk/bare",
                cue: None,
                also: Vec::new(),
                details: Vec::new(),
            });
        }
    }
}

/// The key: letters and digits only, in lower case.
fn key(value: &str) -> String {
    let letters = value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    "kenmerk:".chars().chain(letters).collect()
}

/// Goes past a value: a run without blanks, or such runs joined by a stroke or hyphen with blanks around it.
fn value<'v>(c: &mut Cursor<'v>) -> Option<&'v str> {
    let start = c.at();
    let mut end = start;
    loop {
        let mut next = *c;
        let run = next.run(LONGEST, |c| {
            c.is_alphanumeric() && (c.is_ascii_digit() || !c.is_numeric())
                || matches!(c, '/' | '-' | '.' | '_' | '&' | ':')
        })?;
        let trimmed = run.trim_end_matches(['.', '-', ':', '/', '&', '_']);
        let whole = trimmed.len() == run.len();
        *c = next;
        if !trimmed.is_empty() {
            end = next.at() - (run.len() - trimmed.len());
        }
        // `DGBI / 24012345` and `DGBI-TOP /24012345`
        let joined = whole && next.space() && next.character(&['/', '-']).is_some();
        let open = joined || run.ends_with('/');
        next.space();
        let number = next.rest().as_bytes().first().is_some_and(u8::is_ascii_digit);
        if !(open && number) || end - start > LONGEST {
            break;
        }
        *c = next;
    }
    c.text().get(start..end).filter(|value| (1..=LONGEST).contains(&value.len()))
}

/// Whether a value can be a reference: it holds digits, and is neither a day nor a small number of something.
fn is_reference(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = digits == value.len();
    let length = value.bytes().filter(u8::is_ascii_alphanumeric).count();
    digits > 0
        && length >= if plain { 5 } else { 4 }
        && value.starts_with(|c: char| c.is_alphanumeric())
        && !is_day(value)
        && !value.starts_with("http")
}

fn is_day(value: &str) -> bool {
    let parts = || value.split(['-', '/', '.']);
    let figures =
        parts().all(|part| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit()));
    value.parse::<Date>().is_ok() || (parts().count() == 3 && figures)
}

/// Whether a word is such a reference by its shape: parts joined by strokes or hyphens, of figures and
/// capitals, one figure long enough to be no year, dossier or article.
fn stands_alone(word: &str) -> bool {
    const FIGURES: usize = 6;
    let mut parts = 0;
    let mut longest = 0;
    let mut capitals = false;
    for part in word.split(['/', '-']) {
        parts += 1;
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return false;
        }
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        longest = longest.max(digits);
        capitals |= digits < part.len() && part.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    // Figures alone that begin with a nought are a phone number.
    let phone = word.starts_with('0') && !word.bytes().any(|byte| byte.is_ascii_alphabetic());
    parts > 1
        && word.len() <= LONGEST
        && !phone
        && !is_day(word)
        && (longest >= FIGURES || (capitals && longest + 1 >= FIGURES))
}

#[cfg(test)]
mod tests {
    use crate::citation::Mode;
    use crate::numbered::tests::check;

    #[test]
    fn values_stand_behind_their_label() {
        use Mode::{Asked, Document};
        for (mode, text, expected) in [
            (Document, "Kenmerk\n5725010/12/NCTV", "kenmerk:572501012nctv «Kenmerk\n5725010/12/NCTV»"),
            (Document, "Kenmerk\n\n5725010/12/NCTV", "kenmerk:572501012nctv «Kenmerk\n\n5725010/12/NCTV»"),
            (Document, "Kenmerk 5725010/12/NCTV.", "kenmerk:572501012nctv «Kenmerk 5725010/12/NCTV»"),
            (
                Document,
                "Ons kenmerk: 2024-0000123456",
                "kenmerk:20240000123456 «Ons kenmerk: 2024-0000123456»",
            ),
            (Document, "Uw kenmerk DGO/1234567", "kenmerk:dgo1234567 «Uw kenmerk DGO/1234567»"),
            (
                Document,
                "Uw brief (kenmerk) BS2023012345",
                "kenmerk:bs2023012345 «Uw brief (kenmerk) BS2023012345»",
            ),
            (
                Document,
                "Uw brief (Kenmerk)\nBS2023012345",
                "kenmerk:bs2023012345 «Uw brief (Kenmerk)\nBS2023012345»",
            ),
            (Document, "Onze referentie DGTM/12345", "kenmerk:dgtm12345 «Onze referentie DGTM/12345»"),
            (
                Document,
                "Kenmerk DGBI-TOP / 24012345",
                "kenmerk:dgbitop24012345 «Kenmerk DGBI-TOP / 24012345»",
            ),
            (Document, "(kenmerk 5725010/12/NCTV)", "kenmerk:572501012nctv «kenmerk 5725010/12/NCTV»"),
            (Document, "Uw kenmerk\n2024Z07204", "kenmerk:2024z07204 «Uw kenmerk\n2024Z07204»"),
            (Document, "Kenmerk\nDatum 14 februari 2012", "datum:2012-02-14 «14 februari 2012»"),
            (Document, "Uw kenmerk\nBijlage(n)\n2", ""),
            (Document, "Kenmerk 14 februari 2012", "datum:2012-02-14 «14 februari 2012»"),
            (Document, "Kenmerk 14-02-2012", "datum:2012-02-14 «14-02-2012»"),
            (Document, "een kenmerk van 26 systemen", ""),
            (Document, "Kenmerk 3 van 4", ""),
            (Document, "kenmerkend 5725010/12", ""),
            (Document, "5725010/12/NCTV", ""),
            (Asked, "kenmerk:5725010/12/NCTV", "kenmerk:572501012nctv «kenmerk:5725010/12/NCTV»"),
            (Asked, "kenmerk 5725010", "kenmerk:5725010 «kenmerk 5725010»"),
            (Asked, "5725010/12/NCTV", "kenmerk:572501012nctv «5725010/12/NCTV»"),
            (Asked, "brief 5725010/12/nctv kpn", "kenmerk:572501012nctv «5725010/12/nctv»"),
            (Asked, "2024-0000123456", "kenmerk:20240000123456 «2024-0000123456»"),
            (Asked, "DGTM/12345", "kenmerk:dgtm12345 «DGTM/12345»"),
            (Asked, "F-35", ""),
            (Asked, "2018/387", ""),
            (Asked, "070-3421234", ""),
            (Asked, "14-02-2012", "datum:2012-02-14 «14-02-2012»"),
            (Asked, "5725010", ""),
        ] {
            check(mode, text, expected);
        }
    }

    #[test]
    fn a_case_number_is_found_behind_a_label_too() {
        assert_eq!(crate::citations("Uw kenmerk 2024Z07204")[0].also, ["zaak:2024Z07204"]);
    }
}
