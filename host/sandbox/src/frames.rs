//! The functions in which a plugin stopped, by names a person can read.

use wasmtime::WasmBacktrace;

use crate::limits;
use crate::text::cut;

/// What lies between a fault in Rust and the trap: it says the same in every trace.
const MACHINERY: [&str; 12] = [
    "abort",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::",
    "core::str::slice_error_fail",
    "std::",
    "__rust",
    "rust_",
];

/// Reads the frames of a call that was stopped, innermost first; none where the plugin did not run.
pub(crate) fn of(error: &wasmtime::Error) -> Vec<String> {
    let Some(trace) = error.downcast_ref::<WasmBacktrace>() else { return Vec::new() };
    let name = |frame: &wasmtime::FrameInfo| match frame.func_name() {
        Some(name) => readable(name),
        None => format!("function {} (the plugin holds no names)", frame.func_index()),
    };
    readable_frames(trace.frames().iter().map(name))
}

/// Leaves out the machinery of panics, and says once what repeats.
fn readable_frames(names: impl Iterator<Item = String>) -> Vec<String> {
    let machinery = |name: &String| MACHINERY.iter().any(|start| name.starts_with(start));
    let mut frames: Vec<(String, usize)> = Vec::new();
    for name in names.skip_while(machinery) {
        match frames.last_mut() {
            Some((last, times)) if *last == name => *times += 1,
            _ => frames.push((name, 1)),
        }
    }
    frames.truncate(limits::FRAMES_KEPT);
    let say = |(name, times)| if times == 1 { name } else { format!("{name} ({times} times)") };
    frames.into_iter().map(say).collect()
}

/// Undoes what compilers do to names; the hash that Rust adds says nothing.
fn readable(name: &str) -> String {
    cut(format!("{:#}", rustc_demangle::demangle(name)), limits::FRAME)
}

#[cfg(test)]
mod tests {
    use super::{readable, readable_frames};

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        assert_eq!(readable_frames(names.iter().map(|name| readable(name))), expected);
    }

    #[test]
    fn names_are_those_of_the_source() {
        check(&["_ZN4acme3fax5check17h0123456789abcdefE"], &["acme::fax::check"]);
        check(&["_RNvNtCs1234_4acme3fax5check"], &["acme::fax::check"]);
        check(&["check_fax", ""], &["check_fax", ""]);
    }

    #[test]
    fn the_way_from_a_panic_to_its_trap_is_left_out() {
        let panic =
            ["rust_panic", "std::panicking::begin_panic", "core::panicking::panic_fmt", "acme::check"];
        check(&panic, &["acme::check"]);
        check(
            &["acme::check", "std::iter::each", "acme::all"],
            &["acme::check", "std::iter::each", "acme::all"],
        );
    }

    #[test]
    fn what_repeats_is_said_once() {
        check(&["a", "a", "a", "b", "a"], &["a (3 times)", "b", "a"]);
        let deep: Vec<String> = (0..16).map(|number| format!("f{number}")).collect();
        assert_eq!(readable_frames(deep.into_iter()).len(), 8);
    }
}
