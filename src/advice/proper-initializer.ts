import type { Dialect } from '../dialects/dialect.ts';
import { type Activation, LINEAR } from '../model/activation.ts';
import { distributionVariance } from '../model/distribution.ts';
import { isKernel, type Layer, type ModelGraph, type Weight } from '../model/graph.ts';
import { type InitializerSpec, VARIANCE_SCALING_PRESETS, type VarianceScaling } from '../model/initializer.ts';
import { Notes } from '../model/notes.ts';
import { sizes } from '../model/shape.ts';
import { cellOf } from './cells.ts';
import { driftAfter, keptScale } from './drift.ts';
import { factorBetween, figure } from './figure.ts';
import { type Guidance, guidanceFor } from './guidance.ts';
import { instabilityOf } from './instability.ts';
import type { Recommendation } from './recommendation.ts';
import type { AdviceSettings } from './settings.ts';
import { sharesOption, structuralScaling } from './structural-scale.ts';
import { structureOf } from './structure.ts';
import { SCALE_DIGITS, TOLERATED_DRIFT } from './thresholds.ts';

/** A weight within its graph, and for whom its initialiser is wanted. */
export interface Place {
  readonly graph: ModelGraph;
  readonly layer: Layer;
  readonly weight: Weight;
  readonly dialect: Dialect;
  readonly settings: AdviceSettings;
}

const RECURRENT =
  'An orthogonal recurrent kernel keeps the length of the state from step to step (Saxe et al. 2014, arXiv 1312.6120).';
const CELL_INPUT =
  'Glorot initialisation keeps what enters a recurrent cell small enough for its gates not to saturate (Glorot & Bengio 2010, eq. 16).';

/**
 * The initialiser that suits the weight, whatever is written there and whether or not its scale matters.
 * @param scale `exact`: the activation's exact scale even where the named family does over this depth.
 * @returns null where none is established for the activation, or where the file leaves open a size that it depends on.
 */
export function properInitializer(place: Place, scale: ScaleWanted = 'asNeeded'): Recommendation | null {
  const { graph, layer, weight, dialect, settings } = place;
  const { prefer } = settings;
  const known = foundFor(graph, weight);
  const before = known.find(
    (found) => found.scale === scale && found.prefer === prefer && found.layer === layer && found.dialect === dialect,
  );
  if (before !== undefined) return before.proper;
  const proper = findProperInitializer(place, scale);
  known.push({ layer, dialect, prefer, scale, proper });
  return proper;
}

type ScaleWanted = 'asNeeded' | 'exact';

/** What was found for a weight, with all that it depends on besides the graph. */
interface FoundProper extends Pick<Place, 'layer' | 'dialect'> {
  readonly prefer: AdviceSettings['prefer'];
  readonly scale: ScaleWanted;
  readonly proper: Recommendation | null;
}

/** Graphs never change, and a dozen questions about one weight come down to this one. */
const found = new Notes<ModelGraph, Map<Weight, FoundProper[]>>();

function foundFor(graph: ModelGraph, weight: Weight): FoundProper[] {
  const byWeight = found.get(graph) ?? new Map<Weight, FoundProper[]>();
  if (byWeight.size === 0) found.set(graph, byWeight);
  const known = byWeight.get(weight) ?? [];
  if (known.length === 0) byWeight.set(weight, known);
  return known;
}

function findProperInitializer(place: Place, scale: ScaleWanted): Recommendation | null {
  const { layer, weight } = place;
  if (weight.role === 'recurrent') return resolved(place, { name: 'orthogonal', gain: 1 }, RECURRENT);
  if (weight.role === 'embedding' || !isKernel(weight.role)) return null;
  if (sharesOption(layer, weight) && layer.operation.kind !== 'separableConvolution') return null;
  if (cellOf(layer) !== null) {
    const name = place.settings.prefer === 'normal' ? 'glorotNormal' : 'glorotUniform';
    return resolved(place, { name }, CELL_INPUT);
  }
  const activation = activationOf(place);
  const guidance = guidanceFor(activation, structureOf(place.graph).isHidden(layer));
  if (guidance === null) return null;
  const distribution = distributionFor(place, guidance);
  const isDrifting = scale === 'exact' || driftOf(place, activation, guidance) > TOLERATED_DRIFT;
  const exact = isDrifting ? exactScaling(activation, guidance) : null;
  const wanted = exact ?? VARIANCE_SCALING_PRESETS[guidance.family[distribution]];
  const structural = structuralScaling(place, wanted);
  if (structural === null) return null;
  const truncation = distribution === 'normal' ? truncationFactor(place) : 1;
  const said = [
    guidance.reason,
    ...(exact === null ? [] : [exactScaleReason(place, activation, guidance, exact.scale)]),
    ...structural.reasons,
    ...instabilityReason(place, activation),
    ...distributionReason(place, guidance, distribution),
  ];
  const why = `${said.join('; ')}.`;
  const { scale: wantedScale, mode } = structural.scaling;
  if (exact === null && structural.reasons.length === 0 && truncation === 1) {
    return resolved(place, { name: guidance.family[distribution] }, why);
  }
  const written = Number((wantedScale / truncation).toPrecision(SCALE_DIGITS));
  const sampled = distribution === 'uniform' ? 'uniform' : 'truncatedNormal';
  return resolved(place, { name: 'varianceScaling', scale: written, mode, distribution: sampled }, why);
}

