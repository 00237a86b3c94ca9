import { LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { flattened } from './lists.ts';
import { asText, boolean, type ListValue, list, number, UNDEFINED, type Value } from './values.ts';

/** The most items that a list with a comparison of its own is sorted by. */
const MAX_SORTED = 256;

/** Methods that call a function for the items; null for any other, or where the result cannot be told. */
export function visitList(interpreter: Interpreter, receiver: ListValue, method: string, made: Call): Value | null {
  const [callee = UNDEFINED, start] = valuesOf(made.parameters);
  const items = receiver.items.slice(0, LIMITS.turns).map((item) => item.value);
  const { rest } = receiver;
  const open = rest === null ? null : interpreter.assumedItems(rest, made.node);
  // What cannot be read at the end of the list is visited too, so that what is made of it is seen.
  const visited = [...items];
  if (rest !== null) for (let i = 0; i < (open?.count ?? 0); i++) visited.push(interpreter.restItem(rest, i));
  const within = <T>(index: number, run: () => T): T => {
    if (open === null || index < items.length) return run();
    const { unknown } = open;
    const counted = () => interpreter.suppositions.with(unknown.name, number(visited.length), run);
    return interpreter.assuming(unknown, null, counted);
  };
  const visit = (value: Value, index: number) =>
    within(index, () => callItem(interpreter, callee, [value, number(index), receiver], made));
  switch (method) {
    case 'forEach':
      for (const [index, value] of visited.entries()) visit(value, index);
      return UNDEFINED;
    case 'map':
      return list(visited.map(visit));
    case 'flatMap':
      return list(visited.map(visit).flatMap(flattened).slice(0, LIMITS.items));
    case 'filter': {
      const kept = items.filter((value, index) => interpreter.holds(visit(value, index)) !== false);
      return list(kept, rest);
    }
    case 'reduce':
    case 'reduceRight': {
      const order = [...visited.entries()];
      if (method === 'reduceRight') order.reverse();
      return reduce(order, start, (result, value, index) =>
        within(index, () => callItem(interpreter, callee, [result, value, number(index), receiver], made)),
      );
    }
    case 'find':
    case 'findLast':
    case 'findIndex': {
      const order = [...items.entries()];
      if (method === 'findLast') order.reverse();
      return find(interpreter, order, visit, method === 'findIndex', rest !== null);
    }
    case 'some':
    case 'every': {
      const answers = items.map((value, index) => interpreter.holds(visit(value, index)));
      if (answers.includes(method === 'some')) return boolean(method === 'some');
      return answers.includes(null) || rest !== null ? null : boolean(method === 'every');
    }
    case 'toSorted': {
      const sorted = rest === null ? compare(interpreter, items, callee, made) : null;
      return sorted === null ? null : list(sorted);
    }
    default:
      return null;
  }
}

function callItem(interpreter: Interpreter, callee: Value, parameters: readonly Value[], made: Call): Value {
  // `map(Number)` and `filter(Boolean)` take one of the three.
  const given = callee.kind === 'builtin' ? parameters.slice(0, 1) : parameters;
  return callValue(interpreter, callee, { ...made, parameters: list(given) });
}

function reduce(
  order: readonly (readonly [number, Value])[],
  start: Value | undefined,
  step: (result: Value, value: Value, index: number) => Value,
): Value {
  const [first, ...others] = order;
  let result = start ?? first?.[1] ?? UNDEFINED;
  for (const [index, value] of start === undefined ? others : order) result = step(result, value, index);
  return result;
}

function find(
  interpreter: Interpreter,
  order: readonly (readonly [number, Value])[],
  visit: (value: Value, index: number) => Value,
  asIndex: boolean,
  goesOn: boolean,
): Value | null {
  for (const [index, value] of order) {
    const holds = interpreter.holds(visit(value, index));
    if (holds === null) return null;
    if (holds) return asIndex ? number(index) : value;
  }
  if (goesOn) return null;
  return asIndex ? number(-1) : UNDEFINED;
}

/** The items sorted by a comparison of the file, or as texts; null if a comparison cannot be told. */
export function compare(
  interpreter: Interpreter,
  items: readonly Value[],
  comparator: Value,
  made: Call,
): Value[] | null {
  if (items.length > MAX_SORTED) return null;
  let told = true;
  const order = (a: Value, b: Value): number => {
    if (comparator.kind === 'undefined') {
      const [one, other] = [asText(a), asText(b)];
      told &&= one !== null && other !== null;
      return (one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1;
    }
    const answer = interpreter.settledNumber(callItem(interpreter, comparator, [a, b], made));
    told &&= answer !== null;
    return answer ?? 0;
  };
  const sorted = [...items].sort(order);
  return told ? sorted : null;
}
