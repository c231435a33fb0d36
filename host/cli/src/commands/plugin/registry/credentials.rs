//! Who asks: from the environment, else from what `docker login` has written.
//!
//! Credentials are given to the registry they are for and shown to nobody.

use anyhow::anyhow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use handoff_machine::System;
use oci_client::secrets::RegistryAuth;
use serde::Deserialize;

const USER: &str = "HANDOFF_REGISTRY_USER";
const PASSWORD: &str = "HANDOFF_REGISTRY_PASSWORD";

/// Bytes of docker's configuration: people have a handful of registries.
const CONFIG_BYTES: usize = 1 << 20;

/// Who asks.
pub(super) struct Credentials {
    pub(super) auth: RegistryAuth,
    /// Where they were found, for messages.
    pub(super) source: Option<&'static str>,
}

/// The part of docker's `config.json` that holds credentials.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct DockerConfig {
    auths: BTreeMap<String, DockerAuth>,
    creds_store: Option<String>,
    cred_helpers: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DockerAuth {
    auth: Option<String>,
}

/// Finds the credentials for a registry; nobody's where there are none.
pub(super) fn find(system: &dyn System, registry: &str) -> anyhow::Result<Credentials> {
    match (system.env(USER), system.env(PASSWORD)) {
        (Some(user), Some(password)) => {
            return Ok(Credentials {
                auth: RegistryAuth::Basic(user, password),
                source: Some("the environment"),
            });
        }
        (None, None) => {}
        (user, _) => {
            let (set, missing) = if user.is_some() { (USER, PASSWORD) } else { (PASSWORD, USER) };
            return Err(anyhow!("{set} is set and {missing} is not; set both or none"));
        }
    }
    let nobody = Credentials { auth: RegistryAuth::Anonymous, source: None };
    let folder = system.env("DOCKER_CONFIG").map(PathBuf::from);
    let folder = folder.or_else(|| Some(PathBuf::from(system.env("HOME")?).join(".docker")));
    let Some(path) = folder.map(|folder| folder.join("config.json")) else { return Ok(nobody) };
    if system.kind(&path).is_err() {
        return Ok(nobody);
    }
    let wrong = |why: &str| anyhow!("{} {why}; or set {USER} and {PASSWORD}", path.display());
    let bytes = system
        .read(&path, CONFIG_BYTES)
        .map_err(|unread| wrong(&format!("cannot be read: {unread}; {}", unread.remedy())))?;
    // What the parser would quote may be a password.
    let docker: DockerConfig = serde_json::from_slice(&bytes).map_err(|error| {
        wrong(&format!("is not docker's configuration, from line {} on; mend it", error.line()))
    })?;
    let entry = docker.auths.iter().find(|(key, _)| host_of(key) == registry);
    if let Some(auth) = entry.and_then(|(_, entry)| entry.auth.as_deref()).filter(|auth| !auth.is_empty()) {
        let auth = decode(auth)
            .ok_or_else(|| wrong(&format!("has an entry for {registry} that is none; log in again")))?;
        return Ok(Credentials { auth, source: Some("docker's configuration") });
    }
    if entry.is_some() && docker.creds_store.is_some() || docker.cred_helpers.contains_key(registry) {
        return Err(wrong(&format!(
            "leaves the password of {registry} to a helper program, and none is started from here; write it \
             there with `docker login` without a helper"
        )));
    }
    Ok(nobody)
}

/// Takes the scheme and the path from a key of docker's configuration.
fn host_of(key: &str) -> &str {
    let key = key.split_once("://").map_or(key, |(_, rest)| rest);
    key.split_once('/').map_or(key, |(host, _)| host)
}

/// Reads `user:password` as docker writes it.
fn decode(auth: &str) -> Option<RegistryAuth> {
    let text = String::from_utf8(STANDARD.decode(auth).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    // Some versions of docker end it with a zero.
    let password = password.trim_end_matches('\0');
    Some(RegistryAuth::Basic(user.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    const REGISTRY: &str = "registry.example:5000";

    /// Looks for credentials, and compares the user and password, or what is said.
    #[track_caller]
    fn check(machine: &MemorySystem, expected: Result<Option<(&str, &str)>, &str>) {
        match (find(machine, REGISTRY), expected) {
            (Ok(Credentials { auth: RegistryAuth::Basic(user, password), .. }), Ok(Some(expected))) => {
                assert_eq!((user.as_str(), password.as_str()), expected);
            }
            (Ok(Credentials { auth: RegistryAuth::Anonymous, .. }), Ok(None)) => {}
            (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{error}"),
            (Ok(_), expected) => panic!("other credentials than {expected:?}"),
            (Err(error), expected) => panic!("{error} instead of {expected:?}"),
        }
    }

    fn docker(config: &str) -> MemorySystem {
        MemorySystem::default().with_env("HOME", "/home").file("/home/.docker/config.json", config)
    }

    #[test]
    fn docker_is_asked_after_the_environment() {
        check(&MemorySystem::default(), Ok(None));
        check(&MemorySystem::default().with_env("HOME", "/home"), Ok(None));
        let config =
            r#"{"auths":{"https://registry.example:5000/v1/":{"auth":"YW5uOnM6M2NyZXQ="}},"other":1}"#;
        check(&docker(config), Ok(Some(("ann", "s:3cret"))));
        let both = docker(config).with_env(USER, "bob").with_env(PASSWORD, "hidden");
        check(&both, Ok(Some(("bob", "hidden"))));
        let elsewhere =
            MemorySystem::default().with_env("DOCKER_CONFIG", "/etc/d").file("/etc/d/config.json", config);
        check(&elsewhere, Ok(Some(("ann", "s:3cret"))));
    }

    #[test]
    fn only_the_registry_itself_gets_its_credentials() {
        for other in ["registry.example", "registry.example:5001", "evil.example/registry.example:5000"] {
            check(&docker(&format!(r#"{{"auths":{{"{other}":{{"auth":"YTpi"}}}}}}"#)), Ok(None));
        }
    }

    #[test]
    fn what_cannot_be_used_is_said_without_quoting_it() {
        check(
            &MemorySystem::default().with_env(USER, "ann"),
            Err("HANDOFF_REGISTRY_PASSWORD is not; set both"),
        );
        check(
            &docker("{\"auths\":{\"s3cret\""),
            Err("config.json is not docker's configuration, from line 1"),
        );
        let entry = r#"{"auths":{"registry.example:5000":{"auth":"s3cret!"}}}"#;
        check(&docker(entry), Err("has an entry for registry.example:5000 that is none"));
        for text in ["{\"auths\":{\"registry.example:5000\":{\"auth\":5}}}", entry] {
            let said = find(&docker(text), REGISTRY).map(|_| ()).unwrap_err().to_string();
            assert!(!said.contains("s3cret"), "{said}");
        }
        let helper = r#"{"auths":{"registry.example:5000":{}},"credsStore":"desktop"}"#;
        check(&docker(helper), Err("to a helper program"));
        check(&docker(r#"{"auths":{},"credsStore":"desktop"}"#), Ok(None));
    }
}
