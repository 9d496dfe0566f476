//! How much work a page is, before it is done.
//!
//! The interpreter cannot be stopped once it has begun, and forms that paint forms make a page of five kilobytes
//! into one that takes years. Answerable for counting what would be interpreted: the content of a page, and each
//! form as often as it is painted. What fonts, pictures and the tables of the file unpack to is not counted.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro::hayro_interpret::hayro_syntax::Filter;
use hayro::hayro_interpret::hayro_syntax::content::UntypedIter;
use hayro::hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_interpret::hayro_syntax::page::{Page, Resources};

use crate::reason::Reason;

/// Bytes of content of one page, unpacked and with its forms. Text of a full page has 20 kB, a map a few MB.
const MOST_OF_PAGE: u64 = 48 * 1024 * 1024;

/// Bytes of content of all pages, so that even the slowest operators stay within the time a file has.
const MOST_OF_FILE: u64 = 256 * 1024 * 1024;

/// Forms of one page.
const MOST_FORMS: usize = 5_000;

/// Forms inside each other that the interpreter follows.
const DEEPEST: usize = 50;

/// How many times larger one byte can become by deflate.
const RATIO: u64 = 1032;

/// What is left for a file.
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: MOST_OF_FILE }
    }

    /// Takes the work of a page off what is left.
    pub(super) fn spend(&mut self, page: &Page<'_>) -> Result<(), Reason> {
        let work = work(page).filter(|work| *work <= MOST_OF_PAGE);
        let left = work.and_then(|work| self.left.checked_sub(work));
        self.left = left.ok_or_else(|| Reason::OverLimit {
            detail: "painting its pages takes more steps than any letter does".to_owned(),
        })?;
        Ok(())
    }
}

/// A piece of content: its length in bytes, and which others it paints how often.
#[derive(Default)]
struct Piece {
    length: u64,
    paints: Vec<(usize, u64)>,
}

/// Bytes of content that painting the page interprets; nothing when they cannot be counted within the limits.
fn work(page: &Page<'_>) -> Option<u64> {
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => {
            unpacked(&stream)?;
        }
        Some(Object::Array(array)) => {
            let mut length = 0_u64;
            for stream in array.iter::<Stream<'_>>() {
                length = length.saturating_add(unpacked(&stream)?);
                if length > MOST_OF_PAGE {
                    return None;
                }
            }
        }
        _ => {}
    }
    // Now that it cannot be too much, what it is exactly; the page keeps it for the interpreter.
    let content = page.page_stream().unwrap_or_default();
    let length = content.len() as u64;
    let mut graph =
        Graph { pieces: vec![Piece { length, paints: Vec::new() }], known: HashMap::new(), open: Vec::new() };
    if has_forms(page.resources()) {
        graph.scan(0, content, page.resources())?;
    }
    if let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") {
        for annotation in annotations.iter::<Dict<'_>>() {
            graph.annotation(&annotation, page.resources())?;
        }
    }
    graph.finish()
}

struct Graph<'a> {
    pieces: Vec<Piece>,
    /// A form, with the piece whose resources it uses when it has none.
    known: HashMap<(ObjectIdentifier, usize), usize>,
    open: Vec<(usize, Stream<'a>, Resources<'a>)>,
}

impl<'a> Graph<'a> {
    fn annotation(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>) -> Option<()> {
        let appearance =
            annotation.get::<Dict<'_>>(b"AP").and_then(|appearance| appearance.get::<Object<'_>>(b"N"));
        match appearance {
            Some(Object::Stream(stream)) => self.paint(0, stream, resources, 1),
            Some(Object::Dict(states)) => {
                let keys: Vec<Name<'_>> = states.keys().take(MOST_FORMS).collect();
                keys.iter()
                    .filter_map(|key| states.get::<Stream<'_>>(key))
                    .try_for_each(|stream| self.paint(0, stream, resources, 1))
            }
            _ => Some(()),
        }
    }

