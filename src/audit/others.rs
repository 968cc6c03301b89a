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
    let spots = |is: fn(&Credit) -> bool| -> Vec<Vec<Spot>> {
        let of =
            |list: &&mut Vec<Credit>| list.iter().filter(|credit| is(credit)).map(spot).collect();
        credits.iter().map(of).collect()
    };
    let about = spots(is_about);
    // An address that is nearly this article's and wholly another's is the other's.
    let linked = spots(|credit| links(credit, Target::Article));
    for (index, list) in credits.iter_mut().enumerate() {
        list.retain(|credit| {
            let spot = spot(credit);
            let of_another = |spots: &[Vec<Spot>]| {
                spots
                    .iter()
                    .enumerate()
                    .any(|(other, spots)| other != index && spots.contains(&spot))
            };
            let nearly = links(credit, Target::Near) && !links(credit, Target::Article);
            if nearly && of_another(&linked) {
                return false;
            }
            is_about(credit) || !of_another(&about)
        });
    }
}

/// Whether a credit names its original by link, author or title. The publisher alone is no proof: two originals may
/// share it.
fn is_about(credit: &Credit) -> bool {
    credit.title
        || !credit.authors.is_empty()
        || links(credit, Target::Article)
        || links(credit, Target::Near)
}

fn links(credit: &Credit, target: Target) -> bool {
    credit.links.iter().any(|link| link.target == target)
}

fn spot(credit: &Credit) -> Spot {
    let hidden = matches!(credit.visibility, crate::page::Visibility::Hidden(_));
    (hidden, credit.block, credit.range.clone())
}
