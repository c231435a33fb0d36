//! The one engine of the process, and its clock.

use std::num::NonZeroUsize;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;

use wasmparser::WasmFeatures;
use wasmtime::{Config, Engine};

use crate::limits;

/// The proposals that a plugin may use: what compilers of the supported languages emit, and nothing with a history of
/// advisories (simd, threads, gc, exceptions, tail calls, 64-bit or several memories, function references, async).
///
/// Measured: what Rust, componentize-js 0.23.0 and componentize-py 0.25.1 make is valid with these alone, so that simd
/// stays off too.
pub(crate) const FEATURES: WasmFeatures = WasmFeatures::MUTABLE_GLOBAL
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::REFERENCE_TYPES)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::FLOATS)
    .union(WasmFeatures::EXTENDED_CONST)
    .union(WasmFeatures::COMPONENT_MODEL);

/// Makes the engine: fuel for verdicts, epochs as a net, the same bits on every machine.
pub(crate) fn engine() -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config
        .wasm_features(WasmFeatures::all().difference(FEATURES), false)
        .wasm_features(FEATURES, true)
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(true)
        .max_wasm_stack(limits::WASM_STACK)
        // A trace names functions, never instructions.
        .generate_address_map(false)
        .wasm_backtrace_max_frames(NonZeroUsize::new(limits::FRAMES));
    Engine::new(&config)
}

/// Advances the engine's epoch while it lives.
///
/// One wake advances the epoch by one, however late it comes: on a busy or suspended machine the net is cast later, and
/// no call is stopped for time in which it could not run.
pub(crate) struct Ticker {
    _alive: Sender<()>,
}

impl Ticker {
    /// Starts the ticker's thread; it ends soon after the ticker is dropped.
    pub(crate) fn start(engine: &Engine) -> std::io::Result<Self> {
        let (alive, gone) = mpsc::channel::<()>();
        let engine = engine.weak();
        thread::Builder::new().name("epoch".into()).spawn(move || {
            while gone.recv_timeout(limits::TICK) == Err(RecvTimeoutError::Timeout) {
                let Some(engine) = engine.upgrade() else { break };
                engine.increment_epoch();
            }
        })?;
        Ok(Self { _alive: alive })
    }
}
