//! The server of the live page, asked by hand: who is answered, with what, and what no request can do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use handoff_check::{Input, InputList, InputSource, RuleView};
use handoff_finding::Severity;
use handoff_live::page::{self, PageServer, RoundView, Staleness};
use handoff_machine::OsSystem;
use handoff_model::Language;
use handoff_report::Report;
use handoff_report::map::Map;

/// What came back.
struct HttpResponse {
    status: u16,
    head: String,
    body: String,
}

impl HttpResponse {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// A server under test.
struct TestServer<'a> {
    address: SocketAddr,
    token: Option<String>,
    page: &'a PageServer,
}

/// Serves one export and one rule while `work` goes on.
fn serve(address: &str, token: bool, work: impl FnOnce(&TestServer<'_>)) {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("order.bpmn");
    std::fs::write(&export, "<definitions/>").unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    page::serve(&address.parse().unwrap(), token, &OsSystem::default(), |page| {
        show(page, &export);
        let (place, token) = page.url().strip_prefix("http://").unwrap().split_once('/').unwrap();
        let token = token.strip_prefix("?token=").map(str::to_owned);
        work(&TestServer { address: place.parse().unwrap(), token, page });
    })
    .unwrap();
}

fn show(page: &PageServer, export: &std::path::Path) {
    let input =
        Input { path: "orders/order.bpmn".to_owned(), from: InputSource::File(PathBuf::from(export)) };
    let rule = RuleView {
        id: "acme/fax",
        plugin: ("acme", "1.0.0"),
        severity: Severity::Warning,
        severity_cap: None,
        certainty: "certain",
        off: false,
        title: "<b>Faxes</b>",
        page: "# Faxes\n\n<script>alert(1)</script>",
        options: None,
        description: None,
        deprecation: None,
    };
    page.show(RoundView {
        report: &Report::default(),
        map: &Map::default(),
        since_start: None,
        since_save: None,
        plugins: &[],
        inputs: &InputList { list: vec![input], ..InputList::default() },
        rules: &[rule],
        language: Language::English,
        at: SystemTime::UNIX_EPOCH,
    });
}

impl TestServer<'_> {
    /// Sends bytes as they are, and reads what comes back until the other side is silent.
    fn send(&self, request: &str) -> HttpResponse {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // Who is refused early may find the other side gone.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        HttpResponse { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn request(&self, method: &str, target: &str, headers: &str) -> HttpResponse {
        let host = self.address;
        self.send(&format!(
            "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        ))
    }

    fn get(&self, target: &str) -> HttpResponse {
        self.request("GET", target, "")
    }

    /// Finds the only export in the state.
    fn export(&self) -> String {
        let state: serde_json::Value = serde_json::from_str(&self.get("/state.json").body).unwrap();
        state["exports"]["orders/order.bpmn"].as_str().unwrap().to_owned()
    }
}

#[test]
fn the_page_and_its_data_are_answered_under_a_strict_policy() {
    serve("127.0.0.1:0", false, |served| {
        let page = served.get("/");
        assert_eq!(page.status, 200);
        assert!(page.body.starts_with("<!doctype html>"));
        for answer in
            [page, served.get("/state.json"), served.get("/nothing"), served.request("POST", "/", "")]
        {
            let policy = answer.header("content-security-policy").unwrap();
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"),
                "{policy}"
            );
            assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
            assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
        let script = served.request("GET", "/page/src/main.js", "Accept-Encoding: br, gzip\r\n");
        assert_eq!((script.status, script.header("content-encoding")), (200, Some("gzip")));
        assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
        let tag = script.header("etag").unwrap();
        assert_eq!(
            served.request("GET", "/page/src/main.js", &format!("If-None-Match: {tag}\r\n")).status,
            304
        );
    });
}

#[test]
fn the_state_has_a_revision_and_events_announce_the_next() {
    serve("127.0.0.1:0", false, |served| {
        let state = served.get("/state.json");
        let tag = state.header("etag").unwrap().to_owned();
        let known =
            |tag: &str| served.request("GET", "/state.json", &format!("If-None-Match: {tag}\r\n")).status;
        assert_eq!((state.status, known(&tag), known("\"other\"")), (200, 304, 200));
        let mut stream = TcpStream::connect(served.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: of-another-run-9\r\n\r\n")
            .unwrap();
        let mut heard = String::new();
        let mut hear = |wanted: &str| {
            let mut part = [0; 4096];
            while !heard.contains(wanted) {
                let read = stream.read(&mut part).unwrap();
                assert!(read > 0, "{heard}");
                heard.push_str(&String::from_utf8_lossy(&part[..read]));
            }
        };
        let revision = tag.trim_matches('"');
        let of = |revision: &str| format!("\"revision\":\"{revision}\"");
        hear(&of(revision));
        served.page.mark_stale(Staleness { torn: vec!["a.bpmn".to_owned()], stuck: None });
        hear("[\"a.bpmn\"]");
        show(served.page, std::path::Path::new("order.bpmn"));
        hear(&of(&revision.replace("-1", "-2")));
        assert_eq!(known(&tag), 200);
    });
}

#[test]
fn exports_are_had_by_their_ids_and_nothing_else() {
    serve("127.0.0.1:0", false, |served| {
        let id = served.export();
        let export = served.get(&format!("/exports/{id}"));
        assert_eq!((export.status, &*export.body), (200, "<definitions/>"));
        assert_eq!(export.header("content-type"), Some("application/octet-stream"));
        assert!(export.header("content-security-policy").unwrap().contains("sandbox"));
        for target in [
            "/exports/secret.txt",
            "/exports/..%2fsecret.txt",
            "/exports/../secret.txt",
            "/exports/orders%2Forder.bpmn",
            "/exports/%2Fetc%2Fpasswd",
            "/exports/",
            "/exports/0",
            &format!("/exports/{id}/"),
            &format!("/exports/{id}%00"),
            &format!("/exports/{}", id.to_uppercase()),
            "/page/../../Cargo.toml",
            "/page/..%2f..%2fCargo.toml",
            "/page/",
            "//etc/passwd",
            "/..",
            "/state.json/",
        ] {
            let answer = served.get(target);
            assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
            assert!(!answer.body.contains("secret") && !answer.body.contains("root:"), "{target}");
        }
    });
}

#[test]
fn a_file_that_is_gone_is_not_found() {
    serve("127.0.0.1:0", false, |served| {
        show(served.page, std::path::Path::new("/gone/order.bpmn"));
        let id = served.export();
        assert_eq!(served.get(&format!("/exports/{id}")).status, 404);
    });
}

#[test]
fn rule_pages_are_trees_and_no_markup() {
    serve("127.0.0.1:0", false, |served| {
        let rules: serde_json::Value = serde_json::from_str(&served.get("/rules.json").body).unwrap();
        assert_eq!(rules[0]["title"], "<b>Faxes</b>");
        assert_eq!(
            rules[0]["page"],
            serde_json::json!([["h3", "Faxes"], ["p", "<script>alert(1)</script>"]])
        );
    });
}

#[test]
fn other_names_other_sites_and_other_methods_are_refused() {
    serve("127.0.0.1:0", false, |served| {
        let rebound =
            served.send("GET /state.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assert_eq!(rebound.status, 403);
        assert!(rebound.body.contains("--serve HOST:PORT"), "{}", rebound.body);
        assert_eq!(served.send("GET /state.json HTTP/1.0\r\n\r\n").status, 403);
        assert_eq!(served.request("GET", "/state.json", "Origin: http://evil.example\r\n").status, 403);
        assert_eq!(
            served
                .request("GET", "/events", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n")
                .status,
            403
        );
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
            let answer = served.request(method, "/state.json", "");
            assert!(matches!(answer.status, 400 | 403 | 405), "{method}: {}", answer.status);
        }
        let body = served.request("GET", "/state.json", "Content-Length: 9\r\n\r\nsomething");
        assert_eq!(body.status, 413);
        let head = served.request("HEAD", "/", "");
        assert_eq!((head.status, &*head.body), (200, ""));
    });
}

#[test]
fn with_a_token_nothing_is_answered_without_it() {
    serve("127.0.0.1:0", true, |served| {
        let token = served.token.as_deref().unwrap();
        for target in
            ["/", "/state.json", "/rules.json", "/events", "/page/src/main.js", "/exports/0", "/?token=0"]
        {
            let answer = served.get(target);
            assert_eq!(answer.status, 401, "{target}");
            assert!(answer.header("set-cookie").is_none() && !answer.body.contains(token));
        }
        let opened = served.get(&format!("/?token={token}"));
        assert_eq!(opened.status, 200);
        let cookie = opened.header("set-cookie").unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        let kept = cookie.split(';').next().unwrap();
        assert_eq!(served.request("GET", "/state.json", &format!("Cookie: {kept}\r\n")).status, 200);
        assert_eq!(served.request("GET", "/state.json", &format!("Cookie: {kept}0\r\n")).status, 401);
    });
}

#[test]
fn another_address_than_loopback_asks_for_a_token() {
    serve("0.0.0.0:0", false, |served| {
        assert!(served.token.is_some() && served.address.ip().is_loopback());
        assert_eq!(served.get("/").status, 401);
        let named = served.send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assert_eq!(named.status, 403);
    });
    serve("127.0.0.1:0", false, |served| assert!(served.token.is_none()));
}

#[test]
fn heads_are_bounded() {
    serve("127.0.0.1:0", false, |served| {
        let long = "x".repeat(64 << 10);
        for request in [
            format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(200)),
        ] {
            let answer = served.send(&request);
            assert!(matches!(answer.status, 0 | 400 | 414 | 431), "{}", answer.status);
        }
        for nonsense in ["GET\r\n\r\n", "\u{0}\u{1}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "SSH-2.0-x\r\n\r\n"] {
            let answer = served.send(nonsense);
            assert!(answer.status == 0 || (400..600).contains(&answer.status), "{nonsense:?}");
        }
        assert_eq!(served.get("/").status, 200);
    });
}

#[test]
fn connections_are_bounded_and_come_free_again() {
    serve("127.0.0.1:0", false, |served| {
        let open = || TcpStream::connect(served.address).unwrap();
        let held: Vec<TcpStream> = (0..400).map(|_| open()).collect();
        let closed = held.iter().filter(|stream| {
            stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
            let mut stream = *stream;
            matches!(stream.read(&mut [0; 1]), Ok(0))
        });
        assert!(closed.count() >= 100);
        drop(held);
        // The other side needs a moment to see that they are gone.
        let answered = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            served.get("/").status == 200
        });
        assert!(answered);
    });
}
