//! Standard output and standard error.

use std::io::{self, Write};

use crate::system::System;

/// The columns of what is no terminal: a log, a file, a pipe.
const PLAIN_WIDTH: usize = 100;
/// Narrower than this, nothing can be laid out.
const LEAST_WIDTH: usize = 40;
/// Wider than this, lines are hard to read.
const MOST_WIDTH: usize = 140;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A stream that is written to.
pub type Stream<'a> = &'a mut (dyn Write + Send);

/// Where the program speaks: findings on standard output, everything else on standard error.
pub struct Console<'a> {
    out: Stream<'a>,
    err: Stream<'a>,
    colors: (bool, bool),
    /// The columns of standard output.
    pub width: usize,
    /// Whether the user wants to see how things went, not only what came out.
    pub verbose: bool,
}

impl<'a> Console<'a> {
    /// Opens the console; `NO_COLOR` wins over every guess, and a word on the command line over both.
    pub fn new(color: Color, system: &dyn System, out: Stream<'a>, err: Stream<'a>) -> Self {
        let terminal = system.width();
        let width = laid_out(terminal, system);
        let colors = match color {
            Color::Always => (true, true),
            Color::Never => (false, false),
            Color::Auto if system.env("NO_COLOR").is_some() => (false, false),
            Color::Auto if system.env("CLICOLOR_FORCE").is_some_and(|value| value != "0") => (true, true),
            Color::Auto if system.env("TERM").is_some_and(|value| value == "dumb") => (false, false),
            Color::Auto => (terminal.is_some(), system.is_watched()),
        };
        Self { out, err, colors, width, verbose: false }
    }

    /// Lays out for the columns that the terminal has now.
    pub fn resize(&mut self, system: &dyn System) {
        self.width = laid_out(system.width(), system);
    }

    /// Tells whether standard error is coloured.
    pub fn colors_errors(&self) -> bool {
        self.colors.1
    }

    /// Writes to standard output, without the colours of `styled` where they are not wanted.
    pub fn print(&mut self, styled: &[u8]) -> io::Result<()> {
        let wanted = self.colors.0;
        write(self.out, styled, wanted)
    }

    /// Writes to standard output what is no text.
    pub fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        write(self.out, bytes, true)
    }

    /// Writes to standard error. That it cannot be written to changes nothing.
    pub fn tell(&mut self, styled: &str) {
        let wanted = self.colors.1;
        let _ = write(self.err, styled.as_bytes(), wanted);
    }
}

/// Returns the columns to lay out for.
fn laid_out(terminal: Option<usize>, system: &dyn System) -> usize {
    let asked = || system.env("COLUMNS").and_then(|columns| columns.parse().ok());
    terminal.or_else(asked).unwrap_or(PLAIN_WIDTH).clamp(LEAST_WIDTH, MOST_WIDTH)
}

fn write(stream: Stream<'_>, styled: &[u8], colors: bool) -> io::Result<()> {
    let plain = || anstream::adapter::strip_bytes(styled).into_vec();
    let written = if colors { stream.write_all(styled) } else { stream.write_all(&plain()) };
    match written.and_then(|()| stream.flush()) {
        // Whoever reads has enough: `handoff check | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
