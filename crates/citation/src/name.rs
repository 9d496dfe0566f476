//! What a thing is called, from its key.

use crate::citation::Kind;
use crate::date::Date;
use crate::law_names;

/// Returns the usual name of the thing with this key: `kst:26643:202` → `Kamerstuk 26643-202`. The name of a
/// person comes from the key and has no accents. A key of no known kind is its own name.
pub fn name_of(key: &str) -> String {
    let Some((kind, (prefix, rest))) = Kind::of_key(key).zip(key.split_once(':')) else {
        return key.to_owned();
    };
    let parts: Vec<&str> = rest.split(':').collect();
    match (kind, parts.as_slice()) {
        (Kind::Motion, _) => format!("motie {}", people(rest)),
        (Kind::Amendment, _) => format!("amendement {}", people(rest)),
        (Kind::Member, _) => format!("het lid {}", people(rest)),
        (Kind::Minister, _) => person(rest),
        (Kind::Law, _) => law(key).unwrap_or_else(|| capital(&rest.replace('-', " "))),
        (Kind::EuAct, _) => law(key).unwrap_or_else(|| match (prefix, parts.as_slice()) {
            ("com" | "join" | "swd", [year, number]) => format!("{}({year}) {number}", prefix.to_uppercase()),
            ("pb", [year, number]) => format!("PbEU {year}, {number}"),
            _ => act_of_the_union(rest).unwrap_or_else(|| rest.to_owned()),
        }),
        (Kind::Article, [_, _, rest @ ..]) => article_of(key, rest),
        (Kind::Kamerstuk, [dossier, number]) => format!("Kamerstuk {dossier}-{number}"),
        (Kind::Dossier, _) => format!("dossier {rest}"),
        (Kind::Aanhangsel, [chamber, year, number]) => {
            let chamber = if *chamber == "ek" { " I" } else { "" };
            format!("Aanhangsel Handelingen{chamber} {year}, nr. {number}")
        }
        (Kind::Handelingen, [chamber, year, number, item @ ..]) => {
            let chamber =
                if *chamber == "-" { String::new() } else { format!(" {}", chamber.to_uppercase()) };
            let item = item.first().map(|item| format!(", item {item}")).unwrap_or_default();
            format!("Handelingen{chamber} {year}, nr. {number}{item}")
        }
        (Kind::Gazette, [year, number]) => format!("{}. {year}, {number}", capital(prefix)),
        (Kind::Kenmerk, _) => format!("kenmerk {rest}"),
        (Kind::Session, _) => format!("vergaderjaar {rest}"),
        (Kind::Date, _) => rest.parse().map_or_else(|_| rest.to_owned(), Date::in_words),
        (Kind::CaseLaw, _) if prefix == "ljn" => format!("LJN {rest}"),
        _ => rest.to_owned(),
    }
}

/// The title of a law of the table, with its abbreviation behind it.
fn law(key: &str) -> Option<String> {
    let law = law_names(key)?;
    Some(match law.abbreviations.first() {
        Some(short) if *short != law.title => format!("{} ({short})", law.title),
        _ => law.title.to_owned(),
    })
}

/// `31995L0046` → `Richtlijn 1995/46`, `32014R0910` → `Verordening nr. 910/2014`, `32022L2555` → `Richtlijn (EU)
/// 2022/2555`. Since 2015 the year stands first in all of them; before, in directives and decisions only.
fn act_of_the_union(celex: &str) -> Option<String> {
    let (year, letter, number) = (celex.get(1..5)?, celex.get(5..6)?, celex.get(6..)?);
    if !celex.starts_with('3') || year.parse::<u16>().is_err() {
        return None;
    }
    let number = number.trim_start_matches('0');
    let kind = match letter {
        "L" => "Richtlijn",
        "R" => "Verordening",
        "D" => "Besluit",
        _ => return None,
    };
    Some(match (year >= "2015", letter) {
        (true, _) => format!("{kind} (EU) {year}/{number}"),
        (false, "R") => format!("{kind} nr. {number}/{year}"),
        (false, _) => format!("{kind} {year}/{number}"),
    })
}

/// Laws whose articles are counted by chapter with a colon, which keys have as a full stop.
const WITH_COLON: [&str; 2] = ["algemene-wet-bestuursrecht", "wet-op-het-financieel-toezicht"];

/// Returns the key of the law that an article is of, by the key of the article.
pub fn law_of(article: &str) -> Option<String> {
    let law = article.strip_prefix("art:")?.split(':').next()?;
    let celex = law.starts_with(|c: char| c.is_ascii_digit());
    Some(format!("{}:{law}", if celex { "celex" } else { "wet" }))
}

