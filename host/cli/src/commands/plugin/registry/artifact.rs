//! A plugin as registries hold it: the layout for WebAssembly of the cloud native working group.
//!
//! One manifest names a small configuration, the component, and with it, where there is one, its signature. A
//! component and its signature have one manifest, byte for byte: the digest of the manifest is as good a name as the
//! tag, and better.

use handoff_check::plugins::SIGNATURE_BYTES;
use handoff_sandbox::limits::COMPONENT_BYTES;
use handoff_sandbox::{Inspection, digest};
use serde_json::{Value, json};

use super::error::RegistryErrorKind;

/// The media type of the manifest.
pub(super) const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.wasm.config.v0+json";
const COMPONENT: &str = "application/wasm";
const SIGNATURE: &str = "application/vnd.minisign.signature.v0+text";

/// Bytes of a manifest: ours have some seven hundred, and notes of other tools may come in addition.
pub(super) const MANIFEST_BYTES: usize = 64 << 10;

/// What travels.
pub(super) struct Artifact {
    pub(super) component: Vec<u8>,
    pub(super) signature: Option<Vec<u8>>,
}

/// A layer as the manifest announces it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layer {
    /// What it is called in messages.
    pub(super) what: &'static str,
    /// The sha256 of its bytes, in hex.
    pub(super) digest: String,
    /// The most bytes it may have.
    pub(super) limit: usize,
}

impl Artifact {
    /// Returns the layers with their media types.
    pub(super) fn layers(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let signature = self.signature.as_deref().map(|bytes| (SIGNATURE, bytes));
        std::iter::once((COMPONENT, self.component.as_slice())).chain(signature)
    }

    /// Writes the configuration.
    pub(super) fn config(&self, inspection: &Inspection) -> Vec<u8> {
        let digests: Vec<String> = self.layers().map(|(_, bytes)| named(bytes)).collect();
        let rules = inspection.contract.name("rules");
        let config = json!({
            // The layout wants a time. When it was packed says nothing about a plugin, and would change its digest.
            "created": "1970-01-01T00:00:00Z",
            "architecture": "wasm",
            // The layout's word for a component; it imports nothing of WASI.
            "os": "wasip2",
            "layerDigests": digests,
            "component": { "imports": inspection.imports, "exports": [rules] },
        });
        config.to_string().into_bytes()
    }

    pub(super) fn manifest(&self, config: &[u8]) -> Vec<u8> {
        let entry = |(kind, bytes): (&str, &[u8])| json!({ "mediaType": kind, "digest": named(bytes), "size": bytes.len() });
        let layers: Vec<Value> = self.layers().map(entry).collect();
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": entry((CONFIG, config)),
            "layers": layers,
        });
        manifest.to_string().into_bytes()
    }
}

/// Names bytes as registries do.
pub(super) fn named(bytes: &[u8]) -> String {
    format!("sha256:{}", digest(bytes))
}

/// Reads the manifest of a plugin: its component, and the signature if it has one.
pub(super) fn layers(manifest: &[u8]) -> Result<(Layer, Option<Layer>), RegistryErrorKind> {
    let no_plugin = |why: &str| RegistryErrorKind::NoPlugin(why.to_owned());
    let manifest: Value =
        serde_json::from_slice(manifest).map_err(|_| no_plugin("its manifest is not JSON"))?;
    if manifest["schemaVersion"] != 2 || manifest.get("mediaType").is_some_and(|kind| kind != MANIFEST) {
        return Err(no_plugin("its manifest is of another kind"));
    }
    if manifest["config"]["mediaType"] != CONFIG {
        return Err(no_plugin("it is not packed as a WebAssembly component"));
    }
    let found: &[Value] = manifest["layers"].as_array().map_or(&[], Vec::as_slice);
    let Some((component, rest)) = found.split_first().filter(|(_, rest)| rest.len() <= 1) else {
        return Err(no_plugin("it has not one layer with the component and at most one with its signature"));
    };
    let component = layer(component, COMPONENT, "the component", COMPONENT_BYTES)?;
    let signature = rest.first().map(|entry| layer(entry, SIGNATURE, "the signature", SIGNATURE_BYTES));
    Ok((component, signature.transpose()?))
}

