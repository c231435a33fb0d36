//! Tells cargo about files that are added to the folders embedded by `plugin new`; it sees only those it has seen before.

fn main() {
    println!("cargo::rerun-if-changed=../../plugins/templates");
    println!("cargo::rerun-if-changed=../../plugins/sdk");
}
