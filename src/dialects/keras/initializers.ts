import { kernelFans } from '../initializers/fans.ts';
import { INITIALIZER_KINDS, type InitializerKind, type InitializerNames } from '../initializers/kinds.ts';
import type { InitializerRules, InitializerSurface } from '../initializers/rules.ts';
import { snakeCase } from '../naming.ts';

/** Class names, which Keras 2 and 3 share. */
const CLASS_NAMES: Readonly<Record<InitializerKind, string>> = {
  glorotUniform: 'GlorotUniform',
  glorotNormal: 'GlorotNormal',
  heUniform: 'HeUniform',
  heNormal: 'HeNormal',
  leCunUniform: 'LecunUniform',
  leCunNormal: 'LecunNormal',
  varianceScaling: 'VarianceScaling',
  orthogonal: 'Orthogonal',
  identity: 'Identity',
  randomNormal: 'RandomNormal',
  randomUniform: 'RandomUniform',
  truncatedNormal: 'TruncatedNormal',
  constant: 'Constant',
  zeros: 'Zeros',
  ones: 'Ones',
};

function table(spell: (className: string) => string): InitializerNames {
  return Object.fromEntries(INITIALIZER_KINDS.map((kind) => [spell(CLASS_NAMES[kind]), kind]));
}

const CLASSES = table((name) => name);
const ALIASES: InitializerNames = {
  uniform: 'randomUniform',
  normal: 'randomNormal',
  one: 'ones',
  zero: 'zeros',
};

/**
 * @param further names that only one version of Keras knows.
 * @param constantDefault value of a constant without configuration; null if that throws, as a bare name then does.
 */
export function kerasInitializers(further: InitializerNames, constantDefault: number | null): InitializerRules {
  const all = { ...table(snakeCase), ...CLASSES, ...ALIASES, ...further };
  const bare = Object.entries(all).filter(([, kind]) => kind !== 'constant' || constantDefault !== null);
  const strings = Object.fromEntries(bare);
  const common: InitializerSurface = {
    strings,
    constructions: { ...CLASSES, ...all },
    needArgument: [],
    mustBeCalled: false,
    falsyIsDefault: false,
    normalize: (name) => name,
    word: snakeCase,
    construct: (kind) => CLASS_NAMES[kind],
    prefersStrings: true,
    presetsAsVarianceScaling: false,
  };
  return {
    names: { code: common, json: { ...common, prefersStrings: false } },
    varianceScalingDefaults: { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
    distributions: {
      truncatedNormal: 'truncatedNormal',
      untruncatedNormal: 'untruncatedNormal',
      uniform: 'uniform',
      normal: 'truncatedNormal',
    },
    distributionWords: {
      truncatedNormal: 'truncatedNormal',
      untruncatedNormal: 'untruncatedNormal',
      uniform: 'uniform',
    },
    constantDefault,
    zeroIsMissing: false,
    zeroSeedIgnored: [],
    correctsTruncation: true,
    squareIdentityOnly: false,
    fans: (shape) => kernelFans(shape, (count) => ({ in: count, out: count })),
  };
}
