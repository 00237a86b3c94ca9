import { LIMITS } from './budget.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { areEqual } from './operators.ts';
import { bindPattern, orDefault } from './patterns.ts';
import { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import { type FunctionValue, isNullish, list, UNDEFINED, type Value } from './values.ts';

/** Functions as values. */
export const FUNCTIONS: Readonly<Record<string, ExpressionReader>> = {
  arrow_function: (interpreter, node, scope) => makeFunction(interpreter, node, scope, null),
  function_expression: (interpreter, node, scope) => makeFunction(interpreter, node, scope, nameOf(interpreter, node)),
  generator_function: (interpreter, node, scope) => makeFunction(interpreter, node, scope, nameOf(interpreter, node)),
  method_definition: (interpreter, node, scope) => makeFunction(interpreter, node, scope, nameOf(interpreter, node)),
};

/** A closure over the scope; it is remembered, so that it is read once even if nobody calls it. */
export function makeFunction(
  interpreter: Interpreter,
  node: SyntaxNode,
  scope: Scope,
  name: string | null,
  receiver: Value | null = null,
): FunctionValue {
  const made: FunctionValue = {
    kind: 'function',
    node,
    scope,
    name: name ?? assignedName(interpreter, node),
    receiver,
  };
  interpreter.functions.push(made);
  return made;
}

export function nameOf(interpreter: Interpreter, node: SyntaxNode): string | null {
  const name = childIn(node, 'name');
  return name === null ? null : interpreter.text.slice(name.start, name.end);
}

/** An arrow or anonymous function is known by what it is put into. */
function assignedName(interpreter: Interpreter, node: SyntaxNode): string | null {
  const parent = node.parent;
  if (parent?.type === 'variable_declarator' || parent?.type === 'public_field_definition')
    return nameOf(interpreter, parent);
  const target = parent?.type === 'pair' ? childIn(parent, 'key') : parent === null ? null : childIn(parent, 'left');
  const named = target?.type === 'member_expression' ? childIn(target, 'property') : target;
  return named === null || named === undefined || node.field === 'left'
    ? null
    : interpreter.text.slice(named.start, named.end);
}

/**
 * What a call of a function of the file gives.
 * @param parameters values by position; null calls it as an entry point: parameters are their defaults or unknown.
 */
export function callFunction(
  interpreter: Interpreter,
  callee: FunctionValue,
  parameters: readonly Value[] | null,
  receiver: Value | null = callee.receiver,
): Value {
  const label = callee.name ?? 'a function';
  if (interpreter.calls.length >= LIMITS.calls) {
    return interpreter.unknown(`${label}()`, `\`${label}\` calls itself too deeply to be read.`);
  }
  // What a generator yields is asked for from outside; its body is read once, as if nothing called it.
  if (parameters !== null && callee.node.children.some((child) => child.type === '*')) {
    return interpreter.unknown(`${label}()`, `What the generator \`${label}\` yields is not read.`);
  }
  interpreter.entered.add(callee.node);
  if (interpreter.isIdle(callee.node)) {
    return interpreter.unknown(`${label}()`, `\`${label}\` is called too often to be read each time.`);
  }
  interpreter.calls.push({ callee, receiver });
  try {
    const scope = new Scope(callee.scope, callee.node.type !== 'arrow_function');
    if (callee.node.type !== 'arrow_function') {
      scope.declare('this', receiver ?? UNDEFINED);
      if (parameters !== null) scope.declare('arguments', list(parameters));
    }
    const { whereabouts, budget } = interpreter;
    const leadsAway = whereabouts.isAtHome && !whereabouts.isHere(callee.node);
    const run = () =>
      whereabouts.in(callee.node.document, () => {
        bindParameters(interpreter, callee, parameters, scope);
        return runBody(interpreter, callee.node, scope);
      });
    if (!leadsAway) return run();
    return (
      budget.inImport(LIMITS.importedCall, run) ??
      interpreter.unknown(`${label}()`, `\`${label}\` of another file takes too many steps to be read.`)
    );
  } finally {
    interpreter.calls.pop();
  }
}

function runBody(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const body = childIn(node, 'body');
  if (body === null) return UNDEFINED;
  if (body.type !== 'statement_block') return interpreter.evaluate(body, scope);
  const { result, others } = interpreter.returning(() => {
    const completion = interpreter.execute(body, scope);
    return completion?.kind === 'return' ? completion.value : UNDEFINED;
  });
  return others.length === 0 ? result : eitherResult(interpreter, node, result, others);
}

/**
 * What a function gives that may also have returned before, at tests that cannot be told. What is made of layers goes
 * before what is not; what differs otherwise is unknown.
 */
function eitherResult(interpreter: Interpreter, node: SyntaxNode, last: Value, others: readonly Value[]): Value {
  const isPlain = ({ kind }: Value) => /^(?:undefined|null|boolean|string|number|unknown)$/.test(kind);
  if (!isPlain(last)) return last;
  const made = others.find((other) => !isPlain(other));
  if (made !== undefined) return made;
  // A guard that gives nothing says that there is nothing to give.
  const differs = others.some((other) => !isNullish(other) && areEqual(interpreter, other, last) !== true);
  if (!differs) return last;
  const name = `${nameOf(interpreter, node) ?? 'function'}()`;
  return interpreter.unknown(name, `What \`${name}\` gives depends on a test that cannot be told.`);
}

function bindParameters(
  interpreter: Interpreter,
  callee: FunctionValue,
  values: readonly Value[] | null,
  scope: Scope,
): void {
  const single = childIn(callee.node, 'parameter');
  const parameters = childIn(callee.node, 'parameters');
  const nodes = single !== null ? [single] : parameters === null ? [] : meaningful(parameters);
  for (const [index, node] of nodes.entries()) {
    const pattern = childIn(node, 'pattern') ?? (node.type === 'identifier' ? node : null);
    if (pattern === null || pattern.type === 'this') continue;
    const bind = (name: string, value: Value) => scope.declare(name, value);
    if (pattern.type === 'rest_pattern') {
      const target = firstMeaningful(pattern);
      const rest = values === null ? parameter(interpreter, callee, pattern) : list(values.slice(index));
      if (target !== null) bindPattern(interpreter, target, rest, scope, bind);
      continue;
    }
    const missing = () => parameter(interpreter, callee, pattern, node.type === 'optional_parameter');
    const given = values === null ? missing() : (values[index] ?? UNDEFINED);
    const usual = orDefault(interpreter, given, childIn(node, 'value'), scope);
    const value = values === null ? openObject(usual, given) : usual;
    // `constructor(private units = 64)` sets the field too, and so does `readonly` alone.
    const isField = node.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly');
    const self = isField ? scope.lookup('this') : undefined;
    bindPattern(interpreter, pattern, value, scope, (name, bound) => {
      scope.declare(name, bound);
      if (self?.kind === 'object') self.properties.set(name, { value: bound, source: null });
    });
  }
}

/** A default object is what the author takes for usual; the caller may give more than stands in it. */
function openObject(usual: Value, given: Value): Value {
  if (usual.kind !== 'object' || usual.class !== null || given.kind !== 'unknown') return usual;
  return { ...usual, properties: new Map(usual.properties), rest: { ...given, optional: true } };
}

/** What a parameter is when nothing in the file calls the function. */
function parameter(interpreter: Interpreter, callee: FunctionValue, pattern: SyntaxNode, optional = false): Value {
  const name = pattern.type === 'identifier' ? interpreter.source(pattern) : 'options';
  const where = callee.name === null ? 'a function' : `\`${callee.name}\``;
  const value = interpreter.unknown(
    name,
    `\`${name}\` is a parameter of ${where}, which this file does not call with a value.`,
  );
  return value.kind === 'unknown' && optional ? { ...value, optional } : value;
}
