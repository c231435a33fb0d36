//! `handoff plugin pin`

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::run::Failure;
use crate::system::System;

pub(super) fn run(
    _asked: &args::Pin,
    _system: &dyn System,
    _console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    Err(Failure::Usage("under construction".to_owned()))
}
