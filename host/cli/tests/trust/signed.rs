//! Signatures, made once by minisign over a small component: `fixtures/README.md` says how.

use std::fs;
use std::path::Path;

use crate::{TrustFolder, run};

/// What the fixture calls itself.
const NAME: &str = "acme-qa";

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trust/fixtures").join(name)).unwrap()
}

/// A place whose plugin must be signed by one of these keys: `acme` has signed it, `other` has not.
fn signed_by(names: &str) -> TrustFolder {
    let key = |name: &str| {
        let text = String::from_utf8(fixture(name)).unwrap();
        text.lines().nth(1).unwrap().to_owned()
    };
    let place = TrustFolder::new(&format!(
        "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/acme.wasm\"\nsigned-by = {names}\n[keys]\n\
         acme = \"{}\"\nother = \"{}\"\n",
        key("acme.pub"),
        key("other.pub")
    ));
    place.write("plugins/acme.wasm", fixture("acme.wasm"));
    place.write("plugins/acme.wasm.minisig", fixture("acme.wasm.minisig"));
    place
}

/// Refuses what was done to a place, be it pinned before or not, with a pin asked for or not.
#[track_caller]
fn refuses(names: &str, change: impl Fn(&TrustFolder), said: &str) {
    let place = signed_by(names);
    change(&place);
    let refused = ["plugins/acme.wasm was refused", said, "handoff.lock stays as it is"];
    place.check(&["plugin", "pin"], 3, &refused);
    assert!(!place.path("handoff.lock").exists());
    place.check(&["check"], 3, &["handoff/plugin-refused", said]);
    place.check(&["check", "--unpinned"], 3, &["handoff/plugin-refused", said]);
    let pinned = signed_by("[\"acme\"]");
    pinned.pin();
    fs::copy(place.path("handoff.toml"), pinned.path("handoff.toml")).unwrap();
    change(&pinned);
    pinned.check(&["check"], 3, &["handoff/plugin-refused", said]);
}

/// Changes one byte of a file, counted from its end.
fn flip(place: &TrustFolder, file: &str, from_end: usize) {
    let mut bytes = fs::read(place.path(file)).unwrap();
    let at = bytes.len() - from_end;
    bytes[at] ^= 1;
    place.write(file, bytes);
}

const FORGED: &str = "does not bear a right signature of";

#[test]
fn what_is_signed_right_is_pinned_and_runs() {
    let place = signed_by("[\"other\", \"acme\"]");
    place.check(&["plugin", "pin"], 0, &["signed by  acme"]);
    assert!(place.lock().contains(".signed-by = { name = \"acme\", key = \"RW"), "{}", place.lock());
    assert_eq!(place.statuses(), (1, vec![run(NAME, "run"), run("builtin", "run")]));
}

#[test]
fn what_is_not_signed_is_refused() {
    let remove = |place: &TrustFolder| fs::remove_file(place.path("plugins/acme.wasm.minisig")).unwrap();
    refuses("[\"acme\"]", remove, "is not known to be signed by acme: its signature cannot be read");
    let other = |place: &TrustFolder| place.write("plugins/acme.wasm.minisig", "not a signature\n");
    refuses("[\"acme\"]", other, "that is no signature of minisign");
}

#[test]
fn what_somebody_else_has_signed_is_refused() {
    refuses("[\"other\"]", |_| (), FORGED);
    let other =
        |place: &TrustFolder| place.write("plugins/acme.wasm.minisig", fixture("acme.wasm.other.minisig"));
    refuses("[\"acme\"]", other, FORGED);
}

#[test]
fn what_was_changed_after_it_was_signed_is_refused() {
    refuses("[\"acme\"]", |place| flip(place, "plugins/acme.wasm", 1), FORGED);
    let cut = |place: &TrustFolder| {
        let mut bytes = fixture("acme.wasm");
        bytes.pop();
        place.write("plugins/acme.wasm", bytes);
    };
    refuses("[\"acme\"]", cut, FORGED);
}

#[test]
fn an_archive_is_held_against_the_keys_of_whoever_loads_it() {
    let sender = signed_by("[\"acme\"]");
    sender.pin();
    sender.check(&["plugin", "save", "set.zip"], 0, &["1 plugin saved"]);
    let receive = |names: &str| {
        let receiver = signed_by(names);
        fs::remove_dir_all(receiver.path("plugins")).unwrap();
        fs::copy(sender.path("set.zip"), receiver.path("set.zip")).unwrap();
        receiver
    };
    let receiver = receive("[\"acme\"]");
    receiver.check(&["plugin", "load", "set.zip"], 0, &["acme-qa", "loaded and pinned"]);
    assert_eq!(fs::read(receiver.path("plugins/acme.wasm.minisig")).unwrap(), fixture("acme.wasm.minisig"));
    assert_eq!(receiver.statuses(), (1, vec![run(NAME, "run"), run("builtin", "run")]));

    let stranger = receive("[\"other\"]");
    stranger.check(&["plugin", "load", "set.zip"], 2, &[FORGED, "nothing was written"]);
    assert!(!stranger.path("plugins").exists() && !stranger.path("handoff.lock").exists());

    // One who asked for no signature sends none, so whoever asks for one cannot load it.
    let careless = TrustFolder::new("inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/acme.wasm\"\n");
    careless.write("plugins/acme.wasm", fixture("acme.wasm"));
    careless.pin();
    careless.check(&["plugin", "save", "set.zip"], 0, &["1 plugin saved"]);
    let receiver = receive("[\"acme\"]");
    fs::copy(careless.path("set.zip"), receiver.path("set.zip")).unwrap();
    receiver.check(&["plugin", "load", "set.zip"], 2, &["without the signature of", "nothing was written"]);
    assert!(!receiver.path("handoff.lock").exists());
}

#[test]
fn a_signature_that_was_changed_is_refused() {
    // The signature itself stands in the second line; the comment in the third is signed as well.
    let change = |from: &'static str, to: &'static str| {
        move |place: &TrustFolder| {
            let text = String::from_utf8(fixture("acme.wasm.minisig")).unwrap();
            assert!(text.contains(from), "{text}");
            place.write("plugins/acme.wasm.minisig", text.replacen(from, to, 1));
        }
    };
    refuses("[\"acme\"]", change("acme 1.0.0", "acme 9.0.0"), FORGED);
    refuses("[\"acme\"]", |place| place.write("plugins/acme.wasm.minisig", swapped()), FORGED);
}

/// The signature with two of its digits exchanged.
fn swapped() -> String {
    let text = String::from_utf8(fixture("acme.wasm.minisig")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut digits: Vec<char> = lines[1].chars().collect();
    let at = (40..80).find(|at| digits[*at] != digits[at + 1]).unwrap();
    digits.swap(at, at + 1);
    lines[1] = digits.into_iter().collect();
    lines.join("\n") + "\n"
}
