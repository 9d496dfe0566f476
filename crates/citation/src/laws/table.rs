//! The acts that are known by name: `data/laws.tsv`.
//!
//! Answerable for reading the table and for what it says of one act. Knows nothing of texts.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::citation::Kind;

/// What is known of one act.
#[derive(Debug)]
pub(crate) struct Law {
    pub(crate) slug: &'static str,
    /// `wet:<slug>` or `celex:<id>`.
    pub(crate) key: String,
    pub(crate) kind: Kind,
    pub(crate) title: &'static str,
    /// Abbreviations that are nothing else.
    pub(crate) abbreviations: Vec<&'static str>,
    /// Abbreviations that need a cue.
    pub(crate) short: Vec<&'static str>,
    pub(crate) names: Vec<&'static str>,
    /// The number in its register, BWB or CELEX.
    pub(crate) id: Option<&'static str>,
    predecessor: Vec<&'static str>,
    successor: Vec<&'static str>,
    pub(crate) dossier: Option<&'static str>,
    note: &'static str,
}

/// The names of a law, and what came before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawNames {
    /// The title it is cited by.
    pub title: &'static str,
    /// Its abbreviations, the distinctive ones first.
    pub abbreviations: Vec<&'static str>,
    /// Its further titles and nicknames.
    pub others: Vec<&'static str>,
    /// Its number in the register, `BWBR0009950` or `32016R0679`, when that is sure.
    pub register: Option<&'static str>,
    /// The dossier it was made in.
    pub dossier: Option<&'static str>,
    /// The keys of the laws it came after. They are other laws.
    pub predecessors: Vec<String>,
    /// The keys of the laws that came after it. They are other laws.
    pub successors: Vec<String>,
}

struct Table {
    laws: Vec<Law>,
    by_key: HashMap<String, usize>,
    by_slug: HashMap<&'static str, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let laws: Vec<Law> = include_str!("../../data/laws.tsv").lines().skip(1).filter_map(Law::parse).collect();
    let by_key = laws.iter().enumerate().map(|(index, law)| (law.key.clone(), index)).collect();
    let by_slug = laws.iter().enumerate().map(|(index, law)| (law.slug, index)).collect();
    Table { laws, by_key, by_slug }
});

/// Returns all acts of the table, in its order.
pub(crate) fn laws() -> &'static [Law] {
    &TABLE.laws
}

/// Returns the act that has this key.
pub(crate) fn by_key(key: &str) -> Option<&'static Law> {
    TABLE.by_key.get(key).and_then(|index| TABLE.laws.get(*index))
}

/// Returns the act that has this slug.
pub(crate) fn by_slug(slug: &str) -> Option<&'static Law> {
    TABLE.by_slug.get(slug).and_then(|index| TABLE.laws.get(*index))
}

/// Returns the names of a known law by its key: `wet:telecommunicatiewet`, `celex:32022L2555`.
pub fn law_names(key: &str) -> Option<LawNames> {
    let law = by_key(key)?;
    Some(LawNames {
        title: law.title,
        abbreviations: law.abbreviations.iter().chain(&law.short).copied().collect(),
        others: law.names.clone(),
        register: law.id,
        dossier: law.dossier,
        predecessors: law.predecessors().map(str::to_owned).collect(),
        successors: law.successors().map(str::to_owned).collect(),
    })
}

/// Returns the keys of all known laws.
pub fn known_laws() -> impl Iterator<Item = &'static str> {
    laws().iter().map(|law| law.key.as_str())
}

impl Law {
    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let slug = columns.next()?;
        let of = columns.next()?;
        let title = columns.next()?;
        let mut list =
            || columns.next().map(|column| column.split("; ").filter(|name| !name.is_empty()).collect());
        let (abbreviations, short, names) = (list()?, list()?, list()?);
        let id = columns.next()?;
        let mut list =
            || columns.next().map(|column| column.split("; ").filter(|slug| !slug.is_empty()).collect());
        let (predecessor, successor) = (list()?, list()?);
        let dossier = columns.next()?;
        let note = columns.next()?;
        let (kind, key) = match of {
            "eu" => (Kind::EuAct, format!("celex:{id}")),
            _ => (Kind::Law, format!("wet:{slug}")),
        };
        let some = |text: &'static str| (!text.is_empty()).then_some(text);
        Some(Self {
            slug,
            key,
            kind,
            title,
            abbreviations,
            short,
            names,
            id: some(id),
            predecessor,
            successor,
            dossier: some(dossier),
            note,
        })
    }

    /// The keys of what came before.
    pub(crate) fn predecessors(&self) -> impl Iterator<Item = &'static str> {
        self.predecessor.iter().filter_map(|slug| by_slug(slug)).map(|law| law.key.as_str())
    }

    /// The keys of what came after.
    pub(crate) fn successors(&self) -> impl Iterator<Item = &'static str> {
        self.successor.iter().filter_map(|slug| by_slug(slug)).map(|law| law.key.as_str())
    }

    /// Where the act can be read: its page in the register of laws, or its ELI.
    pub(crate) fn link(&self) -> Option<String> {
        let id = self.id?;
        if self.kind == Kind::Law {
            return Some(format!("https://wetten.overheid.nl/{id}"));
        }
        let (year, rest) = (id.get(1..5)?, id.get(5..)?);
        let number = rest.get(1..)?.trim_start_matches('0');
        let of = match (rest.chars().next()?, self.note == IMPLEMENTING) {
            ('R', false) => "reg",
            ('R', true) => "reg_impl",
            ('L', false) => "dir",
            _ => return Some(format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{id}")),
        };
        Some(format!("https://eur-lex.europa.eu/eli/{of}/{year}/{number}/oj"))
    }
}

