import type { Unknown } from '../../model/graph.ts';
import { assumedNumber } from '../assume.ts';
import { type Budget, LIMITS } from './budget.ts';
import { changedProperties } from './changing-state.ts';
import type { Choices } from './choices.ts';
import type { Circumstances, LayerValue, Nest, Place, TensorValue } from './framework-values.ts';
import { firstOutput } from './layer-outputs.ts';
import { Making } from './making.ts';
import type { ModuleFiles } from './module-files.ts';
import { Modules } from './modules.ts';
import { Records } from './records.ts';
import type { Scope } from './scopes.ts';
import { openTest, Suppositions } from './suppositions.ts';
import { type SyntaxNode, spanOf } from './syntax.ts';
import type { FunctionValue, ObjectValue, UnknownValue, Value } from './values.ts';
import { number, object, truth } from './values.ts';
import { Whereabouts } from './whereabouts.ts';

/** How a statement ended: null if it ran through. */
export type Completion =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null }
  | { readonly kind: 'throw' }
  | null;

export type ExpressionReader = (interpreter: Interpreter, node: SyntaxNode, scope: Scope) => Value;
export type StatementReader = (interpreter: Interpreter, node: SyntaxNode, scope: Scope) => Completion;

/** Readers by the grammar's name of the node; what has none is unknown, and says so. */
export interface Grammar {
  readonly expressions: Readonly<Record<string, ExpressionReader>>;
  readonly statements: Readonly<Record<string, StatementReader>>;
}

/** Turns of a loop whose end cannot be read: a first, a last and one between them show what it builds. */
const ASSUMED_TURNS = 3;

/** What can lead into another file. */
const LEADING = new Set(['call_expression', 'new_expression']);

/** Characters that are looked at of what a message names: it shows fewer, white space apart. */
const LONGEST_NAME = 400;

/**
 * The state of one evaluation: what the file has made so far, and what was assumed on the way to where it stands.
 * Never runs the user's code: every construct is read by a reader of `Grammar` that knows what it means.
 */
export class Interpreter extends Records {
  readonly making: Making;
  /** Properties that functions of the file change. */
  readonly changed: ReadonlySet<string>;
  /** Sentences about what was cut short. */
  readonly limits = new Set<string>();
  /** The sentence about the budget that ended it before its end; null where none did. */
  endedBy: string | null = null;
  /** Where the evaluation stands: in the document or in a file that it imports. */
  readonly whereabouts: Whereabouts;
  readonly budget: Budget;
  readonly suppositions = new Suppositions();
  /** Ways to take where a test cannot be told. */
  readonly choices: Choices;
  /** The files that the document imports. */
  readonly modules: Modules;
  private readonly grammar: Grammar;
  private readonly assume: Readonly<Record<string, number>>;
  private circumstances: Circumstances = { unknowns: [], gaps: [] };
  private readonly idle = new Map<SyntaxNode, { readonly calls: number; readonly layers: number }>();
  private readonly members = new Map<SyntaxNode, ObjectValue>();
  private readonly entries = new Map<Value, TensorValue>();
  private otherResults: Value[] = [];
  private isTesting = false;
  /** Properties that were set since the evaluation entered the file from outside; null at its top level. */
  private settled: Set<string> | null = null;
  private nests: readonly Nest[] = [];
  private objects = 0;

  constructor(
    root: SyntaxNode,
    budget: Budget,
    grammar: Grammar,
    assume: Readonly<Record<string, number>>,
    choices: Choices,
    files: ModuleFiles,
  ) {
    super();
    this.whereabouts = new Whereabouts(root);
    this.making = Making.of(root);
    this.changed = changedProperties(root.document.text, root);
    this.budget = budget;
    this.grammar = grammar;
    this.assume = assume;
    this.choices = choices;
    this.modules = new Modules(files);
  }

  evaluate(node: SyntaxNode | null, scope: Scope): Value {
    if (node === null) return this.unknown('?', 'The code is incomplete here.');
    if (node.document !== this.whereabouts.current) {
      return this.whereabouts.in(node.document, () => this.evaluate(node, scope));
    }
    this.budget.step();
    const read = this.grammar.expressions[node.type];
    if (read === undefined) return this.unreadable(node, 'is not read by Init Lens');
    if (LEADING.has(node.type)) return this.whereabouts.from(node, () => this.deeper(read, node, scope));
    return this.deeper(read, node, scope);
  }

