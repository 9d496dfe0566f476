//! The programs that reading takes: this one, run once more for what is not plain text, and the one that
//! recognises text in pictures.

use std::env;
use std::path::{Path, PathBuf};

use naslag_index::Header;

use crate::failure::{Failure, Result};

/// The program that recognises text.
const TESSERACT: &str = "tesseract";

/// Returns where this program is.
pub(crate) fn this_program() -> Option<PathBuf> {
    // What runs, also after an update has put another program in its place.
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        return Some(running.to_owned());
    }
    env::current_exe().ok()
}

/// Returns the program that recognises text, if that is `asked` for or an earlier run was asked for it, whose index
/// says `before` of itself.
pub(crate) fn recogniser(asked: bool, before: Option<&Header>) -> Result<Option<String>> {
    let sticky = before.is_some_and(|header| header.ocr);
    if !asked && !sticky {
        return Ok(None);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(TESSERACT)).find(|file| can_run(file));
    match found.as_deref().and_then(Path::to_str) {
        Some(program) => Ok(Some(program.to_owned())),
        None => Err(Failure::new(
            "there is no `tesseract` on the PATH, the program that recognises text in pictures",
            if asked {
                "install it; on Debian and Ubuntu it is in the packages `tesseract-ocr` and `tesseract-ocr-nld`"
            } else {
                "install it again (Debian and Ubuntu: `tesseract-ocr` and `tesseract-ocr-nld`), or go on without \
                 it by a --rebuild without --ocr"
            },
        )),
    }
}

/// Whether `file` can be run, from wherever.
fn can_run(file: &Path) -> bool {
    #[cfg(unix)]
    let allowed = |metadata: &std::fs::Metadata| {
        use std::os::unix::fs::PermissionsExt;
        metadata.permissions().mode() & 0o111 != 0
    };
    #[cfg(not(unix))]
    let allowed = |_: &std::fs::Metadata| true;
    file.is_absolute() && file.metadata().is_ok_and(|metadata| metadata.is_file() && allowed(&metadata))
}
