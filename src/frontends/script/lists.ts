import { LIMITS } from './budget.ts';
import { type Call, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { visitList } from './list-callbacks.ts';
import { changeList } from './list-changes.ts';
import { areEqual } from './operators.ts';
import { asText, boolean, isNullish, type ListValue, list, number, string, UNDEFINED, type Value } from './values.ts';

/** Methods of arrays, as far as lists of sizes and layers are made with them. */
export function callList(interpreter: Interpreter, receiver: ListValue, method: string, made: Call): Value {
  return (
    changeList(interpreter, receiver, method, made) ??
    visitList(interpreter, receiver, method, made) ??
    askList(interpreter, receiver, method, valuesOf(made.parameters)) ??
    interpreter.unreadable(made.node, 'cannot be told')
  );
}

/** What leaves the list as it is and calls nothing; null if it cannot be told. */
function askList(
  interpreter: Interpreter,
  receiver: ListValue,
  method: string,
  parameters: readonly Value[],
): Value | null {
  const [first = UNDEFINED] = parameters;
  const items = receiver.items.map((item) => item.value);
  const { rest } = receiver;
  switch (method) {
    case 'concat':
      return concatenated(receiver, parameters);
    case 'flat':
      return list(items.flatMap(flattened).slice(0, LIMITS.items), rest);
    case 'slice':
      return slice(interpreter, receiver, parameters);
    case 'toReversed':
      return list([...items].reverse(), rest);
    case 'at':
      return at(interpreter, receiver, first);
    case 'with':
      return replaced(interpreter, receiver, parameters);
    case 'entries':
      return list(
        items.map((value, index) => list([number(index), value])),
        rest && {
          ...rest,
          itemAt: (index) => list([number(items.length + index), interpreter.restItem(rest, index)]),
        },
      );
    case 'keys':
      return list(
        items.map((_, index) => number(index)),
        rest && { ...rest, itemAt: (index) => number(items.length + index) },
      );
    case 'values':
      return receiver;
    case 'includes':
      return includes(interpreter, receiver, first);
    case 'indexOf':
      return indexOf(interpreter, receiver, first);
    case 'join':
    case 'toString':
      return join(receiver, first);
    default:
      return null;
  }
}

export function flattened(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.map((item) => item.value) : [value];
}

/** Lists and single values one after another; one that cannot be read ends what is known. */
function concatenated(receiver: ListValue, parameters: readonly Value[]): ListValue {
  const items = receiver.items.slice(0, LIMITS.items);
  let { rest } = receiver;
  for (const parameter of parameters) {
    if (parameter.kind === 'list') {
      items.push(...parameter.items.slice(0, LIMITS.items - items.length));
      rest ??= parameter.rest;
    } else if (parameter.kind === 'unknown') rest ??= parameter;
    else items.push({ value: parameter, node: null });
  }
  return { kind: 'list', items, rest };
}

function slice(interpreter: Interpreter, receiver: ListValue, [from, to]: readonly Value[]): Value | null {
  const bound = (value: Value | undefined): number | null | undefined =>
    value === undefined || isNullish(value) ? undefined : interpreter.settledNumber(value);
  const [start, end] = [bound(from), bound(to)];
  if (start === null || end === null || (receiver.rest !== null && end !== undefined && end < 0)) return null;
  return { kind: 'list', items: receiver.items.slice(start, end), rest: end === undefined ? receiver.rest : null };
}

function at(interpreter: Interpreter, receiver: ListValue, index: Value): Value | null {
  const settled = interpreter.settledNumber(index);
  if (settled === null) return null;
  if (receiver.rest === null) return receiver.items.at(settled)?.value ?? UNDEFINED;
  if (settled >= 0) return receiver.items[settled]?.value ?? interpreter.restItem(receiver.rest, settled);
  return interpreter.unknown(`${receiver.rest.name}[${settled}]`, receiver.rest.reason);
}

function replaced(
  interpreter: Interpreter,
  receiver: ListValue,
  [index = UNDEFINED, value = UNDEFINED]: readonly Value[],
): Value | null {
  const settled = interpreter.settledNumber(index);
  if (settled === null || settled < 0 || settled >= receiver.items.length) return null;
  const items = receiver.items.map((item, i) => (i === settled ? { value, node: null } : item));
  return { kind: 'list', items, rest: receiver.rest };
}

function includes(interpreter: Interpreter, receiver: ListValue, wanted: Value): Value | null {
  const found = receiver.items.map((item) => areEqual(interpreter, item.value, wanted));
  if (found.includes(true)) return boolean(true);
  return found.includes(null) || receiver.rest !== null ? null : boolean(false);
}

function indexOf(interpreter: Interpreter, receiver: ListValue, wanted: Value): Value | null {
  const found = receiver.items.map((item) => areEqual(interpreter, item.value, wanted));
  const [index, open] = [found.indexOf(true), found.indexOf(null)];
  if (open !== -1 && (index === -1 || open < index)) return null;
  return index === -1 && receiver.rest !== null ? null : number(index);
}

function join(receiver: ListValue, separator: Value): Value | null {
  const texts = receiver.items.map((item) => asText(item.value));
  if (receiver.rest !== null || texts.includes(null)) return null;
  if (texts.reduce((length, text) => length + (text?.length ?? 0), 0) > LIMITS.text) return null;
  return string(texts.join(separator.kind === 'string' ? separator.value : ','));
}
