import { LIMITS } from './budget.ts';
import type { Interpreter } from './interpreter.ts';
import { getMember } from './members.ts';
import { areEqual } from './operators.ts';
import { asText, list, type ObjectValue, object, string, type Value } from './values.ts';

/** `Object.keys(...)` and its like; null where the result cannot be told. */
export function callObject(interpreter: Interpreter, method: string, parameters: readonly Value[]): Value | null {
  const [first, ...others] = parameters;
  if (first === undefined) return null;
  switch (method) {
    case 'freeze':
    case 'seal':
    case 'preventExtensions':
      return first;
    case 'assign':
      return assign(first, others);
    case 'fromEntries':
      return fromEntries(first);
    case 'is':
      return areEqual(interpreter, first, others[0] ?? first) === true ? { kind: 'boolean', value: true } : null;
    case 'keys':
    case 'getOwnPropertyNames':
      return listed(interpreter, first, (key) => string(key));
    case 'values':
      return listed(interpreter, first, (_, value) => value);
    case 'entries':
      return listed(interpreter, first, (key, value) => list([string(key), value]));
    default:
      return null;
  }
}

function listed(interpreter: Interpreter, value: Value, each: (key: string, value: Value) => Value): Value | null {
  if (value.kind === 'list') {
    return list(
      value.items.map((item, index) => each(String(index), item.value)),
      value.rest,
    );
  }
  if (value.kind !== 'object') return null;
  const keys = [...value.properties.keys()];
  return list(
    keys.map((key) => each(key, getMember(interpreter, value, key))),
    value.rest,
  );
}

function assign(target: Value, sources: readonly Value[]): Value | null {
  if (target.kind !== 'object') return null;
  for (const source of sources) {
    if (source.kind === 'unknown') target.rest ??= source;
    if (source.kind !== 'object') continue;
    for (const [key, property] of source.properties) target.properties.set(key, property);
    target.rest ??= source.rest;
  }
  return target;
}

function fromEntries(entries: Value): ObjectValue | null {
  const pairs =
    entries.kind === 'list'
      ? entries.items.map(({ value }) =>
          value.kind === 'list' ? ([value.items[0]?.value, value.items[1]?.value] as const) : ([] as const),
        )
      : entries.kind === 'collection'
        ? entries.entries.map(({ key, value }) => [key, value] as const)
        : null;
  if (pairs === null || (entries.kind !== 'list' && entries.kind !== 'collection')) return null;
  const made = object([], entries.rest);
  for (const [key, value] of pairs) {
    const name = key === undefined ? null : asText(key);
    if (name === null || value === undefined) return null;
    made.properties.set(name, { value, source: null });
  }
  return made;
}

/** Copies of a value nest no deeper than this. */
const MAX_DEPTH = 16;

/** `structuredClone(x)`: plain objects and lists anew; what else there is stays the same object. */
export function clone(value: Value, depth = 0): Value {
  if (depth > MAX_DEPTH) return value;
  if (value.kind === 'list') {
    const items = value.items.slice(0, LIMITS.items);
    return list(
      items.map((item) => clone(item.value, depth + 1)),
      value.rest,
    );
  }
  if (value.kind !== 'object' || value.class !== null) return value;
  const copied = [...value.properties].map(([key, property]) => [key, clone(property.value, depth + 1)] as const);
  return object(copied, value.rest);
}
