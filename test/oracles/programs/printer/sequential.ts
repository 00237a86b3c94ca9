import type { Entry, LayerPlan, ModelPlan, Step } from '../plan.ts';
import { plainLayers, writeChain, writeSpecs } from './layer-specs.ts';
import { writeLayer } from './layers.ts';
import { loopStatement, mapped } from './loops.ts';
import { printModel } from './model.ts';
import { braces } from './options.ts';
import { planLoop, roundsOf } from './rounds.ts';
import { indented, type Writer } from './writer.ts';

/** Statements that make a model, and the expression that is it afterwards. */
export interface Printed {
  readonly lines: readonly string[];
  readonly result: string;
}

/** @param receiver what the model is kept in (`this.model`); null for a constant of its own. */
export function printSequential(writer: Writer, plan: ModelPlan, receiver: string | null): Printed {
  const steps = withEntry(writer, plan);
  const { dice } = writer;
  const name = plan.name === null ? [] : [`name: ${writer.text(plan.name)}`];
  const plain = plainLayers(steps);
  if (plain !== null && dice.chance(0.12)) {
    const { lines, list } = writeSpecs(writer, plain);
    if (dice.chance(0.4)) {
      return keep(writer, receiver, lines, `${writer.maker('sequential')}(${braces([...name, `layers: ${list}`])})`);
    }
    const made = keep(writer, receiver, lines, `${writer.maker('sequential')}(${braces(name)})`);
    const add = dice.pick([
      () => [`for (const layer of ${list}) ${made.result}.add(layer);`],
      () => [`${list}.forEach((layer) => ${made.result}.add(layer));`],
    ])();
    return { lines: [...made.lines, ...add], result: made.result };
  }
  if (plain !== null && dice.chance(0.08)) {
    const { model } = writeChain(writer, plain, `${writer.maker('sequential')}(${braces(name)})`);
    return keep(writer, receiver, [], model);
  }
  if (dice.chance(0.45)) {
    const before: string[] = [];
    const items = steps.flatMap((step) => itemsOf(writer, step, before));
    const made =
      dice.chance(0.2) && receiver === null
        ? namedList(writer, items, before)
        : `[\n${indented(items.map((item) => `${item},`)).join('\n')}\n]`;
    return keep(writer, receiver, before, `${writer.maker('sequential')}(${braces([...name, `layers: ${made}`])})`);
  }
  const made = keep(
    writer,
    receiver,
    [],
    `${writer.maker('sequential')}(${name.length === 0 && dice.chance(0.7) ? '' : braces(name)})`,
  );
  const cut = dice.chance(0.15) ? dice.whole(1, steps.length) : steps.length;
  const first = steps.slice(0, cut).flatMap((step) => additions(writer, step, made.result));
  const last = addedByHelper(writer, steps.slice(cut), made.result);
  return { lines: [...made.lines, ...first, ...last], result: made.result };
}

/** The rest of the layers, added by a function that is given the model. */
function addedByHelper(writer: Writer, steps: readonly Step[], model: string): string[] {
  if (steps.length === 0) return [];
  const outside = { parameters: writer.parameters, fields: writer.fields };
  Object.assign(writer, { parameters: null, fields: null });
  const name = writer.fresh(writer.dice.pick(['addHead', 'finish', 'extend']));
  const lines = steps.flatMap((step) => additions(writer, step, 'target'));
  Object.assign(writer, outside);
  if (writer.dice.chance(0.5)) {
    writer.declare([`function ${name}(target) {`, ...indented(lines), '}'].join('\n'));
    return [`${name}(${model});`];
  }
  writer.declare([`const ${name} = (target) => {`, ...indented([...lines, 'return target;']), '};'].join('\n'));
  return [`${name}(${model});`];
}

function keep(writer: Writer, receiver: string | null, before: readonly string[], made: string): Printed {
  if (receiver !== null) return { lines: [...before, `${receiver} = ${made};`], result: receiver };
  const variable = writer.fresh(writer.dice.pick(['net', 'network', 'classifier', 'seq']));
  return { lines: [...before, `const ${variable} = ${made};`], result: variable };
}

function namedList(writer: Writer, items: readonly string[], before: string[]): string {
  const list = writer.fresh('stack');
  if (writer.dice.chance(0.5)) {
    before.push(`const ${list} = [`, ...indented(items.map((item) => `${item},`)), '];');
  } else {
    before.push(`const ${list} = [];`, ...items.map((item) => `${list}.push(${item});`));
  }
  return list;
}