/// Returns the number of an article as it is written, by its key: `13a`, `3:2`, `6:162`.
pub fn article_number(article: &str) -> Option<String> {
    let (law, rest) = article.strip_prefix("art:")?.split_once(':')?;
    let number = rest.split(':').next()?;
    Some(match law.strip_prefix(BOOK) {
        Some(book) => format!("{book}:{number}"),
        None if WITH_COLON.contains(&law) => number.replacen('.', ":", 1),
        None => number.to_owned(),
    })
}

/// The books of the Burgerlijk Wetboek are laws of their own.
const BOOK: &str = "burgerlijk-wetboek-boek-";

/// `rest` is what the key has below the article.
fn article_of(key: &str, rest: &[&str]) -> String {
    let law = law_of(key).unwrap_or_default();
    let slug = law.split_once(':').map_or("", |(_, slug)| slug);
    let law = match law_names(&law) {
        _ if slug.starts_with(BOOK) => "BW".to_owned(),
        Some(names) => names.abbreviations.first().copied().unwrap_or(names.title).to_owned(),
        None => capital(&slug.replace('-', " ")),
    };
    let of =
        |label: &str, part: Option<&&str>| part.map(|part| format!(" {label} {part}")).unwrap_or_default();
    format!(
        "artikel {}{}{} {law}",
        article_number(key).unwrap_or_default(),
        of("lid", rest.first().filter(|part| !part.is_empty())),
        of("onder", rest.get(1))
    )
}

fn people(slugs: &str) -> String {
    let names: Vec<String> = slugs.split('+').map(person).collect();
    match names.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} en {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Words that stand in small letters between the parts of a name.
const SMALL: [&str; 14] =
    ["van", "de", "den", "der", "ter", "ten", "te", "t", "op", "in", "el", "al", "het", "s"];

/// `van-der-staaij` → `Van der Staaij`, `hennis-plasschaert` → `Hennis-Plasschaert`.
fn person(slug: &str) -> String {
    let parts: Vec<&str> = slug.split('-').collect();
    let names = parts.iter().take_while(|part| SMALL.contains(part)).count();
    let mut name = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            // In front of the name proper there are blanks, in it hyphens.
            name.push(if at <= names { ' ' } else { '-' });
        }
        match *part {
            "t" | "s" if at < names => {
                name.push('\'');
                name.push_str(part);
            }
            part if at == 0 || at >= names => name.push_str(&capital(part)),
            part => name.push_str(part),
        }
    }
    name
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn keys_have_names() {
        for (key, name) in [
            ("kst:26643:202", "Kamerstuk 26643-202"),
            ("kst:31700-VI:D", "Kamerstuk 31700-VI-D"),
            ("dossier:21501-33", "dossier 21501-33"),
            ("motie:hennis-plasschaert", "motie Hennis-Plasschaert"),
            ("motie:heijnen+van-raak", "motie Heijnen en Van Raak"),
            ("motie:van-t-zandhuis", "motie Van 't Zandhuis"),
            ("motie:van-der-staaij", "motie Van der Staaij"),
            ("lid:gesthuizen", "het lid Gesthuizen"),
            ("ah:tk:2023-2024:1742", "Aanhangsel Handelingen 2023-2024, nr. 1742"),
            ("h:ii:2010-2011:108:5", "Handelingen II 2010-2011, nr. 108, item 5"),
            ("h:-:2007-2008:108", "Handelingen 2007-2008, nr. 108"),
            ("stb:2018:387", "Stb. 2018, 387"),
            ("zaak:2024Z07204", "2024Z07204"),
            ("ecli:ECLI:NL:HR:2014:3113", "ECLI:NL:HR:2014:3113"),
            ("wet:wet-op-het-notarisambt", "Wet op het notarisambt"),
            ("art:kieswet-1989:3:2", "artikel 3 lid 2 Kieswet 1989"),
            ("datum:2012-02-14", "14 februari 2012"),
            ("com:2020:823", "COM(2020) 823"),
            ("celex:31995L0046", "Richtlijn 1995/46"),
            ("celex:32012R0001", "Verordening nr. 1/2012"),
            ("celex:32021R0821", "Verordening (EU) 2021/821"),
            ("celex:x", "x"),
            ("art:algemene-wet-bestuursrecht:3.2", "artikel 3:2 Awb"),
            ("art:burgerlijk-wetboek-boek-6:162", "artikel 6:162 BW"),
            ("art:wet-open-overheid:5.1:2", "artikel 5.1 lid 2 Woo"),
            ("no key", "no key"),
            ("", ""),
            ("motie:", "motie "),
        ] {
            assert_eq!(name_of(key), name, "{key}");
        }
    }
}
