import { constant, type Expression, X } from '../../model/expression.ts';
import { arithmetic, bounded, mathFunction, tensorOperation } from './elementwise.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import type { FunctionValue, Value } from './values.ts';

/** Names within the function, over those of the scope that it closes over. */
interface Names {
  readonly own: ReadonlyMap<string, Expression>;
  readonly scope: Scope;
  /** Functions of the file that are called from within; one that calls itself is not read. */
  readonly depth: number;
}

const MOST_CALLS = 4;

/**
 * A function of one number or tensor that is made of arithmetic, `Math.*` and elementwise operations of `tf.*`, as an
 * expression; null for any other. It is not run: `x => tf.mul(x, tf.sigmoid(x))`, `x => x.mul(x.sigmoid())`,
 * `x => Math.max(0.1 * x, x)`.
 */
export function readScalarFunction(callee: FunctionValue): Expression | null {
  return applied(callee, X, 0);
}

function applied({ node, scope }: FunctionValue, argument: Expression, depth: number): Expression | null {
  const parameter = parameterOf(node);
  const body = childIn(node, 'body');
  if (parameter === null || body === null || depth > MOST_CALLS) return null;
  const own = new Map([[textOf(parameter), argument]]);
  return bodyOf(body, { own, scope, depth });
}

/** The one parameter; null where there are more, or others than a name. */
function parameterOf(node: SyntaxNode): SyntaxNode | null {
  const single = childIn(node, 'parameter');
  if (single !== null) return single;
  const parameters = childIn(node, 'parameters');
  const [only, ...others] = parameters === null ? [] : meaningful(parameters);
  if (only === undefined || others.length > 0) return null;
  const pattern = childIn(only, 'pattern') ?? only;
  return pattern.type === 'identifier' ? pattern : null;
}

function bodyOf(body: SyntaxNode, names: Names): Expression | null {
  return body.type === 'statement_block' ? statements(meaningful(body), names) : expression(body, names);
}

/** Constants, then what is returned; `if (test) return a; return b` is a choice. */
function statements(nodes: readonly SyntaxNode[], names: Names): Expression | null {
  const [first, ...rest] = nodes;
  if (first === undefined) return null;
  switch (first.type) {
    case 'return_statement':
      return expression(firstMeaningful(first), names);
    case 'lexical_declaration': {
      const own = new Map(names.own);
      for (const declarator of meaningful(first)) {
        const [name, value] = [childIn(declarator, 'name'), childIn(declarator, 'value')];
        const read = expression(value, { ...names, own });
        if (name?.type !== 'identifier' || read === null) return null;
        own.set(textOf(name), read);
      }
      return statements(rest, { ...names, own });
    }
    case 'if_statement': {
      const then = childIn(first, 'consequence');
      const otherwise = childIn(first, 'alternative');
      const elseBody = otherwise === null ? null : firstMeaningful(otherwise);
      return choice(
        childIn(first, 'condition'),
        then === null ? null : block(then, names),
        elseBody === null ? statements(rest, names) : block(elseBody, names),
        names,
      );
    }
    default:
      return null;
  }
}

function block(node: SyntaxNode, names: Names): Expression | null {
  return node.type === 'statement_block' ? statements(meaningful(node), names) : statements([node], names);
}

function expression(node: SyntaxNode | null, names: Names): Expression | null {
  if (node === null) return null;
  switch (node.type) {
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return expression(firstMeaningful(node), names);
    case 'number':
      return finite(Number(textOf(node).replaceAll('_', '')));
    case 'identifier':
      return names.own.get(textOf(node)) ?? numberOf(names.scope.lookup(textOf(node)));
    case 'member_expression':
      return mathConstant(node, names);
    case 'unary_expression': {
      const operand = expression(childIn(node, 'argument'), names);
      const operator = childIn(node, 'operator');
      const sign = operator === null ? '' : textOf(operator);
      if (operand === null || (sign !== '-' && sign !== '+')) return null;
      return sign === '-' ? bounded({ op: 'negate', of: operand }) : operand;
    }
    case 'binary_expression': {
      const [left, right] = [expression(childIn(node, 'left'), names), expression(childIn(node, 'right'), names)];
      const operator = childIn(node, 'operator');
      return left === null || right === null || operator === null ? null : arithmetic(textOf(operator), left, right);
    }
    case 'ternary_expression':
      return choice(
        childIn(node, 'condition'),
        expression(childIn(node, 'consequence'), names),
        expression(childIn(node, 'alternative'), names),
        names,
      );
    case 'call_expression':
      return call(node, names);
    default:
      return null;
  }
}

