/** The lists of a unit, fetched when a rule first asks. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/** @import { Attribute, Call, Clause, Department, Ending, Event, Exchange, Flow, Handoff, Hint, Item, Leg, Need, Process, Promise, Provision, Spelling, StaleEntry, Step, Touchpoint, Wait } from 'handoff:plugin/types@0.2.0' */
/** @typedef {Omit<import('handoff:plugin/model@0.2.0').View, keyof Disposable>} Source */
/** A part of the view. @typedef {'processes' | 'steps' | 'items' | 'flows' | 'events' | 'handoffs' | 'messages' | 'exchanges' | 'calls' | 'needs' | 'gaps' | 'provisions' | 'clauses' | 'promises' | 'touchpoints' | 'customer' | 'legs' | 'endings' | 'waits' | 'spellings' | 'hints' | 'attributes' | 'stale-entries'} ViewPart */

/** The lists of one unit, read-only. */
export class Lists {
  #kept = new Map();

  /**
   * Opens a view: of the sandbox in a component, of a view file in a native test.
   * @param {Source} source
   */
  constructor(source) {
    /** @protected @readonly */
    this.source = source;
  }

  /**
   * Returns what was kept under a name; what is not yet there is fetched.
   * @protected
   * @template T
   * @param {string} name
   * @param {() => T[]} fetch
   * @returns {readonly T[]}
   */
  kept(name, fetch) {
    if (!this.#kept.has(name)) this.#kept.set(name, Object.freeze(fetch()));
    return this.#kept.get(name);
  }

  /** Lists who takes part, sorted by name; the id of a department is a position here. @returns {readonly Department[]} */
  departments() {
    return this.kept('departments', () => this.source.departments());
  }

  /** Lists the processes; the id of a process is a position here. @returns {readonly Process[]} */
  processes() {
    return this.kept('processes', () => this.source.processes());
  }

  /** Lists the steps; the id of a step is a position here. @returns {readonly Step[]} */
  steps() {
    return this.kept('steps', () => this.source.steps());
  }

  /** Lists the items; the id of an item is a position here. @returns {readonly Item[]} */
  items() {
    return this.kept('items', () => this.source.items());
  }

  /** Lists the arrows of the sequence flow; the id of a flow is a position here. @returns {readonly Flow[]} */
  flows() {
    return this.kept('flows', () => this.source.flows());
  }

  /** Lists what events wait for and bring about. @returns {readonly Event[]} */
  events() {
    return this.kept('events', () => this.source.events());
  }

  /** Lists the handoffs; the id of a handoff is a position here. @returns {readonly Handoff[]} */
  handoffs() {
    return this.kept('handoffs', () => this.source.handoffs());
  }

  /** Lists what is sent and received, thrown and caught; the id of an exchange is a position here. @returns {readonly Exchange[]} */
  exchanges() {
    return this.kept('exchanges', () => this.source.exchanges());
  }

  /** Lists the calls of other processes; the id of a call is a position here. @returns {readonly Call[]} */
  calls() {
    return this.kept('calls', () => this.source.calls());
  }

  /** Lists the needs, all of them. @returns {readonly Need[]} */
  needs() {
    return this.kept('needs', () => this.source.needs(true));
  }

  /** Lists the provisions. @returns {readonly Provision[]} */
  provisions() {
    return this.kept('provisions', () => this.source.provisions());
  }

  /** Lists what is said of the form of items; the id of a clause is a position here. @returns {readonly Clause[]} */
  clauses() {
    return this.kept('clauses', () => this.source.clauses());
  }

  /** Lists what contracts promise beside items; the id of a promise is a position here. @returns {readonly Promise[]} */
  promises() {
    return this.kept('promises', () => this.source.promises());
  }

  /** Lists the touchpoints. @returns {readonly Touchpoint[]} */
  touchpoints() {
    return this.kept('touchpoints', () => this.source.touchpoints());
  }

  /** Lists the parts of the journeys of customers. Made when first asked for. @returns {readonly Leg[]} */
  legs() {
    return this.kept('legs', () => this.source.legs());
  }

  /** Lists the endings of cases that a customer may have started. @returns {readonly Ending[]} */
  endings() {
    return this.kept('endings', () => this.source.endings());
  }

  /** Lists the steps that wait for another party. @returns {readonly Wait[]} */
  waits() {
    return this.kept('waits', () => this.source.waits());
  }

  /** Lists the ways in which items are written, sorted by item. @returns {readonly Spelling[]} */
  spellings() {
    return this.kept('spellings', () => this.source.spellings());
  }

  /** Lists what the texts of the unit hint at, text by text. Made when first asked for. @returns {readonly Hint[]} */
  hints() {
    return this.kept('hints', () => this.source.hints());
  }

  /** Lists what tools wrote about steps beside BPMN, step by step, in the order of the export. @returns {readonly Attribute[]} */
  attributes() {
    return this.kept('attributes', () => this.source.attributes());
  }

  /** Lists the configuration entries that matched nothing; the id of an entry is a position here. @returns {readonly StaleEntry[]} */
  staleEntries() {
    return this.kept('staleEntries', () => this.source.staleEntries());
  }
}
