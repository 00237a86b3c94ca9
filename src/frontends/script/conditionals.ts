import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { areEqual, operatorOf } from './operators.ts';
import type { Scope } from './scopes.ts';
import { openTest } from './suppositions.ts';
import { childIn, firstMeaningful, type SyntaxNode } from './syntax.ts';
import { isNullish, type ObjectValue, object, UNDEFINED, type Value } from './values.ts';

/** Choices between two values. */
export const CONDITIONALS: Readonly<Record<string, ExpressionReader>> = { ternary_expression: ternary };

/** A choice whose test cannot be told is known only where both ways agree. */
function ternary(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const condition = childIn(node, 'condition');
  const value = interpreter.evaluateTest(condition, scope);
  const written = condition === null ? '?' : interpreter.source(condition);
  const test = openTest(value.kind === 'unknown' ? value.name : written);
  const way = interpreter.choices.wayAt(test.key);
  const taken = way === null ? givenOrAbsent(interpreter, condition, scope) : (way === 0) !== test.negated;
  const holds = interpreter.holds(value) ?? taken;
  if (holds !== null) return interpreter.evaluate(childIn(node, holds ? 'consequence' : 'alternative'), scope);
  const consequence = interpreter.evaluate(childIn(node, 'consequence'), scope);
  const alternative = interpreter.evaluate(childIn(node, 'alternative'), scope);
  if (areEqual(interpreter, consequence, alternative) === true) return consequence;
  if (isMade(consequence) && isMade(alternative)) interpreter.choices.passBy(test.key, test.negated ? 0 : 1);
  return (
    either(consequence, alternative) ??
    eitherObject(interpreter, node, consequence, alternative) ??
    interpreter.unreadable(node, 'depends on what cannot be read')
  );
}

/**
 * `seed === undefined ? {} : {...}` asks whether the caller gave something: what may be left out is taken to be, what
 * has to be given is. Null for other tests.
 */
function givenOrAbsent(interpreter: Interpreter, condition: SyntaxNode | null, scope: Scope): boolean | null {
  const inner = condition?.type === 'parenthesized_expression' ? firstMeaningful(condition) : condition;
  if (inner?.type !== 'binary_expression') return null;
  const operator = operatorOf(interpreter, inner);
  if (!/^[!=]={1,2}$/.test(operator)) return null;
  const sides = [
    interpreter.evaluate(childIn(inner, 'left'), scope),
    interpreter.evaluate(childIn(inner, 'right'), scope),
  ];
  const asked = sides.find((side) => side.kind === 'unknown');
  if (asked?.kind !== 'unknown' || !sides.some(isNullish)) return null;
  return (asked.optional === true) === operator.startsWith('=');
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
