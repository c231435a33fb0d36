//! Speaks to a registry: the one file of the program that uses the network.
//!
//! The library finds out how the registry wants to know who asks, and sends. What is fetched is fetched here, because
//! the library reads whatever comes, however much it is.

use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use handoff_sandbox::{Inspection, digest};
use oci_client::client::{ClientConfig, ClientProtocol};
use oci_client::errors::OciDistributionError;
use oci_client::secrets::RegistryAuth;
use oci_client::{RegistryOperation, client};
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{StatusCode, redirect};

use super::artifact::{self, Artifact, Layer, MANIFEST, MANIFEST_BYTES, named};
use super::credentials::Credentials;
use super::error::{RegistryError, RegistryErrorKind};
use super::reference::RegistryReference;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(15);
/// How long a registry may be silent.
const SILENCE: Duration = Duration::from_mins(1);
/// How long everything may take: 32 MiB over a slow line.
const WHOLE: Duration = Duration::from_mins(15);
/// Bytes of what a registry says about an error.
const MESSAGE_BYTES: usize = 16 << 10;
const AGENT: &str = concat!("handoff/", env!("CARGO_PKG_VERSION"));

/// A conversation about one place.
pub(super) struct Client<'a> {
    place: &'a RegistryReference,
    credentials: Credentials,
}

impl<'a> Client<'a> {
    /// Prepares a conversation; nothing is sent yet.
    pub(super) fn open(place: &'a RegistryReference, credentials: Credentials) -> Self {
        Self { place, credentials }
    }

    /// Sends a plugin and returns the digest of its manifest, in hex.
    pub(super) fn push(&self, artifact: &Artifact, inspection: &Inspection) -> Result<String, RegistryError> {
        self.converse(async {
            let reference = &self.place.reference;
            let auth = self.introduce(RegistryOperation::Push).await?;
            let oci = self.oci_client()?;
            oci.store_auth_if_needed(reference.resolve_registry(), &auth).await;
            let config = artifact.config(inspection);
            let manifest = artifact.manifest(&config);
            let digest = digest(&manifest);
            for bytes in artifact.layers().map(|(_, bytes)| bytes).chain([config.as_slice()]) {
                oci.push_blob(reference, bytes, &named(bytes)).await.map_err(|error| self.cause(error))?;
            }
            let kind = HeaderValue::from_static(MANIFEST);
            oci.push_manifest_raw(reference, manifest, kind).await.map_err(|error| self.cause(error))?;
            Ok(digest)
        })
    }

    /// Fetches a plugin, and the digest of its manifest, in hex.
    pub(super) fn pull(&self) -> Result<(String, Artifact), RegistryError> {
        self.converse(async {
            let auth = self.introduce(RegistryOperation::Pull).await?;
            let version = self.place.version();
            let manifest =
                self.fetch(&auth, &format!("manifests/{version}"), "a manifest", MANIFEST_BYTES).await?;
            let found = digest(&manifest);
            if let Some(expected) = self.place.reference.digest()
                && *expected != named(&manifest)
            {
                let expected = expected.to_owned();
                return Err(RegistryErrorKind::Digest { what: "a manifest", expected, found });
            }
            let (component, signature) = artifact::layers(&manifest)?;
            let component = self.layer(&auth, &component).await?;
            let signature = match &signature {
                Some(layer) => Some(self.layer(&auth, layer).await?),
                None => None,
            };
            Ok((found, Artifact { component, signature }))
        })
    }

    /// Lists the tags of the repository, as many as it names at once.
    pub(super) fn tags(&self) -> Result<Vec<String>, RegistryError> {
        self.converse(async {
            let auth = self.introduce(RegistryOperation::Pull).await?;
            let said = self.fetch(&auth, "tags/list", "a list of tags", MANIFEST_BYTES).await?;
            let said: serde_json::Value = serde_json::from_slice(&said)
                .map_err(|_| RegistryErrorKind::Other("its list of tags is no JSON".to_owned()))?;
            let tags = said["tags"].as_array().into_iter().flatten();
            Ok(tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect())
        })
    }

