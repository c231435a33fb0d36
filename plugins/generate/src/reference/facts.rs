//! What rules of every language have to know and no type says.

/// What stands first.
pub(super) const HEAD: &str = "\
Everything that a rule can use, in one page. How to begin: `handoff plugin new family/fault --lang …` writes a package with one rule that \
passes its own tests; a rule is a function with a description and a page with cases. `handoff plugin build` makes the component, \
`handoff plugin test` runs the cases.

What holds everywhere:

- **Numbers** are positions in the list that they are the number of, from 0, and valid for one call.
- **What is absent** is *not known* or *does not apply*, as its field says; it never means zero.
- **A rule knows the view alone**: no files, no time, no chance, nothing from an earlier call. The same view gives the same findings.
- **A value of a wrong kind** (less than 0, a broken number, nothing where something is asked for) stops the rule with an error that names \
function, argument and value. A number that is in no list is refused by the host, which names rule and number.
- **A rule that fails** costs its own findings on that part of the landscape, and the report says that they are missing.";

/// What the fields of a rule mean.
pub(super) const RULE: &str = "\
| part | default | holds |
|---|---|---|
| id | none: say it | `family/fault`, each of small letters, digits and hyphens, at most 64 bytes; the family is the id of the plugin |
| severity | none: say it | of its findings; a finding may say another one, and the user's configuration overrides both |
| certainty | none: say it | of its findings; a finding may say another one |
| needs | none: say it, perhaps empty | parts of the view without which it has nothing to say. A plugin is not called on a unit where each of its rules lacks one of its parts; where another rule of it has all of its own, yours is called too, and finds its list empty. A rule that names none has the plugin called on every unit |
| off | no | whether it is off until a preset or the configuration turns it on |
| options | none | a JSON Schema, see below |
| texts | | its sentences, by key and language. `title` is the title in one line; each key has a text in `en`; one in another language uses no placeholder that the English one lacks |
| page | `cases/fault.md` | its page in Markdown with a wrong and a right case; pages in other languages beside it, `cases/fault.de.md` |
| since, deprecated | none | the version of the plugin it came with; from which on it is on its way out, why, and which rule does its work: settings and ignores of the old id hold for that |
| tags, related, link, properties | none | words by which it is found, rules beside it, an `https` address, and what else is to be shown |
| evidence, measured | none | what it judges must be known from; how often it was right where people read its findings |

**Texts** hold placeholders that arguments of the finding fill: `{step}`; `{states, or}` for a list that is a choice; \
`{count, plural, one {# step} other {# steps}}` by the plural rules of the language, for a count or the length of a list. `{{` and `}}` stand for \
braces. Names come with their quotation marks. Message and help of a finding share its arguments, and **each placeholder needs one**: a \
finding that lacks an argument is refused, and with it the answer of the plugin for that unit. Where a giver may be unknown, look first, or keep a \
second text without him. **Grammar**: a name stands in quotation marks as it is written, a step without a label in the case that the German word before it asks for, and a span of \
time as it stands alone (`10 Tage`): write `Grenze: {time}` rather than `nach {time}`. A finding is said in the language of the reader, which is `language` in \
`handoff.toml` (`language = \"de\"`), and in English where the rule has no text in it; `title` as well.";

/// What a page is made of.
pub(super) const PAGE: &str = "\
## The page and its cases

`cases/fault.md` is what people read of a rule, and its test. A case is a process, perhaps a configuration, and what is expected: a line for each \
finding, `severity rule element`, and the item in quotes where there is one. An element is called like its label, in small letters with hyphens, unless `| id NAME` behind it \
gives it another name. The element is that of the place: a step by its name, a flow by `flow-FROM-TO`, a handoff by the flow that it goes along, what is drawn nowhere as \
`department \"NAME\"`, `item \"NAME\"` or `entry \"NAME\"`. A view file lists all of them under `elements`, and `handoff plugin test --update` writes what was found. Each rule needs a case in which it finds something and one in which it does not.

````markdown
# A wait is limited, and the limit is long

Nobody misses the answer before the limit is over, and by then the customer has called.

## Wrong: two days

```handoff
pool Bank
pool Company
  lane Sales
    start Order received
    send Ask for guarantee
    receive Wait for guarantee
    boundary timer Too late on Wait for guarantee | timer P2D
    end Secured
    end Given up
Ask for guarantee ~Request~> Bank
Bank ~Guarantee~> Wait for guarantee
Order received -> Ask for guarantee -> Wait for guarantee -> Secured
Too late -> Given up
```

