//! Any answer of `check`: taken over whole and checked, or refused with a cause.
//!
//! A plugin that repeats what its options hold gives the host either memory that the fuzzer wrote byte by byte, or lists of
//! findings that are well-formed and lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use handoff_model::Language;
use handoff_report::{OmissionCounts, Report, ReportCache};
use handoff_sandbox::{CallResult, NoArtefacts, Plugin, RuleChoice, limits};

use crate::image::{Image, Record, Slice};
use crate::words::{list, text};
use crate::world::{self, EXAMPLE, HOST};

/// The plugin that repeats its options.
static MIRROR: LazyLock<Plugin> = LazyLock::new(|| {
    let bytes = handoff_hostile::build(include_str!("mirror.wat"));
    HOST.load(&bytes, &NoArtefacts).unwrap_or_else(|error| panic!("the mirror {error}"))
});

/// Lets a plugin answer with an image of memory, and checks what the host makes of it.
pub fn findings(bytes: &[u8]) {
    let image = match bytes.split_first() {
        None => return,
        Some((0, image)) => image.to_vec(),
        Some((_, rest)) => match image(&mut Unstructured::new(rest)) {
            Ok(image) => image,
            Err(_) => return,
        },
    };
    // More would not lie where the plugin lays it.
    if image.len() > 24_000 {
        return;
    }
    let (landscape, index) = (&*EXAMPLE, world::largest(&EXAMPLE));
    let language = if image.len() % 16 < 8 { Language::English } else { Language::German };
    let choice =
        RuleChoice { options: Some(serde_json::json!({ "memory": hex(&image) })), ..RuleChoice::default() };
    let choices = BTreeMap::from([("test/fault".to_owned(), choice)]);
    let selection = MIRROR.description.select(language, &choices).expect("the options fit their schema");
    let call = HOST.check(&MIRROR, &selection, landscape, index);
    held(&call);
    let again = HOST.check(&MIRROR, &selection, landscape, index);
    assert_eq!((&again.findings, &again.failure, again.usage), (&call.findings, &call.failure, call.usage));
    let report = Report::update(
        Vec::new(),
        landscape,
        (call.findings, Vec::new()),
        Vec::new(),
        OmissionCounts::default(),
        &mut ReportCache::default(),
    );
    world::written(&report, language, 80, true);
}

