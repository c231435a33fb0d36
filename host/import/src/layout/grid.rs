//! Nodes into the cells of a grid, and lines between them that cross no node.
//!
//! Columns come from [`super::layers`]; in each band (a lane, a pool without lanes, the inside of a sub-process) a node
//! takes the track of what comes before it, else the next free one below, as `bpmn-auto-layout` does. A line that passes
//! columns takes a cell in each, so that nothing stands in its way; all that is upright runs between columns.

use handoff_model::{Point, Rect};
use rustc_hash::FxHashMap;

use super::layers::{Layers, layers};

/// Between two tracks: room for the label of an event and for what leaves a boundary event.
pub(super) const TRACK_GAP: f64 = 48.0;
/// The least between two columns.
const COLUMN_GAP: f64 = 44.0;
/// What a label on a line needs between two columns.
const LABEL_ROOM: f64 = 76.0;
/// The narrowest column: room for the label of an event.
const NARROWEST: f64 = 72.0;
/// A track that only lines pass.
const THIN: f64 = 18.0;
/// Cells that lines may take all together, for each node and line: beyond them lines run straight over what is there.
const CELLS_PER_PART: usize = 64;
/// Tracks for lines that lead back, in each band.
const LOOP_TRACKS: usize = 24;

/// Where something begins, and how far it goes.
type Extent = (f64, f64);

/// What is to be placed.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) nodes: Vec<GridNode>,
    pub(super) links: Vec<GridLink>,
    pub(super) bands: Vec<Band>,
}

pub(super) struct GridNode {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its band, as a position.
    pub(super) band: usize,
    /// The node that it stands below, where it is no part of the flow itself.
    pub(super) beside: Option<usize>,
}

/// One line between two nodes.
pub(super) struct GridLink {
    pub(super) source: usize,
    pub(super) target: usize,
    /// It leaves from a boundary event: how far right of the node's left side that one's middle is.
    pub(super) below: Option<f64>,
    pub(super) labelled: bool,
}

/// One row of tracks.
#[derive(Default)]
pub(super) struct Band {
    /// What is left free above it.
    pub(super) before: f64,
    /// The least height.
    pub(super) least: f64,
}

/// Where everything stands; all from the upper left corner of the grid.
pub(super) struct GridLayout {
    pub(super) nodes: Vec<Rect>,
    /// The course of each link.
    pub(super) courses: Vec<Vec<Point>>,
    /// The upper side and the height of each band.
    pub(super) bands: Vec<Extent>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The column of each node.
    columns: Vec<usize>,
    /// The node that each link leaves.
    sources: Vec<usize>,
    /// Where the gap left of each column begins, and one after the last.
    gaps: Vec<Extent>,
}

/// A link under way: the tracks it takes in the columns it passes, all in the band of its target.
struct GridRoute {
    tracks: Vec<usize>,
    /// It leads back, in this track of those below its source's band.
    back: Option<usize>,
}

impl Grid {
    /// Places everything. Linear but for sorting.
    pub(super) fn place(&self) -> GridLayout {
        let pairs: Vec<(usize, usize)> = self.links.iter().map(|link| (link.source, link.target)).collect();
        let mut layers = layers(self.nodes.len(), &pairs);
        self.spread(&mut layers, &pairs);
        let (tracks, ways) = self.tracks(&layers);
        self.measure(&layers, &tracks, &ways)
    }

    /// Gives columns to what no line leads to: below what it belongs to, else in rows.
    fn spread(&self, layers: &mut Layers, links: &[(usize, usize)]) {
        let mut linked = vec![false; self.nodes.len()];
        for (source, target) in links {
            (linked[*source], linked[*target]) = (true, true);
        }
        let is_loose = |node: usize| !linked[node] && self.nodes[node].beside.is_none();
        let loose = (0..self.nodes.len()).filter(|node| is_loose(*node)).count();
        let columns = layers.count.max(loose.isqrt() + 1);
        for (number, node) in (0..self.nodes.len()).filter(|node| is_loose(*node)).enumerate() {
            layers.of[node] = number % columns.max(1);
        }
        for (node, at) in self.nodes.iter().enumerate() {
            if let Some(beside) = at.beside {
                layers.of[node] = layers.of[beside];
            }
        }
        layers.count = layers.of.iter().max().map_or(0, |last| last + 1);
    }

