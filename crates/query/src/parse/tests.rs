use super::*;
use crate::tree::{Filter, Named};
use proptest::prelude::*;

/// Checks the reading of `text`, with `[…]` around alternatives.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(&parse(text).root), expected, "{text:?}");
}

#[track_caller]
fn check_warned(text: &str, expected: &str, about: &str) {
    check(text, expected);
    let warnings = parse(text).warnings;
    assert!(warnings.iter().any(|warning| warning.message.contains(about)), "{text:?}: {warnings:?}");
}

fn show(node: &Node) -> String {
    let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
    match node {
        Node::Word(leaf) => leaf.text.clone(),
        Node::Phrase(leaf) => format!("\"{}\"", leaf.text),
        Node::Loose(leaf) => format!("\"{}\"~", leaf.text),
        Node::Named(named) => format!("<{}>", named.key),
        Node::Filter(filter) => format!("<{}={}>", filter.field, filter.value),
        Node::Any(nodes) => format!("[{}]", list(nodes)),
        Node::All(nodes) => list(nodes),
        Node::Not(node) => format!("-{}", show(node)),
    }
}

fn without_spans(node: &Node) -> Node {
    let leaf = |leaf: &Leaf| Leaf { text: leaf.text.clone(), span: 0..0 };
    match node {
        Node::Word(word) => Node::Word(leaf(word)),
        Node::Phrase(phrase) => Node::Phrase(leaf(phrase)),
        Node::Loose(phrase) => Node::Loose(leaf(phrase)),
        Node::Named(named) => {
            Node::Named(Named { leaf: leaf(&named.leaf), typed: String::new(), ..named.clone() })
        }
        Node::Filter(filter) => Node::Filter(Filter { leaf: leaf(&filter.leaf), ..filter.clone() }),
        Node::Any(nodes) => Node::Any(nodes.iter().map(without_spans).collect()),
        Node::All(nodes) => Node::All(nodes.iter().map(without_spans).collect()),
        Node::Not(node) => Node::Not(Box::new(without_spans(node))),
    }
}

#[test]
fn words_and_phrases() {
    check("hack bij KPN", "hack bij KPN");
    check("\"brief Hennis-Plasschaert\"", "\"brief Hennis-Plasschaert\"");
    check("kpn\"hack bij\"telecom", "kpn \"hack bij\" telecom");
    check("  100\u{a0}000 per 202 ", "100\u{a0}000 per 202");
    assert!(parse("kpn \"hack bij\"").warnings.is_empty());
}

#[test]
fn names_of_things_are_one_part() {
    check("\"motie Hennis-Plasschaert\" hack", "<motie:hennis-plasschaert> hack");
    check("hack motie van het lid Hennis-Plasschaert c.s.", "hack <motie:hennis-plasschaert>");
    check("  26\u{a0}643 nr. 202 ", "<kst:26643:202>");
    check("26643-202, hack", "<kst:26643:202> hack");
    check("telecomwet -avg", "<wet:telecommunicatiewet> -<celex:32016R0679>");
    check("gdpr OR hack", "[<celex:32016R0679> hack]");
    // Between quotes one of several names of a law is meant.
    check("\"Cyber Resilience Act\"", "\"Cyber Resilience Act\"");
    check("motie van wantrouwen", "motie van wantrouwen");
    check_warned("tw", "tw", "`wet:tw` asks for the Telecommunicatiewet (Tw)");
    check("14 februari 2012", "14 februari 2012");
}

#[test]
fn fields_ask_for_things() {
    for (typed, key) in [
        ("motie:hennis", "motie:hennis"),
        ("MOTION:Hennis", "motie:hennis"),
        ("motie:\"van raak en heijnen\"", "motie:heijnen+van-raak"),
        ("wet:avg", "celex:32016R0679"),
        ("law:Tw", "wet:telecommunicatiewet"),
        ("artikel:\"13a Tw\"", "art:telecommunicatiewet:13a"),
        ("kamerstuk:26643-202", "kst:26643:202"),
        ("dossier:26643", "dossier:26643"),
        ("dossier:\"26 643\"", "dossier:26643"),
        ("lid:kathmann", "lid:kathmann"),
        ("minister:yeşilgöz", "bewindspersoon:yesilgoz"),
        ("kenmerk:5725010/12/NCTV", "kenmerk:572501012nctv"),
        ("kenmerk:5725010", "kenmerk:5725010"),
        ("citeert:26643-202", "kst:26643:202"),
        ("cites:motie:hennis-plasschaert", "motie:hennis-plasschaert"),
    ] {
        check(typed, &format!("<{key}>"));
        assert!(parse(typed).warnings.is_empty(), "{typed}: {:?}", parse(typed).warnings);
    }
    check("-wet:avg hack", "-<celex:32016R0679> hack");
    check_warned("motie:", "", "`motie:` asks for nothing");
    check_warned("motie:over", "motie:over", "the name of a motion");
    check_warned("artikel:\"zomaar wat\"", "\"zomaar wat\"", "an article of a law");
}

