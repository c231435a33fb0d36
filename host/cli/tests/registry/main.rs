//! `plugin push` and `plugin pull` against a real registry on this machine: Debian's `docker-registry`.
//!
//! Each test starts its own on a free port and ends it. Where there is none, the tests say so and end.
#![cfg(feature = "registry")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up its registry has failed")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

#[cfg(unix)]
mod company;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const PROGRAMS: [&str; 3] = ["/usr/bin/docker-registry", "/usr/bin/registry", "/usr/local/bin/registry"];
/// User `ann` with the password `s3cret`, as `htpasswd -B` writes it.
const HTPASSWD: &str = "ann:$2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK";
const SIGNATURE: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==
";

/// A registry that runs until it is dropped.
struct Registry {
    process: Child,
    port: u16,
    folder: TempDir,
}

/// What a registry wants of those who speak to it.
#[derive(Clone, Copy, PartialEq)]
enum Requirement {
    Nothing,
    Password,
    Tls,
}

impl Registry {
    /// Starts a registry; `None`, said aloud, where the program is not to be had.
    fn start(wants: Requirement) -> Option<Self> {
        let Some(program) = PROGRAMS.iter().find(|path| Path::new(path).exists()) else {
            eprintln!("SKIPPED: no docker-registry here (apt-get install docker-registry); nothing was sent");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let storage = folder.path().join("storage");
        let tls = if wants == Requirement::Tls { certify(folder.path())? } else { String::new() };
        let mut config = format!(
            "version: 0.1\nlog: {{ level: error }}\nstorage:\n  filesystem: {{ rootdirectory: {} }}\n\
             http: {{ addr: '127.0.0.1:{port}'{tls} }}\n",
            storage.display()
        );
        if wants == Requirement::Password {
            let file = folder.path().join("htpasswd");
            fs::write(&file, HTPASSWD).unwrap();
            config = format!("{config}auth:\n  htpasswd: {{ realm: test, path: {} }}\n", file.display());
        }
        fs::write(folder.path().join("config.yml"), config).unwrap();
        let process = Command::new(program)
            .arg("serve")
            .arg(folder.path().join("config.yml"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut registry = Self { process, port, folder };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(registry);
            }
            assert!(registry.process.try_wait().unwrap().is_none(), "the registry ended at once");
            thread::sleep(Duration::from_millis(50));
        }
        panic!("the registry does not listen");
    }

    fn place(&self, rest: &str) -> String {
        format!("127.0.0.1:{}/{rest}", self.port)
    }

    /// Returns the file in which the registry keeps some bytes.
    fn blob(&self, digest: &str) -> PathBuf {
        let blobs = self.folder.path().join("storage/docker/registry/v2/blobs/sha256");
        blobs.join(&digest[..2]).join(digest).join("data")
    }
}

/// Makes a certificate for this machine; `None`, said aloud, where there is no openssl.
fn certify(folder: &Path) -> Option<String> {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: no openssl here; nothing was sent by HTTPS");
        return None;
    }
    let folder = folder.display();
    Some(format!(", tls: {{ certificate: '{folder}/cert.pem', key: '{folder}/key.pem' }}"))
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn component() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/dist/builtin.wasm")).unwrap()
}

/// Runs `handoff plugin …` in a folder.
fn plugin(folder: &Path, arguments: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
    command.current_dir(folder).arg("plugin").args(arguments).env_clear().stdin(Stdio::null());
    command.envs(env.iter().copied()).output().unwrap()
}

/// Runs `handoff plugin …`, compares its exit code and a part of what it says, and returns all of it.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], env: &[(&str, &str)], code: i32, said: &str) -> String {
    let output = plugin(folder, arguments, env);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{text}");
    assert!(text.contains(said), "{arguments:?}: no {said:?} in\n{text}");
    text
}

/// Returns the digest that a line of the output names.
fn digest_of<'t>(text: &'t str, what: &str) -> &'t str {
    let line = text.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().strip_prefix("sha256:").unwrap()
}

fn team() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("acme.wasm"), component()).unwrap();
    folder
}

