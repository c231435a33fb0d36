//! Where everything in the picture stands.

use std::collections::BTreeMap;

use super::order::{Block, Graph};

/// The width of a department.
pub(super) const NODE: f64 = 184.0;
/// What lies between two departments of a column, and between two parts of the landscape.
const ROW_GAP: f64 = 30.0;
const BLOCK_GAP: f64 = 56.0;
/// Between two columns at least, and more for each line.
const COLUMN_GAP: f64 = 120.0;
const LINE_GAP: f64 = 7.0;
const WIDEST_GAP: f64 = 260.0;
/// How far the shortest arc between two departments of one column goes out.
const ARC: f64 = 24.0;
/// Between two lines that end at a department.
const PORT: f64 = 15.0;
/// Above the first department, for the name of the line of interaction.
pub(super) const HEAD: f64 = 26.0;
/// Parts of the landscape stand side by side up to this width.
pub(super) const PAGE: f64 = 1180.0;
/// How often departments move towards their neighbours.
const SWEEPS: usize = 10;

/// A point, in pixels.
pub(super) type Point = (f64, f64);

/// A department in its place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// The left upper corner.
    pub(super) at: Point,
    /// The height.
    pub(super) height: f64,
}

/// A line: a Bézier curve that begins and ends level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The number of the edge.
    pub(super) edge: usize,
    /// The ends and the points between them that draw the curve.
    pub(super) points: [Point; 4],
}

/// The picture.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// For each node of the graph its place; nothing for a node without edges.
    pub(super) nodes: BTreeMap<usize, Node>,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// The nodes without edges.
    pub(super) idle: Vec<usize>,
    /// The lines of interaction, which part the customer from the company: left, top, bottom.
    pub(super) interaction: Vec<(f64, f64, f64)>,
    /// How wide and high all of it is.
    pub(super) size: Point,
}

/// Lays a graph out; `least` tells how high each node must be.
pub(super) fn layout(graph: &Graph, least: &[f64]) -> Layout {
    let (blocks, idle) = graph.blocks();
    let mut layout = Layout { idle, ..Layout::default() };
    let drawn: Vec<Drawn> = blocks.iter().map(|block| Drawn::new(graph, block, least)).collect();
    let page = drawn.iter().map(|drawn| drawn.size.0).fold(PAGE, f64::max);
    let (mut left, mut top, mut row): (f64, f64, f64) = (0.0, 0.0, 0.0);
    for drawn in &drawn {
        if left > 0.0 && left + drawn.size.0 > page {
            (left, top, row) = (0.0, top + row + BLOCK_GAP, 0.0);
        }
        layout.take(drawn, (left, top));
        row = row.max(drawn.size.1);
        layout.size = (layout.size.0.max(left + drawn.size.0), layout.size.1.max(top + drawn.size.1));
        left += drawn.size.0 + BLOCK_GAP;
    }
    layout
}

impl Layout {
    fn take(&mut self, drawn: &Drawn, (left, top): Point) {
        let to = |(x, y): Point| (x + left, y + top);
        self.nodes
            .extend(drawn.nodes.iter().map(|(node, place)| (*node, Node { at: to(place.at), ..*place })));
        self.lines.extend(drawn.lines.iter().map(|line| Line { points: line.points.map(to), ..*line }));
        self.interaction.extend(drawn.interaction.map(|x| (x + left, top, top + drawn.size.1)));
    }
}

/// A block, drawn from the origin.
struct Drawn {
    nodes: BTreeMap<usize, Node>,
    lines: Vec<Line>,
    interaction: Option<f64>,
    size: Point,
}

/// One end of a line at a node: which edge, on which side, and in which order from above.
struct Port {
    edge: usize,
    outgoing: bool,
    left: bool,
    key: (u8, f64, isize),
}

