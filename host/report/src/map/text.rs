//! The map in a terminal: a matrix of givers and receivers, the borders with gaps, the departments that lack something.

use crate::texts::Catalogue;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::Style;
use handoff_model::Language;
use unicode_width::UnicodeWidthStr;

use super::mermaid::summary;
use super::{Border, Department, Gaps, Map};
use crate::escape::Untrusted;
use crate::layout::{BOLD, CUSTOMER, DIM, ERROR, LineBuffer, PLAIN, WARNING, paint};
use crate::names::percent;
use crate::texts::map::MapTexts;

/// Names longer than this, in columns, are cut.
const LONGEST: usize = 28;
/// With more departments a matrix is mostly holes: the borders are listed instead.
const LARGEST: usize = 24;
/// Borders, and departments, that are listed: more nobody reads in a terminal.
const LISTED: usize = 40;
/// The columns of the matrix that a terminal may have.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=140;

/// Writes the map as text, coloured; the caller strips the colours where they are not wanted.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).map;
    let mut page = LineBuffer::new(width);
    let involved: Vec<&Department> = map.departments.iter().filter(|one| is_involved(map, one)).collect();
    let has_matrix = !involved.is_empty() && involved.len() <= LARGEST;
    if has_matrix {
        let matrix = Matrix { map, involved: &involved, words };
        page.append(matrix.draw(width.clamp(*WIDTHS.start(), *WIDTHS.end()), &page));
    }
    page.append(borders(map, has_matrix, words, &page));
    page.append(departments(map, words, &page));
    let mut total = page.another();
    let named = map.departments.iter().filter(|department| department.name.is_some()).count();
    let (declared, all) = map.coverage();
    let coverage = match all {
        0 => words.words.no_handoff.to_owned(),
        _ => (words.words.coverage)(declared, all, percent(declared, all)),
    };
    let total_gaps = words.gaps(&map.total());
    total.paragraph(0, PLAIN, &format!("{}; {coverage}; {total_gaps}", words.departments.count(named)));
    page.append(total);
    out.write_all(page.text().as_bytes())
}

fn is_involved(map: &Map, department: &Department) -> bool {
    map.borders.iter().any(|border| border.giver == department.name || border.receiver == department.name)
}

fn name(name: Option<&str>, words: &MapTexts, width: usize) -> String {
    name.map_or_else(|| words.words.no_department.to_owned(), |name| Untrusted::new(name.trim()).cut(width))
}

fn style(gaps: &Gaps) -> Style {
    match super::svg::worst(gaps) {
        "reach" => CUSTOMER,
        "error" => ERROR,
        "warning" => WARNING,
        _ => PLAIN,
    }
}

/// Givers in rows, receivers in columns.
struct Matrix<'a> {
    map: &'a Map,
    involved: &'a [&'a Department],
    words: &'a MapTexts,
}

impl Matrix<'_> {
    /// Draws the matrix, cut into bands of columns where it is wider than the terminal.
    fn draw(&self, width: usize, like: &LineBuffer) -> LineBuffer {
        let gets = |place: &usize| self.column(*place).next().is_some();
        let receivers: Vec<usize> = (0..self.involved.len()).filter(gets).collect();
        let cells = self.map.borders.iter().map(|border| summary(border).width());
        let cell = cells.max().unwrap_or_default().max(3) + 2;
        let names = self.involved.iter().map(|one| name(one.name.as_deref(), self.words, LONGEST).width());
        let head = names.max().unwrap_or_default().max(self.words.gives_gets.width()) + 4;
        let band = (width.saturating_sub(head) / cell).max(1);
        let mut page = like.another();
        for (number, receivers) in receivers.chunks(band).enumerate() {
            let mut part = page.another();
            let numbers = receivers.iter().fold(String::new(), |mut numbers, place| {
                let _ = write!(numbers, "{:>cell$}", place + 1);
                numbers
            });
            let corner = self.words.gives_gets;
            part.line(
                0,
                &format!(
                    "{}{:gap$}{}",
                    paint(DIM, corner),
                    "",
                    paint(DIM, &numbers),
                    gap = head - corner.width()
                ),
            );
            // The first band names every column, also of who gives nothing.
            for giver in (0..self.involved.len()).filter(|place| number == 0 || self.gives(*place)) {
                part.line(0, &self.row(giver, receivers, head, cell));
            }
            page.append(part);
        }
        let mut legend = page.another();
        legend.paragraph(0, DIM, self.words.matrix_legend);
        page.append(legend);
        page
    }

    fn column(&self, place: usize) -> impl Iterator<Item = &Border> {
        let receiver = self.involved.get(place).map(|one| &one.name);
        self.map.borders.iter().filter(move |border| Some(&border.receiver) == receiver)
    }

    fn gives(&self, place: usize) -> bool {
        let giver = self.involved.get(place).map(|one| &one.name);
        self.map.borders.iter().any(|border| Some(&border.giver) == giver)
    }

    fn row(&self, giver: usize, receivers: &[usize], head: usize, cell: usize) -> String {
        let department = self.involved[giver];
        let shown = name(department.name.as_deref(), self.words, LONGEST);
        let mut row = format!("{:>2}  {shown}{:gap$}", giver + 1, "", gap = head - 4 - shown.width());
        for receiver in receivers {
            let border = self.column(*receiver).find(|border| border.giver == department.name);
            let text = border.map_or_else(|| "·".to_owned(), summary);
            let style = border.map_or(DIM, |border| style(&border.gaps));
            row.push_str(&" ".repeat(cell.saturating_sub(text.width())));
            row.push_str(&paint(style, &text));
        }
        row
    }
}

