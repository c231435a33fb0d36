//! Where everything in the picture stands.

use std::collections::BTreeMap;

use super::fold::Fold;
use super::order::{Block, DepartmentGraph};

/// The width of a department.
pub(super) const NODE: f64 = 184.0;
/// What lies between two departments of a column, and between two parts of the landscape.
const ROW_GAP: f64 = 30.0;
const BLOCK_GAP: f64 = 56.0;
/// Between two columns at least, and more for each line.
pub(super) const COLUMN_GAP: f64 = 120.0;
const LINE_GAP: f64 = 7.0;
const WIDEST_GAP: f64 = 260.0;
/// How far the shortest arc between two departments of one column goes out.
const ARC: f64 = 24.0;
/// Between two lines that end at a department.
const PORT: f64 = 15.0;
/// Above the first department, for the name of the line of interaction.
pub(super) const HEAD: f64 = 26.0;
/// Parts of the landscape stand side by side up to this width, and what is wider is folded.
pub(super) const PAGE: f64 = 1180.0;
/// How often departments move towards their neighbours.
const SWEEPS: usize = 10;

/// A point, in pixels.
pub(super) type PixelPoint = (f64, f64);

/// A department in its place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeBox {
    /// The left upper corner.
    pub(super) at: PixelPoint,
    pub(super) height: f64,
}

/// A line: a Bézier curve that begins and ends level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve {
    /// The number of the edge.
    pub(super) edge: usize,
    /// The ends and the points between them that draw the curve.
    pub(super) points: [PixelPoint; 4],
}

/// The picture.
#[derive(Debug, Default)]
pub(super) struct PictureLayout {
    /// For each node of the graph its place; nothing for a node without edges.
    pub(super) nodes: BTreeMap<usize, NodeBox>,
    pub(super) lines: Vec<Curve>,
    /// The nodes without edges.
    pub(super) idle: Vec<usize>,
    /// The lines of interaction, which part the customer from the company: left, top, bottom.
    pub(super) interaction: Vec<(f64, f64, f64)>,
    /// How wide and high all of it is.
    pub(super) size: PixelPoint,
}

/// Lays a graph out; `least` tells how high each node must be.
pub(super) fn layout(graph: &DepartmentGraph, least: &[f64]) -> PictureLayout {
    let (blocks, idle) = graph.blocks();
    let mut layout = PictureLayout { idle, ..PictureLayout::default() };
    let drawn: Vec<PlacedBlock> = blocks.iter().map(|block| PlacedBlock::new(graph, block, least)).collect();
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

impl PictureLayout {
    fn take(&mut self, drawn: &PlacedBlock, (left, top): PixelPoint) {
        let to = |(x, y): PixelPoint| (x + left, y + top);
        self.nodes
            .extend(drawn.nodes.iter().map(|(node, place)| (*node, NodeBox { at: to(place.at), ..*place })));
        self.lines.extend(drawn.lines.iter().map(|line| Curve { points: line.points.map(to), ..*line }));
        self.interaction.extend(drawn.interaction.map(|x| (x + left, top, top + drawn.size.1)));
    }
}

/// A block, drawn from the origin.
struct PlacedBlock {
    nodes: BTreeMap<usize, NodeBox>,
    lines: Vec<Curve>,
    interaction: Option<f64>,
    size: PixelPoint,
}

/// An edge: its number, giver and receiver.
type NumberedEdge = (usize, usize, usize);

/// A block on its way to the picture.
struct BlockFrame<'a> {
    block: &'a Block,
    /// The edges of the block.
    edges: Vec<NumberedEdge>,
    /// The column of each node.
    column: BTreeMap<usize, usize>,
    fold: Fold,
}

/// One end of a line at a node: which edge, on which side, and in which order from above.
struct Port {
    edge: usize,
    outgoing: bool,
    left: bool,
    key: (u8, f64, isize),
}

