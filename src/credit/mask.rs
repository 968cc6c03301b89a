//! Lines of a page that are credits or notices whatever the original: what matching must not take for reuse.

use std::ops::Range;

use super::byline::name_after;
use super::find::LINE_TOKENS;
use super::line::{Line, links_in};
use super::phrases::Role;
use super::scan::Scan;
use crate::page::Page;

/// Byte ranges in [`Page::text`] of the lines that are credits or notices, whatever the original: what matching must
/// not take for reuse. Only the line, never the paragraph around it.
pub fn lines(page: &Page) -> Vec<Range<usize>> {
    lines_in(&Scan::of(page), page)
}

/// As [`lines`], for a page that was scanned before.
pub fn lines_in(scan: &Scan, page: &Page) -> Vec<Range<usize>> {
    scan.visible
        .iter()
        .filter(|line| is_credit_line(scan, page, line))
        .map(|line| {
            let start = page.blocks[line.block].start;
            start + line.range.start..start + line.range.end
        })
        .collect()
}

fn is_credit_line(scan: &Scan, page: &Page, line: &Line) -> bool {
    if line.tokens > LINE_TOKENS {
        return false;
    }
    let block = &page.blocks[line.block];
    let linked = || {
        !links_in(block, &line.range).is_empty()
            || scan.urls[scan.urls.partition_point(|url| url.block < line.block)..]
                .iter()
                .take_while(|url| url.block == line.block)
                .any(|url| line.range.contains(&url.range.start))
    };
    line.marks.iter().any(|mark| match mark.role {
        Role::Credit => {
            !mark.original
                && !mark.negated
                && !mark.dated
                && mark.about_text
                && (mark.label || line.tokens <= LINE_TOKENS / 2 || linked())
        }
        Role::Demand => true,
        Role::Permalink => linked(),
        Role::Byline => {
            mark.label
                && line.tokens <= 20
                && line.tokens * 2 >= scan.tokens[line.block]
                && names_somebody(&block.text[mark.range.end..line.range.end])
        }
        Role::Negative => false,
    })
}

/// Whether what stands behind a byline phrase reads like a name.
fn names_somebody(behind: &str) -> bool {
    let colon = behind.trim_start().starts_with([':', '：', '|', '丨']);
    name_after(behind, !colon).is_some()
}
