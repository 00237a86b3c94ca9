import { ASSUMED_FEATURES } from '../../dialects/assumptions.ts';
import { combine, type Dimension } from '../../model/shape.ts';
import { callArray } from './array-functions.ts';
import { type Call, valuesOf } from './calls.ts';
import { makeCollection } from './collections.ts';
import type { Interpreter } from './interpreter.ts';
import { callJson } from './json-functions.ts';
import { callObject, clone } from './object-functions.ts';
import { asText, boolean, number, object, string, UNDEFINED, type Value } from './values.ts';

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
  log10: Math.log10,
  cbrt: Math.cbrt,
  hypot: Math.hypot,
  sin: Math.sin,
  cos: Math.cos,
};

/** Names of the language and its hosts that files use without saying where they come from. */
const GLOBALS =
  /^(?:Math|Object|Array|Number|String|Boolean|BigInt|Map|Set|WeakMap|WeakSet|Date|JSON|RegExp|Symbol|Promise|Error|parseInt|parseFloat|isNaN|isFinite|structuredClone|(?:Float32|Float64|Int32|Uint8)Array|console|process|window|document|globalThis|self|global)$/;

export function isGlobal(name: string): boolean {
  return GLOBALS.test(name);
}

/** Functions of the language's global objects, as far as sizes and lists of layers are computed with them. */
export function callBuiltin(interpreter: Interpreter, builtin: string, method: string | null, made: Call): Value {
  const parameters = valuesOf(made.parameters);
  return (
    builtinResult(interpreter, builtin, method, parameters, made) ??
    interpreter.unreadable(made.node, 'is not read by Init Lens')
  );
}

function builtinResult(
  interpreter: Interpreter,
  builtin: string,
  method: string | null,
  parameters: readonly Value[],
  made: Call,
): Value | null {
  const [first = UNDEFINED] = parameters;
  if (/^(?:Array|\w+\d+Array)$/.test(builtin)) return callArray(interpreter, method, parameters, made);
  switch (builtin) {
    case 'Math':
      return method === null ? null : callMath(method, parameters, made);
    case 'Object':
      return method === null ? objectOf(first) : callObject(interpreter, method, parameters);
    case 'Map':
    case 'WeakMap':
      return method === null ? makeCollection(interpreter, 'map', first) : null;
    case 'Set':
    case 'WeakSet':
      return method === null ? makeCollection(interpreter, 'set', first) : null;
    case 'Promise':
      return callPromise(method, first);
    case 'JSON':
      return method === null ? null : callJson(method, first);
    case 'structuredClone':
      return clone(first);
    default:
      return convert(interpreter, builtin, method, parameters);
  }
}

/** `new Object()`. */
function objectOf(value: Value): Value {
  return value.kind === 'undefined' ? object([]) : value;
}

function callMath(method: string, parameters: readonly Value[], made: Call): Value | null {
  const operation = Object.hasOwn(MATH, method) ? MATH[method] : undefined;
  if (operation === undefined || made.parameters.rest !== null) return null;
  const dimensions: Dimension[] = [];
  for (const value of parameters) {
    const dimension = value.kind === 'unknown' ? { name: value.name, assumed: ASSUMED_FEATURES } : null;
    if (value.kind !== 'number' && dimension === null) return null;
    dimensions.push(value.kind === 'number' ? value.value : (dimension ?? Number.NaN));
  }
  return number(combine(dimensions, (values) => operation(...values)));
}

function callPromise(method: string | null, first: Value): Value | null {
  return method !== null && /^(?:resolve|all|race|any)$/.test(method) ? first : null;
}

/** Conversions and tests of single values. */
function convert(
  interpreter: Interpreter,
  builtin: string,
  method: string | null,
  [value = UNDEFINED, second]: readonly Value[],
): Value | null {
  const name = method ?? builtin;
  if (method !== null && builtin !== 'Number') return null;
  if (name === 'Boolean') {
    const holds = interpreter.holds(value);
    return holds === null ? null : boolean(holds);
  }
  if (name === 'Number' && value.kind === 'number') return value;
  // What enters a conversion to a number becomes one: it keeps its name.
  if (value.kind === 'unknown' && /^(?:Number|parseInt|parseFloat)$/.test(name)) return value;
  const settled = interpreter.settledNumber(value);
  if (/^is(?:Integer|SafeInteger|Finite|NaN)$/.test(name))
    return settled === null ? null : boolean(test(name, settled));
  const text = asText(value);
  if (text === null) return null;
  switch (name) {
    case 'Number':
      return number(value.kind === 'undefined' ? Number.NaN : Number(value.kind === 'null' ? 0 : text));
    case 'parseInt':
      return number(Number.parseInt(text, second === undefined ? 10 : (interpreter.settledNumber(second) ?? 10)));
    case 'parseFloat':
      return number(Number.parseFloat(text));
    case 'String':
      return string(text);
    default:
      return null;
  }
}

function test(name: string, value: number): boolean {
  if (name === 'isNaN') return Number.isNaN(value);
  return name === 'isFinite' ? Number.isFinite(value) : Number.isInteger(value);
}