  /** Without a closure for each node: this is where most of the time of an evaluation goes. */
  private deeper(read: ExpressionReader, node: SyntaxNode, scope: Scope): Value {
    if (!this.budget.enter()) return this.unreadable(node, 'is nested too deeply');
    try {
      return read(this, node, scope);
    } finally {
      this.budget.leave();
    }
  }

  execute(node: SyntaxNode, scope: Scope): Completion {
    if (node.document !== this.whereabouts.current) {
      return this.whereabouts.in(node.document, () => this.execute(node, scope));
    }
    this.budget.step();
    const read = this.grammar.statements[node.type];
    if (!this.budget.enter()) {
      const cut = `Code on line ${this.line(node)} is nested too deeply to be read: it is left out.`;
      this.limits.add(cut);
      this.endedBy ??= cut;
      return null;
    }
    try {
      if (read !== undefined) return read(this, node, scope);
      if (this.grammar.expressions[node.type] !== undefined) this.evaluate(node, scope);
      return null;
    } finally {
      this.budget.leave();
    }
  }

  /** An unknown value, the number that the user assumes under its name, or what it is compared with around here. */
  unknown(name: string, reason: string): Value {
    const assumed = assumedNumber(this.assume, name);
    if (assumed !== undefined) return number({ name, assumed });
    return this.suppositions.valueOf(name) ?? { kind: 'unknown', name, reason };
  }

  /** Whether a test on the value holds, as the file or what is supposed around it tells; null if it cannot be told. */
  holds(value: Value): boolean | null {
    // A model that is to be loaded may not be there.
    if (value.kind === 'model' && value.loaded !== null) return null;
    if (value.kind === 'unknown') return this.suppositions.answer(openTest(value.name));
    const settled = this.settledNumber(value);
    return settled === null ? truth(value) : settled !== 0 && !Number.isNaN(settled);
  }

  unreadable(node: SyntaxNode, why: string): Value {
    const written = this.source(node);
    return this.unknown(written, `\`${written}\` (line ${this.line(node)}) ${why.replace(/\.$/, '')}.`);
  }

  /** The number to decide a test by: one that the file fixes or the user assumes; null for anything else. */
  settledNumber(value: Value): number | null {
    if (value.kind !== 'number') return null;
    if (typeof value.value === 'number') return value.value;
    return assumedNumber(this.assume, value.value.name) !== undefined ? value.value.assumed : null;
  }

  /** An item of a list beyond those that can be read. */
  restItem(rest: UnknownValue, index: number): Value {
    return rest.itemAt?.(index) ?? this.unknown(`${rest.name}[i]`, rest.reason);
  }

  /** How many items a list is assumed to have beyond the known ones, and the words for it. */
  assumedItems(rest: UnknownValue, node: SyntaxNode): { count: number; unknown: Unknown } {
    const name = rest.length ?? `${rest.name}.length`;
    const count = this.assumedTurns(name);
    const what = `How many items \`${rest.name}\` (line ${this.line(node)}) has cannot be read; ${count} is assumed.`;
    return { count, unknown: { name, span: spanOf(this.whereabouts.shown(node)), what, assumed: count } };
  }

  /** Evaluates a test: what the program may have changed by then is open in it. */
  evaluateTest(node: SyntaxNode | null, scope: Scope): Value {
    const before = this.isTesting;
    this.isTesting = true;
    try {
      return this.evaluate(node, scope);
    } finally {
      this.isTesting = before;
    }
  }

  /** Runs what something outside of the file calls: state has been changed before by what else is called so. */
  enter<T>(run: () => T): T {
    const before = this.settled;
    this.settled = new Set();
    try {
      return run();
    } finally {
      this.settled = before;
    }
  }

  /** Runs a function's body, with what it may also have given at tests that cannot be told. */
  returning(run: () => Value): { readonly result: Value; readonly others: readonly Value[] } {
    const before = this.otherResults;
    const others: Value[] = [];
    this.otherResults = others;
    try {
      return { result: run(), others };
    } finally {
      this.otherResults = before;
    }
  }

  mayReturn(value: Value): void {
    this.otherResults.push(value);
  }

  /** Whether a property is tested whose value depends on what was called before. */
  isOpen(property: string): boolean {
    return this.isTesting && this.settled !== null && this.changed.has(property) && !this.settled.has(property);
  }

  /** Notes that a property has its value from the code that is being read. */
  settle(property: string): void {
    this.settled?.add(property);
  }

  /** Whether a value is tested that the program changes later. */
  isOpenValue(value: Value): boolean {
    return this.isTesting && this.settled !== null && this.changeable.has(value);
  }

