import { ASSUMED_FEATURES } from '../../dialects/assumptions.ts';
import { combine } from '../../model/shape.ts';
import { LIMITS } from './budget.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { memberName } from './members.ts';
import { lineage } from './object-members.ts';
import type { Scope } from './scopes.ts';
import { childIn, type SyntaxNode } from './syntax.ts';
import { asText, boolean, isNullish, number, string, UNDEFINED, type Value } from './values.ts';

/** Arithmetic, comparisons, logic and choices. */
export const OPERATORS: Readonly<Record<string, ExpressionReader>> = {
  binary_expression: binary,
  unary_expression: unary,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
};

const COMPARISONS: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function binary(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const operator = operatorOf(interpreter, node);
  const left = interpreter.evaluate(childIn(node, 'left'), scope);
  if (operator === '&&' || operator === '||' || operator === '??') {
    return shortCircuit(interpreter, operator, left, childIn(node, 'right'), scope);
  }
  const right = interpreter.evaluate(childIn(node, 'right'), scope);
  if (operator === 'instanceof' || operator === 'in') {
    const holds = operator === 'in' ? hasProperty(left, right) : isInstance(left, right);
    return holds === null ? interpreter.unreadable(node, 'cannot be told') : boolean(holds);
  }
  return combineValues(interpreter, operator, left, right) ?? interpreter.unreadable(node, 'cannot be computed');
}

function hasProperty(key: Value, value: Value): boolean | null {
  const name = asText(key);
  if (value.kind !== 'object' || name === null) return null;
  return value.properties.has(name) || (value.rest === null && value.class === null ? false : null);
}

function isInstance(value: Value, of: Value): boolean | null {
  if (of.kind === 'builtin' && of.name === 'Array') return value.kind === 'unknown' ? null : value.kind === 'list';
  if (value.kind !== 'object' || of.kind !== 'class') return null;
  return value.class !== null && lineage(value.class).includes(of);
}

export function operatorOf(interpreter: Interpreter, node: SyntaxNode): string {
  const operator = childIn(node, 'operator');
  return operator === null ? '' : interpreter.text.slice(operator.start, operator.end);
}

/** `left || right` and its like; where the test cannot be told, an unknown left side gives way to a known default. */
export function shortCircuit(
  interpreter: Interpreter,
  operator: string,
  left: Value,
  right: SyntaxNode | null,
  scope: Scope,
): Value {
  if (operator === '??') {
    if (left.kind !== 'unknown') return isNullish(left) ? interpreter.evaluate(right, scope) : left;
    return defaultFor(left, interpreter.evaluate(right, scope));
  }
  const holds = interpreter.holds(left);
  if (holds !== null) return holds === (operator === '||') ? left : interpreter.evaluate(right, scope);
  if (operator === '||' && left.kind === 'unknown') return defaultFor(left, interpreter.evaluate(right, scope));
  return left;
}

/** A parameter that nobody gives is what its author's default says; only a default that is unknown too helps nothing. */
function defaultFor(left: Value, fallback: Value): Value {
  return fallback.kind === 'unknown' ? left : fallback;
}

/** The result of a binary operator, null if it cannot be told. */
export function combineValues(interpreter: Interpreter, operator: string, left: Value, right: Value): Value | null {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic !== undefined) {
    if (operator === '+' && (left.kind === 'string' || right.kind === 'string')) return concatenate(left, right);
    return compute(left, right, arithmetic);
  }
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) {
    // Nothing is less or more than what is not there.
    if (left.kind === 'undefined' || right.kind === 'undefined') {
      return left.kind === 'unknown' || right.kind === 'unknown' ? null : boolean(false);
    }
    const [a, b] = [comparable(interpreter, left), comparable(interpreter, right)];
    return a === null || b === null || typeof a !== typeof b ? null : boolean(comparison(a, b));
  }
  // `x == null` asks for both.
  const isLoose = /^[!=]=$/.test(operator) && isNullish(left) && isNullish(right);
  const equal = isLoose || areEqual(interpreter, left, right);
  if (equal === null) return null;
  if (operator === '===' || operator === '==') return boolean(equal);
  if (operator === '!==' || operator === '!=') return boolean(!equal);
  return null;
}

function concatenate(left: Value, right: Value): Value | null {
  const [a, b] = [asText(left), asText(right)];
  return a === null || b === null || a.length + b.length > LIMITS.text ? null : string(a + b);
}

/** Arithmetic goes on with an assumption where one side is unknown: what enters it is a number. */
function compute(left: Value, right: Value, operation: (a: number, b: number) => number): Value | null {
  if (left.kind === 'unknown' && right.kind === 'unknown') return null;
  const [a, b] = [asDimension(left), asDimension(right)];
  if (a === null || b === null) return null;
  return number(combine([a, b], ([x = Number.NaN, y = Number.NaN]) => operation(x, y)));
}

function asDimension(value: Value) {
  if (value.kind === 'number') return value.value;
  if (value.kind === 'unknown') return { name: value.name, assumed: ASSUMED_FEATURES };
  if (value.kind === 'boolean') return Number(value.value);
  return null;
}

function comparable(interpreter: Interpreter, value: Value): number | string | null {
  return value.kind === 'string' ? value.value : interpreter.settledNumber(value);
}

/** Strict equality, null if it cannot be told. Objects are compared by identity. */
export function areEqual(interpreter: Interpreter, left: Value, right: Value): boolean | null {
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  if (left.kind === 'number' && right.kind === 'number') {
    const [a, b] = [interpreter.settledNumber(left), interpreter.settledNumber(right)];
    return a === null || b === null ? null : a === b;
  }
  if (left.kind !== right.kind) return false;
  if ('value' in left && 'value' in right) return left.value === right.value;
  return isNullish(left) || left === right;
}

function unary(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const operator = operatorOf(interpreter, node);
  const value = interpreter.evaluate(childIn(node, 'argument'), scope);
  if (operator === 'delete') return deleteMember(interpreter, childIn(node, 'argument'), scope);
  if (operator === '!') {
    const holds = interpreter.holds(value);
    if (holds === null && value.kind === 'unknown') return interpreter.unknown(`!${value.name}`, value.reason);
    return holds === null ? interpreter.unreadable(node, 'cannot be told') : boolean(!holds);
  }
  if (operator === 'void') return UNDEFINED;
  if (operator === 'typeof') return typeOf(value) ?? interpreter.unreadable(node, 'cannot be told');
  if (value.kind === 'number') {
    const sign = operator === '-' ? -1 : 1;
    if (operator === '-' || operator === '+') return number(combine([value.value], ([x = Number.NaN]) => sign * x));
    if (operator === '~' && typeof value.value === 'number') return number(~value.value);
  }
  if (operator === '+' && value.kind === 'string') return number(Number(value.value));
  return interpreter.unreadable(node, 'cannot be computed');
}

function deleteMember(interpreter: Interpreter, target: SyntaxNode | null, scope: Scope): Value {
  if (target === null) return boolean(true);
  const object = interpreter.evaluate(childIn(target, 'object'), scope);
  const index = childIn(target, 'index');
  const key = index === null ? memberName(interpreter, target) : asText(interpreter.evaluate(index, scope));
  if (object.kind === 'object' && key !== null) object.properties.delete(key);
  return boolean(true);
}

function typeOf(value: Value): Value | null {
  switch (value.kind) {
    case 'unknown':
      return null;
    case 'undefined':
    case 'boolean':
    case 'string':
    case 'number':
    case 'function':
      return string(value.kind);
    case 'class':
      return string('function');
    default:
      return string('object');
  }
}
