//! The `handoff` command.

use std::io::{self, Write};
use std::panic;

use handoff_check::Exit;
use handoff_cli::run;
use handoff_machine::OsSystem;

fn main() -> Exit {
    panic::set_hook(Box::new(|fault| {
        // Nothing can be done if even this cannot be written.
        let _ = writeln!(
            io::stderr(),
            "handoff: this is a fault of handoff itself: {fault}\n\
             Please report it with the command and, if you may, the export that brought it about."
        );
    }));
    let run = || run(std::env::args_os(), &OsSystem::default(), &mut io::stdout(), &mut io::stderr());
    panic::catch_unwind(run).unwrap_or(Exit::Internal)
}