#[test]
fn a_plugin_comes_back_as_it_was_sent() {
    let Some(registry) = Registry::start(Requirement::Nothing) else { return };
    let (sender, receiver) = (team(), tempfile::tempdir().unwrap());
    let place = registry.place("rules/acme:1.0.0");
    fs::write(sender.path().join("acme.wasm.minisig"), SIGNATURE).unwrap();
    let sent =
        check(sender.path(), &["push", "acme.wasm", &place, "--plain-http"], &[], 0, "signature  sha256:");
    let again = check(sender.path(), &["push", "acme.wasm", &place, "--plain-http"], &[], 0, "manifest");
    assert_eq!(sent, again);
    let pull = ["pull", &place, "-o", "here.wasm", "--plain-http"];
    let fetched = check(receiver.path(), &pull, &[], 0, "path = \"here.wasm\"");
    for what in ["manifest", "component", "signature"] {
        assert_eq!(digest_of(&sent, what), digest_of(&fetched, what));
    }
    assert_eq!(fs::read(receiver.path().join("here.wasm")).unwrap(), component());
    assert_eq!(fs::read_to_string(receiver.path().join("here.wasm.minisig")).unwrap(), SIGNATURE);

    let by_digest = registry.place(&format!("rules/acme@sha256:{}", digest_of(&sent, "manifest")));
    check(receiver.path(), &["pull", &by_digest, "-o", "b.wasm", "--plain-http"], &[], 0, "fetched");
    let wrong = registry.place(&format!("rules/acme@sha256:{}", "0".repeat(64)));
    check(
        receiver.path(),
        &["pull", &wrong, "-o", "c.wasm", "--plain-http"],
        &[],
        2,
        "there is no `sha256:000",
    );
    let unknown = registry.place("rules/acme:2.0.0");
    let said =
        check(receiver.path(), &["pull", &unknown, "-o", "c.wasm", "--plain-http"], &[], 2, "no `2.0.0`");
    assert!(said.contains(&format!("registry 127.0.0.1:{}, repository rules/acme", registry.port)), "{said}");
    assert!(!receiver.path().join("c.wasm").exists());
}

#[test]
fn what_the_registry_changed_is_refused() {
    let Some(registry) = Registry::start(Requirement::Nothing) else { return };
    let team = team();
    let place = registry.place("acme:1");
    let sent = check(team.path(), &["push", "acme.wasm", &place, "--plain-http"], &[], 0, "component");
    let file = registry.blob(digest_of(&sent, "component"));
    let pull = ["pull", &place, "-o", "new.wasm", "--plain-http"];

    let mut bytes = component();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, &bytes).unwrap();
    check(team.path(), &pull, &[], 2, "it sent the component with the digest");
    bytes.push(0);
    fs::write(&file, &bytes).unwrap();
    check(team.path(), &pull, &[], 2, "it sends the component of more than");
    fs::write(&file, "").unwrap();
    check(team.path(), &pull, &[], 2, "registry 127.0.0.1");
    fs::remove_file(&file).unwrap();
    check(team.path(), &pull, &[], 2, "registry 127.0.0.1");

    // A manifest of another kind, of too many bytes, and of too large a component.
    let manifest = registry.blob(digest_of(&sent, "manifest"));
    let text = fs::read_to_string(&manifest).unwrap();
    let size = format!("\"size\":{}}}]", component().len());
    let large = text.replace(&size, &format!("\"size\":{}}}]", 33 << 20));
    assert_ne!(text, large);
    for (text, said) in [
        (large, "the component of more than 33554432 bytes"),
        (
            text.replace("application/wasm", "text/html"),
            "what is there is no plugin: in the place of the component",
        ),
        (text + &" ".repeat(64 << 10), "a manifest of more than 65536 bytes"),
    ] {
        serve(&text, team.path(), said);
    }
    assert!(!team.path().join("new.wasm").exists());
}

/// Pulls from a registry that answers every manifest with this text.
#[track_caller]
fn serve(manifest: &str, folder: &Path, said: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("127.0.0.1:{}/acme:1", listener.local_addr().unwrap().port());
    let manifest = manifest.to_owned();
    let server = thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
            let body = if asked.contains("/manifests/") { manifest.as_str() } else { "" };
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            // Whoever has read enough hangs up.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
            if asked.contains("/manifests/") {
                return;
            }
        }
    });
    check(folder, &["pull", &place, "-o", "new.wasm", "--plain-http"], &[], 2, said);
    server.join().unwrap();
}

