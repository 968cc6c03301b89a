//! The plagdet score of the PAN shared tasks, macro-averaged: recall per case, precision per detection, granularity.

use std::ops::Range;

/// A stretch of the source and a stretch of the suspect, in characters.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) source: Range<usize>,
    pub(crate) suspect: Range<usize>,
}

impl Span {
    fn size(&self) -> usize {
        self.source.len() + self.suspect.len()
    }

    fn meets(&self, other: &Self) -> bool {
        overlap(&self.source, &other.source) > 0 && overlap(&self.suspect, &other.suspect) > 0
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Sums over pairs, from which the score follows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    recall: f64,
    cases: usize,
    precision: f64,
    detections: usize,
    detected: usize,
    hits: usize,
}

impl Score {
    pub(crate) fn add(&mut self, cases: &[Span], detections: &[Span]) {
        for case in cases {
            let meeting: Vec<&Span> = detections
                .iter()
                .filter(|found| found.meets(case))
                .collect();
            self.cases += 1;
            self.recall += share(case, &meeting);
            if !meeting.is_empty() {
                self.detected += 1;
                self.hits += meeting.len();
            }
        }
        for found in detections {
            let meeting: Vec<&Span> = cases.iter().filter(|case| case.meets(found)).collect();
            self.detections += 1;
            self.precision += share(found, &meeting);
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.recall += other.recall;
        self.cases += other.cases;
        self.precision += other.precision;
        self.detections += other.detections;
        self.detected += other.detected;
        self.hits += other.hits;
    }

    pub(crate) fn recall(&self) -> f64 {
        self.recall / self.cases.max(1) as f64
    }

    pub(crate) fn precision(&self) -> f64 {
        self.precision / self.detections.max(1) as f64
    }

    pub(crate) fn granularity(&self) -> f64 {
        if self.detected == 0 {
            1.0
        } else {
            self.hits as f64 / self.detected as f64
        }
    }

    pub(crate) fn plagdet(&self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        if recall + precision == 0.0 {
            return 0.0;
        }
        2.0 * recall * precision / (recall + precision) / (1.0 + self.granularity()).log2()
    }

    pub(crate) fn note(&self) -> String {
        format!(
            "rec {:.3} prec {:.3} gran {:.3}",
            self.recall(),
            self.precision(),
            self.granularity()
        )
    }
}

/// Share of a span's characters, in both texts, that others cover.
fn share(span: &Span, others: &[&Span]) -> f64 {
    let covered = cover(
        &span.source,
        others.iter().map(|other| other.source.clone()),
    ) + cover(
        &span.suspect,
        others.iter().map(|other| other.suspect.clone()),
    );
    covered as f64 / span.size().max(1) as f64
}

pub(crate) fn cover(range: &Range<usize>, others: impl Iterator<Item = Range<usize>>) -> usize {
    let mut parts: Vec<Range<usize>> = others
        .map(|other| other.start.max(range.start)..other.end.min(range.end))
        .filter(|part| !part.is_empty())
        .collect();
    parts.sort_by_key(|part| part.start);
    let mut covered = 0;
    let mut end = range.start;
    for part in parts {
        covered += part.end.saturating_sub(part.start.max(end));
        end = end.max(part.end);
    }
    covered
}
