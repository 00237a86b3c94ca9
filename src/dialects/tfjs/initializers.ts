import { kernelFans } from '../initializers/fans.ts';
import { INITIALIZER_KINDS, type InitializerKind, type InitializerNames } from '../initializers/kinds.ts';
import type { InitializerRules, InitializerSurface } from '../initializers/rules.ts';
import { camelCase, snakeCase } from '../naming.ts';

/** `heNormal` is the class `HeNormal`. */
function className(kind: InitializerKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function table(spell: (kind: InitializerKind) => string, kinds: readonly InitializerKind[]): InitializerNames {
  return Object.fromEntries(kinds.map((kind) => [spell(kind), kind]));
}

/** A bare string is constructed with no arguments, which a constant refuses. */
const BARE = INITIALIZER_KINDS.filter((kind) => kind !== 'constant');
const CLASSES = table(className, INITIALIZER_KINDS);

const CODE: InitializerSurface = {
  strings: { ...table((kind) => kind, BARE), ...table(className, BARE) },
  constructions: table((kind) => kind, INITIALIZER_KINDS),
  needArgument: ['identity', 'orthogonal', 'randomNormal', 'randomUniform', 'truncatedNormal', 'varianceScaling'],
  mustBeCalled: true,
  falsyIsDefault: true,
  normalize: (name) => name,
  word: (word) => word,
  construct: (kind) => kind,
  prefersStrings: true,
  presetsAsVarianceScaling: false,
};

/** The loader camel-cases every string before anything else: `he_normal` is `heNormal`, `HeNormal` stays. */
const LOADER: InitializerSurface = {
  ...CODE,
  strings: { ...table(snakeCase, BARE), ...CODE.strings },
  constructions: CLASSES,
  needArgument: [],
  mustBeCalled: false,
  normalize: camelCase,
  word: snakeCase,
  construct: className,
  prefersStrings: false,
  presetsAsVarianceScaling: true,
};

/** src/initializers.ts of @tensorflow/tfjs-layers 4.22. */
export const INITIALIZERS: InitializerRules = {
  names: { code: CODE, json: LOADER },
  varianceScalingDefaults: { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
  // `apply` compares with 'normal' only: the third accepted word falls through to the uniform branch.
  distributions: { normal: 'truncatedNormal', uniform: 'uniform', truncatedNormal: 'uniform' },
  distributionWords: { truncatedNormal: 'normal', uniform: 'uniform', untruncatedNormal: null },
  constantDefault: null,
  zeroIsMissing: true,
  zeroSeedIgnored: ['randomNormal', 'truncatedNormal', 'varianceScaling', 'orthogonal'],
  correctsTruncation: false,
  squareIdentityOnly: true,
  fans: (shape) => kernelFans(shape, (count) => ({ in: Math.sqrt(count), out: Math.sqrt(count) })),
};
