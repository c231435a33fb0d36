//! The contract as text: what the additive check compares and what the reference page shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wit_parser::{
    Function, Handle, InterfaceId, PackageId, Resolve, Result_, Type, TypeDef, TypeDefKind, WorldItem,
};

/// A contract that was read.
pub(crate) struct Contract {
    pub(crate) resolve: Resolve,
    pub(crate) package: PackageId,
}

/// Reads the contract of these sources.
pub(crate) fn current() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/wit/handoff.wit");
    fs::read_to_string(path).expect("plugins/wit/handoff.wit")
}

/// The contract of the older series that the host speaks too.
pub(crate) const V1: &str = include_str!("../../../../plugins/wit/v1/handoff.wit");

impl Contract {
    /// Reads a contract; the error is that of the parser.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("handoff.wit", text).map_err(|error| format!("{error:#}"))?;
        Ok(Self { resolve, package })
    }

    /// Lists its interfaces by name, in the order of the file.
    pub(crate) fn interfaces(&self) -> impl Iterator<Item = (&str, InterfaceId)> {
        let interfaces = self.resolve.packages[self.package].interfaces.iter();
        interfaces.map(|(name, id)| (name.as_str(), *id))
    }

    /// Writes a type as the contract does, with each name of the contract as `named` wants it.
    pub(crate) fn spell(&self, ty: &Type, named: &dyn Fn(&str) -> String) -> String {
        let Type::Id(id) = ty else { return format!("{ty:?}").to_lowercase() };
        let definition = &self.resolve.types[*id];
        definition.name.as_ref().map_or_else(|| self.kind(&definition.kind, named), |name| named(name))
    }

    /// Writes what a type is made of.
    pub(crate) fn kind(&self, kind: &TypeDefKind, named: &dyn Fn(&str) -> String) -> String {
        let spell = |ty: &Type| self.spell(ty, named);
        let maybe = |ty: &Option<Type>| ty.as_ref().map_or_else(|| "_".to_owned(), spell);
        let listed = |parts: Vec<String>| parts.join(", ");
        match kind {
            TypeDefKind::Record(record) => {
                let fields =
                    record.fields.iter().map(|field| format!("{}: {}", field.name, spell(&field.ty)));
                format!("record {{ {} }}", listed(fields.collect()))
            }
            TypeDefKind::Variant(variant) => {
                let case = |ty: &Option<Type>| ty.as_ref().map(|ty| format!("({})", spell(ty)));
                let cases =
                    variant.cases.iter().map(|part| part.name.clone() + &case(&part.ty).unwrap_or_default());
                format!("variant {{ {} }}", listed(cases.collect()))
            }
            TypeDefKind::Enum(cases) => {
                format!("enum {{ {} }}", listed(cases.cases.iter().map(|case| case.name.clone()).collect()))
            }
            TypeDefKind::Tuple(tuple) => {
                format!("tuple<{}>", listed(tuple.types.iter().map(spell).collect()))
            }
            TypeDefKind::Option(ty) => format!("option<{}>", spell(ty)),
            TypeDefKind::List(ty) => format!("list<{}>", spell(ty)),
            TypeDefKind::Result(Result_ { ok, err }) => format!("result<{}, {}>", maybe(ok), maybe(err)),
            TypeDefKind::Handle(Handle::Borrow(id)) => format!("borrow<{}>", spell(&Type::Id(*id))),
            TypeDefKind::Handle(Handle::Own(id)) => spell(&Type::Id(*id)),
            TypeDefKind::Type(ty) => spell(ty),
            TypeDefKind::Resource => "resource".to_owned(),
            other => panic!("the contract has no {}: say here how it is written", other.as_str()),
        }
    }

    /// Writes the parameters and the result of a function; `self` of a method goes without saying.
    pub(crate) fn signature(&self, function: &Function, named: &dyn Fn(&str) -> String) -> String {
        let own = usize::from(function.kind.resource().is_some());
        let parameters = function.params.iter().skip(own);
        let parameters: Vec<String> =
            parameters.map(|part| format!("{}: {}", part.name, self.spell(&part.ty, named))).collect();
        let result = function.result.as_ref().map(|ty| format!(" -> {}", self.spell(ty, named)));
        format!("({}){}", parameters.join(", "), result.unwrap_or_default())
    }

    /// Names a function as people write it: `view.needs` for a method.
    pub(crate) fn function(&self, function: &Function) -> String {
        let resource = function.kind.resource().and_then(|id| self.resolve.types[id].name.clone());
        resource
            .map_or_else(|| function.name.clone(), |resource| format!("{resource}.{}", function.item_name()))
    }

    /// Tells everything a built plugin relies on, one fact a line: what it is called, and what it is.
    pub(crate) fn facts(&self) -> BTreeMap<String, String> {
        let plain = |name: &str| name.to_owned();
        let mut facts = BTreeMap::new();
        for (interface, id) in self.interfaces() {
            let interface_of = &self.resolve.interfaces[id];
            facts.insert(format!("interface `{interface}`"), String::new());
            for (name, id) in &interface_of.types {
                let definition = &self.resolve.types[*id];
                facts.insert(
                    format!("type `{interface}.{name}`"),
                    self.origin(definition) + &self.kind(&definition.kind, &plain),
                );
            }
            for function in interface_of.functions.values() {
                let name = format!("function `{interface}.{}`", self.function(function));
                facts.insert(name, self.signature(function, &plain));
            }
        }
        for (name, id) in &self.resolve.packages[self.package].worlds {
            let world = &self.resolve.worlds[*id];
            for key in world.imports.keys() {
                facts.insert(format!("import `{}`", self.interface_name(key)), String::new());
            }
            let exports = world
                .exports
                .iter()
                .map(|(key, item)| format!("{}{}", self.interface_name(key), self.demands(item)));
            facts.insert(format!("exports of `{name}`"), exports.collect::<Vec<_>>().join(", "));
        }
        facts
    }

    /// Where a used type comes from.
    fn origin(&self, definition: &TypeDef) -> String {
        let TypeDefKind::Type(Type::Id(id)) = definition.kind else { return String::new() };
        match self.resolve.types[id].owner {
            wit_parser::TypeOwner::Interface(id) => {
                self.resolve.interfaces[id].name.as_ref().map(|name| format!("{name}.")).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The name of an interface without its package and version.
    fn interface_name(&self, key: &wit_parser::WorldKey) -> String {
        let name = self.resolve.name_world_key(key);
        let name = name.split_once('@').map_or(name.as_str(), |(name, _)| name);
        name.rsplit('/').next().unwrap_or(name).to_owned()
    }

    /// What a plugin must hold to export this: every function of it.
    fn demands(&self, item: &WorldItem) -> String {
        match item {
            WorldItem::Interface { id, .. } => {
                let functions = self.resolve.interfaces[*id].functions.keys();
                format!(" {{ {} }}", functions.cloned().collect::<Vec<_>>().join(", "))
            }
            _ => String::new(),
        }
    }
}
