use super::*;
use crate::parse;
use crate::tree::Node;
use proptest::prelude::*;

#[track_caller]
fn check_path(typed: &str, path: &str, expected: bool) {
    let Some(Test::Path { anchored, pieces }) = path_of(typed) else { panic!("{typed:?} is no path") };
    assert_eq!(holds(path, anchored, &pieces), expected, "{typed:?} in {path:?}");
}

fn path_of(typed: &str) -> Option<Test> {
    super::path(typed)
}

#[test]
fn parts_of_paths() {
    check_path("2012/", "brieven/2012/hack.txt", true);
    check_path("/2012/", "brieven/2012/hack.txt", false);
    check_path("./Brieven", "brieven/2012/hack.txt", true);
    check_path("HACK", "brieven/2012/hack.txt", true);
    check_path("brieven\\2012", "brieven/2012/hack.txt", true);
    check_path("kst*.pdf", "a/kst-26643-202.pdf", true);
    check_path("kst*202*26643", "a/kst-26643-202.pdf", false);
    check_path("*.txt", "a/b.pdf", false);
    check_path("één", "a/ÉÉN.txt", true);
    assert_eq!(path_of("**"), None);
}

#[test]
fn parliamentary_years() {
    for (typed, expected) in [
        ("2023-2024", Some("2023-2024")),
        ("2023–2024", Some("2023-2024")),
        ("2023/24", Some("2023-2024")),
        ("20232024", Some("2023-2024")),
        ("1999-00", Some("1999-2000")),
        ("2023", None),
        ("2023-2025", None),
        ("2023-24-25", None),
        ("٢٠٢٣٢٠", None),
    ] {
        assert_eq!(session(typed).as_deref(), expected, "{typed:?}");
    }
}

#[test]
fn every_format_and_kind_can_be_asked_for() {
    for format in Format::ALL {
        assert_eq!(formats(format.name()), Some(vec![format]));
    }
    let takes = |name: &str| FIELDS.iter().find(|field| field.name == name).map_or("", |field| field.takes);
    for kind in LetterKind::ALL {
        assert!(takes("soort").contains(kind.name()), "{kind:?}");
    }
    assert_eq!(formats("E-mail"), Some(vec![Format::Eml, Format::Msg]));
}

#[test]
fn names_in_the_data_of_letters_are_found_by_their_keys() {
    let terms = |terms: &[&str]| vec![terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>()];
    assert_eq!(own_data("lid", "lid:van-raak"), Some(Test::Terms(terms(&["member=van", "member=raak"]))));
    let beginning = Test::Beginning("reference=5725010".to_owned());
    assert_eq!(own_data("kenmerk", "kenmerk:5725010"), Some(beginning));
    assert_eq!(own_data("motie", "motie:hennis"), None);
}

proptest! {
    #[test]
    fn any_text_after_a_field_reads_back(
        field in 0..FIELDS.len(), minus in "-?",
        value in "(\"?)([0-9]{1,4}|[-./>=<~*:,;!?'& ]|\\.\\.|mei |februari|word|brief|jenv|OR |[a-z]{1,3}|\\PC){0,8}(\"?)",
    ) {
        let text = format!("{minus}{}:{value}", FIELDS[field].name);
        let query = parse(&text);
        let again = parse(&query.to_string());
        prop_assert_eq!(again.to_string(), query.to_string(), "{:?}", text);
        let filters = |node: &Node| match node {
            Node::All(nodes) => nodes.iter().filter_map(|node| match node {
                Node::Filter(filter) => Some((filter.field, filter.test.clone())),
                _ => None,
            }).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        prop_assert_eq!(filters(&again.root), filters(&query.root), "{:?}", text);
    }
}