    /// Gives each node its track, column by column.
    fn tracks(&self, layers: &Layers) -> (Vec<usize>, Vec<GridRoute>) {
        let mut slots: FxHashMap<(usize, usize), Slots> = FxHashMap::default();
        let mut tracks = vec![0; self.nodes.len()];
        let mut ways: Vec<GridRoute> =
            self.links.iter().map(|_| GridRoute { tracks: Vec::new(), back: None }).collect();
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); layers.count];
        for (node, column) in layers.of.iter().enumerate() {
            columns[*column].push(node);
        }
        let mut entering: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (number, link) in self.links.iter().enumerate().filter(|(number, _)| !layers.back[*number]) {
            entering[link.target].push(number);
        }
        let mut passing: Vec<usize> = Vec::new();
        let mut starting: Vec<Vec<usize>> = vec![Vec::new(); layers.count + 1];
        let mut cells = CELLS_PER_PART * (self.nodes.len() + self.links.len());
        for (number, link) in self.links.iter().enumerate().filter(|(number, _)| !layers.back[*number]) {
            let passed = layers.of[link.target] - layers.of[link.source] - 1;
            if passed > 0 && passed <= cells {
                cells -= passed;
                starting[layers.of[link.source] + 1].push(number);
            }
        }
        for (column, nodes) in columns.iter().enumerate() {
            let wished = |node: usize, ways: &[GridRoute], tracks: &[usize]| {
                let from = entering[node].iter().map(|link| {
                    let source = self.links[*link].source;
                    let below = usize::from(self.links[*link].below.is_some());
                    let same = self.nodes[source].band == self.nodes[node].band;
                    ways[*link].tracks.last().copied().unwrap_or(if same {
                        tracks[source] + below
                    } else {
                        0
                    })
                });
                from.min().unwrap_or(0)
            };
            let mut flow: Vec<(usize, usize)> = nodes
                .iter()
                .filter(|node| self.nodes[**node].beside.is_none())
                .map(|node| (wished(*node, &ways, &tracks), *node))
                .collect();
            flow.sort_unstable();
            let mut take = |band: usize, wish: usize| slots.entry((band, column)).or_default().take(wish);
            for (wish, node) in flow {
                tracks[node] = take(self.nodes[node].band, wish);
            }
            passing.append(&mut starting[column]);
            passing.retain(|link| layers.of[self.links[*link].target] > column);
            for link in &passing {
                let GridLink { source, target, .. } = self.links[*link];
                let band = self.nodes[target].band;
                let same = self.nodes[source].band == band;
                let wish =
                    ways[*link].tracks.last().copied().unwrap_or(if same { tracks[source] } else { 0 });
                ways[*link].tracks.push(take(band, wish));
            }
            for node in nodes {
                if let Some(beside) = self.nodes[*node].beside {
                    tracks[*node] = take(self.nodes[*node].band, tracks[beside] + 1);
                }
            }
        }
        self.loops(layers, &mut ways);
        (tracks, ways)
    }

    /// Gives lines that lead back tracks in which no two run over each other, as far as there are tracks.
    fn loops(&self, layers: &Layers, ways: &mut [GridRoute]) {
        let mut ends: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut back: Vec<usize> = (0..self.links.len()).filter(|link| layers.back[*link]).collect();
        back.sort_by_key(|link| (layers.of[self.links[*link].target], *link));
        for link in back {
            let GridLink { source, target, .. } = self.links[link];
            let ends = ends.entry(self.nodes[source].band).or_default();
            let (from, to) = (layers.of[target], layers.of[source]);
            let track = ends.iter().position(|end| *end < from);
            let track =
                track.unwrap_or(if ends.len() < LOOP_TRACKS { ends.len() } else { link % LOOP_TRACKS });
            match ends.get_mut(track) {
                Some(end) => *end = to.max(*end),
                None => ends.push(to),
            }
            ways[link].back = Some(track);
        }
    }

    /// Turns cells into places.
    fn measure(&self, layers: &Layers, tracks: &[usize], ways: &[GridRoute]) -> GridLayout {
        let (columns, gaps, width) = self.columns(layers);
        let mut heights: Vec<Vec<f64>> = vec![Vec::new(); self.bands.len()];
        let mut grow = |band: usize, track: usize, height: f64| {
            let tracks: &mut Vec<f64> = &mut heights[band];
            tracks.resize(tracks.len().max(track + 1), 0.0);
            tracks[track] = tracks[track].max(height);
        };
        for (node, track) in self.nodes.iter().zip(tracks) {
            grow(node.band, *track, node.height);
        }
        let mut loops = vec![0; self.bands.len()];
        for (way, link) in ways.iter().zip(&self.links) {
            way.tracks.iter().for_each(|track| grow(self.nodes[link.target].band, *track, THIN));
            let loops = &mut loops[self.nodes[link.source].band];
            *loops = way.back.map_or(*loops, |back| (back + 1).max(*loops));
        }
        let (mut y, mut bands, mut middles) = (0.0, Vec::new(), Vec::new());
        for ((band, heights), loops) in self.bands.iter().zip(&heights).zip(&loops) {
            y += band.before;
            let top = y;
            let mut middle = Vec::new();
            for height in heights {
                y += TRACK_GAP / 2.0;
                middle.push(y + height / 2.0);
                // A thin track needs no room for labels below it.
                y += height + if *height > THIN { TRACK_GAP / 2.0 } else { 0.0 };
            }
            let least = (band.least - (y - top)).max(0.0);
            for middle in &mut middle {
                *middle += least / 2.0;
            }
            y += least + THIN * f64::from(*loops as u32);
            bands.push((top, y - top));
            middles.push(middle);
        }
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for (number, node) in self.nodes.iter().enumerate() {
            let (left, wide) = columns[layers.of[number]];
            let x = left + (wide - node.width) / 2.0;
            let y = middles[node.band][tracks[number]] - node.height / 2.0;
            nodes.push(Rect { x, y, width: node.width, height: node.height });
        }
        let sources = self.links.iter().map(|link| link.source).collect();
        let columns = layers.of.clone();
        let mut placed =
            GridLayout { nodes, courses: Vec::new(), bands, width, height: y, columns, sources, gaps };
        let mut lanes: Vec<FxHashMap<usize, usize>> = vec![FxHashMap::default(); placed.gaps.len()];
        for (link, way) in self.links.iter().zip(ways) {
            let passed: Vec<f64> =
                way.tracks.iter().map(|track| middles[self.nodes[link.target].band][*track]).collect();
            let course = match way.back {
                Some(back) => placed.backward(link, self.nodes[link.source].band, back, &mut lanes),
                None => placed.forward(link, &passed, &mut lanes),
            };
            placed.courses.push(course);
        }
        placed
    }

    /// Returns the left side and width of each column, the gaps between them, and the width of all.
    fn columns(&self, layers: &Layers) -> (Vec<Extent>, Vec<Extent>, f64) {
        let mut widths = vec![NARROWEST; layers.count];
        for (node, column) in self.nodes.iter().zip(&layers.of) {
            widths[*column] = widths[*column].max(node.width);
        }
        let mut gap_widths = vec![COLUMN_GAP; layers.count + 1];
        for link in self.links.iter().filter(|link| link.labelled) {
            gap_widths[layers.of[link.source] + 1] = COLUMN_GAP + LABEL_ROOM;
        }
        let (mut x, mut columns, mut gaps) = (0.0, Vec::new(), Vec::new());
        for (number, gap) in gap_widths.iter().enumerate() {
            gaps.push((x, *gap));
            x += gap;
            if let Some(width) = widths.get(number) {
                columns.push((x, *width));
                x += width;
            }
        }
        (columns, gaps, x)
    }
}

