/// <reference path="./contract.d.ts" />
// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
/** Where a finding points, and what fills the placeholders of its message. @module */
import type { Argument as Value, Day, Place as Where, Wording } from 'handoff:plugin/types@0.2.0';
/** Where a finding points. */
export declare const Place: Readonly<{
    step: (step: number) => Where;
    handoff: (handoff: number) => Where;
    /** A pair of link events stands at the first of them. */
    flow: (flow: number) => Where;
    /** Where it is sent; else where it is received. */
    exchange: (exchange: number) => Where;
    call: (call: number) => Where;
    /** The first step that needs or provides it. */
    item: (item: number) => Where;
    /** The first step that it owns. */
    department: (department: number) => Where;
    process: (process: number) => Where;
    /** Where the contract is written. */
    promise: (promise: number) => Where;
    /** Where it is written: in a contract, else in the export. */
    clause: (clause: number) => Where;
    entry: (entry: number) => Where;
    /** Whatever has the text. */
    wording: (wording: Wording) => Where;
}>;
/** A value for a placeholder of a message. */
export declare const Argument: Readonly<{
    /** Rendered as its label in quotation marks; without a label, by what is around it. */
    step: (step: number) => Value;
    department: (department: number) => Value;
    /** Rendered as its name in quotation marks; without a name, by its pool or file. */
    process: (process: number) => Value;
    item: (item: number) => Value;
    /** An item in a state. */
    state: (item: number, state: number) => Value;
    /** Rendered by its two sides. */
    handoff: (handoff: number) => Value;
    /** Rendered as its label in quotation marks, else by its two ends. */
    flow: (flow: number) => Value;
    /** Rendered as its name in quotation marks, else by its kind. */
    exchange: (exchange: number) => Value;
    /** A configuration entry as written, with its kind. */
    entry: (entry: number) => Value;
    /** Words of the model, in quotation marks. */
    wording: (wording: Wording) => Value;
    /** Why nobody can tell: a whole sentence, with its full stop. */
    undeclared: (source: number) => Value;
    text: (text: string) => Value;
    count: (count: number) => Value;
    seconds: (seconds: number | bigint) => Value;
    /** In parts of ten thousand; rendered as a percentage. */
    share: (share: number) => Value;
    date: (day: Day) => Value;
    /** Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them. */
    steps: (steps: Iterable<number>) => Value;
    departments: (departments: Iterable<number>) => Value;
    items: (items: Iterable<number>) => Value;
    states: (item: number, states: Iterable<number>) => Value;
    texts: (texts: Iterable<string>) => Value;
}>;
