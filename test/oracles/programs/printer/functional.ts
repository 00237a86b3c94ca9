import type { Branch, Entry, LayerPlan, ModelPlan, Step } from '../plan.ts';
import { writeLayer } from './layers.ts';
import { loopStatement, mapped } from './loops.ts';
import { printModel } from './model.ts';
import { braces } from './options.ts';
import { type Loop, planLoop, type Rounds, roundsOf } from './rounds.ts';
import { inRounds, type Printed } from './sequential.ts';
import { indented, type Writer } from './writer.ts';

/** @param receiver what the model is kept in (`this.model`); null for a constant of its own. */
export function printFunctional(writer: Writer, plan: ModelPlan, receiver: string | null): Printed {
  const printer = new FunctionalPrinter(writer);
  const first = printer.input(plan.entry);
  let at = first;
  for (const step of plan.steps) at = printer.step(step, at);
  const { dice } = writer;
  const inputs = printer.inputs.length === 1 && dice.chance(0.6) ? first : `[${printer.inputs.join(', ')}]`;
  if (plan.heads.length > 0) at = printer.named(at);
  const heads = plan.heads.map((layers) => printer.head(layers, at));
  const outputs = heads.length === 0 && dice.chance(0.7) ? at : `[${dice.shuffled([at, ...heads]).join(', ')}]`;
  const name = plan.name === null ? [] : [`name: ${writer.text(plan.name)}`];
  const made = `${writer.maker('model')}(${braces([`inputs: ${inputs}`, `outputs: ${outputs}`, ...name])})`;
  if (receiver !== null) return { lines: [...printer.lines, `${receiver} = ${made};`], result: receiver };
  const variable = writer.fresh(dice.pick(['net', 'autoencoder', 'critic']));
  return { lines: [...printer.lines, `const ${variable} = ${made};`], result: variable };
}

