//! The contract as a tree of names, texts and types: what the writers walk over.

use wit_parser::{Docs, InterfaceId, Resolve, TypeDef, TypeDefKind};

/// A contract that was read.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The version of its package, like `0.1.0`.
    pub version: String,
    /// Its interfaces, in the order of the file.
    pub interfaces: Vec<Interface>,
}

/// An interface: types and functions, in the order of the file.
#[derive(Clone, Debug)]
pub struct Interface {
    /// Its name, like `types`.
    pub name: String,
    /// The types that it defines.
    pub definitions: Vec<Definition>,
    /// The types of other interfaces that it uses.
    pub uses: Vec<String>,
    /// Its functions; those of a resource are its methods. None of those that a plugin answers.
    pub functions: Vec<Function>,
    /// What is written about its resource, where it has one.
    pub resource: Option<String>,
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name, in kebab case like all names here.
    pub name: String,
    /// What is written about it; empty for nothing.
    pub docs: String,
    /// What it is.
    pub kind: Kind,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another name of a type.
    Alias(Type),
    /// One of these words.
    Enum(Vec<String>),
    /// All of these fields.
    Record(Vec<Field>),
    /// One of these cases, most of which hold something.
    Variant(Vec<Case>),
}

/// A field of a record; two are equal by name and type, whatever is written about them.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What is written about it; empty for nothing.
    pub docs: String,
    /// What it holds.
    pub ty: Type,
}

/// A case of a variant; two are equal by name and type, whatever is written about them.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// What is written about it; empty for nothing.
    pub docs: String,
    /// What it holds.
    pub ty: Type,
}

/// What a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Bool,
    /// A number of 32 bits without sign.
    U32,
    /// A number of 64 bits without sign.
    U64,
    /// A text.
    Text,
    /// A type of the contract, by its name.
    Named(String),
    /// Any number of these.
    List(Box<Type>),
    /// One of these, or nothing.
    Option(Box<Type>),
    /// One each of these.
    Tuple(Vec<Type>),
}

/// A function with what it answers.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// What is written about it; empty for nothing.
    pub docs: String,
    /// The names of its parameters with their types, without the view.
    pub parameters: Vec<(String, Type)>,
    /// What it answers; nothing for a function that only tells the host.
    pub result: Option<Type>,
}

/// A list of the view: one row is one fact.
#[derive(Clone, Copy, Debug)]
pub struct List<'c> {
    /// The function that answers with it.
    pub function: &'c Function,
    /// The name of the record of one row.
    pub row: &'c str,
    /// The name of the switch by which all rows are asked for instead of some.
    pub all: Option<&'c str>,
}

/// Why a contract cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// It is no WIT.
    #[error("the contract cannot be read: {0}")]
    Wit(String),
    /// It uses something that no writer here knows.
    #[error("`{name}` is of a kind that is new to the generator: {kind}")]
    Unknown {
        /// The type or function.
        name: String,
        /// The kind, in the words of WIT.
        kind: String,
    },
    /// An interface is missing.
    #[error("the contract has no interface `{0}`")]
    Missing(&'static str),
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.ty) == (&other.name, &other.ty)
    }
}

impl Eq for Field {}

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.ty) == (&other.name, &other.ty)
    }
}

impl Eq for Case {}

impl Contract {
    /// Reads a contract from its text.
    pub fn read(text: &str) -> Result<Self, Error> {
        let mut resolve = Resolve::default();
        let package =
            resolve.push_str("handoff.wit", text).map_err(|error| Error::Wit(format!("{error:#}")))?;
        let package = &resolve.packages[package];
        let version = package.name.version.as_ref().map(ToString::to_string).unwrap_or_default();
        let interfaces = package.interfaces.values().map(|id| interface(&resolve, *id));
        let contract = Self { version, interfaces: interfaces.collect::<Result<_, Error>>()? };
        for name in ["types", "model", "log", "rules"] {
            contract.interface(name).ok_or(Error::Missing(name))?;
        }
        Ok(contract)
    }

    /// Returns an interface.
    pub fn interface(&self, name: &str) -> Option<&Interface> {
        self.interfaces.iter().find(|interface| interface.name == name)
    }

    /// Lists the types that all interfaces share.
    pub fn types(&self) -> impl Iterator<Item = &Definition> {
        self.interface("types").into_iter().flat_map(|interface| &interface.definitions)
    }

