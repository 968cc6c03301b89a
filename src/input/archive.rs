//! Whole archives: web archives, plain or packed, and JSON lines. Each is read, and unpacked, once and from end to end by
//! a thread of its own, which hands the pages on in pieces of bounded size and waits while nobody takes them.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use url::Url;

use super::json_lines::{self, FromStdin};
use super::load::Loader;
use super::loaded::{Content, Loaded, archived};
use super::problem::{InputProblem, missing};
use super::source::{Archive, Holds, Source};
use super::{wacz, warc};
use crate::finding::ReasonKind;
use crate::io::{Stop, plain};

/// Pages of a piece: enough to keep the cores busy. By hand.
const PAGES: usize = 64;
/// Bytes of a piece beyond which it has no more pages. By hand: with 64 KiB a page, pieces are full.
const BYTES: usize = 4 * 1024 * 1024;
/// Pieces that wait to be taken: one while another is worked on. By hand.
const WAITING: usize = 1;
/// Where the pages of an archive stand and were found, and what is wrong with it as a whole.
type Scanned = (Vec<(u64, Url)>, Option<InputProblem>);

impl Archive {
    /// Finds its pages, and what is wrong with it as a whole; `stdin` is what is to be read where it is no file yet.
    pub(super) fn scan(&self, stdin: Option<&FromStdin>) -> io::Result<Scanned> {
        let location = self.location();
        if let Holds::JsonLines | Holds::StdinLines = self.holds {
            let contents = json_lines::scan(self.lines(stdin)?)?;
            let problem = lines_problem(&location, &contents.bad, !contents.pages.is_empty());
            return Ok((contents.pages, problem));
        }
        let contents = match self.holds {
            Holds::Wacz => wacz::scan(&self.path)?,
            _ => warc::scan(&self.path)?,
        };
        let fault = contents.fault.as_ref();
        let problem = warc_problem(&location, fault, !contents.pages.is_empty());
        Ok((contents.pages, problem))
    }

    /// The lines to read.
    fn lines(&self, stdin: Option<&FromStdin>) -> io::Result<Box<dyn io::Read + Send>> {
        match stdin {
            Some(stdin) => stdin.open(),
            None => Ok(Box::new(File::open(&self.path)?)),
        }
    }
}

/// Pages of an archive, in its order, with what came of reading each.
pub type Piece = Vec<(Source, Result<Loaded, InputProblem>)>;

/// The pages of an archive, piece by piece. Dropping it ends the reading.
#[derive(Debug)]
pub struct Pages {
    pieces: Receiver<Read>,
    problem: Option<InputProblem>,
    is_whole: bool,
}

enum Read {
    Piece(Piece),
    /// The archive was read to its end, or to where it is damaged.
    End(Option<InputProblem>),
}

impl Loader {
    /// Reads the pages of an archive.
    pub fn pages(&self, archive: &Archive) -> Pages {
        let (sender, pieces) = sync_channel(WAITING);
        let stdin = match archive.holds {
            Holds::StdinLines => self.stdin_lines().ok().flatten(),
            _ => None,
        };
        let reader = Reader {
            archive: archive.clone(),
            stdin,
            most: self.options.max_bytes,
            stop: self.options.stop.clone(),
            sender,
            piece: Piece::new(),
            bytes: 0,
        };
        thread::spawn(|| reader.run());
        Pages {
            pieces,
            problem: None,
            is_whole: false,
        }
    }
}

impl Iterator for Pages {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        // Nothing more comes from a reader that was asked to stop.
        match self.pieces.recv().ok()? {
            Read::Piece(piece) => Some(piece),
            Read::End(problem) => {
                self.problem = problem;
                self.is_whole = true;
                None
            }
        }
    }
}

impl Pages {
    /// After the last piece: what is wrong with the archive as a whole.
    pub fn problem(&mut self) -> Option<InputProblem> {
        self.problem.take()
    }

    /// After the last piece: whether the archive was read as far as it can be, and not only until the run was to end.
    pub fn are_whole(&self) -> bool {
        self.is_whole
    }
}

/// Nobody takes what is read any more, or the run is to end.
struct Over;

/// What reads an archive.
struct Reader {
    archive: Archive,
    stdin: Option<Arc<FromStdin>>,
    most: u64,
    stop: Stop,
    sender: SyncSender<Read>,
    piece: Piece,
    bytes: usize,
}