class FunctionalPrinter {
  readonly lines: string[] = [];
  readonly inputs: string[] = [];
  readonly #writer: Writer;
  /** A variable that is assigned again and again; null until one is needed. */
  #running: string | null = null;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  input({ shape, integer }: Entry): string {
    const { dice } = this.#writer;
    const sizes = shape.join(', ');
    const given = dice.chance(0.85) ? `shape: [${sizes}]` : `batchShape: [null, ${sizes}]`;
    const type = integer ? [`dtype: ${this.#writer.text('int32')}`] : [];
    const name = dice.chance(0.2) ? [`name: ${this.#writer.text(`in${this.#writer.fresh('_')}`)}`] : [];
    const maker = dice.chance(0.9) ? this.#writer.maker('input') : this.#writer.factory('input');
    const variable = this.#bind(`${maker}(${braces([given, ...type, ...name])})`, 'input');
    this.inputs.push(variable);
    return variable;
  }

  /** @returns the expression for what leaves the step. */
  step(step: Step, at: string): string {
    switch (step.kind) {
      case 'layer':
        return this.#next(this.#applied(step.layer, at));
      case 'repeat':
        return this.#repeat(step.rounds, at);
      case 'branches':
        return this.#branches(step.branches, step.merge, at);
      case 'again':
        return this.#again(writeLayer(this.#writer, step.layer), step.times, at);
      case 'states':
        return this.#states(step.encoder, step.decoder, step.states, at);
      case 'nested': {
        const inner = printModel(this.#writer, step.model, null);
        this.lines.push(...inner.lines);
        return this.#applyOften(inner.result, step.times, at);
      }
    }
  }

  /** The expression under a name, so that it stands for one tensor wherever it is written. */
  named(at: string): string {
    return /^\w+$/.test(at) ? at : this.#bind(at, 'trunk');
  }

  head(layers: readonly LayerPlan[], at: string): string {
    return layers.reduce((before, layer) => this.#bind(this.#applied(layer, before), 'head'), at);
  }

  /** Two recurrent layers, the second of which begins where the first ends. */
  #states(encoder: LayerPlan, decoder: LayerPlan, states: number, at: string): string {
    const writer = this.#writer;
    const from = this.named(at);
    const names = ['state', 'memory'].slice(0, states).map((stem) => writer.fresh(stem));
    const encoded = `${writeLayer(writer, encoder)}.apply(${from})${writer.typescript ? ' as tf.SymbolicTensor[]' : ''}`;
    const made = writeLayer(writer, decoder);
    if (writer.dice.chance(0.3)) {
      const all = writer.fresh('encoded');
      this.lines.push(`const ${all} = ${encoded};`);
      return this.#bind(`${made}.apply(${from}, { initialState: ${all}.slice(1) })`, 'h');
    }
    const first = writer.dice.chance(0.5) ? '' : writer.fresh('ignored');
    this.lines.push(`const [${first}, ${names.join(', ')}] = ${encoded};`);
    if (writer.dice.chance(0.3)) return this.#bind(`${made}.apply([${[from, ...names].join(', ')}])`, 'h');
    return this.#bind(`${made}.apply(${from}, { initialState: [${names.join(', ')}] })`, 'h');
  }

  #applied(layer: LayerPlan, at: string): string {
    const { dice } = this.#writer;
    const made = writeLayer(this.#writer, layer);
    if (dice.chance(0.1)) {
      const name = this.#writer.fresh(layer.factory === 'dense' ? 'fc' : 'layer');
      this.lines.push(`const ${name} = ${made};`);
      return `${name}.apply(${at})`;
    }
    if (this.#writer.fields !== null && !this.#writer.repeated && dice.chance(0.3)) {
      const name = this.#writer.fresh('stage');
      this.lines.push(`this.${name} = ${made};`);
      return `this.${name}.apply(${at})`;
    }
    if (dice.chance(0.05)) return `${this.#helper('run', '(layer, t) => layer.apply(t)')}(${made}, ${at})`;
    if (!dice.chance(0.08)) return `${made}.apply(${at})`;
    const block = this.#writer.fresh('block');
    if (this.#writer.needsBody(made)) return `${made}.apply(${at})`;
    const type = this.#writer.type('tf.SymbolicTensor');
    const body = `  return ${this.#writer.tensor(`${made}.apply(t)`)};`;
    this.#writer.declare([`function ${block}(t${type}) {`, body, '}'].join('\n'));
    return `${block}(${at})`;
  }

  /** Keeps an expression under a name: a new one, or the one that is assigned again and again. */
  #next(expression: string): string {
    const { dice } = this.#writer;
    if (dice.chance(0.15)) return this.#writer.typescript ? `(${expression} as tf.SymbolicTensor)` : expression;
    if (this.#running !== null && dice.chance(0.6)) {
      this.lines.push(`${this.#running} = ${this.#writer.tensor(expression)};`);
      return this.#running;
    }
    if (this.#running === null && dice.chance(0.4)) {
      this.#running = this.#start(expression);
      return this.#running;
    }
    return this.#bind(expression, 'h');
  }

  #bind(expression: string, stem: string): string {
    const name = this.#writer.fresh(stem);
    this.lines.push(`const ${name} = ${this.#writer.tensor(expression)};`);
    return name;
  }

  #start(expression: string): string {
    const name = this.#writer.fresh('y');
    this.lines.push(`let ${name} = ${this.#writer.tensor(expression)};`);
    return name;
  }

  #repeat(rounds: readonly (readonly LayerPlan[])[], at: string): string {
    const writer = this.#writer;
    if (writer.dice.chance(0.1)) {
      const pipe = this.#helper('pipe', '(...stages) => (start) => stages.reduce((t, stage) => stage.apply(t), start)');
      const stages = rounds.flat().map((layer) => writeLayer(writer, layer));
      return this.#bind(`${pipe}(${stages.join(', ')})(${at})`, 'h');
    }
    if (writer.dice.chance(0.2))
      return rounds.flat().reduce((before, layer) => this.#next(this.#applied(layer, before)), at);
    return inRounds(writer, () => {
      const all = roundsOf(rounds);
      const loop = planLoop(writer, all, true);
      const made = all.block.map((layer, i) => writeLayer(writer, layer, loop.bindings[i]));
      const chain = (start: string) => made.reduce((before, layer) => `${layer}.apply(${before})`, start);
      if (loop.list !== null && writer.dice.chance(0.2)) {
        const head = loop.usesIndex ? `t, ${loop.item}, ${loop.index}` : `t, ${loop.item}`;
        return this.#bind(`${loop.list}.reduce((${head}) => ${chain('t')}, ${at})`, 'h');
      }
      const whole = writer.dice.chance(0.35) ? this.#inOtherWords(all, loop, made, at) : null;
      if (whole !== null) return this.#bind(whole, 'h');
      const running = this.#start(at);
      const body = writer.dice.chance(0.3)
        ? [`${running} = ${chain(running)};`]
        : made.map((layer) => `${running} = ${writer.tensor(`${layer}.apply(${running})`)};`);
      this.lines.push(...loopStatement(writer, loop, all.count, body));
      return running;
    });
  }

