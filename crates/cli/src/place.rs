//! Which index is meant.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use naslag_index::{Error as IndexError, Home, IndexDir, Listed};

use crate::args::IndexPlace;
use crate::failure::{Failure, Result, quoted};
use crate::output::Output;

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
    let root = naslag_indexer::root_of(folder)?;
    if let Some(dir) = &index.dir {
        let dir = IndexDir::at(dir);
        if naslag_indexer::was_moved(&dir, &root)? {
            output.note(&format!("the letters were moved to {}; their index is kept", root.display()));
            naslag_indexer::set_root(&dir, &root)?;
        }
        return Ok(Place { dir, root });
    }
    let home = home()?;
    let dir = home.index_of(&root);
    if !matches!(dir.header(), Err(IndexError::Missing { .. })) {
        return Ok(Place { dir, root });
    }
    let Some((moved, before)) = naslag_indexer::moved_index(&home, &root)? else {
        return Ok(Place { dir, root });
    };
    output.note(&format!(
        "the letters were moved from {} to {}; their index is kept",
        before.display(),
        root.display()
    ));
    let dir = naslag_indexer::adopt(&home, &moved, &root)?;
    Ok(Place { dir, root })
}

/// Returns the index to search when no folder is named: the one that `--index` names, else that of
/// the current folder or the nearest one around it, else the only one there is.
pub(crate) fn without_folder(index: &IndexPlace) -> Result<IndexDir> {
    if let Some(dir) = &index.dir {
        return Ok(IndexDir::at(dir));
    }
    let home = home()?;
    let here = env::current_dir().and_then(|here| here.canonicalize()).ok();
    for folder in here.iter().flat_map(|here| here.ancestors()) {
        let dir = home.index_of(folder);
        if !matches!(dir.header(), Err(IndexError::Missing { .. } | IndexError::NotAnIndex { .. })) {
            return Ok(dir);
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

fn choice(listed: &Listed) -> String {
    match &listed.header {
        Ok(header) => format!("--in {}", quoted(&header.root)),
        Err(_) => format!("--index {} (cannot be used as it is)", quoted(listed.dir.path())),
    }
}
