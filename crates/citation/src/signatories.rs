//! Whether two keys by names can mean the same thing.
//!
//! Answerable for the forms under which people know a name: without its tussenvoegsel, or by one half of a
//! double name. Keys hold names as one text wrote them; another text, or someone who asks, may write less of
//! them. Knows nothing of texts: keys go in.

use crate::names;

/// Returns for each signatory of a motion the forms of the name that reach it, the full one first:
/// `motie:hennis-plasschaert` → `[["hennis-plasschaert", "hennis", "plasschaert"]]`.
///
/// The key is that of a motion, of an amendment (`amendement:`) or of a person (`lid:`, `bewindspersoon:`,
/// one name); of any other key there are no names. The forms are slugs, without repeats. Two names joined by
/// a hyphen and one of two words are not told apart: both are reached by either word.
pub fn motion_names(key: &str) -> Vec<Vec<String>> {
    parts(key).map(|(_, names)| names.iter().map(|name| forms(name)).collect()).unwrap_or_default()
}

/// Whether a motion asked by the names in one key can be the motion of another key.
///
/// Both keys have to be of the same sort. Each name asked must be a form of the name of a different signatory,
/// or the other way round, as when a letter writes `motie Hennis` and one asks for `hennis-plasschaert`; there
/// may be more signatories than were asked. A double name that was asked may also be two signatories, since
/// `motie segers kuiken` does not say which it is.
///
/// What someone typed has its other readings in `also` (`motie hennis meldplicht` is `motie:hennis-meldplicht`,
/// but also `motie:hennis` and a further word): ask with each of them.
///
/// It says that they can be, not that they are: several motions have the same signatories, and several people
/// the same surname.
pub fn same_motion(asked_key: &str, key: &str) -> bool {
    let (Some((asked_sort, asked)), Some((sort, names))) = (parts(asked_key), parts(key)) else {
        return false;
    };
    if asked_sort != sort {
        return false;
    }
    let signed: Vec<Vec<String>> = names.iter().map(|name| forms(name)).collect();
    if each_has_its_own(&asked, &names, &signed) {
        return true;
    }
    let apart: Vec<&str> = asked.iter().flat_map(|name| words(name)).collect();
    apart.len() > asked.len() && each_has_its_own(&apart, &names, &signed)
}

/// Whether a motion asked by the names in one key is reached by them in another: each name asked, with or without
/// its tussenvoegsel, is the whole name of a different signatory, or half of it. `hennis` reaches
/// `hennis-plasschaert` and not the other way round.
pub fn reaches(asked_key: &str, key: &str) -> bool {
    let (Some((asked_sort, asked)), Some((sort, names))) = (parts(asked_key), parts(key)) else {
        return false;
    };
    let mut signed: Vec<Option<Vec<String>>> = names.iter().map(|name| Some(forms(name))).collect();
    let own = |name: &str, signed: &mut Vec<Option<Vec<String>>>| {
        let bare = name.get(names::leading_particles(name)..).unwrap_or_default();
        let of = |form: &String| form == name || form == bare;
        let at = signed.iter().position(|forms| forms.as_ref().is_some_and(|forms| forms.iter().any(of)));
        at.map(|at| signed[at] = None).is_some()
    };
    asked_sort == sort && asked.iter().all(|name| own(name, &mut signed))
}

/// The sort of a key and the names in it.
fn parts(key: &str) -> Option<(&str, Vec<&str>)> {
    let (sort, names) = key.split_once(':')?;
    let known = matches!(sort, "motie" | "amendement" | "lid" | "bewindspersoon");
    let names: Vec<&str> = names.split('+').filter(|name| !name.is_empty()).collect();
    (known && !names.is_empty()).then_some((sort, names))
}

/// The words of a name, each with the tussenvoegsels before it: `hagen-van-der-berg` → `hagen`,
/// `van-der-berg`.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let particles = names::leading_particles(rest);
        let end =
            rest.get(particles..).and_then(|word| word.find('-')).map_or(rest.len(), |end| particles + end);
        words.extend(rest.get(..end));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    words
}

