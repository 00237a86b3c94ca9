import { instantiate } from './classes.ts';
import { callFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { childIn, descendants, meaningful, type SyntaxNode } from './syntax.ts';
import type { FunctionValue, Value } from './values.ts';

/**
 * Reads what nothing in the file calls (exported functions, methods, callbacks), each once, with default or unknown
 * parameters. Functions that others call come last: by then they have mostly been read with real values.
 */
export function readEntryPoints(interpreter: Interpreter, root: SyntaxNode): void {
  const called = calledNames(interpreter, root);
  for (const roots of [true, false]) {
    let next = nextFunction(interpreter, called, roots);
    while (next !== null) {
      callFunction(interpreter, next, null, receiverOf(interpreter, next));
      next = nextFunction(interpreter, called, roots);
    }
  }
}

/** The first function that was not read yet; with `roots` only those whose name nothing in the file calls. */
function nextFunction(interpreter: Interpreter, called: ReadonlySet<string>, roots: boolean): FunctionValue | null {
  const waits = (candidate: FunctionValue) =>
    !interpreter.entered.has(candidate.node) && !(roots && candidate.name !== null && called.has(candidate.name));
  return interpreter.functions.find(waits) ?? null;
}

/** Methods need an instance: the one that the file makes, else one made for the purpose. */
function receiverOf(interpreter: Interpreter, method: FunctionValue): Value | null {
  const owner = interpreter.classes.find((candidate) => [...candidate.methods.values()].includes(method));
  if (owner === undefined) return method.receiver;
  return interpreter.instances.get(owner) ?? instantiate(interpreter, owner, null);
}

/** Names that stand where a call's function stands, or are handed to a call. */
function calledNames(interpreter: Interpreter, root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: SyntaxNode | null) => {
    if (node !== null) names.add(interpreter.text.slice(node.start, node.end));
  };
  for (const node of descendants(root)) {
    if (node.type === 'new_expression') add(childIn(node, 'constructor'));
    if (node.type !== 'call_expression') continue;
    const callee = childIn(node, 'function');
    add(callee?.type === 'member_expression' ? childIn(callee, 'property') : callee);
    const args = childIn(node, 'arguments');
    for (const argument of args === null ? [] : meaningful(args)) if (argument.type === 'identifier') add(argument);
  }
  return names;
}