/// Where upright parts of lines run in one gap: all that leave one node share theirs.
type GapTracks = [FxHashMap<usize, usize>];

impl GridLayout {
    /// Returns the middle line of a node's own upright in the gap before a column.
    fn upright(&self, gap: usize, node: usize, lanes: &mut GapTracks) -> f64 {
        // More than these would run into the arrow heads.
        const UPRIGHTS: usize = 3;
        const STEP: f64 = 7.0;
        let left = self.gaps.get(gap).copied().unwrap_or_default().0;
        let Some(lanes) = lanes.get_mut(gap) else { return left };
        let next = lanes.len();
        let lane = *lanes.entry(node).or_insert(next);
        left + 12.0 + STEP * f64::from((lane % UPRIGHTS) as u32)
    }

    /// Begins a course at the right side of a node, or below it.
    fn begin(&self, link: &GridLink) -> Vec<Point> {
        let source = self.nodes[link.source];
        match link.below {
            None => vec![Point { x: source.right(), y: source.centre().y }],
            Some(offset) => {
                let (x, y) = (source.x + offset, source.bottom() + 18.0);
                vec![Point { x, y }, Point { x, y: y + 12.0 }]
            }
        }
    }

    fn forward(&self, link: &GridLink, passed: &[f64], lanes: &mut GapTracks) -> Vec<Point> {
        let mut course = self.begin(link);
        let target = self.nodes[link.target];
        let end = target.centre().y;
        let mut y = course.last().map_or(0.0, |point| point.y);
        for (number, next) in passed.iter().chain([&end]).enumerate() {
            if (next - y).abs() > 0.5 {
                let x = self.upright(self.columns[link.source] + 1 + number, link.source, lanes);
                course.extend([Point { x, y }, Point { x, y: *next }]);
            }
            y = *next;
        }
        course.push(Point { x: target.x, y: end });
        course
    }

