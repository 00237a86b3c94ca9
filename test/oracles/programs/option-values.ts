import type { Dice } from './dice.ts';
import type { Options, PlanValue } from './plan.ts';

const ACTIVATIONS = [
  ...['relu', 'relu', 'tanh', 'sigmoid', 'elu', 'selu', 'linear', 'softmax', 'relu6', 'hardSigmoid'],
  ...['softplus', 'softsign', 'swish', 'mish', 'gelu', 'logSoftmax'],
];

export function activation(dice: Dice): PlanValue {
  return dice.pick(ACTIVATIONS);
}

/** Options that are there with a chance. */
export function maybe(dice: Dice, probability: number, option: string, make: () => PlanValue): Options {
  return dice.chance(probability) ? { [option]: make() } : {};
}

const BARE = ['zeros', 'ones', 'randomNormal', 'randomUniform', 'truncatedNormal', 'varianceScaling'];
const PRESETS = ['glorotNormal', 'glorotUniform', 'heNormal', 'heUniform', 'leCunNormal', 'leCunUniform'];

/** Of a bias or a normalisation's parameter: any number of dimensions. */
export function initializer(dice: Dice): PlanValue {
  if (dice.chance(0.45)) {
    const name = dice.pick([...BARE, ...PRESETS, ...PRESETS]);
    return dice.chance(0.1) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
  }
  const name = dice.pick([
    ...PRESETS,
    'constant',
    'varianceScaling',
    'randomNormal',
    'truncatedNormal',
    'randomUniform',
  ]);
  return { kind: 'made', namespace: 'initializers', name, options: argumentsOf(dice, name) };
}

/** Of a weight with two dimensions or more. */
export function kernelInitializer(dice: Dice): PlanValue {
  if (!dice.chance(0.12)) return initializer(dice);
  if (dice.chance(0.4)) return 'orthogonal';
  const options = { ...maybe(dice, 0.7, 'gain', () => dice.pick([0.5, 1, Math.SQRT2])), ...seed(dice) };
  return { kind: 'made', namespace: 'initializers', name: 'orthogonal', options };
}

function argumentsOf(dice: Dice, name: string): Options | null {
  switch (name) {
    case 'constant':
      return { value: dice.pick([0, 0.1, -0.5, 2]) };
    case 'randomNormal':
    case 'truncatedNormal':
      return {
        ...maybe(dice, 0.5, 'mean', () => dice.pick([0, 0.1, -1])),
        ...maybe(dice, 0.8, 'stddev', () => dice.pick([0, 0.01, 0.05, 1])),
        ...seed(dice),
      };
    case 'randomUniform':
      return {
        ...maybe(dice, 0.8, 'minval', () => dice.pick([0, -0.1, -1])),
        ...maybe(dice, 0.8, 'maxval', () => dice.pick([0, 0.1, 1])),
        ...seed(dice),
      };
    case 'varianceScaling':
      return {
        ...maybe(dice, 0.7, 'scale', () => dice.pick([0.1, 1, 2, 2.585])),
        ...maybe(dice, 0.7, 'mode', () => dice.pick(['fanIn', 'fanOut', 'fanAvg'])),
        ...maybe(dice, 0.7, 'distribution', () => dice.pick(['normal', 'uniform', 'truncatedNormal'])),
        ...seed(dice),
      };
    default: {
      const options = seed(dice);
      return Object.keys(options).length === 0 && dice.chance(0.6) ? null : options;
    }
  }
}

function seed(dice: Dice): Options {
  return maybe(dice, 0.25, 'seed', () => dice.pick([0, 1, 7, 42]));
}

export function regularizer(dice: Dice): PlanValue {
  if (dice.chance(0.3)) return 'l1l2';
  const name = dice.pick(['l1', 'l2', 'l1l2']);
  const options: Options | null = name === 'l1l2' ? { l1: 0.01, l2: 0.001 } : { [name]: dice.pick([0.01, 1e-4]) };
  return { kind: 'made', namespace: 'regularizers', name, options };
}

export function constraint(dice: Dice): PlanValue {
  if (dice.chance(0.4)) return dice.pick(['maxNorm', 'nonNeg', 'unitNorm']);
  return { kind: 'made', namespace: 'constraints', name: 'maxNorm', options: { maxValue: 2, axis: 0 } };
}

/** A size alone or one for every dimension. */
export function perDimension(dice: Dice, rank: number, low: number, high: number): PlanValue {
  if (dice.chance(0.6)) return dice.whole(low, high);
  return Array.from({ length: rank }, () => dice.whole(low, high));
}
