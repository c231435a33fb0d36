/** Where a finding points, and what fills the placeholders of its message. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/** @import { Argument as Value, Day, Place as Where, Wording } from 'handoff:plugin/types@0.2.0' */

/** Where a finding points. */
export const Place = Object.freeze({
  /** @type {(step: number) => Where} */
  step: (step) => ({ tag: 'step', val: step }),
  /** @type {(handoff: number) => Where} */
  handoff: (handoff) => ({ tag: 'handoff', val: handoff }),
  /** A pair of link events stands at the first of them. @type {(flow: number) => Where} */
  flow: (flow) => ({ tag: 'flow', val: flow }),
  /** Where it is sent; else where it is received. @type {(exchange: number) => Where} */
  exchange: (exchange) => ({ tag: 'exchange', val: exchange }),
  /** @type {(call: number) => Where} */
  call: (call) => ({ tag: 'call', val: call }),
  /** The first step that needs or provides it. @type {(item: number) => Where} */
  item: (item) => ({ tag: 'item', val: item }),
  /** The first step that it owns. @type {(department: number) => Where} */
  department: (department) => ({ tag: 'department', val: department }),
  /** @type {(process: number) => Where} */
  process: (process) => ({ tag: 'process', val: process }),
  /** Where the contract is written. @type {(promise: number) => Where} */
  promise: (promise) => ({ tag: 'promise', val: promise }),
  /** Where it is written: in a contract, else in the export. @type {(clause: number) => Where} */
  clause: (clause) => ({ tag: 'clause', val: clause }),
  /** @type {(entry: number) => Where} */
  entry: (entry) => ({ tag: 'entry', val: entry }),
  /** Whatever has the text. @type {(wording: Wording) => Where} */
  wording: (wording) => ({ tag: 'wording', val: wording }),
});

/** A value for a placeholder of a message. */
export const Argument = Object.freeze({
  /** Rendered as its label in quotation marks; without a label, by what is around it. @type {(step: number) => Value} */
  step: (step) => ({ tag: 'step', val: step }),
  /** @type {(department: number) => Value} */
  department: (department) => ({ tag: 'department', val: department }),
  /** Rendered as its name in quotation marks; without a name, by its pool or file. @type {(process: number) => Value} */
  process: (process) => ({ tag: 'process', val: process }),
  /** @type {(item: number) => Value} */
  item: (item) => ({ tag: 'item', val: item }),
  /** An item in a state. @type {(item: number, state: number) => Value} */
  state: (item, state) => ({ tag: 'state', val: [item, state] }),
  /** Rendered by its two sides. @type {(handoff: number) => Value} */
  handoff: (handoff) => ({ tag: 'handoff', val: handoff }),
  /** Rendered as its label in quotation marks, else by its two ends. @type {(flow: number) => Value} */
  flow: (flow) => ({ tag: 'flow', val: flow }),
  /** Rendered as its name in quotation marks, else by its kind. @type {(exchange: number) => Value} */
  exchange: (exchange) => ({ tag: 'exchange', val: exchange }),
  /** A configuration entry as written, with its kind. @type {(entry: number) => Value} */
  entry: (entry) => ({ tag: 'entry', val: entry }),
  /** Words of the model, in quotation marks. @type {(wording: Wording) => Value} */
  wording: (wording) => ({ tag: 'wording', val: wording }),
  /** Why nobody can tell: a whole sentence, with its full stop. @type {(source: number) => Value} */
  undeclared: (source) => ({ tag: 'undeclared', val: source }),
  /** @type {(text: string) => Value} */
  text: (text) => ({ tag: 'text', val: text }),
  /** @type {(count: number) => Value} */
  count: (count) => ({ tag: 'count', val: count }),
  /** @type {(seconds: number | bigint) => Value} */
  seconds: (seconds) => ({ tag: 'seconds', val: BigInt(seconds) }),
  /** In parts of ten thousand; rendered as a percentage. @type {(share: number) => Value} */
  share: (share) => ({ tag: 'share', val: share }),
  /** @type {(day: Day) => Value} */
  date: (day) => ({ tag: 'date', val: day }),
  /** Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them. @type {(steps: Iterable<number>) => Value} */
  steps: (steps) => ({ tag: 'steps', val: Uint32Array.from(steps) }),
  /** @type {(departments: Iterable<number>) => Value} */
  departments: (departments) => ({ tag: 'departments', val: Uint32Array.from(departments) }),
  /** @type {(items: Iterable<number>) => Value} */
  items: (items) => ({ tag: 'items', val: Uint32Array.from(items) }),
  /** @type {(item: number, states: Iterable<number>) => Value} */
  states: (item, states) => ({ tag: 'states', val: [item, Uint32Array.from(states)] }),
  /** @type {(texts: Iterable<string>) => Value} */
  texts: (texts) => ({ tag: 'texts', val: [...texts] }),
});
