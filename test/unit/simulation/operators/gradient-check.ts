import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import { createNetwork, type NetworkLayer } from '../../../../src/simulation/network.ts';
import { fillNormal } from '../../../../src/simulation/random/elements.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import type { RandomSource } from '../../../../src/simulation/random/xoshiro.ts';
import { goBack } from '../../../../src/simulation/run.ts';
import { copyInSlices, finished } from '../../../../src/simulation/slices.ts';

/** A graph made ready, whose kernels can be moved one element at a time. */
export interface Checked {
  /** sum of cotangent x output, at the inputs and kernels as they are. */
  loss(): number;
  readonly inputs: readonly NetworkLayer[];
  readonly last: NetworkLayer;
  /** Adds to the kernel element drawn at this index, over all kernels in the order of drawing; null: none. */
  move(index: number | null, step: number): void;
  /** Kernel elements of each layer. */
  readonly kernelSizes: ReadonlyMap<string, { readonly start: number; readonly length: number }>;
  readonly layers: readonly NetworkLayer[];
  readonly gradients: ReadonlyMap<NetworkLayer, Float32Array>;
  /** Mean squares of the main kernels' gradients. */
  readonly weightGradients: ReadonlyMap<NetworkLayer, number | null>;
}

const BATCH = 3;

/** Draws inputs, cotangent and weights of `graph`, whose kernels have to be uniform so that every draw is one number. */
export function prepare(graph: ModelGraph): Checked {
  const network = finished(createNetwork(graph, BATCH));
  const inputs = network.layers.filter(({ operator }) => operator === null);
  const last = network.layers.at(-1);
  assert.ok(last !== undefined);
  inputs.forEach((node, i) => {
    fillNormal(node.output.value, 0, 1, streamFor('check input', i));
  });
  const cotangent = new Float32Array(last.output.value.length);
  fillNormal(cotangent, 0, 1, streamFor('check cotangent'));

  const kernelSizes = new Map<string, { start: number; length: number }>();
  let moved: { index: number; step: number } | null = null;
  let drawn = 0;
  const draw = () => {
    drawn = 0;
    for (const node of network.layers) {
      const start = drawn;
      const work = node.operator?.draw((role) => {
        const source = streamFor('check weights', node.layer.id, role);
        return isNoise(role) ? source : counted(source);
      });
      for (const _ of work ?? []);
      kernelSizes.set(node.layer.id, { start, length: drawn - start });
    }
  };
  /** The fillers compute low + (high - low) u, with high - low = 2 in `uniformKernel`: a step of the weight is half of u. */
  const counted = (source: RandomSource): RandomSource => ({
    bits: () => source.bits(),
    normal: () => source.normal(),
    uniform: () => {
      const own = drawn++;
      return source.uniform() + (moved?.index === own ? moved.step / 2 : 0);
    },
  });
  const forward = () => {
    for (const node of network.layers) for (const _ of node.operator?.forward() ?? []);
  };
  draw();
  forward();
  const gradients = new Map<NetworkLayer, Float32Array>();
  const weightGradients = new Map<NetworkLayer, number | null>();
  for (const completed of goBack(network, ({ output }) => copyInSlices(cotangent, output.gradient))) {
    if (completed === undefined) continue;
    const { node } = completed;
    // Its place is another layer's afterwards.
    gradients.set(node, node.output.gradient.slice());
    const weightGradient = node.operator?.weightGradient() ?? null;
    weightGradients.set(node, weightGradient === null ? null : finished(weightGradient));
  }
  return {
    inputs,
    last,
    kernelSizes,
    layers: network.layers,
    gradients,
    weightGradients,
    move(index, step) {
      moved = index === null ? null : { index, step };
      draw();
    },
    loss() {
      forward();
      return cotangent.reduce((sum, c, i) => sum + c * (last.output.value[i] ?? 0), 0);
    },
  };
}

/** What is no weight: dropout's masks too, of layers and inside cells. */
function isNoise(role: string): boolean {
  return /(?:^|\/)(?:noise|mask)$/.test(role);
}

export const uniformKernel = () => ({ family: 'uniform', low: -1, high: 1 }) as const;

/**
 * Holds the gradients of a graph against central differences of its loss: with respect to every input element, and the
 * mean square of every kernel's gradient.
 * @param step small against the distance to a kink, large against float32's rounding (1e-7 of the loss).
 * @param withKernels false for layers with several main kernels, whose gradients are told as one figure.
 * @param tolerance relative to the root mean square of the gradient.
 */
export function checkGradients(graph: ModelGraph, step: number, tolerance: number, withKernels = true): void {
  const checked = prepare(graph);
  const difference = (set: (offset: number) => void) => {
    set(step);
    const above = checked.loss();
    set(-step);
    const below = checked.loss();
    set(0);
    return (above - below) / (2 * step);
  };
  for (const node of checked.inputs) {
    const { output } = node;
    const gradient = Float64Array.from(checked.gradients.get(node) ?? []);
    const size = Math.sqrt(gradient.reduce((sum, x) => sum + x * x, 0) / gradient.length);
    gradient.forEach((expected, i) => {
      const at = output.value[i] ?? 0;
      const measured = difference((offset) => {
        output.value[i] = at + offset;
      });
      assert.ok(Math.abs(measured - expected) < tolerance * size, `input ${i}: ${expected}, measured ${measured}`);
    });
  }
  if (!withKernels) return;
  checked.layers.forEach((node) => {
    const expected = checked.weightGradients.get(node) ?? null;
    const kernel = checked.kernelSizes.get(node.layer.id);
    if (expected === null || kernel === undefined) return;
    const weights = mainKernel(node, kernel);
    let squares = 0;
    for (let i = weights.start; i < weights.start + weights.length; i++) {
      squares += difference((offset) => checked.move(i, offset)) ** 2;
    }
    const measured = squares / weights.length;
    assert.ok(Math.abs(measured / expected - 1) < 2 * tolerance, `${node.layer.id}: ${expected}, measured ${measured}`);
  });
}

/** A separable convolution draws its depthwise kernel first; its pointwise one is the main kernel. */
function mainKernel({ layer }: NetworkLayer, drawn: { readonly start: number; readonly length: number }) {
  const sizeOf = (role: string) =>
    [...layer.weights, ...layer.parts.flatMap(({ weights }) => weights)]
      .find((weight) => weight.role === role)
      ?.shape.reduce<number>((n, d) => n * (typeof d === 'number' ? d : d.assumed), 1) ?? 0;
  const main = sizeOf('kernel') || sizeOf('pointwise') || sizeOf('depthwise');
  const before = sizeOf('pointwise') > 0 ? sizeOf('depthwise') : 0;
  return { start: drawn.start + before, length: main };
}
