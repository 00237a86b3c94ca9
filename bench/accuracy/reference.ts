import * as tf from '@tensorflow/tfjs';
import type { LayerId, ModelGraph } from '../../src/model/graph.ts';
import { lossLayers } from '../../src/model/loss.ts';
import { sizes } from '../../src/model/shape.ts';
import type { ReferenceModel } from './models.ts';

/** E[a^2] and E[g^2] of every layer, draw by draw. */
export type Draws = ReadonlyMap<LayerId, { readonly forward: readonly number[]; readonly backward: readonly number[] }>;

/**
 * Builds the model anew for every draw, so that TensorFlow.js draws all weights itself, and runs it as in a training
 * step. The gradient at a layer's output is the gradient with respect to zeros added there; the loss gradient at the
 * outputs is i.i.d. N(0, 1), and so is the input (integers: all equally likely).
 * @param graph of the same model: its layers stand in the order of the model's.
 */
export function drawReference({ batch, build }: ReferenceModel, graph: ModelGraph, draws: number): Draws {
  const found = new Map(graph.layers.map(({ id }) => [id, { forward: [] as number[], backward: [] as number[] }]));
  for (let draw = 0; draw < draws; draw++) {
    const model = build();
    let drawn: readonly Drawn[] = [];
    tf.tidy(() => {
      drawn = runOnce(model, graph, batch);
    });
    for (const { id, forward, backward } of drawn) {
      found.get(id)?.forward.push(forward);
      found.get(id)?.backward.push(backward);
    }
    model.dispose();
  }
  return found;
}

interface Drawn {
  readonly id: LayerId;
  readonly forward: number;
  readonly backward: number;
}

function runOnce(model: tf.LayersModel, graph: ModelGraph, batch: number): Drawn[] {
  const computed = graph.layers.filter(({ operation }) => operation.kind !== 'input');
  const layers = new Map(graph.layers.map(({ id }, i) => [id, model.layers[i]]));
  const shapes = new Map(graph.layers.map(({ id, outputShape }) => [id, [batch, ...sizes(outputShape ?? [])]]));
  const taps = computed.map(({ id }) => tf.zeros(shapes.get(id) ?? []));
  const outputs = new Set(lossLayers(graph));
  const forward: number[] = [];
  const loss = (...added: tf.Tensor[]): tf.Scalar => {
    const signals = new Map<LayerId, tf.Tensor>();
    for (const { id, operation } of graph.layers) {
      if (operation.kind === 'input')
        signals.set(id, entering(shapes.get(id) ?? [], model.inputs[0]?.dtype === 'int32'));
    }
    let total = tf.scalar(0);
    computed.forEach(({ id, inputs }, i) => {
      const from = inputs.flatMap((input) => signals.get(input) ?? []);
      const output = layers.get(id)?.call(from.length === 1 ? (from[0] ?? []) : from, { training: true });
      const [tensor] = Array.isArray(output) ? output : [output];
      if (tensor === undefined) throw new RangeError(`${id} gives nothing.`);
      const signal = tf.add(tensor, added[i] ?? 0);
      signals.set(id, signal);
      forward.push(meanSquare(signal));
      if (outputs.has(id)) total = tf.add(total, tf.sum(tf.mul(signal, tf.randomNormal(signal.shape))));
    });
    return total;
  };
  const gradients = tf.grads(loss)(taps);
  return computed.map(({ id }, i) => {
    const gradient = gradients[i];
    return {
      id,
      forward: forward[i] ?? Number.NaN,
      backward: gradient === undefined ? Number.NaN : meanSquare(gradient),
    };
  });
}

/** Rows of an embedding's table in the reference models. */
const VOCABULARY = 50;

function entering(shape: readonly number[], integer: boolean): tf.Tensor {
  return integer ? tf.randomUniform([...shape], 0, VOCABULARY, 'int32') : tf.randomNormal([...shape]);
}

/** In float64: small signals' squares leave float32's range. */
function meanSquare(tensor: tf.Tensor): number {
  const values = tensor.dataSync();
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / values.length;
}
