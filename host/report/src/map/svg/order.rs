//! Which department stands in which column, and in which order.
//!
//! Columns tell how many handoffs a department is away from the customer, so that every line joins neighbours, or two of
//! one column: none passes behind a third. The order in the columns is that of barycenters (Sugiyama, Tagawa and Toda
//! 1981).

use std::collections::VecDeque;

/// How often the columns are put in order; more changes little.
const SWEEPS: usize = 12;
/// With more lines than this, crossings are not counted: the last order is taken.
const MOST_COUNTED: usize = 600;

/// A graph of departments: nodes by number, edges from giver to receiver.
pub(super) struct DepartmentGraph {
    /// The edges; an edge may lead to where it comes from.
    pub(super) edges: Vec<(usize, usize)>,
    /// For each node whether it is the customer.
    pub(super) customers: Vec<bool>,
}

/// A part of the graph that hangs together.
pub(super) struct Block {
    /// The nodes by column, from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    /// The first column holds customers and nobody else.
    pub(super) has_customer: bool,
}

impl DepartmentGraph {
    /// Returns the parts that hang together, the largest first, and the nodes without any edge.
    pub(super) fn blocks(&self) -> (Vec<Block>, Vec<usize>) {
        let near = self.neighbours();
        let mut seen = vec![false; near.len()];
        let (mut blocks, mut idle) = (Vec::new(), Vec::new());
        for start in 0..near.len() {
            if near[start].is_empty() {
                idle.push(start);
            } else if !seen[start] {
                let part = reach(&near, &[start], &mut seen).concat();
                blocks.push(self.block(&near, &part));
            }
        }
        blocks.sort_by_key(|block: &Block| std::cmp::Reverse(block.columns.concat().len()));
        (blocks, idle)
    }

    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut near = vec![Vec::new(); self.customers.len()];
        for (giver, receiver) in &self.edges {
            near[*giver].push(*receiver);
            near[*receiver].push(*giver);
        }
        near
    }

    fn block(&self, near: &[Vec<usize>], part: &[usize]) -> Block {
        let mut roots: Vec<usize> = part.iter().copied().filter(|node| self.customers[*node]).collect();
        let has_customer = !roots.is_empty();
        if roots.is_empty() {
            roots.extend(part.iter().copied().max_by_key(|node| self.lead(*node)));
        }
        let mut columns = reach(near, &roots, &mut vec![false; near.len()]);
        let inside: Vec<(usize, usize)> =
            self.edges.iter().copied().filter(|(giver, _)| part.contains(giver)).collect();
        let (mut best, mut fewest) = (columns.clone(), usize::MAX);
        for sweep in 0..SWEEPS {
            sort(&mut columns, near, sweep % 2 == 0);
            let crossings = if inside.len() > MOST_COUNTED { 0 } else { crossings(&columns, &inside) };
            if crossings < fewest || inside.len() > MOST_COUNTED {
                (best, fewest) = (columns.clone(), crossings);
            }
        }
        Block { columns: best, has_customer }
    }

    /// Where no customer is known, who only gives comes first, then who gives more than he receives.
    fn lead(&self, node: usize) -> (bool, isize, std::cmp::Reverse<usize>) {
        let gives = self.edges.iter().filter(|(giver, receiver)| *giver == node && *receiver != node).count();
        let gets = self.edges.iter().filter(|(giver, receiver)| *receiver == node && *giver != node).count();
        (gets == 0, gives.cast_signed() - gets.cast_signed(), std::cmp::Reverse(node))
    }
}

/// Returns the nodes that can be reached, by distance.
fn reach(near: &[Vec<usize>], roots: &[usize], seen: &mut [bool]) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    let mut open: VecDeque<(usize, usize)> = roots.iter().map(|root| (*root, 0)).collect();
    for root in roots {
        seen[*root] = true;
    }
    while let Some((node, distance)) = open.pop_front() {
        if columns.len() <= distance {
            columns.push(Vec::new());
        }
        columns[distance].push(node);
        for next in &near[node] {
            if !std::mem::replace(&mut seen[*next], true) {
                open.push_back((*next, distance + 1));
            }
        }
    }
    columns
}