impl Drawn {
    fn new(graph: &Graph, block: &Block, least: &[f64]) -> Self {
        let column: BTreeMap<usize, usize> = (0..)
            .zip(&block.columns)
            .flat_map(|(at, nodes)| nodes.iter().map(move |node| (*node, at)))
            .collect();
        let edges: Vec<(usize, usize, usize)> = (0..)
            .zip(&graph.edges)
            .filter(|(_, (giver, _))| column.contains_key(giver))
            .map(|(edge, (giver, receiver))| (edge, *giver, *receiver))
            .collect();
        let lefts = lefts(block, &edges, &column);
        let mut nodes = stack(block, &edges, &column, least);
        for (at, column) in block.columns.iter().enumerate() {
            for node in column {
                nodes.entry(*node).or_default().at.0 = lefts[at];
            }
        }
        let ports = ports(&edges, &column, &nodes);
        let arcs = |at: usize| {
            edges.iter().any(|(_, giver, receiver)| (column[giver], column[receiver]) == (at, at))
        };
        let end = block.columns.len() - 1;
        let width = lefts[end] + NODE + if arcs(end) { COLUMN_GAP } else { 0.0 };
        let room = |at: usize| lefts.get(at + 1).map_or(COLUMN_GAP, |next| next - lefts[at] - NODE);
        let ends = |(edge, ..): &(usize, usize, usize)| {
            Some((*ports.get(&(*edge, true))?, *ports.get(&(*edge, false))?))
        };
        // The longer an arc, the further it goes out: no two of a column run on top of each other.
        let mut spans: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for edge in edges.iter().filter(|(_, giver, receiver)| column[giver] == column[receiver]) {
            let span = ends(edge).map_or(0.0, |(from, to)| (from.1 - to.1).abs());
            spans.entry(column[&edge.1]).or_default().push((edge.0, span));
        }
        for arcs in spans.values_mut() {
            arcs.sort_by(|a, b| a.1.total_cmp(&b.1));
        }
        let share = |at: usize, edge: usize| {
            let arcs = spans.get(&at).map(Vec::as_slice).unwrap_or_default();
            let rank = arcs.iter().position(|(one, _)| *one == edge).unwrap_or_default();
            rank as f64 / arcs.len().max(5) as f64
        };
        let line = |edge: &(usize, usize, usize)| {
            let (from, to) = ends(edge)?;
            let at = column[&edge.1];
            let points = if at == column[&edge.2] {
                // A curve goes out three quarters as far as the points that draw it.
                let out = (ARC + share(at, edge.0) * (room(at) - 20.0 - ARC)) / 0.75;
                [from, (from.0 + out, from.1), (to.0 + out, to.1), to]
            } else {
                let half = (to.0 - from.0) / 2.0;
                [from, (from.0 + half, from.1), (to.0 - half, to.1), to]
            };
            Some(Line { edge: edge.0, points })
        };
        let height = nodes.values().map(|node| node.at.1 + node.height).fold(0.0, f64::max);
        Self {
            lines: edges.iter().filter_map(line).collect(),
            interaction: block.has_customer.then_some(NODE + 22.0),
            size: (width, height),
            nodes,
        }
    }
}

/// Returns where each column begins.
fn lefts(block: &Block, edges: &[(usize, usize, usize)], column: &BTreeMap<usize, usize>) -> Vec<f64> {
    let mut lefts = vec![0.0];
    for at in 0..block.columns.len() {
        let right = |(_, giver, receiver): &&(usize, usize, usize)| {
            column[giver].min(column[receiver]) == at && column[giver].max(column[receiver]) <= at + 1
        };
        let lines = edges.iter().filter(right).count() as f64;
        lefts.push(lefts[at] + NODE + (COLUMN_GAP + LINE_GAP * (lines - 4.0).max(0.0)).min(WIDEST_GAP));
    }
    lefts.truncate(block.columns.len());
    lefts
}

/// Puts the nodes of each column below each other, as near to their neighbours as they can be.
fn stack(
    block: &Block,
    edges: &[(usize, usize, usize)],
    column: &BTreeMap<usize, usize>,
    least: &[f64],
) -> BTreeMap<usize, Node> {
    let mut sides: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (_, giver, receiver) in edges {
        for (node, other) in [(giver, receiver), (receiver, giver)] {
            let (left, right) = sides.entry(*node).or_default();
            *(if column[other] < column[node] { left } else { right }) += 1;
            if column[other] != column[node] {
                near.entry(*node).or_default().push(*other);
            }
        }
    }
    let height = |node: usize| {
        let (left, right) = sides.get(&node).copied().unwrap_or_default();
        least[node].max(PORT * (left.max(right) as f64 + 1.0))
    };
    let mut centres: BTreeMap<usize, f64> = BTreeMap::new();
    for nodes in &block.columns {
        let all: f64 = nodes.iter().map(|node| height(*node) + ROW_GAP).sum();
        let mut top = -all / 2.0;
        for node in nodes {
            centres.insert(*node, top + height(*node) / 2.0);
            top += height(*node) + ROW_GAP;
        }
    }
    for sweep in 0..SWEEPS {
        for step in 0..block.columns.len() {
            let nodes = &block.columns[if sweep % 2 == 0 { step } else { block.columns.len() - 1 - step }];
            let wish = |node: &usize| {
                let near = near.get(node).map(Vec::as_slice).unwrap_or_default();
                let sum: f64 = near.iter().map(|other| centres[other]).sum();
                if near.is_empty() { centres[node] } else { sum / near.len() as f64 }
            };
            let wishes: Vec<f64> = nodes.iter().map(wish).collect();
            let apart: Vec<f64> = nodes
                .windows(2)
                .map(|two| two.iter().map(|node| height(*node) / 2.0).sum::<f64>() + ROW_GAP)
                .collect();
            centres.extend(nodes.iter().copied().zip(settle(&wishes, &apart)));
        }
    }
    let top = centres.iter().map(|(node, centre)| centre - height(*node) / 2.0).fold(f64::INFINITY, f64::min);
    let place = |(node, centre): (usize, f64)| {
        (node, Node { at: (0.0, (centre - height(node) / 2.0 - top).round() + HEAD), height: height(node) })
    };
    centres.into_iter().map(place).collect()
}

