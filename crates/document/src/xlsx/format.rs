//! How a number in a cell looks: as a day, a percentage, with so many decimals.
//!
//! Answerable for what a Dutch reader sees in the usual formats (ECMA-376, part 1, 18.8.30). What is not understood
//! looks as the number is kept. Knows nothing of cells.

use std::collections::HashMap;

use crate::calendar;
use crate::node::{Step, Tag, Visitor};
use crate::reason::Reason;

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Whether days count from 1 January 1904.
    pub(super) since_1904: bool,
    codes: HashMap<u32, String>,
    /// Number of the format of each style of a cell.
    styles: Vec<u32>,
    in_styles: bool,
}

impl Formats {
    /// Returns how a number looks in this style.
    pub(super) fn shown(&self, style: usize, value: &str) -> String {
        let Ok(number) = value.parse::<f64>() else {
            return value.to_owned();
        };
        let id = self.styles.get(style).copied().unwrap_or(0);
        let code = self.codes.get(&id).map_or_else(|| built_in(id), String::as_str);
        // Of several sections the first is for positive numbers.
        let code = bare(code.split(';').next().unwrap_or_default());
        if code.contains(['y', 'd', 'h', 'j', 'u']) || code.contains("m:s") || code.contains("mm") {
            if let Some(moment) = self.moment(number, &code) {
                return moment;
            }
        } else if code.contains('%') {
            return format!("{}%", figures(number * 100.0, &code));
        } else if code.contains('0') && !code.contains('e') && !code.contains('/') {
            return figures(number, &code);
        }
        general(number)
    }

    fn moment(&self, number: f64, code: &str) -> Option<String> {
        let has_day = code.contains(['y', 'd', 'j']);
        let has_time = code.contains(['h', 's', 'u']);
        // Until the year 10,000.
        if !(0.0..2_958_466.0).contains(&number) {
            return None;
        }
        let minutes = (number.fract() * 1440.0).round();
        let day = number.trunc() + if self.since_1904 { 1462.0 } else { 0.0 };
        let time = format!("{:02}:{:02}", (minutes / 60.0).trunc() % 24.0, minutes % 60.0);
        if !has_day {
            return has_time.then_some(time);
        }
        #[allow(clippy::cast_possible_truncation, reason = "checked above")]
        let (year, month, day) = civil(day as i64)?;
        let date = format!("{day:02}-{month:02}-{year}");
        Some(if has_time { format!("{date} {time}") } else { date })
    }
}

/// The code of a format that needs no definition.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 => "dd-mm-yyyy",
        18..=21 | 45..=47 => "hh:mm",
        22 => "dd-mm-yyyy hh:mm",
        _ => "",
    }
}

/// The code in lower case without what it quotes, escapes or puts in brackets.
fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The number with as many decimals as the code asks for, and dots between thousands where it does.
fn figures(number: f64, code: &str) -> String {
    let decimals = code
        .split_once('.')
        .map_or(0, |(_, after)| after.chars().take_while(|c| matches!(c, '0' | '#')).count());
    let plain = format!("{:.*}", decimals.min(15), number.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if number < 0.0 && plain.contains(|c: char| matches!(c, '1'..='9')) {
        out.push('-');
    }
    let grouped = code.contains("#,#") || code.contains("0,0");
    for (place, digit) in whole.chars().enumerate() {
        if grouped && place > 0 && (whole.len() - place) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push(',');
        out.push_str(rest);
    }
    out
}

/// The number as it looks without a format. Programs keep 17 figures of which 15 are meant.
fn general(number: f64) -> String {
    if number.abs() >= 1e21 {
        return number.to_string();
    }
    let meant: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    meant.to_string().replace('.', ",")
}

/// The day with this number, counted so that 61 is 1 March 1900; year, month and day.
fn civil(number: i64) -> Option<(i64, i64, i64)> {
    // Excel believes in 29 February 1900; 25,569 is 1 January 1970.
    let number = if number < 60 { number + 1 } else { number };
    let (year, month, day) = calendar::civil(number - 25_569);
    (1899..10_000).contains(&year).then_some((year, month, day))
}

impl Visitor for Formats {
    fn start(&mut self, tag: &Tag<'_>) -> Result<Step, Reason> {
        let id = || tag.attribute("numFmtId").and_then(|id| id.parse().ok());
        match tag.name() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (id(), tag.attribute("formatCode")) {
                    self.codes.insert(id, code);
                }
            }
            "cellXfs" => self.in_styles = true,
            "xf" if self.in_styles => self.styles.push(id().unwrap_or(0)),
            _ => {}
        }
        Ok(Step::Into)
    }

    fn end(&mut self, name: &str) {
        if name == "cellXfs" {
            self.in_styles = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, value: &str, expected: &str) {
        let formats = Formats {
            codes: HashMap::from([(164, code.to_owned())]),
            styles: vec![164],
            ..Formats::default()
        };
        assert_eq!(formats.shown(0, value), expected, "{code} {value}");
    }

    #[test]
    fn numbers_look_as_a_dutch_reader_sees_them() {
        check("", "5", "5");
        check("General", "0.30000000000000004", "0,3");
        check("General", "1e300", &format!("1{}", "0".repeat(300)));
        check("0.00", "2.5", "2,50");
        check("#,##0.00", "-1234567.891", "-1.234.567,89");
        check("#,##0", "-0.2", "0");
        check("\"€\" #,##0.00;[Red]-0", "1000", "1.000,00");
        check("0.0%", "0.256", "25,6%");
        check("0%", "1", "100%");
        check("0", "niet", "niet");
    }

    #[test]
    fn days_count_from_1900() {
        check("dd-mm-yyyy", "40953", "14-02-2012");
        check("d mmmm yyyy", "61", "01-03-1900");
        check("dd/mm/yy", "1", "01-01-1900");
        check("dd-mm-yyyy hh:mm", "40953.3958333333", "14-02-2012 09:30");
        check("hh:mm", "0.5", "12:00");
        check("[$-413]d/mmm/yy;@", "40953", "14-02-2012");
        check("dd-mm-yyyy", "-1", "-1");
        check("dd-mm-yyyy", "99999999", "99999999");
        let formats = Formats { since_1904: true, codes: HashMap::new(), styles: vec![14], in_styles: false };
        assert_eq!(formats.shown(0, "39491"), "14-02-2012");
    }
}