#[test]
fn a_registry_may_ask_who_you_are() {
    let Some(registry) = Registry::start(Requirement::Password) else { return };
    let team = team();
    let place = registry.place("rules/acme:1");
    let push = ["push", "acme.wasm", &place, "--plain-http"];
    check(team.path(), &push, &[], 2, "it asks who you are; set HANDOFF_REGISTRY_USER");
    let env = |password| [("HANDOFF_REGISTRY_USER", "ann"), ("HANDOFF_REGISTRY_PASSWORD", password)];
    let said = check(team.path(), &push, &env("wr0ng"), 2, "with the credentials from the environment");
    assert!(!said.contains("wr0ng"), "{said}");
    let mut loud = env("s3cret").to_vec();
    loud.push(("HANDOFF_LOG", "trace"));
    let said = check(team.path(), &push, &loud, 0, "sent");
    assert!(!said.contains("s3cret") && !said.contains("YW5uOnMzY3JldA"), "{said}");
    let pull = ["pull", &place, "-o", "new.wasm", "--plain-http"];
    check(team.path(), &pull, &[], 2, "it asks who you are");
    let docker = format!(r#"{{"auths":{{"127.0.0.1:{}":{{"auth":"YW5uOnMzY3JldA=="}}}}}}"#, registry.port);
    fs::write(team.path().join("config.json"), docker).unwrap();
    check(team.path(), &pull, &[("DOCKER_CONFIG", team.path().to_str().unwrap())], 0, "fetched");
}

#[test]
fn a_registry_is_believed_only_with_a_certificate() {
    let Some(registry) = Registry::start(Requirement::Tls) else { return };
    let team = team();
    let place = registry.place("rules/acme:1");
    let push = ["push", "acme.wasm", &place];
    check(team.path(), &push, &[], 2, "it cannot be reached: ");
    let certificate = registry.folder.path().join("cert.pem");
    let trusted = [("SSL_CERT_FILE", certificate.to_str().unwrap())];
    let sent = check(team.path(), &push, &trusted, 0, "sent");
    let fetched = check(team.path(), &["pull", &place, "-o", "new.wasm"], &trusted, 0, "fetched");
    assert_eq!(digest_of(&sent, "component"), digest_of(&fetched, "component"));
    check(team.path(), &["pull", &place, "-o", "other.wasm"], &[], 2, "it cannot be reached: ");
    assert!(!team.path().join("other.wasm").exists());
}

#[test]
fn a_registry_that_talks_nonsense_is_an_error_and_no_fault_of_ours() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("127.0.0.1:{}/acme:1", listener.local_addr().unwrap().port());
    // It says that a plugin may be sent, and to nowhere.
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap_or_default();
            let status = match &asked[..length] {
                [b'P', b'O', b'S', b'T', ..] => "202 Accepted\r\nLocation: http://[",
                [b'H', ..] => "404 Not Found",
                _ => "200 OK",
            };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    let team = team();
    let said = check(
        team.path(),
        &["push", "acme.wasm", &place, "--plain-http"],
        &[],
        2,
        "it cannot be spoken to: ",
    );
    assert!(!said.contains("fault of handoff"), "{said}");
}

#[test]
fn only_plugins_are_sent() {
    let team = team();
    fs::write(team.path().join("text.wasm"), "text").unwrap();
    fs::write(team.path().join("acme.wasm.minisig"), "text").unwrap();
    // Nobody listens there: what is refused is refused before anybody is spoken to.
    let place = "127.0.0.1:1/acme:1";
    check(
        team.path(),
        &["push", "text.wasm", place, "--plain-http"],
        &[],
        2,
        "is not a WebAssembly component",
    );
    check(team.path(), &["push", "acme.wasm", place, "--plain-http"], &[], 2, "is no minisign signature");
    check(team.path(), &["push", "none.wasm", place, "--plain-http"], &[], 2, "there is no such file");
    fs::remove_file(team.path().join("acme.wasm.minisig")).unwrap();
    check(team.path(), &["push", "acme.wasm", place, "--plain-http"], &[], 2, "it cannot be reached: ");
    check(team.path(), &["push", "acme.wasm", place], &[], 2, "it cannot be reached: ");
    let far = "registry.example/acme:1";
    check(
        team.path(),
        &["push", "acme.wasm", far, "--plain-http"],
        &[],
        2,
        "only for registries on this machine",
    );
}