/// Reads one layer that must be of one kind. Its digest becomes a part of an address, so its form matters.
fn layer(entry: &Value, kind: &str, what: &'static str, limit: usize) -> Result<Layer, RegistryErrorKind> {
    if entry["mediaType"] != kind {
        return Err(RegistryErrorKind::NoPlugin(format!(
            "in the place of {what} is something else than {kind}"
        )));
    }
    let hex = entry["digest"].as_str().and_then(|digest| digest.strip_prefix("sha256:"));
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let Some(hex) = hex.filter(|hex| hex.len() == 64 && hex.bytes().all(is_digit)) else {
        return Err(RegistryErrorKind::NoPlugin(format!("{what} is not named by a sha256")));
    };
    let size = entry["size"].as_u64().and_then(|size| usize::try_from(size).ok());
    let size = size.ok_or_else(|| RegistryErrorKind::NoPlugin(format!("{what} has no size")))?;
    if size > limit {
        return Err(RegistryErrorKind::TooLarge { what, limit });
    }
    Ok(Layer { what, digest: hex.to_owned(), limit: size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(change: impl Fn(&mut Value)) -> Vec<u8> {
        let artifact = Artifact { component: b"component".to_vec(), signature: Some(b"signature".to_vec()) };
        let mut manifest = serde_json::from_slice(&artifact.manifest(b"{}")).unwrap();
        change(&mut manifest);
        manifest.to_string().into_bytes()
    }

    /// Changes a good manifest and compares what is said about it.
    #[track_caller]
    fn check(change: impl Fn(&mut Value), said: &str) {
        let error = layers(&manifest(change)).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }

    #[test]
    fn what_is_written_is_read() {
        let (component, signature) = layers(&manifest(|_| {})).unwrap();
        assert_eq!((component.digest, component.limit), (digest(b"component"), 9));
        assert_eq!(signature.map(|layer| layer.digest), Some(digest(b"signature")));
        let alone = Artifact { component: b"component".to_vec(), signature: None };
        assert!(layers(&alone.manifest(b"{}")).unwrap().1.is_none());
    }

    #[test]
    fn what_is_no_plugin_is_refused() {
        assert!(layers(b"<html>").unwrap_err().to_string().contains("not JSON"));
        assert!(layers(b"[]").unwrap_err().to_string().contains("another kind"));
        check(|it| it["schemaVersion"] = 1.into(), "another kind");
        check(|it| it["mediaType"] = "application/vnd.oci.image.index.v1+json".into(), "another kind");
        check(
            |it| it["config"]["mediaType"] = "application/vnd.oci.image.config.v1+json".into(),
            "not packed",
        );
        check(|it| it["layers"] = json!([]), "it has not one layer");
        check(|it| it["layers"] = "none".into(), "it has not one layer");
        check(|it| it["layers"] = json!(vec![it["layers"][0].clone(); 3]), "it has not one layer");
        check(|it| it["layers"][0]["mediaType"] = "text/html".into(), "in the place of the component");
        check(|it| it["layers"][1]["mediaType"] = COMPONENT.into(), "in the place of the signature");
    }

    #[test]
    fn layers_are_named_and_measured() {
        for digest in ["sha512:00", "../../v2/other", "sha256:..", "", &format!("sha256:{}", "A".repeat(64))]
        {
            check(|it| it["layers"][0]["digest"] = digest.into(), "not named by a sha256");
        }
        check(|it| it["layers"][0]["size"] = (-1).into(), "has no size");
        check(|it| it["layers"][0]["size"] = (COMPONENT_BYTES + 1).into(), "more than 33554432 bytes");
        check(|it| it["layers"][1]["size"] = u64::MAX.into(), "the signature of more than 16384 bytes");
    }
}