    /// Returns what a name stands for.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.types().find(|definition| definition.name == name).map(|definition| &definition.kind)
    }

    /// Lists the types that are records, with their fields.
    pub fn records(&self) -> impl Iterator<Item = (&Definition, &[Field])> {
        self.types().filter_map(|definition| match &definition.kind {
            Kind::Record(fields) => Some((definition, fields.as_slice())),
            _ => None,
        })
    }

    /// Lists the functions of the view.
    pub fn view(&self) -> impl Iterator<Item = &Function> {
        self.interface("model").into_iter().flat_map(|interface| &interface.functions)
    }

    /// Lists the lists of the view, in the order of the file.
    pub fn lists(&self) -> impl Iterator<Item = List<'_>> {
        self.view().filter_map(|function| self.list(function))
    }

    /// Tells whether a function of the view answers with a list of records: with all of it, or with what a switch says.
    pub fn list<'c>(&'c self, function: &'c Function) -> Option<List<'c>> {
        let Some(Type::List(row)) = &function.result else { return None };
        let Type::Named(row) = &**row else { return None };
        let all = match function.parameters.as_slice() {
            [] => None,
            [(name, Type::Bool)] => Some(name.as_str()),
            _ => return None,
        };
        matches!(self.kind(row), Some(Kind::Record(_))).then_some(List { function, row, all })
    }

    /// Tells whether a list is made only when a rule first asks for it: what is written about it ends so.
    pub fn is_made_when_asked(function: &Function) -> bool {
        function.docs.ends_with("Made when first asked for.")
    }

    /// Tells whether some answer of the view holds a type.
    pub fn is_shown(&self, name: &str) -> bool {
        self.view().filter_map(|function| function.result.as_ref()).any(|result| self.holds(result, name))
    }

    /// Tells whether the view is asked by a type.
    pub fn is_asked(&self, name: &str) -> bool {
        let mut asked = self.view().flat_map(|function| &function.parameters);
        asked.any(|(_, ty)| Self::names(ty, name))
    }

    /// Tells whether a value of one type can hold one of another.
    pub fn holds(&self, ty: &Type, name: &str) -> bool {
        match ty {
            Type::Named(found) if found == name => true,
            Type::Named(found) => match self.kind(found) {
                Some(Kind::Record(fields)) => fields.iter().any(|field| self.holds(&field.ty, name)),
                Some(Kind::Variant(cases)) => cases.iter().any(|case| self.holds(&case.ty, name)),
                Some(Kind::Alias(ty)) => self.holds(ty, name),
                _ => false,
            },
            Type::List(ty) | Type::Option(ty) => self.holds(ty, name),
            Type::Tuple(parts) => parts.iter().any(|part| self.holds(part, name)),
            _ => false,
        }
    }

    /// Tells whether a type is written with the name of another.
    pub fn names(ty: &Type, name: &str) -> bool {
        match ty {
            Type::Named(found) => found == name,
            Type::List(ty) | Type::Option(ty) => Self::names(ty, name),
            Type::Tuple(parts) => parts.iter().any(|part| Self::names(part, name)),
            _ => false,
        }
    }

    /// Finds the type whose numbers are positions in a list: what is written about it says so.
    pub fn number_of(&self, list: &str) -> Option<&str> {
        let position = format!("A position in `view.{list}`");
        let numbers = self.types().find(|definition| definition.docs.starts_with(&position));
        numbers.map(|definition| definition.name.as_str())
    }

    /// Names the list in which the numbers of a type are positions.
    pub fn list_of(&self, number: &str) -> Option<&str> {
        let definition = self.types().find(|definition| definition.name == number)?;
        definition.docs.strip_prefix("A position in `view.")?.split('`').next()
    }

    /// Returns a type with all names of plain types replaced by what they stand for.
    pub fn plain(&self, ty: &Type) -> Type {
        match ty {
            Type::Named(name) => match self.kind(name) {
                Some(Kind::Alias(ty)) => self.plain(ty),
                _ => ty.clone(),
            },
            Type::List(ty) => Type::List(Box::new(self.plain(ty))),
            Type::Option(ty) => Type::Option(Box::new(self.plain(ty))),
            Type::Tuple(parts) => Type::Tuple(parts.iter().map(|part| self.plain(part)).collect()),
            ty => ty.clone(),
        }
    }
}

