//! Every plugin in `tests/hostile/` says in its head what must come of it: `expect:` the kind of failure by type,
//! `says:` a part of the message a person reads.

use handoff_hostile::{all, build, head};
use handoff_sandbox::{InspectError, LoadError, NoArtefacts, inspect};

use crate::support::{HOST, run};

/// Loads and runs a plugin; returns the kind of outcome and the message.
fn outcome(bytes: &[u8]) -> (String, String) {
    let plugin = match HOST.load(bytes, &NoArtefacts) {
        Ok(plugin) => plugin,
        Err(error) => {
            let kind = match &error {
                LoadError::Refused(_) => "refused".to_owned(),
                LoadError::Unfit { .. } => "unfit".to_owned(),
                LoadError::Failed(failure) => format!("load {}", failure.cause.name()),
                LoadError::Description(_) => "description".to_owned(),
                _ => "?".to_owned(),
            };
            return (kind, error.to_string());
        }
    };
    let call = run(&plugin);
    assert!(call.called);
    assert!(
        call.log.lines.len() <= 64
            && call.log.lines.iter().map(|line| line.message.len()).sum::<usize>() <= 16 << 10
    );
    match call.failure {
        Some(failure) => {
            assert!(call.findings.is_empty() || failure.cause.name() == "too-many");
            (failure.cause.name().to_owned(), failure.to_string())
        }
        None => (format!("{} finding", call.findings.len()), String::new()),
    }
}

#[test]
fn every_hostile_plugin_ends_as_it_should() {
    let mut wrong = Vec::new();
    for (name, text) in all() {
        // What only the whole program refuses.
        if head(&text, "only") == Some("program") {
            continue;
        }
        let (kind, message) = outcome(&build(&text));
        let (expected, says) = (head(&text, "expect").unwrap(), head(&text, "says").unwrap_or_default());
        if kind != expected || !message.contains(says) {
            wrong.push(format!("{name}: expected {expected} {says:?}, got {kind}: {message}"));
        }
        // One line that a person reads, whatever the plugin put into it.
        assert!(message.len() < 8 << 10, "{name}: {} bytes", message.len());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_that_are_no_component_are_refused() {
    let refused = |bytes: &[u8]| match HOST.load(bytes, &NoArtefacts) {
        Err(LoadError::Refused(refusal)) => refusal,
        _ => panic!("must be refused"),
    };
    assert!(matches!(refused(b""), InspectError::NotWasm));
    assert!(matches!(
        refused(b"\x7fELF\x02\x01\x01\xc8rest"),
        InspectError::NotWasm | InspectError::Precompiled
    ));
    assert!(matches!(refused(b"(component)"), InspectError::NotWasm));
    assert!(matches!(refused(&vec![0; (32 << 20) + 1]), InspectError::TooLarge { .. }));
    assert!(matches!(refused(b"\0asm\x0d\0\x01\0\xff"), InspectError::Invalid(_)));
    let good = build(";; good");
    for length in (8..good.len()).step_by(97) {
        refused(&good[..length]);
    }
}

#[test]
fn damaged_bytes_never_panic() {
    let good = build(";; good");
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    for _ in 0..2000 {
        let mut damaged = good.clone();
        for _ in 0..=random(3) {
            let at = random(damaged.len());
            damaged[at] = random(256) as u8;
        }
        let _ = inspect(&damaged);
    }
}
