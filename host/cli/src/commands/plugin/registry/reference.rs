//! Where a plugin lies in a registry.

use anyhow::anyhow;
use std::fmt::{self, Display, Formatter};
use std::net::IpAddr;

use oci_client::Reference;

/// A place in a registry, as it was named on the command line.
#[derive(Debug)]
pub(super) struct RegistryReference {
    pub(super) reference: Reference,
    /// Speak plain HTTP: only ever to this machine.
    pub(super) plain: bool,
}

impl RegistryReference {
    /// Reads a reference.
    ///
    /// Nothing is guessed: other tools take a missing registry for a public one and a missing tag for `latest`, and a
    /// typing error would publish a plugin, or fetch another one than was meant.
    pub(super) fn of(text: &str, plain: bool) -> anyhow::Result<Self> {
        let wrong = |why: &str| {
            let text = text.escape_debug();
            anyhow!("`{text}` {why}; write it like `registry.example/rules/acme:1.0.0`")
        };
        let reference: Reference =
            text.parse().map_err(|error| wrong(&format!("is no reference: {error}")))?;
        if !text.starts_with(&format!("{}/", reference.registry())) {
            return Err(wrong("names no registry"));
        }
        let named = reference.tag().is_none_or(|tag| text.contains(&format!(":{tag}")));
        if !named {
            return Err(wrong("names no tag and no digest"));
        }
        if reference.digest().is_some_and(|digest| !digest.starts_with("sha256:")) {
            return Err(wrong("has a digest that is not sha256"));
        }
        if plain && !is_here(reference.resolve_registry()) {
            return Err(anyhow!(
                "`--plain-http` is only for registries on this machine, and {} is none; leave it out",
                reference.registry()
            ));
        }
        Ok(Self { reference, plain })
    }

    /// Refuses a place that nothing can be sent to.
    pub(super) fn writable(self) -> anyhow::Result<Self> {
        match (self.reference.tag(), self.reference.digest()) {
            (Some(_), None) => Ok(self),
            _ => Err(anyhow!(
                "`{self}` has a digest, and the digest follows from what is sent; name a tag alone"
            )),
        }
    }

    /// Returns the registry with its port.
    pub(super) fn registry(&self) -> &str {
        self.reference.resolve_registry()
    }

    /// Returns the digest that the manifest must have, or else its tag.
    pub(super) fn version(&self) -> &str {
        self.reference.digest().or(self.reference.tag()).unwrap_or_default()
    }
}

impl Display for RegistryReference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.reference.fmt(f)
    }
}

/// Tells whether a registry is on this machine.
fn is_here(registry: &str) -> bool {
    let host = registry.split_once(':').map_or(registry, |(host, _)| host);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a reference, and compares it as shown, or what is said about it.
    #[track_caller]
    fn check(text: &str, plain: bool, expected: Result<&str, &str>) {
        match (RegistryReference::of(text, plain), expected) {
            (Ok(place), Ok(expected)) => assert_eq!(place.to_string(), expected),
            (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{error}"),
            (found, _) => panic!("{text}: {found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn nothing_of_a_reference_is_guessed() {
        let digest = "a".repeat(64);
        let by_digest = format!("registry.example/acme@sha256:{digest}");
        check("registry.example/rules/acme:1.0.0", false, Ok("registry.example/rules/acme:1.0.0"));
        check("localhost:5000/acme:latest", false, Ok("localhost:5000/acme:latest"));
        check(&by_digest, false, Ok(&by_digest));
        check("acme:1.0.0", false, Err("names no registry"));
        check("rules/acme:1.0.0", false, Err("names no registry"));
        check("registry.example/acme", false, Err("names no tag and no digest"));
        check("localhost:5000/latest", false, Err("names no tag and no digest"));
        check("https://registry.example/acme:1", false, Err("is no reference"));
        check(
            "registry.example/acme:1\u{1b}[2J",
            false,
            Err("`registry.example/acme:1\\u{1b}[2J` is no ref"),
        );
        check("", false, Err("is no reference"));
        check(&format!("registry.example/a@sha512:{}", "a".repeat(128)), false, Err("not sha256"));
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        check("localhost:5000/acme:1", true, Ok("localhost:5000/acme:1"));
        check("127.0.0.1:5000/acme:1", true, Ok("127.0.0.1:5000/acme:1"));
        check("127.8.8.8/acme:1", true, Ok("127.8.8.8/acme:1"));
        for other in ["registry.example/acme:1", "10.0.0.1:5000/acme:1", "localhost.example:80/acme:1"] {
            check(other, true, Err("only for registries on this machine"));
        }
    }

    #[test]
    fn a_digest_cannot_be_sent_to() {
        let by_digest = format!("registry.example/acme:1@sha256:{}", "a".repeat(64));
        let refused = RegistryReference::of(&by_digest, false).and_then(RegistryReference::writable);
        assert!(refused.unwrap_err().to_string().contains("name a tag alone"));
        assert!(
            RegistryReference::of("registry.example/acme:1", false)
                .and_then(RegistryReference::writable)
                .is_ok()
        );
    }
}
