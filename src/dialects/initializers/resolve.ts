import type { Initializer } from '../../model/graph.ts';
import {
  asVarianceScaling,
  type InitializerSpec,
  VARIANCE_SCALING_PRESETS,
  type VarianceScaling,
  type VarianceScalingPreset,
} from '../../model/initializer.ts';
import type { Span } from '../../model/text.ts';
import type { InitializerArguments } from './arguments.ts';
import type { InitializerKind } from './kinds.ts';
import type { InitializerContext } from './read.ts';

const DEFAULT_STDDEV = 0.05;
const DEFAULT_LIMIT = 0.05;
const MODES: readonly VarianceScaling['mode'][] = ['fanIn', 'fanOut', 'fanAvg'];

/** A kind with its arguments as the framework resolves them: defaults filled in, quirks applied and noted. */
export function resolveSpec(
  kind: InitializerKind,
  args: InitializerArguments,
  context: InitializerContext,
  span: Span,
): Pick<Initializer, 'spec' | 'seed'> {
  const spec = kindSpec(kind, args, context, span);
  const seed = args.seed(seedIgnored(kind, spec, context));
  return { spec: args.unread === null ? spec : { name: 'unknown', reason: args.unread }, seed };
}

function kindSpec(
  kind: InitializerKind,
  args: InitializerArguments,
  context: InitializerContext,
  span: Span,
): InitializerSpec {
  const { zeroIsMissing } = context.rules;
  switch (kind) {
    case 'zeros':
    case 'ones':
      return { name: kind };
    case 'constant':
      return constantSpec(args, context, span);
    case 'randomNormal':
    case 'truncatedNormal':
      return {
        name: kind,
        mean: args.number('mean', 0, zeroIsMissing),
        stddev: args.number('stddev', DEFAULT_STDDEV, zeroIsMissing),
      };
    case 'randomUniform':
      return {
        name: kind,
        low: args.number('minval', -DEFAULT_LIMIT, zeroIsMissing),
        high: args.number('maxval', DEFAULT_LIMIT, zeroIsMissing),
      };
    case 'orthogonal':
    case 'identity':
      return { name: kind, gain: args.number('gain', 1) };
    case 'varianceScaling':
      return varianceScalingSpec(args, context);
    default:
      return { name: kind };
  }
}

function constantSpec(args: InitializerArguments, context: InitializerContext, span: Span): InitializerSpec {
  const { constantDefault } = context.rules;
  if (args.value('value') !== null) return { name: 'constant', value: args.number('value', 0) };
  if (constantDefault !== null) return { name: 'constant', value: constantDefault };
  const detail = '`constant` throws without a value.';
  refuseWord('constant', detail, span, context);
  return { name: 'unknown', reason: detail };
}

function varianceScalingSpec(args: InitializerArguments, context: InitializerContext): InitializerSpec {
  const { rules, surface } = context;
  const standard = rules.varianceScalingDefaults;
  const scale = args.number('scale', standard.scale);
  const mode = readMode(args, context) ?? standard.mode;
  const distribution = readDistribution(args, context) ?? standard.distribution;
  const scaling: VarianceScaling = { scale, mode, distribution };
  // TF.js's own JSON writes the named kinds so; there the name is what was meant.
  const preset = rules.names[surface].presetsAsVarianceScaling ? presetOf(scaling) : null;
  return preset === null ? { name: 'varianceScaling', ...scaling } : { name: preset };
}

function readMode(args: InitializerArguments, context: InitializerContext): VarianceScaling['mode'] | null {
  const written = args.word('mode');
  if (written === null) return null;
  const mode = MODES.find((candidate) => candidate === written.word);
  const { normalize, word } = context.rules.names[context.surface];
  if (mode !== undefined && normalize(written.written) === normalize(word(mode))) return mode;
  const right = MODES.map((candidate) => `'${word(candidate)}'`).join(', ');
  const detail = `\`mode: '${written.written}'\` is refused: it takes ${right}.`;
  refuseWord(written.written, detail, written.span, context);
  args.unread ??= detail;
  return null;
}

function readDistribution(
  args: InitializerArguments,
  context: InitializerContext,
): VarianceScaling['distribution'] | null {
  const written = args.word('distribution');
  if (written === null) return null;
  const { distributions, distributionWords, names } = context.rules;
  const { normalize, word } = names[context.surface];
  const known = Object.keys(distributions).find((name) => normalize(word(name)) === normalize(written.written));
  const sampled = known === undefined ? undefined : distributions[known];
  if (sampled === undefined) {
    const right = Object.keys(distributions)
      .map((name) => `'${word(name)}'`)
      .join(', ');
    const detail = `\`distribution: '${written.written}'\` is refused: it takes ${right}.`;
    refuseWord(written.written, detail, written.span, context);
    args.unread ??= detail;
    return null;
  }
  if (known === 'truncatedNormal' && sampled === 'uniform') {
    const normal = distributionWords.truncatedNormal;
    args.dropped(
      'distribution',
      `'${written.written}' samples a uniform here; '${normal}' is the truncated normal.`,
      written.span,
    );
  }
  return sampled;
}

function presetOf(scaling: VarianceScaling): VarianceScalingPreset | null {
  for (const [name, preset] of Object.entries(VARIANCE_SCALING_PRESETS)) {
    const same =
      preset.scale === scaling.scale && preset.mode === scaling.mode && preset.distribution === scaling.distribution;
    if (same && isPreset(name)) return name;
  }
  return null;
}

function isPreset(name: string): name is VarianceScalingPreset {
  return Object.hasOwn(VARIANCE_SCALING_PRESETS, name);
}

/** Which seeds of 0 are none depends on what is drawn: normals go through another generator than uniforms. */
function seedIgnored(kind: InitializerKind, spec: InitializerSpec, { rules }: InitializerContext): boolean {
  const scaling = asVarianceScaling(spec);
  if (scaling !== null) return rules.zeroSeedIgnored.includes('varianceScaling') && scaling.distribution !== 'uniform';
  return rules.zeroSeedIgnored.includes(kind);
}

function refuseWord(written: string, detail: string, span: Span, { surface, option, notes }: InitializerContext): void {
  const consequence = surface === 'json' ? 'unloadable' : 'throws';
  notes.problems.push({
    kind: 'unknownName',
    what: 'initializer',
    option,
    written,
    // Nothing to put in place of the whole initialiser: the right words stand in `detail`.
    suggestion: null,
    consequence,
    detail,
    span,
  });
}
