import { asVarianceScaling, type InitializerSpec, type VarianceScaling } from '../../model/initializer.ts';
import type { InitializerSpelling, Surface } from '../dialect.ts';
import type { InitializerKind } from './kinds.ts';
import type { InitializerRules, InitializerSurface } from './rules.ts';

type Argument = readonly [name: string, value: number | string | null];

/** How a surface writes an initialiser; null if it cannot be had there. */
export function spellInitializer(
  spec: InitializerSpec,
  seed: number | null,
  surface: Surface,
  rules: InitializerRules,
): InitializerSpelling | null {
  if (spec.name === 'unknown') return null;
  const names = rules.names[surface];
  const written = names.presetsAsVarianceScaling ? (scalingOf(spec) ?? spec) : spec;
  if (written.name === 'unknown') return null;
  const kind: InitializerKind = written.name;
  const args = ownArguments(written, rules, names);
  if (args === null) return null;
  const seeded = takesSeed(kind);
  if (!names.prefersStrings) {
    const all: Argument[] = seeded ? [...args.all, ['seed', seed]] : [...args.all];
    return { kind: 'construction', name: names.construct(kind), arguments: all };
  }
  const needed: Argument[] = seeded && seed !== null ? [...args.needed, ['seed', seed]] : [...args.needed];
  const bare = preferredName(names, kind);
  if (needed.length === 0 && bare !== null) return { kind: 'name', name: bare };
  return { kind: 'construction', name: names.construct(kind), arguments: needed };
}

/** The string that the surface prefers for a kind; null if it takes none. */
export function preferredName(names: InitializerSurface, kind: InitializerKind): string | null {
  return Object.keys(names.strings).find((name) => names.strings[name] === kind) ?? null;
}

function scalingOf(spec: InitializerSpec): InitializerSpec | null {
  const scaling = asVarianceScaling(spec);
  if (scaling === null) return null;
  const { scale, mode, distribution } = scaling;
  return { name: 'varianceScaling', scale, mode, distribution };
}

function takesSeed(kind: InitializerKind): boolean {
  return kind !== 'zeros' && kind !== 'ones' && kind !== 'constant' && kind !== 'identity';
}

/** Arguments in the order of the framework's documentation: `needed` without those that the default already says. */
interface Arguments {
  readonly all: readonly Argument[];
  readonly needed: readonly Argument[];
}

function ownArguments(
  spec: Exclude<InitializerSpec, { name: 'unknown' }>,
  rules: InitializerRules,
  names: InitializerSurface,
): Arguments | null {
  switch (spec.name) {
    case 'constant':
      return { all: [['value', spec.value]], needed: [['value', spec.value]] };
    case 'randomNormal':
    case 'truncatedNormal':
      if (rules.zeroIsMissing && spec.stddev === 0) return null;
      return withDefaults([
        ['mean', spec.mean, 0],
        ['stddev', spec.stddev, 0.05],
      ]);
    case 'randomUniform':
      if (rules.zeroIsMissing && (spec.low === 0 || spec.high === 0)) return null;
      return withDefaults([
        ['minval', spec.low, -0.05],
        ['maxval', spec.high, 0.05],
      ]);
    case 'orthogonal':
    case 'identity':
      return withDefaults([['gain', spec.gain, 1]]);
    case 'varianceScaling':
      return scalingArguments(spec, rules, names);
    default:
      return { all: [], needed: [] };
  }
}

/** Variance scaling always says all three: readers should not have to know the defaults. */
function scalingArguments(
  scaling: VarianceScaling,
  rules: InitializerRules,
  names: InitializerSurface,
): Arguments | null {
  const distribution = rules.distributionWords[scaling.distribution];
  if (distribution === null) return null;
  const all: Argument[] = [
    ['scale', scaling.scale],
    ['mode', names.word(scaling.mode)],
    ['distribution', names.word(distribution)],
  ];
  return { all, needed: all };
}

function withDefaults(args: readonly (readonly [name: string, value: number, standard: number])[]): Arguments {
  return {
    all: args.map(([name, value]) => [name, value]),
    needed: args.filter(([, value, standard]) => value !== standard).map(([name, value]) => [name, value]),
  };
}
