import { LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { areEqual } from './operators.ts';
import {
  asText,
  boolean,
  isNullish,
  type ListValue,
  list,
  number,
  string,
  truth,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Methods of arrays; those that take a function call it for every item that is known. */
export function callList(interpreter: Interpreter, receiver: ListValue, method: string, made: Call): Value {
  const parameters = valuesOf(made.parameters);
  const [first = UNDEFINED] = parameters;
  const items = receiver.items.slice(0, LIMITS.turns).map((item) => item.value);
  const { rest } = receiver;
  const assumed = rest === null ? null : interpreter.assumedItems(rest, made.node);
  // What cannot be read at the end of the list is visited too, so that what is made of it is seen.
  const visited = [...items];
  if (rest !== null) for (let i = 0; i < (assumed?.count ?? 0); i++) visited.push(interpreter.restItem(rest));
  const visit = (value: Value, index: number) => {
    const run = () => callItem(interpreter, first, [value, number(index), receiver], made);
    return index < items.length || assumed === null ? run() : interpreter.assuming(assumed.unknown, null, run);
  };
  switch (method) {
    case 'push':
      receiver.items.push(...made.parameters.items);
      receiver.rest ??= made.parameters.rest;
      return number(receiver.items.length);
    case 'unshift':
      receiver.items.unshift(...made.parameters.items);
      return number(receiver.items.length);
    case 'pop':
      return receiver.items.pop()?.value ?? UNDEFINED;
    case 'shift':
      return receiver.items.shift()?.value ?? UNDEFINED;
    case 'forEach':
      for (const [index, value] of visited.entries()) visit(value, index);
      return UNDEFINED;
    case 'map':
      return list(visited.map(visit));
    case 'flatMap':
      return list(visited.map(visit).flatMap(flattened).slice(0, LIMITS.items));
    case 'filter':
      return list(
        items.filter((value, index) => truth(visit(value, index)) !== false),
        receiver.rest,
      );
    case 'reduce':
      return reduce(interpreter, visited, parameters, receiver, made);
    case 'concat':
      return list([...items, ...parameters.flatMap(flattened)].slice(0, LIMITS.items), receiver.rest);
    case 'flat':
      return list(items.flatMap(flattened).slice(0, LIMITS.items), receiver.rest);
    case 'slice':
      return slice(interpreter, receiver, parameters) ?? interpreter.unreadable(made.node, 'cannot be told');
    case 'reverse':
      receiver.items.reverse();
      return receiver;
    case 'fill':
      receiver.items.splice(0, receiver.items.length, ...receiver.items.map(() => ({ value: first, node: null })));
      return receiver;
    case 'at':
      return first.kind === 'number' && typeof first.value === 'number' && receiver.rest === null
        ? (receiver.items.at(first.value)?.value ?? UNDEFINED)
        : interpreter.unreadable(made.node, 'cannot be told');
    case 'entries':
      return list(
        items.map((value, index) => list([number(index), value])),
        rest && { ...rest, item: list([number(items.length), interpreter.restItem(rest)]) },
      );
    case 'keys':
      return list(
        items.map((_, index) => number(index)),
        receiver.rest,
      );
    case 'values':
      return receiver;
    case 'includes':
      return includes(interpreter, receiver, first) ?? interpreter.unreadable(made.node, 'cannot be told');
    case 'join':
      return join(receiver, first) ?? interpreter.unreadable(made.node, 'cannot be told');
    default:
      return interpreter.unreadable(made.node, 'is not read by Init Lens');
  }
}

function callItem(interpreter: Interpreter, callee: Value, parameters: readonly Value[], made: Call): Value {
  return callValue(interpreter, callee, { ...made, parameters: list(parameters) });
}

function flattened(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.map((item) => item.value) : [value];
}

function reduce(
  interpreter: Interpreter,
  items: readonly Value[],
  parameters: readonly Value[],
  receiver: ListValue,
  made: Call,
): Value {
  const [callee = UNDEFINED, start] = parameters;
  const [first = UNDEFINED, ...others] = items;
  let result = start ?? first;
  for (const [index, value] of (start === undefined ? others : items).entries()) {
    result = callItem(interpreter, callee, [result, value, number(index), receiver], made);
  }
  return result;
}

function slice(interpreter: Interpreter, receiver: ListValue, [from, to]: readonly Value[]): Value | null {
  const bound = (value: Value | undefined): number | null | undefined =>
    value === undefined || isNullish(value) ? undefined : interpreter.settledNumber(value);
  const [start, end] = [bound(from), bound(to)];
  if (start === null || end === null || (receiver.rest !== null && end !== undefined && end < 0)) return null;
  return { kind: 'list', items: receiver.items.slice(start, end), rest: end === undefined ? receiver.rest : null };
}

function includes(interpreter: Interpreter, receiver: ListValue, wanted: Value): Value | null {
  const found = receiver.items.map((item) => areEqual(interpreter, item.value, wanted));
  if (found.includes(true)) return boolean(true);
  return found.includes(null) || receiver.rest !== null ? null : boolean(false);
}

function join(receiver: ListValue, separator: Value): Value | null {
  const texts = receiver.items.map((item) => asText(item.value));
  if (receiver.rest !== null || texts.includes(null)) return null;
  if (texts.reduce((length, text) => length + (text?.length ?? 0), 0) > LIMITS.text) return null;
  return string(texts.join(separator.kind === 'string' ? separator.value : ','));
}
