//! Titles of laws that no table knows, by their grammar.
//!
//! Answerable for deciding where such a title begins and ends: `de Wet op het notarisambt voorziet in` names
//! the `Wet op het notarisambt`. Dutch has no mark for that end, so the words that do not stand in titles are
//! listed: finite verbs, participles, conjunctions, phrases of reference. Knows nothing of the table.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Most words of a title. Longer ones exist, but nobody cites them in full.
const MOST_WORDS: usize = 14;

/// How far back the beginning of a compound is sought, in bytes.
const LONGEST_WORD: usize = 48;

/// Words that name a law only together with what follows: `Uitvoeringswet grondkamers`.
const HEADS: [&str; 34] = [
    "wet",
    "rijkswet",
    "uitvoeringswet",
    "invoeringswet",
    "implementatiewet",
    "aanpassingswet",
    "wijzigingswet",
    "overgangswet",
    "instellingswet",
    "goedkeuringswet",
    "kaderwet",
    "verzamelwet",
    "experimentenwet",
    "machtigingswet",
    "besluit",
    "uitvoeringsbesluit",
    "instellingsbesluit",
    "aanwijzingsbesluit",
    "rijksbesluit",
    "regeling",
    "uitvoeringsregeling",
    "subsidieregeling",
    "mandaatregeling",
    "vrijstellingsregeling",
    "verordening",
    "wetboek",
    "kostenwet",
    "coördinatiewet",
    "garantiewet",
    "spoedwet",
    "noodwet",
    "belemmeringenwet",
    "organisatiewet",
    "wijzigingsbesluit",
];

/// Compounds that are kinds of laws and name none.
const GENERIC: [&str; 21] = [
    "begrotingswet",
    "moederwet",
    "reparatiewet",
    "initiatiefwet",
    "initiatiefwetgeving",
    "natuurwet",
    "suppletiewet",
    "novellewet",
    "bezuinigingswet",
    "crisiswet",
    "raamwet",
    "hoofdwet",
    "basiswet",
    "deelwet",
    "formelewet",
    "intrekkingswet",
    "veegwet",
    "bundelwet",
    "conceptwet",
    "ontwerpwet",
    "machtenwet",
];

/// Words that end a title: they do not stand in one.
static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "aangemerkt aangenomen aangepast aangewezen aanleiding aanpassen aanspraak aanvullen acht achten \
     afgekondigd al aldus alle alleen allereerst alleszins als alsmede alsnog alsof and are art artikel \
     artikelen bedoeld bedoelde beginsel behandeld behoeft behoort behoren behorend behorende beoogde \
     beoogt bepaald bepaalde bepaalt beschikt beschreven besproken bestaat betekent betreft betrokken \
     bevat bevatten bevoegde bevordert bieden biedt bijvoorbeeld binnenkort blijft blijkens blijkt \
     blijven bood brengt conform creëert daar daarbij daardoor daarin daarmee daarnaast daarom daarop \
     daartoe daarvan daarvoor dan dat destijds deze die dienen dient dit doet draagt dus dwingt echt \
     echter een eerder eisen eist er evenals eveneens faciliteert gaan gaat geacht gebaseerd gebeurt \
     geeft gegeven gegevene gehandhaafd gehanteerd gekomen gelden geldende geldt gelet genoemd genoemde \
     genomen gerealiseerd geregeld geregelde gericht gesteld gestelde getroffen geven gevolg gewezen \
     gewijzigd ging gold grondslag had hadden has hebben heeft heet hen herzien het hierbij hierboven \
     hierin hiermee hierna hieronder hierop hiertoe hieruit hiervoor hij hoe houdt huidige hun ik immers \
     implementeert indien ingaat ingediend ingericht ingesteld ingestelde ingetrokken ingevoerd ingevolge \
     inmiddels introduceert inwerking inwerkingtreding is jl jo juncto kan kennen kent komen komt kon \
     konden krachtens krijgen krijgt laat later lees legt leidde leiden leidt lid luidt maakt maakte maar \
     mag maken mede meer men middels mij mijn mits moest moet moeten mogelijk mogen momenteel nader \
     nageleefd namelijk neemt neergelegd niet noch nodig noemt nog nogmaals nr nu of ofwel om omdat \
     omschreven omvat ondanks ondergebracht onderscheidt onlangs ons ontbreekt onverkort onvoldoende onze \
     ook opgedragen opgeheven opgelegd opgelegde opgenomen opgesteld oplegt opneemt overigens overtreden \
     overtreedt per recent recentelijk reeds regelde regelt richt rust schrijft sinds slechts sluit \
     spreekt staan staat stb stcrt steeds stelde stelt straks strekt stuk te tenzij terugwerken terwijl \
     tevens thans the tijdens toegekend toegekende toegepast toekent toen toezien trad treden treedt u \
     uiterlijk uitgevoerd uitvoeren uw vallen vallende valt vanaf vandaag vanwege vastgelegd vastgesteld \
     vastgestelde verbiedt vereist verkregen verleend verleende verleent verlenen vermeld verplicht \
     verschaft verstaat versterkt verstrekt verstrekte vervangen vervangt verwerft verwijst vgl \
     via voldoen voldoende voldoet volgens volgt vond vooral voorgesteld voorschrijft voorzag voorzien \
     voorziet voorzover vormen vormt vraagt waar waaraan waarbij waardoor waarin waarmee waaronder waarop \
     waarvan waarvoor wanneer want waren was wat we wel welke werd werden werkt wie wij wijst wijzigen \
     wijzigt wil willen word worden wordt zal ze zegt zelf zie zien ziet zij zijn zijnde zoals zodat \
     zodra zonder zorgt zou zouden zowel zulks zullen eervol bestaande bestaand bekend aanhangig vinden vindt bewapende \
     overeenkomstige enkele onverminderd bekendgemaakt behandelt gegrond"
        .split(' ')
        .collect()
});