    /// Notes which forms a piece paints.
    fn scan(&mut self, piece: usize, content: &[u8], resources: &Resources<'a>) -> Option<()> {
        let mut painted: HashMap<Vec<u8>, u64> = HashMap::new();
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            if &**instruction.operator == b"Do"
                && let Some(Object::Name(name)) = instruction.operands().next()
            {
                *painted.entry(name.to_vec()).or_default() += 1;
            }
        }
        painted.into_iter().try_for_each(|(name, times)| match resources.x_objects.get::<Stream<'a>>(&name) {
            Some(form) if is_form(&form) => self.paint(piece, form, resources, times),
            _ => Some(()),
        })
    }

    fn paint(&mut self, piece: usize, form: Stream<'a>, resources: &Resources<'a>, times: u64) -> Option<()> {
        let own = form.dict().get::<Dict<'a>>(b"Resources").map(Resources::new);
        let lender = if own.is_some() { 0 } else { piece };
        let key = (form.obj_id(), lender);
        let number = match self.known.get(&key) {
            Some(number) => *number,
            None => {
                let number = self.pieces.len();
                if number > MOST_FORMS {
                    return None;
                }
                self.pieces.push(Piece { length: unpacked(&form)?.max(1), paints: Vec::new() });
                self.known.insert(key, number);
                self.open.push((number, form, own.unwrap_or_else(|| resources.clone())));
                number
            }
        };
        self.pieces.get_mut(piece)?.paints.push((number, times));
        Some(())
    }

    fn finish(mut self) -> Option<u64> {
        let mut scanned = 0_u64;
        while let Some((piece, form, resources)) = self.open.pop() {
            if let Ok(content) = form.decoded_data() {
                scanned = scanned.saturating_add(content.len() as u64);
                if scanned > MOST_OF_PAGE {
                    return None;
                }
                self.pieces.get_mut(piece)?.length = (content.len() as u64).max(1);
                self.scan(piece, &content, &resources)?;
            }
        }
        // What each piece comes to with what it paints, one level deeper at a time.
        let mut totals: Vec<u64> = self.pieces.iter().map(|piece| piece.length).collect();
        for _ in 0..DEEPEST {
            let deeper: Vec<u64> = self
                .pieces
                .iter()
                .map(|piece| {
                    let painted = piece.paints.iter().map(|(form, times)| {
                        totals.get(*form).copied().unwrap_or_default().saturating_mul(*times)
                    });
                    painted.fold(piece.length, u64::saturating_add)
                })
                .collect();
            if deeper == totals {
                break;
            }
            totals = deeper;
        }
        totals.first().copied()
    }
}

fn has_forms(resources: &Resources<'_>) -> bool {
    resources
        .x_objects
        .keys()
        .any(|name| resources.get_x_object(&name).is_some_and(|stream| is_form(&stream)))
}

fn is_form(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|subtype| &*subtype == b"Form")
}

/// Length of a stream when unpacked: exact only where it could be over the limit, so that nothing too large is ever
/// unpacked whole. Nothing when it is over.
fn unpacked(stream: &Stream<'_>) -> Option<u64> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let deflated = filters.iter().take_while(|filter| **filter == Filter::FlateDecode).count();
    let most = (0..deflated).fold(raw.len() as u64, |length, _| length.saturating_mul(RATIO));
    if deflated == 0 {
        return (most <= MOST_OF_PAGE).then_some(most);
    }
    let mut reader: Box<dyn Read + '_> = Box::new(&*raw);
    // Nobody packs anything more often.
    for _ in 0..deflated.min(4) {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    let limit = MOST_OF_PAGE + 1;
    if most > limit {
        // A broken stream counts as far as it can be read.
        let mut piece = [0; 16 * 1024];
        let mut length = 0;
        while let Ok(read) = reader.read(&mut piece) {
            length += read as u64;
            if read == 0 {
                break;
            }
            if length >= limit {
                return None;
            }
        }
        return Some(length);
    }
    Some(raw.len() as u64)
}
