//! What each language writes in its own way.

use super::declarations;
use crate::contract::List;
use crate::making::is_made;
use crate::text::{camel, pascal, snake, upper};

/// A language, as its reference writes it.
pub(super) struct Dialect {
    pub(super) name: &'static str,
    /// What its blocks of code are marked with.
    pub(super) fence: &'static str,
    /// Where its reference lies.
    pub(super) paths: &'static [&'static str],
    /// The sources of the SDK that declare what a rule uses.
    pub(super) sources: &'static [&'static str],
    /// What such a source declares.
    pub(super) declarations: fn(&str) -> String,
    /// A plugin with one rule that has an option.
    pub(super) example: &'static str,
    /// What is to be known of the language itself.
    pub(super) notes: &'static str,
    /// How options are read.
    pub(super) options: &'static str,
    /// When lists are asked for, as an entry of a list.
    pub(super) fetching: &'static str,
    /// The types of a truth value, a number, a large number, a text.
    pub(super) plain: [&'static str; 4],
    /// What a list of numbers is.
    pub(super) numbers: &'static str,
    /// What stands where nothing is.
    pub(super) absent: &'static str,
    /// A part in `needs`.
    pub(super) part: fn(&str) -> String,
    /// How a list is asked for.
    pub(super) list: fn(List<'_>) -> String,
    pub(super) title: fn(&str) -> String,
    pub(super) field: fn(&str) -> String,
    /// A word of an enumeration.
    pub(super) word: fn(&str, &str) -> String,
    /// How a case of a variant is made.
    pub(super) case: fn(&str, &str) -> String,
}

fn script_case(variant: &str, case: &str) -> String {
    if is_made(variant) {
        format!("{}.{}(…)", pascal(variant), camel(case))
    } else {
        format!("{{ tag: '{case}', val: … }}")
    }
}

const SCRIPT_OPTIONS: &str =
    "The options are an object with the names of the schema: `const atMost = options['at-most'] ?? 3;`";

const FETCHED: &str = "- **A list is fetched when a rule first asks for it**, once.";

const SCRIPT_NOTES: &str = "\
Only relative imports are followed; a check is a plain function, neither `async` nor a generator. `Date.now()`, `new Date()` without a time and \
`Math.random()` throw in a component: what they would give is the moment of its build. `Intl`, `normalize` and `\\p{L}` are missing. Lists of \
numbers that the host hands over are `Uint32Array`s, whose `map` and `filter` give numbers only: spread them (`[...need.witness]`) first. Of a \
unit in a test, `check(plugin, view)` of `testing.js` says what the rules find in a view file.";

const SCRIPT: Dialect = Dialect {
    name: "JavaScript",
    fence: "js",
    paths: &["docs/plugins/reference/javascript.md", "plugins/sdk/javascript/REFERENCE.md"],
    sources: &[
        "plugins/sdk/javascript/rule.d.ts",
        "plugins/sdk/javascript/report.d.ts",
        "plugins/sdk/javascript/unit.d.ts",
        "plugins/sdk/javascript/testing.d.ts",
    ],
    declarations: declarations::typescript,
    example: "import { Argument, Place, plugin, rule } from './vendor/handoff/index.js';

const slowWait = rule({
  id: 'acme/slow-wait',
  severity: 'warning',
  certainty: 'certain',
  needs: ['waits'],
  options: {
    type: 'object',
    properties: { hours: { type: 'integer', minimum: 1, default: 24, description: 'Hours that are fine' } },
    additionalProperties: false,
  },
  texts: {
    title: { en: 'A wait is limited, and the limit is long' },
    long: { en: '{step} waits up to {limit}.', de: '{step} wartet bis zu {limit}.' },
  },
  check(unit, options, report) {
    const most = (options.hours ?? 24) * 3600;
    for (const { step, seconds } of unit.waits()) {
      if (seconds === undefined || seconds <= most) continue;
      report.add(Place.step(step), 'long').with('step', Argument.step(step)).with('limit', Argument.seconds(seconds));
    }
  },
});

export default plugin({ id: 'acme', version: '1.0.0', rules: [slowWait] });",
    notes: SCRIPT_NOTES,
    options: SCRIPT_OPTIONS,
    fetching: FETCHED,
    plain: ["boolean", "number", "number` or `bigint", "string"],
    numbers: "`Uint32Array`",
    absent: "`undefined`",
    part: |part| format!("'{part}'"),
    list: |list| format!("unit.{}()", camel(&list.function.name)),
    title: pascal,
    field: camel,
    word: |_, word| format!("'{word}'"),
    case: script_case,
};

/// Every language that has an SDK.
pub(super) const ALL: &[Dialect] = &[
    Dialect {
        name: "Rust",
        fence: "rust",
        paths: &["docs/plugins/reference/rust.md", "plugins/sdk/rust/REFERENCE.md"],
        sources: &[
            "plugins/sdk/rust/src/rule.rs",
            "plugins/sdk/rust/src/options.rs",
            "plugins/sdk/rust/src/reporter.rs",
            "plugins/sdk/rust/src/unit.rs",
            "plugins/sdk/rust/src/testing.rs",
        ],
        declarations: declarations::rust,
        example: "use handoff_sdk::{Argument, Certainty, Options, Place, Plugin, Reporter, Rule, Severity, Unit, ViewPart, texts};

pub const RULE: Rule = Rule {
    id: \"acme/slow-wait\",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Waits],
    options_schema: r#\"{ \"type\": \"object\", \"additionalProperties\": false, \"properties\": {
        \"hours\": { \"type\": \"integer\", \"minimum\": 1, \"default\": 24, \"description\": \"Hours that are fine\" } } }\"#,
    page: include_str!(\"../cases/slow-wait.md\"),
    texts: texts! {
        \"title\" { en: \"A wait is limited, and the limit is long\" }
        \"long\" { en: \"{step} waits up to {limit}.\", de: \"{step} wartet bis zu {limit}.\" }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let most = options.number(\"hours\").unwrap_or(24) * 3600;
    for wait in unit.waits() {
        let Some(seconds) = wait.seconds.map(u64::from).filter(|seconds| *seconds > most) else { continue };
        report
            .add(Place::Step(wait.step), \"long\")
            .with(\"step\", Argument::Step(wait.step))
            .with(\"limit\", Argument::Seconds(seconds));
    }
}

pub const PLUGIN: Plugin = Plugin { id: \"acme\", version: \"1.0.0\", families: &[&[RULE]], ..Plugin::DEFAULT };
handoff_sdk::export!(PLUGIN);",
        notes: "\
Every type is in `handoff_sdk`. The crate is built twice: for `wasm32-unknown-unknown` as the component, and natively for `cargo test`, which runs the \
rules over view files with `handoff_sdk::testing`. Its dependencies, `wit-bindgen` and `serde_json`, come from the registry: without network run \
`cargo vendor` once where there is one, and commit what it writes with the lines it says for `.cargo/config.toml`.",
        fetching: FETCHED,
        options: "`Options` reads switches, numbers, texts and lists of texts by name; what is not given is off, `None` or empty. Anything else (a list of numbers, an object) is \
yours to read from `json`. The numbers of rows, `StepId`, `ItemId` and so on, are other names of `u32`.",
        plain: ["bool", "u32", "u64", "String"],
        numbers: "`Vec`",
        absent: "`None`",
        part: |part| format!("ViewPart::{}", pascal(part)),
        list: |list| format!("unit.{}()", snake(&list.function.name)),
        title: pascal,
        field: snake,
        word: |name, word| format!("{}::{}", pascal(name), pascal(word)),
        case: |name, case| format!("{}::{}(…)", pascal(name), pascal(case)),
    },
    SCRIPT,
    Dialect {
        name: "TypeScript",
        fence: "ts",
        paths: &["docs/plugins/reference/typescript.md", "plugins/sdk/javascript/REFERENCE.typescript.md"],
        example: "import type { Wait } from 'handoff:plugin/types@0.2.0';
import { Argument, Place, plugin, rule } from './vendor/handoff/index.js';

const isLong = ({ seconds }: Wait, most: number) => seconds !== undefined && seconds > most;

const slowWait = rule({
  id: 'acme/slow-wait',
  severity: 'warning',
  certainty: 'certain',
  needs: ['waits'],
  options: {
    type: 'object',
    properties: { hours: { type: 'integer', minimum: 1, default: 24, description: 'Hours that are fine' } },
    additionalProperties: false,
  },
  texts: {
    title: { en: 'A wait is limited, and the limit is long' },
    long: { en: '{step} waits up to {limit}.', de: '{step} wartet bis zu {limit}.' },
  },
  check(unit, options, report) {
    const most = (options.hours ?? 24) * 3600;
    for (const wait of unit.waits().filter((wait) => isLong(wait, most))) {
      report
        .add(Place.step(wait.step), 'long')
        .with('step', Argument.step(wait.step))
        .with('limit', Argument.seconds(wait.seconds ?? 0));
    }
  },
});

export default plugin({ id: 'acme', version: '1.0.0', rules: [slowWait] });",
        ..SCRIPT
    },
    Dialect {
        name: "Python",
        fence: "python",
        paths: &["docs/plugins/reference/python.md", "plugins/sdk/python/REFERENCE.md"],
        sources: &[
            "plugins/sdk/python/handoff_sdk/rule.py",
            "plugins/sdk/python/handoff_sdk/report.py",
            "plugins/sdk/python/handoff_sdk/unit.py",
            "plugins/sdk/python/handoff_sdk/testing.py",
        ],
        declarations: declarations::python,
        example: "from handoff_sdk import Argument, Certainty, Place, Plugin, Reporter, Severity, Unit, rule


@rule(
    id=\"acme/slow-wait\",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    needs=[\"waits\"],
    options={
        \"type\": \"object\",
        \"properties\": {\"hours\": {\"type\": \"integer\", \"minimum\": 1, \"default\": 24, \"description\": \"Hours that are fine\"}},
        \"additionalProperties\": False,
    },
    texts={
        \"title\": {\"en\": \"A wait is limited, and the limit is long\"},
        \"long\": {\"en\": \"{step} waits up to {limit}.\", \"de\": \"{step} wartet bis zu {limit}.\"},
    },
)
def slow_wait(unit: Unit, options: dict, report: Reporter) -> None:
    most = options.get(\"hours\", 24) * 3600
    for wait in unit.waits:
        if wait.seconds is not None and wait.seconds > most:
            report.add(Place.step(wait.step), \"long\").put(\"step\", Argument.step(wait.step)).put(\"limit\", Argument.seconds(wait.seconds))


plugin = Plugin(id=\"acme\", version=\"1.0.0\", rules=[slow_wait])",
        notes: "\
Lists are attributes and not methods: `unit.waits`. All modules are loaded while the component is built: what a module does at its top level happens once, \
there, and an import within a check fails. Chance is baked in as well, the order of sets included: sort what you report. Types of the contract that \
are not named below `handoff_sdk` itself are in `handoff_sdk.contract`.",
        fetching: FETCHED,
        options: "The options are a mapping with the names of the schema: `at_most = options.get(\"at-most\", 3)`.",
        plain: ["bool", "int", "int", "str"],
        numbers: "list",
        absent: "`None`",
        part: |part| format!("\"{part}\""),
        list: |list| format!("unit.{}", snake(&list.function.name)),
        title: pascal,
        field: snake,
        word: |name, word| format!("{}.{}", pascal(name), upper(word)),
        case: |name, case| {
            if is_made(name) {
                format!("{}.{}(…)", pascal(name), snake(case))
            } else {
                format!("contract.{}_{}(…)", pascal(name), pascal(case))
            }
        },
    },
    Dialect {
        name: "C",
        fence: "c",
        paths: &["docs/plugins/reference/c.md", "plugins/sdk/c/REFERENCE.md"],
        sources: &["plugins/sdk/c/handoff.h", "plugins/sdk/c/handoff_lists.h"],
        declarations: declarations::c,
        example: "#include \"handoff.h\"

static const char PAGE[] = {
#embed \"cases/slow-wait.md\"
    , 0};

static void check(handoff_unit unit, handoff_options options, handoff_report *report) {
  uint64_t most = handoff_option_number(options, \"hours\", 24) * 3600;
  handoff_waits waits = handoff_unit_waits(unit);
  for (size_t at = 0; at < waits.len; at++) {
    const handoff_wait *wait = &waits.ptr[at];
    if (!wait->seconds.is_some || wait->seconds.val <= most) continue;
    handoff_finding *finding = handoff_at_step(report, wait->step, \"long\");
    handoff_with_step(finding, \"step\", wait->step);
    handoff_with(finding, \"limit\", handoff_argument_seconds(wait->seconds.val));
  }
}

static const handoff_rule SLOW_WAIT = {
    .id = \"acme/slow-wait\",
    .severity = HANDOFF_WARNING,
    .certainty = HANDOFF_CERTAIN,
    .needs = (const char *const[]){\"waits\", NULL},
    .options_schema = \"{\\\"type\\\": \\\"object\\\", \\\"additionalProperties\\\": false, \\\"properties\\\": {\"
                      \"\\\"hours\\\": {\\\"type\\\": \\\"integer\\\", \\\"minimum\\\": 1, \\\"default\\\": 24, \\\"description\\\": \\\"Hours that are fine\\\"}}}\",
    .page = PAGE,
    .texts =
        (const handoff_text[]){
            {\"en\", \"title\", \"A wait is limited, and the limit is long\"},
            {\"en\", \"long\", \"{step} waits up to {limit}.\"},
            {\"de\", \"long\", \"{step} wartet bis zu {limit}.\"},
            {NULL, NULL, NULL}},
    .check = check,
};

const handoff_plugin HANDOFF_PLUGIN = {
    .id = \"acme\", .version = \"1.0.0\", .rules = (const handoff_rule *const[]){&SLOW_WAIT, NULL}};",
        notes: "\
Include `handoff.h` alone: it brings `handoff_lists.h`, which has a type for each record and list, and a function for each place and argument. There is no \
library of the language: `string.h` and `stdlib.h` beside the SDK hold the few functions that there are. A list is `{ ptr, len }`; what may be absent is \
`{ is_some, val }`. Memory of a call is never given back. A text of the contract is `handoff_string`, bytes with a length and no zero behind them. The package is built by zig (`pip install ziglang`, also in a \
`.venv` of the package, which need not be activated) or by clang with the target wasm32.",
        fetching: "- **Each call of `handoff_unit_…` asks the host**: keep the list in a variable, and out of loops.",
        options: "`handoff_option_number` reads a whole number with the value that stands where it is not given, `handoff_option_flag` a switch, `handoff_option_texts` a text or a \
list of texts. Other kinds of options are yours to read from `options.json`: one flat object with the names of the schema, in UTF-8, where quotation marks, backslashes and control characters \
are written with a backslash.",
        plain: ["bool", "uint32_t", "uint64_t", "handoff_string"],
        numbers: "list",
        absent: "none (`is_some`)",
        part: |part| format!("\"{part}\""),
        list: |list| {
            let all = if list.all.is_some() { ", true" } else { "" };
            format!("handoff_unit_{}(unit{all})", snake(&list.function.name))
        },
        title: |name| format!("handoff_{}", snake(name)),
        field: snake,
        word: |name, word| match name {
            "severity" | "certainty" => format!("HANDOFF_{}", upper(word)),
            _ => format!("HANDOFF_PLUGIN_TYPES_{}_{}", upper(name), upper(word)),
        },
        case: |name, case| {
            if is_made(name) {
                format!("handoff_{}_{}(…)", snake(name), snake(case))
            } else {
                format!("{{ .tag = HANDOFF_PLUGIN_TYPES_{}_{}, .val.{} = … }}", upper(name), upper(case), snake(case))
            }
        },
    },
];