/// Prepositions a title goes through, and the words that make of them a phrase about the law.
const PREPOSITIONS: [(&str, &str); 22] = [
    ("omtrent", ""),
    ("van", "overeenkomstige kracht belang mening oordeel rechtswege toepassing"),
    ("voor", "zover het deze wat zowel"),
    ("op", "grond basis dit termijn orde zichzelf korte"),
    (
        "in",
        "werking strijd verband beginsel overeenstemming combinatie samenhang het de deze zijn lijn \
         plaats behandeling consultatie procedure onze ieder elk hoofdstuk relatie aanvulling acht \
         aanmerking beroep gebruik geval rekening werkelijkheid totaal",
    ),
    ("bij", "wijze het de brief uw besluit"),
    ("met", "ingang betrekking name het de inbegrip uitzondering oog behulp terugwerkende"),
    ("door", "de mij ons middel een deze"),
    (
        "ten",
        "einde aanzien opzichte slotte gevolge minste tijde onrechte grondslag opzicht eerste tweede \
         behoeve",
    ),
    ("ter", "zake sprake beschikking uitvoering hand inzage implementatie consultatie behandeling"),
    ("tot", "en stand op wijziging gevolg de het nu slot"),
    ("inzake", ""),
    ("betreffende", ""),
    ("over", "de het"),
    ("naar", "de het aanleiding mijn voren verwachting"),
    ("aan", "de het"),
    ("tegen", "de het"),
    ("tussen", "de het"),
    ("uit", "de het hoofde oogpunt"),
    ("onder", "de het meer andere a b"),
    ("om", ""),
    ("na", "de het"),
];

/// Whether a capital at this place says nothing because a sentence begins there.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let trimmed = before.trim_end_matches([' ', '"', '\'', '«', '“', '„', '¹', '²', '³']);
    trimmed.len() < before.trim_end_matches(' ').len()
        || trimmed
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '•' | '-' | ')' | '|'))
}

/// The title whose kind of law (`wet`, `besluit`) ends at `end`, which may be a word of its own or the end of a
/// compound.
pub(super) fn at_kind(text: &str, kind: Range<usize>) -> Option<Range<usize>> {
    let start = word_start(text, kind.start)?;
    let word = text.get(start..kind.end)?;
    if !ends_word(text, kind.end) {
        return None;
    }
    let lower = word.to_lowercase();
    if HEADS.contains(&lower.as_str()) {
        let start = with_adjective(text, start);
        let capital = text.get(start..)?.starts_with(char::is_uppercase);
        return capital.then(|| phrase(text, start, kind.end)).flatten();
    }
    let whole = with_adjective(text, start);
    if whole < start && lower.ends_with("wet") && is_name(word) {
        // `Algemene Ouderdomswet`
        return Some(whole..with_year(text, kind.end));
    }
    if begins_sentence(text, start) || GENERIC.contains(&lower.as_str()) || !is_name(word) {
        return None;
    }
    let end = with_year(text, kind.end);
    (lower.ends_with("wet") || end > kind.end && text[kind.end..end].ends_with(|c: char| c.is_ascii_digit()))
        .then_some(start..end)
}

