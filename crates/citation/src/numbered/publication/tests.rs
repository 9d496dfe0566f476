//! Tables of identifiers.

use crate::citation::{Detail, Mode};
use crate::numbered::tests::{check, keys};

#[test]
fn identifiers_become_their_things() {
    for (text, expected) in [
        ("kst-26643-202", "kst:26643:202+dossier:26643"),
        ("kst-34700-19", "kst:34700:19+dossier:34700"),
        ("kst-32123-XIV-A-b1", "kst:32123-XIV:A+dossier:32123+dossier:32123-XIV"),
        ("kst-32123-I-5", "kst:32123-I:5+dossier:32123+dossier:32123-I"),
        ("kst-21501-33-226", "kst:21501-33:226+dossier:21501+dossier:21501-33"),
        ("kst-32168-3-b2", "kst:32168:3+dossier:32168"),
        ("kst-26643-144-h1", "kst:26643:144+dossier:26643"),
        ("kst-26643-144-n1", "kst:26643:144+dossier:26643"),
        ("kst-26643-144-v1", "kst:26643:144+dossier:26643"),
        ("kst-20082009-31700-IV-D", "kst:31700-IV:D+dossier:31700+dossier:31700-IV"),
        ("kst-33400-A-5", "kst:33400-A:5+dossier:33400+dossier:33400-A"),
        ("kst-35570-C", "kst:35570:C+dossier:35570"),
        ("kst-15516-42e", "kst:15516:42e+dossier:15516"),
        ("kst-26643", "dossier:26643"),
        ("kst-21501-33", "dossier:21501-33+dossier:21501"),
        ("kst-36800-XVI", "dossier:36800-XVI+dossier:36800"),
        ("kst-1268678", "pub:kst-1268678"),
        ("kst-1158283", "pub:kst-1158283"),
        ("ah-tk-20152016-1580", "ah:tk:2015-2016:1580"),
        ("ah-tk-20082009-2945", "ah:tk:2008-2009:2945"),
        ("ah-tk-20072008-2031-h1", "ah:tk:2007-2008:2031"),
        ("ah-ek-20082009-14-n1", "ah:ek:2008-2009:14"),
        ("ah-144577", "pub:ah-144577"),
        ("h-tk-20212022-58-8", "h:ii:2021-2022:58:8"),
        ("h-ek-20212022-8-2", "h:i:2021-2022:8:2"),
        ("h-tk-20082009-7140-7144", "h:ii:2008-2009:p7140-7144"),
        ("h-tk-20102011-2140-2144", "h:ii:2010-2011:p2140-2144"),
        ("h-tk-20102011-58-8", "h:ii:2010-2011:58:8"),
        ("h-vv-19961997-2191-2192", "h:vv:1996-1997:p2191-2192"),
        ("kv-tk-2015Z01562", "pub:kv-tk-2015Z01562+zaak:2015Z01562"),
        ("kv-tk-20062007-KVR27039", "pub:kv-tk-20062007-KVR27039+zaak:KVR27039"),
        ("blg-929493", "pub:blg-929493"),
        ("blg-26241-10F", "pub:blg-26241-10F"),
        ("nds-tk-2014D45599", "pub:nds-tk-2014D45599+zaak:2014D45599"),
        ("gmb-2019-123456", "pub:gmb-2019-123456"),
        ("stb-2023-281", "stb:2023:281"),
        ("stb-1983-297-n1", "stb:1983:297"),
        ("stcrt-2009-9231", "stcrt:2009:9231"),
        ("Stcrt-2001-130-CAO1965", "stcrt:2001:130-CAO1965+stcrt:2001:130"),
        ("trb-2009-mei-v1", "trb:2009:mei"),
        ("ag-tk-20082009-12", "pub:ag-tk-20082009-12"),
        ("KST-26643-202", "kst:26643:202+dossier:26643"),
        ("kst-", ""),
        ("kst-26643a", ""),
        ("akst-26643-202a5", ""),
        ("h-tk-58-8", ""),
        ("blg-bijlage", ""),
        ("stb-2023", ""),
        ("ah-tk-20232025-1", ""),
        ("e-mail-ah-1242", ""),
    ] {
        assert_eq!(keys(Mode::Document, text), expected, "{text:?}");
    }
}

#[test]
fn they_are_found_where_they_stand() {
    for (text, expected) in [
        ("https://zoek.officielebekendmakingen.nl/kst-26643-202.html.", "kst:26643:202 «kst-26643-202»"),
        (
            "zie zoek.officielebekendmakingen.nl/stb-2018-387.pdf en blg-929493.",
            "stb:2018:387 «stb-2018-387» | pub:blg-929493 «blg-929493»",
        ),
        ("(kst-26643-202-h1)", "kst:26643:202 «kst-26643-202-h1»"),
        ("kst-26643-\n202", "kst:26643:202 «kst-26643-\n202»"),
        ("kst-26643-202-en-bijlage", "kst:26643:202 «kst-26643-202»"),
        ("¹kst-26643-202", "kst:26643:202 «kst-26643-202»"),
        (
            "https://www.tweedekamer.nl/kamerstukken/detail?id=2024Z07204&did=2024D17345",
            "zaak:2024Z07204 «2024Z07204» | zaak:2024D17345 «2024D17345»",
        ),
    ] {
        check(Mode::Document, text, expected);
    }
}

#[test]
fn annexes_are_a_detail() {
    let found = crate::citations("kst-32123-XIV-A-b1");
    assert_eq!(found[0].detail(Detail::Annex), Some("b1"));
    let found = crate::citations("kst-20082009-31700-IV-D");
    assert_eq!(found[0].detail(Detail::Session), Some("2008-2009"));
}
