# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import List, Optional, Self, Tuple, Union


class Severity(Enum):
    INFO = 0
    WARNING = 1
    ERROR = 2

class Certainty(Enum):
    ADVICE = 0
    LIKELY = 1
    CERTAIN = 2

class Evidence(Enum):
    """
    Where a need or provision is known from, strongest first.
    """
    CONTRACT = 0
    IO_SPECIFICATION = 1
    DATA_OBJECT = 2
    FORM = 3
    MESSAGE = 4
    LABEL = 5
    ANNOTATION = 6

class Availability(Enum):
    """
    How surely an item is there when a step needs it.
    """
    ALWAYS = 0
    SOMETIMES = 1
    RACING = 2
    LATE = 3
    ELSEWHERE = 4
    NEVER = 5
    UNKNOWN = 6

class GapKind(Enum):
    """
    Which fault a need is: one need, one fault, so that no two rules report the same. An item that is `missing` is provided on no
    path before the step, one that is `possibly-missing` on some only; `late` is what is made behind the step, `racing` what is
    made beside it. A `blind-decision` is any of these four where the condition of a flow reads the item. An
    `unmapped-call` is what a call does not pass, or does not take back: the caller's side or the called process has it.
    """
    MISSING = 0
    POSSIBLY_MISSING = 1
    LATE = 2
    RACING = 3
    UNDECIDABLE = 4
    WRONG_STATE = 5
    MISSING_FIELD = 6
    BLIND_DECISION = 7
    UNMAPPED_CALL = 8

class Side(Enum):
    """
    Our own company, the customer, or an outside company.
    """
    INTERNAL = 0
    CUSTOMER = 1
    PARTNER = 2

class HandoffKind(Enum):
    SEQUENCE = 0
    MESSAGE = 1
    CALL = 2
    EVENT = 3
    STORE = 4

class StepKind(Enum):
    TASK = 0
    USER_TASK = 1
    MANUAL_TASK = 2
    SERVICE_TASK = 3
    SCRIPT_TASK = 4
    SEND_TASK = 5
    RECEIVE_TASK = 6
    DECISION_TASK = 7
    CALL = 8
    SUB_PROCESS = 9
    EVENT_SUB_PROCESS = 10
    START = 11
    END = 12
    CATCH = 13
    THROW = 14
    BOUNDARY = 15
    EXCLUSIVE = 16
    PARALLEL = 17
    INCLUSIVE = 18
    EVENT_BASED = 19
    COMPLEX = 20

class EventKind(Enum):
    MESSAGE = 0
    TIMER = 1
    SIGNAL = 2
    ERROR = 3
    ESCALATION = 4
    LINK = 5
    CONDITIONAL = 6
    COMPENSATION = 7
    CANCEL = 8
    TERMINATE = 9

class TimerKind(Enum):
    """
    How a timer is given: a point in time, a length of time, a repetition.
    """
    DATE = 0
    DURATION = 1
    CYCLE = 2

class ExchangeKind(Enum):
    """
    A message goes to one, a signal to whoever listens. An error, an escalation or a cancellation goes outwards through the scopes
    around it, and through the calls of its process, to the event that catches it.
    """
    MESSAGE = 0
    SIGNAL = 1
    ERROR = 2
    ESCALATION = 3
    CANCELLATION = 4

class Partner(Enum):
    """
    What is known of the other side of something that is sent or received, thrown or caught. One that is `met` is a step of the
    landscape. One that is `open` may be a pool whose inside nobody sees or a party that the export does not draw, or it begins a
    process; what an event at an activity catches may come from the work itself, and what leaves a process that others may call
    may be caught there. One is `ambiguous` where steps elsewhere have the name and none was taken. Where everybody who could be
    it is drawn and nobody is, one that has a name is `missing`, and one without is `unnamed`.
    """
    MET = 0
    OPEN = 1
    AMBIGUOUS = 2
    UNNAMED = 3
    MISSING = 4

class GlossaryStatus(Enum):
    """
    What the glossary says of a name: it is that of a term, or another word for one; the glossary has terms, and this is none; there
    is no glossary.
    """
    TERM = 0
    SYNONYM = 1
    UNLISTED = 2
    NONE = 3