#[test]
fn filters_ask_for_the_data_of_letters() {
    for (typed, value) in [
        ("datum:2012", "datum=2012-01-01..2012-12-31"),
        ("DATE:2012-02", "datum=2012-02-01..2012-02-29"),
        ("datum:14-2-2012", "datum=2012-02-14"),
        ("datum:\"14 februari 2012\"", "datum=2012-02-14"),
        ("datum:14 februari 2012", "datum=2012-02-14"),
        ("datum:februari-2012", "datum=2012-02-01..2012-02-29"),
        ("datum:2012.", "datum=2012-01-01..2012-12-31"),
        ("datum:2020-06..", "datum=2020-06-01.."),
        ("datum:..2014", "datum=..2014-12-31"),
        ("datum:>2020-06", "datum=2020-07-01.."),
        ("soort:Brief", "soort=kamerbrief"),
        ("kind:motions", "soort=motie"),
        ("soort:\"memorie van toelichting\"", "soort=memorie"),
        ("van:opstelten", "van=opstelten"),
        ("to:\"tweede kamer\"", "aan=tweede kamer"),
        ("partij:gl-pvda", "partij=GroenLinks-PvdA"),
        ("ministerie:\"veiligheid en justitie\"", "ministerie=jenv"),
        ("ministry:EZK", "ministerie=ez"),
        ("type:word", "type=docx or doc"),
        ("type:.pdf", "type=pdf"),
        ("pad:2012/*.pdf", "pad=2012/*.pdf"),
        ("taal:engels", "taal=en"),
        ("zitting:2023–2024", "zitting=2023-2024"),
        ("session:2023/24", "zitting=2023-2024"),
    ] {
        check(typed, &format!("<{value}>"));
        assert!(parse(typed).warnings.is_empty(), "{typed}: {:?}", parse(typed).warnings);
    }
    check("hack -datum:2012 kpn", "hack -<datum=2012-01-01..2012-12-31> kpn");
    check("hack OR soort:motie", "[hack <soort=motie>]");
    check("hack datum:14 februari 2012, kpn", "hack <datum=2012-02-14> kpn");
    check("NOT type:pdf", "-<type=pdf>");
    assert_eq!(parse("datum:14 februari 2012").to_string(), "datum:\"14 februari 2012\"");
}

#[test]
fn a_filter_that_is_not_understood_says_what_it_takes() {
    check_warned("soort:brieff", "soort:brieff", "`soort:` takes kamerbrief, antwoord");
    check_warned("datum:gisteren hack", "datum:gisteren hack", "a day, month or year");
    check_warned("ministerie:\"zomaar wat\"", "\"zomaar wat\"", "any name or abbreviation");
    check_warned("type:wordperfect", "type:wordperfect", "docx");
    check_warned("zitting:2023-2025", "zitting:2023-2025", "a parliamentary year");
    check_warned("hack van:", "hack", "`van:` asks for nothing");
    check_warned("hack NOT pad:* kpn", "hack kpn", "`pad:` asks for nothing");
}

#[test]
fn a_minus_after_and_is_a_hyphen() {
    check_warned("gegevensverwerking en -opslag", "gegevensverwerking en opslag", "hyphen");
    check("hack -opslag", "hack -opslag");
}

#[test]
fn every_double_quote_is_a_quote() {
    for text in ["“hack bij”", "„hack bij”", "«hack bij»", "»hack bij«", "\"hack\n bij”", "”hack bij”"]
    {
        check(text, "\"hack bij\"");
    }
    check("“bericht «Geheime codes»”", "\"bericht Geheime codes\"");
}

#[test]
fn minus_excludes() {
    check("hack -kpn", "hack -kpn");
    check("hack –kpn −\"niet dit\"", "hack -kpn -\"niet dit\"");
    check("hack NOT kpn NIET lek", "hack -kpn -lek");
    check("cyber-aanval", "cyber-aanval");
    check("hack --kpn", "hack -kpn");
}

#[test]
fn or_binds_closer_than_a_blank() {
    check("hack OR inbraak kpn", "[hack inbraak] kpn");
    check("kpn hack OF inbraak OF lek", "kpn [hack inbraak lek]");
    check("hack AND kpn EN lek", "hack kpn lek");
    check("en of and or", "en of and or");
}

#[test]
fn bad_syntax_has_a_reading_and_a_warning() {
    check_warned("\"hack bij", "\"hack bij\"", "not closed");
    check_warned("hack -", "hack", "minus");
    check_warned("- hack", "hack", "minus");
    check_warned("hack AND", "hack", "none stands after");
    check_warned("OR hack", "hack", "none stands before");
    check_warned("hack OR OR kpn", "[hack kpn]", "none stands after");
    check_warned("hack OR -kpn", "hack -kpn", "excluded");
    check_warned("hack NOT", "hack", "NOT");
    check_warned("\"\" hack \"...\"", "hack", "between the quotes");
    check_warned("hack &% kpn", "hack kpn", "no word in");
    check_warned("", "", "no word");
}