/// Returns the places nearest to the wishes (in the sense of least squares) that keep the order and the distances: the
/// method is pooling of adjacent violators.
fn settle(wishes: &[f64], apart: &[f64]) -> Vec<f64> {
    let mut offsets = vec![0.0];
    for distance in apart {
        offsets.push(offsets[offsets.len() - 1] + distance);
    }
    // Pools of neighbours that stand as near as they may: the sum of their wishes, and how many they are.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, offset) in wishes.iter().zip(&offsets) {
        pools.push((wish - offset, 1));
        while let [.., (before, some), (after, more)] = pools[..]
            && before / some as f64 > after / more as f64
        {
            pools.truncate(pools.len() - 2);
            pools.push((before + after, some + more));
        }
    }
    let places = pools.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
    places.zip(offsets).map(|(place, offset)| place + offset).collect()
}

/// Returns where the lines end: for each edge, going out and coming in.
fn ports(
    edges: &[(usize, usize, usize)],
    column: &BTreeMap<usize, usize>,
    nodes: &BTreeMap<usize, Node>,
) -> BTreeMap<(usize, bool), Point> {
    let middle = |node: usize| nodes.get(&node).map_or(0.0, |node| node.at.1 + node.height / 2.0);
    let mut at: BTreeMap<usize, Vec<Port>> = BTreeMap::new();
    for (edge, giver, receiver) in edges {
        for (node, other, outgoing) in [(*giver, *receiver, true), (*receiver, *giver, false)] {
            let far = middle(other) - middle(node);
            let turn = edge.cast_signed();
            // Arcs to the same column lie within each other: the near ones inside.
            let key = match column[&other] == column[&node] {
                false => (1, middle(other), turn),
                true if node == other => (3, 0.0, isize::from(!outgoing)),
                true if far < 0.0 => (0, -far, -turn),
                true => (2, -far, turn),
            };
            let left = column[&other] < column[&node];
            at.entry(node).or_default().push(Port { edge: *edge, outgoing, left, key });
        }
    }
    let mut ends = BTreeMap::new();
    for (node, mut ports) in at {
        ports.sort_by(|a, b| {
            a.key.0.cmp(&b.key.0).then(a.key.1.total_cmp(&b.key.1)).then(a.key.2.cmp(&b.key.2))
        });
        let Some(place) = nodes.get(&node) else { continue };
        for left in [true, false] {
            let side: Vec<&Port> = ports.iter().filter(|port| port.left == left).collect();
            let step = (place.height / (side.len() as f64 + 1.0)).min(PORT * 1.6);
            let first = place.at.1 + place.height / 2.0 - step * (side.len() as f64 - 1.0) / 2.0;
            for (number, port) in side.into_iter().enumerate() {
                let x = if left { place.at.0 } else { place.at.0 + NODE };
                ends.insert((port.edge, port.outgoing), (x, first + step * number as f64));
            }
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::settle;

    fn check(wishes: &[f64], apart: f64, expected: &[f64]) {
        assert_eq!(settle(wishes, &vec![apart; wishes.len().saturating_sub(1)]), expected);
    }

    #[test]
    fn wishes_are_met_as_far_as_there_is_room() {
        check(&[0.0, 10.0], 5.0, &[0.0, 10.0]);
        check(&[0.0, 0.0], 10.0, &[-5.0, 5.0]);
        check(&[0.0, 0.0, 100.0], 10.0, &[-5.0, 5.0, 100.0]);
        check(&[10.0, 0.0, 5.0], 10.0, &[-5.0, 5.0, 15.0]);
        check(&[], 10.0, &[]);
    }
}
