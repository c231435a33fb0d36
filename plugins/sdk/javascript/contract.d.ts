// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
declare module 'handoff:plugin/types@0.2.0' {
  /**
   * A position in `view.steps`; valid for one `check` call, like every other number here.
   */
  export type StepId = number;
  /**
   * A position in `view.departments`.
   */
  export type DepartmentId = number;
  /**
   * A position in `view.processes`.
   */
  export type ProcessId = number;
  /**
   * A position in `view.items`.
   */
  export type ItemId = number;
  /**
   * A position in `view.handoffs`.
   */
  export type HandoffId = number;
  /**
   * The number of a state of one item; its name is asked for with `view.state-names`.
   */
  export type StateId = number;
  /**
   * A position in `view.stale-entries`.
   */
  export type EntryId = number;
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
   * made beside it.
   */
  export type GapKind = 'missing' | 'possibly-missing' | 'late' | 'racing' | 'undecidable' | 'wrong-state' | 'missing-field';
  /**
   * Our own company, the customer, or an outside company.
   */
  export type Side = 'internal' | 'customer' | 'partner';
  export type HandoffKind = 'sequence' | 'message' | 'call' | 'event' | 'store';
  export type StepKind = 'task' | 'user-task' | 'manual-task' | 'service-task' | 'script-task' | 'send-task' | 'receive-task' | 'decision-task' | 'call' | 'sub-process' | 'event-sub-process' | 'start' | 'end' | 'catch' | 'throw' | 'boundary' | 'exclusive' | 'parallel' | 'inclusive' | 'event-based' | 'complex';
  export type ReachVerdict = 'certain' | 'possible' | 'none' | 'unknown';
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
   * One required input, already judged by the host.
   */
  export interface Need {
    step: StepId,
    item: ItemId,
    state?: StateId,
    optional: boolean,
    evidence: Evidence,
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
     * The department or system that the contract expects it from, as written.
     */
    expectedFrom?: string,
    /**
     * Steps of one path that shows the verdict, from a start to the step; of a path of more than 256 its end.
     */
    witness: Uint32Array,
    /**
     * Who provides it anywhere in the unit.
     */
    providers: Uint32Array,
    /**
     * For `unknown`: what is not declared.
     */
    undeclared?: string,
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
     * The steps that may use what this step made.
     */
    usedBy: Uint32Array,
    /**
     * It leaves the unit: to the customer, a partner, a store, a process output, a promise.
     */
    leaves: boolean,
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
     * The steps of such a path; of one of more than 256 its end.
     */
    witness: Uint32Array,
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
  export type Place = PlaceStep | PlaceHandoff | PlaceItem | PlaceDepartment | PlaceProcess | PlaceEntry;
  export interface PlaceStep {
    tag: 'step',
    val: StepId,
  }
  export interface PlaceHandoff {
    tag: 'handoff',
    val: HandoffId,
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
  export interface PlaceEntry {
    tag: 'entry',
    val: EntryId,
  }
  /**
   * A value for a placeholder of a message, or for a setting of a new entry.
   */
  export type Argument = ArgumentStep | ArgumentDepartment | ArgumentProcess | ArgumentItem | ArgumentState | ArgumentHandoff | ArgumentEntry | ArgumentText | ArgumentCount | ArgumentSeconds | ArgumentShare | ArgumentDate | ArgumentSteps | ArgumentDepartments | ArgumentItems | ArgumentStates | ArgumentTexts;
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
   * A configuration entry as written, with its kind.
   */
  export interface ArgumentEntry {
    tag: 'entry',
    val: EntryId,
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
   * Lists, rendered as the language lists things; a placeholder like `{steps, or}` makes a choice of them.
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
     * Parts of the view without which the rule has nothing to say: `steps`, `handoffs`, `messages`, `needs`, `gaps`,
     * `provisions`, `touchpoints`, `customer`, `endings`, `waits`, `stale-entries`. The host does not call a plugin
     * when each of its rules lacks one of its parts.
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
     * The rule's page in Markdown, with a wrong and a right case.
     */
    page: string,
  }
  export interface Description {
    id: string,
    version: string,
    rules: Array<RuleInfo>,
    catalogue: Array<Text>,
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
  export type Step = import('handoff:plugin/types@0.2.0').Step;
  export type Handoff = import('handoff:plugin/types@0.2.0').Handoff;
  export type Need = import('handoff:plugin/types@0.2.0').Need;
  export type Provision = import('handoff:plugin/types@0.2.0').Provision;
  export type Touchpoint = import('handoff:plugin/types@0.2.0').Touchpoint;
  export type Ending = import('handoff:plugin/types@0.2.0').Ending;
  export type Wait = import('handoff:plugin/types@0.2.0').Wait;
  export type StaleEntry = import('handoff:plugin/types@0.2.0').StaleEntry;
  export type Reach = import('handoff:plugin/types@0.2.0').Reach;
  export type StepId = import('handoff:plugin/types@0.2.0').StepId;
  export type ItemId = import('handoff:plugin/types@0.2.0').ItemId;
  export type StateId = import('handoff:plugin/types@0.2.0').StateId;
  
  export class View implements Disposable {
    /**
     * This type does not have a public constructor.
     */
    private constructor();
    /**
    * Lists the departments.
    */
    departments(): Array<Department>;
    /**
    * Lists the steps.
    */
    steps(): Array<Step>;
    /**
    * Lists the handoffs.
    */
    handoffs(): Array<Handoff>;
    /**
    * Lists the needs: only those that are a gap (not `always`, a wrong state, a missing field), unless `all`.
    */
    needs(all: boolean): Array<Need>;
    /**
    * Lists the provisions.
    */
    provisions(): Array<Provision>;
    /**
    * Lists the touchpoints.
    */
    touchpoints(): Array<Touchpoint>;
    /**
    * Lists the endings of cases that a customer may have started.
    */
    endings(): Array<Ending>;
    /**
    * Lists the steps that wait for another party.
    */
    waits(): Array<Wait>;
    /**
    * Lists the configuration entries that matched nothing.
    */
    staleEntries(): Array<StaleEntry>;
    /**
    * Returns the labels of steps, in the order asked.
    */
    labels(steps: Uint32Array): Array<string>;
    /**
    * Returns the names of items, in the order asked.
    */
    itemNames(items: Uint32Array): Array<string>;
    /**
    * Returns the names of states of one item, in the order asked.
    */
    stateNames(item: ItemId, states: Uint32Array): Array<string>;
    /**
    * Finds a path from one step to another that avoids some steps.
    */
    path(start: StepId, goal: StepId, avoiding: Uint32Array): Uint32Array | undefined;
    /**
    * Tells whether every path from one step to another passes one of some steps.
    */
    everyPathPasses(start: StepId, goal: StepId, through: Uint32Array): boolean;
    /**
    * Tells whether the customer would notice what a step lacks. A finding does not need to ask: with `reach-from` the host
    * answers.
    */
    reach(start: StepId, lacking: ItemId | undefined): Reach;
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
