use std::time::{Duration, Instant};

use proptest::prelude::*;
use scraper::{Html, Node};

use super::*;

fn check(page: &str, expected: &str) {
    assert_eq!(extract(page).text, expected, "{page}");
}

#[test]
fn blocks_end_lines() {
    check("<p>een</p><p>twee</p>drie", "een\n\ntwee\n\ndrie");
    check("<div>een</div>\n <div>twee</div>", "een\ntwee");
    check("<p>een\n  twee <b>d</b>rie</p>", "een twee drie");
    check("a<br>b<br/>c<br><br>d", "a\nb\nc\n\nd");
    check("<ul><li>a<li>b</ul>c", "a\nb\n\nc");
    check("<h1>a</h1>b<hr>c", "a\n\nb\n\nc");
    check("<b>een<p>twee</b> drie</p>vier", "een\n\ntwee drie\n\nvier");
    check("een&nbsp;twee&shy;drie &euro;&#160;5", "een\u{a0}twee\u{ad}drie €\u{a0}5");
    check("<pre>a\n  b</pre>c", "a\n  b\n\nc");
    check("<span>a</span><span>b</span>", "ab");
}

#[test]
fn cells_stand_on_one_line() {
    check("<table><tr><td><p>a</p></td><td>b</td></tr><tr><th>c<td>d</table>e", "a\tb\nc\td\n\ne");
    check("<table>\n<tr>\n<td>Betreft</td>\n<td>Hack</td>\n</tr>\n</table>", "Betreft\tHack");
}

#[test]
fn what_is_not_shown_is_left_out() {
    check("<head><title>x</title><style>p{}</style></head><body>a<script>'<p>'</script>b", "ab");
    check("a<nav><ul><li>menu</ul></nav>b", "ab");
    check("<p hidden>x<b>y</b></p>a", "a");
    check("<p hidden>x<p>a", "a");
    check("<ul><li hidden>x<ul><li>y</ul><li>a</ul>", "a");
    check("<tr><td hidden>x<td>a</tr>", "a");
    check("<div style='display: none'><div>x</div>y</div>a", "a");
    check("<span hidden>x<span>y</span></span>a</span>b", "ab");
    check("<section><div hidden>x</section>a", "a");
    check("<input hidden>a<br hidden>b", "ab");
    check("<body style='display:none'>a</body>", "a");
    check("<template>x</template><noscript>y</noscript><svg><title>z</title></svg>a", "a");
}

#[test]
fn footnote_marks_do_not_stick_to_words() {
    check("<p>softwarefout»<sup><a href='#1'>1</a></sup>, en</p>", "softwarefout» 1, en");
    check("het lek<sup>2</sup> van 80 m<sup>2</sup>", "het lek 2 van 80 m2");
    check("de 1<sup>e</sup> CO<sub>2</sub>", "de 1e CO2");
}

fn check_heading(page: &str, heading: Option<&str>, name: Option<&str>) {
    let extract = extract(page);
    let found = extract.heading.and_then(|range| extract.text.get(range));
    assert_eq!((found, extract.declared.title.as_deref()), (heading, name), "{page}");
}

#[test]
fn headings_and_names_are_reported() {
    check_heading("<title>N &amp; M</title><h1> a <b>b</b> </h1>c", Some("a b"), Some("N & M"));
    check_heading("<h1></h1><h1>b</h1><h1>c</h1>", Some("b"), None);
    check_heading("<h1 class='dossiertitel'>d</h1><h1>e</h1>", Some("e"), None);
    check_heading("<h1 class='x dossiertitel'>d</h1><h2>e</h2>", Some("d"), None);
    check_heading("<h1 hidden>x</h1><p>c", None, None);
    check_heading("<h1>open", Some("open"), None);
    check_heading("<title></title>a", None, None);
}

