/// <reference path="./contract.d.ts" />
// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
/** Checks of what a rule hands over: the bindings would make 0 of what is no number. @module */
import type { TextOf, Wording, Day, Place, Argument, Declaration, NewEntry, Replacement, Change } from 'handoff:plugin/types@0.2.0';
/** Returns a value, or throws an error that names where it was given, and under which name. */
export type Check<T> = (where: string, name: string, value: unknown) => T;
export declare const number: Check<number>;
export declare const large: Check<bigint>;
export declare const bool: Check<boolean>;
export declare const text: Check<string>;
export declare const numbers: Check<Uint32Array>;
export declare function option<T>(check: Check<T>): Check<T | undefined>;
export declare function list<T>(check: Check<T>): Check<T[]>;
export declare function tuple<T extends unknown[]>(...checks: { [K in keyof T]: Check<T[K]> }): Check<T>;
export declare const textOf: Check<TextOf>;
export declare const wording: Check<Wording>;
export declare const day: Check<Day>;
export declare const place: Check<Place>;
export declare const argument: Check<Argument>;
export declare const declaration: Check<Declaration>;
export declare const newEntry: Check<NewEntry>;
export declare const replacement: Check<Replacement>;
export declare const change: Check<Change>;
