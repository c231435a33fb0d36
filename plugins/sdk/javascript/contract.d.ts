// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
declare module 'handoff:plugin/types@0.2.0' {
  /**
   * A position in `view.departments`; valid for one `check` call, like every other number here.
   */
  export type DepartmentId = number;
  /**
   * A position in `view.processes`.
   */
  export type ProcessId = number;
  /**
   * A position in `view.steps`.
   */
  export type StepId = number;
  /**
   * A position in `view.items`.
   */
  export type ItemId = number;
  /**
   * The number of a state of one item: less than `item.states`.
   */
  export type StateId = number;
  /**
   * A position in `view.flows`.
   */
  export type FlowId = number;
  /**
   * A position in `view.handoffs`.
   */
  export type HandoffId = number;
  /**
   * A position in `view.calls`.
   */
  export type CallId = number;
  /**
   * A position in `view.exchanges`.
   */
  export type ExchangeId = number;
  /**
   * A position in `view.promises`.
   */
  export type PromiseId = number;
  /**
   * A position in `view.clauses`.
   */
  export type ClauseId = number;
  /**
   * A position in `view.stale-entries`.
   */
  export type EntryId = number;
  /**
   * The number of a source that does not say whether it brings an item: equal numbers, one source.
   */
  export type SourceId = number;
  export type Severity = 'info' | 'warning' | 'error';
  export type Certainty = 'advice' | 'likely' | 'certain';
  /**
   * Where a need or provision is known from, strongest first.
   */
  export type Evidence = 'contract' | 'io-specification' | 'data-object' | 'form' | 'message' | 'label' | 'annotation';
  /**
   * How surely an item is there when a step needs it.
   */
  export type Availability = 'always' | 'sometimes' | 'racing' | 'late' | 'elsewhere' | 'never' | 'unknown';
  /**
   * Which fault a need is: one need, one fault, so that no two rules report the same. An item that is `missing` is provided on no
   * path before the step, one that is `possibly-missing` on some only; `late` is what is made behind the step, `racing` what is
   * made beside it. A `blind-decision` is any of these four where the condition of a flow reads the item. An
   * `unmapped-call` is what a call does not pass, or does not take back: the caller's side or the called process has it.
   */
  export type GapKind = 'missing' | 'possibly-missing' | 'late' | 'racing' | 'undecidable' | 'wrong-state' | 'missing-field' | 'blind-decision' | 'unmapped-call';
  /**
   * Our own company, the customer, or an outside company.
   */
  export type Side = 'internal' | 'customer' | 'partner';
  export type HandoffKind = 'sequence' | 'message' | 'call' | 'event' | 'store';
  export type StepKind = 'task' | 'user-task' | 'manual-task' | 'service-task' | 'script-task' | 'send-task' | 'receive-task' | 'decision-task' | 'call' | 'sub-process' | 'event-sub-process' | 'start' | 'end' | 'catch' | 'throw' | 'boundary' | 'exclusive' | 'parallel' | 'inclusive' | 'event-based' | 'complex';
  export type EventKind = 'message' | 'timer' | 'signal' | 'error' | 'escalation' | 'link' | 'conditional' | 'compensation' | 'cancel' | 'terminate';
  /**
   * How a timer is given: a point in time, a length of time, a repetition.
   */
  export type TimerKind = 'date' | 'duration' | 'cycle';
  /**
   * A message goes to one, a signal to whoever listens. An error, an escalation or a cancellation goes outwards through the scopes
   * around it, and through the calls of its process, to the event that catches it.
   */
  export type ExchangeKind = 'message' | 'signal' | 'error' | 'escalation' | 'cancellation';
  /**
   * What is known of the other side of something that is sent or received, thrown or caught. One that is `met` is a step of the
   * landscape. One that is `open` may be a pool whose inside nobody sees or a party that the export does not draw, or it begins a
   * process; what an event at an activity catches may come from the work itself, and what leaves a process that others may call
   * may be caught there. One is `ambiguous` where steps elsewhere have the name and none was taken. Where everybody who could be
   * it is drawn and nobody is, one that has a name is `missing`, and one without is `unnamed`.
   */
  export type Partner = 'met' | 'open' | 'ambiguous' | 'unnamed' | 'missing';
  /**
   * What the glossary says of a name: it is that of a term, or another word for one; the glossary has terms, and this is none; there
   * is no glossary.
   */
  export type GlossaryStatus = 'term' | 'synonym' | 'unlisted' | 'none';
  /**
   * Whether two steps can run at the same time in one case.
   */
  export type Concurrency = 'never' | 'possible' | 'unknown';
  export type ReachVerdict = 'certain' | 'possible' | 'none' | 'unknown';
  /**
   * A text of the model, which `view.texts` gives out. A text that is not there is empty.
   */
  export type TextOf = TextOfLabel | TextOfDocumentation | TextOfItem | TextOfState | TextOfFlow | TextOfCondition | TextOfExchange | TextOfKeptIn | TextOfField;
  /**
   * The label of a step.
   */
  export interface TextOfLabel {
    tag: 'label',
    val: StepId,
  }
  /**
   * What is written down about a step: its documentation, then the annotations that are drawn to it, a line each.
   */
  export interface TextOfDocumentation {
    tag: 'documentation',
    val: StepId,
  }
  export interface TextOfItem {
    tag: 'item',
    val: ItemId,
  }
  export interface TextOfState {
    tag: 'state',
    val: [ItemId, StateId],
  }
  /**
   * The label of a flow.
   */
  export interface TextOfFlow {
    tag: 'flow',
    val: FlowId,
  }
  /**
   * The condition of a flow, as written.
   */
  export interface TextOfCondition {
    tag: 'condition',
    val: FlowId,
  }
  /**
   * What is sent or received: the name of the message or signal, else that of the message flow. Of what is thrown its name, else
   * its code.
   */
  export interface TextOfExchange {
    tag: 'exchange',
    val: ExchangeId,
  }
  /**
   * Where an item is kept or seen.
   */
  export interface TextOfKeptIn {
    tag: 'kept-in',
    val: ClauseId,
  }
  /**
   * The name of a field: its clause, and its place in `clause.fields`.
   */
  export interface TextOfField {
    tag: 'field',
    val: [ClauseId, number],
  }
  /**
   * Some words of a text, by their places in it, which count Unicode characters from 0.
   */
  export interface Wording {
    of: TextOf,
    /**
     * The first character.
     */
    start: number,
    /**
     * The character behind the last one.
     */
    end: number,
  }
  /**
   * A day of the calendar.
   */
  export interface Day {
    year: number,
    /**
     * From 1.
     */
    month: number,
    /**
     * From 1.
     */
    day: number,
  }
  export interface Department {
    name: string,
    side: Side,
    /**
     * The side is known from the configuration or the name of a pool; else guessed from the name of a lane.
     */
    certain: boolean,
    /**
     * A program, not people.
     */
    system: boolean,
    /**
     * Its pool stands for several of its kind, each with a case of its own.
     */
    several: boolean,
    /**
     * The configuration says that personal data may go to it.
     */
    agreement: boolean,
  }
  export interface Process {
    /**
     * Its own name, else that of its pool, else empty.
     */
    name: string,
    /**
     * The department of its pool.
     */
    owner?: DepartmentId,
    /**
     * Most of its steps have no names of their own: it is read and linked, and not judged.
     */
    sketch: boolean,
    /**
     * A call in the landscape leads to it.
     */
    called: boolean,
  }
  export interface Step {
    kind: StepKind,
    owner?: DepartmentId,
    process: ProcessId,
    /**
     * The sub-process around it.
     */
    scope?: StepId,
    /**
     * Whether some path from a start leads to it.
     */
    reachable: boolean,
    /**
     * An arrow at it ends loose, so that what leads to it or from it is not certain.
     */
    loose: boolean,
    /**
     * It runs once for each of several.
     */
    multiple: boolean,
    /**
     * No arrow says when it runs, on purpose: it undoes finished work, or lies directly in an ad-hoc sub-process or process.
     */
    unordered: boolean,
  }
  /**
   * Something that is handed over; its name is a `text-of`.
   */
  export interface Item {
    /**
     * Its name says what it is. Else it has none, or one that any tool gives, and stands for itself alone.
     */
    named: boolean,
    /**
     * A data store, which everybody sees.
     */
    store: boolean,
    /**
     * Declared as several at once.
     */
    collection: boolean,
    /**
     * A document that stands beside all cases, like a price list.
     */
    standing: boolean,
    /**
     * How many states are known.
     */
    states: number,
    /**
     * The department that the glossary makes answerable for it.
     */
    steward?: DepartmentId,
    /**
     * The data types that exports declare for it, each once; several: one name for different things.
     */
    types: Array<string>,
    /**
     * Items whose names differ so little that one thing may be meant: a slip of the pen, a genitive, the first letters. At most 16.
     * A suggestion: nothing was merged for it.
     */
    alike: Uint32Array,
  }
  /**
   * An arrow of the sequence flow inside one process. A pair of link events is one too, without condition.
   */
  export interface Flow {
    source: StepId,
    target: StepId,
    /**
     * A condition is written on it.
     */
    conditional: boolean,
    /**
     * It is taken where no condition holds.
     */
    otherwise: boolean,
    /**
     * The items that its condition reads. The verdict on each is a need with a flow from the same step.
     */
    reads: Uint32Array,
  }
  /**
   * One definition of an event; a plain event has none, a multiple event several.
   */
  export interface Event {
    step: StepId,
    kind: EventKind,
    /**
     * It throws; else it catches.
     */
    throws: boolean,
    /**
     * For a boundary event: the step it is attached to.
     */
    host?: StepId,
    /**
     * It stops its host, or the scope around its event sub-process. False for an event that is neither.
     */
    interrupting: boolean,
    /**
     * The event waits for all of its definitions, not for one.
     */
    together: boolean,
    timer?: TimerKind,
    /**
     * For a timer: the length of its duration or of one round of its cycle, where it is written and has a fixed length: a day has
     * 24 hours, months and years have none.
     */
    seconds?: number,
  }
  export interface Carried {
    item: ItemId,
    state?: StateId,
    evidence: Evidence,
  }
  /**
   * The passage of work from one department to another.
   */
  export interface Handoff {
    kind: HandoffKind,
    giver?: DepartmentId,
    receiver?: DepartmentId,
    /**
     * The last working step of the giver; none for a pool as a whole.
     */
    last?: StepId,
    /**
     * The first working step of the receiver; none for a pool as a whole.
     */
    first?: StepId,
    carries: Array<Carried>,
    /**
     * At least one item is known from evidence stronger than `label`.
     */
    declared: boolean,
    /**
     * For messages: a message, name or item is stated on the flow or the events at its ends.
     */
    named: boolean,
    /**
     * The receiver states needs, so that silence matters.
     */
    expected: boolean,
  }
  /**
   * A call of another process.
   */
  export interface Call {
    step: StepId,
    /**
     * The process that is called; absent where it is not loaded, ambiguous, or known only at run time.
     */
    process?: ProcessId,
    /**
     * The process was taken by its name: what rests on it is likely.
     */
    guessed: boolean,
    /**
     * The call does not say what it passes and takes back: nothing is known to be missing.
     */
    silent: boolean,
    /**
     * What the called process requires, by what it declares or by the needs of its steps, and the call does not pass: inputs
     * that are declared, and what may be there at the call.
     */
    unpassed: Uint32Array,
    /**
     * What the called process provides, somebody behind the call needs, and the call does not take back.
     */
    unreturned: Uint32Array,
  }
  /**
   * What one step sends or throws, with whoever receives or catches it: one row for each pair, and one for each side that is alone.
   * Its name is a `text-of`. Messages and signals come first.
   */
  export interface Exchange {
    kind: ExchangeKind,
    /**
     * Who sends or throws; none for a pool as a whole, and where nobody is known.
     */
    thrower?: StepId,
    /**
     * Who receives, or the event that catches; none for a pool as a whole, and where nobody is known.
     */
    catcher?: StepId,
    giver?: DepartmentId,
    receiver?: DepartmentId,
    partner: Partner,
    /**
     * A message flow shows who meets whom.
     */
    drawn: boolean,
    /**
     * Receiving it begins a process.
     */
    begins: boolean,
    /**
     * The passage of work that it is, where it crosses a border.
     */
    handoff?: HandoffId,
  }
  /**
   * One required input, already judged by the host.
   */
  export interface Need {
    step: StepId,
    item: ItemId,
    state?: StateId,
    optional: boolean,
    evidence: Evidence,
    /**
     * The flow whose condition reads it, the first of several; the step is then the source of the flow. Absent where the step
     * needs it for its own work.
     */
    flow?: FlowId,
    /**
     * What the contract or the export says of its form.
     */
    clause?: ClauseId,
    /**
     * The verdict on the item in the required state.
     */
    availability: Availability,
    /**
     * The verdict on the item in any state.
     */
    anyState: Availability,
    /**
     * The one fault that it is. Absent where it is met, optional, known from wording alone, or a need of a customer or partner
     * that no contract states: how others run their own business is no fault of ours.
     */
    gap?: GapKind,
    /**
     * The worst that may be said of it: what only a message tells is no ground for an error.
     */
    atMost: Severity,
    /**
     * The states it may arrive in, where a state is needed.
     */
    arrivesIn: Uint32Array,
    /**
     * Required fields that no provider which reaches the step declares.
     */
    missingFields: Array<string>,
    /**
     * The department that the contract expects it from.
     */
    expected?: DepartmentId,
    /**
     * Whom or what the contract expects it from, by name; also where that is no department of the unit.
     */
    expectedFrom?: string,
    /**
     * One path that shows the verdict, from a start to the step.
     */
    witness: Uint32Array,
    /**
     * Who provides it anywhere in the unit.
     */
    providers: Uint32Array,
    /**
     * For `unknown`: what is not declared.
     */
    undeclared?: SourceId,
    /**
     * The border over which it should have come, where there is exactly one.
     */
    handoff?: HandoffId,
  }
  export interface Provision {
    step: StepId,
    item: ItemId,
    state?: StateId,
    optional: boolean,
    evidence: Evidence,
    /**
     * What the contract or the export says of its form.
     */
    clause?: ClauseId,
    /**
     * The steps that may use what this step made.
     */
    usedBy: Uint32Array,
    /**
     * It leaves the unit: to the customer, a partner, a store, a process output, a promise.
     */
    leaves: boolean,
  }
  /**
   * The slowest way between two steps, as far as times are stated: a case can take so long, and longer where a circle is walked
   * again. Of branches that run at the same time the slowest counts.
   */
  export interface SlowestPath {
    /**
     * The sum of what is stated on it: timers that are waited for, limits of steps, and promises of steps, of called processes and of
     * departments; one stay with a department that promises something counts as what it promises. The time that a customer takes does
     * not count.
     */
    seconds: number,
    path: Uint32Array,
    /**
     * The steps of it at which a stated time counts: of a stay with a department its first.
     */
    stated: Uint32Array,
    /**
     * Working steps of it whose time nobody states, neither for them nor for what is around them: they come on top.
     */
    unstated: Uint32Array,
  }
  /**
   * What a contract promises beside items. Exactly one of the first three is there.
   */
  export interface Promise {
    step?: StepId,
    department?: DepartmentId,
    process?: ProcessId,
    /**
     * How long it takes at most.
     */
    seconds?: number,
    /**
     * The measured share of complete and accurate deliveries, in parts of ten thousand.
     */
    share?: number,
    /**
     * It is the customer who waits for it.
     */
    toCustomer: boolean,
    /**
     * The slowest way through what is promised, by everything but this promise: through the step, through one stay with the
     * department, through the process. Empty where `seconds` is absent.
     */
    slowest: SlowestPath,
  }
  /**
   * A part of an item.
   */
  export interface Field {
    name: string,
    /**
     * As written, like `date`; absent where nothing is said, like all that follows.
     */
    dataType?: string,
    /**
     * As written, like `YYYY-MM-DD`.
     */
    format?: string,
    /**
     * As written, like `kg`.
     */
    unit?: string,
    /**
     * The giver may leave it empty, or the receiver can do without.
     */
    optional: boolean,
  }
  /**
   * What a contract or an export says of the form of an item where a step needs or provides it. One row for each need and
   * provision of which more is said than its name. Two sides can be compared where both say something.
   */
  export interface Clause {
    step: StepId,
    item: ItemId,
    state?: StateId,
    /**
     * The step needs it; else it provides it.
     */
    needed: boolean,
    evidence: Evidence,
    /**
     * The other side that a contract names.
     */
    party?: DepartmentId,
    /**
     * As written; absent where nothing is said, like all that follows.
     */
    dataType?: string,
    /**
     * Format or encoding, as written.
     */
    format?: string,
    /**
     * As written.
     */
    unit?: string,
    /**
     * Several at once are needed or provided; else exactly one.
     */
    many?: boolean,
    fields: Array<Field>,
    /**
     * Where it is kept or seen, as written.
     */
    keptIn?: string,
  }
  /**
   * A step where the customer sends, receives or does something.
   */
  export interface Touchpoint {
    step: StepId,
    customer?: DepartmentId,
    /**
     * The customer gives something (else gets something).
     */
    inbound: boolean,
    /**
     * Known from a message, lane or configuration; else from a label only.
     */
    certain: boolean,
  }
  /**
   * A part of a customer's journey: from one touchpoint to the next one on some way, or to where the case ends.
   */
  export interface Leg {
    /**
     * Legs of cases that begin at one touchpoint share a number, and come in the order in which a case can meet them. What
     * several journeys share stands in the first.
     */
    journey: number,
    customer?: DepartmentId,
    /**
     * The touchpoint where it begins.
     */
    first: StepId,
    /**
     * The next touchpoint; none where the case ends before one.
     */
    last?: StepId,
    /**
     * The borders crossed on the way with most of them, in order.
     */
    handoffs: Uint32Array,
    /**
     * That way, both ends included.
     */
    path: Uint32Array,
  }
  /**
   * How a case that the customer may have started ends.
   */
  export interface Ending {
    step: StepId,
    /**
     * The touchpoint at which the customer started the case.
     */
    startedAt?: StepId,
    /**
     * Whether it is certain that the customer started it.
     */
    certain: boolean,
    /**
     * It ends badly for the customer.
     */
    negative: boolean,
    /**
     * Some path to this ending tells the customer nothing about it.
     */
    silent: boolean,
    /**
     * The steps of such a path.
     */
    witness: Uint32Array,
    /**
     * Where whoever learns nothing of this ending is told of another outcome; absent where that does not tell him apart.
     */
    toldAt?: StepId,
  }
  /**
   * A step that waits for another party.
   */
  export interface Wait {
    step: StepId,
    party?: DepartmentId,
    /**
     * A timer or escalation ends the wait, here or in a scope around it.
     */
    limited: boolean,
    /**
     * After how long, where that is stated.
     */
    seconds?: number,
  }
  /**
   * One way in which an item is written.
   */
  export interface Spelling {
    item: ItemId,
    /**
     * Without a state.
     */
    written: string,
    /**
     * How often steps need or provide the item under this name.
     */
    count: number,
    glossary: GlossaryStatus,
    /**
     * The glossary's own name for it; of an unlisted name one that is written nearly like it, which is a suggestion.
     */
    term?: string,
    /**
     * Steps at which it is written so: the first sixteen.
     */
    steps: Uint32Array,
  }
  /**
   * Words of the vocabulary in a text of the model; states alone are not looked through. What they mean is for the rule to say: a
   * hint proves nothing.
   */
  export interface Hint {
    /**
     * The list of the vocabulary that has them, by its key: `contact` and `informal`, and those under `hints`, like `paper` or
     * `personal`.
     */
    words: string,
    at: Wording,
  }
  /**
   * What a tool wrote about a step beside BPMN: an attribute of its own, a property, a header, a field.
   */
  export interface Attribute {
    step: StepId,
    /**
     * As written. That of an attribute of the element has the usual prefix of the tool: `camunda:priority`.
     */
    name: string,
    /**
     * As written, never empty.
     */
    value: string,
  }
  /**
   * A configuration entry that matched nothing.
   */
  export interface StaleEntry {
    kind: string,
    entry: string,
    suggestion?: string,
  }
  export interface Reach {
    verdict: ReachVerdict,
    touchpoint?: StepId,
    path: Uint32Array,
    repairedBy?: StepId,
  }
  /**
   * Where a finding points.
   */
  export type Place = PlaceStep | PlaceHandoff | PlaceFlow | PlaceExchange | PlaceCall | PlaceItem | PlaceDepartment | PlaceProcess | PlacePromise | PlaceClause | PlaceEntry | PlaceWording;
  export interface PlaceStep {
    tag: 'step',
    val: StepId,
  }
  export interface PlaceHandoff {
    tag: 'handoff',
    val: HandoffId,
  }
  /**
   * A pair of link events stands at the first of them.
   */
  export interface PlaceFlow {
    tag: 'flow',
    val: FlowId,
  }
  /**
   * Where it is sent; else where it is received.
   */
  export interface PlaceExchange {
    tag: 'exchange',
    val: ExchangeId,
  }
  export interface PlaceCall {
    tag: 'call',
    val: CallId,
  }
  /**
   * The first step that needs or provides it.
   */
  export interface PlaceItem {
    tag: 'item',
    val: ItemId,
  }
  /**
   * The first step that it owns.
   */
  export interface PlaceDepartment {
    tag: 'department',
    val: DepartmentId,
  }
  export interface PlaceProcess {
    tag: 'process',
    val: ProcessId,
  }
  /**
   * Where the contract is written.
   */
  export interface PlacePromise {
    tag: 'promise',
    val: PromiseId,
  }
  /**
   * Where it is written: in a contract, else in the export.
   */
  export interface PlaceClause {
    tag: 'clause',
    val: ClauseId,
  }
  export interface PlaceEntry {
    tag: 'entry',
    val: EntryId,
  }
  /**
   * Whatever has the text.
   */
  export interface PlaceWording {
    tag: 'wording',
    val: Wording,
  }
  /**
   * A value for a placeholder of a message, or for a setting of a new entry.
   */
  export type Argument = ArgumentStep | ArgumentDepartment | ArgumentProcess | ArgumentItem | ArgumentState | ArgumentHandoff | ArgumentFlow | ArgumentExchange | ArgumentEntry | ArgumentWording | ArgumentUndeclared | ArgumentText | ArgumentCount | ArgumentSeconds | ArgumentShare | ArgumentDate | ArgumentSteps | ArgumentDepartments | ArgumentItems | ArgumentStates | ArgumentTexts;
  /**
   * Rendered as its label in quotation marks; without a label, by what is around it.
   */
  export interface ArgumentStep {
    tag: 'step',
    val: StepId,
  }
  export interface ArgumentDepartment {
    tag: 'department',
    val: DepartmentId,
  }
  /**
   * Rendered as its name in quotation marks; without a name, by its pool or file.
   */
  export interface ArgumentProcess {
    tag: 'process',
    val: ProcessId,
  }
  export interface ArgumentItem {
    tag: 'item',
    val: ItemId,
  }
  /**
   * An item in a state.
   */
  export interface ArgumentState {
    tag: 'state',
    val: [ItemId, StateId],
  }
  /**
   * Rendered by its two sides.
   */
  export interface ArgumentHandoff {
    tag: 'handoff',
    val: HandoffId,
  }
  /**
   * Rendered as its label in quotation marks, else by its two ends.
   */
  export interface ArgumentFlow {
    tag: 'flow',
    val: FlowId,
  }
  /**
   * Rendered as its name in quotation marks, else by its kind.
   */
  export interface ArgumentExchange {
    tag: 'exchange',
    val: ExchangeId,
  }
  /**
   * A configuration entry as written, with its kind.
   */
  export interface ArgumentEntry {
    tag: 'entry',
    val: EntryId,
  }
  /**
   * Words of the model, in quotation marks.
   */
  export interface ArgumentWording {
    tag: 'wording',
    val: Wording,
  }
  /**
   * Why nobody can tell: a whole sentence, with its full stop.
   */
  export interface ArgumentUndeclared {
    tag: 'undeclared',
    val: SourceId,
  }
  export interface ArgumentText {
    tag: 'text',
    val: string,
  }
  export interface ArgumentCount {
    tag: 'count',
    val: number,
  }
  export interface ArgumentSeconds {
    tag: 'seconds',
    val: bigint,
  }
  /**
   * In parts of ten thousand; rendered as a percentage.
   */
  export interface ArgumentShare {
    tag: 'share',
    val: number,
  }
  export interface ArgumentDate {
    tag: 'date',
    val: Day,
  }
  /**
   * Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them.
   */
  export interface ArgumentSteps {
    tag: 'steps',
    val: Uint32Array,
  }
  export interface ArgumentDepartments {
    tag: 'departments',
    val: Uint32Array,
  }
  export interface ArgumentItems {
    tag: 'items',
    val: Uint32Array,
  }
  export interface ArgumentStates {
    tag: 'states',
    val: [ItemId, Uint32Array],
  }
  export interface ArgumentTexts {
    tag: 'texts',
    val: Array<string>,
  }
  /**
   * Says that an item goes over a border.
   */
  export interface Declaration {
    handoff: HandoffId,
    item: ItemId,
    state?: StateId,
  }
  /**
   * A new entry of `handoff.toml`. The host writes the names of elements as the configuration expects them, and offers only
   * what its own reader takes.
   */
  export interface NewEntry {
    /**
     * The table, like `contract`, `source` or `term`.
     */
    table: string,
    /**
     * Its keys with their values, in order.
     */
    settings: Array<[string, Argument]>,
  }
  /**
   * Another text for an entry of `handoff.toml`.
   */
  export interface Replacement {
    entry: EntryId,
    text: string,
  }
  export type Change = ChangeDeclare | ChangeAdd | ChangeReplace;
  export interface ChangeDeclare {
    tag: 'declare',
    val: Declaration,
  }
  export interface ChangeAdd {
    tag: 'add',
    val: NewEntry,
  }
  export interface ChangeReplace {
    tag: 'replace',
    val: Replacement,
  }
  /**
   * A change that would mend the fault. It is never made unasked.
   */
  export interface Fix {
    /**
     * The key of a sentence that says what it does; its placeholders are those of the finding.
     */
    text: string,
    change: Change,
  }
  export interface Finding {
    /**
     * One of the ids in `describe`.
     */
    rule: string,
    /**
     * Overrides the default of the rule; the user's configuration overrides both.
     */
    severity?: Severity,
    certainty?: Certainty,
    /**
     * A key of the catalogue in `describe`; its placeholders are filled by the host from `arguments`.
     */
    message: string,
    /**
     * The key of a sentence that says what to do.
     */
    help?: string,
    arguments: Array<[string, Argument]>,
    at: Place,
    /**
     * The giver and receiver, where the finding is about a passage of work.
     */
    giver?: DepartmentId,
    receiver?: DepartmentId,
    item?: ItemId,
    /**
     * The state of `item` that it is about, where it is about one.
     */
    state?: StateId,
    /**
     * Other places that belong to it; at most 16.
     */
    related: Array<Place>,
    /**
     * Steps of a path that shows the fault, in order; the host refuses a step it cannot follow. At most 256: of a
     * longer path its end, as in every witness of the view.
     */
    witness: Uint32Array,
    /**
     * From which step, lacking `item`, the host shall compute the reach; none: the finding has none.
     */
    reachFrom?: StepId,
    /**
     * At most 4, the best first.
     */
    fixes: Array<Fix>,
  }
  /**
   * A sentence in one language: whole, because the grammar of another language orders its parts differently.
   */
  export interface Text {
    /**
     * A language tag, like `en`.
     */
    language: string,
    key: string,
    /**
     * Text with placeholders named like the arguments: `{step}`; `{states, or}` for a list that is a choice;
     * `{count, plural, one {…} other {…}}` by the plural rules of the language, for a count or the length of a list, with
     * `#` for the number. `{{` and `}}` stand for braces. Every key has a text in `en`; a text in another language may use
     * fewer placeholders, and no others.
     */
    template: string,
  }
  /**
   * A page in one language.
   */
  export interface Page {
    /**
     * A language tag, like `en`.
     */
    language: string,
    /**
     * Markdown.
     */
    text: string,
  }
  /**
   * That a rule is on its way out, or is gone.
   */
  export interface Deprecation {
    /**
     * The version of the plugin from which on it is.
     */
    since: string,
    /**
     * The key of a text that says why, and what to do; its text has no placeholders.
     */
    reason: string,
    /**
     * The id of the rule that does its work now, in this plugin or another. Ignores of the old id hold for one of this plugin too.
     */
    replacedBy?: string,
  }
  /**
   * How often findings of a rule were right where people read them one by one.
   */
  export interface Measurement {
    /**
     * How many were read, never zero.
     */
    judged: number,
    /**
     * How many of them were true and worth reading.
     */
    right: number,
  }
  export interface RuleInfo {
    /**
     * `family/name`, named for the fault.
     */
    id: string,
    severity: Severity,
    certainty: Certainty,
    /**
     * Off unless a preset or the configuration turns it on.
     */
    off: boolean,
    /**
     * Parts of the view without which the rule has nothing to say: the name of any list of the view that must not be empty,
     * or `gaps` (a need that is a gap), `messages` (a handoff by message), `customer` (a department known as customer, or a
     * touchpoint). The host does not call a plugin when each of its rules lacks one of its parts.
     */
    needs: Array<string>,
    /**
     * A JSON Schema of the options; empty for none.
     */
    optionsSchema: string,
    /**
     * The key of a text that names the fault in one line.
     */
    title: string,
    /**
     * The rule's page, with a wrong and a right case: one in `en`, and at most one in each other language.
     */
    pages: Array<Page>,
    /**
     * The version of the plugin with which it came.
     */
    since?: string,
    /**
     * It still runs where it is switched on, and a run says that it is on its way out.
     */
    deprecated?: Deprecation,
    /**
     * Words in kebab case by which people find rules, each once.
     */
    tags: Array<string>,
    /**
     * The ids of rules that are worth knowing beside it, in this plugin or others.
     */
    related: Array<string>,
    /**
     * What it judges must be known from one of these; empty where the drawing alone is enough.
     */
    evidence: Array<Evidence>,
    measured?: Measurement,
    /**
     * An `https` address where more is said.
     */
    link?: string,
    /**
     * What else is said of it, by names in kebab case, each once: its owner, the policy behind it. Shown as it is.
     */
    properties: Array<[string, string]>,
  }
  /**
   * Settings that go together, under a name: `extends = ["plugin:ID/NAME"]` takes them over.
   */
  export interface Preset {
    /**
     * In kebab case.
     */
    name: string,
    /**
     * The key of a text that says in one line what it is for.
     */
    title: string,
    /**
     * TOML, as in `handoff.toml`: the table `rules`, with rules of this plugin only.
     */
    settings: string,
  }
  /**
   * A rule that earlier versions held and this one does not.
   */
  export interface RetiredRule {
    /**
     * Its id; settings of it are taken for those of the rule that replaces it.
     */
    id: string,
    deprecation: Deprecation,
  }
  export interface Description {
    /**
     * In kebab case.
     */
    id: string,
    version: string,
    rules: Array<RuleInfo>,
    catalogue: Array<Text>,
    /**
     * The key of a text that says in one line what the plugin is for.
     */
    title?: string,
    /**
     * An `https` address where more is said.
     */
    link?: string,
    presets: Array<Preset>,
    retired: Array<RetiredRule>,
    /**
     * What else is said of it, by names in kebab case, each once: `maintainer`, `license`. Shown as it is.
     */
    properties: Array<[string, string]>,
  }
  /**
   * What `configure` gets for each rule that is switched on.
   */
  export interface RuleOptions {
    rule: string,
    /**
     * JSON, valid against the rule's schema; `{}` where nothing is configured.
     */
    options: string,
  }
}

