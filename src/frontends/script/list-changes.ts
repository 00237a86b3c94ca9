import { LIMITS } from './budget.ts';
import { type Call, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { compare } from './list-callbacks.ts';
import { type Item, type ListValue, list, number, UNDEFINED, type Value } from './values.ts';

/** Methods that change the array itself; null for any other. */
export function changeList(interpreter: Interpreter, receiver: ListValue, method: string, made: Call): Value | null {
  const parameters = valuesOf(made.parameters);
  const [first = UNDEFINED] = parameters;
  switch (method) {
    case 'push':
      receiver.items.push(...made.parameters.items.slice(0, LIMITS.items));
      receiver.rest ??= made.parameters.rest;
      return number(receiver.items.length);
    case 'unshift':
      receiver.items.unshift(...made.parameters.items);
      return number(receiver.items.length);
    case 'pop':
      return receiver.items.pop()?.value ?? UNDEFINED;
    case 'shift':
      return receiver.items.shift()?.value ?? UNDEFINED;
    case 'splice':
      return splice(interpreter, receiver, parameters);
    case 'reverse':
      receiver.items.reverse();
      return receiver;
    case 'fill':
      return fill(interpreter, receiver, parameters);
    case 'sort':
      return sortInPlace(interpreter, receiver, first, made);
    default:
      return null;
  }
}

function splice(interpreter: Interpreter, receiver: ListValue, parameters: readonly Value[]): Value | null {
  const [from = UNDEFINED, count, ...added] = parameters;
  const start = interpreter.settledNumber(from);
  const removed = count === undefined ? receiver.items.length : interpreter.settledNumber(count);
  if (start === null || removed === null) return null;
  const items: Item[] = added.map((value) => ({ value, node: null }));
  return { kind: 'list', items: receiver.items.splice(start, removed, ...items), rest: null };
}

function fill(interpreter: Interpreter, receiver: ListValue, [value = UNDEFINED, from, to]: readonly Value[]): Value {
  const start = from === undefined ? 0 : (interpreter.settledNumber(from) ?? 0);
  const end = to === undefined ? receiver.items.length : (interpreter.settledNumber(to) ?? receiver.items.length);
  const items = receiver.items.map((item, i) => (i >= start && i < end ? { value, node: null } : item));
  receiver.items.splice(0, receiver.items.length, ...items);
  if (receiver.rest !== null) receiver.rest = { ...receiver.rest, itemAt: () => value };
  return receiver;
}

function sortInPlace(interpreter: Interpreter, receiver: ListValue, comparator: Value, made: Call): Value | null {
  if (receiver.rest !== null) return null;
  const sorted = compare(
    interpreter,
    receiver.items.map((item) => item.value),
    comparator,
    made,
  );
  if (sorted === null) return null;
  receiver.items.splice(0, receiver.items.length, ...list(sorted).items);
  return receiver;
}
