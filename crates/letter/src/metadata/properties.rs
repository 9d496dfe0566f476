//! What official publications call their metadata.
//!
//! Answerable for finding a property in whatever vocabulary it is written: `OVERHEIDop.dossiernummer`,
//! `overheidop:dossiernummer` and `dossiernummer` are one. Knows nothing of what the values mean.

use crate::draft::Declared;

/// Returns the names as written and the values of the properties with this local name, in their order.
pub(super) fn values<'a>(declared: &'a Declared, local: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    declared.properties.iter().filter_map(move |(name, value)| {
        let own = name.rsplit(['.', ':']).next().unwrap_or(name);
        let value = value.trim();
        (own.eq_ignore_ascii_case(local) && !value.is_empty()).then_some((name.as_str(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_all_vocabularies() {
        let names = [
            "OVERHEIDop.dossiernummer",
            "overheidop:dossierNummer",
            "dossiernummer",
            "dossiernummer.oud",
            "dossiernummer",
        ];
        let values_of = ["1", "2", "3", "4", " "];
        let properties =
            names.iter().zip(values_of).map(|(name, value)| ((*name).to_owned(), value.to_owned())).collect();
        let declared = Declared { properties, ..Declared::default() };
        let found: Vec<&str> = values(&declared, "Dossiernummer").map(|(_, value)| value).collect();
        assert_eq!(found, ["1", "2", "3"]);
    }
}