class Concurrency(Enum):
    """
    Whether two steps can run at the same time in one case.
    """
    NEVER = 0
    POSSIBLE = 1
    UNKNOWN = 2

class ReachVerdict(Enum):
    CERTAIN = 0
    POSSIBLE = 1
    NONE = 2
    UNKNOWN = 3


@dataclass
class TextOf_Label:
    value: int


@dataclass
class TextOf_Documentation:
    value: int


@dataclass
class TextOf_Item:
    value: int


@dataclass
class TextOf_State:
    value: Tuple[int, int]


@dataclass
class TextOf_Flow:
    value: int


@dataclass
class TextOf_Condition:
    value: int


@dataclass
class TextOf_Exchange:
    value: int


@dataclass
class TextOf_KeptIn:
    value: int


@dataclass
class TextOf_Field:
    value: Tuple[int, int]


TextOf = Union[TextOf_Label, TextOf_Documentation, TextOf_Item, TextOf_State, TextOf_Flow, TextOf_Condition, TextOf_Exchange, TextOf_KeptIn, TextOf_Field]
"""
A text of the model, which `view.texts` gives out. A text that is not there is empty.
"""


@dataclass
class Wording:
    """
    Some words of a text, by their places in it, which count Unicode characters from 0.
    """
    of: TextOf
    start: int
    end: int

@dataclass
class Day:
    """
    A day of the calendar.
    """
    year: int
    month: int
    day: int

@dataclass
class Department:
    name: str
    side: Side
    certain: bool
    system: bool
    several: bool
    agreement: bool

@dataclass
class Process:
    name: str
    owner: Optional[int]
    sketch: bool
    called: bool

@dataclass
class Step:
    kind: StepKind
    owner: Optional[int]
    process: int
    scope: Optional[int]
    reachable: bool
    loose: bool
    multiple: bool
    unordered: bool

@dataclass
class Item:
    """
    Something that is handed over; its name is a `text-of`.
    """
    named: bool
    store: bool
    collection: bool
    standing: bool
    states: int
    steward: Optional[int]
    types: List[str]
    alike: List[int]

@dataclass
class Flow:
    """
    An arrow of the sequence flow inside one process. A pair of link events is one too, without condition.
    """
    source: int
    target: int
    conditional: bool
    otherwise: bool
    reads: List[int]

@dataclass
class Event:
    """
    One definition of an event; a plain event has none, a multiple event several.
    """
    step: int
    kind: EventKind
    throws: bool
    host: Optional[int]
    interrupting: bool
    together: bool
    timer: Optional[TimerKind]
    seconds: Optional[int]

@dataclass
class Carried:
    item: int
    state: Optional[int]
    evidence: Evidence

@dataclass
class Handoff:
    """
    The passage of work from one department to another.
    """
    kind: HandoffKind
    giver: Optional[int]
    receiver: Optional[int]
    last: Optional[int]
    first: Optional[int]
    carries: List[Carried]
    declared: bool
    named: bool
    expected: bool

@dataclass
class Call:
    """
    A call of another process.
    """
    step: int
    process: Optional[int]
    guessed: bool
    silent: bool
    unpassed: List[int]
    unreturned: List[int]

@dataclass
class Exchange:
    """
    What one step sends or throws, with whoever receives or catches it: one row for each pair, and one for each side that is alone.
    Its name is a `text-of`. Messages and signals come first.
    """
    kind: ExchangeKind
    thrower: Optional[int]
    catcher: Optional[int]
    giver: Optional[int]
    receiver: Optional[int]
    partner: Partner
    drawn: bool
    begins: bool
    handoff: Optional[int]

@dataclass
class Need:
    """
    One required input, already judged by the host.
    """
    step: int
    item: int
    state: Optional[int]
    optional: bool
    evidence: Evidence
    flow: Optional[int]
    clause: Optional[int]
    availability: Availability
    any_state: Availability
    gap: Optional[GapKind]
    at_most: Severity
    arrives_in: List[int]
    missing_fields: List[str]
    expected: Optional[int]
    expected_from: Optional[str]
    witness: List[int]
    providers: List[int]
    undeclared: Optional[int]
    handoff: Optional[int]

@dataclass
class Provision:
    step: int
    item: int
    state: Optional[int]
    optional: bool
    evidence: Evidence
    clause: Optional[int]
    used_by: List[int]
    leaves: bool

