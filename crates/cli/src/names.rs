//! Other names that were looked for, in words.

use naslag_query::{Hit, Origin, OtherName, Strength};

use crate::command::index::counted_as;

/// Returns which other names were looked for and who says that they are names of the same, as a line
/// under an answer; nothing when there are none.
pub(crate) fn looked_for(names: &[OtherName]) -> Option<String> {
    // Each count of letters is of one name; what the lists say of a name goes together.
    let together = |a: &OtherName, b: &OtherName| {
        a.typed == b.typed && a.origin == b.origin && !matches!(a.origin, Origin::Letters(_))
    };
    let each: Vec<_> = names.chunk_by(together).map(in_words).collect();
    (!each.is_empty())
        .then(|| format!("Also looked for: {} · --no-synonyms leaves them out", each.join("; ")))
}

/// Returns other names of one thing by one origin in words.
fn in_words(others: &[OtherName]) -> String {
    let Some(OtherName { typed, origin, .. }) = others.first() else {
        return String::new();
    };
    let names: Vec<_> = others.iter().map(|other| other.name.as_str()).collect();
    match origin {
        Origin::Letters(letters) => {
            let say = counted_as(*letters, "letter says", "letters say");
            format!("{typed} = {} ({say} so)", names.join(" = "))
        }
        Origin::List => format!("{typed} = {} (your list)", names.join(" = ")),
        Origin::BuiltIn => format!("{typed} = {}", names.join(" = ")),
        Origin::Spelling => format!("{} (other spelling of {typed})", names.join(", ")),
    }
}

/// Returns which words a letter has only by their parts or under another name; nothing when it has all
/// of them in some form.
pub(crate) fn weakly(hit: &Hit) -> Option<String> {
    let mut said = Vec::new();
    for (strength, how) in [(Strength::Part, "by parts"), (Strength::Synonym, "other name or spelling")] {
        // A thing is what was asked for, by any of its names.
        let of_strength = hit.matches.iter().filter(|part| !part.named && part.strength == Some(strength));
        let texts: Vec<_> = of_strength.map(|part| part.text.as_str()).collect();
        if !texts.is_empty() {
            said.push(format!("{how}: {}", texts.join(", ")));
        }
    }
    (!said.is_empty()).then(|| said.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_go_together() {
        let name =
            |typed: &str, name: &str, origin| OtherName { typed: typed.into(), name: name.into(), origin };
        let names = [
            name("ncsc", "Nationaal Cyber Security Centrum", Origin::Letters(1)),
            name("ncsc", "National Cyber Security Centre", Origin::Letters(1)),
            name("kamervragen", "vragen van het lid", Origin::BuiltIn),
            name("kamervragen", "vragen van de leden", Origin::BuiltIn),
            name("kamervragen", "parlementaire vragen", Origin::List),
            name("produkt", "product", Origin::Spelling),
        ];
        assert_eq!(
            looked_for(&names).as_deref(),
            Some(
                "Also looked for: ncsc = Nationaal Cyber Security Centrum (1 letter says so); ncsc = National \
                 Cyber Security Centre (1 letter says so); kamervragen = vragen van het lid = vragen van de \
                 leden; kamervragen = parlementaire vragen (your list); product (other spelling of produkt) · \
                 --no-synonyms leaves them out"
            )
        );
        assert_eq!(looked_for(&[]), None);
    }
}
