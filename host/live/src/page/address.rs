//! Where the page listens, as typed.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::str::FromStr;

/// The port of the page unless one is asked for; where it is taken, a free one.
const PORT: u16 = 7300;

/// Where the page is to listen: `PORT`, `HOST` or `HOST:PORT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// A name or the text of an address; an IPv6 address without its brackets.
    pub host: String,
    /// The port, if one was asked for.
    pub port: Option<u16>,
}

impl Default for Address {
    fn default() -> Self {
        Self { host: Ipv4Addr::LOCALHOST.to_string(), port: None }
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || "it is a port, an address or both, like `7300`, `0.0.0.0:7300` or `[::1]:7300`".to_owned();
        let named = |host: &str, port| Self { host: host.to_ascii_lowercase(), port };
        if let Ok(port) = text.parse() {
            return Ok(Self { port: Some(port), ..Self::default() });
        }
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Ok(named(&address.ip().to_string(), Some(address.port())));
        }
        if let Ok(address) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Ok(named(&address.to_string(), None));
        }
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port.parse().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if host.is_empty() || !host.chars().all(is_name) { Err(wrong()) } else { Ok(named(host, port)) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match self.port {
            Some(port) => write!(f, "{host}:{port}"),
            None => write!(f, "{host}"),
        }
    }
}

impl Address {
    /// Opens the address. Without a port asked for, a taken default port gives way to a free one.
    ///
    /// # Errors
    /// Those of looking the name up, and of listening.
    #[expect(clippy::disallowed_methods, reason = "this is where the program listens")]
    pub(super) fn open(&self) -> io::Result<TcpListener> {
        let listen = |port| {
            let found = (self.host.as_str(), port).to_socket_addrs()?.collect::<Vec<SocketAddr>>();
            TcpListener::bind(&found[..])
        };
        match (self.port, listen(self.port.unwrap_or(PORT))) {
            (None, Err(error)) if error.kind() == io::ErrorKind::AddrInUse => listen(0),
            (_, opened) => opened,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let address = text.parse::<Address>().ok().map(|address| address.to_string());
        assert_eq!(address.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn a_port_an_address_or_both() {
        check("8080", Some("127.0.0.1:8080"));
        check("0.0.0.0", Some("0.0.0.0"));
        check("192.168.1.7:80", Some("192.168.1.7:80"));
        check("::1", Some("[::1]"));
        check("[::1]", Some("[::1]"));
        check("[::]:7300", Some("[::]:7300"));
        check("Desk-7.Example:9000", Some("desk-7.example:9000"));
        check("localhost", Some("localhost"));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", ":", ":80", "a:b", "localhost:70000", "http://localhost", "a b", "a/b", "ä", "user@host"]
        {
            check(text, None);
        }
    }

    #[test]
    fn a_taken_default_port_gives_way_and_one_asked_for_does_not() {
        let taken = Address { port: Some(0), ..Address::default() }.open().unwrap();
        let port = Some(taken.local_addr().unwrap().port());
        let error = Address { port, ..Address::default() }.open().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
        let (first, second) = (Address::default().open().unwrap(), Address::default().open().unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }
}
