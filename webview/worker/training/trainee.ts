import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { layerById, type ModelGraph } from '../../../src/model/graph.ts';
import { lossLayers } from '../../../src/model/loss.ts';
import { streamFor } from '../../../src/simulation/random/streams.ts';
import type { RandomSource } from '../../../src/simulation/random/xoshiro.ts';
import type { TrainingOptions } from '../../convergence/options.ts';
import { Adam } from './adam.ts';
import type { Batch } from './batches.ts';
import { disposeKeptMasks } from './kept-masks.ts';
import { totalLoss } from './losses.ts';
import { withRandom } from './seeded-random.ts';
import { type OutputTask, outputTask } from './task/loss-choice.ts';
import { Refused, trainableModel } from './trainable-model.ts';

/** One model in training. To be disposed of. */
export class Trainee {
  readonly #model: LayersModel;
  readonly #optimizer: tf.Optimizer;
  readonly #variables: tf.Variable[];
  readonly #tasks: readonly OutputTask[];
  readonly #random: RandomSource;

  private constructor(model: LayersModel, tasks: readonly OutputTask[], options: TrainingOptions, seed: number) {
    this.#model = model;
    this.#tasks = tasks;
    this.#optimizer = optimizerOf(options);
    this.#variables = model.trainableWeights.flatMap((weight) => {
      const value = weight.read();
      return value instanceof tf.Variable ? [value] : [];
    });
    this.#random = streamFor(seed, 'dropout');
  }

  /** @throws Refused with a sentence for the user. */
  static async create(graph: ModelGraph, options: TrainingOptions, seed: number): Promise<Trainee> {
    const model = await trainableModel(graph, seed);
    const trainee = new Trainee(model, outputTasks(graph), options, seed);
    if (trainee.#variables.length > 0) return trainee;
    trainee.dispose();
    throw new Refused('The model has no weights that are trained.');
  }

  /** One update. @returns the loss before it. */
  step({ inputs, targets }: Batch): number {
    const loss = withRandom(this.#random, () =>
      this.#optimizer.minimize(
        () => totalLoss(this.#tasks, targets, listOf(this.#model.apply([...inputs], { training: true }))),
        true,
        this.#variables,
      ),
    );
    const [value = Number.NaN] = loss?.dataSync() ?? [];
    loss?.dispose();
    return value;
  }

  dispose(): void {
    disposeKeptMasks(this.#model);
    this.#model.dispose();
    this.#optimizer.dispose();
  }
}

export function outputTasks(graph: ModelGraph): OutputTask[] {
  return lossLayers(graph).flatMap((id) => {
    const layer = layerById(graph, id);
    return layer === undefined ? [] : [outputTask(graph, layer)];
  });
}

/** TensorFlow.js's own forgets to give back its learning rate. */
class Momentum extends tf.MomentumOptimizer {
  override dispose(): void {
    super.dispose();
    this.c.dispose();
  }
}

function optimizerOf({ optimizer, learningRate }: TrainingOptions): tf.Optimizer {
  switch (optimizer) {
    case 'sgd':
      return tf.train.sgd(learningRate);
    case 'momentum':
      return new Momentum(learningRate, 0.9);
    case 'adam':
      return new Adam(learningRate);
  }
}

function listOf(outputs: ReturnType<LayersModel['apply']>): tf.Tensor[] {
  const list = Array.isArray(outputs) ? outputs : [outputs];
  return list.flatMap((each) => (each instanceof tf.Tensor ? [each] : []));
}