#[test]
fn data_of_a_publication_is_declared() {
    let page = "<head><meta name='DC.type' scheme='x' content='Motie'><META NAME=OVERHEIDop.indiener CONTENT='P.A. \n Gr&iuml;n'/>\
                <meta name='DCTERMS.issued' content='2021-07-06'><meta name='OVERHEIDop.documenttitel' content='Motie over x'>\
                <meta name='viewport' content='x'><meta name='author' content='Jan'><meta name='DC.type' content=''>\
                <title>Motie over x | Overheid.nl</title></head><p>a";
    let declared = extract(page).declared;
    let properties: Vec<(&str, &str)> =
        declared.properties.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        properties,
        [
            ("DC.type", "Motie"),
            ("OVERHEIDop.indiener", "P.A. Grïn"),
            ("DCTERMS.issued", "2021-07-06"),
            ("OVERHEIDop.documenttitel", "Motie over x"),
        ]
    );
    assert_eq!(declared.title.as_deref(), Some("Motie over x"));
    assert_eq!((declared.date.as_deref(), declared.author.as_deref()), (Some("2021-07-06"), Some("Jan")));
    assert_eq!(extract("<svg><meta name='DC.type' content='x'></svg>a").declared.properties, []);
}

/// The words a browser's parser finds in the page, by the same roles.
fn words_of_tree(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut text = String::new();
    let mut unseen = 0;
    let mut edges = vec![(html.tree.root(), true)];
    while let Some((node, opens)) = edges.pop() {
        if opens {
            edges.push((node, false));
            edges.extend(node.children().rev().map(|child| (child, true)));
        }
        match node.value() {
            Node::Text(piece) if opens && unseen == 0 => text.push_str(piece),
            Node::Element(element) => {
                let role = role(element.name());
                let hidden = element.attr("hidden").is_some();
                if matches!(role, Role::Unseen | Role::Name) || hidden {
                    unseen = if opens { unseen + 1 } else { unseen - 1 };
                } else if unseen == 0 && !matches!(role, Role::Inline | Role::Void) {
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split_ascii_whitespace().map(str::to_owned).collect()
}

#[test]
fn hostile_pages_take_linear_time() {
    let pages = [
        "<div>".repeat(200_000) + "a",
        "<b>".repeat(200_000) + "a",
        (0..200_000).map(|n| format!("<font a{n}>")).collect::<String>() + "a",
        (0..200_000).map(|n| format!("<x{n}>")).collect::<String>() + "a",
        "<div>".repeat(100_000) + "a" + &"</p></b>".repeat(100_000),
        "<title>".repeat(200_000) + "<p>a",
        "<!--".repeat(200_000) + ">a",
        "<a b=\"".repeat(200_000) + ">a",
        "<!--a--!>".repeat(200_000) + "a",
        "<".repeat(400_000) + "a",
        "<p hidden>".repeat(200_000) + "</p>a",
        "<sup>".repeat(200_000) + "a",
        "&".repeat(400_000) + "a",
    ];
    for page in pages {
        let start = Instant::now();
        let text = extract(&page).text;
        assert!(text.ends_with('a'), "{}", &page[..40]);
        // A quadratic reader takes minutes; the bound is far above what a slow machine needs.
        assert!(start.elapsed() < Duration::from_secs(10), "{}", &page[..40]);
    }
}

proptest! {
    #[test]
    fn the_words_are_those_a_browser_finds(pieces in proptest::collection::vec(
        "<p>|</p>|<div>|</div>|<b>|</b>|<i>|</i>|<ul><li>een<li hidden>x<li>twee</ul>|<br>|<h2>kop</h2>|<span title='a>b'>|</span>|<!-- x -->|<script>1<2</script>|<div hidden>x<p>y</div>|<p hidden>z|&eacute;|&amp;|&#8364;|een|twee |drie\n| < |ë",
        0..40,
    )) {
        let page = pieces.concat();
        prop_assert_eq!(words(&extract(&page).text), words_of_tree(&page), "{}", page);
    }

    #[test]
    fn any_page_is_survived(page in any::<String>()) {
        let extract = extract(&page);
        if let Some(range) = extract.heading {
            prop_assert!(extract.text.get(range).is_some());
        }
    }
}
