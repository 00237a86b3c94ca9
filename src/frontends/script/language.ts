import { combine, type Dimension } from '../../model/shape.ts';
import { LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { asText, boolean, list, number, object, string, UNDEFINED, type Value } from './values.ts';

const MATH: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  trunc: Math.trunc,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  log2: Math.log2,
  sign: Math.sign,
};

/** Functions of the language's global objects, as far as sizes and lists of layers are computed with them. */
export function callBuiltin(interpreter: Interpreter, builtin: string, method: string | null, made: Call): Value {
  const parameters = valuesOf(made.parameters);
  const [first = UNDEFINED, second] = parameters;
  const result =
    builtin === 'Math' && method !== null
      ? callMath(method, parameters, made)
      : builtin === 'Object' && method !== null
        ? callObject(method, parameters)
        : builtin === 'Array'
          ? callArray(interpreter, method, first, second, made)
          : builtin === 'Promise'
            ? callPromise(method, first)
            : convert(builtin, method, first);
  return result ?? interpreter.unreadable(made.node, 'is not read by Init Lens');
}

function callMath(method: string, parameters: readonly Value[], made: Call): Value | null {
  const operation = Object.hasOwn(MATH, method) ? MATH[method] : undefined;
  if (operation === undefined || made.parameters.rest !== null) return null;
  const dimensions: Dimension[] = [];
  for (const value of parameters) {
    if (value.kind !== 'number') return null;
    dimensions.push(value.value);
  }
  return number(combine(dimensions, (values) => operation(...values)));
}

function callObject(method: string, parameters: readonly Value[]): Value | null {
  const [first = UNDEFINED, ...others] = parameters;
  if (method === 'freeze' || method === 'seal') return first;
  if (first.kind !== 'object') return null;
  const entries = [...first.properties];
  if (method === 'keys')
    return list(
      entries.map(([key]) => string(key)),
      first.rest,
    );
  if (method === 'values')
    return list(
      entries.map(([, property]) => property.value),
      first.rest,
    );
  if (method === 'entries')
    return list(
      entries.map(([key, property]) => list([string(key), property.value])),
      first.rest,
    );
  if (method === 'assign') {
    for (const source of others) {
      if (source.kind === 'unknown') first.rest ??= source;
      if (source.kind !== 'object') continue;
      for (const [key, property] of source.properties) first.properties.set(key, property);
      first.rest ??= source.rest;
    }
    return first;
  }
  if (method !== 'fromEntries') return null;
  return object([]);
}

function callArray(
  interpreter: Interpreter,
  method: string | null,
  first: Value,
  second: Value | undefined,
  made: Call,
): Value | null {
  if (method === 'isArray') return first.kind === 'unknown' ? null : boolean(first.kind === 'list');
  if (method === 'of') return made.parameters;
  if (method === null) {
    const length = made.parameters.items.length === 1 ? interpreter.settledNumber(first) : null;
    if (length !== null) return list(repeated(length));
    return first.kind === 'unknown' && made.parameters.items.length === 1 ? list([], first) : made.parameters;
  }
  if (method !== 'from') return null;
  const source = elements(interpreter, first);
  if (source === null || second === undefined) return source;
  const mapped = source.items.map((item, index) =>
    callValue(interpreter, second, { ...made, parameters: list([item.value, number(index)]) }),
  );
  if (source.rest === null) return list(mapped);
  const last = callValue(interpreter, second, {
    ...made,
    parameters: list([UNDEFINED, interpreter.unknown('i', source.rest.reason)]),
  });
  return list([...mapped, last], source.rest);
}

/** What `Array.from` iterates: a list, or as many places as `{length}` says. */
function elements(interpreter: Interpreter, value: Value) {
  if (value.kind === 'list') return value;
  if (value.kind !== 'object') return null;
  const length = value.properties.get('length')?.value;
  if (length === undefined) return null;
  const count = interpreter.settledNumber(length);
  if (count !== null) return list(repeated(count));
  return length.kind === 'unknown' ? list([], length) : null;
}

function repeated(count: number): Value[] {
  const length = Number.isFinite(count) ? Math.min(Math.max(0, Math.floor(count)), LIMITS.turns) : 0;
  return new Array<Value>(length).fill(UNDEFINED);
}

function callPromise(method: string | null, first: Value): Value | null {
  return method === 'resolve' || method === 'all' ? first : null;
}

function convert(builtin: string, method: string | null, value: Value): Value | null {
  const text = asText(value);
  if (builtin === 'Number' && method === 'isInteger' && value.kind === 'number' && typeof value.value === 'number') {
    return boolean(Number.isInteger(value.value));
  }
  if (method !== null && builtin !== 'Number') return null;
  if (builtin === 'Number' && method === null)
    return value.kind === 'number' ? value : text === null ? null : number(Number(text));
  if (builtin === 'parseInt' || method === 'parseInt') return text === null ? null : number(Number.parseInt(text, 10));
  if (builtin === 'parseFloat' || method === 'parseFloat')
    return text === null ? null : number(Number.parseFloat(text));
  if (builtin === 'String') return text === null ? null : string(text);
  return null;
}
