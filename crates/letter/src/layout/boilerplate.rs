//! What every letter of a sender has and nobody looks for: addresses, colofons, disclaimers, links of a site.
//!
//! Answerable for lines whose form or first words leave no doubt. Each rule is bounded: the head is the part
//! before the first paragraph, a disclaimer is a few paragraphs, and a colofon ends at its first line of prose.
//! Dates, references and subjects of the head are the letter's own and stay.

use super::fields::{head_end, label};
use super::lines::{Lines, Mark};

/// Marks the boilerplate of a text.
pub(super) fn mark(lines: &mut Lines<'_>) {
    head(lines);
    colofon(lines);
    mails(lines);
    site(lines);
}

/// Addresses and ways to reach the sender, before the first paragraph.
fn head(lines: &mut Lines<'_>) {
    let end = head_end(lines);
    let mut line = 0;
    while line < end {
        let text = lines.line(line);
        let next = lines.line(line + 1);
        let length = if text.starts_with("> Retouradres") || text.starts_with("Retouradres") {
            1 + usize::from(line + 1 < end && lines.adjacent(line) && is_post_code(next))
        } else if is_addressed(text) {
            addressee(lines, line, end)
        } else if is_contact(text)
            || line + 1 < end && lines.adjacent(line) && is_street(text) && is_post_code(next)
        {
            1
        } else if text.trim_end_matches(':') == "Contactpersoon"
            && line + 1 < end
            && next.len() <= 60
            && label(next).is_none()
        {
            2
        } else {
            0
        };
        for line in line..line + length {
            lines.set(line, Mark::Boilerplate);
        }
        line += length.max(1);
    }
}

/// Lines of the address that begins here; none when no post box or post code shows that it is one.
fn addressee(lines: &Lines<'_>, first: usize, end: usize) -> usize {
    let mut length = 1;
    while first + length < end && length < 7 && lines.adjacent(first + length - 1) {
        let text = lines.line(first + length);
        if text.len() > 80 || label(text).is_some() {
            break;
        }
        length += 1;
        if is_post_code(text) {
            return length;
        }
    }
    0
}

fn is_addressed(text: &str) -> bool {
    [
        "Aan de ",
        "Aan het ",
        "Aan: ",
        "De Voorzitter van de Tweede Kamer",
        "De Voorzitter van de Eerste Kamer",
        "De voorzitter van de ",
    ]
    .iter()
    .any(|start| text.starts_with(start))
        || text == "Aan"
}

/// `2500 EH Den Haag`
fn is_post_code(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let code = words.next().unwrap_or_default();
    let (figures, letters) = if code.len() == 6 {
        code.split_at_checked(4).unwrap_or_default()
    } else {
        (code, words.next().unwrap_or_default())
    };
    figures.len() == 4
        && figures.bytes().all(|byte| byte.is_ascii_digit())
        && letters.len() == 2
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && words.next().is_some_and(|place| place.starts_with(|c: char| c.is_uppercase() || c == '\''))
        && words.count() <= 3
}

/// `Schedeldoekshaven 100`
fn is_street(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let number = words.next().unwrap_or_default();
    text.len() <= 60
        && text.starts_with(char::is_uppercase)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 6
        && (1..=4).contains(&words.count())
}

/// A post box, a post code, a number to call or an address on the net, and nothing else.
fn is_contact(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let figures = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit() || b"()+-./".contains(&byte));
    match first.trim_end_matches(['.', ':']) {
        "Postbus" => {
            matches!(rest.as_slice(), [number] if figures(number))
                || rest.len() > 2 && is_post_code(&rest[1..].join(" "))
        }
        "T" | "F" | "M" | "Tel" | "Fax" | "Telefoon" | "Telefoonnummer" | "Mobiel" => {
            !rest.is_empty() && rest.iter().all(figures)
        }
        "E" | "E-mail" | "Email" | "I" | "Internet" => matches!(rest.as_slice(), [one] if is_net(one)),
        _ => rest.is_empty() && is_net(first) || is_post_code(text),
    }
}

