use super::super::of_text;

/// Each exchange as `1-3 «question» «answer» [3, 4]`.
fn listed(text: &str) -> Vec<String> {
    of_text(text)
        .exchanges
        .iter()
        .map(|exchange| {
            let question = text[exchange.question.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let answer = text[exchange.answer.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}-{} «{question}» «{answer}» {:?}", exchange.number, exchange.to, exchange.see)
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(listed(text), expected, "{text:?}");
}

#[test]
fn headings_with_words() {
    check(
        "Vraag 1\n\nBent u bekend?\n\nAntwoord 1\n\nJa.\n\nVraag 2\n\nWaarom?\n\nAntwoord 2\n\nZie antwoord op vraag 1.\n\nDaarom.",
        &["1-1 «Bent u bekend?» «Ja.» []", "2-2 «Waarom?» «Zie antwoord op vraag 1. Daarom.» [1]"],
    );
    check(
        "Vraag 1\nBent u?\nVraag 2\nWaarom?\nAntwoord op vragen 1 en 2\nJa.\nVraag 3\nEn?\nAntwoord 3\nNee.",
        &["1-2 «Bent u? Vraag 2 Waarom?» «Ja.» []", "3-3 «En?» «Nee.» []"],
    );
    check(
        "Vraag 1: Bent u?\nVraag 2: Waarom?\n\nAntwoord 1: Ja.\nAntwoord 2: Nee.",
        &["1-1 «Bent u?» «Ja.» []", "2-2 «Waarom?» «Nee.» []"],
    );
    check(
        "Vraag 1 Bent u?\nAntwoord\nJa.\nVraag 2 En?\nAntwoord: Nee.",
        &["1-1 «Bent u?» «Ja.» []", "2-2 «En?» «Nee.» []"],
    );
    check("VRAAG 1\nBent u?\nANTWOORD 1\nJa.", &["1-1 «Bent u?» «Ja.» []"]);
    check("Antwoord 1\nJa.\nAntwoord 2\nNee.", &["1-1 «» «Ja.» []", "2-2 «» «Nee.» []"]);
    check("Vraag 1\nBent u?\nVraag 2\nEn?", &["1-1 «Bent u?» «» []", "2-2 «En?» «» []"]);
    check(
        "Vragen van het lid A\nVraag 1\nA?\nAntwoord 1\nJa.\nVragen van het lid B\nVraag 1\nB?\nAntwoord 1\nNee.",
        &["1-1 «A?» «Ja.» []", "1-1 «B?» «Nee.» []"],
    );
}

#[test]
fn the_last_answer_ends_before_the_signature_and_the_notes() {
    check(
        "Vraag 1\n\nBent u «bekend»?1\n\nAntwoord 1\n\nJa.\n\nDe Minister van Justitie,\n\nF. Teeven\n\nX Noot\n1\n\nBNR, 11 april 2024.\n\nNaar boven",
        &["1-1 «Bent u «bekend»?1» «Ja.» []"],
    );
    check(
        "Vraag 1\nBent u?\nAntwoord 1\nJa.\nDe Minister van Justitie heeft dit\nonderzocht en afgerond.",
        &["1-1 «Bent u?» «Ja. De Minister van Justitie heeft dit onderzocht en afgerond.» []"],
    );
}

#[test]
fn numbers_of_their_own() {
    check(
        "Lijst van vragen en antwoorden\n\n1\n\nBent u bekend?\n\nJa. Zeker.\n\n2\n\nWaarom? Zo ja, hoe?\n\nDaarom.\n\nEn nog wat.\n\n3\n\nEn dan?\n\nZie het antwoord op vraag 1.",
        &[
            "1-1 «Bent u bekend?» «Ja. Zeker.» []",
            "2-2 «Waarom? Zo ja, hoe?» «Daarom. En nog wat.» []",
            "3-3 «En dan?» «Zie het antwoord op vraag 1.» [1]",
        ],
    );
    check(
        "Hierbij de antwoorden op de vragen.\n1 Bent u\nbekend hiermee?\nJa.\n2 Waarom?\nDaarom.",
        &["1-1 «Bent u bekend hiermee?» «Ja.» []", "2-2 «Waarom?» «Daarom.» []"],
    );
    check(
        "Antwoorden op de vragen van het lid A\n\n1.\nBent u bekend?\n\nAntwoord:\nJa.\n\n2.\nEn?\n\nAntwoord:\nNee.",
        &["1-1 «Bent u bekend?» «Ja.» []", "2-2 «En?» «Nee.» []"],
    );
}

#[test]
fn other_texts_have_none() {
    check("De vragen zijn drie.\n\n1. Inleiding\n\nTekst.\n\n2. Slot\n\nTekst.", &[]);
    check("Er is een vraag.\n\n1 januari is laat.\n\n2 januari is later.", &[]);
    check("Zie het antwoord op\nvraag 3.", &[]);
    check("", &[]);
}
