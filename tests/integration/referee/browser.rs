//! What a reader sees, asked of a browser: every page is shown twice, once with other letters in its marked line.
//! Where the two pictures differ, the line can be seen.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::{Command, Stdio};

/// Pages are drawn at half their size, which changes nothing of their layout and saves three quarters of the work.
const SHRINK: usize = 2;
/// Chromium draws no picture higher than this, in CSS pixels.
const HIGHEST: usize = 16_384 * SHRINK;
/// How far a colour channel must differ to be seen. Text of 5 % opacity on white differs by 13.
const CONTRAST: u8 = 40;
/// Pixels that must differ: a letter of 16 px has about 15 at half its size.
const PIXELS: usize = 8;

/// For each pair of pages whether they look different in a window of `width` by `height` CSS pixels.
pub(crate) fn differences(
    program: &str,
    (width, height): (usize, usize),
    pairs: &[(String, String)],
) -> Vec<bool> {
    pairs
        .chunks(HIGHEST / height)
        .flat_map(|rows| picture(program, (width, height), rows))
        .collect()
}

fn picture(program: &str, (width, height): (usize, usize), rows: &[(String, String)]) -> Vec<bool> {
    let folder = tempfile::tempdir().unwrap();
    let mut sheet = String::from(
        "<!doctype html><style>body{margin:0}iframe{border:0;display:block;float:left;background:white}</style>",
    );
    for (one, other) in rows {
        for page in [one, other] {
            let page = page.replace('&', "&amp;").replace('"', "&quot;");
            sheet.push_str(&format!(
                "<iframe width={width} height={height} srcdoc=\"{page}\"></iframe>"
            ));
        }
    }
    let (page, shot) = (
        folder.path().join("page.html"),
        folder.path().join("shot.png"),
    );
    std::fs::write(&page, sheet).unwrap();
    let status = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            // Animations have run to their end.
            "--virtual-time-budget=5000",
        ])
        .arg(format!(
            "--force-device-scale-factor={}",
            1.0 / SHRINK as f64
        ))
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!(
            "--window-size={},{}",
            2 * width,
            height * rows.len()
        ))
        .arg(format!("--screenshot={}", shot.display()))
        .arg(&page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "the browser ended with {status}");
    compare(&shot, (width / SHRINK, height / SHRINK), rows.len())
}

fn compare(shot: &Path, (width, height): (usize, usize), rows: usize) -> Vec<bool> {
    let decoder = png::Decoder::new(BufReader::new(File::open(shot).unwrap()));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(
        (info.width as usize, info.height as usize),
        (2 * width, height * rows)
    );
    let bytes = info.color_type.samples();
    let line = info.line_size;
    (0..rows)
        .map(|row| {
            let mut different = 0;
            for y in row * height..(row + 1) * height {
                let (left, right) = pixels[y * line..(y + 1) * line].split_at(width * bytes);
                if left == right {
                    continue;
                }
                different += left
                    .chunks(bytes)
                    .zip(right.chunks(bytes))
                    .filter(|(one, other)| {
                        one.iter()
                            .zip(*other)
                            .take(3)
                            .any(|(a, b)| a.abs_diff(*b) > CONTRAST)
                    })
                    .count();
            }
            different >= PIXELS
        })
        .collect()
}
