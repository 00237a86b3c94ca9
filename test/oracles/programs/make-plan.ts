import { EMBEDDING, randomLayer } from './catalogue.ts';
import type { Dice } from './dice.ts';
import { activation, maybe } from './option-values.ts';
import type { Branch, Entry, LayerPlan, ModelPlan, Options, Step } from './plan.ts';
import { outputShape } from './real-shapes.ts';

type Shape = readonly number[];

/** Where a plan is being made: the dice, and names that are taken. */
interface Making {
  readonly dice: Dice;
  readonly style: ModelPlan['style'];
  /** Models around this one. */
  readonly depth: number;
}

/** A valid model at random, of a handful of layers. */
export function randomPlan(dice: Dice): ModelPlan {
  return randomModel({ dice, style: dice.pick(['sequential', 'sequential', 'functional'] as const), depth: 0 });
}

function randomModel(making: Making, given: Entry | null = null): ModelPlan {
  const { dice, style, depth } = making;
  const entry = given ?? randomEntry(dice);
  const steps: Step[] = [];
  let shape: Shape = entry.shape;
  if (entry.integer)
    shape = push(steps, { kind: 'layer', layer: randomLayer(dice, shape, [EMBEDDING]) }, shape) ?? shape;
  const wanted = dice.whole(depth === 0 ? 2 : 1, depth === 0 ? 6 : 3);
  for (let tries = 0; steps.length < wanted && tries < 40; tries++) {
    shape = push(steps, randomStep(making, shape, steps.length === 0), shape) ?? shape;
  }
  const name = dice.chance(0.3)
    ? `${dice.pick(['encoder', 'my-net', 'policy', 'block'])}${depth}_${dice.whole(1, 99_999)}`
    : null;
  const heads = style === 'functional' && depth === 0 && dice.chance(0.15) ? randomHeads(dice, shape) : [];
  return { style, name, entry, steps: withNames(dice, steps), heads };
}

function randomHeads(dice: Dice, shape: Shape): LayerPlan[][] {
  return Array.from({ length: dice.whole(1, 2) }, () => {
    const layer = randomLayer(dice, shape);
    return outputShape(layer, [shape]) === null
      ? [{ factory: 'dense', options: { units: dice.whole(1, 5) } }]
      : [layer];
  });
}

/** Adds the step if a model can have it there. @returns the shape behind it. */
function push(steps: Step[], step: Step | null, shape: Shape): Shape | null {
  const output = step === null ? null : shapeAfter(step, shape);
  if (step !== null && output !== null) steps.push(step);
  return output;
}

function randomEntry(dice: Dice): Entry {
  if (dice.chance(0.1)) return { shape: [dice.whole(3, 8)], integer: true };
  const few = () => dice.whole(1, 4);
  const extent = () => dice.whole(5, 9);
  const shape = dice.pick<() => number[]>([
    () => [dice.whole(1, 12)],
    () => [dice.whole(3, 8), dice.whole(1, 6)],
    () => [extent(), extent(), few()],
    () => [extent(), extent(), few()],
    () => [dice.whole(3, 5), extent(), extent(), dice.whole(1, 3)],
  ])();
  return { shape, integer: false };
}

function randomStep(making: Making, shape: Shape, isFirst: boolean): Step | null {
  const { dice, style, depth } = making;
  const roll = dice.whole(0, 99);
  if (roll < 25) return randomRepeat(dice, shape);
  if (style === 'functional' && roll < 50) return randomBranches(dice, shape);
  if (style === 'functional' && roll < 54 && shape.length === 2) return randomStates(dice);
  if (style === 'functional' && roll < 60) return { kind: 'again', layer: randomLayer(dice, shape), times: 2 };
  if (depth < 2 && roll > 92 && !isFirst) return randomNested(making, shape);
  return { kind: 'layer', layer: randomLayer(dice, shape) };
}

function randomStates(dice: Dice): Step {
  const units = dice.whole(1, 5);
  const factory = dice.pick(['lstm', 'gru']);
  const one = (options: Options): LayerPlan => ({ factory, options: { units, ...options } });
  return {
    kind: 'states',
    encoder: one({ returnState: true, ...maybe(dice, 0.5, 'returnSequences', () => true) }),
    decoder: one({ ...maybe(dice, 0.5, 'returnSequences', () => true), ...maybe(dice, 0.3, 'useBias', () => false) }),
    states: factory === 'lstm' ? 2 : 1,
  };
}

function randomNested(making: Making, shape: Shape): Step {
  const { dice, style } = making;
  const inner = dice.pick(['sequential', 'functional'] as const);
  const made = randomModel({ dice, style: inner, depth: making.depth + 1 }, { shape, integer: false });
  const model = { ...made, steps: made.steps.filter((step) => !hasOwnInput(step)) };
  return { kind: 'nested', model, times: style === 'functional' && dice.chance(0.3) ? 2 : 1 };
}

/** A model with two inputs does not fit where one tensor enters. */
function hasOwnInput(step: Step): boolean {
  return step.kind === 'branches' && step.branches.some(({ entry }) => entry !== null);
}

/** Options that may differ from round to round. */
const VARYING: Readonly<Record<string, (dice: Dice) => number | string>> = {
  units: (dice) => dice.whole(1, 12),
  filters: (dice) => dice.whole(1, 6),
  rate: (dice) => dice.pick([0.1, 0.2, 0.3]),
  activation: (dice) => String(activation(dice)),
};