    fn backward(&self, link: &GridLink, band: usize, track: usize, lanes: &mut GapTracks) -> Vec<Point> {
        let mut course = self.begin(link);
        let target = self.nodes[link.target];
        let (top, height) = self.bands[band];
        let low = top + height - THIN * (f64::from(track as u32) + 0.5);
        let right = self.upright(self.columns[link.source] + 1, link.source, lanes);
        let left = self.upright(self.columns[link.target], link.source, lanes);
        let y = course.last().map_or(0.0, |point| point.y);
        course.extend([Point { x: right, y }, Point { x: right, y: low }, Point { x: left, y: low }]);
        course.extend([Point { x: left, y: target.centre().y }, Point { x: target.x, y: target.centre().y }]);
        course
    }

    /// Returns where a line may run up or down beside a node without crossing another.
    pub(super) fn beside(&self, node: usize) -> f64 {
        let (left, width) = self.gaps.get(self.columns[node] + 1).copied().unwrap_or_default();
        left + width / 2.0 + 4.0
    }

    /// Returns where the label of a line may stand: over its first part behind a turn. Its height is 0.
    pub(super) fn label(&self, link: usize) -> Option<Rect> {
        let course = self.courses.get(link)?;
        let (left, width) = self.gaps.get(self.columns[*self.sources.get(link)?] + 1).copied()?;
        let right = left + width;
        let in_gap = |point: &Point| left <= point.x && point.x <= right;
        let from = course.iter().position(|point| in_gap(point) && point.x > left).unwrap_or(0);
        let turned = course.get(from + 1).filter(|point| in_gap(point) && point.x < right);
        let y = turned.or(course.first())?.y;
        let x = left + COLUMN_GAP - 10.0;
        Some(Rect { x, y, width: (right - x - 4.0).max(0.0), height: 0.0 })
    }
}

/// Which places of a row are taken; each search costs next to nothing however full it is (a union-find with halved
/// paths, Tarjan 1975).
#[derive(Default)]
struct Slots {
    /// For each place itself if it is free, else a place further on.
    next: Vec<usize>,
}

impl Slots {
    /// Takes the first free place from `wish` on.
    fn take(&mut self, wish: usize) -> usize {
        let mut place = wish;
        while let Some(next) = self.next.get(place).copied() {
            if next == place {
                break;
            }
            let after = self.next.get(next).copied().unwrap_or(next);
            self.next[place] = after;
            place = after;
        }
        let known = self.next.len();
        self.next.extend(known..=place);
        self.next[place] = place + 1;
        place
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn the_next_free_place_is_taken() {
        let mut slots = Slots::default();
        let taken: Vec<usize> = [0, 0, 5, 0, 1, 5, 4].map(|wish| slots.take(wish)).into();
        assert_eq!(taken, [0, 1, 5, 2, 3, 6, 4]);
    }

    #[test]
    fn many_wish_the_same() {
        let mut slots = Slots::default();
        assert!((0..200_000).all(|place| slots.take(0) == place));
    }
}
