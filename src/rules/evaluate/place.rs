//! Where a credit must stand.

use super::demands::{Demands, Unmet};
use super::evidence::Standing;
use crate::credit::{Credit, Region, Zone};
use crate::finding::Code;
use crate::page::Visibility;
use crate::rules::model::Placement;

/// Blocks of the text within which a credit is met before the text was read.
const PROMINENT: usize = 3;

impl<'a> Demands<'a, '_> {
    /// Whether a credit stands where the terms want it.
    pub(super) fn placement(&self, placement: Placement) -> Option<Unmet<'a>> {
        let mut credits = self
            .evidence
            .spoken()
            .filter(|(standing, credit)| self.evidence.counts(*standing, credit))
            .peekable();
        let first = credits.peek().map(|(_, credit)| *credit);
        if credits.any(|(standing, credit)| self.stands(placement, standing, credit)) {
            return None;
        }
        let wanted = match placement {
            Placement::Byline => "with the author's name, between headline and text".to_owned(),
            Placement::Top(0) => "above the text".to_owned(),
            Placement::Top(blocks) => format!("above the text or in its first {blocks} paragraphs"),
            Placement::End => "below the text".to_owned(),
            Placement::Near => "next to the text".to_owned(),
            Placement::Prominent => "where readers meet it first, unfolded".to_owned(),
            Placement::Article | Placement::Anywhere => "inside the article".to_owned(),
        };
        Some(
            Unmet::new(
                Code::MisplacedAttribution,
                format!("the terms ask for the credit {wanted}"),
            )
            .with_fix()
            .at(first),
        )
    }

    fn stands(&self, placement: Placement, standing: Standing, credit: &Credit) -> bool {
        let above = credit.region == Region::Before;
        match placement {
            Placement::Byline => above && standing == Standing::Near && !credit.authors.is_empty(),
            Placement::Top(blocks) => above || self.within(credit, blocks as usize),
            Placement::End => credit.region == Region::After,
            Placement::Near => matches!(credit.zone, Zone::In | Zone::Edge),
            Placement::Prominent => {
                credit.visibility == Visibility::Visible
                    && standing == Standing::Near
                    && (above || self.within(credit, PROMINENT))
            }
            Placement::Article => standing == Standing::Near,
            Placement::Anywhere => true,
        }
    }

    /// Whether a credit stands within so many blocks from the one where the text begins.
    fn within(&self, credit: &Credit, blocks: usize) -> bool {
        let starts = self
            .input
            .reuse
            .passages
            .iter()
            .map(|passage| passage.page.start);
        let (Some(start), Some(block)) = (starts.min(), credit.block) else {
            return false;
        };
        let all = &self.input.page.blocks;
        let first = all
            .partition_point(|known| known.start <= start)
            .saturating_sub(1);
        block < first + blocks
    }

    /// Whether a credit is open to the eye.
    pub(super) fn visibility(&self) -> Option<Unmet<'a>> {
        let mut credits = self
            .evidence
            .spoken()
            .filter(|(standing, credit)| self.evidence.counts(*standing, credit))
            .peekable();
        let first = credits.peek().map(|(_, credit)| *credit)?;
        credits.all(|(_, credit)| credit.visibility == Visibility::Folded).then(|| {
            Unmet::new(
                Code::HiddenAttribution,
                "the credit is folded away; the terms ask for one that readers see without opening anything",
            )
            .at(Some(first))
        })
    }
}
