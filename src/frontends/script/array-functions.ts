import { LIMITS } from './budget.ts';
import type { Call } from './calls.ts';
import { entriesOf } from './collections.ts';
import type { Interpreter } from './interpreter.ts';
import { callList } from './lists.ts';
import { boolean, type ListValue, list, string, UNDEFINED, type Value } from './values.ts';

/** `Array(...)`, `Array.from(...)` and its like, typed arrays too; null where the result cannot be told. */
export function callArray(
  interpreter: Interpreter,
  method: string | null,
  parameters: readonly Value[],
  made: Call,
): Value | null {
  const [first = UNDEFINED, mapping] = parameters;
  switch (method) {
    case null:
      return constructed(interpreter, first, made);
    case 'isArray':
      return first.kind === 'unknown' ? null : boolean(first.kind === 'list');
    case 'of':
      return made.parameters;
    case 'from': {
      const source = elements(interpreter, first);
      if (source === null || mapping === undefined) return source;
      return callList(interpreter, source, 'map', { ...made, parameters: list([mapping]) });
    }
    default:
      return null;
  }
}

function constructed(interpreter: Interpreter, first: Value, made: Call): Value {
  if (made.parameters.items.length !== 1) return made.parameters;
  return ofLength(interpreter, first) ?? made.parameters;
}

/** What `Array.from` iterates: a list, or as many places as `{length}` says. */
function elements(interpreter: Interpreter, value: Value): ListValue | null {
  switch (value.kind) {
    case 'list':
      return { ...value, items: [...value.items] };
    case 'collection':
      return entriesOf(value);
    case 'string':
      return list([...value.value].slice(0, LIMITS.items).map(string));
    case 'unknown':
      return list([], value);
    case 'object': {
      const length = value.properties.get('length')?.value;
      return length === undefined ? null : ofLength(interpreter, length);
    }
    default:
      return null;
  }
}

/** As many undefined items as a number says; null for what is no number. */
function ofLength(interpreter: Interpreter, length: Value): ListValue | null {
  const count = interpreter.settledNumber(length);
  if (count !== null) return list(repeated(count));
  const name = length.kind === 'unknown' ? length.name : nameOfSize(length);
  if (name === null) return null;
  const reason = length.kind === 'unknown' ? length.reason : `\`${name}\` is assumed.`;
  return list([], { kind: 'unknown', name: `Array(${name})`, reason, length: name, itemAt: () => UNDEFINED });
}

function nameOfSize(value: Value): string | null {
  return value.kind === 'number' && typeof value.value !== 'number' ? value.value.name : null;
}

function repeated(count: number): Value[] {
  const length = Number.isFinite(count) ? Math.min(Math.max(0, Math.floor(count)), LIMITS.turns) : 0;
  return new Array<Value>(length).fill(UNDEFINED);
}