declare module 'handoff:plugin/model@0.2.0' {
  export type Department = import('handoff:plugin/types@0.2.0').Department;
  export type Process = import('handoff:plugin/types@0.2.0').Process;
  export type Step = import('handoff:plugin/types@0.2.0').Step;
  export type Item = import('handoff:plugin/types@0.2.0').Item;
  export type Flow = import('handoff:plugin/types@0.2.0').Flow;
  export type Event = import('handoff:plugin/types@0.2.0').Event;
  export type Handoff = import('handoff:plugin/types@0.2.0').Handoff;
  export type Exchange = import('handoff:plugin/types@0.2.0').Exchange;
  export type Call = import('handoff:plugin/types@0.2.0').Call;
  export type Need = import('handoff:plugin/types@0.2.0').Need;
  export type Provision = import('handoff:plugin/types@0.2.0').Provision;
  export type Clause = import('handoff:plugin/types@0.2.0').Clause;
  export type Promise = import('handoff:plugin/types@0.2.0').Promise;
  export type SlowestPath = import('handoff:plugin/types@0.2.0').SlowestPath;
  export type Touchpoint = import('handoff:plugin/types@0.2.0').Touchpoint;
  export type Leg = import('handoff:plugin/types@0.2.0').Leg;
  export type Ending = import('handoff:plugin/types@0.2.0').Ending;
  export type Wait = import('handoff:plugin/types@0.2.0').Wait;
  export type Spelling = import('handoff:plugin/types@0.2.0').Spelling;
  export type Hint = import('handoff:plugin/types@0.2.0').Hint;
  export type Attribute = import('handoff:plugin/types@0.2.0').Attribute;
  export type StaleEntry = import('handoff:plugin/types@0.2.0').StaleEntry;
  export type Reach = import('handoff:plugin/types@0.2.0').Reach;
  export type Concurrency = import('handoff:plugin/types@0.2.0').Concurrency;
  export type TextOf = import('handoff:plugin/types@0.2.0').TextOf;
  export type StepId = import('handoff:plugin/types@0.2.0').StepId;
  export type ItemId = import('handoff:plugin/types@0.2.0').ItemId;
  
