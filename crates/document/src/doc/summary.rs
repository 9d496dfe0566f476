//! What a DOC file says about itself: the stream `SummaryInformation` (MS-OLEPS).

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use naslag_letter::Declared;

use crate::ole::{place, u16_at, u32_at};

/// Properties of one file that are looked at; there are 19.
const MOST: u32 = 100;

/// Seconds from 1 January 1601, from which Windows counts, to 1 January 1970.
const TO_1970: i64 = 11_644_473_600;

/// Returns what the stream says, and the number of pages.
pub(super) fn read(stream: &[u8]) -> (Declared, Option<usize>) {
    let mut declared = Declared::default();
    let mut pages = None;
    let section = stream.get(place(u32_at(stream, 44).unwrap_or(0))..).unwrap_or_default();
    let count = u32_at(section, 4).unwrap_or(0).min(MOST);
    let values = (0..count).filter_map(|number| {
        let row = 8 + 8 * place(number);
        let value = section.get(place(u32_at(section, row + 4)?)..)?;
        Some((u32_at(section, row)?, value))
    });
    let values: Vec<_> = values.collect();
    let code_page = values.iter().find(|(id, _)| *id == 1).and_then(|(_, value)| u16_at(value, 4));
    let encoding = if code_page == Some(65001) { UTF_8 } else { WINDOWS_1252 };
    for (id, value) in values {
        match id {
            2 => declared.title = string(value, encoding),
            4 => declared.author = string(value, encoding),
            12 => declared.date = day(value),
            14 => pages = u32_at(value, 4).map(place),
            3 => declared
                .properties
                .extend(string(value, encoding).map(|subject| ("subject".to_owned(), subject))),
            _ => {}
        }
    }
    (declared, pages)
}

fn string(value: &[u8], encoding: &'static Encoding) -> Option<String> {
    let length = place(u32_at(value, 4)?);
    let rest = value.get(8..)?;
    let text = match u32_at(value, 0)? {
        30 => {
            let bytes = rest.get(..length).unwrap_or(rest);
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        31 => {
            let bytes = rest.get(..length.saturating_mul(2)).unwrap_or(rest);
            encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
        }
        _ => return None,
    };
    let text = text.split('\0').next().unwrap_or_default().trim();
    (!text.is_empty()).then(|| text.chars().take(2000).collect())
}

/// A moment in tenths of microseconds.
fn day(value: &[u8]) -> Option<String> {
    let moment = u64::from(u32_at(value, 8)?) << 32 | u64::from(u32_at(value, 4)?);
    let seconds = i64::try_from(moment / 10_000_000).ok()? - TO_1970;
    let (year, month, day) = crate::calendar::civil(seconds.div_euclid(86_400));
    (u32_at(value, 0)? == 64 && (1980..10_000).contains(&year))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}
