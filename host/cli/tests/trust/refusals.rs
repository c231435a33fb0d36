//! Small files that take long to look at or to compile: the bound that ends it is named, and paid for once.

use std::time::Duration;

use handoff_hostile::{all, build};
use wait4::Wait4 as _;

use crate::{ACME, TrustFolder};

/// Each with what is said of it.
const COSTLY: [(&str, &str); 5] = [
    ("nested-loops", "takes more than the"),
    ("many-choices", "takes more than the"),
    ("many-values", "takes more than the"),
    ("huge-function", "bytes in one function"),
    ("jump-tables", "values"),
];

#[test]
fn what_is_refused_is_refused_once() {
    for (name, said) in COSTLY {
        let place = TrustFolder::alone(ACME);
        place.write("plugins/acme.wasm", build(&all()[name]));
        place.check(&["plugin", "pin"], 3, &["plugins/acme.wasm was refused", said, "stays as it is"]);
        assert!(!place.path("handoff.lock").exists());
        let mut command = place.command(&["check", "--unpinned", "--verbose"]);
        let output = std::fs::File::create(place.path("out")).unwrap();
        let child = command.stdout(output.try_clone().unwrap()).stderr(output).spawn().unwrap();
        let ended = child.wait4().unwrap();
        let shown = std::fs::read_to_string(place.path("out")).unwrap();
        assert_eq!(ended.status.code(), Some(3), "{name}: {shown}");
        assert!(!shown.contains("compiling") && shown.contains(said), "{name}: {shown}");
        let took = ended.rusage.utime + ended.rusage.stime;
        assert!(took < Duration::from_secs(2), "{name}: {took:?} to refuse it again");
    }
}
