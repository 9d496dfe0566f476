//! The parties of the Dutch parliament, as they stand behind a name.
//!
//! Answerable for the spellings: `D66`, `D'66` and `D-66`, `GL-PvdA` and `GroenLinks-PvdA`, and a group named
//! after its member (`Groep Van Haga`). Knows nothing of who sat for which party, or when.

use std::ops::Range;

use crate::cursor::Cursor;

/// Longer spellings before shorter ones that begin alike.
const PARTIES: [&str; 56] = [
    "Forum voor Democratie",
    "Nieuw Sociaal Contract",
    "Partij van de Arbeid",
    "Partij voor de Dieren",
    "Partij voor de Vrijheid",
    "BoerBurgerBeweging",
    "Boer Burger Beweging",
    "Leefbaar Nederland",
    "Socialistische Partij",
    "Staatkundig Gereformeerde Partij",
    "ChristenUnie",
    "Christen Unie",
    "GroenLinks",
    "Groen Links",
    "BELANG VAN NEDERLAND",
    "50PLUS",
    "50 PLUS",
    "50+",
    "AOV",
    "BBB",
    "BIJ1",
    "BVNL",
    "CDA",
    "CD",
    "CPN",
    "CU",
    "D'66",
    "D-66",
    "D 66",
    "D66",
    "DENK",
    "DS'70",
    "EVP",
    "FvD",
    "GL",
    "GPV",
    "JA21",
    "KVP",
    "LN",
    "LPF",
    "NSC",
    "OPNL",
    "OSF",
    "PPR",
    "PSP",
    "PvdA",
    "PvdD",
    "PVV",
    "RPF",
    "SGP",
    "SP",
    "TON",
    "UNIE 55+",
    "VNL",
    "Volt",
    "VVD",
];

/// Goes past the name of one party, in any case.
pub(crate) fn party(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let start = cursor.at();
    PARTIES.iter().any(|party| cursor.word(party)).then(|| cursor.since(start))
}

/// Whether a word, taken alone, is a party and so no surname.
pub(crate) fn is_party(word: &str) -> bool {
    PARTIES.iter().any(|party| party.eq_ignore_ascii_case(word))
}

/// Goes past a party in parentheses, `(SP)`, also one that is two (`GroenLinks-PvdA`), is said of several
/// people (`beiden SP`), or is the group of one member. Returns the range of the party's name.
pub(crate) fn in_parentheses(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut here = *cursor;
    here.space();
    if !here.literal("(") {
        return None;
    }
    here.space();
    if here.one_of(&["beiden", "beide", "allen", "alle"]).is_some() && !here.space() {
        return None;
    }
    let start = here.at();
    if !group(&mut here) {
        party(&mut here)?;
        while here.character(&['-', '/']).is_some() {
            party(&mut here)?;
        }
    }
    let name = here.since(start);
    here.space();
    if !here.literal(")") {
        return None;
    }
    *cursor = here;
    Some(name)
}

/// `Groep Van Haga`, `Lid Omtzigt`, `Fractie Den Haan`: up to the closing parenthesis.
fn group(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    if here.one_of(&["groep", "lid", "fractie", "gr"]).is_none() {
        return false;
    }
    here.literal(".");
    // Longer than any name there was.
    let length = here.rest().bytes().take(40).take_while(|byte| !matches!(byte, b'(' | b')' | b'\n')).count();
    if here.rest().as_bytes().get(length) != Some(&b')') || length < 3 {
        return false;
    }
    *cursor = Cursor::new(here.text(), here.at() + length);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_in_parentheses() {
        for party in [
            "SP",
            "PvdA",
            "VVD",
            "CDA",
            "D66",
            "D'66",
            "D-66",
            "GL",
            "GroenLinks",
            "GroenLinks-PvdA",
            "GL-PvdA",
            "PvdA/GroenLinks",
            "PVV",
            "SGP",
            "CU",
            "ChristenUnie",
            "PvdD",
            "DENK",
            "Denk",
            "FvD",
            "FVD",
            "JA21",
            "Volt",
            "BBB",
            "NSC",
            "50PLUS",
            "Bij1",
            "BVNL",
            "Groep Van Haga",
            "Lid Omtzigt",
            "Gr. Kortenoeven/Hernandez",
        ] {
            for text in [format!(" ({party}) en"), format!("({party})"), format!(" (beiden {party})")] {
                let mut cursor = Cursor::new(&text, 0);
                let found = in_parentheses(&mut cursor).map(|range| &text[range]);
                assert_eq!(found, Some(party), "{text:?}");
                assert!(text[..cursor.at()].ends_with(')'));
            }
        }
        for text in
            [" (SPD)", " (SP", " SP", " (SP, zie)", " ()", " (beidenSP)", " (nr. 5)", " (groep )", "(SP-x)"]
        {
            assert_eq!(in_parentheses(&mut Cursor::new(text, 0)), None, "{text:?}");
        }
    }
}