/// Panics where the host took over what it should not have.
fn held(call: &CallResult) {
    assert!(call.called);
    if let Some(failure) = &call.failure {
        let causes = ["data", "rejected-finding", "too-many", "check-error"];
        assert!(causes.contains(&failure.cause.name()), "{failure}");
        assert!(call.findings.is_empty() || failure.cause.name() == "too-many");
    }
    assert!(call.findings.len() as u64 <= call.usage.findings.limit);
    let known = |file: &str| {
        EXAMPLE.units.iter().flat_map(|unit| &unit.files).any(|known| **known == *file)
            || file == "handoff.toml"
    };
    let mut seen = BTreeSet::new();
    for finding in &call.findings {
        assert_eq!(&*finding.rule, "test/fault");
        assert!(finding.message.len() <= limits::MESSAGE + 3);
        assert!(finding.related.len() <= limits::RELATED && finding.witness.len() <= limits::WITNESS);
        let places = finding.witness.iter().chain(&finding.related).chain([&finding.place]);
        places.for_each(|place| assert!(known(&place.file), "{place:?}"));
        assert!(seen.insert(&finding.fingerprint), "two findings with one fingerprint");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Makes an answer with a list of findings, or with the reason of giving up.
fn image(bytes: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut image = Image::new();
    if bytes.ratio(1, 16)? {
        let reason = image.text(&text(bytes)?);
        return Ok(image.answer(1, reason));
    }
    let findings = list(bytes, 6, |bytes| finding(bytes, &mut image))?;
    let mut slice = image.records(&findings);
    // A list may say that it is longer than it is.
    if bytes.ratio(1, 16)? {
        slice.count = bytes.arbitrary()?;
    }
    Ok(image.answer(0, slice))
}

/// Where the fields of a finding lie.
static LAYOUT: LazyLock<BTreeMap<String, usize>> = LazyLock::new(handoff_hostile::finding_layout);

/// The numbers of the cases of places and arguments.
static CASES: LazyLock<BTreeMap<String, usize>> = LazyLock::new(handoff_hostile::case_numbers);

/// Counts the cases of a variant.
fn cases(variant: &str) -> usize {
    CASES.keys().filter(|name| name.split('.').next() == Some(variant)).count()
}

/// Makes a number of a case of a variant, or one behind the last.
fn case(bytes: &mut Unstructured<'_>, variant: &str) -> Result<u8> {
    bytes.int_in_range(0..=u8::try_from(cases(variant)).unwrap_or(u8::MAX))
}

/// Makes one finding.
fn finding(bytes: &mut Unstructured<'_>, image: &mut Image) -> Result<Record> {
    let at = |field: &str| LAYOUT[field];
    let mut record = Record::new(at("size"));
    let rule = word(bytes, &["test/fault", "test/fault", "test/fault", "test/other", "gap/missing-item"])?;
    record.slice(at("rule"), image.text(&rule));
    for field in ["severity", "certainty"] {
        record.byte(at(field), bytes.arbitrary::<bool>()?.into());
        record.byte(at(field) + 1, bytes.int_in_range(0..=3)?);
    }
    record.slice(at("message"), image.text(&word(bytes, &["fault", "named", "named"])?));
    if bytes.arbitrary()? {
        record.byte(at("help"), 1);
        record.slice(at("help.value"), image.text(&word(bytes, &["fault", "named"])?));
    }
    let arguments = list(bytes, 3, |bytes| argument(bytes, image))?;
    record.slice(at("arguments"), image.records(&arguments));
    record.byte(at("at"), case(bytes, "place")?);
    record.number(at("at.value"), number(bytes)?);
    for field in ["giver", "receiver", "item", "state", "reach-from"] {
        let some = bytes.arbitrary()?;
        let number = if some { Some(number(bytes)?) } else { None };
        record.optional(at(field), number);
    }
    let related = list(bytes, 3, |bytes| {
        let mut place = Record::new(8);
        place.byte(0, case(bytes, "place")?);
        place.number(4, number(bytes)?);
        Ok(place)
    })?;
    record.slice(at("related"), image.records(&related));
    record.slice(at("witness"), numbers(bytes, image)?);
    Ok(record)
}

fn argument(bytes: &mut Unstructured<'_>, image: &mut Image) -> Result<Record> {
    let mut record = Record::new(32);
    record.slice(0, image.text(&word(bytes, &["x", "y"])?));
    let case = case(bytes, "argument")?;
    record.byte(8, case);
    let name =
        CASES.iter().find(|(name, number)| name.starts_with("argument.") && **number == usize::from(case));
    match name.map_or("", |(name, _)| &name["argument.".len()..]) {
        "text" => record.slice(16, image.text(&text(bytes)?)),
        "seconds" => record.long(16, bytes.arbitrary()?),
        "steps" | "departments" | "items" => record.slice(16, numbers(bytes, image)?),
        "states" => {
            record.number(16, number(bytes)?);
            record.slice(20, numbers(bytes, image)?);
        }
        "texts" => {
            let texts = list(bytes, 4, text)?;
            let slices: Vec<Slice> = texts.iter().map(|text| image.text(text)).collect();
            let pairs: Vec<u32> = slices.iter().flat_map(|slice| [slice.at, slice.count]).collect();
            let list = image.numbers(&pairs);
            record.slice(16, Slice { count: slices.len() as u32, ..list });
        }
        _ => {
            record.number(16, number(bytes)?);
            record.number(20, number(bytes)?);
        }
    }
    Ok(record)
}

/// Makes a number that is mostly small enough to name something.
fn number(bytes: &mut Unstructured<'_>) -> Result<u32> {
    if bytes.ratio(1, 32)? { bytes.arbitrary() } else { bytes.int_in_range(0..=12) }
}

fn numbers(bytes: &mut Unstructured<'_>, image: &mut Image) -> Result<Slice> {
    let numbers = list(bytes, 4, number)?;
    Ok(image.numbers(&numbers))
}

/// Chooses a word that is mostly right.
fn word(bytes: &mut Unstructured<'_>, words: &[&str]) -> Result<String> {
    if bytes.ratio(1, 32)? { text(bytes) } else { Ok((*bytes.choose(words)?).to_owned()) }
}