fn forms(name: &str) -> Vec<String> {
    let bare = |name: &str| name.get(names::leading_particles(name)..).unwrap_or_default().to_owned();
    let mut forms: Vec<String> = Vec::new();
    let parts = words(name);
    let candidates = [name.to_owned(), bare(name)]
        .into_iter()
        .chain(parts.iter().flat_map(|part| [(*part).to_owned(), bare(part)]));
    for form in candidates {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Whether each asked name can be given a signatory of its own.
fn each_has_its_own(asked: &[&str], names: &[&str], signed: &[Vec<String>]) -> bool {
    if asked.len() > names.len() {
        return false;
    }
    let fits: Vec<Vec<usize>> = asked
        .iter()
        .map(|asked| {
            let asked_forms = forms(asked);
            (0..names.len())
                .filter(|index| {
                    let reached =
                        signed.get(*index).is_some_and(|forms| forms.iter().any(|form| form == asked));
                    let reaches =
                        names.get(*index).is_some_and(|name| asked_forms.iter().any(|form| form == name));
                    reached || reaches
                })
                .collect()
        })
        .collect();
    // A name may fit several signatories (`jansen` fits both of two Jansens): one that is taken is given to
    // another if its holder can do with another.
    let mut holder: Vec<Option<usize>> = vec![None; names.len()];
    (0..asked.len()).all(|asked| give(asked, &fits, &mut holder, &mut vec![false; names.len()]))
}

fn give(asked: usize, fits: &[Vec<usize>], holder: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    let Some(candidates) = fits.get(asked) else {
        return false;
    };
    for candidate in candidates {
        match tried.get_mut(*candidate) {
            Some(tried) if !*tried => *tried = true,
            _ => continue,
        }
        let free = match holder.get(*candidate).copied().flatten() {
            Some(other) => give(other, fits, holder, tried),
            None => true,
        };
        if free && let Some(place) = holder.get_mut(*candidate) {
            *place = Some(asked);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_reached_by_their_forms() {
        for (key, names) in [
            ("motie:gesthuizen", "gesthuizen"),
            ("motie:hennis-plasschaert", "hennis-plasschaert hennis plasschaert"),
            ("motie:van-der-staaij", "van-der-staaij staaij"),
            ("motie:heijnen+van-raak", "heijnen|van-raak raak"),
            ("motie:yesilgoz-zegerius", "yesilgoz-zegerius yesilgoz zegerius"),
            ("motie:hagen-van-der-berg", "hagen-van-der-berg hagen van-der-berg berg"),
            ("motie:van-t-zandhuis", "van-t-zandhuis zandhuis"),
            ("motie:van-haersma-buma", "van-haersma-buma haersma-buma van-haersma haersma buma"),
            ("motie:kees-van-der-staaij", "kees-van-der-staaij kees van-der-staaij staaij"),
            ("motie:op-de-beek", "op-de-beek beek"),
            ("amendement:ellian", "ellian"),
            ("lid:koser-kaya", "koser-kaya koser kaya"),
            ("bewindspersoon:de-jonge", "de-jonge jonge"),
            ("motie:van", "van"),
            ("kst:26643:202", ""),
            ("motie:", ""),
            ("motie", ""),
            ("", ""),
        ] {
            let found: Vec<String> = motion_names(key).iter().map(|forms| forms.join(" ")).collect();
            assert_eq!(found.join("|"), names, "{key}");
        }
    }

    #[test]
    fn a_motion_is_reached_by_some_of_its_names() {
        for (asked, key) in [
            ("motie:hennis", "motie:hennis-plasschaert"),
            ("motie:plasschaert", "motie:hennis-plasschaert"),
            ("motie:hennis-plasschaert", "motie:hennis-plasschaert"),
            ("motie:hennis-plasschaert", "motie:hennis"),
            ("motie:raak", "motie:heijnen+van-raak"),
            ("motie:heijnen+van-raak", "motie:heijnen+van-raak"),
            ("motie:heijnen+raak", "motie:heijnen+van-raak"),
            ("motie:segers-kuiken", "motie:kuiken+segers"),
            ("motie:segers-kuiken", "motie:segers-kuiken"),
            ("motie:segers-kuiken", "motie:segers"),
            ("motie:van-der-staaij", "motie:segers+van-der-staaij"),
            ("motie:hennis-plasschaert", "motie:hennis+jansen"),
            ("motie:jansen+piet", "motie:piet-jansen+jansen"),
            ("motie:jansen+piet-jansen", "motie:jansen+piet-jansen"),
            ("amendement:ellian", "amendement:ellian+mutluer"),
            ("lid:staaij", "lid:van-der-staaij"),
        ] {
            assert!(same_motion(asked, key), "{asked} {key}");
        }
        for (asked, key) in [
            ("motie:hennis", "motie:gesthuizen"),
            ("motie:heijnen+van-raak", "motie:van-raak"),
            ("motie:jansen+jansen", "motie:jansen"),
            ("motie:van", "motie:van-raak"),
            ("motie:henni", "motie:hennis-plasschaert"),
            ("motie:ellian", "amendement:ellian"),
            ("motie:segers-kuiken", "motie:segers-jansen"),
            ("motie:", "motie:"),
            ("", ""),
            ("kst:26643:202", "kst:26643:202"),
        ] {
            assert!(!same_motion(asked, key), "{asked} {key}");
        }
    }
}
