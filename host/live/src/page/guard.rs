//! Who may ask for what: decided from the head of a request alone, before anything else looks at it.
//!
//! Any site that is open in the same browser can send requests to this machine. It cannot read the answers, unless a
//! name of its own leads here (DNS rebinding): so only names that are ours are answered. What it could embed is
//! refused by what browsers say about where a request comes from.

use std::io;
use std::net::IpAddr;

use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_LENGTH, COOKIE, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode};
use data_encoding::HEXLOWER;
use handoff_machine::System;
use handoff_model::Language;
use subtle::ConstantTimeEq as _;

/// Where a request comes from, as browsers say it and scripts cannot.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What a request is for, as browsers say it and scripts cannot.
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Decides which requests are answered.
#[derive(Clone)]
pub(super) struct RequestGuard {
    /// The name or address that was asked for on the command line.
    pub(super) host: String,
    /// Only this machine itself can ask: its names alone are good.
    pub(super) loopback: bool,
    /// What whoever asks has to know.
    pub(super) token: Option<AccessToken>,
    /// The name of the cookie that holds the token: cookies know no ports.
    pub(super) cookie: String,
}

/// A request that may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// As it is.
    Known,
    /// It brought the token in its address: the browser is to keep it.
    Introduced,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestRefusal {
    /// It would change something.
    Method,
    /// It brings something along.
    Body,
    /// It is meant for somebody else.
    Host,
    /// Another site sent it.
    Origin,
    /// It does not know the token.
    Token,
}

impl RequestRefusal {
    /// Returns the language that the browser asks for first, where it is one of ours.
    pub(super) fn language(request: &Parts) -> Language {
        let asked = only(&request.headers, &ACCEPT_LANGUAGE).unwrap_or_default();
        let first = asked.split([',', ';']).next().unwrap_or_default();
        Language::of(first.trim()).unwrap_or_default()
    }

    /// Returns the status to answer with.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Body => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Host | Self::Origin => StatusCode::FORBIDDEN,
            Self::Token => StatusCode::UNAUTHORIZED,
        }
    }
}

impl RequestGuard {
    /// Decides about a request.
    pub(super) fn admit(&self, request: &Parts) -> Result<Admission, RequestRefusal> {
        let headers = &request.headers;
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return Err(RequestRefusal::Method);
        }
        let length = headers.get(CONTENT_LENGTH);
        if headers.contains_key(TRANSFER_ENCODING) || length.is_some_and(|length| length != "0") {
            return Err(RequestRefusal::Body);
        }
        let host = only(headers, &HOST).and_then(|host| host.parse().ok()).ok_or(RequestRefusal::Host)?;
        // An address with a host of its own is meant for a proxy.
        if request.uri.authority().is_some() || !self.goes_by(&host) {
            return Err(RequestRefusal::Host);
        }
        if !is_own(headers, &host) {
            return Err(RequestRefusal::Origin);
        }
        self.introduce(request)
    }

    /// Tells whether a name is ours. Its port may be another: a tunnel or a container has its own.
    fn goes_by(&self, host: &Authority) -> bool {
        let name = host.host().trim_matches(['[', ']']).to_ascii_lowercase();
        if host.as_str().contains('@') {
            return false;
        }
        match name.parse::<IpAddr>() {
            Ok(address) => !self.loopback || address.is_loopback(),
            Err(_) => name == "localhost" || name == self.host,
        }
    }

    fn introduce(&self, request: &Parts) -> Result<Admission, RequestRefusal> {
        let Some(token) = &self.token else { return Ok(Admission::Known) };
        let pairs = request.uri.query().unwrap_or_default().split('&');
        if pairs.filter_map(|pair| pair.strip_prefix("token=")).any(|guess| token.is(guess)) {
            return Ok(Admission::Introduced);
        }
        let cookies = request.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies =
            cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let known = cookies.any(|(name, guess)| name == self.cookie && token.is(guess));
        if known { Ok(Admission::Known) } else { Err(RequestRefusal::Token) }
    }
}

/// Returns the value of a header that stands there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

/// Tells whether a request comes from the page itself, or from a person who opens it.
fn is_own(headers: &HeaderMap, host: &Authority) -> bool {
    let own = |origin: &str| {
        ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host.as_str()))
    };
    if headers.contains_key(ORIGIN) && !only(headers, &ORIGIN).is_some_and(own) {
        return false;
    }
    // Not every browser says so; a link that somebody follows leads here from anywhere.
    let says =
        |name, words: &[&str]| headers.get(name).is_none_or(|value| words.iter().any(|word| value == word));
    says(&SITE, &["same-origin", "none"]) || headers.get(&MODE).is_some_and(|mode| mode == "navigate")
}

/// A random token: 128 bits, as text.
#[derive(Clone)]
pub(super) struct AccessToken(String);

impl AccessToken {
    /// Makes one up that nobody can guess.
    pub(super) fn new(system: &dyn System) -> io::Result<Self> {
        word(system).map(Self)
    }

    /// Returns the token for the address that is printed, and for the cookie.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Tells whether this is it, taking as long for a near miss as for a wild guess.
    pub(super) fn is(&self, guess: &str) -> bool {
        self.0.as_bytes().ct_eq(guess.as_bytes()).into()
    }
}

