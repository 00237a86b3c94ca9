import type { Layer, Weight } from '../model/graph.ts';
import type { Fans, VarianceScaling } from '../model/initializer.ts';

const SAME = 1e-9;

/**
 * The fans that a framework should compute for a weight. Depthwise and transposed kernels, and those of more than two
 * dimensions that are no convolution's, have true ones that it misses; of a grouped convolution it takes the outputs of
 * all groups. That a strided convolution feeds fewer outputs is left out by convention, and no error.
 */
export function meantFans({ operation }: Layer, { fans, trueFans }: Weight): Fans {
  const isProjection = operation.kind === 'multiHeadAttention' || operation.kind === 'einsumDense';
  if (isProjection || Math.abs(fans.in / trueFans.in - 1) > SAME) return trueFans;
  return operation.kind === 'convolution' ? { in: fans.in, out: fans.out / operation.groups } : fans;
}

/** What a variance comes to, over what is meant, because the framework computes other fans: 1 where they are right. */
export function fanError(layer: Layer, weight: Weight, mode: VarianceScaling['mode']): number {
  const error = count(meantFans(layer, weight), mode) / count(weight.fans, mode);
  return Math.abs(error - 1) <= SAME ? 1 : error;
}

function count(fans: Fans, mode: VarianceScaling['mode']): number {
  return { fanIn: fans.in, fanOut: fans.out, fanAvg: (fans.in + fans.out) / 2 }[mode];
}
