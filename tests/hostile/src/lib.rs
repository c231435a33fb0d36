//! Builds the plugins of this folder from their texts.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a hostile plugin that does not build is a failed test"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Int, Resolve, SizeAlign, Type, TypeDefKind, WorldId};

/// The plugins of this folder by name, each with its text.
pub fn all() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let plugins = files.filter(|file| file.extension().is_some_and(|ending| ending == "wat"));
    let named = plugins.map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&file).unwrap())
    });
    named.filter(|(name, _)| name != "prelude").collect()
}

/// Returns what the head of a text says under a key: `;; expect: fuel`.
pub fn head<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(";; ")?.strip_prefix(key)?.strip_prefix(": "))
}

/// Makes a component from the text of a plugin: whole components and modules as they are, anything else between the
/// prelude and those defaults that it does not export itself.
///
/// A line `;; repeat 100: TEXT` stands for a hundred lines, with `{n}` counting from 1 and `{p}` one behind it.
pub fn build(text: &str) -> Vec<u8> {
    let text = &text.lines().map(repeated).collect::<Vec<_>>().join("\n");
    if text.lines().any(|line| line.starts_with("(component") || line.starts_with("(module")) {
        return wat::parse_str(text).unwrap();
    }
    let read = |name: &str| fs::read_to_string(folder().join(name)).unwrap();
    let missing = ["describe", "configure", "check"]
        .into_iter()
        .filter(|function| !text.contains(&format!("\"handoff:plugin/rules@{{version}}#{function}\"")))
        .map(|function| read(&format!("defaults/{function}.wat")));
    let parts: Vec<String> =
        iter::once(read("prelude.wat")).chain(iter::once(text.to_owned())).chain(missing).collect();
    let contract = Contract::read();
    let mut module = wat::parse_str(contract.fill(&format!("(module\n{}\n)", parts.join("\n")))).unwrap();
    let Contract { resolve, world } = contract;
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().validate(true).module(&module).unwrap().encode().unwrap()
}

/// Tells how large a finding of the contract is (`size`), and where its fields lie in it: `giver` for what says whether there is
/// one, `giver.value` for the number, `related` for the address of a list, `related.length` for how many entries it has.
pub fn finding_layout() -> BTreeMap<String, usize> {
    Contract::read().layout("finding")
}

/// Numbers the cases of the variants of the contract, like `argument.text`.
pub fn case_numbers() -> BTreeMap<String, usize> {
    Contract::read().cases()
}

/// The records of the contract that the prelude holds one of, each with where it lies.
const RECORDS: [(&str, usize); 3] = [("finding", 1024), ("description", 16), ("rule-info", 96)];

/// The contract that the plugins are built for.
struct Contract {
    resolve: Resolve,
    world: WorldId,
}

impl Contract {
    fn read() -> Self {
        let mut resolve = Resolve::default();
        let (package, _) = resolve.push_dir(folder().join("../../plugins/wit")).unwrap();
        let world = resolve.select_world(&[package], Some("rule-plugin")).unwrap();
        Self { resolve, world }
    }

    /// Fills in what a text leaves to the contract: its version, and where the fields of its records lie.
    fn fill(&self, text: &str) -> String {
        let package = self.resolve.worlds[self.world].package.unwrap();
        let version = self.resolve.packages[package].name.version.as_ref().unwrap();
        let text = text.replace("{version}", &version.to_string());
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (record, start) in RECORDS {
            let layout = self.layout(record);
            let size = layout["size"];
            names.insert(format!("@{record}"), start.to_string());
            names.extend(
                layout.into_iter().map(|(name, at)| (format!("@{record}.{name}"), (start + at).to_string())),
            );
            names.insert(format!("@{record}.next"), (start + size).to_string());
            names.insert(format!("@{record}.size"), size.to_string());
        }
        let cases = self.cases();
        names.extend(cases.iter().map(|(name, case)| (format!("\\@{name}"), format!("\\{case:02x}"))));
        names.extend(cases.iter().map(|(name, case)| (format!("@{name}"), case.to_string())));
        // Longer names first: one may begin like another.
        names.into_iter().rev().fold(text, |text, (name, number)| text.replace(&name, &number))
    }

    /// Numbers the cases of the variants of the contract, like `place.entry`.
    fn cases(&self) -> BTreeMap<String, usize> {
        let types = self.resolve.types.iter().map(|(_, ty)| ty);
        let variants = types.filter_map(|ty| match (&ty.name, &ty.kind) {
            (Some(name), TypeDefKind::Variant(variant)) => Some((name, variant)),
            _ => None,
        });
        let cases = variants.flat_map(|(name, variant)| {
            let cases = variant.cases.iter().enumerate();
            cases.map(move |(number, case)| (format!("{name}.{}", case.name), number))
        });
        cases.collect()
    }

    /// Tells how large a record is, and where its fields lie in it.
    fn layout(&self, name: &str) -> BTreeMap<String, usize> {
        let types =
            self.resolve.interfaces.iter().find(|(_, interface)| interface.name.as_deref() == Some("types"));
        let ty = types.unwrap().1.types[name];
        let TypeDefKind::Record(record) = &self.resolve.types[ty].kind else { unreachable!("a record") };
        let mut sizes = SizeAlign::default();
        sizes.fill(&self.resolve);
        let size = sizes.size(&Type::Id(ty)).size_wasm32();
        let mut layout = BTreeMap::from([("size".to_owned(), size)]);
        let offsets = sizes.field_offsets(record.fields.iter().map(|field| &field.ty));
        for (field, (offset, ty)) in record.fields.iter().zip(offsets) {
            let (name, at) = (field.name.clone(), offset.size_wasm32());
            layout.insert(format!("{name}.length"), at + 4);
            if let Type::Id(id) = ty {
                let cases: Vec<Option<&Type>> = match &self.resolve.types[*id].kind {
                    TypeDefKind::Option(some) => vec![None, Some(some)],
                    TypeDefKind::Variant(variant) => {
                        variant.cases.iter().map(|case| case.ty.as_ref()).collect()
                    }
                    _ => Vec::new(),
                };
                let value = sizes.payload_offset(Int::U8, cases).size_wasm32();
                layout.insert(format!("{name}.value"), at + value);
                layout.insert(format!("{name}.value.length"), at + value + 4);
            }
            layout.insert(name, at);
        }
        layout
    }
}

/// Makes a plugin with another name (7 bytes), version (5) and rule (10) than the prelude has, and with these functions.
pub fn named([name, version, rule]: [&str; 3], functions: &str) -> Vec<u8> {
    assert_eq!((name.len(), version.len(), rule.len()), (7, 5, 10), "what the prelude has room for");
    build(&format!(
        "(data (i32.const 256) \"{name}\")\n(data (i32.const 264) \"{version}\")\n(data (i32.const 272) \"{rule}\")\n\
         {functions}"
    ))
}

fn repeated(line: &str) -> String {
    let Some((times, part)) = line.strip_prefix(";; repeat ").and_then(|rest| rest.split_once(": ")) else {
        return line.to_owned();
    };
    let lines = (1..=times.parse().unwrap())
        .map(|n: usize| part.replace("{n}", &n.to_string()).replace("{p}", &(n - 1).to_string()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The folder of the hostile plugins.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
