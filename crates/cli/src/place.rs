//! Which index is meant.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use naslag_index::{Error as IndexError, Header, Home, IndexDir, Listed};

use crate::args::IndexPlace;
use crate::failure::{self, Failure, Result};
use crate::output::Output;
use crate::remedy::{Remedy, quoted};

/// The index of a folder that was named.
pub(crate) struct Place {
    pub(crate) dir: IndexDir,
    pub(crate) root: PathBuf,
}

/// Returns the place where indexes are kept unless the user says otherwise.
pub(crate) fn home() -> Result<Home> {
    let base = etcetera::choose_base_strategy().map_err(|error| {
        Failure::new(
            format!("there is no home directory to keep an index in: {error}"),
            "say where to keep it with --index DIR",
        )
    })?;
    Ok(Home::at(base.data_dir().join("naslag")))
}

/// Returns the place of the index of `folder`. An index whose folder was moved there is taken along.
pub(crate) fn of_folder(folder: &Path, index: &IndexPlace, output: &mut Output) -> Result<Place> {
    let (mut place, moved_from) = find(folder, index)?;
    if let Some(before) = moved_from {
        output.note(&format!(
            "the letters were moved from {} to {}; their index is kept",
            before.display(),
            place.root.display()
        ));
        if index.dir().is_some() {
            naslag_indexer::set_root(&place.dir, &place.root)?;
        } else {
            place.dir = naslag_indexer::adopt(&home()?, &place.dir, &place.root)?;
        }
    }
    Ok(place)
}

/// Returns the place of the index of `folder` as it is now, for one who only looks.
pub(crate) fn look(folder: &Path, index: &IndexPlace, output: &mut Output) -> Result<Place> {
    let (place, moved_from) = find(folder, index)?;
    if let Some(before) = moved_from {
        output.note(&format!(
            "the letters were moved from {} to {}; the next search or `naslag index` takes their index along",
            before.display(),
            place.root.display()
        ));
    }
    Ok(place)
}

/// Returns the index to look into. None is made: who asks for a list has not asked to read a folder.
pub(crate) fn made(folder: Option<&Path>, index: &IndexPlace, output: &mut Output) -> Result<IndexDir> {
    let Some(folder) = folder else {
        return without_folder(index);
    };
    let place = look(folder, index, output)?;
    let header = place.dir.header()?;
    // A folder that was moved is still the one its index was made from.
    if header.root.exists() {
        place.dir.expect_root(&header.root, &place.root)?;
    }
    Ok(place.dir)
}

/// Returns the place of the index of `folder`, and where the folder was if it was moved since.
fn find(folder: &Path, index: &IndexPlace) -> Result<(Place, Option<PathBuf>)> {
    let root = naslag_indexer::root_of(folder)?;
    if let Some(dir) = index.dir() {
        let dir = IndexDir::at(dir);
        let before = if naslag_indexer::was_moved(&dir, &root)? { Some(dir.header()?.root) } else { None };
        return Ok((Place { dir, root }, before));
    }
    let home = home()?;
    let dir = home.index_of(&root);
    if matches!(dir.header(), Err(IndexError::Missing { .. }))
        && let Some((dir, before)) = naslag_indexer::moved_index(&home, &root)?
    {
        return Ok((Place { dir, root }, Some(before)));
    }
    Ok((Place { dir, root }, None))
}

/// Returns the index that `--index` names, for those who do not make one.
pub(crate) fn named(dir: PathBuf) -> Result<IndexDir> {
    let empty = fs::read_dir(&dir).is_ok_and(|mut entries| entries.next().is_none());
    if empty { Err(Failure::nothing_in(&dir)) } else { Ok(IndexDir::at(dir)) }
}

/// Returns the index to search when no folder is named: the one that `--index` names, else that of
/// the current folder or the nearest one around it, else the only one there is.
pub(crate) fn without_folder(index: &IndexPlace) -> Result<IndexDir> {
    if let Some(dir) = index.dir() {
        return named(dir);
    }
    let home = home()?;
    let here = env::current_dir().and_then(|here| here.canonicalize()).ok();
    for folder in here.iter().flat_map(|here| here.ancestors()) {
        let dir = home.index_of(folder);
        match dir.header() {
            Ok(_) => return Ok(dir),
            Err(IndexError::Missing { .. } | IndexError::NotAnIndex { .. }) => {}
            Err(error) => return Err(Failure::from(error).about(&failure::named(Some(folder), None))),
        }
    }
    let mut all = home.indexes()?;
    match all.len() {
        0 => Err(Failure::new(
            "there is no index yet",
            "make one with `naslag index FOLDER`, or search a folder at once with `--in FOLDER`",
        )),
        1 => Ok(all.remove(0).dir),
        _ => Err(Failure::new(
            format!("there are {} indexes, and none is of this folder", all.len()),
            format!("choose one: {}", all.iter().map(choice).collect::<Vec<_>>().join(", ")),
        )),
    }
}

/// Returns why the index in `dir` does not hold all of its folder, if its last run has not come to its
/// end.
pub(crate) fn unfinished(dir: &IndexDir, header: &Header, remedy: &Remedy) -> Option<String> {
    if header.complete {
        return None;
    }
    Some(match dir.lock() {
        Err(IndexError::Locked { holder, .. }) => format!("it is being read now by {holder}"),
        _ => format!("the last run was cut off; {} goes on", remedy.index()),
    })
}

fn choice(listed: &Listed) -> String {
    match &listed.header {
        Ok(header) => format!("--in {}", quoted(&header.root)),
        Err(_) => format!("--index {} (cannot be used as it is)", quoted(listed.dir.path())),
    }
}
