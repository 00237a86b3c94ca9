import { LIMITS } from './budget.ts';
import { instantiate } from './classes.ts';
import { callFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { childIn, descendantsOf, meaningful, type SyntaxNode } from './syntax.ts';
import type { ClassValue, FunctionValue, Value } from './values.ts';

/**
 * Reads what nothing in the file calls (exported functions, methods, callbacks), each once, with default or unknown
 * parameters. Functions that others call come last: by then they have mostly been read with real values.
 */
export function readEntryPoints(interpreter: Interpreter, root: SyntaxNode): void {
  const called = calledNames(interpreter, root);
  const isRoot = ({ name }: FunctionValue) => name === null || !called.has(name);
  readUncalled(interpreter, isRoot);
  readUncalled(interpreter, () => true);
  readAgain(interpreter);
}

/** A layer factory's call, as its callee is written. */
const FACTORY = /\blayers\s*\.\s*[a-z]\w*$/;

/**
 * Reads functions of which calls with known values have left layers out (an arm of a switch) as if nobody called them.
 * Methods are not among them: they would do to their object once more what they have done.
 */
function readAgain(interpreter: Interpreter): void {
  const reached = new Set(interpreter.layers.map((layer) => layer.call));
  const known = interpreter.models.map((model) => ({ model, members: model.members.length }));
  interpreter.readAgainFrom = known.length;
  const seen = new Set<SyntaxNode>();
  for (const candidate of [...interpreter.functions]) {
    const { node } = candidate;
    const isMethod = node.type === 'method_definition' || interpreter.owners.has(node);
    if (seen.has(node) || isMethod || !interpreter.whereabouts.isHere(node)) continue;
    seen.add(node);
    if (!interpreter.entered.has(node) || !interpreter.making.mayMake(node)) continue;
    const left = descendantsOf(node, 'call_expression').some((call) => !reached.has(call) && isFactoryCall(call));
    if (!left) continue;
    const read = () => interpreter.enter(() => callFunction(interpreter, candidate, null, null));
    interpreter.budget.part(LIMITS.entryPoint, read);
    // What it has added to models that were there is there already.
    for (const { model, members } of known) model.members.splice(members);
  }
}

function isFactoryCall(call: SyntaxNode): boolean {
  const callee = childIn(call, 'function');
  return callee !== null && FACTORY.test(callee.document.text.slice(callee.start, callee.end));
}

/** Functions that reading makes on the way stand at the end of the list, and are come upon too. */
function readUncalled(interpreter: Interpreter, isMeant: (candidate: FunctionValue) => boolean): void {
  for (let at = 0; at < interpreter.functions.length; at++) {
    const candidate = interpreter.functions[at];
    if (candidate === undefined || interpreter.entered.has(candidate.node) || !isMeant(candidate)) continue;
    if (!interpreter.whereabouts.isHere(candidate.node) || !interpreter.making.isWorthReading(candidate.node)) continue;
    const receiver = receiverOf(interpreter, candidate);
    // Making the object has called its constructor, and what that calls.
    if (interpreter.entered.has(candidate.node)) continue;
    const read = () => interpreter.enter(() => callFunction(interpreter, candidate, null, receiver));
    // One that takes too long hides no other.
    if (interpreter.budget.part(LIMITS.entryPoint, read) === null) {
      const name = candidate.name ?? 'A function';
      interpreter.limits.add(`\`${name}\` takes too many steps to be read whole.`);
    }
  }
}

/** Methods need an instance: the one that the file makes, else one made for the purpose. */
function receiverOf(interpreter: Interpreter, method: FunctionValue): Value | null {
  const owner = interpreter.owners.get(method.node);
  if (owner === undefined) return method.receiver ?? interpreter.holders.get(method.node) ?? null;
  const heirs = heirsOf(interpreter, owner);
  // An abstract class's methods work on what the class that extends it sets.
  const made = [owner, ...heirs].find((candidate) => interpreter.instances.has(candidate)) ?? heirs[0] ?? owner;
  return interpreter.instances.get(made) ?? instantiate(interpreter, made, null);
}

/** Classes of the file that extend a class, and those that extend them. */
function heirsOf(interpreter: Interpreter, of: ClassValue): ClassValue[] {
  const found = [...(interpreter.heirs.get(of) ?? [])];
  for (let at = 0; at < found.length; at++) {
    const heir = found[at];
    const next = heir === undefined ? [] : (interpreter.heirs.get(heir) ?? []);
    found.push(...next.filter((candidate) => !found.includes(candidate)));
  }
  return found;
}

/** Names that stand where a call's function stands, or are handed to a call. */
function calledNames(interpreter: Interpreter, root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: SyntaxNode | null) => {
    if (node !== null) names.add(interpreter.text.slice(node.start, node.end));
  };
  for (const node of descendantsOf(root, 'new_expression')) add(childIn(node, 'constructor'));
  for (const node of descendantsOf(root, 'call_expression')) {
    const callee = childIn(node, 'function');
    add(callee?.type === 'member_expression' ? childIn(callee, 'property') : callee);
    const args = childIn(node, 'arguments');
    for (const argument of args === null ? [] : meaningful(args)) if (argument.type === 'identifier') add(argument);
  }
  return names;
}