/// The title that must stand here, because an article is said to be in it: also a compound of any kind, and
/// the abbreviation of an unknown law (`WPO`).
pub(super) fn in_reference(text: &str, start: usize) -> Option<Range<usize>> {
    let word_end = start
        + text.get(start..)?.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len() - start);
    let word = text.get(start..word_end)?;
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "tijdelijke" | "tijdelijk" | "algemene" | "algemeen")
        && word.starts_with(char::is_uppercase)
    {
        return phrase(text, start, word_end);
    }
    if HEADS.contains(&lower.as_str()) {
        return word.starts_with(char::is_uppercase).then(|| phrase(text, start, word_end)).flatten();
    }
    let of_a_kind =
        ["wet", "wetboek", "besluit", "regeling", "reglement", "verordening", "verdrag", "statuut", "wetten"]
            .iter()
            .any(|kind| lower.ends_with(kind) && lower.len() > kind.len() + 1);
    if of_a_kind && is_name(word) && !GENERIC.contains(&lower.as_str()) {
        // `Activiteitenbesluit milieubeheer`; a law of one word more often stands alone.
        let longer = if lower.ends_with("wet") { None } else { phrase(text, start, word_end) };
        return longer.or(Some(start..with_year(text, word_end)));
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let abbreviation = (2..=8).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (word.starts_with('W') && lower != "wie" && lower != "wij" && lower != "wat" && lower != "wel"
            || word.ends_with('W') && capitals > 1)
        && !STOPS.contains(lower.as_str());
    abbreviation.then(|| start..with_year(text, word_end))
}

/// The title that the whole of a text is, in any case of letters.
pub(super) fn whole(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let end = start + rest.trim_end_matches([' ', '.', ',', '?']).len();
    let title = text.get(start..end)?;
    let mut words = title.split(' ');
    let mut head = words.next()?.to_lowercase();
    if matches!(head.as_str(), "tijdelijke" | "tijdelijk" | "algemene") {
        head = words.next()?.to_lowercase();
    }
    let count = words.clone().count();
    let plain = title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | ','));
    if !plain || count >= MOST_WORDS {
        return None;
    }
    let sense = |word: &str| {
        let word = word.to_lowercase();
        !STOPS.contains(word.as_str()) || matches!(word.as_str(), "het" | "de")
    };
    if HEADS.contains(&head.as_str()) {
        let of_law = head.ends_with("wet") || title.starts_with(char::is_uppercase);
        let named = words.clone().next().is_some_and(|word| !matches!(word, "en" | "of") && sense(word));
        let ended = words.next_back().is_some_and(|word| !is_connector(&word.to_lowercase()) && sense(word));
        return (of_law && named && ended).then_some(start..end);
    }
    let year = |word: &str| word == "bes" || word == "BES" || is_year(word);
    let compound = head.ends_with("wet") && head.len() > 6 && !GENERIC.contains(&head.as_str());
    (compound && count <= 2 && words.all(year)).then_some(start..end)
}

/// Reads the words of a title behind its head.
fn phrase(text: &str, start: usize, head: usize) -> Option<Range<usize>> {
    let first = begins_sentence(text, start);
    let law = text.get(start..head)?.to_lowercase().ends_with("wet");
    if first && !law {
        return None;
    }
    let mut at = head;
    let mut end = head;
    let mut content = 0;
    let mut previous = "";
    for count in 0..MOST_WORDS {
        let Some(word) = next_word(text, at) else { break };
        let surface = text.get(word.clone())?;
        let lower = surface.to_lowercase();
        let (bare, comma) = match text.get(word.end..)?.chars().next() {
            Some(',') => (surface, true),
            _ => (surface, false),
        };
        let after = next_word(text, word.end).and_then(|next| text.get(next)).unwrap_or_default();
        // The letters of `W.V.O.` are no words.
        let initial = surface.len() == 1 && text.get(word.end..)?.starts_with('.');
        if initial || !goes_on(&lower, surface, previous, after, count, law) {
            break;
        }
        at = word.end;
        if !is_connector(&lower) {
            end = word.end;
            content += 1;
        }
        if is_year(bare) || surface == "BES" {
            end = with_year(text, end);
            break;
        }
        if comma {
            let list = bare.ends_with('-')
                || text.get(word.end..)?.starts_with(", Sint Eustatius en Saba")
                || text.get(word.end..)?.starts_with(", van Sint Maarten en van Bonaire");
            if !list {
                break;
            }
            at = word.end + 1;
        }
        previous = surface;
    }
    let enough = content > usize::from(first);
    (enough && end > head).then_some(start..end)
}

