//! What holds for every input, however hostile.
//!
//! Each module is one target: a function that takes bytes and panics where a promise is broken. The programs in
//! `fuzz_targets/` hand them the bytes of the fuzzer; `tests/suite` hands them the seeds in `seeds/`.

mod archive;
mod artefact;
mod config;
mod export;
mod findings;
mod forge;
mod image;
mod lock;
mod path;
mod plugin;
mod program;
mod recording;
mod render;
mod safe;
mod words;
mod world;

pub use archive::archive;
pub use artefact::artefact;
pub use config::config;
pub use export::export;
pub use findings::findings;
pub use lock::lock;
pub use path::path;
pub use plugin::plugin;
pub use recording::recording;
pub use render::render;

/// Every target by its name, which is also that of its folder of seeds.
pub const TARGETS: [(&str, fn(&[u8])); 10] = [
    ("archive", archive),
    ("artefact", artefact),
    ("config", config),
    ("export", export),
    ("findings", findings),
    ("lock", lock),
    ("path", path),
    ("plugin", plugin),
    ("recording", recording),
    ("render", render),
];