  /** The rounds as a recursion, or as a list of layers that are applied one after another. */
  #inOtherWords({ count, block }: Rounds, loop: Loop, made: readonly string[], at: string): string | null {
    const writer = this.#writer;
    const chain = (start: string) => made.reduce((before, layer) => `${layer}.apply(${before})`, start);
    if (loop.list === null && made.every((layer) => !writer.needsBody(layer))) {
      const name = writer.fresh('deeper');
      const { index } = loop;
      writer.declare(
        [
          `function ${name}(t, ${index} = 0) {`,
          `  if (${index} === ${count}) return t;`,
          `  return ${name}(${chain('t')}, ${index} + 1);`,
          '}',
        ].join('\n'),
      );
      return `${name}(${at})`;
    }
    if (block.length > 1) return null;
    const list = writer.fresh('stack');
    this.lines.push(`const ${list} = ${mapped(writer, loop, count, made[0] ?? '', false)};`);
    return `${list}.reduce((t, one) => one.apply(t), ${at})`;
  }

  /** A function of the program that works on layers. */
  #helper(stem: string, written: string): string {
    const name = this.#writer.fresh(stem);
    this.#writer.declare(`const ${name} = ${written};`);
    return name;
  }

  #branches(branches: readonly Branch[], merge: LayerPlan, at: string): string {
    const writer = this.#writer;
    const from = this.named(at);
    const kept = from === this.#running ? this.#bind(from, 'trunk') : from;
    const together = this.#mappedBranches(branches, kept);
    if (together !== null) return this.#next(`${writeLayer(writer, merge)}.apply(${together})`);
    const ends = branches.map(({ entry, layers }) => {
      let end = entry === null ? kept : this.input(entry);
      for (const layer of layers) end = this.#bind(this.#applied(layer, end), 'branch');
      return end;
    });
    const made = writeLayer(writer, merge);
    if (!writer.dice.chance(0.2)) return this.#next(`${made}.apply([${ends.join(', ')}])`);
    const list = this.#bind(`[${ends.join(', ')}]`, 'parts');
    return this.#next(`${made}.apply(${list})`);
  }

  /** Branches that differ only in their options, by a map over these; null where there are others. */
  #mappedBranches(branches: readonly Branch[], from: string): string | null {
    const writer = this.#writer;
    const layers = branches.map(({ entry, layers: some }) => (entry === null && some.length === 1 ? some : null));
    const rounds = layers.filter((some) => some !== null);
    const form = (some: readonly LayerPlan[]) =>
      some.map(({ factory, options }) => [factory, ...Object.keys(options).sort()].join());
    const isSame = rounds.length === layers.length && new Set(rounds.map((some) => form(some).join())).size === 1;
    if (!isSame || writer.dice.chance(0.2)) return null;
    return inRounds(writer, () => {
      const all = roundsOf(rounds);
      const loop = planLoop(writer, all, true);
      const made = all.block.map((layer, i) => writeLayer(writer, layer, loop.bindings[i]));
      return mapped(writer, loop, all.count, writer.tensor(`${made[0]}.apply(${from})`), false);
    });
  }

  #again(made: string, times: number, at: string): string {
    const name = this.#writer.fresh('shared');
    this.lines.push(`const ${name} = ${made};`);
    return this.#applyOften(name, times, at);
  }

  #applyOften(layer: string, times: number, at: string): string {
    const writer = this.#writer;
    if (times > 1 && writer.dice.chance(0.3)) {
      const running = this.#start(at);
      const index = writer.fresh('step');
      const body = indented([`${running} = ${writer.tensor(`${layer}.apply(${running})`)};`]);
      this.lines.push(`for (let ${index} = 0; ${index} < ${times}; ${index}++) {`, ...body, '}');
      return running;
    }
    return Array.from({ length: times }).reduce<string>((before) => this.#bind(`${layer}.apply(${before})`, 'h'), at);
  }
}
