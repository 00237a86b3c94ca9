import { LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { areEqual } from './operators.ts';
import { boolean, type CollectionValue, type ListValue, list, number, UNDEFINED, type Value } from './values.ts';

/** `new Map(entries)`, `new Set(values)`. */
export function makeCollection(interpreter: Interpreter, of: CollectionValue['of'], from: Value): CollectionValue {
  const made: CollectionValue = { kind: 'collection', of, entries: [], rest: null };
  const source = from.kind === 'collection' ? entriesOf(from) : from;
  if (source.kind === 'unknown') made.rest = source;
  if (source.kind !== 'list') return made;
  made.rest = source.rest;
  for (const { value } of source.items.slice(0, LIMITS.items)) {
    if (of === 'set') put(interpreter, made, value, value);
    else if (value.kind === 'list') put(interpreter, made, itemOf(value, 0), itemOf(value, 1));
  }
  return made;
}

function itemOf(pair: ListValue, index: number): Value {
  return pair.items[index]?.value ?? UNDEFINED;
}

/** Whether keys are the same, as far as that can be told. */
function indexOf(interpreter: Interpreter, { entries }: CollectionValue, key: Value): number | null {
  const same = entries.map((entry) => areEqual(interpreter, entry.key, key));
  const found = same.indexOf(true);
  return found === -1 && same.includes(null) ? null : found;
}

function put(interpreter: Interpreter, target: CollectionValue, key: Value, value: Value): void {
  const at = indexOf(interpreter, target, key) ?? -1;
  if (at !== -1) target.entries[at] = { key, value };
  else if (target.entries.length < LIMITS.items) target.entries.push({ key, value });
}

/** Methods of maps and sets; null where the result cannot be told. */
export function callCollection(
  interpreter: Interpreter,
  receiver: CollectionValue,
  method: string,
  made: Call,
): Value | null {
  const [first = UNDEFINED, second = UNDEFINED] = valuesOf(made.parameters);
  switch (method) {
    case 'set':
      put(interpreter, receiver, first, second);
      return receiver;
    case 'add':
      put(interpreter, receiver, first, first);
      return receiver;
    case 'get':
    case 'has': {
      const at = indexOf(interpreter, receiver, first);
      if (at === null || (at === -1 && receiver.rest !== null)) return null;
      return method === 'has' ? boolean(at !== -1) : (receiver.entries[at]?.value ?? UNDEFINED);
    }
    case 'delete': {
      const at = indexOf(interpreter, receiver, first);
      if (at !== null && at !== -1) receiver.entries.splice(at, 1);
      return at === null ? null : boolean(at !== -1);
    }
    case 'clear':
      receiver.entries.splice(0);
      return UNDEFINED;
    case 'keys':
      return list(
        receiver.entries.map((entry) => entry.key),
        receiver.rest,
      );
    case 'values':
      return list(
        receiver.entries.map((entry) => entry.value),
        receiver.rest,
      );
    case 'entries':
      return pairsOf(receiver);
    case 'forEach':
      for (const { key, value } of receiver.entries.slice(0, LIMITS.turns)) {
        callValue(interpreter, first, { ...made, parameters: list([value, key, receiver]) });
      }
      return UNDEFINED;
    default:
      return null;
  }
}

function pairsOf({ entries, rest }: CollectionValue): ListValue {
  return list(
    entries.map(({ key, value }) => list([key, value])),
    rest,
  );
}

/** What iterating gives: pairs of a map, values of a set. */
export function entriesOf(collection: CollectionValue): ListValue {
  if (collection.of === 'map') return pairsOf(collection);
  return list(
    collection.entries.map(({ value }) => value),
    collection.rest,
  );
}

export function collectionMember({ entries, rest }: CollectionValue, property: string): Value | null {
  return property === 'size' && rest === null ? number(entries.length) : null;
}