  export class View implements Disposable {
    /**
     * This type does not have a public constructor.
     */
    private constructor();
    /**
    * Lists who takes part, sorted by name.
    */
    departments(): Array<Department>;
    /**
    * Lists the processes.
    */
    processes(): Array<Process>;
    /**
    * Lists the steps.
    */
    steps(): Array<Step>;
    /**
    * Lists the items.
    */
    items(): Array<Item>;
    /**
    * Lists the arrows of the sequence flow.
    */
    flows(): Array<Flow>;
    /**
    * Lists what events wait for and bring about.
    */
    events(): Array<Event>;
    /**
    * Lists the handoffs.
    */
    handoffs(): Array<Handoff>;
    /**
    * Lists what is sent and received, thrown and caught.
    */
    exchanges(): Array<Exchange>;
    /**
    * Lists the calls of other processes.
    */
    calls(): Array<Call>;
    /**
    * Lists the needs: only those that are a gap (not `always`, a wrong state, a missing field), unless `all`.
    */
    needs(all: boolean): Array<Need>;
    /**
    * Lists the provisions.
    */
    provisions(): Array<Provision>;
    /**
    * Lists what is said of the form of items.
    */
    clauses(): Array<Clause>;
    /**
    * Lists what contracts promise beside items.
    */
    promises(): Array<Promise>;
    /**
    * Lists the touchpoints.
    */
    touchpoints(): Array<Touchpoint>;
    /**
    * Lists the parts of the journeys of customers. Made when first asked for.
    */
    legs(): Array<Leg>;
    /**
    * Lists the endings of cases that a customer may have started.
    */
    endings(): Array<Ending>;
    /**
    * Lists the steps that wait for another party.
    */
    waits(): Array<Wait>;
    /**
    * Lists the ways in which items are written, sorted by item.
    */
    spellings(): Array<Spelling>;
    /**
    * Lists what the texts of the unit hint at, text by text. Made when first asked for.
    */
    hints(): Array<Hint>;
    /**
    * Lists what tools wrote about steps beside BPMN, step by step, in the order of the export.
    */
    attributes(): Array<Attribute>;
    /**
    * Lists the configuration entries that matched nothing.
    */
    staleEntries(): Array<StaleEntry>;
    /**
    * Returns texts of the model, in the order asked.
    */
    texts(wanted: Array<TextOf>): Array<string>;
    /**
    * Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
    */
    path(start: StepId, goal: StepId, avoiding: Uint32Array): Uint32Array | undefined;
    /**
    * Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
    */
    everyPathPasses(start: StepId, goal: StepId, through: Uint32Array): boolean;
    /**
    * Tells whether the customer would notice what a step lacks. A finding does not need to ask: with `reach-from` the host
    * answers.
    */
    reach(start: StepId, lacking: ItemId | undefined): Reach;
    /**
    * Finds the slowest way from one step to another by what is stated, both ends included; messages are followed. Absent where no path
    * leads there.
    */
    slowest(start: StepId, goal: StepId): SlowestPath | undefined;
    /**
    * Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
    */
    concurrent(pairs: Array<[StepId, StepId]>): Array<Concurrency>;
    [Symbol.dispose](): void;
  }
}

declare module 'handoff:plugin/log@0.2.0' {
  /**
   * Sends a line to the host's log; bounded. A `panic` line becomes the cause of the trap that follows.
   */
  export function emit(level: Level, message: string): void;
  export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'panic';
}