  /** Whether the user has set a number under the name. */
  isAssumed(name: string | null): boolean {
    return name !== null && assumedNumber(this.assume, name) !== undefined;
  }

  /** How often a loop turns whose end is known by this name only. */
  assumedTurns(name: string): number {
    return Math.min(Math.max(0, Math.floor(assumedNumber(this.assume, name) ?? ASSUMED_TURNS)), LIMITS.turns);
  }

  /** The node's text on one line, shortened for messages and names. */
  source(node: SyntaxNode): string {
    const written = node.document.text
      .slice(node.start, Math.min(node.end, node.start + LONGEST_NAME))
      .replace(/\s+/g, ' ');
    return written.length > 60 ? `${written.slice(0, 57)}...` : written;
  }

  /** The node's line for messages, with the file if that is another one than the document. */
  line(node: SyntaxNode): string {
    return this.whereabouts.lineOf(node);
  }

  /** The text that the evaluation stands in. */
  get text(): string {
    return this.whereabouts.current.text;
  }

  /** Whether a function is called again and again without making layers: it computes data, or calls itself for ever. */
  isIdle(node: SyntaxNode): boolean {
    const before = this.idle.get(node);
    const calls = before?.layers === this.layers.length ? before.calls + 1 : 1;
    this.idle.set(node, { calls, layers: this.layers.length });
    return calls > LIMITS.idleCalls;
  }

  /** What is put on a function, its prototype among it. */
  functionMembers({ node }: FunctionValue): ObjectValue {
    const before = this.members.get(node);
    if (before !== undefined) return before;
    const made = object([]);
    this.members.set(node, made);
    return made;
  }

  nextObject(): number {
    return this.objects++;
  }

  /** Everything made while `run` lasts carries what was assumed to get there. */
  assuming<T>(unknown: Unknown | null, gap: string | null, run: () => T): T {
    const before = this.circumstances;
    this.circumstances = {
      unknowns: unknown === null ? before.unknowns : [...before.unknowns, unknown],
      gaps: gap === null ? before.gaps : [...before.gaps, gap],
    };
    try {
      return run();
    } finally {
      this.circumstances = before;
    }
  }

  /** Evaluates an imported file: the models and layers that it makes by itself are not the document's. */
  importing(node: SyntaxNode, run: () => void): void {
    const made = [this.layers, this.models, this.tensors].map((list) => ({ list, before: list.length }));
    const before = this.circumstances;
    this.circumstances = { unknowns: [], gaps: [] };
    try {
      this.whereabouts.from(node, run);
    } finally {
      this.circumstances = before;
      for (const { list, before: length } of made) list.length = length;
    }
  }

  current(): Circumstances {
    return this.circumstances;
  }

  /** The innermost named function being evaluated, and the class whose method it is. */
  place(): Place {
    const calls = [...this.calls].reverse();
    const named = calls.find(({ callee }) => callee.name !== null);
    const owners = calls.map(({ receiver }) => (receiver?.kind === 'object' ? receiver.class : null));
    return {
      function: named?.callee.name ?? null,
      class: owners.find((owner) => owner !== null)?.name ?? null,
    };
  }

  /** @param within nested models that the application stands in, below those that are being applied. */
  apply(layer: LayerValue | null, inputs: readonly TensorValue[], within: readonly Nest[] = []): TensorValue {
    this.budget.step();
    const tensor: TensorValue = {
      kind: 'tensor',
      layer,
      inputs: inputs.map(firstOutput),
      inputTensors: inputs.map(({ output }) => output),
      output: 0,
      first: null,
      object: this.nextObject(),
      within: [...this.nests, ...within],
      madeIn: this.place(),
      gap: null,
    };
    if (layer !== null && !this.uses.has(layer)) this.uses.set(layer, tensor);
    return tensor;
  }

  /** Everything applied while `run` lasts stands in a nested model. */
  inside<T>(nest: Nest, run: () => T): T {
    const before = this.nests;
    this.nests = [...before, nest];
    try {
      return run();
    } finally {
      this.nests = before;
    }
  }

  /** The tensor that a value which cannot be read stands for: the same one wherever the value is used. */
  entering(value: Value): TensorValue {
    const before = this.entries.get(value);
    if (before !== undefined) return before;
    const gap = value.kind === 'unknown' ? value.reason : null;
    const tensor = { ...this.apply(null, []), gap };
    if (value.kind === 'unknown') this.entries.set(value, tensor);
    return tensor;
  }
}

export function isUnknown(value: Value): value is UnknownValue {
  return value.kind === 'unknown';
}
