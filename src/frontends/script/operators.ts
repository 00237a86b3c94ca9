import { ASSUMED_FEATURES } from '../../dialects/assumptions.ts';
import { combine } from '../../model/shape.ts';
import { LIMITS } from './budget.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import type { Scope } from './scopes.ts';
import { childIn, type SyntaxNode } from './syntax.ts';
import {
  asText,
  boolean,
  isNullish,
  number,
  type ObjectValue,
  object,
  string,
  truth,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Arithmetic, comparisons, logic and choices. */
export const OPERATORS: Readonly<Record<string, ExpressionReader>> = {
  binary_expression: binary,
  unary_expression: unary,
  ternary_expression: ternary,
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
  return combineValues(interpreter, operator, left, right) ?? interpreter.unreadable(node, 'cannot be computed');
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
  const holds = truth(left);
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
    const [a, b] = [comparable(interpreter, left), comparable(interpreter, right)];
    return a === null || b === null || typeof a !== typeof b ? null : boolean(comparison(a, b));
  }
  const equal = areEqual(interpreter, left, right);
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
  if (operator === '!') {
    const holds = truth(value);
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

/** A choice whose test cannot be told is known only where both ways agree. */
function ternary(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const condition = childIn(node, 'condition');
  const test = condition === null ? '?' : interpreter.source(condition);
  const way = interpreter.choices.wayAt(test);
  const holds = truth(interpreter.evaluate(condition, scope)) ?? (way === null ? null : way === 0);
  if (holds !== null) return interpreter.evaluate(childIn(node, holds ? 'consequence' : 'alternative'), scope);
  const consequence = interpreter.evaluate(childIn(node, 'consequence'), scope);
  const alternative = interpreter.evaluate(childIn(node, 'alternative'), scope);
  if (areEqual(interpreter, consequence, alternative) === true) return consequence;
  if (isMade(consequence) && isMade(alternative)) interpreter.choices.passBy(test, 1);
  return (
    either(consequence, alternative) ??
    eitherObject(interpreter, node, consequence, alternative) ??
    interpreter.unreadable(node, 'depends on what cannot be read')
  );
}

/** Of two plain objects (options, mostly) what both say alike is known; of the rest, which properties are open. */
function eitherObject(interpreter: Interpreter, node: SyntaxNode, one: Value, other: Value): ObjectValue | null {
  if (one.kind !== 'object' || other.kind !== 'object' || one.class !== null || other.class !== null) return null;
  const written = interpreter.source(node);
  const entries = [...new Set([...one.properties.keys(), ...other.properties.keys()])].map((key) => {
    const [a = UNDEFINED, b = UNDEFINED] = [one.properties.get(key)?.value, other.properties.get(key)?.value];
    const isAlike = a === b || areEqual(interpreter, a, b) === true;
    const reason = `\`${key}\` depends on a test that cannot be told (line ${interpreter.line(node)}).`;
    return [key, isAlike ? a : interpreter.unknown(`(${written}).${key}`, reason)] as const;
  });
  return object(entries, one.rest ?? other.rest);
}

/** Where one of two ways makes a layer or model, that is read; where both do, the other one in another reading. */
function either(consequence: Value, alternative: Value): Value | null {
  if (isMade(consequence)) return consequence;
  return isMade(alternative) ? alternative : null;
}

function isMade(value: Value): boolean {
  return value.kind === 'layer' || value.kind === 'tensor' || value.kind === 'model';
}
