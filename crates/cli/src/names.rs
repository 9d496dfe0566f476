//! Other names that were looked for, in words.

use naslag_query::{Hit, Origin, OtherName, Strength};

use crate::command::index::counted_as;

/// Returns which other names were looked for and who says that they are names of the same, as a line
/// under an answer; nothing when there are none.
pub(crate) fn looked_for(names: &[OtherName]) -> Option<String> {
    let each: Vec<_> = names.iter().map(in_words).collect();
    (!each.is_empty())
        .then(|| format!("Also looked for: {} · --no-synonyms leaves them out", each.join("; ")))
}

fn in_words(OtherName { typed, name, origin }: &OtherName) -> String {
    match origin {
        Origin::Letters(letters) => {
            format!("{typed} = {name} ({} so)", counted_as(*letters, "letter says", "letters say"))
        }
        Origin::List => format!("{typed} = {name} (your list)"),
        Origin::BuiltIn => format!("{typed} = {name}"),
        Origin::Spelling => format!("{name} (other spelling of {typed})"),
    }
}

/// Returns which words a letter has only by their parts or under another name; nothing when it has all
/// of them in some form.
pub(crate) fn weakly(hit: &Hit) -> Option<String> {
    let mut said = Vec::new();
    for (strength, how) in [(Strength::Part, "by parts"), (Strength::Synonym, "other name or spelling")] {
        let of_strength = hit.matches.iter().filter(|part| part.strength == Some(strength));
        let texts: Vec<_> = of_strength.map(|part| part.text.as_str()).collect();
        if !texts.is_empty() {
            said.push(format!("{how}: {}", texts.join(", ")));
        }
    }
    (!said.is_empty()).then(|| said.join(" · "))
}
