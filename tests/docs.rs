//! The README and ARCHITECTURE.md say what is true: every session shown is run and its output
//! compared, every path named exists.

use std::fs;
use std::process::Command;

use crate::support::{Letters, corpus, repository, whole_corpus};

/// Where the README pretends to be.
const SHOWN_ROOT: &str = "/home/you/naslag";

/// The folder of the repository's letters at the place where the README has it, and its index.
fn checkout() -> Letters {
    let letters = whole_corpus();
    let place = letters.beside("elders/corpus");
    fs::create_dir(&place).unwrap();
    fs::rename(letters.folder(), place.join("letters")).unwrap();
    for name in ["README.md", ".naslagignore"] {
        fs::copy(repository().join("corpus").join(name), place.join(name)).unwrap();
    }
    letters
}

/// Splits a command line as a shell does, as far as the README needs it.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Replaces what differs from run to run: moments, rates, and where the repository lies.
fn settled(text: &str, root: &str) -> String {
    let mut settled = text.replace(root, SHOWN_ROOT);
    for before in ["indexed ", "indexed at "] {
        let pieces: Vec<String> = settled
            .split(before)
            .enumerate()
            .map(|(number, piece)| match (number, piece.get(16..)) {
                (1.., Some(rest)) if piece.starts_with("20") => format!("2026-11-21 16:05{rest}"),
                _ => piece.to_owned(),
            })
            .collect();
        settled = pieces.join(before);
    }
    let stable =
        |line: &&str| !line.contains(" MB/s)") && !line.contains("Index: ") && !line.contains("  index: ");
    settled.lines().filter(stable).map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn every_session_in_the_readme_runs_as_shown() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let letters = checkout();
    let root = letters.beside("elders");
    let mut sessions = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for session in block.split("$ ").filter(|session| !session.trim().is_empty()) {
            let (line, shown) = session.split_once('\n').unwrap();
            let args = words(
                line.trim_start_matches("cargo run --release -p naslag -- ").trim_start_matches("naslag "),
            );
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let printed = letters.run(&args);
            let run = settled(&printed.out, root.to_str().unwrap());
            assert_eq!(run.trim(), settled(shown, SHOWN_ROOT).trim(), "$ {line}\n{printed:?}");
            sessions += 1;
        }
    }
    assert!(sessions >= 4, "{sessions} sessions");
}

#[test]
fn every_path_in_the_map_exists() {
    let map = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let mut paths = 0;
    for quoted in map.split('`').skip(1).step_by(2) {
        if quoted.starts_with("crates/") || quoted.starts_with("tests/") || quoted.starts_with("corpus/") {
            assert!(repository().join(quoted).exists(), "{quoted}");
            paths += 1;
        }
    }
    assert!(paths > 20, "{paths} paths");
}

#[test]
fn every_field_of_the_json_is_described() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let letters = corpus();
    let mut fields = Vec::new();
    collect(&letters.json(&["ncsc \"hack", "de", "zzz"]), &mut fields);
    collect(&letters.json(&["wob"]), &mut fields);
    collect(&letters.json(&["end-of-life"]), &mut fields);
    for args in [
        &["abbreviations"][..],
        &["names"],
        &["names", "--of", "2012-02-14-kamerbrief-hack-bij-kpn.txt"],
        &["show", "2024-06-28-antwoord-kamervragen-afmeldcodes.txt"],
        &["cites", "telecomwet"],
    ] {
        let printed = letters.run(&[args, &["--json"]].concat()).with_code(0);
        collect(&serde_json::from_str(&printed.out).unwrap(), &mut fields);
    }
    for field in ["origin", "strength", "parts", "short", "related", "later", "mentions", "cue", "sentence"] {
        assert!(fields.iter().any(|name| name == field), "no {field} in the answers");
    }
    for field in fields {
        assert!(readme.contains(&format!("`{field}`")), "{field}");
    }
}

fn collect(value: &serde_json::Value, fields: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                fields.push(name.clone());
                collect(value, fields);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, fields)),
        _ => {}
    }
}

#[test]
fn nothing_above_reaches_the_engine_or_its_neighbour() {
    for (upper, lower) in [
        ("cli", "tantivy"),
        ("query", "naslag-indexer"),
        ("query", "naslag-document"),
        ("indexer", "naslag-query"),
        ("indexer", "tantivy"),
        ("index", "naslag-document"),
        ("document", "tantivy"),
        ("dutch", "naslag-"),
        ("citation", "naslag-"),
    ] {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
            .current_dir(repository())
            .output()
            .unwrap();
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let manifest = format!("crates/{upper}/Cargo.toml");
        let package = metadata["packages"].as_array().unwrap().iter().find(|package| {
            package["manifest_path"].as_str().unwrap().replace('\\', "/").ends_with(&manifest)
        });
        let depends = package.unwrap()["dependencies"].as_array().unwrap().iter().any(|dependency| {
            let name = dependency["name"].as_str().unwrap();
            let forbidden = if lower.ends_with('-') { name.starts_with(lower) } else { name == lower };
            forbidden && dependency["kind"].is_null()
        });
        assert!(!depends, "{upper} must not depend on {lower}");
    }
}
