//! How the name of a person looks who signs a letter or is named in a heading.
//!
//! Answerable for telling a line that is a name from other lines, for leaving titles away, and for bringing a
//! name in capitals into its usual form. Knows nothing of who the person is.

use std::ops::Range;

/// Words of a name with its initials and given names. The longest names of members have six.
const MOST_WORDS: usize = 8;

/// Bytes of a name; more is a sentence.
const LONGEST: usize = 80;

/// Titles and forms of address in front of a name, in lower case without stops.
const TITLES: [&str; 24] = [
    "drs", "mr", "dr", "ir", "ing", "prof", "mevrouw", "mevr", "mw", "dhr", "heer", "bc", "jhr", "jkvr",
    "ds", "em", "dra", "lic", "meester", "h c", "hc", "gen", "ltgen", "lkol",
];

/// Degrees behind a name, in lower case without stops.
const DEGREES: [&str; 15] =
    ["ma", "msc", "llm", "mba", "bsc", "phd", "ba", "mpa", "cpc", "ra", "mpm", "emia", "bba", "rc", "mim"];

/// Small words inside names.
const PARTICLES: [&str; 23] = [
    "van", "de", "der", "den", "ten", "ter", "te", "'t", "’t", "op", "in", "von", "du", "la", "le", "el",
    "al", "bin", "da", "dos", "of", "aan", "het",
];

/// Words that stand where a name could and are none, in lower case.
const NO_NAMES: [&str; 59] = [
    "pagina",
    "datum",
    "kenmerk",
    "bijlage",
    "bijlagen",
    "minister",
    "staatssecretaris",
    "ministerie",
    "directie",
    "postbus",
    "kamer",
    "tweede",
    "eerste",
    "nederland",
    "haag",
    "betreft",
    "onderwerp",
    "hoogachtend",
    "noot",
    "artikel",
    "vraag",
    "antwoord",
    "inleiding",
    "slot",
    "namens",
    "directeur",
    "afdeling",
    "staten-generaal",
    "voorzitter",
    "griffier",
    "aan",
    "de",
    "het",
    "een",
    "met",
    "vriendelijke",
    "groet",
    "deze",
    "ons",
    "uw",
    "zie",
    "toelichting",
    "brief",
    "nr",
    "stuk",
    "kamerstuk",
    "kamerstukken",
    "vergaderjaar",
    "directeur-generaal",
    "secretaris-generaal",
    "samenvatting",
    "conclusie",
    "en",
    "rijksoverheid",
    "tweede-kamer",
    "commissie",
    "motie",
    "regering",
    "verzoekt",
];

/// Returns the range of a name in a text that holds only that, without titles and degrees; nothing when the text
/// is no name.
pub(super) fn name_in(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim();
    if trimmed.len() > LONGEST || trimmed.is_empty() || trimmed.contains('\n') {
        return None;
    }
    let mut start = text.len() - text.trim_start().len();
    let mut end = start + trimmed.len();
    // `D.M. van Weel MA`, `A. Jansen, MSc LLM`
    end = start + without_degrees(&text[start..end]).len();
    while let Some(length) = title(&text[start..end]) {
        start += length;
        start += text[start..end].len() - text[start..end].trim_start().len();
    }
    let name = &text[start..end];
    is_name(name).then_some(start..end)
}

/// Whether a text is a name without titles.
pub(super) fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().take(MOST_WORDS + 1).collect();
    let Some(last) = words.last() else {
        return false;
    };
    words.len() <= MOST_WORDS
        && name.len() <= LONGEST
        && words.iter().all(|word| is_word(word))
        && words
            .iter()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && has_surname(word))
        && !words.iter().all(|word| is_particle(word))
        && !is_particle(last)
        && !last.ends_with('.')
}

fn has_surname(word: &str) -> bool {
    !is_particle(word) && word.rsplit('.').next().is_some_and(|end| end.chars().count() > 1)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

fn is_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    if PARTICLES.contains(&word) {
        return true;
    }
    let begins = word.trim_start_matches(['(', '\'', '’', '‘']).starts_with(char::is_uppercase)
        || ["d'", "d’", "l'", "l’"].iter().any(|start| word.starts_with(start));
    let dash = matches!(word, "-" | "–");
    (begins || dash)
        && word.chars().all(|c| {
            c.is_alphabetic()
                || matches!(
                    c,
                    '.' | '-'
                        | '–'
                        | '\''
                        | '’'
                        | '‘'
                        | '('
                        | ')'
                        | '\u{ad}'
                        | '\u{301}'
                        | '\u{308}'
                        | '\u{327}'
                        | '\u{306}'
                        | '\u{30c}'
                )
        })
        && (is_particle(word) || !NO_NAMES.contains(&lower.trim_end_matches(['.', ')'])))
}

