//! In which language a letter is written.
//!
//! Answerable for an answer only where there is enough text to be sure; what the file declares comes after its
//! text, because templates declare a language whatever is written in them.

use whatlang::Lang;

use super::{Found, Origin, properties};
use crate::draft::Draft;
use crate::reading::Reading;

/// Bytes of the running text that are looked at.
const REACH: usize = 10 * 1024;

/// Letters without which no answer is given: a line or two say too little.
const FEWEST: usize = 80;

/// The languages that letters come in, with their codes. Others would only be mistaken for these: short Dutch for
/// Afrikaans above all.
const LANGUAGES: [(Lang, &str); 9] = [
    (Lang::Nld, "nl"),
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Pol, "pl"),
    (Lang::Tur, "tr"),
];

/// Returns the language of a letter.
pub(super) fn language(body: &Reading<'_>, draft: &Draft) -> Option<Found<String>> {
    of_text(body).or_else(|| {
        properties::values(&draft.declared, "language").find_map(|(name, value)| {
            let code: String = value.chars().take_while(char::is_ascii_alphabetic).collect();
            let code = code.to_ascii_lowercase();
            (code.len() == 2).then(|| Found { value: code, from: Origin::Declared(name.to_owned()) })
        })
    })
}

fn of_text(body: &Reading<'_>) -> Option<Found<String>> {
    let text = body.text();
    let end = (0..=REACH.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let looked = &text[..end];
    if looked.chars().filter(|c| c.is_alphabetic()).count() < FEWEST {
        return None;
    }
    let detector = whatlang::Detector::with_allowlist(LANGUAGES.iter().map(|(lang, _)| *lang).collect());
    let info = detector.detect(looked)?;
    let (_, code) = LANGUAGES.iter().find(|(lang, _)| *lang == info.lang())?;
    info.is_reliable()
        .then(|| Found { value: (*code).to_owned(), from: Origin::Text(body.stored_range(&(0..end))) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    fn check(text: &str, expected: Option<&str>) {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        let found = language(&Reading::body(text, &Layout::default()), &draft);
        assert_eq!(found.map(|found| found.value).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn languages_of_letters() {
        check(
            "Bij de regeling van werkzaamheden van donderdag 9 februari jl. heeft het lid Gesthuizen gevraagd om een brief over de hack bij KPN en in te gaan op de vraag hoe groot de dreiging voor het internetverkeer was.",
            Some("nl"),
        );
        check(
            "Please find enclosed the response of the government of the Netherlands to the public consultation on the revision of the directive, which was sent to us in the spring of this year.",
            Some("en"),
        );
        check("Geachte voorzitter,", None);
        check("", None);
        check(&"1234567890 ".repeat(100), None);
    }

    #[test]
    fn what_the_file_declares_comes_last() {
        let mut draft = Draft::default();
        draft.declared.properties.push(("DCTERMS.language".to_owned(), "nl-NL".to_owned()));
        let found = language(&Reading::body("Kort.", &Layout::default()), &draft);
        assert_eq!(
            found,
            Some(Found { value: "nl".to_owned(), from: Origin::Declared("DCTERMS.language".to_owned()) })
        );
    }
}
