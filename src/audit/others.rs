//! Pages that reprint several originals: a credit to one of them is no faulty credit to another.

use std::ops::Range;

use crate::credit::{Credit, Target};

/// Where a credit stands: hidden or not, its block, its range in the block.
type Spot = (bool, Option<usize>, Range<usize>);

/// Takes from each original's credits those that are about another original of the same page and not about it.
pub(super) fn sorted_out(credits: &mut [&mut Vec<Credit>]) {
    if credits.len() < 2 {
        return;
    }
    let about: Vec<Vec<Spot>> = credits
        .iter()
        .map(|list| {
            list.iter()
                .filter(|credit| is_about(credit))
                .map(spot)
                .collect()
        })
        .collect();
    for (index, list) in credits.iter_mut().enumerate() {
        list.retain(|credit| {
            let spot = spot(credit);
            is_about(credit)
                || !about
                    .iter()
                    .enumerate()
                    .any(|(other, spots)| other != index && spots.contains(&spot))
        });
    }
}

/// Whether a credit names its original by link, author or title. The publisher alone is no proof: two originals may
/// share it.
fn is_about(credit: &Credit) -> bool {
    credit.title
        || !credit.authors.is_empty()
        || credit
            .links
            .iter()
            .any(|link| matches!(link.target, Target::Article | Target::Near))
}

fn spot(credit: &Credit) -> Spot {
    let hidden = matches!(credit.visibility, crate::page::Visibility::Hidden(_));
    (hidden, credit.block, credit.range.clone())
}