impl Reader {
    fn run(mut self) {
        let read = match self.archive.holds {
            Holds::Warc => self.warc(),
            Holds::Wacz => self.wacz(),
            Holds::JsonLines | Holds::StdinLines => self.json_lines(),
        };
        let problem = match read {
            Ok(Ok(problem)) => problem,
            Ok(Err(error)) => Some(missing(&self.archive.path, &error)),
            Err(Over) => return,
        };
        if self.hand_on().is_ok() {
            // Whoever went away needs no end.
            let _ = self.sender.send(Read::End(problem));
        }
    }

    fn warc(&mut self) -> Result<io::Result<Option<InputProblem>>, Over> {
        self.parts(vec![Ok((0, u64::MAX))])
    }

    fn wacz(&mut self) -> Result<io::Result<Option<InputProblem>>, Over> {
        match wacz::parts(&self.archive.path) {
            Ok(parts) => self.parts(parts),
            Err(error) => Ok(Err(error)),
        }
    }

    /// Reads the WARC files that stand at these places.
    fn parts(&mut self, parts: Vec<wacz::Part>) -> Result<io::Result<Option<InputProblem>>, Over> {
        let mut has_pages = false;
        let mut fault = None;
        for part in parts {
            let (start, length) = match part {
                Ok(place) => place,
                Err(why) => {
                    fault = Some(why);
                    break;
                }
            };
            let records = match warc::Records::open(&self.archive.path, start, length, self.most) {
                Ok(records) => records,
                Err(error) => return Ok(Err(error)),
            };
            for record in records {
                match record {
                    Ok(record) => {
                        has_pages = true;
                        self.page(record.offset, record.url, record.stored)?;
                    }
                    Err(why) => fault = Some(why),
                }
            }
            if fault.is_some() {
                break;
            }
        }
        Ok(Ok(warc_problem(
            &self.archive.location(),
            fault.as_ref(),
            has_pages,
        )))
    }

    fn json_lines(&mut self) -> Result<io::Result<Option<InputProblem>>, Over> {
        let mut records = match self.archive.lines(self.stdin.as_deref()) {
            Ok(from) => json_lines::Records::whole(from),
            Err(error) => return Ok(Err(error)),
        };
        let mut has_pages = false;
        for record in &mut records {
            let record = match record {
                Ok(record) => record,
                Err(error) => return Ok(Err(error)),
            };
            has_pages = true;
            let stored = record.content.map_err(io::Error::from);
            let content = stored.map(|stored| stored.within(self.most));
            self.page(record.offset, record.url, content)?;
        }
        let location = self.archive.location();
        Ok(Ok(lines_problem(&location, &records.bad, has_pages)))
    }

    fn page(&mut self, offset: u64, url: Url, content: io::Result<Content>) -> Result<(), Over> {
        let archive = &self.archive.path;
        let loaded = archived(archive, offset, &url, content, self.most);
        self.bytes += loaded.as_ref().map_or(0, |loaded| loaded.bytes.len());
        let archive = Arc::clone(archive);
        let source = Source::Archived {
            archive,
            offset,
            url,
        };
        self.piece.push((source, loaded));
        if self.piece.len() >= PAGES || self.bytes >= BYTES {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), Over> {
        if self.stop.is_asked() {
            return Err(Over);
        }
        self.bytes = 0;
        let piece = std::mem::take(&mut self.piece);
        if piece.is_empty() {
            return Ok(());
        }
        self.sender.send(Read::Piece(piece)).map_err(|_| Over)
    }
}

/// What is wrong with a web archive as a whole.
fn warc_problem(
    location: &str,
    fault: Option<&(u64, io::Error)>,
    has_pages: bool,
) -> Option<InputProblem> {
    if let Some((at, error)) = fault {
        return Some(InputProblem::new(
            ReasonKind::Damaged,
            location,
            format_args!("cannot be read past byte {at}: {}", plain(error)),
            "the pages before are checked; get the archive again for the rest",
        ));
    }
    (!has_pages).then(|| {
        InputProblem::new(
            ReasonKind::NoPages,
            location,
            "holds no page",
            "pages are responses with status 200 that hold HTML or text",
        )
    })
}

/// What is wrong with JSON lines as a whole.
fn lines_problem(
    location: &str,
    bad: &json_lines::BadLines,
    has_pages: bool,
) -> Option<InputProblem> {
    if let Some((line, why)) = &bad.first {
        return Some(InputProblem::new(
            ReasonKind::Damaged,
            location,
            format_args!(
                "holds lines that are no pages ({} of them); the first is line {line}: {why}",
                bad.count
            ),
            "each line is an object with `url` and `html` or `text`; the other lines are checked",
        ));
    }
    (!has_pages).then(|| {
        InputProblem::new(
            ReasonKind::NoPages,
            location,
            "holds no page",
            "each line is an object with `url` and `html` or `text`",
        )
    })
}
