//! Makes a component of what a compiler wrote, for `handoff plugin build`; nothing is ever encoded when a plugin loads.

use wasm_encoder::Encode;
use wasmparser::{BinaryReader, BinaryReaderError, Parser};
use wit_component::ComponentEncoder;

use crate::inspect::{InspectError, Inspection, inspect};
use crate::limits;

/// Why no plugin can be made of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// It is neither a module nor a component, or a broken one.
    Broken(#[from] BinaryReaderError),
    /// The module does not carry the contract, or does not keep it.
    Module(String),
    /// The component is no plugin.
    Refused(#[from] InspectError),
}

/// A component that imports nothing but the contract.
#[derive(Clone, Debug)]
pub struct EncodedComponent {
    /// The bytes of the component, ready to be written to a file.
    pub bytes: Vec<u8>,
    /// What these bytes say about the plugin.
    pub inspection: Inspection,
}

/// Encodes a core module that carries the contract as a component, or takes a component as it is; strips what is neither
/// run nor read in traces, and proves that the result asks for nothing but the contract.
pub fn encode(bytes: &[u8]) -> Result<EncodedComponent, EncodeError> {
    let component = if Parser::is_core_wasm(bytes) { component(bytes)? } else { bytes.to_vec() };
    let bytes = strip(&component, limits::NESTING)?;
    let inspection = inspect(&bytes)?;
    Ok(EncodedComponent { bytes, inspection })
}

fn component(module: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let encode = || ComponentEncoder::default().validate(true).module(module)?.encode();
    encode().map_err(|error| EncodeError::Module(format!("{error:#}")))
}

/// The bytes before the first section: magic and version.
const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const CORE_MODULE: u8 = 1;
const COMPONENT: u8 = 4;

/// Copies a module or component without debug information and without the list of tools that made it. Names stay: traces
/// are written with them. Parts deeper than any plugin may hold stay as they are, for the inspection to refuse.
fn strip(bytes: &[u8], depth: usize) -> Result<Vec<u8>, BinaryReaderError> {
    let is_component = Parser::is_component(bytes);
    let mut reader = BinaryReader::new(bytes, 0);
    let mut stripped = reader.read_bytes(HEADER)?.to_vec();
    while !reader.eof() {
        let id = reader.read_u8()?;
        let length = reader.read_var_u32()?;
        let body = reader.read_bytes(length as usize)?;
        let nested = is_component && matches!(id, CORE_MODULE | COMPONENT) && depth > 1;
        if id == CUSTOM && is_ballast(BinaryReader::new(body, 0).read_string()?) {
            continue;
        }
        let inner = if nested { Some(strip(body, depth - 1)?) } else { None };
        let body = inner.as_deref().unwrap_or(body);
        stripped.push(id);
        body.encode(&mut stripped);
    }
    Ok(stripped)
}

fn is_ballast(section: &str) -> bool {
    section.starts_with(".debug_") || section == "producers"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wat(text: &str) -> Vec<u8> {
        wat::parse_str(text).unwrap()
    }

    fn check_stripped(full: &str, expected: &str) {
        assert_eq!(strip(&wat(full), limits::NESTING).unwrap(), wat(expected), "{full}");
    }

    #[test]
    fn what_is_not_run_is_stripped_at_every_depth() {
        let ballast = r#"(@custom ".debug_info" "x") (@custom "producers" "y")"#;
        check_stripped(
            &format!(r#"(module {ballast} (func $named) (@custom "mine" "z"))"#),
            r#"(module (func $named) (@custom "mine" "z"))"#,
        );
        check_stripped(
            &format!(
                "(component {ballast} (core module {ballast} (func $f)) (component (core module {ballast})))"
            ),
            "(component (core module (func $f)) (component (core module)))",
        );
    }

    #[test]
    fn what_is_no_plugin_says_what_to_do() {
        let refused = |bytes: &[u8], reason: &str| {
            let error = encode(bytes).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        };
        refused(b"", "not WebAssembly");
        refused(b"hello, world", "not");
        refused(&wat("(module)"), "holds no rules");
        refused(
            &wat(r#"(module (import "wasi_snapshot_preview1" "fd_write" (func)))"#),
            "cannot become a component",
        );
        refused(&wat("(component)"), "holds no rules");
        let whole = wat("(component (core module (func)))");
        refused(whole.get(..whole.len() - 1).unwrap(), "not WebAssembly");
    }
}
