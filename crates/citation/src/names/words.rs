//! Words that stand where a name could and are none.
//!
//! Answerable for the lists: words that begin sentences, months and days, bodies and places, what a motion can
//! be of, and the fields ministers have. A list is never complete; it holds what is seen beside `motie`, `lid`
//! and `minister` with a capital, or in a search box without one. Knows no grammar.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::slug::slug;

/// All words, and whether a minister can be of them.
static KNOWN: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let no_names = NO_NAMES.split_ascii_whitespace().map(|word| (word, false));
    no_names.chain(PORTFOLIOS.split_ascii_whitespace().map(|word| (word, true))).collect()
});

/// Whether a word is known to be no surname.
pub(crate) fn is_no_name(word: &str) -> bool {
    let word = slug(word);
    KNOWN.contains_key(word.as_str())
}

/// Whether a word begins the name of what a minister answers for, or is the short name of a ministry.
pub(crate) fn is_portfolio(word: &str) -> bool {
    KNOWN.get(slug(word).as_str()) == Some(&true)
}

/// In the form of keys.
const NO_NAMES: &str = "\
    aan aanbieding aanbod aangehouden aangenomen aangezien aanhangsel aanhouden aanvulling achter advies \
    afdoening afgedaan afgelopen afkeuring agenda al alle alleen allen als alsmede alsof amendement \
    amendementen amsterdam andere antwoord antwoorden april artikel artikelen aruba augustus \
    beantwoording behandeling beide bent beraadslaging beslisnota besluit betreffende betreft bij \
    bijlage bijlagen binnen bladzijde bonaire bovenstaande brief brieven bron brussel burgemeester \
    christenunie coalitie collega college commissie constaterende curacao daar daarbij daarin daarmee \
    daarna daarnaast daarom daartoe dag dan dat datum debat december deel den-haag denk deze die dient \
    dinsdag directeur directie disclaimer dit doet donderdag door dossier dus echter een eens eerder \
    eerdere eerste eindhoven en er europa europees europese evenals februari fractie fracties ga gaat \
    geachte gedaan gedurende geen gehoord gelet gelezen gemeente gemeenten gemeenteraad genoemde \
    gewijzigd gewijzigde gezien gisteren griffier groenlinks groep groningen haag had handelingen heb \
    hebben heeft heer heren het hier hierbij hiermee hierna hierop hij hoe hoofdlijnen hoogachtend ik in \
    indien indienen indiener indieners ingediend ingediende ingekomen ingetrokken inleiding inzake is ja \
    januari juli juni kabinet kabinetsreactie kamer kamerbrede kamerbreed kamerbrief kamerleden kamerlid \
    kamerstuk kamerstukken kamervragen kan kenmerk koning koningin koninkrijk kst kunnen kunt league \
    leden ledenvergadering lid lijst lopende maandag maar maart mag maken mede meer mei men met mevrouw \
    middels mijn minister minister-president ministerie ministers moet moeten motie motiedebat moties na \
    naar naast nadat nader nadere namens nederland nederlandse nee niet niets nieuw nieuwe noch nog noot \
    nota noten november nr nrs nu of ofwel oktober om omdat omtrent onder onderhavige onderwerp ons \
    ontwerp ontwerpbesluit onze ook op openstaande oppositie orde over overeenkomstig overheid overige \
    overleg overwegende overwegingen overzicht pagina parlement parlementair parlementaire partij per \
    plenaire plenipotentiair plenipotentiaris politie premier president provinciale provincie provincies \
    raad rapport reactie rechtspraak regering relevante respectievelijk rijk rijksoverheid \
    rijkswaterstaat rotterdam senaat september sinds sint slot spoed staat staatsblad staatscourant \
    staatssecretaris staatssecretarissen stand staten staten-generaal stemmen stemming stemmingen \
    stenogram stichting stuk stukken subamendement tegen tekst ten tenzij ter terwijl tevens tijdens \
    toch toelichting toen toezegging toezeggingen tot treurnis tussen tweede u uit uitgevoerd uitstel \
    uitvoering unie universiteit utrecht uw vaak vanaf vandaag vandaar vanuit vanwege verder vereniging \
    vergadering vergaderjaar vergelijkbare verslag vertrouwen vervolgens verworpen verzoek verzoekende \
    verzoekt via vindt vlaamse volgens volt voor vooral voorbereiding voorgesteld voorstel voorts \
    voorzitter vorig vorige vraag vragen vrijdag waar waaraan waarbij waardoor waarin waarmee waarom \
    waarop waarover waarvan wanneer wantrouwen waren was wat waterschap we website weer wegens wel welke \
    werd werden wet wetsvoorstel wetsvoorstellen wie wij wijziging wil willen woensdag word worden wordt \
    zaak zal zaterdag ze zich zie zij zijn zijne zo zoals zodat zodra zomerreces zondag zonder zorg zou \
    zouden zowel";

/// In the form of keys.
const PORTFOLIOS: &str = "\
    aenm algemene armoedebeleid asiel az belastingdienst bho bhos binnenlandse buitenlandse buza bz bzk \
    cultuur def defensie digitale digitalisering economische eli emancipatie energie europese ez ezk fin \
    financien fiscaliteit gezondheid groene herstel ienm ienw immigratie infrastructuur innovatie \
    integratie jenv jeugd justitie kgg klimaat koninkrijksrelaties landbouw langdurige lnv lvvn marine \
    media medische migratie mijnbouw milieu minbzk natuur ocw onderwijs ontwikkelingshulp \
    ontwikkelingssamenwerking oorlog openbare participatie preventie primair rechtsbescherming \
    ruimtelijke sociale sport staat stikstof szw toeslagen toezicht veiligheid venj verkeer visserij \
    voedselzekerheid volkscultuur volksgezondheid volkshuisvesting vreemdelingenzaken vro vws water \
    waterstaat welzijn werk wetenschap wonen ";

#[cfg(test)]
mod tests {
    use super::{NO_NAMES, PORTFOLIOS, is_no_name, is_portfolio};
    use crate::slug::slug;

    #[test]
    fn lists_are_in_the_form_of_keys() {
        for word in [NO_NAMES, PORTFOLIOS].iter().flat_map(|list| list.split_ascii_whitespace()) {
            assert_eq!(slug(word), word);
        }
    }

    #[test]
    fn any_spelling_is_known() {
        assert!(is_no_name("Constaterende") && is_no_name("TWEEDE") && is_no_name("Curaçao"));
        assert!(is_no_name("Justitie") && is_portfolio("Financiën") && !is_portfolio("Kamer"));
        assert!(!is_no_name("Gesthuizen") && !is_no_name("Raak"));
    }
}
