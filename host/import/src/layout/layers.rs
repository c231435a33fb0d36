//! Which column each node stands in.
//!
//! The first step of the method of Sugiyama, Tagawa and Toda (1981): flows that close a circle are found by a search in
//! depth and set aside, then each node stands one column behind the last of those before it (the longest path).

/// The columns of a graph.
pub(super) struct Layers {
    /// The column of each node, from 0.
    pub(super) of: Vec<usize>,
    /// For each link, whether it leads back: to its own column or one before.
    pub(super) back: Vec<bool>,
    /// How many columns there are.
    pub(super) count: usize,
}

/// Puts `count` nodes into columns along `links`, given as pairs of positions. Linear.
pub(super) fn layers(count: usize, links: &[(usize, usize)]) -> Layers {
    let leaving = leaving(count, links);
    let mut entered = vec![false; count];
    for (source, target) in links {
        entered[*target] |= source != target;
    }
    let starts = (0..count).filter(|node| !entered[*node]).chain((0..count).filter(|node| entered[*node]));
    let (order, back) = search(starts, links, &leaving);
    let mut of = vec![0; count];
    for node in order.iter().rev() {
        for link in leaving[*node].iter().filter(|link| !back[**link]) {
            let target = links[*link].1;
            of[target] = of[target].max(of[*node] + 1);
        }
    }
    // What begins a late branch stands right before it.
    for node in (0..count).filter(|node| !entered[*node]) {
        let ahead = leaving[node].iter().filter(|link| !back[**link]).map(|link| of[links[*link].1]).min();
        of[node] = ahead.map_or(of[node], |ahead: usize| ahead.saturating_sub(1));
    }
    let count = of.iter().max().map_or(0, |last| last + 1);
    Layers { of, back, count }
}

/// Lists the links that leave each node.
fn leaving(count: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut leaving = vec![Vec::new(); count];
    for (link, (source, _)) in links.iter().enumerate() {
        leaving[*source].push(link);
    }
    leaving
}

/// Searches in depth, without recursion; returns the nodes in the order in which they were left, and the links that
/// lead back to a node that was still open.
fn search(
    starts: impl Iterator<Item = usize>,
    links: &[(usize, usize)],
    leaving: &[Vec<usize>],
) -> (Vec<usize>, Vec<bool>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; leaving.len()];
    let (mut order, mut back) = (Vec::with_capacity(leaving.len()), vec![false; links.len()]);
    let mut open: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if state[start] == State::New {
            state[start] = State::Open;
            open.push((start, 0));
        }
        while let Some((node, next)) = open.last_mut() {
            let Some(link) = leaving[*node].get(*next).copied() else {
                state[*node] = State::Done;
                order.push(*node);
                open.pop();
                continue;
            };
            *next += 1;
            let target = links[link].1;
            match state[target] {
                State::New => {
                    state[target] = State::Open;
                    open.push((target, 0));
                }
                State::Open => back[link] = true,
                State::Done => {}
            }
        }
    }
    (order, back)
}

#[cfg(test)]
mod tests {
    use super::layers;

    #[track_caller]
    fn check(count: usize, links: &[(usize, usize)], columns: &[usize], back: &[usize]) {
        let layers = layers(count, links);
        assert_eq!(layers.of, columns);
        let found: Vec<usize> = (0..links.len()).filter(|link| layers.back[*link]).collect();
        assert_eq!(found, back);
    }

    #[test]
    fn columns_follow_the_flow() {
        check(0, &[], &[], &[]);
        check(3, &[(0, 1), (1, 2)], &[0, 1, 2], &[]);
        check(4, &[(0, 1), (0, 2), (1, 3), (2, 3)], &[0, 1, 1, 2], &[]);
        check(4, &[(0, 1), (1, 2), (2, 3), (0, 3)], &[0, 1, 2, 3], &[]);
    }

    #[test]
    fn circles_are_cut_where_they_close() {
        check(3, &[(0, 1), (1, 2), (2, 1)], &[0, 1, 2], &[2]);
        check(2, &[(0, 1), (1, 0)], &[0, 1], &[1]);
        check(1, &[(0, 0)], &[0], &[0]);
    }

    #[test]
    fn late_beginnings_stand_by_what_they_begin() {
        check(5, &[(0, 1), (1, 2), (2, 3), (4, 3)], &[0, 1, 2, 3, 2], &[]);
    }

    #[test]
    fn long_chains_need_no_stack() {
        let links: Vec<_> = (0..100_000).map(|node| (node, node + 1)).collect();
        assert_eq!(layers(100_001, &links).count, 100_001);
    }
}
