//! `handoff plugin push` and `handoff plugin pull`: the only verbs that use the network.
//!
//! They exist with the feature `registry` alone; without it the program holds no network code at all. What comes from
//! a registry is believed only as far as its digests go, and what is no plugin is neither sent nor written.

mod artifact;
mod client;
mod credentials;
mod error;
mod reference;

use anyhow::anyhow;
use std::path::Path;

use handoff_check::plugins::{SIGNATURE_BYTES, examine_bounded, newest_version, signature_beside};
use handoff_check::{CommandError, Exit};
use handoff_machine::{Console, FileKind, System};
use handoff_sandbox::{CompileError, digest, limits};
use minisign_verify::Signature;

use self::artifact::Artifact;
use self::client::Client;
use self::reference::RegistryReference;
use crate::args;

/// Sends a component, and the signature beside it, to a registry.
pub(super) fn push(
    asked: &args::PushCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let place = RegistryReference::of(&asked.reference, asked.plain_http)?.writable()?;
    let component = read(system, &asked.plugin, limits::COMPONENT_BYTES)?;
    let name = asked.plugin.display();
    let (inspection, _) = examine_bounded(&component, system)
        .map_err(|refusals| anyhow!("{name} {}; what would be refused is not sent", reasons(&refusals)))?;
    let beside = signature_beside(&asked.plugin);
    let signature = match system.kind(&beside) {
        Ok(_) => Some(signature(&beside.display().to_string(), read(system, &beside, SIGNATURE_BYTES)?)?),
        Err(_) => None,
    };
    let artifact = Artifact { component, signature };
    let credentials = credentials::find(system, place.registry())?;
    let manifest = Client::open(&place, credentials).push(&artifact, &inspection)?;
    let mut text = format!("sent       {place}\nmanifest   sha256:{manifest}\n");
    text += &transfer_summary(&artifact, &asked.plugin);
    console.print(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Fetches a component, and the signature that came with it, from a registry.
pub(super) fn pull(
    asked: &args::PullCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let place = RegistryReference::of(&asked.reference, asked.plain_http)?;
    let credentials = credentials::find(system, place.registry())?;
    let (manifest, artifact) = Client::open(&place, credentials).pull()?;
    let refused = |cause: String| anyhow!("{place} {cause}; nothing was written");
    examine_bounded(&artifact.component, system).map_err(|refusals| refused(reasons(&refusals)))?;
    let beside = signature_beside(&asked.out);
    if let Some(bytes) = &artifact.signature {
        signature("the signature that came with it", bytes.clone())?;
    }
    // The component first: should the second fail, a signature that does not fit is refused when the plugin is used.
    write(system, &asked.out, &artifact.component)?;
    match &artifact.signature {
        Some(bytes) => write(system, &beside, bytes)?,
        None if matches!(system.kind(&beside), Ok(FileKind::File)) => console.tell(&format!(
            "{} is not of this component, which came without a signature; remove it\n",
            beside.display()
        )),
        None => {}
    }
    let mut text = format!("fetched    {place}\nmanifest   sha256:{manifest}\n");
    text += &transfer_summary(&artifact, &asked.out);
    console.print(text.as_bytes())?;
    let path = serde_json::Value::from(asked.out.to_string_lossy());
    console.tell(&format!(
        "Next: name it in handoff.toml, by its path from there, and allow it with `handoff plugin pin`:\n\n  \
         [[plugin]]\n  path = {path}\n"
    ));
    Ok(Exit::Clean)
}

/// Fetches the newest version of a plugin that a repository holds, by its tags: where it lies, and its bytes.
pub(super) fn newest(
    repository: &str,
    plain_http: bool,
    system: &dyn System,
) -> anyhow::Result<(String, Vec<u8>)> {
    // Of a place without a version the tags are asked for, so that any will do.
    let place = RegistryReference::of(&format!("{repository}:any"), plain_http)?;
    let credentials = credentials::find(system, place.registry())?;
    let tags = Client::open(&place, credentials).tags()?;
    let newest = newest_version(tags.iter().map(String::as_str)).ok_or_else(|| {
        anyhow!("{repository} has no tag that is a version; push it like `{repository}:1.0.0`")
    })?;
    let place = RegistryReference::of(&format!("{repository}:{newest}"), plain_http)?;
    let credentials = credentials::find(system, place.registry())?;
    let (_, artifact) = Client::open(&place, credentials).pull()?;
    Ok((place.to_string(), artifact.component))
}

/// Names what was sent or fetched, by its digests.
fn transfer_summary(artifact: &Artifact, path: &Path) -> String {
    let bytes = artifact.component.len();
    let component =
        format!("component  sha256:{}  {} ({bytes} bytes)\n", digest(&artifact.component), path.display());
    let signature = artifact.signature.as_ref().map(|signature| {
        format!("signature  sha256:{}  {}\n", digest(signature), signature_beside(path).display())
    });
    component + &signature.unwrap_or_default()
}

/// Returns the bytes of a signature if they are one.
fn signature(name: &str, bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let decoded = std::str::from_utf8(&bytes).ok().and_then(|text| Signature::decode(text).ok());
    decoded.map(|_| bytes).ok_or_else(|| {
        anyhow!("{name} is no minisign signature; sign the component again with `minisign -S`")
    })
}

/// Joins the reasons for which a component is no plugin.
fn reasons(refusals: &[CompileError]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn read(system: &dyn System, path: &Path, limit: usize) -> anyhow::Result<Vec<u8>> {
    system
        .read(path, limit)
        .map_err(|unread| anyhow!("{} cannot be read: {unread}; {}", path.display(), unread.remedy()))
}

fn write(system: &dyn System, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(system
        .replace(path, bytes)
        .map_err(|error| CommandError::Unwritten { path: path.to_path_buf(), error })?)
}
