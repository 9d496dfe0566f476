//! How names of things were read, in words.

use naslag_citation::name_of;
use naslag_query::{Reading, SearchResults};

use crate::command::index::counted;

/// Keys of one thing that are told at most; the rest is counted.
const MOST: usize = 5;

/// `26 643 nr. 202 → Kamerstuk 26643-202`, with what else is looked for and what is not.
pub(crate) fn read_as(reading: &Reading) -> String {
    let mut said = reading.name.clone();
    if reading.typed != reading.name {
        said = format!("{} → {said}", reading.typed);
    }
    if !reading.also.is_empty() {
        let names: Vec<String> = reading.also.iter().take(MOST).map(|key| name_of(key)).collect();
        // Several motions have one name; which of them a letter means, nobody can tell.
        let how =
            if reading.also.len() > 1 { "; in these letters it may be" } else { "; known here also as" };
        said += &format!("{how} {}", names.join(", "));
        if reading.also.len() > MOST {
            said += &format!(" and {} more", reading.also.len() - MOST);
        }
    }
    for related in &reading.related {
        let order = if related.later { "followed by" } else { "came after" };
        said += &format!("; {order} {}, which is not looked for", related.name);
    }
    said
}

/// Returns how the parts of a question were read that name things, as a line; nothing when none does.
pub(crate) fn all_read_as(readings: &[Reading]) -> Option<String> {
    let each: Vec<String> = readings.iter().map(read_as).collect();
    (!each.is_empty()).then(|| format!("Read as named: {}", each.join(" · ")))
}

/// Returns how filters were understood where they say more than what was typed, and how many letters they left out
/// because their date is not known, as a line; nothing when there is neither.
pub(crate) fn filters(results: &SearchResults) -> Option<String> {
    let told = results.filters.iter().filter_map(|filter| {
        let told = filter.told.as_ref()?;
        Some(format!("{}:{} → {told}", filter.field, filter.leaf.text))
    });
    let mut each: Vec<String> = told.collect();
    if results.undated > 0 {
        each.push(format!("{} without a date left out", counted(results.undated, "letter")));
    }
    (!each.is_empty()).then(|| format!("Filters: {}", each.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use naslag_citation::Kind;
    use naslag_query::Related;

    #[test]
    fn what_is_and_what_is_not_looked_for_is_said() {
        let reading = Reading {
            typed: "wob".into(),
            kind: Kind::Law,
            key: "wet:wob".into(),
            name: "Wet openbaarheid van bestuur (Wob)".into(),
            also: vec!["kst:26643:202".into()],
            related: vec![Related { key: "wet:woo".into(), name: "Woo".into(), later: true }],
        };
        assert_eq!(
            all_read_as(&[reading]).as_deref(),
            Some(
                "Read as named: wob → Wet openbaarheid van bestuur (Wob); known here also as Kamerstuk \
                 26643-202; followed by Woo, which is not looked for"
            )
        );
        assert_eq!(all_read_as(&[]), None);
    }
}
