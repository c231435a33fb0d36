//! What a tool writes about a step beside BPMN is read, kept or noted: without it, the reader would say something else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use handoff_corpus::{Sample, corpus, shipped};
use handoff_import::read;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What is read and may say what is known already: that a step runs code, for one. Those of BPMN say nothing where they stand.
const READ: [&str; 7] =
    ["Listener>", "-script>", "inputOutput>", "properties>", "<incoming>", "<outgoing>", "color"];

/// How many exports are looked at for each name.
const SAMPLES: usize = 6;

/// Tells whether an element of BPMN is a step, or says what one waits for.
fn is_step(local: &str) -> bool {
    let parts = ["Task", "Event", "Gateway", "callActivity", "ubProcess"];
    local == "task" || parts.iter().any(|part| local.contains(part))
}

/// Finds the attributes and elements of tools at steps, by name, each with the bytes that it takes.
fn foreign(text: &str) -> BTreeMap<String, Vec<Range<usize>>> {
    let mut found: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    let mut reader = Reader::from_str(text);
    let mut around: Vec<String> = Vec::new();
    // What is being passed over: its name, where it begins, and how deep it lies.
    let mut inside: Option<(String, usize, usize)> = None;
    loop {
        let begin = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return found,
            Ok(event) => event,
        };
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match event {
            Event::Start(tag) | Event::Empty(tag) if inside.is_none() => {
                let local = tag.local_name().as_ref().to_owned();
                let is_empty = text[begin..end].ends_with("/>");
                let is_extension =
                    matches!(&around[..], [.., step, last] if last == "extensionElements" && is_step(step));
                if is_extension {
                    let name = format!("<{}>", tag.name().as_ref());
                    if !is_empty {
                        inside = Some((name, begin, around.len()));
                    } else if tag.attributes().next().is_some() {
                        found.entry(name).or_default().push(begin..end);
                    }
                } else if is_step(&local) {
                    attributes(text, &tag, &mut found);
                }
                if !is_empty {
                    around.push(local);
                }
            }
            Event::Start(tag) => around.push(tag.local_name().as_ref().to_owned()),
            Event::End(_) => {
                around.pop();
                if let Some((name, start, _)) = inside.take_if(|(_, _, depth)| *depth == around.len()) {
                    let whole = &text[start..end];
                    // A pair of tags around nothing says nothing.
                    if whole.contains('=') || whole.matches('<').count() == 2 && !whole.contains("><") {
                        found.entry(name).or_default().push(start..end);
                    }
                }
            }
            _ => {}
        }
    }
}

fn attributes(text: &str, tag: &BytesStart<'_>, found: &mut BTreeMap<String, Vec<Range<usize>>>) {
    for attribute in tag.attributes().flatten() {
        let name = attribute.key.as_ref().to_owned();
        let is_foreign = name.contains(':') && !name.starts_with("xmlns:") && !name.starts_with("xsi:");
        if is_foreign && !attribute.value.is_empty() {
            let start = attribute.key.as_ref().as_ptr() as usize - text.as_ptr() as usize;
            let value = attribute.value.as_ptr() as usize - text.as_ptr() as usize;
            found.entry(name).or_default().push(start..value + attribute.value.len() + 1);
        }
    }
}

/// Lists the names without which the reader says the same of some export.
fn dropped(samples: impl Iterator<Item = Sample>) -> BTreeSet<String> {
    let mut looked: BTreeMap<String, usize> = BTreeMap::new();
    let mut dropped = BTreeSet::new();
    for Sample { path, bytes } in samples {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let names = foreign(&text);
        let said = |text: &str| {
            let import = read(text.as_bytes(), &path);
            import.model.map(|model| format!("{model:?} {:?}", import.diagnostics))
        };
        let mut whole = None;
        for (name, ranges) in names {
            let count = looked.entry(name.clone()).or_default();
            *count += 1;
            if *count > SAMPLES || READ.iter().any(|end| name.contains(end)) {
                continue;
            }
            let mut without = text.clone().into_bytes();
            for range in ranges {
                for byte in &mut without[range] {
                    if *byte != b'\n' {
                        *byte = b' ';
                    }
                }
            }
            let Ok(without) = String::from_utf8(without) else { continue };
            let whole = whole.get_or_insert_with(|| said(&text));
            if whole.is_some() && *whole == said(&without) {
                dropped.insert(format!("{name} of {path}"));
            }
        }
    }
    dropped
}

#[track_caller]
fn check(samples: impl Iterator<Item = Sample>) {
    let dropped = dropped(samples);
    let list: Vec<&str> = dropped.iter().map(String::as_str).collect();
    assert!(dropped.is_empty(), "neither read nor kept nor noted:\n{}", list.join("\n"));
}

#[test]
fn shipped_extensions_are_read_kept_or_noted() {
    check(shipped().into_iter().map(|(sample, _)| sample));
}

#[test]
fn corpus_extensions_are_read_kept_or_noted() {
    let Some(corpus) = corpus() else { return };
    check(corpus.exports());
}