/// Returns what is listed, in its order: the heaviest of too many. Tells how many are not.
fn heaviest<'a, T, W: Ord>(
    all: impl Iterator<Item = &'a T>,
    weight: impl Fn(&T) -> W,
) -> (Vec<&'a T>, usize) {
    let mut ranked: Vec<(usize, &T)> = all.enumerate().collect();
    let rest = ranked.len().saturating_sub(LISTED);
    ranked.sort_by_key(|(_, one)| Reverse(weight(one)));
    ranked.truncate(LISTED);
    ranked.sort_by_key(|(place, _)| *place);
    (ranked.into_iter().map(|(_, one)| one).collect(), rest)
}

/// What weighs most about gaps: that the customer meets them, then how bad they are.
fn weight(gaps: &Gaps) -> [usize; 4] {
    [gaps.reaching, gaps.counts.error, gaps.counts.warning, gaps.counts.info]
}

/// Says how many are not listed.
fn tell_rest(rest: usize, said: fn(usize) -> String, page: &mut LineBuffer) {
    if rest > 0 {
        page.paragraph(0, DIM, &said(rest));
    }
}

/// Lists the borders with gaps; without a matrix the others too.
fn borders(map: &Map, has_matrix: bool, words: &MapTexts, like: &LineBuffer) -> LineBuffer {
    let mut page = like.another();
    let wanted = |border: &&Border| !has_matrix || border.gaps.all() > 0;
    let (listed, rest) =
        heaviest(map.borders.iter().filter(wanted), |border| (weight(&border.gaps), border.handoffs.len()));
    for border in listed {
        let ends = [&border.giver, &border.receiver].map(|end| name(end.as_deref(), words, 2 * LONGEST));
        let style = if border.gaps.reaching > 0 { CUSTOMER } else { BOLD };
        page.paragraph(0, style, &format!("{} → {}", ends[0], ends[1]));
        page.paragraph(2, PLAIN, &format!("{}; {}", words.coverage(border), words.gaps(&border.gaps)));
    }
    tell_rest(rest, words.more_borders, &mut page);
    page
}

/// Lists the departments that lack something, or have gaps of their own.
fn departments(map: &Map, words: &MapTexts, like: &LineBuffer) -> LineBuffer {
    let mut page = like.another();
    let lacks = |department: &&Department| department.unmet().0 > 0 || department.gaps.all() > 0;
    let (listed, rest) = heaviest(map.departments.iter().filter(lacks), |department| {
        (weight(&department.gaps), department.unmet().0)
    });
    for department in listed {
        let (unmet, needs) = department.unmet();
        let mut said = Vec::new();
        if unmet > 0 {
            said.push((words.unmet)(unmet, needs));
        }
        if department.gaps.all() > 0 {
            said.push(words.gaps(&department.gaps));
        }
        page.paragraph(0, BOLD, &name(department.name.as_deref(), words, 2 * LONGEST));
        page.paragraph(2, PLAIN, &said.join("; "));
    }
    tell_rest(rest, words.more_departments, &mut page);
    if map.elsewhere.all() > 0 {
        page.paragraph(0, BOLD, words.elsewhere);
        page.paragraph(2, PLAIN, &words.gaps(&map.elsewhere));
    }
    page
}
