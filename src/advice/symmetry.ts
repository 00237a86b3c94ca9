import type { Activation } from '../model/activation.ts';
import { scalarFunction } from '../model/activation-function.ts';
import type { Distribution } from '../model/distribution.ts';
import { isKernel, type Layer, type LayerId, type ModelGraph, type Weight } from '../model/graph.ts';
import { cellOf, unitsOf } from './cells.ts';
import { enteringKernels, leavingActivation, repeated } from './parts.ts';
import { hasKernel, structureOf } from './structure.ts';

/**
 * What becomes of a kernel whose elements are all equal.
 * `neverMoves`: its gradient is 0 for good; `productOfZeros`: so is that of a second kernel of 0 in the same product;
 * `staysCopies`: all units get equal gradients for good; `startsAsCopies`: only the random kernels behind tell the units
 * apart; `copiesUntilDropout`: only dropout does.
 */
export type Symmetry = 'neverMoves' | 'productOfZeros' | 'staysCopies' | 'startsAsCopies' | 'copiesUntilDropout';

/** Null where the kernel is not constant, or where a constant is deliberate and harmless. */
export function judgeSymmetry(graph: ModelGraph, layer: Layer, weight: Weight): Symmetry | null {
  const value = constantValue(weight.initializer.sampled);
  if (value === null || !isKernel(weight.role) || !layer.trainable) return null;
  if (layer.operation.kind === 'multiHeadAttention') return judgeProjections(weight, value);
  const others = otherCellKernels(layer, weight);
  // Units that see different inputs are told apart by them.
  if (weight.role === 'recurrent' && others.some(isRandom)) return null;
  const ahead = whatFollows(graph, layer, weight);
  const isLast = ahead.kernels.length === 0;
  if (value === 0) {
    if (ahead.joinsShortcut) return null;
    const isFed = weight.role === 'recurrent';
    if (!isFed && ahead.nonlinearities.some(stopsAtZero) && !hasBias(layer)) return 'neverMoves';
  }
  if (isLast || !makesCopies(layer, weight, value)) return null;
  // A random recurrent kernel tells a cell's units apart at the next step.
  const isRandomBehind = [...ahead.kernels, ...others].some(isRandom);
  if (isRandomBehind) return 'startsAsCopies';
  return ahead.meetsDropout ? 'copiesUntilDropout' : 'staysCopies';
}

/** All projections share an initialiser: it is judged once, at the value's. */
function judgeProjections({ role }: Weight, value: number): Symmetry | null {
  if (role !== 'value') return null;
  return value === 0 ? 'productOfZeros' : 'staysCopies';
}

/** The other kernels of a recurrent cell; none in other layers. */
function otherCellKernels(layer: Layer, weight: Weight): Weight[] {
  if (cellOf(layer) === null) return [];
  return layer.weights.filter(({ role }) => isKernel(role) && role !== weight.role);
}

function isRandom({ initializer }: Weight): boolean {
  return constantValue(initializer.sampled) === null;
}

/** The one value that is drawn; null for a real distribution. */
export function constantValue(distribution: Distribution): number | null {
  switch (distribution.family) {
    case 'constant':
      return distribution.value;
    case 'normal':
    case 'truncatedNormal':
      return distribution.stddev === 0 ? distribution.mean : null;
    case 'uniform':
      return distribution.low === distribution.high ? distribution.low : null;
    case 'orthogonal':
    case 'identity':
      return distribution.gain === 0 ? 0 : null;
    case 'unitForgetBias':
    case 'unknown':
      return null;
  }
}

/** Each channel of a depthwise kernel sees an input of its own: equal filters (a blur) make no copies, zeros do. */
function makesCopies(layer: Layer, weight: Weight, value: number): boolean {
  return weight.role === 'depthwise' || layer.operation.kind === 'transposedConvolution'
    ? value === 0
    : unitsOf(layer, weight) > 1;
}

/** f(0) = 0 with slope 0: what outputs 0 gets no gradient. */
function stopsAtZero(activation: Activation): boolean {
  const f = scalarFunction(activation);
  return f !== null && f.value(0) === 0 && f.derivative(0) === 0;
}

function hasBias(layer: Layer): boolean {
  const bias = layer.weights.find(({ role }) => role === 'bias');
  if (bias === undefined) return false;
  const { sampled } = bias.initializer;
  // The forget gate's bias moves nothing while there is nothing to keep.
  return constantValue(sampled.family === 'unitForgetBias' ? sampled.others : sampled) !== 0;
}

interface Ahead {
  /** Nonlinearities that the output meets first. */
  readonly nonlinearities: readonly Activation[];
  /** The kernels that take the signal next; none for a last layer. */
  readonly kernels: readonly Weight[];
  /** Whether the output is added to another branch before it meets a nonlinearity. */
  readonly joinsShortcut: boolean;
  /** Dropout zeroes units at random, which tells copies apart. */
  readonly meetsDropout: boolean;
}

function whatFollows(graph: ModelGraph, start: Layer, weight: Weight): Ahead {
  const pointwise = start.weights.find(({ role }) => role === 'pointwise');
  if (weight.role === 'depthwise' && pointwise !== undefined) {
    return { nonlinearities: [], kernels: [pointwise], joinsShortcut: false, meetsDropout: false };
  }
  const { consumers } = structureOf(graph);
  const nonlinearities: Activation[] = [];
  const kernels: Weight[] = [];
  let joinsShortcut = false;
  let meetsDropout = false;
  const seen = new Set<LayerId>();
  // `isLinear`: no nonlinearity between the kernel and this layer's own.
  const pending = [{ layer: start, isLinear: true }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at.layer.id)) continue;
    seen.add(at.layer.id);
    const own = leavingActivation(at.layer);
    const bends = own !== null && own.name !== 'linear';
    if (at.isLinear && bends) nonlinearities.push(own);
    const isLinear = at.isLinear && !bends;
    for (const next of consumers(at.layer)) {
      const { kind } = repeated(next).operation;
      joinsShortcut ||= isLinear && kind === 'add';
      meetsDropout ||= kind === 'dropout' || kind === 'gaussianDropout' || kind === 'alphaDropout';
      if (hasKernel(next)) kernels.push(...enteringKernels(next));
      else pending.push({ layer: next, isLinear });
    }
  }
  return { nonlinearities, kernels, joinsShortcut, meetsDropout };
}