/// The note of an implementing act, whose ELI has another form.
const IMPLEMENTING: &str = "uitvoeringshandeling";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::slug;

    /// Abbreviations that two acts share.
    const CLASHES: [&str; 4] = ["Aw", "CSA", "Wiv", "Wpg"];

    #[test]
    fn the_table_holds_together() {
        let lines = include_str!("../../data/laws.tsv").lines().count();
        assert_eq!(laws().len() + 1, lines, "each line is read");
        assert!(laws().len() >= 130);
        let mut slugs: Vec<&str> = laws().iter().map(|law| law.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), laws().len(), "slugs are unique");
        for law in laws() {
            assert_eq!(law.slug, slug(law.title));
            assert_eq!(law.predecessors().count(), law.predecessor.len(), "{}", law.slug);
            assert_eq!(law.successors().count(), law.successor.len(), "{}", law.slug);
            assert!(by_key(&law.key).is_some_and(|found| found.slug == law.slug), "{}", law.key);
            if let Some(id) = law.id {
                let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
                let (bwb, celex) = (
                    (id.starts_with("BWBR") || id.starts_with("BWBV")) && id.len() == 11 && digits(&id[4..]),
                    id.starts_with('3')
                        && id.len() == 10
                        && digits(&id[..5])
                        && digits(&id[6..])
                        && "RL".contains(&id[5..6]),
                );
                assert!(if law.kind == Kind::EuAct { celex } else { bwb }, "{id}");
            }
            assert!(law.kind == Kind::Law || law.id.is_some(), "{}", law.slug);
        }
        let mut ids: Vec<&str> = laws().iter().filter_map(|law| law.id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "no two acts have one number");
    }

    #[test]
    fn no_name_is_claimed_twice_unless_it_is_a_known_clash() {
        let mut claims: HashMap<&str, usize> = HashMap::new();
        for law in laws() {
            for name in law.abbreviations.iter().chain(&law.short) {
                *claims.entry(name).or_default() += 1;
            }
        }
        let mut clashes: Vec<&str> =
            claims.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
        clashes.sort_unstable();
        assert_eq!(clashes, CLASHES);
        let mut names: Vec<String> = laws()
            .iter()
            .flat_map(|law| law.names.iter().chain([&law.title]).map(|name| name.to_lowercase()))
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "no title or nickname stands twice");
    }

    #[test]
    fn an_id_has_a_source() {
        for line in include_str!("../../data/laws.tsv").lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 12, "{line}");
            assert!(!columns[11].is_empty() && (columns[6].is_empty() || columns[11] != "?"), "{line}");
            assert!(["kind", "wet", "verdrag", "eu", "geen"].contains(&columns[1]), "{line}");
        }
    }

    #[test]
    fn a_law_is_looked_up_by_its_key() {
        let names = law_names("wet:wet-beveiliging-netwerk-en-informatiesystemen").expect("known");
        assert_eq!(names.abbreviations, ["Wbni"]);
        assert_eq!(names.others, ["NIB-wet"]);
        assert_eq!(names.register, Some("BWBR0041515"));
        assert_eq!(names.predecessors, ["wet:wet-gegevensverwerking-en-meldplicht-cybersecurity"]);
        assert_eq!(names.successors, ["wet:cyberbeveiligingswet"]);
        assert_eq!(
            law_names("celex:32016R0679").map(|names| names.title),
            Some("Algemene verordening gegevensbescherming")
        );
        assert_eq!(law_names("wet:telecomwet"), None);
        assert!(known_laws().any(|key| key == "celex:32022L2555"));
        assert_eq!(known_laws().count(), laws().len());
    }

    #[test]
    fn a_law_can_be_read_somewhere() {
        for (slug, link) in [
            ("telecommunicatiewet", Some("https://wetten.overheid.nl/BWBR0009950")),
            (
                "algemene-verordening-gegevensbescherming",
                Some("https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
            ),
            ("cyber-solidarity-act", Some("https://eur-lex.europa.eu/eli/reg/2025/38/oj")),
            ("nis2-richtlijn", Some("https://eur-lex.europa.eu/eli/dir/2022/2555/oj")),
            ("uitvoeringsverordening-nis2", Some("https://eur-lex.europa.eu/eli/reg_impl/2024/2690/oj")),
            ("wet-computercriminaliteit-iii", None),
        ] {
            assert_eq!(by_slug(slug).expect(slug).link().as_deref(), link, "{slug}");
        }
    }
}