function choice(
  condition: SyntaxNode | null,
  then: Expression | null,
  otherwise: Expression | null,
  names: Names,
): Expression | null {
  const test = condition?.type === 'parenthesized_expression' ? firstMeaningful(condition) : condition;
  if (test?.type !== 'binary_expression' || then === null || otherwise === null) return null;
  const [left, right] = [expression(childIn(test, 'left'), names), expression(childIn(test, 'right'), names)];
  const operator = childIn(test, 'operator');
  if (left === null || right === null || operator === null) return null;
  // At a single point the two branches' order does not matter to any integral.
  switch (textOf(operator)) {
    case '>':
    case '>=':
      return bounded({ op: 'choose', left, right, above: then, below: otherwise });
    case '<':
    case '<=':
      return bounded({ op: 'choose', left: right, right: left, above: then, below: otherwise });
    default:
      return null;
  }
}

function call(node: SyntaxNode, names: Names): Expression | null {
  const callee = childIn(node, 'function');
  const written = childIn(node, 'arguments');
  if (callee === null || written === null) return null;
  const values = meaningful(written);
  if (callee.type === 'identifier') return callNamed(names.scope.lookup(textOf(callee)), textOf(callee), values, names);
  if (callee.type !== 'member_expression') return null;
  const [object, property] = [childIn(callee, 'object'), childIn(callee, 'property')];
  if (object === null || property === null) return null;
  const name = textOf(property);
  const owner = object.type === 'identifier' && !names.own.has(textOf(object)) ? boundTo(object, names) : undefined;
  if (owner?.kind === 'namespace') return callNamed(owner, name, values, names);
  if (owner?.kind === 'builtin' && owner.name === 'Math') {
    const operands = all(values, names);
    return operands === null ? null : mathFunction(name, operands);
  }
  const [self, operands] = [expression(object, names), all(values, names)];
  return self === null || operands === null ? null : tensorOperation(name, [self, ...operands]);
}

/** `tf.tidy(() => ...)`, `tf.scalar(2)`, an operation of the framework, or a function of the file. */
function callNamed(
  callee: Value | undefined,
  name: string,
  values: readonly SyntaxNode[],
  names: Names,
): Expression | null {
  const [first] = values;
  if (callee?.kind === 'namespace') {
    if (name === 'tidy') {
      const body = first?.type === 'arrow_function' ? childIn(first, 'body') : null;
      return body === null ? null : bodyOf(body, names);
    }
    if (name === 'scalar') return expression(first ?? null, names);
    const operands = all(values, names);
    return operands === null ? null : tensorOperation(name, operands);
  }
  const operand = values.length === 1 ? expression(first ?? null, names) : null;
  return callee?.kind === 'function' && operand !== null ? bounded(applied(callee, operand, names.depth + 1)) : null;
}

function all(nodes: readonly SyntaxNode[], names: Names): Expression[] | null {
  const read = nodes.flatMap((node) => expression(node, names) ?? []);
  return read.length === nodes.length ? read : null;
}

/** A name that the file binds, or a global object of the language. */
function boundTo(node: SyntaxNode, { scope }: Names): Value | undefined {
  const name = textOf(node);
  return scope.lookup(name) ?? (name === 'Math' ? { kind: 'builtin', name } : undefined);
}

const MATH_CONSTANTS: Readonly<Record<string, number>> = {
  PI: Math.PI,
  E: Math.E,
  SQRT2: Math.SQRT2,
  SQRT1_2: Math.SQRT1_2,
  LN2: Math.LN2,
  LN10: Math.LN10,
};

function mathConstant(node: SyntaxNode, names: Names): Expression | null {
  const [object, property] = [childIn(node, 'object'), childIn(node, 'property')];
  if (object?.type !== 'identifier' || property === null) return null;
  const owner = boundTo(object, names);
  if (owner?.kind === 'builtin' && owner.name === 'Math') return finite(MATH_CONSTANTS[textOf(property)]);
  return owner?.kind === 'object' ? numberOf(owner.properties.get(textOf(property))?.value) : null;
}

function numberOf(value: Value | undefined): Expression | null {
  return value?.kind === 'number' && typeof value.value === 'number' ? finite(value.value) : null;
}

function finite(value: number | undefined): Expression | null {
  return value === undefined || !Number.isFinite(value) ? null : constant(value);
}

function textOf({ document, start, end }: SyntaxNode): string {
  return document.text.slice(start, end);
}
