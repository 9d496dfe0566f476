//! Tables of what the rules for laws find and leave alone.

use crate::citation::{Kind, Mode};
use crate::{find, listed};

#[test]
fn probe() {
    for line in std::fs::read_to_string("/tmp/b/probe.txt").expect("probe").lines() {
        let (mode, text) = line.split_once('|').expect("mode");
        let text = text.replace("\\n", "\n");
        println!("{line}\n      {:?}", listed(&text, if mode == "a" { Mode::Asked } else { Mode::Document }));
    }
    let _ = (Kind::Law, find as fn(&str, Mode) -> _);
}
