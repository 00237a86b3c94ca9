import { assign } from './assignments.ts';
import { LIMITS } from './budget.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { bindPattern } from './patterns.ts';
import { Scope } from './scopes.ts';
import { childIn, type SyntaxNode, spanOf } from './syntax.ts';
import { string, truth, type UnknownValue, type Value } from './values.ts';

/** Loops: unrolled where their course is known; one turn stands for all where it is not. */
export const LOOPS: Readonly<Record<string, StatementReader>> = {
  for_statement: forStatement,
  for_in_statement: forEach,
  while_statement: (interpreter, node, scope) =>
    repeat(
      interpreter,
      node,
      () => interpreter.evaluate(childIn(node, 'condition'), scope),
      turn(interpreter, node, scope),
    ),
  do_statement: (interpreter, node, scope) => {
    let first = true;
    const test = (): Value => {
      if (!first) return interpreter.evaluate(childIn(node, 'condition'), scope);
      first = false;
      return { kind: 'boolean', value: true };
    };
    return repeat(interpreter, node, test, turn(interpreter, node, scope));
  },
};

function turn(interpreter: Interpreter, node: SyntaxNode, scope: Scope): () => Completion {
  const body = childIn(node, 'body');
  return () => (body === null ? null : interpreter.execute(body, scope));
}

function forStatement(interpreter: Interpreter, node: SyntaxNode, outer: Scope): Completion {
  const scope = new Scope(outer);
  const initializer = childIn(node, 'initializer');
  if (initializer !== null) interpreter.execute(initializer, scope);
  const condition = childIn(node, 'condition');
  const increment = childIn(node, 'increment');
  const test = (): Value =>
    condition === null || condition.type === 'empty_statement'
      ? { kind: 'boolean', value: true }
      : interpreter.evaluate(condition, scope);
  const run = turn(interpreter, node, scope);
  return repeat(interpreter, node, test, () => {
    const completion = run();
    if (increment !== null) interpreter.evaluate(increment, scope);
    return completion;
  });
}

/** Turns a loop while its test holds; a test that cannot be told gives one turn, and what that makes says so. */
function repeat(interpreter: Interpreter, node: SyntaxNode, test: () => Value, run: () => Completion): Completion {
  const watch = new IdleWatch(interpreter);
  for (let turns = 0; ; turns++) {
    const condition = test();
    const holds = truth(condition);
    if (holds === false) return null;
    if (holds === null) return turns > 0 ? null : once(interpreter, node, condition, run);
    if (turns >= LIMITS.turns || watch.isIdle(turns)) {
      if (watch.madeLayers)
        interpreter.limits.add(`The loop on line ${interpreter.line(node)} is read up to ${turns} turns.`);
      return null;
    }
    const completion = leaves(run());
    if (completion !== 'again') return completion;
  }
}

function once(interpreter: Interpreter, node: SyntaxNode, condition: Value, run: () => Completion): Completion {
  const written = childIn(node, 'condition');
  const name = boundName(interpreter, written) ?? (condition.kind === 'unknown' ? condition.name : '?');
  const what = `How often the loop on line ${interpreter.line(node)} turns cannot be read; one turn is assumed.`;
  const completion = leaves(interpreter.assuming({ name, span: spanOf(written ?? node), what, assumed: 1 }, null, run));
  return completion === 'again' || completion?.kind !== 'return' ? null : completion;
}

/** The right side of `i < count`: what the user can set. Counting down to a number has its count elsewhere. */
function boundName(interpreter: Interpreter, condition: SyntaxNode | null): string | null {
  const bound = condition?.type === 'binary_expression' ? childIn(condition, 'right') : null;
  return bound === null || bound.type === 'number' ? null : interpreter.source(bound);
}

/** Whether a turn's completion ends the loop, and with what. */
function leaves(completion: Completion): Completion | 'again' {
  if (completion === null) return 'again';
  if (completion.kind === 'continue') return completion.label === null ? 'again' : completion;
  return completion.kind === 'break' && completion.label === null ? null : completion;
}

/** Notices loops that make no layers: they train or prepare data, and need not be followed to their end. */
class IdleWatch {
  private readonly interpreter: Interpreter;
  private readonly layers: number;
  private readonly steps: number;

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.layers = interpreter.layers.length;
    this.steps = interpreter.budget.steps;
  }

  get madeLayers(): boolean {
    return this.interpreter.layers.length > this.layers;
  }

  isIdle(turns: number): boolean {
    const long = turns >= LIMITS.idleTurns || this.interpreter.budget.steps - this.steps > LIMITS.idleSteps;
    return long && !this.madeLayers;
  }
}

/** `for (const x of list)` and `for (const key in object)`. */
function forEach(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const right = childIn(node, 'right');
  const value = interpreter.evaluate(right, scope);
  const operator = childIn(node, 'operator');
  const overKeys = operator !== null && interpreter.text.slice(operator.start, operator.end) === 'in';
  const { items, rest } = overKeys ? keysOf(value) : itemsOf(value);
  const watch = new IdleWatch(interpreter);
  for (const [index, item] of items.slice(0, LIMITS.turns).entries()) {
    if (watch.isIdle(index)) break;
    const completion = leaves(runTurn(interpreter, node, item, scope));
    if (completion !== 'again') return completion;
  }
  if (rest === null) return null;
  const { count, unknown } = interpreter.assumedItems(rest, right ?? node);
  for (let turns = 0; turns < count; turns++) {
    const run = () => runTurn(interpreter, node, interpreter.restItem(rest), scope);
    const completion = leaves(interpreter.assuming(unknown, null, run));
    if (completion === null || (completion !== 'again' && completion.kind !== 'return')) return null;
    if (completion !== 'again') return completion;
  }
  return null;
}

function itemsOf(value: Value): { items: readonly Value[]; rest: UnknownValue | null } {
  if (value.kind === 'list') return { items: value.items.map((item) => item.value), rest: value.rest };
  return { items: [], rest: value.kind === 'unknown' ? value : null };
}

function keysOf(value: Value): { items: readonly Value[]; rest: UnknownValue | null } {
  if (value.kind === 'object') return { items: [...value.properties.keys()].map(string), rest: value.rest };
  if (value.kind === 'list') return { items: value.items.map((_, index) => string(String(index))), rest: value.rest };
  return { items: [], rest: value.kind === 'unknown' ? value : null };
}

function runTurn(interpreter: Interpreter, node: SyntaxNode, item: Value, outer: Scope): Completion {
  const scope = new Scope(outer);
  const left = childIn(node, 'left');
  const kind = childIn(node, 'kind');
  if (left !== null && kind !== null) {
    bindPattern(interpreter, left, item, scope, (name, value) => scope.declare(name, value));
  } else assign(interpreter, left, item, scope);
  return turn(interpreter, node, scope)();
}
