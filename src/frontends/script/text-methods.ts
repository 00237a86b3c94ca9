import { LIMITS } from './budget.ts';
import { type Call, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { asText, boolean, list, number, string, UNDEFINED, type Value } from './values.ts';

type Argument = string | number | undefined;

/** Methods of strings that names and options are made with; arguments that are no texts or numbers are undefined. */
const METHODS: Readonly<Record<string, (text: string, ...given: Argument[]) => string | number | boolean | string[]>> =
  {
    toString: (text: string) => text,
    valueOf: (text: string) => text,
    toLowerCase: (text) => text.toLowerCase(),
    toUpperCase: (text) => text.toUpperCase(),
    trim: (text) => text.trim(),
    trimStart: (text) => text.trimStart(),
    trimEnd: (text) => text.trimEnd(),
    slice: (text, from, to) => text.slice(index(from), index(to)),
    substring: (text, from, to) => text.substring(index(from) ?? 0, index(to)),
    charAt: (text, at) => text.charAt(index(at) ?? 0),
    at: (text, at) => text.at(index(at) ?? 0) ?? '',
    concat: (text, ...others) => text + others.join(''),
    repeat: (text, count) => text.repeat(bounded(count, text.length)),
    padStart: (text, length, fill) => text.padStart(bounded(length, 1), String(fill ?? ' ')),
    padEnd: (text, length, fill) => text.padEnd(bounded(length, 1), String(fill ?? ' ')),
    replace: (text, from, to) => text.replace(String(from), () => String(to)),
    replaceAll: (text, from, to) => text.replaceAll(String(from), () => String(to)),
    includes: (text, part) => text.includes(String(part)),
    startsWith: (text, part) => text.startsWith(String(part)),
    endsWith: (text, part) => text.endsWith(String(part)),
    indexOf: (text, part) => text.indexOf(String(part)),
    split: (text, separator) => (separator === undefined ? [text] : text.split(String(separator))),
  };

function index(argument: Argument): number | undefined {
  return typeof argument === 'number' ? argument : undefined;
}

/** How often or how long, so that no text grows without bound. */
function bounded(argument: Argument, each: number): number {
  const most = Math.floor(LIMITS.text / Math.max(1, each));
  return Math.min(Math.max(0, Math.floor(index(argument) ?? 0)), most);
}

/** A method of a string or number; null if it is none of those above or its arguments cannot be read. */
export function callText(
  interpreter: Interpreter,
  receiver: Extract<Value, { kind: 'string' | 'number' }>,
  method: string,
  made: Call,
): Value | null {
  const text = asText(receiver);
  if (text === null || made.parameters.rest !== null) return null;
  const given = valuesOf(made.parameters).map((value) => argument(interpreter, value));
  if (given.includes(null)) return null;
  const known = given.map((value) => value ?? undefined);
  if (receiver.kind === 'number' && method === 'toFixed') {
    const digits = index(known[0]) ?? 0;
    return digits >= 0 && digits <= 20 ? string(Number(text).toFixed(digits)) : null;
  }
  if (receiver.kind === 'number' && method === 'valueOf') return receiver;
  const operation = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  return operation === undefined ? null : asValue(operation(text, ...known));
}

/** Null for what cannot be read. */
function argument(interpreter: Interpreter, value: Value): Argument | null {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'undefined') return undefined;
  return interpreter.settledNumber(value);
}

function asValue(result: string | number | boolean | string[]): Value {
  if (typeof result === 'string') return string(result);
  if (typeof result === 'number') return number(result);
  if (typeof result === 'boolean') return boolean(result);
  return list(result.slice(0, LIMITS.items).map(string));
}

export function textMember(text: string, property: string): Value {
  if (property === 'length') return number(text.length);
  const character = /^\d+$/.test(property) ? text[Number(property)] : undefined;
  return character === undefined ? UNDEFINED : string(character);
}