/// Moves every node to the middle of its neighbours in the column before, or after.
fn sort(columns: &mut [Vec<usize>], near: &[Vec<usize>], forward: bool) {
    let count = columns.len();
    for step in 0..count {
        let at = if forward { step } else { count - 1 - step };
        let beside = if forward { at.checked_sub(1) } else { Some(at + 1).filter(|beside| *beside < count) };
        let place = |column: usize| places(&columns[column], near.len());
        let (own, other) = (place(at), beside.map(place));
        let key = |node: usize| {
            let mean = |places: &[Option<usize>]| {
                let known: Vec<usize> = near[node].iter().filter_map(|next| places[*next]).collect();
                (!known.is_empty()).then(|| known.iter().sum::<usize>() as f64 / known.len() as f64)
            };
            // Those of the own column count where they are all there is: they would else drag each other about.
            let here = own[node].unwrap_or_default() as f64;
            other
                .as_deref()
                .and_then(mean)
                .or_else(|| mean(&own).map(|mean| f64::midpoint(mean, here)))
                .unwrap_or(here)
        };
        let mut keyed: Vec<(f64, usize)> = columns[at].iter().map(|node| (key(*node), *node)).collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        columns[at] = keyed.into_iter().map(|(_, node)| node).collect();
    }
}

fn places(column: &[usize], nodes: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; nodes];
    for (place, node) in column.iter().enumerate() {
        places[*node] = Some(place);
    }
    places
}

/// A line between two places, each a column and a row in it.
type Segment = ((usize, usize), (usize, usize));

/// Counts how often lines between two columns cross.
fn crossings(columns: &[Vec<usize>], edges: &[(usize, usize)]) -> usize {
    let at = |node: usize| {
        columns
            .iter()
            .enumerate()
            .find_map(|(column, nodes)| Some((column, nodes.iter().position(|one| *one == node)?)))
            .unwrap_or_default()
    };
    let mut lines: Vec<_> = edges.iter().map(|(a, b)| (at(*a).min(at(*b)), at(*a).max(at(*b)))).collect();
    lines.retain(|(left, right)| left.0 != right.0);
    let crosses = |a: &Segment, b: &Segment| {
        a.0.0 == b.0.0 && (a.0.1 < b.0.1 && a.1.1 > b.1.1 || a.0.1 > b.0.1 && a.1.1 < b.1.1)
    };
    lines.iter().enumerate().map(|(index, a)| lines[..index].iter().filter(|b| crosses(a, b)).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::DepartmentGraph;

    /// The first `customers` nodes are customers.
    fn check(
        nodes: usize,
        customers: usize,
        edges: &[(usize, usize)],
        expected: &[&[&[usize]]],
        idle: &[usize],
    ) {
        let customers = (0..nodes).map(|node| node < customers).collect();
        let (blocks, alone) = DepartmentGraph { edges: edges.to_vec(), customers }.blocks();
        let columns: Vec<_> = blocks.into_iter().map(|block| block.columns).collect();
        assert_eq!(
            (columns, alone),
            (
                expected.iter().map(|block| block.iter().map(|column| column.to_vec()).collect()).collect(),
                idle.to_vec()
            )
        );
    }

    #[test]
    fn columns_count_from_the_customer() {
        check(4, 1, &[(3, 2), (2, 1), (1, 0), (0, 1)], &[&[&[0], &[1], &[2], &[3]]], &[]);
    }

    #[test]
    fn without_a_customer_the_giver_comes_first() {
        check(3, 0, &[(2, 1), (1, 0)], &[&[&[2], &[1], &[0]]], &[]);
    }

    #[test]
    fn parts_are_apart_and_the_largest_comes_first() {
        check(6, 0, &[(0, 1), (2, 3), (3, 4)], &[&[&[2], &[3], &[4]], &[&[0], &[1]]], &[5]);
    }

    #[test]
    fn lines_do_not_cross_where_they_need_not() {
        check(6, 2, &[(0, 3), (1, 2), (3, 5), (2, 4)], &[&[&[0], &[3], &[5]], &[&[1], &[2], &[4]]], &[]);
        check(5, 1, &[(0, 1), (0, 2), (2, 3), (1, 4)], &[&[&[0], &[1, 2], &[4, 3]]], &[]);
    }

    #[test]
    fn a_department_may_hand_over_to_itself() {
        check(1, 0, &[(0, 0)], &[&[&[0]]], &[]);
    }
}
