/** Where a finding points, and what fills the placeholders of its message. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/** @import { Argument as Value, Day, Place as Where, Wording } from 'handoff:plugin/types@0.2.0' */

import * as checks from './checks.js';

/** Where a finding points. */
export const Place = Object.freeze({
  /** @type {(step: number) => Where} */
  step: (step) => ({ tag: 'step', val: checks.number('Place.step', 'step', step) }),
  /** @type {(handoff: number) => Where} */
  handoff: (handoff) => ({ tag: 'handoff', val: checks.number('Place.handoff', 'handoff', handoff) }),
  /** A pair of link events stands at the first of them. @type {(flow: number) => Where} */
  flow: (flow) => ({ tag: 'flow', val: checks.number('Place.flow', 'flow', flow) }),
  /** Where it is sent; else where it is received. @type {(exchange: number) => Where} */
  exchange: (exchange) => ({ tag: 'exchange', val: checks.number('Place.exchange', 'exchange', exchange) }),
  /** @type {(call: number) => Where} */
  call: (call) => ({ tag: 'call', val: checks.number('Place.call', 'call', call) }),
  /** The first step that needs or provides it. @type {(item: number) => Where} */
  item: (item) => ({ tag: 'item', val: checks.number('Place.item', 'item', item) }),
  /** The first step that it owns. @type {(department: number) => Where} */
  department: (department) => ({ tag: 'department', val: checks.number('Place.department', 'department', department) }),
  /** @type {(process: number) => Where} */
  process: (process) => ({ tag: 'process', val: checks.number('Place.process', 'process', process) }),
  /** Where the contract is written. @type {(promise: number) => Where} */
  promise: (promise) => ({ tag: 'promise', val: checks.number('Place.promise', 'promise', promise) }),
  /** Where it is written: in a contract, else in the export. @type {(clause: number) => Where} */
  clause: (clause) => ({ tag: 'clause', val: checks.number('Place.clause', 'clause', clause) }),
  /** @type {(entry: number) => Where} */
  entry: (entry) => ({ tag: 'entry', val: checks.number('Place.entry', 'entry', entry) }),
  /** Whatever has the text. @type {(wording: Wording) => Where} */
  wording: (wording) => ({ tag: 'wording', val: checks.wording('Place.wording', 'wording', wording) }),
});

/** A value for a placeholder of a message. */
export const Argument = Object.freeze({
  /** Rendered as its label in quotation marks; without a label, by what is around it. @type {(step: number) => Value} */
  step: (step) => ({ tag: 'step', val: checks.number('Argument.step', 'step', step) }),
  /** @type {(department: number) => Value} */
  department: (department) => ({ tag: 'department', val: checks.number('Argument.department', 'department', department) }),
  /** Rendered as its name in quotation marks; without a name, by its pool or file. @type {(process: number) => Value} */
  process: (process) => ({ tag: 'process', val: checks.number('Argument.process', 'process', process) }),
  /** @type {(item: number) => Value} */
  item: (item) => ({ tag: 'item', val: checks.number('Argument.item', 'item', item) }),
  /** An item in a state. @type {(item: number, state: number) => Value} */
  state: (item, state) => ({ tag: 'state', val: [checks.number('Argument.state', 'item', item), checks.number('Argument.state', 'state', state)] }),
  /** Rendered by its two sides. @type {(handoff: number) => Value} */
  handoff: (handoff) => ({ tag: 'handoff', val: checks.number('Argument.handoff', 'handoff', handoff) }),
  /** Rendered as its label in quotation marks, else by its two ends. @type {(flow: number) => Value} */
  flow: (flow) => ({ tag: 'flow', val: checks.number('Argument.flow', 'flow', flow) }),
  /** Rendered as its name in quotation marks, else by its kind. @type {(exchange: number) => Value} */
  exchange: (exchange) => ({ tag: 'exchange', val: checks.number('Argument.exchange', 'exchange', exchange) }),
  /** A configuration entry as written, with its kind. @type {(entry: number) => Value} */
  entry: (entry) => ({ tag: 'entry', val: checks.number('Argument.entry', 'entry', entry) }),
  /** Words of the model, in quotation marks. @type {(wording: Wording) => Value} */
  wording: (wording) => ({ tag: 'wording', val: checks.wording('Argument.wording', 'wording', wording) }),
  /** Why nobody can tell: a whole sentence, with its full stop. @type {(source: number) => Value} */
  undeclared: (source) => ({ tag: 'undeclared', val: checks.number('Argument.undeclared', 'source', source) }),
  /** @type {(text: string) => Value} */
  text: (text) => ({ tag: 'text', val: checks.text('Argument.text', 'text', text) }),
  /** @type {(count: number) => Value} */
  count: (count) => ({ tag: 'count', val: checks.number('Argument.count', 'count', count) }),
  /** @type {(seconds: number | bigint) => Value} */
  seconds: (seconds) => ({ tag: 'seconds', val: checks.large('Argument.seconds', 'seconds', seconds) }),
  /** In parts of ten thousand; rendered as a percentage. @type {(share: number) => Value} */
  share: (share) => ({ tag: 'share', val: checks.number('Argument.share', 'share', share) }),
  /** @type {(day: Day) => Value} */
  date: (day) => ({ tag: 'date', val: checks.day('Argument.date', 'day', day) }),
  /** Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them. @type {(steps: Iterable<number>) => Value} */
  steps: (steps) => ({ tag: 'steps', val: checks.numbers('Argument.steps', 'steps', steps) }),
  /** @type {(departments: Iterable<number>) => Value} */
  departments: (departments) => ({ tag: 'departments', val: checks.numbers('Argument.departments', 'departments', departments) }),
  /** @type {(items: Iterable<number>) => Value} */
  items: (items) => ({ tag: 'items', val: checks.numbers('Argument.items', 'items', items) }),
  /** @type {(item: number, states: Iterable<number>) => Value} */
  states: (item, states) => ({ tag: 'states', val: [checks.number('Argument.states', 'item', item), checks.numbers('Argument.states', 'states', states)] }),
  /** @type {(texts: Iterable<string>) => Value} */
  texts: (texts) => ({ tag: 'texts', val: checks.list(checks.text)('Argument.texts', 'texts', texts) }),
});