@dataclass
class SlowestPath:
    """
    The slowest way between two steps, as far as times are stated: a case can take so long, and longer where a circle is walked
    again. Of branches that run at the same time the slowest counts.
    """
    seconds: int
    path: List[int]
    stated: List[int]
    unstated: List[int]

@dataclass
class Promise:
    """
    What a contract promises beside items. Exactly one of the first three is there.
    """
    step: Optional[int]
    department: Optional[int]
    process: Optional[int]
    seconds: Optional[int]
    share: Optional[int]
    to_customer: bool
    slowest: SlowestPath

@dataclass
class Field:
    """
    A part of an item.
    """
    name: str
    data_type: Optional[str]
    format: Optional[str]
    unit: Optional[str]
    optional: bool

@dataclass
class Clause:
    """
    What a contract or an export says of the form of an item where a step needs or provides it. One row for each need and
    provision of which more is said than its name. Two sides can be compared where both say something.
    """
    step: int
    item: int
    state: Optional[int]
    needed: bool
    evidence: Evidence
    party: Optional[int]
    data_type: Optional[str]
    format: Optional[str]
    unit: Optional[str]
    many: Optional[bool]
    fields: List[Field]
    kept_in: Optional[str]

@dataclass
class Touchpoint:
    """
    A step where the customer sends, receives or does something.
    """
    step: int
    customer: Optional[int]
    inbound: bool
    certain: bool

@dataclass
class Leg:
    """
    A part of a customer's journey: from one touchpoint to the next one on some way, or to where the case ends.
    """
    journey: int
    customer: Optional[int]
    first: int
    last: Optional[int]
    handoffs: List[int]
    path: List[int]

@dataclass
class Ending:
    """
    How a case that the customer may have started ends.
    """
    step: int
    started_at: Optional[int]
    certain: bool
    negative: bool
    silent: bool
    witness: List[int]
    told_at: Optional[int]

@dataclass
class Wait:
    """
    A step that waits for another party.
    """
    step: int
    party: Optional[int]
    limited: bool
    seconds: Optional[int]

@dataclass
class Spelling:
    """
    One way in which an item is written.
    """
    item: int
    written: str
    count: int
    glossary: GlossaryStatus
    term: Optional[str]
    steps: List[int]

@dataclass
class Hint:
    """
    Words of the vocabulary in a text of the model; states alone are not looked through. What they mean is for the rule to say: a
    hint proves nothing.
    """
    words: str
    at: Wording

@dataclass
class Attribute:
    """
    What a tool wrote about a step beside BPMN: an attribute of its own, a property, a header, a field.
    """
    step: int
    name: str
    value: str

@dataclass
class StaleEntry:
    """
    A configuration entry that matched nothing.
    """
    kind: str
    entry: str
    suggestion: Optional[str]

@dataclass
class Reach:
    verdict: ReachVerdict
    touchpoint: Optional[int]
    path: List[int]
    repaired_by: Optional[int]


@dataclass
class Place_Step:
    value: int


@dataclass
class Place_Handoff:
    value: int


@dataclass
class Place_Flow:
    value: int


@dataclass
class Place_Exchange:
    value: int


@dataclass
class Place_Call:
    value: int


@dataclass
class Place_Item:
    value: int


@dataclass
class Place_Department:
    value: int


@dataclass
class Place_Process:
    value: int


@dataclass
class Place_Promise:
    value: int


@dataclass
class Place_Clause:
    value: int


@dataclass
class Place_Entry:
    value: int


@dataclass
class Place_Wording:
    value: Wording


Place = Union[Place_Step, Place_Handoff, Place_Flow, Place_Exchange, Place_Call, Place_Item, Place_Department, Place_Process, Place_Promise, Place_Clause, Place_Entry, Place_Wording]
"""
Where a finding points.
"""


@dataclass
class Argument_Step:
    value: int


@dataclass
class Argument_Department:
    value: int


@dataclass
class Argument_Process:
    value: int


@dataclass
class Argument_Item:
    value: int


@dataclass
class Argument_State:
    value: Tuple[int, int]


@dataclass
class Argument_Handoff:
    value: int


@dataclass
class Argument_Flow:
    value: int