function randomRepeat(dice: Dice, shape: Shape): Step | null {
  const block: LayerPlan[] = [];
  let after: Shape = shape;
  for (let tries = 0, wanted = dice.whole(1, 3); block.length < wanted && tries < 10; tries++) {
    const layer = randomLayer(dice, after);
    const output = outputShape(layer, [after]);
    if (output === null) continue;
    block.push(layer);
    after = output;
  }
  const rounds = Array.from({ length: dice.whole(2, 4) }, () => block.map((layer) => varied(dice, layer)));
  return block.length === 0 ? null : { kind: 'repeat', rounds };
}

function varied(dice: Dice, layer: LayerPlan): LayerPlan {
  const changed = Object.entries(layer.options).map(([option, value]) => {
    const vary = VARYING[option];
    return [option, vary === undefined ? value : vary(dice)];
  });
  return { ...layer, options: Object.fromEntries(changed) };
}

const ELEMENTWISE = ['add', 'add', 'average', 'maximum', 'minimum', 'multiply'];

function randomBranches(dice: Dice, shape: Shape): Step {
  const count = dice.whole(2, 3);
  const first = randomBranch(dice, shape, 0);
  const alike = first.layers.length === 1 && dice.chance(0.5);
  const branches = Array.from({ length: count }, (_, index) => {
    if (alike) return { entry: null, layers: first.layers.map((layer) => varied(dice, layer)) };
    return index === 0 ? first : randomBranch(dice, shape, index);
  });
  const shapes = branches.map((branch) => shapeOfBranch(branch, shape) ?? []);
  const same = shapes.every((one) => one.join() === shapes[0]?.join());
  const options = maybe(dice, 0.3, 'axis', () => dice.pick([-1, dice.whole(1, shapes[0]?.length ?? 1)]));
  const merges: LayerPlan[] = [
    ...(same ? ELEMENTWISE.map((factory) => ({ factory, options: {} })) : []),
    { factory: 'concatenate', options },
    { factory: 'concatenate', options },
    ...(count === 2
      ? [{ factory: 'dot', options: { axes: dice.pick([1, -1]), ...maybe(dice, 0.3, 'normalize', () => true) } }]
      : []),
  ];
  return { kind: 'branches', branches, merge: dice.pick(merges) };
}

function randomBranch(dice: Dice, shape: Shape, index: number): Branch {
  const entry = index > 0 && dice.chance(0.2) ? { shape: [...shape], integer: false } : null;
  const layers: LayerPlan[] = [];
  let after: Shape = shape;
  for (let tries = 0, wanted = dice.whole(0, 2); layers.length < wanted && tries < 8; tries++) {
    const layer = randomLayer(dice, after);
    const output = outputShape(layer, [after]);
    // What keeps the shape can be merged with the other branches.
    if (output === null || (dice.chance(0.8) && output.join() !== shape.join())) continue;
    layers.push(layer);
    after = output;
  }
  return { entry, layers };
}

/** The shape behind a step, sizes without batch; null where the framework refuses it. */
export function shapeAfter(step: Step, shape: Shape): Shape | null {
  switch (step.kind) {
    case 'layer':
      return outputShape(step.layer, [shape]);
    case 'repeat':
      return shapeAfterLayers(step.rounds.flat(), shape);
    case 'again': {
      const once = outputShape(step.layer, [shape]);
      // The weights of the first use must fit the second.
      return once?.join() === shape.join() ? once : null;
    }
    case 'branches': {
      const shapes = step.branches.map((branch) => shapeOfBranch(branch, shape));
      const known = shapes.filter((one) => one !== null);
      return known.length === shapes.length ? outputShape(step.merge, known) : null;
    }
    case 'states':
      return outputShape(step.decoder, [shape]);
    case 'nested': {
      const once = step.model.steps.length === 0 ? null : shapeAfterSteps(step.model.steps, shape);
      return step.times === 1 || once?.join() === shape.join() ? once : null;
    }
  }
}

export function shapeAfterSteps(steps: readonly Step[], shape: Shape): Shape | null {
  return steps.reduce<Shape | null>((before, step) => (before === null ? null : shapeAfter(step, before)), shape);
}

function shapeOfBranch({ entry, layers }: Branch, shape: Shape): Shape | null {
  return shapeAfterLayers(layers, entry?.shape ?? shape);
}

function shapeAfterLayers(layers: readonly LayerPlan[], shape: Shape): Shape | null {
  return layers.reduce<Shape | null>((before, layer) => (before === null ? null : outputShape(layer, [before])), shape);
}

/** Some layers get names, and some are frozen; names differ within a model. */
function withNames(dice: Dice, steps: readonly Step[]): Step[] {
  return steps.map((step, index): Step => {
    if (step.kind === 'layer' || step.kind === 'again') return { ...step, layer: named(dice, step.layer, `${index}`) };
    if (step.kind !== 'repeat' || !dice.chance(0.3)) return step;
    const stem = dice.pick(['block', 'hidden_', 'l-']);
    const rounds = step.rounds.map((round, i) => {
      const [first, ...rest] = round;
      if (first === undefined) return round;
      return [{ ...first, options: { ...first.options, name: `${stem}${index}_${i}` } }, ...rest];
    });
    return { ...step, rounds };
  });
}

function named(dice: Dice, layer: LayerPlan, id: string): LayerPlan {
  const extra = {
    ...maybe(dice, 0.2, 'name', () => `${dice.pick(['hidden', 'fc', 'conv-', 'my.layer'])}${id}`),
    ...maybe(dice, 0.05, 'trainable', () => false),
  };
  return { ...layer, options: { ...layer.options, ...extra } };
}