/// Bytes of the title that begins the text, with what joins it to the next.
fn title(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = (&text[..end], &text[end..]);
    let lower = word.to_lowercase();
    if lower == "de" && rest.trim_start().get(..4).is_some_and(|next| next.eq_ignore_ascii_case("heer")) {
        return Some(end);
    }
    let title = TITLES.contains(&lower.as_str());
    let stop = rest.starts_with('.');
    let blank = rest[usize::from(stop)..].starts_with(char::is_whitespace);
    // `mr.drs. A` has no blank, `Mr A` no stop; `Ing` may begin a name.
    (title && (stop || blank)).then_some(end + usize::from(stop))
}

fn without_degrees(name: &str) -> &str {
    let mut name = name;
    loop {
        let cut = name.trim_end().trim_end_matches([',', '.']).trim_end();
        let Some((before, last)) = cut.rsplit_once([' ', ',', '\u{a0}']) else {
            return cut_stop(name);
        };
        let plain: String = last.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
        // A surname may be `Ba`; a degree is written with a second capital or behind a comma.
        let degree = DEGREES.contains(&plain.as_str())
            && (last.chars().filter(|c| c.is_uppercase()).count() > 1 || before.trim_end().ends_with(','));
        if !degree {
            return cut_stop(name);
        }
        name = before;
    }
}

fn cut_stop(name: &str) -> &str {
    name.trim_end().trim_end_matches(',').trim_end()
}

/// Returns a name in capitals in its usual form: `INGE VAN DIJK` is `Inge van Dijk`, `VAN RAAK` is `Van Raak`. Any
/// other name is returned as it is.
pub(super) fn in_usual_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split_whitespace().enumerate().map(|(place, word)| {
        let small = place > 0 && is_particle(word);
        if small {
            return word.to_lowercase();
        }
        let mut out = String::with_capacity(word.len());
        let mut first = true;
        for c in word.chars() {
            if first {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            first = matches!(c, '-' | '.' | '(' | '\'' | '’');
        }
        // The Dutch ij is one letter.
        if let Some(rest) = out.strip_prefix("Ij") { format!("IJ{rest}") } else { out }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two names are the same but for capitals, accents and blanks.
pub(super) fn same(one: &str, other: &str) -> bool {
    super::ministry::plain(one) == super::ministry::plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(name_in(text).map(|range| &text[range]).unwrap_or(""), expected, "{text:?}");
    }

    #[test]
    fn names_of_those_who_sign() {
        check("I.W. Opstelten", "I.W. Opstelten");
        check("drs. M.J.M. Verhagen", "M.J.M. Verhagen");
        check("  mr.drs. E.D. Wiebes ", "E.D. Wiebes");
        check("F. Teeven", "F. Teeven");
        check("Dr. J.J. (Judith) Uitermark", "J.J. (Judith) Uitermark");
        check("Ank Bijleveld-Schouten", "Ank Bijleveld-Schouten");
        check("Marnix L.A. van Rij", "Marnix L.A. van Rij");
        check("A.Th.B. Bijleveld-Schouten", "A.Th.B. Bijleveld-Schouten");
        check("D.M. van Weel MA", "D.M. van Weel");
        check("A. Jansen, MSc LLM", "A. Jansen");
        check("D. Yeşilgöz-Zegerius", "D. Yeşilgöz-Zegerius");
        check("mw. drs. M. van 't Hof", "M. van 't Hof");
        check("De heer J. Jansen", "J. Jansen");
        check("Vivianne Heijnen", "Vivianne Heijnen");
        check("K.H. OLLONGREN", "K.H. OLLONGREN");
        check("Grinwis", "Grinwis");
        check("Mona Keijzer", "Mona Keijzer");
        check("Van der Staaij", "Van der Staaij");
        check("Mr. Jansen", "Jansen");
    }

    #[test]
    fn other_lines_are_no_names() {
        for text in [
            "",
            "Pagina 3 van 3",
            "Datum",
            "14 februari 2012",
            "De Minister van Financiën,",
            "namens deze,",
            "Hoogachtend,",
            "Tot slot",
            "Inleiding",
            "I.W.",
            "Dit is een zin.",
            "Van",
            "Postbus 20301",
            "Den Haag",
            "van de",
            "A.",
            "Directeur Juridische Zaken",
            "http://www.x.nl",
            "Tweede Kamer",
            "x",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn names_in_capitals() {
        for (name, usual) in [
            ("INGE VAN DIJK", "Inge van Dijk"),
            ("VAN RAAK", "Van Raak"),
            ("HENNIS-PLASSCHAERT", "Hennis-Plasschaert"),
            ("GRINWIS", "Grinwis"),
            ("IJPELAAR", "IJpelaar"),
            ("I.W. OPSTELTEN", "I.W. Opstelten"),
            ("Six Dijkstra", "Six Dijkstra"),
            ("ÇELIK", "Çelik"),
        ] {
            assert_eq!(in_usual_case(name), usual);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(drs|mr|\\.|,| |I\\.|van|Jansen|MA|’|-|\u{a0}|\n|\\PC){0,20}") {
            if let Some(range) = name_in(&text) {
                prop_assert!(is_name(&text[range]));
            }
            let _ = in_usual_case(&text);
        }
    }
}
