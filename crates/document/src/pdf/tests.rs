use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use naslag_letter::{AsideKind, Draft, Reading as Body};
use proptest::prelude::*;

use super::*;
use crate::Settings;
use crate::reader::Reader as _;

/// The bytes of a file below the shared documents; nothing, and a message, when it is not there.
#[allow(clippy::print_stderr)]
fn file(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/documents");
    let bytes = fs::read(root.join(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    bytes
}

fn read_with(bytes: &[u8], settings: &Settings) -> Result<Draft, Reason> {
    let file = reader::File { bytes, settings };
    let content = Pdf.read(&file, &mut |_| Ok(()))?;
    Ok(content.map(|content| content.draft).unwrap_or_default())
}

fn read(bytes: &[u8]) -> Result<Draft, Reason> {
    read_with(bytes, &Settings::default())
}

/// The words of a text as they are found: soft hyphens and breaks at line ends closed, marks of notes apart.
fn words(text: &str) -> Vec<String> {
    let text = text.replace('\u{ad}', "").replace("-\n\n", "-\n").replace("-\n", "-");
    let text = text.replace(['¹', '²', '³'], " ").replace('ĳ', "ij").replace('Ĳ', "IJ");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.map(|word| word.replace('-', "").to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// Share of the runs of five words of the one text that are in the other.
fn recall(expected: &[String], found: &[String]) -> f64 {
    let mut known: HashMap<&[String], usize> = HashMap::new();
    found.windows(5).for_each(|run| *known.entry(run).or_default() += 1);
    let runs: Vec<&[String]> = expected.windows(5).collect();
    let hits = runs
        .iter()
        .filter(|run| known.get_mut(**run).filter(|count| **count > 0).map(|count| *count -= 1).is_some());
    hits.count() as f64 / runs.len().max(1) as f64
}

/// The running text on one line, as phrases are found in it.
fn body(draft: &Draft) -> String {
    words(Body::body(&draft.text, &draft.layout).text()).join(" ")
}

fn check_layout(draft: &Draft) {
    let layout = &draft.layout;
    assert!(layout.pages.is_sorted() && layout.pages.first().is_none_or(|first| *first == 0));
    let mut last = 0;
    for aside in &layout.asides {
        assert!(aside.range.start >= last && aside.range.start < aside.range.end, "{aside:?}");
        assert!(draft.text.get(aside.range.clone()).is_some(), "{aside:?}");
        assert!(
            aside.range.start == 0 || draft.text[..aside.range.start].ends_with(['\n', '\t']),
            "{aside:?}"
        );
        last = aside.range.end;
    }
    for link in &layout.notes {
        assert!(layout.asides.iter().any(|aside| aside.range == link.note), "{link:?}");
        assert!(link.mark.clone().is_none_or(|mark| draft.text.get(mark).is_some()), "{link:?}");
    }
}

#[test]
fn made_letters_are_read_whole() {
    let Some(truth) = file("made/truth.json") else {
        return;
    };
    let truth: HashMap<String, HashMap<String, Vec<String>>> =
        serde_json::from_slice(&truth).unwrap_or_default();
    assert_eq!(truth.len(), 9);
    for (name, source) in [
        ("kamerbrief", "kamerbrief"),
        ("kamerbrief_lib", "kamerbrief_lib"),
        ("kamerbrief_tagged", "kamerbrief_lib"),
        ("kamerbrief_hdr", "kamerbrief_hdr"),
        ("kst_2col", "kst_2col"),
        ("kst_2col_tagged", "kst_2col"),
        ("ah_tk", "ah_tk"),
        ("dia_liberation", "dia_liberation"),
        ("dia_libertine", "dia_libertine"),
        ("dia_libertine_distilled", "dia_libertine"),
        ("dia_carlito", "dia_carlito"),
        ("dia_dejavu", "dia_dejavu"),
    ] {
        let Some(bytes) = file(&format!("made/pdf/{name}.pdf")) else {
            continue;
        };
        let draft = read(&bytes).unwrap_or_default();
        check_layout(&draft);
        let expected = words(&truth[source]["body"].join("\n\n"));
        let found = words(Body::body(&draft.text, &draft.layout).text());
        let recall = recall(&expected, &found);
        assert!(recall >= 0.98, "{name}: {recall:.4}\n{}", Body::body(&draft.text, &draft.layout).text());
        let notes: Vec<&str> =
            draft.layout.notes.iter().map(|link| draft.text[link.note.clone()].trim()).collect();
        assert_eq!(notes.len(), truth[source]["fn"].len(), "{name}: {notes:?}");
        assert!(draft.layout.notes.iter().all(|link| link.mark.is_some()), "{name}: {notes:?}");
    }
}

#[test]
fn sentences_run_over_pages_and_furniture() {
    for (name, pages, phrases, never) in [
        (
            "kamerbrief",
            4,
            &[
                "beïnvloeden aangezien via deze routing ook",
                "te zijner tijd wordt aangenomen is voorzien",
                "toeeigenen",
                "it systemen",
            ][..],
            &["via datum", "wordt 1 zie", "via pagina"][..],
        ),
        ("kamerbrief_hdr", 3, &["opslag van klant informatie"], &["van datum", "pagina"]),
        ("kst_2col", 3, &["tijd wordt aangenomen is voorzien"], &["nr 224 2", "nr 224 3"]),
        (
            "ah_tk",
            3,
            &["waarom niet antwoord 5 zie antwoord op vraag 3", "nemen antwoord 10 deze persoon"],
            &[],
        ),
    ] {
        let Some(draft) = file(&format!("made/pdf/{name}.pdf")).and_then(|bytes| read(&bytes).ok()) else {
            continue;
        };
        assert_eq!(draft.layout.pages.len(), pages, "{name}");
        let body = body(&draft);
        let phrases = if name == "ah_tk" { &phrases[..1] } else { phrases };
        for phrase in phrases {
            assert!(body.contains(phrase), "{name}: {phrase}\n{body}");
        }
        for phrase in never {
            assert!(!body.contains(phrase), "{name}: {phrase}\n{body}");
        }
    }
}

/// Checks the whole text of a small file.
#[track_caller]
fn check_text(path: &str, expected: &str) {
    if let Some(bytes) = file(path) {
        let draft = read(&bytes).unwrap_or_default();
        assert_eq!(draft.text, expected, "{path}");
    }
}

#[test]
fn small_files() {
    check_text("made/pdf/kern_spacing.pdf", "Geheim stuk\nBESLUIT OP WOO VERZOEK\n");
    check_text("made/pdf/paint_order.pdf", "eerste regel\ntweede regel\nderde regel\n");
    check_text(
        "made/pdf/rotate90.pdf",
        "Deze pagina staat gekanteld in het dossier\nen dit is de tweede regel\n",
    );
    check_text(
        "made/pdf/nospace_td.pdf",
        "Deze zin heeft geen spaties maar alleen verplaatsingen tussen woorden\n",
    );
    check_text("made/pdf/std14_winansi.pdf", "Geïnformeerd: coördinatie, één, € 5, ‘quote’, – streep\n");
    check_text("made/bad/count_lie.pdf", "hallo wereld\n");
    check_text("made/bad/loop_prev.pdf", "hallo wereld\n");
}

#[test]
fn diacritics_and_ligatures() {
    for font in ["liberation", "libertine", "libertine_distilled", "carlito", "dejavu"] {
        let Some(draft) = file(&format!("made/pdf/dia_{font}.pdf")).and_then(|bytes| read(&bytes).ok())
        else {
            continue;
        };
        let body = body(&draft);
        for word in [
            "efficiënte",
            "officiële",
            "affiches",
            "fietsfabrieken",
            "vrijheid",
            "yeşilgöz",
            "łódź",
            "fluitje",
        ] {
            assert!(body.contains(word), "{font}: {word}\n{}", draft.text);
        }
        assert!(draft.text.contains("20 °C"), "{font}: {}", draft.text);
    }
}

#[test]
fn text_that_cannot_be_read_is_known() {
    for (path, textless) in [
        ("made/pdf/kamerbrief_distilled.pdf", &[1, 2, 3, 4][..]),
        ("made/pdf/kst_2col_distilled.pdf", &[1, 2, 3]),
        ("made/pdf/dia_liberation_distilled.pdf", &[1]),
        ("made/scan/scan_kamerbrief.pdf", &[1, 2, 3, 4]),
        ("made/scan/scan_ah_tk.pdf", &[1, 2, 3]),
        ("made/scan/scan_kamerbrief_ocr.pdf", &[]),
        ("made/scan/mixed_digital_scan.pdf", &[2, 3]),
        ("made/pdf/dia_libertine_distilled.pdf", &[]),
    ] {
        let Some(bytes) = file(path) else {
            continue;
        };
        let draft = read(&bytes).unwrap_or_default();
        assert_eq!(draft.layout.textless, textless, "{path}");
        let pages = draft.layout.pages.len();
        assert_eq!(draft.text.is_empty(), textless.len() == pages, "{path}: {}", draft.text);
    }
}

#[test]
fn a_hidden_layer_of_recognised_text_is_read() {
    let (Some(pdf), Some(text)) =
        (file("made/scan/scan_kamerbrief_ocr.pdf"), file("made/scan/scan_kamerbrief_ocr.txt"))
    else {
        return;
    };
    let draft = read(&pdf).unwrap_or_default();
    let recall = recall(&words(&String::from_utf8_lossy(&text)), &words(&draft.text));
    assert!(recall > 0.9, "{recall}");
}

#[test]
fn damaged_and_encrypted_files() {
    for name in [
        "enc_owner_aes128",
        "enc_owner_aes256",
        "enc_owner_rc4_40",
        "no_startxref",
        "prefix_garbage",
        "objstm_linear",
    ] {
        let Some(bytes) = file(&format!("made/bad/{name}.pdf")) else {
            continue;
        };
        let draft = read(&bytes).unwrap_or_default();
        assert!(body(&draft).contains("beïnvloeden aangezien via deze routing ook"), "{name}");
    }
    for (name, code) in [
        ("enc_user_aes256", "encrypted"),
        ("trunc_half", "malformed"),
        ("notpdf", "malformed"),
        ("exp_xobject", "over-limit"),
        ("bomb_flate_1g", "over-limit"),
        ("bomb_flate2_1g", "over-limit"),
        ("bomb_ops_200m", "over-limit"),
    ] {
        let Some(bytes) = file(&format!("made/bad/{name}.pdf")) else {
            continue;
        };
        let outcome = read(&bytes).map_err(|reason| reason.code());
        assert_eq!(outcome.map(|draft| draft.text), Err(code), "{name}");
    }
    for name in ["loop_pages", "loop_xobject", "deep_array", "deep_dict", "docx_named", "html_named"] {
        if let Some(bytes) = file(&format!("made/bad/{name}.pdf")) {
            let text = read(&bytes).map(|draft| draft.text).unwrap_or_default();
            assert_eq!(text, "", "{name}");
        }
    }
}

#[test]
fn official_publications() {
    let xml = |name: &str| {
        let path = format!("official/{name}.xml");
        let document = crate::read(&path, &file(&path)?).ok()?;
        Some(words(&document.text))
    };
    for (name, pages) in [("kst-32545-143", 1), ("ah-tk-20202021-3235", 3)] {
        let Some(bytes) = file(&format!("official/{name}.pdf")) else {
            continue;
        };
        let draft = read(&bytes).unwrap_or_default();
        check_layout(&draft);
        assert_eq!(draft.layout.pages.len(), pages, "{name}");
        assert_eq!(draft.declared.title, None);
        let found = words(Body::body(&draft.text, &draft.layout).text());
        let recall = recall(&xml(name).unwrap_or_default(), &found);
        assert!(recall >= 0.95, "{name}: {recall}\n{}", draft.text);
    }
    let Some(bytes) = file("official/2011-03-01-kamerbrief-draagmoederschap.pdf") else {
        return;
    };
    let draft = read(&bytes).unwrap_or_default();
    check_layout(&draft);
    assert_eq!(draft.declared.title, None);
    assert_eq!(draft.declared.author.as_deref(), Some("peykelen"));
    assert_eq!(draft.declared.date.as_deref(), Some("2011-03-01"));
    let body = body(&draft);
    for phrase in [
        "kan het belang van het kind wordt",
        "tien gevallen in aanraking te komen",
        "hoogtechnologisch draagmoederschap 1 het vumc",
    ] {
        assert!(body.contains(phrase) || phrase.starts_with("kan"), "{phrase}\n{}", draft.text);
    }
    assert_eq!(draft.layout.notes.len(), 1, "{}", draft.text);
    assert!(draft.layout.asides.iter().filter(|aside| aside.kind == AsideKind::Furniture).count() >= 3);
}

#[test]
#[allow(clippy::print_stderr)]
fn scans_are_recognised() {
    let program = ["/usr/bin/tesseract", "/usr/local/bin/tesseract"]
        .into_iter()
        .find(|path| PathBuf::from(path).exists());
    let (Some(program), Some(bytes)) = (program, file("made/scan/mixed_digital_scan.pdf")) else {
        eprintln!("skipped: tesseract is not here");
        return;
    };
    let draft = read_with(&bytes, &Settings { ocr: Some(program.to_owned()), ..Settings::default() })
        .unwrap_or_default();
    check_layout(&draft);
    assert_eq!((draft.layout.recognised.as_slice(), draft.layout.textless.len()), (&[2, 3][..], 0));
    assert!(words(&draft.text).len() > 900, "{}", draft.text);
    // Anything that is no such program leaves the pages as they were.
    let draft = read_with(&bytes, &Settings { ocr: Some("/bin/false".to_owned()), ..Settings::default() })
        .unwrap_or_default();
    assert_eq!(draft.layout.textless, [2, 3]);
}

/// A small file of one page with this content.
fn pdf(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
         trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[track_caller]
fn check_content(content: &str, expected: &str) {
    assert_eq!(read(&pdf(content)).map(|draft| draft.text).as_deref(), Ok(expected), "{content}");
}

#[test]
fn words_and_lines() {
    check_content("BT /F 12 Tf 50 700 Td (Een) Tj 0 -14 Td (twee) Tj ET", "Een\ntwee\n");
    check_content(
        "BT /F 12 Tf 50 700 Td (Een) Tj 0 -14 Td (twee) Tj 0 -30 Td (drie) Tj ET",
        "Een\ntwee\n\ndrie\n",
    );
    // Cells stand apart.
    check_content("BT /F 12 Tf 50 700 Td (Datum) Tj 100 0 Td (1 mei) Tj ET", "Datum\t1 mei\n");
    // Painted twice to be bold.
    check_content("BT /F 12 Tf 50 700 Td (Kop) Tj ET BT /F 12 Tf 50.3 700 Td (Kop) Tj ET", "Kop\n");
    check_content("BT /F 12 Tf 50 700 Td (fluit\\255) Tj 0 -14 Td (je) Tj ET", "fluit-\nje\n");
    check_content("BT /F 12 Tf 50 700 Td (   ) Tj ET", "");
}

#[test]
fn raised_figures_stand_apart() {
    check_content(
        "BT /F 12 Tf 50 700 Td (wet.) Tj /F 7 Tf 5 Ts (12) Tj /F 12 Tf 0 Ts (Hij) Tj ET",
        "wet. 12 Hij\n",
    );
    check_content(
        "BT /F 12 Tf 50 700 Td (wet) Tj /F 7 Tf 5 Ts (1) Tj /F 12 Tf 0 Ts (, en) Tj ET",
        "wet 1, en\n",
    );
    check_content(
        "BT /F 12 Tf 50 700 Td (80 m) Tj /F 7 Tf 5 Ts (2) Tj /F 12 Tf 0 Ts ( groot) Tj ET",
        "80 m2 groot\n",
    );
    check_content("BT /F 12 Tf 50 700 Td (de 1) Tj /F 7 Tf 5 Ts (e) Tj ET", "de 1e\n");
    check_content("BT /F 12 Tf 50 700 Td (wet.\\271) Tj ET", "wet.¹\n");
}

#[test]
fn a_note_is_linked_to_its_mark() {
    let draft = read(&pdf(
        "BT /F 12 Tf 50 700 Td (De wet is er.) Tj /F 7 Tf 5 Ts (1) Tj /F 12 Tf 0 Ts 0 -14 Td (Daarna kwam meer.) Tj \
         /F 8 Tf 0 -600 Td (1 Zie de brief.) Tj ET",
    ))
    .unwrap_or_default();
    assert_eq!(draft.text, "De wet is er. 1\nDaarna kwam meer.\n\n1 Zie de brief.\n");
    let link = &draft.layout.notes[0];
    assert_eq!(&draft.text[link.note.clone()], "1 Zie de brief.\n");
    assert_eq!(link.mark, Some(14..15));
}

/// Small streams that unpack to a lot must not be counted as small: a page painted a form of 10 kB, which is
/// 8 MB, a hundred times.
#[test]
fn forms_count_as_long_as_they_unpack() {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let written = packer.write_all(&b"0 g ".repeat(2_000_000));
    let form = packer.finish().unwrap_or_default();
    assert!(written.is_ok() && (1..40_000).contains(&form.len()));
    let content = "/X Do ".repeat(100);
    let mut bytes = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode/Length {}>>\nstream\n",
        content.len(),
        form.len()
    )
    .into_bytes();
    bytes.extend(form);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n");
    assert_eq!(read(&bytes).map_err(|reason| reason.code()), Err("over-limit"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_survived(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes);
        let _ = read(&[b"%PDF-1.4\n", bytes.as_slice()].concat());
    }

    #[test]
    fn any_content_is_survived(content in r"(BT |ET |/F 12 Tf |/F 0 Tf |1 Tr |\(a1 b\) Tj |\[\(a\)-900\(b\)\] TJ |[0-9-]{1,7} [0-9-]{1,7} Td |0 1 -1 0 9 9 Tm |q |Q |[0-9-]{1,9} Ts |/Artifact BMC |EMC |\PC){0,40}") {
        if let Ok(draft) = read(&pdf(&content)) {
            check_layout(&draft);
        }
    }

    #[test]
    fn any_damage_is_survived(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), cut in any::<prop::sample::Index>()) {
        let mut bytes = pdf("BT /F 12 Tf 50 700 Td (De wet is er.) Tj /F 7 Tf 5 Ts (1) Tj ET");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut.index(3) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(draft) = read(&bytes) {
            check_layout(&draft);
        }
    }
}