/// Makes up a word of 32 hexadecimal digits.
pub(super) fn word(system: &dyn System) -> io::Result<String> {
    let mut bytes = [0; 16];
    system.random(&mut bytes)?;
    Ok(HEXLOWER.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use handoff_machine::OsSystem;

    use super::*;

    const LOCAL: &str = "127.0.0.1:7300";

    fn guard(host: &str, loopback: bool) -> RequestGuard {
        let token = (!loopback).then(|| AccessToken::new(&OsSystem::default()).unwrap());
        RequestGuard { host: host.to_owned(), loopback, token, cookie: "handoff-7300".to_owned() }
    }

    fn ask(
        guard: &RequestGuard,
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
    ) -> Result<Admission, RequestRefusal> {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        guard.admit(&request.body(()).unwrap().into_parts().0)
    }

    /// Asks a page on loopback.
    #[track_caller]
    fn check(headers: &[(&str, &str)], expected: Result<Admission, RequestRefusal>) {
        assert_eq!(ask(&guard("127.0.0.1", true), "GET", "/", headers), expected, "{headers:?}");
    }

    #[test]
    fn on_loopback_only_names_of_this_machine_are_answered() {
        for host in [
            LOCAL,
            "localhost:7300",
            "LOCALHOST",
            "[::1]:7300",
            "127.0.0.1",
            "127.8.9.1:80",
            "localhost:9000",
        ] {
            check(&[("host", host)], Ok(Admission::Known));
        }
        for host in [
            "evil.example:7300",
            "127.0.0.1.evil.example",
            "192.168.1.7:7300",
            "localhost.",
            "a@localhost",
            "",
            "a b",
            "[::]",
        ] {
            check(&[("host", host)], Err(RequestRefusal::Host));
        }
        check(&[], Err(RequestRefusal::Host));
        check(&[("host", LOCAL), ("host", "evil.example")], Err(RequestRefusal::Host));
        let through = ask(&guard("127.0.0.1", true), "GET", "http://127.0.0.1:7300/", &[("host", LOCAL)]);
        assert_eq!(through, Err(RequestRefusal::Host));
    }

    #[test]
    fn other_sites_are_refused() {
        let from = |origin| [("host", LOCAL), ("origin", origin)];
        check(&from("http://127.0.0.1:7300"), Ok(Admission::Known));
        for origin in [
            "http://evil.example",
            "null",
            "http://127.0.0.1:7301",
            "http://localhost:7300",
            "127.0.0.1:7300",
            "",
        ] {
            check(&from(origin), Err(RequestRefusal::Origin));
        }
        check(
            &[("host", LOCAL), ("origin", "http://127.0.0.1:7300"), ("origin", "null")],
            Err(RequestRefusal::Origin),
        );
    }

    #[test]
    fn what_another_site_embeds_is_refused_and_a_link_is_not() {
        let from = |site, mode| [("host", LOCAL), ("sec-fetch-site", site), ("sec-fetch-mode", mode)];
        check(&from("same-origin", "cors"), Ok(Admission::Known));
        check(&from("none", "navigate"), Ok(Admission::Known));
        check(&from("cross-site", "navigate"), Ok(Admission::Known));
        check(&from("cross-site", "no-cors"), Err(RequestRefusal::Origin));
        check(&from("same-site", "no-cors"), Err(RequestRefusal::Origin));
        check(&from("", ""), Err(RequestRefusal::Origin));
    }

    #[test]
    fn nothing_is_taken_and_nothing_changed() {
        let guard = guard("127.0.0.1", true);
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            assert_eq!(ask(&guard, method, "/", &[("host", LOCAL)]), Err(RequestRefusal::Method), "{method}");
        }
        assert_eq!(ask(&guard, "HEAD", "/", &[("host", LOCAL)]), Ok(Admission::Known));
        check(&[("host", LOCAL), ("content-length", "1")], Err(RequestRefusal::Body));
        check(&[("host", LOCAL), ("transfer-encoding", "chunked")], Err(RequestRefusal::Body));
        check(&[("host", LOCAL), ("content-length", "0")], Ok(Admission::Known));
    }

    #[test]
    fn elsewhere_addresses_and_the_name_asked_for_are_answered_to_who_knows_the_token() {
        let guard = guard("desk.example", false);
        let token = guard.token.as_ref().unwrap().text().to_owned();
        let introduced = format!("/?token={token}");
        let kept = format!("a=b; handoff-7300={token}");
        for host in ["192.168.1.7:7300", "[fe80::1]:7300", "desk.example:7300", "localhost:7300"] {
            assert_eq!(
                ask(&guard, "GET", &introduced, &[("host", host)]),
                Ok(Admission::Introduced),
                "{host}"
            );
            assert_eq!(
                ask(&guard, "GET", "/", &[("host", host), ("cookie", &kept)]),
                Ok(Admission::Known),
                "{host}"
            );
            for uri in ["/", "/?token=", "/?token=0123", "/?x=1", &format!("/?xtoken={token}")] {
                assert_eq!(ask(&guard, "GET", uri, &[("host", host)]), Err(RequestRefusal::Token), "{uri}");
            }
            let other = format!("handoff-7301={token}");
            assert_eq!(
                ask(&guard, "GET", "/", &[("host", host), ("cookie", &other)]),
                Err(RequestRefusal::Token)
            );
        }
        let rebound = ask(&guard, "GET", &introduced, &[("host", "evil.example:7300")]);
        assert_eq!(rebound, Err(RequestRefusal::Host));
    }

    #[test]
    fn only_the_whole_token_is_it() {
        let token = AccessToken::new(&OsSystem::default()).unwrap();
        assert_eq!(token.text().len(), 32);
        assert!(token.is(&token.text().to_ascii_lowercase()));
        for guess in ["", &token.text()[1..], &format!("{}0", token.text()), &"0".repeat(32)] {
            assert!(!token.is(guess), "{guess}");
        }
        assert!(!token.is(AccessToken::new(&OsSystem::default()).unwrap().text()));
    }
}
