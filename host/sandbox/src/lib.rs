//! Runs rule plugins as sandboxed WebAssembly components; the only room that knows wasmtime.
