import type { Distribution } from '../../model/distribution.ts';
import type { Weight } from '../../model/graph.ts';
import type { Streams, Work } from '../operator.ts';
import { fillInSlices } from '../slices.ts';
import { fillWeight } from './fill.ts';

/** The matrix that orthogonal and identity initialisers see, and what one output sums. */
export interface MatrixForm {
  readonly rows: number;
  readonly columns: number;
  readonly fanIn: number;
}

/** Draws a kernel from its own stream, or from that of its seed, which two weights may share. */
export function* drawKernel(
  target: Float32Array,
  weight: Weight | undefined,
  form: MatrixForm,
  streams: Streams,
): Work {
  const initializer = weight?.initializer;
  const distribution: Distribution = initializer?.sampled ?? { family: 'unknown', reason: 'There is no kernel.' };
  const generator = streams(weight?.role ?? 'kernel', initializer?.seed ?? null);
  yield* fillWeight(target, distribution, form.rows, form.columns, form.fanIn, generator);
}

/** Draws a bias or a normalisation parameter; `fallback` where the layer has none or it cannot be read. */
export function drawVector(target: Float32Array, weight: Weight | undefined, fallback: number, streams: Streams): Work {
  const sampled = weight?.initializer.sampled;
  if (weight === undefined || sampled === undefined || sampled.family === 'unknown')
    return fillInSlices(target, fallback);
  const generator = streams(weight.role, weight.initializer.seed);
  return fillWeight(target, sampled, 1, target.length, 1, generator);
}