    /// Runs a conversation to its end, and says whom an error is about.
    fn converse<T>(
        &self,
        talk: impl Future<Output = Result<T, RegistryErrorKind>>,
    ) -> Result<T, RegistryError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let outcome = match runtime {
            Ok(runtime) => survive(|| {
                runtime
                    .block_on(async { tokio::time::timeout(WHOLE, talk).await })
                    .unwrap_or(Err(RegistryErrorKind::Timeout))
            }),
            Err(error) => Err(RegistryErrorKind::Other(error.to_string())),
        };
        outcome.map_err(|cause| RegistryError {
            registry: self.place.registry().to_owned(),
            repository: self.place.reference.repository().to_owned(),
            cause,
        })
    }

    /// Finds out how the registry wants to know who asks, and gets a token where it gives one.
    async fn introduce(&self, what: RegistryOperation) -> Result<RegistryAuth, RegistryErrorKind> {
        let auth = &self.credentials.auth;
        let token = self.oci_client()?.auth(&self.place.reference, auth, what).await;
        match token.map_err(|error| self.cause(error))? {
            // The library takes every token for one that fits into a header, and panics where it does not.
            Some(token) if HeaderValue::from_str(&token).is_err() => {
                Err(RegistryErrorKind::Other("its token is none".to_owned()))
            }
            Some(token) => Ok(RegistryAuth::Bearer(token)),
            None => Ok(auth.clone()),
        }
    }

    /// Makes the library's client. Tokens that it asks for itself would not be looked at, so each has its own.
    fn oci_client(&self) -> Result<client::Client, RegistryErrorKind> {
        let plain = self.place.plain;
        let config = ClientConfig {
            protocol: if plain { ClientProtocol::Http } else { ClientProtocol::Https },
            connect_timeout: Some(CONNECT),
            read_timeout: Some(SILENCE),
            user_agent: AGENT,
            // What is said to this machine must not pass through a proxy, and a proxy for nothing keeps out those of
            // the environment.
            http_proxy: plain.then(|| "http://127.0.0.1:9".to_owned()),
            no_proxy: plain.then(|| "localhost,127.0.0.0/8".to_owned()),
            ..ClientConfig::default()
        };
        client::Client::try_from(config).map_err(|error| self.cause(error))
    }

    /// Fetches a layer and holds its bytes against its digest.
    async fn layer(&self, auth: &RegistryAuth, layer: &Layer) -> Result<Vec<u8>, RegistryErrorKind> {
        let path = format!("blobs/sha256:{}", layer.digest);
        let bytes = self.fetch(auth, &path, layer.what, layer.limit).await?;
        let found = digest(&bytes);
        if found == layer.digest {
            return Ok(bytes);
        }
        Err(RegistryErrorKind::Digest {
            what: layer.what,
            expected: format!("sha256:{}", layer.digest),
            found,
        })
    }

    /// Fetches at most so many bytes.
    async fn fetch(
        &self,
        auth: &RegistryAuth,
        path: &str,
        what: &'static str,
        limit: usize,
    ) -> Result<Vec<u8>, RegistryErrorKind> {
        let plain = self.place.plain;
        let scheme = if plain { "http" } else { "https" };
        let (registry, repository) = (self.place.registry(), self.place.reference.repository());
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .user_agent(AGENT)
            .https_only(!plain);
        if plain {
            builder = builder.no_proxy().redirect(redirect::Policy::none());
        }
        let request = builder
            .build()
            .map_err(|error| lost(&error))?
            .get(format!("{scheme}://{registry}/v2/{repository}/{path}"))
            .header(ACCEPT, MANIFEST);
        let request = match auth {
            RegistryAuth::Anonymous => request,
            RegistryAuth::Basic(user, password) => request.basic_auth(user, Some(password)),
            RegistryAuth::Bearer(token) => request.bearer_auth(token),
        };
        let response = request.send().await.map_err(|error| lost(&error))?;
        match response.status() {
            StatusCode::OK => read(response, limit).await?.ok_or(RegistryErrorKind::TooLarge { what, limit }),
            status => {
                let message = read(response, MESSAGE_BYTES).await?.unwrap_or_default();
                Err(self.refused(status.as_u16(), &String::from_utf8_lossy(&message)))
            }
        }
    }

    /// Says what a status means.
    fn refused(&self, status: u16, message: &str) -> RegistryErrorKind {
        match (status, self.credentials.source) {
            (401 | 403, None) => RegistryErrorKind::Unknown,
            (401 | 403, Some(source)) => RegistryErrorKind::Forbidden(source),
            (404, _) => RegistryErrorKind::Missing(self.place.version().to_owned()),
            _ => RegistryErrorKind::Status { status, message: message.to_owned() },
        }
    }

    /// Says what an error of the library means.
    fn cause(&self, error: OciDistributionError) -> RegistryErrorKind {
        use OciDistributionError as E;
        match error {
            E::AuthenticationFailure(message) => self.refused(401, &message),
            E::UnauthorizedError { .. } => self.refused(401, ""),
            E::ServerError { code, message, .. } => self.refused(code, &message),
            E::RequestError(error) => lost(&error),
            error => RegistryErrorKind::Other(error.to_string()),
        }
    }
}

/// Outlives a panic of the library, which takes it for granted that a registry says where to send a plugin.
fn survive<T>(talk: impl FnOnce() -> Result<T, RegistryErrorKind>) -> Result<T, RegistryErrorKind> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(talk));
    panic::set_hook(hook);
    outcome.unwrap_or_else(|_| Err(RegistryErrorKind::Other("its answer makes no sense".to_owned())))
}

/// Reads an answer of at most so many bytes; `None` if there are more.
async fn read(mut response: reqwest::Response, limit: usize) -> Result<Option<Vec<u8>>, RegistryErrorKind> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(&error))? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// Says why there is no answer: the innermost cause is the one that people can do something about.
fn lost(error: &reqwest::Error) -> RegistryErrorKind {
    if error.is_timeout() {
        return RegistryErrorKind::Timeout;
    }
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    RegistryErrorKind::Unreachable(innermost.to_string())
}
