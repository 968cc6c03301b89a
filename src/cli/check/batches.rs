//! The pages of a run in batches, in its order: sources as they were named, archives as they are read.

use std::borrow::Cow;

use crate::input::{InputProblem, Loaded, Loader, Pages, Source};

use super::suspects::Excludes;
use crate::cli::inputs::{BATCH, Job, jobs};

/// Pages of archives that are always read. By hand: a second of work.
const MANY: usize = 1_000;

/// Pages that are worked on together. A page of an archive comes with what was read.
pub(super) struct Batch<'a> {
    pub(super) sources: Vec<Cow<'a, Source>>,
    loaded: Option<Vec<Result<Loaded, InputProblem>>>,
    /// Whether so many pages of archives stand before it that its own may be left unread.
    pub(super) is_among_many: bool,
}

impl<'a> Batch<'a> {
    /// What there is to do. Web addresses are fetched here.
    pub(super) fn jobs<'b>(&'b mut self, loader: &Loader) -> Vec<Job<'b>> {
        let sources = self.sources.iter().map(Cow::as_ref);
        match self.loaded.take() {
            Some(loaded) => sources.zip(loaded.into_iter().map(Some)).collect(),
            None => jobs(sources.collect(), loader),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether its pages are those of an archive.
    pub(super) fn is_archived(&self) -> bool {
        matches!(
            self.sources.first().map(Cow::as_ref),
            Some(Source::Archived { .. })
        )
    }
}

/// Goes through the sources of a run.
pub(super) struct Batches<'a> {
    left: &'a [Source],
    excludes: &'a Excludes,
    loader: &'a Loader,
    pages: Option<Pages>,
    /// Pages of archives so far.
    archived: usize,
    /// What turned out to be wrong with archives.
    pub(super) problems: Vec<InputProblem>,
    /// Whether the run ended before the end of an archive.
    pub(super) is_cut: bool,
}

impl<'a> Batches<'a> {
    pub(super) fn new(sources: &'a [Source], excludes: &'a Excludes, loader: &'a Loader) -> Self {
        Self {
            left: sources,
            excludes,
            loader,
            pages: None,
            archived: 0,
            problems: Vec::new(),
            is_cut: false,
        }
    }
}

impl<'a> Iterator for Batches<'a> {
    type Item = Batch<'a>;

    fn next(&mut self) -> Option<Batch<'a>> {
        loop {
            if let Some(pages) = &mut self.pages {
                let Some(piece) = pages.next() else {
                    self.problems.extend(pages.problem());
                    self.is_cut |= !pages.are_whole();
                    self.pages = None;
                    continue;
                };
                let is_among_many = self.archived >= MANY;
                self.archived += piece.len();
                let wanted = { piece.into_iter() }
                    .filter(|(source, _)| self.excludes.want(&source.location()));
                let (sources, loaded) = { wanted }
                    .map(|(source, loaded)| (Cow::Owned(source), loaded))
                    .unzip();
                return Some(Batch {
                    sources,
                    loaded: Some(loaded),
                    is_among_many,
                });
            }
            if let Some((Source::Archive(archive), rest)) = self.left.split_first() {
                if self.loader.is_stopped() {
                    self.is_cut = true;
                    return None;
                }
                self.pages = Some(self.loader.pages(archive));
                self.left = rest;
                continue;
            }
            let is_archive = |source: &Source| matches!(source, Source::Archive(_));
            let next = self.left.iter().take(BATCH);
            let count = next.take_while(|source| !is_archive(source)).count();
            if count == 0 {
                return None;
            }
            let (batch, rest) = self.left.split_at(count);
            self.left = rest;
            return Some(Batch {
                sources: batch.iter().map(Cow::Borrowed).collect(),
                loaded: None,
                is_among_many: false,
            });
        }
    }
}
