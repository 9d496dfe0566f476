use super::*;

#[test]
fn ranges_stay_in_their_story() {
    let story = 10..20;
    for (range, expected) in [(0..5, 10..15), (5..50, 15..20), (50..60, 20..20)] {
        assert_eq!(within(&story, &range), expected, "{range:?}");
    }
}

#[test]
fn what_is_no_word_file_is_refused() {
    let code = |bytes: &[u8]| extract(bytes).map_err(|reason| reason.code()).err();
    assert_eq!(code(b"x"), Some("malformed"));
    assert_eq!(code(&crate::package::OLE), Some("malformed"));
}