/// Whether a title that has come this far goes on with this word.
fn goes_on(lower: &str, surface: &str, previous: &str, after: &str, count: usize, law: bool) -> bool {
    let before = previous.to_lowercase();
    let determiner = matches!(lower, "de" | "het" | "een");
    if determiner {
        return matches!(before.as_str(), "op" | "inzake" | "van" | "voor" | "betreffende" | "tot")
            && count == 1
            || matches!(before.as_str(), "van" | "op") && lower != "een" && !after.is_empty()
            || before == "in" && lower != "de" && lower != "het"
            || matches!((before.as_str(), lower), ("voor", "de") | ("door", "het"));
    }
    if STOPS.contains(lower) || surface.contains('/') {
        return false;
    }
    if let Some((_, phrases)) = PREPOSITIONS.iter().find(|(preposition, _)| *preposition == lower) {
        let next = after.to_lowercase();
        let number = after.starts_with(|c: char| c.is_ascii_digit());
        // `Besluit van 3 mei`, `Besluit op bezwaar`: no title begins so.
        let opens = count > 0
            || law && lower != "van" && lower != "om"
            || !law && matches!(lower, "inzake" | "betreffende");
        let reference = matches!(
            next.as_str(),
            "deze" | "die" | "dit" | "dat" | "artikel" | "uw" | "mijn" | "onze" | "welke" | "alle" | ""
        );
        let about = phrases.split(' ').any(|phrase| phrase == next)
            && !(count == 0 && matches!(next.as_str(), "de" | "het"));
        return opens && !number && !reference && !about && lower != "om";
    }
    if lower == "en" {
        let next = after.to_lowercase();
        let elsewhere = STOPS.contains(next.as_str())
            || matches!(
                next.as_str(),
                "de" | "het" | "een" | "" | "in" | "op" | "met" | "voor" | "bij" | "tot"
            )
            || HEADS.contains(&next.as_str())
            || next.ends_with("wet") && after.starts_with(char::is_uppercase)
            || after.starts_with(|c: char| c.is_ascii_digit());
        let abbreviation = after.chars().skip(1).any(char::is_uppercase);
        let names = after.starts_with(char::is_uppercase) && !previous.starts_with(char::is_uppercase);
        return count > 0 && !elsewhere && !abbreviation && !names;
    }
    if surface.starts_with(|c: char| c.is_ascii_digit()) {
        return is_year(surface) && count > 0;
    }
    // A title may hold a name, but the next law is another title.
    before == "burgerlijk"
        || !(surface.starts_with(char::is_uppercase) && HEADS.contains(&lower) && count > 0)
}

fn is_connector(lower: &str) -> bool {
    matches!(lower, "en" | "de" | "het" | "een")
        || PREPOSITIONS.iter().any(|(preposition, _)| *preposition == lower)
}

/// The next word behind one space. A hyphen may end it (`reis-, verblijf- en`); a full stop may not follow
/// inside it.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + 1;
    let rest = text.get(at..)?.strip_prefix(' ')?;
    let length =
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '/'))).unwrap_or(rest.len());
    rest.starts_with(char::is_alphanumeric).then_some(start..start + length)
}

fn word_start(text: &str, at: usize) -> Option<usize> {
    let mut start = at;
    for c in text.get(..at)?.chars().rev() {
        if !(c.is_alphabetic() || c == '-') {
            break;
        }
        start -= c.len_utf8();
        if at - start > LONGEST_WORD {
            return None;
        }
    }
    // `- Wet`: the mark of a list is no part of a word.
    let word = text.get(start..at)?;
    Some(start + word.len() - word.trim_start_matches('-').len())
}

fn with_adjective(text: &str, start: usize) -> usize {
    ["Tijdelijke ", "Tijdelijk ", "Algemene "]
        .iter()
        .find(|adjective| text.get(..start).is_some_and(|before| before.ends_with(**adjective)))
        .map_or(start, |adjective| start - adjective.len())
}

/// Where a title ends with the year, the place (`BES`) or the Roman number that stand behind it.
pub(super) fn with_year(text: &str, end: usize) -> usize {
    let mut end = end;
    for _ in 0..2 {
        let Some(word) = next_word(text, end) else { break };
        let surface = text.get(word.clone()).unwrap_or_default();
        let taken = surface == "BES" || is_year(surface) && !follows_as_date(text, word.end);
        if !taken {
            break;
        }
        end = word.end;
    }
    end
}

/// Whether a year is the first of a pair: `2010/11`.
fn follows_as_date(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.starts_with(['/', '-']))
}

/// `1995`, or the years of a war: `1940-1945`.
fn is_year(word: &str) -> bool {
    let word = word
        .split_once('-')
        .filter(|(first, last)| last.len() == 4 && is_year(first))
        .map_or(word, |(_, last)| last);
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(&word[..2], "18" | "19" | "20")
}

/// A capital, then lower case: a shout in capitals is a heading.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().next_back().is_some_and(char::is_lowercase)
        && word.len() > 4
}

fn ends_word(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
}
