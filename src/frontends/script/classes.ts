import { runOne } from './blocks.ts';
import { LIMITS } from './budget.ts';
import type { Call } from './calls.ts';
import { callFunction, makeFunction, nameOf } from './functions.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { propertyName } from './literals.ts';
import { nameModels } from './model-name.ts';
import { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import {
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  type Property,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Classes as values. */
export const CLASSES: Readonly<Record<string, ExpressionReader>> = {
  class: (interpreter, node, scope) => makeClass(interpreter, node, scope),
};

export function makeClass(interpreter: Interpreter, node: SyntaxNode, outer: Scope): ClassValue {
  const scope = new Scope(outer);
  const methods = new Map<string, FunctionValue>();
  const name = nameOf(interpreter, node);
  const parent = parentOf(interpreter, node, outer);
  const made: ClassValue = { kind: 'class', node, scope, name, parent, methods, properties: new Map() };
  if (parent?.kind === 'class') interpreter.heirs.set(parent, [...(interpreter.heirs.get(parent) ?? []), made]);
  if (parent !== null) scope.declare('super', parent);
  if (name !== null) scope.declare(name, made);
  const body = childIn(node, 'body');
  for (const member of body === null ? [] : meaningful(body)) {
    if (member.type === 'class_static_block') {
      const inner = new Scope(scope, true);
      inner.declare('this', made);
      runOne(interpreter, childIn(member, 'body'), inner);
      continue;
    }
    const key = memberKey(interpreter, member, scope);
    if (key === null) continue;
    if (member.type === 'method_definition') addMethod(interpreter, made, methods, member, key);
    else if (has(member, 'static') && member.type === 'public_field_definition') {
      const inner = new Scope(scope, true);
      inner.declare('this', made);
      made.properties.set(key, field(interpreter, member, inner));
    }
  }
  return made;
}

/** Getters and setters stand among the methods as `get name` and `set name`. */
function addMethod(
  interpreter: Interpreter,
  of: ClassValue,
  methods: Map<string, FunctionValue>,
  member: SyntaxNode,
  key: string,
): void {
  const isStatic = has(member, 'static');
  const accessor = has(member, 'get') ? 'get' : has(member, 'set') ? 'set' : null;
  const label = key === 'constructor' ? of.name : key;
  const method = makeFunction(interpreter, member, of.scope, label, isStatic ? of : null);
  if (!isStatic) {
    methods.set(accessor === null ? key : `${accessor} ${key}`, method);
    interpreter.owners.set(member, of);
  } else if (accessor === 'get') of.properties.set(key, { value: method, source: null, isGetter: true });
  else if (accessor === null) of.properties.set(key, { value: method, source: null });
}

/** Whether a member is written with a word like `static` or `get`. */
function has(member: SyntaxNode, word: string): boolean {
  return member.children.some((child) => child.type === word);
}

function parentOf(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value | null {
  const heritage = node.children.find((child) => child.type === 'class_heritage');
  if (heritage === undefined) return null;
  const clause = firstMeaningful(heritage);
  const value =
    clause === null ? null : (childIn(clause, 'value') ?? (clause.type === 'extends_clause' ? null : clause));
  return value === null ? null : interpreter.evaluate(value, scope);
}

function memberKey(interpreter: Interpreter, member: SyntaxNode, scope: Scope): string | null {
  const key = childIn(member, 'name');
  return key === null ? null : propertyName(interpreter, key, scope);
}

function field(interpreter: Interpreter, member: SyntaxNode, scope: Scope): Property {
  const value = childIn(member, 'value');
  return { value: value === null ? UNDEFINED : interpreter.evaluate(value, scope), source: null };
}

/**
 * An instance: fields of the class and those it extends, then the constructor.
 * @param parameters of the constructor; null where nothing in the file makes one.
 */
export function instantiate(
  interpreter: Interpreter,
  of: ClassValue,
  parameters: readonly Value[] | null,
  made: Call | null = null,
): ObjectValue {
  const unread = of.parent !== null && of.parent.kind !== 'class';
  const rest = unread
    ? ({
        kind: 'unknown',
        name: 'this',
        reason: `What \`${of.name ?? 'the class'}\` extends is not in this file.`,
      } as const)
    : null;
  const instance: ObjectValue = { kind: 'object', properties: new Map(), class: of, rest: null };
  if (made !== null) interpreter.constructions.set(instance, made);
  interpreter.whereabouts.remember(instance);
  if (!interpreter.instances.has(of)) interpreter.instances.set(of, instance);
  initialise(interpreter, of, instance, parameters);
  instance.rest = rest;
  return instance;
}

/** Fields and constructor of one class of the chain; a constructor of its own calls the parent's by `super()`. */
export function initialise(
  interpreter: Interpreter,
  of: ClassValue,
  instance: ObjectValue,
  parameters: readonly Value[] | null,
): void {
  const { whereabouts, budget } = interpreter;
  const leadsAway = whereabouts.isAtHome && !whereabouts.isHere(of.node);
  const run = () => whereabouts.in(of.node.document, () => initialiseThere(interpreter, of, instance, parameters));
  if (leadsAway) budget.inImport(LIMITS.importedCall, run);
  else run();
}

function initialiseThere(
  interpreter: Interpreter,
  of: ClassValue,
  instance: ObjectValue,
  parameters: readonly Value[] | null,
): void {
  const own = of.methods.get('constructor');
  const { parent } = of;
  if (own === undefined && parent?.kind === 'class') {
    interpreter.budget.nested(
      () => initialise(interpreter, parent, instance, parameters),
      () => undefined,
    );
  }
  const scope = new Scope(of.scope, true);
  scope.declare('this', instance);
  const body = childIn(of.node, 'body');
  for (const member of body === null ? [] : meaningful(body)) {
    if (member.type !== 'public_field_definition' || has(member, 'static')) continue;
    const key = memberKey(interpreter, member, scope);
    if (key === null || childIn(member, 'value') === null) continue;
    const { value, source } = field(interpreter, member, scope);
    nameModels(value, key);
    instance.properties.set(key, { value, source });
  }
  if (own !== undefined) callFunction(interpreter, own, parameters, instance);
}