fn is_net(word: &str) -> bool {
    word.starts_with("www.")
        || word.starts_with("https://www.")
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The colofon of a report: its heading, and the lines that can be nothing else.
fn colofon(lines: &mut Lines<'_>) {
    const MOST: usize = 25;
    const STARTS: [&str; 18] = [
        "Deze publicatie is",
        "Dit is een uitgave",
        "Dit is een publicatie",
        "Deze brochure is",
        "Dit rapport is een uitgave",
        "©",
        "Ministerie van",
        "Uitgave",
        "Auteur",
        "Titel",
        "Versie",
        "Projectnaam",
        "Projectleider",
        "Contactpersoon",
        "Afzendgegevens",
        "Postbus",
        "Postadres",
        "Bezoekadres",
    ];
    let mut line = 0;
    while line < lines.len() {
        let text = lines.line(line);
        if !(text == "Colofon" || text == "COLOFON") || !lines.is_body(line) {
            line += 1;
            continue;
        }
        let mut end = line + 1;
        while end < lines.len().min(line + MOST) {
            let text = lines.line(end);
            let street = is_street(text) && is_post_code(lines.line(end + 1));
            if !(is_contact(text)
                || street
                || text.len() <= 160 && STARTS.iter().any(|start| text.starts_with(start)))
            {
                break;
            }
            end += 1;
        }
        // The heading alone may stand in a table of contents.
        if end > line + 1 {
            for line in line..end {
                lines.set(line, Mark::Boilerplate);
            }
        }
        line = end;
    }
}

/// What mail programs put under messages.
fn mails(lines: &mut Lines<'_>) {
    const STARTS: [&str; 8] = [
        "Dit bericht kan informatie bevatten die niet voor u is bestemd",
        "This message may contain information that is not intended for you",
        "De informatie verzonden met dit e-mailbericht",
        "De informatie in dit e-mailbericht is",
        "Dit e-mailbericht is uitsluitend bestemd voor",
        "Deze e-mail is uitsluitend bestemd voor",
        "This e-mail and any attachments",
        "This email and any attachments",
    ];
    /// Bytes of such a paragraph at most; the two of the State have 500.
    const LONGEST: usize = 1500;
    let mut line = 0;
    while line < lines.len() {
        let text = lines.line(line);
        if !STARTS.iter().any(|start| text.starts_with(start)) {
            line += 1;
            continue;
        }
        let start = lines.range(line).start;
        let mut end = line + 1;
        while end < lines.len()
            && lines.adjacent(end - 1)
            && lines.range(end).end - start <= LONGEST
            && lines.range(end - 1).len() < 200
        {
            end += 1;
        }
        if lines.range(end - 1).end - start <= LONGEST {
            for line in line..end {
                lines.set(line, Mark::Boilerplate);
            }
        }
        line = end;
    }
}

/// `Naar boven` and the disclaimer at the end of a page of officielebekendmakingen.nl.
fn site(lines: &mut Lines<'_>) {
    /// Lines at the end of a text that are looked at, and bytes of a disclaimer at most.
    const LAST: usize = 30;
    const LONGEST: usize = 3000;
    const STARTS: [&str; 4] = ["De hier aangeboden ", "Aan de inhoud van ", "Aan deze ", "Hoewel "];
    let from = lines.len().saturating_sub(LAST);
    for line in from..lines.len() {
        let text = lines.line(line);
        if matches!(text, "Naar boven" | "Terug naar boven" | "Terug naar begin van de pagina") {
            lines.set(line, Mark::Boilerplate);
        }
        let known = STARTS.iter().any(|start| lines.line(line + 1).starts_with(start));
        if text == "Disclaimer" && known && lines.text().len() - lines.range(line).start <= LONGEST {
            for line in line..lines.len() {
                lines.set(line, Mark::Boilerplate);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AsideKind, of_text};

    fn check(text: &str, expected: &[&str]) {
        let layout = of_text(text);
        let found: Vec<&str> = layout
            .asides
            .iter()
            .filter(|aside| aside.kind == AsideKind::Boilerplate)
            .map(|aside| text[aside.range.clone()].trim_end())
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    const PROSE: &str =
        "Hierbij ontvangt u onze reactie op uw verzoek waarbij gebruik is gemaakt van de informatie.";

    #[test]
    fn heads() {
        let address =
            "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n2500 EA DEN HAAG";
        check(
            &format!(
                "> Retouradres Postbus 20301 2500 EH Den Haag\n\n{address}\n\nDatum 1 mei 2012\n\n{PROSE}"
            ),
            &[&format!("> Retouradres Postbus 20301 2500 EH Den Haag\n\n{address}")],
        );
        check(
            &format!(
                "Ministerie van Justitie\nSchedeldoekshaven 100\n2511 EX Den Haag\nT 070 370 79 11\ninfo@minjus.nl\n\n{PROSE}"
            ),
            &["Schedeldoekshaven 100\n2511 EX Den Haag\nT 070 370 79 11\ninfo@minjus.nl"],
        );
        check(
            &format!(
                "Directie Cyber Security\n\nPostbus 20301\n2500 EH Den Haag\nwww.rijksoverheid.nl\n\nKenmerk\n57\n{PROSE}"
            ),
            &["Postbus 20301\n2500 EH Den Haag\nwww.rijksoverheid.nl"],
        );
        check(
            &format!("Contactpersoon\nmr. A. Jansen\n\nDatum 1 mei 2012\n{PROSE}"),
            &["Contactpersoon\nmr. A. Jansen"],
        );
        // In the letter the same lines are its own.
        check(&format!("{PROSE}\n\nPostbus 20301\n2500 EH Den Haag"), &[]);
        check(&format!("Aan de slag\n\n{PROSE}"), &[]);
        check("Wet van 1 mei\n\nArtikel 1\n\nEen.", &[]);
    }

    #[test]
    fn ends() {
        check(
            &format!("{PROSE}\n\nNaar boven\n\nDisclaimer\n\nDe hier aangeboden pdf-bestanden zijn."),
            &["Naar boven\n\nDisclaimer\n\nDe hier aangeboden pdf-bestanden zijn."],
        );
        check(&format!("{PROSE}\n\nDisclaimer\n\nOver dit woord gaat de brief."), &[]);
        check(&format!("Naar boven\n\n{}", format!("{PROSE}\n\n").repeat(40)), &[]);
        let mail = "Dit bericht kan informatie bevatten die niet voor u is bestemd. Indien u niet de geadresseerde bent.";
        check(&format!("{PROSE}\n\n{mail}\n\n{PROSE}"), &[mail]);
        check(&format!("Er stond: «{mail}»"), &[]);
    }

    #[test]
    fn colofons() {
        check(
            &format!(
                "{PROSE}\n\nColofon\n\nDit is een uitgave van\nMinisterie van Justitie\nPostbus 20301\n\n{PROSE}"
            ),
            &["Colofon\n\nDit is een uitgave van\nMinisterie van Justitie\nPostbus 20301"],
        );
        check(&format!("Inhoud\nColofon\n1 Inleiding\n{PROSE}"), &[]);
    }
}