/** The first layer says what enters, or an input layer stands before it. */
function withEntry(writer: Writer, { entry, steps }: ModelPlan): readonly Step[] {
  const { dice } = writer;
  const [first, ...rest] = steps;
  const layer = first?.kind === 'layer' ? first.layer : first?.kind === 'repeat' ? first.rounds[0]?.[0] : undefined;
  if (first === undefined || layer === undefined || dice.chance(0.1)) return [inputLayer(entry), ...steps];
  if (layer.factory === 'embedding' && 'inputLength' in layer.options && dice.chance(0.6)) return steps;
  const [option, shape] = dice.chance(0.85)
    ? (['inputShape', entry.shape] as const)
    : (['batchInputShape', [null, ...entry.shape]] as const);
  const entered: LayerPlan = { ...layer, options: { [option]: shape, ...layer.options } };
  if (first.kind !== 'repeat') return [{ kind: 'layer', layer: entered }, ...rest];
  const [round = [], ...others] = first.rounds;
  return [{ kind: 'repeat', rounds: [[entered, ...round.slice(1)], ...others] }, ...rest];
}

function inputLayer({ shape, integer }: Entry): Step {
  const options = { inputShape: shape, ...(integer ? { dtype: 'int32' } : {}) };
  return { kind: 'layer', layer: { factory: 'inputLayer', options } };
}

/** Items of the list of layers; a model among them is made by statements before. */
function itemsOf(writer: Writer, step: Step, before: string[]): string[] {
  switch (step.kind) {
    case 'layer':
      return [writeLayer(writer, step.layer)];
    case 'repeat': {
      if (writer.dice.chance(0.25)) return step.rounds.flat().map((layer) => writeLayer(writer, layer));
      return inRounds(writer, () => {
        const rounds = roundsOf(step.rounds);
        const loop = planLoop(writer, rounds, true);
        const made = rounds.block.map((layer, i) => writeLayer(writer, layer, loop.bindings[i]));
        const [only = ''] = made;
        const isOne = made.length === 1;
        return [`...${mapped(writer, loop, rounds.count, isOne ? only : `[${made.join(', ')}]`, !isOne)}`];
      });
    }
    case 'nested': {
      const inner = printModel(writer, step.model, null);
      before.push(...inner.lines);
      return [inner.result];
    }
    default:
      throw new Error('A sequential model has no branches.');
  }
}

function additions(writer: Writer, step: Step, model: string): string[] {
  const add = (layer: string) => `${model}.add(${layer});`;
  if (step.kind === 'layer') return addLayer(writer, step.layer, model);
  if (step.kind === 'nested') {
    const inner = printModel(writer, step.model, null);
    return [...inner.lines, add(inner.result)];
  }
  if (step.kind !== 'repeat') throw new Error('A sequential model has no branches.');
  if (writer.dice.chance(0.2)) return step.rounds.flat().map((layer) => add(writeLayer(writer, layer)));
  return inRounds(writer, () => {
    const rounds = roundsOf(step.rounds);
    const loop = planLoop(writer, rounds, true);
    const body = rounds.block.map((layer, i) => add(writeLayer(writer, layer, loop.bindings[i])));
    return loopStatement(writer, loop, rounds.count, body);
  });
}

function addLayer(writer: Writer, layer: LayerPlan, model: string): string[] {
  const made = writeLayer(writer, layer);
  const { dice } = writer;
  const add = (written: string) => `${model}.add(${written});`;
  if (dice.chance(0.7)) return [add(made)];
  const name = writer.fresh('layer');
  const other = `${writer.factory('flatten')}()`;
  return dice.pick([
    () => [`const ${name} = ${made};`, add(name)],
    () => [`if (${writer.constant('wanted', 'true')}) {`, `  ${add(made)}`, '}'],
    () => [`if (${writer.constant('unwanted', 'false')}) ${add(other)}`, add(made)],
    () => [`if (${writer.constant('depth', '3')} > 4) ${add(other)}`, `else ${add(made)}`],
    () => [add(`${writer.constant('plain', 'true')} ? ${made} : ${other}`)],
    () => ['try {', `  ${add(made)}`, '} catch (error) {', '  console.error(error);', '}'],
    () => [`[${made}].forEach((${name}) => ${model}.add(${name}));`],
    () => [`const ${name} = (one) => ${model}.add(one);`, `${name}(${made});`],
    () => [`${model}?.add(${made});`],
    () => [`const ${name} = () => ${made};`, add(`${name}()`)],
    () => [
      `switch (${writer.constant('kind', "'b'")}) {`,
      "  case 'a':",
      `    ${add(other)}`,
      '    break;',
      "  case 'b':",
      `    ${add(made)}`,
      '    break;',
      '}',
    ],
  ])();
}

/** Runs a part of the printing in which what is written runs several times. */
export function inRounds<T>(writer: Writer, print: () => T): T {
  const before = writer.repeated;
  writer.repeated = true;
  const printed = print();
  writer.repeated = before;
  return printed;
}
