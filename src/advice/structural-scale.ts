import type { Layer, Weight } from '../model/graph.ts';
import type { VarianceScaling } from '../model/initializer.ts';
import { knownSize } from '../model/shape.ts';
import { figure } from './figure.ts';
import { fanError, meantFans } from './meant-fans.ts';
import type { Place } from './proper-initializer.ts';
import { structureOf } from './structure.ts';

/** A scaling as it has to be written for a kernel at its place. */
export interface StructuralScaling {
  readonly scaling: VarianceScaling;
  /** Why it is not the plain one; clauses of a sentence. */
  readonly reasons: readonly string[];
}

/**
 * What becomes of a scaling at the end of a residual branch, for two kernels under one option, and for kernels whose
 * fans the framework gets wrong.
 * @returns null where the file leaves open a size that it depends on.
 */
export function structuralScaling(place: Place, plain: VarianceScaling): StructuralScaling | null {
  const { layer, weight } = place;
  const { scaling, reasons } = besideShortcut(place, plain);
  const error = fanError(layer, weight, scaling.mode);
  const shared = sharesOption(layer, weight) ? sharedScaling(place, scaling) : null;
  const isCorrected = error !== 1 || shared !== null;
  if (isCorrected && weight.shape.some((dimension) => knownSize(dimension) === null)) return null;
  if (shared !== null) return { scaling: shared.scaling, reasons: [...reasons, ...shared.reasons] };
  if (error === 1) return { scaling, reasons };
  const corrected = { ...scaling, scale: scaling.scale / error };
  return { scaling: corrected, reasons: [...reasons, `the scale makes up for ${fansInWords(place)}`] };
}

/** (1 + 1/n)^n < e: n branches of 1/n of the signal's variance each add no more than that (Zhang et al. 2019, section 3). */
function besideShortcut({ graph, layer }: Place, plain: VarianceScaling): StructuralScaling {
  const branch = structureOf(graph).branch(layer);
  if (branch === null) return { scaling: plain, reasons: [] };
  const reason = `divided by the ${branch.blocks} residual blocks in a row without normalisation, whose sum would grow with each of them (Zhang et al. 2019, arXiv 1901.09321)`;
  return { scaling: { ...plain, scale: plain.scale / branch.blocks }, reasons: [reason] };
}

/** One option for several kernels: TF.js's separable convolution, the projections of attention. */
export function sharesOption(layer: Layer, weight: Weight): boolean {
  return layer.weights.some((other) => other.role !== weight.role && other.option === weight.option);
}

/**
 * One scale s by fan-in for both kernels of a separable convolution, with nothing between them: the depthwise one, whose
 * fans are wrong by a factor e, passes s e of the variance, the pointwise one s, both together s^2 e.
 */
function sharedScaling({ layer, dialect }: Place, { scale, mode, distribution }: VarianceScaling): StructuralScaling {
  const depthwise = layer.weights.find(({ role }) => role === 'depthwise');
  const error = depthwise === undefined ? 1 : fanError(layer, depthwise, 'fanIn');
  const wanted = mode === 'fanIn' ? scale : 1;
  const reason = `${dialect.label} initialises both kernels by one option and takes the depthwise one's fan-in ${figure(1 / error)} times too large: this scale makes up for it in both together`;
  return { scaling: { scale: Math.sqrt(wanted / error), mode: 'fanIn', distribution }, reasons: [reason] };
}

/** What the framework takes for the fan-in, or for the fan-out where that alone is wrong. */
function fansInWords({ dialect, layer, weight }: Place): string {
  const [taken, meant] = [weight.fans, meantFans(layer, weight)];
  const which = taken.in === meant.in ? 'out' : 'in';
  return `the fan-${which}, which ${dialect.label} takes to be ${taken[which]} instead of ${meant[which]}`;
}
