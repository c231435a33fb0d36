//! Watch mode and the live page: the only room that listens.
//!
//! [`watch`] makes one state after the other by the path of a check, each with what became better and worse; [`page`] shows
//! them to browsers.

#![warn(clippy::disallowed_methods)]

pub mod page;
mod texts;
pub mod watch;
