import * as tf from '@tensorflow/tfjs';
import type { Layer, LayerId, ModelGraph } from '../../src/model/graph.ts';
import { lossLayers } from '../../src/model/loss.ts';
import type { OperationKind } from '../../src/model/operation.ts';
import { sizes } from '../../src/model/shape.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import type { ReferenceModel } from './models.ts';

/** Of one layer, draw by draw. */
export interface LayerDraws {
  readonly kind: OperationKind;
  /** E[a^2] of its output. */
  readonly forward: readonly number[];
  /** E[g^2] with respect to its output. */
  readonly backward: readonly number[];
  /** E[dW^2] of its main kernel; empty without one. */
  readonly weightGradient: readonly number[];
}

/** In the graph's order, without its inputs. */
export type Draws = ReadonlyMap<LayerId, LayerDraws>;

/**
 * Builds the model anew for every draw, so that TensorFlow.js draws all weights itself, and runs it as in a training
 * step. The gradient at a layer's output is the gradient with respect to zeros added there; the loss gradient at the
 * outputs is i.i.d. N(0, 1), and so is the input (integers: all equally likely).
 * @param graph of the same model: its layers stand in the order of the model's.
 * @param seed of everything that TensorFlow.js draws: it takes the seeds of what is not seeded from `Math.random`.
 */
export function drawReference(model: ReferenceModel, graph: ModelGraph, draws: number, seed: string): Draws {
  const { random } = Math;
  const generator = streamFor('validate', model.name, seed);
  Math.random = () => generator.uniform();
  try {
    return drawAll(model, graph, draws);
  } finally {
    Math.random = random;
  }
}

function drawAll({ batch, build }: ReferenceModel, graph: ModelGraph, draws: number): Draws {
  const found = new Map(
    computedLayers(graph).map(({ id, operation: { kind } }) => [
      id,
      { kind, forward: [] as number[], backward: [] as number[], weightGradient: [] as number[] },
    ]),
  );
  for (let draw = 0; draw < draws; draw++) {
    const model = build();
    tf.engine().startScope();
    const run = new Run(model, graph, batch);
    for (const { id, forward, backward, weightGradient } of run.drawn()) {
      const layer = found.get(id);
      layer?.forward.push(forward);
      layer?.backward.push(backward);
      if (weightGradient !== null) layer?.weightGradient.push(weightGradient);
    }
    run.dispose();
    tf.engine().endScope();
    model.dispose();
  }
  return found;
}

/** What computes, as against a graph's entries. */
export function computedLayers({ layers }: Pick<ModelGraph, 'layers'>): Layer[] {
  return layers.filter(({ operation }) => operation.kind !== 'input');
}

interface Drawn {
  readonly id: LayerId;
  readonly forward: number;
  readonly backward: number;
  readonly weightGradient: number | null;
}

/** One training step of one model. */
class Run {
  private readonly computed: readonly LayerId[];
  private readonly layers: ReadonlyMap<LayerId, tf.layers.Layer>;
  private readonly shapes: ReadonlyMap<LayerId, number[]>;
  /** Zeros that are added to each layer's output. */
  private readonly taps: ReadonlyMap<LayerId, tf.Variable>;
  private readonly forward = new Map<LayerId, number>();
  private readonly graph: ModelGraph;
  private readonly integer: boolean;

  constructor(model: tf.LayersModel, graph: ModelGraph, batch: number) {
    this.graph = graph;
    this.integer = model.inputs[0]?.dtype === 'int32';
    this.computed = computedLayers(graph).map(({ id }) => id);
    this.layers = new Map(
      graph.layers.flatMap(({ id }, i) => {
        const layer = model.layers[i];
        return layer === undefined ? [] : [[id, layer]];
      }),
    );
    this.shapes = new Map(graph.layers.map(({ id, outputShape }) => [id, [batch, ...sizes(outputShape ?? [])]]));
    this.taps = new Map(this.computed.map((id) => [id, tf.variable(tf.zeros(this.shapeOf(id)))]));
  }

  drawn(): Drawn[] {
    const { grads } = tf.variableGrads(() => this.loss());
    const squareOf = (variable: string): number => {
      const gradient = grads[variable];
      return gradient === undefined ? Number.NaN : meanSquare(gradient);
    };
    return this.computed.map((id) => ({
      id,
      forward: this.forward.get(id) ?? Number.NaN,
      backward: squareOf(this.taps.get(id)?.name ?? ''),
      weightGradient: average(this.kernelsOf(id).map(squareOf)),
    }));
  }

  dispose(): void {
    for (const tap of this.taps.values()) tap.dispose();
  }

  private loss(): tf.Scalar {
    const outputs = new Set(lossLayers(this.graph));
    const signals = new Map<LayerId, tf.Tensor>();
    let total = tf.scalar(0);
    for (const { id, inputs, operation } of this.graph.layers) {
      if (operation.kind === 'input') {
        signals.set(id, entering(this.shapeOf(id), this.integer));
        continue;
      }
      const from = inputs.flatMap((input) => signals.get(input) ?? []);
      const output = this.layers.get(id)?.call(from.length === 1 ? (from[0] ?? []) : from, { training: true });
      const [tensor] = Array.isArray(output) ? output : [output];
      if (tensor === undefined) throw new RangeError(`${id} gives nothing.`);
      const signal = tf.add(tensor, this.taps.get(id) ?? 0);
      signals.set(id, signal);
      this.forward.set(id, meanSquare(signal));
      if (outputs.has(id)) total = tf.add(total, tf.sum(tf.mul(signal, tf.randomNormal(signal.shape))));
    }
    return total;
  }

  private shapeOf(id: LayerId): number[] {
    return this.shapes.get(id) ?? [];
  }

  /** Names of the variables that hold the layer's main kernels: several where it has two directions. */
  private kernelsOf(id: LayerId): string[] {
    const weights = this.layers.get(id)?.trainableWeights ?? [];
    const names = weights.map(({ originalName }) => originalName.split('/').at(-1) ?? '');
    const main = MAIN_KERNELS.find((name) => names.includes(name));
    return weights.flatMap((weight, i) => {
      const value = weight.read();
      return names[i] === main && value instanceof tf.Variable ? [value.name] : [];
    });
  }
}

/** A separable convolution's is the pointwise one. */
const MAIN_KERNELS = ['kernel', 'pointwise_kernel', 'depthwise_kernel', 'embeddings'];

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

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