impl PlacedBlock {
    fn new(graph: &DepartmentGraph, block: &Block, least: &[f64]) -> Self {
        let frame = BlockFrame::new(graph, block);
        let nodes = frame.stack(least);
        let lines = frame.lines(&frame.ports(&nodes));
        let rightmost = frame.fold.right() - NODE;
        let turns = |(_, a, b): &NumberedEdge| {
            frame.is_arc(*a, *b) && !frame.goes_left(*a, *b) && frame.fold.left(frame.column[a]) >= rightmost
        };
        let arcs = if frame.edges.iter().any(turns) { COLUMN_GAP } else { 0.0 };
        let height = nodes.values().map(|node| node.at.1 + node.height).fold(0.0, f64::max);
        Self {
            lines,
            interaction: block.has_customer.then_some(NODE + 22.0),
            size: (frame.fold.right() + arcs, height),
            nodes,
        }
    }
}

impl<'a> BlockFrame<'a> {
    fn new(graph: &DepartmentGraph, block: &'a Block) -> Self {
        let column: BTreeMap<usize, usize> = (0..)
            .zip(&block.columns)
            .flat_map(|(at, nodes)| nodes.iter().map(move |node| (*node, at)))
            .collect();
        let edges: Vec<NumberedEdge> = (0..)
            .zip(&graph.edges)
            .filter(|(_, (giver, _))| column.contains_key(giver))
            .map(|(edge, (giver, receiver))| (edge, *giver, *receiver))
            .collect();
        let gap = |at: usize| {
            let right = |(_, giver, receiver): &&NumberedEdge| {
                column[giver].min(column[receiver]) == at && column[giver].max(column[receiver]) <= at + 1
            };
            let lines = edges.iter().filter(right).count() as f64;
            (COLUMN_GAP + LINE_GAP * (lines - 4.0).max(0.0)).min(WIDEST_GAP)
        };
        let gaps: Vec<f64> = (1..block.columns.len()).map(|at| gap(at - 1)).collect();
        let fold = Fold::new(&gaps, block.has_customer);
        Self { block, edges, column, fold }
    }

    /// Tells whether a line between two nodes goes out and comes back on the same side: their columns are one, or stand
    /// below each other.
    fn is_arc(&self, a: usize, b: usize) -> bool {
        !self.fold.are_beside(self.column[&a], self.column[&b])
    }

    fn goes_left(&self, from: usize, to: usize) -> bool {
        self.fold.goes_left(self.column[&from], self.column[&to])
    }

    /// Puts the nodes of each column below each other, as near to their neighbours as they can be.
    fn stack(&self, least: &[f64]) -> BTreeMap<usize, NodeBox> {
        let mut sides: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (_, giver, receiver) in &self.edges {
            for (node, other) in [(*giver, *receiver), (*receiver, *giver)] {
                let (left, right) = sides.entry(node).or_default();
                *(if self.goes_left(node, other) { left } else { right }) += 1;
                if !self.is_arc(node, other) {
                    near.entry(node).or_default().push(other);
                }
            }
        }
        let height = |node: usize| {
            let (left, right) = sides.get(&node).copied().unwrap_or_default();
            least[node].max(PORT * (left.max(right) as f64 + 1.0))
        };
        let centres = centres(&self.block.columns, &near, &height);
        let mut nodes = BTreeMap::new();
        let mut below = HEAD;
        for row in 0..self.fold.rows() {
            let columns = self.block.columns.iter().enumerate().filter(|(at, _)| self.fold.row(*at) == row);
            let row: Vec<(usize, usize)> =
                columns.flat_map(|(at, nodes)| nodes.iter().map(move |node| (at, *node))).collect();
            let top = |node: usize| centres[&node] - height(node) / 2.0;
            let first = row.iter().map(|(_, node)| top(*node)).fold(f64::INFINITY, f64::min);
            let mut bottom = below;
            for (at, node) in row {
                let y = (top(node) - first).round() + below;
                nodes.insert(node, NodeBox { at: (self.fold.left(at), y), height: height(node) });
                bottom = bottom.max(y + height(node));
            }
            below = bottom + BLOCK_GAP;
        }
        nodes
    }

