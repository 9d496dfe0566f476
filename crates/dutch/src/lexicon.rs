//! What is known of Dutch words: the form of the lists that `crates/lexicon` builds, and how they are
//! looked up.
//!
//! Two finite-state maps are part of the program. They are used as they lie in it, so nothing is loaded
//! or unpacked when it starts.

use std::sync::LazyLock;

use fst::Map;

/// What a word may be in a compound.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Element {
    /// Whether the dictionary knows it as a word.
    pub known: bool,
    /// Whether it must stay whole although it looks like a compound.
    pub opaque: bool,
    /// Its cost as a word of its own; 0 when nothing is known of it.
    pub whole: f32,
    /// Its cost before the last part, and the bytes at its end that only link it to the next part.
    pub modifier: Option<(f32, u8)>,
    /// Its cost as the last part.
    pub head: Option<f32>,
}

/// Costs are kept in steps of a quarter; measured, finer steps change no split.
const STEPS: f32 = 4.0;
const COST_BITS: u32 = 7;
const COST_MASK: u64 = (1 << COST_BITS) - 1;

impl Element {
    /// Returns the element as the value of a map.
    pub fn packed(self) -> u64 {
        // 0 is "no": every cost is above.
        let cost = |cost: f32| ((cost * STEPS).round().max(1.0) as u64).min(COST_MASK);
        let (modifier, strip) =
            self.modifier.map_or((0, 0), |(value, strip)| (cost(value), u64::from(strip)));
        let whole = if self.whole > 0.0 { cost(self.whole) } else { 0 };
        u64::from(self.known)
            | u64::from(self.opaque) << 1
            | strip << 2
            | modifier << 4
            | self.head.map_or(0, cost) << (4 + COST_BITS)
            | whole << (4 + 2 * COST_BITS)
    }

    /// Returns the element that [`Element::packed`] made `value` of.
    pub fn unpacked(value: u64) -> Self {
        let cost = |shift: u32| match value >> shift & COST_MASK {
            0 => None,
            steps => Some(steps as f32 / STEPS),
        };
        Self {
            known: value & 1 == 1,
            opaque: value & 2 == 2,
            whole: cost(4 + 2 * COST_BITS).unwrap_or(0.0),
            modifier: cost(4).map(|cost| (cost, (value >> 2 & 3) as u8)),
            head: cost(4 + COST_BITS),
        }
    }
}

/// Returns the value for a stem made of a word by taking away `strip` bytes at its end and adding the
/// ending with this number.
pub fn pack_stem(strip: usize, ending: usize) -> u64 {
    (ending as u64) << 6 | strip as u64
}

static COMPOUNDS: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!("../data/compounds.fst")[..]).ok());

static STEMS: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!("../data/stems.fst")[..]).ok());

static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../data/stem-endings.txt").split('\n').collect());

/// Calls `found` with each element that begins `text`, and its length in bytes.
pub(crate) fn elements_of(text: &str, mut found: impl FnMut(usize, Element)) {
    let Some(map) = COMPOUNDS.as_ref() else {
        return;
    };
    let fst = map.as_fst();
    let mut node = fst.root();
    let mut value = fst::raw::Output::zero();
    for (at, byte) in text.bytes().enumerate() {
        let Some(input) = node.find_input(byte) else {
            return;
        };
        let transition = node.transition(input);
        value = value.cat(transition.out);
        node = fst.node(transition.addr);
        if node.is_final() {
            found(at + 1, Element::unpacked(value.cat(node.final_output()).value()));
        }
    }
}

/// Returns what is known of `word`.
pub(crate) fn element(word: &str) -> Element {
    let value = COMPOUNDS.as_ref().and_then(|map| map.get(word));
    value.map(Element::unpacked).unwrap_or_default()
}

/// Returns the stem of `word` when the rules get it wrong.
pub(crate) fn exceptional_stem(word: &str) -> Option<String> {
    let value = STEMS.as_ref()?.get(word)?;
    let kept = word.len().checked_sub((value & 63) as usize)?;
    let ending = ENDINGS.get((value >> 6) as usize)?;
    Some(format!("{}{ending}", word.get(..kept)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_survive_packing() {
        let element =
            Element { known: true, opaque: false, whole: 10.25, modifier: Some((13.5, 2)), head: Some(0.5) };
        assert_eq!(Element::unpacked(element.packed()), element);
        assert_eq!(Element::unpacked(Element::default().packed()), Element::default());
    }

    #[test]
    fn the_lists_are_part_of_the_program() {
        assert!(element("veiligheid").known);
        assert_eq!(element("veiligheids").modifier.map(|(_, strip)| strip), Some(1));
        assert_eq!(exceptional_stem("leden").as_deref(), Some("lid"));
        assert_eq!(exceptional_stem("zomaariets"), None);
    }
}