#[test]
fn what_is_not_understood_yet_is_said() {
    check_warned("beveilig*", "beveilig*", "`*`");
    check_warned("titel:\"van raak\"", "titel \"van raak\"", "fields");
    check_warned("(hack OR lek) kpn", "[(hack lek)] kpn", "parentheses");
    check_warned("hack NEAR/5 kpn", "hack NEAR/5 kpn", "NEAR");
    check_warned("\"hack bij\"~3", "\"hack bij\"~", "`~`");
    assert!(parse("(klant)informatie 12:30 http://x.nl van: aan").warnings.len() == 1);
}

#[track_caller]
fn check_warnings(text: &str, about: &str, times: usize) {
    let warnings = parse(text).warnings;
    let found = warnings.iter().filter(|warning| warning.message.contains(about)).count();
    assert_eq!(found, times, "{text:?}: {warnings:?}");
}

#[test]
fn not_before_a_minus_excluded_the_next_word_too() {
    check("NOT -kpn hack", "-kpn hack");
    check("NIET -\"hack bij\" kpn lek", "-\"hack bij\" kpn lek");
}

#[test]
fn not_before_nothing_excluded_the_next_word() {
    check_warned("NOT \"...\" hack", "hack", "between the quotes");
    check_warned("NOT ... hack", "hack", "no word in");
}

#[test]
fn a_bar_without_blanks_joined_nothing_in_silence() {
    check_warned("hack|kpn", "hack|kpn", "blanks around it");
    check_warned("hack ||kpn", "hack ||kpn", "blanks around it");
    check_warnings("hack | kpn || lek", "blanks around it", 0);
}

#[test]
fn a_hyphen_before_a_full_stop_read_back_as_half_a_compound() {
    check("klant-. en persoonsgegevens", "klant en persoonsgegevens");
    check("klant- en persoonsgegevens", "klant- en persoonsgegevens");
}

#[test]
fn single_quotes_made_no_phrase_in_silence() {
    let about = "only double quotes";
    check_warned("‘hack bij kpn’", "‘hack bij kpn’", about);
    check_warned("'hack bij kpn', lek", "'hack bij kpn' lek", about);
    check_warned("lek -'hack kpn.'", "lek -'hack kpn.'", about);
    check_warnings("'hack kpn' 'lek dicht'", about, 2);
    for text in ["'kpn' lek'", "'s-Gravenhage ministers'", "'t zo'n", "'\"hack bij\"'", "foto's 'hack"] {
        check_warnings(text, about, 0);
    }
}

#[test]
fn parentheses_were_warned_about_twice() {
    check_warnings("alfa -(beta gamma)", "parentheses", 1);
    check_warnings("(hack lek) OR (kpn telecom)", "parentheses", 1);
}

#[test]
fn operators_in_a_question_in_capitals_were_read_in_silence() {
    let about = "because of its capitals";
    check_warned("KPN IS NIET GEHACKT", "KPN IS -GEHACKT", "`NIET` is read");
    check_warned("HACK OF INBRAAK", "[HACK INBRAAK]", "`OF` is read");
    check_warnings("HACKERS OF LEKKEN EN \"VAN KPN\" OF TELECOM", about, 2);
    check_warnings("KPN NOT NCSC", about, 1);
    for text in ["KPN OR NCSC", "HACK OR inbraak", "NIET GEHACKT", "KPN | INBRAAK", "26 643 OF GEHACKT"] {
        check_warnings(text, about, 0);
    }
}

#[test]
fn spans_point_at_what_was_typed() {
    let text = "één -\"twee drie\" vier";
    let Node::All(nodes) = parse(text).root else { unreachable!() };
    let spans: Vec<_> = nodes
        .iter()
        .map(|node| match node {
            Node::Word(leaf) | Node::Phrase(leaf) => &text[leaf.span.clone()],
            Node::Not(node) => match &**node {
                Node::Phrase(leaf) => &text[leaf.span.clone()],
                _ => "",
            },
            _ => "",
        })
        .collect();
    assert_eq!(spans, ["één", "-\"twee drie\"", "vier"]);
}

proptest! {
    #[test]
    fn any_text_has_a_reading_that_reads_back(
        text in "([a-z]{1,4}|[\"“”„«»'~*():|&.,–-]| |OR|AND|OF|NOT|motie:|datum:|soort:|pad:|van:|2012|\\.\\.|>|\\PC){0,24}"
    ) {
        let query = parse(&text);
        for warning in &query.warnings {
            prop_assert!(text.get(warning.span.clone()).is_some());
        }
        let again = parse(&query.to_string());
        prop_assert_eq!(without_spans(&again.root), without_spans(&query.root), "{}", query);
    }
}