fn interface(resolve: &Resolve, id: InterfaceId) -> Result<Interface, Error> {
    let interface = &resolve.interfaces[id];
    let (mut definitions, mut uses, mut resource) = (Vec::new(), Vec::new(), None);
    for (name, id) in &interface.types {
        let definition = &resolve.types[*id];
        match &definition.kind {
            TypeDefKind::Resource => resource = Some(docs(&definition.docs)),
            // A name of another interface; an alias of a plain type has none behind it.
            TypeDefKind::Type(wit_parser::Type::Id(_)) => uses.push(name.clone()),
            _ => definitions.push(self::definition(resolve, name, definition)?),
        }
    }
    let functions = interface.functions.values().map(|function| {
        let own = usize::from(function.kind.resource().is_some());
        let parameters = function.params.iter().skip(own);
        let parameters =
            parameters.map(|part| Ok((part.name.clone(), ty(resolve, &part.ty, &function.name)?)));
        let result = function.result.as_ref().map(|result| ty(resolve, result, &function.name));
        Ok(Function {
            name: function.item_name().to_owned(),
            docs: docs(&function.docs),
            parameters: parameters.collect::<Result<_, Error>>()?,
            result: result.transpose()?,
        })
    });
    // What the host asks of a plugin is written once in each SDK, by hand.
    let asked = interface.name.as_deref() == Some("rules");
    let functions = if asked { Vec::new() } else { functions.collect::<Result<_, Error>>()? };
    let name = interface.name.clone().unwrap_or_default();
    Ok(Interface { name, definitions, uses, functions, resource })
}

fn definition(resolve: &Resolve, name: &str, definition: &TypeDef) -> Result<Definition, Error> {
    let unknown = |kind: &str| Error::Unknown { name: name.to_owned(), kind: kind.to_owned() };
    let kind = match &definition.kind {
        TypeDefKind::Type(alias) => Kind::Alias(ty(resolve, alias, name)?),
        TypeDefKind::Enum(words) => Kind::Enum(words.cases.iter().map(|word| word.name.clone()).collect()),
        TypeDefKind::Record(record) => {
            let fields = record.fields.iter().map(|field| {
                let (name, ty) = (field.name.clone(), ty(resolve, &field.ty, name)?);
                Ok(Field { name, docs: docs(&field.docs), ty })
            });
            Kind::Record(fields.collect::<Result<_, Error>>()?)
        }
        TypeDefKind::Variant(variant) => {
            let cases = variant.cases.iter().map(|case| {
                let held = case.ty.as_ref().ok_or_else(|| unknown("a case that holds nothing"))?;
                let (name, ty) = (case.name.clone(), ty(resolve, held, name)?);
                Ok(Case { name, docs: docs(&case.docs), ty })
            });
            Kind::Variant(cases.collect::<Result<_, Error>>()?)
        }
        kind => return Err(unknown(kind.as_str())),
    };
    Ok(Definition { name: name.to_owned(), docs: docs(&definition.docs), kind })
}

fn ty(resolve: &Resolve, found: &wit_parser::Type, user: &str) -> Result<Type, Error> {
    let unknown = |kind: String| Error::Unknown { name: user.to_owned(), kind };
    let inner = |found| Ok(Box::new(ty(resolve, found, user)?));
    Ok(match found {
        wit_parser::Type::Bool => Type::Bool,
        wit_parser::Type::U32 => Type::U32,
        wit_parser::Type::U64 => Type::U64,
        wit_parser::Type::String => Type::Text,
        wit_parser::Type::Id(id) => {
            let definition = &resolve.types[*id];
            match (&definition.name, &definition.kind) {
                (Some(name), _) => Type::Named(name.clone()),
                (None, TypeDefKind::List(row)) => Type::List(inner(row)?),
                (None, TypeDefKind::Option(some)) => Type::Option(inner(some)?),
                (None, TypeDefKind::Tuple(tuple)) => {
                    let parts = tuple.types.iter().map(|part| ty(resolve, part, user));
                    Type::Tuple(parts.collect::<Result<_, Error>>()?)
                }
                (None, kind) => return Err(unknown(kind.as_str().to_owned())),
            }
        }
        other => return Err(unknown(format!("{other:?}"))),
    })
}

fn docs(docs: &Docs) -> String {
    docs.contents.as_deref().unwrap_or_default().trim().to_owned()
}
