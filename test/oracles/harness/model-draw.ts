import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { LayerId, ModelGraph } from '../../../src/model/graph.ts';
import { lossLayers } from '../../../src/model/loss.ts';
import { sizes } from '../../../src/model/shape.ts';
import type { Pair } from './agreement.ts';
import { forgetMasks } from './cell-masks.ts';
import { walkedLayers } from './graph-facts.ts';
import type { InitialWeights } from './initial-weights.ts';
import { chosenRows, type Rows } from './rows.ts';
import { meanSquare, tap } from './tap.ts';
import { isInput, type Use, usesOf } from './tfjs-uses.ts';

/** Second moments of one layer in one draw. */
export interface LayerDraw {
  /** E[a^2] of its output; null for what enters. */
  readonly forward: number | null;
  /** E[g^2] of the gradient with respect to its output, 0 where none comes back; null where integers enter. */
  readonly backward: number | null;
  /** E[dW^2] of its main kernel, summed over the batch; null without one that is trained and used once. */
  readonly weightGradient: number | null;
}

export type ModelDraw = ReadonlyMap<LayerId, LayerDraw>;

/** A model of TF.js, ready to be drawn layer by layer as the graph has them. */
export class DrawnModel {
  readonly #graph: ModelGraph;
  readonly #weights: InitialWeights;
  readonly #batch: number;
  readonly #uses: readonly Use[];
  readonly #ids: ReadonlyMap<Use, LayerId>;
  /** Rows of the tables that an input chooses from; an input that is not here is of numbers. */
  readonly #rows: ReadonlyMap<Use, Rows>;

  constructor({ graph, model }: Pair, weights: InitialWeights, batch: number) {
    this.#graph = graph;
    this.#weights = weights;
    this.#batch = batch;
    this.#uses = usesOf(model).nodes;
    const layers = walkedLayers(graph).nodes;
    this.#ids = new Map(this.#uses.map((use, i) => [use, layers[i]?.id ?? '']));
    this.#rows = chosenRows(this.#uses);
  }

  /**
   * New weights, new input, one training step: everything from `Math.random`. What enters is i.i.d. N(0, 1), or
   * integers that are all as likely, and so is the loss gradient at the outputs N(0, 1).
   */
  draw(): ModelDraw {
    for (const layer of this.#layers()) {
      unseed(layer);
      forgetMasks(layer);
      this.#weights.redraw(layer);
    }
    tf.engine().startScope();
    try {
      return this.#run();
    } finally {
      tf.engine().endScope();
    }
  }

  #run(): ModelDraw {
    const forward = new Map<Use, number>();
    const backward = new Map<Use, number>();
    // Added to every signal, so that a gradient is asked for everywhere, behind integers and frozen weights too.
    const zero = tf.variable(tf.scalar(0));
    const kernels = new Map(this.#uses.map((use) => [use, this.#kernelsOf(use)]));
    const loss = () =>
      this.#loss((use, output) => {
        forward.set(use, meanSquare(output));
        if (this.#rows.has(use)) return output;
        return tap(tf.add(output, zero), (square) => backward.set(use, square));
      });
    const { grads } = tf.variableGrads(loss, [zero, ...[...kernels.values()].flat()]);
    zero.dispose();
    const squareOf = ({ name }: tf.Variable): number => {
      const gradient: tf.Tensor | null | undefined = grads[name];
      return gradient === undefined || gradient === null ? 0 : meanSquare(gradient);
    };
    return new Map(
      this.#uses.map((use) => {
        const draw = {
          forward: isInput(use) ? null : (forward.get(use) ?? 0),
          backward: this.#rows.has(use) ? null : (backward.get(use) ?? 0),
          weightGradient: average((kernels.get(use) ?? []).map(squareOf)),
        };
        return [this.#ids.get(use) ?? '', draw];
      }),
    );
  }

  /** @param tapped what stands for a layer's output in all that follows. */
  #loss(tapped: (use: Use, output: tf.Tensor) => tf.Tensor): tf.Scalar {
    const outputs = new Set(lossLayers(this.#graph));
    const signals = new Map<Use, readonly tf.Tensor[]>();
    let total = tf.scalar(0);
    for (const use of this.#uses) {
      const [first, ...others] = this.#outputsOf(use, signals);
      assert.ok(first !== undefined, `${use.layer.name} has an output`);
      const signal = tapped(use, first);
      signals.set(use, [signal, ...others]);
      if (!outputs.has(this.#ids.get(use) ?? '')) continue;
      total = tf.add(total, tf.sum(tf.mul(signal, tf.randomNormal(signal.shape))));
    }
    return total;
  }

  #outputsOf(use: Use, signals: ReadonlyMap<Use, readonly tf.Tensor[]>): tf.Tensor[] {
    if (isInput(use)) return [this.#entering(use)];
    const inputs = use.inputs.map((from, i) => {
      const tensor = use.inputTensors[i];
      // A tensor that a model used as a layer gives is the first one of some layer in it.
      const index = tensor !== undefined && tensor.sourceLayer === from.layer ? tensor.tensorIndex : 0;
      const signal = signals.get(from)?.[index];
      assert.ok(signal !== undefined, `${from.layer.name} comes before ${use.layer.name}`);
      return signal;
    });
    // No step is masked: an integer that would be is never drawn.
    const output: unknown = use.layer.apply(inputs.length === 1 ? (inputs[0] ?? []) : inputs, { training: true });
    return (Array.isArray(output) ? output : [output]).filter((one): one is tf.Tensor => one instanceof tf.Tensor);
  }

  #entering(use: Use): tf.Tensor {
    const id = this.#ids.get(use);
    const layer = this.#graph.layers.find((one) => one.id === id);
    const shape = [this.#batch, ...sizes(layer?.outputShape ?? [])];
    const rows = this.#rows.get(use);
    if (rows === undefined) return tf.randomNormal(shape);
    return tf.floor(tf.randomUniform(shape, rows.from, rows.to));
  }

  #layers(): Set<tf.layers.Layer> {
    return new Set(this.#uses.map(({ layer }) => layer));
  }

  /** Variables of the main kernels: several where the layer has two directions. */
  #kernelsOf(use: Use): tf.Variable[] {
    if (this.#uses.filter(({ layer }) => layer === use.layer).length > 1) return [];
    const weights = use.layer.trainableWeights;
    const names = weights.map(({ originalName }) => originalName.split('/').at(-1) ?? '');
    const main = MAIN_KERNELS.find((name) => names.includes(name));
    return weights.flatMap((weight, i) => {
      const variable = weight.read();
      return names[i] === main && variable instanceof tf.Variable ? [variable] : [];
    });
  }
}

/** A separable convolution's is the pointwise one. */
const MAIN_KERNELS = ['kernel', 'pointwise_kernel', 'depthwise_kernel', 'embeddings'];

/** A dropout's written seed makes every mask the same. */
function unseed(layer: tf.layers.Layer): void {
  if ('seed' in layer) Reflect.set(layer, 'seed', undefined);
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