    /// Returns where the lines end: for each edge, going out and coming in.
    fn ports(&self, nodes: &BTreeMap<usize, NodeBox>) -> BTreeMap<(usize, bool), PixelPoint> {
        let middle = |node: usize| nodes.get(&node).map_or(0.0, |node| node.at.1 + node.height / 2.0);
        let mut at: BTreeMap<usize, Vec<Port>> = BTreeMap::new();
        for (edge, giver, receiver) in &self.edges {
            for (node, other, outgoing) in [(*giver, *receiver, true), (*receiver, *giver, false)] {
                let far = middle(other) - middle(node);
                let turn = edge.cast_signed();
                // Arcs lie within each other: the near ones inside.
                let key = match self.is_arc(node, other) {
                    false => (1, middle(other), turn),
                    true if node == other => (3, 0.0, isize::from(!outgoing)),
                    true if far < 0.0 => (0, -far, -turn),
                    true => (2, -far, turn),
                };
                let left = self.goes_left(node, other);
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

    /// Draws the lines between their ends.
    fn lines(&self, ports: &BTreeMap<(usize, bool), PixelPoint>) -> Vec<Curve> {
        let ends = |edge: usize| Some((*ports.get(&(edge, true))?, *ports.get(&(edge, false))?));
        // The longer an arc, the further it goes out: no two on one side of a place run on top of each other.
        let strip = |from: usize, to: usize| (self.fold.place(self.column[&from]), self.goes_left(from, to));
        let mut spans: BTreeMap<(usize, bool), Vec<(usize, f64)>> = BTreeMap::new();
        for (edge, giver, receiver) in self.edges.iter().filter(|(_, a, b)| self.is_arc(*a, *b)) {
            let span = ends(*edge).map_or(0.0, |(from, to)| (from.1 - to.1).abs());
            spans.entry(strip(*giver, *receiver)).or_default().push((*edge, span));
        }
        for arcs in spans.values_mut() {
            arcs.sort_by(|a, b| a.1.total_cmp(&b.1));
        }
        let out = |edge: usize, from: usize, to: usize| {
            let arcs = spans.get(&strip(from, to)).map(Vec::as_slice).unwrap_or_default();
            let rank = arcs.iter().position(|(one, _)| *one == edge).unwrap_or_default();
            let share = rank as f64 / arcs.len().max(5) as f64;
            let left = self.goes_left(from, to);
            // A curve goes out three quarters as far as the points that draw it.
            let far = (ARC + share * (self.fold.room(self.column[&from], left) - 20.0 - ARC)) / 0.75;
            if left { -far } else { far }
        };
        let line = |&(edge, giver, receiver): &NumberedEdge| {
            let (from, to) = ends(edge)?;
            let points = if self.is_arc(giver, receiver) {
                let out = out(edge, giver, receiver);
                [from, (from.0 + out, from.1), (to.0 + out, to.1), to]
            } else {
                let half = (to.0 - from.0) / 2.0;
                [from, (from.0 + half, from.1), (to.0 - half, to.1), to]
            };
            Some(Curve { edge, points })
        };
        self.edges.iter().filter_map(line).collect()
    }
}

/// Returns how high the middle of each node stands: near to the nodes beside it.
fn centres(
    columns: &[Vec<usize>],
    near: &BTreeMap<usize, Vec<usize>>,
    height: &dyn Fn(usize) -> f64,
) -> BTreeMap<usize, f64> {
    let mut centres: BTreeMap<usize, f64> = BTreeMap::new();
    for nodes in columns {
        let all: f64 = nodes.iter().map(|node| height(*node) + ROW_GAP).sum();
        let mut top = -all / 2.0;
        for node in nodes {
            centres.insert(*node, top + height(*node) / 2.0);
            top += height(*node) + ROW_GAP;
        }
    }
    for sweep in 0..SWEEPS {
        for step in 0..columns.len() {
            let nodes = &columns[if sweep % 2 == 0 { step } else { columns.len() - 1 - step }];
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
            centres.extend(nodes.iter().copied().zip(pool_violators(&wishes, &apart)));
        }
    }
    centres
}

/// Returns the places nearest to the wishes (in the sense of least squares) that keep the order and the distances: the
/// method is pooling of adjacent violators.
fn pool_violators(wishes: &[f64], apart: &[f64]) -> Vec<f64> {
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

#[cfg(test)]
mod tests {
    use super::pool_violators;

    fn check(wishes: &[f64], apart: f64, expected: &[f64]) {
        assert_eq!(pool_violators(wishes, &vec![apart; wishes.len().saturating_sub(1)]), expected);
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
