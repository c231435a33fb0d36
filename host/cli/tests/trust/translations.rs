//! Texts in further languages that do not say what the English ones do: whoever makes the plugin is told, and whoever reads that
//! language sees neither another verdict nor less.

use handoff_hostile::{all, build, head};

use crate::{ACME, TrustFolder};

#[test]
fn no_language_changes_a_verdict() {
    let mut tried = 0;
    for (name, text) in all() {
        let (review, german) = (head(&text, "review"), head(&text, "german"));
        if review.is_none() && german.is_none() {
            continue;
        }
        tried += 1;
        let place = TrustFolder::new(ACME);
        place.write("plugins/acme.wasm", build(&text));
        if let Some(review) = review {
            place.check(&["plugin", "check", "plugins/acme.wasm"], 1, &[review]);
        }
        let code = |language: &str| {
            place.write("handoff.toml", format!("language = \"{language}\"\n{ACME}"));
            let output = place.command(&["check", "--unpinned"]).output().unwrap();
            (output.status.code().unwrap(), crate::text(&output))
        };
        let (in_english, in_german) = (code("en"), code("de"));
        assert_eq!(in_english.0, in_german.0, "{name}: {}\n{}", in_english.1, in_german.1);
        if let Some(german) = german {
            assert!(in_german.1.contains(german), "{name}: no {german:?} in\n{}", in_german.1);
        }
        // What stands in English is told of once.
        let is_noted = in_german.1.contains("auf Englisch");
        assert_eq!(
            is_noted,
            german.is_some_and(|german| in_english.1.contains(german)),
            "{name}: {}",
            in_german.1
        );
    }
    assert!(tried >= 5, "{tried} plugins with texts in German");
}
