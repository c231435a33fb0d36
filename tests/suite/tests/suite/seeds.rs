//! The seeds of the fuzz targets, and every input that a fuzzer ever broke something with, on any compiler.

use std::fs;
use std::path::Path;

#[test]
fn every_target_holds_for_its_seeds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
    for (name, target) in handoff_fuzz::TARGETS {
        let files = fs::read_dir(seeds.join(name)).expect("every target has a folder of seeds");
        let mut count = 0;
        for file in files {
            let bytes = fs::read(file.expect("a seed").path()).expect("a seed can be read");
            target(&bytes);
            count += 1;
        }
        assert!(count > 0, "{name} has no seeds");
    }
}
