//! The reference numbers a letter carries.
//!
//! Answerable for the fields that hold its own: `Uw kenmerk` is another's. How a reference looks is known to
//! naslag-citation.

use std::ops::Range;

use naslag_citation::{Kind, citations};

use super::{Found, Origin};
use crate::head::Head;
use crate::title::folded;

/// Labels of a letter's own reference.
const LABELS: [&str; 9] = [
    "Kenmerk",
    "Ons kenmerk",
    "Onze referentie",
    "Referentie",
    "Referentienummer",
    "Briefkenmerk",
    "Ons nummer",
    "Our reference",
    "Reference",
];

/// Bytes of a value that are looked at; references have at most 48.
const REACH: usize = 80;

/// Returns the references in the head of a letter, each once.
pub(super) fn references(head: &Head<'_>) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    for field in head.fields(&LABELS) {
        let near = field.cell.saturating_sub(field.stacked)..field.cell + field.stacked + 1;
        let value = reference(head.text(), field.value.clone()).or_else(|| {
            // Of labels above their values one may have had none.
            let mut near = near.filter_map(|cell| head.cell(cell));
            (field.stacked > 1).then(|| near.find_map(|cell| reference(head.text(), cell))).flatten()
        });
        if let Some(range) = value {
            let value = folded(&head.text()[range.clone()]);
            if !found.iter().any(|known| known.value == value) {
                found.push(Found { value, from: Origin::Text(range) });
            }
        }
    }
    found
}

/// The reference that begins this range, alone there or with little behind it.
fn reference(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let value = &text[range.clone()];
    let end = (0..=REACH.min(value.len())).rev().find(|end| value.is_char_boundary(*end))?;
    let labelled = format!("{LABEL}{}", &value[..end]);
    let citation = citations(&labelled).into_iter().next()?;
    let length = citation.span.end.checked_sub(LABEL.len())?;
    (citation.kind == Kind::Kenmerk && citation.span.start == 0).then(|| range.start..range.start + length)
}

const LABEL: &str = "Kenmerk ";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = references(&Head::of(text));
        let values: Vec<&str> = found.iter().map(|found| found.value.as_str()).collect();
        assert_eq!(values, expected, "{text:?}");
    }

    #[test]
    fn own_references() {
        check("Kenmerk\n5725010/12/NCTV\n\nDatum 14 februari 2012", &["5725010/12/NCTV"]);
        check("Ons kenmerk 2024-0000123456", &["2024-0000123456"]);
        check("Onze referentie: IENW/BSK-2021/123456", &["IENW/BSK-2021/123456"]);
        check("Ons kenmerk\nDGBI-TOP / 24012345\nUw kenmerk\n2024Z07204", &["DGBI-TOP / 24012345"]);
        check("Datum\nKenmerk\n14 februari 2012\n5725010/12", &["5725010/12"]);
        check(
            "Uw kenmerk      Ons kenmerk\n2024Z07204     3234567-1019312-PDC19",
            &["3234567-1019312-PDC19"],
        );
        check("Kenmerk 5725010\nKenmerk 5725010", &["5725010"]);
        check("Our reference\nMinBuza-2019.1234-56", &["MinBuza-2019.1234-56"]);
    }

    #[test]
    fn what_is_no_reference_of_its_own() {
        check("Uw kenmerk 2024Z07204", &[]);
        check("Kenmerk\nDatum 14 februari 2012", &[]);
        check("Ons kenmerk\nBijlage(n)\n1", &[]);
        check("Kenmerk van het systeem is dat", &[]);
        check("", &[]);
    }
}