```expect
warning acme/slow-wait wait-for-guarantee
```

## Right: two days are fine here

```handoff
pool Bank
pool Company
  lane Sales
    start Order received
    send Ask for guarantee
    receive Wait for guarantee
    boundary timer Too late on Wait for guarantee | timer P2D
    end Secured
    end Given up
Ask for guarantee ~Request~> Bank
Bank ~Guarantee~> Wait for guarantee
Order received -> Ask for guarantee -> Wait for guarantee -> Secured
Too late -> Given up
```

```toml
[rules]
\"acme/slow-wait\" = { hours = 72 }
```

```expect
```
````

In the short form of processes a step is `KIND NAME`, with attributes behind `|`: `task`, `user`, `manual`, `service`, `send`, `receive`, `call`; `start`, `end`, \
`catch`, `throw`, `boundary` with `message`, `timer`, `signal`, `error` …; `xor`, `and`, `or`. `needs A, B` and `gives A [state]` say what goes in and comes out. \
`A -> B` is an arrow, `A -yes-> B` one with a label, `A ~Order~> B` a message. All of it: `docs/text-form.md`. An `export` block names real exports, one a line, in \
the place of a `handoff` block.";

/// What a schema of options may say.
pub(super) const OPTIONS: &str = "\
### Options

A rule is configured in `handoff.toml`:

```toml
[rules]
\"family/fault\" = { severity = \"warning\", at-most = 3 }
```

The host holds the values against the schema of the rule before it runs; what does not fit ends the run with a complaint at its line. \
**Defaults are yours to apply**: `default` in a schema is shown to people, and an option that is not given is absent.

| keyword of the schema | means |
|---|---|
| `type` | one of, or a list of: `object`, `array`, `string`, `integer`, `number`, `boolean`, `null` |
| `properties`, `required`, `additionalProperties` | the options, those that must be given, and whether (or as what) others may; say `false` so that a slip of the pen is found |
| `items`, `minItems`, `maxItems` | the entries of a list, and how many |
| `enum`, `const` | the values that are allowed |
| `minimum`, `maximum`, `minLength`, `maxLength` | bounds of a number, and of a text in characters |
| `title`, `description`, `default`, `examples`, `$comment`, `$schema` | are shown and constrain nothing |

Any other keyword refuses the plugin: nothing goes unchecked in silence.";

/// What the view is.
pub(super) const UNIT: &str = "\
One *unit*: the part of the landscape that hangs together by calls, messages, signals and shared stores. Each function is counted as a question, and so is each row; `docs/plugins/contract.md` has the bounds.

- **`path`** is a shortest one, with both ends in it; messages and calls are followed, so it may leave a process. From a step to itself it is \
that step alone. It is absent where no path leads there, or where an end is among those to avoid.
- **A handoff** is one row for each pair of a last working step of the giver and a first one of the receiver, so that two departments may have several. It carries what the last step makes, \
whether the receiver needs it or not (where work splits, on each branch), and what the first step needs and may have by then; only where neither says anything, what the label of the last \
step speaks of. **It may carry one item twice**, in two states, or as a message and by a store: count items by their number, not by rows.
- **`slowest`** adds up what is stated, at both ends too. A day has 24 hours here and everywhere: nobody knows of working days or holidays. What states nothing takes no time. Its path may be \
the witness of a finding, as may that of `path`.
- **A department** that owns a step is the innermost lane with a name, else the pool, as for a step without a lane. A step may have none: work that names no department is taken for our own, \
so look whether there is one where you group by it.
- **`customer`** in `needs` asks for a department that is the customer or for a touchpoint; **`messages`** for a handoff whose kind is message; \
**`gaps`** for a need that has a gap, which is what the function of that name lists: needs that may go unmet, each with the one fault that it is.";

/// What the words of an enumeration mean that are not said in the contract.
pub(super) const WORDS: [(&str, &str); 2] = [
    ("severity", " The worst last; a check fails on what its `fail-on` says, `error` unless told otherwise."),
    (
        "certainty",
        " `certain`: the export or a contract says so. `likely`: it rests on names, wording or what is usual. `advice`: nothing is wrong, \
         it could be better.",
    ),
];

/// What is to be known of a field beside what the contract says: record, field, sentence.
pub(super) const FIELDS: [(&str, &str, &str); 1] =
    [("handoff", "carries", "Strongest evidence first. An item may stand in it twice, in two states.")];
