//! What a written rule means, and what it is told when it is wrong.

use serde_json::json;

use crate::config::{Config, ConfigError, ConfigErrors, ConfigFile};

/// The beginning of a rule that is right as far as it goes.
const RULE: &str =
    "[[rule]]\nid = \"acme/fault\"\ntitle = \"A fault\"\nmessage = \"{department} at {step}.\"\n";

fn read(text: &str) -> Result<Config, Vec<String>> {
    let file = ConfigFile::new("handoff.toml", format!("{RULE}{text}"));
    Config::of(Some(file), None)
        .map_err(|ConfigErrors(complaints)| complaints.iter().map(ConfigError::to_line).collect())
}

/// Compares complaints about the rule with these lines behind its beginning.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text).err().unwrap_or_default(), expected, "{text}");
}

#[test]
fn conditions_go_to_the_plugin_as_lists() {
    let config = read("step = { label = \"Ship*\" }\nafter = { side = \"customer\" }").unwrap();
    let expected = json!({ "step": [{ "label": ["Ship*"] }], "after": [{ "side": ["customer"] }] });
    assert_eq!(config.written[0].rule.conditions, expected);
}

#[test]
fn cases_become_a_page() {
    let case = "step = { label = \"A\" }\nnever = true\n[[rule.case]]\nmodel = \"task A\"\nfinds = [\"a\"]\n";
    let config = read(&format!("why = {{ en = \"Because.\", de = \"Darum.\" }}\n{case}")).unwrap();
    let (english, german) = (&config.written[0].rule.pages[1].1, &config.written[0].rule.pages[0].1);
    let cases = "## Wrong\n\n```handoff\ntask A\n```\n\n```expect\nwarning acme/fault a\n```\n\n";
    assert_eq!(*english, format!("# A fault\n\nBecause.\n\n{cases}"));
    assert_eq!(*german, format!("# A fault\n\nDarum.\n\n{cases}"));
}

#[test]
fn a_rule_is_about_one_thing_and_asks_for_one() {
    check("", &["2:6 this rule does not say what it is about | add `step = …`, `handoff = …` or `item = …`"]);
    check(
        "step = { label = \"A\" }",
        &[
            "2:6 this rule does not say what must be so | add one of: `after`, `followed-by`, `way-to`, `apart-from`, \
             `together-with`, `never`",
        ],
    );
    check(
        "step = { label = \"A\" }\nitem = { name = \"B\" }\nnever = true",
        &["6:8 a rule is about steps, handoffs or items, not about two of them | write two rules"],
    );
    check(
        "step = { label = \"A\" }\nnever = true\nafter = { label = \"B\" }",
        &["6:9 a rule asks for one thing | write two rules"],
    );
    check(
        "handoff = { from = { department = \"A\" } }\nafter = { label = \"B\" }",
        &["6:9 `after` cannot be asked of a rule about a `handoff` | it can be one of: `carries`, `never`"],
    );
    check(
        "step = { label = \"A\" }\nnever = true\nwithin = \"2d\"",
        &["7:10 `within` does not say what has to come in that time | add `followed-by = …`"],
    );
}

#[test]
fn patterns_that_fit_everything_are_refused() {
    check(
        "step = {}\nnever = true",
        &["5:8 this fits every step | add a `label`, `words`, `department` or another key"],
    );
    check(
        "step = { label = \"*\" }\nnever = true",
        &["5:8 this fits every name | add a part of the name, like `Customer*`"],
    );
    let long = format!(
        "step = {{ label = [{}] }}\nnever = true",
        vec![format!("\"{}*\"", "x".repeat(1023)); 34].join(", ")
    );
    assert!(read(&long).unwrap_err()[0].contains("longer than 32 KiB"));
}

#[test]
fn texts_are_english_and_have_placeholders_that_are_filled() {
    let rule = |texts: &str| format!("remedy = {texts}\nstep = {{ label = \"A\" }}\nnever = true");
    check(
        &rule("{ de = \"Tun.\" }"),
        &["5:10 the English text is missing | add `en = \"…\"`; it is said where a language has no text"],
    );
    check(
        &rule("\"Ask {other}.\""),
        &["5:10 nothing fills `{other}` here | there are: `step`, `department`"],
    );
    check(
        &rule("{ en = \"Ask.\", de = \"{step} fragen.\" }"),
        &["5:10 the English text has no `{step}` | use it there too, or leave it out here"],
    );
    check(
        &rule("\"Ask {step.\""),
        &[
            "5:10 the braces of this text do not match, or it is too long | write `{{` and `}}` for braces that are no placeholder",
        ],
    );
}

#[test]
fn typos_are_recognised() {
    check(
        "stepp = { label = \"A\" }",
        &[
            "2:6 this rule does not say what it is about | add `step = …`, `handoff = …` or `item = …`",
            "5:1 there is no key `stepp` here | did you mean `step`?",
        ],
    );
    check(
        "step = { kind = \"user-tsk\" }\nnever = true",
        &[
            "5:8 this fits every step | add a `label`, `words`, `department` or another key",
            "5:17 `user-tsk` is not possible here | did you mean `user-task`?",
        ],
    );
}
