//! Text recognised from the picture of a page, by tesseract in a process of its own.
//!
//! Answerable for drawing the page, for talking to the program and for ending it in time. Writes no files: the
//! picture goes in by standard input, the text comes out by standard output. Knows nothing of which pages need it.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Width of a picture in pixels: 300 to the inch for A4, which tesseract is trained on. Less loses letters, more
/// only takes time.
const NARROWEST: f32 = 1650.0;
const WIDEST: f32 = 2500.0;

/// Height of a picture in pixels at most.
const HIGHEST: f32 = 5000.0;

/// Time one page may take. Two seconds is usual.
const TIME: Duration = Duration::from_secs(60);

/// Bytes of text one page may have.
const MOST_TEXT: u64 = 1024 * 1024;

/// A program that recognises text.
pub(super) struct Ocr<'a> {
    program: &'a str,
    /// Languages it knows of those we want, as it takes them: `nld+eng`.
    languages: String,
}

impl<'a> Ocr<'a> {
    /// Asks the program at this path for its languages; nothing when it knows neither Dutch nor English or does not
    /// run.
    pub(super) fn new(program: &'a str) -> Option<Self> {
        let mut command = Command::new(program);
        command.arg("--list-langs");
        let output = run(command, &[])?;
        let known = |language: &&str| output.lines().any(|line| line.trim() == *language);
        let languages: Vec<&str> = ["nld", "eng"].into_iter().filter(known).collect();
        (!languages.is_empty()).then(|| Self { program, languages: languages.join("+") })
    }

    /// Returns the text of a page; nothing when it could not be recognised.
    pub(super) fn page<'p>(&self, page: &'p Page<'p>, cache: &RenderCache<'p>) -> Option<String> {
        let picture = picture(page, cache)?;
        let mut command = Command::new(self.program);
        command.args(["stdin", "stdout", "-l", &self.languages]);
        let text = run(command, &picture)?.replace('\u{c}', "");
        (!text.trim().is_empty()).then_some(text)
    }
}

/// Draws a page in grey, as a PGM file.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn picture<'p>(page: &'p Page<'p>, cache: &RenderCache<'p>) -> Option<Vec<u8>> {
    let (width, height) = page.render_dimensions();
    let scale = (width * 300.0 / 72.0).clamp(NARROWEST, WIDEST) / width;
    let scale = scale.min(HIGHEST / height);
    if !scale.is_finite() || width * scale < 1.0 || height * scale < 1.0 {
        return None;
    }
    let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let settings = InterpreterSettings::default();
    let drawn = render(page, cache, &settings, &RenderSettings::default(), &pixels);
    let mut picture = format!("P5\n{} {}\n255\n", drawn.width(), drawn.height()).into_bytes();
    // Luma of ITU-R BT.601, in thousandths.
    let grey = |red: u8, green: u8, blue: u8| {
        (u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000
    };
    picture.extend(drawn.data().iter().map(|pixel| grey(pixel.r, pixel.g, pixel.b) as u8));
    Some(picture)
}

/// Runs a program with this input and returns what it says; nothing when it fails or takes too long.
fn run(mut command: Command, input: &[u8]) -> Option<String> {
    command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let child = Arc::new(Mutex::new(child));
    let (done, ended) = mpsc::channel::<()>();
    let watched = Arc::clone(&child);
    let watch = thread::Builder::new().spawn(move || {
        if ended.recv_timeout(TIME).is_err() {
            end(&watched);
        }
    });
    // It reads everything before it writes anything, so one after the other cannot block for ever.
    let written = stdin.is_some_and(|mut stdin| stdin.write_all(input).is_ok());
    let mut bytes = Vec::new();
    let read =
        watch.is_ok() && stdout.is_some_and(|stdout| stdout.take(MOST_TEXT).read_to_end(&mut bytes).is_ok());
    if !written || !read {
        end(&child);
    }
    let finished = done.send(()).is_ok();
    if let Ok(watch) = watch
        && watch.join().is_err()
    {
        return None;
    }
    let status = child.lock().unwrap_or_else(PoisonError::into_inner).wait().ok()?;
    (finished && status.success() && written && read).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Ends a program. That it has ended by itself is no failure.
fn end(child: &Mutex<Child>) {
    let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
}
