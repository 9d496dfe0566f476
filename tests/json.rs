//! The answer for programs, field by field as the README describes it.

use serde_json::{Value, json};

use crate::support::{corpus, letters};

#[test]
fn the_object_is_as_described() {
    let letters = corpus();
    let mut answer = letters.json(&["\"security breach notification\" -zzz", "de"]);
    let taken = |value: &mut Value| value.take();
    assert_eq!(taken(&mut answer["index"]["folder"]), json!(letters.folder().to_str().unwrap()));
    let indexed_at = taken(&mut answer["index"]["indexed_at"]);
    assert!(indexed_at.as_str().unwrap().starts_with("20") && indexed_at.as_str().unwrap().ends_with('Z'));
    let score = taken(&mut answer["hits"][0]["score"]);
    assert!(score.as_f64().unwrap() > 0.0);
    let data = taken(&mut answer["hits"][0]["data"]);
    assert_eq!(data["kind"], json!({"value": "kamerbrief", "from": {"text": {"start": 52, "end": 105}}}));
    assert_eq!(data["signatories"][1]["value"]["name"], json!("M.J.M. Verhagen"));
    let expected = json!({
        "version": 1,
        "typed": "\"security breach notification\" -zzz de",
        "query": "\"security breach notification\" -zzz de",
        "matching": "all",
        "total": 1,
        "warnings": [],
        "readings": [],
        "set_aside": ["de"],
        "filters": [],
        "undated": 0,
        "names": [],
        "words": [],
        "index": {
            "folder": null, "letters": 2, "indexed_at": null, "complete": true, "unread": 0, "changed": 0
        },
        "hits": [{
            "path": "2012-02-14-kamerbrief-hack-bij-kpn.txt",
            "title": "Hack bij KPN",
            "title_highlights": [],
            "date": "2012-02-14",
            "format": "text",
            "unread": null,
            "data": null,
            "copies": [],
            "score": null,
            "strength": "exact",
            "matches": [
                {"text": "\"security breach notification\"", "strength": "exact", "named": false}
            ],
            "missing": [],
            "snippets": [{
                "text": "Middels de kamerbrede motie Hennis-Plasschaert heeft uw Kamer de regering verzocht over te \
                    gaan tot een wettelijke meldplicht, een zogenaamde 'security breach notification'.",
                "line": 74,
                "page": null,
                "exchange": null,
                "aside": false,
                "highlights": [[143, 171]],
                "parts": [],
                "cut": [false, false]
            }]
        }]
    });
    assert_eq!(answer, expected);
}

#[test]
fn warnings_point_into_the_query() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    let answer = letters.json(&["lek \"niet"]);
    assert_eq!(answer["warnings"][0]["span"], json!([4, 9]));
    assert_eq!(answer["hits"].as_array().unwrap().len(), 1);
    // The minus is the plain one here too, and a minus that was typed as another stays that one.
    let answer = letters.json(&["-kpn", "−hack", "\"niet"]);
    let typed = answer["typed"].as_str().unwrap();
    assert_eq!(typed, "-kpn −hack \"niet");
    let bound = |at: usize| usize::try_from(answer["warnings"][0]["span"][at].as_u64().unwrap()).unwrap();
    assert_eq!(&typed[bound(0)..bound(1)], "\"niet");
    let answer = letters.json(&["lek \"niet"]);
    assert_eq!(answer["words"], json!([{"text": "lek", "letters": 1}, {"text": "niet", "letters": 0}]));
}

#[test]
fn how_well_a_letter_agrees_is_said_word_by_word() {
    let letters = letters(&[("a.txt", "De minister meldt datalekken."), ("b.txt", "De produktie daalt.")]);
    let answer = letters.json(&["ministers", "lek"]);
    let hit = &answer["hits"][0];
    assert_eq!(hit["strength"], "part");
    let matches = [("ministers", json!("inflection")), ("lek", json!("part"))];
    assert_eq!(
        hit["matches"],
        json!(matches.map(|(text, strength)| json!({"text": text, "strength": strength, "named": false})))
    );
    let snippet = &hit["snippets"][0];
    assert_eq!(snippet["highlights"], json!([[3, 11], [18, 28]]));
    assert_eq!(snippet["parts"], json!([[22, 28]]));
    let answer = letters.json(&["productie"]);
    assert_eq!(answer["hits"][0]["strength"], "synonym");
    let expected = json!({"typed": "productie", "name": "produktie", "origin": "spelling", "letters": null});
    assert_eq!(answer["names"], json!([expected]));
}

#[test]
fn letters_with_a_part_follow_and_do_not_count() {
    let letters = letters(&[("a.txt", "Een lek bij de bank."), ("b.txt", "Een lek.")]);
    let answer = letters.json(&["lek", "bank"]);
    assert_eq!((&answer["matching"], &answer["total"]), (&json!("all"), &json!(1)));
    assert_eq!(answer["hits"][0]["missing"], json!([]));
    assert_eq!(answer["hits"][1]["missing"], json!(["bank"]));
    assert_eq!(answer["hits"][1]["strength"], Value::Null);
    assert_eq!(answer["hits"][1]["matches"][1], json!({"text": "bank", "strength": null, "named": false}));
    assert_eq!(letters.json(&["--strict", "lek", "bank"])["hits"].as_array().unwrap().len(), 1);
    let printed = letters.search(&["--strict", "--json", "lek", "bank", "zee"]).with_code(1);
    let answer: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!((&answer["matching"], &answer["total"]), (&json!("all"), &json!(0)));
    assert_eq!(answer["words"][2], json!({"text": "zee", "letters": 0}));
}

#[test]
fn abbreviations_for_programs() {
    let letters = letters(&[("a.txt", "Het Nationaal Cyber Security Centrum (NCSC) meldt het.")]);
    letters.index();
    let printed = letters.run(&["abbreviations", "--json"]).with_code(0);
    let mut answer: Value = serde_json::from_str(&printed.out).unwrap();
    assert!(answer["index"]["indexed_at"].take().is_string());
    let expected = json!({
        "version": 1,
        "abbreviations": [{"short": "NCSC", "long": "Nationaal Cyber Security Centrum", "letters": 1}],
        "index": {
            "folder": letters.folder().to_str().unwrap(), "letters": 1, "indexed_at": null, "complete": true,
            "unread": 0, "changed": 0
        }
    });
    assert_eq!(answer, expected);
}

#[test]
fn highlights_are_bytes_of_the_text() {
    let letters = letters(&[("a.txt", "Één e\u{301}e\u{301}n lék, en één ‘lekken’.")]);
    let answer = letters.json(&["lek"]);
    let snippet = &answer["hits"][0]["snippets"][0];
    let text = snippet["text"].as_str().unwrap();
    let marked: Vec<&str> = snippet["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| {
            let bound = |at: usize| usize::try_from(range[at].as_u64().unwrap()).unwrap();
            &text[bound(0)..bound(1)]
        })
        .collect();
    assert_eq!(marked, ["lék", "lekken"]);
}

#[test]
fn changes_are_counted_or_null() {
    let letters = letters(&[("a.txt", "Een lek.")]);
    letters.index();
    letters.write("b.txt", b"Nog een lek.");
    assert_eq!(letters.json(&["lek"])["index"]["changed"], 1);
    let elsewhere = letters.beside("weg");
    std::fs::rename(letters.folder(), &elsewhere).unwrap();
    let printed = letters.run(&["search", "--json", "lek"]);
    let answer: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(answer["index"]["changed"], Value::Null);
}
