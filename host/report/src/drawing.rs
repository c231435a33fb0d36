//! The picture of one process, in the notation of BPMN 2.0: SVG without scripts, to stand inside a page.
//!
//! Colours, light and dark, come from [`STYLE`], which the page holds once. Every element carries the attribute
//! `data-element-id`, as bpmn-js writes it, so that whatever is put on one picture can be put on the other. Lines say
//! where they lead in `data-source` and `data-target`.

mod edge;
mod icon;
mod overlay;
mod pen;
mod shape;
mod sheet;
#[cfg(test)]
mod tests;

pub use self::overlay::{FindingPin, FindingTrail, Overlay};
pub(crate) use self::overlay::{badge, touchpoint_sign};
pub use self::sheet::{Picture, svg};

/// The style sheet of all pictures of processes.
pub const STYLE: &str = include_str!("drawing/style.css");