function resolved({ dialect, weight }: Place, initializer: InitializerSpec, why: string): Recommendation {
  const { sampled } = dialect.initializer(initializer, null, weight);
  return { initializer, variance: distributionVariance(sampled, sizes(weight.shape)), why };
}

/** The nonlinearity that this weight's product meets. */
export function activationOf({ graph, layer, weight }: Pick<Place, 'graph' | 'layer' | 'weight'>): Activation {
  const isBetween = layer.operation.kind === 'separableConvolution' && weight.role === 'depthwise';
  if (isBetween && !sharesOption(layer, weight)) return LINEAR;
  // What a branch meets behind its sum works on the shortcut for the most part.
  const branch = structureOf(graph).branch(layer);
  return branch === null ? (layer.activation.effective ?? LINEAR) : (branch.activation ?? LINEAR);
}

function distributionFor(place: Place, { family }: Guidance): 'uniform' | 'normal' {
  const { prefer } = place.settings;
  if (prefer !== 'auto') return prefer;
  return truncationFactor(place) === 1 ? family.usual : 'uniform';
}

/** Real over nominal variance of what the dialect calls a normal. */
function truncationFactor({ dialect, weight }: Place): number {
  const { sampled, nominalVariance } = dialect.initializer({ name: 'heNormal' }, null, weight);
  const real = distributionVariance(sampled, sizes(weight.shape));
  if (real === null || nominalVariance === null) return 1;
  const factor = real / nominalVariance;
  return Math.abs(factor - 1) < 1e-9 ? 1 : factor;
}

/** How many times too small or too large the signal gets over the layer's stack with the named family; at least 1. */
function driftOf({ graph, layer }: Place, activation: Activation, { family }: Guidance): number {
  const preset = VARIANCE_SCALING_PRESETS[family.uniform];
  return factorBetween(driftAfter(activation, preset.scale, structureOf(graph).depth(layer)), 1);
}

/** Variance scaling that keeps E[a^2] at 1; null where the activation has no such scale or the named family has it. */
function exactScaling(activation: Activation, { family }: Guidance): VarianceScaling | null {
  const preset = VARIANCE_SCALING_PRESETS[family.uniform];
  // Glorot's family stands for activations that are best near 0, not for those with a size to keep.
  if (preset.mode !== 'fanIn') return null;
  const scale = keptScale(activation);
  return scale === null || factorBetween(scale, preset.scale) < 1 + 1e-6 ? null : { ...preset, scale };
}

/** Why it is this distribution, where the framework's truncation has a say in it. */
function distributionReason(place: Place, { family }: Guidance, distribution: 'uniform' | 'normal'): string[] {
  const { dialect, settings } = place;
  const truncation = truncationFactor(place);
  if (truncation === 1) return [];
  if (distribution === 'normal') {
    return [
      `the scale makes up for ${dialect.label}'s truncation, which keeps ${figure(truncation)} of a normal's variance (its issue 8594)`,
    ];
  }
  const isReplaced = settings.prefer === 'auto' && family.usual === 'normal';
  return isReplaced
    ? [`uniform, because ${dialect.label} truncates its normals without correction (its issue 8594)`]
    : [];
}

/** Where the stack is so deep that no initialiser alone keeps it. */
function instabilityReason({ graph, layer }: Place, activation: Activation): string[] {
  const depth = structureOf(graph).depth(layer);
  const growing = depth < 2 ? null : instabilityOf(activation);
  if (growing === null || depth < growing.layers) return [];
  const what = growing.of === 'signal' ? "an error of the signal's size" : 'the gradient';
  return [
    `yet no initialiser keeps ${activation.name} stable over ${depth} layers, since ${what} grows tenfold in ${Math.round(growing.layers)}: normalise or add shortcuts (Schoenholz et al. 2017, arXiv 1611.01232)`,
  ];
}

function exactScaleReason(
  { graph, layer }: Place,
  activation: Activation,
  { family }: Guidance,
  exact: number,
): string {
  const depth = structureOf(graph).depth(layer);
  const drift = driftAfter(activation, VARIANCE_SCALING_PRESETS[family.uniform].scale, depth);
  const layers = depth === 1 ? 'in one layer' : `over ${depth} layers in a row`;
  return `${layers} it leaves ${figure(drift)} times the signal, where the exact scale ${figure(exact)} keeps it (mean-field theory: Poole et al. 2016, arXiv 1606.05340)`;
}