@dataclass
class Argument_Exchange:
    value: int


@dataclass
class Argument_Entry:
    value: int


@dataclass
class Argument_Wording:
    value: Wording


@dataclass
class Argument_Undeclared:
    value: int


@dataclass
class Argument_Text:
    value: str


@dataclass
class Argument_Count:
    value: int


@dataclass
class Argument_Seconds:
    value: int


@dataclass
class Argument_Share:
    value: int


@dataclass
class Argument_Date:
    value: Day


@dataclass
class Argument_Steps:
    value: List[int]


@dataclass
class Argument_Departments:
    value: List[int]


@dataclass
class Argument_Items:
    value: List[int]


@dataclass
class Argument_States:
    value: Tuple[int, List[int]]


@dataclass
class Argument_Texts:
    value: List[str]


Argument = Union[Argument_Step, Argument_Department, Argument_Process, Argument_Item, Argument_State, Argument_Handoff, Argument_Flow, Argument_Exchange, Argument_Entry, Argument_Wording, Argument_Undeclared, Argument_Text, Argument_Count, Argument_Seconds, Argument_Share, Argument_Date, Argument_Steps, Argument_Departments, Argument_Items, Argument_States, Argument_Texts]
"""
A value for a placeholder of a message, or for a setting of a new entry.
"""


@dataclass
class Declaration:
    """
    Says that an item goes over a border.
    """
    handoff: int
    item: int
    state: Optional[int]

@dataclass
class NewEntry:
    """
    A new entry of `handoff.toml`. The host writes the names of elements as the configuration expects them, and offers only
    what its own reader takes.
    """
    table: str
    settings: List[Tuple[str, Argument]]

@dataclass
class Replacement:
    """
    Another text for an entry of `handoff.toml`.
    """
    entry: int
    text: str


@dataclass
class Change_Declare:
    value: Declaration


@dataclass
class Change_Add:
    value: NewEntry


@dataclass
class Change_Replace:
    value: Replacement


Change = Union[Change_Declare, Change_Add, Change_Replace]


@dataclass
class Fix:
    """
    A change that would mend the fault. It is never made unasked.
    """
    text: str
    change: Change

@dataclass
class Finding:
    rule: str
    severity: Optional[Severity]
    certainty: Optional[Certainty]
    message: str
    help: Optional[str]
    arguments: List[Tuple[str, Argument]]
    at: Place
    giver: Optional[int]
    receiver: Optional[int]
    item: Optional[int]
    state: Optional[int]
    related: List[Place]
    witness: List[int]
    reach_from: Optional[int]
    fixes: List[Fix]

@dataclass
class Text:
    """
    A sentence in one language: whole, because the grammar of another language orders its parts differently.
    """
    language: str
    key: str
    template: str

@dataclass
class Page:
    """
    A page in one language.
    """
    language: str
    text: str

@dataclass
class Deprecation:
    """
    That a rule is on its way out, or is gone.
    """
    since: str
    reason: str
    replaced_by: Optional[str]

@dataclass
class Measurement:
    """
    How often findings of a rule were right where people read them one by one.
    """
    judged: int
    right: int

@dataclass
class RuleInfo:
    id: str
    severity: Severity
    certainty: Certainty
    off: bool
    needs: List[str]
    options_schema: str
    title: str
    pages: List[Page]
    since: Optional[str]
    deprecated: Optional[Deprecation]
    tags: List[str]
    related: List[str]
    evidence: List[Evidence]
    measured: Optional[Measurement]
    link: Optional[str]
    properties: List[Tuple[str, str]]

@dataclass
class Preset:
    """
    Settings that go together, under a name: `extends = ["plugin:ID/NAME"]` takes them over.
    """
    name: str
    title: str
    settings: str

@dataclass
class RetiredRule:
    """
    A rule that earlier versions held and this one does not.
    """
    id: str
    deprecation: Deprecation

@dataclass
class Description:
    id: str
    version: str
    rules: List[RuleInfo]
    catalogue: List[Text]
    title: Optional[str]
    link: Optional[str]
    presets: List[Preset]
    retired: List[RetiredRule]
    properties: List[Tuple[str, str]]

@dataclass
class RuleOptions:
    """
    What `configure` gets for each rule that is switched on.
    """
    rule: str
    options: str
